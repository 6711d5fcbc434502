//! Plans a group of batches: checks each against what is stored and against the batches before it in the group, and
//! collects what to write. Pure but for reads: nothing is changed here.
//!
//! A batch is planned into a draft of its own; only an accepted draft joins the group. So a refused batch leaves no
//! trace, and the batches behind it see exactly what will be stored when their turn comes.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use crate::domain::audit::{AuditEntry, Chain};
use crate::store::check::Inspector;
use crate::store::day;
use crate::store::error::{Conflict, StoreError};
use crate::store::record::{Batch, Change, Claim, Committed, Envelope, Expect, IndexEntry, Put, RecordRef};

use super::codec;
use super::content::Content;
use super::layout;
use super::rows::Value;
use super::validate;
use super::values::{Head, State, StoredAudit, hash, roll, tally};

/// What keys will hold.
pub type Writes = HashMap<Vec<u8>, Option<Value>>;

/// What a group of batches will write.
pub struct Group<'store> {
    content: &'store Content,
    demo: bool,
    state: State,
    writes: Writes,
    changes: Vec<Change>,
    is_reindexed: bool,
    has_order: bool,
}

impl<'store> Group<'store> {
    /// An empty group on top of what is stored; where the order of all audit entries lacks some, none is added to it.
    pub fn new(content: &'store Content, demo: bool, state: State, has_order: bool) -> Self {
        Self {
            content,
            demo,
            state,
            writes: Writes::new(),
            changes: Vec::new(),
            is_reindexed: false,
            has_order,
        }
    }

    /// Adds a batch, or says why not.
    pub fn plan(&mut self, batch: &Batch) -> Result<Committed, StoreError> {
        let mut draft = self.draft();
        let number = draft.plan(batch)?;
        let BatchDraft {
            writes,
            changes,
            state,
            ..
        } = draft;
        if let Some(number) = number {
            self.writes.extend(writes);
            self.changes.extend(changes);
            let last_day = self.state.last_day;
            self.state = state;
            self.state.last_commit = number;
            self.state.last_day = if batch.is_dated() {
                Some(batch.day)
            } else {
                last_day
            };
        }
        Ok(Committed {
            number: self.state.last_commit,
        })
    }

    /// Adds a record as it is, with the index entries that it says of itself by now: a commit of its own number, in which
    /// no record has another version than before.
    pub fn reindex(&mut self, record: &RecordRef, inspect: Inspector) -> Result<(), StoreError> {
        let mut draft = self.draft();
        let Some(before) = draft.envelope(record)? else {
            return Ok(());
        };
        let after = Envelope {
            entries: unique(&inspect(record.kind, &before)?.entries),
            ..before.clone()
        };
        let version = before.version;
        let change = Move {
            record,
            before: Some(before),
            after: Some(after),
        };
        draft.write_record(change, version)?;
        let BatchDraft { writes, state, .. } = draft;
        self.writes.extend(writes);
        self.state = State {
            last_commit: self.state.last_commit,
            ..state
        };
        self.is_reindexed = true;
        Ok(())
    }

    /// Adds the place of an audit entry to the order of all, as [`Self::reindex`] adds entries of a record.
    pub fn reorder(&mut self, number: u64, entry: &[u8]) -> Result<(), StoreError> {
        let mut draft = self.draft();
        let place = layout::order(number);
        let value = codec::encode(&place, &entry)?;
        draft.overwrite(place, Some(value))?;
        let BatchDraft { writes, state, .. } = draft;
        self.writes.extend(writes);
        self.state = state;
        self.is_reindexed = true;
        Ok(())
    }

    fn draft(&self) -> BatchDraft<'_, 'store> {
        BatchDraft {
            group: self,
            stored: RefCell::default(),
            writes: Writes::new(),
            changes: Vec::new(),
            state: self.state,
        }
    }

    /// Whether anything is to be written.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }

    /// What to write, the store afterwards, and the changes to publish once it is durable.
    pub fn finish(mut self) -> (Writes, State, Vec<Change>) {
        if self.is_reindexed {
            self.state.last_commit += 1;
        }
        (self.writes, self.state, self.changes)
    }
}

/// One batch on top of a group.
struct BatchDraft<'group, 'store> {
    group: &'group Group<'store>,
    /// What was found to be stored: one batch asks for a record up to four times (is it the expected one, what does it
    /// let go of, what did it add to the tally), and every question reads a block.
    stored: RefCell<Writes>,
    writes: Writes,
    changes: Vec<Change>,
    state: State,
}

