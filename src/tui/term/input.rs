//! Bytes from a terminal become events, whatever the chunks they arrive in.
//!
//! The decoder is a state machine that looks at every byte once, so its work is linear and its memory bounded,
//! also for a paste of ten megabytes. It keeps no history: a byte lives in it only until its event is complete,
//! an event only until it was popped, and both are overwritten then, because they may be part of a card number.
//!
//! It reads no clock. Its caller says when bytes came, waits until [`Decoder::deadline`] and then calls
//! [`Decoder::timeout`]: this is how a lone Esc is told from the beginning of an arrow key.
//!
//! A paste is over at its end mark. One whose mark got lost is over, too, so that nobody types into it for ever: after a
//! silence it is taken as it is, and when it becomes too long, or takes too long, it is refused whole. What still comes
//! of it is dropped until its mark or a silence: the rest of a paste must not be keys. The one key that is heard
//! meanwhile is Ctrl-C, told from the same byte within a text by the quiet after it.

mod ground;
mod lines;
mod paste;
mod queue;
mod sequence;
mod utf8;

use std::time::{Duration, Instant};

use self::ground::ColorAnswer;
use self::paste::{Collector, END_MARK, Ended};
use self::queue::Queue;
use self::sequence::{Meaning, Sequence};
use self::utf8::{Utf8, Utf8Step};
use super::event::{Input, Key, KeyCode, Mods};

pub use self::lines::Lines;
pub use self::paste::PASTE_LIMIT;
pub use self::queue::QUEUE_LIMIT;

/// How long an Esc waits for the rest of a sequence.
pub const ESC_WAIT: Duration = Duration::from_millis(40);
/// How long any other incomplete sequence may keep silent before it is given up.
pub const SEQUENCE_WAIT: Duration = Duration::from_millis(250);
/// How long a string of the terminal's own, such as an answer about its colors, may take in all.
pub const TEXT_LONGEST: Duration = Duration::from_secs(2);
/// How long a paste may keep silent before it counts as ended, and what follows one before keys are heard again.
pub const PASTE_WAIT: Duration = Duration::from_secs(2);
/// How long a paste may take in all.
pub const PASTE_LONGEST: Duration = Duration::from_secs(30);

/// Bytes that quick hands may have typed by the time they are read.
const MOST_TYPED_AT_ONCE: usize = 8;
/// What Ctrl-C sends.
const INTERRUPT: u8 = 3;

