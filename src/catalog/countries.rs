//! Reads `countries.toml`.

use super::error::{CatalogError, Problem};
use super::names;
use super::reader::{File, Placed, Table};
use crate::domain::address::CountryCode;
use crate::domain::country::{CountryBook, CountryRules, Pattern, PostalRule, PostalSeparator, State};
use crate::domain::offer::Names;
use crate::domain::vat::{VatChecksum, VatRule};

/// The countries of the file, in its order, then all others without rules.
pub(super) fn read(file: &File) -> Result<CountryBook, CatalogError> {
    let fields = file.parse()?;
    let root = file.root(&fields);
    root.only(&["country"])?;
    let mut countries: Vec<CountryRules> = Vec::new();
    for table in root.tables("country")? {
        let (code, rules) = country(&table)?;
        if countries.iter().any(|other| other.code == rules.code) {
            return Err(code.duplicate());
        }
        countries.push(rules);
    }
    if countries.is_empty() {
        return Err(root.error(Problem::MissingField { field: "country" }));
    }
    Ok(CountryBook::new(countries).with_names(names::all()))
}

/// A country code with its place.
pub(super) fn country_code(text: &Placed<String>) -> Result<CountryCode, CatalogError> {
    text.value.parse().map_err(|_| {
        text.error(Problem::NotACountry {
            found: text.value.clone(),
        })
    })
}

fn country<'t>(table: &Table<'t>) -> Result<(Placed<'t, String>, CountryRules), CatalogError> {
    table.only(&[
        "code",
        "calling_code",
        "european_union",
        "postal",
        "state_required",
        "state",
        "vat",
    ])?;
    let code = table.line("code")?;
    let country = country_code(&code)?;
    let calling_code = table.line("calling_code")?;
    if !calling_code.value.bytes().all(|b| b.is_ascii_digit()) || calling_code.value.len() > 3 {
        return Err(calling_code.error(Problem::NumberRange {
            field: "calling_code",
            found: calling_code.value.clone(),
            first: 1,
            last: 999,
        }));
    }
    let rules = CountryRules {
        code: country,
        calling_code: calling_code.value,
        european_union: table.boolean("european_union")?,
        postal: Some(postal(&table.table("postal")?)?),
        state_required: table.optional_boolean("state_required")?.unwrap_or(false),
        states: states(&table.tables("state")?)?,
        vat: (table.optional_table("vat")?)
            .map(|vat| vat_rule(&vat, country))
            .transpose()?,
    };
    if rules.state_required && rules.states.is_empty() {
        return Err(table.error(Problem::MissingField { field: "state" }));
    }
    Ok((code, rules))
}

fn postal(table: &Table) -> Result<PostalRule, CatalogError> {
    table.only(&["required", "pattern", "sample", "separator", "before_last"])?;
    let separator = match table.exact("separator")? {
        None => None,
        Some(text) => {
            let mut marks = text.value.chars();
            let (Some(mark), None) = (marks.next(), marks.next()) else {
                return Err(text.error(Problem::NotClean {
                    field: "separator",
                    limit: 1,
                }));
            };
            let before_last = table.optional_number("before_last", (1, 10))?;
            let before_last =
                before_last.ok_or_else(|| table.error(Problem::MissingField { field: "before_last" }))?;
            let before_last = usize::try_from(before_last).unwrap_or(0);
            Some(PostalSeparator { mark, before_last })
        }
    };
    let sample = table.line("sample")?;
    let rule = PostalRule {
        pattern: pattern(table)?,
        sample: sample.value.clone(),
        required: table.boolean("required")?,
        separator,
    };
    if rule.canonical(&sample.value).as_ref() != Some(&sample.value) {
        return Err(sample.error(Problem::Sample {
            found: sample.value.clone(),
        }));
    }
    Ok(rule)
}

fn states(tables: &[Table]) -> Result<Vec<State>, CatalogError> {
    let mut states: Vec<State> = Vec::new();
    for table in tables {
        table.only(&["code", "en", "pl"])?;
        let code = table.line("code")?;
        if states.iter().any(|state| state.code == code.value) {
            return Err(code.duplicate());
        }
        states.push(State {
            code: code.value,
            names: Names {
                en: table.line("en")?.value,
                pl: table.line("pl")?.value,
            },
        });
    }
    Ok(states)
}

fn vat_rule(table: &Table, country: CountryCode) -> Result<VatRule, CatalogError> {
    table.only(&["prefix", "pattern", "sample", "checksum"])?;
    let checksum = table.line("checksum")?;
    let found = VatChecksum::NAMES
        .iter()
        .find(|(name, _)| *name == checksum.value)
        .ok_or_else(|| {
            checksum.error(Problem::UnknownChecksum {
                found: checksum.value.clone(),
                expected: VatChecksum::NAMES.iter().map(|(name, _)| *name).collect(),
            })
        })?;
    let sample = table.line("sample")?;
    let prefix = table.optional_line("prefix")?;
    let rule = VatRule {
        prefix: prefix.map(|prefix| prefix.value).unwrap_or_default(),
        pattern: pattern(table)?,
        sample: sample.value.clone(),
        checksum: found.1,
    };
    if rule.check(country, &sample.value).as_ref() != Ok(&sample.value) {
        return Err(sample.error(Problem::Sample {
            found: sample.value.clone(),
        }));
    }
    Ok(rule)
}

fn pattern(table: &Table) -> Result<Pattern, CatalogError> {
    let text = table.line("pattern")?;
    Pattern::new(&text.value).map_err(|error| {
        text.error(Problem::Pattern {
            found: text.value.clone(),
            what: error.0,
        })
    })
}
