//! Reads everything that is stored and reports what does not fit together: each file to its last byte, then each row.
//!
//! One pass over each family, with point reads for what a value says of another one: no memory that grows with the
//! store. It runs on the writer's thread between two groups, so that nothing moves meanwhile.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::Path;

use crate::domain::audit::{AuditEntry, Chain};
use crate::store::check::{CheckReport, Inspector, RecordProblem, hex};
use crate::store::error::StoreError;
use crate::store::record::{Claim, Envelope, RecordRef};

use super::codec;
use super::content::Content;
use super::layout::{self, Family};
use super::parts;
use super::rows::{EVERYTHING, Order};
use super::values::{self, Head, State, StoredAudit};

/// Checks the whole store in `folder`.
pub fn check(
    content: &Content,
    folder: &Path,
    state: State,
    inspect: Inspector,
) -> Result<CheckReport, StoreError> {
    let mut walk = CheckWalk {
        content,
        inspect,
        state,
        tally: 0,
        chain: None,
        given: BTreeMap::new(),
        report: CheckReport {
            last_commit: state.last_commit,
            ..CheckReport::default()
        },
    };
    for problem in parts::check(folder, content)? {
        walk.report.add(problem);
    }
    let mut whole = true;
    for family in Family::ALL {
        // Each family by itself, so that one unreadable block does not hide what is wrong elsewhere.
        if let Err(what) = walk.family(family) {
            whole = false;
            walk.report.add(RecordProblem::Unreadable(what.0));
        }
    }
    if let Err(what) = walk.strangers() {
        whole = false;
        walk.report.add(RecordProblem::Unreadable(what.0));
    }
    for (series, number) in std::mem::take(&mut walk.given) {
        walk.report
            .add(RecordProblem::SeriesBehind(series.to_owned(), number));
    }
    if whole && walk.tally != state.tally {
        walk.report.add(RecordProblem::WrongTally);
    }
    Ok(walk.report)
}

/// Why a family could not be read on.
struct Unreadable(String);

impl From<StoreError> for Unreadable {
    fn from(error: StoreError) -> Self {
        Self(error.to_string())
    }
}

/// How far the walk has come.
struct CheckWalk<'store> {
    content: &'store Content,
    inspect: Inspector,
    state: State,
    tally: u128,
    chain: Option<(Chain, Head)>,
    /// The highest number that each series gave, as far as its last one does not cover it.
    given: BTreeMap<&'static str, u64>,
    report: CheckReport,
}

