//! A card that exists in this run alone, and how its number and code are recognized in bytes.
//!
//! Digits are kept shifted by 100, which no search matches; the comparison undoes the shift byte by byte.

use offerdesk::payments::card::{CardData, SecretDigits};
use zeroize::Zeroizing;

use crate::chance::Chance;
use crate::desk::{GOOD, card};

/// An American Express card: 15 digits, and a code of four.
pub struct Secret {
    number: [u8; 15],
    code: [u8; 4],
}

/// The cards of a seed.
pub fn all(seed: u64) -> Vec<Secret> {
    let mut chance = Chance::new(seed);
    (0..5).map(|_| Secret::draw(&mut chance)).collect()
}

impl Secret {
    fn draw(chance: &mut Chance) -> Self {
        let mut number = [100; 15];
        number[0] = 103;
        number[1] = 107;
        for digit in &mut number[2..14] {
            // No zeros: runs of them are everywhere.
            *digit = 101 + u8::try_from(chance.below(9)).unwrap();
        }
        number[14] = 100 + check_digit(&number);
        // No year and no price looks like it.
        let mut code = [0; 4];
        for digit in &mut code {
            *digit = 105 + u8::try_from(chance.below(5)).unwrap();
        }
        Self { number, code }
    }

    /// The card as the form makes it.
    pub fn card(&self) -> CardData {
        let mut data = card(GOOD);
        data.number = digits(&self.number);
        data.code = digits(&self.code);
        assert!(data.check().is_ok());
        data
    }

    pub fn number(&self) -> Zeroizing<String> {
        text(&self.number)
    }

    pub fn code(&self) -> Zeroizing<String> {
        text(&self.code)
    }

    /// Whether text or a file holds number or code. A code is looked for as a word of its own, or as a list of digits:
    /// four digits inside an id of many are no code.
    pub fn is_in(&self, bytes: &[u8]) -> bool {
        let code = self.code.map(|shifted| shifted - 100 + b'0');
        let list = code.map(|digit| [digit, b',', b' ']).concat();
        let word = |from: usize| {
            let is_part = |place: Option<usize>| {
                place
                    .and_then(|place| bytes.get(place))
                    .is_some_and(u8::is_ascii_alphanumeric)
            };
            !is_part(from.checked_sub(1)) && !is_part(Some(from + 4))
        };
        (0..bytes.len()).any(|from| {
            let rest = &bytes[from..];
            self.number_at(bytes, from)
                || self.listed(rest)
                || (rest[0] == code[0] && rest.starts_with(&code) && word(from))
                || rest.starts_with(&list[..10])
        })
    }

    /// Whether the number begins there with up to three other signs between its digits, as in a list.
    fn listed(&self, bytes: &[u8]) -> bool {
        if bytes[0] != b'3' {
            return false;
        }
        let mut rest = bytes;
        for shifted in &self.number {
            let skipped = rest
                .iter()
                .take(3)
                .take_while(|byte| !byte.is_ascii_digit())
                .count();
            match rest[skipped..].split_first() {
                Some((digit, after)) if *digit == shifted - 100 + b'0' => rest = after,
                _ => return false,
            }
        }
        true
    }

    /// Whether the number begins there: as digits or text, one, two or four bytes each, in groups or not.
    pub fn number_at(&self, bytes: &[u8], from: usize) -> bool {
        let base = match bytes[from] {
            3 => 0,
            b'3' => b'0',
            _ => return false,
        };
        [1, 2, 4]
            .into_iter()
            .any(|width| self.spelled(&bytes[from..], base, width))
    }

    fn spelled(&self, bytes: &[u8], base: u8, width: usize) -> bool {
        let mut place = 0;
        for (index, shifted) in self.number.iter().enumerate() {
            // American Express prints 4, 6 and 5 digits; other groups are of four.
            let unit = |place: usize| bytes.get(place..place + width);
            if index > 0
                && base == b'0'
                && unit(place)
                    .is_some_and(|unit| matches!(unit[0], b' ' | b'-') && unit[1..].iter().all(|b| *b == 0))
            {
                place += width;
            }
            let Some(unit) = unit(place) else {
                return false;
            };
            if unit[0] != base + (shifted - 100) || unit[1..].iter().any(|byte| *byte != 0) {
                return false;
            }
            place += width;
        }
        true
    }

    /// Whether the code begins there, as memory would hold it: in its block of 19 digits, or quoted in a request.
    pub fn code_at(&self, bytes: &[u8], from: usize) -> bool {
        let rest = &bytes[from..];
        let is = |bytes: &[u8], base: u8| {
            bytes.len() >= 4
                && bytes
                    .iter()
                    .zip(self.code)
                    .all(|(byte, shifted)| *byte == base + (shifted - 100))
        };
        match rest[0] {
            b'"' => rest.len() > 5 && rest[5] == b'"' && is(&rest[1..5], b'0'),
            5..=9 => rest.len() >= 19 && is(&rest[..4], 0) && rest[4..19].iter().all(|byte| *byte == 0),
            _ => false,
        }
    }
}

/// ISO/IEC 7812-1 annex B, over the first fourteen digits.
fn check_digit(number: &[u8; 15]) -> u8 {
    let sum: u8 = number[..14]
        .iter()
        .rev()
        .enumerate()
        .map(|(place, shifted)| {
            let doubled = (shifted - 100) * if place % 2 == 0 { 2 } else { 1 };
            doubled / 10 + doubled % 10
        })
        .sum();
    (10 - sum % 10) % 10
}

fn digits(shifted: &[u8]) -> SecretDigits {
    let mut digits = SecretDigits::default();
    for shifted in shifted {
        assert!(digits.push(char::from(shifted - 100 + b'0')));
    }
    digits
}

fn text(shifted: &[u8]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(shifted.len()));
    for shifted in shifted {
        text.push(char::from(shifted - 100 + b'0'));
    }
    text
}
