//! Several lines of text being typed: the rows that they take at a width, and how the cursor moves between those.
//!
//! What is typed is a [`TextInput`] that keeps line breaks, so that editing, limit and taking back are the same in
//! both. Rows follow from a width and are never kept: the screen may have another size the next time. The cursor has
//! one place in the text, so where a row was broken it stands at the beginning of the next one.

mod view;

use unicode_segmentation::UnicodeSegmentation;

use super::cells::columns;
use super::text_input::TextInput;

pub use self::view::AreaBox;

/// Several lines of text being typed.
#[derive(Clone, Debug)]
pub struct TextArea {
    input: TextInput,
    /// The column that the cursor began to go up or down from: it goes back to it where a row is long enough.
    wished: Option<u16>,
}

/// A row: a part of the text, without its line break.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct TextRow {
    start: usize,
    end: usize,
    /// The last place where the cursor is in this row: not its end, where the text goes on in the next one.
    last: usize,
}

impl TextArea {
    /// Lines of at most `limit` UTF-8 bytes, with the cursor behind them. Text beyond the limit stays; only growing is
    /// refused then.
    pub fn new(limit: usize, text: &str) -> Self {
        Self {
            input: TextInput::with_lines(limit, text),
            wished: None,
        }
    }

    /// What was typed, as it is: neither trimmed nor normalized.
    pub fn text(&self) -> &str {
        self.input.text()
    }

    /// The text to be edited. Whoever goes up or down afterwards does so from the cursor's own column.
    pub const fn input(&mut self) -> &mut TextInput {
        self.wished = None;
        &mut self.input
    }

    /// Bytes that are left, once more than four fifths of the limit are taken.
    pub fn scarce(&self) -> Option<usize> {
        let left = self.input.limit().saturating_sub(self.text().len());
        (left.saturating_mul(5) < self.input.limit()).then_some(left)
    }

    /// Goes down so many rows of that width, or (negative) up, as far as there are; `false` where there are none.
    pub fn go(&mut self, by: isize, width: u16) -> bool {
        let rows = rows(self.text(), width);
        let (here, column) = self.place(&rows);
        let there = here.saturating_add_signed(by).min(rows.len().saturating_sub(1));
        let Some(row) = rows.get(there).filter(|_| there != here) else {
            return false;
        };
        let wished = *self.wished.get_or_insert(column);
        let mut used = 0_u16;
        let passed = graphemes(self.text(), row.start, row.last).take_while(|grapheme| {
            used = used.saturating_add(columns(grapheme));
            used <= wished
        });
        let place = row.start + passed.map(str::len).sum::<usize>();
        self.input.move_to(place);
        true
    }

    /// To the beginning of the row.
    pub fn home(&mut self, width: u16) {
        self.within_row(width, |row| row.start);
    }

    /// To the end of the row.
    pub fn end(&mut self, width: u16) {
        self.within_row(width, |row| row.last);
    }

    fn within_row(&mut self, width: u16, place: impl FnOnce(&TextRow) -> usize) {
        let rows = rows(self.text(), width);
        let (here, _) = self.place(&rows);
        if let Some(row) = rows.get(here) {
            self.input().move_to(place(row));
        }
    }

    /// The row and the column of the cursor.
    fn place(&self, rows: &[TextRow]) -> (usize, u16) {
        let cursor = self.input.cursor();
        let here = rows.iter().rposition(|row| row.start <= cursor).unwrap_or(0);
        let start = rows.get(here).map_or(0, |row| row.start);
        let before = graphemes(self.text(), start, cursor).map(columns);
        (here, before.fold(0, u16::saturating_add))
    }
}

/// The visible characters of a part of a text. They are measured one by one, as they are drawn: some scripts are
/// narrower as a whole.
fn graphemes(text: &str, start: usize, end: usize) -> impl Iterator<Item = &str> {
    text.get(start..end).unwrap_or_default().graphemes(true)
}

/// The rows of a text, at least one.
fn rows(text: &str, width: u16) -> Vec<TextRow> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(line, start, width.max(1), &mut rows);
        start += line.len() + 1;
    }
    rows
}

/// Breaks a line between words where it can. Blanks at the end of a row hang out of it, so that no row begins with
/// one that only parts two words.
fn wrap_line(line: &str, offset: usize, width: u16, rows: &mut Vec<TextRow>) {
    let (mut start, mut used) = (0, 0_u16);
    // Where the word begins, and the columns before it in its row.
    let mut word = (0, 0);
    for (at, grapheme) in line.grapheme_indices(true) {
        let wide = columns(grapheme);
        if is_blank(grapheme) {
            used = used.saturating_add(wide);
            word = (at + grapheme.len(), used);
            continue;
        }
        // Twice at most: a word may not fit into a row of its own either.
        while used.saturating_add(wide) > width && at > start {
            let (end, before) = if word.0 > start { word } else { (at, used) };
            let mut last = line.get(..end).unwrap_or_default().grapheme_indices(true);
            rows.push(TextRow {
                start: offset + start,
                end: offset + end,
                last: offset + last.next_back().map_or(start, |(last, _)| last),
            });
            used = used.saturating_sub(before);
            start = end;
            word = (start, 0);
        }
        used = used.saturating_add(wide);
    }
    rows.push(TextRow {
        start: offset + start,
        end: offset + line.len(),
        last: offset + line.len(),
    });
}

/// Whether a row may end here: not at blanks that forbid it.
fn is_blank(grapheme: &str) -> bool {
    grapheme
        .chars()
        .all(|c| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}'))
}

#[cfg(test)]
mod tests;
