//! A checkpoint: every row of the store after one commit, in the order of their keys, in checksummed blocks.
//!
//! | part | holds |
//! |---|---|
//! | header | which store, which generation, the commit that it was made after, the state of the store then |
//! | blocks | the rows ([`super::block`]) |
//! | footer | how many blocks, and a checksum over theirs |
//!
//! It is written once and never changed. Its first reading verifies every byte of it; what is read later verifies its
//! block.

mod write;

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::store::error::StoreError;

use super::block::{self, Block};
use super::folder;
use super::manifest::{Identity, Mark};
use super::rows::{Row, Value};
use super::values::State;

pub use write::CheckpointWriter;

/// What the names of checkpoints begin with; a number comes behind.
pub const NAME: &str = "checkpoint.";

const MAGIC: &[u8; 16] = b"offerdesk chkp 1";
/// Bytes before the first block.
pub const HEADER: usize = 256;
/// Checksum, a length that no block has, number of blocks, checksum over the checksums of all blocks.
const FOOTER: usize = 24;
const END: u32 = u32::MAX;

/// Bytes that are read at once by who reads all of it.
const PORTION: usize = 1 << 20;

/// Where a checkpoint lies.
pub fn path(folder: &Path, generation: u64) -> PathBuf {
    folder.join(format!("{NAME}{generation}"))
}

/// What a checkpoint says of itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Header {
    /// Which store.
    pub identity: Identity,
    /// Which checkpoint: the segment of this number goes on from it.
    pub generation: u64,
    /// The commit that it was made after.
    pub mark: Mark,
    /// The store then.
    pub state: State,
}

/// What the first bytes of a checkpoint say of it, whichever store it is of. `None`: they do not verify.
pub fn header_of(bytes: &[u8]) -> Option<Header> {
    parse_header(bytes.first_chunk()?)
}

/// Where a block lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Bytes before it.
    pub offset: u64,
    /// Its length.
    pub length: u32,
}

/// What a reading of all blocks found: an index that gives the same is the right one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Verified {
    /// Number of blocks.
    pub blocks: u64,
    /// Hash over their last keys and places.
    pub digest: [u8; 32],
}

/// Sums up blocks.
#[derive(Default)]
pub struct Summing {
    blocks: u64,
    hasher: Sha256,
}

impl Summing {
    /// Adds a block.
    pub fn add(&mut self, last: &[u8], place: Place) {
        self.blocks += 1;
        let length = u64::try_from(last.len()).unwrap_or(u64::MAX);
        self.hasher.update(length.to_le_bytes());
        self.hasher.update(last);
        self.hasher.update(place.offset.to_le_bytes());
        self.hasher.update(place.length.to_le_bytes());
    }

    /// The sum.
    pub fn end(self) -> Verified {
        Verified {
            blocks: self.blocks,
            digest: self.hasher.finalize().into(),
        }
    }
}

/// An open checkpoint whose header verified.
#[derive(Debug)]
pub struct Checkpoint {
    file: File,
    name: String,
    header: Header,
}

impl Checkpoint {
    /// Opens a checkpoint of a store.
    pub fn open(path: &Path, identity: &Identity, generation: u64) -> Result<Self, StoreError> {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let io = |error: io::Error| match error.kind() {
            io::ErrorKind::UnexpectedEof | io::ErrorKind::NotFound => {
                StoreError::Damaged(format!("{name}: {error}"))
            }
            _ => folder::io_error(path, &error),
        };
        let file = folder::open(path).map_err(io)?;
        let mut bytes = [0; HEADER];
        file.read_exact_at(&mut bytes, 0).map_err(io)?;
        let header = parse_header(&bytes)
            .filter(|header| header.identity == *identity && header.generation == generation)
            .ok_or_else(|| StoreError::Damaged(format!("the header of {name}")))?;
        Ok(Self { file, name, header })
    }

    /// What it says of itself.
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// The file, to be synced or let go of.
    pub const fn file(&self) -> &File {
        &self.file
    }

