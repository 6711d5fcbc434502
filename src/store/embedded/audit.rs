//! The audit log as a whole: entries of all chains, in the order in which they were written.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::store::error::StoreError;

use super::codec;
use super::content::Content;
use super::layout::{self, Family};
use super::rows::Order;
use super::values::{StoredAudit, hash, roll};

/// The hash over the first so many entries, out of the entries themselves; `None` where one of them is missing.
/// Takes 40 bytes of memory for each of them.
pub fn hash_of_first(content: &Content, entries: u64) -> Result<Option<[u8; 32]>, StoreError> {
    let mut found = Vec::new();
    each(content, |key, stored| {
        if stored.number <= entries
            && let Some((chain, sequence)) = layout::parse_audit(&key)
        {
            found.push((stored.number, hash(chain, sequence, &stored)));
        }
    })?;
    found.sort_unstable();
    let numbers = found.iter().map(|(number, _)| *number);
    if !numbers.eq(1..=entries) {
        return Ok(None);
    }
    let rolled = found
        .iter()
        .fold([0; 32], |before, (_, entry)| roll(&before, entry));
    Ok(Some(rolled))
}

/// Whether the order of all entries has every one of them: it has no gaps, so that its end tells.
pub fn is_whole(content: &Content, audited: u64) -> Result<bool, StoreError> {
    Ok(audited == 0 || content.get(&layout::order(audited))?.is_some())
}

/// The keys of entries by their numbers, out of the entries themselves: those whose number is wanted. Takes some 60 bytes
/// of memory for each of them.
pub fn in_order(
    content: &Content,
    mut is_wanted: impl FnMut(u64) -> bool,
) -> Result<BTreeMap<u64, Vec<u8>>, StoreError> {
    let mut found = BTreeMap::new();
    each(content, |key, stored| {
        if is_wanted(stored.number) {
            found.insert(stored.number, key);
        }
    })?;
    Ok(found)
}

fn each(content: &Content, mut look: impl FnMut(Vec<u8>, StoredAudit)) -> Result<(), StoreError> {
    let (low, high) = ([Family::Audit.byte()], [Family::Audit.byte() + 1]);
    let keys = (Bound::Included(low.as_slice()), Bound::Excluded(high.as_slice()));
    content.each(keys, Order::Ascending, |(key, value)| {
        let stored = codec::decode(&key, &value)?;
        look(key, stored);
        Ok::<bool, StoreError>(true)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::domain::audit::{AuditAction, AuditEntry, Chain, Origin};
    use crate::domain::date::Timestamp;
    use crate::store::embedded::rows::Value;
    use crate::store::embedded::{EmbeddedEngine, read};
    use crate::store::error::LockHolder;
    use crate::store::opening::{OpenOptions, StoreKind};
    use crate::store::record::{AuditHead, Batch, Engine};

    fn entry() -> AuditEntry {
        AuditEntry {
            at: Timestamp(0),
            actor: None,
            origin: Origin::Desk,
            action: AuditAction::OrderPlaced,
            subjects: Vec::new(),
        }
    }

    /// Four entries, of which somebody alters what is stored; what the store says, and the hash of so many entries.
    async fn altered(
        alter: impl FnOnce(&Content),
        entries: u64,
    ) -> (AuditHead, Result<Option<[u8; 32]>, StoreError>) {
        let folder = tempfile::tempdir().unwrap();
        let creating = OpenOptions::new(LockHolder::default()).creating(StoreKind { demo: false });
        let engine = EmbeddedEngine::open(&folder.path().join("store"), &creating).unwrap();
        for _ in 0..4 {
            let mut batch = Batch::new(Timestamp(0), None);
            batch.audit(Chain::System, entry());
            engine.commit(batch).await.unwrap();
        }
        alter(&engine.shared.content().unwrap());
        let head = engine.audit_head().unwrap();
        let hash = engine.audit_hash(entries).await;
        (head, hash)
    }

    /// Rewrites an entry as if it had always been so: the next one and the end of the chain are not told.
    fn rewrite(content: &Content, sequence: u64) {
        let key = layout::audit(Chain::System, sequence);
        let mut stored: StoredAudit = read::value(content, &key).unwrap().unwrap();
        let refunded = AuditEntry {
            action: AuditAction::OrderRefunded,
            ..entry()
        };
        stored.entry = postcard::to_stdvec(&refunded).unwrap();
        let value = codec::encode(&key, &stored).unwrap();
        content.add(HashMap::from([(key, Some(Value::from(value)))]));
    }

    fn remove(content: &Content, sequence: u64) {
        let key = layout::audit(Chain::System, sequence);
        content.add(HashMap::from([(key, None)]));
    }

    #[tokio::test]
    async fn the_hash_is_computed_out_of_the_entries_whatever_the_store_says() {
        let (head, hash) = altered(|_| {}, 4).await;
        assert_eq!(hash, Ok(Some(head.hash)));
        let (_, of_two) = altered(|_| {}, 2).await;
        for sequence in 1..=4 {
            let (said, hash) = altered(|content| rewrite(content, sequence), 4).await;
            assert_eq!(said, head, "the store still says what it said");
            assert!(matches!(hash, Ok(Some(hash)) if hash != head.hash), "{sequence}");
            let (_, hash) = altered(|content| rewrite(content, sequence), 2).await;
            assert_eq!(hash == of_two, sequence > 2, "{sequence}");
            let (_, hash) = altered(|content| remove(content, sequence), 4).await;
            assert_eq!(hash, Ok(None));
        }
    }
}
