//! The life of a store: opened, closed and opened again, checked, rebuilt, and written by many at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use offerdesk::domain::audit::Chain;
use offerdesk::store::Store;
use offerdesk::store::check::{RecordProblem, TypedView};
use offerdesk::store::error::{Conflict, StoreError};
use offerdesk::store::record::{Claim, Engine, Envelope, Expect, IndexEntry, Kind, Record, Scan};

use crate::place::Place;
use crate::reading::Everything;
use crate::support::{
    DEMO, Note, REAL, Scratch, TODAY, add, audited, batch_on, clean, id, inspect, note, putting,
};

pub async fn a_store_is_opened_where_one_is_and_created_where_none_is(place: &dyn Place) {
    let missing = place.open(None).await;
    assert!(matches!(missing, Err(StoreError::Missing(_))), "{missing:?}");
    let engine = place.create().await;
    assert_eq!(engine.stopped(), None);
    add(&engine, &Note::new(1, "a")).await;
    engine.close().await.unwrap();
    let other_kind = place.open(Some(DEMO)).await;
    assert!(
        matches!(other_kind, Err(StoreError::NotEmpty(_))),
        "{other_kind:?}"
    );
    // Creating a store of its kind opens the one that is there.
    let engine = place.open(Some(REAL)).await.unwrap();
    assert!(engine.get(note(1)).await.unwrap().is_some());
}

pub async fn after_closing_everything_is_refused_and_the_reason_is_told(place: &dyn Place) {
    let engine = place.create().await;
    add(&engine, &Note::new(1, "a").entry(1, "k").claim("c")).await;
    engine.close().await.unwrap();
    let reason = engine.stopped().unwrap();
    assert!(!reason.is_empty());
    let refused = StoreError::Stopped(reason);
    let scan = Scan {
        index: 1,
        prefix: Vec::new(),
        after: None,
        limit: 1,
        descending: false,
    };
    let claim = || Claim("c".to_owned());
    assert_eq!(engine.get(note(1)).await, Err(refused.clone()));
    assert_eq!(engine.scan(scan).await, Err(refused.clone()));
    assert_eq!(engine.holder(claim()).await, Err(refused.clone()));
    assert_eq!(engine.holders(claim(), 1).await, Err(refused.clone()));
    let put = putting(&Note::new(2, "b"), Expect::Absent);
    assert_eq!(engine.commit(put).await, Err(refused.clone()));
    assert_eq!(engine.commit(batch_on(TODAY)).await, Err(refused.clone()));
    assert_eq!(engine.audit(Chain::System, 0, 1).await, Err(refused.clone()));
    assert_eq!(engine.audit_head(), Err(refused.clone()));
    assert_eq!(engine.audit_hash(1).await, Err(refused.clone()));
    assert_eq!(engine.check(inspect).await, Err(refused.clone()));
    assert_eq!(engine.rebuild().await, Err(refused.clone()));
    assert_eq!(engine.close().await, Err(refused));
    let engine = place.reopen().await;
    assert_eq!(clean(&engine).await.last_commit, 1, "nothing of that happened");
}

pub async fn closing_finishes_what_was_committed_and_nothing_else_is_there_afterwards(place: &dyn Place) {
    let engine = place.create().await;
    let commits: Vec<_> = (0..40)
        .map(|number| {
            let engine = engine.clone();
            tokio::spawn(async move {
                let put = putting(&Note::new(number, "x"), Expect::Absent);
                (number, engine.commit(put).await)
            })
        })
        .collect();
    engine.close().await.unwrap();
    let mut acknowledged = BTreeSet::new();
    for commit in commits {
        match commit.await.unwrap() {
            (number, Ok(_)) => {
                acknowledged.insert(number);
            }
            (_, Err(error)) => assert!(matches!(error, StoreError::Stopped(_)), "{error:?}"),
        }
    }
    let engine = place.reopen().await;
    for number in 0..40 {
        let found = engine.get(note(number)).await.unwrap();
        assert_eq!(found.is_some(), acknowledged.contains(&number), "{number}");
    }
    clean(&engine).await;
}

pub async fn a_store_says_what_it_is_and_how_far_it_has_come(place: &dyn Place) {
    let engine = place.create().await;
    let new = engine.facts();
    assert_eq!((new.demo, new.last_commit, new.last_day), (false, 0, None));
    let first = add(&engine, &Note::new(1, "a")).await.number;
    let facts = engine.facts();
    assert_eq!((facts.store, facts.last_commit), (new.store, first));
    assert_eq!(facts.last_day, Some(TODAY.parse().unwrap()));
    let mut private = batch_on("2026-06-23");
    let scratch = Scratch {
        id: 1,
        text: "x".to_owned(),
    };
    private.put(&scratch, Expect::Any).unwrap();
    let second = engine.commit(private).await.unwrap().number;
    assert!(
        engine
            .commit(putting(&Note::new(1, "b"), Expect::Absent))
            .await
            .is_err()
    );
    let facts = engine.facts();
    assert_eq!(facts.last_commit, second, "what is private is a commit as well");
    assert_eq!(facts.last_day, Some(TODAY.parse().unwrap()));
    engine.close().await.unwrap();
    assert_eq!(place.reopen().await.facts(), facts);
}

