//! What the catalog that is built in sells.

use super::super::{Loaded, embedded};
use crate::domain::money::{BasisPoints, CurrencyCode, Money};
use crate::domain::offer::{Buyer, OfferId, Seat, Source, TaxTreatment};
use crate::i18n::{I18n, Locale};

#[test]
fn the_catalog_that_is_built_in_sells_three_offers_in_four_markets() {
    let Loaded {
        catalog, countries, ..
    } = embedded().unwrap();
    let names: Vec<&str> = catalog
        .offers
        .iter()
        .map(|offer| offer.names.en.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "Microsoft Action Pack Subscription",
            "Silver membership",
            "Gold membership"
        ]
    );
    assert_eq!(countries.countries().len(), 249);
    let checked = countries.countries().iter().filter(|rules| !rules.is_unknown());
    assert_eq!(checked.clone().count(), 42);
    assert_eq!(checked.filter(|rules| rules.european_union).count(), 27);
    assert_eq!(catalog.terms_version, "2026-1");
    for offer in &catalog.offers {
        for country in ["US", "PL", "DE", "GB"] {
            let buyer = Buyer {
                country: country.parse().unwrap(),
                has_vat_id: false,
                exempt: false,
            };
            let quote = catalog.quote(&offer.id, buyer, american_seller(), "2026-06-22".parse().unwrap());
            assert!(quote.is_ok(), "{country} {quote:?}");
        }
    }
}

fn american_seller() -> Seat {
    Seat {
        country: "US".parse().unwrap(),
        in_union: false,
    }
}

#[test]
fn the_cited_price_and_the_dated_change_are_quoted() {
    let Loaded { catalog, .. } = embedded().unwrap();
    let quote = |offer: &str, country: &str, day: &str| {
        let buyer = Buyer {
            country: country.parse().unwrap(),
            has_vat_id: false,
            exempt: false,
        };
        let id = OfferId::parse(offer).unwrap();
        catalog
            .quote(&id, buyer, american_seller(), day.parse().unwrap())
            .unwrap()
    };
    let american = quote("action-pack", "US", "2026-06-22");
    assert_eq!(american.total, Money::new(47_500, CurrencyCode::USD));
    assert_eq!(american.treatment, TaxTreatment::Untaxed);
    assert_eq!(quote("action-pack", "PL", "2026-12-31").net.minor, 180_000);
    assert_eq!(quote("action-pack", "PL", "2027-01-01").net.minor, 189_000);
    assert_eq!(
        quote("action-pack", "PL", "2026-12-31").treatment,
        TaxTreatment::Rate(BasisPoints(2_300))
    );
    let cited = &catalog.offers[0].prices[0];
    assert!(matches!(&cited.source, Source::Cited(source) if source.contains("earn-competencies")));
    let others = catalog.offers.iter().flat_map(|offer| &offer.prices).skip(1);
    assert!(others.into_iter().all(|price| price.source == Source::Sample));
}

#[test]
fn every_country_has_a_name_in_both_languages() {
    let Loaded { countries, .. } = embedded().unwrap();
    for rules in countries.countries() {
        for locale in Locale::ALL {
            assert!(
                I18n::new(locale).has(&format!("country-{}", rules.code)),
                "{}",
                rules.code
            );
        }
    }
}
