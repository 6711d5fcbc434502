//! When the disk blocks, fails or fills up: nothing is claimed that is not durable, and the engine ends as designed.

// A test reports by panicking, also in the functions beside the tests.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

#[path = "support/store.rs"]
mod support;

use std::fs::File;
use std::io;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use futures_util::FutureExt;
use offerdesk::store::error::{Conflict, StoreError};
use offerdesk::store::opening::{OpenOptions, SyncFile};
use offerdesk::store::record::{Claim, Expect, Scan};
use support::{Home, Note, REAL, add, batch_on, clean, note, putting};

const PATIENCE: Duration = Duration::from_secs(20);

/// A sync that reports when it is entered and waits until it is let go.
struct Gate {
    sync: SyncFile,
    entered: mpsc::Receiver<()>,
    release: mpsc::Sender<()>,
}

fn gate() -> Gate {
    let (enter, entered) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let ends = Mutex::new((enter, released));
    let sync = move |file: &File| {
        let ends = ends.lock().unwrap();
        let _ = ends.0.send(());
        let _ = ends.1.recv_timeout(PATIENCE);
        file.sync_all()
    };
    Gate {
        sync: Arc::new(sync),
        entered,
        release,
    }
}

fn creating_with(sync: SyncFile) -> impl FnOnce(OpenOptions) -> OpenOptions {
    move |options| OpenOptions {
        sync,
        ..options.creating(REAL)
    }
}

#[tokio::test]
async fn while_a_sync_blocks_nobody_is_answered_not_even_who_comes_second_or_changes_nothing() {
    let home = Home::new();
    let gate = gate();
    let engine = home.open(creating_with(gate.sync)).unwrap();
    let mut changes = engine.changes();
    let order = Note::new(1, "order").claim("intent/1");

    let mut first = engine.commit(putting(&order, Expect::Absent));
    assert!((&mut first).now_or_never().is_none());
    gate.entered.recv_timeout(PATIENCE).unwrap();
    // From here the writer stands inside the sync; whatever were answered early would be there to be seen.
    let mut second = engine.commit(putting(&order, Expect::Absent));
    let mut barrier = engine.commit(batch_on(support::TODAY));
    for waiting in [&mut first, &mut second, &mut barrier] {
        assert!(waiting.now_or_never().is_none());
    }
    assert!(
        changes.try_recv().is_err(),
        "a change was published before it was durable"
    );

    gate.release.send(()).unwrap();
    let number = first.await.unwrap().number;
    let moved = Conflict::Moved {
        record: note(1),
        found: Some(number),
        by: Some(support::user(1)),
    };
    assert_eq!(second.await, Err(StoreError::Conflict(moved)));
    assert_eq!(barrier.await.unwrap().number, number);
    assert_eq!(changes.try_recv().unwrap().version, number);
}

#[tokio::test]
async fn a_second_identical_batch_of_the_same_group_waits_for_the_sync_as_well() {
    let home = Home::new();
    let gate = gate();
    let engine = home.open(creating_with(gate.sync)).unwrap();
    let mut opening = engine.commit(putting(&Note::new(9, "x"), Expect::Absent));
    assert!((&mut opening).now_or_never().is_none());
    gate.entered.recv_timeout(PATIENCE).unwrap();
    // Both wait behind the first sync, so they make one group.
    let order = Note::new(1, "order").claim("intent/1");
    let mut first = engine.commit(putting(&order, Expect::Absent));
    let mut second = engine.commit(putting(&order, Expect::Absent));
    assert!((&mut first).now_or_never().is_none() && (&mut second).now_or_never().is_none());
    gate.release.send(()).unwrap();
    gate.entered.recv_timeout(PATIENCE).unwrap();
    assert!((&mut first).now_or_never().is_none());
    assert!(
        (&mut second).now_or_never().is_none(),
        "a refusal claims durability and must wait"
    );
    gate.release.send(()).unwrap();
    assert!(first.await.is_ok());
    assert!(matches!(
        second.await,
        Err(StoreError::Conflict(Conflict::Moved { .. }))
    ));
}

