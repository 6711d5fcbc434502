//! The power fails at any moment: whatever part of the writes that were not synced is on the disk then, the store opens
//! with every acknowledged batch, whole, and with no part of any other.
//!
//! A child process works with a store under strace. Its system calls, in their order, are played to a model of a disk
//! (`power_loss/disk.rs`), and at random moments a folder is made as that disk could look if the power failed there.
//! That folder is opened and judged; some are worked with by a further child, so that the power also fails while the
//! store recovers.
//!
//! The long form: `OFFERDESK_POWER_CUTS=5000 cargo test --test power_loss -- --nocapture`. A failure keeps the folder
//! and tells where; the work is repeated with `OFFERDESK_POWER_SEED`, though not the moments at which threads meet.

// A test reports by panicking, also in the functions beside the tests.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

#[path = "support/chance.rs"]
mod chance;
#[path = "power_loss/disk.rs"]
mod disk;
#[path = "power_loss/events.rs"]
mod events;
#[path = "support/store.rs"]
mod support;
#[path = "support/trace.rs"]
mod trace;
#[path = "power_loss/verdict.rs"]
mod verdict;
#[path = "power_loss/work.rs"]
mod work;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chance::Chance;
use disk::{Disk, Manner};
use events::{Event, Happened};
use verdict::Promised;
use work::{Lanes, Task, Told};

const CHILD: &str = "OFFERDESK_TEST_POWER_STORE";
const TASK: &str = "OFFERDESK_TEST_POWER_TASK";
const SEED: &str = "OFFERDESK_POWER_SEED";
const CUTS: &str = "OFFERDESK_POWER_CUTS";
/// So many times the power fails in the work of one child.
const CUTS_OF_ONE: u64 = 12;
const CHILDREN_IN_A_ROW: u64 = 3;
/// Records of a lane, and how many of them a batch changes: few that change often, or many of which most are new.
const WORK: [(u64, u64); 4] = [(60, 8), (300, 30), (60, 8), (1_000, 80)];

