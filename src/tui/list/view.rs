//! How a list looks: the rows in sight, signs where there is more, and the line of the filter.
//!
//! Words are made only for the rows that are drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Paragraph;
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::message::Arg;
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Target};
use crate::tui::layer::Desk;
use crate::tui::screens::explain;
use crate::tui::theme::Theme;
use crate::tui::widgets::TextField;
use crate::tui::widgets::cells::{columns, shortened};
use crate::tui::widgets::scroll::more_signs;

use super::filter::Filter;
use super::window::Count;
use super::{LINE_ROWS, List, Row, signed};

/// The words of one row.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words {
    /// What it is.
    pub label: String,
    /// A word about it; where it is closed, why.
    pub detail: String,
    /// Whether it cannot be chosen now.
    pub closed: bool,
}

/// What a list says besides its rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Looks {
    /// Key of the sentence for a list without rows.
    pub empty: &'static str,
    /// The row of the screen's own above all lines.
    pub head: Option<Words>,
}

impl Words {
    /// Of a row that can be chosen.
    pub const fn new(label: String, detail: String) -> Self {
        Self {
            label,
            detail,
            closed: false,
        }
    }
}

impl<R: Row> List<R> {
    /// Draws the rows in sight, or why there are none.
    pub fn view(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        desk: &Desk,
        looks: &Looks,
        words: impl Fn(&R) -> Words,
    ) {
        let mut area = area;
        if let Some(filter) = &self.filter {
            let line;
            [area, line] = Layout::vertical([Constraint::Min(0), Constraint::Length(1)]).areas(area);
            self.view_filter(filter, canvas, line, desk);
        }
        if let Some(error) = &self.error {
            return explain(canvas, area, desk, error);
        }
        let Some(window) = &self.window else {
            return canvas.render_widget(Paragraph::new(desk.i18n.t("word-loading")), area);
        };
        let count = self.highest() - self.lowest() + 1;
        if window.len() == 0 && !self.has_head_now() {
            let empty = if window.matches().is_some() {
                "list-no-match"
            } else {
                looks.empty
            };
            return canvas.render_widget(Paragraph::new(desk.i18n.t(empty)), area);
        }
        let first = self.first_in_sight(area.height, count);
        let rows = area.height.div_ceil(LINE_ROWS);
        let mut last = first;
        for (line, index) in (0..rows).zip(first..count) {
            last = index;
            let row = Rect {
                y: area.y + line * LINE_ROWS,
                height: LINE_ROWS.min(area.height - line * LINE_ROWS),
                ..area
            };
            let place = index + self.lowest();
            let words = match usize::try_from(place).ok().and_then(|place| window.get(place)) {
                Some(row) => words(row),
                None => looks.head.clone().unwrap_or_default(),
            };
            if let Ok(target) = usize::try_from(index) {
                canvas.target(row, Target::Row(target));
            }
            self.view_row(&words, place == self.caret, canvas.buffer_mut(), row, &desk.theme);
        }
        let is_above = first > 0 || window.above().is_some();
        let is_cut = (last - first + 1) * signed(LINE_ROWS.into()) > signed(area.height.into());
        let is_below = last + 1 < count || window.below().is_some() || is_cut;
        let above = is_above.then_some(Target::Action(Action::PageUp));
        let below = is_below.then_some(Target::Action(Action::PageDown));
        more_signs(canvas, area, above, below, &desk.theme);
    }

    /// The place of the first row to draw among all: the caret is in sight, and no room is left below while there are
    /// rows above.
    fn first_in_sight(&self, height: u16, count: isize) -> isize {
        let rows = signed(usize::from(height / LINE_ROWS).max(1));
        let caret = self.caret - self.lowest();
        let top = (self.top - self.lowest()).clamp(caret - rows + 1, caret);
        top.min(count - rows).max(0)
    }

    fn view_row(&self, words: &Words, here: bool, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let symbols = &theme.symbols;
        let style = match (here, words.closed) {
            (true, true) => theme.selected.patch(theme.closed),
            (true, false) => theme.selected,
            (false, true) => theme.closed,
            (false, false) => theme.text,
        };
        let prefix = if here { symbols.caret } else { " " };
        buffer.set_stringn(area.x, area.y, prefix, area.width.into(), theme.text);
        // The last column is for the signs that there is more, with a blank before it.
        let (x, room) = (area.x + 2, area.width.saturating_sub(4));
        let lines = [(&words.label, style), (&words.detail, theme.faint)];
        let shown = lines.map(|(text, style)| (shortened(text, room, symbols.ellipsis), style));
        for ((text, style), y) in shown.iter().zip(area.y..area.bottom()) {
            buffer.set_string(x, y, text, *style);
        }
        let query = self.filter.as_ref().and_then(|filter| filter.query.as_ref());
        if let Some(query) = query {
            let marks = query.marks(&[&words.label, &words.detail]);
            for (((text, _), marks), y) in shown.iter().zip(&marks).zip(area.y..area.bottom()) {
                underline(buffer, x, y, text, marks);
            }
        }
    }

    /// How much of what was looked for there is.
    pub(super) fn how_many(shown: usize, matches: Count, desk: &Desk) -> String {
        let i18n = &desk.i18n;
        let number = |number: usize| Arg::Count(i64::try_from(number).unwrap_or(i64::MAX));
        let best = |key, all| i18n.tr(key, &[("shown", number(shown)), ("count", number(all))]);
        match matches {
            Count::All(0) => i18n.t("list-no-match-short"),
            Count::All(all) if shown < all => best("list-best-matches", all),
            Count::All(all) => i18n.tr("list-matches", &[("count", number(all))]),
            Count::AtLeast(all) => best("list-best-matches-at-least", all),
        }
    }

    fn view_filter(&self, filter: &Filter, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        let (i18n, theme) = (&desk.i18n, &desk.theme);
        let matches = self
            .window
            .as_ref()
            .and_then(|window| Some((window.len(), window.matches()?)));
        let said = match matches {
            _ if filter.query.is_none() => i18n.t("list-filter-hint"),
            None => i18n.t("word-loading"),
            Some((shown, matches)) => Self::how_many(shown, matches, desk),
        };
        let width = columns(&said).min(area.width / 2);
        let [sign, field, _, right] = Layout::horizontal([
            Constraint::Length(2),
            Constraint::Min(8),
            Constraint::Length(2),
            Constraint::Length(width),
        ])
        .areas(area);
        canvas.buffer_mut().set_string(sign.x, sign.y, "/", theme.key);
        canvas.buffer_mut().set_string(
            right.x,
            right.y,
            shortened(&said, width, theme.symbols.ellipsis),
            theme.faint,
        );
        let mut input = TextField::new(&filter.input, theme);
        if filter.is_open {
            input = input.focused();
            canvas.set_cursor_position(input.cursor(field));
        }
        canvas.render_widget(input, field);
    }
}

/// Underlines the characters of a text that matched: never by color alone, and on the chosen row as well.
pub(in crate::tui) fn underline(buffer: &mut Buffer, x: u16, y: u16, text: &str, marks: &[usize]) {
    if marks.is_empty() {
        return;
    }
    let (mut column, mut character) = (x, 0);
    for grapheme in text.graphemes(true) {
        let next = character + grapheme.chars().count();
        let width = columns(grapheme);
        if marks.iter().any(|mark| (character..next).contains(mark)) {
            let area = Rect::new(column, y, width, 1).intersection(buffer.area);
            buffer.set_style(area, Style::new().add_modifier(Modifier::UNDERLINED));
        }
        column = column.saturating_add(width);
        character = next;
    }
}