#[tokio::test]
async fn a_failed_sync_ends_the_engine_for_commits_and_reads_and_reopening_is_the_way_back() {
    let home = Home::new();
    let failing = Arc::new(AtomicBool::new(false));
    let fails = Arc::clone(&failing);
    let sync: SyncFile = Arc::new(move |file| {
        if fails.load(Ordering::SeqCst) {
            Err(io::Error::other("the device is gone"))
        } else {
            file.sync_all()
        }
    });
    let engine = home.open(creating_with(sync)).unwrap();
    add(&engine, &Note::new(1, "kept").entry(1, "k").claim("c/1")).await;
    let mut changes = engine.changes();
    failing.store(true, Ordering::SeqCst);

    let stopped = StoreError::Stopped("the device is gone".to_owned());
    let doomed = [
        engine.commit(putting(&Note::new(2, "lost"), Expect::Absent)),
        engine.commit(putting(&Note::new(3, "lost"), Expect::Absent)),
    ];
    for commit in doomed {
        assert_eq!(commit.await, Err(stopped.clone()));
    }
    failing.store(false, Ordering::SeqCst);
    assert_eq!(
        engine.commit(batch_on(support::TODAY)).await,
        Err(stopped.clone())
    );
    assert_eq!(engine.get(note(1)).await, Err(stopped.clone()));
    assert_eq!(engine.holder(Claim("c/1".to_owned())).await, Err(stopped.clone()));
    let scan = Scan {
        index: 1,
        prefix: Vec::new(),
        after: None,
        limit: 5,
        descending: false,
    };
    assert_eq!(engine.scan(scan).await, Err(stopped.clone()));
    assert!(changes.try_recv().is_err());
    assert_eq!(engine.stopped().as_deref(), Some("the device is gone"));
    assert_eq!(engine.close().await, Err(stopped));
    drop(engine);

    let engine = home.reopen().unwrap();
    assert!(engine.get(note(1)).await.unwrap().is_some());
    clean(&engine).await;
    add(&engine, &Note::new(4, "on")).await;
}

/// A checkpoint only makes the journal shorter: where none can be made, commits go on, and closing says so.
#[tokio::test]
async fn a_checkpoint_that_fails_stops_nothing_and_is_made_later() {
    let home = Home::new();
    let failing = Arc::new(AtomicBool::new(true));
    let fails = Arc::clone(&failing);
    let checkpoint_sync: SyncFile = Arc::new(move |file| {
        if fails.load(Ordering::SeqCst) {
            Err(io::Error::other("the device is gone"))
        } else {
            file.sync_all()
        }
    });
    let small = |options: OpenOptions| OpenOptions {
        checkpoint_sync: Arc::clone(&checkpoint_sync),
        layer_bytes: 20_000,
        ..options.creating(REAL)
    };
    let text = "x".repeat(300);
    let engine = home.open(small).unwrap();
    for number in 0..300 {
        add(&engine, &Note::new(number, &text)).await;
    }
    assert_eq!(clean(&engine).await.last_commit, 300);
    let closed = engine.close().await;
    assert!(matches!(closed, Err(StoreError::NoCheckpoint(_))), "{closed:?}");
    drop(engine);
    let checkpoints = || {
        let names = home
            .files()
            .into_iter()
            .map(|(path, _)| path.display().to_string());
        names.filter(|name| name.contains("checkpoint.")).count()
    };
    assert_eq!(checkpoints(), 0, "what failed left something behind");

    failing.store(false, Ordering::SeqCst);
    let engine = home.open(small).unwrap();
    for number in 0..300 {
        assert!(
            engine.get(note(number)).await.unwrap().is_some(),
            "note {number} is lost"
        );
    }
    add(&engine, &Note::new(300, "on")).await;
    engine.close().await.unwrap();
    drop(engine);
    assert!(checkpoints() > 0);
    assert_eq!(clean(&home.reopen().unwrap()).await.last_commit, 301);
}

#[test]
fn a_hundred_renewals_at_once_share_their_syncs_and_never_deadlock_on_two_cores() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let home = Home::new();
    let gate = gate();
    let syncs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&syncs);
    let behind = gate.sync;
    let first = AtomicBool::new(true);
    let sync: SyncFile = Arc::new(move |file| {
        counted.fetch_add(1, Ordering::SeqCst);
        // Only the first sync is slow: it ends when everybody else has got in line.
        if first.swap(false, Ordering::SeqCst) {
            behind(file)
        } else {
            file.sync_all()
        }
    });
    let engine = home.open(creating_with(sync)).unwrap();
    let arrived = Arc::new(AtomicUsize::new(0));
    let commit = |number: u64| {
        let engine = Arc::clone(&engine);
        let arrived = Arc::clone(&arrived);
        runtime.spawn(async move {
            let note = Note::new(number, "renewed").claim(&format!("order/{number}"));
            let mut commit = engine.commit(putting(&note, Expect::Absent));
            assert!((&mut commit).now_or_never().is_none());
            arrived.fetch_add(1, Ordering::SeqCst);
            commit.await
        })
    };
    let mut tasks = vec![commit(0)];
    gate.entered.recv_timeout(PATIENCE).unwrap();
    tasks.extend((1..100).map(commit));
    let deadline = std::time::Instant::now() + PATIENCE;
    while arrived.load(Ordering::SeqCst) < 100 {
        assert!(
            std::time::Instant::now() < deadline,
            "a blocked sync blocked the runtime"
        );
        std::thread::yield_now();
    }
    gate.release.send(()).unwrap();
    runtime.block_on(async {
        for task in tasks {
            tokio::time::timeout(PATIENCE, task)
                .await
                .unwrap()
                .unwrap()
                .unwrap();
        }
        assert_eq!(clean(&engine).await.last_commit, 100);
    });
    assert_eq!(
        syncs.load(Ordering::SeqCst),
        2,
        "one for the first, one for the 99 that waited"
    );
}

