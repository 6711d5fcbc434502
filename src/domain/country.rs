//! What each country demands of an address, and the check against it. A whole legal profile is checked by `profile`.
//!
//! The rules are data (`assets/catalog/countries.toml`, read by `catalog`); here are their shapes and the checks.
//! A check reports every field at once, and gives back the address in the country's own form: codes in capitals,
//! the blank or hyphen of a postal code where it belongs, a state by its code however it was typed.

use serde::{Deserialize, Serialize};

use super::address::{Address, CountryCode, Name, NotACountryCode};
use super::message::{Arg, Coded, FieldError};
use super::offer::Names;
use super::text::{NAME_LIMIT, TextError, clean_line};
use super::vat::{self, VatError, VatRule};

mod names;
mod postal;

pub use names::{CountryNames, plain};
pub use postal::{NotAPattern, Pattern, PostalRule, PostalSeparator};

/// All countries of ISO 3166-1: the rules of some, and what all of them are called.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CountryBook {
    countries: Vec<CountryRules>,
    names: Vec<CountryNames>,
}

/// What one country demands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CountryRules {
    /// Country.
    pub code: CountryCode,
    /// Calling code without `+`, such as `48`.
    pub calling_code: String,
    /// Member of the European Union.
    pub european_union: bool,
    /// Postal codes. `None` where nothing is known of the country: what is typed is taken as written, the state and the
    /// VAT ID among it.
    pub postal: Option<PostalRule>,
    /// Whether an address needs one of `states`.
    pub state_required: bool,
    /// States or provinces in the order in which they are shown; empty where addresses have none.
    pub states: Vec<State>,
    /// VAT IDs; `None` where there are none.
    pub vat: Option<VatRule>,
}

/// A state or province.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct State {
    /// The code that is kept in an address, such as `WA`.
    pub code: String,
    /// Its name.
    pub names: Names,
}

/// An address as it was typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AddressInput {
    /// Street and number.
    pub line1: String,
    /// Further line.
    pub line2: String,
    /// City.
    pub city: String,
    /// State or province: code or name in either language.
    pub state: String,
    /// Postal code.
    pub postal_code: String,
    /// Country code.
    pub country: String,
}

/// A field of an address.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AddressField {
    /// Street and number.
    Line1,
    /// Further line.
    Line2,
    /// City.
    City,
    /// State or province.
    State,
    /// Postal code.
    PostalCode,
    /// Country.
    Country,
}

/// Why an address does not fit its country.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AddressError {
    /// Empty, too long or not a line of text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// Not a country code at all.
    #[error(transparent)]
    NotACountryCode(#[from] NotACountryCode),
    /// A state is needed.
    #[error("{country} needs a state such as {sample}")]
    StateRequired {
        /// Country.
        country: CountryCode,
        /// Code of one that exists.
        sample: String,
    },
    /// No such state.
    #[error("{country} has no state {state:?}")]
    StateUnknown {
        /// Country.
        country: CountryCode,
        /// As typed.
        state: String,
        /// Code of one that exists.
        sample: String,
    },
    /// Addresses there have none.
    #[error("{0} has no states in its addresses")]
    StateNotUsed(CountryCode),
    /// A postal code is needed.
    #[error("{country} needs a postal code such as {sample}")]
    PostalCodeRequired {
        /// Country.
        country: CountryCode,
        /// One that exists.
        sample: String,
    },
    /// Not one of that country.
    #[error("not a postal code of {country}, such as {sample}")]
    PostalCodeFormat {
        /// Country.
        country: CountryCode,
        /// One that exists.
        sample: String,
    },
}

