//! What makes digits a card number: the prefix and the lengths of a brand, and the check digit.
//!
//! The ranges are those that the brands publish and most shops use.

use crate::domain::payment::CardBrand;

/// How many leading digits decide the brand.
pub const PREFIX: usize = 6;

/// First and last six-digit prefix of each range. The ranges do not overlap. Numbers that begin with `62` belong
/// to [`CardBrand::UnionPay`], also where Discover carries them abroad.
pub const RANGES: [(u32, u32, CardBrand); 17] = [
    (222_100, 272_099, CardBrand::Mastercard),
    (300_000, 305_999, CardBrand::Diners),
    (309_500, 309_599, CardBrand::Diners),
    (340_000, 349_999, CardBrand::Amex),
    (352_800, 358_999, CardBrand::Jcb),
    (360_000, 369_999, CardBrand::Diners),
    (370_000, 379_999, CardBrand::Amex),
    (380_000, 399_999, CardBrand::Diners),
    (400_000, 499_999, CardBrand::Visa),
    (500_000, 509_999, CardBrand::Maestro),
    (510_000, 559_999, CardBrand::Mastercard),
    (560_000, 589_999, CardBrand::Maestro),
    (601_100, 601_199, CardBrand::Discover),
    (620_000, 629_999, CardBrand::UnionPay),
    (630_000, 639_999, CardBrand::Maestro),
    (644_000, 659_999, CardBrand::Discover),
    (670_000, 679_999, CardBrand::Maestro),
];

/// Numbers of digits that the brand's cards have.
pub const fn lengths(brand: CardBrand) -> &'static [usize] {
    match brand {
        CardBrand::Visa => &[13, 16, 19],
        CardBrand::Mastercard => &[16],
        CardBrand::Amex => &[15],
        CardBrand::Diners => &[14, 15, 16, 17, 18, 19],
        CardBrand::Discover | CardBrand::Jcb | CardBrand::UnionPay => &[16, 17, 18, 19],
        CardBrand::Maestro | CardBrand::Other => &[12, 13, 14, 15, 16, 17, 18, 19],
    }
}

/// The brand of six digits or more, if it is one that we know.
pub fn brand(digits: &[u8]) -> Option<CardBrand> {
    let prefix = digits.get(..PREFIX)?;
    let prefix = prefix
        .iter()
        .fold(0, |prefix, digit| prefix * 10 + u32::from(*digit));
    let found = RANGES
        .iter()
        .find(|(first, last, _)| (*first..=*last).contains(&prefix));
    found.map(|(_, _, brand)| *brand)
}

/// Whether these digits, all of them, are a card number.
pub fn is_card(digits: &[u8]) -> bool {
    let fits = |brand| super::LENGTHS.contains(&digits.len()) && lengths(brand).contains(&digits.len());
    brand(digits).is_some_and(fits) && passes_luhn(digits)
}

/// ISO/IEC 7812-1 annex B. Nothing but zeros satisfies the formula too, but no such card exists.
pub fn passes_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(*digit);
            match (place % 2, digit) {
                (0, digit) => digit,
                (_, digit) if digit > 4 => digit * 2 - 9,
                (_, digit) => digit * 2,
            }
        })
        .sum();
    sum > 0 && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_in_order_and_do_not_overlap() {
        for pair in RANGES.windows(2) {
            assert!(pair[0].0 <= pair[0].1 && pair[0].1 < pair[1].0, "{pair:?}");
        }
    }
}
