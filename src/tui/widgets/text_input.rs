//! Text being typed: what it holds, where the cursor is, and how to take a change back. It is one line, or several for
//! a [`super::TextArea`]; only what becomes of line breaks differs.
//!
//! The cursor stands between visible characters (grapheme clusters), so a letter with its marks is one step. A
//! change that does not fit is refused whole: nothing is cut off silently.

mod field;
mod history;

use unicode_segmentation::UnicodeSegmentation;

use self::history::{Edit, History};
use crate::domain::message::{Arg, Coded};
use crate::domain::text::is_hostile;

pub use self::field::TextField;

/// A text being typed, usually one line.
#[derive(Clone, Debug)]
pub struct TextInput {
    text: String,
    /// Byte offset of the cursor; always between two visible characters.
    cursor: usize,
    /// Limit, UTF-8 bytes.
    limit: usize,
    /// Whether line breaks are text; in one line they become blanks.
    breaks: bool,
    history: History,
}

/// What was typed or pasted does not fit; nothing changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("longer than {limit} bytes")]
pub struct Overflow {
    /// Limit, UTF-8 bytes.
    pub limit: usize,
}

impl Coded for Overflow {
    /// The same sentence as when a whole text is refused for its length.
    fn code(&self) -> &'static str {
        "text-too-long"
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        vec![("limit", Arg::Count(i64::try_from(self.limit).unwrap_or(i64::MAX)))]
    }
}

impl TextInput {
    /// An empty line of at most `limit` UTF-8 bytes.
    pub fn new(limit: usize) -> Self {
        Self {
            text: String::new(),
            cursor: 0,
            limit,
            breaks: false,
            history: History::default(),
        }
    }

    /// A line that holds a text already, with the cursor behind it. Text beyond the limit stays; only growing is
    /// refused then.
    pub fn with_text(limit: usize, text: &str) -> Self {
        Self::new(limit).holding(text)
    }

    /// The same for several lines.
    pub fn with_lines(limit: usize, text: &str) -> Self {
        let input = Self {
            breaks: true,
            ..Self::new(limit)
        };
        input.holding(text)
    }

    fn holding(mut self, text: &str) -> Self {
        self.text = self.safe(text).collect();
        self.cursor = self.text.len();
        self
    }