impl CheckWalk<'_> {
    fn family(&mut self, family: Family) -> Result<(), Unreadable> {
        let (low, high) = ([family.byte()], [family.byte() + 1]);
        let keys = (Bound::Included(low.as_slice()), Bound::Excluded(high.as_slice()));
        let content = self.content;
        content.each(keys, Order::Ascending, |(key, value)| {
            self.tally = self.tally.wrapping_add(values::tally(&key, &value));
            let known = match family {
                Family::Record => self.record(&key, &value)?,
                Family::Entry => self.entry(&key, &value)?,
                Family::Claim => self.claim(&key, &value)?,
                Family::Audit => self.audit(&key, &value)?,
                Family::Head => self.head(&key, &value)?,
                Family::Series => self.series(&key, &value),
            };
            if !known {
                self.report.add(RecordProblem::StrangeKey(hex(&key)));
            }
            Ok::<bool, Unreadable>(true)
        })?;
        if family == Family::Audit
            && let Some((chain, end)) = self.chain.take()
        {
            self.end_of_chain(chain, end)?;
        }
        Ok(())
    }

    /// Keys outside the known families.
    fn strangers(&mut self) -> Result<(), Unreadable> {
        let (first, last) = ([Family::Record.byte()], [Family::Series.byte() + 1]);
        let below = (EVERYTHING.0, Bound::Excluded(first.as_slice()));
        let above = (Bound::Included(last.as_slice()), EVERYTHING.1);
        for keys in [below, above] {
            for (key, _) in self.content.scan(keys, Order::Ascending, CheckReport::MOST)? {
                self.report.add(RecordProblem::StrangeKey(hex(&key)));
            }
        }
        Ok(())
    }

    fn series(&mut self, key: &[u8], value: &[u8]) -> bool {
        if let (Some(last), Some(name)) = (self.decode::<u64>(key, value), layout::parse_named(key)) {
            self.given
                .retain(|series, given| *series != name || *given > last);
        }
        true
    }

    fn record(&mut self, key: &[u8], value: &[u8]) -> Result<bool, Unreadable> {
        let Some(record) = layout::parse_record(key) else {
            return Ok(false);
        };
        *self.report.records.entry(record.kind).or_default() += 1;
        let Some(envelope) = self.decode::<Envelope>(key, value) else {
            return Ok(true);
        };
        if envelope.version > self.state.last_commit {
            self.report
                .add(RecordProblem::FutureVersion(record.clone(), envelope.version));
        }
        for entry in &envelope.entries {
            if !self.has(&layout::entry(entry, &record))? {
                self.report
                    .add(RecordProblem::MissingEntry(record.clone(), entry.index));
            }
        }
        for claim in &envelope.claims {
            if self.value::<RecordRef>(&layout::claim(claim))?.as_ref() != Some(&record) {
                self.report
                    .add(RecordProblem::MissingClaim(record.clone(), claim.clone()));
            }
        }
        match (self.inspect)(record.kind, &envelope) {
            Err(error) => self
                .report
                .add(RecordProblem::BadRecord(record, error.to_string())),
            Ok(view) => {
                if let Some((series, number)) = view.numbered {
                    let given = self.given.entry(series).or_default();
                    *given = number.max(*given);
                }
                if view.id != record.id {
                    self.report.add(RecordProblem::WrongId(record.clone()));
                }
                let same = set(&view.entries) == set(&envelope.entries)
                    && set(&view.claims) == set(&envelope.claims)
                    && view.account == envelope.account;
                if !same {
                    self.report.add(RecordProblem::Drifted(record.clone()));
                }
                for target in view.references {
                    if !self.has(&layout::record(&target))? {
                        self.report
                            .add(RecordProblem::DanglingReference(record.clone(), target));
                    }
                }
            }
        }
        Ok(true)
    }

    fn entry(&mut self, key: &[u8], value: &[u8]) -> Result<bool, Unreadable> {
        let Some((entry, record)) = layout::parse_entry(key) else {
            return Ok(false);
        };
        self.report.entries += 1;
        let envelope = self.value::<Envelope>(&layout::record(&record))?;
        if !value.is_empty() || !envelope.is_some_and(|envelope| envelope.entries.contains(&entry)) {
            self.report.add(RecordProblem::StrayEntry(record, entry.index));
        }
        Ok(true)
    }

    fn claim(&mut self, key: &[u8], value: &[u8]) -> Result<bool, Unreadable> {
        let Some(claim) = layout::parse_named(key).map(Claim) else {
            return Ok(false);
        };
        self.report.claims += 1;
        let Some(holder) = self.decode::<RecordRef>(key, value) else {
            return Ok(true);
        };
        let envelope = self.value::<Envelope>(&layout::record(&holder))?;
        if !envelope.is_some_and(|envelope| envelope.claims.contains(&claim)) {
            self.report.add(RecordProblem::StrayClaim(claim));
        }
        Ok(true)
    }

    fn audit(&mut self, key: &[u8], value: &[u8]) -> Result<bool, Unreadable> {
        let Some((chain, sequence)) = layout::parse_audit(key) else {
            return Ok(false);
        };
        self.report.audited += 1;
        let before = match self.chain.take() {
            Some((of, end)) if of == chain => end,
            Some((of, end)) => {
                self.end_of_chain(of, end)?;
                Head::default()
            }
            None => Head::default(),
        };
        let stored = self.decode::<StoredAudit>(key, value);
        let follows = stored
            .as_ref()
            .is_some_and(|stored| sequence == before.sequence + 1 && stored.previous == before.hash);
        if !follows {
            self.report
                .add(RecordProblem::BrokenChain(chain_name(chain), sequence));
        }
        let hash = stored.map_or(before.hash, |stored| {
            if postcard::from_bytes::<AuditEntry>(&stored.entry).is_err() {
                self.report.add(RecordProblem::BadValue(hex(key)));
            }
            values::hash(chain, sequence, &stored)
        });
        self.chain = Some((chain, Head { sequence, hash }));
        Ok(true)
    }

    fn end_of_chain(&mut self, chain: Chain, end: Head) -> Result<(), Unreadable> {
        if self.value::<Head>(&layout::head(chain))? != Some(end) {
            self.report.add(RecordProblem::WrongHead(chain_name(chain)));
        }
        Ok(())
    }

    /// The walk over the entries compares each chain with its end; here remain the ends without entries.
    fn head(&mut self, key: &[u8], value: &[u8]) -> Result<bool, Unreadable> {
        let Some(chain) = layout::parse_chain(key) else {
            return Ok(false);
        };
        if let Some(head) = self.decode::<Head>(key, value)
            && !self.has(&layout::audit(chain, head.sequence))?
        {
            self.report.add(RecordProblem::WrongHead(chain_name(chain)));
        }
        Ok(true)
    }

    /// Decodes the value that the walk is at, and reports it when it does not verify.
    fn decode<T: serde::de::DeserializeOwned>(&mut self, key: &[u8], value: &[u8]) -> Option<T> {
        match codec::decode(key, value) {
            Ok(value) => Some(value),
            Err(error) => {
                self.report.add(RecordProblem::BadValue(error.to_string()));
                None
            }
        }
    }

    /// Reads a value that another one speaks of. One that does not verify counts as absent here: the walk reports it
    /// where it lies.
    fn value<T: serde::de::DeserializeOwned>(&self, key: &[u8]) -> Result<Option<T>, Unreadable> {
        let bytes = self.content.get(key)?;
        Ok(bytes.and_then(|bytes| codec::decode(key, &bytes).ok()))
    }

    fn has(&self, key: &[u8]) -> Result<bool, Unreadable> {
        Ok(self.content.get(key)?.is_some())
    }
}

