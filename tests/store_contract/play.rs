//! Plays the same random batches on the model and on another engine: each is answered alike, and everything that can
//! be read is the same afterwards.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use offerdesk::domain::audit::Chain;
use offerdesk::domain::date::Day;
use offerdesk::domain::ids::AccountId;
use offerdesk::domain::message::Coded;
use offerdesk::store::error::StoreError;
use offerdesk::store::record::{Batch, Change, Committed, Engine, Expect, Put, Record, RecordRef};

use crate::model::Memory;
use crate::place::Place;
use crate::reading::Everything;
use crate::support::{DEMO, Note, REAL, Scratch, TODAY, batch_on, entry, note, user};

/// What happens next.
#[derive(Clone, Debug)]
enum Step {
    Commit(Plan),
    Rebuild,
    Reopen,
}

/// A batch to be made, once for each engine.
#[derive(Clone, Debug)]
struct Plan {
    /// Days after the store's last one.
    day: i32,
    accepts_day: bool,
    by: Option<u8>,
    touches: Vec<Touch>,
    relied_on: Vec<(u64, Guess)>,
    /// Series, and the note that the number is for.
    numbered: Vec<(u8, u64)>,
    /// Chains that get an entry.
    audit: Vec<u8>,
}

#[derive(Clone, Debug)]
enum Touch {
    Put(Note, Guess),
    Delete(u64, Guess),
    PutScratch(u64, Guess),
    DeleteScratch(u64, Guess),
}

/// What a batch takes for the version of a record.
#[derive(Clone, Copy, Debug)]
enum Guess {
    Right,
    Absent,
    Any,
    Version(u64),
}

/// Versions of what there is.
type Versions = BTreeMap<RecordRef, u64>;

impl Guess {
    fn expects(self, versions: &Versions, record: &RecordRef) -> Expect {
        match self {
            Self::Right => versions
                .get(record)
                .map_or(Expect::Absent, |version| Expect::Version(*version)),
            Self::Absent => Expect::Absent,
            Self::Any => Expect::Any,
            Self::Version(version) => Expect::Version(version),
        }
    }
}

fn scratch(number: u64) -> RecordRef {
    RecordRef {
        kind: Scratch::KIND,
        id: crate::support::id(number),
    }
}

impl Plan {
    fn batch(&self, last: Day, versions: &Versions) -> Batch {
        let mut batch = batch_on(&last.plus(self.day).to_string());
        batch.accepts_day = self.accepts_day;
        batch.by = self.by.map(|by| user(by.into()));
        for touch in &self.touches {
            match touch {
                Touch::Put(put, guess) => {
                    let expects = guess.expects(versions, &note(put.id));
                    batch.put(put, expects).unwrap();
                }
                Touch::Delete(number, guess) => {
                    let record = note(*number);
                    let expects = guess.expects(versions, &record);
                    batch.deletes.push((record, expects));
                }
                Touch::PutScratch(number, guess) => {
                    let expects = guess.expects(versions, &scratch(*number));
                    let text = format!("day {}", self.day);
                    batch.put(&Scratch { id: *number, text }, expects).unwrap();
                }
                Touch::DeleteScratch(number, guess) => {
                    let record = scratch(*number);
                    let expects = guess.expects(versions, &record);
                    batch.deletes.push((record, expects));
                }
            }
        }
        for (number, guess) in &self.relied_on {
            let record = note(*number);
            let expects = guess.expects(versions, &record);
            batch.expects.push((record, expects));
        }
        for (series, number) in &self.numbered {
            let number = *number;
            let expects = Guess::Right.expects(versions, &note(number));
            let make = move |next: u64| {
                let invoice = Note::new(number, &format!("number {next}")).entry(4, next.to_be_bytes());
                Ok(vec![Put::of(&invoice, expects)?])
            };
            batch.numbered.push((format!("series/{series}"), Box::new(make)));
        }
        for chain in &self.audit {
            let chain = match chain {
                0 => Chain::System,
                account => Chain::Account(AccountId::new((*account).into())),
            };
            let told = entry(&batch);
            batch.audit(chain, told);
        }
        batch
    }
}

fn guess() -> impl Strategy<Value = Guess> {
    prop_oneof![
        12 => Just(Guess::Right),
        1 => Just(Guess::Absent),
        1 => Just(Guess::Any),
        1 => (1_u64..30).prop_map(Guess::Version),
    ]
}

/// Short keys of few bytes, so that many are equal or begin alike.
fn key() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(proptest::sample::select(&[0, 1, 255][..]), 0..4)
}

fn a_note() -> impl Strategy<Value = Note> {
    let claims = proptest::sample::subsequence(vec!["a", "a/1", "a/2", "b"], 0..3);
    let entries = proptest::collection::vec((0_u8..4, key()), 0..4);
    let refers_to = proptest::collection::vec(0_u64..8, 0..2);
    let account = proptest::option::of(0_u64..3);
    (0_u64..8, account, entries, claims, refers_to).prop_map(|(id, account, entries, claims, refers_to)| {
        Note {
            id,
            account,
            text: "random".to_owned(),
            entries,
            claims: claims.into_iter().map(str::to_owned).collect(),
            refers_to,
        }
    })
}

