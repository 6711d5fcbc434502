//! The commit log: what was committed and may not be in the tree yet, durable before it is acknowledged.
//!
//! A group of batches is one frame: its length, a checksum, the numbers of its first and last commit, and the rows
//! that it writes or removes. Writing one is one write and one sync, in space that was written before, so that only
//! content has to reach the disk.
//!
//! Two files take turns, as the two layers of [`super::content`] do: the rows of one file are settled in the tree
//! while the other one grows. When they are, the file is written again from its start. What is left over behind its
//! new end tells of older commits, and is known by their numbers.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

use crate::store::error::StoreError;

use super::content::Layer;
use super::folder;
use super::writer::LogSync;

/// Names of the two files.
pub const FILES: [&str; 2] = ["commits.0", "commits.1"];

/// A file grows by this much. Growing costs a sync of the file's length, which others are spared.
const CHUNK: u64 = 256 << 10;

/// Memory that is kept for the next frame.
const USUAL: usize = 1 << 20;

const HEADER: usize = 24;
/// Length of a value that is none: the row is removed.
const REMOVED: u32 = u32::MAX;

/// The open files.
pub struct CommitLog {
    /// The one that grows.
    current: LogFile,
    /// The one whose rows are settled, or are about to be.
    other: LogFile,
    store: [u8; 16],
    sync: LogSync,
    frame: Vec<u8>,
}

struct LogFile {
    file: File,
    /// Where the next frame goes.
    end: u64,
    /// Bytes that the file has.
    length: u64,
}

/// What was found in a log.
#[derive(Default)]
pub struct Found {
    /// Of the older file: it was being settled.
    pub settling: Option<Layer>,
    /// Of the newer file.
    pub fresh: Layer,
}

/// One group as it was found.
struct Frame {
    first: u64,
    last: u64,
    rows: Vec<(Vec<u8>, Option<sled::IVec>)>,
    end: u64,
}

impl CommitLog {
    /// Opens the files in the store's folder, or makes them, and reads what the tree, which ends with commit
    /// `settled`, does not have. What is in the files must be durable: people will be told of it.
    pub fn open(
        path: &Path,
        store: [u8; 16],
        settled: u64,
        sync: LogSync,
    ) -> Result<(Self, Found), StoreError> {
        let io = |error: io::Error| folder::io_error(path, &error);
        let take = |name: &str| -> io::Result<(LogFile, Vec<Frame>)> {
            let file = open(&path.join(name))?;
            let bytes = read(&file)?;
            let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            let frames = parse(&bytes, &store, settled);
            Ok((LogFile { file, end: 0, length }, frames))
        };
        let [zero, one] = FILES;
        let (zero, one) = (take(zero).map_err(io)?, take(one).map_err(io)?);
        // Whoever made them may have crashed before their names were durable.
        folder::sync(path).map_err(io)?;
        // The file that begins with the later commit is the one that grows. Nothing comes before something.
        let first = |(_, frames): &(LogFile, Vec<Frame>)| frames.first().map(|frame| frame.first);
        let (older, newer) = if first(&zero) > first(&one) {
            (one, zero)
        } else {
            (zero, one)
        };
        let mut log = Self {
            current: newer.0,
            other: older.0,
            store,
            sync,
            frame: Vec::new(),
        };
        let found = log.take_over(settled, older.1, newer.1)?;
        Ok((log, found))
    }

    /// Goes on where the frames that were found end.
    fn take_over(&mut self, settled: u64, older: Vec<Frame>, newer: Vec<Frame>) -> Result<Found, StoreError> {
        let mut last = settled;
        let mut take = |file: &mut LogFile, frames: Vec<Frame>| {
            let Some(end) = frames.last().map(|frame| frame.end) else {
                return Ok(None);
            };
            file.end = end;
            let mut layer = Layer::default();
            for frame in frames {
                if frame.first != last + 1 {
                    return Err(StoreError::Damaged(format!(
                        "commits {} to {} are missing",
                        last + 1,
                        frame.first.saturating_sub(1)
                    )));
                }
                last = frame.last;
                layer.add(frame.rows);
            }
            Ok(Some(layer))
        };
        Ok(Found {
            settling: take(&mut self.other, older)?,
            fresh: take(&mut self.current, newer)?.unwrap_or_default(),
        })
    }

