//! What can be wrong with a catalog file: where, what was found, and what was expected.

use super::kind::Kind;
use crate::domain::message::{Arg, Coded};

/// A mistake in a catalog file. Nothing of the catalog is used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{file}:{line}:{column}: {problem}")]
pub struct CatalogError {
    /// File, as it was asked for.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong at a place of a catalog file.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Problem {
    /// The file cannot be read.
    #[error("{what}")]
    Unreadable {
        /// What the operating system said.
        what: String,
    },
    /// A card number, which belongs in no such file.
    #[error("a card number")]
    CardNumber,
    /// Not TOML.
    #[error("{what}")]
    Syntax {
        /// What the parser said.
        what: String,
    },
    /// A field that does not belong there.
    #[error("unknown field {found}, expected one of {expected:?}")]
    UnknownField {
        /// Its name.
        found: String,
        /// The fields that belong there.
        expected: Vec<&'static str>,
    },
    /// A price that begins before its market's first tax rate: until then it would be sold without tax.
    #[error("sold from {found}, taxed only from {first}")]
    Untaxed {
        /// First day of the price.
        found: String,
        /// First day of the first rate.
        first: String,
    },
    /// A field that must be there.
    #[error("missing field {field}")]
    MissingField {
        /// Its name.
        field: &'static str,
    },
    /// A value of another kind.
    #[error("{field} is of kind {found:?}, expected {expected:?}")]
    WrongType {
        /// Name of the field.
        field: &'static str,
        /// Kind of the value.
        found: Kind,
        /// Kind that is needed.
        expected: Kind,
    },
    /// A text without content.
    #[error("{field} is empty")]
    Empty {
        /// Name of the field.
        field: &'static str,
    },
    /// A text that is too long or holds control characters.
    #[error("{field} is not a clean text of at most {limit} bytes")]
    NotClean {
        /// Name of the field.
        field: &'static str,
        /// Limit, UTF-8 bytes.
        limit: usize,
    },
    /// A number outside its range.
    #[error("{field} is {found}, expected {first} to {last}")]
    NumberRange {
        /// Name of the field.
        field: &'static str,
        /// As written.
        found: String,
        /// Least value.
        first: i32,
        /// Greatest value.
        last: i32,
    },
    /// Not a calendar day.
    #[error("{found} is not a day")]
    NotADay {
        /// As written.
        found: String,
    },
    /// Not an amount with its currency.
    #[error("{found} is not an amount")]
    NotAnAmount {
        /// As written.
        found: String,
    },
    /// No such currency.
    #[error("{found} is not a currency")]
    UnknownCurrency {
        /// As written.
        found: String,
    },
    /// A price in another currency than its market's.
    #[error("the price is in {found}, the market in {expected}")]
    PriceCurrency {
        /// The price's.
        found: String,
        /// The market's.
        expected: String,
    },
    /// A price of zero or less.
    #[error("the price {found} is not more than zero")]
    PriceNotPositive {
        /// As written.
        found: String,
    },
    /// Not a percentage from 0 to 100.
    #[error("{found} is not a rate")]
    NotARate {
        /// As written.
        found: String,
    },
    /// Not the id of an offer.
    #[error("{found} is not an offer id")]
    NotAnId {
        /// As written.
        found: String,
    },
    /// Not a country code.
    #[error("{found} is not a country code")]
    NotACountry {
        /// As written.
        found: String,
    },
    /// A market in a country without rules.
    #[error("no country {found}, there are {expected:?}")]
    UnknownCountry {
        /// As written.
        found: String,
        /// The countries there are.
        expected: Vec<String>,
    },
    /// A price in a market that does not exist.
    #[error("no market {found}, there are {expected:?}")]
    UnknownMarket {
        /// As written.
        found: String,
        /// The markets there are.
        expected: Vec<String>,
    },
    /// The same thing twice.
    #[error("{found} is there twice")]
    Duplicate {
        /// What.
        found: String,
    },
    /// Not a regular expression from `^` to `$`.
    #[error("{found} is not a pattern: {what}")]
    Pattern {
        /// As written.
        found: String,
        /// What the parser said.
        what: String,
    },
    /// No such checksum.
    #[error("no checksum {found}, there are {expected:?}")]
    UnknownChecksum {
        /// As written.
        found: String,
        /// The names there are.
        expected: Vec<&'static str>,
    },
    /// A sample that its own rule refuses.
    #[error("the sample {found} does not pass its own rule")]
    Sample {
        /// As written.
        found: String,
    },
}

