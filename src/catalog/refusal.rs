//! What a rule of what is sold says against a value that is fine as TOML: an amount, a rate, a code.

use crate::config::mistake::shortened;
use crate::domain::message::{Arg, Coded};

/// What records refer to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UsedKind {
    /// A country with its rules.
    Country,
    /// A market.
    Market,
    /// A market's tax rate of a day.
    Tax,
    /// A type of problem.
    Problem,
}

/// What is wrong with a value of the catalog.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CatalogRefusal {
    /// A market without a tax rate.
    #[error("no tax rate")]
    NoTax,
    /// Other terms than before under the version of before.
    #[error("other terms under the version {version}")]
    SameVersion {
        /// The version.
        version: String,
    },
    /// Offers that accounts hold or have ordered are missing.
    #[error("held, and missing: {gone:?}")]
    HeldOffers {
        /// Their ids.
        gone: Vec<String>,
    },
    /// What records refer to is missing.
    #[error("{kind:?}: {count} use {gone:?}, first {first:?}")]
    InUse {
        /// What it is.
        kind: UsedKind,
        /// The codes that are missing.
        gone: Vec<String>,
        /// So many records refer to one of them.
        count: usize,
        /// The first few of those, by name.
        first: Vec<String>,
    },
    /// No type of problem takes cancellations.
    #[error("no type of problem takes cancellations")]
    NoCancelling,
    /// A price that begins before its market's first tax rate: until then it would be sold without tax.
    #[error("sold from {found}, taxed only from {first}")]
    Untaxed {
        /// First day of the price.
        found: String,
        /// First day of the first rate.
        first: String,
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
    /// A price with which nobody could reckon any more.
    #[error("the price {found} is above {most}")]
    PriceTooHigh {
        /// As written.
        found: String,
        /// The highest one.
        most: String,
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
        expected: Vec<String>,
    },
    /// A sample that its own rule refuses.
    #[error("the sample {found} does not pass its own rule")]
    Sample {
        /// As written.
        found: String,
    },
}

impl Coded for CatalogRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NoTax => "catalog-no-tax",
            Self::SameVersion { .. } => "catalog-same-version",
            Self::HeldOffers { .. } => "catalog-held-offers",
            Self::InUse { kind, .. } => match kind {
                UsedKind::Country => "catalog-used-countries",
                UsedKind::Market => "catalog-used-markets",
                UsedKind::Tax => "catalog-used-taxes",
                UsedKind::Problem => "catalog-used-problems",
            },
            Self::NoCancelling => "catalog-no-cancelling",
            Self::PriceTooHigh { .. } => "catalog-price-too-high",
            Self::NotAnAmount { .. } => "catalog-not-an-amount",
            Self::UnknownCurrency { .. } => "catalog-unknown-currency",
            Self::PriceCurrency { .. } => "catalog-price-currency",
            Self::PriceNotPositive { .. } => "catalog-price-not-positive",
            Self::NotARate { .. } => "catalog-not-a-rate",
            Self::NotAnId { .. } => "catalog-not-an-id",
            Self::NotACountry { .. } => "catalog-not-a-country",
            Self::UnknownCountry { .. } => "catalog-unknown-country",
            Self::UnknownMarket { .. } => "catalog-unknown-market",
            Self::Pattern { .. } => "catalog-pattern",
            Self::UnknownChecksum { .. } => "catalog-unknown-checksum",
            Self::Untaxed { .. } => "catalog-untaxed",
            Self::Sample { .. } => "catalog-sample",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let text = |text: &str| Arg::Text(shortened(text));
        let list = |names: &[String]| Arg::Text(names.join(", "));
        match self {
            Self::NoTax | Self::NoCancelling => Vec::new(),
            Self::HeldOffers { gone } => vec![("gone", list(gone))],
            Self::InUse {
                gone, count, first, ..
            } => {
                let more = if *count > first.len() { ", …" } else { "" };
                vec![
                    ("gone", list(gone)),
                    ("count", Arg::Count(i64::try_from(*count).unwrap_or(i64::MAX))),
                    ("first", Arg::Text(format!("{}{more}", first.join(", ")))),
                ]
            }
            Self::SameVersion { version } => vec![("version", text(version))],
            Self::PriceTooHigh { found, most } => vec![("found", text(found)), ("most", text(most))],
            Self::UnknownCountry { found, expected }
            | Self::UnknownMarket { found, expected }
            | Self::UnknownChecksum { found, expected } => {
                vec![("found", text(found)), ("expected", list(expected))]
            }
            Self::PriceCurrency { found, expected } => {
                vec![("found", text(found)), ("expected", text(expected))]
            }
            Self::Untaxed { found, first } => vec![("found", text(found)), ("first", text(first))],
            Self::Pattern { found, what } => vec![("found", text(found)), ("what", Arg::Text(what.clone()))],
            Self::NotAnAmount { found }
            | Self::UnknownCurrency { found }
            | Self::PriceNotPositive { found }
            | Self::NotARate { found }
            | Self::NotAnId { found }
            | Self::NotACountry { found }
            | Self::Sample { found } => vec![("found", text(found))],
        }
    }
}
