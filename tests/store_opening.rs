//! Opening a store: who may, what is refused without touching anything, and what is put right.

// A test reports by panicking, also in the functions beside the tests.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

#[path = "support/store.rs"]
mod support;

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use offerdesk::store::check::Problem;
use offerdesk::store::error::StoreError;
use offerdesk::store::record::{Engine, Envelope, Expect, Kind, RecordRef};
use offerdesk::store::sled::{LogSync, OpenOptions, SledEngine};
use support::{DEMO, Home, Note, REAL, Scratch, add, batch_on, clean, note, options, set_mode};

/// A store with so many notes, closed cleanly.
async fn filled(home: &Home, notes: u64) {
    let engine = home.create();
    for number in 0..notes {
        let note = Note::new(number, &"x".repeat(500))
            .entry(1, number.to_be_bytes())
            .claim(&format!("claim/{number}"));
        add(&engine, &note).await;
    }
    engine.close().await.unwrap();
}

/// Opening is refused and leaves every file as it was.
fn refused(home: &Home) -> StoreError {
    let before = home.files();
    let error = home.reopen().unwrap_err();
    let after = home.files();
    let names = |files: &[(std::path::PathBuf, Vec<u8>)]| {
        files
            .iter()
            .map(|(path, content)| (path.clone(), content.len()))
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&before), names(&after));
    assert!(before == after, "a refused opening changed a file");
    error
}

#[test]
fn without_a_store_opening_says_missing_and_makes_nothing() {
    let home = Home::new();
    let path = home.path().display().to_string();
    assert_eq!(refused(&home), StoreError::Missing(path.clone()));
    assert!(!home.path().exists());
    fs::create_dir(home.path()).unwrap();
    set_mode(&home.path(), 0o700);
    assert_eq!(refused(&home), StoreError::Missing(path));
}

#[test]
fn a_folder_with_other_things_is_not_taken_over() {
    let home = Home::new();
    fs::create_dir(home.path()).unwrap();
    set_mode(&home.path(), 0o700);
    fs::write(home.path().join("thesis.txt"), "years of work").unwrap();
    let error = home.open(|options| options.creating(REAL)).unwrap_err();
    assert_eq!(error, StoreError::NotEmpty(home.path().display().to_string()));
    assert_eq!(home.files().len(), 1);
    assert!(!home.path().join("store.lock").exists());
}

#[tokio::test]
async fn a_store_of_the_other_kind_is_not_taken_for_this_one() {
    let home = Home::new();
    filled(&home, 1).await;
    let error = home.open(|options| options.creating(DEMO)).unwrap_err();
    assert!(matches!(error, StoreError::NotEmpty(_)));
    let engine = home.open(|options| options.creating(REAL)).unwrap();
    assert!(
        engine.get(note(0)).await.unwrap().is_some(),
        "creating opens what is there"
    );
}

#[tokio::test]
async fn a_folder_that_others_can_reach_is_refused() {
    let home = Home::new();
    filled(&home, 1).await;
    set_mode(&home.path(), 0o750);
    assert_eq!(
        refused(&home),
        StoreError::Exposed(home.path().display().to_string())
    );
    set_mode(&home.path(), 0o700);
    home.reopen().unwrap();
}

/// The superuser could write all the same, so the refusal reads the mode and is the same for everybody.
#[tokio::test]
async fn a_read_only_folder_or_log_is_refused() {
    let home = Home::new();
    filled(&home, 1).await;
    set_mode(&home.path(), 0o500);
    assert!(matches!(refused(&home), StoreError::ReadOnly(_)));
    set_mode(&home.path(), 0o700);
    set_mode(&home.path().join("db"), 0o400);
    assert!(matches!(refused(&home), StoreError::ReadOnly(_)));
}

#[tokio::test]
async fn a_log_that_was_cut_short_is_refused_before_anything_repairs_it() {
    let home = Home::new();
    filled(&home, 50).await;
    let log = home.path().join("db");
    let whole = fs::read(&log).unwrap();
    for length in [0, 1, whole.len() / 2, whole.len() - 1] {
        fs::write(&log, &whole[..length]).unwrap();
        assert!(
            matches!(refused(&home), StoreError::Damaged(_)),
            "cut at {length}"
        );
    }
    fs::remove_file(&log).unwrap();
    assert!(matches!(refused(&home), StoreError::Damaged(_)));
    fs::write(&log, &whole).unwrap();
    clean(&home.reopen().unwrap()).await;
}

