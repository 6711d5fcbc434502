//! Memory does not grow with what is read: rows come from the checkpoint, and only the pages of its index are kept.

// A test reports by panicking, also in the functions beside the tests.
#![cfg(target_os = "linux")] // The system tells how much memory a process has.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/store.rs"]
mod support;

use std::sync::Arc;

use offerdesk::store::opening::OpenOptions;
use offerdesk::store::record::{Engine, Expect};
use support::{Home, Note, REAL, audited, note};

/// Each lies in a block of its own.
const NOTES: u64 = 20_000;
const LENGTH: usize = 1_900;
/// The index of so many blocks, and what reading them leaves behind.
const MOST: u64 = 12 << 20;

#[tokio::test]
async fn what_was_read_does_not_stay_in_memory() {
    let home = Home::new();
    let engine = home.open(|options| options.creating(REAL)).unwrap();
    for first in (0..NOTES).step_by(500) {
        let mut batch = audited();
        for number in first..first + 500 {
            let note = Note::new(number, &"n".repeat(LENGTH));
            batch.put(&note, Expect::Absent).unwrap();
        }
        engine.commit(batch).await.unwrap();
    }
    engine.rebuild().await.unwrap();
    engine.close().await.unwrap();
    drop(engine);

    let small = |options: OpenOptions| OpenOptions {
        cache_bytes: 256 << 10,
        ..options
    };
    let engine = home.open(small).unwrap();
    let before = memory();
    for _ in 0..2 {
        read(&engine).await;
    }
    let grown = memory().saturating_sub(before);
    assert!(
        grown < MOST,
        "{grown} bytes more after {} were read",
        NOTES * LENGTH as u64
    );
}

async fn read(engine: &Arc<dyn Engine>) {
    for number in 0..NOTES {
        assert!(engine.get(note(number)).await.unwrap().is_some());
    }
}

/// Memory of this process that is no part of a file, bytes.
fn memory() -> u64 {
    let told = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = told.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    let kilobytes = line.unwrap().trim().trim_end_matches(" kB").trim();
    kilobytes.parse::<u64>().unwrap() << 10
}