impl Coded for AddressError {
    fn code(&self) -> &'static str {
        match self {
            Self::Text(error) => error.code(),
            Self::NotACountryCode(error) => error.code(),
            Self::StateRequired { .. } => "state-required",
            Self::StateUnknown { .. } => "state-unknown",
            Self::StateNotUsed(_) => "state-not-used",
            Self::PostalCodeRequired { .. } => "postal-code-required",
            Self::PostalCodeFormat { .. } => "postal-code-format",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let text = |text: &str| Arg::Text(text.to_owned());
        match self {
            Self::Text(error) => error.args(),
            Self::NotACountryCode(error) => error.args(),
            Self::StateNotUsed(country) => vec![("country", country_name(*country))],
            Self::StateRequired { country, sample }
            | Self::PostalCodeRequired { country, sample }
            | Self::PostalCodeFormat { country, sample } => {
                vec![("country", country_name(*country)), ("sample", text(sample))]
            }
            Self::StateUnknown {
                country,
                state,
                sample,
            } => vec![
                ("country", country_name(*country)),
                ("state", text(state)),
                ("sample", text(sample)),
            ],
        }
    }
}

/// The key under which a country's name is found.
pub(super) fn country_name(country: CountryCode) -> Arg {
    Arg::Key(format!("country-{country}"))
}

impl CountryBook {
    /// A book with the rules of these countries, and all others without any.
    pub fn new(mut countries: Vec<CountryRules>) -> Self {
        let others: Vec<CountryCode> = CountryCode::all()
            .filter(|code| countries.iter().all(|rules| rules.code != *code))
            .collect();
        countries.extend(others.into_iter().map(CountryRules::unknown));
        Self {
            countries,
            names: Vec::new(),
        }
    }

    /// All countries.
    pub fn countries(&self) -> &[CountryRules] {
        &self.countries
    }

    /// The rules of a country.
    pub fn rules(&self, country: CountryCode) -> Option<&CountryRules> {
        self.countries.iter().find(|rules| rules.code == country)
    }

    /// Checks an address as it was typed; every field that is wrong is reported.
    pub fn check_address(&self, input: &AddressInput) -> Result<Address, Vec<FieldError<AddressField>>> {
        let mut errors = Vec::new();
        let mut note = |field, error: AddressError| errors.push(FieldError::new(field, &error));
        let line1 = required_line(&input.line1).map_err(|error| note(AddressField::Line1, error));
        let line2 = optional_line(&input.line2).map_err(|error| note(AddressField::Line2, error));
        let city = required_line(&input.city).map_err(|error| note(AddressField::City, error));
        // What a state and a postal code must be is only known once the country is.
        let local = match self.country_of(&input.country) {
            Ok(rules) => {
                let state = rules.check_state(&input.state);
                let state = state.map_err(|error| note(AddressField::State, error));
                let postal_code = rules.check_postal_code(&input.postal_code);
                let postal_code = postal_code.map_err(|error| note(AddressField::PostalCode, error));
                state.and_then(|state| postal_code.map(|postal_code| (state, postal_code, rules.code)))
            }
            Err(error) => {
                note(AddressField::Country, error);
                Err(())
            }
        };
        match (line1, line2, city, local) {
            (Ok(line1), Ok(line2), Ok(city), Ok((state, postal_code, country))) => Ok(Address {
                line1,
                line2,
                city,
                state,
                postal_code,
                country,
            }),
            _ => Err(errors),
        }
    }

    /// Checks a VAT ID and gives it with its prefix, in capitals and without blanks.
    pub fn check_vat_id(&self, country: CountryCode, text: &str) -> Result<String, VatError> {
        match self.rules(country) {
            Some(rules) if !rules.is_unknown() => match &rules.vat {
                Some(rule) => rule.check(country, text),
                None => Err(VatError::NotUsed(country)),
            },
            _ => vat::as_written(text),
        }
    }

    /// Whether a country is in the union's VAT area, on which reverse charge rests.
    pub fn in_union(&self, country: CountryCode) -> bool {
        self.rules(country).is_some_and(|rules| rules.european_union)
    }

    /// The rules of the country that was typed: its code, or what it is called.
    pub fn country_of(&self, text: &str) -> Result<&CountryRules, AddressError> {
        if text.trim().is_empty() {
            return Err(TextError::Empty.into());
        }
        let country = self.find(text).ok_or(NotACountryCode)?;
        Ok(self.rules(country).ok_or(NotACountryCode)?)
    }
}

