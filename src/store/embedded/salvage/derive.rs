//! Makes the rows of a store out of what was gathered: records, audit entries and series as they are, everything else
//! anew. On the way it turns out what is missing: index entries, claims and ends of chains that are left speak of what is
//! gone.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::audit::Chain;
use crate::store::check::Inspector;
use crate::store::copies::{Loss, Salvaged};
use crate::store::error::StoreError;
use crate::store::record::{Claim, Envelope, IndexEntry, RecordRef};

use super::super::check::chain_name;
use super::super::codec;
use super::super::layout::{self, Family};
use super::super::rows::Value;
use super::super::values::{Head, State, StoredAudit, hash, roll};
use super::gather::{Gathered, Sighting};

/// The rows of the new store, and what it says of itself.
pub struct Derived {
    /// All rows.
    pub rows: BTreeMap<Vec<u8>, Value>,
    /// The store; its tally is still to be counted.
    pub state: State,
}

/// Makes the rows. `inspect` and `series` know what the typed records say of the numbers that they got.
pub fn derive(
    gathered: Gathered,
    inspect: Inspector,
    series: &[&'static str],
    told: &mut Salvaged,
) -> Result<Derived, StoreError> {
    for loss in missing_records(&gathered) {
        told.lose(loss);
    }
    let heads = heads(&gathered);
    let Gathered {
        rows: gathered,
        state,
        last_commit,
        gaps,
        ..
    } = gathered;
    let mut making = Making {
        told,
        rows: BTreeMap::new(),
        claims: BTreeMap::new(),
        versions: last_commit,
        last_day: state.and_then(|state| state.last_day),
        chains: BTreeMap::new(),
        hashes: Vec::new(),
        inspect,
        given: series.iter().map(|series| (*series, 0)).collect(),
    };
    let has_day = making.last_day.is_some();
    for (key, Sighting { value, as_of }) in gathered {
        let Some(value) = value else { continue };
        match key.first() {
            Some(byte) if *byte == Family::Record.byte() => making.record(key, value, has_day)?,
            Some(byte) if *byte == Family::Audit.byte() => making.audit(key, value)?,
            Some(byte) if *byte == Family::Series.byte() => making.series(key, &value, as_of, &gaps)?,
            // Made anew.
            _ => {}
        }
    }
    making.lost_series(&gaps)?;
    making.claims()?;
    making.heads(&heads)?;
    let mut state = State {
        last_day: making.last_day,
        last_commit: making.versions.max(last_commit),
        ..state.unwrap_or_default()
    };
    making.hashes.sort_unstable();
    for (number, hash) in making.hashes {
        // What is before it is in the hash that the store itself wrote down.
        if number > state.audited {
            state.audited = number;
            state.audit = roll(&state.audit, &hash);
        }
    }
    Ok(Derived {
        rows: making.rows,
        state,
    })
}

/// Records that index entries and claims speak of, and that are gone or older than what speaks of them.
fn missing_records(gathered: &Gathered) -> BTreeSet<Loss> {
    let mut losses = BTreeSet::new();
    for (key, sighting) in &gathered.rows {
        let Some((record, listing)) = sighting.value.as_ref().and_then(|value| listing(key, value)) else {
            continue;
        };
        let found = gathered.rows.get(&layout::record(&record));
        // What is known of the record from a later time counts more.
        if found.is_some_and(|found| found.as_of >= sighting.as_of) {
            continue;
        }
        let key = layout::record(&record);
        let envelope = found.and_then(|found| found.value.as_ref());
        match envelope.and_then(|value| codec::decode::<Envelope>(&key, value).ok()) {
            None => losses.insert(Loss::Record(record)),
            Some(envelope) if !listing.is_of(&envelope) => losses.insert(Loss::OlderRecord(record)),
            Some(_) => false,
        };
    }
    losses
}

/// What a row says of a record.
enum Listing {
    Entry(IndexEntry),
    Claim(Claim),
}

impl Listing {
    /// Whether the record says so as well.
    fn is_of(&self, envelope: &Envelope) -> bool {
        match self {
            Self::Entry(entry) => envelope.entries.contains(entry),
            Self::Claim(claim) => envelope.claims.contains(claim),
        }
    }
}

/// The record that an index entry or a claim speaks of.
fn listing(key: &[u8], value: &[u8]) -> Option<(RecordRef, Listing)> {
    let family = *key.first()?;
    if family == Family::Entry.byte() {
        let (entry, record) = layout::parse_entry(key)?;
        return Some((record, Listing::Entry(entry)));
    }
    if family == Family::Claim.byte() {
        let claim = Claim(layout::parse_named(key)?);
        return Some((codec::decode(key, value).ok()?, Listing::Claim(claim)));
    }
    None
}

/// Where the store said that its chains end.
fn heads(gathered: &Gathered) -> BTreeMap<Vec<u8>, u64> {
    let (low, high) = (vec![Family::Head.byte()], vec![Family::Head.byte() + 1]);
    let heads = gathered.rows.range(low..high);
    let said = heads.filter_map(|(key, sighting)| {
        let head: Head = codec::decode(key, sighting.value.as_ref()?).ok()?;
        Some((key.clone(), head.sequence))
    });
    said.collect()
}

struct Making<'told> {
    told: &'told mut Salvaged,
    rows: BTreeMap<Vec<u8>, Value>,
    /// Who holds a claim, and with which version.
    claims: BTreeMap<Claim, (u64, RecordRef)>,
    /// The highest version of a record.
    versions: u64,
    last_day: Option<crate::domain::date::Day>,
    /// Where the chains end, by the bytes of their ends' keys.
    chains: BTreeMap<Vec<u8>, (Chain, Head)>,
    /// The hashes of all audit entries by their numbers.
    hashes: Vec<(u64, [u8; 32])>,
    inspect: Inspector,
    /// The highest number that a record got from each series.
    given: BTreeMap<&'static str, u64>,
}

