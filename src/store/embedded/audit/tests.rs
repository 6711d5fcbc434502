//! The audit log as a whole: its hash, and the order of its entries where rows of it are missing.

use std::collections::{BTreeMap, HashMap};
use std::os::unix::fs::DirBuilderExt;
use std::sync::Arc;

use super::*;
use crate::domain::audit::{AuditAction, AuditEntry, Chain, Origin};
use crate::domain::date::Timestamp;
use crate::domain::ids::AccountId;
use crate::domain::message::Coded;
use crate::store::check::{CheckReport, TypedView};
use crate::store::embedded::plan::Group;
use crate::store::embedded::rows::{EVERYTHING, Row, Value};
use crate::store::embedded::shared::Shared;
use crate::store::embedded::{EmbeddedEngine, read, salvage};
use crate::store::error::LockHolder;
use crate::store::opening::{OpenOptions, StoreKind};
use crate::store::record::{AuditHead, AuditScan, Audited, Batch, Engine, Envelope, Kind};

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

/// A batch with entries of several chains.
fn told(entries: u128) -> Batch {
    let mut batch = Batch::new(Timestamp(0), None);
    for number in 0..entries {
        batch.audit(Chain::Account(AccountId::new(number % 3)), entry());
    }
    batch
}

/// A store with so many batches of 300 entries.
async fn store(batches: usize) -> (tempfile::TempDir, Arc<EmbeddedEngine>) {
    let folder = tempfile::tempdir().unwrap();
    let creating = OpenOptions::new(LockHolder::default()).creating(StoreKind { demo: false });
    let engine = EmbeddedEngine::open(&folder.path().join("store"), &creating).unwrap();
    for _ in 0..batches {
        engine.commit(told(300)).await.unwrap();
    }
    (folder, engine)
}

fn all(from: Option<u64>, descending: bool, limit: usize) -> AuditScan {
    AuditScan {
        chain: None,
        from,
        descending,
        limit,
    }
}

async fn log(engine: &EmbeddedEngine) -> Vec<(Chain, Audited)> {
    engine.audit_log(all(None, false, usize::MAX)).await.unwrap()
}

async fn checked(engine: &EmbeddedEngine) -> CheckReport {
    fn nothing(_: Kind, _: &Envelope) -> Result<TypedView, StoreError> {
        Err(StoreError::Unserializable)
    }
    engine.check(nothing).await.unwrap()
}

/// The store of which some rows are left, as another build or a salvage leaves it, opened.
fn with_rows(
    engine: &EmbeddedEngine,
    path: &std::path::Path,
    is_left: impl Fn(&[u8]) -> bool,
) -> Arc<EmbeddedEngine> {
    let content = engine.shared.content().unwrap();
    let rows: Vec<Row> = content.scan(EVERYTHING, Order::Ascending, usize::MAX).unwrap();
    let left: BTreeMap<Vec<u8>, Value> = rows.into_iter().filter(|(key, _)| is_left(key)).collect();
    std::fs::DirBuilder::new().mode(0o700).create(path).unwrap();
    salvage::write(path, engine.identity, &left, engine.shared.state()).unwrap();
    EmbeddedEngine::open(path, &OpenOptions::new(LockHolder::default())).unwrap()
}

/// The number of a place in the order.
fn place(key: &[u8]) -> Option<u64> {
    let is_place = key.first() == Some(&Family::Order.byte());
    layout::parse_order(key).filter(|_| is_place)
}

#[tokio::test]
async fn what_an_older_build_left_out_of_the_order_is_added_when_the_store_is_opened() {
    let (folder, engine) = store(4).await;
    let whole = log(&engine).await;
    assert!(whole.iter().map(|(_, audited)| audited.number).eq(1..=1_200));
    for end in [0, 1, 700, 1_199] {
        let path = folder.path().join(end.to_string());
        let older = with_rows(&engine, &path, |key| {
            place(key).is_none_or(|number| number <= end)
        });
        assert!(checked(&older).await.is_clean(), "{end}");
        assert!(older.shared.is_ordered(), "{end}");
        assert_eq!(log(&older).await, whole, "{end}");
        let committed = older.commit(told(1)).await.unwrap();
        older.close().await.unwrap();
        drop(older);
        let again = EmbeddedEngine::open(&path, &OpenOptions::new(LockHolder::default())).unwrap();
        assert!(again.shared.is_ordered(), "the entry after them has its place");
        assert!(checked(&again).await.is_clean());
        assert_eq!(again.facts().last_commit, committed.number, "once is enough");
        assert_eq!(log(&again).await.len(), 1_201);
    }
}

#[tokio::test]
async fn where_entries_are_lost_for_good_the_others_are_in_order() {
    let (folder, engine) = store(2).await;
    let whole = log(&engine).await;
    // The newest of all, and some in the middle.
    let is_lost = |number: u64| number == 600 || (200..300).contains(&number);
    let lost: Vec<Vec<u8>> = whole
        .iter()
        .filter(|(_, audited)| is_lost(audited.number))
        .map(|(chain, audited)| layout::audit(*chain, audited.sequence))
        .collect();
    let path = folder.path().join("salvaged");
    let salvaged = with_rows(&engine, &path, |key| {
        !lost.iter().any(|lost| lost == key) && !place(key).is_some_and(is_lost)
    });
    let mut left = whole.clone();
    left.retain(|(_, audited)| !is_lost(audited.number));
    let problems = checked(&salvaged).await.problems;
    let codes: Vec<_> = problems.iter().map(Coded::code).collect();
    assert!(!codes.contains(&"check-audit-order"), "{codes:?}");
    assert!(salvaged.shared.is_ordered());
    assert_eq!(log(&salvaged).await, left);
    salvaged.commit(told(1)).await.unwrap();
    let newest = salvaged.audit_log(all(None, true, 2)).await.unwrap();
    let numbers: Vec<u64> = newest.iter().map(|(_, audited)| audited.number).collect();
    assert_eq!(numbers, [601, 599]);
    let below_the_gap = salvaged.audit_log(all(Some(301), true, 3)).await.unwrap();
    let numbers: Vec<u64> = below_the_gap.iter().map(|(_, audited)| audited.number).collect();
    assert_eq!(numbers, [300, 199, 198]);
}

#[tokio::test]
async fn where_the_order_lacks_entries_it_is_put_together_and_no_later_one_is_added() {
    let (_folder, engine) = store(1).await;
    let (whole, content) = (log(&engine).await, engine.shared.content().unwrap());
    content.add((250..=300).map(|number| (layout::order(number), None)).collect());
    let shared = Shared::new(content.clone(), engine.shared.state());
    assert!(!shared.is_ordered());
    let read = |scan| {
        let order = shared.loose_order(&content, scan).unwrap();
        read::audit_log(&content, scan, order.as_deref()).unwrap()
    };
    assert_eq!(read(all(None, false, usize::MAX)), whole);
    assert_eq!(read(all(Some(249), false, 3)), whole[249..252]);
    let newest: Vec<_> = whole.iter().rev().cloned().collect();
    assert_eq!(read(all(Some(270), true, 40)), newest[31..71]);

    let mut group = Group::new(&content, false, engine.shared.state(), false);
    group.plan(&told(2)).unwrap();
    let (writes, _, _) = group.finish();
    assert!(!writes.keys().any(|key| place(key).is_some()));
}
