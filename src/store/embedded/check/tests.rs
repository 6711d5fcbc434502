//! What the check finds, each by a store that was altered by hand.

use super::*;
use crate::domain::audit::{AuditAction, Origin};
use crate::domain::date::Timestamp;
use crate::domain::ids::AccountId;
use crate::domain::message::Coded;
use crate::store::check::view_of;
use crate::store::embedded::rows::Value;
use crate::store::embedded::{EmbeddedEngine, read};
use crate::store::opening::{OpenOptions, StoreKind};
use crate::store::record::{Batch, Engine, Expect, IndexEntry, Kind, Record};
use std::collections::HashMap;

#[derive(serde::Serialize, serde::Deserialize)]
struct Note(u8, String);

impl Record for Note {
    const KIND: Kind = Kind::Order;
    const SCHEMA: u8 = 1;

    fn id(&self) -> Vec<u8> {
        vec![self.0]
    }

    fn account(&self) -> Option<AccountId> {
        Some(AccountId::new(4))
    }

    fn index(&self) -> Vec<IndexEntry> {
        vec![IndexEntry {
            index: 1,
            key: vec![self.0],
        }]
    }

    fn claims(&self) -> Vec<Claim> {
        vec![Claim(format!("note/{}", self.0))]
    }
}

fn inspect(_: Kind, envelope: &Envelope) -> Result<crate::store::check::TypedView, StoreError> {
    view_of::<Note>(envelope)
}

fn note(id: u8) -> RecordRef {
    RecordRef {
        kind: Kind::Order,
        id: vec![id],
    }
}

fn audited() -> Batch {
    let mut batch = Batch::new(Timestamp(0), None);
    let entry = AuditEntry {
        at: batch.at,
        actor: None,
        origin: Origin::Desk,
        action: AuditAction::OrderPlaced,
        subjects: Vec::new(),
    };
    batch.audit(Chain::System, entry);
    batch
}

/// Three notes, each with an audit entry; alters what is stored and names the problems that the check finds.
async fn found(alter: impl FnOnce(&Content)) -> BTreeSet<&'static str> {
    let folder = tempfile::tempdir().unwrap();
    let creating =
        OpenOptions::new(crate::store::error::LockHolder::default()).creating(StoreKind { demo: false });
    let engine = EmbeddedEngine::open(&folder.path().join("store"), &creating).unwrap();
    for id in 1..=3 {
        let mut batch = audited();
        batch.put(&Note(id, "text".to_owned()), Expect::Absent).unwrap();
        engine.commit(batch).await.unwrap();
    }
    assert!(engine.check(inspect).await.unwrap().is_clean());
    alter(&engine.shared.content().unwrap());
    let report = engine.check(inspect).await.unwrap();
    report.problems.iter().map(Coded::code).collect()
}

/// Writes a row past everything that would keep it right; `None` removes it.
fn put(content: &Content, key: &[u8], value: Option<Vec<u8>>) {
    content.add(HashMap::from([(key.to_vec(), value.map(Value::from))]));
}

fn change(content: &Content, key: &[u8], change: impl FnOnce(&mut Vec<u8>)) {
    let mut value = content.get(key).unwrap().unwrap().to_vec();
    change(&mut value);
    put(content, key, Some(value));
}

/// Rewrites an envelope with a checksum that fits.
fn rewrite(content: &Content, record: &RecordRef, change: impl FnOnce(&mut Envelope)) {
    let key = layout::record(record);
    let mut envelope: Envelope = read::value(content, &key).unwrap().unwrap();
    change(&mut envelope);
    put(content, &key, Some(codec::encode(&key, &envelope).unwrap()));
}

macro_rules! check {
    ($alter:expr, $($code:literal),+) => {
        assert_eq!(found($alter).await, BTreeSet::from([$($code),+]));
    };
}

#[tokio::test]
async fn a_flipped_byte_of_a_record_is_found() {
    check!(
        |tree| change(tree, &layout::record(&note(2)), |value| *value
            .last_mut()
            .unwrap() ^= 1),
        "check-bad-value",
        "check-stray-entry",
        "check-stray-claim",
        "check-wrong-tally"
    );
}

