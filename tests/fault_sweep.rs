//! A sweep of faults over the store, from outside, with the real program: every file damaged in every way, and every
//! system call on the store's folder failing or killing, while orders are listed, placed, and files attached.
//!
//! Whatever happens, the store is healed, or what is damaged is not read and `store check` finds it, or every command
//! refuses and leaves every file byte for byte as it was. No acknowledged order is ever missing, nothing is silently
//! old, nothing hangs. `fault_sweep/verdict.rs` judges, and knows no file of the store by its name.
//!
//! `cargo test --test fault_sweep` tries some faults of each kind at each kind of file.
//!
//! | variable | means |
//! |---|---|
//! | `OFFERDESK_SWEEP=long` | every fault: 200 flipped bytes of each file, each system call, a store of 25 MB as well; best with `--release` |
//! | `OFFERDESK_SWEEP_FLIPS=20` | the long form with fewer flipped bytes of each file |
//! | `OFFERDESK_SWEEP_FAULT=TEXT` | only the faults of the long form whose names hold this text, as a failure prints them; of several, apart by commas, all |
//! | `OFFERDESK_SWEEP_TABLE=FILE` | the table is written there as Markdown |
//!
//! What a failed fault left of the store is kept under cargo's folder for the files of tests, in `fault-sweep`.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout
)]

#[path = "support/chance.rs"]
mod chance;
#[path = "fault_sweep/fault.rs"]
mod fault;
#[path = "fault_sweep/files.rs"]
mod files;
#[path = "fault_sweep/program.rs"]
mod program;
#[path = "fault_sweep/table.rs"]
mod table;
#[path = "support/trace.rs"]
mod trace;
#[path = "fault_sweep/truth.rs"]
mod truth;
#[path = "fault_sweep/verdict.rs"]
mod verdict;
#[path = "fault_sweep/world.rs"]
mod world;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use fault::{Base, Fault, What, Work, some_of_each};
use program::Program;
use table::Table;

/// Places of each file at which the long form flips a byte.
const FLIPS: u64 = 200;

#[test]
fn no_fault_loses_an_acknowledged_order_or_shows_anything_old() {
    let begun = Instant::now();
    let is_long = std::env::var("OFFERDESK_SWEEP").is_ok_and(|form| form == "long");
    let only = std::env::var("OFFERDESK_SWEEP_FAULT").ok();
    let whole = is_long || only.is_some();
    let folder = quick_folder();
    let maker = Program::new(&folder.path().join("maker"));
    let mut bases: Vec<Base> = small_bases(&maker, folder.path(), whole).into();
    bases.push(large_base(&maker, folder.path(), &bases[0], whole));
    let first = Program::new(&folder.path().join("worker-0"));
    prepare(&first, folder.path());
    let traced = trace::is_possible("no system call was made to fail.");
    let mut faults = faults(&bases, &first, whole, traced);
    if let Some(only) = &only {
        faults.retain(|fault| only.split(',').all(|part| fault.id().contains(part)));
        assert!(!faults.is_empty(), "no fault is named so: {only}");
    }
    println!(
        "{} faults, prepared in {:.1} s",
        faults.len(),
        begun.elapsed().as_secs_f64()
    );
    let table = sweep(&bases, &faults, folder.path());
    let text = table.markdown();
    println!("{text}\nin {:.0} s", begun.elapsed().as_secs_f64());
    write_table(&table);
    assert!(
        table.missed * 4 <= table.injected,
        "{} of {} system calls were not hit: nothing was learned of them",
        table.missed,
        table.injected
    );
    assert!(
        table.failures.is_empty(),
        "{} of {} faults failed; try one again with OFFERDESK_SWEEP_FAULT='ITS NAME'\n{}",
        table.failures.len(),
        faults.len(),
        table.failures.join("\n")
    );
}

fn write_table(table: &Table) {
    if let Some(file) = std::env::var_os("OFFERDESK_SWEEP_TABLE") {
        fs::write(file, table.markdown()).unwrap();
    }
}

/// A temporary folder in memory where there is one: what is synced is not what this is about, and it is synced often.
fn quick_folder() -> tempfile::TempDir {
    let asked_for = std::env::var_os("TMPDIR").is_some();
    let in_memory = tempfile::tempdir_in("/dev/shm");
    in_memory
        .ok()
        .filter(|_| !asked_for)
        .unwrap_or_else(|| tempfile::tempdir().unwrap())
}

/// A small store that was closed, and what a killed process leaves of it after more was committed.
fn small_bases(maker: &Program, folder: &Path, whole: bool) -> [Base; 2] {
    let [small, killed] = ["small", "killed"].map(|name| base(name, folder, whole));
    world::make_small(maker);
    files::copy(&maker.store(), &small.folder);
    world::make_killed(maker, &killed.folder);
    [small, killed]
}

