//! SIGKILL at any moment, also while the store is being opened: every acknowledged renewal is there afterwards, once,
//! with the outcome that was told, and the bank and the desk agree to the cent.
//!
//! One process renews and tells each outcome, another is the bank, which sometimes keeps silent; this one kills. By
//! default the desk is killed 25 times; `OFFERDESK_CRASH_KILLS=200 cargo test --test crash` is the long form.
//! `OFFERDESK_CRASH_SEED` repeats the moments of a failed run.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "support/chance.rs"]
mod chance;
#[path = "support/desk.rs"]
mod desk;
#[path = "crash/renewing.rs"]
mod renewing;
#[path = "crash/verdict.rs"]
mod verdict;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chance::Chance;
use desk::LIMIT;
use offerdesk::payments::sandbox::{SandboxOptions, SandboxProcess, Silences};

const ROLE: &str = "OFFERDESK_TEST_CRASH_ROLE";
const FOLDER: &str = "OFFERDESK_TEST_CRASH_FOLDER";
const SEED: &str = "OFFERDESK_CRASH_SEED";
const KILLS: &str = "OFFERDESK_CRASH_KILLS";

#[test]
fn every_acknowledged_renewal_survives_being_killed() {
    match std::env::var(ROLE).as_deref() {
        Ok("bank") => serve_as_the_bank(),
        Ok("desk") => renewing::renew_until_killed(&folder(), number(SEED).unwrap()),
        _ => kill_and_judge(),
    }
}

fn kill_and_judge() {
    let kills = number(KILLS).unwrap_or(25);
    let seed = number(SEED).unwrap_or_else(|| getrandom::u64().unwrap() >> 16);
    println!("{SEED}={seed} {KILLS}={kills}");
    let mut chance = Chance::new(seed);
    let home = tempfile::tempdir().unwrap();
    let _bank = Bank::open(home.path(), seed);
    renewing::set_up(home.path());

    let mut told = Vec::new();
    for round in 0..kills {
        let child = act(home.path(), "desk", chance.next());
        // Every third one is killed while it starts and opens the store, the others at work.
        let longest = if round % 3 == 0 { 60 } else { 400 };
        std::thread::sleep(Duration::from_millis(chance.below(longest)));
        let output = kill(child);
        let whole = output.rsplit_once('\n').map_or("", |(whole, _)| whole);
        told.extend(whole.lines().filter_map(verdict::Told::read));
    }
    println!("{} outcomes were told", told.len());
    assert!(
        u64::try_from(told.len()).unwrap() > kills,
        "hardly any process lived long enough to renew"
    );
    verdict::judge(home.path(), &told);
}

/// Kills a process that must still be at work, and gives what it told.
fn kill(mut child: Child) -> String {
    let ended = child.try_wait().unwrap();
    child.kill().unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        ended.is_none() && !errors.contains("panicked") && !text.contains("panicked"),
        "the desk ended by itself: {ended:?}\n{text}\n{errors}"
    );
    text
}

/// This test again, in another role.
fn act(home: &Path, role: &str, seed: u64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "--nocapture",
            "every_acknowledged_renewal_survives_being_killed",
        ])
        .env(ROLE, role)
        .env(FOLDER, home)
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

fn folder() -> PathBuf {
    PathBuf::from(std::env::var_os(FOLDER).unwrap())
}

fn socket_in(home: &Path) -> PathBuf {
    home.join("bank").join("gateway.sock")
}

/// The bank's process; it ends with the test.
struct Bank(Child);

impl Bank {
    fn open(home: &Path, seed: u64) -> Self {
        let bank = Self(act(home, "bank", seed));
        let begun = Instant::now();
        while std::os::unix::net::UnixStream::connect(socket_in(home)).is_err() {
            assert!(begun.elapsed() < LIMIT, "the bank does not open");
            std::thread::sleep(Duration::from_millis(5));
        }
        bank
    }
}

impl Drop for Bank {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

fn serve_as_the_bank() {
    let (home, seed) = (folder(), number(SEED).unwrap());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let options = SandboxOptions {
            silence: Duration::from_millis(25),
            silences: Some(Silences { seed, one_in: 6 }),
            ..SandboxOptions::default()
        };
        let process = SandboxProcess::open(&desk::ledger_in(&home), &socket_in(&home), options).await;
        process.unwrap().serve(std::future::pending()).await;
    });
}
