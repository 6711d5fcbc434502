//! The index of a checkpoint: where in it the block with a key lies. A sled tree from each block's last key to its
//! place, loaded in key order once and never written again.
//!
//! It is derived and disposable: what sled makes of a damaged file of its own decides nothing. Whoever opens an index
//! walks it and compares it with what the checkpoint says; one that differs in anything is made anew.
//!
//! Where no file can be written, on a full disk or in a folder that may only be read, its entries are held in memory:
//! a hundredth of the checkpoint.

use std::fs::DirBuilder;
use std::ops::Bound;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use crate::store::error::StoreError;

use super::checkpoint::{Checkpoint, Place, Summing, Verified};
use super::folder;
use super::panic_guard;
use super::rows::Value;

/// What the names of the folders begin with; the number of the checkpoint comes behind.
pub const NAME: &str = "index.";

/// So long sled may take to open or to let go of its files. What takes longer has hung.
const PATIENCE: Duration = Duration::from_secs(20);

/// Entries that are loaded with one call of sled.
const BATCH: usize = 256;

/// Where the index of a checkpoint lies.
pub fn path(folder: &Path, generation: u64) -> PathBuf {
    folder.join(format!("{NAME}{generation}"))
}

/// An index that agrees with its checkpoint.
#[derive(Debug)]
pub struct Index {
    /// `None` only while it is dropped.
    entries: Option<IndexData>,
    /// The folder goes with it.
    remove: std::sync::Mutex<Option<PathBuf>>,
}

#[derive(Debug)]
enum IndexData {
    Sled(sled::Db),
    /// In the order of their keys.
    Memory(Arc<[(Value, Place)]>),
}

impl Index {
    /// Opens an index that should be there. `None`: it is not, or is not the one of this checkpoint.
    pub fn open(path: &Path, verified: &Verified, cache_bytes: u64) -> Option<Self> {
        // The library would wait at a pipe. Whatever holds more than files and folders was not made here.
        if !path.is_dir() || !holds_files_alone(path) {
            return None;
        }
        let index = Self::of(IndexData::Sled(sled_at(path.to_owned(), cache_bytes).ok()?));
        index.is_of(verified).then_some(index)
    }

    /// Whether it says what a checkpoint says.
    pub fn is_of(&self, verified: &Verified) -> bool {
        panic_guard::catch(|| self.sum()).is_ok_and(|sum| sum.as_ref() == Some(verified))
    }

    /// Makes the index of a checkpoint in a folder that is not there, verifying all of the checkpoint on the way. The
    /// keys in it hold names, so the folder is closed to others.
    pub fn build(
        path: &Path,
        checkpoint: &Checkpoint,
        cache_bytes: u64,
    ) -> Result<(Self, Verified), StoreError> {
        let made = DirBuilder::new().mode(0o700).create(path);
        made.map_err(|error| folder::io_error(path, &error))?;
        let db = sled_at(path.to_owned(), cache_bytes)?;
        let index = Self::of(IndexData::Sled(db.clone()));
        let built = panic_guard::catch(|| {
            let (mut batch, mut waiting) = (sled::Batch::default(), 0);
            let verified = checkpoint.verify(|last, place| {
                batch.insert(last, serialize(place).as_slice());
                waiting += 1;
                if waiting == BATCH {
                    waiting = 0;
                    db.apply_batch(std::mem::take(&mut batch))
                        .map_err(|error| failed(&error))?;
                }
                Ok(())
            })?;
            db.apply_batch(batch).map_err(|error| failed(&error))?;
            // Not for a power failure, after which it may as well be made anew: so that its files are complete.
            db.flush().map_err(|error| failed(&error))?;
            Ok(verified)
        });
        let verified = built.unwrap_or_else(|panic| Err(StoreError::Io(panic)))?;
        Ok((index, verified))
    }

    /// The same in memory.
    pub fn in_memory(checkpoint: &Checkpoint) -> Result<(Self, Verified), StoreError> {
        let mut entries = Vec::new();
        let verified = checkpoint.verify(|last, place| {
            entries.push((Value::from(last), place));
            Ok(())
        })?;
        Ok((Self::of(IndexData::Memory(entries.into())), verified))
    }

    /// Its folder goes when it is no longer used.
    pub fn remove_when_dropped(&self, path: PathBuf) {
        *self
            .remove
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = Some(path);
    }

    /// The block that a key lies in, if it lies in any.
    pub fn block_of(&self, key: &[u8]) -> Result<Option<Place>, StoreError> {
        self.upwards(Bound::Included(key))?.next().transpose()
    }

    /// The blocks from the one that a key lies in on, upwards.
    pub fn upwards(&self, low: Bound<&[u8]>) -> Result<Entries, StoreError> {
        let from = match low {
            Bound::Included(key) | Bound::Excluded(key) => key,
            Bound::Unbounded => &[],
        };
        Ok(match self.held()? {
            IndexData::Sled(db) => Entries::Sled(Box::new(db.range::<&[u8], _>(from..))),
            IndexData::Memory(entries) => {
                Entries::Memory(entries.clone(), first_from(entries, from)..entries.len())
            }
        })
    }

    /// The blocks from the one that a key lies in on, downwards.
    pub fn downwards(&self, high: Bound<&[u8]>) -> Result<Entries, StoreError> {
        // The block of the highest key ends with it or above it.
        let above = match high {
            Bound::Included(key) | Bound::Excluded(key) => Some(key),
            Bound::Unbounded => None,
        };
        Ok(match self.held()? {
            IndexData::Sled(db) => match above.and_then(|key| db.range::<&[u8], _>(key..).next()) {
                Some(entry) => {
                    let (last, _) = entry.map_err(|error| failed(&error))?;
                    Entries::Sled(Box::new(db.range(..=last)))
                }
                None => Entries::Sled(Box::new(db.range::<&[u8], _>(..))),
            },
            IndexData::Memory(entries) => {
                let above = above.map_or(entries.len(), |key| first_from(entries, key));
                Entries::Memory(entries.clone(), 0..entries.len().min(above.saturating_add(1)))
            }
        })
    }