fn set<T: Ord>(items: &[T]) -> BTreeSet<&T> {
    items.iter().collect()
}

/// What a chain is called.
pub fn chain_name(chain: Chain) -> String {
    match chain {
        Chain::System => "system".to_owned(),
        Chain::Account(account) => account.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit::{AuditAction, Origin};
    use crate::domain::date::Timestamp;
    use crate::domain::ids::AccountId;
    use crate::domain::message::Coded;
    use crate::store::check::view_of;
    use crate::store::embedded::rows::Value;
    use crate::store::embedded::{EmbeddedEngine, read};
    use crate::store::opening::{OpenOptions, StoreKind};
    use crate::store::record::{Batch, Engine, Expect, IndexEntry, Kind, Record};
    use std::collections::HashMap;

    #[derive(serde::Serialize, serde::Deserialize)]
    struct Note(u8, String);

    impl Record for Note {
        const KIND: Kind = Kind::Order;
        const SCHEMA: u8 = 1;

        fn id(&self) -> Vec<u8> {
            vec![self.0]
        }

        fn account(&self) -> Option<AccountId> {
            Some(AccountId::new(4))
        }

        fn index(&self) -> Vec<IndexEntry> {
            vec![IndexEntry {
                index: 1,
                key: vec![self.0],
            }]
        }

        fn claims(&self) -> Vec<Claim> {
            vec![Claim(format!("note/{}", self.0))]
        }
    }

    fn inspect(_: Kind, envelope: &Envelope) -> Result<crate::store::check::TypedView, StoreError> {
        view_of::<Note>(envelope)
    }

    fn note(id: u8) -> RecordRef {
        RecordRef {
            kind: Kind::Order,
            id: vec![id],
        }
    }

    fn audited() -> Batch {
        let mut batch = Batch::new(Timestamp(0), None);
        let entry = AuditEntry {
            at: batch.at,
            actor: None,
            origin: Origin::Desk,
            action: AuditAction::OrderPlaced,
            subjects: Vec::new(),
        };
        batch.audit(Chain::System, entry);
        batch
    }

    /// Three notes, each with an audit entry; alters what is stored and names the problems that the check finds.
    async fn found(alter: impl FnOnce(&Content)) -> BTreeSet<&'static str> {
        let folder = tempfile::tempdir().unwrap();
        let creating =
            OpenOptions::new(crate::store::error::LockHolder::default()).creating(StoreKind { demo: false });
        let engine = EmbeddedEngine::open(&folder.path().join("store"), &creating).unwrap();
        for id in 1..=3 {
            let mut batch = audited();
            batch.put(&Note(id, "text".to_owned()), Expect::Absent).unwrap();
            engine.commit(batch).await.unwrap();
        }
        assert!(engine.check(inspect).await.unwrap().is_clean());
        alter(&engine.shared.content().unwrap());
        let report = engine.check(inspect).await.unwrap();
        report.problems.iter().map(Coded::code).collect()
    }

    /// Writes a row past everything that would keep it right; `None` removes it.
    fn put(content: &Content, key: &[u8], value: Option<Vec<u8>>) {
        content.add(HashMap::from([(key.to_vec(), value.map(Value::from))]));
    }

    fn change(content: &Content, key: &[u8], change: impl FnOnce(&mut Vec<u8>)) {
        let mut value = content.get(key).unwrap().unwrap().to_vec();
        change(&mut value);
        put(content, key, Some(value));
    }

    /// Rewrites an envelope with a checksum that fits.
    fn rewrite(content: &Content, record: &RecordRef, change: impl FnOnce(&mut Envelope)) {
        let key = layout::record(record);
        let mut envelope: Envelope = read::value(content, &key).unwrap().unwrap();
        change(&mut envelope);
        put(content, &key, Some(codec::encode(&key, &envelope).unwrap()));
    }

    macro_rules! check {
        ($alter:expr, $($code:literal),+) => {
            assert_eq!(found($alter).await, BTreeSet::from([$($code),+]));
        };
    }

    #[tokio::test]
    async fn a_flipped_byte_of_a_record_is_found() {
        check!(
            |tree| change(tree, &layout::record(&note(2)), |value| *value
                .last_mut()
                .unwrap() ^= 1),
            "check-bad-value",
            "check-stray-entry",
            "check-stray-claim",
            "check-wrong-tally"
        );
    }

    #[tokio::test]
    async fn entries_and_claims_that_disagree_with_their_record_are_found() {
        let entry = |key: u8| {
            let entry = IndexEntry {
                index: 1,
                key: vec![key],
            };
            layout::entry(&entry, &note(2))
        };
        check!(
            |tree| {
                put(tree, &entry(2), None);
            },
            "check-missing-entry",
            "check-wrong-tally"
        );
        check!(
            |tree| {
                put(tree, &entry(9), Some(Vec::new()));
            },
            "check-stray-entry",
            "check-wrong-tally"
        );
        let claim = layout::claim(&Claim("note/2".to_owned()));
        check!(
            |tree| {
                put(tree, &claim, None);
            },
            "check-missing-claim",
            "check-wrong-tally"
        );
        check!(
            |tree| {
                put(tree, &claim, Some(codec::encode(&claim, &note(3)).unwrap()));
            },
            "check-missing-claim",
            "check-stray-claim",
            "check-wrong-tally"
        );
    }

    #[tokio::test]
    async fn an_envelope_that_disagrees_with_its_record_is_found() {
        check!(
            |tree| rewrite(tree, &note(2), |envelope| envelope.account = None),
            "check-drifted",
            "check-wrong-tally"
        );
        check!(
            |tree| rewrite(tree, &note(2), |envelope| envelope.version = 99),
            "check-future-version",
            "check-wrong-tally"
        );
        check!(
            |tree| rewrite(tree, &note(2), |envelope| envelope.payload.clear()),
            "check-bad-record",
            "check-wrong-tally"
        );
    }

    #[tokio::test]
    async fn a_record_that_vanished_with_all_that_refers_to_it_is_found() {
        check!(
            |tree| {
                put(tree, &layout::record(&note(2)), None);
                let entry = IndexEntry {
                    index: 1,
                    key: vec![2],
                };
                put(tree, &layout::entry(&entry, &note(2)), None);
                put(tree, &layout::claim(&Claim("note/2".to_owned())), None);
            },
            "check-wrong-tally"
        );
    }

    #[tokio::test]
    async fn an_audit_chain_that_was_cut_or_rewritten_is_found() {
        let key = |sequence| layout::audit(Chain::System, sequence);
        for sequence in [1, 2] {
            check!(
                |tree| {
                    put(tree, &key(sequence), None);
                },
                "check-broken-chain",
                "check-wrong-tally"
            );
        }
        check!(
            |tree| {
                put(tree, &key(3), None);
            },
            "check-wrong-head",
            "check-wrong-tally"
        );
        let rewrite = |tree: &Content, sequence: u64| {
            let mut stored: StoredAudit = read::value(tree, &key(sequence)).unwrap().unwrap();
            let mut entry: AuditEntry = postcard::from_bytes(&stored.entry).unwrap();
            entry.action = AuditAction::OrderRefunded;
            stored.entry = postcard::to_stdvec(&entry).unwrap();
            let value = codec::encode(&key(sequence), &stored).unwrap();
            put(tree, &key(sequence), Some(value));
        };
        check!(|tree| rewrite(tree, 1), "check-broken-chain", "check-wrong-tally");
        check!(|tree| rewrite(tree, 3), "check-wrong-head", "check-wrong-tally");
        check!(
            |tree| {
                put(tree, &layout::head(Chain::System), None);
            },
            "check-wrong-head",
            "check-wrong-tally"
        );
    }

    #[tokio::test]
    async fn keys_that_no_build_writes_are_found() {
        check!(
            |tree| {
                put(tree, &[9, 9], Some(b"x".to_vec()));
            },
            "check-strange-key"
        );
        check!(
            |tree| {
                put(tree, &[7, 1], Some(b"x".to_vec()));
            },
            "check-strange-key"
        );
    }
}
