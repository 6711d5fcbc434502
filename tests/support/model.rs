//! A model of a store: an engine in memory that keeps the contract in the plainest way, to hold real engines against.
//!
//! Only records, series and the audit log are kept. Everything else (indexes, claims, chains, hashes) is found anew
//! whenever it is asked for, so that nothing can drift and each rule of the contract stands in one place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use sha2::{Digest, Sha256};
use tokio::sync::broadcast;

use offerdesk::domain::audit::{AuditEntry, Chain};
use offerdesk::domain::date::Day;
use offerdesk::store::check::{CheckReport, Inspector, RecordProblem};
use offerdesk::store::day;
use offerdesk::store::error::{Conflict, StoreError};
use offerdesk::store::opening::StoreKind;
use offerdesk::store::record::{
    AuditHead, AuditScan, Audited, Batch, BoxFuture, Change, Claim, Committed, Cursor, Engine, Envelope,
    Expect, Found, IndexEntry, Kind, Put, RecordRef, Scan, StoreFacts,
};

/// So many bytes an envelope may have,
const ENVELOPE_LIMIT: usize = 65_536;

/// an id,
const ID_LIMIT: usize = 64;

/// and a key, a claim or the name of a series.
const KEY_LIMIT: usize = 512;

/// What is kept while no engine has it open.
#[derive(Clone, Default)]
pub struct Memory {
    store: Arc<Mutex<Option<Kept>>>,
}

impl Memory {
    /// Opens the store, or creates one.
    pub fn open(&self, create: Option<StoreKind>) -> Result<Arc<dyn Engine>, StoreError> {
        let mut store = self.store.lock().unwrap();
        match (&*store, create) {
            (None, None) => return Err(StoreError::Missing("memory".to_owned())),
            (Some(kept), Some(kind)) if kept.demo != kind.demo => {
                return Err(StoreError::NotEmpty("memory".to_owned()));
            }
            (None, Some(kind)) => *store = Some(Kept::new(kind)),
            (Some(_), _) => {}
        }
        Ok(Arc::new(Model {
            store: self.store.clone(),
            changes: broadcast::Sender::new(4_096),
            is_closed: AtomicBool::new(false),
        }))
    }
}

/// A store.
#[derive(Clone)]
struct Kept {
    id: [u8; 16],
    demo: bool,
    records: BTreeMap<RecordRef, Envelope>,
    series: BTreeMap<String, u64>,
    /// The entries of all chains, in the order in which they were written.
    log: Vec<(Chain, AuditEntry)>,
    last_commit: u64,
    last_day: Option<Day>,
}

impl Kept {
    fn new(kind: StoreKind) -> Self {
        Self {
            id: *b"a model in memor",
            demo: kind.demo,
            records: BTreeMap::new(),
            series: BTreeMap::new(),
            log: Vec::new(),
            last_commit: 0,
            last_day: None,
        }
    }

    /// Applies a batch to a copy: one that is refused leaves nothing behind.
    fn after(&self, batch: &Batch) -> Result<(Self, Vec<Change>), StoreError> {
        let mut next = self.clone();
        if let Some(last) = self.last_day
            && !self.demo
            && batch.is_dated()
            && !batch.accepts_day
        {
            day::judge(last, batch.day)?;
        }
        let mut puts = batch.puts.clone();
        for (series, make) in &batch.numbered {
            let number = next.series.entry(series.clone()).or_default();
            *number += 1;
            puts.extend(make(*number)?);
        }
        well_formed(batch, &puts)?;
        for (record, expects) in &batch.expects {
            self.expect(record, *expects)?;
        }
        for (record, expects) in &batch.deletes {
            self.expect(record, *expects)?;
        }
        for put in &puts {
            self.expect(&put.record, put.expects)?;
        }

        let number = self.last_commit + 1;
        let mut changed = Vec::new();
        for (record, _) in &batch.deletes {
            if next.records.remove(record).is_some() {
                changed.push(record);
            }
        }
        for put in &puts {
            let envelope = Envelope {
                schema: put.schema,
                version: number,
                by: batch.by,
                at: batch.at,
                account: put.account,
                entries: unique(&put.entries),
                claims: unique(&put.claims),
                payload: put.payload.clone(),
            };
            next.records.insert(put.record.clone(), envelope);
            changed.push(&put.record);
        }
        self.claims_are_free(&next, &puts)?;
        for put in &puts {
            within_limit(&next.records[&put.record])?;
        }
        if changed.is_empty() && batch.numbered.is_empty() && batch.audit.is_empty() {
            return Ok((next, Vec::new()));
        }
        next.log.extend(batch.audit.iter().cloned());
        next.last_commit = number;
        if batch.is_dated() {
            next.last_day = Some(batch.day);
        }
        let changes = changed
            .into_iter()
            .filter(|record| !record.kind.is_private())
            .map(|record| change(record, self.records.get(record), next.records.get(record), number));
        let changes = changes.collect();
        Ok((next, changes))
    }

