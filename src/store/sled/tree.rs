//! The tree below: rows in blocks, in sled.
//!
//! A block lies under the last key that it may hold, and holds every row above the block before it up to that key;
//! the last block is for all keys above. So a row's block is the first one at or above its key, and a walk reads on
//! forwards. One thread settles rows; others read meanwhile, and a block that is divided under their eyes gives no
//! row twice, because a walk never goes back behind a key that it has passed.
//!
//! | key | holds |
//! |---|---|
//! | 10, then a row's key | the block that ends with that key |
//! | 11 | the last block |
//! | 12 | the store's own record, written after the rows that it speaks of |

use std::io;
use std::ops::Bound;

use crate::store::error::StoreError;

use super::block::{self, Block, Row};
use super::counting::Readings;
use super::layout::META;

const BLOCK: u8 = 0x10;
const LAST: [u8; 1] = [0x11];
const OWN: [u8; 1] = [0x12];

/// So many bytes of blocks are made durable together. sled takes a segment of its file (512 KiB) into use again as soon
/// as it was told that what replaced it was written, and is told so before the disk has to keep it. With what sled
/// writes around each block, this much stays within a segment, so that none is overwritten before its successor is
/// durable.
const STEP: usize = 128 << 10;

/// The order of a walk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// From the lowest key up.
    Ascending,
    /// From the highest key down.
    Descending,
}

/// A range of keys.
pub type Keys<'key> = (Bound<&'key [u8]>, Bound<&'key [u8]>);

/// Rows that are written, or removed (`None`), in the order of their keys.
pub type Changes = std::collections::BTreeMap<Vec<u8>, Option<sled::IVec>>;

/// Rows in blocks. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Tree {
    db: sled::Db,
    readings: Option<Readings>,
}

impl Tree {
    /// Rows in an open sled.
    pub const fn new(db: sled::Db) -> Self {
        Self { db, readings: None }
    }

    /// Has sled keep to the size of its cache: for as long as a store is open.
    pub fn counting(self) -> io::Result<Self> {
        let readings = Some(Readings::start(self.db.clone())?);
        Ok(Self { readings, ..self })
    }

    /// Removes everything.
    pub fn clear(&self) -> Result<(), StoreError> {
        for name in self.db.range(vec![BLOCK]..).keys() {
            self.db
                .remove(name.map_err(engine_error)?)
                .map_err(engine_error)?;
        }
        Ok(())
    }

    /// The value of a row.
    pub fn get(&self, key: &[u8]) -> Result<Option<sled::IVec>, StoreError> {
        if key == META {
            return self.db.get(OWN).map_err(engine_error);
        }
        match self.block_of(key)? {
            Some((name, bytes)) => block::find(&name, &bytes, key),
            None => Ok(None),
        }
    }

    /// The rows of a range, but for the store's own record.
    pub fn walk(&self, (low, high): Keys<'_>, order: Order) -> Walk {
        let from = match low {
            Bound::Included(key) | Bound::Excluded(key) => name_of(key),
            Bound::Unbounded => vec![BLOCK],
        };
        Walk {
            tree: self.clone(),
            order,
            from,
            last: None,
            low: low.map(<[u8]>::to_vec),
            high: high.map(<[u8]>::to_vec),
            rows: Vec::new().into_iter(),
        }
    }

    /// Writes rows and makes them durable, the store's own record last: what it says is there. A crash in between
    /// leaves some of the rows written; settling all of them again makes them whole.
    pub fn settle(&self, rows: &Changes, sync: impl Fn() -> io::Result<()>) -> Result<(), StoreError> {
        let durable = || -> Result<(), StoreError> {
            self.db.flush().map_err(engine_error)?;
            sync().map_err(|error| StoreError::Stopped(error.to_string()))
        };
        let own = rows.get(META.as_slice()).cloned().flatten();
        let mut written = 0;
        let mut rows = rows.iter().filter(|(key, _)| **key != META).peekable();
        while let Some((key, _)) = rows.peek() {
            let (name, before) = self
                .block_of(key)?
                .unwrap_or_else(|| (LAST.as_slice().into(), sled::IVec::default()));
            let mut changes = Vec::new();
            while let Some(change) = rows.next_if(|(key, _)| name_of(key).as_slice() <= &*name) {
                changes.push(change);
            }
            written += self.rewrite(&name, before, &changes)?;
            if written >= STEP {
                durable()?;
                written = 0;
            }
        }
        durable()?;
        if let Some(own) = own {
            self.db.insert(OWN, own).map_err(engine_error)?;
            durable()?;
        }
        Ok(())
    }

    /// Applies changes to one block; it may come out as none or as several. The answer is how many bytes were written.
    fn rewrite(
        &self,
        name: &[u8],
        before: sled::IVec,
        changes: &[(&Vec<u8>, &Option<sled::IVec>)],
    ) -> Result<usize, StoreError> {
        let before = if before.is_empty() {
            Block::default()
        } else {
            Block::unpack(name, before)?
        };
        let rows = merge(&before, changes);
        let mut blocks = block::divide(&rows);
        let Some(last) = blocks.pop() else {
            self.db.remove(name).map_err(engine_error)?;
            return Ok(name.len());
        };
        let bytes = block::pack(name, last);
        let mut written = bytes.len();
        if blocks.is_empty() {
            self.db.insert(name, bytes).map_err(engine_error)?;
            return Ok(written);
        }
        let mut batch = sled::Batch::default();
        batch.insert(name, bytes);
        for block in blocks {
            let name = name_of(block.last().map_or(&[], |row| row.key));
            let bytes = block::pack(&name, block);
            written += bytes.len();
            batch.insert(name, bytes);
        }
        self.db.apply_batch(batch).map_err(engine_error)?;
        Ok(written)
    }