impl CountryRules {
    /// A country of which nothing is known.
    const fn unknown(code: CountryCode) -> Self {
        Self {
            code,
            calling_code: String::new(),
            european_union: false,
            postal: None,
            state_required: false,
            states: Vec::new(),
            vat: None,
        }
    }

    /// Whether nothing is known of it: what is typed is taken as written.
    pub const fn is_unknown(&self) -> bool {
        self.postal.is_none()
    }

    /// A state by its code or its name in either language, given as its code.
    pub fn check_state(&self, text: &str) -> Result<String, AddressError> {
        let country = self.code;
        let typed = optional_line(text)?;
        let Some(first) = self.states.first() else {
            return if typed.is_empty() || self.is_unknown() {
                Ok(typed)
            } else {
                Err(AddressError::StateNotUsed(country))
            };
        };
        let sample = first.code.clone();
        if typed.is_empty() {
            return if self.state_required {
                Err(AddressError::StateRequired { country, sample })
            } else {
                Ok(typed)
            };
        }
        let meant = plain(&typed);
        let is_meant = |state: &&State| {
            let names = [&state.code, &state.names.en, &state.names.pl];
            names.iter().any(|name| plain(name) == meant)
        };
        match self.states.iter().find(is_meant) {
            Some(state) => Ok(state.code.clone()),
            None => Err(AddressError::StateUnknown {
                country,
                state: typed,
                sample,
            }),
        }
    }

    /// A postal code in its canonical form, whether or not its separator was typed.
    pub fn check_postal_code(&self, text: &str) -> Result<String, AddressError> {
        let country = self.code;
        let typed = optional_line(text)?;
        let Some(postal) = &self.postal else {
            return Ok(typed);
        };
        if typed.is_empty() && !postal.required {
            return Ok(typed);
        }
        let sample = postal.sample.clone();
        if typed.is_empty() {
            return Err(AddressError::PostalCodeRequired { country, sample });
        }
        postal
            .canonical(&typed)
            .ok_or(AddressError::PostalCodeFormat { country, sample })
    }
}

fn required_line(text: &str) -> Result<String, AddressError> {
    Ok(Name::parse(text)?.as_str().to_owned())
}

