//! Bytes become lines, for plain mode: made safe, bounded, and in memory that is wiped.
//!
//! Nothing is edited here: a terminal hands a line over when it is complete, and a file has no cursor.

use std::collections::VecDeque;

use super::super::event::{Input, Paste};
use super::paste::{Collector, Ended};

/// Lines out of bytes, whatever the chunks they arrive in.
#[derive(Default)]
pub struct Lines {
    line: Collector,
    complete: VecDeque<Input>,
}

impl Lines {
    /// Nothing typed yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes bytes in.
    pub fn feed(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if byte == b'\n' {
                self.end_line();
            } else {
                // What marks the end of a paste would make two answers of one line.
                self.line.take_unmarked(byte);
            }
        }
    }

    /// The input is over. A line whose end never came is dropped: whoever began `12` has not chosen 1.
    pub fn end(&mut self) {
        drop(self.line.abandon());
    }

    /// The next line.
    pub fn pop(&mut self) -> Option<Input> {
        self.complete.pop_front()
    }

    fn end_line(&mut self) {
        let is_broken = self.line.is_broken();
        self.complete.push_back(match self.line.abandon() {
            Ended::Whole(_) if is_broken => Input::LineNotText,
            Ended::Whole(line) => Input::Line(without_end(line)),
            Ended::TooLarge => Input::LineTooLong,
        });
    }
}

/// A carriage return before the line feed belongs to the end of the line.
fn without_end(line: Paste) -> Paste {
    if line.as_str().ends_with('\n') {
        let mut shorter = zeroize::Zeroizing::new(String::with_capacity(line.len()));
        shorter.push_str(line.as_str().trim_end_matches('\n'));
        return Paste::from(shorter);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::term::input::PASTE_LIMIT;

    fn lines(chunks: &[&[u8]]) -> Vec<String> {
        let mut lines = Lines::new();
        for chunk in chunks {
            lines.feed(chunk);
        }
        lines.end();
        std::iter::from_fn(|| lines.pop())
            .map(|input| match input {
                Input::Line(line) => line.as_str().to_owned(),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn a_line_ends_with_its_line_feed() {
        assert_eq!(
            lines(&[b"1\n\nZa\xc5", b"\xbc\xc3\xb3\xc5\x82\xc4\x87\r\nq\n"]),
            ["1", "", "Zażółć", "q"]
        );
        assert_eq!(lines(&[b""]), [""; 0]);
    }

    #[test]
    fn an_input_cut_within_a_line_answers_nothing() {
        for cut in [&b"1"[..], b"\x1b[20", b"\xc5", b"1\r"] {
            assert_eq!(lines(&[b"q\n", cut]), ["q"], "{cut:?}");
        }
    }

    #[test]
    fn a_mark_of_a_paste_does_not_make_two_answers_of_one_line() {
        assert_eq!(lines(&[b"1\x1b[201~2\n"]), ["1[201~2"]);
        assert_eq!(lines(&[b"\x1b[200~1\x1b[20", b"1~\nq\n"]), ["[200~1[201~", "q"]);
    }

    #[test]
    fn what_could_steer_a_terminal_is_left_out() {
        assert_eq!(lines(&[b"a\x1b[2J\x07b\n"]), ["a[2Jb"]);
    }

    /// Seen: the name on a card became "Zofia Mal\u{fffd}", where the terminal and the session didn't agree on the encoding.
    #[test]
    fn a_line_that_is_no_utf_8_is_thrown_away_whole_and_the_next_one_is_heard() {
        for broken in [&b"Zofia Ma\xb3ek"[..], b"\xff", b"a\xc5", b"\xc5\r"] {
            assert_eq!(lines(&[broken, b"\nq\n"]), ["LineNotText", "q"], "{broken:?}");
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_thrown_away_and_the_next_one_is_heard() {
        let long = vec![b'x'; PASTE_LIMIT + 1];
        assert_eq!(lines(&[&long, b"\nq\n"]), ["LineTooLong", "q"]);
    }
}
