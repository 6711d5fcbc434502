//! The store: the contract ([`record`]), its errors, the typed front [`Store`], and the engines.
//!
//! Nothing outside this folder may rely on a particular engine. Nothing outside `services` may use the store.

pub mod check;
pub mod error;
pub mod key;
pub mod record;
pub mod records;
pub mod sled;

use std::sync::Arc;

use error::StoreError;
use record::{Batch, Change, Claim, Committed, Cursor, Engine, Envelope, Record, RecordRef, Scan, Stored};

/// The typed front of an engine. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    engine: Arc<dyn Engine>,
}

/// A page of a list, in the order of its index.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page<R> {
    /// The records.
    pub items: Vec<Stored<R>>,
    /// Where the next page starts; `None` at the end.
    pub next: Option<Cursor>,
}

impl Store {
    /// Puts the typed front before an engine.
    pub fn new(engine: Arc<dyn Engine>) -> Self {
        Self { engine }
    }

    /// Reads one record by its id.
    pub async fn get<R: Record>(
        &self,
        id: impl Into<Vec<u8>> + Send,
    ) -> Result<Option<Stored<R>>, StoreError> {
        let envelope = self
            .engine
            .get(RecordRef {
                kind: R::KIND,
                id: id.into(),
            })
            .await?;
        envelope.map(decode).transpose()
    }

    /// Reads a page of an index. A record that moved since its entry was read is left out; the page may then be
    /// shorter than asked, and `next` still leads on.
    pub async fn page<R: Record>(&self, scan: Scan) -> Result<Page<R>, StoreError> {
        let limit = scan.limit;
        let found = self.engine.scan(scan).await?;
        let next = if found.len() == limit {
            found.last().map(|last| last.cursor.clone())
        } else {
            None
        };
        let mut items = Vec::with_capacity(found.len());
        for entry in found {
            if entry.record.kind == R::KIND
                && let Some(envelope) = self.engine.get(entry.record).await?
            {
                items.push(decode(envelope)?);
            }
        }
        Ok(Page { items, next })
    }

    /// The record that holds a unique key, if it is of this type. Holder and record are two reads, and a change may
    /// come between them: what is given back did hold the key when it was read.
    pub async fn held_by<R: Record>(&self, claim: Claim) -> Result<Option<Stored<R>>, StoreError> {
        for _ in 0..16 {
            let holder = match self.engine.holder(claim.clone()).await? {
                Some(holder) if holder.kind == R::KIND => holder,
                _ => return Ok(None),
            };
            match self.get::<R>(holder.id).await? {
                Some(found) if found.record.claims().contains(&claim) => return Ok(Some(found)),
                // It let go of the key in between; somebody else may have it by now.
                _ => {}
            }
        }
        Err(StoreError::Damaged(format!(
            "the claim {} leads to a record that does not have it",
            claim.0
        )))
    }

    /// Applies a change; answers when it is durable.
    pub async fn commit(&self, batch: Batch) -> Result<Committed, StoreError> {
        self.engine.commit(batch).await
    }

    /// Changes from now on.
    pub fn changes(&self) -> tokio::sync::broadcast::Receiver<Change> {
        self.engine.changes()
    }

    /// The engine, for maintenance.
    pub fn engine(&self) -> &Arc<dyn Engine> {
        &self.engine
    }
}

/// Reads the typed record out of an envelope, migrating an older schema.
pub fn decode<R: Record>(envelope: Envelope) -> Result<Stored<R>, StoreError> {
    let Envelope {
        schema,
        version,
        by,
        at,
        payload,
        ..
    } = envelope;
    let record = if schema == R::SCHEMA {
        postcard::from_bytes(&payload)
            .map_err(|error| StoreError::Damaged(format!("{:?}: {error}", R::KIND)))?
    } else {
        R::migrate(schema, &payload).ok_or(StoreError::Newer {
            found: u32::from(schema),
            known: u32::from(R::SCHEMA),
        })?
    };
    Ok(Stored {
        record,
        version,
        by,
        at,
    })
}
