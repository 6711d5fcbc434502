//! Card numbers and security codes: zeroized memory, length and check digit.
//!
//! The only place of the crate where a card number exists. A well-kept crate for brands and Luhn exists, but it
//! works on `&str` and regular expressions whose working memory cannot be wiped; two hundred lines of our own
//! keep the promise that no copy of a number is left behind. For the same reason the digits lie in one heap
//! block of fixed size: when a card is moved into a future or another thread, only a pointer is copied, and no
//! stale digits stay on a stack.

mod brand;

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::domain::address::{CountryCode, Name};
use crate::domain::card_number::passes_luhn;
use crate::domain::message::{Arg, Coded};
use crate::domain::numeral;
use crate::domain::payment::{CardBrand, CardExpiry};

pub use brand::{brand_of, code_length, grouped_mask, mask};

/// Most digits that a card number has (ISO/IEC 7812).
const CAPACITY: usize = 19;

/// Up to 19 digits in memory that is wiped when it is dropped and never copied by a move.
#[derive(Clone, Default)]
pub struct SecretDigits {
    digits: Box<[u8; CAPACITY]>,
    length: u8,
}

/// A card as it was typed: kept from the form to the gateway, and nowhere else.
#[derive(Clone, ZeroizeOnDrop)]
pub struct CardData {
    /// Card number, 12 to 19 digits with a right check digit.
    pub number: SecretDigits,
    /// Security code, 3 or 4 digits.
    pub code: SecretDigits,
    /// Expiry.
    #[zeroize(skip)]
    pub expiry: CardExpiry,
    /// Card holder.
    #[zeroize(skip)]
    pub holder: Name,
    /// The card's own country.
    #[zeroize(skip)]
    pub country: CountryCode,
    /// The card's own postal code, as typed and trimmed.
    #[zeroize(skip)]
    pub postal_code: String,
}

/// Why a card number or security code was refused. Carries no digit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CardError {
    /// Nothing but blanks.
    #[error("empty")]
    Empty,
    /// Something other than digits, blanks, and hyphens between digits.
    #[error("not digits")]
    NotDigits,
    /// A letter that is typed for a digit.
    #[error("{letter} for {digit}")]
    LookAlike {
        /// As typed.
        letter: char,
        /// The digit that it looks like.
        digit: char,
    },
    /// Too few digits for any card, or for this brand.
    #[error("too short")]
    TooShort,
    /// Too many digits for any card, or for this brand.
    #[error("too long")]
    TooLong,
    /// Neither too short nor too long, but no length that this brand has.
    #[error("no length that this brand has")]
    BrandLength(CardBrand),
    /// The check digit is wrong.
    #[error("wrong check digit")]
    CheckDigit,
    /// The security code has the wrong length for the brand.
    #[error("wrong security code length")]
    CodeLength {
        /// How many digits the brand's code has.
        digits: usize,
    },
}

impl Coded for CardError {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "card-empty",
            Self::NotDigits => "card-not-digits",
            Self::LookAlike { .. } => "digits-look-alike",
            Self::TooShort => "card-too-short",
            Self::TooLong => "card-too-long",
            Self::BrandLength(_) => "card-brand-length",
            Self::CheckDigit => "card-check-digit",
            Self::CodeLength { .. } => "card-code-length",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::LookAlike { letter, digit } => vec![
                ("letter", Arg::Text(letter.to_string())),
                ("digit", Arg::Text(digit.to_string())),
            ],
            Self::BrandLength(brand) => vec![("brand", Arg::Text(brand.name().to_owned()))],
            Self::CodeLength { digits } => {
                vec![("digits", Arg::Count(i64::try_from(*digits).unwrap_or(i64::MAX)))]
            }
            _ => Vec::new(),
        }
    }
}

impl CardData {
    /// Checks number and security code against each other; answers the brand.
    pub fn check(&self) -> Result<CardBrand, CardError> {
        let brand = check_number(&self.number)?;
        check_code(&self.code, brand)?;
        Ok(brand)
    }
}

/// Checks a whole card number: length, the brand's own lengths, check digit. Answers the brand.
pub fn check_number(number: &SecretDigits) -> Result<CardBrand, CardError> {
    if number.is_empty() {
        return Err(CardError::Empty);
    }
    let brand = brand_of(number).unwrap_or(CardBrand::Other);
    brand::check_length(brand, number.len())?;
    if passes_luhn(number.values()) {
        Ok(brand)
    } else {
        Err(CardError::CheckDigit)
    }
}

