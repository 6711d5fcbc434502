//! How the catalog in force is kept.

use crate::domain::catalog_copy::CatalogPart;
use crate::store::record::{Kind, Record};

/// Id of a part of the catalog by its place.
pub fn catalog_part_id(place: u16) -> Vec<u8> {
    [b"catalog/".as_slice(), &place.to_be_bytes()].concat()
}

impl Record for CatalogPart {
    const KIND: Kind = Kind::CatalogPart;
    const SCHEMA: u8 = 1;

    fn id(&self) -> Vec<u8> {
        catalog_part_id(self.place)
    }
}
