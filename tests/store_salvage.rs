//! Saving what is left of a damaged store: everything that verifies comes back, and what is gone is named.

// A test reports by panicking, also in the functions beside the tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/store.rs"]
mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;

use offerdesk::domain::attachment::FileHash;
use offerdesk::domain::date::Timestamp;
use offerdesk::domain::message::Coded;
use offerdesk::store::copies::{CopyError, Loss, Salvaged};
use offerdesk::store::error::StoreError;
use offerdesk::store::files::Files;
use offerdesk::store::opening::OpenOptions;
use offerdesk::store::record::{Claim, Engine, Expect, Scan};
use support::{Home, Note, REAL, add, audited, clean, id, inspect, note, options, putting};

const AT: Timestamp = Timestamp(1_782_000_000_000);

/// A store with so many notes, each of its own commit.
async fn filled(notes: u64, layer_bytes: usize) -> Home {
    let home = Home::new();
    let open = |options: OpenOptions| OpenOptions {
        layer_bytes,
        ..options.creating(REAL)
    };
    let engine = home.open(open).unwrap();
    for number in 1..=notes {
        let note = Note::new(number, &"x".repeat(300))
            .entry(1, number.to_be_bytes())
            .claim(&format!("note/{number}"));
        add(&engine, &note).await;
    }
    engine.close().await.unwrap();
    home
}

