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

/// Checks the whole store in `folder`; whether the order of all audit entries is kept whole, the writer knows.
pub fn check(
    content: &Content,
    folder: &Path,
    (state, has_order): (State, bool),
    inspect: Inspector,
) -> Result<CheckReport, StoreError> {
    let mut walk = CheckWalk {
        content,
        inspect,
        state,
        tally: 0,
        chain: None,
        given: BTreeMap::new(),
        has_order,
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
    /// Whether the order of all audit entries is kept whole: what an older build left out of it is no damage.
    has_order: bool,
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
                Family::Order => self.order(&key, &value)?,
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
        let (first, last) = ([Family::Record.byte()], [Family::Order.byte() + 1]);
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
        if let Some(stored) = stored.as_ref().filter(|_| self.has_order)
            && self.value::<Vec<u8>>(&layout::order(stored.number))?.as_deref() != Some(key)
        {
            self.report.add(RecordProblem::AuditOrder(stored.number));
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

    /// The walk over the entries looks for the place of each; here remain the places without an entry.
    fn order(&mut self, key: &[u8], value: &[u8]) -> Result<bool, Unreadable> {
        let Some(number) = layout::parse_order(key) else {
            return Ok(false);
        };
        let Some(entry) = self.decode::<Vec<u8>>(key, value) else {
            return Ok(true);
        };
        let stored = self.value::<StoredAudit>(&entry)?;
        if stored.is_none_or(|stored| stored.number != number) {
            self.report.add(RecordProblem::AuditOrder(number));
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
mod tests;
