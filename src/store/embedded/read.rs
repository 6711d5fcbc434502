//! Reads: each takes microseconds, so they run where they are asked for.

use std::ops::Bound;

use crate::domain::audit::Chain;
use crate::store::check::hex;
use crate::store::error::StoreError;
use crate::store::record::{AuditScan, Audited, Claim, Cursor, Envelope, Found, RecordRef, Scan};

use super::audit::LooseOrder;
use super::codec;
use super::content::Content;
use super::layout;
use super::rows::Order;
use super::values::StoredAudit;

/// Reads one record.
pub fn get(content: &Content, record: &RecordRef) -> Result<Option<Envelope>, StoreError> {
    value(content, &layout::record(record))
}

/// Reads entries of an index.
pub fn scan(content: &Content, scan: &Scan) -> Result<Vec<Found>, StoreError> {
    let prefix = layout::entry_prefix(scan.index, &scan.prefix);
    let end = end_of(&prefix);
    let beyond;
    let mut low = Bound::Included(prefix.as_slice());
    let mut high = end.as_deref().map_or(Bound::Unbounded, Bound::Excluded);
    // A cursor of another scan is ignored instead of leading out of this one.
    if let Some(Cursor(key)) = scan.after.as_ref().filter(|cursor| cursor.0.starts_with(&prefix)) {
        if scan.descending {
            high = Bound::Excluded(key.as_slice());
        } else {
            // The key itself with one more byte is the least key above it.
            beyond = [key.as_slice(), &[0]].concat();
            low = Bound::Included(beyond.as_slice());
        }
    }
    let order = if scan.descending {
        Order::Descending
    } else {
        Order::Ascending
    };
    let rows = content.scan((low, high), order, scan.limit)?;
    rows.into_iter().map(|(key, _)| found(key)).collect()
}

/// Where an entry with this key would stand. The key without its end sorts right before every entry that has it, or goes
/// on from it.
pub fn place(index: u8, key: &[u8]) -> Cursor {
    Cursor(layout::entry_prefix(index, key))
}

/// Who holds a unique key.
pub fn holder(content: &Content, claim: &Claim) -> Result<Option<RecordRef>, StoreError> {
    value(content, &layout::claim(claim))
}

/// Who holds the unique keys that start with a text.
pub fn holders(
    content: &Content,
    start: &Claim,
    limit: usize,
) -> Result<Vec<(Claim, RecordRef)>, StoreError> {
    let prefix = layout::claim(start);
    let end = end_of(&prefix);
    let keys = (
        Bound::Included(prefix.as_slice()),
        end.as_deref().map_or(Bound::Unbounded, Bound::Excluded),
    );
    let rows = content.scan(keys, Order::Ascending, limit)?;
    rows.into_iter()
        .map(|(key, bytes)| {
            let claim = layout::parse_named(&key)
                .ok_or_else(|| StoreError::Damaged(format!("claim {}", hex(&key))))?;
            Ok((Claim(claim), codec::decode(&key, &bytes)?))
        })
        .collect()
}

/// Reads entries of an audit chain, or of all by the order of all: as it is kept, or as it was put together.
pub fn audit_log(
    content: &Content,
    scan: AuditScan,
    order: Option<&LooseOrder>,
) -> Result<Vec<(Chain, Audited)>, StoreError> {
    let (low, high) = match (scan.from, scan.descending) {
        (None, _) => (0, u64::MAX),
        (Some(from), false) => match from.checked_add(1) {
            Some(first) => (first, u64::MAX),
            None => return Ok(Vec::new()),
        },
        (Some(from), true) => match from.checked_sub(1) {
            Some(last) => (0, last),
            None => return Ok(Vec::new()),
        },
    };
    let way = if scan.descending {
        Order::Descending
    } else {
        Order::Ascending
    };
    let rows = |low: Vec<u8>, high: Vec<u8>| {
        let keys = (Bound::Included(low.as_slice()), Bound::Included(high.as_slice()));
        content.scan(keys, way, scan.limit)
    };
    if let Some(chain) = scan.chain {
        let rows = rows(layout::audit(chain, low), layout::audit(chain, high))?;
        return rows.iter().map(|(key, bytes)| audited(key, bytes)).collect();
    }
    let Some(order) = order else {
        let places = rows(layout::order(low), layout::order(high))?;
        let entries = places
            .iter()
            .map(|(place, bytes)| codec::decode::<Vec<u8>>(place, bytes));
        return entries.map(|key| audit_entry(content, &key?)).collect();
    };
    let mut keys = order.range(low..=high).map(|(_, key)| key);
    let mut next = || {
        if scan.descending {
            keys.next_back()
        } else {
            keys.next()
        }
    };
    std::iter::from_fn(&mut next)
        .take(scan.limit)
        .map(|key| audit_entry(content, key))
        .collect()
}

fn audit_entry(content: &Content, key: &[u8]) -> Result<(Chain, Audited), StoreError> {
    let damaged = || StoreError::Damaged(format!("audit entry {}", hex(key)));
    let bytes = content.get(key)?.ok_or_else(damaged)?;
    audited(key, &bytes)
}

fn audited(key: &[u8], bytes: &[u8]) -> Result<(Chain, Audited), StoreError> {
    let stored: StoredAudit = codec::decode(key, bytes)?;
    let damaged = || StoreError::Damaged(format!("audit entry {}", hex(key)));
    let (chain, sequence) = layout::parse_audit(key).ok_or_else(damaged)?;
    let entry = postcard::from_bytes(&stored.entry).map_err(|_| damaged())?;
    let audited = Audited {
        sequence,
        number: stored.number,
        entry,
    };
    Ok((chain, audited))
}

/// Reads and verifies a value.
pub fn value<T: serde::de::DeserializeOwned>(content: &Content, key: &[u8]) -> Result<Option<T>, StoreError> {
    let bytes = content.get(key)?;
    bytes.map(|bytes| codec::decode(key, &bytes)).transpose()
}

fn found(key: Vec<u8>) -> Result<Found, StoreError> {
    let (entry, record) =
        layout::parse_entry(&key).ok_or_else(|| StoreError::Damaged(format!("index entry {}", hex(&key))))?;
    Ok(Found {
        record,
        key: entry.key,
        cursor: Cursor(key),
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
