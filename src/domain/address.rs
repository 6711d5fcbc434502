//! Addresses, contacts and the legal profile that an order is billed to.
//!
//! What a country demands of a postal code, a state or a VAT ID is data: see `country`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::message::Coded;
use super::text::clean_line;

pub use super::text::Name;

/// ISO 3166-1 alpha-2.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct CountryCode([u8; 2]);

/// A text that is no country code.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not an ISO 3166-1 alpha-2 code")]
pub struct NotACountryCode;

impl Coded for NotACountryCode {
    fn code(&self) -> &'static str {
        "not-a-country-code"
    }
}

impl CountryCode {
    /// The two capital letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

impl FromStr for CountryCode {
    type Err = NotACountryCode;

    /// Two letters in any case that name a country.
    fn from_str(text: &str) -> Result<Self, NotACountryCode> {
        let [a, b] = text.trim().as_bytes() else {
            return Err(NotACountryCode);
        };
        let code = Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]);
        match code.as_str().parse::<iso_country::Country>() {
            Ok(iso_country::Country::Unspecified) | Err(_) => Err(NotACountryCode),
            Ok(_) => Ok(code),
        }
    }
}

impl TryFrom<String> for CountryCode {
    type Error = NotACountryCode;

    fn try_from(text: String) -> Result<Self, NotACountryCode> {
        text.parse()
    }
}

impl From<CountryCode> for String {
    fn from(code: CountryCode) -> Self {
        code.as_str().to_owned()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A postal address as one writes it on a letter; valid for its country by the time it is stored.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Address {
    /// Street and number, 1 to 200 bytes.
    pub line1: String,
    /// Further line, 0 to 200 bytes.
    pub line2: String,
    /// City.
    pub city: String,
    /// State or province; empty where the country has none.
    pub state: String,
    /// Postal code in the country's form.
    pub postal_code: String,
    /// Country.
    pub country: CountryCode,
}

/// An email address with a domain.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

/// A phone number: an optional `+`, then 6 to 15 digits, kept without blanks.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

/// Why an email address or a phone number was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ContactError {
    /// Nothing there.
    #[error("empty")]
    EmailEmpty,
    /// No address of the form name@domain.
    #[error("not an email address")]
    NotAnEmail,
    /// No domain with a dot after the `@`.
    #[error("no domain")]
    EmailWithoutDomain,
    /// Nothing there.
    #[error("empty")]
    PhoneEmpty,
    /// Something other than digits, `+`, blanks, hyphens, dots and brackets.
    #[error("not a phone number")]
    PhoneCharacters,
    /// Fewer than 6 or more than 15 digits (ITU-T E.164 allows 15).
    #[error("wrong number of digits")]
    PhoneLength,
}

impl Coded for ContactError {
    fn code(&self) -> &'static str {
        match self {
            Self::EmailEmpty => "email-empty",
            Self::NotAnEmail => "email-not-an-address",
            Self::EmailWithoutDomain => "email-without-domain",
            Self::PhoneEmpty => "phone-empty",
            Self::PhoneCharacters => "phone-characters",
            Self::PhoneLength => "phone-length",
        }
    }
}

impl Email {
    /// Checks the address; it must have a domain with a dot, so that a message can leave the building.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let clean = clean_line(text, 254).map_err(|_| ContactError::NotAnEmail)?;
        if clean.is_empty() {
            return Err(ContactError::EmailEmpty);
        }
        let domain = clean.rsplit_once('@').map(|(_, domain)| domain);
        if domain.is_none_or(|domain| !domain.contains('.')) {
            return Err(ContactError::EmailWithoutDomain);
        }
        let options = email_address::Options::default()
            .without_display_text()
            .without_domain_literal();
        email_address::EmailAddress::parse_with_options(&clean, options)
            .map_err(|_| ContactError::NotAnEmail)?;
        Ok(Self(clean))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Phone {
    /// Checks the number and drops everything but `+` and digits.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ContactError::PhoneEmpty);
        }
        let (plus, rest) = text.strip_prefix('+').map_or(("", text), |rest| ("+", rest));
        if rest.len() > 64
            || !rest
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '(' | ')' | '/'))
        {
            return Err(ContactError::PhoneCharacters);
        }
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        if (6..=15).contains(&digits.len()) {
            Ok(Self(format!("{plus}{digits}")))
        } else {
            Err(ContactError::PhoneLength)
        }
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A person to talk to.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Contact {
    /// Name.
    pub name: Name,
    /// Email.
    pub email: Email,
    /// Phone.
    pub phone: Phone,
}

/// Company and address as the register has them: what an order is billed to.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct LegalProfile {
    /// Company name.
    pub company: Name,
    /// Address.
    pub address: Address,
    /// VAT ID with its country prefix, if there is one; format and checksum verified.
    pub vat_id: Option<String>,
    /// Primary contact.
    pub primary_contact: Contact,
}

/// What an order keeps of the legal profile: fixed when it is placed.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct BillTo {
    /// Company name.
    pub company: Name,
    /// Address.
    pub address: Address,
    /// VAT ID.
    pub vat_id: Option<String>,
    /// The buyer's own purchase-order number, possibly empty.
    pub purchase_order: String,
}

impl BillTo {
    /// The bill-to of a legal profile.
    pub fn of(profile: &LegalProfile, purchase_order: String) -> Self {
        Self {
            company: profile.company.clone(),
            address: profile.address.clone(),
            vat_id: profile.vat_id.clone(),
            purchase_order,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails_need_a_domain_that_mail_can_reach() {
        let check = |text: &str, expected: Result<(), ContactError>| {
            assert_eq!(Email::parse(text).map(|_| ()), expected, "{text:?}");
        };
        check("jan.kowalski@example.pl", Ok(()));
        check("zażółć@example.pl", Ok(()));
        check("", Err(ContactError::EmailEmpty));
        check("jan", Err(ContactError::EmailWithoutDomain));
        check("jan@", Err(ContactError::EmailWithoutDomain));
        check("jan@localhost", Err(ContactError::EmailWithoutDomain));
        check("a b@example.pl", Err(ContactError::NotAnEmail));
        check("Jan <jan@example.pl>", Err(ContactError::NotAnEmail));
        check("jan@example.pl\u{1b}[2J", Err(ContactError::NotAnEmail));
    }

    #[test]
    fn phones_are_digits_however_people_group_them() {
        let check = |text: &str, expected: Result<&str, ContactError>| {
            assert_eq!(
                Phone::parse(text).as_ref().map(Phone::as_str).map_err(|e| *e),
                expected,
                "{text:?}"
            );
        };
        check("+48 22 123-45-67", Ok("+48221234567"));
        check("(425) 555.0100", Ok("4255550100"));
        check("", Err(ContactError::PhoneEmpty));
        check("call me", Err(ContactError::PhoneCharacters));
        check("12345", Err(ContactError::PhoneLength));
        check("1234567890123456", Err(ContactError::PhoneLength));
        check("+", Err(ContactError::PhoneLength));
    }

    #[test]
    fn country_codes_are_two_letters() {
        assert_eq!("pl".parse::<CountryCode>().unwrap().as_str(), "PL");
        for wrong in ["", "P", "POL", "P1", "ż", "XX", "ZZ"] {
            assert_eq!(wrong.parse::<CountryCode>(), Err(NotACountryCode), "{wrong:?}");
        }
    }
}