    /// Writes a group behind the others; it is durable on return.
    pub fn append<'row>(
        &mut self,
        (first, last): (u64, u64),
        rows: impl IntoIterator<Item = (&'row Vec<u8>, &'row Option<sled::IVec>)>,
    ) -> io::Result<()> {
        let too_long = |_| io::Error::from(io::ErrorKind::FileTooLarge);
        self.frame.clear();
        self.frame.resize(HEADER, 0);
        for (key, value) in rows {
            let length = match value {
                Some(value) => u32::try_from(value.len()).map_err(too_long)?,
                None => REMOVED,
            };
            let key_length = u32::try_from(key.len()).map_err(too_long)?;
            self.frame.extend_from_slice(&key_length.to_le_bytes());
            self.frame.extend_from_slice(&length.to_le_bytes());
            self.frame.extend_from_slice(key);
            self.frame.extend_from_slice(value.as_deref().unwrap_or_default());
        }
        let rows = u32::try_from(self.frame.len() - HEADER).map_err(too_long)?;
        let header = header(
            &self.store,
            (first, last),
            rows,
            self.frame.get(HEADER..).unwrap_or_default(),
        );
        if let Some(head) = self.frame.first_chunk_mut() {
            *head = header;
        }
        let file = &mut self.current;
        let end = file.end + u64::from(rows) + HEADER as u64;
        if end > file.length {
            file.length = end.next_multiple_of(CHUNK);
            let padded = usize::try_from(file.length - file.end).map_err(too_long)?;
            self.frame.resize(padded, 0);
        }
        file.file.write_all_at(&self.frame, file.end)?;
        (self.sync)(&file.file)?;
        file.end = end;
        self.frame.shrink_to(USUAL);
        Ok(())
    }

    /// Goes over to the other file. Only when its rows are settled.
    pub fn turn(&mut self) {
        std::mem::swap(&mut self.current, &mut self.other);
        self.current.end = 0;
    }

    /// Empties both files: everything is settled. They need not be synced: an empty log and one that tells what the
    /// tree has say the same.
    pub fn clear(&mut self) -> io::Result<()> {
        for file in [&mut self.current, &mut self.other] {
            file.file.set_len(0)?;
            (file.end, file.length) = (0, 0);
        }
        Ok(())
    }
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
}

fn read(file: &File) -> io::Result<Vec<u8>> {
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let mut bytes = vec![0; length];
    file.read_exact_at(&mut bytes, 0)?;
    Ok(bytes)
}

/// The frames from the start on that tell of commits after `settled`, in the order of their commits. Where one does
/// not verify, or tells of a commit that comes before the last one, the log ends.
fn parse(bytes: &[u8], store: &[u8; 16], settled: u64) -> Vec<Frame> {
    let mut frames = Vec::new();
    let mut at = 0;
    let mut before = 0;
    while let Some(frame) = bytes.get(at..).and_then(|rest| parse_one(rest, store)) {
        if frame.first <= before {
            break;
        }
        before = frame.last;
        let length = usize::try_from(frame.end).unwrap_or(usize::MAX);
        at = at.saturating_add(length);
        if frame.last > settled {
            frames.push(Frame {
                end: u64::try_from(at).unwrap_or(u64::MAX),
                ..frame
            });
        }
    }
    frames
}

fn parse_one(bytes: &[u8], store: &[u8; 16]) -> Option<Frame> {
    let (stored, rest) = bytes.split_first_chunk::<HEADER>()?;
    let (length, numbers) = stored.split_first_chunk::<4>()?;
    let (_, numbers) = numbers.split_first_chunk::<4>()?;
    let (first, last) = numbers.split_first_chunk::<8>()?;
    let last = last.first_chunk::<8>()?;
    let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
    let length = u32::from_le_bytes(*length);
    let content = rest.get(..usize::try_from(length).ok()?)?;
    if header(store, (first, last), length, content) != *stored || first == 0 || last < first {
        return None;
    }
    Some(Frame {
        first,
        last,
        rows: parse_rows(content)?,
        end: u64::from(length) + HEADER as u64,
    })
}

fn parse_rows(mut bytes: &[u8]) -> Option<Vec<(Vec<u8>, Option<sled::IVec>)>> {
    let mut rows = Vec::new();
    while !bytes.is_empty() {
        let (key_length, rest) = bytes.split_first_chunk::<4>()?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let (key, rest) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*key_length)).ok()?)?;
        let (value, rest) = match u32::from_le_bytes(*length) {
            REMOVED => (None, rest),
            length => {
                let (value, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
                (Some(value.into()), rest)
            }
        };
        rows.push((key.to_vec(), value));
        bytes = rest;
    }
    Some(rows)
}

/// Length, checksum, first and last commit. The checksum covers the store's identity, so that a file of another
/// store is not taken for this one's.
fn header(store: &[u8; 16], (first, last): (u64, u64), length: u32, content: &[u8]) -> [u8; HEADER] {
    let mut numbers = [0; 16];
    let (low, high) = numbers.split_at_mut(8);
    low.copy_from_slice(&first.to_le_bytes());
    high.copy_from_slice(&last.to_le_bytes());
    let mut hasher = crc32fast::Hasher::new();
    for part in [store.as_slice(), &length.to_le_bytes(), &numbers, content] {
        hasher.update(part);
    }
    let mut header = [0; HEADER];
    let parts = [
        length.to_le_bytes().as_slice(),
        &hasher.finalize().to_le_bytes(),
        &numbers,
    ]
    .concat();
    header.copy_from_slice(&parts);
    header
}
