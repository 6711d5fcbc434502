//! Finds card numbers where none belong: in titles, notes, names of files.
//!
//! What counts is a run of 14 to 19 digits with the prefix and a length of a brand and the right check digit, written
//! whole or in groups as on a card. Digits behind a `+` are a phone number, and those of a valid IBAN an account
//! (source: product rules, "A run of 14 to 19 digits that is a card number").

use unicode_normalization::UnicodeNormalization;

use super::{SecretDigits, check_number};
use crate::domain::payment::CardBrand;

/// Fewest and most digits of a card number.
const LENGTHS: std::ops::RangeInclusive<usize> = 14..=19;
/// Most signs between two groups of digits that are still one number.
const GAP: usize = 3;
/// Digits that a phone number has at most.
const PHONE: usize = 15;

/// Digits that stand together, and whether a `+` stands before them.
struct Group {
    digits: String,
    is_phone: bool,
    /// Whether only few signs that people write between groups stand before it.
    joins: bool,
}

/// Whether a text holds a card number.
pub fn holds_card_number(text: &str) -> bool {
    // Digits of other widths and scripts count as what they mean.
    let plain: String = text.nfkc().map(western).collect();
    let groups = groups(&without_ibans(&plain));
    (0..groups.len()).any(|first| begins_at(&groups, first))
}

/// A digit as it is written in the West: Arabic, Persian and Devanagari have ten of their own, in order.
fn western(c: char) -> char {
    let zeros = ['\u{660}', '\u{6f0}', '\u{966}'];
    let digit = |zero: char| {
        u32::from(c)
            .checked_sub(u32::from(zero))
            .filter(|digit| *digit < 10)
    };
    let found = zeros.into_iter().find_map(digit);
    found.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)
}

/// How card numbers are grouped on cards, and when they are typed in two halves.
const GROUPINGS: [&[usize]; 7] = [
    &[4, 4, 4, 4],
    &[4, 4, 4, 4, 3],
    &[4, 6, 5],
    &[4, 6, 4],
    &[8, 8],
    &[4, 12],
    &[12, 4],
];

/// Whether the groups from one on make up a card number: a whole run of digits, or a grouping of cards.
fn begins_at(groups: &[Group], first: usize) -> bool {
    let from = groups.get(first..).unwrap_or_default();
    let Some(whole) = from.first().filter(|group| !group.is_phone) else {
        return false;
    };
    if LENGTHS.contains(&whole.digits.len()) && is_card(&whole.digits) {
        return true;
    }
    GROUPINGS.iter().any(|lengths| {
        let parts = from.get(..lengths.len()).unwrap_or_default();
        let fits = parts
            .iter()
            .zip(*lengths)
            .all(|(part, length)| part.digits.len() == *length);
        let joined = parts.iter().skip(1).all(|part| part.joins);
        if parts.is_empty() || !fits || !joined {
            return false;
        }
        let mut digits = zeroize::Zeroizing::new(String::with_capacity(32));
        for part in parts {
            digits.push_str(&part.digits);
        }
        is_card(&digits)
    })
}

fn is_card(digits: &str) -> bool {
    let number = SecretDigits::parse(digits).ok();
    let brand = number.and_then(|number| check_number(&number).ok());
    brand.is_some_and(|brand| brand != CardBrand::Other)
}

fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut gap = Gap::default();
    for c in text.chars() {
        if !c.is_ascii_digit() {
            gap.take(c);
            continue;
        }
        if let Some(group) = groups.last_mut().filter(|_| gap.is_none) {
            group.digits.push(c);
        } else {
            let joins = !groups.is_empty() && gap.joins();
            // What stands in the same line behind the first digits of a phone number belongs to it, as long as
            // phone numbers are (ITU-T E.164).
            let so_far = phone_digits(&groups);
            let goes_on = joins && !gap.breaks_line && (1..PHONE).contains(&so_far);
            groups.push(Group {
                digits: c.to_string(),
                is_phone: gap.plus || goes_on,
                joins,
            });
        }
        gap = Gap {
            is_none: true,
            ..Gap::default()
        };
    }
    groups
}

/// Digits of the phone number that the last groups make up so far; 0 for none.
fn phone_digits(groups: &[Group]) -> usize {
    let last = groups.iter().rev().take_while(|group| group.is_phone);
    last.map(|group| group.digits.len()).sum()
}

/// What stands between two groups of digits.
#[derive(Default)]
struct Gap {
    /// Whether nothing does.
    is_none: bool,
    /// Signs; blanks in a row are one.
    signs: usize,
    /// Whether the last one was a blank.
    blank: bool,
    breaks_line: bool,
    /// Whether a sign is none that people write within a number.
    foreign: bool,
    /// Whether a `+` stands before the digits.
    plus: bool,
}

impl Gap {
    fn take(&mut self, c: char) {
        let blank = c.is_whitespace();
        self.signs += usize::from(!(blank && self.blank));
        self.is_none = false;
        self.blank = blank;
        self.breaks_line |= c == '\n';
        self.foreign |= !is_joint(c);
        self.plus = c == '+' || (self.plus && matches!(c, '(' | ' '));
    }

