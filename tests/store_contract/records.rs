//! Records: expected versions, claims, series, what a batch must look like, and what is published of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use offerdesk::domain::ids::AccountId;
use offerdesk::store::Store;
use offerdesk::store::error::{Conflict, StoreError};
use offerdesk::store::record::{Batch, Change, Claim, Engine, Expect, IndexEntry, Kind, Put, RecordRef};

use crate::place::Place;
use crate::support::{Note, Scratch, TODAY, add, audited, batch_on, clean, id, note, putting, user};

async fn version_of(engine: &Arc<dyn Engine>, number: u64) -> Option<u64> {
    engine
        .get(note(number))
        .await
        .unwrap()
        .map(|envelope| envelope.version)
}

pub async fn a_record_is_read_as_it_was_written_with_who_and_when(place: &dyn Place) {
    let engine = place.create().await;
    let committed = add(&engine, &Note::new(1, "first").entry(1, "a").claim("only/1")).await;
    let envelope = engine.get(note(1)).await.unwrap().unwrap();
    assert_eq!(envelope.version, committed.number);
    assert_eq!((envelope.by, envelope.at), (Some(user(1)), audited().at));
    let stored = Store::new(engine).get::<Note>(id(1)).await.unwrap().unwrap();
    assert_eq!(stored.record.text, "first");
}

pub async fn a_batch_that_relies_on_an_old_version_is_refused_and_told_what_moved_and_who_moved_it(
    place: &dyn Place,
) {
    let engine = place.create().await;
    let first = add(&engine, &Note::new(1, "first")).await.number;
    let mut by_another = putting(&Note::new(1, "second"), Expect::Version(first));
    by_another.by = Some(user(9));
    let second = engine.commit(by_another).await.unwrap().number;
    assert!(second > first);

    let moved = StoreError::Conflict(Conflict::Moved {
        record: note(1),
        found: Some(second),
        by: Some(user(9)),
    });
    let put = putting(&Note::new(1, "third"), Expect::Version(first));
    assert_eq!(engine.commit(put).await, Err(moved.clone()));
    let again = putting(&Note::new(1, "third"), Expect::Absent);
    assert_eq!(engine.commit(again).await, Err(moved.clone()));
    let mut delete = audited();
    delete.delete::<Note>(id(1), Expect::Version(first));
    assert_eq!(engine.commit(delete).await, Err(moved.clone()));
    let mut relying = putting(&Note::new(2, "other"), Expect::Absent);
    relying.expects.push((note(1), Expect::Version(first)));
    assert_eq!(engine.commit(relying).await, Err(moved));
    assert_eq!(
        version_of(&engine, 2).await,
        None,
        "a refused batch leaves nothing behind"
    );

    let missing = putting(&Note::new(3, "none"), Expect::Version(1));
    let expected = Conflict::Moved {
        record: note(3),
        found: None,
        by: None,
    };
    assert_eq!(engine.commit(missing).await, Err(StoreError::Conflict(expected)));
    clean(&engine).await;
}

pub async fn a_claim_is_held_by_one_record_until_it_is_released(place: &dyn Place) {
    let engine = place.create().await;
    let first = add(&engine, &Note::new(1, "first").claim("open-order/7"))
        .await
        .number;
    let rival = Note::new(2, "rival").claim("open-order/7");
    let held = StoreError::Conflict(Conflict::Held {
        claim: Claim("open-order/7".to_owned()),
        holder: note(1),
        by: Some(user(1)),
    });
    assert_eq!(engine.commit(putting(&rival, Expect::Absent)).await, Err(held));
    let holder = engine.holder(Claim("open-order/7".to_owned())).await.unwrap();
    assert_eq!(holder, Some(note(1)));

    let mut hand_over = putting(&rival, Expect::Absent);
    hand_over.delete::<Note>(id(1), Expect::Version(first));
    let handed = engine.commit(hand_over).await.unwrap().number;
    let holder = engine.holder(Claim("open-order/7".to_owned())).await.unwrap();
    assert_eq!(
        holder,
        Some(note(2)),
        "a claim released in the same batch counts as free"
    );

    let settled = putting(&Note::new(2, "settled"), Expect::Version(handed));
    engine.commit(settled).await.unwrap();
    assert_eq!(
        engine.holder(Claim("open-order/7".to_owned())).await.unwrap(),
        None
    );
    add(&engine, &Note::new(3, "next").claim("open-order/7")).await;
    assert_eq!(clean(&engine).await.claims, 1);
}

