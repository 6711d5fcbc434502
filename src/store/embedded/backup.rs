//! A copy of the store as it was after one commit, made beside a desk that may have it open: no lock is taken, nothing
//! in the folder is written, and nobody waits.
//!
//! The floor of the manifest says which commit that is. Everything up to it is on the disk, and none of those bytes ever
//! changes: a checkpoint is written once, and the journal grows only. Files that are removed meanwhile stay readable
//! once they are open; where one is gone before, there is a newer checkpoint, and the copy begins again.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use crate::domain::attachment::FileHash;
use crate::domain::date::Timestamp;
use crate::store::copies::{BackupFacts, CopyError};
use crate::store::error::StoreError;
use crate::store::files::{self, Files};

use super::archive;
use super::checkpoint;
use super::folder::{self, Look, Part};
use super::journal::{self, Segment, Tail};
use super::judge;
use super::manifest::{self, Facts, MANIFEST, Manifest, Mark};
use super::values::State;

/// A copy begins again so many times at most. Each time the store has made a checkpoint, which takes longer than opening
/// its files does.
const ATTEMPTS: usize = 8;

/// Everything that goes into a backup: verified, and open.
pub struct Backup {
    facts: Facts,
    state: State,
    parts: Vec<Opened>,
    attached: Vec<FileHash>,
    files: Files,
}

struct Opened {
    name: String,
    path: PathBuf,
    file: File,
    /// Bytes of it that belong to the backup.
    length: u64,
}

impl Backup {
    /// Opens and verifies everything. Attached files are read once here: one that is damaged is told before a byte of
    /// the copy is written.
    pub fn prepare(path: &Path) -> Result<Self, StoreError> {
        if folder::look(path)?.0 != Look::Store {
            return Err(StoreError::Missing(path.display().to_string()));
        }
        let files = Files::in_folder(path);
        let mut attempt = 1;
        loop {
            let facts = Manifest::open(&path.join(MANIFEST), false)?.facts();
            let found = named(path)?;
            match open(path, facts, &found) {
                Ok((state, parts)) => {
                    // Behind the floor: a file is durable before the commit that names it.
                    let attached = files.names_now()?;
                    for hash in &attached {
                        match files.read_now(*hash) {
                            // It was swept, because no record names it.
                            Err(StoreError::FileMissing(_)) => {}
                            read => drop(read?),
                        }
                    }
                    return Ok(Self {
                        facts,
                        state,
                        parts,
                        attached: files.names_now()?,
                        files,
                    });
                }
                Err(error) if attempt == ATTEMPTS || named(path)? == found => return Err(error),
                Err(_) => attempt += 1,
            }
        }
    }

    /// Writes it as one stream.
    pub fn write(&self, to: &mut dyn std::io::Write, at: Timestamp) -> Result<BackupFacts, CopyError> {
        let mut writer = archive::Writer::new(to, u64::try_from(at.0 / 1_000).unwrap_or_default());
        writer.add_bytes(MANIFEST, &manifest::image(&self.facts))?;
        for part in &self.parts {
            writer.add(&part.name, part.length, |done, into| {
                let read = part.file.read_exact_at(into, done);
                read.map_err(|error| folder::io_error(&part.path, &error))
            })?;
        }
        for hash in &self.attached {
            let content = self.files.read_now(*hash)?;
            writer.add_bytes(&format!("{}/{hash}", files::FOLDER), &content)?;
        }
        Ok(BackupFacts {
            demo: self.facts.identity.demo,
            last_commit: self.state.last_commit,
            last_day: self.state.last_day,
            files: u64::try_from(self.attached.len()).unwrap_or(u64::MAX),
            bytes: writer.finish()?,
        })
    }
}

/// The checkpoints and segments that are there. When they are others than before, the store has moved on.
fn named(path: &Path) -> Result<Vec<Part>, StoreError> {
    let mut parts = folder::parts(path)?;
    parts.retain(|part| matches!(part, Part::Journal(_) | Part::Checkpoint(_)));
    Ok(parts)
}

/// Opens the newest checkpoint that verifies and the journal from there to the floor.
fn open(path: &Path, facts: Facts, parts: &[Part]) -> Result<(State, Vec<Opened>), StoreError> {
    let checkpoints = parts.iter().rev().filter_map(|part| match part {
        Part::Checkpoint(number) => Some(*number),
        _ => None,
    });
    let mut passed_over = None;
    for generation in checkpoints.chain([0]) {
        if generation == 0 {
            if parts.contains(&Part::Journal(0)) {
                return journal(path, facts, (0, parts), (Mark::default(), State::default()), None);
            }
            continue;
        }
        match judge::open(path, facts, generation) {
            Ok((checkpoint, _)) if checkpoint.header().mark.commit <= facts.floor.commit => {
                let header = *checkpoint.header();
                let file = checkpoint.file();
                let file = file
                    .try_clone()
                    .and_then(|file| Ok((file.metadata()?.len(), file)));
                let path_of = checkpoint::path(path, generation);
                let (length, file) = file.map_err(|error| folder::io_error(&path_of, &error))?;
                let base = Opened {
                    name: format!("{}{generation}", checkpoint::NAME),
                    path: path_of,
                    file,
                    length,
                };
                let begins = (header.mark, header.state);
                return journal(path, facts, (generation, parts), begins, Some(base));
            }
            Ok(_) => {}
            Err(error) => passed_over = passed_over.or(Some(error)),
        }
    }
    Err(passed_over.unwrap_or_else(|| judge::missing("the checkpoint before the last acknowledged commit")))
}

/// Opens the journal from a checkpoint on, up to the floor.
fn journal(
    path: &Path,
    facts: Facts,
    (first, parts): (u64, &[Part]),
    (mut last, mut state): (Mark, State),
    base: Option<Opened>,
) -> Result<(State, Vec<Opened>), StoreError> {
    let newest = judge::newest_segment(parts).ok_or_else(|| judge::missing("the journal"))?;
    let mut opened: Vec<Opened> = base.into_iter().collect();
    for generation in first..=newest {
        let name = format!("{}{generation}", journal::NAME);
        let path = journal::path(path, generation);
        let read = File::open(&path).and_then(|file| Ok((folder::read_all(&file)?, file)));
        let (bytes, file) = read.map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => judge::missing(&name),
            _ => folder::io_error(&path, &error),
        })?;
        let segment = Segment::parse(&bytes, &facts.identity, generation)
            .ok_or_else(|| StoreError::Damaged(format!("the header of {name}")))?;
        drop(bytes);
        if segment.follows != last {
            return Err(StoreError::Damaged(format!(
                "{name} does not follow what is before it"
            )));
        }
        // What stands behind the floor may be half written, and is nobody's business here.
        let cut = journal::up_to(&segment, facts.floor);
        let frames = segment.frames.iter();
        let ends = frames.take_while(|frame| frame.mark.commit <= facts.floor.commit);
        state = ends.last().map_or(state, |frame| frame.state);
        if cut.is_none() && segment.tail != Tail::Clean {
            return Err(StoreError::Damaged(format!("{name} at byte {}", segment.end)));
        }
        opened.push(Opened {
            name,
            path,
            file,
            length: cut.unwrap_or(segment.end),
        });
        if cut.is_some() {
            return Ok((state, opened));
        }
        last = segment.last;
    }
    Err(StoreError::Damaged(format!(
        "commit {} is missing",
        facts.floor.commit
    )))
}
