//! `store.manifest`: which store this is, and how many commits it acknowledged at least (the floor).
//!
//! Text, so that people can read it, in two slots that are written in turn: a torn or damaged slot leaves the other
//! one. Each slot is checked as a whole. A slot is written after each group of commits and not synced then, but when
//! a segment of the journal begins and when the store is closed: the floor can be too low, never too high.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

use crate::regular;
use crate::store::check::hex;
use crate::store::error::StoreError;

use super::folder;

/// Name of the file in the store's folder.
pub const MANIFEST: &str = "store.manifest";
/// Its name until the creation of the store is complete.
pub const UNFINISHED: &str = "store.creating";
/// Format of the store: every file of the folder. Raise it with each change that an older build would misread.
pub const FORMAT: u32 = 1;

/// Length of a slot, bytes: a sector, which disks write as a whole.
const SLOT: usize = 512;
const FIRST_LINE: &str = "offerdesk store";

/// Which store this is: every file of it says so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Identity {
    /// Random, made when the store was created.
    pub store: [u8; 16],
    /// Sample data that may be thrown away, on any day.
    pub demo: bool,
}

/// A place in the history of commits: the number of a commit, and the checksum of the frame that it ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Mark {
    /// Number of the commit; 0 before the first.
    pub commit: u64,
    /// Checksum of its frame in the journal.
    pub checksum: u32,
}

/// What the file says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Facts {
    /// Which store.
    pub identity: Identity,
    /// A commit that is durable, with all before it.
    pub floor: Mark,
}

/// The open file.
#[derive(Debug)]
pub struct Manifest {
    file: File,
    turn: u64,
    facts: Facts,
    /// Whether both slots verified.
    is_whole: bool,
}

impl Manifest {
    /// Makes the file of a new store under the given name, and syncs it.
    pub fn create(path: &Path, facts: Facts) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(true);
        let file = regular::open(options.mode(0o600), path)?;
        let mut manifest = Self {
            file,
            turn: 0,
            facts,
            is_whole: true,
        };
        manifest.write_both()?;
        Ok(manifest)
    }

    /// Opens and verifies the file; `writable` only where something will be written.
    pub fn open(path: &Path, writable: bool) -> Result<Self, StoreError> {
        let file = regular::open(OpenOptions::new().read(true).write(writable), path)
            .map_err(|error| folder::io_error(path, &error))?;
        let bytes = folder::read_all(&file).map_err(|error| folder::io_error(path, &error))?;
        let (first, second) = bytes.split_at(SLOT.min(bytes.len()));
        let mut slots = [parse(first), parse(second)];
        slots.sort_by_key(|slot| std::cmp::Reverse(slot.map(|(turn, _)| turn)));
        let [newest, other] = slots;
        let (turn, slot) =
            newest.ok_or_else(|| StoreError::Damaged(format!("{MANIFEST} does not verify")))?;
        match slot {
            Slot::Newer(format) => Err(StoreError::Newer {
                found: format,
                known: FORMAT,
            }),
            Slot::Facts(facts) => Ok(Self {
                file,
                turn,
                facts,
                is_whole: other.is_some(),
            }),
        }
    }

    /// What it says.
    pub const fn facts(&self) -> Facts {
        self.facts
    }

    /// Whether both slots verified.
    pub const fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Writes both slots anew when one of them is damaged.
    pub fn heal(&mut self) -> io::Result<()> {
        if self.is_whole {
            return Ok(());
        }
        self.write_both()?;
        self.file.set_len(u64::try_from(2 * SLOT).unwrap_or_default())?;
        self.is_whole = true;
        Ok(())
    }

    /// Raises the floor after a sync of the journal.
    pub fn raise(&mut self, floor: Mark) -> io::Result<()> {
        self.facts.floor = floor;
        self.write()
    }

    /// Makes the floor durable.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_all()
    }

    /// One after the other, so that one of them is whole at any time.
    fn write_both(&mut self) -> io::Result<()> {
        for _ in 0..2 {
            self.write()?;
            self.sync()?;
        }
        Ok(())
    }

    fn write(&mut self) -> io::Result<()> {
        let turn = self.turn + 1;
        let offset = if turn.is_multiple_of(2) { SLOT } else { 0 };
        let offset = u64::try_from(offset).unwrap_or_default();
        self.file.write_all_at(&serialize(turn, &self.facts), offset)?;
        self.turn = turn;
        Ok(())
    }
}