#[tokio::test]
async fn a_seal_that_is_gone_garbled_or_of_a_newer_format_is_refused() {
    let home = Home::new();
    filled(&home, 3).await;
    let seal = home.path().join("store.seal");
    let whole = fs::read(&seal).unwrap();
    fs::remove_file(&seal).unwrap();
    assert!(matches!(refused(&home), StoreError::Damaged(_)));
    fs::write(&seal, vec![0xa5; whole.len()]).unwrap();
    assert!(matches!(refused(&home), StoreError::Damaged(_)));

    // Both slots say format 9, and verify.
    let mut newer = whole;
    for offset in [0, 512] {
        newer[offset + 4] = 9;
        let checksum = crc32fast::hash(&newer[offset + 4..offset + 64]);
        newer[offset..offset + 4].copy_from_slice(&checksum.to_le_bytes());
    }
    fs::write(&seal, newer).unwrap();
    assert_eq!(refused(&home), StoreError::Newer { found: 9, known: 2 });
}

#[tokio::test]
async fn after_a_crash_a_log_that_lacks_acknowledged_commits_is_refused() {
    let home = Home::new();
    let engine = home.create();
    for number in 0..40 {
        add(&engine, &Note::new(number, &"x".repeat(500))).await;
    }
    // What a crash leaves behind is what the files hold while the store is open.
    let crashed = Home::new();
    copy(&home, &crashed);
    let log = crashed.path().join("db");
    let whole = fs::read(&log).unwrap();
    let end = whole.iter().rposition(|byte| *byte != 0).unwrap();
    fs::write(&log, &whole[..end / 2]).unwrap();
    let error = crashed.reopen().unwrap_err();
    assert!(matches!(error, StoreError::Damaged(_)), "{error}");

    let crashed = Home::new();
    copy(&home, &crashed);
    assert_eq!(clean(&crashed.reopen().unwrap()).await.last_commit, 40);
}

/// The commits of a crashed store of which some are in the tree, some were settling and some were fresh.
async fn crashed_while_settling() -> Home {
    let home = Home::new();
    let engine = home.open(in_small_layers).unwrap();
    for number in 0..200 {
        add(
            &engine,
            &Note::new(number, &"x".repeat(300)).entry(1, number.to_be_bytes()),
        )
        .await;
    }
    let crashed = Home::new();
    copy(&home, &crashed);
    crashed
}

fn in_small_layers(options: OpenOptions) -> OpenOptions {
    OpenOptions {
        layer_bytes: 20_000,
        ..options.creating(REAL)
    }
}

#[tokio::test]
async fn after_a_crash_a_commit_log_that_was_cut_or_changed_anywhere_is_refused() {
    let crashed = crashed_while_settling().await;
    let files = crashed.files();
    let mut refusals = 0;
    for name in ["commits.0", "commits.1"] {
        let log = crashed.path().join(name);
        let whole = fs::read(&log).unwrap();
        let used = whole
            .iter()
            .rposition(|byte| *byte != 0)
            .map_or(0, |last| last + 1);
        for step in 0..40 {
            let at = used * step / 40;
            for broken in [whole[..at].to_vec(), flipped(&whole, at)] {
                for (path, content) in &files {
                    fs::write(path, content).unwrap();
                }
                fs::write(&log, broken).unwrap();
                match crashed.reopen() {
                    Err(error) => {
                        assert!(matches!(error, StoreError::Damaged(_)), "{error}");
                        refusals += 1;
                    }
                    // What is behind the newest frame of a file, or settled, may be anything.
                    Ok(engine) => assert_eq!(clean(&engine).await.last_commit, 200, "{name} at {at}"),
                }
            }
        }
    }
    assert!(refusals > 0, "nothing that was cut or changed was missed");
}

fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut flipped = bytes.to_vec();
    if let Some(byte) = flipped.get_mut(at) {
        *byte ^= 0x10;
    }
    flipped
}

#[tokio::test]
async fn what_was_being_settled_when_a_process_crashed_is_read_and_settled_at_the_next_opening() {
    let crashed = crashed_while_settling().await;
    let engine = crashed.open(in_small_layers).unwrap();
    for number in 0..200 {
        assert!(engine.get(note(number)).await.unwrap().is_some(), "note {number}");
    }
    assert_eq!(clean(&engine).await.last_commit, 200);
    add(&engine, &Note::new(200, "on")).await;
    engine.close().await.unwrap();
    for name in ["commits.0", "commits.1"] {
        assert_eq!(fs::metadata(crashed.path().join(name)).unwrap().len(), 0);
    }
    assert_eq!(clean(&crashed.reopen().unwrap()).await.last_commit, 201);
}

