//! The store keeps to the size of its page cache: what was read lately makes room for what is read next.
//!
//! The engine below counts what is read only once in a while (`store::sled::counting` has the reason). Whether it let
//! go of a page is seen from outside: reading the page again reads from the disk. So this is a test binary of its own,
//! in which nothing else reads.

// A test reports by panicking, also in the functions beside the tests.
#![cfg(target_os = "linux")] // The system tells how much was read.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/store.rs"]
mod support;

use std::time::Duration;

use offerdesk::store::record::{Engine, Expect};
use offerdesk::store::sled::{OpenOptions, SledEngine};
use support::{Home, Note, REAL, audited, note};

/// Each lies in a block of its own.
const NOTES: u64 = 6_000;
const LENGTH: usize = 1_900;
/// One of so many notes is read in a round: each in a page of its own, so that a round alone fills none of the groups
/// in which sled counts.
const STRIDE: usize = 16;
/// Fewer rounds than fill the groups by themselves: that takes more than forty.
const ROUNDS: usize = 30;

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
    let first = read(&engine, 1).await;
    assert!(
        first > NOTES * LENGTH as u64,
        "only {first} bytes came from the disk"
    );
    let mut again = Vec::new();
    while again.len() < ROUNDS {
        let bytes = read(&engine, STRIDE).await;
        again.push(bytes);
        if bytes > first / 2 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("of {first} bytes, most stayed in memory: {again:?} were read again");
}

/// Reads one note of so many, and tells how many bytes came from the disk for that.
async fn read(engine: &SledEngine, stride: usize) -> u64 {
    let before = bytes_read();
    for number in (0..NOTES).step_by(stride) {
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