#[tokio::test]
async fn entries_and_claims_that_disagree_with_their_record_are_found() {
    let entry = |key: u8| {
        let entry = IndexEntry {
            index: 1,
            key: vec![key],
        };
        layout::entry(&entry, &note(2))
    };
    check!(
        |tree| {
            put(tree, &entry(2), None);
        },
        "check-missing-entry",
        "check-wrong-tally"
    );
    check!(
        |tree| {
            put(tree, &entry(9), Some(Vec::new()));
        },
        "check-stray-entry",
        "check-wrong-tally"
    );
    let claim = layout::claim(&Claim("note/2".to_owned()));
    check!(
        |tree| {
            put(tree, &claim, None);
        },
        "check-missing-claim",
        "check-wrong-tally"
    );
    check!(
        |tree| {
            put(tree, &claim, Some(codec::encode(&claim, &note(3)).unwrap()));
        },
        "check-missing-claim",
        "check-stray-claim",
        "check-wrong-tally"
    );
}

#[tokio::test]
async fn an_envelope_that_disagrees_with_its_record_is_found() {
    check!(
        |tree| rewrite(tree, &note(2), |envelope| envelope.account = None),
        "check-drifted",
        "check-wrong-tally"
    );
    check!(
        |tree| rewrite(tree, &note(2), |envelope| envelope.version = 99),
        "check-future-version",
        "check-wrong-tally"
    );
    check!(
        |tree| rewrite(tree, &note(2), |envelope| envelope.payload.clear()),
        "check-bad-record",
        "check-wrong-tally"
    );
}

#[tokio::test]
async fn a_record_that_vanished_with_all_that_refers_to_it_is_found() {
    check!(
        |tree| {
            put(tree, &layout::record(&note(2)), None);
            let entry = IndexEntry {
                index: 1,
                key: vec![2],
            };
            put(tree, &layout::entry(&entry, &note(2)), None);
            put(tree, &layout::claim(&Claim("note/2".to_owned())), None);
        },
        "check-wrong-tally"
    );
}

#[tokio::test]
async fn an_audit_chain_that_was_cut_or_rewritten_is_found() {
    let key = |sequence| layout::audit(Chain::System, sequence);
    for sequence in [1, 2] {
        check!(
            |tree| {
                put(tree, &key(sequence), None);
            },
            "check-audit-order",
            "check-broken-chain",
            "check-wrong-tally"
        );
    }
    check!(
        |tree| {
            put(tree, &key(3), None);
        },
        "check-audit-order",
        "check-wrong-head",
        "check-wrong-tally"
    );
    let rewrite = |tree: &Content, sequence: u64| {
        let mut stored: StoredAudit = read::value(tree, &key(sequence)).unwrap().unwrap();
        let mut entry: AuditEntry = postcard::from_bytes(&stored.entry).unwrap();
        entry.action = AuditAction::OrderRefunded;
        stored.entry = postcard::to_stdvec(&entry).unwrap();
        let value = codec::encode(&key(sequence), &stored).unwrap();
        put(tree, &key(sequence), Some(value));
    };
    check!(|tree| rewrite(tree, 1), "check-broken-chain", "check-wrong-tally");
    check!(|tree| rewrite(tree, 3), "check-wrong-head", "check-wrong-tally");
    check!(
        |tree| {
            put(tree, &layout::head(Chain::System), None);
        },
        "check-wrong-head",
        "check-wrong-tally"
    );
}

#[tokio::test]
async fn an_order_of_the_audit_log_that_lacks_or_misplaces_an_entry_is_found() {
    let entry = |sequence| layout::audit(Chain::System, sequence);
    let place = layout::order(2);
    check!(
        |tree| {
            put(tree, &place, None);
        },
        "check-audit-order",
        "check-wrong-tally"
    );
    for elsewhere in [entry(3), entry(9)] {
        check!(
            |tree| {
                put(tree, &place, Some(codec::encode(&place, &elsewhere).unwrap()));
            },
            "check-audit-order",
            "check-wrong-tally"
        );
    }
    check!(
        |tree| {
            let beyond = layout::order(4);
            put(tree, &beyond, Some(codec::encode(&beyond, &entry(9)).unwrap()));
        },
        "check-audit-order",
        "check-wrong-tally"
    );
}

#[tokio::test]
async fn keys_that_no_build_writes_are_found() {
    check!(
        |tree| {
            put(tree, &[9, 9], Some(b"x".to_vec()));
        },
        "check-strange-key"
    );
    check!(
        |tree| {
            put(tree, &[8, 1], Some(b"x".to_vec()));
        },
        "check-strange-key"
    );
}
