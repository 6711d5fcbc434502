//! SIGKILL at any moment, also while the store is being opened: every acknowledged renewal, request, file, note and
//! decision is there afterwards, once, with the outcome that was told; money went back at most once, and the bank and
//! the desk agree to the cent.
//!
//! One process renews and tells each outcome, another is the bank, which sometimes keeps silent; this one kills. By
//! default the desk is killed 25 times; `OFFERDESK_CRASH_KILLS=200 cargo test --test crash` is the long form.
//! `OFFERDESK_CRASH_SEED` repeats the moments of a failed run.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

#[path = "crash/cancelling.rs"]
mod cancelling;
#[path = "support/chance.rs"]
mod chance;
#[path = "support/desk.rs"]
mod desk;
#[path = "crash/renewing.rs"]
mod renewing;
#[path = "support/threads.rs"]
mod threads;
#[path = "crash/verdict.rs"]
mod verdict;

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
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

    let mut lines = Vec::new();
    for round in 0..kills {
        let mut desk = Killed::start(act(home.path(), "desk", chance.next()));
        // Every third one is killed while it starts and opens the store, the others at work.
        let moment = if round % 3 == 0 {
            chance.below(80)
        } else {
            desk.wait_until_at_work();
            chance.below(250)
        };
        std::thread::sleep(Duration::from_millis(moment));
        lines.extend(desk.kill());
    }
    let told: Vec<_> = lines
        .iter()
        .filter_map(|line| verdict::Told::read(line))
        .collect();
    println!("{} outcomes were told", told.len());
    assert!(!told.is_empty(), "no process lived long enough to renew");
    verdict::judge(home.path(), &told, &lines);
}

/// A desk that will be killed, and the lines that it tells.
struct Killed {
    child: Child,
    lines: mpsc::Receiver<String>,
    told: Vec<String>,
}

impl Killed {
    fn start(mut child: Child) -> Self {
        let output = child.stdout.take().unwrap();
        let (tell, lines) = mpsc::channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            let mut line = String::new();
            // The last line may be cut off in its middle; every whole line counts.
            while output.read_line(&mut line).unwrap() > 0 && line.ends_with('\n') {
                tell.send(std::mem::take(&mut line)).unwrap();
            }
        });
        Self {
            child,
            lines,
            told: Vec::new(),
        }
    }

    fn wait_until_at_work(&mut self) {
        while self
            .told
            .last()
            .is_none_or(|line| line.trim_end() != renewing::AT_WORK)
        {
            match self.lines.recv_timeout(LIMIT) {
                Ok(line) => self.told.push(line),
                Err(error) => panic!("the desk does not open: {error}\n{}", self.complaint()),
            }
        }
    }

    /// Kills the process, which must still be at work, and gives what it told.
    fn kill(mut self) -> Vec<String> {
        let ended = self.child.try_wait().unwrap();
        let complaint = self.complaint();
        assert!(
            ended.is_none() && complaint.is_empty(),
            "the desk ended by itself: {ended:?}\n{complaint}"
        );
        self.told.extend(self.lines.iter());
        self.told
    }

    /// Ends the process; what it wrote to standard error.
    fn complaint(&mut self) -> String {
        self.child.kill().unwrap();
        let mut errors = String::new();
        let mut stderr = self.child.stderr.take().unwrap();
        stderr.read_to_string(&mut errors).unwrap();
        self.child.wait().unwrap();
        errors
    }
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
