//! Money in minor units of an ISO 4217 currency. Never a float; every operation is checked.

use std::fmt;

use iso_currency::Currency;
use serde::{Deserialize, Serialize};

use super::message::Coded;

pub use iso_currency::Currency as CurrencyCode;

/// An amount in minor units (cents, grosze) of a currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Money {
    /// Minor units; negative is money that goes back.
    pub minor: i64,
    /// ISO 4217 currency.
    pub currency: Currency,
}

/// A rate in basis points: 2300 is 23 %.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BasisPoints(pub u16);

/// Why an amount could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not an amount such as `475` or `475.00`.
    #[error("not an amount")]
    NotAnAmount,
    /// More decimal places than the currency has.
    #[error("too many decimal places")]
    TooManyDecimals,
    /// Beyond what 64 bits of minor units hold.
    #[error("amount out of range")]
    OutOfRange,
    /// Two currencies in one sum.
    #[error("amounts of different currencies")]
    CurrencyMismatch,
    /// No such ISO 4217 code.
    #[error("unknown currency")]
    UnknownCurrency,
}

impl Coded for MoneyError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotAnAmount => "not-an-amount",
            Self::TooManyDecimals => "too-many-decimals",
            Self::OutOfRange => "amount-out-of-range",
            Self::CurrencyMismatch => "currency-mismatch",
            Self::UnknownCurrency => "unknown-currency",
        }
    }
}

impl Money {
    /// An amount of minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// Reads `475`, `475.5` or `475,50` (one separator, no grouping, no sign).
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let text = text.trim();
        let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let has_separator = whole.len() != text.len();
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) || (has_separator && fraction.is_empty()) {
            return Err(MoneyError::NotAnAmount);
        }
        let places = decimals(currency);
        if fraction.len() > places {
            return Err(MoneyError::TooManyDecimals);
        }
        let padded = format!("{whole}{fraction}{}", "0".repeat(places - fraction.len()));
        padded
            .parse()
            .map(|minor| Self { minor, currency })
            .map_err(|_| MoneyError::OutOfRange)
    }

    /// The sum; refused across currencies.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch);
        }
        let minor = self
            .minor
            .checked_add(other.minor)
            .ok_or(MoneyError::OutOfRange)?;
        Ok(Self { minor, ..self })
    }

    /// A share of the amount, rounded half up (away from zero) to the minor unit
    /// (source: product rules, "Rounding is half up per line").
    pub fn share(self, rate: BasisPoints) -> Result<Self, MoneyError> {
        let product = i128::from(self.minor) * i128::from(rate.0);
        let rounded = (product.abs() + 5_000) / 10_000 * product.signum();
        let minor = i64::try_from(rounded).map_err(|_| MoneyError::OutOfRange)?;
        Ok(Self { minor, ..self })
    }

    /// Whole units and minor units as unsigned digits, for locales: `(475, "00")`.
    pub fn split(self) -> (u64, String) {
        let places = decimals(self.currency);
        let scale = 10_u64.pow(u32::try_from(places).unwrap_or(0));
        let size = self.minor.unsigned_abs();
        let fraction = if places == 0 {
            String::new()
        } else {
            format!("{:0places$}", size % scale)
        };
        (size / scale, fraction)
    }
}

impl fmt::Display for Money {
    /// `475.00 USD`: for commands, files and logs. The screens use `i18n`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = self.split();
        let sign = if self.minor < 0 { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{fraction} {}", self.currency.code())
    }
}

/// The currency of an ISO 4217 code, in any case.
pub fn currency(code: &str) -> Result<Currency, MoneyError> {
    Currency::from_code(&code.trim().to_ascii_uppercase()).ok_or(MoneyError::UnknownCurrency)
}

/// Decimal places of the currency (USD 2, JPY 0).
pub fn decimals(currency: Currency) -> usize {
    usize::from(currency.exponent().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, currency: Currency, expected: Result<i64, MoneyError>) {
        assert_eq!(Money::parse(text, currency).map(|m| m.minor), expected, "{text}");
    }

    #[test]
    fn amounts_are_read_exactly_or_not_at_all() {
        check("475", Currency::USD, Ok(47_500));
        check("475.5", Currency::USD, Ok(47_550));
        check("475,50", Currency::PLN, Ok(47_550));
        check("475", Currency::JPY, Ok(475));
        check("475.1", Currency::JPY, Err(MoneyError::TooManyDecimals));
        check("475.501", Currency::USD, Err(MoneyError::TooManyDecimals));
        check("99999999999999999999", Currency::USD, Err(MoneyError::OutOfRange));
        for wrong in ["", ".5", "5.", "-5", "+5", "1 000", "1,000.00", "4e2", "٤", "12a"] {
            check(wrong, Currency::USD, Err(MoneyError::NotAnAmount));
        }
    }

    #[test]
    fn shares_round_half_up() {
        let share = |minor, rate| {
            Money::new(minor, Currency::EUR)
                .share(BasisPoints(rate))
                .unwrap()
                .minor
        };
        assert_eq!(share(50, 100), 1); // half a cent goes up
        assert_eq!(share(49, 100), 0);
        assert_eq!(share(47_500, 2_300), 10_925);
        assert_eq!(share(-50, 100), -1);
    }

    #[test]
    fn sums_stay_within_one_currency_and_within_range() {
        let dollar = Money::new(1, Currency::USD);
        assert_eq!(
            dollar.plus(Money::new(1, Currency::EUR)),
            Err(MoneyError::CurrencyMismatch)
        );
        assert_eq!(
            Money::new(i64::MAX, Currency::USD).plus(dollar),
            Err(MoneyError::OutOfRange)
        );
    }

    #[test]
    fn the_plain_form_is_unambiguous() {
        assert_eq!(Money::new(-47_505, Currency::USD).to_string(), "-475.05 USD");
        assert_eq!(Money::new(475, Currency::JPY).to_string(), "475 JPY");
    }
}