impl BatchDraft<'_, '_> {
    /// Plans the batch; the answer is its number, or `None` when it only waits for what is before it.
    fn plan(&mut self, batch: &Batch) -> Result<Option<u64>, StoreError> {
        let state = &self.group.state;
        let barrier = batch.puts.is_empty()
            && batch.deletes.is_empty()
            && batch.numbered.is_empty()
            && batch.audit.is_empty();
        if let Some(last) = state.last_day
            && batch.is_dated()
            && !batch.accepts_day
            && !self.group.demo
        {
            day::judge(last, batch.day)?;
        }
        let number = state.last_commit + 1;
        let numbered = self.number(batch)?;
        let puts: Vec<&Put> = batch.puts.iter().chain(&numbered).collect();
        validate::check(batch, &puts)?;

        let relied_on = batch.expects.iter().map(|(record, expects)| (record, *expects));
        let removed = batch.deletes.iter().map(|(record, expects)| (record, *expects));
        let written = puts.iter().map(|put| (&put.record, put.expects));
        for (record, expects) in relied_on.chain(removed).chain(written) {
            self.expect(record, expects)?;
        }
        if barrier {
            return Ok(None);
        }

        let mut moves = Vec::new();
        for (record, _) in &batch.deletes {
            if let Some(before) = self.envelope(record)? {
                moves.push(Move {
                    record,
                    before: Some(before),
                    after: None,
                });
            }
        }
        for put in puts {
            moves.push(Move {
                record: &put.record,
                before: self.envelope(&put.record)?,
                after: Some(envelope_of(put, number, batch)),
            });
        }
        // All claims are released before any is taken, so that a batch may hand one over.
        for change in &moves {
            self.release(change)?;
        }
        for change in &moves {
            self.claim(change)?;
        }
        for change in moves {
            self.write_record(change, number)?;
        }
        for (chain, entry) in &batch.audit {
            self.audit(*chain, entry)?;
        }
        // A private record was removed that is not there: a number that nothing stands for would be given twice.
        Ok((!self.writes.is_empty()).then_some(number))
    }

    /// Takes the next number of each series and makes the records that need it.
    fn number(&mut self, batch: &Batch) -> Result<Vec<Put>, StoreError> {
        let mut puts = Vec::new();
        for (series, make) in &batch.numbered {
            let key = layout::series(series);
            let last: u64 = self.decoded(&key)?.unwrap_or(0);
            let next = last + 1;
            puts.extend(make(next)?);
            let value = codec::encode(&key, &next)?;
            self.overwrite(key, Some(value))?;
        }
        Ok(puts)
    }

    fn expect(&self, record: &RecordRef, expects: Expect) -> Result<(), StoreError> {
        let wanted = match expects {
            Expect::Any => return Ok(()),
            Expect::Absent => None,
            Expect::Version(version) => Some(version),
        };
        let found = self.envelope(record)?;
        let version = found.as_ref().map(|envelope| envelope.version);
        if version == wanted {
            return Ok(());
        }
        Err(StoreError::Conflict(Conflict::Moved {
            record: record.clone(),
            found: version,
            by: found.and_then(|envelope| envelope.by),
        }))
    }

    fn release(&mut self, change: &Move<'_>) -> Result<(), StoreError> {
        for claim in change.claims_lost() {
            self.overwrite(layout::claim(&claim), None)?;
        }
        Ok(())
    }

    fn claim(&mut self, change: &Move<'_>) -> Result<(), StoreError> {
        for claim in change.after.iter().flat_map(|envelope| &envelope.claims) {
            let key = layout::claim(claim);
            match self.decoded::<RecordRef>(&key)? {
                Some(holder) if holder == *change.record => {}
                Some(holder) => {
                    let by = self.envelope(&holder)?.and_then(|envelope| envelope.by);
                    return Err(StoreError::Conflict(Conflict::Held {
                        claim: claim.clone(),
                        holder,
                        by,
                    }));
                }
                None => {
                    let value = codec::encode(&key, change.record)?;
                    self.write(key, None, Some(value));
                }
            }
        }
        Ok(())
    }

