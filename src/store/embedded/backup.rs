//! A copy of the store as it was after one commit, made beside a desk that may have it open: no lock is taken, nothing
//! in the folder is written, and nobody waits.
//!
//! It is the last one that verifies; the floor of the manifest says up to where one must be there. None of those bytes
//! ever changes: a checkpoint is written once, and the journal grows only. Files that are removed meanwhile stay readable
//! once they are open; where one is gone before, there is a newer checkpoint, and the copy begins again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use crate::domain::attachment::FileHash;
use crate::domain::date::Timestamp;
use crate::store::copies::{BackupFacts, CopyError};
use crate::store::error::StoreError;
use crate::store::files::{self, Files};
use crate::store::record::IndexEntry;

use super::archive;
use super::checkpoint;
use super::folder::{self, Look, Part};
use super::journal::{self, Segment, Tail};
use super::judge;
use super::layout::{self, Family};
use super::manifest::{self, Facts, MANIFEST, Manifest, Mark};
use super::rows::Value;
use super::values::State;

/// A copy begins again so many times at most. Each time the store has made a checkpoint, which takes longer than opening
/// its files does.
const ATTEMPTS: usize = 8;

/// Everything that goes into a backup: verified, and open.
pub struct Backup {
    facts: Facts,
    state: State,
    parts: Vec<OpenedFile>,
    attached: Vec<FileHash>,
    /// Attached files that records name and that are not there.
    missing: u64,
    files: Files,
}

/// Knows which attached file an index entry is about.
pub type NamesFile = fn(&IndexEntry) -> Option<FileHash>;

struct OpenedFile {
    name: String,
    path: PathBuf,
    file: File,
    /// Bytes of it that belong to the backup.
    length: u64,
}

impl Backup {
    /// Opens and verifies everything. Attached files are read once here: one that is damaged is told before a byte of
    /// the copy is written. One that no record names belongs to whoever is about to send it, and goes along unless it is
    /// damaged.
    pub fn prepare(path: &Path, names_file: NamesFile) -> Result<Self, StoreError> {
        if folder::look(path)?.0 != Look::Store {
            return Err(StoreError::Missing(path.display().to_string()));
        }
        let files = Files::in_folder(path);
        let mut attempt = 1;
        loop {
            let facts = Manifest::open(&path.join(MANIFEST), false)?.facts();
            let found = parts_of(path)?;
            let mut named = NamedFiles::new(names_file);
            match open(path, facts, &found, &mut named) {
                Ok((state, last, parts)) => {
                    let facts = Facts { floor: last, ..facts };
                    // Behind the floor: a file is durable before the commit that names it.
                    let there = files.names_now()?;
                    let mut unsound = BTreeSet::new();
                    for hash in there {
                        match files.read_now(hash) {
                            // It was swept, because no record names it.
                            Err(StoreError::FileMissing(_)) => {}
                            // Nobody can have it back, and nobody asks for it: it stops no backup.
                            Err(StoreError::FileDamaged(_)) if !named.holds(hash) => {
                                unsound.insert(hash);
                            }
                            read => drop(read?),
                        }
                    }
                    let mut attached = files.names_now()?;
                    attached.retain(|hash| !unsound.contains(hash));
                    return Ok(Self {
                        facts,
                        state,
                        parts,
                        missing: named.missing(&attached),
                        attached,
                        files,
                    });
                }
                Err(error) if attempt == ATTEMPTS => return Err(error),
                // While nothing has changed, reading once more finds the same.
                Err(error) if parts_of(path)? == found => {
                    if Manifest::open(&path.join(MANIFEST), false)?.facts() == facts {
                        return Err(error);
                    }
                    attempt += 1;
                }
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
            missing: self.missing,
            bytes: writer.finish()?,
        })
    }
}

/// The attached files that records name, by the entries that do.
struct NamedFiles {
    names_file: NamesFile,
    entries: BTreeMap<Vec<u8>, FileHash>,
}

impl NamedFiles {
    const fn new(names_file: NamesFile) -> Self {
        Self {
            names_file,
            entries: BTreeMap::new(),
        }
    }

