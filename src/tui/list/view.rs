//! How a list looks: the rows in sight, signs where there is more, and the line of the filter.
//!
//! Words are made only for the rows that are drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::domain::message::Arg;
use crate::tui::action::{Action, key_name};
use crate::tui::canvas::{Canvas, Target};
use crate::tui::layer::Context;
use crate::tui::page::Mark;
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::{Block, is_roomy, lines};
use crate::tui::widgets::TextField;
use crate::tui::widgets::cells::{columns, shortened, underlined};
use crate::tui::widgets::scroll::{more_signs, wrap};

use super::filter::Filter;
use super::table::{Column, Widths};
use super::window::Count;
use super::{HEADING, List, ListRow, signed};

/// The words of one row, a cell a column.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ListWords {
    /// The cells.
    pub cells: Vec<Mark>,
    /// So many of them say what it is; the others are about it.
    pub lead: usize,
    /// Why it cannot be chosen now, if it cannot.
    pub closed: Option<String>,
    /// Whether it is the one in force; a sign says so where the caret is elsewhere.
    pub is_current: bool,
}

/// What a list says besides its rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListLabels {
    /// The columns.
    pub columns: &'static [Column],
    /// Key of the sentence for a list without rows.
    pub empty: &'static str,
    /// Key of the sentence for a filter that finds nothing.
    pub no_match: &'static str,
    /// A sentence behind that one.
    pub more: Option<String>,
    /// The button above all lines.
    pub button: Option<ListButton>,
}

/// Something that can be done without one of the lines. It stands above their headings, so that it looks like none of
/// them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ListButton {
    /// Key of its words.
    pub label: &'static str,
    /// The action that does the same, whose key stands behind it.
    pub action: Option<Action>,
}

impl ListLabels {
    /// What a list without rows says.
    pub(super) fn nothing(&self, context: &Context) -> String {
        let said = context.i18n.t(self.empty);
        match &self.more {
            Some(more) => format!("{said} {more}"),
            None => said,
        }
    }
}

impl ListWords {
    /// Of a row that can be chosen; so many cells say what it is.
    pub const fn new(cells: Vec<Mark>, lead: usize) -> Self {
        Self {
            cells,
            lead,
            closed: None,
            is_current: false,
        }
    }

    /// That cannot be chosen now, and why.
    #[must_use]
    pub fn closed(self, why: String) -> Self {
        Self {
            closed: Some(why),
            ..self
        }
    }

    /// What it is, in one piece.
    pub fn label(&self) -> String {
        let lead = self.cells.iter().take(self.lead).map(|cell| cell.text.as_str());
        let lead: Vec<&str> = lead.filter(|text| !text.is_empty()).collect();
        lead.join(" · ")
    }

    /// What else there is to know, each with the heading of its column.
    pub(super) fn detail(&self, columns: &[Column], context: &Context) -> String {
        let cells = columns.iter().zip(&self.cells).skip(self.lead);
        let said = cells
            .filter(|(_, cell)| !cell.text.is_empty())
            .map(|(column, cell)| {
                let args = [
                    ("label", Arg::Key(column.label.to_owned())),
                    ("value", Arg::Text(cell.text.clone())),
                ];
                context.i18n.tr("plain-value", &args)
            });
        said.collect::<Vec<_>>().join(". ")
    }
}

impl<R: ListRow> List<R> {
    /// Draws the rows in sight, or why there are none.
    pub fn view(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        context: &Context,
        labels: &ListLabels,
        words: impl Fn(&R) -> ListWords,
    ) {
        let mut area = area;
        if let Some(filter) = &self.filter {
            let line;
            [area, line] = Layout::vertical([Constraint::Min(0), Constraint::Length(1)]).areas(area);
            self.view_filter(filter, canvas, line, context);
        }
        if let Some(error) = &self.error {
            let notice = Block::Notice(Notice::error(error, context));
            let lines = lines(&[notice], area.width, context);
            return canvas.render_widget(Paragraph::new(lines), area);
        }
        let Some(window) = &self.window else {
            return canvas.render_widget(Paragraph::new(context.i18n.t("word-loading")), area);
        };
        if let Some(button) = labels.button.filter(|_| self.has_button_now()) {
            let line;
            let apart = u16::from(is_roomy(context));
            let rows = [
                Constraint::Length(1),
                Constraint::Length(apart),
                Constraint::Min(0),
            ];
            [line, _, area] = Layout::vertical(rows).areas(area);
            self.view_button(button, canvas, line, context);
            if window.len() == 0 {
                return;
            }
        }
        if window.len() == 0 {
            let empty = if window.matches().is_some() {
                context.i18n.t(labels.no_match)
            } else {
                labels.nothing(context)
            };
            let lines = wrap(&empty, area.width).into_iter().map(Line::from);
            return canvas.render_widget(Paragraph::new(lines.collect::<Vec<_>>()), area);
        }
        let count = signed(window.len());
        // The caret stands before the columns; behind them, signs that there is more.
        let places = Widths::of(labels.columns, area.width.saturating_sub(4), &context.i18n);
        let heading = Rect {
            x: area.x + 2,
            height: area.height.min(HEADING),
            ..area
        };
        places.draw_headings(labels.columns, canvas.buffer_mut(), heading, context);
        let area = Rect {
            y: area.y + heading.height,
            height: area.height - heading.height,
            ..area
        };
        self.drawn.set(area.height);
        let first = self.first_in_sight(area.height, count);
        let mut last = first;
        for (y, place) in (area.y..area.bottom()).zip(first..count) {
            last = place;
            let row = Rect { y, height: 1, ..area };
            let Some(record) = usize::try_from(place).ok().and_then(|place| window.get(place)) else {
                continue;
            };
            let words = words(record);
            if let Ok(target) = usize::try_from(place - self.lowest()) {
                canvas.target(row, Target::Row(target));
            }
            let here = place == self.caret;
            if here && self.filter.as_ref().is_none_or(|filter| !filter.is_open) {
                canvas.set_cursor_position((row.x, row.y));
            }
            let table = (labels.columns, &places);
            self.view_row(&words, here, table, canvas.buffer_mut(), row, context);
        }
        let is_above = first > 0 || window.above().is_some();
        let is_below = last + 1 < count || window.below().is_some();
        let above = is_above.then_some(Target::Action(Action::PAGE_UP));
        let below = is_below.then_some(Target::Action(Action::PAGE_DOWN));
        more_signs(canvas, area, above, below, &context.theme);
    }

