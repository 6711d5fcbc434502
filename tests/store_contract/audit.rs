//! The audit log: chains by themselves, and all of them together under one hash.

use std::sync::Arc;

use offerdesk::domain::audit::{AuditAction, AuditEntry, Chain};
use offerdesk::domain::ids::AccountId;
use offerdesk::store::record::{AuditHead, AuditScan, Engine, Expect};

use crate::place::Place;
use crate::support::{Note, Scratch, TODAY, add, batch_on, clean, entry, putting, user};

pub async fn audit_chains_count_by_themselves_and_are_read_in_pages(place: &dyn Place) {
    let engine = place.create().await;
    let account = Chain::Account(AccountId::new(3));
    for number in 1..=5 {
        let mut batch = putting(&Note::new(number, "x"), Expect::Absent);
        let second = entry(&batch);
        batch.audit(account, second);
        engine.commit(batch).await.unwrap();
    }
    let system = engine.audit(Chain::System, 0, 100).await.unwrap();
    let sequences: Vec<u64> = system.iter().map(|audited| audited.sequence).collect();
    assert_eq!(sequences, [1, 2, 3, 4, 5]);
    assert_eq!(system[0].entry, entry(&batch_on(TODAY)));
    let page = engine.audit(account, 2, 2).await.unwrap();
    let sequences: Vec<u64> = page.iter().map(|audited| audited.sequence).collect();
    assert_eq!(sequences, [3, 4]);
    let numbers: Vec<u64> = page.iter().map(|audited| audited.number).collect();
    assert_eq!(numbers, [6, 8], "in the order in which all entries were written");
    // All of them, in the order in which they were written.
    let log = async |chain, from, descending, limit| {
        let scan = AuditScan {
            chain,
            from,
            descending,
            limit,
        };
        engine.audit_log(scan).await.unwrap()
    };
    let all = log(None, None, false, 100).await;
    let numbers: Vec<u64> = all.iter().map(|(_, audited)| audited.number).collect();
    assert!(numbers.iter().copied().eq(1..=10), "{numbers:?}");
    let of_account: Vec<_> = all.iter().filter(|(of, _)| *of == account).cloned().collect();
    assert_eq!(log(Some(account), None, false, 100).await, of_account);
    let entries: Vec<_> = of_account.iter().map(|(_, audited)| audited.clone()).collect();
    assert_eq!(entries, engine.audit(account, 0, 100).await.unwrap());
    for (chain, whole) in [(None, &all), (Some(account), &of_account)] {
        assert_eq!(log(chain, Some(1), false, 3).await, whole[1..4]);
        let newest: Vec<_> = whole.iter().rev().cloned().collect();
        assert_eq!(log(chain, None, true, 100).await, newest);
        assert_eq!(
            log(chain, Some(4), true, 2).await,
            newest[newest.len() - 3..newest.len() - 1]
        );
        let end = u64::try_from(whole.len()).unwrap();
        for beyond in [end, u64::MAX] {
            assert!(log(chain, Some(beyond), false, 3).await.is_empty());
        }
        assert!(log(chain, Some(1), true, 3).await.is_empty());
        assert!(log(chain, Some(0), true, 3).await.is_empty());
        assert_eq!(log(chain, Some(u64::MAX), true, 1).await, newest[..1]);
    }
    assert!(engine.audit(account, 5, 10).await.unwrap().is_empty());
    let stranger = Chain::Account(AccountId::new(4));
    assert!(engine.audit(stranger, 0, 10).await.unwrap().is_empty());
    assert_eq!(clean(&engine).await.audited, 10);
}

/// The end of the log, which has to be what its entries lead to.
async fn end_of_log(engine: &Arc<dyn Engine>) -> AuditHead {
    let head = engine.audit_head().unwrap();
    let hash = engine.audit_hash(head.entries).await.unwrap();
    assert_eq!(hash, Some(head.hash), "the entries lead to the head");
    head
}

pub async fn the_head_of_the_log_is_the_hash_of_its_entries_and_moves_with_each(place: &dyn Place) {
    let engine = place.create().await;
    let empty = end_of_log(&engine).await;
    assert_eq!(empty.entries, 0);
    let mut heads = vec![empty];
    let account = Chain::Account(AccountId::new(3));
    for number in 1..=4 {
        let mut batch = putting(&Note::new(number, "x"), Expect::Absent);
        // The same entry each time: what tells them apart is where they stand.
        let same = entry(&batch);
        batch.audit(account, same);
        engine.commit(batch).await.unwrap();
        let head = end_of_log(&engine).await;
        assert_eq!(head.entries, number * 2);
        assert!(!heads.contains(&head));
        heads.push(head);
    }
    let before = heads.last().copied();
    let mut private = batch_on(TODAY);
    let scratch = Scratch {
        id: 1,
        text: "x".to_owned(),
    };
    private.put(&scratch, Expect::Any).unwrap();
    engine.commit(private).await.unwrap();
    assert!(
        engine
            .commit(putting(&Note::new(1, "again"), Expect::Absent))
            .await
            .is_err()
    );
    assert_eq!(
        Some(end_of_log(&engine).await),
        before,
        "neither what is private nor a refusal is in the log"
    );
    clean(&engine).await;
}

pub async fn a_former_head_can_be_verified_however_the_log_has_grown_since(place: &dyn Place) {
    let engine = place.create().await;
    let mut heads = Vec::new();
    for number in 1..=6 {
        add(&engine, &Note::new(number, "x")).await;
        heads.push(engine.audit_head().unwrap());
    }
    engine.close().await.unwrap();
    let engine = place.reopen().await;
    assert_eq!(end_of_log(&engine).await, heads[5]);
    add(&engine, &Note::new(7, "x")).await;
    engine.rebuild().await.unwrap();
    for head in heads {
        let hash = engine.audit_hash(head.entries).await.unwrap();
        assert_eq!(hash, Some(head.hash), "{} entries", head.entries);
    }
}

pub async fn there_is_no_hash_over_more_entries_than_there_are(place: &dyn Place) {
    let engine = place.create().await;
    add(&engine, &Note::new(1, "x")).await;
    assert!(engine.audit_hash(1).await.unwrap().is_some());
    for more in [2, 3, u64::from(u32::MAX), u64::MAX] {
        assert_eq!(engine.audit_hash(more).await.unwrap(), None, "{more}");
    }
}

/// What a former head is kept for: a log that tells another story ends differently, also where it is as long.
pub async fn a_log_in_which_anything_is_different_ends_differently(place: &dyn Place) {
    let first = entry(&batch_on(TODAY));
    let refunded = AuditEntry {
        action: AuditAction::OrderRefunded,
        ..first.clone()
    };
    let account = Chain::Account(AccountId::new(3));
    let told = [(Chain::System, first), (account, refunded.clone())];
    let by_another = AuditEntry {
        actor: Some(user(9)),
        ..refunded
    };
    let mut other_entry = told.clone();
    other_entry[1].1 = by_another;
    let mut other_chain = told.clone();
    other_chain[1].0 = Chain::Account(AccountId::new(4));
    let mut other_order = told.clone();
    other_order.reverse();
    let mut heads = Vec::new();
    for log in [told, other_entry, other_chain, other_order] {
        let another = place.another();
        let engine = another.create().await;
        for (chain, entry) in log {
            let mut batch = batch_on(TODAY);
            batch.audit(chain, entry);
            engine.commit(batch).await.unwrap();
        }
        let head = end_of_log(&engine).await;
        assert_eq!(head.entries, 2);
        assert!(!heads.contains(&head));
        heads.push(head);
    }
}
