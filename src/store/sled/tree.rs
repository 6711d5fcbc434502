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
use super::layout::META;

const BLOCK: u8 = 0x10;
const LAST: [u8; 1] = [0x11];
const OWN: [u8; 1] = [0x12];

/// What writing one block can make sled write: the block, its page of up to 17 blocks when that is due for rewriting,
/// and another page that is moved to free a segment.
const AT_WORST: usize = 2 * (17 + 1) * block::LIMIT;

/// How often a page is read again that was read for one row.
const AGAIN: usize = 15;

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
    /// So many blocks at most are written between two syncs.
    at_once: usize,
}

impl Tree {
    /// Rows in an open sled whose file has segments of so many bytes.
    pub const fn new(db: sled::Db, segment: usize) -> Self {
        let at_once = segment / AT_WORST;
        Self {
            db,
            at_once: if at_once == 0 { 1 } else { at_once },
        }
    }

    /// Removes everything.
    pub fn clear(&self, sync: impl Fn() -> io::Result<()>) -> Result<(), StoreError> {
        let mut steps = self.steps(sync);
        for name in self.db.range(vec![BLOCK]..).keys() {
            steps.before(1)?;
            self.db
                .remove(name.map_err(engine_error)?)
                .map_err(engine_error)?;
        }
        steps.end()
    }

    /// For who writes much.
    pub fn steps<S: Fn() -> io::Result<()>>(&self, sync: S) -> Steps<'_, S> {
        Steps {
            tree: self,
            sync,
            written: 0,
        }
    }

    /// The value of a row.
    pub fn get(&self, key: &[u8]) -> Result<Option<sled::IVec>, StoreError> {
        self.find(key, |_| Ok(()))
    }

    /// The value of a row, from a page that sled counts at once.
    pub fn get_counted(&self, key: &[u8]) -> Result<Option<sled::IVec>, StoreError> {
        self.find(key, |name| self.count(name))
    }

    fn find(
        &self,
        key: &[u8],
        met: impl FnOnce(&sled::IVec) -> Result<(), StoreError>,
    ) -> Result<Option<sled::IVec>, StoreError> {
        if key == META {
            return self.db.get(OWN).map_err(engine_error);
        }
        match self.block_of(key)? {
            Some((name, bytes)) => {
                met(&name)?;
                block::find(&name, &bytes, key)
            }
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
        let mut steps = self.steps(sync);
        let own = rows.get(META.as_slice()).cloned().flatten();
        // A block of which many come is divided in several goes, so that no batch of sled is longer than a step.
        let most = self.at_once.div_ceil(4) * block::LIMIT;
        let mut rows = rows.iter().filter(|(key, _)| **key != META).peekable();
        while let Some((key, _)) = rows.peek() {
            let (name, before) = self
                .block_of(key)?
                .unwrap_or_else(|| (LAST.as_slice().into(), sled::IVec::default()));
            let (mut changes, mut bytes) = (Vec::new(), 0);
            while let Some(change) =
                rows.next_if(|(key, _)| bytes < most && name_of(key).as_slice() <= &*name)
            {
                bytes += change.0.len() + change.1.as_ref().map_or(0, |value| value.len());
                changes.push(change);
            }
            self.rewrite(&name, before, &changes, &mut steps)?;
        }
        steps.end()?;
        if let Some(own) = own {
            self.db.insert(OWN, own).map_err(engine_error)?;
            steps.end()?;
        }
        Ok(())
    }

    /// Applies changes to one block; it may come out as none or as several.
    fn rewrite(
        &self,
        name: &[u8],
        before: sled::IVec,
        changes: &[(&Vec<u8>, &Option<sled::IVec>)],
        steps: &mut Steps<'_, impl Fn() -> io::Result<()>>,
    ) -> Result<(), StoreError> {
        let before = if before.is_empty() {
            Block::default()
        } else {
            Block::unpack(name, before)?
        };
        let rows = merge(&before, changes);
        let mut blocks = block::divide(&rows);
        steps.before(blocks.len().max(1))?;
        let Some(last) = blocks.pop() else {
            self.db.remove(name).map_err(engine_error)?;
            return Ok(());
        };
        let bytes = block::pack(name, last);
        if blocks.is_empty() {
            self.db.insert(name, bytes).map_err(engine_error)?;
            return Ok(());
        }
        let mut batch = sled::Batch::default();
        batch.insert(name, bytes);
        for block in blocks {
            let name = name_of(block.last().map_or(&[], |row| row.key));
            let bytes = block::pack(&name, block);
            batch.insert(name, bytes);
        }
        self.db.apply_batch(batch).map_err(engine_error)
    }

    fn block_of(&self, key: &[u8]) -> Result<Option<(sled::IVec, sled::IVec)>, StoreError> {
        let found = self.db.range(name_of(key)..=LAST.to_vec()).next();
        found.transpose().map_err(engine_error)
    }

    /// Has sled count a page that was read, so that it keeps to the size of its cache.
    ///
    /// It looks at what was read in each of 256 groups of pages after 64 readings there; until then all of it stays in
    /// memory, whatever the cache may hold: 100 MiB of a large store that is read here and there. A page that is read
    /// again for each of its readings takes more of those places, so that fewer pages wait in them. Walks need not do
    /// that: they meet each page once for each of its blocks.
    fn count(&self, name: &sled::IVec) -> Result<(), StoreError> {
        for _ in 0..AGAIN {
            self.db.contains_key(name).map_err(engine_error)?;
        }
        Ok(())
    }
}

