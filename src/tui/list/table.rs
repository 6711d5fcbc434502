//! A list as a table: which columns there is room for, and how wide they are. The widths are the columns' own, not
//! those of the rows in sight, so that nothing jumps while one scrolls.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::i18n::I18n;
use crate::tui::layer::Context;
use crate::tui::page::{Mark, Signal};
use crate::tui::widgets::cells::{columns, shortened};

/// Blanks between columns.
const GAP: u16 = 2;
/// A column that takes what is left is not wider than so many: the next one must stay near.
const WIDEST: u16 = 60;

/// A column of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// Key of its heading.
    pub label: &'static str,
    /// Columns of the screen that it has; at most, where its words are known.
    pub width: u16,
    /// Keys of all words that it can hold, where these are few: it has no more columns than they take in a language.
    pub words: &'static [&'static str],
    /// When it leaves as the window narrows: the highest first; 0 stays.
    pub rank: u8,
    /// Whether its values stand at the right, as amounts do.
    pub at_right: bool,
    /// Whether it takes what is left.
    pub grows: bool,
    /// As wide as it gets, where it takes what is left.
    pub most: u16,
    /// Columns of the screen that others leave for; 0 where none do.
    pub wish: u16,
}

impl Column {
    /// A column that stays.
    pub const fn new(label: &'static str, width: u16) -> Self {
        Self {
            label,
            width,
            words: &[],
            rank: 0,
            at_right: false,
            grows: false,
            most: WIDEST,
            wish: 0,
        }
    }

    /// That leaves as the window narrows: the highest rank first.
    #[must_use]
    pub const fn leaving(self, rank: u8) -> Self {
        Self { rank, ..self }
    }

    /// That holds one of these words, by their keys, or nothing.
    #[must_use]
    pub const fn of_words(self, words: &'static [&'static str]) -> Self {
        Self { words, ..self }
    }

    /// The same with the columns that it needs in a language.
    fn in_language(self, i18n: &I18n) -> Self {
        let words = self.words.iter().map(|key| columns(&i18n.t(key)));
        let widest = words.max().map(|widest| widest.max(columns(&i18n.t(self.label))));
        Self {
            width: widest.map_or(self.width, |widest| widest.min(self.width)),
            ..self
        }
    }

    /// Whose values stand at the right.
    #[must_use]
    pub const fn at_right(self) -> Self {
        Self {
            at_right: true,
            ..self
        }
    }

    /// That takes what is left.
    #[must_use]
    pub const fn growing(self) -> Self {
        Self { grows: true, ..self }
    }

    /// That takes what is left, up to so many columns of the screen.
    #[must_use]
    pub const fn growing_to(self, most: u16) -> Self {
        Self {
            grows: true,
            most,
            ..self
        }
    }

    /// That takes what is left, which is to be so much: others leave for that.
    #[must_use]
    pub const fn wishing(self, wish: u16) -> Self {
        Self {
            grows: true,
            wish,
            ..self
        }
    }
}

/// Where the columns stand: their places among all, and their columns of the screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Widths(Vec<(usize, u16, u16)>);

impl Widths {
    /// For so many columns of the screen, in a language.
    pub(super) fn of(all: &[Column], room: u16, i18n: &I18n) -> Self {
        let all = all.iter().map(|column| column.in_language(i18n));
        let mut shown: Vec<(usize, Column)> = all.enumerate().collect();
        let total = |shown: &[(usize, Column)], width: fn(&Column) -> u16| -> u16 {
            let gaps = GAP * u16::try_from(shown.len().saturating_sub(1)).unwrap_or(0);
            shown.iter().map(|(_, column)| width(column)).sum::<u16>() + gaps
        };
        while total(&shown, |column| column.width.max(column.wish)) > room {
            let leaves = shown.iter().max_by_key(|(place, column)| (column.rank, *place));
            match leaves
                .filter(|(_, column)| column.rank > 0)
                .map(|(place, _)| *place)
            {
                Some(place) => shown.retain(|(other, _)| *other != place),
                None => break,
            }
        }
        let wanted = total(&shown, |column| column.width);
        let (mut spare, mut missing) = (room.saturating_sub(wanted), wanted.saturating_sub(room));
        let mut x = 0;
        let places = shown.into_iter().map(|(place, column)| {
            let mut width = column.width;
            if column.grows {
                let more = spare.min(column.most.saturating_sub(width));
                spare -= more;
                let less = missing.min(width.saturating_sub(1));
                missing -= less;
                width = width + more - less;
            }
            let at = x;
            x += width + GAP;
            (place, at, width)
        });
        Self(places.collect())
    }

