//! The system calls of a real process prove it: no acknowledgement before an fsync of the log that follows its write.
//!
//! A child process commits and prints a line for each acknowledgement, under strace. Each commit carries a marker
//! that can be found again in the bytes written to the commit log.

// A test reports by panicking, also in the functions beside the tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/store.rs"]
mod support;

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use offerdesk::store::record::{Engine, Expect};
use offerdesk::store::sled::SledEngine;
use support::{Note, REAL, options, putting};

const CHILD: &str = "OFFERDESK_TEST_TRACED_STORE";
const COMMITS: u64 = 40;

#[test]
fn no_commit_is_acknowledged_before_an_fsync_of_the_log_that_follows_its_write() {
    if let Ok(path) = std::env::var(CHILD) {
        commit_and_tell(Path::new(&path));
        return;
    }
    let able = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !able {
        assert!(
            std::env::var_os("OFFERDESK_TRACE").is_none(),
            "the trace was asked for, and strace may not trace here"
        );
        eprintln!(
            "SKIPPED: strace is not installed or may not trace here; durability was not proved by a trace."
        );
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let trace = folder.path().join("trace");
    let mut child = Command::new("strace")
        .args(["-f", "-y", "-s", "2000000"])
        .args(["-e", "trace=write,pwrite64,fsync,fdatasync,sync_file_range", "-o"])
        .arg(&trace)
        .arg(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "--nocapture",
            "no_commit_is_acknowledged_before_an_fsync_of_the_log_that_follows_its_write",
        ])
        .env(CHILD, folder.path().join("store"))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    assert!(support::wait(&mut child, Duration::from_mins(2)).success());

    let trace = String::from_utf8_lossy(&std::fs::read(&trace).unwrap()).into_owned();
    let calls = calls(&trace);
    for number in 0..COMMITS {
        prove(&calls, number);
    }
}

fn commit_and_tell(path: &Path) {
    let engine = SledEngine::open(path, options().creating(REAL)).unwrap();
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

/// One system call: the lines of the trace on which it began and ended, and what it was asked.
struct Call {
    began: usize,
    ended: usize,
    name: String,
    text: String,
    result: i64,
}

impl Call {
    fn is_of_the_log(&self) -> bool {
        self.text
            .split_once('>')
            .is_some_and(|(file, _)| file.contains("/store/commits."))
    }

    fn descriptor(&self) -> &str {
        self.text.split_once('<').map_or("", |(descriptor, _)| descriptor)
    }
}

/// Joins the halves of calls that others interrupted, and drops the rest (signals, exits).
fn calls(trace: &str) -> Vec<Call> {
    let mut unfinished: HashMap<&str, (usize, String)> = HashMap::new();
    let mut calls = Vec::new();
    for (line_number, line) in trace.lines().enumerate() {
        let Some((process, rest)) = line.split_once(' ') else {
            continue;
        };
        let rest = rest.trim_start();
        let (began, whole) = if let Some(head) = rest.strip_suffix(" <unfinished ...>") {
            unfinished.insert(process, (line_number, head.to_owned()));
            continue;
        } else if rest.starts_with("<... ") {
            let (began, head) = unfinished.remove(process).unwrap();
            let (_, tail) = rest.split_once(" resumed>").unwrap();
            (began, head + tail)
        } else {
            (line_number, rest.to_owned())
        };
        let Some((name, rest)) = whole.split_once('(') else {
            continue;
        };
        let Some((text, result)) = rest.rsplit_once(" = ") else {
            continue;
        };
        let result = result
            .split_whitespace()
            .next()
            .and_then(|result| result.parse().ok());
        calls.push(Call {
            began,
            ended: line_number,
            name: name.to_owned(),
            text: text.to_owned(),
            result: result.unwrap_or(-1),
        });
    }
    calls
}

fn prove(calls: &[Call], number: u64) {
    let written = calls
        .iter()
        .find(|call| call.name == "pwrite64" && call.is_of_the_log() && call.text.contains(&marker(number)))
        .unwrap_or_else(|| panic!("commit {number} was never written to the log"));
    let told = calls
        .iter()
        .find(|call| call.name == "write" && call.text.contains(&acknowledgement(number)))
        .unwrap_or_else(|| panic!("commit {number} was never acknowledged"));
    let synced = calls.iter().any(|call| {
        matches!(call.name.as_str(), "fsync" | "fdatasync")
            && call.is_of_the_log()
            && call.descriptor() == written.descriptor()
            && call.result == 0
            && call.began > written.ended
            && call.ended < told.began
    });
    assert!(
        synced,
        "commit {number} was acknowledged without an fsync of the log after its write"
    );
}
