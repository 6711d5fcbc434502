//! Offers that partners buy each year, the markets they are sold in, and what one costs on a day.
//!
//! All of it is catalog data, dated, each figure with a source or marked as a sample. The catalog is read by
//! `catalog`; here are the shapes and the arithmetic.

use serde::{Deserialize, Serialize};

use super::address::CountryCode;
use super::date::Day;
use super::message::{Arg, Coded};
use super::money::{BasisPoints, Money};
use super::subscription::WindowDays;

pub use super::tax::{Buyer, Seat, TaxTreatment};

/// The catalog: what is sold, where, and under which terms.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Catalog {
    /// Offers in the order in which they are shown.
    pub offers: Vec<Offer>,
    /// Markets.
    pub markets: Vec<Market>,
    /// Version of the purchase terms that a buyer accepts; kept with each order.
    pub terms_version: String,
    /// The purchase terms, in each language.
    pub terms: Names,
    /// Types of problems that a support request can be about, in the order in which they are shown.
    pub problems: Vec<ProblemType>,
}

/// What a support request can be about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProblemType {
    /// Id: kept in requests, and taken by commands.
    pub id: String,
    /// Name; the source's labels word for word.
    pub names: Names,
    /// Whether cancelling a subscription goes here. One of them does.
    pub cancels: bool,
}

/// Name of an offer in the catalog: 1 to 32 of `a-z`, `0-9` and `-`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OfferId(String);

/// A text in both languages of the desk.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Names {
    /// English.
    pub en: String,
    /// Polish.
    pub pl: String,
}

/// Something sold for a year at a time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// Id.
    pub id: OfferId,
    /// Name; the source's labels word for word.
    pub names: Names,
    /// What it is called in a table, where that is shorter: `Silver` for `Silver membership`.
    pub short: Option<Names>,
    /// Whether the account must have this offer's requirements recorded before it may buy (silver, gold).
    pub requirements: bool,
    /// What the buyer gets.
    pub benefits: Vec<Benefit>,
    /// Prices by market and first day.
    pub prices: Vec<Price>,
    /// When a term of it may be renewed.
    pub window: WindowDays,
}

/// One thing that the buyer gets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Benefit {
    /// What it is.
    pub names: Names,
    /// How many, where that is counted.
    pub quantity: Option<u32>,
    /// Where the figure comes from.
    pub source: Source,
}

/// What an offer costs in a market from a day on, before tax.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Price {
    /// Market.
    pub market: CountryCode,
    /// First day.
    pub from: Day,
    /// Price of a year, before tax, in the market's currency.
    pub net: Money,
    /// Where the figure comes from.
    pub source: Source,
}

/// A country in which offers are sold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Market {
    /// Country.
    pub country: CountryCode,
    /// Currency of its prices.
    pub currency: super::money::CurrencyCode,
    /// Member of the European Union: reverse charge is possible.
    pub european_union: bool,
    /// Tax rates by first day.
    pub taxes: Vec<TaxRate>,
    /// Days after the placing within which a transfer is to be paid.
    pub due_days: u16,
}

/// A market's tax from a day on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaxRate {
    /// First day.
    pub from: Day,
    /// Rate.
    pub rate: BasisPoints,
    /// Where the figure comes from.
    pub source: Source,
}

/// Where a figure comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Source {
    /// Made up for the demo.
    Sample,
    /// A document that can be looked up.
    Cited(String),
}

/// What an offer costs a buyer on a day: fixed when the order is placed.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Quote {
    /// Price of the year.
    pub net: Money,
    /// How it is taxed.
    pub treatment: TaxTreatment,
    /// Tax, rounded half up.
    pub tax: Money,
    /// What is to be paid.
    pub total: Money,
}