    /// The place of the first row to draw: the caret is in sight, and no room is left below while there are rows above.
    fn first_in_sight(&self, height: u16, count: isize) -> isize {
        let rows = signed(usize::from(height).max(1));
        let caret = self.caret.max(0);
        let top = self.top.clamp(caret - rows + 1, caret);
        top.min(count - rows).max(0)
    }

    fn view_button(&self, button: ListButton, canvas: &mut Canvas<'_>, line: Rect, context: &Context) {
        let theme = &context.theme;
        let has_keys = self.is_on_button() && !self.is_typing();
        let words = theme.button_of(has_keys, &context.i18n.t(button.label));
        // Its words stand where those of the lines do.
        let place = Rect {
            x: line.x + 1,
            width: u16::try_from(words.width())
                .unwrap_or(u16::MAX)
                .min(line.width.saturating_sub(1)),
            ..line
        };
        canvas.render_widget(words, place);
        canvas.target(place, Target::Button(0));
        let key = button
            .action
            .and_then(|action| context.keymap.key_shown(action, false));
        if let Some(key) = key {
            let behind = Rect {
                x: place.right() + 1,
                width: line.right().saturating_sub(place.right() + 1),
                ..line
            };
            canvas.render_widget(Span::styled(key_name(key), theme.key), behind);
        }
        if has_keys {
            canvas.set_cursor_position((place.x, place.y));
        }
    }

    fn view_row(
        &self,
        words: &ListWords,
        here: bool,
        (columns, places): (&[Column], &Widths),
        buffer: &mut Buffer,
        area: Rect,
        context: &Context,
    ) {
        let theme = &context.theme;
        let style = match (here, &words.closed) {
            (true, Some(_)) => theme.selected.patch(theme.closed),
            (true, None) => theme.selected,
            (false, Some(_)) => theme.closed,
            (false, None) => theme.text,
        };
        let area = Rect {
            width: area.width.saturating_sub(2),
            ..area
        };
        if here {
            // The whole row has the focus, not its words.
            buffer.set_style(area, style);
            buffer.set_stringn(area.x, area.y, theme.symbols.caret, area.width.into(), style);
        } else if words.is_current {
            buffer.set_stringn(
                area.x,
                area.y,
                theme.symbols.current,
                area.width.into(),
                theme.accent,
            );
        }
        let area = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(2),
            ..area
        };
        let lead = words.cells.get(..words.lead).unwrap_or_default();
        let cells = match &words.closed {
            Some(_) => lead,
            None => words.cells.as_slice(),
        };
        let drawn = places.draw_cells(columns, cells, style, buffer, area, context);
        if let Some(why) = &words.closed {
            let x = places.behind(words.lead);
            let why = shortened(why, area.width.saturating_sub(x), theme.symbols.ellipsis);
            buffer.set_string(area.x + x, area.y, &why, style);
        }
        let query = self.filter.as_ref().and_then(|filter| filter.query.as_ref());
        if let Some(query) = query {
            let texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
            let marks = query.marks(&texts);
            for (place, x, text) in drawn {
                if let Some(marks) = marks.get(place).filter(|marks| !marks.is_empty()) {
                    // Only the lines below them come anew; what is drawn keeps its style.
                    let text = Line::from(underlined(&text, Style::new(), marks));
                    buffer.set_line(x, area.y, &text, area.right().saturating_sub(x));
                }
            }
        }
    }

    /// How much of what was looked for there is.
    pub(super) fn how_many(shown: usize, matches: Count, context: &Context) -> String {
        let i18n = &context.i18n;
        let number = |number: usize| Arg::Count(i64::try_from(number).unwrap_or(i64::MAX));
        let best = |key, all| i18n.tr(key, &[("shown", number(shown)), ("count", number(all))]);
        match matches {
            Count::All(0) => i18n.t("list-no-match-short"),
            Count::All(all) if shown < all => best("list-first-matches", all),
            Count::All(all) => i18n.tr("list-matches", &[("count", number(all))]),
            Count::AtLeast(all) => best("list-first-matches-at-least", all),
        }
    }

    fn view_filter(&self, filter: &Filter, canvas: &mut Canvas<'_>, area: Rect, context: &Context) {
        let (i18n, theme) = (&context.i18n, &context.theme);
        let matches = self
            .window
            .as_ref()
            .and_then(|window| Some((window.len(), window.matches()?)));
        let said = match matches {
            _ if filter.query.is_none() => i18n.t("list-filter-hint"),
            None => i18n.t("word-loading"),
            Some((shown, matches)) => Self::how_many(shown, matches, context),
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
