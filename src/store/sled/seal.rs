//! `store.seal`: what is known about the store without opening the log.
//!
//! It answers three questions before sled touches a file: is the format one that we know, was the store closed
//! cleanly (then the log must have exactly the length it had), and how many commits were acknowledged at least.
//! sled recovers a log that was cut short without a word; the floor tells us that commits are missing.
//!
//! Two slots in two sectors, each with a checksum, are written in turn, so that a torn write leaves the other one.
//! The floor is written after the sync of its group and not synced itself: it can be too low, never too high.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

use crate::store::error::StoreError;

/// Name of the file in the store's folder.
pub const SEAL: &str = "store.seal";
/// Its name until the creation of the store is complete.
pub const UNFINISHED: &str = "store.creating";
/// Format of the store: keys, values, seal. Raise it with every change that an older build would misread.
pub const FORMAT: u32 = 2;

const SLOT: usize = 64;
const SECTOR: u64 = 512;

/// What a slot says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Facts {
    /// Format of the store.
    pub format: u32,
    /// Identity of the store.
    pub store: [u8; 16],
    /// Sample data that may be thrown away, on any day.
    pub demo: bool,
    /// Number of a commit that is durable, with all before it.
    pub floor: u64,
    /// Length of the log when the store was closed; `None` while it is open or after a crash.
    pub closed: Option<u64>,
}

/// The open file.
#[derive(Debug)]
pub struct Seal {
    file: File,
    turn: u64,
    facts: Facts,
}

impl Seal {
    /// Makes the file of a new store under the given name. Synced, so that the folder is known as ours.
    pub fn create(path: &Path, facts: Facts) -> io::Result<Self> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(path)?;
        file.set_len(2 * SECTOR)?;
        let mut seal = Self { file, turn: 0, facts };
        seal.write(facts)?;
        seal.file.sync_all()?;
        Ok(seal)
    }

    /// Opens and verifies the file.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(path)
            .map_err(|error| super::folder::io_error(path, &error))?;
        let newest = [0, SECTOR]
            .into_iter()
            .filter_map(|offset| {
                let mut bytes = [0; SLOT];
                file.read_exact_at(&mut bytes, offset).ok()?;
                parse(&bytes)
            })
            .max_by_key(|(turn, _)| *turn);
        let (turn, facts) = newest.ok_or_else(|| StoreError::Damaged(format!("{SEAL} does not verify")))?;
        if facts.format > FORMAT {
            return Err(StoreError::Newer {
                found: facts.format,
                known: FORMAT,
            });
        }
        Ok(Self { file, turn, facts })
    }

    /// What it says.
    pub const fn facts(&self) -> Facts {
        self.facts
    }

    /// Says that the store is in use, by a build that writes the newest format. Durable on return: only then may sled
    /// change its file. The answer is what the
    /// file held before.
    pub fn mark_open(&mut self) -> io::Result<Vec<u8>> {
        let mut before = vec![0; usize::try_from(2 * SECTOR).unwrap_or_default()];
        self.file.read_exact_at(&mut before, 0)?;
        self.write(Facts {
            format: FORMAT,
            closed: None,
            ..self.facts
        })?;
        self.file.sync_all()?;
        Ok(before)
    }

    /// Takes [`Seal::mark_open`] back to the byte, after an opening that was refused.
    pub fn restore(self, before: &[u8]) -> io::Result<()> {
        self.file.write_all_at(before, 0)?;
        self.file.sync_all()
    }

    /// Raises the floor after a sync.
    pub fn raise(&mut self, floor: u64) -> io::Result<()> {
        self.write(Facts { floor, ..self.facts })
    }

    /// Says that the store was closed with a log of this length.
    pub fn mark_closed(&mut self, floor: u64, length: u64) -> io::Result<()> {
        self.write(Facts {
            floor,
            closed: Some(length),
            ..self.facts
        })?;
        self.file.sync_all()
    }

    fn write(&mut self, facts: Facts) -> io::Result<()> {
        let turn = self.turn + 1;
        let offset = if turn.is_multiple_of(2) { 0 } else { SECTOR };
        self.file.write_all_at(&serialize(turn, facts), offset)?;
        self.turn = turn;
        self.facts = facts;
        Ok(())
    }
}

