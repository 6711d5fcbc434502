//! What is sent for the text of a cell, so that terminals which disagree about its width keep the same columns.
//!
//! Terminals agree about letters, combining marks on them and the wide characters of East Asia. They do not agree
//! about emoji made of several characters: one draws a family in two columns, another each member in two of its
//! own. Such a text is sent as the part of it that every terminal counts alike, filled up with blanks. What may
//! still be counted differently is marked as doubtful; the encoder then erases its columns first, tells the cursor
//! where to go afterwards, and writes the cells behind it again.

use unicode_width::UnicodeWidthChar;

use crate::domain::text::is_hostile;

/// What stands in a cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in super::super) enum Symbol {
    /// A character of the given width, 1 or 2.
    Char(char, u16),
    /// Several characters that together cover the given width.
    Cluster(Box<str>, u16),
    /// The right part of a wide character.
    Continuation,
}

/// More characters than this in one cell are decoration that some terminals choke on.
const MOST_CHARACTERS: usize = 8;

impl Symbol {
    /// What is sent for a text that ratatui gives `width` columns, where `room` are left in the row.
    ///
    /// Characters that could move the cursor, reorder the line or hide are shown as `?`: whatever reached the cell,
    /// the terminal gets text.
    pub(super) fn of(text: &str, width: u16, room: u16) -> Self {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (None, _) => return Self::Char(' ', 1),
            _ if width > room => return Self::blanks(room),
            // On the screen the lines are broken already: what is marked there with the mouse and pasted into a
            // bank's form should have the blanks that are typed.
            (Some('\u{a0}' | '\u{202f}'), None) => return Self::Char(' ', 1),
            (Some(c), None) if !is_hostile(c) && (1..=2).contains(&width) && columns_of(c) == width => {
                return Self::Char(c, width);
            }
            _ => {}
        }
        let too_wide = |c: char| columns_of(c) > 2; // one such character exists, and terminals do not agree on it
        if width == 0 || text.chars().any(|c| is_hostile(c) || too_wide(c)) {
            return Self::filled("?".to_owned(), 1, width);
        }
        let spelled: String = text
            .chars()
            .filter(|c| !is_variation(*c))
            .take(MOST_CHARACTERS)
            .map(letter_of_flag)
            .collect();
        let covered: u16 = spelled.chars().map(columns_of).sum();
        if covered == width {
            return Self::with_marks_in(spelled, width, room);
        }
        let (part, covered) = part_within(&spelled, width);
        match covered {
            0 => Self::filled("?".to_owned(), 1, width),
            covered => match Self::with_marks_in(part, covered, room) {
                Self::Char(c, covered) => Self::filled(c.to_string(), covered, width),
                Self::Cluster(part, covered) => Self::filled(part.into_string(), covered, width),
                Self::Continuation => Self::Continuation,
            },
        }
    }

    /// Columns.
    pub(super) const fn width(&self) -> u16 {
        match self {
            Self::Char(_, width) | Self::Cluster(_, width) => *width,
            Self::Continuation => 0,
        }
    }

    /// Whether some terminal may give it another width.
    pub(super) const fn is_doubtful(&self) -> bool {
        match self {
            Self::Char(c, width) => *width > 1 && *c >= '\u{1f000}',
            Self::Cluster(..) => true,
            Self::Continuation => false,
        }
    }

    /// How many columns behind it a terminal spoils that gives each mark a column of its own.
    pub(super) fn spoils(&self) -> u16 {
        match self {
            Self::Cluster(text, _) => marks_in(text),
            Self::Char(..) | Self::Continuation => 0,
        }
    }

    /// Appends the characters.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Char(c, _) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Self::Cluster(text, _) => out.extend_from_slice(text.as_bytes()),
            Self::Continuation => {}
        }
    }

    fn blanks(width: u16) -> Self {
        Self::filled(" ".to_owned(), 1, width)
    }

    /// A text of `covered` columns, with blanks up to `width`.
    fn filled(mut text: String, covered: u16, width: u16) -> Self {
        let missing = width.saturating_sub(covered);
        text.extend(std::iter::repeat_n(' ', usize::from(missing)));
        let width = width.max(covered);
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Self::Char(c, width),
            _ => Self::Cluster(text.into(), width),
        }
    }

    /// Leaves marks out where a terminal that gives them columns of their own would go on in the next row.
    fn with_marks_in(text: String, width: u16, room: u16) -> Self {
        if width + marks_in(&text) <= room {
            return Self::filled(text, width, width);
        }
        let bare = text.chars().filter(|c| columns_of(*c) > 0).collect();
        Self::filled(bare, width, width)
    }
}