/// Checks a security code: four digits for American Express, three for all others.
pub fn check_code(code: &SecretDigits, brand: CardBrand) -> Result<(), CardError> {
    let digits = code_length(brand);
    match code.len() {
        0 => Err(CardError::Empty),
        length if length == digits => Ok(()),
        _ => Err(CardError::CodeLength { digits }),
    }
}

impl SecretDigits {
    /// Reads digits with blanks anywhere and hyphens between digits. Digits of other scripts, dashes and blanks of any
    /// length, and signs that nobody sees come with a number that is copied from a web page, and count as what they
    /// mean.
    pub fn parse(text: &str) -> Result<Self, CardError> {
        let mut digits = Self::default();
        let mut after_hyphen = false;
        let mut wrong = None;
        for c in text.trim().chars() {
            numeral::plain(c, |part| match part {
                '0'..='9' => {
                    if !digits.push(part) {
                        wrong = wrong.or(Some(CardError::TooLong));
                    }
                    after_hyphen = false;
                }
                ' ' | '\t' => {}
                '-' if !digits.is_empty() && !after_hyphen => after_hyphen = true,
                part => {
                    let digit = numeral::look_alike(part);
                    let error = digit.map_or(CardError::NotDigits, |digit| CardError::LookAlike {
                        letter: part,
                        digit,
                    });
                    wrong = wrong.or(Some(error));
                }
            });
            if let Some(error) = wrong {
                return Err(error);
            }
        }
        match (after_hyphen, digits.is_empty()) {
            (true, _) => Err(CardError::NotDigits),
            (false, true) => Err(CardError::Empty),
            (false, false) => Ok(digits),
        }
    }

    /// Adds a digit; `false` when it is no digit or there is no room.
    pub fn push(&mut self, digit: char) -> bool {
        let (Some(value), Some(slot)) = (digit.to_digit(10), self.digits.get_mut(usize::from(self.length)))
        else {
            return false;
        };
        *slot = u8::try_from(value).unwrap_or(0);
        self.length += 1;
        true
    }

    /// Removes the last digit.
    pub fn pop(&mut self) {
        if let Some(last) = self.length.checked_sub(1) {
            self.length = last;
            if let Some(slot) = self.digits.get_mut(usize::from(last)) {
                slot.zeroize();
            }
        }
    }

    /// How many digits there are.
    pub const fn len(&self) -> usize {
        self.length as usize
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The digits, 0 to 9 each.
    pub fn values(&self) -> &[u8] {
        self.digits.get(..usize::from(self.length)).unwrap_or_default()
    }

    /// The last four digits, once there are twelve; shorter input is masked whole.
    pub fn last_four(&self) -> Option<String> {
        let digits = self.values();
        let start = digits.len().checked_sub(4).filter(|_| digits.len() >= 12)?;
        digits
            .get(start..)
            .map(|last| last.iter().map(|d| char::from(b'0' + d)).collect())
    }
}

impl Zeroize for SecretDigits {
    fn zeroize(&mut self) {
        self.digits.as_mut_slice().zeroize();
        self.length.zeroize();
    }
}

impl Drop for SecretDigits {
    fn drop(&mut self) {
        self.zeroize();
    }
}

impl ZeroizeOnDrop for SecretDigits {}

impl std::fmt::Debug for SecretDigits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SecretDigits({} digits)", self.length)
    }
}

