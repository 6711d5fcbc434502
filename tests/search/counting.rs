//! A list of twenty thousand rows opens like a list of a page: counted at the engine.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use offerdesk::catalog;
use offerdesk::domain::audit::Chain;
use offerdesk::services::lines::Place;
use offerdesk::services::{Patience, Services};
use offerdesk::store::Store;
use offerdesk::store::error::StoreError;
use offerdesk::store::record::{
    Audited, Batch, BoxFuture, Change, Claim, Committed, Engine, Envelope, Found, RecordRef, Scan,
};

use crate::crowd;
use crate::desk::{AUD, actor, services};

const PAGE: usize = 50;

/// An engine that counts what is read.
struct Counting {
    engine: Arc<dyn Engine>,
    records: AtomicUsize,
    scans: AtomicUsize,
    entries: AtomicUsize,
}

impl Engine for Counting {
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

    fn holder(&self, claim: Claim) -> BoxFuture<'_, Result<Option<RecordRef>, StoreError>> {
        self.engine.holder(claim)
    }

    fn holders(
        &self,
        start: Claim,
        limit: usize,
    ) -> BoxFuture<'_, Result<Vec<(Claim, RecordRef)>, StoreError>> {
        self.engine.holders(start, limit)
    }

    fn commit(&self, batch: Batch) -> BoxFuture<'_, Result<Committed, StoreError>> {
        self.engine.commit(batch)
    }

    fn audit(
        &self,
        chain: Chain,
        after: u64,
        limit: usize,
    ) -> BoxFuture<'_, Result<Vec<Audited>, StoreError>> {
        self.engine.audit(chain, after, limit)
    }

    fn changes(&self) -> tokio::sync::broadcast::Receiver<Change> {
        self.engine.changes()
    }
}

/// What is read of a list of so many accounts: records, scans and entries.
async fn read(count: u128, what: impl AsyncFn(&Services)) -> (usize, usize, usize) {
    let desk = crowd(count).await;
    let counting = Arc::new(Counting {
        engine: desk.engine.clone(),
        records: AtomicUsize::new(0),
        scans: AtomicUsize::new(0),
        entries: AtomicUsize::new(0),
    });
    let services = services(
        Store::new(counting.clone()),
        Arc::new(desk.sandbox.clone()),
        desk.clock.clone(),
        Patience::default(),
        catalog::embedded().unwrap(),
    );
    what(&services).await;
    let read = |counter: &AtomicUsize| counter.load(Ordering::SeqCst);
    (
        read(&counting.records),
        read(&counting.scans),
        read(&counting.entries),
    )
}

#[tokio::test]
async fn a_list_of_twenty_thousand_opens_with_the_reads_of_a_page() {
    let open = async |services: &Services| {
        for place in [Place::Start, Place::End] {
            let lines = services.accounts(&actor(AUD), place, PAGE).await.unwrap();
            assert_eq!(lines.lines.len(), PAGE);
        }
    };
    assert_eq!(read(20_000, open).await, read(60, open).await);
}

#[tokio::test]
async fn a_search_loads_only_the_records_that_it_gives_back() {
    let search = async |services: &Services| {
        let found = services
            .find_accounts(&actor(AUD), "baltyk systems")
            .await
            .unwrap();
        assert!(found.count > 30, "{}", found.count);
    };
    let (records, _, entries) = read(2_400, search).await;
    assert!(records <= 1 + 50, "{records} records were read");
    assert_eq!(entries, 2_402, "every name is looked at once");
}
