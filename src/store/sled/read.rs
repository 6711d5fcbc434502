//! Reads, straight from the tree: each takes microseconds, so they run where they are asked for.

use std::ops::Bound;

use crate::domain::audit::Chain;
use crate::store::check::hex;
use crate::store::error::StoreError;
use crate::store::record::{Audited, Claim, Cursor, Envelope, Found, RecordRef, Scan};

use super::codec;
use super::layout;
use super::values::StoredAudit;

/// Reads one record.
pub fn get(tree: &sled::Db, record: &RecordRef) -> Result<Option<Envelope>, StoreError> {
    value(tree, &layout::record(record))
}

/// Reads entries of an index.
pub fn scan(tree: &sled::Db, scan: &Scan) -> Result<Vec<Found>, StoreError> {
    let prefix = layout::entry_prefix(scan.index, &scan.prefix);
    let mut low = Bound::Included(prefix.clone());
    let mut high = end_of(&prefix).map_or(Bound::Unbounded, Bound::Excluded);
    // A cursor of another scan is ignored instead of leading out of this one.
    if let Some(Cursor(key)) = scan.after.as_ref().filter(|cursor| cursor.0.starts_with(&prefix)) {
        if scan.descending {
            high = Bound::Excluded(key.clone());
        } else {
            // The key itself with one more byte is the least key above it.
            low = Bound::Included([key.as_slice(), &[0]].concat());
        }
    }
    let range = tree.range::<Vec<u8>, _>((low, high)).keys();
    if scan.descending {
        range.rev().take(scan.limit).map(found).collect()
    } else {
        range.take(scan.limit).map(found).collect()
    }
}

/// Who holds a unique key.
pub fn holder(tree: &sled::Db, claim: &Claim) -> Result<Option<RecordRef>, StoreError> {
    value(tree, &layout::claim(claim))
}

/// Who holds the unique keys that start with a text.
pub fn holders(tree: &sled::Db, start: &Claim, limit: usize) -> Result<Vec<(Claim, RecordRef)>, StoreError> {
    tree.scan_prefix(layout::claim(start))
        .take(limit)
        .map(|item| {
            let (key, bytes) = item.map_err(engine_error)?;
            let claim = layout::parse_named(&key)
                .ok_or_else(|| StoreError::Damaged(format!("claim {}", hex(&key))))?;
            Ok((Claim(claim), codec::decode(&key, &bytes)?))
        })
        .collect()
}

/// Reads entries of an audit chain.
pub fn audit(tree: &sled::Db, chain: Chain, after: u64, limit: usize) -> Result<Vec<Audited>, StoreError> {
    let Some(first) = after.checked_add(1) else {
        return Ok(Vec::new());
    };
    let range = layout::audit(chain, first)..=layout::audit(chain, u64::MAX);
    tree.range::<Vec<u8>, _>(range)
        .take(limit)
        .map(|item| {
            let (key, bytes) = item.map_err(engine_error)?;
            let stored: StoredAudit = codec::decode(&key, &bytes)?;
            let damaged = || StoreError::Damaged(format!("audit entry {}", hex(&key)));
            let (_, sequence) = layout::parse_audit(&key).ok_or_else(damaged)?;
            let entry = postcard::from_bytes(&stored.entry).map_err(|_| damaged())?;
            Ok(Audited { sequence, entry })
        })
        .collect()
}

/// Reads and verifies a value.
pub fn value<T: serde::de::DeserializeOwned>(tree: &sled::Db, key: &[u8]) -> Result<Option<T>, StoreError> {
    let bytes = tree.get(key).map_err(engine_error)?;
    bytes.map(|bytes| codec::decode(key, &bytes)).transpose()
}

/// What an error of the engine below means. One of input or output ends the engine.
pub fn engine_error(error: sled::Error) -> StoreError {
    match error {
        sled::Error::Io(error) => StoreError::Stopped(error.to_string()),
        other => StoreError::Damaged(other.to_string()),
    }
}

fn found(item: sled::Result<sled::IVec>) -> Result<Found, StoreError> {
    let key = item.map_err(engine_error)?;
    let (entry, record) =
        layout::parse_entry(&key).ok_or_else(|| StoreError::Damaged(format!("index entry {}", hex(&key))))?;
    Ok(Found {
        record,
        key: entry.key,
        cursor: Cursor(key.to_vec()),
    })
}

/// The least key above all that start with `prefix`.
fn end_of(prefix: &[u8]) -> Option<Vec<u8>> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.pop() {
        if let Some(next) = last.checked_add(1) {
            end.push(next);
            return Some(end);
        }
    }
    None
}
