//! Reads whatever verifies in a damaged store, from the oldest to the newest.
//!
//! A block of a checkpoint verifies alone, and so does a frame of the journal. What they say is laid over what was read
//! before. A block also says what is not there any more: the keys between its first and its last that it does not hold,
//! and those behind the last one of the block before it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::Path;

use crate::store::check::hex;
use crate::store::copies::{Loss, Salvaged};
use crate::store::error::StoreError;
use crate::store::record::{Envelope, RecordRef};

use super::super::block::{self, Block};
use super::super::checkpoint;
use super::super::codec;
use super::super::folder::{self, Part};
use super::super::journal::{self, Segment, Tail};
use super::super::judge;
use super::super::layout::{self, Family};
use super::super::manifest::{Facts, Identity, MANIFEST, Manifest, Mark};
use super::super::rows::{Row, Value};
use super::super::values::{Head, State, StoredAudit};

/// No block is longer: it is full at [`block::LIMIT`], and its last row is at most as long as a record.
const LONGEST_BLOCK: usize = 32 << 10;

/// What a disk gives at once. Where it fails, it is asked for less.
const PORTION: usize = 1 << 20;
const SECTOR: usize = 4 << 10;

/// A row as it was after some commit, if it was there.
pub struct Sighting {
    /// Its value; `None`: it is removed.
    pub value: Option<Value>,
    /// That commit.
    pub as_of: u64,
}

/// What was found.
pub struct Gathered {
    /// Which store.
    pub identity: Identity,
    /// The newest of each row.
    pub rows: BTreeMap<Vec<u8>, Sighting>,
    /// What the store last said of itself.
    pub state: Option<State>,
    /// The last commit that is known of.
    pub last_commit: u64,
    /// Commits of which something is missing, from one to another.
    pub gaps: Vec<(u64, u64)>,
}

/// Refuses a folder that is none, somebody else's, or holds nothing of a store.
pub fn refuse_strange(path: &Path) -> Result<(), StoreError> {
    let missing = || StoreError::Missing(path.display().to_string());
    let metadata = match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(missing()),
        metadata => metadata.map_err(|error| folder::io_error(path, &error))?,
    };
    if !metadata.is_dir() {
        return Err(missing());
    }
    if metadata.uid() != rustix::process::geteuid().as_raw() {
        return Err(StoreError::OfAnotherUser {
            path: path.display().to_string(),
            uid: metadata.uid(),
        });
    }
    let is_part = |part: &Part| matches!(part, Part::Journal(_) | Part::Checkpoint(_));
    let has_manifest = std::fs::symlink_metadata(path.join(MANIFEST)).is_ok();
    if has_manifest || folder::parts(path)?.iter().any(is_part) {
        Ok(())
    } else {
        Err(missing())
    }
}

/// Reads everything.
pub fn gather(path: &Path, told: &mut Salvaged) -> Result<Gathered, StoreError> {
    let parts = folder::parts(path)?;
    let facts = match Manifest::open(&path.join(MANIFEST), false) {
        Ok(manifest) => Some(manifest.facts()),
        Err(StoreError::Newer { found, known }) => return Err(StoreError::Newer { found, known }),
        Err(error) => {
            told.damage.push(error.to_string());
            None
        }
    };
    let identity = match facts {
        Some(facts) => facts.identity,
        None => identity(path, &parts)
            .ok_or_else(|| StoreError::Damaged("no file says which store this is".to_owned()))?,
    };
    let floor = facts.map_or(0, |facts| facts.floor.commit);
    let mut reading = Reading {
        path,
        floor,
        told,
        gathered: Gathered {
            identity,
            rows: BTreeMap::new(),
            state: None,
            last_commit: 0,
            gaps: Vec::new(),
        },
    };
    let generations: BTreeSet<u64> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Journal(number) | Part::Checkpoint(number) => Some(*number),
            Part::Index(_) | Part::Unfinished => None,
        })
        .collect();
    let newest = judge::newest_segment(&parts);
    for generation in generations {
        if parts.contains(&Part::Checkpoint(generation)) {
            reading.checkpoint(generation);
        }
        if parts.contains(&Part::Journal(generation)) {
            reading.segment(generation, newest == Some(generation));
        }
    }
    let mut gathered = reading.gathered;
    gathered.reach(floor);
    for (first, last) in gathered.gaps.clone() {
        told.lose(Loss::Commits(first, last));
    }
    Ok(gathered)
}