/// The file as it is made: both slots say the same.
pub fn image(facts: &Facts) -> Vec<u8> {
    [serialize(1, facts), serialize(2, facts)].concat()
}

/// What a slot that verifies says.
#[derive(Clone, Copy, Debug)]
enum Slot {
    Facts(Facts),
    /// A newer build wrote it; nothing more is known of it.
    Newer(u32),
}

fn serialize(turn: u64, facts: &Facts) -> Vec<u8> {
    let Facts { identity, floor } = facts;
    let kind = if identity.demo { "demo" } else { "real" };
    let mut text = format!(
        "{FIRST_LINE}\nformat {FORMAT}\nturn {turn}\nstore {}\nkind {kind}\nfloor {} {:08x}\n",
        hex(&identity.store),
        floor.commit,
        floor.checksum
    )
    .into_bytes();
    // The last line stands at the end of the slot, so that each byte before it is in the checksum.
    let last = "checksum 00000000\n".len();
    text.resize(SLOT - last - 1, b' ');
    text.push(b'\n');
    let checksum = crc32fast::hash(&text);
    text.extend_from_slice(format!("checksum {checksum:08x}\n").as_bytes());
    text
}

fn parse(bytes: &[u8]) -> Option<(u64, Slot)> {
    let text = std::str::from_utf8(bytes)
        .ok()
        .filter(|text| text.len() == SLOT)?;
    let (body, last) = text.split_at_checked(SLOT - "checksum 00000000\n".len())?;
    if last != format!("checksum {:08x}\n", crc32fast::hash(body.as_bytes())) {
        return None;
    }
    let mut lines = body.lines();
    if lines.next()? != FIRST_LINE {
        return None;
    }
    let mut next = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
    let format = next("format")?.parse().ok()?;
    let turn = next("turn")?
        .parse()
        .ok()
        .filter(|turn| *turn <= folder::HIGHEST)?;
    if format > FORMAT {
        return Some((turn, Slot::Newer(format)));
    }
    let store = u128::from_str_radix(next("store")?, 16).ok()?.to_be_bytes();
    let demo = match next("kind")? {
        "demo" => true,
        "real" => false,
        _ => return None,
    };
    let (commit, checksum) = next("floor")?.split_once(' ')?;
    let floor = Mark {
        commit: commit.parse().ok().filter(|commit| *commit <= folder::HIGHEST)?,
        checksum: u32::from_str_radix(checksum, 16).ok()?,
    };
    let identity = Identity { store, demo };
    Some((turn, Slot::Facts(Facts { identity, floor })))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(commit: u64) -> Facts {
        Facts {
            identity: Identity {
                store: [3; 16],
                demo: false,
            },
            floor: Mark { commit, checksum: 77 },
        }
    }

    #[test]
    fn whichever_byte_is_flipped_one_slot_is_left_and_its_floor_is_not_too_high() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest");
        let mut manifest = Manifest::create(&path, facts(0)).unwrap();
        for commit in 1..=3 {
            manifest.raise(facts(commit).floor).unwrap();
        }
        let whole = std::fs::read(&path).unwrap();
        assert_eq!(whole.len(), 2 * SLOT);
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 1;
            std::fs::write(&path, &flipped).unwrap();
            let mut manifest = Manifest::open(&path, true).unwrap();
            assert!(
                !manifest.is_whole() && manifest.facts().floor.commit >= 2,
                "byte {at}"
            );
            manifest.heal().unwrap();
            assert!(Manifest::open(&path, false).unwrap().is_whole(), "byte {at}");
        }
    }

    #[test]
    fn a_file_without_a_slot_that_verifies_is_damaged_and_a_newer_format_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest");
        for content in [Vec::new(), vec![0; SLOT], vec![b' '; 3 * SLOT]] {
            std::fs::write(&path, content).unwrap();
            assert!(matches!(
                Manifest::open(&path, false),
                Err(StoreError::Damaged(_))
            ));
        }
        let text = String::from_utf8(serialize(4, &facts(9))).unwrap();
        let newer = text.replace("format 1\n", "format 9\n");
        let (body, _) = newer.split_at(SLOT - 18);
        let newer = format!("{body}checksum {:08x}\n", crc32fast::hash(body.as_bytes()));
        std::fs::write(&path, newer).unwrap();
        assert_eq!(
            Manifest::open(&path, false).unwrap_err(),
            StoreError::Newer { found: 9, known: 1 }
        );
    }
}