    /// Reads and verifies everything to the last byte; `each` is told of each block.
    pub fn verify(
        &self,
        mut each: impl FnMut(&[u8], Place) -> Result<(), StoreError>,
    ) -> Result<Verified, StoreError> {
        let mut blocks = self.blocks();
        let mut summing = Summing::default();
        while let Some((place, block)) = blocks.next()? {
            summing.add(block.last, place);
            each(block.last, place)?;
        }
        Ok(summing.end())
    }

    /// All rows, in order. Everything is verified on the way.
    pub fn rows(&self) -> Rows<'_> {
        Rows {
            blocks: self.blocks(),
            rows: Vec::new().into_iter(),
        }
    }

    /// The value of a row in the block at a place.
    pub fn find(&self, place: Place, key: &[u8]) -> Result<Option<Value>, StoreError> {
        let bytes = self.read(place)?;
        let found = self.block(place, &bytes)?.find(key);
        found.ok_or_else(|| self.damaged(place.offset))
    }

    /// The rows of the block at a place.
    pub fn rows_at(&self, place: Place) -> Result<Vec<Row>, StoreError> {
        let bytes = self.read(place)?;
        let rows = self.block(place, &bytes)?.rows();
        rows.ok_or_else(|| self.damaged(place.offset))
    }

    fn read(&self, place: Place) -> Result<Vec<u8>, StoreError> {
        let mut bytes = vec![0; usize::try_from(place.length).unwrap_or(usize::MAX)];
        self.file
            .read_exact_at(&mut bytes, place.offset)
            .map_err(|error| StoreError::Stopped(format!("{}: {error}", self.name)))?;
        Ok(bytes)
    }

    fn block<'bytes>(&self, place: Place, bytes: &'bytes [u8]) -> Result<Block<'bytes>, StoreError> {
        Block::verify(place.offset, bytes).ok_or_else(|| self.damaged(place.offset))
    }

    fn blocks(&self) -> Blocks<'_> {
        Blocks {
            checkpoint: self,
            offset: HEADER as u64,
            portion: Vec::new(),
            begins: HEADER as u64,
            count: 0,
            checksums: crc32fast::Hasher::new(),
            last: Vec::new(),
        }
    }

    fn damaged(&self, offset: u64) -> StoreError {
        StoreError::Damaged(format!("{} at byte {offset}", self.name))
    }
}

/// The rows of a whole checkpoint.
pub struct Rows<'file> {
    blocks: Blocks<'file>,
    rows: std::vec::IntoIter<Row>,
}

impl Rows<'_> {
    /// The next row.
    pub fn next(&mut self) -> Result<Option<Row>, StoreError> {
        loop {
            if let Some(row) = self.rows.next() {
                return Ok(Some(row));
            }
            let checkpoint = self.blocks.checkpoint;
            let Some((place, block)) = self.blocks.next()? else {
                return Ok(None);
            };
            let rows = block.rows();
            self.rows = rows.ok_or_else(|| checkpoint.damaged(place.offset))?.into_iter();
        }
    }
}

/// The blocks of a whole checkpoint one after the other, read in large portions. At the end the footer must agree.
struct Blocks<'file> {
    checkpoint: &'file Checkpoint,
    offset: u64,
    portion: Vec<u8>,
    /// Where the portion begins in the file.
    begins: u64,
    count: u64,
    checksums: crc32fast::Hasher,
    last: Vec<u8>,
}

