//! Order numbers: short enough to read out on the phone and to type into a bank's reference field.
//!
//! `OD-` and eight signs of Crockford's alphabet (no I, L, O, U), the last one a check sign (Luhn modulo 32), so
//! that a slip is found before money is booked on another company's order.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::message::Coded;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SIGNS: u32 = 8;

/// The number of an order: 35 bits, unique in the store by a claim.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrderNumber(u64);

/// Some signs of an order number that follow each other, as one remembers them or reads them to somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NumberPart {
    values: Vec<u64>,
    is_mixed: bool,
}

/// The values of the `OD` in front, which are looked for as well.
const FRONT: [u64; 2] = [0, 13];

/// A text that is no order number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotAnOrderNumber {
    /// Not eight signs, or a sign that is in no number.
    #[error("not an order number")]
    Form,
    /// The check sign does not fit: a slip.
    #[error("the check sign of the order number does not fit")]
    CheckSign,
}

impl Coded for NotAnOrderNumber {
    fn code(&self) -> &'static str {
        match self {
            Self::Form => "order-number-form",
            Self::CheckSign => "order-number-check-sign",
        }
    }
}

impl NumberPart {
    /// Fewest signs that are looked for: fewer are in many numbers, and in most words.
    pub const FEWEST: usize = 3;

    /// At least three signs, written in any way that a whole number may be.
    pub fn parse(text: &str) -> Option<Self> {
        let values = values_of(text)?;
        // As it was typed: an O reads as 0, and many words have one.
        let is_mixed = text.contains(|c: char| c.is_ascii_digit()) && text.contains(char::is_alphabetic);
        let is_part = (Self::FEWEST..=FRONT.len() + 8).contains(&values.len());
        is_part.then_some(Self { values, is_mixed })
    }

    /// Whether it has digits and letters, as hardly anything else has.
    pub const fn is_mixed(&self) -> bool {
        self.is_mixed
    }

    /// Whether these signs are in the number.
    pub fn is_in(&self, number: OrderNumber) -> bool {
        let check = check_value(number.values());
        let all: Vec<u64> = FRONT.into_iter().chain(number.values()).chain([check]).collect();
        all.windows(self.values.len()).any(|signs| signs == self.values)
    }
}

impl OrderNumber {
    /// The signs that a number consists of, the lowest one first.
    pub fn signs() -> impl DoubleEndedIterator<Item = char> {
        ALPHABET.iter().copied().map(char::from)
    }

    /// What the text of every number begins with that begins with these signs.
    pub fn beginning(signs: &str) -> String {
        match signs.split_at_checked(4) {
            Some((head, tail)) => format!("OD-{head}-{tail}"),
            None => format!("OD-{signs}"),
        }
    }

    /// The number of 35 bits of randomness; higher bits are dropped.
    pub const fn from_random(bits: u64) -> Self {
        Self(bits & 0x7_ffff_ffff)
    }

    /// The 35 bits.
    pub const fn bits(self) -> u64 {
        self.0
    }

    fn values(self) -> impl Iterator<Item = u64> {
        (0..SIGNS - 1)
            .rev()
            .map(move |place| (self.0 >> (5 * place)) & 31)
    }
}

/// The values of the signs of a text, if it has no others. Case, hyphens and blanks do not matter; O reads as 0, I and
/// L as 1.
fn values_of(text: &str) -> Option<Vec<u64>> {
    if text.len() > 64 {
        return None;
    }
    let signs = text.chars().filter(|c| !matches!(c, '-' | ' '));
    let value = |c: char| {
        let plain = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let value = ALPHABET.iter().position(|sign| char::from(*sign) == plain)?;
        u64::try_from(value).ok()
    };
    signs.map(value).collect()
}

/// The check value over seven values, most significant first.
fn check_value(values: impl Iterator<Item = u64>) -> u64 {
    let sum: u64 = (values.enumerate())
        .map(|(place, value)| {
            let doubled = if place % 2 == 0 { value * 2 } else { value };
            doubled / 32 + doubled % 32
        })
        .sum();
    (32 - sum % 32) % 32
}

