//! What countries are called: their names in both languages, out of `assets/locales`, and other usual ones, out of
//! `assets/country-names.toml`. They are the same for every catalog, and so built in.

use crate::domain::address::CountryCode;
use crate::domain::country::CountryNames;

const ENGLISH: &str = include_str!("../../assets/locales/en-US/countries.ftl");
const POLISH: &str = include_str!("../../assets/locales/pl-PL/countries.ftl");
const OTHERS: &str = include_str!("../../assets/country-names.toml");

/// The names of every country. A test holds that all of them can be read.
pub(super) fn all() -> Vec<CountryNames> {
    let others: toml::Table = toml::from_str(OTHERS).unwrap_or_default();
    let of = |text: &str, code: CountryCode| {
        let key = format!("country-{code} = ");
        text.lines()
            .find_map(|line| line.strip_prefix(&key).map(str::to_owned))
    };
    let names = CountryCode::all().map(|code| {
        let mut names: Vec<String> = [of(ENGLISH, code), of(POLISH, code)]
            .into_iter()
            .flatten()
            .collect();
        let others = others.get(code.as_str()).and_then(toml::Value::as_array);
        let others = others.into_iter().flatten().filter_map(toml::Value::as_str);
        names.extend(others.map(str::to_owned));
        CountryNames { code, names }
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::country::{CountryBook, plain};

    fn book() -> CountryBook {
        CountryBook::new(Vec::new()).with_names(all())
    }

    #[test]
    fn every_country_has_its_names_and_no_two_share_one() {
        let mut holders = BTreeMap::new();
        let all = all();
        assert_eq!(all.len(), 249);
        for CountryNames { code, names } in all {
            assert!(names.len() >= 3, "{code} {names:?}");
            for name in names.iter().map(String::as_str).chain([code.as_str()]) {
                let other = holders.insert(plain(name), code);
                assert!(
                    other.is_none_or(|other| other == code),
                    "{name}: {code} and {other:?}"
                );
            }
        }
    }

    #[test]
    fn countries_are_found_by_code_and_by_what_people_call_them() {
        let check = |text: &str, code: Option<&str>| {
            let found = book().find(text).map(|code| code.to_string());
            assert_eq!(found.as_deref(), code, "{text:?}");
        };
        for text in [
            "gb",
            "GBR",
            "UK",
            "u.k.",
            "Great Britain",
            "england",
            "Wielka Brytania",
            "zjednoczone krolestwo",
        ] {
            check(text, Some("GB"));
        }
        for text in [
            "US",
            "USA",
            "U.S.A.",
            "United States of America",
            "stany zjednoczone",
        ] {
            check(text, Some("US"));
        }
        for text in ["Holland", "Holandia", "Nederland", "The Netherlands", "nld"] {
            check(text, Some("NL"));
        }
        check("Deutschland", Some("DE"));
        check("日本", Some("JP"));
        check("Ελλάδα", Some("GR"));
        check("Cote d'Ivoire", Some("CI"));
        check("Ivory Coast", Some("CI"));
        check("Łotwa", Some("LV"));
        check("lotwa", Some("LV"));
        for nothing in ["", " ", ".", "Ger", "Atlantis", "XX"] {
            check(nothing, None);
        }
    }
}
