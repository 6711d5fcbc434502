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
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use offerdesk::store::check::RecordProblem;
use offerdesk::store::error::StoreError;
use offerdesk::store::opening::OpenOptions;
use support::{DEMO, Home, Note, REAL, add, batch_on, clean, note, options, set_mode};

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

/// The superuser could write all the same, so it is the mode that counts, for everybody.
#[tokio::test]
async fn a_folder_that_may_only_be_read_is_read_and_nothing_in_it_changes() {
    let home = Home::new();
    filled(&home, 40).await;
    let engine = home.reopen().unwrap();
    engine.rebuild().await.unwrap();
    engine.close().await.unwrap();
    drop(engine);
    for name in ["", "store.manifest"] {
        let path = home.path().join(name);
        let (closed, open) = if name.is_empty() {
            (0o500, 0o700)
        } else {
            (0o400, 0o600)
        };
        set_mode(&path, closed);
        let before = home.files();
        let engine = home.reopen().unwrap();
        assert!(engine.get(note(7)).await.unwrap().is_some());
        clean(&engine).await;
        let refused = engine.commit(batch_on(support::TODAY)).await.unwrap_err();
        assert!(matches!(refused, StoreError::ReadOnly(_)), "{refused}");
        engine.close().await.unwrap();
        drop(engine);
        assert!(before == home.files(), "reading changed a file");
        set_mode(&path, open);
    }
    set_mode(&home.path(), 0o500);
    let created = home.open(|options| options.creating(REAL)).unwrap();
    created.close().await.unwrap();
    set_mode(&home.path(), 0o700);
    add(&home.reopen().unwrap(), &Note::new(41, "on")).await;
}

/// A store with checkpoints, several segments and commits since: what a crash leaves behind is what the files hold
/// while it is open.
async fn crashed() -> Home {
    let home = Home::new();
    let engine = home.open(in_small_layers).unwrap();
    for number in 0..200 {
        add(
            &engine,
            &Note::new(number, &"x".repeat(300)).entry(1, number.to_be_bytes()),
        )
        .await;
    }
    // Nothing is being made while the files are copied.
    clean(&engine).await;
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

/// The files of a store by the beginnings of their names, oldest first.
fn named(home: &Home, start: &str) -> Vec<std::path::PathBuf> {
    let paths = home.files().into_iter().map(|(path, _)| path);
    let mut found: Vec<_> = paths
        .filter(|path| path.parent() == Some(&home.path()))
        .filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(start))
        .collect();
    found.sort_by_key(|path| {
        path.extension()
            .unwrap()
            .to_str()
            .unwrap()
            .parse::<u64>()
            .unwrap()
    });
    found
}

async fn holds_all(home: &Home) {
    let engine = home.open(in_small_layers).unwrap();
    for number in 0..200 {
        assert!(engine.get(note(number)).await.unwrap().is_some(), "note {number}");
    }
    assert_eq!(clean(&engine).await.last_commit, 200);
    engine.close().await.unwrap();
}

#[tokio::test]
async fn what_a_crashed_process_left_opens_with_everything_and_goes_on() {
    let crashed = crashed().await;
    assert!(
        named(&crashed, "checkpoint.").len() == 2,
        "there were no two checkpoints"
    );
    assert!(
        named(&crashed, "journal.").len() >= 2,
        "there was one segment only"
    );
    holds_all(&crashed).await;
    let engine = crashed.reopen().unwrap();
    add(&engine, &Note::new(200, "on")).await;
    engine.close().await.unwrap();
    drop(engine);
    assert_eq!(clean(&crashed.reopen().unwrap()).await.last_commit, 201);
}

/// The incident: one failed or damaged read of the tree lost it for good.
#[tokio::test]
async fn a_checkpoint_that_is_damaged_in_any_way_is_healed_from_the_one_before() {
    let sound = crashed().await;
    let newest = named(&sound, "checkpoint.").pop().unwrap();
    let whole = fs::read(&newest).unwrap();
    let mut broken = vec![
        Vec::new(),
        whole[..whole.len() / 2].to_vec(),
        vec![0; whole.len()],
    ];
    broken.extend((0..12).map(|step| flipped(&whole, step * whole.len() / 12)));
    for content in broken.into_iter().map(Some).chain([None]) {
        let home = Home::new();
        copy(&sound, &home);
        let newest = home.path().join(newest.file_name().unwrap());
        match content {
            Some(content) => fs::write(&newest, content).unwrap(),
            None => fs::remove_file(&newest).unwrap(),
        }
        holds_all(&home).await;
        // Whatever stands in for it is sound, and can be relied on alone.
        fs::remove_dir_all(home.path().join("index.1")).ok();
        holds_all(&home).await;
    }
}

