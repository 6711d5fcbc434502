//! What every engine must keep, shown on the embedded one: expected versions, claims, series, pages, audit, changes.

// A test reports by panicking, also in the functions beside the tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/store.rs"]
mod support;

use std::collections::BTreeMap;
use std::sync::Arc;

use offerdesk::domain::audit::Chain;
use offerdesk::domain::ids::AccountId;
use offerdesk::store::Store;
use offerdesk::store::error::{Conflict, StoreError};
use offerdesk::store::record::{
    Batch, Change, Claim, Cursor, Engine, Expect, IndexEntry, Kind, Put, RecordRef, Scan,
};
use support::{
    DEMO, Home, Note, Scratch, TODAY, add, audited, audited_on, batch_on, clean, entry, id, note, putting,
    user,
};

async fn version_of(engine: &Arc<dyn Engine>, number: u64) -> Option<u64> {
    engine
        .get(note(number))
        .await
        .unwrap()
        .map(|envelope| envelope.version)
}

#[tokio::test]
async fn a_record_is_read_as_it_was_written_with_who_and_when() {
    let home = Home::new();
    let engine = home.create();
    let committed = add(&engine, &Note::new(1, "first").entry(1, "a").claim("only/1")).await;
    let envelope = engine.get(note(1)).await.unwrap().unwrap();
    assert_eq!(envelope.version, committed.number);
    assert_eq!((envelope.by, envelope.at), (Some(user(1)), audited().at));
    let stored = Store::new(engine).get::<Note>(id(1)).await.unwrap().unwrap();
    assert_eq!(stored.record.text, "first");
}

#[tokio::test]
async fn a_batch_that_relies_on_an_old_version_is_refused_and_told_what_moved_and_who_moved_it() {
    let home = Home::new();
    let engine = home.create();
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

#[tokio::test]
async fn a_claim_is_held_by_one_record_until_it_is_released() {
    let home = Home::new();
    let engine = home.create();
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

#[tokio::test]
async fn two_records_of_one_batch_cannot_hold_the_same_claim() {
    let home = Home::new();
    let engine = home.create();
    let mut batch = putting(&Note::new(1, "a").claim("x"), Expect::Absent);
    batch.put(&Note::new(2, "b").claim("x"), Expect::Absent).unwrap();
    let refused = engine.commit(batch).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Conflict::Held { holder, .. })) if holder == note(1)));
    assert_eq!(version_of(&engine, 1).await, None);
}

