//! The system calls of a real process prove it: no acknowledgement before an fsync of the journal that follows its write.
//!
//! A child process commits and prints a line for each acknowledgement, under strace. Each commit carries a marker
//! that can be found again in the bytes written to the journal.

// A test reports by panicking, also in the functions beside the tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/store.rs"]
mod support;
#[path = "support/trace.rs"]
mod trace;

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use offerdesk::store::record::Expect;
use support::{Note, REAL, options, putting};
use trace::Call;

const CHILD: &str = "OFFERDESK_TEST_TRACED_STORE";
const COMMITS: u64 = 40;

#[test]
fn no_commit_is_acknowledged_before_an_fsync_of_the_journal_that_follows_its_write() {
    if let Ok(path) = std::env::var(CHILD) {
        commit_and_tell(Path::new(&path));
        return;
    }
    if !trace::is_possible("durability was not proved by a trace.") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let trace = folder.path().join("trace");
    let mut child = trace::of_test(
        "no_commit_is_acknowledged_before_an_fsync_of_the_journal_that_follows_its_write",
        "write,pwrite64,fsync,fdatasync,sync_file_range",
        None,
        &trace,
    )
    .env(CHILD, folder.path().join("store"))
    .spawn()
    .unwrap();
    assert!(support::wait(&mut child, Duration::from_mins(2)).success());

    let trace = String::from_utf8_lossy(&std::fs::read(&trace).unwrap()).into_owned();
    let calls = trace::calls(&trace);
    for number in 0..COMMITS {
        prove(&calls, number);
    }
}

fn commit_and_tell(path: &Path) {
    let engine = offerdesk::store::open(path, &options().creating(REAL)).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        for number in 0..COMMITS {
            let note = Note::new(number, &marker(number)).claim(&format!("intent/{number}"));
            engine.commit(putting(&note, Expect::Absent)).await.unwrap();
            let mut out = std::io::stdout();
            out.write_all(acknowledgement(number).as_bytes()).unwrap();
            out.write_all(b"\n").unwrap();
            out.flush().unwrap();
        }
    });
}

fn marker(number: u64) -> String {
    format!("<marker of commit {number:04}>")
}

fn acknowledgement(number: u64) -> String {
    format!("<acknowledged commit {number:04}>")
}

fn is_of_the_journal(call: &Call<'_>) -> bool {
    let file = call.text().split_once('>');
    file.is_some_and(|(file, _)| file.contains("/store/journal."))
}

fn prove(calls: &[Call<'_>], number: u64) {
    let written = calls
        .iter()
        .find(|call| {
            call.name() == "pwrite64" && is_of_the_journal(call) && call.text().contains(&marker(number))
        })
        .unwrap_or_else(|| panic!("commit {number} was never written to the journal"));
    let told = calls
        .iter()
        .find(|call| call.name() == "write" && call.text().contains(&acknowledgement(number)))
        .unwrap_or_else(|| panic!("commit {number} was never acknowledged"));
    let synced = calls.iter().any(|call| {
        matches!(call.name(), "fsync" | "fdatasync")
            && is_of_the_journal(call)
            && call.descriptor() == written.descriptor()
            && call.result == 0
            && call.began > written.ended
            && call.ended < told.began
    });
    assert!(
        synced,
        "commit {number} was acknowledged without an fsync of the journal after its write"
    );
}