/// Salvages a store; it is not touched, and the new one opens.
async fn salvage(home: &Home) -> (Home, Salvaged) {
    let before = home.files();
    let (from, into) = (home.path(), Home::new());
    let path = into.path();
    let work = move || offerdesk::store::salvage(&from, &path, &options(), AT, inspect);
    let salvaged = tokio::task::spawn_blocking(work).await.unwrap().unwrap();
    assert!(before == home.files(), "the damaged store was touched");
    let mode = fs::metadata(into.path()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    (into, salvaged)
}

async fn holds(engine: &Arc<dyn Engine>, number: u64) -> bool {
    engine.get(note(number)).await.unwrap().is_some()
}

/// The only file of a kind, or the newest.
fn newest(home: &Home, start: &str) -> PathBuf {
    let entries = fs::read_dir(home.path()).unwrap();
    let named = entries.filter_map(|entry| {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let number: u64 = name.strip_prefix(start)?.parse().ok()?;
        Some((number, entry.path()))
    });
    named.max().unwrap().1
}

/// Where each frame begins in a segment.
fn frames(bytes: &[u8]) -> Vec<usize> {
    (0..bytes.len())
        .step_by(8)
        .filter(|at| bytes[*at..].starts_with(b"ODfr"))
        .collect()
}

#[tokio::test]
async fn a_sound_store_comes_back_whole() {
    for layer_bytes in [20_000, 32 << 20] {
        let home = filled(80, layer_bytes).await;
        let engine = home.reopen().unwrap();
        let mut batch = audited();
        batch.delete::<Note>(id(7), Expect::Version(7));
        engine.commit(batch).await.unwrap();
        let proof = engine.audit_head().unwrap();
        engine.close().await.unwrap();
        drop(engine);
        let files = Files::in_folder(&home.path());
        let hash = files.keep(b"%PDF-1.7\n".to_vec(), AT).await.unwrap();
        let (into, salvaged) = salvage(&home).await;
        assert_eq!((&salvaged.damage, &salvaged.losses), (&vec![], &vec![]));
        assert_eq!((salvaged.records, salvaged.files, salvaged.problems), (79, 1, 0));
        let engine = into.reopen().unwrap();
        assert_eq!(engine.facts().store, home.reopen().unwrap().facts().store);
        assert_eq!(clean(&engine).await.last_commit, 81);
        assert!(holds(&engine, 80).await && !holds(&engine, 7).await);
        assert_eq!(engine.audit_head().unwrap(), proof);
        assert_eq!(engine.audit_hash(81).await.unwrap(), Some(proof.hash));
        let kept = Files::in_folder(&into.path()).read(hash).await.unwrap();
        assert_eq!(kept, b"%PDF-1.7\n");
        assert_eq!(add(&engine, &Note::new(99, "on")).await.number, 82);
        engine.close().await.unwrap();
    }
}

#[tokio::test]
async fn a_damaged_frame_costs_its_commit_alone() {
    let home = filled(40, 32 << 20).await;
    let path = home.path().join("journal.0");
    let mut bytes = fs::read(&path).unwrap();
    let at = frames(&bytes)[20];
    bytes[at + 90] ^= 4;
    fs::write(&path, bytes).unwrap();
    assert!(matches!(home.reopen(), Err(StoreError::Damaged(_))));
    let (into, salvaged) = salvage(&home).await;
    assert_eq!(salvaged.damage, [format!("journal.0 at byte {at}")]);
    let expected = [
        Loss::Commits(21, 21),
        Loss::Audit("system".to_owned(), 21, 21),
        // Nothing says that it did not begin one.
        Loss::Series("request".to_owned(), 1),
    ];
    assert_eq!(salvaged.losses, expected);
    let engine = into.reopen().unwrap();
    for number in 1..=40 {
        assert_eq!(holds(&engine, number).await, number != 21, "note {number}");
    }
    let report = engine.check(inspect).await.unwrap();
    let codes: Vec<_> = report.problems.iter().map(Coded::code).collect();
    assert_eq!(codes, ["check-broken-chain"], "what is missing stays told");
    assert_eq!(salvaged.problems, 1);
    // Proofs of what lies before the gap can still be given.
    assert!(engine.audit_hash(20).await.unwrap().is_some());
    assert!(engine.audit_hash(21).await.unwrap().is_none());
    assert_eq!(add(&engine, &Note::new(99, "on")).await.number, 41);
}

#[tokio::test]
async fn without_a_manifest_everything_else_comes_back() {
    for layer_bytes in [20_000, 32 << 20] {
        let home = filled(60, layer_bytes).await;
        fs::remove_file(home.path().join("store.manifest")).unwrap();
        let (into, salvaged) = salvage(&home).await;
        assert_eq!(salvaged.losses, []);
        assert_eq!(salvaged.damage.len(), 1);
        assert_eq!(clean(&into.reopen().unwrap()).await.last_commit, 60);
    }
}

/// A store whose only checkpoint holds everything.
async fn in_one_checkpoint(notes: u64) -> Home {
    let home = filled(notes, 32 << 20).await;
    for _ in 0..2 {
        let engine = home.reopen().unwrap();
        engine.rebuild().await.unwrap();
        engine.close().await.unwrap();
    }
    for file in ["journal.0", "journal.1", "checkpoint.1"] {
        let _ = fs::remove_file(home.path().join(file));
    }
    home
}

#[tokio::test]
async fn blocks_that_verify_come_back_and_what_they_say_of_the_others_is_told() {
    // So many that records, lists and claims lie in blocks of their own.
    const NOTES: u64 = 240;
    let home = in_one_checkpoint(NOTES).await;
    let path = newest(&home, "checkpoint.");
    let whole = fs::read(&path).unwrap();
    let (mut named, mut complete) = (0, 0);
    for step in 0..24 {
        let mut bytes = whole.clone();
        let at = step * whole.len() / 24;
        bytes[at] ^= 0x21;
        fs::write(&path, bytes).unwrap();
        assert!(matches!(home.reopen(), Err(StoreError::Damaged(_))), "byte {at}");
        let (into, salvaged) = salvage(&home).await;
        assert!(!salvaged.damage.is_empty(), "byte {at}");
        assert_eq!(salvaged.last_commit, NOTES, "byte {at}");
        let engine = into.reopen().unwrap();
        let mut gone = Vec::new();
        for number in 1..=NOTES {
            if !holds(&engine, number).await {
                gone.push(note(number));
            }
        }
        assert!(gone.len() < 40, "byte {at} cost {gone:?}");
        // Every record that is gone is named by the lists and claims that are left.
        for record in &gone {
            assert!(
                salvaged.losses.contains(&Loss::Record(record.clone())),
                "{record:?}"
            );
        }
        named += gone.len();
        let report = engine.check(inspect).await.unwrap();
        let allowed = ["check-broken-chain", "check-wrong-head"];
        for problem in &report.problems {
            assert!(allowed.contains(&problem.code()), "byte {at}: {problem:?}");
        }
        complete += usize::from(gone.is_empty() && report.problems.is_empty());
        engine.close().await.unwrap();
    }
    assert!(named > 0 && complete > 0, "{named} named, {complete} complete");
}

#[tokio::test]
async fn a_damaged_checkpoint_costs_nothing_while_the_one_before_is_there() {
    let home = filled(200, 20_000).await;
    let path = newest(&home, "checkpoint.");
    let mut bytes = fs::read(&path).unwrap();
    bytes.fill(0xa5);
    fs::write(&path, bytes).unwrap();
    let (into, salvaged) = salvage(&home).await;
    assert_eq!(salvaged.losses, []);
    assert_eq!(clean(&into.reopen().unwrap()).await.last_commit, 200);
}

#[tokio::test]
async fn what_was_removed_or_changed_later_does_not_come_back() {
    let home = filled(60, 20_000).await;
    let engine = home
        .open(|options| OpenOptions {
            layer_bytes: 20_000,
            ..options
        })
        .unwrap();
    for number in 1..=30 {
        let mut batch = audited();
        batch.delete::<Note>(id(number), Expect::Version(number));
        engine.commit(batch).await.unwrap();
    }
    for number in 31..=60 {
        let changed = Note::new(number, &"y".repeat(300)).entry(1, (number + 500).to_be_bytes());
        engine
            .commit(putting(&changed, Expect::Version(number)))
            .await
            .unwrap();
    }
    engine.close().await.unwrap();
    drop(engine);
    // The newest checkpoint loses a part; the one before still has what was removed.
    let path = newest(&home, "checkpoint.");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    let (into, _) = salvage(&home).await;
    let engine = into.reopen().unwrap();
    for number in 1..=30 {
        assert!(!holds(&engine, number).await, "note {number} came back");
    }
    let scan = Scan {
        index: 1,
        prefix: Vec::new(),
        after: None,
        limit: 200,
        descending: false,
    };
    assert_eq!(engine.scan(scan).await.unwrap().len(), 30);
}

#[tokio::test]
async fn a_claim_of_two_records_goes_to_the_newer_one() {
    let home = filled(3, 32 << 20).await;
    let engine = home.reopen().unwrap();
    let without = Note::new(2, "gives it away");
    engine
        .commit(putting(&without, Expect::Version(2)))
        .await
        .unwrap();
    add(&engine, &Note::new(4, "takes it").claim("note/2")).await;
    engine.close().await.unwrap();
    drop(engine);
    let path = home.path().join("journal.0");
    let mut bytes = fs::read(&path).unwrap();
    let at = frames(&bytes)[3];
    bytes[at + 60] ^= 1;
    fs::write(&path, bytes).unwrap();
    let (into, salvaged) = salvage(&home).await;
    let claim = Claim("note/2".to_owned());
    let given = Loss::Claim {
        claim: claim.clone(),
        lost: note(2),
        kept: note(4),
    };
    assert!(salvaged.losses.contains(&given), "{:?}", salvaged.losses);
    let engine = into.reopen().unwrap();
    assert_eq!(engine.holder(claim).await.unwrap(), Some(note(4)));
    assert!(
        salvaged.problems > 0,
        "the loser still says that it holds the claim"
    );
}

#[tokio::test]
async fn a_series_that_may_be_ahead_skips_what_it_may_have_given() {
    let home = Home::new();
    let engine = home.create();
    let numbered = |engine: Arc<dyn Engine>| async move {
        let mut batch = audited();
        let make = |number: u64| {
            let note = Note::new(number, "numbered");
            Ok(vec![offerdesk::store::record::Put::of(&note, Expect::Absent)?])
        };
        batch.numbered.push(("invoice".to_owned(), Box::new(make)));
        engine.commit(batch).await.unwrap();
    };
    for _ in 0..5 {
        numbered(engine.clone()).await;
    }
    engine.close().await.unwrap();
    drop(engine);
    let path = home.path().join("journal.0");
    let mut bytes = fs::read(&path).unwrap();
    let starts = frames(&bytes);
    for start in &starts[3..] {
        bytes[start + 60] ^= 1;
    }
    fs::write(&path, bytes).unwrap();
    let (into, salvaged) = salvage(&home).await;
    assert!(salvaged.losses.contains(&Loss::Commits(4, 5)));
    assert!(salvaged.losses.contains(&Loss::Series("invoice".to_owned(), 5)));
    let engine = into.reopen().unwrap();
    numbered(engine.clone()).await;
    assert!(holds(&engine, 6).await, "a number was given twice");
}

#[tokio::test]
async fn a_damaged_attached_file_is_told_and_left_out() {
    let home = filled(1, 32 << 20).await;
    let files = Files::in_folder(&home.path());
    let good = files.keep(b"%PDF-1.7\ngood".to_vec(), AT).await.unwrap();
    let bad = files.keep(b"%PDF-1.7\nbad".to_vec(), AT).await.unwrap();
    fs::write(home.path().join(format!("files/{bad}")), b"else").unwrap();
    let (into, salvaged) = salvage(&home).await;
    assert_eq!(salvaged.losses, [Loss::File(bad)]);
    let names: Vec<FileHash> = Files::in_folder(&into.path()).names().await.unwrap();
    assert_eq!(names, [good]);
}

#[tokio::test]
async fn where_there_is_no_store_or_one_in_use_or_something_in_the_way_nothing_is_made() {
    let refused = |from: PathBuf, into: PathBuf| async move {
        let work = move || offerdesk::store::salvage(&from, &into, &options(), AT, inspect);
        match tokio::task::spawn_blocking(work).await.unwrap() {
            Err(CopyError::Store(error)) => error,
            other => panic!("{other:?}"),
        }
    };
    let (home, into) = (Home::new(), Home::new());
    let error = refused(home.path(), into.path()).await;
    assert!(matches!(error, StoreError::Missing(_)), "{error}");
    let home = filled(2, 32 << 20).await;
    let error = refused(home.path(), home.path().join("inside")).await;
    assert!(matches!(error, StoreError::NotEmpty(_)), "{error}");
    fs::create_dir(into.path()).unwrap();
    fs::write(into.path().join("thesis.txt"), "years of work").unwrap();
    let error = refused(home.path(), into.path()).await;
    assert!(matches!(error, StoreError::NotEmpty(_)), "{error}");
    let engine = home.reopen().unwrap();
    let error = refused(home.path(), Home::new().path()).await;
    assert!(matches!(error, StoreError::Locked(_)), "{error}");
    engine.close().await.unwrap();
    drop(engine);
    let journal = fs::read(home.path().join("journal.0")).unwrap();
    fs::write(home.path().join("journal.0"), vec![9; journal.len()]).unwrap();
    fs::remove_file(home.path().join("store.manifest")).unwrap();
    let error = refused(home.path(), Home::new().path()).await;
    assert!(matches!(error, StoreError::Damaged(_)), "{error}");
}