#[tokio::test]
async fn a_record_deleted_and_made_again_never_repeats_a_version() {
    let home = Home::new();
    let engine = home.create();
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

#[tokio::test]
async fn private_records_need_no_audit_and_no_version_and_publish_nothing() {
    let home = Home::new();
    let engine = home.create();
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

#[tokio::test]
async fn a_batch_that_breaks_the_contract_is_refused_whatever_is_stored() {
    let home = Home::new();
    let engine = home.create();
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
    let huge = putting(&Note::new(1, &"x".repeat(6_001)), Expect::Absent);
    assert!(matches!(
        engine.commit(huge).await,
        Err(StoreError::TooLarge { limit: 6_000, .. })
    ));
    let report = clean(&engine).await;
    assert_eq!((report.last_commit, report.audited), (0, 0));
}

#[tokio::test]
async fn an_empty_batch_is_a_barrier_that_writes_nothing_but_still_checks_what_it_relies_on() {
    let home = Home::new();
    let engine = home.create();
    let number = add(&engine, &Note::new(1, "a")).await.number;
    let mut barrier = batch_on("2020-01-01");
    barrier.expects.push((note(1), Expect::Version(number)));
    assert_eq!(engine.commit(barrier).await.unwrap().number, number);
    let mut stale = batch_on(TODAY);
    stale.expects.push((note(1), Expect::Absent));
    assert!(matches!(engine.commit(stale).await, Err(StoreError::Conflict(_))));
}

/// The incident: removing a draft that was not there got a number of its own, which the next commit got as well.
#[tokio::test]
async fn a_batch_that_changes_nothing_gets_no_number_of_its_own() {
    let home = Home::new();
    let engine = home.create();
    let first = add(&engine, &Note::new(1, "one")).await.number;
    let mut batch = support::batch_on(support::TODAY);
    batch.delete::<Scratch>(support::id(7), Expect::Any);
    assert_eq!(engine.commit(batch).await.unwrap().number, first);
    assert_eq!(add(&engine, &Note::new(2, "two")).await.number, first + 1);
}

#[tokio::test]
async fn a_real_store_refuses_an_earlier_day_and_remembers_it_across_openings() {
    let home = Home::new();
    let engine = home.create();
    add(&engine, &Note::new(1, "a")).await;
    engine.close().await.unwrap();
    let engine = home.reopen().unwrap();
    let mut earlier = audited_on("2026-06-21");
    earlier.put(&Note::new(2, "b"), Expect::Absent).unwrap();
    let refused = StoreError::ClockWentBack {
        last: TODAY.parse().unwrap(),
        today: "2026-06-21".parse().unwrap(),
    };
    assert_eq!(engine.commit(earlier).await, Err(refused));
    let mut later = audited_on("2026-06-23");
    later.put(&Note::new(2, "b"), Expect::Absent).unwrap();
    engine.commit(later).await.unwrap();
    let back_to_today = putting(&Note::new(3, "c"), Expect::Absent);
    assert!(matches!(
        engine.commit(back_to_today).await,
        Err(StoreError::ClockWentBack { .. })
    ));
}

fn adding_on(number: u64, day: &str) -> Batch {
    let mut batch = audited_on(day);
    batch.put(&Note::new(number, "dated"), Expect::Absent).unwrap();
    batch
}

fn accepting(day: &str) -> Batch {
    let mut batch = audited_on(day);
    batch.accepts_day = true;
    batch
}

fn day_of(engine: &Arc<dyn Engine>) -> Option<String> {
    engine.facts().last_day.map(|day| day.to_string())
}

#[tokio::test]
async fn a_real_store_refuses_a_day_more_than_sixty_days_ahead_across_openings() {
    let home = Home::new();
    let engine = home.create();
    assert_eq!(day_of(&engine), None);
    add(&engine, &Note::new(1, "a")).await;
    engine.close().await.unwrap();
    let engine = home.reopen().unwrap();
    assert_eq!(day_of(&engine).as_deref(), Some(TODAY));
    let refused = StoreError::ClockRanAhead {
        last: TODAY.parse().unwrap(),
        today: "2026-08-22".parse().unwrap(),
    };
    assert_eq!(engine.commit(adding_on(2, "2026-08-22")).await, Err(refused));
    assert_eq!(day_of(&engine).as_deref(), Some(TODAY));
    let mut barrier = batch_on("2036-01-01");
    barrier.expects.push((note(1), Expect::Version(1)));
    engine.commit(barrier).await.unwrap();
    engine.commit(adding_on(2, "2026-08-21")).await.unwrap();
    engine.commit(adding_on(3, "2026-08-22")).await.unwrap();
    assert_eq!(day_of(&engine).as_deref(), Some("2026-08-22"));
    clean(&engine).await;
}

#[tokio::test]
async fn what_is_private_is_kept_on_any_day_and_moves_no_day() {
    let home = Home::new();
    let engine = home.create();
    let scratch_on = |day: &str| {
        let mut batch = batch_on(day);
        let scratch = Scratch {
            id: 1,
            text: day.to_owned(),
        };
        batch.put(&scratch, Expect::Any).unwrap();
        batch
    };
    engine.commit(scratch_on("2036-01-01")).await.unwrap();
    assert_eq!(day_of(&engine), None, "a draft does not begin the store's days");
    add(&engine, &Note::new(1, "a")).await;
    for day in ["2036-01-01", "2020-01-01"] {
        engine.commit(scratch_on(day)).await.unwrap();
        assert_eq!(day_of(&engine).as_deref(), Some(TODAY));
        let mut discarding = batch_on(day);
        discarding.delete::<Scratch>(id(1), Expect::Any);
        engine.commit(discarding).await.unwrap();
        assert_eq!(day_of(&engine).as_deref(), Some(TODAY));
    }
    // Beside something shared its day counts.
    let mut both = adding_on(2, "2020-01-01");
    let scratch = Scratch {
        id: 2,
        text: "both".to_owned(),
    };
    both.put(&scratch, Expect::Any).unwrap();
    assert!(matches!(
        engine.commit(both).await,
        Err(StoreError::ClockWentBack { .. })
    ));
    clean(&engine).await;
}

#[tokio::test]
async fn a_day_that_is_said_to_be_right_is_taken_both_ways_and_goes_for_what_follows() {
    let home = Home::new();
    let engine = home.create();
    add(&engine, &Note::new(1, "a")).await;
    let mut unaudited = batch_on("2036-01-01");
    unaudited.accepts_day = true;
    assert_eq!(engine.commit(unaudited).await, Err(StoreError::Unaudited));
    assert!(engine.commit(adding_on(2, "2036-01-01")).await.is_err());

    // Whether they share a sync or not: the one behind it is held against the new day.
    let (accepted, next) = tokio::join!(
        engine.commit(accepting("2036-01-01")),
        engine.commit(adding_on(2, "2036-01-02"))
    );
    assert!(accepted.unwrap().number < next.unwrap().number);
    assert!(matches!(
        engine.commit(adding_on(3, TODAY)).await,
        Err(StoreError::ClockWentBack { .. })
    ));
    engine.commit(accepting(TODAY)).await.unwrap();
    engine.close().await.unwrap();
    let engine = home.reopen().unwrap();
    assert_eq!(day_of(&engine).as_deref(), Some(TODAY));
    engine.commit(adding_on(3, TODAY)).await.unwrap();
    assert!(matches!(
        engine.commit(adding_on(4, "2036-01-02")).await,
        Err(StoreError::ClockRanAhead { .. })
    ));
    assert_eq!(clean(&engine).await.audited, 5);
}

#[tokio::test]
async fn a_demo_store_may_go_back() {
    let home = Home::new();
    let engine = home.open(|options| options.creating(DEMO)).unwrap();
    assert!(engine.facts().demo);
    add(&engine, &Note::new(1, "a")).await;
    engine.commit(adding_on(2, "2020-02-29")).await.unwrap();
    engine.commit(adding_on(3, "2036-02-29")).await.unwrap();
    assert_eq!(day_of(&engine), None, "any day is taken");
    clean(&engine).await;
}

#[tokio::test]
async fn pages_follow_the_index_in_both_directions_whatever_the_page_size() {
    let home = Home::new();
    let engine = home.create();
    let mut model: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    // Keys of different lengths, with zeros and repeats; written in an order that is not theirs.
    let keys = (0_u64..400).map(|n| {
        let scattered = (n * 7_919) % 400;
        let mut key = vec![u8::try_from(scattered % 5).unwrap()];
        key.extend(std::iter::repeat_n(0, usize::try_from(scattered % 3).unwrap()));
        key.extend_from_slice(&(scattered / 2).to_be_bytes()[6..]);
        (scattered, key)
    });
    for chunk in keys.collect::<Vec<_>>().chunks(40) {
        let mut batch = audited();
        for (number, key) in chunk {
            model.push((key.clone(), id(*number)));
            let note = Note::new(*number, "x")
                .entry(3, key.clone())
                .entry(2, "noise")
                .entry(4, "noise");
            batch.put(&note, Expect::Absent).unwrap();
        }
        engine.commit(batch).await.unwrap();
    }
    model.sort();
    for prefix in [vec![], vec![2], vec![2, 0], vec![0, 0, 0], vec![9]] {
        for descending in [false, true] {
            let mut expected: Vec<_> = model
                .iter()
                .filter(|(key, _)| key.starts_with(&prefix))
                .cloned()
                .collect();
            if descending {
                expected.reverse();
            }
            for limit in [1, 7, 1_000] {
                let found = walk(&engine, &prefix, descending, limit).await;
                assert_eq!(
                    found, expected,
                    "prefix {prefix:?}, descending {descending}, limit {limit}"
                );
            }
        }
    }
}

async fn walk(
    engine: &Arc<dyn Engine>,
    prefix: &[u8],
    descending: bool,
    limit: usize,
) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut all = Vec::new();
    let mut after: Option<Cursor> = None;
    loop {
        let scan = Scan {
            index: 3,
            prefix: prefix.to_vec(),
            after: after.take(),
            limit,
            descending,
        };
        let page = engine.scan(scan).await.unwrap();
        assert!(page.len() <= limit);
        let Some(last) = page.last() else { return all };
        after = Some(last.cursor.clone());
        all.extend(page.into_iter().map(|found| (found.key, found.record.id)));
    }
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

#[tokio::test]
async fn a_series_has_no_gaps_even_when_batches_are_refused_or_the_store_is_reopened() {
    let home = Home::new();
    let engine = home.create();
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
    let engine = home.reopen().unwrap();
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

#[tokio::test]
async fn changes_are_published_in_order_with_the_entries_gained_and_lost() {
    let home = Home::new();
    let engine = home.create();
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

#[tokio::test]
async fn audit_chains_count_by_themselves_and_are_read_in_pages() {
    let home = Home::new();
    let engine = home.create();
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
    assert!(engine.audit(account, 5, 10).await.unwrap().is_empty());
    let stranger = Chain::Account(AccountId::new(4));
    assert!(engine.audit(stranger, 0, 10).await.unwrap().is_empty());
    assert_eq!(clean(&engine).await.audited, 10);
}
