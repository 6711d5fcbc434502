//! Which records say other index entries of themselves than are kept: those that were written before an index was there.
//!
//! An index that is added needs no shape of a record to change. The records of an older build are found by asking each
//! what it says by now, in one pass; only ids are kept of what was found.

use std::ops::Bound;

use crate::store::check::Inspector;
use crate::store::error::StoreError;
use crate::store::record::{Envelope, IndexEntry, RecordRef};

use super::codec;
use super::content::Content;
use super::layout::{self, Family};
use super::rows::Order;

/// So many records are written at once: some hundred kilobytes of the journal.
const PORTION: usize = 500;

/// The records whose index entries are to be written anew, but for the last one. What cannot be read is left to the check.
pub fn stale(content: &Content, inspect: Inspector, last: &RecordRef) -> Result<Vec<RecordRef>, StoreError> {
    let (low, high) = ([Family::Record.byte()], [Family::Record.byte() + 1]);
    let keys = (Bound::Included(low.as_slice()), Bound::Excluded(high.as_slice()));
    let mut found = Vec::new();
    content.each(keys, Order::Ascending, |(key, value)| {
        if let Some(record) = layout::parse_record(&key)
            && record != *last
            && let Ok(envelope) = codec::decode::<Envelope>(&key, &value)
            && let Ok(view) = inspect(record.kind, &envelope)
            && !is_same(&view.entries, &envelope.entries)
        {
            found.push(record);
        }
        Ok::<bool, StoreError>(true)
    })?;
    Ok(found)
}

/// What is written in one commit each: the last record by itself.
pub fn portions<'found>(
    stale: &'found [RecordRef],
    last: &'found RecordRef,
) -> impl Iterator<Item = &'found [RecordRef]> {
    stale
        .chunks(PORTION)
        .chain(std::iter::once(std::slice::from_ref(last)))
}

fn is_same(wanted: &[IndexEntry], kept: &[IndexEntry]) -> bool {
    wanted.len() == kept.len() && wanted.iter().all(|entry| kept.contains(entry))
}
