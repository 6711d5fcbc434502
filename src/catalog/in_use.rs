//! What another catalog no longer has although records of a store refer to it by its code.
//!
//! An offer that is gone would hide what accounts hold. A country that is gone would let any address and VAT ID of it
//! pass, and take it out of the union for tax; with a market its tax rates go, by which an open order is rated anew when
//! its VAT ID is rejected; with a type of problem the name of what an open request is about.

use std::collections::BTreeSet;

use super::Loaded;
use super::refusal::{CatalogRefusal, UsedKind};
use crate::config::mistake::Mistake;
use crate::domain::address::CountryCode;
use crate::domain::date::Day;
use crate::domain::offer::{Catalog, OfferId};

/// So many users of what is gone are named.
const NAMED: usize = 3;

/// What a catalog has and the one after it does not, of what records refer to by a code.
#[derive(Debug, Default)]
pub struct Dropped {
    /// Countries with rules.
    pub countries: BTreeSet<CountryCode>,
    /// Markets.
    pub markets: BTreeSet<CountryCode>,
    /// Types of problems, by id.
    pub problems: BTreeSet<String>,
}

/// What records refer to that a catalog lacks.
#[derive(Debug, Default)]
pub struct Missed {
    /// Offers that accounts hold or that an order asks to be paid for.
    pub offers: BTreeSet<OfferId>,
    /// Countries of the seller and of legal profiles.
    pub countries: Users<CountryCode>,
    /// Markets of legal profiles and of open orders.
    pub markets: Users<CountryCode>,
    /// Markets without a rate for the day on which an open order was placed.
    pub taxes: Users<CountryCode>,
    /// Types of open requests.
    pub problems: Users<String>,
}

/// Codes that are gone, with who uses them: counted, and the first few by name.
#[derive(Debug)]
pub struct Users<C> {
    gone: BTreeSet<C>,
    count: usize,
    first: Vec<String>,
}

impl<C> Default for Users<C> {
    fn default() -> Self {
        Self {
            gone: BTreeSet::new(),
            count: 0,
            first: Vec::new(),
        }
    }
}

impl<C: Ord + ToString> Users<C> {
    /// Notes somebody who uses these codes, if any.
    pub fn note(&mut self, codes: impl IntoIterator<Item = C>, name: impl FnOnce() -> String) {
        let mut codes = codes.into_iter().peekable();
        if codes.peek().is_none() {
            return;
        }
        self.gone.extend(codes);
        self.count += 1;
        if self.first.len() < NAMED {
            self.first.push(name());
        }
    }

    /// What to say of them, if anybody uses one.
    fn refusal(self, kind: UsedKind) -> Option<CatalogRefusal> {
        (self.count > 0).then(|| CatalogRefusal::InUse {
            kind,
            gone: self.gone.iter().map(ToString::to_string).collect(),
            count: self.count,
            first: self.first,
        })
    }
}

impl Dropped {
    /// Whether it is nothing.
    pub fn is_empty(&self) -> bool {
        self.countries.is_empty() && self.markets.is_empty() && self.problems.is_empty()
    }
}

impl Loaded {
    /// What this catalog has and another one does not.
    pub fn dropped_by(&self, new: &Self) -> Dropped {
        let known = |of: &Self| -> BTreeSet<CountryCode> {
            let countries = of.countries.countries().iter();
            countries
                .filter(|rules| !rules.is_unknown())
                .map(|rules| rules.code)
                .collect()
        };
        let markets = |of: &Self| -> BTreeSet<CountryCode> {
            of.catalog.markets.iter().map(|market| market.country).collect()
        };
        let problems = |of: &Self| -> BTreeSet<String> {
            let problems = of.catalog.problems.iter();
            problems.map(|problem| problem.id.clone()).collect()
        };
        Dropped {
            countries: &known(self) - &known(new),
            markets: &markets(self) - &markets(new),
            problems: &problems(self) - &problems(new),
        }
    }