impl std::fmt::Debug for CardData {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CardData")
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<CardBrand, CardError>) {
        let found = SecretDigits::parse(text).and_then(|number| check_number(&number));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn numbers_are_read_with_blanks_and_hyphens_between_digits() {
        check("4242424242424242", Ok(CardBrand::Visa));
        check(" 4242 4242 4242 4242\n", Ok(CardBrand::Visa));
        check("4242-4242-4242-4242", Ok(CardBrand::Visa));
        check("4242 - 4242 4242-4242", Ok(CardBrand::Visa));
        check("4242\u{a0}4242\u{202f}4242\u{a0}4242", Ok(CardBrand::Visa));
        check("3782 822463 10005", Ok(CardBrand::Amex));
    }

    #[test]
    fn letters_and_signs_are_refused() {
        for wrong in [
            "4242 4242 4242 424x",
            "+4242424242424242",
            "-4242424242424242",
            "4242424242424242-",
            "4242--4242-4242-4242",
            "4242.4242.4242.4242",
            "4242\n4242 4242 4242",
        ] {
            check(wrong, Err(CardError::NotDigits));
        }
    }

    #[test]
    fn signs_that_look_like_others_are_what_they_mean() {
        for same in [
            "４２４２４２４２４２４２４２４２",
            "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢",
            "4242–4242—4242\u{2212}4242",
            "4242\u{2009}4242\u{3000}4242\u{2011}4242",
            "\u{200e}4242\u{200b}4242\u{ad}4242\u{2060}4242\u{202c}",
        ] {
            check(same, Ok(CardBrand::Visa));
        }
        assert!(!SecretDigits::default().push('４'));
    }

    #[test]
    fn a_letter_for_a_digit_is_named_with_the_digit() {
        for (text, letter, digit) in [
            ("O242424242424242", 'O', '0'),
            ("424242424242424l", 'l', '1'),
            ("4242 4242 4242 424S", 'S', '5'),
        ] {
            check(text, Err(CardError::LookAlike { letter, digit }));
        }
    }

    #[test]
    fn nothing_is_no_number() {
        check("", Err(CardError::Empty));
        check("  \t ", Err(CardError::Empty));
        check("-", Err(CardError::NotDigits));
    }

    #[test]
    fn a_wrong_check_digit_is_found() {
        check("4242 4242 4242 4241", Err(CardError::CheckDigit));
        check("4242 4242 4242 2442", Err(CardError::CheckDigit));
        check("0000 0000 0000 0000", Err(CardError::CheckDigit));
    }

    #[test]
    fn every_single_digit_slip_is_found() {
        for place in 0..16 {
            for digit in '0'..='9' {
                let slipped: String = "4242424242424242"
                    .char_indices()
                    .map(|(index, c)| if index == place { digit } else { c })
                    .collect();
                let valid = SecretDigits::parse(&slipped).map(|number| passes_luhn(number.values()));
                assert_eq!(valid, Ok(slipped == "4242424242424242"), "{slipped}");
            }
        }
    }

    #[test]
    fn lengths_are_those_of_the_brand() {
        check("4242", Err(CardError::TooShort));
        check("4242 4242 4242", Err(CardError::TooShort));
        check("42424242424242", Err(CardError::BrandLength(CardBrand::Visa)));
        check("37828224631000", Err(CardError::TooShort));
        check("3782822463100055", Err(CardError::TooLong));
        check("55555555555544440", Err(CardError::TooLong));
        check("42424242424242424242", Err(CardError::TooLong));
        check(&"1".repeat(10_000_000), Err(CardError::TooLong));
    }

    #[test]
    fn a_security_code_has_the_length_of_its_brand() {
        let code = |text, brand| SecretDigits::parse(text).and_then(|code| check_code(&code, brand));
        assert_eq!(code("737", CardBrand::Visa), Ok(()));
        assert_eq!(code("7373", CardBrand::Amex), Ok(()));
        assert_eq!(
            code("7373", CardBrand::Visa),
            Err(CardError::CodeLength { digits: 3 })
        );
        assert_eq!(
            code("737", CardBrand::Amex),
            Err(CardError::CodeLength { digits: 4 })
        );
        assert_eq!(code("7a7", CardBrand::Visa), Err(CardError::NotDigits));
        assert_eq!(code("", CardBrand::Visa), Err(CardError::Empty));
    }

    #[test]
    fn typing_and_deleting_leaves_no_digit_behind() {
        let mut number = SecretDigits::parse("4242").unwrap();
        number.pop();
        number.pop();
        assert_eq!(number.values(), [4, 2]);
        assert_eq!(*number.digits, {
            let mut expected = [0; CAPACITY];
            expected[..2].copy_from_slice(&[4, 2]);
            expected
        });
        for _ in 0..3 {
            number.pop();
        }
        assert!(number.is_empty());
    }

    #[test]
    fn a_wiped_number_holds_no_digit() {
        let mut number = SecretDigits::parse("4242424242424242").unwrap();
        number.zeroize();
        assert_eq!((*number.digits, number.length), ([0; CAPACITY], 0));
    }

    #[test]
    fn debug_output_shows_no_digit() {
        let number = SecretDigits::parse("4242424242424242").unwrap();
        assert_eq!(format!("{number:?}"), "SecretDigits(16 digits)");
    }
}
