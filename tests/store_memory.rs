//! The store keeps to the size of its page cache: what was read lately makes room for what is read next.
//!
//! The engine below counts what is read only once in a while (`store::sled::tree` has the reason). Whether it let go of
//! a page is seen from outside: reading the page again reads from the disk. So this is a test binary of its own, in which
//! nothing else reads.

// A test reports by panicking, also in the functions beside the tests.
#![cfg(target_os = "linux")] // The system tells how much was read.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/store.rs"]
mod support;

use offerdesk::store::record::{Engine, Expect};
use offerdesk::store::sled::{OpenOptions, SledEngine};
use support::{Home, Note, REAL, audited, note};

/// Each lies in a block of its own.
const NOTES: u64 = 20_000;
const LENGTH: usize = 1_900;
/// One of so many notes is read: each in a page of its own, which is read for nothing else.
const STRIDE: usize = 16;

#[tokio::test]
async fn pages_that_were_read_make_room_again() {
    let home = Home::new();
    let small = |options: OpenOptions| OpenOptions {
        cache_bytes: 256 << 10,
        ..options
    };
    let engine = home.open(|options| options.creating(REAL)).unwrap();
    for first in (0..NOTES).step_by(500) {
        let mut batch = audited();
        for number in first..first + 500 {
            let note = Note::new(number, &"n".repeat(LENGTH));
            batch.put(&note, Expect::Absent).unwrap();
        }
        engine.commit(batch).await.unwrap();
    }
    engine.close().await.unwrap();
    drop(engine);

    let engine = home.open(small).unwrap();
    let first = read(&engine).await;
    let again = read(&engine).await;
    assert!(
        first > NOTES * LENGTH as u64 / 2,
        "only {first} bytes came from the disk"
    );
    assert!(
        again > first / 2,
        "of {first} bytes only {again} were read again: the others stayed in memory"
    );
}

/// Reads one note of so many, and tells how many bytes came from the disk for that.
async fn read(engine: &SledEngine) -> u64 {
    let before = bytes_read();
    for number in (0..NOTES).step_by(STRIDE) {
        assert!(engine.get(note(number)).await.unwrap().is_some());
    }
    bytes_read() - before
}

/// What this process has read so far.
fn bytes_read() -> u64 {
    let told = std::fs::read_to_string("/proc/self/io").unwrap();
    let line = told.lines().find_map(|line| line.strip_prefix("rchar: "));
    line.unwrap().parse().unwrap()
}
