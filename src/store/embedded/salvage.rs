//! Makes a new store of what is left of a damaged one, which is only read.
//!
//! | step | file |
//! |---|---|
//! | read whatever verifies, and keep the newest of each row | `gather` |
//! | derive what can be derived anew, and find out what is missing | `derive` |
//! | write a store, and check it | here |
//!
//! All rows are in memory at once: this is for the day on which something went wrong, on a machine that had the store
//! open before.
//!
//! What is decided here:
//! - The new store has the identity of the old one, and its commits go on behind the last one that is known of: no number
//!   is given to two commits.
//! - A record keeps its envelope as it was written. Where two records hold a claim, the newer one gets it, and the other
//!   one still says that it has it: a check tells that, because somebody has to decide.
//! - Audit entries are neither renumbered nor rewritten. A chain goes on behind its last entry that is left; where entries
//!   are missing, a check says so forever, and a proof over all entries cannot be given for what lies behind the first
//!   missing one. The hash over all entries goes on from the last one that the store itself had written down.
//! - A series that may have given more numbers than are known skips as many as it can have given.

mod derive;
mod gather;

use std::path::Path;

use crate::domain::date::Timestamp;
use crate::store::check::Inspector;
use crate::store::copies::{CopyError, Loss, Salvaged};
use crate::store::error::StoreError;
use crate::store::files::Files;
use crate::store::opening::OpenOptions;
use crate::store::records::SERIES;

use super::EmbeddedEngine;
use super::beside;
use super::checkpoint::{self, CheckpointWriter, Header};
use super::folder;
use super::journal::Journal;
use super::lock::StoreLock;
use super::manifest::{Facts, Identity, MANIFEST, Manifest, Mark};
use super::rows::Value;
use super::values::{State, tally};

use derive::Derived;

/// The checkpoint that a salvaged store begins with. 0 would be the empty one.
const GENERATION: u64 = 1;

/// Makes a new store of what is left of one.
pub fn salvage(
    from: &Path,
    into: &Path,
    options: &OpenOptions,
    at: Timestamp,
    inspect: Inspector,
) -> Result<Salvaged, CopyError> {
    gather::refuse_strange(from)?;
    refuse_inside(from, into)?;
    // Shared: whoever has the store open is told instead, and nothing is written into it meanwhile.
    let reading = StoreLock::share(from)?;
    let mut told = Salvaged::default();
    let gathered = gather::gather(from, &mut told)?;
    let identity = gathered.identity;
    let Derived { rows, state } = derive::derive(gathered, inspect, SERIES, &mut told)?;
    let salvaged = beside::make(into, |beside, lock| {
        write(beside, identity, &rows, state)?;
        drop(rows);
        attached(from, beside, at, &mut told)?;
        drop(lock);
        told.problems = check(beside, options, inspect)?;
        told.demo = identity.demo;
        told.last_commit = state.last_commit;
        told.last_day = state.last_day;
        Ok(told)
    });
    drop(reading);
    salvaged
}

/// The old store stays as it is, so nothing may be made inside of its folder.
fn refuse_inside(from: &Path, into: &Path) -> Result<(), StoreError> {
    let io = |error| folder::io_error(from, &error);
    let from = from.canonicalize().map_err(io)?;
    let into = std::path::absolute(into).map_err(io)?;
    let nearest = into.ancestors().find_map(|folder| folder.canonicalize().ok());
    if nearest.is_some_and(|nearest| nearest.starts_with(&from)) {
        return Err(StoreError::NotEmpty(from.display().to_string()));
    }
    Ok(())
}

/// Writes the files of a store.
pub(super) fn write(
    folder: &Path,
    identity: Identity,
    rows: &std::collections::BTreeMap<Vec<u8>, Value>,
    mut state: State,
) -> Result<(), StoreError> {
    let io = |error| folder::io_error(folder, &error);
    let sum = |sum: u128, (key, value): (&Vec<u8>, &Value)| sum.wrapping_add(tally(key, value));
    state.tally = rows.iter().fold(0, sum);
    let mark = Mark {
        commit: state.last_commit,
        // Stands for the frame that would have led here.
        checksum: crc32fast::hash(&state.tally.to_le_bytes()),
    };
    let header = Header {
        identity,
        generation: GENERATION,
        mark,
        state,
    };
    let sync: crate::store::opening::SyncFile = std::sync::Arc::new(std::fs::File::sync_all);
    let path = checkpoint::path(folder, GENERATION);
    let mut writer =
        CheckpointWriter::create(&path, &header, sync.clone()).map_err(|error| full(folder, error))?;
    for (key, value) in rows {
        writer.push(key, value).map_err(|error| full(folder, error))?;
    }
    writer.finish().map_err(|error| full(folder, error))?;
    Journal::create(folder, identity, (GENERATION, mark), sync).map_err(io)?;
    let facts = Facts {
        identity,
        floor: mark,
    };
    Manifest::create(&folder.join(MANIFEST), facts).map_err(io)?;
    folder::sync(folder).map_err(io)
}

/// Who writes a checkpoint does not tell a full disk apart, because there it does not matter.
fn full(folder: &Path, error: StoreError) -> StoreError {
    let is_full = rustix::fs::statvfs(folder).is_ok_and(|disk| disk.f_bavail < 16);
    match error {
        StoreError::Io(_) if is_full => StoreError::NoSpace(folder.display().to_string()),
        error => error,
    }
}

/// Copies the attached files that are what their names say.
fn attached(from: &Path, into: &Path, at: Timestamp, told: &mut Salvaged) -> Result<(), StoreError> {
    let (from, into) = (Files::in_folder(from), Files::in_folder(into));
    let names = match from.names_now() {
        Ok(names) => names,
        Err(error) => {
            told.damage.push(error.to_string());
            return Ok(());
        }
    };
    for hash in names {
        match from.read_now(hash) {
            Ok(content) => {
                into.keep_now(&content, at)?;
                told.files += 1;
            }
            Err(_) => told.lose(Loss::File(hash)),
        }
    }
    Ok(())
}

/// Opens the new store as any other, and counts what does not fit together in it.
fn check(folder: &Path, options: &OpenOptions, inspect: Inspector) -> Result<u64, StoreError> {
    let engine = EmbeddedEngine::open(folder, options)?;
    let report = engine.check_now(inspect);
    let closed = engine.close_now();
    drop(engine);
    let report = report?;
    closed?;
    let listed = u64::try_from(report.problems.len()).unwrap_or(u64::MAX);
    Ok(listed.saturating_add(report.more))
}