    fn of(entries: IndexData) -> Self {
        Self {
            entries: Some(entries),
            remove: std::sync::Mutex::default(),
        }
    }

    fn held(&self) -> Result<&IndexData, StoreError> {
        self.entries
            .as_ref()
            .ok_or_else(|| StoreError::Stopped("closed".to_owned()))
    }

    /// What it says, to be compared with what the checkpoint says.
    fn sum(&self) -> Option<Verified> {
        let mut summing = Summing::default();
        match self.held().ok()? {
            IndexData::Sled(db) => {
                for entry in db.iter() {
                    let (last, place) = entry_of(entry).ok()?;
                    summing.add(&last, place);
                }
            }
            IndexData::Memory(entries) => {
                for (last, place) in entries.iter() {
                    summing.add(last, *place);
                }
            }
        }
        Some(summing.end())
    }
}

impl Drop for Index {
    fn drop(&mut self) {
        let Some(IndexData::Sled(db)) = self.entries.take() else {
            return;
        };
        let remove = self
            .remove
            .get_mut()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .take();
        // sled waits for its own threads; after a failed sync it was seen to wait for ever.
        let (done, ended) = mpsc::channel();
        let dropping = std::thread::Builder::new()
            .name("store-index".to_owned())
            .spawn(move || {
                let _ = panic_guard::catch(|| drop(db));
                if let Some(path) = remove {
                    let _ = std::fs::remove_dir_all(path);
                }
                drop(done);
            });
        if dropping.is_ok() {
            let _: Result<(), _> = ended.recv_timeout(PATIENCE);
        }
    }
}

/// Blocks one after the other.
pub enum Entries {
    /// As sled walks.
    Sled(Box<sled::Iter>),
    /// Those that are left.
    Memory(Arc<[(Value, Place)]>, std::ops::Range<usize>),
}

impl Entries {
    /// The next one upwards.
    pub fn next(&mut self) -> Option<Result<Place, StoreError>> {
        match self {
            Self::Sled(entries) => entries
                .next()
                .map(|entry| entry_of(entry).map(|(_, place)| place)),
            Self::Memory(entries, left) => left.next().and_then(|at| place_at(entries, at)),
        }
    }

    /// The next one downwards.
    pub fn next_back(&mut self) -> Option<Result<Place, StoreError>> {
        match self {
            Self::Sled(entries) => entries
                .next_back()
                .map(|entry| entry_of(entry).map(|(_, place)| place)),
            Self::Memory(entries, left) => left.next_back().and_then(|at| place_at(entries, at)),
        }
    }
}

fn place_at(entries: &[(Value, Place)], at: usize) -> Option<Result<Place, StoreError>> {
    entries.get(at).map(|(_, place)| Ok(*place))
}

/// Where the entries begin that a key lies in or before.
fn first_from(entries: &[(Value, Place)], key: &[u8]) -> usize {
    entries.partition_point(|(last, _)| last.as_ref() < key)
}

/// Whether a folder holds nothing but files and folders, all the way down.
fn holds_files_alone(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.all(|entry| {
            entry.is_ok_and(|entry| match entry.file_type() {
                Ok(kind) if kind.is_dir() => holds_files_alone(&entry.path()),
                kind => kind.is_ok_and(|kind| kind.is_file()),
            })
        })
    })
}

/// Opens sled on a thread of its own, because it may hang or panic.
fn sled_at(path: PathBuf, cache_bytes: u64) -> Result<sled::Db, StoreError> {
    let (sender, opened) = mpsc::channel();
    let open = move || {
        let config = sled::Config::new()
            .path(path)
            .cache_capacity(cache_bytes)
            // Nothing is written that would have to be flushed later.
            .flush_every_ms(None)
            .use_compression(false);
        let _ = sender.send(panic_guard::catch(|| config.open()));
    };
    std::thread::Builder::new()
        .name("store-index".to_owned())
        .spawn(open)
        .map_err(|error| StoreError::Io(error.to_string()))?;
    match opened.recv_timeout(PATIENCE) {
        Ok(Ok(Ok(db))) => Ok(db),
        Ok(Ok(Err(error))) => Err(failed(&error)),
        Ok(Err(panic)) => Err(StoreError::Io(panic)),
        Err(_) => Err(StoreError::Io("the index did not open in time".to_owned())),
    }
}

fn serialize(place: Place) -> [u8; 12] {
    let mut bytes = [0; 12];
    let parts = place
        .offset
        .to_be_bytes()
        .into_iter()
        .chain(place.length.to_be_bytes());
    for (to, from) in bytes.iter_mut().zip(parts) {
        *to = from;
    }
    bytes
}

fn entry_of(entry: sled::Result<(Value, Value)>) -> Result<(Value, Place), StoreError> {
    let (last, bytes) = entry.map_err(|error| failed(&error))?;
    let place = bytes.split_first_chunk::<8>().and_then(|(offset, length)| {
        Some(Place {
            offset: u64::from_be_bytes(*offset),
            length: u32::from_be_bytes(length.try_into().ok()?),
        })
    });
    let place = place.ok_or_else(|| StoreError::Stopped("the index does not make sense".to_owned()))?;
    Ok((last, place))
}

/// A failed read of the index ends the engine: the next opening makes it anew.
fn failed(error: &sled::Error) -> StoreError {
    StoreError::Stopped(format!("the index: {error}"))
}
