//! What an older build left out: which records say other index entries of themselves than are kept, and which audit
//! entries the order of all lacks.
//!
//! An index that is added needs no shape of a record to change. The records of an older build are found by asking each
//! what it says by now, in one pass; only ids are kept of what was found.

use std::ops::Bound;

use crate::store::check::Inspector;
use crate::store::error::StoreError;
use crate::store::record::{Envelope, IndexEntry, RecordRef};

use super::audit;
use super::codec;
use super::content::Content;
use super::layout::{self, Family};
use super::rows::Order;

/// So many records or places are written at once: some hundred kilobytes of the journal.
pub const PORTION: usize = 500;

/// The audit entries that the order of all lacks, by their numbers: none where its end is there.
pub fn missing(content: &Content, audited: u64) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
    if audit::is_whole(content, audited)? {
        return Ok(Vec::new());
    }
    let mut missing = Vec::new();
    for (number, key) in audit::in_order(content, |_| true)? {
        if content.get(&layout::order(number))?.is_none() {
            missing.push((number, key));
        }
    }
    Ok(missing)
}

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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::os::unix::fs::DirBuilderExt;

    use super::*;
    use crate::domain::audit::{AuditAction, AuditEntry, Chain, Origin};
    use crate::domain::date::Timestamp;
    use crate::domain::ids::AccountId;
    use crate::store::embedded::rows::{EVERYTHING, Value};
    use crate::store::embedded::{EmbeddedEngine, read, salvage};
    use crate::store::error::LockHolder;
    use crate::store::opening::{OpenOptions, StoreKind};
    use crate::store::record::{Batch, Engine};

    fn options() -> OpenOptions {
        OpenOptions::new(LockHolder::default())
    }

    /// A batch with entries of several chains.
    fn told(entries: u128) -> Batch {
        let mut batch = Batch::new(Timestamp(0), None);
        for number in 0..entries {
            let entry = AuditEntry {
                at: batch.at,
                actor: None,
                origin: Origin::Desk,
                action: AuditAction::OrderPlaced,
                subjects: Vec::new(),
            };
            batch.audit(Chain::Account(AccountId::new(number % 3)), entry);
        }
        batch
    }

    fn nothing(
        _: crate::store::record::Kind,
        _: &Envelope,
    ) -> Result<crate::store::check::TypedView, StoreError> {
        Err(StoreError::Unserializable)
    }

    #[tokio::test]
    async fn an_older_build_left_entries_out_of_the_order_of_all() {
        let folder = tempfile::tempdir().unwrap();
        let creating = options().creating(StoreKind { demo: false });
        let engine = EmbeddedEngine::open(&folder.path().join("store"), &creating).unwrap();
        for _ in 0..4 {
            engine.commit(told(300)).await.unwrap();
        }
        let all = engine.audit_in_order(0, 2_000).await.unwrap();
        assert!(all.iter().map(|(_, audited)| audited.number).eq(1..=1_200));
        let (content, state) = (engine.shared.content().unwrap(), engine.shared.state());
        let rows = content.scan(EVERYTHING, Order::Ascending, usize::MAX).unwrap();
        for kept in [0, 1, 700, 1_199] {
            // As that build leaves it.
            let rows = rows.iter().filter(|(key, _)| {
                layout::parse_order(key).is_none_or(|number| key[0] != Family::Order.byte() || number <= kept)
            });
            let rows: BTreeMap<Vec<u8>, Value> = rows.cloned().collect();
            let older = folder.path().join(kept.to_string());
            std::fs::DirBuilder::new().mode(0o700).create(&older).unwrap();
            salvage::write(&older, engine.identity, &rows, state).unwrap();
            let older = EmbeddedEngine::open(&older, &options()).unwrap();
            assert_eq!(older.audit_in_order(0, 2_000).await.unwrap(), all, "{kept}");
            assert!(older.check(nothing).await.unwrap().is_clean());
            let content = older.shared.content().unwrap();
            assert!(audit::is_whole(&content, 1_200).unwrap(), "{kept}");
            let committed = older.commit(told(1)).await.unwrap();
            assert!(audit::is_whole(&content, 1_201).unwrap());
            let path = folder.path().join(kept.to_string());
            older.close().await.unwrap();
            let again = EmbeddedEngine::open(&path, &options()).unwrap();
            assert!(again.check(nothing).await.unwrap().is_clean());
            assert_eq!(again.facts().last_commit, committed.number, "once is enough");
        }
    }

    #[tokio::test]
    async fn where_the_order_has_an_end_too_early_it_gets_no_gap_and_every_entry_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let creating = options().creating(StoreKind { demo: false });
        let engine = EmbeddedEngine::open(&folder.path().join("store"), &creating).unwrap();
        engine.commit(told(5)).await.unwrap();
        let content = engine.shared.content().unwrap();
        let end = layout::order(5);
        content.add(std::collections::HashMap::from([(end, None)]));
        engine.commit(told(2)).await.unwrap();
        for number in 5..=7 {
            assert!(content.get(&layout::order(number)).unwrap().is_none(), "{number}");
        }
        let read = read::audit_in_order(&content, 7, 2, 4).unwrap();
        assert!(read.iter().map(|(_, audited)| audited.number).eq(3..=6));
        assert_eq!(missing(&content, 7).unwrap().len(), 3);
    }
}