impl Blocks<'_> {
    fn next(&mut self) -> Result<Option<(Place, Block<'_>)>, StoreError> {
        let offset = self.offset;
        let checkpoint = self.checkpoint;
        let damaged = || checkpoint.damaged(offset);
        let header = self.bytes(offset, 8)?;
        let (checksum, rest) = header.split_first_chunk::<4>().ok_or_else(damaged)?;
        let (checksum, length) = (
            *checksum,
            u32::from_le_bytes(*rest.first_chunk().ok_or_else(damaged)?),
        );
        if length == END {
            return self.end().map(|()| None);
        }
        let size = usize::try_from(length).unwrap_or(usize::MAX);
        if !(block::HEADER..PORTION).contains(&size) {
            return Err(damaged());
        }
        let place = Place { offset, length };
        let last = checkpoint.block(place, self.bytes(offset, size)?)?.last.to_vec();
        // In order, or a row would be looked for in the wrong block.
        if self.count > 0 && last <= self.last {
            return Err(damaged());
        }
        self.last = last;
        self.count += 1;
        self.checksums.update(&checksum);
        self.offset += u64::from(length);
        let block = Block::parse(self.bytes(offset, size)?).ok_or_else(damaged)?;
        Ok(Some((place, block)))
    }

    /// Verifies the footer, and that nothing comes behind it.
    fn end(&mut self) -> Result<(), StoreError> {
        let offset = self.offset;
        let expected = footer(offset, self.count, self.checksums.clone().finalize());
        let length = self.checkpoint.file.metadata();
        let length = length.map_err(|error| StoreError::Io(format!("{}: {error}", self.checkpoint.name)))?;
        let is_whole = self.bytes(offset, FOOTER)? == expected && length.len() == offset + FOOTER as u64;
        is_whole
            .then_some(())
            .ok_or_else(|| self.checkpoint.damaged(offset))
    }

    /// Bytes of the file, out of the portion that was read.
    fn bytes(&mut self, offset: u64, length: usize) -> Result<&[u8], StoreError> {
        let at = |begins: u64| usize::try_from(offset - begins).unwrap_or(usize::MAX);
        let is_there = at(self.begins)
            .checked_add(length)
            .is_some_and(|end| end <= self.portion.len());
        if !is_there {
            self.portion.resize(PORTION, 0);
            let mut read = 0;
            while read < length {
                let rest = self.portion.get_mut(read..).unwrap_or_default();
                let offset = offset + u64::try_from(read).unwrap_or_default();
                match self.checkpoint.file.read_at(rest, offset) {
                    Ok(0) => return Err(self.checkpoint.damaged(offset)),
                    Ok(bytes) => read += bytes,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(StoreError::Io(format!("{}: {error}", self.checkpoint.name))),
                }
            }
            self.portion.truncate(read);
            self.begins = offset;
        }
        let from = at(self.begins);
        self.portion
            .get(from..from + length)
            .ok_or_else(|| self.checkpoint.damaged(offset))
    }
}

fn serialize_header(header: &Header) -> Result<[u8; HEADER], StoreError> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(&header.identity.store);
    bytes.push(u8::from(header.identity.demo));
    bytes.extend_from_slice(&header.generation.to_le_bytes());
    bytes.extend_from_slice(&header.mark.commit.to_le_bytes());
    bytes.extend_from_slice(&header.mark.checksum.to_le_bytes());
    bytes.extend(postcard::to_stdvec(&header.state).map_err(|_| StoreError::Unserializable)?);
    if bytes.len() > HEADER {
        return Err(StoreError::Unserializable);
    }
    bytes.resize(HEADER, 0);
    let checksum = crc32fast::hash(&bytes).to_le_bytes();
    for (to, from) in bytes.iter_mut().skip(MAGIC.len()).zip(checksum) {
        *to = from;
    }
    bytes.try_into().map_err(|_| StoreError::Unserializable)
}

fn parse_header(bytes: &[u8; HEADER]) -> Option<Header> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (_, rest) = rest.split_first_chunk::<4>()?;
    let (store, rest) = rest.split_first_chunk::<16>()?;
    let ([demo], rest) = rest.split_first_chunk::<1>()?;
    let (generation, rest) = rest.split_first_chunk::<8>()?;
    let (commit, rest) = rest.split_first_chunk::<8>()?;
    let (checksum, rest) = rest.split_first_chunk::<4>()?;
    let (state, _) = postcard::take_from_bytes::<State>(rest).ok()?;
    let header = Header {
        identity: Identity {
            store: *store,
            demo: *demo != 0,
        },
        generation: u64::from_le_bytes(*generation),
        mark: Mark {
            commit: u64::from_le_bytes(*commit),
            checksum: u32::from_le_bytes(*checksum),
        },
        state,
    };
    let highest = header
        .generation
        .max(header.mark.commit)
        .max(header.state.last_commit);
    (highest <= folder::HIGHEST && serialize_header(&header).ok()? == *bytes).then_some(header)
}