pub async fn a_store_of_sample_data_says_no_day(place: &dyn Place) {
    let engine = place.open(Some(DEMO)).await.unwrap();
    add(&engine, &Note::new(1, "a")).await;
    let facts = engine.facts();
    assert_eq!((facts.demo, facts.last_commit, facts.last_day), (true, 1, None));
    engine.close().await.unwrap();
    assert_eq!(place.reopen().await.facts(), facts);
}

/// Some of everything, changed and removed as well.
async fn fill(engine: &Arc<dyn Engine>) {
    for number in 1..=12 {
        let mut added = Note::new(number, "x")
            .entry(1, vec![u8::try_from(number % 3).unwrap()])
            .entry(2, "same")
            .claim(&format!("note/{number}"));
        added.refers_to = (1..number).collect();
        added.account = Some(number % 2);
        let mut batch = putting(&added, Expect::Absent);
        let scratch = Scratch {
            id: number % 4,
            text: number.to_string(),
        };
        batch.put(&scratch, Expect::Any).unwrap();
        engine.commit(batch).await.unwrap();
    }
    let version = async |number| engine.get(note(number)).await.unwrap().unwrap().version;
    let changed = Note::new(2, "changed").entry(1, [9]).claim("note/2");
    let expects = Expect::Version(version(2).await);
    engine.commit(putting(&changed, expects)).await.unwrap();
    let mut gone = audited();
    gone.delete::<Note>(id(12), Expect::Version(version(12).await));
    gone.delete::<Scratch>(id(3), Expect::Any);
    engine.commit(gone).await.unwrap();
}

pub async fn a_check_counts_everything_and_finds_nothing_in_a_store_that_was_only_committed_to(
    place: &dyn Place,
) {
    let engine = place.create().await;
    fill(&engine).await;
    let report = clean(&engine).await;
    assert_eq!(
        report.records,
        BTreeMap::from([(Kind::Order, 11), (Kind::Draft, 3)])
    );
    assert_eq!((report.entries, report.claims), (21, 11));
    assert_eq!((report.audited, report.last_commit, report.more), (14, 14, 0));
    engine.close().await.unwrap();
    let engine = place.reopen().await;
    assert_eq!(clean(&engine).await, report);
}

pub async fn a_check_asks_what_each_record_says_of_itself_and_tells_what_does_not_fit(place: &dyn Place) {
    let engine = place.create().await;
    let mut dangling = Note::new(1, "a").entry(1, "k");
    dangling.refers_to = vec![1, 7];
    add(&engine, &dangling).await;
    let report = engine.check(inspect).await.unwrap();
    assert_eq!(
        report.problems,
        [RecordProblem::DanglingReference(note(1), note(7))]
    );
    let report = engine
        .check(|_, _| Err(StoreError::Unserializable))
        .await
        .unwrap();
    assert!(
        matches!(report.problems.as_slice(), [RecordProblem::BadRecord(record, _)] if *record == note(1)),
        "{report:?}"
    );
    let of_another_world = |kind, envelope: &_| {
        let mut view = inspect(kind, envelope)?;
        view.entries.clear();
        view.references.clear();
        view.id.push(1);
        Ok(view)
    };
    let report = engine.check(of_another_world).await.unwrap();
    let mut found = report.problems;
    found.sort_by_key(|problem| format!("{problem:?}"));
    assert_eq!(
        found,
        [RecordProblem::Drifted(note(1)), RecordProblem::WrongId(note(1))]
    );
}

pub async fn neither_rebuilding_nor_opening_anew_changes_anything_that_is_read(place: &dyn Place) {
    let engine = place.create().await;
    fill(&engine).await;
    let before = Everything::of(&engine).await;
    let mut changes = engine.changes();
    engine.rebuild().await.unwrap();
    assert_eq!(Everything::of(&engine).await, before);
    assert!(
        changes.try_recv().is_err(),
        "nothing happened that anybody has to be told"
    );
    engine.close().await.unwrap();
    let engine = place.reopen().await;
    assert_eq!(Everything::of(&engine).await, before);
    engine.rebuild().await.unwrap();
    engine.rebuild().await.unwrap();
    assert_eq!(Everything::of(&engine).await, before);
    assert!(add(&engine, &Note::new(20, "on")).await.number > before.facts.last_commit);
}

