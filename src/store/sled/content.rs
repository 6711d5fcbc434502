//! What the store holds: the tree, and over it what was committed and is not settled in the tree yet.
//!
//! Commits land in the fresh layer. When it has grown, the writer turns it over: it becomes the settling layer, which
//! never changes, and a thread writes it into the tree. Whoever reads looks at the fresh layer, then at the settling
//! one, then at the tree, all under one guard: what is being settled is covered by its layer until all of it is, so
//! each read sees the store as it was after some commit.

use std::collections::HashMap;
use std::iter::Peekable;
use std::ops::Bound;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::store::error::StoreError;

use super::tree::{Changes, Keys, Order, Tree};

/// What a row costs in a layer beside its bytes, about.
const ROW: usize = 100;

/// Rows as a reader gets them.
pub type Row = (Vec<u8>, sled::IVec);

/// Rows that are committed and not in the tree yet.
#[derive(Clone, Default, Debug)]
pub struct Layer {
    rows: Changes,
    bytes: usize,
}

impl Layer {
    /// Lays changes over it.
    pub fn add(&mut self, changes: impl IntoIterator<Item = (Vec<u8>, Option<sled::IVec>)>) {
        for (key, value) in changes {
            self.bytes += ROW + key.len() + value.as_ref().map_or(0, |value| value.len());
            self.rows.insert(key, value);
        }
    }

    /// Its rows.
    pub const fn rows(&self) -> &Changes {
        &self.rows
    }

    /// Memory that it takes, about; a row that was written twice counts twice, as it does in the log.
    pub const fn bytes(&self) -> usize {
        self.bytes
    }
}

/// The two layers.
#[derive(Default, Debug)]
struct Unsettled {
    fresh: Layer,
    settling: Option<Arc<Layer>>,
}

/// The tree with the layers over it.
#[derive(Debug)]
pub struct Content {
    unsettled: RwLock<Unsettled>,
    tree: Tree,
}

impl Content {
    /// A tree, and what a log holds that is not in it.
    pub fn new(tree: Tree, settling: Option<Layer>, fresh: Layer) -> Self {
        let settling = settling.map(Arc::new);
        Self {
            unsettled: RwLock::new(Unsettled { fresh, settling }),
            tree,
        }
    }

    /// The value of a row, for the writer.
    pub fn get(&self, key: &[u8]) -> Result<Option<sled::IVec>, StoreError> {
        self.unsettled_or(key, Tree::get)
    }

    /// The value of a row, for readers: they read all over a store, and what they leave in memory is kept small.
    pub fn get_counted(&self, key: &[u8]) -> Result<Option<sled::IVec>, StoreError> {
        self.unsettled_or(key, Tree::get_counted)
    }

    fn unsettled_or(
        &self,
        key: &[u8],
        get: fn(&Tree, &[u8]) -> Result<Option<sled::IVec>, StoreError>,
    ) -> Result<Option<sled::IVec>, StoreError> {
        let unsettled = self.read();
        let settling = unsettled.settling.as_deref();
        for layer in [Some(&unsettled.fresh), settling].into_iter().flatten() {
            if let Some(value) = layer.rows.get(key) {
                return Ok(value.clone());
            }
        }
        get(&self.tree, key)
    }

    /// The rows of a range, at most `limit` of them.
    pub fn scan(&self, keys: Keys<'_>, order: Order, limit: usize) -> Result<Vec<Row>, StoreError> {
        let unsettled = self.read();
        let settling = unsettled.settling.as_deref();
        // The first source that knows a key counts.
        let mut sources: Vec<Peekable<Source<'_>>> = [Some(&unsettled.fresh), settling]
            .into_iter()
            .flatten()
            .filter(|layer| !layer.rows.is_empty())
            .map(|layer| of_layer(layer, keys, order).peekable())
            .collect();
        let tree: Source<'_> = Box::new(
            self.tree
                .walk(keys, order)
                .map(|row| row.map(|(key, value)| (key, Some(value)))),
        );
        sources.push(tree.peekable());
        let mut rows = Vec::new();
        while rows.len() < limit {
            let Some(key) = nearest(&mut sources, order)? else {
                break;
            };
            let mut found = None;
            for source in &mut sources {
                let here = source.next_if(|row| row.as_ref().is_ok_and(|(candidate, _)| *candidate == key));
                if let Some(Ok((_, value))) = here {
                    found.get_or_insert(value);
                }
            }
            if let Some(Some(value)) = found {
                rows.push((key, value));
            }
        }
        Ok(rows)
    }

    /// Adds what was committed, once it is durable.
    pub fn add(&self, changes: HashMap<Vec<u8>, Option<sled::IVec>>) {
        self.write().fresh.add(changes);
    }

    /// Memory of what is fresh, about.
    pub fn fresh_bytes(&self) -> usize {
        self.read().fresh.bytes()
    }

    /// Turns the fresh layer over. Only when nothing is settling.
    pub fn turn(&self) -> Arc<Layer> {
        let mut unsettled = self.write();
        let layer = Arc::new(std::mem::take(&mut unsettled.fresh));
        unsettled.settling = Some(Arc::clone(&layer));
        layer
    }

    /// What is settling, if anything is.
    pub fn settling(&self) -> Option<Arc<Layer>> {
        self.read().settling.clone()
    }

    /// Says that the settling layer is in the tree, durably.
    pub fn settled(&self) {
        let layer = self.write().settling.take();
        // Freed after the guard is gone: nobody waits for it.
        drop(layer);
    }

    /// The tree below the layers.
    pub const fn tree(&self) -> &Tree {
        &self.tree
    }

    fn read(&self) -> RwLockReadGuard<'_, Unsettled> {
        self.unsettled.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Unsettled> {
        self.unsettled.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A row, or that there is none any more.
type Known = Result<(Vec<u8>, Option<sled::IVec>), StoreError>;
type Source<'from> = Box<dyn Iterator<Item = Known> + 'from>;

fn of_layer<'layer>(layer: &'layer Layer, keys: Keys<'_>, order: Order) -> Source<'layer> {
    if is_empty(keys) {
        return Box::new(std::iter::empty());
    }
    let known = |(key, value): (&Vec<u8>, &Option<sled::IVec>)| Ok((key.clone(), value.clone()));
    let rows = layer.rows.range::<[u8], _>(keys);
    match order {
        Order::Ascending => Box::new(rows.map(known)),
        Order::Descending => Box::new(rows.rev().map(known)),
    }
}

/// A range that holds nothing; a map would panic at one whose ends are crossed.
fn is_empty((low, high): Keys<'_>) -> bool {
    match (low, high) {
        (Bound::Included(low), Bound::Included(high)) => low > high,
        (Bound::Included(low) | Bound::Excluded(low), Bound::Included(high) | Bound::Excluded(high)) => {
            low >= high
        }
        _ => false,
    }
}

/// The key that comes next, in any of the sources.
fn nearest(sources: &mut [Peekable<Source<'_>>], order: Order) -> Result<Option<Vec<u8>>, StoreError> {
    let mut nearest: Option<&[u8]> = None;
    for source in sources {
        let key = match source.peek() {
            None => continue,
            Some(Ok((key, _))) => key.as_slice(),
            Some(Err(error)) => return Err(error.clone()),
        };
        let nearer = nearest.is_none_or(|so_far| match order {
            Order::Ascending => key < so_far,
            Order::Descending => key > so_far,
        });
        if nearer {
            nearest = Some(key);
        }
    }
    Ok(nearest.map(<[u8]>::to_vec))
}

#[cfg(test)]
mod tests;
