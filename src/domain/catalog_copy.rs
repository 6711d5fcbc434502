//! The catalog in force, as a store keeps it: so that no program and no option sells at another price.
//!
//! A record holds 6,000 bytes, so the text is kept in parts. All of them are written together, under one hash.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Most bytes of a part: a record has room for a little more.
const PART_BYTES: usize = 5_500;

/// SHA-256 of a catalog's files: which catalog it is, and under which one an order was placed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct CatalogHash([u8; 32]);

impl CatalogHash {
    /// The hash of a catalog's text.
    pub fn of(text: &[u8]) -> Self {
        Self(Sha256::digest(text).into())
    }
}

impl fmt::Display for CatalogHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for CatalogHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A part of a catalog's text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CatalogPart {
    /// Its place, from 0.
    pub place: u16,
    /// How many parts there are.
    pub of: u16,
    /// Hash of the whole text.
    pub hash: CatalogHash,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl CatalogPart {
    /// The parts of a text, in their order; `None` when it is longer than any catalog.
    pub fn split(text: &[u8]) -> Option<Vec<Self>> {
        let hash = CatalogHash::of(text);
        let parts = text.chunks(PART_BYTES);
        let of = u16::try_from(parts.len()).ok()?;
        let part = |(place, bytes): (u16, &[u8])| Self {
            place,
            of,
            hash,
            bytes: bytes.to_vec(),
        };
        Some((0..).zip(parts).map(part).collect())
    }

    /// The text of all parts; `None` when one is missing or not of this catalog.
    pub fn join(parts: &[Self]) -> Option<Vec<u8>> {
        let first = parts.first()?;
        let fits = |(place, part): (usize, &Self)| {
            usize::from(part.place) == place && (part.of, part.hash) == (first.of, first.hash)
        };
        let whole = usize::from(first.of) == parts.len() && parts.iter().enumerate().all(fits);
        let text: Vec<u8> = parts.iter().flat_map(|part| part.bytes.iter().copied()).collect();
        (whole && CatalogHash::of(&text) == first.hash).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalog_comes_back_whole_or_not_at_all() {
        let text = "ż".repeat(9_000);
        let parts = CatalogPart::split(text.as_bytes()).unwrap();
        assert_eq!(parts.len(), 4);
        assert_eq!(CatalogPart::join(&parts).as_deref(), Some(text.as_bytes()));
        assert_eq!(CatalogPart::join(&parts[..3]), None);
        let mut swapped = parts.clone();
        swapped.swap(0, 1);
        assert_eq!(CatalogPart::join(&swapped), None);
        let mut damaged = parts;
        damaged[2].bytes[0] ^= 1;
        assert_eq!(CatalogPart::join(&damaged), None);
    }
}