/// Makes durable what was written to a tree, often enough.
///
/// sled tells the disk to write, and takes what it wrote for durable: at an opening it reads what the header of its
/// newest segment calls stable without a doubt, but for the segment in which that ends. A power failure that keeps such
/// a header and loses what lies more than a segment before it makes sled forget rows that were durable long before: it
/// goes on behind the gap, or blanks all segments behind it. Likewise it takes a segment into use again as soon as what
/// replaced it was written. So less than a segment is written between two syncs.
pub struct Steps<'tree, S> {
    tree: &'tree Tree,
    sync: S,
    written: usize,
}

impl<S: Fn() -> io::Result<()>> Steps<'_, S> {
    /// So many blocks are about to be written or removed.
    pub fn before(&mut self, blocks: usize) -> Result<(), StoreError> {
        if self.written > 0 && self.written + blocks > self.tree.at_once {
            self.end()?;
        }
        self.written += blocks;
        Ok(())
    }

    /// Makes everything durable.
    pub fn end(&mut self) -> Result<(), StoreError> {
        self.tree.db.flush().map_err(engine_error)?;
        self.written = 0;
        (self.sync)().map_err(|error| StoreError::Stopped(error.to_string()))
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    const SEGMENT: usize = 512 << 10;

    /// Settles so many rows and answers how often that was synced.
    fn syncs(rows: u32) -> usize {
        let folder = tempfile::tempdir().unwrap();
        let tree = Tree::new(sled::open(folder.path()).unwrap(), SEGMENT);
        let row = |number: u32| (number.to_be_bytes().to_vec(), Some(vec![1; 500].into()));
        let rows: Changes = (0..rows).map(row).collect();
        let synced = Cell::new(0);
        let sync = || {
            synced.set(synced.get() + 1);
            Ok(())
        };
        tree.settle(&rows, sync).unwrap();
        let everything = (Bound::Unbounded, Bound::Unbounded);
        assert_eq!(tree.walk(everything, Order::Ascending).count(), rows.len());
        synced.get()
    }

    #[test]
    fn rows_that_all_come_into_one_block_are_synced_often_too() {
        // Three rows of this length fill a block.
        let blocks = 3_000 / 3;
        assert!(syncs(3_000) >= blocks * AT_WORST / SEGMENT);
        assert_eq!(syncs(3), 1);
    }
}