    fn write_record(&mut self, change: Move<'_>, version: u64) -> Result<(), StoreError> {
        let before = entries(change.before.as_ref());
        let after = entries(change.after.as_ref());
        let removed: Vec<IndexEntry> = before.difference(&after).cloned().collect();
        let added: Vec<IndexEntry> = after.difference(&before).cloned().collect();
        for entry in &removed {
            self.write(layout::entry(entry, change.record), Some(&[]), None);
        }
        for entry in &added {
            self.write(layout::entry(entry, change.record), None, Some(Vec::new()));
        }
        let key = layout::record(change.record);
        let value = change
            .after
            .as_ref()
            .map(|envelope| codec::encode_envelope(&key, envelope))
            .transpose()?;
        self.overwrite(key, value)?;
        if !change.record.kind.is_private() {
            let account = change
                .after
                .or(change.before)
                .and_then(|envelope| envelope.account);
            self.changes.push(Change {
                record: change.record.clone(),
                account,
                version,
                added,
                removed,
            });
        }
        Ok(())
    }

    fn audit(&mut self, chain: Chain, entry: &AuditEntry) -> Result<(), StoreError> {
        let head_key = layout::head(chain);
        let head: Head = self.decoded(&head_key)?.unwrap_or_default();
        let sequence = head.sequence + 1;
        let stored = StoredAudit {
            number: self.state.audited + 1,
            previous: head.hash,
            entry: postcard::to_stdvec(entry).map_err(|_| StoreError::Unserializable)?,
        };
        let head = Head {
            sequence,
            hash: hash(chain, sequence, &stored),
        };
        let key = layout::audit(chain, sequence);
        let value = codec::encode(&key, &stored)?;
        if value.len() > codec::LIMIT {
            return Err(StoreError::TooLarge {
                size: value.len(),
                limit: codec::LIMIT,
            });
        }
        if self.group.has_order {
            let place = layout::order(stored.number);
            let entry = codec::encode(&place, &key)?;
            self.write(place, None, Some(entry));
        }
        self.write(key, None, Some(value));
        self.state.audited = stored.number;
        self.state.audit = roll(&self.state.audit, &head.hash);
        let value = codec::encode(&head_key, &head)?;
        self.overwrite(head_key, Some(value))
    }

    fn envelope(&self, record: &RecordRef) -> Result<Option<Envelope>, StoreError> {
        self.decoded(&layout::record(record))
    }

    fn decoded<T: serde::de::DeserializeOwned>(&self, key: &[u8]) -> Result<Option<T>, StoreError> {
        self.raw(key)?.map(|bytes| codec::decode(key, &bytes)).transpose()
    }

    fn raw(&self, key: &[u8]) -> Result<Option<Value>, StoreError> {
        if let Some(value) = self.writes.get(key).or_else(|| self.group.writes.get(key)) {
            return Ok(value.clone());
        }
        if let Some(value) = self.stored.borrow().get(key) {
            return Ok(value.clone());
        }
        let found = self.group.content.get(key)?;
        self.stored.borrow_mut().insert(key.to_vec(), found.clone());
        Ok(found)
    }

    /// Writes or removes a row whose value before is looked up.
    fn overwrite(&mut self, key: Vec<u8>, value: Option<Vec<u8>>) -> Result<(), StoreError> {
        let before = self.raw(&key)?;
        self.write(key, before.as_deref(), value);
        Ok(())
    }

    /// Writes or removes a row whose value before is known, and keeps the tally right.
    fn write(&mut self, key: Vec<u8>, before: Option<&[u8]>, value: Option<Vec<u8>>) {
        let total = &mut self.state.tally;
        if let Some(before) = before {
            *total = total.wrapping_sub(tally(&key, before));
        }
        if let Some(after) = &value {
            *total = total.wrapping_add(tally(&key, after));
        }
        self.writes.insert(key, value.map(Value::from));
    }
}

/// One record before and after a batch.
struct Move<'batch> {
    record: &'batch RecordRef,
    before: Option<Envelope>,
    after: Option<Envelope>,
}

impl Move<'_> {
    fn claims_lost(&self) -> Vec<Claim> {
        let kept = self.after.as_ref().map(|envelope| envelope.claims.as_slice());
        let held = self.before.iter().flat_map(|envelope| &envelope.claims);
        held.filter(|claim| !kept.unwrap_or_default().contains(claim))
            .cloned()
            .collect()
    }
}

fn envelope_of(put: &Put, version: u64, batch: &Batch) -> Envelope {
    Envelope {
        schema: put.schema,
        version,
        by: batch.by,
        at: batch.at,
        account: put.account,
        entries: unique(&put.entries),
        claims: unique(&put.claims),
        payload: put.payload.clone(),
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

fn entries(envelope: Option<&Envelope>) -> BTreeSet<IndexEntry> {
    envelope.map_or_else(BTreeSet::new, |envelope| {
        envelope.entries.iter().cloned().collect()
    })
}