fn optional_line(text: &str) -> Result<String, AddressError> {
    Ok(clean_line(text, NAME_LIMIT)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(en: &str, pl: &str) -> Names {
        Names {
            en: en.to_owned(),
            pl: pl.to_owned(),
        }
    }

    fn rules(code: &str, pattern: &str, sample: &str, separator: Option<(char, usize)>) -> CountryRules {
        CountryRules {
            code: code.parse().unwrap(),
            calling_code: "1".to_owned(),
            european_union: false,
            postal: Some(PostalRule {
                pattern: Pattern::new(pattern).unwrap(),
                sample: sample.to_owned(),
                required: true,
                separator: separator.map(|(mark, before_last)| PostalSeparator { mark, before_last }),
            }),
            state_required: false,
            states: Vec::new(),
            vat: None,
        }
    }

    fn book() -> CountryBook {
        let state = |code: &str, en, pl| State {
            code: code.to_owned(),
            names: names(en, pl),
        };
        CountryBook::new(vec![
            CountryRules {
                state_required: true,
                states: vec![
                    state("CA", "California", "Kalifornia"),
                    state("WA", "Washington", "Waszyngton"),
                ],
                ..rules("US", r"^\d{5}(-\d{4})?$", "98052-6399", Some(('-', 4)))
            },
            rules("PL", r"^\d{2}-\d{3}$", "00-950", Some(('-', 3))),
            rules(
                "GB",
                r"^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$",
                "SW1A 1AA",
                Some((' ', 3)),
            ),
        ])
    }

    fn polish() -> AddressInput {
        AddressInput {
            line1: " ul. Prosta 1 ".to_owned(),
            city: "Łódź".to_owned(),
            postal_code: "00950".to_owned(),
            country: "pl".to_owned(),
            ..AddressInput::default()
        }
    }

    fn check(input: &AddressInput, expected: &[(AddressField, &str)]) {
        let errors = book().check_address(input).err().unwrap_or_default();
        let found: Vec<_> = errors.iter().map(|error| (error.field, error.code)).collect();
        assert_eq!(found, expected, "{input:?}");
    }

    #[test]
    fn an_address_comes_back_in_the_form_of_its_country() {
        let address = book().check_address(&polish()).unwrap();
        assert_eq!(address.line1, "ul. Prosta 1");
        assert_eq!(address.postal_code, "00-950");
        assert_eq!(address.country.as_str(), "PL");
    }

    #[test]
    fn every_wrong_field_is_told_at_once() {
        let input = AddressInput {
            line1: String::new(),
            line2: "x".repeat(201),
            city: "a\u{202e}b".to_owned(),
            state: "Mazowieckie".to_owned(),
            postal_code: "9805".to_owned(),
            ..polish()
        };
        check(
            &input,
            &[
                (AddressField::Line1, "text-empty"),
                (AddressField::Line2, "text-too-long"),
                (AddressField::City, "text-control"),
                (AddressField::State, "state-not-used"),
                (AddressField::PostalCode, "postal-code-format"),
            ],
        );
    }

    #[test]
    fn a_country_that_is_wrong_is_told_once_and_judges_nothing_else() {
        for (country, code) in [
            ("", "text-empty"),
            ("Poland", "not-a-country-code"),
            ("XX", "not-a-country-code"),
        ] {
            let input = AddressInput {
                country: country.to_owned(),
                postal_code: "?".to_owned(),
                ..polish()
            };
            check(&input, &[(AddressField::Country, code)]);
        }
    }

    #[test]
    fn a_country_without_rules_is_taken_as_written() {
        let input = AddressInput {
            state: "Kyiv".to_owned(),
            postal_code: " 01-001 x ".to_owned(),
            country: "ua".to_owned(),
            ..polish()
        };
        let address = book().check_address(&input).unwrap();
        assert_eq!(
            (address.state.as_str(), address.postal_code.as_str()),
            ("Kyiv", "01-001 x")
        );
        let hostile = AddressInput {
            postal_code: "a\u{202e}b".to_owned(),
            ..input
        };
        check(&hostile, &[(AddressField::PostalCode, "text-control")]);
        let ukraine = "UA".parse().unwrap();
        assert_eq!(book().check_vat_id(ukraine, "12 34").as_deref(), Ok("1234"));
    }

    #[test]
    fn states_are_known_by_code_and_by_name_in_both_languages() {
        let book = book();
        let american = book.rules("US".parse().unwrap()).unwrap();
        for text in ["WA", "wa", "Washington", " WASZYNGTON "] {
            assert_eq!(american.check_state(text).as_deref(), Ok("WA"), "{text}");
        }
        let code = |text: &str| american.check_state(text).unwrap_err().code();
        assert_eq!(code(""), "state-required");
        assert_eq!(code("Wax"), "state-unknown");
        assert_eq!(code("Mazowieckie"), "state-unknown");
    }

    #[test]
    fn postal_codes_take_their_mark_whether_or_not_it_was_typed() {
        let book = book();
        let check = |country: &str, text: &str, expected: Result<&str, &str>| {
            let found = book
                .rules(country.parse().unwrap())
                .unwrap()
                .check_postal_code(text);
            assert_eq!(found.as_deref().map_err(Coded::code), expected, "{text:?}");
        };
        for text in ["SW1A 1AA", "sw1a1aa", "SW1A  1AA", "sw-1a 1aa"] {
            check("GB", text, Ok("SW1A 1AA"));
        }
        check("GB", "m11ae", Ok("M1 1AE"));
        check("GB", "00-950", Err("postal-code-format"));
        check("US", "98052", Ok("98052"));
        check("US", "980526399", Ok("98052-6399"));
        check("US", "98052-6399", Ok("98052-6399"));
        check("US", "9805", Err("postal-code-format"));
        check("PL", "00 950", Ok("00-950"));
        check("PL", "", Err("postal-code-required"));
        check("PL", "zażółć", Err("postal-code-format"));
        check("PL", &"1".repeat(10_000_000), Err("text-too-long"));
    }
}
