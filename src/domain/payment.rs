//! How an order is paid: cards as they may be kept, and the contact of a bank transfer. Money that came in is
//! `receipt`.
//!
//! A card number or a security code has no type here on purpose: they live only in `payments::card`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::address::{Email, Name, Phone};
use super::card_number::{CardNumberInText, holds_card_number};
use super::date::{Day, Timestamp};
use super::ids::{AccountId, NetworkId, SavedCardId, UserId};
use super::message::Coded;
use super::numeral;

/// The two ways to pay (source S6).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum PaymentMethod {
    /// Charged at once.
    Card,
    /// The order waits for the money, at most 30 days.
    BankTransfer,
}

/// The brand of a card.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum CardBrand {
    /// Visa.
    Visa,
    /// Mastercard.
    Mastercard,
    /// American Express.
    Amex,
    /// Discover.
    Discover,
    /// Diners Club.
    Diners,
    /// JCB.
    Jcb,
    /// `UnionPay`.
    UnionPay,
    /// Maestro.
    Maestro,
    /// A valid number of no brand we know.
    Other,
}

impl CardBrand {
    /// The name as the brand writes it; the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Visa => "Visa",
            Self::Mastercard => "Mastercard",
            Self::Amex => "American Express",
            Self::Discover => "Discover",
            Self::Diners => "Diners Club",
            Self::Jcb => "JCB",
            Self::UnionPay => "UnionPay",
            Self::Maestro => "Maestro",
            Self::Other => "Card",
        }
    }
}

/// The month after which a card is no longer valid.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct CardExpiry {
    /// Four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
}

/// Why an expiry was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CardExpiryError {
    /// Not `MM/YY`.
    #[error("not MM/YY")]
    NotAnExpiry,
    /// A card number.
    #[error(transparent)]
    CardNumber(#[from] CardNumberInText),
    /// No such month.
    #[error("no such month")]
    NoSuchMonth,
    /// The card is no longer valid.
    #[error("in the past")]
    Past,
    /// More than 20 years ahead: a slip.
    #[error("too far ahead")]
    TooFar,
}

impl Coded for CardExpiryError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotAnExpiry => "card-expiry-not-an-expiry",
            Self::CardNumber(error) => error.code(),
            Self::NoSuchMonth => "card-expiry-no-such-month",
            Self::Past => "card-expiry-past",
            Self::TooFar => "card-expiry-too-far",
        }
    }
}

/// `09/2027`.
impl fmt::Display for CardExpiry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{:04}", self.month, self.year)
    }
}

impl CardExpiry {
    /// Reads `MM/YY` or `MM/YYYY`, with any sign between the two or none, the month of one digit where a sign follows;
    /// the card must still be valid on `today`.
    pub fn parse(text: &str, today: Day) -> Result<Self, CardExpiryError> {
        // No expiry is nearly as long; a huge paste is refused before it is copied.
        if text.len() > 100 {
            return Err(CardExpiryError::NotAnExpiry);
        }
        if holds_card_number(text) {
            return Err(CardNumberInText.into());
        }
        let mut typed = String::with_capacity(text.len());
        text.chars()
            .for_each(|c| numeral::plain(c, |part| typed.push(part)));
        let parts: Vec<&str> = typed
            .split(['/', '-', '.', ' '])
            .filter(|part| !part.is_empty())
            .collect();
        let (month, year) = match parts.as_slice() {
            [month, year] if month.len() <= 2 => (*month, *year),
            [both] => both.split_at_checked(2).ok_or(CardExpiryError::NotAnExpiry)?,
            _ => return Err(CardExpiryError::NotAnExpiry),
        };
        let is_number = [month, year]
            .iter()
            .all(|part| part.bytes().all(|b| b.is_ascii_digit()));
        if !is_number || !matches!(year.len(), 2 | 4) {
            return Err(CardExpiryError::NotAnExpiry);
        }
        let month: u8 = month.parse().map_err(|_| CardExpiryError::NotAnExpiry)?;
        let mut year_number: u16 = year.parse().map_err(|_| CardExpiryError::NotAnExpiry)?;
        if year.len() == 2 {
            year_number += 2000;
        }
        if !(1..=12).contains(&month) {
            return Err(CardExpiryError::NoSuchMonth);
        }
        let expiry = Self {
            year: year_number,
            month,
        };
        let (this_year, this_month, _) = today.ymd();
        let now = (this_year, this_month);
        let then = (i32::from(expiry.year), u32::from(expiry.month));
        if then < now {
            Err(CardExpiryError::Past)
        } else if then.0 > this_year + 20 {
            Err(CardExpiryError::TooFar)
        } else {
            Ok(expiry)
        }
    }