fn footer(offset: u64, blocks: u64, checksums: u32) -> [u8; FOOTER] {
    let rest = [
        END.to_le_bytes().as_slice(),
        &blocks.to_le_bytes(),
        &checksums.to_le_bytes(),
        &[0; 4],
    ]
    .concat();
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&offset.to_le_bytes());
    hasher.update(&rest);
    let mut footer = [0; FOOTER];
    let bytes = hasher.finalize().to_le_bytes().into_iter().chain(rest);
    for (to, from) in footer.iter_mut().zip(bytes) {
        *to = from;
    }
    footer
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER_OF_TEST: Header = Header {
        identity: Identity {
            store: [9; 16],
            demo: true,
        },
        generation: 4,
        mark: Mark {
            commit: 70,
            checksum: 5,
        },
        state: State {
            last_commit: 70,
            last_day: None,
            tally: 0,
            audited: 3,
            audit: [8; 32],
        },
    };

    fn row(number: u32) -> (Vec<u8>, Vec<u8>) {
        (
            format!("row {number:06}").into_bytes(),
            vec![3; usize::try_from(number % 90).unwrap()],
        )
    }

    fn write(path: &Path, rows: u32) {
        let mut writer =
            CheckpointWriter::create(path, &HEADER_OF_TEST, std::sync::Arc::new(File::sync_data)).unwrap();
        for (key, value) in (0..rows).map(row) {
            writer.push(&key, &value).unwrap();
        }
        writer.finish().unwrap();
    }

    fn open(path: &Path) -> Result<Checkpoint, StoreError> {
        Checkpoint::open(path, &HEADER_OF_TEST.identity, 4)
    }

    #[test]
    fn all_rows_are_read_again_and_each_is_found_in_its_block() {
        let folder = tempfile::tempdir().unwrap();
        for rows in [0, 1, 60_000] {
            let path = folder.path().join("checkpoint.4");
            write(&path, rows);
            let checkpoint = open(&path).unwrap();
            assert_eq!(*checkpoint.header(), HEADER_OF_TEST);
            let mut read = checkpoint.rows();
            for expected in (0..rows).map(row) {
                let (key, value) = read.next().unwrap().unwrap();
                assert_eq!((key, value.to_vec()), expected);
            }
            assert_eq!(read.next().unwrap(), None);
            let mut places = Vec::new();
            let verified = checkpoint
                .verify(|last, place| {
                    places.push((last.to_vec(), place));
                    Ok(())
                })
                .unwrap();
            assert_eq!(verified.blocks, u64::try_from(places.len()).unwrap());
            for (last, place) in places {
                assert!(checkpoint.find(place, &last).unwrap().is_some());
                assert_eq!(checkpoint.find(place, b"zzz").unwrap(), None);
                assert_eq!(checkpoint.rows_at(place).unwrap().last().unwrap().0, last);
            }
        }
    }

    #[test]
    fn whatever_byte_is_flipped_missing_or_added_it_does_not_verify() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("checkpoint.4");
        write(&path, 200);
        let whole = std::fs::read(&path).unwrap();
        let is_refused = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            open(&path)
                .and_then(|checkpoint| checkpoint.verify(|_, _| Ok(())))
                .is_err()
        };
        assert!(!is_refused(&whole));
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x20;
            assert!(is_refused(&flipped), "byte {at}");
        }
        for length in [0, HEADER, whole.len() / 2, whole.len() - FOOTER, whole.len() - 1] {
            assert!(is_refused(&whole[..length]), "{length} bytes");
        }
        assert!(is_refused(&[whole.as_slice(), &[0]].concat()));
    }
}
