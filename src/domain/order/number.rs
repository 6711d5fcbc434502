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

impl OrderNumber {
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
        if text.len() > 64 {
            return Err(NotAnOrderNumber::Form);
        }
        let signs: String = text
            .chars()
            .filter(|c| !matches!(c, '-' | ' '))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let signs = signs
            .strip_prefix("OD")
            .filter(|rest| rest.len() == 8)
            .unwrap_or(&signs);
        let mut values = Vec::with_capacity(8);
        for c in signs.chars() {
            let plain = match c {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let value = ALPHABET
                .iter()
                .position(|sign| char::from(*sign) == plain)
                .ok_or(NotAnOrderNumber::Form)?;
            values.push(u64::try_from(value).map_err(|_| NotAnOrderNumber::Form)?);
        }
        let [body @ .., check] = values.as_slice() else {
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