#[test]
fn of_a_hundred_orders_for_one_subscription_exactly_one_is_placed() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let home = Home::new();
    let engine = home.create();
    let tasks: Vec<_> = (0..100)
        .map(|number| {
            let engine = Arc::clone(&engine);
            runtime.spawn(async move {
                let note = Note::new(number, "order").claim("open-order/gold");
                engine.commit(putting(&note, Expect::Absent)).await
            })
        })
        .collect();
    runtime.block_on(async {
        let mut placed = 0;
        for task in tasks {
            match tokio::time::timeout(PATIENCE, task).await.unwrap().unwrap() {
                Ok(_) => placed += 1,
                Err(StoreError::Conflict(Conflict::Held { .. })) => {}
                Err(error) => panic!("{error}"),
            }
        }
        assert_eq!(placed, 1);
        assert_eq!(clean(&engine).await.records.values().sum::<u64>(), 1);
    });
}

const CHILD: &str = "OFFERDESK_TEST_FULL_DISK";

/// Runs a test of this file once more as a process of its own, in which a limit on the size of files stands for a full
/// disk; what it printed. It finds the store by the variable.
fn on_a_full_disk(test: &str, blocks: u32, home: &Home) -> String {
    let mut child = Command::new("sh")
        .args([
            "-c",
            &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""),
        ])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture", test])
        .env(CHILD, home.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let status = support::wait(&mut child, Duration::from_mins(1));
    let output = io::read_to_string(child.stdout.take().unwrap()).unwrap();
    assert!(status.success(), "{output}");
    output
}

/// Incident: opening signed the lock, and on a full disk not even a list was shown.
#[test]
fn on_a_full_disk_a_store_is_still_read() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    if let Ok(path) = std::env::var(CHILD) {
        let engine = offerdesk::store::open(std::path::Path::new(&path), &support::options()).unwrap();
        runtime.block_on(async {
            for number in 0..2 {
                assert!(engine.get(note(number)).await.unwrap().is_some());
            }
            let commit = engine.commit(putting(&Note::new(2, "too much"), Expect::Absent));
            assert!(matches!(
                commit.await,
                Err(StoreError::NoSpace(_) | StoreError::Stopped(_))
            ));
            let _stopped_by_then = engine.close().await;
        });
        println!("read");
        return;
    }
    let home = Home::new();
    runtime.block_on(async {
        let engine = home.create();
        let put = |number| engine.commit(putting(&Note::new(number, "kept"), Expect::Absent));
        put(0).await.unwrap();
        // One lies in a checkpoint, one in the journal.
        engine.rebuild().await.unwrap();
        put(1).await.unwrap();
        engine.close().await.unwrap();
    });
    let output = on_a_full_disk("on_a_full_disk_a_store_is_still_read", 0, &home);
    assert!(output.contains("read"), "{output}");
    let engine = home.reopen().unwrap();
    runtime.block_on(async { assert!(engine.get(note(1)).await.unwrap().is_some()) });
}

/// The file size limit stands for a full disk. It needs a process of its own.
#[test]
fn on_a_full_disk_a_commit_is_refused_of_which_nothing_is_there() {
    if let Ok(path) = std::env::var(CHILD) {
        fill(&path);
        return;
    }
    let home = Home::new();
    let engine = home.create();
    drop(engine);
    let output = on_a_full_disk(
        "on_a_full_disk_a_commit_is_refused_of_which_nothing_is_there",
        16_384,
        &home,
    );
    let acknowledged: u64 = output
        .lines()
        .filter_map(|line| line.strip_prefix("acknowledged "))
        .next_back()
        .unwrap()
        .parse()
        .unwrap();
    // Incident: the write of a frame and of room behind it was cut short, so the commit was said to have failed and was
    // kept.
    let refused = output.lines().find_map(|line| line.strip_prefix("refused "));
    let refused: u64 = refused.unwrap().parse().unwrap();

    let engine = home.reopen().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        for number in 0..=acknowledged {
            assert!(
                engine.get(note(number)).await.unwrap().is_some(),
                "note {number} is lost"
            );
        }
        assert!(engine.get(note(refused)).await.unwrap().is_none());
        clean(&engine).await;
    });
}

fn fill(path: &str) {
    let engine = offerdesk::store::open(std::path::Path::new(path), &support::options()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        for number in 0.. {
            let commit = engine.commit(putting(&Note::new(number, &"x".repeat(5_000)), Expect::Absent));
            match commit.await {
                Ok(_) => println!("acknowledged {number}"),
                Err(StoreError::NoSpace(_)) => {
                    println!("refused {number}");
                    assert!(engine.get(note(number)).await.unwrap().is_none());
                    break;
                }
                Err(error) => panic!("{error}"),
            }
        }
        // It goes on: what is there is read, and the next one is refused in the same way.
        assert!(engine.get(note(0)).await.unwrap().is_some());
        let once_more = engine.commit(putting(&Note::new(1 << 40, &"x".repeat(5_000)), Expect::Absent));
        assert!(matches!(once_more.await, Err(StoreError::NoSpace(_))));
    });
}
