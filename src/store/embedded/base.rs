//! What the newest checkpoint holds, found through its index. Never changes.

use crate::store::error::StoreError;

use super::checkpoint::{Checkpoint, Place};
use super::index::{Entries, Index};
use super::rows::{Keys, Order, Row, Value, is_above, is_below, is_empty};

/// A checkpoint with its index; a store that never had one begins empty.
#[derive(Debug, Default)]
pub struct Base {
    files: Option<(Checkpoint, Index)>,
}

impl Base {
    /// A checkpoint and the index that agrees with it.
    pub const fn new(checkpoint: Checkpoint, index: Index) -> Self {
        Self {
            files: Some((checkpoint, index)),
        }
    }

    /// Which checkpoint it is; 0 is the empty one that every store begins with.
    pub fn generation(&self) -> u64 {
        self.header().map_or(0, |header| header.generation)
    }

    /// The checkpoint, if it is not the empty one.
    pub fn checkpoint(&self) -> Option<&Checkpoint> {
        self.files.as_ref().map(|(checkpoint, _)| checkpoint)
    }

    /// The index, if there is one.
    pub fn index(&self) -> Option<&Index> {
        self.files.as_ref().map(|(_, index)| index)
    }

    /// The value of a row.
    pub fn get(&self, key: &[u8]) -> Result<Option<Value>, StoreError> {
        let Some((checkpoint, index)) = &self.files else {
            return Ok(None);
        };
        match index.block_of(key)? {
            Some(place) => checkpoint.find(place, key),
            None => Ok(None),
        }
    }

    /// The rows of a range.
    pub fn walk<'base>(&'base self, keys: Keys<'base>, order: Order) -> Result<Walk<'base>, StoreError> {
        let (low, high) = keys;
        let reading = match &self.files {
            Some((checkpoint, index)) if !is_empty(keys) => {
                let blocks = match order {
                    Order::Ascending => index.upwards(low)?,
                    Order::Descending => index.downwards(high)?,
                };
                Some((checkpoint, blocks))
            }
            _ => None,
        };
        Ok(Walk {
            reading,
            keys,
            order,
            rows: Vec::new().into_iter(),
        })
    }

    fn header(&self) -> Option<&super::checkpoint::Header> {
        self.files.as_ref().map(|(checkpoint, _)| checkpoint.header())
    }
}

/// Rows one after the other.
pub struct Walk<'base> {
    reading: Option<(&'base Checkpoint, Entries)>,
    keys: Keys<'base>,
    order: Order,
    rows: std::vec::IntoIter<Row>,
}

impl Walk<'_> {
    fn next_block(&mut self) -> Option<Result<Vec<Row>, StoreError>> {
        let (checkpoint, blocks) = self.reading.as_mut()?;
        let place: Result<Place, StoreError> = match self.order {
            Order::Ascending => blocks.next()?,
            Order::Descending => blocks.next_back()?,
        };
        Some(place.and_then(|place| checkpoint.rows_at(place)))
    }
}

impl Iterator for Walk<'_> {
    type Item = Result<Row, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (low, high) = self.keys;
        loop {
            if let Some(row) = self.rows.next() {
                return Some(Ok(row));
            }
            let mut rows = match self.next_block()? {
                Ok(rows) => rows,
                Err(error) => {
                    self.reading = None;
                    return Some(Err(error));
                }
            };
            let ends = match self.order {
                Order::Ascending => rows.last().is_some_and(|(last, _)| is_above(last, high)),
                Order::Descending => rows.first().is_some_and(|(first, _)| is_below(first, low)),
            };
            if ends {
                self.reading = None;
            }
            rows.retain(|(key, _)| !is_below(key, low) && !is_above(key, high));
            if self.order == Order::Descending {
                rows.reverse();
            }
            self.rows = rows.into_iter();
        }
    }
}