/// The characters from the start that fit, joined by nothing, and their columns.
fn part_within(text: &str, width: u16) -> (String, u16) {
    let (mut part, mut covered) = (String::new(), 0);
    for c in text.chars().filter(|c| *c != '\u{200d}') {
        let columns = columns_of(c);
        if covered + columns > width {
            break;
        }
        part.push(c);
        covered += columns;
    }
    (part, covered)
}

fn marks_in(text: &str) -> u16 {
    let marks = text.chars().filter(|c| columns_of(*c) == 0).count();
    u16::try_from(marks).unwrap_or(u16::MAX)
}

/// Columns of a character of its own.
fn columns_of(c: char) -> u16 {
    match c {
        // Marks by the tables, but terminals draw them in a column of their own, and so does ratatui.
        '\u{ff9e}' | '\u{ff9f}' => 1,
        c => c.width().and_then(|width| u16::try_from(width).ok()).unwrap_or(0),
    }
}

const fn is_variation(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Flags are spelled with letters of their own, which terminals draw in one, two or four columns.
fn letter_of_flag(c: char) -> char {
    let letter = u32::from(c)
        .checked_sub(0x1_f1e6)
        .filter(|letter| *letter < 26)
        .and_then(|letter| char::from_u32(u32::from('A') + letter));
    letter.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::CellWidth;

    use super::*;

    /// The text in a row with room, its columns, and those that it may spoil.
    fn check(text: &str, expected: (&str, u16, u16)) {
        let symbol = Symbol::of(text, text.cell_width(), 10);
        let mut sent = Vec::new();
        symbol.write(&mut sent);
        let sent = String::from_utf8(sent).unwrap();
        assert_eq!(
            (sent.as_str(), symbol.width(), symbol.spoils()),
            expected,
            "{text:?}"
        );
    }

    #[test]
    fn what_terminals_agree_about_is_sent_as_it_is() {
        check("a", ("a", 1, 0));
        check("漢", ("漢", 2, 0));
        check("e\u{301}", ("e\u{301}", 1, 1));
        check("한", ("한", 2, 0));
        check("क्ष", ("क्ष", 2, 1));
        check("🧾", ("🧾", 2, 0));
    }

    #[test]
    fn blanks_that_hold_a_date_together_are_sent_as_blanks() {
        check("\u{a0}", (" ", 1, 0));
        check("\u{202f}", (" ", 1, 0));
    }

    #[test]
    fn of_what_they_count_differently_the_common_part_is_sent() {
        check("👨\u{200d}👩\u{200d}👧", ("👨", 2, 0));
        check("👍🏽", ("👍", 2, 0));
        check("❤\u{fe0f}", ("❤ ", 2, 0));
        check("🇵🇱", ("PL", 2, 0));
        check("1\u{fe0f}\u{20e3}", ("1\u{20e3} ", 2, 1));
    }

    #[test]
    fn what_could_command_or_hide_is_a_question_mark() {
        check("\u{301}", ("?", 1, 0));
        check("ab\u{200b}", ("? ", 2, 0));
        check("\u{17d8}", ("?  ", 3, 0));
    }

    #[test]
    fn nothing_reaches_into_the_next_row() {
        let at_the_edge = |text: &str, room| Symbol::of(text, text.cell_width(), room);
        assert_eq!(at_the_edge("e\u{301}", 1), Symbol::Char('e', 1));
        assert_eq!(at_the_edge("漢", 1), Symbol::Char(' ', 1));
        assert_eq!(at_the_edge("漢", 2), Symbol::Char('漢', 2));
    }
}