fn large_base(maker: &Program, folder: &Path, small: &Base, whole: bool) -> Base {
    let large = base("large", folder, whole);
    files::copy(&small.folder, &maker.store());
    world::make_large(maker);
    files::copy(&maker.store(), &large.folder);
    large
}

fn base(name: &'static str, folder: &Path, whole: bool) -> Base {
    Base::new(name, folder.join("bases").join(name), whole)
}

/// The judge is judged: a sound store that is older than what was acknowledged must not pass.
#[test]
fn a_store_that_is_older_than_what_was_acknowledged_is_a_failure() {
    let folder = quick_folder();
    let maker = Program::new(&folder.path().join("maker"));
    let [small, mut killed] = small_bases(&maker, folder.path(), false);
    let harmless = Fault {
        base: killed.name,
        what: What::Rest {
            file: "store.lock".into(),
            damage: files::Damage::Missing,
        },
    };
    let outcome = verdict::judge(&maker, &killed, &harmless);
    assert_eq!(outcome, Ok(verdict::Outcome::Healed));
    killed.folder = small.folder;
    let why = verdict::judge(&maker, &killed, &harmless).unwrap_err();
    assert!(why.contains("it shows something else"), "{why}");
}

/// Gives a worker's home what commands read beside the store.
fn prepare(program: &Program, folder: &Path) {
    for name in ["setup.toml", "invoice.pdf", "other.pdf"] {
        fs::copy(folder.join("maker").join(name), program.home().join(name)).unwrap();
    }
}

fn flips() -> u64 {
    std::env::var("OFFERDESK_SWEEP_FLIPS").map_or(FLIPS, |flips| flips.parse().unwrap())
}

fn faults(bases: &[Base], program: &Program, whole: bool, traced: bool) -> Vec<Fault> {
    let [small, killed, large] = bases else {
        panic!("three stores");
    };
    let mut faults = Vec::new();
    if whole {
        faults.extend(small.damages(flips(), None));
        faults.extend(killed.damages(flips(), Some(small)));
    } else {
        faults.extend(some_of_each(Fault::row, small.damages(FLIPS, None), 1));
        faults.extend(some_of_each(Fault::row, killed.damages(FLIPS, Some(small)), 1));
        // All that can be read of the large store takes long: a few of its files in each way.
        faults.extend(some_of_each(
            |fault| fault.row().0,
            large.damages(1, Some(small)),
            1,
        ));
    }
    let mut works = vec![(small, Work::Read), (killed, Work::Order), (small, Work::Attach)];
    if whole {
        works.extend([(killed, Work::Read), (small, Work::Order)]);
    }
    for (base, work) in works.into_iter().filter(|_| traced) {
        let all = base.injections(program, work);
        faults.extend(if whole { all } else { short(all) });
    }
    if whole && traced {
        faults.extend(large.injections(program, Work::Read));
    }
    if whole {
        // The slowest ones come last.
        faults.extend(large.damages(flips(), Some(small)));
    }
    faults
}

/// Of each call and effect some, at several kinds of files. Reads that fail while a store is opened are what lost whole
/// stores: more of those.
fn short(all: Vec<Fault>) -> Vec<Fault> {
    let of_kind = |fault: &Fault| fault.row().0;
    let (reads, others): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|fault| of_kind(fault).starts_with("read fails"));
    let mut some = some_of_each(Fault::row, reads, 1);
    some.extend(some_of_each(of_kind, others, 1));
    some
}

/// Tries all faults, two at a time.
fn sweep(bases: &[Base], faults: &[Fault], folder: &Path) -> Table {
    let table = Mutex::new(Table::default());
    let next = AtomicUsize::new(0);
    let kept = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fault-sweep");
    let _none = fs::remove_dir_all(&kept);
    std::thread::scope(|scope| {
        for worker in 0..2 {
            let (table, next, kept) = (&table, &next, &kept);
            scope.spawn(move || {
                let program = Program::new(&folder.join(format!("worker-{worker}")));
                prepare(&program, folder);
                while let Some(fault) = faults.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let base = bases.iter().find(|base| base.name == fault.base).unwrap();
                    let outcome = verdict::judge(&program, base, fault);
                    let mut table = table.lock().unwrap();
                    table.add(fault, &outcome);
                    // The long form may be ended before its end.
                    if table.tried % 50 == 0 {
                        write_table(&table);
                    }
                    if let Err(why) = outcome {
                        let place = kept.join(table.failures.len().to_string());
                        // A few are enough to look at; thousands would fill the disk.
                        if table.failures.len() < 40 {
                            files::copy(&program.store(), &place);
                        }
                        println!("FAILED {}: {why}", fault.id());
                        table
                            .failures
                            .push(format!("{}: {why} [{}]", fault.id(), place.display()));
                    }
                }
            });
        }
    });
    table.into_inner().unwrap()
}