fn touch() -> impl Strategy<Value = Touch> {
    let any = prop_oneof![2 => Just(Guess::Any), 1 => guess()];
    let any_to_remove = prop_oneof![2 => Just(Guess::Any), 1 => guess()];
    prop_oneof![
        6 => (a_note(), guess()).prop_map(|(note, guess)| Touch::Put(note, guess)),
        2 => (0_u64..8, guess()).prop_map(|(number, guess)| Touch::Delete(number, guess)),
        2 => (0_u64..4, any).prop_map(|(number, guess)| Touch::PutScratch(number, guess)),
        1 => (0_u64..4, any_to_remove).prop_map(|(number, guess)| Touch::DeleteScratch(number, guess)),
    ]
}

fn plan() -> impl Strategy<Value = Plan> {
    let day = prop_oneof![20 => 0_i32..3, 1 => -3_i32..100];
    let relied_on = proptest::collection::vec((0_u64..8, guess()), 0..2);
    let numbered = prop_oneof![
        4 => Just(Vec::new()),
        1 => proptest::collection::vec((0_u8..2, 8_u64..20), 1..3),
    ];
    let audit = prop_oneof![
        8 => proptest::collection::vec(0_u8..4, 1..3),
        1 => Just(Vec::new()),
    ];
    let touches = proptest::collection::vec(touch(), 0..4);
    let by = proptest::option::of(1_u8..4);
    let accepts_day = proptest::bool::weighted(0.05);
    (day, accepts_day, by, touches, relied_on, numbered, audit).prop_map(
        |(day, accepts_day, by, touches, relied_on, numbered, audit)| Plan {
            day,
            accepts_day,
            by,
            touches,
            relied_on,
            numbered,
            audit,
        },
    )
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        30 => plan().prop_map(Step::Commit),
        1 => Just(Step::Rebuild),
        2 => Just(Step::Reopen),
    ];
    proptest::collection::vec(step, 1..60)
}

/// An answer as engines must agree on it: the whole conflict, and for the other refusals their kind; what a refusal
/// says of an engine's limits in words is its own.
fn told(answer: Result<Committed, StoreError>) -> String {
    match answer {
        Ok(committed) => format!("commit {}", committed.number),
        Err(
            error @ (StoreError::Conflict(_)
            | StoreError::ClockWentBack { .. }
            | StoreError::ClockRanAhead { .. }),
        ) => {
            format!("{error:?}")
        }
        Err(error) => error.code().to_owned(),
    }
}

/// One engine in its place, with somebody who listens.
struct Seat {
    place: Box<dyn Place>,
    engine: Arc<dyn Engine>,
    changes: tokio::sync::broadcast::Receiver<Change>,
}

impl Seat {
    async fn take(place: Box<dyn Place>, demo: bool) -> Self {
        let engine = place.open(Some(if demo { DEMO } else { REAL })).await.unwrap();
        let changes = engine.changes();
        Self {
            place,
            engine,
            changes,
        }
    }

    async fn reopen(&mut self) {
        self.engine.close().await.unwrap();
        self.engine = self.place.reopen().await;
        self.changes = self.engine.changes();
    }

    fn heard(&mut self) -> Vec<Change> {
        std::iter::from_fn(|| self.changes.try_recv().ok())
            .map(|mut change| {
                change.added.sort();
                change.removed.sort();
                change
            })
            .collect()
    }
}

async fn play(other: Box<dyn Place>, demo: bool, steps: Vec<Step>) {
    let mut model = Seat::take(Box::new(Memory::default()), demo).await;
    let mut other = Seat::take(other, demo).await;
    // What each log ended with, to be verified in the end.
    let mut heads = Vec::new();
    for step in steps {
        match &step {
            Step::Commit(plan) => {
                let mut versions = Versions::new();
                for record in (0..20).map(note).chain((0..4).map(scratch)) {
                    if let Some(envelope) = model.engine.get(record.clone()).await.unwrap() {
                        versions.insert(record, envelope.version);
                    }
                }
                let last = model.engine.facts().last_day.unwrap_or(TODAY.parse().unwrap());
                let expected = told(model.engine.commit(plan.batch(last, &versions)).await);
                let found = told(other.engine.commit(plan.batch(last, &versions)).await);
                assert_eq!(found, expected, "{plan:?}");
                heads.push(other.engine.audit_head().unwrap());
            }
            Step::Rebuild => other.engine.rebuild().await.unwrap(),
            Step::Reopen => {
                model.reopen().await;
                other.reopen().await;
            }
        }
        assert_eq!(other.heard(), model.heard(), "after {step:?}");
    }
    let expected = Everything::of(&model.engine).await.of_any_store();
    assert_eq!(Everything::of(&other.engine).await.of_any_store(), expected);
    heads.dedup();
    for head in heads {
        let hash = other.engine.audit_hash(head.entries).await.unwrap();
        assert_eq!(hash, Some(head.hash));
    }
    other.reopen().await;
    assert_eq!(Everything::of(&other.engine).await.of_any_store(), expected);
    other.engine.close().await.unwrap();
}

/// Plays random batches on an engine and on the model.
pub fn against_the_model(place: &dyn Place, cases: u32) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases)
    };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let played = runner.run(&(proptest::bool::weighted(0.1), steps()), |(demo, steps)| {
        runtime.block_on(play(place.another(), demo, steps));
        Ok(())
    });
    if let Err(failure) = played {
        panic!("{failure}");
    }
}
