//! Bytes from a terminal become events, whatever the chunks they arrive in.
//!
//! The decoder is a state machine that looks at every byte once, so its work is linear and its memory bounded,
//! also for a paste of ten megabytes. It keeps no history: a byte lives in it only until its event is complete,
//! an event only until it was popped, and both are overwritten then, because they may be part of a card number.
//!
//! It knows no clock. Its caller waits for [`Decoder::pending`] after the last byte and then calls
//! [`Decoder::timeout`]: this is how a lone Esc is told from the beginning of an arrow key.

mod lines;
mod paste;
mod queue;
mod sequence;
mod utf8;

use std::time::Duration;

use self::paste::{Collector, Ended};
use self::queue::Queue;
use self::sequence::{Meaning, Sequence};
use self::utf8::{Step, Utf8};
use super::event::{Input, Key, KeyCode, Mods};

pub use self::lines::Lines;
pub use self::paste::PASTE_LIMIT;
pub use self::queue::QUEUE_LIMIT;

/// How long an Esc waits for the rest of a sequence.
pub const ESC_WAIT: Duration = Duration::from_millis(40);
/// How long any other incomplete sequence may keep silent before it is given up.
pub const SEQUENCE_WAIT: Duration = Duration::from_millis(250);
/// How long a paste may keep silent before it counts as ended. Long, because the rest of a stalled paste would
/// arrive as key presses.
pub const PASTE_WAIT: Duration = Duration::from_secs(10);

/// An incremental decoder of what terminals send: legacy keys, bracketed paste, SGR mouse, focus.
///
/// Everything else that a terminal may report is recognized by its outline and ignored.
#[derive(Default)]
pub struct Decoder {
    state: State,
    /// Whether the character that is coming was introduced by an Esc.
    alt: bool,
    sequence: Sequence,
    utf8: Utf8,
    paste: Collector,
    queue: Queue,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum State {
    #[default]
    Ground,
    /// After `ESC`.
    Escape,
    /// After `ESC [`.
    Control,
    /// After `ESC O`.
    Single,
    /// After `ESC [ [`: the Linux console's F1 to F5.
    Console,
    /// In the three raw bytes of an old mouse report.
    OldMouse(u8),
    /// In an OSC, DCS, SOS, PM or APC string.
    Text { introducer: u8, begun: bool },
    /// After an `ESC` in such a string.
    TextEscape,
    /// Between the marks of a bracketed paste.
    Paste,
}

/// What became of a byte.
#[derive(PartialEq, Eq)]
enum Fate {
    Consumed,
    /// The state changed without using the byte.
    Again,
}

impl Decoder {
    /// A decoder at rest.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes bytes in. At most [`QUEUE_LIMIT`] events wait to be popped; those beyond are dropped.
    pub fn feed(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            while self.advance(byte) == Fate::Again {}
        }
    }

    /// The next event.
    pub fn pop(&mut self) -> Option<Input> {
        self.queue.pop()
    }

    /// How long to wait after the last byte before calling [`Self::timeout`]; `None` when nothing is incomplete.
    pub fn pending(&self) -> Option<Duration> {
        match self.state {
            State::Ground if self.utf8.is_pending() => Some(SEQUENCE_WAIT),
            State::Ground => None,
            State::Escape => Some(ESC_WAIT),
            State::Paste => Some(PASTE_WAIT),
            _ => Some(SEQUENCE_WAIT),
        }
    }

    /// Says that nothing came for as long as [`Self::pending`] asked: what is incomplete is what it looks like,
    /// or is given up.
    pub fn timeout(&mut self) {
        match self.state {
            State::Escape => self.key(Key::plain(KeyCode::Esc)),
            State::Control if self.sequence.is_fresh() => self.key(Key::alt('[')),
            State::Single => self.key(Key::alt('O')),
            State::Text {
                introducer,
                begun: false,
            } => self.key(Key::alt(char::from(introducer))),
            State::Paste => {
                let ended = self.paste.abandon();
                self.end_paste(ended);
            }
            _ => {}
        }
        self.sequence.wipe();
        self.utf8.wipe();
        self.rest();
    }

    fn advance(&mut self, byte: u8) -> Fate {
        match self.state {
            State::Ground => self.ground(byte),
            State::Escape => self.escape(byte),
            State::Control => self.control(byte),
            State::Single => self.single(byte),
            State::Console => {
                self.rest();
                if let b'A'..=b'E' = byte {
                    self.key(Key::plain(KeyCode::F(byte - b'A' + 1)));
                    return Fate::Consumed;
                }
                Fate::Again
            }
            State::OldMouse(left) => {
                self.state = if left > 1 {
                    State::OldMouse(left - 1)
                } else {
                    State::Ground
                };
                Fate::Consumed
            }
            State::Text { introducer, .. } => self.text(byte, introducer),
            State::TextEscape => {
                if byte == b'\\' {
                    self.rest();
                    return Fate::Consumed;
                }
                self.state = State::Escape;
                Fate::Again
            }
            State::Paste => {
                if let Some(ended) = self.paste.take(byte) {
                    self.end_paste(ended);
                }
                Fate::Consumed
            }
        }
    }