/// Which store this is, by what most of its files say.
fn identity(path: &Path, parts: &[Part]) -> Option<Identity> {
    let mut found: HashMap<([u8; 16], bool), usize> = HashMap::new();
    for part in parts {
        let identity = match *part {
            Part::Checkpoint(number) => start(&checkpoint::path(path, number))
                .and_then(|bytes| Some(checkpoint::header_of(&bytes)?.identity)),
            Part::Journal(number) => start(&journal::path(path, number))
                .and_then(|bytes| Some(journal::header_of(&bytes, number)?.0)),
            Part::Index(_) | Part::Unfinished => None,
        };
        if let Some(Identity { store, demo }) = identity {
            *found.entry((store, demo)).or_default() += 1;
        }
    }
    let most = found.into_iter().max_by_key(|(_, files)| *files);
    most.map(|((store, demo), _)| Identity { store, demo })
}

fn start(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = vec![0; checkpoint::HEADER];
    let read = folder::open(path).ok()?.read_at(&mut bytes, 0).ok()?;
    bytes.truncate(read);
    Some(bytes)
}

/// Everything in a file that the disk still gives; zeros stand for the rest. The answer is also where the first of
/// those are.
fn read(path: &Path) -> std::io::Result<(Vec<u8>, Option<u64>)> {
    let file = folder::open(path)?;
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let mut bytes = vec![0; length];
    let mut failed = None;
    let mut offset = 0_u64;
    for portion in bytes.chunks_mut(PORTION) {
        if file.read_exact_at(portion, offset).is_err() {
            let mut offset = offset;
            for sector in portion.chunks_mut(SECTOR) {
                if file.read_exact_at(sector, offset).is_err() {
                    sector.fill(0);
                    failed = failed.or(Some(offset));
                }
                offset += u64::try_from(sector.len()).unwrap_or_default();
            }
        }
        offset += u64::try_from(portion.len()).unwrap_or_default();
    }
    Ok((bytes, failed))
}

struct Reading<'told> {
    path: &'told Path,
    floor: u64,
    told: &'told mut Salvaged,
    gathered: Gathered,
}

impl Reading<'_> {
    fn checkpoint(&mut self, generation: u64) {
        let identity = self.gathered.identity;
        // Only its identity counts here.
        let facts = Facts {
            identity,
            floor: Mark::default(),
        };
        let damage = match judge::open(self.path, facts, generation) {
            Ok((checkpoint, _)) => {
                let header = *checkpoint.header();
                if header.mark.commit < self.gathered.last_commit {
                    // What was read before is newer; files of two times lie in this folder.
                    return;
                }
                match self.whole(&checkpoint, header.mark.commit) {
                    Ok(()) => {
                        self.gathered.take_state(header.state);
                        return;
                    }
                    Err(error) => error.to_string(),
                }
            }
            Err(error) => error.to_string(),
        };
        self.told.damage.push(damage);
        let Ok((bytes, _)) = read(&checkpoint::path(self.path, generation)) else {
            return;
        };
        let header = checkpoint::header_of(&bytes).filter(|header| header.identity == identity);
        let commit = header.map(|header| header.mark.commit);
        let commit = commit.or_else(|| {
            let segment = start(&journal::path(self.path, generation))?;
            Some(journal::header_of(&segment, generation)?.1.commit)
        });
        let gathered = &mut self.gathered;
        let commit = commit.unwrap_or(gathered.last_commit);
        // With everything up to there in hand, what is left of it adds nothing.
        let is_known = gathered.gaps.is_empty() && commit <= gathered.last_commit;
        if is_known && gathered.last_commit > 0 || commit < gathered.last_commit {
            return;
        }
        gathered.reach(commit);
        if let Some(header) = header {
            gathered.take_state(header.state);
        }
        self.blocks(&bytes, commit);
    }

    /// A checkpoint that verifies as a whole stands for everything before it.
    fn whole(&mut self, checkpoint: &checkpoint::Checkpoint, commit: u64) -> Result<(), StoreError> {
        let mut rows = checkpoint.rows();
        let mut found = BTreeMap::new();
        while let Some((key, value)) = rows.next()? {
            if is_sound(&key, &value) {
                found.insert(key, sighting(value, commit));
            } else {
                self.told.lose(Loss::Value(hex(&key)));
            }
        }
        self.gathered.rows = found;
        self.gathered.gaps.clear();
        self.gathered.last_commit = commit;
        Ok(())
    }

    /// What is left of a checkpoint.
    fn blocks(&mut self, bytes: &[u8], commit: u64) {
        let mut at = checkpoint::HEADER;
        let mut before: Option<Vec<u8>> = Some(Vec::new());
        while at + block::HEADER <= bytes.len() {
            let Some((length, rows)) = block_at(bytes, at) else {
                // Its length may be right although something else in it is not.
                let behind = bytes
                    .get(at..)
                    .and_then(block::length)
                    .and_then(|length| at.checked_add(length));
                at = behind
                    .filter(|behind| *behind > at && block_at(bytes, *behind).is_some())
                    .unwrap_or(at + 1);
                before = None;
                continue;
            };
            if let (Some((first, _)), Some((last, _))) = (rows.first(), rows.last()) {
                let last = last.clone();
                let low = match before.take() {
                    Some(before) if before.is_empty() => Bound::Unbounded,
                    Some(before) => Bound::Excluded(before),
                    None => Bound::Included(first.clone()),
                };
                self.lay_over((low, Bound::Included(last.clone())), rows, commit);
                before = Some(last);
            }
            at += length;
        }
    }

    /// All that there is in a range of keys.
    fn lay_over(&mut self, keys: (Bound<Vec<u8>>, Bound<Vec<u8>>), rows: Vec<Row>, commit: u64) {
        let is_range = match (&keys.0, &keys.1) {
            (Bound::Excluded(low), Bound::Included(high)) => low < high,
            (Bound::Included(low), Bound::Included(high)) => low <= high,
            _ => true,
        };
        if is_range {
            for (_, sighting) in self.gathered.rows.range_mut(keys) {
                *sighting = Sighting {
                    value: None,
                    as_of: commit,
                };
            }
        }
        for (key, value) in rows {
            self.row(key, Some(value), commit);
        }
    }

    fn segment(&mut self, generation: u64, is_newest: bool) {
        let name = format!("{}{generation}", journal::NAME);
        let (bytes, failed) = match read(&journal::path(self.path, generation)) {
            Ok(read) => read,
            Err(error) => {
                self.told.damage.push(format!("{name}: {error}"));
                return;
            }
        };
        let identity = self.gathered.identity;
        match Segment::parse(&bytes, &identity, generation) {
            None => self.told.damage.push(format!("the header of {name}")),
            Some(segment) => {
                // A write that was cut short, and never acknowledged.
                let is_torn = is_newest && segment.tail == Tail::Torn && segment.last.commit >= self.floor;
                if segment.tail != Tail::Clean && !is_torn {
                    self.told.damage.push(format!("{name} at byte {}", segment.end));
                }
            }
        }
        if let Some(offset) = failed {
            self.told
                .damage
                .push(format!("{name}: the disk does not give byte {offset}"));
        }
        for frame in journal::frames_behind(&bytes, &identity) {
            if frame.mark.commit <= self.gathered.last_commit {
                continue;
            }
            self.gathered.reach(frame.first.saturating_sub(1));
            self.gathered.last_commit = frame.mark.commit;
            self.gathered.take_state(frame.state);
            for (key, value) in frame.rows {
                self.row(key, value, frame.mark.commit);
            }
        }
    }

    /// The newest value of a row; one that does not verify leaves an older one in its place.
    fn row(&mut self, key: Vec<u8>, value: Option<Value>, as_of: u64) {
        if value.as_ref().is_some_and(|value| !is_sound(&key, value)) {
            self.told.lose(Loss::Value(hex(&key)));
            return;
        }
        self.gathered.rows.insert(key, Sighting { value, as_of });
    }
}

