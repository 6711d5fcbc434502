//! The brand while a number is being typed, and the mask that a form may show.
//!
//! A brand is named as soon as what was typed allows no other: `4` is Visa at once, `5` may still become
//! Mastercard or Maestro.

use super::{CardError, SecretDigits, check_number};
use crate::domain::card_number::{PREFIX, RANGES, lengths};
use crate::domain::payment::CardBrand;

/// The brand, as soon as the typed digits allow no other; `None` while they do. [`CardBrand::Other`] when no
/// brand that we know can come of them.
pub fn brand_of(number: &SecretDigits) -> Option<CardBrand> {
    let digits = number.values();
    if digits.is_empty() {
        return None;
    }
    // What was typed stands for every six-digit prefix that it can still become.
    let typed = |filler: u8| {
        (0..PREFIX).fold(0, |prefix: u32, place| {
            prefix * 10 + u32::from(digits.get(place).copied().unwrap_or(filler))
        })
    };
    let (first, last) = (typed(0), typed(9));
    let mut possible = RANGES
        .iter()
        .filter(|(low, high, _)| *low <= last && first <= *high);
    match possible.next() {
        None => Some(CardBrand::Other),
        Some((low, high, brand)) if *low <= first && last <= *high => Some(*brand),
        Some(_) => None,
    }
}

/// How many digits the brand's security code has.
pub const fn code_length(brand: CardBrand) -> usize {
    match brand {
        CardBrand::Amex => 4,
        _ => 3,
    }
}

/// Refuses a length that the brand does not have.
pub(super) fn check_length(brand: CardBrand, length: usize) -> Result<(), CardError> {
    let lengths = lengths(brand);
    if lengths.contains(&length) {
        Ok(())
    } else if lengths.first().is_some_and(|shortest| length < *shortest) {
        Err(CardError::TooShort)
    } else if lengths.last().is_some_and(|longest| length > *longest) {
        Err(CardError::TooLong)
    } else {
        Err(CardError::BrandLength(brand))
    }
}

/// The mask of a number in a form, `•••• •••• •••• 4242`. The last four digits appear once the number is whole
/// and its check digit right: were they shown from the twelfth digit on, one typed number would show eight of its
/// digits one after the other.
pub fn mask(number: &SecretDigits) -> String {
    let last_four = check_number(number).ok().and_then(|_| number.last_four());
    grouped_mask(number.len(), brand_of(number), last_four.as_deref())
}

/// The mask of so many digits, grouped as the brand prints them, ending in the last four where they are given.
/// Fewer than twelve digits are masked whole, whatever is given.
pub fn grouped_mask(count: usize, brand: Option<CardBrand>, last_four: Option<&str>) -> String {
    let last_four = last_four.filter(|last| count >= 12 && last.chars().count() == 4);
    let masked = count - last_four.map_or(0, |_| 4);
    let visible = last_four.unwrap_or_default().chars();
    let mut mask = String::with_capacity(count * 4);
    for (place, c) in std::iter::repeat_n('•', masked).chain(visible).enumerate() {
        if starts_group(place, count, brand) {
            mask.push(' ');
        }
        mask.push(c);
    }
    mask
}

/// American Express prints 4-6-5 and the classic Diners Club card 4-6-4; all others print groups of four.
const fn starts_group(place: usize, count: usize, brand: Option<CardBrand>) -> bool {
    match brand {
        Some(CardBrand::Amex) => matches!(place, 4 | 10),
        Some(CardBrand::Diners) if count <= 14 => matches!(place, 4 | 10),
        _ => place > 0 && place.is_multiple_of(4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<CardBrand>) {
        let number = SecretDigits::parse(text).unwrap_or_default();
        assert_eq!(brand_of(&number), expected, "{text}");
    }

    #[test]
    fn a_brand_is_named_as_soon_as_no_other_is_possible() {
        use CardBrand::{Amex, Diners, Discover, Jcb, Maestro, Mastercard, Other, UnionPay, Visa};
        for undecided in [
            "", "2", "22", "222", "27", "272", "3", "30", "309", "35", "352", "5", "6", "60", "601", "64",
        ] {
            check(undecided, None);
        }
        check("4", Some(Visa));
        check("51", Some(Mastercard));
        check("55", Some(Mastercard));
        check("2221", Some(Mastercard));
        check("2220", Some(Other));
        check("23", Some(Mastercard));
        check("2720", Some(Mastercard));
        check("2721", Some(Other));
        check("34", Some(Amex));
        check("37", Some(Amex));
        check("6011", Some(Discover));
        check("643", Some(Other));
        check("644", Some(Discover));
        check("65", Some(Discover));
        check("300", Some(Diners));
        check("306", Some(Other));
        check("3095", Some(Diners));
        check("36", Some(Diners));
        check("38", Some(Diners));
        check("3527", Some(Other));
        check("3528", Some(Jcb));
        check("3589", Some(Jcb));
        check("359", Some(Other));
        check("62", Some(UnionPay));
        check("50", Some(Maestro));
        check("5893", Some(Maestro));
        check("6304", Some(Maestro));
        check("67", Some(Maestro));
        check("59", Some(Other));
        check("1", Some(Other));
        check("9", Some(Other));
    }

    #[test]
    fn whole_numbers_have_the_brand_of_their_prefix() {
        check("4242424242424242", Some(CardBrand::Visa));
        check("5555555555554444", Some(CardBrand::Mastercard));
        check("2223003122003222", Some(CardBrand::Mastercard));
        check("378282246310005", Some(CardBrand::Amex));
        check("6011111111111117", Some(CardBrand::Discover));
        check("3056930009020004", Some(CardBrand::Diners));
        check("3566002020360505", Some(CardBrand::Jcb));
        check("6200000000000005", Some(CardBrand::UnionPay));
        check("6759649826438453", Some(CardBrand::Maestro));
    }

    #[test]
    fn the_mask_shows_the_last_four_of_a_whole_number_only() {
        let mask = |text| mask(&SecretDigits::parse(text).unwrap_or_default());
        assert_eq!(mask(""), "");
        assert_eq!(mask("4"), "•");
        assert_eq!(mask("424242"), "•••• ••");
        assert_eq!(mask("424242424242424"), "•••• •••• •••• •••");
        assert_eq!(mask("4242424242424242"), "•••• •••• •••• 4242");
        assert_eq!(mask("4242424242424241"), "•••• •••• •••• ••••");
        assert_eq!(mask("378282246310005"), "•••• •••••• •0005");
        assert_eq!(mask("30569309025904"), "•••• •••••• 5904");
    }

    #[test]
    fn fewer_than_twelve_digits_are_masked_whole() {
        assert_eq!(grouped_mask(11, None, Some("4242")), "•••• •••• •••");
        assert_eq!(grouped_mask(12, None, Some("4242")), "•••• •••• 4242");
        assert_eq!(grouped_mask(16, None, Some("42424")), "•••• •••• •••• ••••");
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_the_mask_shows_no_digit_but_the_last_four(start in "[0-9]{0,18}") {
            // One of the ten last digits is the right check digit.
            for last in '0'..='9' {
                let number = SecretDigits::parse(&format!("{start}{last}")).unwrap();
                let mask = mask(&number);
                let shown: String = mask.chars().filter(char::is_ascii_digit).collect();
                assert!(shown.is_empty() || Some(shown) == number.last_four(), "{mask}");
                assert_eq!(mask.chars().filter(|c| *c != ' ').count(), number.len());
            }
        }
    }
}
