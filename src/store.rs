//! The store: the contract ([`record`]), its errors, the typed front [`Store`], the engines, and files beside them.
//!
//! Nothing outside this folder may rely on a particular engine. Nothing outside `services` may use the store.

pub mod check;
pub mod copies;
pub mod day;
mod embedded;
pub mod error;
pub mod files;
pub mod key;
pub mod opening;
pub mod record;
pub mod records;

use std::cmp::Ordering;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;

use crate::domain::date::{Day, Timestamp};

use check::Inspector;
use copies::{BackupFacts, CopyError, Restored, Salvaged, Takes};
use embedded::EmbeddedEngine;
use error::StoreError;
use opening::OpenOptions;
use record::{
    Batch, Change, Claim, Committed, Cursor, Engine, Envelope, Found, Record, RecordRef, Scan, Stored,
};

/// Opens the store in a folder, or creates one where the options say so. Blocks while it is read.
pub fn open(path: &Path, options: &OpenOptions) -> Result<Arc<dyn Engine>, StoreError> {
    Ok(EmbeddedEngine::open(path, options)?)
}

/// Copies the store in a folder into one stream, as it was after its last acknowledged commit or a later one. It may be
/// open in another process, which notices nothing. Blocks while the disk is read.
pub fn backup(path: &Path, to: &mut dyn Write, at: Timestamp) -> Result<BackupFacts, CopyError> {
    EmbeddedEngine::backup(path, to, at, records::named_file)
}

/// Lays a backup down in a folder that is not there or empty, whole or not at all. Blocks.
pub fn restore(
    path: &Path,
    from: &mut dyn Read,
    takes: Takes,
    options: &OpenOptions,
    inspect: Inspector,
) -> Result<Restored, CopyError> {
    EmbeddedEngine::restore(path, from, takes, options, inspect)
}

/// Makes a new store, in a folder that is not there or empty, of what is left of one. That one is only read; it may be
/// sound. Blocks, and holds all rows in memory.
pub fn salvage(
    from: &Path,
    into: &Path,
    options: &OpenOptions,
    at: Timestamp,
    inspect: Inspector,
) -> Result<Salvaged, CopyError> {
    EmbeddedEngine::salvage(from, into, options, at, inspect)
}

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
    /// Where each of them stands in the index, to go on after it or before it.
    pub places: Vec<Cursor>,
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
        // One entry more tells whether the list goes on, also where it ends with a full page.
        let mut found = self
            .engine
            .scan(Scan {
                limit: limit.saturating_add(1),
                ..scan
            })
            .await?;
        let goes_on = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| goes_on).map(|last| last.cursor.clone());
        let mut items = Vec::with_capacity(found.len());
        let mut places = Vec::with_capacity(found.len());
        for entry in found {
            if entry.record.kind == R::KIND
                && let Some(envelope) = self.engine.get(entry.record).await?
            {
                items.push(decode(envelope)?);
                places.push(entry.cursor);
            }
        }
        Ok(Page { items, places, next })
    }

    /// Reads index entries without their records: names are found by their keys alone.
    pub async fn entries(&self, scan: Scan) -> Result<Vec<Found>, StoreError> {
        self.engine.scan(scan).await
    }

    /// Where an entry with this key would stand in an index, to begin there.
    pub fn place(&self, index: u8, key: &[u8]) -> Cursor {
        self.engine.place(index, key)
    }

    /// The ids of the records of this type that hold the unique keys that start with a text, in the order of the
    /// keys.
    pub async fn holders<R: Record>(&self, start: Claim, limit: usize) -> Result<Vec<Vec<u8>>, StoreError> {
        let holders = self.engine.holders(start, limit).await?;
        let of_type = holders.into_iter().filter(|(_, holder)| holder.kind == R::KIND);
        Ok(of_type.map(|(_, holder)| holder.id).collect())
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

    /// The day against which the next change is held; see [`record::StoreFacts`].
    pub fn last_day(&self) -> Option<Day> {
        self.engine.facts().last_day
    }

    /// The day of the last change, also where any day is taken.
    pub fn changed_on(&self) -> Option<Day> {
        self.engine.facts().changed_on
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
    let kind = R::KIND;
    let record = match schema.cmp(&R::SCHEMA) {
        Ordering::Equal => postcard::from_bytes(&payload)
            .map_err(|error| StoreError::Damaged(format!("{kind:?}: {error}")))?,
        Ordering::Less => R::migrate(schema, &payload)
            .ok_or_else(|| StoreError::Damaged(format!("{kind:?}: nothing reads schema {schema}")))?,
        Ordering::Greater => {
            return Err(StoreError::Newer {
                found: u32::from(schema),
                known: u32::from(R::SCHEMA),
            });
        }
    };
    Ok(Stored {
        record,
        version,
        by,
        at,
    })
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::domain::date::Timestamp;
    use crate::store::record::{Expect, Kind, Put};

    /// A setting as an earlier version kept it.
    #[derive(Serialize, Deserialize)]
    struct Before {
        name: String,
    }

    /// The same setting now, with one field more.
    #[derive(Serialize, Deserialize, PartialEq, Eq, Debug)]
    struct Now {
        name: String,
        note: Option<String>,
    }

    impl Record for Before {
        const KIND: Kind = Kind::Setting;
        const SCHEMA: u8 = 1;

        fn id(&self) -> Vec<u8> {
            b"setting".to_vec()
        }
    }

    impl Record for Now {
        const KIND: Kind = Kind::Setting;
        const SCHEMA: u8 = 2;

        fn id(&self) -> Vec<u8> {
            b"setting".to_vec()
        }

        fn migrate(schema: u8, payload: &[u8]) -> Option<Self> {
            let Before { name } = (schema == 1).then(|| postcard::from_bytes(payload).ok())??;
            Some(Self { name, note: None })
        }
    }

    fn kept(record: &impl Record, schema: u8) -> Envelope {
        let Put { payload, .. } = Put::of(record, Expect::Any).unwrap();
        Envelope {
            schema,
            version: 1,
            by: None,
            at: Timestamp(0),
            account: None,
            entries: Vec::new(),
            claims: Vec::new(),
            payload,
        }
    }

    #[test]
    fn a_record_of_an_older_schema_is_read_as_the_present_one() {
        let before = Before { name: "Ana".into() };
        let now = Now {
            name: "Ana".into(),
            note: None,
        };
        assert_eq!(decode::<Now>(kept(&before, 1)).unwrap().record, now);
        assert_eq!(decode::<Now>(kept(&now, 2)).unwrap().record, now);
    }

    #[test]
    fn a_newer_schema_and_one_that_nothing_reads_are_told_apart() {
        let before = Before { name: "Ana".into() };
        assert_eq!(
            decode::<Now>(kept(&before, 3)),
            Err(StoreError::Newer { found: 3, known: 2 })
        );
        assert!(matches!(
            decode::<Now>(kept(&before, 0)),
            Err(StoreError::Damaged(_))
        ));
    }
}
