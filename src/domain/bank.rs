//! Where money is to be sent: account numbers and bank codes, checked before they are printed on an instruction.
//!
//! A wrong digit in the seller's account sends every buyer's money to somebody else, so whatever has check digits is
//! held against them. Both are kept as they are to be typed: an IBAN in groups of four, a BIC in capitals.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::address::CountryCode;
use super::message::Coded;
use super::text::clean_line;

/// Longest account number (ISO 13616 allows 34 characters), and room for blanks.
const NUMBER_LIMIT: usize = 34;

/// An IBAN (ISO 13616), or the number of an account in a country without one.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountNumber(String);

/// A BIC (ISO 9362), or an ABA routing number for an account in the United States.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BankCode(String);

/// Why an account number or a bank code was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BankError {
    /// Nothing there.
    #[error("empty")]
    Empty,
    /// The check digits of an IBAN are wrong.
    #[error("IBAN check digits")]
    IbanCheckDigits,
    /// The country of an IBAN does not have them so: its length, or letters where digits belong.
    #[error("IBAN form")]
    IbanForm,
    /// No country of that code has IBANs.
    #[error("IBAN country")]
    IbanCountry,
    /// Neither an IBAN nor a number of an account.
    #[error("not an account number")]
    NotAnAccountNumber,
    /// Neither a BIC nor a routing number.
    #[error("not a BIC")]
    NotABic,
    /// The fifth and sixth letters of a BIC name no country.
    #[error("BIC country")]
    BicCountry,
    /// The check digit of a routing number is wrong.
    #[error("routing number check digit")]
    RoutingCheckDigit,
}

impl Coded for BankError {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "text-empty",
            Self::IbanCheckDigits => "iban-check-digits",
            Self::IbanForm => "iban-form",
            Self::IbanCountry => "iban-country",
            Self::NotAnAccountNumber => "not-an-account-number",
            Self::NotABic => "not-a-bic",
            Self::BicCountry => "bic-country",
            Self::RoutingCheckDigit => "routing-check-digit",
        }
    }
}

impl AccountNumber {
    /// Checks a number as it was typed, with or without blanks. What begins as an IBAN does has to be one.
    pub fn parse(text: &str) -> Result<Self, BankError> {
        let clean = clean_line(text, NUMBER_LIMIT * 2).map_err(|_| BankError::NotAnAccountNumber)?;
        let compact = compact(&clean);
        match compact.as_bytes() {
            [] => Err(BankError::Empty),
            [a, b, c, d, ..]
                if a.is_ascii_alphabetic()
                    && b.is_ascii_alphabetic()
                    && c.is_ascii_digit()
                    && d.is_ascii_digit() =>
            {
                iban(&compact).map(|iban| Self(iban.to_string()))
            }
            number => {
                let is_plain = clean
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-' | b'.' | b'/'));
                let digits = number.iter().filter(|b| b.is_ascii_digit()).count();
                if is_plain && digits >= 4 && number.len() <= NUMBER_LIMIT {
                    Ok(Self(clean))
                } else {
                    Err(BankError::NotAnAccountNumber)
                }
            }
        }
    }

    /// The number of an account at a bank: people of countries with IBANs leave the country's letters out, and what is
    /// as long as the rest of one is held against its check digits too.
    pub fn parse_at(text: &str, bank: &BankCode) -> Result<Self, BankError> {
        let number = Self::parse(text)?;
        let compact = compact(&number.0);
        let begins_with_digits = compact.bytes().take(2).all(|b| b.is_ascii_digit());
        let Some(country) = bank.country().filter(|_| begins_with_digits) else {
            return Ok(number);
        };
        match iban(&format!("{country}{compact}")) {
            Ok(iban) => Ok(Self(iban.to_string())),
            // Sixteen digits or more that read as an account of that country but for their check digits.
            Err(BankError::IbanCheckDigits) if compact.len() >= 16 && reads_as_iban(country, &compact) => {
                Err(BankError::IbanCheckDigits)
            }
            Err(_) => Ok(number),
        }
    }