fn serialize(turn: u64, facts: Facts) -> Vec<u8> {
    let mut body = Vec::with_capacity(SLOT);
    body.extend_from_slice(&facts.format.to_le_bytes());
    body.extend_from_slice(&facts.store);
    body.extend_from_slice(&[u8::from(facts.demo), u8::from(facts.closed.is_some())]);
    body.extend_from_slice(&turn.to_le_bytes());
    body.extend_from_slice(&facts.floor.to_le_bytes());
    body.extend_from_slice(&facts.closed.unwrap_or_default().to_le_bytes());
    body.resize(SLOT - 4, 0);
    let mut bytes = crc32fast::hash(&body).to_le_bytes().to_vec();
    bytes.extend_from_slice(&body);
    bytes
}

fn parse(bytes: &[u8]) -> Option<(u64, Facts)> {
    let (checksum, body) = bytes.split_first_chunk::<4>()?;
    if u32::from_le_bytes(*checksum) != crc32fast::hash(body) {
        return None;
    }
    let (format, rest) = body.split_first_chunk::<4>()?;
    let (store, rest) = rest.split_first_chunk::<16>()?;
    let ([demo, closed], rest) = rest.split_first_chunk::<2>()?;
    let (turn, rest) = rest.split_first_chunk::<8>()?;
    let (floor, rest) = rest.split_first_chunk::<8>()?;
    let (length, _) = rest.split_first_chunk::<8>()?;
    let facts = Facts {
        format: u32::from_le_bytes(*format),
        store: *store,
        demo: *demo != 0,
        floor: u64::from_le_bytes(*floor),
        closed: (*closed != 0).then_some(u64::from_le_bytes(*length)),
    };
    Some((u64::from_le_bytes(*turn), facts))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACTS: Facts = Facts {
        format: FORMAT,
        store: [3; 16],
        demo: true,
        floor: 41,
        closed: None,
    };

    #[test]
    fn the_newest_whole_slot_counts_and_a_torn_one_falls_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(SEAL);
        let mut seal = Seal::create(&path, FACTS).unwrap();
        seal.raise(42).unwrap();
        seal.raise(43).unwrap();
        assert_eq!(Seal::open(&path).unwrap().facts().floor, 43);
        let torn = if seal.turn.is_multiple_of(2) { 0 } else { SECTOR };
        seal.file.write_all_at(&[9; 8], torn + 20).unwrap();
        assert_eq!(Seal::open(&path).unwrap().facts().floor, 42);
    }

    #[test]
    fn closing_keeps_the_length_and_opening_forgets_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(SEAL);
        let mut seal = Seal::create(&path, FACTS).unwrap();
        seal.mark_closed(50, 8_192).unwrap();
        let mut seal = Seal::open(&path).unwrap();
        let closed = Facts {
            floor: 50,
            closed: Some(8_192),
            ..FACTS
        };
        assert_eq!(seal.facts(), closed);
        seal.mark_open().unwrap();
        assert_eq!(Seal::open(&path).unwrap().facts(), Facts { floor: 50, ..FACTS });
    }

    #[test]
    fn a_newer_format_is_told_apart_from_damage() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(SEAL);
        Seal::create(&path, Facts { format: 7, ..FACTS }).unwrap();
        assert!(matches!(
            Seal::open(&path),
            Err(StoreError::Newer {
                found: 7,
                known: FORMAT
            })
        ));
        std::fs::write(&path, [0; 1024]).unwrap();
        assert!(matches!(Seal::open(&path), Err(StoreError::Damaged(_))));
    }
}