#[tokio::test]
async fn a_crashed_store_that_lacks_a_file_of_its_commit_log_is_refused() {
    for name in ["commits.0", "commits.1"] {
        let crashed = crashed_while_settling().await;
        fs::remove_file(crashed.path().join(name)).unwrap();
        assert!(
            matches!(crashed.reopen().unwrap_err(), StoreError::Damaged(_)),
            "{name}"
        );
        assert!(
            !crashed.path().join(name).exists(),
            "it was made anew, as if nothing had been in it"
        );
    }
}

#[tokio::test]
async fn a_commit_log_of_another_store_is_not_taken_for_this_ones() {
    let (one, other) = (crashed_while_settling().await, crashed_while_settling().await);
    for name in ["commits.0", "commits.1"] {
        fs::copy(other.path().join(name), one.path().join(name)).unwrap();
    }
    assert!(matches!(one.reopen().unwrap_err(), StoreError::Damaged(_)));
}

fn copy(from: &Home, to: &Home) {
    fs::create_dir(to.path()).unwrap();
    set_mode(&to.path(), 0o700);
    fs::create_dir(to.path().join("blobs")).unwrap();
    for (path, content) in from.files() {
        fs::write(to.path().join(path.file_name().unwrap()), content).unwrap();
    }
}

/// Opens a store whose syncs are counted, and which fail if they are to.
fn counted(home: &Home, works: bool) -> (Result<Arc<SledEngine>, StoreError>, usize) {
    let syncs = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&syncs);
    let sync: LogSync = Arc::new(move |file| {
        counter.fetch_add(1, Ordering::SeqCst);
        if works {
            file.sync_all()
        } else {
            Err(io::Error::other("the device is gone"))
        }
    });
    let opened = home.open(|options| OpenOptions { sync, ..options });
    let before_open_returned = syncs.load(Ordering::SeqCst);
    (opened, before_open_returned)
}

#[tokio::test]
async fn what_a_crashed_process_left_is_synced_once_before_anybody_is_told_of_it() {
    let home = Home::new();
    let engine = home.create();
    add(&engine, &Note::new(0, "acknowledged")).await;
    let crashed = Home::new();
    copy(&home, &crashed);

    let (refused, syncs) = counted(&crashed, false);
    assert_eq!(syncs, 1);
    let error = refused.unwrap_err();
    assert!(error.to_string().contains("the device is gone"), "{error}");

    // The refusal did not make it a store that was closed: the next opening syncs as well, the tree and both files of
    // the commit log.
    let (opened, syncs) = counted(&crashed, true);
    assert_eq!(syncs, 3);
    assert_eq!(clean(&opened.unwrap()).await.last_commit, 1);
}

#[tokio::test]
async fn a_store_that_was_closed_opens_without_a_sync() {
    let home = Home::new();
    filled(&home, 3).await;
    for _ in 0..2 {
        let (opened, syncs) = counted(&home, true);
        assert_eq!(syncs, 0);
        opened.unwrap().close().await.unwrap();
    }
}

#[tokio::test]
async fn a_half_written_snapshot_of_a_crashed_opening_does_not_lock_the_store_for_good() {
    let home = Home::new();
    filled(&home, 20).await;
    home.reopen().unwrap().close().await.unwrap();
    let left_over = home.path().join("snap.00000000FFFFFFFF.generating");
    fs::write(&left_over, b"half a snapshot").unwrap();
    let engine = home.reopen().unwrap();
    assert!(!left_over.exists());
    assert_eq!(clean(&engine).await.last_commit, 20);
}

#[tokio::test]
async fn a_creation_that_was_cut_short_counts_as_no_store_and_is_done_anew() {
    let home = Home::new();
    filled(&home, 3).await;
    fs::rename(home.path().join("store.seal"), home.path().join("store.creating")).unwrap();
    fs::write(home.path().join("conf"), b"half").unwrap();
    assert!(matches!(refused(&home), StoreError::Missing(_)));
    let engine = home.open(|options| options.creating(REAL)).unwrap();
    assert_eq!(engine.get(note(0)).await, Ok(None));
    add(&engine, &Note::new(0, "anew")).await;
    engine.close().await.unwrap();
    assert_eq!(clean(&home.reopen().unwrap()).await.last_commit, 1);
}

