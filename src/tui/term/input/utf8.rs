//! UTF-8 a byte at a time, so that a character may be split between two chunks.

use zeroize::Zeroize;

/// The bytes of a character that is not complete yet.
#[derive(Default)]
pub(super) struct Utf8 {
    bytes: [u8; 4],
    length: usize,
    wanted: usize,
}

/// What a byte led to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Utf8Step {
    /// The character needs more bytes.
    More,
    /// A character is complete.
    Char(char),
    /// The byte, and what came before it, is no UTF-8.
    Broken,
    /// What came before is no UTF-8; the byte itself was not used and may begin something new.
    BrokenBefore,
}

impl Utf8 {
    /// Takes the next byte.
    pub(super) fn take(&mut self, byte: u8) -> Utf8Step {
        if self.length == 0 {
            self.wanted = match byte {
                0x00..=0x7f => return Utf8Step::Char(char::from(byte)),
                0xc2..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xf4 => 4,
                _ => return Utf8Step::Broken,
            };
        } else if byte & 0xc0 != 0x80 {
            self.wipe();
            return Utf8Step::BrokenBefore;
        }
        if let Some(slot) = self.bytes.get_mut(self.length) {
            *slot = byte;
            self.length += 1;
        }
        if self.length < self.wanted {
            return Utf8Step::More;
        }
        let complete = self.bytes.get(..self.length).unwrap_or_default();
        let step = std::str::from_utf8(complete)
            .ok()
            .and_then(|text| text.chars().next())
            .map_or(Utf8Step::Broken, Utf8Step::Char);
        self.wipe();
        step
    }

    /// Whether a character is incomplete.
    pub(super) const fn is_pending(&self) -> bool {
        self.length > 0
    }

    /// Forgets an incomplete character.
    pub(super) fn wipe(&mut self) {
        self.bytes.zeroize();
        self.length = 0;
        self.wanted = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_bytes_do_not_swallow_the_character_after_them() {
        let mut utf8 = Utf8::default();
        assert_eq!(utf8.take(0xe2), Utf8Step::More);
        assert_eq!(utf8.take(b'x'), Utf8Step::BrokenBefore);
        assert_eq!(utf8.take(b'x'), Utf8Step::Char('x'));
        assert_eq!(utf8.take(0x80), Utf8Step::Broken);
        // A surrogate half, spelled in three bytes.
        assert_eq!(utf8.take(0xed), Utf8Step::More);
        assert_eq!(utf8.take(0xa0), Utf8Step::More);
        assert_eq!(utf8.take(0x80), Utf8Step::Broken);
        assert_eq!(utf8.take(0xc4), Utf8Step::More);
        assert_eq!(utf8.take(0x85), Utf8Step::Char('ą'));
    }
}
