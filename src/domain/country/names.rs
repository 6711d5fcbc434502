//! Finding a country by what people call it: its code, its name in either language of the desk, and other usual names.
//!
//! Marks, case, blanks and dots do not count: `u.k.`, `Zjednoczone Krolestwo` and `GB` are one country.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::CountryBook;
use crate::domain::address::CountryCode;

/// What a country is called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CountryNames {
    /// Country.
    pub code: CountryCode,
    /// Its names, besides its code.
    pub names: Vec<String>,
}

/// Longest name that is looked for, bytes.
const LIMIT: usize = 200;

impl CountryBook {
    /// With the names by which countries are found.
    #[must_use]
    pub fn with_names(mut self, names: Vec<CountryNames>) -> Self {
        self.names = names;
        self
    }

    /// The names of a country, besides its code.
    pub fn names(&self, country: CountryCode) -> &[String] {
        let found = self.names.iter().find(|names| names.code == country);
        found.map_or(&[], |found| found.names.as_slice())
    }

    /// The country that a code or a name means; a part of a name means none.
    pub fn find(&self, text: &str) -> Option<CountryCode> {
        if let Ok(code) = text.parse() {
            return Some(code);
        }
        let wanted = plain(text);
        if wanted.is_empty() {
            return None;
        }
        let is_meant = |names: &&CountryNames| names.names.iter().any(|name| plain(name) == wanted);
        let code = wanted.parse().ok();
        let found = self.names.iter().find(is_meant).map(|names| names.code);
        found.or(code)
    }
}

/// The letters and digits of a text, without marks and case.
pub fn plain(text: &str) -> String {
    let end = (0..=text.len().min(LIMIT))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    let text = end.and_then(|end| text.get(..end)).unwrap_or_default();
    let mut plain = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            // These are letters of their own and do not come apart.
            'ł' => plain.push('l'),
            'ø' => plain.push('o'),
            'đ' => plain.push('d'),
            'ı' => plain.push('i'),
            'æ' => plain.push_str("ae"),
            'ß' => plain.push_str("ss"),
            c if c.is_alphanumeric() && !is_combining_mark(c) => plain.push(c),
            _ => {}
        }
    }
    plain
}
