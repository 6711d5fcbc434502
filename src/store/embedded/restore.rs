//! Lays a backup down as a store.
//!
//! Beside the place where it is to be, and only what turned out to be whole and sound gets its name there. Names and
//! sizes in a backup are from outside: what is taken, and where to, is decided here.

use std::fs::OpenOptions as FileOptions;
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::domain::attachment::{ATTACHMENT_LIMIT, FileHash};
use crate::domain::date::Timestamp;
use crate::store::check::{CheckReport, Inspector, RecordProblem};
use crate::store::copies::{BackupFacts, CopyError, Restored, Takes};
use crate::store::error::StoreError;
use crate::store::files::{self, Files};
use crate::store::opening::OpenOptions;

use super::EmbeddedEngine;
use super::archive::{self, Entry, bad};
use super::beside;
use super::folder::{self, Part};
use super::manifest::{MANIFEST, Manifest};
use super::panic_guard;
use super::values::State;

/// So much is copied at once.
const PORTION: usize = 256 << 10;

/// Lays a backup down in a folder that is not there or empty. Blocks; a refusal leaves nothing.
pub fn restore(
    path: &Path,
    from: &mut dyn Read,
    takes: Takes,
    options: &OpenOptions,
    inspect: Inspector,
) -> Result<Restored, CopyError> {
    beside::make(path, |beside, lock| {
        let facts = lay_down(beside, from)?;
        if takes == Takes::Demo && !facts.demo {
            return Err(CopyError::NoDemo);
        }
        drop(lock);
        let (state, problems) = judge(beside, options, inspect)?;
        let facts = BackupFacts {
            last_commit: state.last_commit,
            last_day: state.last_day,
            ..facts
        };
        Ok(Restored { facts, problems })
    })
}

/// Writes every entry under its name, and answers once the seal has proved all of them.
fn lay_down(beside: &Path, from: &mut dyn Read) -> Result<BackupFacts, CopyError> {
    let mut reader = archive::Reader::new(from);
    let attached = Files::in_folder(beside);
    let mut files = 0;
    while let Some(entry) = reader.next()? {
        match place(&entry) {
            Some(EntryPlace::Part) => part(beside, &entry, &mut reader)?,
            Some(EntryPlace::Attached(hash)) => {
                let content = whole(&entry, &mut reader)?;
                if FileHash::of(&content) != hash {
                    return Err(bad(format!("the content of {}", entry.name)));
                }
                let at = i64::try_from(reader.at()).unwrap_or_default();
                attached.keep_now(&content, Timestamp(at.saturating_mul(1_000)))?;
                files += 1;
            }
            None => return Err(bad("it holds something that belongs to no backup".to_owned())),
        }
    }
    folder::sync(beside).map_err(|error| folder::io_error(beside, &error))?;
    if !beside.join(MANIFEST).exists() {
        return Err(bad(format!("it holds no {MANIFEST}")));
    }
    let manifest = Manifest::open(&beside.join(MANIFEST), false).map_err(|error| unsound(&error))?;
    let facts = manifest.facts();
    Ok(BackupFacts {
        demo: facts.identity.demo,
        last_commit: facts.floor.commit,
        last_day: None,
        files,
        missing: 0,
        bytes: reader.bytes(),
    })
}

/// Where an entry goes.
enum EntryPlace {
    /// A file of the engine, under its own name.
    Part,
    /// An attached file.
    Attached(FileHash),
}

fn place(entry: &Entry) -> Option<EntryPlace> {
    if let Some(hash) = entry.name.strip_prefix(files::FOLDER) {
        let hash = hash.strip_prefix('/')?.parse().ok()?;
        let is_small = usize::try_from(entry.length).is_ok_and(|length| length <= ATTACHMENT_LIMIT);
        return is_small.then_some(EntryPlace::Attached(hash));
    }
    let is_part = entry.name == MANIFEST
        || matches!(
            folder::generation(&entry.name),
            Some(Part::Journal(_) | Part::Checkpoint(_))
        );
    is_part.then_some(EntryPlace::Part)
}

/// Writes a file of the engine. A name that comes twice is refused, because the file is there already.
fn part(beside: &Path, entry: &Entry, reader: &mut archive::Reader<'_>) -> Result<(), CopyError> {
    let path = beside.join(&entry.name);
    let io = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => bad(format!("{} comes twice", entry.name)),
        _ => folder::io_error(&path, &error).into(),
    };
    let mut options = FileOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path)
        .map_err(io)?;
    let mut portion = vec![0; PORTION];
    loop {
        match reader.content(&mut portion)? {
            0 => break,
            read => file
                .write_all(portion.get(..read).unwrap_or_default())
                .map_err(io)?,
        }
    }
    file.sync_all().map_err(io)
}

/// The content of a small entry. Grows with what is read, not with what the entry says of itself.
fn whole(entry: &Entry, reader: &mut archive::Reader<'_>) -> Result<Vec<u8>, CopyError> {
    let mut content = Vec::new();
    let mut portion = vec![
        0;
        PORTION
            .min(usize::try_from(entry.length).unwrap_or(PORTION))
            .max(1)
    ];
    loop {
        match reader.content(&mut portion)? {
            0 => return Ok(content),
            read => content.extend_from_slice(portion.get(..read).unwrap_or_default()),
        }
    }
}

/// Opens and checks what was laid down, as any store is. What is damaged is refused; what did not fit together when the
/// backup was made is counted, because nobody is helped by a backup that cannot be had back.
fn judge(beside: &Path, options: &OpenOptions, inspect: Inspector) -> Result<(State, u64), CopyError> {
    let opened = panic_guard::catch(|| EmbeddedEngine::open(beside, options));
    let engine = opened.map_err(bad)?.map_err(|error| unsound(&error))?;
    let report = engine.check_now(inspect);
    // With what opening adds to the store of an older build.
    let state = engine.shared.state();
    let closed = engine.close_now();
    drop(engine);
    let report = report.map_err(|error| unsound(&error))?;
    closed?;
    let is_damage = |problem: &&RecordProblem| {
        matches!(
            problem,
            RecordProblem::Unreadable(_)
                | RecordProblem::BadValue(_)
                | RecordProblem::WrongTally
                | RecordProblem::DamagedPart(_)
        )
    };
    if let Some(damage) = report.problems.iter().find(is_damage) {
        return Err(bad(format!("its store does not verify: {damage:?}")));
    }
    Ok((state, count(&report)))
}

fn count(report: &CheckReport) -> u64 {
    let listed = u64::try_from(report.problems.len()).unwrap_or(u64::MAX);
    listed.saturating_add(report.more)
}

/// What the store says that was laid down. Only what it says of its content is about the backup.
fn unsound(error: &StoreError) -> CopyError {
    match error {
        StoreError::NoSpace(_) | StoreError::Newer { .. } | StoreError::ReadOnly(_) | StoreError::Io(_) => {
            error.clone().into()
        }
        error => bad(error.to_string()),
    }
}