impl Gathered {
    /// What lies between the last commit that is known and this one is missing, or a part of it.
    fn reach(&mut self, commit: u64) {
        if commit > self.last_commit {
            self.gaps.push((self.last_commit + 1, commit));
            self.last_commit = commit;
        }
    }

    fn take_state(&mut self, state: State) {
        if self
            .state
            .is_none_or(|known| known.last_commit <= state.last_commit)
        {
            self.state = Some(state);
        }
    }
}

fn sighting(value: Value, as_of: u64) -> Sighting {
    Sighting {
        value: Some(value),
        as_of,
    }
}

/// A block that verifies at a place, its length and rows.
fn block_at(bytes: &[u8], at: usize) -> Option<(usize, Vec<Row>)> {
    let length = block::length(bytes.get(at..)?)?;
    if !(block::HEADER..LONGEST_BLOCK).contains(&length) {
        return None;
    }
    let block = bytes.get(at..at.checked_add(length)?)?;
    let rows = Block::verify(u64::try_from(at).ok()?, block)?.rows()?;
    Some((length, rows))
}

/// Whether a row is one of ours and verifies.
fn is_sound(key: &[u8], value: &[u8]) -> bool {
    let family = Family::ALL
        .into_iter()
        .find(|family| Some(&family.byte()) == key.first());
    match family {
        Some(Family::Record) => {
            layout::parse_record(key).is_some() && codec::decode::<Envelope>(key, value).is_ok()
        }
        Some(Family::Entry) => layout::parse_entry(key).is_some(),
        Some(Family::Claim) => codec::decode::<RecordRef>(key, value).is_ok(),
        Some(Family::Audit) => {
            layout::parse_audit(key).is_some() && codec::decode::<StoredAudit>(key, value).is_ok()
        }
        Some(Family::Head) => codec::decode::<Head>(key, value).is_ok(),
        Some(Family::Series) => codec::decode::<u64>(key, value).is_ok(),
        Some(Family::Order) => codec::decode::<Vec<u8>>(key, value).is_ok(),
        None => false,
    }
}
