//! Rows that moved up or down together: a terminal moves them by itself, for a few bytes.

use super::grid::{Glyph, Grid};
use super::movement::{counted, number};

/// Rows of which most moved by the same distance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Scroll {
    /// The first row that takes part.
    pub(super) top: u16,
    /// The last row that takes part.
    pub(super) bottom: u16,
    /// How far; what comes in from the other side is blank.
    pub(super) distance: u16,
    /// Which way.
    pub(super) way: Way,
}

/// Which way rows move.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Way {
    /// The later rows come into sight.
    Up,
    /// The earlier rows come into sight.
    Down,
}

/// Rows move by a row or a list's line of two; a wheel turns three, and a step between tiles moves as much as a tile has.
const FARTHEST: u16 = 10;
/// Fewer rows are written anew.
const FEWEST: usize = 3;

impl Scroll {
    /// The movement that brings the most rows to where they are wanted, where only the touched ones may differ. It must be
    /// half of those that differ: a few rows that stand elsewhere on another screen are no movement of this one.
    pub(super) fn between(shown: &Grid, wanted: &Grid, touched: &[bool]) -> Option<Self> {
        let touched_rows = (0..wanted.height()).zip(touched).filter(|(_, touched)| **touched);
        let differ = touched_rows
            .filter(|(y, _)| !same(wanted.row(*y), shown.row(*y)))
            .count();
        if differ < FEWEST {
            return None;
        }
        let ways = [Way::Up, Way::Down];
        let all = (1..=FARTHEST).flat_map(|distance| ways.map(|way| (distance, way)));
        let found = all.filter_map(|(distance, way)| Self::of((shown, wanted, touched), distance, way));
        found
            .max_by_key(|(rows, _)| *rows)
            .filter(|(rows, _)| *rows >= FEWEST && *rows * 2 >= differ)
            .map(|(_, scroll)| scroll)
    }

    /// How many rows a movement brings to where they are wanted, and the movement of just those.
    fn of(
        (shown, wanted, touched): (&Grid, &Grid, &[bool]),
        distance: u16,
        way: Way,
    ) -> Option<(usize, Self)> {
        let height = wanted.height();
        let from = |y: u16| match way {
            Way::Up => y.checked_add(distance).filter(|from| *from < height),
            Way::Down => y.checked_sub(distance),
        };
        let helps = |y: &u16| {
            let row = wanted.row(*y);
            from(*y).is_some_and(|from| same(row, shown.row(from))) && !same(row, shown.row(*y))
        };
        let (mut count, mut ends) = (0, None);
        let touched = (0..height).zip(touched).filter(|(_, touched)| **touched);
        for y in touched.map(|(y, _)| y).filter(helps) {
            count += 1;
            ends = Some((ends.map_or(y, |(first, _)| first), y));
        }
        let (first, last) = ends?;
        let (top, bottom) = match way {
            Way::Up => (first, last + distance),
            Way::Down => (first - distance, last),
        };
        let scroll = Self {
            top,
            bottom,
            distance,
            way,
        };
        Some((count, scroll))
    }

    /// Appends what makes the terminal move the rows. Whatever the pen is then leaves what comes in, so it must be one
    /// that erases; where the cursor is afterwards, terminals do not agree about.
    pub(super) fn write(self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\x1b[");
        number(self.top + 1, out);
        out.push(b';');
        number(self.bottom + 1, out);
        out.extend_from_slice(b"r\x1b[");
        number(self.top + 1, out);
        out.push(b'H');
        // Deleted or inserted at the top: only the rows between the margins move.
        let letter = match self.way {
            Way::Up => b'M',
            Way::Down => b'L',
        };
        counted(self.distance, letter, out);
        out.extend_from_slice(b"\x1b[r");
    }

    /// Makes a grid show what the terminal shows after the movement.
    pub(super) fn apply(self, from: &Grid, to: &mut Grid) {
        for y in 0..to.height() {
            let source = match self.way {
                _ if y < self.top || y > self.bottom => Some(y),
                Way::Up => y.checked_add(self.distance).filter(|row| *row <= self.bottom),
                Way::Down => y.checked_sub(self.distance).filter(|row| *row >= self.top),
            };
            match source {
                Some(source) => to.copy_row(y, from, source),
                None => to.erase(y, 0, to.width()),
            }
        }
    }
}

fn same(one: &[Glyph], other: &[Glyph]) -> bool {
    one.iter().zip(other).all(|(one, other)| one.looks_like(other))
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Cell;
    use ratatui::layout::Size;

    use super::*;
    use crate::tui::term::caps::Caps;

    fn grid(rows: &str) -> Grid {
        let height = u16::try_from(rows.len()).unwrap();
        let mut grid = Grid::blank(Size::new(1, height));
        for (y, c) in (0..).zip(rows.chars()) {
            let mut cell = Cell::EMPTY;
            cell.set_char(c);
            grid.draw(0, y, &cell, Caps::default());
        }
        grid
    }

    fn check(shown: &str, wanted: &str, expected: Option<(Scroll, &str)>) {
        let rows = wanted.len();
        let (shown, wanted) = (grid(shown), grid(wanted));
        let found = Scroll::between(&shown, &wanted, &vec![true; rows]);
        assert_eq!(found, expected.map(|(scroll, _)| scroll));
        if let Some((scroll, after)) = expected {
            let mut moved = grid(&" ".repeat(usize::from(wanted.height())));
            scroll.apply(&shown, &mut moved);
            assert_eq!(moved, grid(after));
        }
    }

    #[test]
    fn rows_that_moved_together_are_found_between_rows_that_stayed() {
        let scroll = |top, bottom, distance, way| Scroll {
            top,
            bottom,
            distance,
            way,
        };
        check("HabcdeF", "HbcdefF", Some((scroll(1, 5, 1, Way::Up), "Hbcde F")));
        check(
            "HcdefgF",
            "HabcdeF",
            Some((scroll(1, 5, 2, Way::Down), "H  cdeF")),
        );
        check("HabcF", "HxyzF", None);
        check("HabF", "HbaF", None);
        // Three rows of eight are the same three rows higher: another screen, on which something stands again.
        check("HabcdefgF", "HdefwxyzF", None);
        check("same", "same", None);
    }

    #[test]
    fn the_terminal_is_told_margins_then_the_movement_then_no_margins() {
        let scroll = Scroll {
            top: 3,
            bottom: 21,
            distance: 2,
            way: Way::Up,
        };
        let mut out = Vec::new();
        scroll.write(&mut out);
        assert_eq!(out, b"\x1b[4;22r\x1b[4H\x1b[2M\x1b[r");
    }
}
