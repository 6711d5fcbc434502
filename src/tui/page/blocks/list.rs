//! A short list that comes whole, to choose from: a label and a word about it, below it, in a column of its own, or at the
//! right end.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::tui::canvas::Target;
use crate::tui::layer::Context;
use crate::tui::page::pen::{Fit, Pen};
use crate::tui::page::rows::{Row, Rows};
use crate::tui::page::{Item, Page};
use crate::tui::plain;
use crate::tui::widgets::cells::{columns, shortened, underlined};
use crate::tui::widgets::scroll::wrap;

/// Blanks between the labels and the words in a column.
const COLUMN_GAP: u16 = 2;

/// One row of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListItem {
    /// What choosing it does.
    pub item: Item,
    /// What it is.
    pub label: String,
    /// A word about it.
    pub detail: String,
    /// Whether it is the one in force; a sign says so where the caret is elsewhere.
    pub is_current: bool,
    /// The word stands at the right end of the row, as keys do.
    pub beside: Option<Beside>,
    /// The word stands behind the label, below those of the other rows, where it has room there.
    pub in_column: bool,
}

/// What stands at the right end of a row.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Beside {
    /// Whether it is a key.
    pub is_key: bool,
    /// The characters that match what was looked for: of the label, and of the word.
    pub matched: [Vec<usize>; 2],
}

impl ListItem {
    /// A label with a word about it below.
    pub const fn new(item: Item, label: String, detail: String) -> Self {
        Self {
            item,
            label,
            detail,
            is_current: false,
            beside: None,
            in_column: false,
        }
    }

    /// A label with a word behind it, as in a table.
    #[must_use]
    pub const fn in_column(item: Item, label: String, detail: String) -> Self {
        let mut entry = Self::new(item, label, detail);
        entry.in_column = true;
        entry
    }

    /// The row of an item whose word stands behind labels of so many columns, if it has room there.
    fn row_in_column(
        &self,
        style: Style,
        labels: u16,
        width: u16,
        pen: Pen<'_>,
    ) -> Option<Vec<Span<'static>>> {
        let before = labels.saturating_add(COLUMN_GAP);
        let fits = before.saturating_add(columns(&self.detail)) <= width;
        (self.in_column && fits).then(|| {
            let blanks = before.saturating_sub(columns(&self.label));
            vec![
                Span::styled(self.label.clone(), style),
                Span::raw(" ".repeat(blanks.into())),
                Span::styled(self.detail.clone(), pen.theme.faint),
            ]
        })
    }

    fn is_unavailable(&self) -> bool {
        let first = self.item.commands.first();
        first.is_some_and(|first| first.unavailable.is_some())
    }

    /// The row of an item whose word stands at the right end. A label is the thing itself; what stands beside it takes
    /// what is left, and at least a third.
    fn one_row(&self, beside: &Beside, style: Style, width: u16, pen: Pen<'_>) -> Vec<Span<'static>> {
        let ellipsis = pen.theme.symbols.ellipsis;
        let left = width.saturating_sub(columns(&self.detail) + 2);
        let label = shortened(&self.label, (width / 3 * 2).max(left), ellipsis);
        let word = shortened(&self.detail, width.saturating_sub(columns(&label) + 2), ellipsis);
        let blanks = width.saturating_sub(columns(&label) + columns(&word));
        let word_style = if beside.is_key {
            pen.theme.key
        } else {
            pen.theme.faint
        };
        let [of_label, of_word] = &beside.matched;
        let mut spans = underlined(&label, style, of_label);
        spans.push(Span::raw(" ".repeat(blanks.into())));
        spans.extend(underlined(&word, word_style, of_word));
        spans
    }
}

pub(super) fn paint(list: &[ListItem], pen: Pen<'_>) -> Rows {
    let width = pen.width.saturating_sub(2);
    let in_columns = list.iter().filter(|entry| entry.in_column);
    let widest = in_columns.map(|entry| columns(&entry.label)).max().unwrap_or(0);
    let mut rows = Rows::default();
    for (place, entry) in list.iter().enumerate() {
        let has_focus = pen.has_focus(&entry.item);
        let caret = match (has_focus, entry.is_current) {
            (true, _) => pen.theme.symbols.caret,
            (false, true) => pen.theme.symbols.current,
            (false, false) => " ",
        };
        let style = match (has_focus, entry.is_unavailable()) {
            (true, true) => pen.theme.selected.patch(pen.theme.closed),
            (true, false) => pen.theme.selected,
            (false, true) => pen.theme.closed,
            (false, false) => pen.theme.text,
        };
        let mut these = Rows::default();
        let row = entry.row_in_column(style, widest, width, pen);
        let is_one_row = entry.beside.is_some() || row.is_some();
        let labels: Vec<Vec<Span<'static>>> = if let Some(row) = row {
            vec![row]
        } else if let Some(beside) = &entry.beside {
            vec![entry.one_row(beside, style, width, pen)]
        } else {
            let lines = wrap(&entry.label, width).into_iter();
            lines.map(|line| vec![Span::styled(line, style)]).collect()
        };
        for (place, label) in labels.into_iter().enumerate() {
            let caret = if place == 0 { caret } else { " " };
            let caret = Span::styled(format!("{caret} "), pen.theme.accent);
            let line: Line<'static> = std::iter::once(caret).chain(label).collect();
            let mut row = Row::from(line);
            row.cursor = (has_focus && place == 0).then_some(0);
            these.push(row);
        }
        if !entry.detail.is_empty() && !is_one_row {
            these.extend(Rows::text(&entry.detail, width, pen.theme.faint).indented(2));
        }
        these.target(pen.width, Target::Row(pen.place_of(&entry.item.id)));
        rows.extend(these);
        if pen.fit == Fit::Roomy && place + 1 < list.len() && !entry.detail.is_empty() && !entry.in_column {
            rows.blank();
        }
    }
    rows
}

pub(super) fn say(list: &[ListItem], context: &Context, page: &Page) -> Vec<plain::SpokenRow> {
    let said = list.iter().flat_map(|entry| {
        let mut row = plain::SpokenRow::new(super::place_of(&entry.item, page), entry.label.clone());
        let first = entry.item.commands.first();
        match first.and_then(|first| first.unavailable.as_ref()) {
            Some(why) => row = row.closed(why.sentence.clone()),
            None => row = row.detail(entry.detail.clone()),
        }
        std::iter::once(row).chain(super::further(&entry.item, &entry.label, context, page))
    });
    said.collect()
}
