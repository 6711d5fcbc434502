//! Incidents of the store, each test named after one: what a close look at it found.

// A test reports by panicking, also in the functions beside the tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/store.rs"]
mod support;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

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

/// What may stand in a file's place and never ends, or makes whoever opens it wait.
#[derive(Clone, Copy, Debug)]
enum Stranger {
    Pipe,
    LinkToPipe,
    Zeros,
}

impl Stranger {
    fn put(self, at: &Path) {
        match self {
            Self::Pipe => make_pipe(at),
            Self::LinkToPipe => {
                let pipe = at.parent().unwrap().with_file_name("pipe");
                if !pipe.exists() {
                    make_pipe(&pipe);
                }
                symlink(pipe, at).unwrap();
            }
            Self::Zeros => symlink("/dev/zero", at).unwrap(),
        }
    }
}

fn make_pipe(at: &Path) {
    let made = Command::new("mkfifo").arg(at).status().unwrap();
    assert!(made.success());
}

/// Names and kinds of everything in a store's folder but its lock.
fn entries(home: &Home) -> Vec<(String, fs::FileType)> {
    let entries = fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap());
    let entries = entries.map(|entry| {
        (
            entry.file_name().into_string().unwrap(),
            entry.file_type().unwrap(),
        )
    });
    let mut entries: Vec<_> = entries.filter(|(name, _)| name != "store.lock").collect();
    entries.sort_by(|one, other| one.0.cmp(&other.0));
    entries
}

/// The answer of work that must not wait for anybody.
fn at_once<T: Send + 'static>(what: &str, work: impl FnOnce() -> T + Send + 'static) -> T {
    let (answer, answered) = std::sync::mpsc::channel();
    std::thread::spawn(move || answer.send(work()));
    let answered = answered.recv_timeout(Duration::from_secs(20));
    answered.unwrap_or_else(|_| panic!("{what}: no answer"))
}

/// A closed store with a checkpoint, which nothing older stands in for.
fn closed() -> Home {
    let home = Home::new();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let engine = home.create();
        add(&engine, &Note::new(1, "kept")).await;
        engine.rebuild().await.unwrap();
        add(&engine, &Note::new(2, "kept")).await;
        engine.close().await.unwrap();
    });
    let _ = fs::remove_file(home.path().join("journal.0"));
    home
}

/// Seen: with a pipe in the place of one of the store's files, every command waited for ever.
#[test]
fn no_command_waits_at_a_pipe_in_the_place_of_a_file() {
    for stranger in [Stranger::Pipe, Stranger::LinkToPipe, Stranger::Zeros] {
        for part in ["store.manifest", "journal.", "checkpoint."] {
            let home = closed();
            let names = entries(&home).into_iter().map(|(name, _)| name);
            let names: Vec<String> = names.filter(|name| name.starts_with(part)).collect();
            assert!(!names.is_empty(), "{part}");
            for name in &names {
                let at = home.path().join(name);
                fs::remove_file(&at).unwrap();
                stranger.put(&at);
            }
            let before = entries(&home);
            let what = format!("{stranger:?} as {part}");
            let path = home.path();
            let opened = at_once(&what, move || offerdesk::store::open(&path, &options()).map(drop));
            let is_told = |error: &StoreError| match error {
                StoreError::Damaged(what) => {
                    what.starts_with(part) && what.ends_with("is not a regular file")
                }
                _ => false,
            };
            assert!(is_told(&opened.clone().unwrap_err()), "{what}: {opened:?}");
            let path = home.path();
            let backed_up = at_once(&what, move || {
                offerdesk::store::backup(&path, &mut Vec::new(), AT).map(drop)
            });
            let error = backed_up.unwrap_err();
            assert!(
                matches!(&error, CopyError::Store(error) if is_told(error)),
                "{what}: {error:?}"
            );
            assert!(before == entries(&home), "{what}");
        }
    }
}

/// A store whose files lie elsewhere, behind links, is one all the same.
#[test]
fn files_behind_links_are_still_opened() {
    let home = closed();
    let elsewhere = home.path().with_file_name("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    for (name, kind) in entries(&home) {
        if kind.is_file() {
            let at = home.path().join(&name);
            fs::rename(&at, elsewhere.join(&name)).unwrap();
            symlink(elsewhere.join(&name), &at).unwrap();
        }
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let engine = home.reopen().unwrap();
        assert_eq!(clean(&engine).await.last_commit, 2);
        engine.close().await.unwrap();
    });
}

/// Seen: the lock was a link to a device, and every command said that another process had the store open.
#[test]
fn a_lock_that_is_no_file_is_not_taken_for_another_process() {
    let home = closed();
    let lock = home.path().join("store.lock");
    let other = home.path().with_file_name("other");
    fs::write(&other, "of somebody else").unwrap();
    let nowhere = home.path().with_file_name("nowhere");
    let link_to = |target: &Path| symlink(target, &lock).unwrap();
    let strangers: [(&str, &dyn Fn()); 5] = [
        ("a pipe", &|| Stranger::Pipe.put(&lock)),
        ("a link to a pipe", &|| Stranger::LinkToPipe.put(&lock)),
        ("a link to a device", &|| Stranger::Zeros.put(&lock)),
        ("a link to a file", &|| link_to(&other)),
        ("a link to nothing", &|| link_to(&nowhere)),
    ];
    for (what, put) in strangers {
        let _ = fs::remove_file(&lock);
        put();
        let path = home.path();
        let opened = at_once(what, move || offerdesk::store::open(&path, &options()).map(drop));
        let told = |said: &str| said.ends_with("store.lock: not a regular file");
        assert!(
            matches!(&opened, Err(StoreError::Io(said)) if told(said)),
            "{what}: {opened:?}"
        );
    }
    assert_eq!(fs::read_to_string(&other).unwrap(), "of somebody else");
    assert!(!nowhere.exists());
    fs::remove_file(&lock).unwrap();
    assert!(home.reopen().is_ok());
}

/// Seen: the lock of an open store was removed, a command placed an order beside it, and the next commit of the desk took
/// its place: the order was gone, and the check was clean.
#[tokio::test]
async fn a_store_whose_lock_was_removed_took_the_place_of_what_another_process_wrote() {
    for (is_replaced, is_reindexed) in [(false, false), (true, false), (false, true)] {
        let home = Home::new();
        let first = home.create();
        add(&first, &Note::new(1, "kept")).await;
        let lock = home.path().join("store.lock");
        fs::remove_file(&lock).unwrap();
        if is_replaced {
            fs::write(&lock, "").unwrap();
        }
        let second = home.reopen().unwrap();
        add(&second, &Note::new(2, "kept")).await;
        let refused = if is_reindexed {
            first.reindex(inspect, note(1)).await.err()
        } else {
            let late = putting(&Note::new(3, "late"), Expect::Absent);
            first.commit(late).await.err()
        };
        assert!(matches!(&refused, Some(StoreError::Stopped(_))), "{refused:?}");
        assert!(first.close().await.is_err());
        second.close().await.unwrap();
        let third = home.reopen().unwrap();
        assert_eq!(
            clean(&third).await.last_commit,
            2,
            "what was acknowledged is there"
        );
        third.close().await.unwrap();
    }
}