#[test]
fn what_was_acknowledged_survives_a_power_failure() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    if let Some(path) = std::env::var_os(CHILD) {
        let task = Task::read(&std::env::var(TASK).unwrap());
        runtime.block_on(work::work(Path::new(&path), task));
        return;
    }
    if !trace::is_possible("no power failure was simulated.") {
        return;
    }
    let cuts = number(CUTS).unwrap_or(72);
    let seed = number(SEED).unwrap_or_else(|| getrandom::u64().unwrap() >> 16);
    println!("{SEED}={seed} {CUTS}={cuts}");
    let mut chance = Chance::new(seed);
    let (mut done, mut failures) = (0, Vec::new());
    for work in WORK.into_iter().cycle() {
        if done == cuts {
            break;
        }
        let mut row = Row::new(chance.next(), work);
        for _ in 0..CHILDREN_IN_A_ROW {
            if done < cuts {
                let count = CUTS_OF_ONE.min(cuts - done);
                row.fail_the_power(count, &runtime, &mut failures);
                done += count;
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{SEED}={seed}: {} of {cuts} power failures were not survived, among them\n{}",
        failures.len(),
        failures[..failures.len().min(10)].join("\n")
    );
}

/// What is written beside the commits, and much at once.
fn is_bulk(path: &str) -> bool {
    path.starts_with("store/checkpoint.") || path.starts_with("store/index.")
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

/// Children that work one after the other, each with what the power failure in the work of the one before it left.
struct Row {
    home: tempfile::TempDir,
    lanes: Lanes,
    chance: Chance,
    /// What was promised about the store with which the next child begins.
    promised: Promised,
}

impl Row {
    fn new(seed: u64, (slots, at_once): (u64, u64)) -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("run")).unwrap();
        Self {
            home,
            lanes: Lanes { seed, slots, at_once },
            chance: Chance::new(seed),
            promised: Promised::nothing(),
        }
    }

    fn task(&mut self) -> Task {
        Task {
            lanes: self.lanes,
            steps: 4 + self.chance.below(16),
            openings: 1 + self.chance.below(3),
            layer_bytes: *self
                .chance
                .one_of(&[24 << 10, 48 << 10, 96 << 10, 400 << 10, 2 << 20]),
        }
    }

    /// When the power fails: at any moment, and as often when much of a checkpoint, or a name in the folder, is not synced.
    fn moments(&mut self, count: u64, events: &[Happened]) -> Vec<usize> {
        let (mut bytes, mut names) = (vec![0], vec![0]);
        for happened in events {
            let (of_bulk, of_folder) = (bytes[bytes.len() - 1], names[names.len() - 1]);
            bytes.push(match &happened.event {
                Event::Written { path, bytes, .. } if is_bulk(path) => of_bulk + bytes.len(),
                Event::Synced { path, .. } if is_bulk(path) => 0,
                _ => of_bulk,
            });
            names.push(match &happened.event {
                Event::Renamed { .. } | Event::Removed(_) => of_folder + 1,
                Event::Synced { path, .. } if path == "store" => 0,
                _ => of_folder,
            });
        }
        let mut any = || usize::try_from(self.chance.below(u64::try_from(bytes.len()).unwrap())).unwrap();
        let mut moments: Vec<usize> = (0..count)
            .map(|number| match number % 4 {
                0 => any(),
                1 => (0..12)
                    .map(|_| any())
                    .max_by_key(|moment| bytes[*moment])
                    .unwrap(),
                rest => (0..300)
                    .map(|_| any())
                    // Blanks that came behind a new name are among the latter.
                    .max_by_key(|moment| (names[*moment].min(1), if rest == 2 { 0 } else { bytes[*moment] }))
                    .unwrap(),
            })
            .collect();
        moments.sort_unstable();
        moments
    }

    fn run(&self) -> PathBuf {
        self.home.path().join("run")
    }

    fn fail_the_power(&mut self, count: u64, runtime: &tokio::runtime::Runtime, failures: &mut Vec<String>) {
        let task = self.task();
        let mut disk = Disk::of(&self.run());
        let events = self.trace(task);
        let moments = self.moments(count, &events);
        let mut events = events.into_iter();
        let mut promised = self.promised.clone();
        let play = |disk: &mut Disk, promised: &mut Promised, happened: Happened| {
            if let Event::Told(text) = &happened.event
                && let Some(told) = Told::read(text)
            {
                promised.hear(told);
            }
            disk.apply(happened);
        };
        let (mut played, mut next) = (0, None);
        let goes_on = self.chance.below(count);
        for (number, moment) in (0..).zip(moments) {
            for happened in events.by_ref().take(moment - played) {
                play(&mut disk, &mut promised, happened);
            }
            played = moment;
            let manner = match self.chance.below(12) {
                0 => Manner::Nothing,
                1 => Manner::Everything,
                2 => Manner::Lengths,
                3 => Manner::Newest,
                _ => Manner::Mixed,
            };
            let seed = self.chance.next();
            let lay = |target: &Path| disk.fail(manner, &mut Chance::new(seed), target);
            let image = self.home.path().join("image");
            let fates = lay(&image);
            let store = image.join("store");
            let judged = verdict::judge(&store, task.lanes, task.layer_bytes, &promised);
            let judged = runtime.block_on(judged);
            fs::remove_dir_all(&image).unwrap();
            match judged {
                Ok(steps) if number == goes_on => {
                    lay(&self.home.path().join("next"));
                    next = Some(promised.found(&steps));
                }
                Ok(_) => {}
                Err(wrong) => {
                    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("power-{seed:016x}"));
                    lay(&kept);
                    failures.push(format!(
                        "{task:?}, moment {moment}, {manner:?}: {wrong}\n  {}\n  the folder is kept in {}",
                        fates.join("\n  "),
                        kept.display()
                    ));
                }
            }
        }
        events.for_each(|happened| play(&mut disk, &mut promised, happened));
        self.is_a_true_model(&disk);
        self.promised = promised;
        if let Some(next) = next {
            self.promised = next;
            fs::remove_dir_all(self.run()).unwrap();
            fs::rename(self.home.path().join("next"), self.run()).unwrap();
        }
    }

    /// Lets a child work, and tells what happened to its files.
    fn trace(&self, task: Task) -> Vec<Happened> {
        let trace = self.home.path().join("trace");
        let mut child = trace::of_test(
            "what_was_acknowledged_survives_a_power_failure",
            events::CALLS,
            Some("-xx"),
            &trace,
        )
        .env(CHILD, self.run().join("store"))
        .env(TASK, task.text())
        .spawn()
        .unwrap();
        assert!(support::wait(&mut child, Duration::from_mins(2)).success());
        let text = String::from_utf8(fs::read(&trace).unwrap()).unwrap();
        let root = self.run().canonicalize().unwrap();
        events::read(&trace::calls(&text), root.to_str().unwrap())
    }

    /// With everything kept the model is, byte for byte, what the child left.
    fn is_a_true_model(&self, disk: &Disk) {
        let image = self.home.path().join("image");
        disk.fail(Manner::Everything, &mut Chance::new(0), &image);
        let (mut modeled, mut real) = (Vec::new(), Vec::new());
        support::collect(&image, &mut modeled);
        support::collect(&self.run(), &mut real);
        for (folder, files) in [(&image, &mut modeled), (&self.run(), &mut real)] {
            for (path, _) in files.iter_mut() {
                *path = path.strip_prefix(folder).unwrap().to_owned();
            }
            files.sort();
        }
        assert!(
            modeled == real,
            "the model of the disk has lost sight of the files"
        );
        fs::remove_dir_all(&image).unwrap();
    }
}