    /// Whether this catalog has a tax rate for a day of a market and another one, which has the market, has none.
    pub fn rate_dropped_by(&self, new: &Self, market: CountryCode, day: Day) -> bool {
        let is_rated = |of: &Catalog| {
            let found = of.market(market);
            found.map(|market| market.taxes.iter().any(|tax| tax.from <= day))
        };
        (is_rated(&self.catalog), is_rated(&new.catalog)) == (Some(true), Some(false))
    }

    /// Each mistake of dropping what is in use, at the list where it is missing.
    pub(super) fn refused_drops(&self, missed: Missed) -> Vec<Mistake> {
        let gone = missed.offers.into_iter();
        let gone: Vec<OfferId> = gone.filter(|id| self.catalog.offer(id).is_err()).collect();
        let offers = (!gone.is_empty()).then(|| CatalogRefusal::HeldOffers {
            gone: gone.iter().map(|id| id.as_str().to_owned()).collect(),
        });
        let refusals = [
            (
                "countries.toml",
                "country",
                missed.countries.refusal(UsedKind::Country),
            ),
            ("markets.toml", "market", missed.markets.refusal(UsedKind::Market)),
            ("markets.toml", "market", missed.taxes.refusal(UsedKind::Tax)),
            ("offers.toml", "offer", offers),
            (
                "problems.toml",
                "problem",
                missed.problems.refusal(UsedKind::Problem),
            ),
        ];
        let refusals = refusals.into_iter();
        refusals
            .filter_map(|(file, key, refusal)| Some((file, key, refusal?)))
            .flat_map(|(file, key, refusal)| self.texts.refused_list(file, key, &refusal))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::embedded;

    #[test]
    fn what_another_catalog_lacks_is_found_and_what_it_has_besides_is_not() {
        let before = embedded().unwrap();
        let poland: CountryCode = "PL".parse().unwrap();
        let mut new = before.clone();
        new.catalog.markets.retain(|market| market.country != poland);
        new.catalog.problems.retain(|problem| problem.id != "billing");
        let dropped = before.dropped_by(&new);
        assert_eq!(dropped.markets, BTreeSet::from([poland]));
        assert_eq!(dropped.problems, BTreeSet::from(["billing".to_owned()]));
        assert!(dropped.countries.is_empty());
        assert!(new.dropped_by(&before).is_empty());
    }

    #[test]
    fn a_rate_that_begins_later_leaves_earlier_days_without_one() {
        let before = embedded().unwrap();
        let poland: CountryCode = "PL".parse().unwrap();
        let mut new = before.clone();
        let day = |text: &str| text.parse::<Day>().unwrap();
        for market in &mut new.catalog.markets {
            market
                .taxes
                .iter_mut()
                .for_each(|tax| tax.from = day("2027-01-01"));
        }
        assert!(before.rate_dropped_by(&new, poland, day("2026-06-22")));
        assert!(!before.rate_dropped_by(&new, poland, day("2027-01-01")));
        assert!(!before.rate_dropped_by(&before, poland, day("2026-06-22")));
        new.catalog.markets.clear();
        assert!(
            !before.rate_dropped_by(&new, poland, day("2026-06-22")),
            "it is told of the market"
        );
    }

    #[test]
    fn users_are_counted_and_the_first_few_named() {
        let mut users = Users::default();
        users.note(None::<String>, || unreachable!("nothing of it is gone"));
        for name in ["Aurora", "Contoso", "Fabrikam", "Northwind"] {
            users.note([name.to_lowercase()], || name.to_owned());
        }
        let Some(CatalogRefusal::InUse { count, first, .. }) = users.refusal(UsedKind::Problem) else {
            panic!("somebody uses it");
        };
        assert_eq!(
            (count, first),
            (4, ["Aurora", "Contoso", "Fabrikam"].map(str::to_owned).to_vec())
        );
    }
}
