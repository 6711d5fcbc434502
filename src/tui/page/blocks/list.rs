//! A short list that comes whole, to choose from: a label and a word about it, row by row.

use ratatui::text::{Line, Span};

use crate::tui::canvas::Target;
use crate::tui::layer::Desk;
use crate::tui::page::pen::{Fit, Pen};
use crate::tui::page::rows::{Row, Rows};
use crate::tui::page::{Item, Page};
use crate::tui::plain;

/// One row of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListItem {
    /// What choosing it does.
    pub item: Item,
    /// What it is.
    pub label: String,
    /// A word about it.
    pub detail: String,
}

pub(super) fn paint(list: &[ListItem], pen: Pen<'_>) -> Rows {
    let width = pen.width.saturating_sub(2);
    let mut rows = Rows::default();
    for (place, entry) in list.iter().enumerate() {
        let has_focus = pen.has_focus(&entry.item);
        let (caret, style) = if has_focus {
            (pen.theme.symbols.caret, pen.theme.selected)
        } else {
            (" ", pen.theme.text)
        };
        let mut these = Rows::default();
        for (line, label) in crate::tui::widgets::scroll::wrap(&entry.label, width)
            .into_iter()
            .enumerate()
        {
            let caret = if line == 0 { caret } else { " " };
            let mut row = Row::from(Line::from(vec![
                Span::styled(format!("{caret} "), pen.theme.accent),
                Span::styled(label, style),
            ]));
            row.cursor = (has_focus && line == 0).then_some(0);
            these.push(row);
        }
        if !entry.detail.is_empty() {
            these.extend(Rows::text(&entry.detail, width, pen.theme.faint).indented(2));
        }
        these.target(pen.width, Target::Row(pen.place_of(&entry.item.id)));
        rows.extend(these);
        if pen.fit == Fit::Roomy && place + 1 < list.len() && !entry.detail.is_empty() {
            rows.blank();
        }
    }
    rows
}

pub(super) fn say(list: &[ListItem], desk: &Desk, page: &Page) -> Vec<plain::Row> {
    let said = list.iter().flat_map(|entry| {
        let mut row = plain::Row::new(super::place_of(&entry.item, page), entry.label.clone());
        row = row.detail(entry.detail.clone());
        let first = entry.item.commands.first();
        if let Some(why) = first.and_then(|first| first.unavailable.as_ref()) {
            row = row.closed(why.sentence.clone());
        }
        std::iter::once(row).chain(super::further(&entry.item, &entry.label, desk, page))
    });
    said.collect()
}
