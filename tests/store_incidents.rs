//! Incidents of the store, each test named after one: what a close look at it found.

// A test reports by panicking, also in the functions beside the tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/store.rs"]
mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use offerdesk::domain::date::Timestamp;
use offerdesk::store::copies::{CopyError, Takes};
use offerdesk::store::error::StoreError;
use offerdesk::store::record::Expect;
use support::{Home, Note, REAL, add, clean, inspect, note, options, putting};

const AT: Timestamp = Timestamp(1_782_000_000_000);

fn back_up(path: &Path) -> (Vec<u8>, u64) {
    let mut bytes = Vec::new();
    let facts = offerdesk::store::backup(path, &mut bytes, AT).unwrap();
    (bytes, facts.last_commit)
}

fn manifest(home: &Home) -> std::path::PathBuf {
    home.path().join("store.manifest")
}

fn floor(home: &Home) -> String {
    let text = String::from_utf8(fs::read(manifest(home)).unwrap()).unwrap();
    let floors = text.lines().filter_map(|line| line.strip_prefix("floor "));
    floors
        .max_by_key(|floor| floor.split(' ').next().unwrap().parse::<u64>().unwrap())
        .unwrap()
        .to_owned()
}

/// A store whose manifest is as a power failure leaves it: older than the journal.
async fn with_an_older_floor() -> Home {
    let home = Home::new();
    let engine = home.create();
    add(&engine, &Note::new(1, "before")).await;
    engine.close().await.unwrap();
    drop(engine);
    let older = fs::read(manifest(&home)).unwrap();
    let engine = home.reopen().unwrap();
    for number in 2..=4 {
        add(&engine, &Note::new(number, "acknowledged")).await;
    }
    engine.close().await.unwrap();
    drop(engine);
    fs::write(manifest(&home), older).unwrap();
    home
}

/// Seen: a backup ended at the floor of a manifest that a power failure had left behind the journal, and lacked three
/// requests that were there.
#[tokio::test]
async fn a_backup_holds_what_was_acknowledged_though_the_manifest_is_older() {
    let home = with_an_older_floor().await;
    let path = home.path();
    let (bytes, last) = tokio::task::spawn_blocking(move || back_up(&path)).await.unwrap();
    assert_eq!(last, 4);
    let other = Home::new();
    let into = other.path();
    let restored = tokio::task::spawn_blocking(move || {
        offerdesk::store::restore(&into, &mut bytes.as_slice(), Takes::Any, &options(), inspect)
    });
    assert_eq!(restored.await.unwrap().unwrap().facts.last_commit, 4);
    let engine = other.reopen().unwrap();
    assert!(engine.get(note(4)).await.unwrap().is_some());
    assert_eq!(clean(&engine).await.last_commit, 4);
}

/// Seen: the floor stayed behind after the next opening, and one flipped byte later the last commit was taken for a
/// write that was cut short.
#[tokio::test]
async fn opening_raises_a_floor_that_was_left_behind() {
    let home = with_an_older_floor().await;
    assert!(floor(&home).starts_with("1 "), "{}", floor(&home));
    let engine = home.reopen().unwrap();
    assert!(floor(&home).starts_with("4 "), "{}", floor(&home));
    engine.close().await.unwrap();
    drop(engine);
    // A store that is only read again is sound, and damage in its last frame is damage.
    let journal = fs::read_dir(home.path())
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let journal = journal.filter(|path| {
        path.file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("journal.")
    });
    let journal = journal.max().unwrap();
    let mut bytes = fs::read(&journal).unwrap();
    let last = bytes.windows(4).rposition(|window| window == b"ODfr").unwrap();
    bytes[last + 60] ^= 1;
    fs::write(&journal, bytes).unwrap();
    assert!(matches!(home.reopen(), Err(StoreError::Damaged(_))));
}

/// Seen: a checkpoint that its owner could not read for a moment was taken for damaged, and removed.
#[tokio::test]
async fn a_checkpoint_that_may_not_be_read_is_not_taken_for_damaged() {
    // The superuser reads it all the same.
    if rustix::process::geteuid().is_root() {
        println!("SKIPPED: nothing is closed to the superuser.");
        return;
    }
    let home = Home::new();
    let engine = home.create();
    add(&engine, &Note::new(1, "kept")).await;
    engine.rebuild().await.unwrap();
    engine.close().await.unwrap();
    drop(engine);
    let checkpoint = home.path().join("checkpoint.1");
    fs::set_permissions(&checkpoint, fs::Permissions::from_mode(0o000)).unwrap();
    assert!(matches!(home.reopen(), Err(StoreError::ReadOnly(_))));
    assert!(checkpoint.exists());
}

/// Seen: the store was made in the folder of another one, and would have gone with it.
#[tokio::test]
async fn no_store_is_made_inside_of_another_one() {
    let home = Home::new();
    let engine = home.create();
    add(&engine, &Note::new(1, "kept")).await;
    engine.close().await.unwrap();
    drop(engine);
    let (path, before) = (home.path(), home.files());
    let refused = offerdesk::store::open(&path.join("inner"), &options().creating(REAL));
    assert!(matches!(refused.map(drop), Err(StoreError::NotEmpty(_))));
    let restored = tokio::task::spawn_blocking(move || {
        let (bytes, _) = back_up(&path);
        offerdesk::store::restore(
            &path.join("inner"),
            &mut bytes.as_slice(),
            Takes::Any,
            &options(),
            inspect,
        )
    });
    let refused = restored.await.unwrap();
    assert!(matches!(refused, Err(CopyError::Store(StoreError::NotEmpty(_)))));
    assert!(before == home.files());
}

/// Seen: numbers at the end of what can be counted were taken, and each commit after them failed, though it was kept.
#[tokio::test]
async fn a_manifest_with_a_number_that_nobody_counted_to_is_damaged() {
    let home = Home::new();
    let engine = home.create();
    engine
        .commit(putting(&Note::new(1, "kept"), Expect::Absent))
        .await
        .unwrap();
    engine.close().await.unwrap();
    drop(engine);
    let slot = |text: &str| {
        let (body, _) = text.split_at(512 - "checksum 00000000\n".len());
        let lines = body.lines().map(|line| match line.strip_prefix("turn ") {
            Some(_) => format!("turn {}", u64::MAX),
            None => line.trim_end().to_owned(),
        });
        let mut body = lines
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join("\n");
        body.push('\n');
        let blanks = 512 - "checksum 00000000\n".len() - 1 - body.len();
        body.push_str(&" ".repeat(blanks));
        body.push('\n');
        format!("{body}checksum {:08x}\n", crc32fast::hash(body.as_bytes()))
    };
    let text = fs::read_to_string(manifest(&home)).unwrap();
    let (first, second) = text.split_at(512);
    fs::write(manifest(&home), format!("{}{}", slot(first), slot(second))).unwrap();
    assert!(matches!(home.reopen(), Err(StoreError::Damaged(_))));
}
