//! A store's engine that is watched: it counts what is read, and lets something happen exactly between two reads.

#![allow(dead_code)] // Each test binary uses another part of it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use futures_util::FutureExt;
use offerdesk::domain::audit::Chain;
use offerdesk::store::check::{CheckReport, Inspector};
use offerdesk::store::error::StoreError;
use offerdesk::store::record::{
    AuditHead, AuditScan, Audited, Batch, BoxFuture, Change, Claim, Committed, Cursor, Engine, Envelope,
    Found, RecordRef, Scan, StoreFacts,
};

/// An engine that does what another one does.
pub struct Watched {
    engine: Arc<dyn Engine>,
    /// Records that were read.
    pub records: AtomicUsize,
    /// Parts of an index that were read.
    pub scans: AtomicUsize,
    /// Entries in them.
    pub entries: AtomicUsize,
    /// How often the numbers of orders were read.
    pub numbers: AtomicUsize,
    /// Parts of the audit log that were read.
    pub audits: AtomicUsize,
    /// Commits that there is still room for; then the disk is full.
    pub room: AtomicUsize,
    happens: Mutex<Option<Happening>>,
}

struct Happening {
    claim: &'static str,
    what: BoxFuture<'static, ()>,
}

impl Watched {
    /// Counts from zero.
    pub const fn new(engine: Arc<dyn Engine>) -> Self {
        Self {
            engine,
            records: AtomicUsize::new(0),
            scans: AtomicUsize::new(0),
            entries: AtomicUsize::new(0),
            numbers: AtomicUsize::new(0),
            audits: AtomicUsize::new(0),
            room: AtomicUsize::new(usize::MAX),
            happens: Mutex::new(None),
        }
    }

    /// Lets something happen once, right after the holder of a claim that begins so was read.
    pub fn after_the_holder_of(self, claim: &'static str, what: BoxFuture<'static, ()>) -> Self {
        Self {
            happens: Mutex::new(Some(Happening { claim, what })),
            ..self
        }
    }

    fn happening(&self, claim: &str) -> Option<BoxFuture<'static, ()>> {
        let mut happens = self.happens.lock().unwrap();
        let found = happens.take_if(|happening| claim.starts_with(happening.claim));
        found.map(|happening| happening.what)
    }
}

impl Engine for Watched {
    fn get(&self, record: RecordRef) -> BoxFuture<'_, Result<Option<Envelope>, StoreError>> {
        self.records.fetch_add(1, Ordering::SeqCst);
        self.engine.get(record)
    }

    fn scan(&self, scan: Scan) -> BoxFuture<'_, Result<Vec<Found>, StoreError>> {
        Box::pin(async move {
            let found = self.engine.scan(scan).await?;
            self.scans.fetch_add(1, Ordering::SeqCst);
            self.entries.fetch_add(found.len(), Ordering::SeqCst);
            Ok(found)
        })
    }

    fn place(&self, index: u8, key: &[u8]) -> Cursor {
        self.engine.place(index, key)
    }

    fn holder(&self, claim: Claim) -> BoxFuture<'_, Result<Option<RecordRef>, StoreError>> {
        Box::pin(async move {
            let happening = self.happening(&claim.0);
            let holder = self.engine.holder(claim).await;
            if let Some(happening) = happening {
                happening.await;
            }
            holder
        })
    }

    fn holders(
        &self,
        start: Claim,
        limit: usize,
    ) -> BoxFuture<'_, Result<Vec<(Claim, RecordRef)>, StoreError>> {
        if start.0.starts_with("order-number/") {
            self.numbers.fetch_add(1, Ordering::SeqCst);
        }
        self.engine.holders(start, limit)
    }

    fn commit(&self, batch: Batch) -> BoxFuture<'_, Result<Committed, StoreError>> {
        let left = |room: usize| room.checked_sub(1);
        if self
            .room
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, left)
            .is_err()
        {
            return std::future::ready(Err(StoreError::NoSpace("journal".to_owned()))).boxed();
        }
        self.engine.commit(batch)
    }

    fn audit_log(&self, scan: AuditScan) -> BoxFuture<'_, Result<Vec<(Chain, Audited)>, StoreError>> {
        self.audits.fetch_add(1, Ordering::SeqCst);
        self.engine.audit_log(scan)
    }

    fn changes(&self) -> tokio::sync::broadcast::Receiver<Change> {
        self.engine.changes()
    }

    fn facts(&self) -> StoreFacts {
        self.engine.facts()
    }

    fn audit_head(&self) -> Result<AuditHead, StoreError> {
        self.engine.audit_head()
    }

    fn audit_hash(&self, entries: u64) -> BoxFuture<'_, Result<Option<[u8; 32]>, StoreError>> {
        self.engine.audit_hash(entries)
    }

    fn check(&self, inspect: Inspector) -> BoxFuture<'_, Result<CheckReport, StoreError>> {
        self.engine.check(inspect)
    }

    fn reindex(&self, inspect: Inspector, last: RecordRef) -> BoxFuture<'_, Result<u64, StoreError>> {
        self.engine.reindex(inspect, last)
    }

    fn rebuild(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        self.engine.rebuild()
    }

    fn stopped(&self) -> Option<String> {
        self.engine.stopped()
    }

    fn close(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        self.engine.close()
    }
}

impl std::fmt::Debug for Watched {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Watched")
    }
}