#[tokio::test]
async fn an_index_that_is_damaged_missing_or_of_another_checkpoint_is_made_anew() {
    let sound = crashed().await;
    let index = fs::read_dir(sound.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_name().unwrap().to_str().unwrap().starts_with("index."))
        .unwrap();
    let files: Vec<_> = fs::read_dir(&index)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| index.join(name).is_file())
        .collect();
    for name in files {
        for change in 0..10_usize {
            let home = Home::new();
            copy(&sound, &home);
            let file = home.path().join(index.file_name().unwrap()).join(&name);
            let whole = fs::read(&file).unwrap();
            match change {
                0 => fs::remove_file(&file).unwrap(),
                1 => fs::write(&file, "").unwrap(),
                2 => fs::write(&file, &whole[..whole.len() / 2]).unwrap(),
                3 => fs::write(&file, vec![0; whole.len()]).unwrap(),
                _ => fs::write(&file, flipped(&whole, (change - 4) * whole.len() / 6)).unwrap(),
            }
            holds_all(&home).await;
        }
    }
    let home = Home::new();
    copy(&sound, &home);
    let of_home = home.path().join(index.file_name().unwrap());
    fs::remove_dir_all(&of_home).unwrap();
    holds_all(&home).await;
    assert!(of_home.is_dir() || named(&home, "checkpoint.").pop().unwrap() != sound.path());
}

#[tokio::test]
async fn a_journal_that_was_cut_or_changed_anywhere_is_refused_or_not_needed() {
    let sound = crashed().await;
    let (mut refusals, mut found) = (0, 0);
    for segment in named(&sound, "journal.") {
        let whole = fs::read(&segment).unwrap();
        let used = whole
            .iter()
            .rposition(|byte| *byte != 0)
            .map_or(0, |last| last + 1);
        for step in 0..30 {
            let at = used * step / 30;
            for broken in [whole[..at].to_vec(), flipped(&whole, at)] {
                let home = Home::new();
                copy(&sound, &home);
                fs::write(home.path().join(segment.file_name().unwrap()), broken).unwrap();
                let before = home.files();
                match home.reopen() {
                    Err(error) => {
                        assert!(matches!(error, StoreError::Damaged(_)), "{error}");
                        assert!(before == home.files(), "a refused opening changed a file");
                        refusals += 1;
                    }
                    // A segment that is there for safety only is not read.
                    Ok(engine) => {
                        let report = engine.check(support::inspect).await.unwrap();
                        assert_eq!(report.last_commit, 200);
                        let is_told =
                            |problem: &RecordProblem| matches!(problem, RecordProblem::DamagedPart(_));
                        assert!(report.problems.iter().any(is_told), "{segment:?} at {at}");
                        found += 1;
                    }
                }
            }
        }
    }
    assert!(refusals > 0 && found > 0, "{refusals} refusals, {found} found");
}

#[tokio::test]
async fn a_manifest_that_is_gone_garbled_or_of_a_newer_format_is_refused() {
    let home = Home::new();
    filled(&home, 3).await;
    let manifest = home.path().join("store.manifest");
    let whole = fs::read(&manifest).unwrap();
    fs::remove_file(&manifest).unwrap();
    assert!(matches!(refused(&home), StoreError::Damaged(_)));
    fs::write(&manifest, vec![0xa5; whole.len()]).unwrap();
    assert!(matches!(refused(&home), StoreError::Damaged(_)));
    let text = String::from_utf8(whole.clone()).unwrap();
    let (first, second) = text.split_at(512);
    let slots = [first, second].map(|slot| {
        let (body, _) = slot.split_at(494);
        let body = body.replace("format 1\n", "format 9\n");
        format!("{body}checksum {:08x}\n", crc32fast::hash(body.as_bytes()))
    });
    fs::write(&manifest, slots.concat()).unwrap();
    assert_eq!(refused(&home), StoreError::Newer { found: 9, known: 1 });
    fs::write(&manifest, whole).unwrap();
    clean(&home.reopen().unwrap()).await;
}

