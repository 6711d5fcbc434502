//! Pasted text: found between its marks, made safe, bounded, and in memory that is wiped.

use zeroize::{Zeroize, Zeroizing};

use super::super::event::Paste;
use super::utf8::{Utf8, Utf8Step};

/// The most that one paste may hold, UTF-8 bytes after it was made safe.
pub const PASTE_LIMIT: usize = 1024 * 1024;

/// What a terminal sends behind what is pasted.
pub(super) const END_MARK: &[u8] = b"\x1b[201~";
const FIRST_CAPACITY: usize = 256;

/// How a paste ended.
pub(super) enum Ended {
    /// With everything in it.
    Whole(Paste),
    /// It was longer than the limit, and nothing of it is left.
    TooLarge,
}

/// Collects one paste.
#[derive(Default)]
pub(super) struct Collector {
    text: Zeroizing<String>,
    utf8: Utf8,
    /// How many bytes of the end mark were seen.
    matched: usize,
    /// Whether the last character was a carriage return, whose line feed is still to come.
    after_return: bool,
    too_large: bool,
    /// Whether something in it was no UTF-8.
    is_broken: bool,
}

impl Collector {
    /// Takes the next byte; tells when the paste has ended.
    pub(super) fn take(&mut self, byte: u8) -> Option<Ended> {
        if END_MARK.get(self.matched) == Some(&byte) {
            self.matched += 1;
            return (self.matched == END_MARK.len()).then(|| self.finish());
        }
        if self.matched > 0 {
            // It was no end mark: all but its Esc is text, and only an Esc can begin another one.
            let text = END_MARK.get(..self.matched).unwrap_or_default();
            self.matched = 0;
            for &byte in text {
                self.decode(byte);
            }
            return self.take(byte);
        }
        self.decode(byte);
        None
    }

    /// Takes the next byte of text in which no mark ends anything.
    pub(super) fn take_unmarked(&mut self, byte: u8) {
        self.decode(byte);
    }

    /// Ends a paste whose end mark never came.
    pub(super) fn abandon(&mut self) -> Ended {
        self.finish()
    }

    /// Whether something in it was no UTF-8, or is none as long as nothing follows.
    pub(super) const fn is_broken(&self) -> bool {
        self.is_broken || self.utf8.is_pending()
    }

    /// Whether it is longer than the limit, so that nothing of it is left.
    pub(super) const fn is_too_large(&self) -> bool {
        self.too_large
    }

    /// Keeps nothing from here on: only the end mark is looked for.
    pub(super) fn discard(&mut self) {
        drop(self.finish());
        self.too_large = true;
    }

    /// How much memory the paste holds.
    #[cfg(test)]
    pub(super) fn capacity(&self) -> usize {
        self.text.capacity()
    }

    fn finish(&mut self) -> Ended {
        if self.utf8.is_pending() {
            self.utf8.wipe();
            self.push('\u{fffd}');
        }
        self.matched = 0;
        self.after_return = false;
        self.is_broken = false;
        let text = std::mem::take(&mut self.text);
        if std::mem::take(&mut self.too_large) {
            Ended::TooLarge
        } else {
            Ended::Whole(Paste::from(text))
        }
    }

    fn decode(&mut self, byte: u8) {
        match self.utf8.take(byte) {
            Utf8Step::More => {}
            Utf8Step::Char(c) => self.sanitize(c),
            Utf8Step::Broken => self.replace(),
            Utf8Step::BrokenBefore => {
                self.replace();
                self.decode(byte);
            }
        }
    }

    /// Stands in for what is no UTF-8.
    fn replace(&mut self) {
        self.is_broken = true;
        self.sanitize('\u{fffd}');
    }

    /// Keeps text, tabs and line feeds; a carriage return, with or without its line feed, is a line feed.
    fn sanitize(&mut self, c: char) {
        let after_return = std::mem::replace(&mut self.after_return, c == '\r');
        match c {
            '\n' if after_return => {}
            '\r' | '\n' => self.push('\n'),
            '\t' => self.push('\t'),
            c if c.is_control() => {}
            c => self.push(c),
        }
    }

    fn push(&mut self, c: char) {
        if self.too_large {
            return;
        }
        let needed = self.text.len() + c.len_utf8();
        if needed > PASTE_LIMIT {
            self.too_large = true;
            self.text.zeroize();
            self.text = Zeroizing::default();
            return;
        }
        if needed > self.text.capacity() {
            // `String` would copy itself without wiping its old memory.
            let capacity = (self.text.capacity() * 2).max(FIRST_CAPACITY);
            let mut larger = Zeroizing::new(String::with_capacity(capacity));
            larger.push_str(&self.text);
            self.text = larger;
        }
        self.text.push(c);
    }
}