    /// A row as it was written or removed.
    fn see(&mut self, key: &[u8], value: Option<&Value>) {
        if key.first() != Some(&Family::Entry.byte()) {
            return;
        }
        let Some(hash) = layout::parse_entry(key).and_then(|(entry, _)| (self.names_file)(&entry)) else {
            return;
        };
        match value {
            Some(_) => self.entries.insert(key.to_vec(), hash),
            None => self.entries.remove(key),
        };
    }

    /// Whether a record names a file.
    fn holds(&self, hash: FileHash) -> bool {
        self.entries.values().any(|named| *named == hash)
    }

    /// How many of them are not among those that are there, in order.
    fn missing(&self, there: &[FileHash]) -> u64 {
        let named: BTreeSet<&FileHash> = self.entries.values().collect();
        let missing = named.iter().filter(|hash| there.binary_search(hash).is_err());
        u64::try_from(missing.count()).unwrap_or(u64::MAX)
    }
}

/// The checkpoints and segments that are there. When they are others than before, the store has moved on.
fn parts_of(path: &Path) -> Result<Vec<Part>, StoreError> {
    let mut parts = folder::parts(path)?;
    parts.retain(|part| matches!(part, Part::Journal(_) | Part::Checkpoint(_)));
    Ok(parts)
}

/// Opens the newest checkpoint that verifies and the journal from there on; also the commit with which they end.
fn open(
    path: &Path,
    facts: Facts,
    parts: &[Part],
    named: &mut NamedFiles,
) -> Result<(State, Mark, Vec<OpenedFile>), StoreError> {
    let checkpoints = parts.iter().rev().filter_map(|part| match part {
        Part::Checkpoint(number) => Some(*number),
        _ => None,
    });
    let mut passed_over = None;
    for generation in checkpoints.chain([0]) {
        if generation == 0 {
            if parts.contains(&Part::Journal(0)) {
                let begins = (Mark::default(), State::default());
                return journal(path, facts, (0, parts), begins, None, named);
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
                let base = OpenedFile {
                    name: format!("{}{generation}", checkpoint::NAME),
                    path: path_of,
                    file,
                    length,
                };
                let begins = (header.mark, header.state);
                let mut rows = checkpoint.rows();
                while let Some((key, value)) = rows.next()? {
                    named.see(&key, Some(&value));
                }
                return journal(path, facts, (generation, parts), begins, Some(base), named);
            }
            Ok(_) => {}
            Err(error) => passed_over = passed_over.or(Some(error)),
        }
    }
    Err(passed_over.unwrap_or_else(|| judge::missing("the checkpoint before the last acknowledged commit")))
}

/// Opens the journal from a checkpoint on.
fn journal(
    path: &Path,
    facts: Facts,
    (first, parts): (u64, &[Part]),
    (mut last, mut state): (Mark, State),
    base: Option<OpenedFile>,
    named: &mut NamedFiles,
) -> Result<(State, Mark, Vec<OpenedFile>), StoreError> {
    let newest = judge::newest_segment(parts).ok_or_else(|| judge::missing("the journal"))?;
    let mut opened: Vec<OpenedFile> = base.into_iter().collect();
    let mut has_floor = last == facts.floor;
    for generation in first..=newest {
        let name = format!("{}{generation}", journal::NAME);
        let path = journal::path(path, generation);
        let read = folder::open(&path).and_then(|file| Ok((folder::read_all(&file)?, file)));
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
        has_floor |= journal::up_to(&segment, facts.floor).is_some();
        // Behind the floor the last frame may be half written: it was acknowledged to nobody.
        let may_be_torn = generation == newest && has_floor && segment.tail == Tail::Torn;
        if segment.tail != Tail::Clean && !may_be_torn {
            return Err(StoreError::Damaged(format!("{name} at byte {}", segment.end)));
        }
        state = segment.frames.last().map_or(state, |frame| frame.state);
        for (key, value) in segment.frames.iter().flat_map(|frame| &frame.rows) {
            named.see(key, value.as_ref());
        }
        opened.push(OpenedFile {
            name,
            path,
            file,
            length: segment.end,
        });
        last = segment.last;
    }
    if has_floor {
        Ok((state, last, opened))
    } else {
        let floor = facts.floor.commit;
        Err(StoreError::Damaged(format!("commit {floor} is missing")))
    }
}
