//! Addresses, contacts and the legal profile that an order is billed to.
//!
//! What a country demands of a postal code, a state or a VAT ID is data: see `country`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::card_number::{CardNumberInText, holds_card_number};
use super::message::{Arg, Coded};
use super::numeral;
use super::text::{TextError, clean_line};

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
    /// Every country of ISO 3166-1, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        let pairs = (b'A'..=b'Z').flat_map(|a| (b'A'..=b'Z').map(move |b| Self([a, b])));
        pairs.filter_map(|pair| pair.as_str().parse().ok())
    }

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

/// A phone number: an optional `+`, then 6 to 15 digits, kept without blanks; behind it, where there is one, the
/// extension, as in `+442079460000 x12`.
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
    /// A letter that is typed for a digit.
    #[error("{letter} for {digit}")]
    LookAlike {
        /// As typed.
        letter: char,
        /// The digit that it looks like.
        digit: char,
    },
    /// A card number.
    #[error(transparent)]
    CardNumber(#[from] CardNumberInText),
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
            Self::LookAlike { .. } => "digits-look-alike",
            Self::CardNumber(error) => error.code(),
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::LookAlike { letter, digit } => vec![
                ("letter", Arg::Text(letter.to_string())),
                ("digit", Arg::Text(digit.to_string())),
            ],
            _ => Vec::new(),
        }
    }
}

impl Email {
    /// Checks the address; it must have a domain with a dot, so that a message can leave the building.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let clean = clean_line(text, 254).map_err(|error| match error {
            TextError::CardNumber(error) => error.into(),
            _ => ContactError::NotAnEmail,
        })?;
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

/// Words in front of an extension, in lower case, longest first.
const EXTENSION_WORDS: [&str; 11] = [
    "wewnętrzny",
    "extension",
    "wewn.",
    "wewn",
    "ext.",
    "ext",
    "wew.",
    "wew",
    "x.",
    "x",
    "#",
];
/// Most digits of an extension.
const EXTENSION_LIMIT: usize = 8;

impl Phone {
    /// Checks the number and drops everything but `+` and digits. Signs that look like others count as what they mean;
    /// the zero in brackets that is dialed at home only, as in `+44 (0)20`, goes; an extension is kept apart.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        // No phone number is nearly as long; a huge paste is refused before it is copied.
        if text.trim().len() > 200 {
            return Err(ContactError::PhoneCharacters);
        }
        if holds_card_number(text) {
            return Err(CardNumberInText.into());
        }
        let mut typed = String::with_capacity(text.len());
        text.chars()
            .for_each(|c| numeral::plain(c, |part| typed.extend(part.to_lowercase())));
        let typed = typed.trim();
        if numeral::renders_blank(typed) {
            return Err(ContactError::PhoneEmpty);
        }
        let (number, extension) = split_extension(typed);
        let (plus, rest) = number.strip_prefix('+').map_or(("", number), |rest| ("+", rest));
        let rest = if plus.is_empty() {
            rest.to_owned()
        } else {
            rest.replacen("(0)", "", 1)
        };
        if let Some(wrong) = rest.chars().find(|c| !is_of_phone(*c)) {
            let look_alike = numeral::look_alike(wrong.to_ascii_uppercase());
            return Err(
                look_alike.map_or(ContactError::PhoneCharacters, |digit| ContactError::LookAlike {
                    // As it was typed: the case was folded for the extension's sake.
                    letter: text
                        .chars()
                        .find(|c| c.to_lowercase().eq([wrong]))
                        .unwrap_or(wrong),
                    digit,
                }),
            );
        }
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        if !(6..=15).contains(&digits.len()) {
            return Err(ContactError::PhoneLength);
        }
        let extension = extension
            .map(|extension| format!(" x{extension}"))
            .unwrap_or_default();
        Ok(Self(format!("{plus}{digits}{extension}")))
    }

    /// The number, with its extension where it has one.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number alone, as it is dialed.
    pub fn number(&self) -> &str {
        self.0.split(' ').next().unwrap_or(&self.0)
    }

    /// The extension, if there is one.
    pub fn extension(&self) -> Option<&str> {
        self.0.split_once(" x").map(|(_, extension)| extension)
    }
}

const fn is_of_phone(c: char) -> bool {
    matches!(c, '0'..='9' | ' ' | '-' | '.' | '(' | ')' | '/')
}