    /// Whether the card may still be charged on that day: through the last day of its month.
    pub fn is_valid_on(self, today: Day) -> bool {
        let (year, month, _) = today.ymd();
        (i32::from(self.year), u32::from(self.month)) >= (year, month)
    }
}

/// What the gateway gives in exchange for a card. Useless anywhere else.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct CardToken(pub String);

/// Longest name that a network gives to a card, bytes.
const NETWORK_NAME_LIMIT: usize = 255;

/// All that is ever kept of a card.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct TokenizedCard {
    /// The gateway's token.
    pub token: CardToken,
    /// Brand.
    pub brand: CardBrand,
    /// The last four digits.
    pub last_four: String,
    /// Expiry.
    pub expiry: CardExpiry,
    /// By which the network knows the card again, whatever its token and expiry.
    pub fingerprint: Fingerprint,
}

impl TokenizedCard {
    /// Whether it says no more of a card than a network may: the last four digits, and names for it that hold no card
    /// number and can be kept and shown.
    pub fn is_discreet(&self) -> bool {
        let is_last_four =
            self.last_four.len() == 4 && self.last_four.bytes().all(|byte| byte.is_ascii_digit());
        let is_name = |name: &str| {
            (1..=NETWORK_NAME_LIMIT).contains(&name.len())
                && name.bytes().all(|byte| byte.is_ascii_graphic())
                && !holds_card_number(name)
        };
        is_last_four && is_name(&self.token.0) && is_name(&self.fingerprint.0)
    }
}

/// What the network knows a card again by. Of no use without the network's own secret: a hash of the number alone could
/// be found out by trying all numbers.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Fingerprint(pub String);

/// A card that somebody chose to keep for an account, and that has paid.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SavedCard {
    /// Id.
    pub id: SavedCardId,
    /// The account that it may pay for.
    pub account: AccountId,
    /// Who saved it.
    pub saved_by: UserId,
    /// When it paid and was kept, the last time.
    pub saved_at: Timestamp,
    /// The network that gave the token: nobody else takes it.
    pub network: NetworkId,
    /// Token, brand, last four, expiry.
    pub card: TokenizedCard,
}

/// Why a bank declined.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum DeclineReason {
    /// No reason given.
    DoNotHonor,
    /// Not enough money.
    InsufficientFunds,
    /// The address or postal code is not the card's.
    AddressMismatch,
    /// The security code is wrong.
    WrongSecurityCode,
    /// The card is no longer valid.
    ExpiredCard,
}

impl DeclineReason {
    /// Stable code, used as `decline-<code>` in `assets/locales`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DoNotHonor => "do-not-honor",
            Self::InsufficientFunds => "insufficient-funds",
            Self::AddressMismatch => "address-mismatch",
            Self::WrongSecurityCode => "wrong-security-code",
            Self::ExpiredCard => "expired-card",
        }
    }
}

/// Who the seller talks to about a bank transfer: exactly these three (source S8).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct TransferContact {
    /// Contact name.
    pub name: Name,
    /// Phone number.
    pub phone: Phone,
    /// Email.
    pub email: Email,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<(u8, u16), CardExpiryError>) {
        let today = "2026-11-22".parse().unwrap();
        assert_eq!(
            CardExpiry::parse(text, today).map(|e| (e.month, e.year)),
            expected,
            "{text}"
        );
    }

    #[test]
    fn an_expiry_is_a_month_that_is_not_over() {
        check("11/26", Ok((11, 2026)));
        check("12/2030", Ok((12, 2030)));
        check("0127", Ok((1, 2027)));
        for same in [
            "1/27",
            "1/2027",
            "01-27",
            "01.27",
            "01 / 27",
            "012027",
            "01–27",
            "１２/２７",
            "1 27",
            "01\u{200b}/27",
        ] {
            let month = if same.starts_with('１') { 12 } else { 1 };
            check(same, Ok((month, 2027)));
        }
        check("10/26", Err(CardExpiryError::Past));
        check("13/27", Err(CardExpiryError::NoSuchMonth));
        check("00/27", Err(CardExpiryError::NoSuchMonth));
        check("12/99", Err(CardExpiryError::TooFar));
        check("4242 4242 4242 4242", Err(CardNumberInText.into()));
        for wrong in [
            "", "127", "ab/cd", "12/027", "001/27", "1/2/27", "2027-01", "/27", "12/",
        ] {
            check(wrong, Err(CardExpiryError::NotAnExpiry));
        }
    }
}