    fn expect(&self, record: &RecordRef, expects: Expect) -> Result<(), StoreError> {
        let found = self.records.get(record);
        let version = found.map(|envelope| envelope.version);
        let is_met = match expects {
            Expect::Any => true,
            Expect::Absent => version.is_none(),
            Expect::Version(wanted) => version == Some(wanted),
        };
        if is_met {
            return Ok(());
        }
        Err(StoreError::Conflict(Conflict::Moved {
            record: record.clone(),
            found: version,
            by: found.and_then(|envelope| envelope.by),
        }))
    }

    /// A claim is taken by whoever holds it before and after the batch, or else by the first put that asks for it.
    fn claims_are_free(&self, next: &Self, puts: &[Put]) -> Result<(), StoreError> {
        let mut taken = BTreeMap::new();
        for (record, envelope) in &self.records {
            let after = next.records.get(record).map(|envelope| &envelope.claims);
            let keeps = |claim: &&Claim| after.is_some_and(|claims| claims.contains(claim));
            taken.extend(
                envelope
                    .claims
                    .iter()
                    .filter(keeps)
                    .map(|claim| (claim.clone(), record)),
            );
        }
        for put in puts {
            for claim in unique(&put.claims) {
                let holder = *taken.entry(claim.clone()).or_insert(&put.record);
                if *holder != put.record {
                    let by = self.records.get(holder).and_then(|envelope| envelope.by);
                    let holder = holder.clone();
                    return Err(StoreError::Conflict(Conflict::Held { claim, holder, by }));
                }
            }
        }
        Ok(())
    }

    fn scan(&self, scan: &Scan) -> Vec<Found> {
        let mut places = BTreeSet::new();
        for (record, envelope) in &self.records {
            for entry in &envelope.entries {
                if entry.index == scan.index && entry.key.starts_with(&scan.prefix) {
                    places.insert((entry.key.clone(), record.clone()));
                }
            }
        }
        // A cursor of another scan is ignored.
        let after: Option<(u8, (Vec<u8>, RecordRef))> = scan
            .after
            .as_ref()
            .map(|cursor| postcard::from_bytes(&cursor.0).unwrap());
        let after = after
            .filter(|(index, (key, _))| *index == scan.index && key.starts_with(&scan.prefix))
            .map(|(_, place)| place);
        let mut places: Vec<_> = places.into_iter().collect();
        if scan.descending {
            places.reverse();
        }
        let goes_on = |place: &(Vec<u8>, RecordRef)| match &after {
            None => true,
            Some(after) if scan.descending => place < after,
            Some(after) => place > after,
        };
        let found = places
            .into_iter()
            .filter(goes_on)
            .take(scan.limit)
            .map(|place| Found {
                cursor: Cursor(postcard::to_stdvec(&(scan.index, &place)).unwrap()),
                key: place.0,
                record: place.1,
            });
        found.collect()
    }

    fn holders(&self) -> BTreeMap<&Claim, &RecordRef> {
        self.records
            .iter()
            .flat_map(|(record, envelope)| envelope.claims.iter().map(move |claim| (claim, record)))
            .collect()
    }

    fn audit_hash(&self, entries: u64) -> Option<[u8; 32]> {
        let first = self.log.get(..usize::try_from(entries).ok()?)?;
        Some(first.iter().fold([0; 32], |before, entry| {
            let entry = postcard::to_stdvec(entry).unwrap();
            Sha256::new()
                .chain_update(before)
                .chain_update(entry)
                .finalize()
                .into()
        }))
    }