    /// What was typed, as it is: neither trimmed nor normalized.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What stands before the cursor.
    pub fn before_cursor(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// Where the cursor is, as a byte offset.
    pub(super) const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Limit, UTF-8 bytes.
    pub const fn limit(&self) -> usize {
        self.limit
    }

    /// Replaces everything; can be undone.
    pub fn set(&mut self, text: &str) -> Result<(), Overflow> {
        let text = self.fitting(text, self.limit)?;
        self.remember(Edit::Other);
        self.cursor = text.len();
        self.text = text;
        Ok(())
    }

    /// Types a character. Controls and characters that only deceive are ignored.
    pub fn insert(&mut self, c: char) -> Result<(), Overflow> {
        let is_break = c == '\n' && self.breaks;
        if is_hostile(c) && !is_break {
            return Ok(());
        }
        if self.text.len() + c.len_utf8() > self.limit {
            return Err(self.overflow());
        }
        self.remember(if c == ' ' || is_break {
            Edit::Other
        } else {
            Edit::Typing
        });
        self.splice(c.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    /// Pastes a text: tabs become blanks, and so do line breaks in one line.
    pub fn paste(&mut self, text: &str) -> Result<(), Overflow> {
        let text = self.fitting(text, self.limit.saturating_sub(self.text.len()))?;
        if !text.is_empty() {
            self.remember(Edit::Other);
            self.splice(&text);
        }
        Ok(())
    }

    /// Deletes what is left of the cursor: one visible character.
    pub fn backspace(&mut self) {
        let start = self.previous();
        self.delete(start, self.cursor, Edit::Deleting);
    }

    /// Deletes what is right of the cursor: one visible character.
    pub fn delete_right(&mut self) {
        let end = self.next();
        self.delete(self.cursor, end, Edit::Deleting);
    }

    /// Deletes from the beginning of the word to the cursor.
    pub fn delete_word(&mut self) {
        let start = self.previous_word();
        self.delete(start, self.cursor, Edit::Other);
    }

    /// Deletes from the cursor to the end of the word, or of the next one.
    pub fn delete_word_right(&mut self) {
        let end = self.word_end();
        self.delete(self.cursor, end, Edit::Other);
    }

    /// Deletes what is before the cursor in its line.
    pub fn delete_to_start(&mut self) {
        let start = self.start_of_line();
        self.delete(start, self.cursor, Edit::Other);
    }

    /// Deletes what is behind the cursor in its line; at the end of one, the line break.
    pub fn delete_to_end(&mut self) {
        let end = self.end_of_line().max(self.cursor + 1).min(self.text.len());
        self.delete(self.cursor, end, Edit::Other);
    }

    /// One visible character to the left.
    pub fn left(&mut self) {
        self.move_to(self.previous());
    }

    /// One visible character to the right.
    pub fn right(&mut self) {
        self.move_to(self.next());
    }

    /// To the beginning of the word, or of the one before.
    pub fn word_left(&mut self) {
        self.move_to(self.previous_word());
    }

    /// Behind the word, or behind the one after.
    pub fn word_right(&mut self) {
        self.move_to(self.word_end());
    }

    /// To the beginning of the line that the cursor is in.
    pub fn line_start(&mut self) {
        self.move_to(self.start_of_line());
    }

    /// To the end of the line that the cursor is in.
    pub fn line_end(&mut self) {
        self.move_to(self.end_of_line());
    }

    /// To the beginning of the text.
    pub fn home(&mut self) {
        self.move_to(0);
    }

    /// Behind the end of the text.
    pub fn end(&mut self) {
        self.move_to(self.text.len());
    }

    /// Takes the last change back; `false` when there is none.
    pub fn undo(&mut self) -> bool {
        self.history.undo(&mut self.text, &mut self.cursor)
    }

    /// Makes the change again that was taken back last; `false` when there is none.
    pub fn redo(&mut self) -> bool {
        self.history.redo(&mut self.text, &mut self.cursor)
    }

    /// The characters of a text that are kept: tabs are blanks, line breaks of every kind are one kind or blanks, and
    /// what deceives is left out. A line that was copied with its end is not longer by a blank.
    fn safe(&self, text: &str) -> impl Iterator<Item = char> {
        let (text, line_break) = if self.breaks {
            (text, '\n')
        } else {
            (text.trim_end_matches(['\n', '\r']), ' ')
        };
        let mut after_return = false;
        text.chars().filter_map(move |c| {
            let after_return = std::mem::replace(&mut after_return, c == '\r');
            match c {
                '\n' if after_return => None,
                '\r' | '\n' | '\u{2028}' | '\u{2029}' => Some(line_break),
                '\t' => Some(' '),
                c if is_hostile(c) => None,
                c => Some(c),
            }
        })
    }

    /// The text made safe, if it fits into so many bytes. It is measured before it is copied, and no further than it
    /// fits, so that ten megabytes are refused at once.
    fn fitting(&self, text: &str, room: usize) -> Result<String, Overflow> {
        let left = self
            .safe(text)
            .try_fold(room, |left, c| left.checked_sub(c.len_utf8()));
        left.map(|_| self.safe(text).collect())
            .ok_or_else(|| self.overflow())
    }

    const fn overflow(&self) -> Overflow {
        Overflow { limit: self.limit }
    }

    fn remember(&mut self, edit: Edit) {
        self.history.remember(edit, &self.text, self.cursor);
    }

    fn splice(&mut self, text: &str) {
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
        self.settle();
    }

    fn delete(&mut self, start: usize, end: usize, edit: Edit) {
        if start < end {
            self.remember(edit);
            self.text.replace_range(start..end, "");
            self.cursor = start;
            self.settle();
        }
    }

    /// Moves the cursor to a byte offset between two visible characters.
    pub(super) fn move_to(&mut self, cursor: usize) {
        self.history.pause();
        self.cursor = cursor;
    }

    /// What was inserted or joined may have merged with its neighbors: the cursor goes behind the whole.
    fn settle(&mut self) {
        let settled = self.boundaries().find(|boundary| *boundary >= self.cursor);
        self.cursor = settled.unwrap_or(self.text.len());
    }

    fn boundaries(&self) -> impl Iterator<Item = usize> {
        let starts = self.text.grapheme_indices(true).map(|(start, _)| start);
        starts.chain([self.text.len()])
    }

    fn previous(&self) -> usize {
        let before = self.boundaries().take_while(|boundary| *boundary < self.cursor);
        before.last().unwrap_or(0)
    }

    fn next(&self) -> usize {
        let mut after = self.boundaries().skip_while(|boundary| *boundary <= self.cursor);
        after.next().unwrap_or(self.text.len())
    }

    fn start_of_line(&self) -> usize {
        self.before_cursor()
            .rfind('\n')
            .map_or(0, |line_break| line_break + 1)
    }

    fn end_of_line(&self) -> usize {
        let behind = self.text.get(self.cursor..).unwrap_or_default();
        self.cursor + behind.find('\n').unwrap_or(behind.len())
    }

    fn word_end(&self) -> usize {
        let after = self.text.get(self.cursor..).unwrap_or_default();
        let word = after.unicode_word_indices().next();
        word.map_or(self.text.len(), |(start, word)| self.cursor + start + word.len())
    }

    fn previous_word(&self) -> usize {
        let word = self.before_cursor().unicode_word_indices().next_back();
        word.map_or(0, |(start, _)| start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(limit: usize, text: &str) -> TextInput {
        let mut input = TextInput::new(limit);
        for c in text.chars() {
            input.insert(c).unwrap();
        }
        input
    }

    fn check(input: &TextInput, before: &str, behind: &str) {
        assert_eq!(
            (input.before_cursor(), input.text()),
            (before, &*format!("{before}{behind}"))
        );
    }

    #[test]
    fn the_cursor_steps_over_whole_visible_characters() {
        let mut input = typed(100, "ae\u{301}漢👩\u{200d}👧b");
        input.left();
        input.left();
        check(&input, "ae\u{301}漢", "👩\u{200d}👧b");
        input.backspace();
        input.backspace();
        check(&input, "a", "👩\u{200d}👧b");
        input.delete_right();
        check(&input, "a", "b");
        input.home();
        input.left();
        input.backspace();
        check(&input, "", "ab");
        input.end();
        input.right();
        input.delete_right();
        check(&input, "ab", "");
    }

    #[test]
    fn a_mark_joins_the_letter_before_it() {
        let mut input = typed(100, "eb");
        input.left();
        input.insert('\u{301}').unwrap();
        check(&input, "e\u{301}", "b");
        input.backspace();
        check(&input, "", "b");
    }

    #[test]
    fn words_are_moved_over_and_deleted() {
        let mut input = typed(100, "Aleje Jerozolimskie 44, m. 7");
        input.word_left();
        check(&input, "Aleje Jerozolimskie 44, m. ", "7");
        input.word_left();
        input.word_left();
        check(&input, "Aleje Jerozolimskie ", "44, m. 7");
        input.delete_word();
        check(&input, "Aleje ", "44, m. 7");
        input.word_right();
        check(&input, "Aleje 44", ", m. 7");
        input.delete_to_end();
        input.delete_to_start();
        check(&input, "", "");
    }

    #[test]
    fn what_does_not_fit_changes_nothing() {
        let mut input = typed(5, "żż");
        assert_eq!(input.insert('ż'), Err(Overflow { limit: 5 }));
        assert_eq!(input.insert('z'), Ok(()));
        assert_eq!(input.insert('z'), Err(Overflow { limit: 5 }));
        assert_eq!(input.paste(&"7".repeat(1_000_000)), Err(Overflow { limit: 5 }));
        assert_eq!(input.set("123456"), Err(Overflow { limit: 5 }));
        check(&input, "żżz", "");
    }

    #[test]
    fn a_paste_becomes_one_safe_line() {
        let mut input = TextInput::new(100);
        input.paste("Main\tStreet\n12\u{202e}\n").unwrap();
        check(&input, "Main Street 12", "");
        input.insert('\u{1b}').unwrap();
        input.paste("\n").unwrap();
        check(&input, "Main Street 12", "");
        assert_eq!(
            TextInput::with_text(5, "longer than five").text(),
            "longer than five"
        );
    }

    #[test]
    fn changes_are_taken_back_word_by_word_and_made_again() {
        let mut input = typed(100, "one two");
        input.backspace();
        input.backspace();
        check(&input, "one t", "");
        for expected in ["one two", "one ", "one", ""] {
            assert!(input.undo());
            assert_eq!(input.text(), expected);
        }
        assert!(!input.undo());
        while input.redo() {}
        check(&input, "one t", "");
        input.undo();
        input.insert('!').unwrap();
        assert!(!input.redo(), "a new change ends what could be made again");
        check(&input, "one two!", "");
    }

    #[test]
    fn the_history_is_bounded() {
        let mut input = TextInput::new(1000);
        for _ in 0..500 {
            input.insert('a').unwrap();
            input.left();
            input.end();
        }
        let mut steps = 0;
        while input.undo() {
            steps += 1;
        }
        assert_eq!(steps, 100);
        assert_eq!(input.text().len(), 400);
    }
}