/// An incremental decoder of what terminals send: legacy keys, bracketed paste, SGR mouse, focus, and
/// whether the background is dark or light.
///
/// Everything else that a terminal may report is recognized by its outline and ignored.
#[derive(Default)]
pub struct Decoder {
    state: InputState,
    /// Whether the character that is coming was introduced by an Esc.
    alt: bool,
    sequence: Sequence,
    utf8: Utf8,
    answer: ColorAnswer,
    paste: Collector,
    queue: Queue,
    /// When the last bytes came.
    heard: Option<Instant>,
    /// When a paste or a string began.
    began: Option<Instant>,
    /// When a carriage return came, if it was the last byte.
    returned: Option<Instant>,
    /// The last byte of a paste was that of Ctrl-C.
    interrupted: bool,
    /// The last paste ended by its silence: its rest may still be on its way.
    stalled: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum InputState {
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
    /// In what still comes of a paste that is over.
    Leftover,
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

    /// Takes bytes in that came at this moment. At most [`QUEUE_LIMIT`] events wait to be popped; those beyond are
    /// dropped.
    pub fn feed(&mut self, bytes: &[u8], now: Instant) {
        if bytes.is_empty() {
            return;
        }
        if self.has_lasted_too_long(now) {
            self.timeout(now);
        }
        self.heard = Some(now);
        if std::mem::take(&mut self.stalled) && are_rest_of_a_paste(bytes) {
            self.drop_the_rest();
        }
        for &byte in bytes {
            while self.advance(byte) == Fate::Again {}
        }
    }

    /// The next event.
    pub fn pop(&mut self) -> Option<Input> {
        self.queue.pop()
    }

    /// Until when to wait for more bytes before calling [`Self::timeout`]; `None` when nothing is incomplete.
    pub fn deadline(&self) -> Option<Instant> {
        let silence = match self.state {
            InputState::Ground if !self.utf8.is_pending() => return None,
            InputState::Escape => ESC_WAIT,
            InputState::Paste | InputState::Leftover if !self.interrupted => PASTE_WAIT,
            _ => SEQUENCE_WAIT,
        };
        let silent = self.heard.map(|heard| heard + silence);
        let longest = self.longest().zip(self.began);
        let too_long = longest.map(|(longest, began)| began + longest);
        silent.into_iter().chain(too_long).min()
    }

    /// Says that nothing came until [`Self::deadline`], or that nothing will: what is incomplete is what it looks like,
    /// or is given up.
    pub fn timeout(&mut self, now: Instant) {
        match self.state {
            InputState::Paste if self.has_lasted_too_long(now) => return self.refuse_paste(),
            InputState::Paste | InputState::Leftover if self.interrupted => {
                self.drop_the_rest();
                return self.key(Key::ctrl('c'));
            }
            InputState::Paste => {
                let ended = self.paste.abandon();
                self.end_paste(ended);
                self.stalled = true;
            }
            InputState::Leftover => drop(self.paste.abandon()),
            InputState::Escape => self.key(Key::plain(KeyCode::Esc)),
            InputState::Control if self.sequence.is_fresh() => self.key(Key::alt('[')),
            InputState::Single => self.key(Key::alt('O')),
            InputState::Text {
                introducer,
                begun: false,
            } => self.key(Key::alt(char::from(introducer))),
            _ => {}
        }
        self.sequence.wipe();
        self.utf8.wipe();
        self.rest();
    }

    /// How long what is coming may take in all.
    const fn longest(&self) -> Option<Duration> {
        match self.state {
            InputState::Paste => Some(PASTE_LONGEST),
            InputState::Text { .. } | InputState::TextEscape => Some(TEXT_LONGEST),
            _ => None,
        }
    }

    fn has_lasted_too_long(&self, now: Instant) -> bool {
        let limits = self.longest().zip(self.began);
        limits.is_some_and(|(longest, began)| now.saturating_duration_since(began) >= longest)
    }

    fn advance(&mut self, byte: u8) -> Fate {
        match self.state {
            InputState::Ground => self.ground(byte),
            InputState::Escape => self.escape(byte),
            InputState::Control => self.control(byte),
            InputState::Single => self.single(byte),
            InputState::Console => {
                self.rest();
                if let b'A'..=b'E' = byte {
                    self.key(Key::plain(KeyCode::F(byte - b'A' + 1)));
                    return Fate::Consumed;
                }
                Fate::Again
            }
            // Its bytes are no controls.
            InputState::OldMouse(_) if byte == INTERRUPT => {
                self.rest();
                Fate::Again
            }
            InputState::OldMouse(left) => {
                self.state = if left > 1 {
                    InputState::OldMouse(left - 1)
                } else {
                    InputState::Ground
                };
                Fate::Consumed
            }
            InputState::Text { introducer, .. } => self.text(byte, introducer),
            InputState::TextEscape => {
                if byte == b'\\' {
                    self.end_text();
                    return Fate::Consumed;
                }
                self.rest();
                self.state = InputState::Escape;
                Fate::Again
            }
            InputState::Paste => {
                self.interrupted = byte == INTERRUPT;
                if let Some(ended) = self.paste.take(byte) {
                    self.end_paste(ended);
                } else if self.paste.is_too_large() {
                    self.refuse_paste();
                }
                Fate::Consumed
            }
            InputState::Leftover => {
                self.interrupted = byte == INTERRUPT;
                if self.paste.take(byte).is_some() {
                    self.rest();
                }
                Fate::Consumed
            }
        }
    }

    fn ground(&mut self, byte: u8) -> Fate {
        match self.utf8.take(byte) {
            Utf8Step::More => Fate::Consumed,
            Utf8Step::Char(c) => {
                let mods = self.take_mods();
                let returned = std::mem::replace(&mut self.returned, self.heard.filter(|_| c == '\r'));
                if c == '\n' && self.is_of_one_line_end(returned) {
                    return Fate::Consumed;
                }
                if let Some(key) = key_of(c, mods) {
                    self.key(key);
                } else if c == '\u{1b}' {
                    self.state = InputState::Escape;
                }
                Fate::Consumed
            }
            Utf8Step::Broken => {
                self.alt = false;
                Fate::Consumed
            }
            Utf8Step::BrokenBefore => {
                self.alt = false;
                Fate::Again
            }
        }
    }

    fn escape(&mut self, byte: u8) -> Fate {
        match byte {
            b'[' => self.state = InputState::Control,
            b'O' => self.state = InputState::Single,
            b']' | b'P' | b'X' | b'^' | b'_' => {
                self.began = self.heard;
                self.state = InputState::Text {
                    introducer: byte,
                    begun: false,
                };
            }
            // The first Esc was the key; the second may begin a sequence.
            0x1b => self.key(Key::plain(KeyCode::Esc)),
            // Nothing is between a person and the way out.
            INTERRUPT => {
                self.key(Key::plain(KeyCode::Esc));
                self.rest();
                return Fate::Again;
            }
            _ => {
                self.state = InputState::Ground;
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
            Meaning::PasteBegins => {
                self.began = self.heard;
                self.state = InputState::Paste;
            }
            Meaning::Console => self.state = InputState::Console,
            Meaning::OldMouse => self.state = InputState::OldMouse(3),
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
        match byte {
            // It stands in no answer of a terminal.
            INTERRUPT => {
                self.rest();
                return Fate::Again;
            }
            0x1b => self.state = InputState::TextEscape,
            0x07 => self.end_text(),
            0x18 | 0x1a => self.rest(),
            _ => {
                if introducer == b']' {
                    self.answer.take(byte);
                }
                self.state = InputState::Text {
                    introducer,
                    begun: true,
                };
            }
        }
        Fate::Consumed
    }

    /// A string is over: it was the terminal's answer, or nothing.
    fn end_text(&mut self) {
        let ground = self.answer.ground();
        self.rest();
        if let Some(ground) = ground {
            self.queue.push(Input::Ground(ground));
        }
    }

    fn end_paste(&mut self, ended: Ended) {
        self.rest();
        self.queue.push(match ended {
            Ended::Whole(paste) => Input::Paste(paste),
            Ended::TooLarge => Input::PasteTooLarge,
        });
    }

    /// The paste is over, and nothing of it is taken: a text that was cut somewhere is not what was copied.
    fn refuse_paste(&mut self) {
        self.queue.push(Input::PasteTooLarge);
        let interrupted = self.interrupted;
        self.drop_the_rest();
        self.interrupted = interrupted;
    }

    fn drop_the_rest(&mut self) {
        self.rest();
        self.paste.discard();
        self.state = InputState::Leftover;
    }

    /// Whether a line feed belongs to the carriage return just before it. A person is never that quick.
    fn is_of_one_line_end(&self, returned: Option<Instant>) -> bool {
        let times = self.heard.zip(returned);
        times.is_some_and(|(heard, returned)| heard.saturating_duration_since(returned) < ESC_WAIT)
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
        self.state = InputState::Ground;
        self.alt = false;
        self.interrupted = false;
        self.began = None;
        self.answer.wipe();
    }
}

/// Whether bytes that came at once, behind a paste that had been silent, are the rest of it: they hold its end, or are
/// more than hands type at once. What begins with an Esc may be anything.
fn are_rest_of_a_paste(bytes: &[u8]) -> bool {
    let holds_end = bytes.windows(END_MARK.len()).any(|window| window == END_MARK);
    bytes.first() != Some(&0x1b) && (holds_end || bytes.len() > MOST_TYPED_AT_ONCE)
}

/// The key that a character of the ground state stands for; `None` for what no key sends.
fn key_of(c: char, mods: Mods) -> Option<Key> {
    let code = match c {
        // A line feed is Ctrl-J; what was typed before the terminal was taken comes with it, and so do scripts.
        '\r' | '\n' => KeyCode::Enter,
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