/// As a later build asks: notes whose text is `seen` have an entry in an index that was not there.
fn later(kind: Kind, envelope: &Envelope) -> Result<TypedView, StoreError> {
    let mut view = inspect(kind, envelope)?;
    if kind == Note::KIND && offerdesk::store::decode::<Note>(envelope.clone())?.record.text == "seen" {
        view.entries.push(IndexEntry {
            index: 3,
            key: b"new".to_vec(),
        });
    }
    Ok(view)
}

pub async fn entries_that_records_say_otherwise_by_now_are_written_anew_and_nothing_else_changes(
    place: &dyn Place,
) {
    let engine = place.create().await;
    for number in 1..=1_200 {
        let text = if number % 2 == 0 { "seen" } else { "x" };
        add(
            &engine,
            &Note::new(number, text)
                .entry(1, "k")
                .claim(&format!("claim/{number}")),
        )
        .await;
    }
    let before = engine.get(note(4)).await.unwrap().unwrap();
    engine.reindex(later, note(2)).await.unwrap();
    let scan = Scan {
        index: 3,
        prefix: Vec::new(),
        after: None,
        limit: 2_000,
        descending: false,
    };
    assert_eq!(engine.scan(scan.clone()).await.unwrap().len(), 600);
    let after = engine.get(note(4)).await.unwrap().unwrap();
    assert_eq!(
        after.version, before.version,
        "whoever holds the record may go on"
    );
    assert_eq!(
        (after.payload, after.claims, after.by, after.at),
        (before.payload, before.claims, before.by, before.at)
    );
    let report = engine.check(later).await.unwrap();
    assert_eq!(report.problems, []);
    engine.close().await.unwrap();
    let engine = place.reopen().await;
    assert_eq!(engine.scan(scan).await.unwrap().len(), 600);
    assert_eq!(engine.check(later).await.unwrap().problems, []);
    assert!(add(&engine, &Note::new(2_000, "on")).await.number > 1_200);
}

/// Adds one to the number in a note, again and again until nobody was faster.
async fn count_up(engine: &Arc<dyn Engine>) -> u64 {
    let store = Store::new(engine.clone());
    loop {
        let counter = store.get::<Note>(id(1)).await.unwrap().unwrap();
        let next = counter.record.text.parse::<u64>().unwrap() + 1;
        let put = putting(&Note::new(1, &next.to_string()), Expect::Version(counter.version));
        match engine.commit(put).await {
            Ok(committed) => return committed.number,
            Err(StoreError::Conflict(Conflict::Moved { .. })) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
}

pub async fn commits_that_race_are_each_applied_once_and_in_one_order(place: &dyn Place) {
    let engine = place.create().await;
    add(&engine, &Note::new(1, "0")).await;
    let mut changes = engine.changes();
    let mut tasks = Vec::new();
    for _ in 0..8 {
        let engine = engine.clone();
        tasks.push(tokio::spawn(async move {
            let mut numbers = Vec::new();
            for _ in 0..10 {
                numbers.push(count_up(&engine).await);
            }
            numbers
        }));
    }
    let mut numbers = BTreeSet::new();
    for task in tasks {
        let of_task = task.await.unwrap();
        assert!(of_task.is_sorted());
        numbers.extend(of_task);
    }
    assert_eq!(numbers.len(), 80, "no number twice");
    let published: Vec<u64> = std::iter::from_fn(|| changes.try_recv().ok())
        .map(|change| change.version)
        .collect();
    assert_eq!(
        published,
        numbers.into_iter().collect::<Vec<_>>(),
        "in their order"
    );
    let store = Store::new(engine.clone());
    let counter = store.get::<Note>(id(1)).await.unwrap().unwrap();
    assert_eq!(counter.record.text, "80");
    assert_eq!(clean(&engine).await.audited, 81, "a refusal is in no log");
}

pub async fn of_those_who_race_for_a_claim_one_has_it_and_the_others_are_told_who(place: &dyn Place) {
    let engine = place.create().await;
    let racers = (1..=16).map(|number| {
        let engine = engine.clone();
        tokio::spawn(async move {
            let note = Note::new(number, "x").claim("the-one");
            (number, engine.commit(putting(&note, Expect::Absent)).await)
        })
    });
    let (mut winners, mut told) = (Vec::new(), BTreeSet::new());
    for racer in racers.collect::<Vec<_>>() {
        match racer.await.unwrap() {
            (number, Ok(_)) => winners.push(note(number)),
            (_, Err(StoreError::Conflict(Conflict::Held { holder, .. }))) => {
                told.insert(holder);
            }
            (_, other) => panic!("{other:?}"),
        }
    }
    assert_eq!(winners.len(), 1);
    assert_eq!(told, winners.iter().cloned().collect());
    let holder = engine.holder(Claim("the-one".to_owned())).await.unwrap();
    assert_eq!(holder.as_ref(), winners.first());
    clean(&engine).await;
}