    fn check(&self, inspect: Inspector) -> CheckReport {
        let mut report = CheckReport {
            last_commit: self.last_commit,
            audited: u64::try_from(self.log.len()).unwrap(),
            ..CheckReport::default()
        };
        for (record, envelope) in &self.records {
            *report.records.entry(record.kind).or_default() += 1;
            report.entries += u64::try_from(envelope.entries.len()).unwrap();
            report.claims += u64::try_from(envelope.claims.len()).unwrap();
            match inspect(record.kind, envelope) {
                Err(error) => report.add(RecordProblem::BadRecord(record.clone(), error.to_string())),
                Ok(view) => {
                    if view.id != record.id {
                        report.add(RecordProblem::WrongId(record.clone()));
                    }
                    let kept = (&envelope.entries, &envelope.claims, envelope.account);
                    if (&unique(&view.entries), &unique(&view.claims), view.account) != kept {
                        report.add(RecordProblem::Drifted(record.clone()));
                    }
                    for target in view.references {
                        if !self.records.contains_key(&target) {
                            report.add(RecordProblem::DanglingReference(record.clone(), target));
                        }
                    }
                }
            }
        }
        report
    }
}

/// What a batch must look like whatever is stored.
fn well_formed(batch: &Batch, puts: &[Put]) -> Result<(), StoreError> {
    let relied_on = batch.expects.iter().cloned();
    let removed = batch.deletes.iter().cloned();
    let written = puts.iter().map(|put| (put.record.clone(), put.expects));
    for (record, expects) in relied_on.chain(removed).chain(written) {
        if record.id.is_empty() || record.id.len() > ID_LIMIT {
            return Err(StoreError::Malformed("an id"));
        }
        if expects == Expect::Any && !record.kind.is_private() {
            return Err(StoreError::Malformed("a shared record on no condition"));
        }
    }
    let keys = puts
        .iter()
        .flat_map(|put| &put.entries)
        .map(|entry| entry.key.len());
    let claims = puts.iter().flat_map(|put| &put.claims).map(|claim| claim.0.len());
    let series = batch.numbered.iter().map(|(series, _)| series.len());
    if keys.chain(claims).chain(series).any(|length| length > KEY_LIMIT) {
        return Err(StoreError::Malformed("a key that is too long"));
    }
    let removed = batch.deletes.iter().map(|(record, _)| record);
    let changed: Vec<_> = removed.chain(puts.iter().map(|put| &put.record)).collect();
    if changed.iter().collect::<BTreeSet<_>>().len() != changed.len() {
        return Err(StoreError::Malformed("a record twice"));
    }
    let is_shared = changed.iter().any(|record| !record.kind.is_private());
    if batch.audit.is_empty() && (is_shared || !batch.numbered.is_empty() || batch.accepts_day) {
        return Err(StoreError::Unaudited);
    }
    Ok(())
}

fn within_limit(envelope: &Envelope) -> Result<(), StoreError> {
    let (size, limit) = (postcard::to_stdvec(envelope).unwrap().len(), ENVELOPE_LIMIT);
    if size > limit {
        return Err(StoreError::TooLarge { size, limit });
    }
    Ok(())
}

fn change(record: &RecordRef, before: Option<&Envelope>, after: Option<&Envelope>, version: u64) -> Change {
    let entries = |envelope: Option<&Envelope>| -> Vec<IndexEntry> {
        envelope.map_or_else(Vec::new, |envelope| envelope.entries.clone())
    };
    let (lost, gained) = (entries(before), entries(after));
    let without = |entries: &[IndexEntry], others: &[IndexEntry]| {
        let kept = entries.iter().filter(|entry| !others.contains(entry));
        kept.cloned().collect()
    };
    Change {
        record: record.clone(),
        account: after.or(before).and_then(|envelope| envelope.account),
        version,
        added: without(&gained, &lost),
        removed: without(&lost, &gained),
    }
}

/// In order, each once.
fn unique<T: Ord + Clone>(items: &[T]) -> Vec<T> {
    items
        .iter()
        .cloned()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// A store that is open.
struct Model {
    store: Arc<Mutex<Option<Kept>>>,
    changes: broadcast::Sender<Change>,
    is_closed: AtomicBool,
}

impl Model {
    /// Does something with what is kept, unless it is closed.
    fn with<T>(&self, work: impl FnOnce(&mut Kept) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut store = self.store.lock().unwrap();
        match self.stopped() {
            Some(reason) => Err(StoreError::Stopped(reason)),
            None => work(store.as_mut().unwrap()),
        }
    }

    fn answer<'a, T>(
        &'a self,
        work: impl FnOnce(&mut Kept) -> Result<T, StoreError> + Send + 'a,
    ) -> BoxFuture<'a, Result<T, StoreError>> {
        Box::pin(async move { self.with(work) })
    }
}

