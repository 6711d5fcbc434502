//! SIGKILL at any moment, also while a store is being created, opened or closed: every acknowledged commit is there
//! afterwards, and everything fits together.

// A test reports by panicking, also in the functions beside the tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/store.rs"]
mod support;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use futures_util::future::join_all;
use offerdesk::store::opening::OpenOptions;
use offerdesk::store::record::Expect;
use support::{Home, Note, REAL, clean, note, options, putting};

const CHILD: &str = "OFFERDESK_TEST_KILLED_STORE";
const KILLS: u64 = 60;
const AT_ONCE: u64 = 8;

#[tokio::test]
async fn what_was_acknowledged_survives_sixty_kills() {
    if let Ok(path) = std::env::var(CHILD) {
        commit_until_killed(Path::new(&path)).await;
        return;
    }
    let home = Home::new();
    let mut acknowledged: Vec<u64> = Vec::new();
    for round in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "--nocapture",
                "what_was_acknowledged_survives_sixty_kills",
            ])
            .env(CHILD, home.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // The moments are spread from before the folder is there to well into the work.
        std::thread::sleep(Duration::from_micros((round * 7_919) % 61 * 1_000));
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(!text.contains("panicked") && !text.contains("FAILED"), "{text}");
        // The last line may be cut off in its middle; every whole line counts.
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let told = whole
            .lines()
            .filter_map(|line| line.strip_prefix("acknowledged "));
        acknowledged.extend(told.map(|number| number.parse::<u64>().unwrap()));

        // Every other time the next child has to recover by itself, and may be killed while it does.
        if round % 2 == 1 {
            let engine = home.open(|options| options.creating(REAL)).unwrap();
            for number in &acknowledged {
                assert!(
                    engine.get(note(*number)).await.unwrap().is_some(),
                    "note {number} is lost"
                );
            }
            let report = clean(&engine).await;
            assert!(report.last_commit >= u64::try_from(acknowledged.len()).unwrap());
        }
    }
    assert!(!acknowledged.is_empty(), "no child lived long enough to commit");
}

async fn commit_until_killed(path: &Path) {
    // Small layers, so that some are always being settled when the end comes.
    let small = OpenOptions {
        layer_bytes: 20_000,
        ..options().creating(REAL)
    };
    let engine = offerdesk::store::open(path, &small).unwrap();
    let first = clean(&engine).await.last_commit + 1;
    for group in 0.. {
        let commits = (0..AT_ONCE).map(|offset| {
            let number = first + group * AT_ONCE + offset;
            let text = "x".repeat(usize::try_from(number * 37 % 900).unwrap());
            let note = Note::new(number, &text)
                .entry(1, number.to_be_bytes())
                .claim(&format!("order/{number}"));
            let commit = engine.commit(putting(&note, Expect::Absent));
            async move {
                commit.await.unwrap();
                let mut out = std::io::stdout().lock();
                writeln!(out, "acknowledged {number}").unwrap();
                out.flush().unwrap();
            }
        });
        join_all(commits).await;
    }
}
