//! A list as a table: which columns there is room for, and how wide they are. The widths are the columns' own, not
//! those of the rows in sight, so that nothing jumps while one scrolls.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

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
    /// Columns of the screen that it has.
    pub width: u16,
    /// When it leaves as the window narrows: the highest first; 0 stays.
    pub rank: u8,
    /// Whether its values stand at the right, as amounts do.
    pub at_right: bool,
    /// Whether it takes what is left.
    pub grows: bool,
}

impl Column {
    /// A column that stays.
    pub const fn new(label: &'static str, width: u16) -> Self {
        Self {
            label,
            width,
            rank: 0,
            at_right: false,
            grows: false,
        }
    }

    /// That leaves as the window narrows: the highest rank first.
    #[must_use]
    pub const fn leaving(self, rank: u8) -> Self {
        Self { rank, ..self }
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
}

/// Where the columns stand: their places among all, and their columns of the screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Widths(Vec<(usize, u16, u16)>);

impl Widths {
    /// For so many columns of the screen.
    pub(super) fn of(all: &[Column], room: u16) -> Self {
        let mut shown: Vec<(usize, Column)> = all.iter().copied().enumerate().collect();
        let total = |shown: &[(usize, Column)]| -> u16 {
            let gaps = GAP * u16::try_from(shown.len().saturating_sub(1)).unwrap_or(0);
            shown.iter().map(|(_, column)| column.width).sum::<u16>() + gaps
        };
        while total(&shown) > room {
            let leaves = shown.iter().max_by_key(|(place, column)| (column.rank, *place));
            match leaves
                .filter(|(_, column)| column.rank > 0)
                .map(|(place, _)| *place)
            {
                Some(place) => shown.retain(|(other, _)| *other != place),
                None => break,
            }
        }
        let wanted = total(&shown);
        let (mut spare, mut missing) = (room.saturating_sub(wanted), wanted.saturating_sub(room));
        let mut x = 0;
        let places = shown.into_iter().map(|(place, column)| {
            let mut width = column.width;
            if column.grows {
                let more = spare.min(WIDEST.saturating_sub(width));
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

    const ALL: [Column; 4] = [
        Column::new("a", 10),
        Column::new("b", 12).growing(),
        Column::new("c", 8).leaving(2),
        Column::new("d", 9).at_right().leaving(1),
    ];

    #[test]
    fn columns_leave_by_rank_and_one_takes_what_is_left() {
        let check = |room, expected: &[(usize, u16, u16)]| {
            assert_eq!(Widths::of(&ALL, room).0, expected, "{room}");
        };
        check(45, &[(0, 0, 10), (1, 12, 12), (2, 26, 8), (3, 36, 9)]);
        check(60, &[(0, 0, 10), (1, 12, 27), (2, 41, 8), (3, 51, 9)]);
        check(200, &[(0, 0, 10), (1, 12, 60), (2, 74, 8), (3, 84, 9)]);
        check(44, &[(0, 0, 10), (1, 12, 21), (3, 35, 9)]);
        check(34, &[(0, 0, 10), (1, 12, 22)]);
        check(20, &[(0, 0, 10), (1, 12, 8)]);
    }
}
