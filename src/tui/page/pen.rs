//! What a block is painted with: styles, signs and words, the columns that it has, what has the focus, and how much
//! room there is.

use std::cell::RefCell;
use std::collections::HashMap;

use ratatui::style::Style;
use ratatui::text::Span;

use super::rows::Rows;
use super::{Block, Command, Id, Item, Signal};
use crate::i18n::I18n;
use crate::tui::theme::Theme;

/// How much gives way so that a page fits, in the order in which it does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Fit {
    /// A blank row between sections.
    Roomy,
    /// No blank rows.
    Tight,
    /// The dates of a bar stand beside it; as many tiles as have to, without the focus, are short.
    Short,
    /// Headings are left out as well.
    Shortest,
}

impl Fit {
    pub(super) const ALL: [Self; 4] = [Self::Roomy, Self::Tight, Self::Short, Self::Shortest];
}

/// What was painted of tiles: it stays the same for as long as page, theme and room do, wherever the focus goes.
#[derive(Debug, Default)]
pub(super) struct Painted {
    heights: RefCell<HashMap<(Form, u16), usize>>,
    bands: RefCell<HashMap<(Vec<Form>, u16), Rows>>,
}

/// One of the forms that an item's tile has.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Form {
    /// Place of the item on its page.
    pub place: usize,
    /// `Tight` where it is whole, `Short` without the row of its dates, `Shortest` where it is as short as it can be.
    pub fit: Fit,
    pub has_focus: bool,
}

impl Painted {
    /// The height of a tile in so many columns, which is measured once.
    pub(super) fn height(&self, form: Form, width: u16, measured: impl FnOnce() -> usize) -> usize {
        let mut known = self.heights.borrow_mut();
        *known.entry((form, width)).or_insert_with(measured)
    }

    /// Tiles side by side in so many columns each, which are painted once.
    pub(super) fn band(&self, forms: Vec<Form>, width: u16, painted: impl FnOnce() -> Rows) -> Rows {
        let mut known = self.bands.borrow_mut();
        known.entry((forms, width)).or_insert_with(painted).clone()
    }
}

/// What a block is painted with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen<'a> {
    pub i18n: &'a I18n,
    pub theme: &'a Theme,
    /// Columns.
    pub width: u16,
    pub fit: Fit,
    /// Every item of the page, in order.
    pub items: &'a [&'a Item],
    pub focus: Option<&'a Id>,
    /// So many items from the end are as short as they can be, but for the one with the focus.
    pub shrunk: usize,
    /// Most tiles of a group, so that all groups have the same columns.
    pub tiles: usize,
    /// Columns of the widest label of values that stand below each other: they have one column in all blocks.
    pub labels: u16,
    /// Whether only the height is asked for: what takes long and changes no height is left out.
    pub measures: bool,
    /// What was painted of the page's tiles before.
    pub painted: &'a Painted,
}

impl Pen<'_> {
    /// The same for fewer columns.
    pub(super) const fn narrower(self, width: u16) -> Self {
        Self { width, ..self }
    }

    /// The same for blocks that are painted below each other.
    pub(super) fn labeling(self, blocks: &[Block]) -> Self {
        let labels = blocks.iter().map(|block| match block {
            Block::Facts(facts) if !facts.at_right => facts.widest(),
            _ => 0,
        });
        let labels = labels.max().unwrap_or(0);
        Self { labels, ..self }
    }

    /// Place of an item on the page.
    pub(super) fn place_of(&self, id: &Id) -> usize {
        let place = self.items.iter().position(|item| item.id == *id);
        place.unwrap_or(usize::MAX)
    }

    /// Whether an item is as short as it can be.
    pub(super) fn is_shrunk(&self, item: &Item) -> bool {
        !self.has_focus(item) && self.place_of(&item.id) >= self.items.len().saturating_sub(self.shrunk)
    }

    /// The form of an item's tile.
    pub(super) fn form(&self, item: &Item) -> Form {
        Form {
            place: self.place_of(&item.id),
            fit: if self.is_shrunk(item) {
                Fit::Shortest
            } else {
                self.fit.clamp(Fit::Tight, Fit::Short)
            },
            has_focus: self.has_focus(item),
        }
    }

    pub(super) fn has_focus(&self, item: &Item) -> bool {
        self.focus == Some(&item.id)
    }

    /// The style of a word that signals something.
    pub(super) const fn signal(&self, signal: Signal) -> Style {
        self.theme.signal(signal)
    }

    /// A button: filled where it has the keys, faint where it cannot be used.
    pub(super) fn button(&self, command: &Command, has_focus: bool) -> Span<'static> {
        let words = self.i18n.t(command.hint.label_key());
        match &command.unavailable {
            Some(_) => Span::styled(words, self.theme.faint),
            None => self.theme.button_of(has_focus, &words),
        }
    }
}