    fn ground(&mut self, byte: u8) -> Fate {
        match self.utf8.take(byte) {
            Step::More => Fate::Consumed,
            Step::Char(c) => {
                let mods = self.take_mods();
                if let Some(key) = key_of(c, mods) {
                    self.key(key);
                } else if c == '\u{1b}' {
                    self.state = State::Escape;
                }
                Fate::Consumed
            }
            Step::Broken => {
                self.alt = false;
                Fate::Consumed
            }
            Step::BrokenBefore => {
                self.alt = false;
                Fate::Again
            }
        }
    }

    fn escape(&mut self, byte: u8) -> Fate {
        match byte {
            b'[' => self.state = State::Control,
            b'O' => self.state = State::Single,
            b']' | b'P' | b'X' | b'^' | b'_' => {
                self.state = State::Text {
                    introducer: byte,
                    begun: false,
                };
            }
            // The first Esc was the key; the second may begin a sequence.
            0x1b => self.key(Key::plain(KeyCode::Esc)),
            _ => {
                self.state = State::Ground;
                self.alt = true;
                return Fate::Again;
            }
        }
        Fate::Consumed
    }

    fn control(&mut self, byte: u8) -> Fate {
        let meaning = self.sequence.take(byte);
        match meaning {
            Meaning::More => return Fate::Consumed,
            Meaning::Nothing => self.rest(),
            Meaning::Broken => {
                self.sequence.wipe();
                self.rest();
                return Fate::Again;
            }
            Meaning::Input(input) => {
                self.rest();
                self.queue.push(input);
            }
            Meaning::PasteBegins => self.state = State::Paste,
            Meaning::Console => self.state = State::Console,
            Meaning::OldMouse => self.state = State::OldMouse(3),
        }
        self.sequence.wipe();
        Fate::Consumed
    }

    fn single(&mut self, byte: u8) -> Fate {
        self.rest();
        if let Some(key) = sequence::single(byte) {
            self.key(key);
            return Fate::Consumed;
        }
        // Alt and a capital O, and then another key.
        self.key(Key::alt('O'));
        Fate::Again
    }

    fn text(&mut self, byte: u8, introducer: u8) -> Fate {
        self.state = match byte {
            0x1b => State::TextEscape,
            0x07 | 0x18 | 0x1a => State::Ground,
            _ => State::Text {
                introducer,
                begun: true,
            },
        };
        Fate::Consumed
    }

    fn end_paste(&mut self, ended: Ended) {
        self.rest();
        self.queue.push(match ended {
            Ended::Whole(paste) => Input::Paste(paste),
            Ended::TooLarge => Input::PasteTooLarge,
        });
    }

    fn key(&mut self, key: Key) {
        self.queue.push(Input::Key(key));
    }

    fn take_mods(&mut self) -> Mods {
        if std::mem::take(&mut self.alt) {
            Mods::ALT
        } else {
            Mods::NONE
        }
    }

    fn rest(&mut self) {
        self.state = State::Ground;
        self.alt = false;
    }
}

/// The key that a character of the ground state stands for; `None` for what no key sends.
fn key_of(c: char, mods: Mods) -> Option<Key> {
    let code = match c {
        '\r' => KeyCode::Enter,
        '\t' => KeyCode::Tab,
        // Some terminals send the one, some the other for the same key.
        '\u{8}' | '\u{7f}' => KeyCode::Backspace,
        '\0' => return Some(ctrl(' ', mods)),
        '\u{1}'..='\u{1a}' => {
            let letter = u8::try_from(c).map_or('?', |code| char::from(b'a' + code - 1));
            return Some(ctrl(letter, mods));
        }
        '\u{1c}' => return Some(ctrl('\\', mods)),
        '\u{1d}' => return Some(ctrl(']', mods)),
        '\u{1e}' => return Some(ctrl('^', mods)),
        '\u{1f}' => return Some(ctrl('_', mods)),
        c if c.is_control() => return None,
        c => KeyCode::Char(c),
    };
    Some(Key { code, mods })
}

const fn ctrl(letter: char, mods: Mods) -> Key {
    Key {
        code: KeyCode::Char(letter),
        mods: Mods { ctrl: true, ..mods },
    }
}

#[cfg(test)]
mod tests;
