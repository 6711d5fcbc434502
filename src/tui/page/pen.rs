//! What a block is painted with: styles, signs and words, the columns that it has, what has the focus, and how much
//! room there is.

use std::cell::RefCell;
use std::collections::HashMap;

use ratatui::style::Style;
use ratatui::text::Span;

use super::{Command, Id, Item, Signal};
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

/// Heights of tiles, for layouts that are tried: each tile has one as it is, one without the row of its dates, and one
/// short.
#[derive(Debug, Default)]
pub(super) struct Heights(RefCell<HashMap<(usize, Fit), usize>>);

impl Heights {
    /// The height of an item's tile in one of its forms, which is measured once.
    pub(super) fn of(&self, place: usize, form: Fit, measured: impl FnOnce() -> usize) -> usize {
        let mut known = self.0.borrow_mut();
        *known.entry((place, form)).or_insert_with(measured)
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
    /// Where only the height is asked for: the heights that are known. What takes long and changes no height is left out.
    pub heights: Option<&'a Heights>,
}

impl Pen<'_> {
    /// The same for fewer columns.
    pub(super) const fn narrower(self, width: u16) -> Self {
        Self { width, ..self }
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