impl Engine for Model {
    fn get(&self, record: RecordRef) -> BoxFuture<'_, Result<Option<Envelope>, StoreError>> {
        self.answer(move |kept| Ok(kept.records.get(&record).cloned()))
    }

    fn scan(&self, scan: Scan) -> BoxFuture<'_, Result<Vec<Found>, StoreError>> {
        self.answer(move |kept| Ok(kept.scan(&scan)))
    }

    fn place(&self, index: u8, key: &[u8]) -> Cursor {
        let first = RecordRef {
            kind: Kind::ALL[0],
            id: Vec::new(),
        };
        Cursor(postcard::to_stdvec(&(index, (key, first))).unwrap())
    }

    fn holder(&self, claim: Claim) -> BoxFuture<'_, Result<Option<RecordRef>, StoreError>> {
        self.answer(move |kept| Ok(kept.holders().get(&claim).copied().cloned()))
    }

    fn holders(
        &self,
        start: Claim,
        limit: usize,
    ) -> BoxFuture<'_, Result<Vec<(Claim, RecordRef)>, StoreError>> {
        self.answer(move |kept| {
            let all = kept.holders().into_iter();
            let found = all.filter(|(claim, _)| claim.0.starts_with(&start.0)).take(limit);
            Ok(found
                .map(|(claim, record)| (claim.clone(), record.clone()))
                .collect())
        })
    }

    fn commit(&self, batch: Batch) -> BoxFuture<'_, Result<Committed, StoreError>> {
        self.answer(move |kept| {
            let (next, changes) = kept.after(&batch)?;
            *kept = next;
            for change in changes {
                let _nobody_has_to_listen = self.changes.send(change);
            }
            Ok(Committed {
                number: kept.last_commit,
            })
        })
    }

    fn audit_log(&self, scan: AuditScan) -> BoxFuture<'_, Result<Vec<(Chain, Audited)>, StoreError>> {
        self.answer(move |kept| {
            let mut sequences = BTreeMap::new();
            let audited = (1..).zip(&kept.log).map(|(number, (chain, entry))| {
                let sequence = sequences.entry(*chain).or_insert(0);
                *sequence += 1;
                let audited = Audited {
                    sequence: *sequence,
                    number,
                    entry: entry.clone(),
                };
                (*chain, audited)
            });
            let mut found: Vec<(Chain, Audited)> = audited.collect();
            found.retain(|(chain, audited)| {
                let position = scan.chain.map_or(audited.number, |_| audited.sequence);
                let is_behind = |from| (position < from) == scan.descending && position != from;
                scan.chain.is_none_or(|wanted| wanted == *chain) && scan.from.is_none_or(is_behind)
            });
            if scan.descending {
                found.reverse();
            }
            found.truncate(scan.limit);
            Ok(found)
        })
    }

    fn changes(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    fn facts(&self) -> StoreFacts {
        let store = self.store.lock().unwrap();
        let kept = store.as_ref().unwrap();
        StoreFacts {
            store: kept.id,
            demo: kept.demo,
            last_commit: kept.last_commit,
            last_day: kept.last_day.filter(|_| !kept.demo),
            changed_on: kept.last_day,
        }
    }

    fn audit_head(&self) -> Result<AuditHead, StoreError> {
        self.with(|kept| {
            let entries = u64::try_from(kept.log.len()).unwrap();
            let hash = kept.audit_hash(entries).unwrap();
            Ok(AuditHead { entries, hash })
        })
    }

    fn audit_hash(&self, entries: u64) -> BoxFuture<'_, Result<Option<[u8; 32]>, StoreError>> {
        self.answer(move |kept| Ok(kept.audit_hash(entries)))
    }

    fn check(&self, inspect: Inspector) -> BoxFuture<'_, Result<CheckReport, StoreError>> {
        self.answer(move |kept| Ok(kept.check(inspect)))
    }

    fn reindex(&self, inspect: Inspector, _last: RecordRef) -> BoxFuture<'_, Result<u64, StoreError>> {
        self.answer(move |kept| {
            let mut written = 0;
            for (record, envelope) in &mut kept.records {
                let entries = unique(&inspect(record.kind, envelope)?.entries);
                written += u64::from(entries != envelope.entries);
                envelope.entries = entries;
            }
            Ok(written)
        })
    }

    fn rebuild(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        // Nothing is derived before it is asked for.
        self.answer(|_| Ok(()))
    }

    fn stopped(&self) -> Option<String> {
        self.is_closed.load(Ordering::SeqCst).then(|| "closed".to_owned())
    }

    fn close(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        self.answer(|_| {
            self.is_closed.store(true, Ordering::SeqCst);
            Ok(())
        })
    }
}

impl std::fmt::Debug for Model {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Model")
    }
}
