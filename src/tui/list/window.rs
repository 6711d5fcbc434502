//! The rows of a list that are in memory: a stretch of it that grows at the end where one goes on, and falls off at
//! the other, so that a list of a million rows takes no more memory than one of a few hundred.

use std::collections::VecDeque;

use crate::services::lines::{Cursor, Lines, Matches};

/// Most rows in memory.
pub(super) const MOST: usize = 600;

/// A stretch of a list, or what of it matches a filter.
#[derive(Debug)]
pub(super) struct Window<R> {
    /// Each row, and where it stands; `None` in a list that is given whole.
    rows: VecDeque<(R, Option<Cursor>)>,
    above: Option<Cursor>,
    below: Option<Cursor>,
    /// How many rows match, when these are the best of them.
    matches: Option<Count>,
}

/// How many rows match.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Count {
    /// So many.
    All(usize),
    /// So many were counted, and there may be more.
    AtLeast(usize),
}

impl<R> Window<R> {
    pub(super) fn of_lines(lines: Lines<R>) -> Self {
        Self {
            rows: placed(lines.lines, lines.places).collect(),
            above: lines.previous,
            below: lines.next,
            matches: None,
        }
    }

    pub(super) fn of_matches(matches: Matches<R>) -> Self {
        let count = if matches.may_be_more {
            Count::AtLeast(matches.count)
        } else {
            Count::All(matches.count)
        };
        Self {
            rows: placed(matches.lines, matches.places).collect(),
            above: None,
            below: None,
            matches: Some(count),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn get(&self, place: usize) -> Option<&R> {
        self.rows.get(place).map(|(row, _)| row)
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &R> {
        self.rows.iter().map(|(row, _)| row)
    }

    /// Where a row stands.
    pub(super) fn place(&self, place: usize) -> Option<&Cursor> {
        self.rows.get(place)?.1.as_ref()
    }

    /// Where the lines above go on; `None` when there are none.
    pub(super) const fn above(&self) -> Option<&Cursor> {
        self.above.as_ref()
    }

    /// Where the lines below go on; `None` when there are none.
    pub(super) const fn below(&self) -> Option<&Cursor> {
        self.below.as_ref()
    }

    /// How many rows match, if these are matches.
    pub(super) const fn matches(&self) -> Option<Count> {
        self.matches
    }

    pub(super) fn position(&self, is_it: impl Fn(&R) -> bool) -> Option<usize> {
        self.rows.iter().position(|(row, _)| is_it(row))
    }

    /// Adds lines below; gives how many rows fell off above.
    pub(super) fn append(&mut self, lines: Lines<R>) -> usize {
        self.rows.extend(placed(lines.lines, lines.places));
        self.below = lines.next;
        let surplus = self.rows.len().saturating_sub(MOST);
        if surplus > 0 {
            self.rows.drain(..surplus);
            self.above = self.place(0).cloned();
        }
        surplus
    }

    /// Adds lines above; gives how many they are. Rows fall off below.
    pub(super) fn prepend(&mut self, lines: Lines<R>) -> usize {
        let added = lines.lines.len();
        for row in placed(lines.lines, lines.places).rev() {
            self.rows.push_front(row);
        }
        self.above = lines.previous;
        if self.rows.len() > MOST {
            self.rows.truncate(MOST);
            self.below = self.place(MOST - 1).cloned();
        }
        added
    }
}

/// Each line with its place, if it has one.
fn placed<R>(
    lines: Vec<R>,
    places: Vec<Cursor>,
) -> impl DoubleEndedIterator<Item = (R, Option<Cursor>)> + ExactSizeIterator {
    let mut places: Vec<Option<Cursor>> = places.into_iter().map(Some).collect();
    places.resize_with(lines.len(), || None);
    lines.into_iter().zip(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor(number: usize) -> Cursor {
        Cursor(number.to_be_bytes().to_vec())
    }

    /// The lines `from..to` of a list of a thousand.
    fn lines(from: usize, to: usize) -> Lines<usize> {
        Lines {
            lines: (from..to).collect(),
            places: (from..to).map(cursor).collect(),
            previous: (from > 0).then(|| cursor(from)),
            next: (to < 1_000).then(|| cursor(to - 1)),
        }
    }

    #[test]
    fn rows_fall_off_at_the_far_end_and_are_found_again_from_there() {
        let mut window = Window::of_lines(lines(0, 500));
        assert_eq!(window.append(lines(500, 600)), 0);
        assert_eq!(window.append(lines(600, 700)), 100);
        assert_eq!((window.len(), window.get(0)), (MOST, Some(&100)));
        assert_eq!(window.above(), Some(&cursor(100)), "go on before the first row");
        assert_eq!(window.below(), Some(&cursor(699)));
        assert_eq!(window.prepend(lines(0, 100)), 100);
        assert_eq!(
            (window.len(), window.get(0), window.get(599)),
            (MOST, Some(&0), Some(&599))
        );
        assert_eq!((window.above(), window.below()), (None, Some(&cursor(599))));
    }

    #[test]
    fn a_list_that_is_given_whole_has_no_places() {
        let window = Window::of_lines(Lines::whole(vec![7, 8]));
        assert_eq!((window.len(), window.place(1)), (2, None));
        assert_eq!(window.position(|row| *row == 8), Some(1));
    }
}
