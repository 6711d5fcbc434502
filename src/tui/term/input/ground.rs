//! The terminal's answer about the color of its background (OSC 11): `11;rgb:` and three numbers of one to four
//! hexadecimal digits between slashes, and nothing else.
//!
//! What is typed may end up in a string that nobody asked for, so nothing of it is kept but what an answer could still
//! be, and that is wiped as soon as it cannot be one.

use zeroize::Zeroize;

use super::super::event::Ground;

/// What an answer begins with.
const HEAD: &[u8] = b"11;rgb:";
/// The most digits of a part.
const DIGITS: u8 = 4;

/// As much of an answer as has come.
#[derive(Default)]
pub(super) struct ColorAnswer {
    /// How many bytes of the head have come.
    head: usize,
    parts: [u16; 3],
    digits: [u8; 3],
    /// Which part is coming.
    part: usize,
    is_another: bool,
}

impl ColorAnswer {
    /// Takes the next byte of the string.
    pub(super) fn take(&mut self, byte: u8) {
        if !self.fits(byte) {
            self.wipe();
            self.is_another = true;
        }
    }

    /// The answer, if the string was one.
    pub(super) fn ground(&self) -> Option<Ground> {
        if self.is_another || self.digits.contains(&0) {
            return None;
        }
        let level = |part: usize| {
            let (value, digits) = (self.parts.get(part)?, self.digits.get(part)?);
            let most = 16_u32.pow(u32::from(*digits)) - 1;
            Some(u32::from(*value) * 1_000 / most)
        };
        let (red, green, blue) = (level(0)?, level(1)?, level(2)?);
        // As bright as eyes see it, of a million.
        let brightness = 299 * red + 587 * green + 114 * blue;
        Some(if brightness > 500_000 {
            Ground::Light
        } else {
            Ground::Dark
        })
    }

    /// Forgets everything, for another string.
    pub(super) fn wipe(&mut self) {
        self.parts.zeroize();
        self.digits.zeroize();
        *self = Self::default();
    }

    /// Whether no part is kept.
    #[cfg(test)]
    pub(super) fn is_wiped(&self) -> bool {
        self.parts == [0; 3] && self.digits == [0; 3]
    }

    fn fits(&mut self, byte: u8) -> bool {
        if self.is_another {
            return false;
        }
        if let Some(expected) = HEAD.get(self.head) {
            self.head += 1;
            return byte == *expected;
        }
        let (Some(value), Some(digits)) = (self.parts.get_mut(self.part), self.digits.get_mut(self.part))
        else {
            return false;
        };
        match char::from(byte)
            .to_digit(16)
            .and_then(|digit| u16::try_from(digit).ok())
        {
            Some(digit) if *digits < DIGITS => {
                *value = *value << 4 | digit;
                *digits += 1;
                true
            }
            None if byte == b'/' && *digits > 0 && self.part < 2 => {
                self.part += 1;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<Ground>) {
        let mut answer = ColorAnswer::default();
        for byte in text.bytes() {
            answer.take(byte);
        }
        assert_eq!(answer.ground(), expected, "{text}");
        assert!(!answer.is_another || answer.is_wiped(), "{text} is kept");
    }

    #[test]
    fn a_color_is_dark_or_light_as_eyes_see_it() {
        check("11;rgb:0000/0000/0000", Some(Ground::Dark));
        check("11;rgb:ffff/ffff/ffff", Some(Ground::Light));
        check("11;rgb:1616/1818/1d1d", Some(Ground::Dark));
        check("11;rgb:FB/FA/F7", Some(Ground::Light));
        check("11;rgb:f/f/f", Some(Ground::Light));
        check("11;rgb:0/0/f", Some(Ground::Dark));
        check("11;rgb:000/fff/000", Some(Ground::Light));
    }

    #[test]
    fn what_is_no_answer_says_nothing_and_is_not_kept() {
        for hostile in [
            "",
            "11",
            "11;?",
            "11;rgb:",
            "11;rgb:ffff",
            "11;rgb:ffff/ffff/",
            "11;rgb:ffff//ffff",
            "11;rgb:ffff/ffff/ffff/ffff",
            "11;rgb:fffff/ffff/ffff",
            "11;rgb:ffff/ffff/ffff;",
            "11;rgb:gggg/ffff/ffff",
            "11;rgb:-fff/ffff/ffff",
            "11;rgb:+1/+1/+1",
            "11;RGB:ffff/ffff/ffff",
            "11;rgba:ffff/ffff/ffff/ffff",
            "11;#ffffff",
            "10;rgb:ffff/ffff/ffff",
            "111;rgb:ffff/ffff/ffff",
            " 11;rgb:ffff/ffff/ffff",
            "4111 1111 1111 1111",
        ] {
            check(hostile, None);
        }
    }
}