    const fn joins(&self) -> bool {
        self.signs <= GAP && !self.foreign
    }
}

/// Signs that people write between the groups of a number, or that nobody sees.
fn is_joint(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '.' | '_' | '/' | '*' | '\u{2010}'..='\u{2015}' | '\u{ad}' | '\u{200c}' | '\u{200d}'
        )
}

/// The text without the digits of valid IBANs (ISO 13616: two letters, two check digits, 11 to 30 signs). Poles write
/// theirs without the letters.
fn without_ibans(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut kept = String::with_capacity(text.len());
    let mut place = 0;
    while let Some(sign) = signs.get(place) {
        let at_word = place == 0
            || signs
                .get(place - 1)
                .is_none_or(|before| !before.is_alphanumeric());
        if let Some(length) = iban_length(signs.get(place..).unwrap_or_default()).filter(|_| at_word) {
            kept.push('~');
            place += length;
        } else {
            kept.push(*sign);
            place += 1;
        }
    }
    kept
}

/// How many signs a valid IBAN at the beginning takes, with the blanks between its groups.
fn iban_length(signs: &[char]) -> Option<usize> {
    if let Some(length) = polish_length(signs) {
        return Some(length);
    }
    let is_letter = |place: usize| signs.get(place).is_some_and(char::is_ascii_alphabetic);
    let is_digit = |place: usize| signs.get(place).is_some_and(char::is_ascii_digit);
    if !(is_letter(0) && is_letter(1) && is_digit(2) && is_digit(3)) {
        return None;
    }
    let mut iban = Vec::with_capacity(34);
    let mut longest = None;
    for (place, sign) in signs.iter().enumerate() {
        match sign {
            ' ' | '\u{a0}' => continue,
            sign if sign.is_ascii_alphanumeric() && iban.len() < 34 => iban.push(*sign),
            _ => break,
        }
        let ends = signs.get(place + 1).is_none_or(|next| !next.is_alphanumeric());
        if ends && iban.len() >= 15 && is_iban(&iban) {
            longest = Some(place + 1);
        }
    }
    longest
}

/// The same for a Polish account number: 26 digits, which are an IBAN with the country before them.
fn polish_length(signs: &[char]) -> Option<usize> {
    if !signs.first()?.is_ascii_digit() {
        return None;
    }
    let mut iban = vec!['P', 'L'];
    for (place, sign) in signs.iter().enumerate() {
        match sign {
            ' ' | '\u{a0}' => continue,
            sign if sign.is_ascii_digit() => iban.push(*sign),
            _ => return None,
        }
        if iban.len() == 28 {
            let ends = signs.get(place + 1).is_none_or(|next| !next.is_ascii_digit());
            return (ends && is_iban(&iban)).then_some(place + 1);
        }
    }
    None
}

/// The check of ISO 7064, modulo 97.
fn is_iban(iban: &[char]) -> bool {
    let (front, rest) = iban.split_at(4.min(iban.len()));
    let remainder = rest.iter().chain(front).try_fold(0_u32, |sum, sign| {
        let value = sign.to_digit(36)?;
        Some((sum * if value > 9 { 100 } else { 10 } + value) % 97)
    });
    remainder == Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_number_is_found_however_it_is_written() {
        for text in [
            "4242424242424242",
            "My card 4242 4242 4242 4242 expires 12/30",
            "4242-4242-4242-4242.",
            "4242\n4242\n4242\n4242",
            "card:378282246310005",
            "3782 822463 10005",
            "４２４２４２４２４２４２４２４２",
            "4242\u{a0}4242\u{a0}4242\u{a0}4242",
            "5555 - 5555 5555 4444; 5555555555554444",
            "id 12 4242424242424242 x",
            "scan-4242424242424242.pdf",
            "Phone: +48 58 555 01 00\n4242 4242 4242 4242, 12/30",
            "+48 58 555 01 00, 4242 4242 4242 4242",
            "4242   \n4242   \n4242   \n4242",
            "42424242 42424242",
        ] {
            assert!(holds_card_number(text), "{text:?}");
        }
    }

    #[test]
    fn other_numbers_are_not_taken_for_one() {
        for text in [
            "",
            "+1 425 555 0100",
            "+48 58 555 01 00, +49 89 5550100",
            "+4242 4242 4242 4242",
            "DE89 3704 0044 0532 0130 00",
            "PL61109010140000071219812874",
            "PL61 1090 1014 0000 0712 1981 2874",
            "OD-62ZJ-9KD4 1234567",
            "PL1234563218",
            "4242 4242 4242 4241",
            "2026-06-22 to 2026-07-22",
            "26.01.2026-25.01.2027",
            "578 650 186\n791 442 703",
            "50 4154 9740 8191 4816 3512 8833",
            "61 1090 1014 0000 0712 1981 2874",
            "42424242424242424242424242424242",
            "0000 0000 0000 0000",
        ] {
            assert!(!holds_card_number(text), "{text:?}");
        }
    }

    #[test]
    fn a_number_passed_with_arabic_digits_and_as_four_and_twelve() {
        for text in ["٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢", "4242－42424242４２４２", "424242424242-4242"] {
            assert!(holds_card_number(text), "{text}");
        }
    }
}