    /// The headings.
    pub(super) fn draw_headings(&self, all: &[Column], buffer: &mut Buffer, area: Rect, context: &Context) {
        for (place, x, width) in &self.0 {
            if let Some(column) = all.get(*place) {
                let text = context.i18n.t(column.label);
                draw(
                    &text,
                    column,
                    (area.x + x, *width),
                    context.theme.faint,
                    buffer,
                    area,
                    context,
                );
            }
        }
    }

    /// The cells of a row; gives where each one that is shown stands, and its text.
    pub(super) fn draw_cells(
        &self,
        all: &[Column],
        cells: &[Mark],
        style: Style,
        buffer: &mut Buffer,
        area: Rect,
        context: &Context,
    ) -> Vec<(usize, u16, String)> {
        let mut drawn = Vec::new();
        for (place, x, width) in &self.0 {
            let (Some(column), Some(cell)) = (all.get(*place), cells.get(*place)) else {
                continue;
            };
            let theme = &context.theme;
            let style = match cell.signal {
                Signal::None => style,
                signal => style.patch(theme.signal(signal)),
            };
            let at = (area.x + x, *width);
            let (x, text) = draw(&cell.text, column, at, style, buffer, area, context);
            drawn.push((*place, x, text));
        }
        drawn
    }

    /// Where the columns behind the first so many begin.
    pub(super) fn behind(&self, lead: usize) -> u16 {
        let behind = self.0.iter().find(|(place, _, _)| *place >= lead);
        behind.map_or(0, |(_, x, _)| *x)
    }
}

fn draw(
    text: &str,
    column: &Column,
    (x, width): (u16, u16),
    style: Style,
    buffer: &mut Buffer,
    area: Rect,
    context: &Context,
) -> (u16, String) {
    let width = width.min(area.right().saturating_sub(x));
    let text = shortened(text, width, context.theme.symbols.ellipsis);
    let x = if column.at_right {
        x + width.saturating_sub(columns(&text))
    } else {
        x
    };
    if x < area.right() && area.y < buffer.area.bottom() {
        buffer.set_string(x, area.y, &text, style);
    }
    (x, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::i18n::Locale;

    const ALL: [Column; 4] = [
        Column::new("a", 10),
        Column::new("b", 12).growing(),
        Column::new("c", 8).leaving(2),
        Column::new("d", 9).at_right().leaving(1),
    ];

    #[test]
    fn columns_leave_by_rank_and_one_takes_what_is_left() {
        let check = |room, expected: &[(usize, u16, u16)]| {
            let widths = Widths::of(&ALL, room, &I18n::new(Locale::EnUs));
            assert_eq!(widths.0, expected, "{room}");
        };
        check(45, &[(0, 0, 10), (1, 12, 12), (2, 26, 8), (3, 36, 9)]);
        check(60, &[(0, 0, 10), (1, 12, 27), (2, 41, 8), (3, 51, 9)]);
        check(200, &[(0, 0, 10), (1, 12, 60), (2, 74, 8), (3, 84, 9)]);
        check(44, &[(0, 0, 10), (1, 12, 21), (3, 35, 9)]);
        check(34, &[(0, 0, 10), (1, 12, 22)]);
        check(20, &[(0, 0, 10), (1, 12, 8)]);
    }

    #[test]
    fn a_column_that_must_not_be_cut_has_others_leave_for_it() {
        let all = [
            Column::new("a", 6).leaving(1),
            Column::new("b", 10).wishing(20),
            Column::new("c", 8),
        ];
        let check = |room, expected: &[(usize, u16, u16)]| {
            let widths = Widths::of(&all, room, &I18n::new(Locale::EnUs));
            assert_eq!(widths.0, expected, "{room}");
        };
        check(38, &[(0, 0, 6), (1, 8, 20), (2, 30, 8)]);
        check(37, &[(1, 0, 27), (2, 29, 8)]);
        check(20, &[(1, 0, 10), (2, 12, 8)]);
    }

    #[test]
    fn a_title_was_cut_beside_a_column_that_was_wider_than_any_of_its_words() {
        let severities = &["severity-critical", "severity-moderate", "severity-minimal"];
        let all = [
            Column::new("column-title", 10).growing(),
            Column::new("column-severity", 12).of_words(severities),
        ];
        let check = |locale, expected: &[(usize, u16, u16)]| {
            assert_eq!(Widths::of(&all, 40, &I18n::new(locale)).0, expected, "{locale:?}");
        };
        check(Locale::EnUs, &[(0, 0, 30), (1, 32, 8)]);
        check(Locale::PlPl, &[(0, 0, 27), (1, 29, 11)]);
    }
}