/// The number and the digits of its extension, written behind a word in English or Polish or as RFC 3966 does.
fn split_extension(typed: &str) -> (&str, Option<&str>) {
    let begins = typed.find(|c: char| c.is_alphabetic() || matches!(c, ';' | ',' | '#'));
    let Some((number, rest)) = begins.and_then(|begins| typed.split_at_checked(begins)) else {
        return (typed, None);
    };
    let rest = rest.trim_start_matches([';', ',', ' ']);
    let behind = EXTENSION_WORDS.iter().find_map(|word| rest.strip_prefix(word));
    let digits = behind.map(|behind| behind.trim_start_matches([' ', '.', ':', '=']));
    let is_one = |digits: &&str| {
        (1..=EXTENSION_LIMIT).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    };
    match digits.filter(is_one) {
        Some(digits) => (number, Some(digits)),
        None => (typed, None),
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
        check("\u{200b}\u{3164}", Err(ContactError::PhoneEmpty));
        check(&"1".repeat(10_000_000), Err(ContactError::PhoneCharacters));
    }

    /// Seen: `+44 (0)20 7946 0000` was kept as a number that nobody can dial.
    #[test]
    fn the_zero_in_brackets_behind_a_calling_code_is_not_dialed() {
        let number = |text: &str| Phone::parse(text).map(|phone| phone.number().to_owned());
        assert_eq!(number("+44 (0)20 7946 0000"), Ok("+442079460000".to_owned()));
        assert_eq!(number("+44(0) 20 7946 0000"), Ok("+442079460000".to_owned()));
        assert_eq!(number("(020) 7946 0000"), Ok("02079460000".to_owned()));
        assert_eq!(number("(0)20 7946 0000"), Ok("02079460000".to_owned()));
    }

    #[test]
    fn an_extension_is_kept_apart() {
        for typed in [
            "+48 22 123 45 67 ext. 12",
            "+48 22 123 45 67 ext 12",
            "+48 22 123 45 67 x12",
            "+48 22 123 45 67 X 12",
            "+48 22 123 45 67, wew. 12",
            "+48 22 123 45 67 wewn. 12",
            "+48 22 123 45 67 wewnętrzny 12",
            "+48221234567;ext=12",
            "+48 22 123 45 67 #12",
            "+48 22 123 45 67 extension: 12",
        ] {
            let phone = Phone::parse(typed).unwrap();
            assert_eq!(
                (phone.number(), phone.extension()),
                ("+48221234567", Some("12")),
                "{typed}"
            );
            assert_eq!(Phone::parse(phone.as_str()).as_ref(), Ok(&phone));
        }
        assert_eq!(Phone::parse("+48 22 123 45 67").unwrap().extension(), None);
        for wrong in [
            "+48 22 123 45 67 ext.",
            "+48 22 123 45 67 x123456789",
            "+48 22 123 45 67 or 12",
        ] {
            assert!(Phone::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn signs_that_look_like_others_are_what_they_mean() {
        for same in [
            "＋４８　２２　１２３　４５　６７",
            "+48\u{a0}22\u{2009}123–45—67",
            "\u{202a}+48 22 123\u{2011}45\u{2212}67\u{202c}",
            "+٤٨ ٢٢ ١٢٣ ٤٥ ٦٧",
            "+48 22\u{ad} 123\u{200b}45\u{feff}67",
        ] {
            assert_eq!(
                Phone::parse(same).map(|phone| phone.0),
                Ok("+48221234567".to_owned()),
                "{same:?}"
            );
        }
        assert_eq!(
            Phone::parse("+48 22 123 45 6O"),
            Err(ContactError::LookAlike {
                letter: 'O',
                digit: '0'
            })
        );
    }

    /// Seen: a card number was taken as the phone number and the name of a transfer's contact.
    #[test]
    fn a_card_number_is_no_contact() {
        let refused = ContactError::CardNumber(CardNumberInText);
        for card in ["378282246310005", "4242 4242 4242 4242", "4242,4242,4242,4242"] {
            assert_eq!(Phone::parse(card), Err(refused), "{card}");
        }
        assert_eq!(Email::parse("4242424242424242@example.com"), Err(refused));
    }

    #[test]
    fn country_codes_are_two_letters() {
        assert_eq!("pl".parse::<CountryCode>().unwrap().as_str(), "PL");
        for wrong in ["", "P", "POL", "P1", "ż", "XX", "ZZ"] {
            assert_eq!(wrong.parse::<CountryCode>(), Err(NotACountryCode), "{wrong:?}");
        }
    }
}