fn sign(value: u64) -> char {
    usize::try_from(value)
        .ok()
        .and_then(|value| ALPHABET.get(value))
        .map_or('?', |byte| char::from(*byte))
}

impl fmt::Display for OrderNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut signs: String = self.values().map(sign).collect();
        signs.push(sign(check_value(self.values())));
        signs.insert(4, '-');
        write!(f, "OD-{signs}")
    }
}

impl fmt::Debug for OrderNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for OrderNumber {
    type Err = NotAnOrderNumber;

    /// Case, hyphens and blanks do not matter; O reads as 0, I and L as 1; the `OD` in front may be left out.
    fn from_str(text: &str) -> Result<Self, NotAnOrderNumber> {
        let values = values_of(text).ok_or(NotAnOrderNumber::Form)?;
        let signs = values
            .strip_prefix(&FRONT)
            .filter(|rest| rest.len() == 8)
            .unwrap_or(&values);
        let [body @ .., check] = signs else {
            return Err(NotAnOrderNumber::Form);
        };
        if body.len() != 7 {
            return Err(NotAnOrderNumber::Form);
        }
        if check_value(body.iter().copied()) != *check {
            return Err(NotAnOrderNumber::CheckSign);
        }
        Ok(Self(body.iter().fold(0, |bits, value| bits << 5 | value)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn people_may_type_a_number_in_their_own_way() {
        let number = OrderNumber::from_random(0x1_2345_6789);
        let text = number.to_string();
        assert_eq!(text.len(), 12, "{text}");
        for typed in [
            text.to_lowercase(),
            text.replace('-', " "),
            text.replace("OD-", ""),
            text.replace('1', "l"),
        ] {
            assert_eq!(typed.parse(), Ok(number), "{typed}");
        }
        for wrong in [
            "",
            "OD-",
            "OD-1234-567",
            "OD-1234-56789",
            "OD-1234-567U",
            "żżżżżżżż",
        ] {
            assert_eq!(
                wrong.parse::<OrderNumber>(),
                Err(NotAnOrderNumber::Form),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_part_is_found_wherever_it_stands_and_however_it_is_typed() {
        let number = OrderNumber::from_random(0x1_2345_6789);
        let check = |typed: &str, expected| {
            let part = NumberPart::parse(typed);
            assert_eq!(part.map(|part| part.is_in(number)), expected, "{typed}");
        };
        check("OD-4HMA-SW9K", Some(true));
        check("SW9K", Some(true));
        check("ma sw", Some(true));
        check("od-4h", Some(true));
        check("0d4h", Some(true));
        check("W9K", Some(true));
        check("9K", None);
        check("zzzz", Some(false));
        check("hurt", None);
        check("OD-4HMA-SW9K-7", None);
        assert_eq!(number.to_string(), "OD-4HMA-SW9K");
        for (signs, beginning) in [
            ("", "OD-"),
            ("4HM", "OD-4HM"),
            ("4HMA", "OD-4HMA-"),
            ("4HMAS", "OD-4HMA-S"),
        ] {
            assert_eq!(OrderNumber::beginning(signs), beginning);
        }
        assert_eq!(OrderNumber::signs().count(), 32);
        let mixed = |typed: &str| NumberPart::parse(typed).is_some_and(|part| part.is_mixed());
        assert_eq!(["SW9K", "contoso", "1000001"].map(mixed), [true, false, false]);
    }

    proptest! {
        #[test]
        fn every_number_survives_its_text_and_every_single_slip_is_found(bits: u64, place in 3_usize..12, other in 0_usize..32) {
            let number = OrderNumber::from_random(bits);
            let text = number.to_string();
            prop_assert_eq!(text.parse::<OrderNumber>(), Ok(number));
            let mut slipped: Vec<u8> = text.clone().into_bytes();
            if slipped[place] != b'-' && slipped[place] != ALPHABET[other] {
                slipped[place] = ALPHABET[other];
                let slipped = String::from_utf8(slipped).unwrap();
                prop_assert_eq!(slipped.parse::<OrderNumber>(), Err(NotAnOrderNumber::CheckSign));
            }
        }
    }
}
