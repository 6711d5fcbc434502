//! The five files of a catalog as texts: what a store keeps, and what the catalog's hash is over.

use serde::{Deserialize, Serialize};

use super::error::{CatalogError, Problem};
use super::reader::File;
use super::{Files, Loaded, read};
use crate::domain::catalog_copy::CatalogHash;

/// The names of the files, in the order in which they are kept.
pub const FILES: [&str; 5] = [
    "countries.toml",
    "markets.toml",
    "offers.toml",
    "terms.toml",
    "problems.toml",
];

/// The texts of a catalog's files.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Texts {
    texts: [String; 5],
}

impl Texts {
    /// Texts in the order of [`FILES`].
    pub(super) const fn new(texts: [String; 5]) -> Self {
        Self { texts }
    }

    /// Each file's name and text.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &str)> {
        FILES.into_iter().zip(self.texts.iter().map(String::as_str))
    }

    /// All of them as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// The texts that such bytes are of.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// Which catalog it is.
    pub fn hash(&self) -> CatalogHash {
        CatalogHash::of(&self.to_bytes())
    }

    /// Reads them; `place` stands before each file's name in what is told of mistakes.
    pub fn read(self, place: &str) -> Result<Loaded, CatalogError> {
        let names = FILES.map(|name| format!("{place}{name}"));
        let [countries, markets, offers, terms, problems] = &self.texts;
        let [in_countries, in_markets, in_offers, in_terms, in_problems] = &names;
        let (catalog, countries) = read(&Files {
            countries: File::new(in_countries, countries),
            markets: File::new(in_markets, markets),
            offers: File::new(in_offers, offers),
            terms: File::new(in_terms, terms),
            problems: File::new(in_problems, problems),
        })?;
        Ok(Loaded {
            catalog,
            countries,
            texts: self,
        })
    }
}

/// A file that cannot be read at all.
pub(super) fn unreadable(file: String, error: &std::io::Error) -> CatalogError {
    CatalogError {
        file,
        line: 1,
        column: 1,
        problem: Problem::Unreadable {
            what: error.to_string(),
        },
    }
}