    /// The number as it is to be typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl BankCode {
    /// Checks a code as it was typed.
    pub fn parse(text: &str) -> Result<Self, BankError> {
        let clean = clean_line(text, NUMBER_LIMIT * 2).map_err(|_| BankError::NotABic)?;
        let code = compact(&clean);
        let is_routing = code.len() == 9 && code.bytes().all(|b| b.is_ascii_digit());
        match code.as_bytes() {
            [] => Err(BankError::Empty),
            digits if is_routing => {
                let weights = [3, 7, 1].into_iter().cycle();
                let sum: u32 = digits
                    .iter()
                    .zip(weights)
                    .map(|(b, by)| u32::from(b - b'0') * by)
                    .sum();
                if sum.is_multiple_of(10) {
                    Ok(Self(code))
                } else {
                    Err(BankError::RoutingCheckDigit)
                }
            }
            [bank, _, _, _, country @ .., _, _] | [bank, _, _, _, country @ .., _, _, _, _, _]
                if country.len() == 2 && bank.is_ascii_alphabetic() =>
            {
                let is_form = code.bytes().all(|b| b.is_ascii_alphanumeric())
                    && country.iter().all(u8::is_ascii_alphabetic);
                if !is_form {
                    Err(BankError::NotABic)
                } else if country == b"XK" || country_of(country).is_some() {
                    Ok(Self(code))
                } else {
                    Err(BankError::BicCountry)
                }
            }
            _ => Err(BankError::NotABic),
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn country(&self) -> Option<CountryCode> {
        match self.0.as_bytes() {
            // A routing number.
            [b'0'..=b'9', ..] => "US".parse().ok(),
            [_, _, _, _, a, b, ..] => country_of(&[*a, *b]),
            _ => None,
        }
    }
}

fn country_of(letters: &[u8]) -> Option<CountryCode> {
    std::str::from_utf8(letters).ok()?.parse().ok()
}

/// Without the blanks and marks that people group by, in capitals.
fn compact(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '/'))
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

fn iban(compact: &str) -> Result<iban::Iban, BankError> {
    use iban::{ParseBaseIbanError, ParseIbanError};
    compact.parse().map_err(|error| match error {
        ParseIbanError::InvalidBaseIban {
            source: ParseBaseIbanError::InvalidChecksum,
        } => BankError::IbanCheckDigits,
        ParseIbanError::InvalidBaseIban { .. } | ParseIbanError::InvalidBban(_) => BankError::IbanForm,
        ParseIbanError::UnknownCountry(_) => BankError::IbanCountry,
    })
}

/// Whether a text without blanks is an IBAN: of a country that has them, as that country has them, with the right check
/// digits.
pub(super) fn is_iban(compact: &str) -> bool {
    iban(compact).is_ok()
}

/// Whether a number would be one of the country's, behind its letters, with the right check digits.
fn reads_as_iban(country: CountryCode, compact: &str) -> bool {
    let rest = compact.get(2..).unwrap_or_default();
    (2..=98).any(|check| iban(&format!("{country}{check:02}{rest}")).is_ok())
}

impl fmt::Display for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for BankCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str, bank: &str, expected: Result<&str, &str>) {
        let bank = BankCode::parse(bank).unwrap();
        let found = AccountNumber::parse_at(text, &bank);
        let found = found.as_ref().map(AccountNumber::as_str).map_err(Coded::code);
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn an_iban_is_held_against_its_check_digits_and_its_country() {
        let grouped = Ok("PL61 1090 1014 0000 0712 1981 2874");
        number("pl61 1090-1014 0000 0712 1981 2874", "PRZYPLPW", grouped);
        number("PL61109010140000071219812874", "PRZYPLPW", grouped);
        number(
            "PL62 1090 1014 0000 0712 1981 2874",
            "PRZYPLPW",
            Err("iban-check-digits"),
        );
        number(
            "PL61 1090 1014 0000 0712 1981 2847",
            "PRZYPLPW",
            Err("iban-check-digits"),
        );
        // Right by its check digits, but too short for the country.
        number("PL17 1090 1014", "PRZYPLPW", Err("iban-form"));
        number("US35 0000 0000 0000", "SMPLUS33XXX", Err("iban-country"));
        number(
            "GB82 WEST 1234 5698 7654 32",
            "WESTGB2LXXX",
            Ok("GB82 WEST 1234 5698 7654 32"),
        );
    }

    #[test]
    fn every_single_wrong_digit_of_an_iban_is_found() {
        let right = "PL61109010140000071219812874";
        for place in 2..right.len() {
            for digit in b'0'..=b'9' {
                let mut typed = right.as_bytes().to_vec();
                typed[place] = digit;
                let typed = String::from_utf8(typed).unwrap();
                assert_eq!(AccountNumber::parse(&typed).is_ok(), typed == right, "{typed}");
            }
        }
    }

    #[test]
    fn an_iban_whose_country_was_left_out_is_one_too() {
        let grouped = Ok("PL61 1090 1014 0000 0712 1981 2874");
        number("61 1090 1014 0000 0712 1981 2874", "PRZYPLPWXXX", grouped);
        number(
            "62 1090 1014 0000 0712 1981 2874",
            "PRZYPLPWXXX",
            Err("iban-check-digits"),
        );
    }

    #[test]
    fn numbers_of_countries_without_ibans_are_kept_as_written() {
        number("000123456789", "SMPLUS33XXX", Ok("000123456789"));
        number("20-00-00 55779911", "SPECGB2LXXX", Ok("20-00-00 55779911"));
        for wrong in ["1", "account", "123", "12345\u{200b}", "12_345", &"1".repeat(35)] {
            number(wrong, "SMPLUS33XXX", Err("not-an-account-number"));
        }
        number(" ", "SMPLUS33XXX", Err("text-empty"));
    }

    #[test]
    fn a_bic_has_eight_or_eleven_signs_and_a_country() {
        let check = |text: &str, expected: Result<&str, &str>| {
            let found = BankCode::parse(text);
            let found = found.as_ref().map(BankCode::as_str).map_err(Coded::code);
            assert_eq!(found, expected, "{text:?}");
        };
        check("przyplpw", Ok("PRZYPLPW"));
        check("DEUT DE FF 500", Ok("DEUTDEFF500"));
        check("NCBVXKPR", Ok("NCBVXKPR"));
        check("PRZYZZPW", Err("bic-country"));
        for wrong in [
            "B",
            "PRZYPLP",
            "PRZYPLPWX",
            "PRZY12PW",
            "PRZYPLPWXXXX",
            "żrzyplpw",
        ] {
            check(wrong, Err("not-a-bic"));
        }
        check("", Err("text-empty"));
        check("021000021", Ok("021000021"));
        check("021000022", Err("routing-check-digit"));
    }
}