async fn everything(engine: &SledEngine) -> Vec<Option<Envelope>> {
    let mut all = Vec::new();
    for number in 0..60 {
        all.push(engine.get(note(number)).await.unwrap());
    }
    let scratch = RecordRef {
        kind: Kind::Draft,
        id: support::id(1),
    };
    all.push(engine.get(scratch).await.unwrap());
    all
}

/// Whatever byte of the log is flipped, either opening or the check finds it, or everything reads as before.
#[tokio::test]
async fn no_flipped_byte_of_the_log_changes_what_is_read_without_being_found() {
    let home = Home::new();
    filled(&home, 60).await;
    let engine = home.reopen().unwrap();
    let mut batch = batch_on(support::TODAY);
    let scratch = Scratch {
        id: 1,
        text: "y".repeat(300),
    };
    batch.put(&scratch, Expect::Any).unwrap();
    engine.commit(batch).await.unwrap();
    let original = everything(&engine).await;
    engine.close().await.unwrap();
    let log = home.path().join("db");
    let whole = fs::read(&log).unwrap();
    let used = whole.iter().rposition(|byte| *byte != 0).unwrap();
    let files = home.files();
    let mut found = 0;
    for step in 0..60 {
        let mut flipped = whole.clone();
        flipped[step * used / 60] ^= 0x10;
        // Opening a damaged log may change the files: each round starts from the same ones.
        fs::remove_dir_all(home.path()).unwrap();
        fs::create_dir(home.path()).unwrap();
        set_mode(&home.path(), 0o700);
        fs::create_dir(home.path().join("blobs")).unwrap();
        for (path, content) in &files {
            fs::write(path, content).unwrap();
        }
        fs::write(&log, &flipped).unwrap();
        let Ok(engine) = home.reopen() else {
            found += 1;
            continue;
        };
        match engine.check(support::inspect).await {
            Err(_) => found += 1,
            Ok(report) if !report.is_clean() => found += 1,
            Ok(_) => assert!(
                everything(&engine).await == original,
                "flip {step} changed what is read"
            ),
        }
    }
    assert!(found > 0, "no flip was found at all");
}

#[tokio::test]
async fn a_reference_to_a_record_that_does_not_exist_is_named_by_the_check() {
    let home = Home::new();
    let engine = home.create();
    let mut referring = Note::new(1, "refers").entry(1, "k").claim("c");
    referring.refers_to.push(77);
    add(&engine, &referring).await;
    let report = engine.check(support::inspect).await.unwrap();
    assert_eq!(report.problems, [Problem::DanglingReference(note(1), note(77))]);
    add(&engine, &Note::new(77, "there now")).await;
    clean(&engine).await;
}

const CHILD: &str = "OFFERDESK_TEST_HOLD_STORE";

#[tokio::test]
async fn a_second_process_is_told_who_has_the_store_open() {
    if let Ok(path) = std::env::var(CHILD) {
        hold(&path);
        return;
    }
    let home = Home::new();
    filled(&home, 1).await;
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "--nocapture",
            "a_second_process_is_told_who_has_the_store_open",
        ])
        .env(CHILD, home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("holding")));
    let error = home.reopen().unwrap_err();
    let StoreError::Locked(holder) = error else {
        panic!("{error}")
    };
    assert_eq!(holder.pid, child.id());
    assert_eq!(holder.command, "offerdesk test");

    child.stdin.take().unwrap().write_all(b"let go\n").unwrap();
    assert!(support::wait(&mut child, Duration::from_secs(20)).success());
    let engine = home.reopen().unwrap();
    assert!(
        matches!(home.reopen().unwrap_err(), StoreError::Locked(_)),
        "also within one process"
    );
    drop(engine);
    home.reopen().unwrap();
}

fn hold(path: &str) {
    let engine = offerdesk::store::sled::SledEngine::open(path, options()).unwrap();
    println!("holding");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
    drop(engine);
}

#[tokio::test]
async fn a_store_can_be_opened_again_the_moment_it_was_dropped() {
    let home = Home::new();
    drop(home.create());
    for number in 0..20 {
        let engine = home.reopen().unwrap();
        add(&engine, &Note::new(number, "x")).await;
        drop(engine);
    }
    assert_eq!(clean(&home.reopen().unwrap()).await.last_commit, 20);
}
