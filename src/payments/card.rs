//! Card numbers and security codes: zeroized memory, brand, length and check digit.
//!
//! The only place of the crate where a card number exists. A well-kept crate for brands and Luhn exists, but it
//! works on `&str` and regular expressions whose working memory cannot be wiped; a hundred lines of our own keep
//! the promise that no copy of a number is left behind.

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::domain::address::{CountryCode, Name};
use crate::domain::message::Coded;
use crate::domain::payment::{CardBrand, CardExpiry};

/// Up to 19 digits in memory that is wiped when it is dropped and never moved to the heap.
#[derive(Clone, Default, Zeroize, ZeroizeOnDrop)]
pub struct SecretDigits {
    digits: [u8; 19],
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
    /// Something other than digits, blanks and hyphens.
    #[error("not digits")]
    NotDigits,
    /// Too few digits.
    #[error("too short")]
    TooShort,
    /// Too many digits.
    #[error("too long")]
    TooLong,
    /// The check digit is wrong.
    #[error("wrong check digit")]
    CheckDigit,
    /// The security code has the wrong length for the brand.
    #[error("wrong security code length")]
    CodeLength,
}

impl Coded for CardError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotDigits => "card-not-digits",
            Self::TooShort => "card-too-short",
            Self::TooLong => "card-too-long",
            Self::CheckDigit => "card-check-digit",
            Self::CodeLength => "card-code-length",
        }
    }
}

impl SecretDigits {
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