    fn block_of(&self, key: &[u8]) -> Result<Option<(sled::IVec, sled::IVec)>, StoreError> {
        let found = self.db.range(name_of(key)..=LAST.to_vec()).next();
        let found = found.transpose().map_err(engine_error)?;
        if let Some((name, _)) = &found {
            self.note(name);
        }
        Ok(found)
    }

    fn note(&self, name: &sled::IVec) {
        if let Some(readings) = &self.readings {
            readings.note(name);
        }
    }
}

/// Rows one after the other.
///
/// Each block is looked for anew. An iterator of sled goes on in a page as it was when it came there: the first part of
/// a block that is divided meanwhile may go into that page, the others into the next one, and its rows would be missed.
pub struct Walk {
    tree: Tree,
    order: Order,
    /// The least name that a block of the range can have.
    from: Vec<u8>,
    /// The block that was read last.
    last: Option<sled::IVec>,
    low: Bound<Vec<u8>>,
    high: Bound<Vec<u8>>,
    rows: std::vec::IntoIter<(Vec<u8>, sled::IVec)>,
}

impl Walk {
    /// The block that comes next. One call of sled: a division happens before it or after it.
    fn next_block(&self) -> Option<sled::Result<(sled::IVec, sled::IVec)>> {
        let from = Bound::Included(self.from.as_slice());
        let end = Bound::Included(LAST.as_slice());
        match (self.order, &self.last) {
            (Order::Ascending, None) => self.blocks(from, end).next(),
            (Order::Ascending, Some(last)) => self.blocks(Bound::Excluded(last), end).next(),
            // The highest row lies in the block at or above it; no block is above when the last one was emptied.
            (Order::Descending, None) => {
                let above = match &self.high {
                    Bound::Included(key) | Bound::Excluded(key) => {
                        self.blocks(Bound::Included(&name_of(key)), end).next()
                    }
                    Bound::Unbounded => None,
                };
                above.or_else(|| self.blocks(from, end).next_back())
            }
            (Order::Descending, Some(last)) => self.blocks(from, Bound::Excluded(last)).next_back(),
        }
    }

    fn blocks(&self, low: Bound<&[u8]>, high: Bound<&[u8]>) -> sled::Iter {
        self.tree.db.range::<&[u8], _>((low, high))
    }
}

impl Iterator for Walk {
    type Item = Result<(Vec<u8>, sled::IVec), StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.rows.next() {
                return Some(Ok(row));
            }
            let block = self.next_block()?;
            if let Ok((name, _)) = &block {
                self.tree.note(name);
                self.last = Some(name.clone());
            }
            let unpacked = block
                .map_err(engine_error)
                .and_then(|(name, bytes)| Block::unpack(&name, bytes));
            let block = match unpacked {
                Ok(block) => block,
                Err(error) => return Some(Err(error)),
            };
            let past_the_end = block
                .rows()
                .next()
                .is_some_and(|(first, _)| above(first, &self.high));
            if self.order == Order::Ascending && past_the_end {
                return None;
            }
            let inside = |(key, _): &(&[u8], &[u8])| !below(key, &self.low) && !above(key, &self.high);
            let rows = block.rows().filter(inside);
            let mut rows: Vec<_> = rows.map(|(key, value)| (key.to_vec(), value.into())).collect();
            if self.order == Order::Descending {
                rows.reverse();
            }
            // From here on only what lies beyond them, however blocks are divided meanwhile.
            if let Some((passed, _)) = rows.last() {
                match self.order {
                    Order::Ascending => self.low = Bound::Excluded(passed.clone()),
                    Order::Descending => self.high = Bound::Excluded(passed.clone()),
                }
            }
            self.rows = rows.into_iter();
        }
    }
}

/// The rows of a block after some changes.
fn merge<'row>(before: &'row Block, changes: &[(&'row Vec<u8>, &'row Option<sled::IVec>)]) -> Vec<Row<'row>> {
    let mut rows = Vec::with_capacity(changes.len());
    let mut kept = before.rows().peekable();
    for (key, value) in changes {
        while let Some((key, value)) = kept.next_if(|(before, _)| *before < key.as_slice()) {
            rows.push(Row {
                key,
                value,
                new: false,
            });
        }
        let replaced = kept.next_if(|(before, _)| before == key).is_some();
        if let Some(value) = value {
            rows.push(Row {
                key,
                value,
                new: !replaced,
            });
        }
    }
    rows.extend(kept.map(|(key, value)| Row {
        key,
        value,
        new: false,
    }));
    rows
}

fn below(key: &[u8], low: &Bound<Vec<u8>>) -> bool {
    match low {
        Bound::Included(low) => key < low.as_slice(),
        Bound::Excluded(low) => key <= low.as_slice(),
        Bound::Unbounded => false,
    }
}

fn above(key: &[u8], high: &Bound<Vec<u8>>) -> bool {
    match high {
        Bound::Included(high) => key > high.as_slice(),
        Bound::Excluded(high) => key >= high.as_slice(),
        Bound::Unbounded => false,
    }
}

/// The name of a block that ends with this key.
fn name_of(key: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(key.len() + 1);
    name.push(BLOCK);
    name.extend_from_slice(key);
    name
}

/// What an error of the engine below means. One of input or output ends the engine.
pub fn engine_error(error: sled::Error) -> StoreError {
    match error {
        sled::Error::Io(error) => StoreError::Stopped(error.to_string()),
        other => StoreError::Damaged(other.to_string()),
    }
}