#[tokio::test]
async fn a_journal_that_lacks_acknowledged_commits_is_refused() {
    let home = Home::new();
    filled(&home, 40).await;
    let journal = home.path().join("journal.0");
    let whole = fs::read(&journal).unwrap();
    let end = whole.iter().rposition(|byte| *byte != 0).unwrap();
    for length in [0, 1, end / 2, end] {
        fs::write(&journal, &whole[..length]).unwrap();
        assert!(
            matches!(refused(&home), StoreError::Damaged(_)),
            "cut at {length}"
        );
    }
    fs::remove_file(&journal).unwrap();
    assert!(matches!(refused(&home), StoreError::Damaged(_)));
    fs::write(&journal, &whole).unwrap();
    assert_eq!(clean(&home.reopen().unwrap()).await.last_commit, 40);
}

/// A write that was cut short: it was never acknowledged, and is cut off before anything is written behind it.
#[tokio::test]
async fn a_torn_end_of_the_journal_is_cut_off_and_the_store_goes_on() {
    let home = Home::new();
    filled(&home, 5).await;
    let journal = home.path().join("journal.0");
    let whole = fs::read(&journal).unwrap();
    let end = whole.iter().rposition(|byte| *byte != 0).unwrap() + 1;
    let mut torn = whole;
    for byte in torn.iter_mut().skip(end.next_multiple_of(8)).take(333) {
        *byte = 0x5a;
    }
    fs::write(&journal, torn).unwrap();
    let engine = home.reopen().unwrap();
    assert_eq!(clean(&engine).await.last_commit, 5);
    add(&engine, &Note::new(5, "on")).await;
    engine.close().await.unwrap();
    drop(engine);
    assert_eq!(clean(&home.reopen().unwrap()).await.last_commit, 6);
}

fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut flipped = bytes.to_vec();
    if let Some(byte) = flipped.get_mut(at) {
        *byte ^= 0x10;
    }
    flipped
}

#[tokio::test]
async fn files_of_another_store_are_not_taken_for_this_ones() {
    let (one, other) = (crashed().await, crashed().await);
    for start in ["journal.", "checkpoint."] {
        let home = Home::new();
        copy(&one, &home);
        // Under load one has more of them than the other: none of its own is left.
        for path in named(&home, start) {
            fs::remove_file(path).unwrap();
        }
        for path in named(&other, start) {
            fs::copy(&path, home.path().join(path.file_name().unwrap())).unwrap();
        }
        let error = home.reopen().unwrap_err();
        assert!(matches!(error, StoreError::Damaged(_)), "{error}");
    }
}

fn copy(from: &Home, to: &Home) {
    for (path, content) in from.files() {
        let to = to.path().join(path.strip_prefix(from.path()).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, content).unwrap();
    }
    set_mode(&to.path(), 0o700);
}

#[tokio::test]
async fn a_creation_that_was_cut_short_counts_as_no_store_and_is_done_anew() {
    let home = Home::new();
    filled(&home, 3).await;
    fs::rename(
        home.path().join("store.manifest"),
        home.path().join("store.creating"),
    )
    .unwrap();
    fs::write(home.path().join("journal.0"), b"half").unwrap();
    assert!(matches!(refused(&home), StoreError::Missing(_)));
    let engine = home.open(|options| options.creating(REAL)).unwrap();
    assert_eq!(engine.get(note(0)).await, Ok(None));
    add(&engine, &Note::new(0, "anew")).await;
    engine.close().await.unwrap();
    assert_eq!(clean(&home.reopen().unwrap()).await.last_commit, 1);
}

#[tokio::test]
async fn a_reference_to_a_record_that_does_not_exist_is_named_by_the_check() {
    let home = Home::new();
    let engine = home.create();
    let mut referring = Note::new(1, "refers").entry(1, "k").claim("c");
    referring.refers_to.push(77);
    add(&engine, &referring).await;
    let report = engine.check(support::inspect).await.unwrap();
    assert_eq!(
        report.problems,
        [RecordProblem::DanglingReference(note(1), note(77))]
    );
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
    let engine = offerdesk::store::open(std::path::Path::new(path), &options()).unwrap();
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