impl Making<'_> {
    fn record(&mut self, key: Vec<u8>, value: Value, has_day: bool) -> Result<(), StoreError> {
        let Some(record) = layout::parse_record(&key) else {
            return Ok(());
        };
        let envelope: Envelope = codec::decode(&key, &value)?;
        self.versions = self.versions.max(envelope.version);
        // What it says was compared may be among what is lost.
        if record.kind.is_progress() {
            return Ok(());
        }
        if !has_day && !record.kind.is_private() {
            self.last_day = self.last_day.max(Some(envelope.at.day()));
        }
        if let Ok(view) = (self.inspect)(record.kind, &envelope)
            && let Some((series, number)) = view.numbered
        {
            let given = self.given.entry(series).or_default();
            *given = number.max(*given);
        }
        for entry in &envelope.entries {
            self.rows.insert(layout::entry(entry, &record), Value::default());
        }
        for claim in envelope.claims {
            self.claim(claim, (envelope.version, record.clone()));
        }
        self.rows.insert(key, value);
        self.told.records += 1;
        Ok(())
    }

    /// The newer of two records has a claim.
    fn claim(&mut self, claim: Claim, holder: (u64, RecordRef)) {
        let Some(other) = self.claims.get(&claim).cloned() else {
            self.claims.insert(claim, holder);
            return;
        };
        let (kept, lost) = if other > holder {
            (other, holder)
        } else {
            (holder, other)
        };
        self.told.lose(Loss::Claim {
            claim: claim.clone(),
            lost: lost.1,
            kept: kept.1.clone(),
        });
        self.claims.insert(claim, kept);
    }

    fn claims(&mut self) -> Result<(), StoreError> {
        for (claim, (_, holder)) in std::mem::take(&mut self.claims) {
            let key = layout::claim(&claim);
            let value = codec::encode(&key, &holder)?;
            self.rows.insert(key, value.into());
        }
        Ok(())
    }

    /// Entries come in the order of their chains.
    fn audit(&mut self, key: Vec<u8>, value: Value) -> Result<(), StoreError> {
        let Some((chain, sequence)) = layout::parse_audit(&key) else {
            return Ok(());
        };
        let stored: StoredAudit = codec::decode(&key, &value)?;
        let before = self.chains.get(&layout::head(chain)).map(|(_, head)| *head);
        let before = before.unwrap_or_default();
        if sequence > before.sequence + 1 {
            let missing = Loss::Audit(chain_name(chain), before.sequence + 1, sequence - 1);
            self.told.lose(missing);
        } else if stored.previous != before.hash {
            self.told.lose(Loss::BrokenChain(chain_name(chain), sequence));
        }
        let hash = hash(chain, sequence, &stored);
        self.hashes.push((stored.number, hash));
        let place = layout::order(stored.number);
        let entry = codec::encode(&place, &key)?;
        self.rows.insert(place, entry.into());
        self.chains
            .insert(layout::head(chain), (chain, Head { sequence, hash }));
        self.rows.insert(key, value);
        Ok(())
    }

    /// Each chain ends with its last entry that is left.
    fn heads(&mut self, said: &BTreeMap<Vec<u8>, u64>) -> Result<(), StoreError> {
        for (key, sequence) in said {
            let left = self.chains.get(key).map_or(0, |(_, head)| head.sequence);
            if *sequence > left
                && let Some(chain) = layout::parse_chain(key)
            {
                self.told
                    .lose(Loss::Audit(chain_name(chain), left + 1, *sequence));
            }
        }
        for (key, (_, head)) in std::mem::take(&mut self.chains) {
            let value = codec::encode(&key, &head)?;
            self.rows.insert(key, value.into());
        }
        Ok(())
    }

    /// A number must not be given twice: where commits are missing, each may have given one.
    fn series(
        &mut self,
        key: Vec<u8>,
        value: &[u8],
        as_of: u64,
        gaps: &[(u64, u64)],
    ) -> Result<(), StoreError> {
        let last: u64 = codec::decode(&key, value)?;
        let unknown = gaps.iter().filter(|(_, end)| *end > as_of);
        let skipped: u64 = unknown
            .map(|(first, end)| end.saturating_sub((first.saturating_sub(1)).max(as_of)))
            .sum();
        let name = layout::parse_named(&key).unwrap_or_default();
        let given = self.given.iter().find(|(series, _)| **series == name);
        let given = given.map_or(0, |(_, number)| *number);
        self.given.retain(|series, _| *series != name);
        let last = last.saturating_add(skipped).max(given);
        if skipped > 0 {
            self.told.lose(Loss::Series(name, last));
        }
        let value = codec::encode(&key, &last)?;
        self.rows.insert(key, value.into());
        Ok(())
    }

    /// A series whose own row is gone goes on behind the highest number that a record has, and behind as many as the
    /// missing commits can have given.
    fn lost_series(&mut self, gaps: &[(u64, u64)]) -> Result<(), StoreError> {
        let skipped: u64 = gaps
            .iter()
            .map(|(first, end)| end.saturating_sub(first.saturating_sub(1)))
            .sum();
        for (series, given) in std::mem::take(&mut self.given) {
            let last = given.saturating_add(skipped);
            if last > 0 {
                self.told.lose(Loss::Series(series.to_owned(), last));
                let key = layout::series(series);
                let value = codec::encode(&key, &last)?;
                self.rows.insert(key, value.into());
            }
        }
        Ok(())
    }
}