/// Why there is no price.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum OfferError {
    /// The catalog has no such offer.
    #[error("no offer {0:?}")]
    Unknown(OfferId),
    /// Not sold in the buyer's country on that day.
    #[error("{offer:?} is not sold in {country}")]
    NotSold {
        /// Offer.
        offer: OfferId,
        /// Country.
        country: CountryCode,
    },
    /// The amounts do not fit.
    #[error("price out of range")]
    OutOfRange,
    /// Not an offer id.
    #[error("not an offer id")]
    NotAnId,
}

impl Coded for OfferError {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "offer-unknown",
            Self::NotSold { .. } => "offer-not-sold",
            Self::OutOfRange => "offer-price-out-of-range",
            Self::NotAnId => "offer-not-an-id",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Unknown(offer) => vec![("offer", Arg::Text(offer.as_str().to_owned()))],
            Self::NotSold { offer, country } => vec![
                ("offer", Arg::Text(offer.as_str().to_owned())),
                ("country", Arg::Key(format!("country-{country}"))),
            ],
            Self::OutOfRange | Self::NotAnId => Vec::new(),
        }
    }
}

impl OfferId {
    /// Checks the characters and the length.
    pub fn parse(text: &str) -> Result<Self, OfferError> {
        let fits = (1..=32).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(OfferError::NotAnId)
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Names {
    /// The name in a language by its tag; English unless Polish is asked for.
    pub fn in_language(&self, language: &str) -> &str {
        if language.starts_with("pl") {
            &self.pl
        } else {
            &self.en
        }
    }
}

impl Offer {
    /// What it is called where there is little room.
    pub fn short_names(&self) -> &Names {
        self.short.as_ref().unwrap_or(&self.names)
    }
}

impl Catalog {
    /// The type of problem of an id.
    pub fn problem(&self, id: &str) -> Option<&ProblemType> {
        self.problems.iter().find(|problem| problem.id == id)
    }

    /// The type of problem that cancelling a subscription goes to.
    pub fn cancelling(&self) -> Option<&ProblemType> {
        self.problems.iter().find(|problem| problem.cancels)
    }

    /// The offer of an id.
    pub fn offer(&self, id: &OfferId) -> Result<&Offer, OfferError> {
        self.offers
            .iter()
            .find(|offer| offer.id == *id)
            .ok_or_else(|| OfferError::Unknown(id.clone()))
    }

    /// The market of a country.
    pub fn market(&self, country: CountryCode) -> Option<&Market> {
        self.markets.iter().find(|market| market.country == country)
    }

    /// Whether anything is sold in a country on a day.
    pub fn sells_in(&self, country: CountryCode, day: Day) -> bool {
        let mut prices = self.offers.iter().flat_map(|offer| &offer.prices);
        self.market(country).is_some() && prices.any(|price| price.market == country && price.from <= day)
    }

    /// What an offer costs a buyer on a day, sold from where the seller sits.
    pub fn quote(&self, id: &OfferId, buyer: Buyer, seller: Seat, day: Day) -> Result<Quote, OfferError> {
        let offer = self.offer(id)?;
        let not_sold = || OfferError::NotSold {
            offer: id.clone(),
            country: buyer.country,
        };
        let market = self.market(buyer.country).ok_or_else(not_sold)?;
        let price = (offer.prices.iter())
            .filter(|price| price.market == buyer.country && price.from <= day)
            .max_by_key(|price| price.from)
            .ok_or_else(not_sold)?;
        let treatment = market.treatment(buyer, seller, day);
        Quote::taxed(price.net, treatment).map_err(|_| OfferError::OutOfRange)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::CurrencyCode;

    fn country(code: &str) -> CountryCode {
        code.parse().unwrap()
    }

    fn catalog() -> Catalog {
        let day = |text: &str| text.parse().unwrap();
        let market = |code, european_union, rate| Market {
            country: country(code),
            currency: CurrencyCode::EUR,
            european_union,
            taxes: vec![TaxRate {
                from: day("2020-01-01"),
                rate: BasisPoints(rate),
                source: Source::Sample,
            }],
            due_days: 30,
        };
        let price = |code, from, minor| Price {
            market: country(code),
            from: day(from),
            net: Money::new(minor, CurrencyCode::EUR),
            source: Source::Sample,
        };
        Catalog {
            offers: vec![Offer {
                short: None,
                id: OfferId::parse("gold").unwrap(),
                names: Names::default(),
                requirements: true,
                benefits: Vec::new(),
                prices: vec![
                    price("PL", "2020-01-01", 1_000),
                    price("PL", "2026-01-01", 1_050),
                    price("US", "2020-01-01", 999),
                ],
                window: WindowDays::USUAL,
            }],
            markets: vec![
                market("PL", true, 2_300),
                market("DE", true, 1_900),
                market("US", false, 0),
            ],
            ..Catalog::default()
        }
    }

    #[allow(clippy::needless_pass_by_value)] // a table of cases reads best by value
    fn check(buyer: Buyer, seller: &str, day: &str, expected: Result<(i64, i64, TaxTreatment), OfferError>) {
        let quote = catalog().quote(
            &OfferId::parse("gold").unwrap(),
            buyer,
            Seat {
                country: country(seller),
                in_union: ["PL", "DE", "PT"].contains(&seller),
            },
            day.parse().unwrap(),
        );
        assert_eq!(quote.map(|q| (q.net.minor, q.total.minor, q.treatment)), expected);
    }

    #[test]
    fn a_quote_takes_the_days_price_and_the_markets_tax() {
        let polish = Buyer {
            country: country("PL"),
            has_vat_id: false,
            exempt: false,
        };
        let rate = TaxTreatment::Rate(BasisPoints(2_300));
        check(polish, "DE", "2025-12-31", Ok((1_000, 1_230, rate)));
        check(polish, "DE", "2026-01-01", Ok((1_050, 1_292, rate))); // 241.5 rounds up
        check(
            Buyer {
                has_vat_id: true,
                ..polish
            },
            "DE",
            "2025-12-31",
            Ok((1_000, 1_000, TaxTreatment::ReverseCharge)),
        );
        check(
            Buyer {
                has_vat_id: true,
                ..polish
            },
            "PL",
            "2025-12-31",
            Ok((1_000, 1_230, rate)),
        );
        check(
            Buyer {
                has_vat_id: true,
                ..polish
            },
            "US",
            "2025-12-31",
            Ok((1_000, 1_230, rate)),
        );
        check(
            Buyer {
                exempt: true,
                ..polish
            },
            "DE",
            "2025-12-31",
            Ok((1_000, 1_000, TaxTreatment::Exempt)),
        );
        let american = Buyer {
            country: country("US"),
            ..polish
        };
        check(
            american,
            "DE",
            "2025-12-31",
            Ok((999, 999, TaxTreatment::Untaxed)),
        );
    }

    /// Seen: the union was looked up among the markets, so a seller in a country where nothing is sold charged tax.
    #[test]
    fn a_seller_in_portugal_does_not_charge_a_buyer_in_poland_with_a_vat_id() {
        let polish = Buyer {
            country: country("PL"),
            has_vat_id: true,
            exempt: false,
        };
        let reverse = Ok((1_000, 1_000, TaxTreatment::ReverseCharge));
        check(polish, "PT", "2025-12-31", reverse);
        let rate = TaxTreatment::Rate(BasisPoints(2_300));
        for outside in ["GB", "NO", "CH"] {
            check(polish, outside, "2025-12-31", Ok((1_000, 1_230, rate)));
        }
    }

    #[test]
    fn an_offer_is_not_sold_before_its_first_price_nor_in_other_countries() {
        let german = Buyer {
            country: country("DE"),
            has_vat_id: false,
            exempt: false,
        };
        let not_sold = |code| OfferError::NotSold {
            offer: OfferId::parse("gold").unwrap(),
            country: country(code),
        };
        check(german, "DE", "2025-12-31", Err(not_sold("DE")));
        let polish = Buyer {
            country: country("PL"),
            ..german
        };
        check(polish, "DE", "2019-12-31", Err(not_sold("PL")));
    }
}
