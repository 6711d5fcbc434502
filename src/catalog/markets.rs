//! Reads `markets.toml`.

use super::countries::country_code;
use super::error::{CatalogError, Problem};
use super::reader::{File, Placed, Table};
use crate::domain::country::CountryBook;
use crate::domain::money::{self, BasisPoints};
use crate::domain::offer::{Market, Source, TaxRate};
use crate::domain::order::USUAL_DUE_DAYS;

/// The markets of the file, in its order. Whether one is in the European Union, its country says.
pub(super) fn read(file: &File, countries: &CountryBook) -> Result<Vec<Market>, CatalogError> {
    let fields = file.parse()?;
    let root = file.root(&fields);
    root.only(&["market"])?;
    let mut markets: Vec<Market> = Vec::new();
    for table in root.tables("market")? {
        let (country, market) = market(&table, countries)?;
        if markets.iter().any(|other| other.country == market.country) {
            return Err(country.duplicate());
        }
        markets.push(market);
    }
    if markets.is_empty() {
        return Err(root.error(Problem::MissingField { field: "market" }));
    }
    Ok(markets)
}

/// Where a figure comes from: `sample`, or what can be looked up.
pub(super) fn source(table: &Table) -> Result<Source, CatalogError> {
    let text = table.line("source")?.value;
    Ok(if text == "sample" {
        Source::Sample
    } else {
        Source::Cited(text)
    })
}

/// A currency code with its place.
pub(super) fn currency<T>(text: &Placed<T>, code: &str) -> Result<money::CurrencyCode, CatalogError> {
    money::currency(code).map_err(|_| {
        text.error(Problem::UnknownCurrency {
            found: code.to_owned(),
        })
    })
}

fn market<'t>(
    table: &Table<'t>,
    countries: &CountryBook,
) -> Result<(Placed<'t, String>, Market), CatalogError> {
    table.only(&["country", "currency", "tax", "due_days"])?;
    let country = table.line("country")?;
    let rules = countries.rules(country_code(&country)?);
    let rules = rules.filter(|rules| !rules.is_unknown()).ok_or_else(|| {
        let there = countries.countries().iter().filter(|rules| !rules.is_unknown());
        country.error(Problem::UnknownCountry {
            found: country.value.clone(),
            expected: there.map(|rules| rules.code.to_string()).collect(),
        })
    })?;
    let code = table.line("currency")?;
    let market = Market {
        country: rules.code,
        currency: currency(&code, &code.value)?,
        european_union: rules.european_union,
        taxes: taxes(&table.tables("tax")?)?,
        due_days: (table.optional_number("due_days", (1, 365))?)
            .and_then(|days| u16::try_from(days).ok())
            .unwrap_or(USUAL_DUE_DAYS),
    };
    Ok((country, market))
}

fn taxes(tables: &[Table]) -> Result<Vec<TaxRate>, CatalogError> {
    let mut taxes: Vec<TaxRate> = Vec::new();
    for table in tables {
        table.only(&["from", "percent", "source"])?;
        let from = table.day("from")?;
        if taxes.iter().any(|tax| tax.from == from.value) {
            return Err(from.error(Problem::Duplicate {
                found: from.value.to_string(),
            }));
        }
        let percent = table.line("percent")?;
        let rate = basis_points(&percent.value).ok_or_else(|| {
            percent.error(Problem::NotARate {
                found: percent.value.clone(),
            })
        })?;
        taxes.push(TaxRate {
            from: from.value,
            rate,
            source: source(table)?,
        });
    }
    Ok(taxes)
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