pub async fn two_records_of_one_batch_cannot_hold_the_same_claim(place: &dyn Place) {
    let engine = place.create().await;
    let mut batch = putting(&Note::new(1, "a").claim("x"), Expect::Absent);
    batch.put(&Note::new(2, "b").claim("x"), Expect::Absent).unwrap();
    let refused = engine.commit(batch).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Conflict::Held { holder, .. })) if holder == note(1)));
    assert_eq!(version_of(&engine, 1).await, None);
}

pub async fn a_record_deleted_and_made_again_never_repeats_a_version(place: &dyn Place) {
    let engine = place.create().await;
    let first = add(&engine, &Note::new(1, "first").entry(1, "k")).await.number;
    let mut delete = audited();
    delete.delete::<Note>(id(1), Expect::Version(first));
    let deleted = engine.commit(delete).await.unwrap().number;
    let again = add(&engine, &Note::new(1, "again").entry(1, "k")).await.number;
    assert!(first < deleted && deleted < again);
    let stale = putting(&Note::new(1, "late"), Expect::Version(first));
    assert!(engine.commit(stale).await.is_err());
    assert_eq!(clean(&engine).await.entries, 1);
}

pub async fn private_records_need_no_audit_and_no_version_and_publish_nothing(place: &dyn Place) {
    let engine = place.create().await;
    let mut changes = engine.changes();
    for text in ["one", "two"] {
        let mut batch = batch_on(TODAY);
        let scratch = Scratch {
            id: 1,
            text: text.to_owned(),
        };
        batch.put(&scratch, Expect::Any).unwrap();
        engine.commit(batch).await.unwrap();
    }
    assert!(changes.try_recv().is_err());
    let report = clean(&engine).await;
    assert_eq!(report.records, BTreeMap::from([(Kind::Draft, 1)]));
    assert_eq!(report.audited, 0);
}

pub async fn a_batch_that_breaks_the_contract_is_refused_whatever_is_stored(place: &dyn Place) {
    let engine = place.create().await;
    let mut unaudited = batch_on(TODAY);
    unaudited.put(&Note::new(1, "a"), Expect::Absent).unwrap();
    assert_eq!(engine.commit(unaudited).await, Err(StoreError::Unaudited));

    let mut twice = putting(&Note::new(1, "a"), Expect::Absent);
    twice.put(&Note::new(1, "b"), Expect::Absent).unwrap();
    let nameless = RecordRef {
        kind: Kind::Order,
        id: Vec::new(),
    };
    let mut no_id = audited();
    no_id.deletes.push((nameless, Expect::Absent));
    let any = putting(&Note::new(1, "a"), Expect::Any);
    let long_key = putting(&Note::new(1, "a").entry(1, vec![1; 600]), Expect::Absent);
    for batch in [twice, no_id, any, long_key] {
        assert!(matches!(
            engine.commit(batch).await,
            Err(StoreError::Malformed(_))
        ));
    }
    let huge = putting(&Note::new(1, &"x".repeat(65_537)), Expect::Absent);
    assert!(matches!(
        engine.commit(huge).await,
        Err(StoreError::TooLarge { limit: 65_536, .. })
    ));
    let report = clean(&engine).await;
    assert_eq!((report.last_commit, report.audited), (0, 0));
}

pub async fn an_empty_batch_is_a_barrier_that_writes_nothing_but_still_checks_what_it_relies_on(
    place: &dyn Place,
) {
    let engine = place.create().await;
    let number = add(&engine, &Note::new(1, "a")).await.number;
    let mut barrier = batch_on("2020-01-01");
    barrier.expects.push((note(1), Expect::Version(number)));
    assert_eq!(engine.commit(barrier).await.unwrap().number, number);
    let mut stale = batch_on(TODAY);
    stale.expects.push((note(1), Expect::Absent));
    assert!(matches!(engine.commit(stale).await, Err(StoreError::Conflict(_))));
}

