//! Everything that can be read of a store of the test world, in a form that two engines can be compared by.

use std::sync::Arc;

use offerdesk::domain::audit::Chain;
use offerdesk::domain::ids::AccountId;
use offerdesk::store::record::{
    AuditHead, Audited, Claim, Cursor, Engine, Envelope, Kind, RecordRef, Scan, StoreFacts,
};

use crate::support::{id, inspect};

/// Ids that the tests use stay below this one.
pub const IDS: u64 = 24;

/// A key and the record that it leads to.
type Place = (Vec<u8>, RecordRef);

/// What a store holds. Without cursors, which are an engine's own.
#[derive(PartialEq, Debug)]
pub struct Everything {
    pub facts: StoreFacts,
    pub head: AuditHead,
    records: Vec<(RecordRef, Envelope)>,
    places: Vec<(Scan, Vec<Place>)>,
    holders: Vec<(Claim, RecordRef)>,
    logs: Vec<(Chain, Vec<Audited>)>,
    counted: String,
    problems: Vec<String>,
}

impl Everything {
    /// Reads it, in pages of several sizes where there are pages.
    pub async fn of(engine: &Arc<dyn Engine>) -> Self {
        let mut records = Vec::new();
        for kind in [Kind::Order, Kind::Draft] {
            for number in 0..IDS {
                let record = RecordRef { kind, id: id(number) };
                if let Some(mut envelope) = engine.get(record.clone()).await.unwrap() {
                    // Which come first is nobody's business.
                    envelope.entries.sort();
                    envelope.claims.sort();
                    records.push((record, envelope));
                }
            }
        }
        let holders = engine.holders(Claim(String::new()), 1_000).await.unwrap();
        for (claim, holder) in &holders {
            assert_eq!(engine.holder(claim.clone()).await.unwrap().as_ref(), Some(holder));
        }
        let mut report = engine.check(inspect).await.unwrap();
        let mut problems: Vec<_> = report
            .problems
            .drain(..)
            .map(|problem| format!("{problem:?}"))
            .collect();
        problems.sort();
        Self {
            facts: engine.facts(),
            head: engine.audit_head().unwrap(),
            records,
            places: places(engine).await,
            holders,
            logs: logs(engine).await,
            counted: format!("{report:?}"),
            problems,
        }
    }

    /// Without what is each store's own: its identity, and how its engine makes a hash.
    pub fn of_any_store(mut self) -> Self {
        self.facts.store = [0; 16];
        self.head.hash = [0; 32];
        self
    }
}

async fn places(engine: &Arc<dyn Engine>) -> Vec<(Scan, Vec<Place>)> {
    let mut all = Vec::new();
    for index in 0..=4 {
        for prefix in [&[][..], &[0], &[1], &[1, 0], &[255]] {
            for descending in [false, true] {
                for limit in [1, 3, 1_000] {
                    let scan = Scan {
                        index,
                        prefix: prefix.to_vec(),
                        after: None,
                        limit,
                        descending,
                    };
                    all.push((scan.clone(), walk(engine, scan).await));
                }
            }
        }
    }
    all
}

/// All entries of a scan, page by page.
pub async fn walk(engine: &Arc<dyn Engine>, mut scan: Scan) -> Vec<Place> {
    let mut all = Vec::new();
    loop {
        let page = engine.scan(scan.clone()).await.unwrap();
        assert!(page.len() <= scan.limit);
        let Some(last) = page.last() else { return all };
        scan.after = Some(Cursor(last.cursor.0.clone()));
        all.extend(page.into_iter().map(|found| (found.key, found.record)));
        assert!(all.len() < 10_000, "the pages of {scan:?} lead in a circle");
    }
}

async fn logs(engine: &Arc<dyn Engine>) -> Vec<(Chain, Vec<Audited>)> {
    let accounts = (0..4).map(|account| Chain::Account(AccountId::new(account)));
    let mut logs = Vec::new();
    for chain in accounts.chain([Chain::System]) {
        let whole = engine.audit(chain, 0, 1_000).await.unwrap();
        let mut by_pages: Vec<Audited> = Vec::new();
        loop {
            let after = by_pages.last().map_or(0, |last| last.sequence);
            let page = engine.audit(chain, after, 3).await.unwrap();
            assert!(page.len() <= 3);
            if page.is_empty() {
                break;
            }
            by_pages.extend(page);
        }
        assert_eq!(whole, by_pages);
        logs.push((chain, whole));
    }
    logs
}
