//! Reads `markets.toml`.

use super::Standing;
use super::countries::country_code;
use super::declared::{Declared, Lookup};
use super::refusal::CatalogRefusal;
use crate::config::file::FileTable;
use crate::config::file::fields::Placed;
use crate::config::mistake::Mistake;
use crate::domain::address::CountryCode;
use crate::domain::country::CountryRules;
use crate::domain::money::{self, BasisPoints};
use crate::domain::offer::{Market, Source, TaxRate};
use crate::domain::order::USUAL_DUE_DAYS;

/// The markets of the file, in its order. Whether one is in the European Union, its country says.
pub(super) fn read(
    root: &FileTable<'_>,
    countries: &Declared<CountryRules>,
    standing: Standing,
    mistakes: &mut Vec<Mistake>,
) -> Declared<Market> {
    root.only(&["market"], mistakes);
    let mut markets = Declared::new();
    for table in root.some_tables("market", mistakes) {
        let (code, market) = market(&table, countries, &markets, standing, mistakes);
        markets.add(code, market);
    }
    markets.closed(mistakes.is_empty())
}

/// Where a figure comes from: `sample`, or what can be looked up.
pub(super) fn source(table: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> Option<Source> {
    let text = table.line("source", mistakes)?.value;
    Some(if text == "sample" {
        Source::Sample
    } else {
        Source::Cited(text)
    })
}

/// A currency code within a text.
pub(super) fn currency<T>(
    text: &Placed<'_, T>,
    code: &str,
    mistakes: &mut Vec<Mistake>,
) -> Option<money::CurrencyCode> {
    let currency = money::currency(code).ok();
    if currency.is_none() {
        let found = code.to_owned();
        mistakes.push(text.refused(&CatalogRefusal::UnknownCurrency { found }));
    }
    currency
}

fn market(
    table: &FileTable<'_>,
    countries: &Declared<CountryRules>,
    others: &Declared<Market>,
    standing: Standing,
    mistakes: &mut Vec<Mistake>,
) -> (Option<CountryCode>, Option<Market>) {
    let before = mistakes.len();
    table.only(&["country", "currency", "tax", "due_days"], mistakes);
    let text = table.line("country", mistakes);
    let code = text.as_ref().and_then(|text| country_code(text, mistakes));
    let mut rules = None;
    if let (Some(text), Some(code)) = (&text, code) {
        match countries.get(code) {
            Lookup::Whole(found) => rules = Some(found),
            Lookup::Faulty => {}
            Lookup::Nothing => mistakes.push(text.refused(&CatalogRefusal::UnknownCountry {
                found: text.value.clone(),
                expected: countries.codes(),
            })),
        }
        if others.has(code) {
            mistakes.push(text.duplicate());
        }
    }
    let currency = (table.line("currency", mistakes)).and_then(|text| currency(&text, &text.value, mistakes));
    // Without a rate everything would be sold there without tax, whether that was meant or not.
    if standing == Standing::Offered && table.is_without("tax", mistakes) {
        mistakes.push(table.refused("tax", &CatalogRefusal::NoTax));
    }
    let taxes = taxes(&table.tables("tax", mistakes), mistakes);
    let due_days = table
        .optional_number("due_days", 1..=365, mistakes)
        .and_then(|days| u16::try_from(days).ok())
        .unwrap_or(USUAL_DUE_DAYS);
    let market = (mistakes.len() == before).then(|| {
        let rules = rules?;
        Some(Market {
            country: rules.code,
            currency: currency?,
            european_union: rules.european_union,
            taxes,
            due_days,
        })
    });
    (code, market.flatten())
}

fn taxes(tables: &[FileTable<'_>], mistakes: &mut Vec<Mistake>) -> Vec<TaxRate> {
    let mut taxes: Vec<TaxRate> = Vec::new();
    for table in tables {
        table.only(&["from", "percent", "source"], mistakes);
        let from = table.day("from", mistakes);
        if let Some(from) = &from
            && taxes.iter().any(|tax| tax.from == from.value)
        {
            mistakes.push(from.duplicate());
        }
        let percent = table.line("percent", mistakes);
        let rate = percent.as_ref().and_then(|text| basis_points(&text.value));
        if let (Some(percent), None) = (&percent, rate) {
            let found = percent.value.clone();
            mistakes.push(percent.refused(&CatalogRefusal::NotARate { found }));
        }
        let source = source(table, mistakes);
        if let (Some(from), Some(rate), Some(source)) = (from, rate, source) {
            taxes.push(TaxRate {
                from: from.value,
                rate,
                source,
            });
        }
    }
    taxes
}

/// `23`, `7.5` or `7.25` percent; at most 100.
fn basis_points(percent: &str) -> Option<BasisPoints> {
    let (whole, fraction) = match percent.split_once('.') {
        None => (percent, ""),
        Some((_, "")) => return None,
        Some(parts) => parts,
    };
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let points: u32 = format!("{whole}{fraction:0<2}").parse().ok()?;
    u16::try_from(points)
        .ok()
        .filter(|points| *points <= 10_000)
        .map(BasisPoints)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_exact_percentages() {
        let check = |text: &str, expected: Option<u16>| {
            assert_eq!(basis_points(text).map(|rate| rate.0), expected, "{text:?}");
        };
        check("23", Some(2_300));
        check("7.5", Some(750));
        check("7.25", Some(725));
        check("0", Some(0));
        check("100", Some(10_000));
        for wrong in ["", "100.01", "-1", "7.", ".5", "7.255", "7,5", "23%", "1000"] {
            check(wrong, None);
        }
    }
}