/// The incident: removing a draft that was not there got a number of its own, which the next commit got as well.
pub async fn a_batch_that_changes_nothing_gets_no_number_of_its_own(place: &dyn Place) {
    let engine = place.create().await;
    let first = add(&engine, &Note::new(1, "one")).await.number;
    let mut batch = batch_on(TODAY);
    batch.delete::<Scratch>(id(7), Expect::Any);
    assert_eq!(engine.commit(batch).await.unwrap().number, first);
    assert_eq!(add(&engine, &Note::new(2, "two")).await.number, first + 1);
}

fn numbering(series: &str, number_of_note: u64, claim: Option<&str>) -> Batch {
    let mut batch = audited();
    let claim = claim.map(str::to_owned);
    let make = move |number: u64| {
        let mut note = Note::new(number_of_note, &format!("INV-{number}"));
        note.claims.extend(claim.clone());
        Ok(vec![Put::of(&note, Expect::Absent)?])
    };
    batch.numbered.push((series.to_owned(), Box::new(make)));
    batch
}

pub async fn a_series_has_no_gaps_even_when_batches_are_refused_or_the_store_is_reopened(place: &dyn Place) {
    let engine = place.create().await;
    engine
        .commit(numbering("invoice", 1, Some("once")))
        .await
        .unwrap();
    assert!(
        engine
            .commit(numbering("invoice", 2, Some("once")))
            .await
            .is_err()
    );
    engine.commit(numbering("invoice", 3, None)).await.unwrap();
    engine.commit(numbering("credit-note", 4, None)).await.unwrap();
    engine.close().await.unwrap();
    let engine = place.reopen().await;
    engine.commit(numbering("invoice", 5, None)).await.unwrap();
    let mut twice = numbering("invoice", 6, None);
    twice.numbered.append(&mut numbering("invoice", 7, None).numbered);
    engine.commit(twice).await.unwrap();
    clean(&engine).await;

    let store = Store::new(engine);
    let mut texts = Vec::new();
    for number in [1, 3, 4, 5, 6, 7] {
        texts.push(store.get::<Note>(id(number)).await.unwrap().unwrap().record.text);
    }
    assert_eq!(texts, ["INV-1", "INV-2", "INV-1", "INV-3", "INV-4", "INV-5"]);
}

pub async fn changes_are_published_in_order_with_the_entries_gained_and_lost(place: &dyn Place) {
    let engine = place.create().await;
    let mut changes = engine.changes();
    let mut first = Note::new(1, "a").entry(1, "june").entry(2, "same");
    first.account = Some(5);
    let one = add(&engine, &first).await.number;
    let mut second = Note::new(1, "b").entry(1, "july").entry(2, "same");
    second.account = Some(5);
    let two = engine
        .commit(putting(&second, Expect::Version(one)))
        .await
        .unwrap()
        .number;
    let mut delete = audited();
    delete.delete::<Note>(id(1), Expect::Version(two));
    let three = engine.commit(delete).await.unwrap().number;

    let entry = |index: u8, key: &str| IndexEntry {
        index,
        key: key.as_bytes().to_vec(),
    };
    let change = |version: u64, added: Vec<IndexEntry>, removed: Vec<IndexEntry>| Change {
        record: note(1),
        account: Some(AccountId::new(5)),
        version,
        added,
        removed,
    };
    let expected = [
        change(one, vec![entry(1, "june"), entry(2, "same")], vec![]),
        change(two, vec![entry(1, "july")], vec![entry(1, "june")]),
        change(three, vec![], vec![entry(1, "july"), entry(2, "same")]),
    ];
    for expected in expected {
        assert_eq!(
            changes.try_recv(),
            Ok(expected),
            "published before the commit was answered"
        );
    }
    assert!(changes.try_recv().is_err());
}