impl Coded for CatalogError {
    fn code(&self) -> &'static str {
        match self.problem {
            Problem::Unreadable { .. } => "catalog-unreadable",
            Problem::CardNumber => "catalog-card-number",
            Problem::Syntax { .. } => "catalog-syntax",
            Problem::UnknownField { .. } => "catalog-unknown-field",
            Problem::MissingField { .. } => "catalog-missing-field",
            Problem::WrongType { .. } => "catalog-wrong-type",
            Problem::Empty { .. } => "catalog-empty",
            Problem::NotClean { .. } => "catalog-not-clean",
            Problem::NumberRange { .. } => "catalog-number-range",
            Problem::NotADay { .. } => "catalog-not-a-day",
            Problem::NotAnAmount { .. } => "catalog-not-an-amount",
            Problem::UnknownCurrency { .. } => "catalog-unknown-currency",
            Problem::PriceCurrency { .. } => "catalog-price-currency",
            Problem::PriceNotPositive { .. } => "catalog-price-not-positive",
            Problem::NotARate { .. } => "catalog-not-a-rate",
            Problem::NotAnId { .. } => "catalog-not-an-id",
            Problem::NotACountry { .. } => "catalog-not-a-country",
            Problem::UnknownCountry { .. } => "catalog-unknown-country",
            Problem::UnknownMarket { .. } => "catalog-unknown-market",
            Problem::Duplicate { .. } => "catalog-duplicate",
            Problem::Pattern { .. } => "catalog-pattern",
            Problem::UnknownChecksum { .. } => "catalog-unknown-checksum",
            Problem::Untaxed { .. } => "catalog-untaxed",
            Problem::Sample { .. } => "catalog-sample",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let mut args = vec![
            ("file", Arg::Text(self.file.clone())),
            ("line", Arg::Text(self.line.to_string())),
            ("column", Arg::Text(self.column.to_string())),
        ];
        args.extend(self.problem.args());
        args
    }
}

impl Problem {
    fn args(&self) -> Vec<(&'static str, Arg)> {
        let text = |text: &str| Arg::Text(text.to_owned());
        let number = |number: i32| Arg::Count(i64::from(number));
        match self {
            Self::CardNumber => Vec::new(),
            Self::Unreadable { what } | Self::Syntax { what } => vec![("what", text(what))],
            Self::UnknownField { found, expected } | Self::UnknownChecksum { found, expected } => {
                vec![
                    ("found", text(found)),
                    ("expected", Arg::Text(expected.join(", "))),
                ]
            }
            Self::UnknownCountry { found, expected } | Self::UnknownMarket { found, expected } => {
                vec![
                    ("found", text(found)),
                    ("expected", Arg::Text(expected.join(", "))),
                ]
            }
            Self::MissingField { field } | Self::Empty { field } => vec![("field", text(field))],
            Self::NotClean { field, limit } => vec![
                ("field", text(field)),
                ("limit", Arg::Count(i64::try_from(*limit).unwrap_or(i64::MAX))),
            ],
            Self::WrongType {
                field,
                found,
                expected,
            } => vec![
                ("field", text(field)),
                ("found", Arg::Key(found.key().to_owned())),
                ("expected", Arg::Key(expected.key().to_owned())),
            ],
            Self::NumberRange {
                field,
                found,
                first,
                last,
            } => vec![
                ("field", text(field)),
                ("found", text(found)),
                ("first", number(*first)),
                ("last", number(*last)),
            ],
            Self::PriceCurrency { found, expected } => {
                vec![("found", text(found)), ("expected", text(expected))]
            }
            Self::Untaxed { found, first } => vec![("found", text(found)), ("first", text(first))],
            Self::Pattern { found, what } => vec![("found", text(found)), ("what", text(what))],
            Self::NotADay { found }
            | Self::NotAnAmount { found }
            | Self::UnknownCurrency { found }
            | Self::PriceNotPositive { found }
            | Self::NotARate { found }
            | Self::NotAnId { found }
            | Self::NotACountry { found }
            | Self::Duplicate { found }
            | Self::Sample { found } => vec![("found", text(found))],
        }
    }
}
