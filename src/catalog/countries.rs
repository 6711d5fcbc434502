//! Reads `countries.toml`.

use super::Standing;
use super::declared::Declared;
use super::refusal::CatalogRefusal;
use crate::config::file::FileTable;
use crate::config::file::fields::Placed;
use crate::config::mistake::{Mistake, Problem};
use crate::domain::address::CountryCode;
use crate::domain::country::{CountryRules, Pattern, PostalRule, PostalSeparator, State};
use crate::domain::offer::Names;
use crate::domain::vat::{VatChecksum, VatRule};

/// The countries of the file, in its order.
pub(super) fn read(
    root: &FileTable<'_>,
    standing: Standing,
    mistakes: &mut Vec<Mistake>,
) -> Declared<CountryRules> {
    root.only(&["country"], mistakes);
    let mut countries = Declared::new();
    for table in root.some_tables("country", mistakes) {
        let (code, rules) = country(&table, &countries, standing, mistakes);
        countries.add(code, rules);
    }
    countries.closed(mistakes.is_empty())
}

/// The country that a code stands for, whether or not the catalog has rules for it.
pub(super) fn country_code(text: &Placed<'_, String>, mistakes: &mut Vec<Mistake>) -> Option<CountryCode> {
    let code = text.value.parse().ok();
    if code.is_none() {
        let found = text.value.clone();
        mistakes.push(text.refused(&CatalogRefusal::NotACountry { found }));
    }
    code
}

fn country(
    table: &FileTable<'_>,
    others: &Declared<CountryRules>,
    standing: Standing,
    mistakes: &mut Vec<Mistake>,
) -> (Option<CountryCode>, Option<CountryRules>) {
    let before = mistakes.len();
    table.only(
        &[
            "code",
            "calling_code",
            "european_union",
            "postal",
            "state_required",
            "state",
            "vat",
        ],
        mistakes,
    );
    let text = table.line("code", mistakes);
    let code = text.as_ref().and_then(|text| country_code(text, mistakes));
    if let (Some(text), true) = (&text, code.is_some_and(|code| others.has(code))) {
        mistakes.push(text.duplicate());
    }
    let calling_code = calling_code(table, mistakes);
    let european_union = table.boolean("european_union", mistakes);
    let postal = table.table("postal", mistakes);
    let postal = postal.and_then(|postal| postal_rule(&postal, standing, mistakes));
    let state_required = table
        .optional_boolean("state_required", mistakes)
        .unwrap_or(false);
    let states = if state_required {
        table.some_tables("state", mistakes)
    } else {
        table.tables("state", mistakes)
    };
    let states = self::states(&states, mistakes);
    let vat = table.optional_table("vat", mistakes);
    let vat = vat.and_then(|vat| vat_rule(&vat, code, mistakes));
    let rules = (mistakes.len() == before).then(|| {
        Some(CountryRules {
            code: code?,
            calling_code: calling_code?,
            european_union: european_union?,
            postal,
            state_required,
            states,
            vat,
        })
    });
    (code, rules.flatten())
}

fn calling_code(table: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> Option<String> {
    let text = table.line("calling_code", mistakes)?;
    if !text.value.bytes().all(|b| b.is_ascii_digit()) || text.value.len() > 3 {
        mistakes.push(text.place().out_of_range(&(1..=999)));
        return None;
    }
    Some(text.value)
}

fn postal_rule(table: &FileTable<'_>, standing: Standing, mistakes: &mut Vec<Mistake>) -> Option<PostalRule> {
    let before = mistakes.len();
    table.only(
        &["required", "pattern", "sample", "separator", "before_last"],
        mistakes,
    );
    let separator = separator(table, standing, mistakes);
    let sample = table.line("sample", mistakes);
    let pattern = pattern(table, mistakes);
    let required = table.boolean("required", mistakes);
    if mistakes.len() > before {
        return None;
    }
    let sample = sample?;
    let rule = PostalRule {
        pattern: pattern?,
        sample: sample.value.clone(),
        required: required?,
        separator,
    };
    if rule.canonical(&sample.value).as_ref() == Some(&sample.value) {
        return Some(rule);
    }
    let found = sample.value.clone();
    mistakes.push(sample.refused(&CatalogRefusal::Sample { found }));
    None
}

/// What stands before the last so many characters.
fn separator(
    table: &FileTable<'_>,
    standing: Standing,
    mistakes: &mut Vec<Mistake>,
) -> Option<PostalSeparator> {
    let Some(value) = table.get("separator") else {
        if standing == Standing::Offered && table.get("before_last").is_some() {
            table.required("separator", mistakes);
        }
        return None;
    };
    let mut marks = value.text(mistakes)?.chars();
    let before_last = table.number("before_last", 1..=10, mistakes);
    let (Some(mark), None) = (marks.next(), marks.next()) else {
        mistakes.push(value.mistake(Problem::NotClean { limit: 1 }));
        return None;
    };
    Some(PostalSeparator {
        mark,
        before_last: usize::try_from(before_last?).unwrap_or(0),
    })
}

fn states(tables: &[FileTable<'_>], mistakes: &mut Vec<Mistake>) -> Vec<State> {
    let mut states: Vec<State> = Vec::new();
    for table in tables {
        table.only(&["code", "en", "pl"], mistakes);
        let code = table.line("code", mistakes);
        let (en, pl) = (table.line("en", mistakes), table.line("pl", mistakes));
        let Some(code) = code else { continue };
        if states.iter().any(|state| state.code == code.value) {
            mistakes.push(code.duplicate());
        }
        let name = |name: Option<Placed<'_, String>>| name.map(|name| name.value).unwrap_or_default();
        states.push(State {
            code: code.value,
            names: Names {
                en: name(en),
                pl: name(pl),
            },
        });
    }
    states
}

fn vat_rule(
    table: &FileTable<'_>,
    country: Option<CountryCode>,
    mistakes: &mut Vec<Mistake>,
) -> Option<VatRule> {
    let before = mistakes.len();
    table.only(&["prefix", "pattern", "sample", "checksum"], mistakes);
    let checksum = checksum(table, mistakes);
    let sample = table.line("sample", mistakes);
    let prefix = table.optional_line("prefix", mistakes);
    let pattern = pattern(table, mistakes);
    if mistakes.len() > before {
        return None;
    }
    let sample = sample?;
    let rule = VatRule {
        prefix: prefix.map(|prefix| prefix.value).unwrap_or_default(),
        pattern: pattern?,
        sample: sample.value.clone(),
        checksum: checksum?,
    };
    if rule.check(country?, &sample.value).as_ref() == Ok(&sample.value) {
        return Some(rule);
    }
    let found = sample.value.clone();
    mistakes.push(sample.refused(&CatalogRefusal::Sample { found }));
    None
}

fn checksum(table: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> Option<VatChecksum> {
    let text = table.line("checksum", mistakes)?;
    let known = VatChecksum::NAMES.iter();
    let found = known.clone().find(|(name, _)| *name == text.value);
    if found.is_none() {
        mistakes.push(text.refused(&CatalogRefusal::UnknownChecksum {
            found: text.value.clone(),
            expected: known.map(|(name, _)| (*name).to_owned()).collect(),
        }));
    }
    found.map(|(_, checksum)| *checksum)
}

fn pattern(table: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> Option<Pattern> {
    let text = table.line("pattern", mistakes)?;
    match Pattern::new(&text.value) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            mistakes.push(text.refused(&CatalogRefusal::Pattern {
                found: text.value.clone(),
                what: error.0,
            }));
            None
        }
    }
}
