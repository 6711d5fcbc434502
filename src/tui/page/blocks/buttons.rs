//! Buttons side by side: what can be done about what is read above or below them. Each stands for a command of the page,
//! which has a key of its own as well; Enter on a button does it.

use std::collections::HashSet;

use ratatui::text::Span;

use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Target;
use crate::tui::page::pen::Pen;
use crate::tui::page::rows::{Row, Rows};
use crate::tui::page::{Command, Id, Item};
use crate::tui::widgets::cells;

/// Blanks between buttons, beside those of their own.
const GAP: u16 = 1;
/// Columns for the caret, with a blank.
const CARET: u16 = 2;

/// The buttons of commands, in their order. One that cannot be used says why, and has no keys.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Buttons {
    /// Those that can be used: each is named after its action.
    items: Vec<Item>,
    /// Those that cannot.
    unavailable: Vec<Command>,
}

impl Buttons {
    /// Of these commands, which have to be among the page's as well.
    pub fn of<'a>(commands: impl IntoIterator<Item = &'a Command>) -> Self {
        // What can be done by another key as well is one button.
        let mut labels = HashSet::new();
        let (open, unavailable): (Vec<&Command>, Vec<&Command>) = commands
            .into_iter()
            .filter(|command| labels.insert(command.hint.label_key()))
            .partition(|command| command.unavailable.is_none());
        let items = open.into_iter().map(|command| {
            let enter = Hint::labeled(Action::ACTIVATE, command.hint.label_key());
            Item::new(Id::of(command.hint.action.name()), vec![Command::open(enter)])
        });
        Self {
            items: items.collect(),
            unavailable: unavailable.into_iter().cloned().collect(),
        }
    }

    /// What can have the focus.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.iter()
    }

    pub(in crate::tui::page) fn paint(&self, pen: Pen<'_>) -> Rows {
        let mut rows = Rows::default();
        let mut row = Row::default();
        for item in &self.items {
            let Some(command) = item.commands.first() else {
                continue;
            };
            let has_focus = pen.has_focus(item);
            let button = pen.button(command, has_focus);
            let width = cells::columns(&button.content);
            // What has the keys is told by a caret as well.
            let caret = if has_focus { pen.theme.symbols.caret } else { " " };
            let before = if row.width() == 0 { 0 } else { GAP };
            let needed = before + CARET + width;
            if row.width() > 0 && row.width().saturating_add(needed) > pen.width {
                rows.push(std::mem::take(&mut row));
            }
            let before = if row.width() == 0 { 0 } else { GAP };
            row.line.push_span(Span::raw(" ".repeat(usize::from(before))));
            let column = row.width();
            row.cursor = row.cursor.or(has_focus.then_some(column + CARET));
            row.line
                .push_span(Span::styled(format!("{caret} "), pen.theme.accent));
            row.line.push_span(button);
            let place = pen.place_of(&item.id);
            row.spots.push((column..row.width(), Target::Button(place)));
        }
        if row.width() > 0 {
            rows.push(row);
        }
        for command in &self.unavailable {
            let why = command.unavailable.as_ref().map_or("", |why| why.brief.as_str());
            let text = format!("{} · {why}", pen.i18n.t(command.hint.label_key()));
            rows.extend(Rows::text(&text, pen.width.saturating_sub(CARET), pen.theme.faint).indented(CARET));
        }
        rows
    }
}
