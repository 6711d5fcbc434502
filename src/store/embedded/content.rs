//! What the store holds: a checkpoint, and over it what was committed since.
//!
//! Commits land in the fresh layer. When it has grown, the writer freezes it, and a checkpoint is made of the one
//! before and the frozen layer, which then goes. Whoever reads looks at the fresh layer, then at the frozen one, then at
//! the checkpoint, all under one guard, so each read sees the store as it was after some commit.

use std::collections::HashMap;
use std::iter::Peekable;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::store::error::StoreError;

use super::base::Base;
use super::rows::{Changes, Keys, Order, Row, Value, is_empty};

/// What a row costs in a layer beside its bytes, about.
const ROW: usize = 100;

/// Rows that were committed since a checkpoint: a memtable.
#[derive(Clone, Default, Debug)]
pub struct Layer {
    rows: Changes,
    bytes: usize,
}

impl Layer {
    /// Lays changes over it.
    pub fn add(&mut self, changes: impl IntoIterator<Item = (Vec<u8>, Option<Value>)>) {
        for (key, value) in changes {
            self.bytes += ROW + key.len() + value.as_ref().map_or(0, |value| value.len());
            self.rows.insert(key, value);
        }
    }

    /// Its rows.
    pub const fn rows(&self) -> &Changes {
        &self.rows
    }

    /// Memory that it takes, about; a row that was written twice counts twice, as it does in the journal.
    pub const fn bytes(&self) -> usize {
        self.bytes
    }
}

/// All that is read, from the newest to the oldest.
#[derive(Clone, Debug)]
struct Sources {
    fresh: Layer,
    frozen: Option<Arc<Layer>>,
    base: Arc<Base>,
}

/// The checkpoint with the layers over it.
#[derive(Debug)]
pub struct Content(RwLock<Sources>);

impl Content {
    /// A checkpoint, and what the journal holds since.
    pub fn new(base: Base, fresh: Layer) -> Self {
        Self(RwLock::new(Sources {
            fresh,
            frozen: None,
            base: Arc::new(base),
        }))
    }

    /// A copy that nobody changes, for a long look at everything.
    pub fn snapshot(&self) -> Self {
        Self(RwLock::new(self.read().clone()))
    }

    /// The value of a row.
    pub fn get(&self, key: &[u8]) -> Result<Option<Value>, StoreError> {
        let sources = self.read();
        for layer in sources.layers() {
            if let Some(value) = layer.rows.get(key) {
                return Ok(value.clone());
            }
        }
        sources.base.get(key)
    }

    /// The rows of a range, at most `limit` of them.
    pub fn scan(&self, keys: Keys<'_>, order: Order, limit: usize) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        if limit > 0 {
            self.each(keys, order, |row| {
                rows.push(row);
                Ok(rows.len() < limit)
            })?;
        }
        Ok(rows)
    }

    /// Shows the rows of a range to `look` until it has seen enough.
    pub fn each<E: From<StoreError>>(
        &self,
        keys: Keys<'_>,
        order: Order,
        mut look: impl FnMut(Row) -> Result<bool, E>,
    ) -> Result<(), E> {
        let sources = self.read();
        // The first source that knows a key counts.
        let mut known: Vec<Peekable<Source<'_>>> = sources
            .layers()
            .filter(|layer| !layer.rows.is_empty())
            .map(|layer| of_layer(layer, keys, order).peekable())
            .collect();
        let base = sources.base.walk(keys, order)?;
        let base: Source<'_> = Box::new(base.map(|row| row.map(|(key, value)| (key, Some(value)))));
        known.push(base.peekable());
        while let Some(key) = nearest(&mut known, order)? {
            let mut found = None;
            for source in &mut known {
                let here = source.next_if(|row| row.as_ref().is_ok_and(|(candidate, _)| *candidate == key));
                if let Some(Ok((_, value))) = here {
                    found.get_or_insert(value);
                }
            }
            if let Some(Some(value)) = found
                && !look((key, value))?
            {
                break;
            }
        }
        Ok(())
    }

    /// Adds what was committed, once it is durable.
    pub fn add(&self, changes: HashMap<Vec<u8>, Option<Value>>) {
        self.write().fresh.add(changes);
    }

    /// Memory of what is fresh, about.
    pub fn fresh_bytes(&self) -> usize {
        self.read().fresh.bytes()
    }

    /// Freezes the fresh layer, for a checkpoint. Only when none is frozen.
    pub fn freeze(&self) {
        let mut sources = self.write();
        let layer = Arc::new(std::mem::take(&mut sources.fresh));
        sources.frozen = Some(layer);
    }

    /// What is frozen, if anything is.
    pub fn frozen(&self) -> Option<Arc<Layer>> {
        self.read().frozen.clone()
    }

    /// The checkpoint below the layers.
    pub fn base(&self) -> Arc<Base> {
        Arc::clone(&self.read().base)
    }

    /// Takes the checkpoint that was made with the frozen layer.
    pub fn replace(&self, base: Base) {
        let base = Arc::new(base);
        let (before, layer) = {
            let mut sources = self.write();
            (std::mem::replace(&mut sources.base, base), sources.frozen.take())
        };
        // Freed after the guard is gone: nobody waits for it.
        drop((before, layer));
    }

    fn read(&self) -> RwLockReadGuard<'_, Sources> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Sources> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sources {
    fn layers(&self) -> impl Iterator<Item = &Layer> {
        [Some(&self.fresh), self.frozen.as_deref()].into_iter().flatten()
    }
}

/// A row, or that there is none any more.
type Known = Result<(Vec<u8>, Option<Value>), StoreError>;
type Source<'from> = Box<dyn Iterator<Item = Known> + 'from>;

fn of_layer<'layer>(layer: &'layer Layer, keys: Keys<'_>, order: Order) -> Source<'layer> {
    if is_empty(keys) {
        return Box::new(std::iter::empty());
    }
    let known = |(key, value): (&Vec<u8>, &Option<Value>)| Ok((key.clone(), value.clone()));
    let rows = layer.rows.range::<[u8], _>(keys);
    match order {
        Order::Ascending => Box::new(rows.map(known)),
        Order::Descending => Box::new(rows.rev().map(known)),
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
