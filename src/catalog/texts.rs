//! The five files of a catalog as texts: what a store keeps, and what the catalog's hash is over.

use serde::{Deserialize, Serialize};

use super::error::CatalogError;
use super::refusal::CatalogRefusal;
use super::{Loaded, Standing, read};
use crate::config::file::{File, FileTable};
use crate::config::mistake::{FileRole, Mistake};
use crate::domain::catalog_copy::CatalogHash;

/// The names of the files, in the order in which they are kept.
pub const FILES: [&str; 5] = [
    "countries.toml",
    "markets.toml",
    "offers.toml",
    "terms.toml",
    "problems.toml",
];

/// A file of a catalog: it has an entry for each country, and its mistakes have the codes by which programs knew them
/// before settings had the same ones.
pub(super) const ROLE: FileRole = FileRole {
    size_limit: 1 << 20,
    codes: &[
        ("setting-unreadable", "catalog-unreadable"),
        ("setting-missing", "catalog-unreadable"),
        ("setting-no-permission", "catalog-unreadable"),
        ("setting-not-utf-8", "catalog-unreadable"),
        ("setting-not-a-file", "catalog-unreadable"),
        ("setting-too-large", "catalog-unreadable"),
        ("setting-syntax", "catalog-syntax"),
        ("setting-card-number", "catalog-card-number"),
        ("setting-unknown-key-near", "catalog-unknown-field"),
        ("setting-unknown-key", "catalog-unknown-field"),
        ("setting-missing-key", "catalog-missing-field"),
        ("setting-wrong-kind", "catalog-wrong-type"),
        ("setting-empty", "catalog-empty"),
        ("setting-no-entries", "catalog-empty"),
        ("setting-not-clean", "catalog-not-clean"),
        ("setting-out-of-range", "catalog-number-range"),
        ("setting-duplicate", "catalog-duplicate"),
        ("setting-not-a-day", "catalog-not-a-day"),
    ],
};

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

    /// That the version of the terms is one of other terms, at its place.
    pub(super) fn refused_version(&self) -> Vec<Mistake> {
        self.refused("terms.toml", |root, mistakes| {
            if let Some(text) = root.line("version", mistakes) {
                let version = text.value.clone();
                mistakes.push(text.refused(&CatalogRefusal::SameVersion { version }));
            }
        })
    }

    /// What is wrong with a whole list of a file, such as that something is missing there.
    pub(super) fn refused_list(
        &self,
        file: &'static str,
        key: &'static str,
        refusal: &CatalogRefusal,
    ) -> Vec<Mistake> {
        self.refused(file, |root, mistakes| mistakes.push(root.refused(key, refusal)))
    }

    fn refused(
        &self,
        name: &'static str,
        find: impl FnOnce(&FileTable<'_>, &mut Vec<Mistake>),
    ) -> Vec<Mistake> {
        let mut files = self.files().filter(|(other, _)| *other == name);
        let text = files.next().map_or("", |(_, text)| text);
        File::of(ROLE, name, text).read_known(find).1
    }

    /// Which catalog it is.
    pub fn hash(&self) -> CatalogHash {
        CatalogHash::of(&self.to_bytes())
    }

    /// Reads those that a store sells by.
    pub fn read(self) -> Result<Loaded, CatalogError> {
        self.read_as(Standing::InForce)
    }

    pub(super) fn read_as(self, standing: Standing) -> Result<Loaded, CatalogError> {
        let mut texts = self.texts.into_iter();
        let files = FILES.map(|name| texts.next().map(|text| File::of(ROLE, name, text)));
        read(&files, standing, Vec::new())
    }
}
