//! What must be true of a store after the power failed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use offerdesk::store::error::StoreError;
use offerdesk::store::opening::OpenOptions;
use offerdesk::store::record::{Claim, Engine, Expect, Kind, Scan};

use crate::support::{Note, REAL, inspect, note, putting};
use crate::work::{self, LANES, Lanes, NUMBERED, Told};

/// What was told before the power failed.
#[derive(Clone, Debug)]
pub struct Promised {
    /// The store was open, so it must be there.
    pub is_created: bool,
    /// The last step of each lane, and the number of its commit, if somebody was told of it since the start.
    pub lanes: Vec<(u64, Option<u64>)>,
}

impl Promised {
    /// Nothing yet.
    pub fn nothing() -> Self {
        let lanes = usize::try_from(LANES).unwrap();
        Self {
            is_created: false,
            lanes: vec![(0, None); lanes],
        }
    }

    /// What was found in a store is promised by whoever opens it again.
    pub fn found(&self, steps: &[u64]) -> Self {
        Self {
            is_created: self.is_created,
            lanes: steps.iter().map(|step| (*step, None)).collect(),
        }
    }

    pub fn hear(&mut self, told: Told) {
        match told {
            Told::Opened => self.is_created = true,
            Told::Done { lane, step, number } => {
                self.lanes[usize::try_from(lane).unwrap()] = (step, Some(number));
            }
        }
    }
}

/// Opens the store and compares it with what was promised. The answer is the last step of each lane, or what is wrong.
pub async fn judge(
    path: &Path,
    lanes: Lanes,
    layer_bytes: usize,
    promised: &Promised,
) -> Result<Vec<u64>, String> {
    let options = || OpenOptions {
        // Nothing fails any more; what is synced is tested elsewhere.
        sync: Arc::new(|_| Ok(())),
        checkpoint_sync: Arc::new(|_| Ok(())),
        ..work::small(layer_bytes)
    };
    let opened = match offerdesk::store::open(path, &options()) {
        Err(StoreError::Missing(_)) if !promised.is_created => {
            offerdesk::store::open(path, &options().creating(REAL))
        }
        opened => opened,
    };
    let engine = opened.map_err(|error| format!("opening is refused: {error:?}"))?;
    let steps = compare(&engine, lanes, promised).await?;
    let fail = |error: StoreError| format!("{error:?}");

    let new = Note::new(9_000_000, "after the power came back").claim("after");
    let committed = engine.commit(putting(&new, Expect::Absent)).await.map_err(fail)?;
    engine
        .close()
        .await
        .map_err(|error| format!("closing: {error:?}"))?;
    drop(engine);
    let engine =
        offerdesk::store::open(path, &options()).map_err(|error| format!("opening again: {error:?}"))?;
    let found = engine.get(note(new.id)).await.map_err(fail)?;
    if found.is_none_or(|found| found.version != committed.number) {
        return Err("a commit after the failure is lost".to_owned());
    }
    is_clean(&engine).await?;
    engine
        .close()
        .await
        .map_err(|error| format!("closing again: {error:?}"))?;
    Ok(steps)
}

async fn is_clean(engine: &Arc<dyn Engine>) -> Result<offerdesk::store::check::CheckReport, String> {
    let report = engine
        .check(inspect)
        .await
        .map_err(|error| format!("{error:?}"))?;
    if report.is_clean() {
        Ok(report)
    } else {
        let some: Vec<_> = report.problems.iter().take(5).collect();
        Err(format!(
            "the check found {} problems: {some:?}",
            report.problems.len()
        ))
    }
}

async fn compare(engine: &Arc<dyn Engine>, lanes: Lanes, promised: &Promised) -> Result<Vec<u64>, String> {
    let fail = |error: StoreError| format!("{error:?}");
    let mut steps = Vec::new();
    let mut notes = BTreeMap::new();
    let mut numbered = BTreeSet::new();
    for (lane, (promised, number)) in (0..LANES).zip(&promised.lanes) {
        let marker = engine.get(note(work::marker(lane))).await.map_err(fail)?;
        let step = marker.as_ref().map_or(0, |marker| work::step_of(&marker.payload));
        // The one that comes next may be there, or not.
        if step < *promised || step > promised + 1 {
            return Err(format!(
                "lane {lane} is at step {step}, and {promised} was acknowledged"
            ));
        }
        let is_another = number.is_some_and(|number| marker.is_some_and(|marker| marker.version != number));
        if step == *promised && is_another {
            return Err(format!("step {step} of lane {lane} is not of commit {number:?}"));
        }
        let lane_now = work::after(lanes, lane, step);
        numbered.extend(lane_now.numbered.into_iter().map(|step| format!("{lane} {step}")));
        notes.extend(lane_now.notes);
        steps.push(step);
    }
    for number in 1..=u64::try_from(numbered.len()).unwrap() {
        let id = NUMBERED + number;
        let Some(envelope) = engine.get(note(id)).await.map_err(fail)? else {
            return Err(format!("number {number} of {} is missing", numbered.len()));
        };
        let found: Note = postcard::from_bytes(&envelope.payload).unwrap();
        if !numbered.remove(&found.text) {
            return Err(format!(
                "number {number} is of {}, which has another one or none",
                found.text
            ));
        }
        let (lane, step) = found.text.split_once(' ').unwrap();
        notes.insert(
            id,
            work::numbered(lane.parse().unwrap(), step.parse().unwrap(), number),
        );
    }
    for (id, expected) in &notes {
        let envelope = engine.get(note(*id)).await.map_err(fail)?;
        let found = envelope.map(|envelope| postcard::from_bytes::<Note>(&envelope.payload).unwrap());
        if found.as_ref() != Some(expected) {
            return Err(format!("record {id} is {found:?} instead of {expected:?}"));
        }
    }
    entries(engine, &notes).await?;
    claims(engine, &notes).await?;

    let report = is_clean(engine).await?;
    let records = report.records.get(&Kind::Order).copied().unwrap_or_default();
    let audited: u64 = steps.iter().sum();
    let (most, counted) = (
        u64::try_from(notes.len()).unwrap(),
        (records, report.audited, report.last_commit),
    );
    if counted != (most, audited, audited) {
        return Err(format!(
            "records, audit entries and last commit are {counted:?} instead of {:?}",
            (most, audited, audited)
        ));
    }
    Ok(steps)
}

async fn entries(engine: &Arc<dyn Engine>, notes: &BTreeMap<u64, Note>) -> Result<(), String> {
    for index in 1..=3 {
        let all = Scan {
            index,
            prefix: Vec::new(),
            after: None,
            limit: usize::MAX,
            descending: false,
        };
        let found = engine.scan(all).await.map_err(|error| format!("{error:?}"))?;
        let found: Vec<_> = found.into_iter().map(|entry| (entry.key, entry.record)).collect();
        let mut expected: Vec<_> = notes
            .values()
            .flat_map(|written| {
                let of_index = written.entries.iter().filter(|entry| entry.0 == index);
                of_index.map(|entry| (entry.1.clone(), note(written.id)))
            })
            .collect();
        expected.sort();
        if found != expected {
            return Err(format!(
                "index {index} has {} entries, expected {}",
                found.len(),
                expected.len()
            ));
        }
    }
    Ok(())
}

async fn claims(engine: &Arc<dyn Engine>, notes: &BTreeMap<u64, Note>) -> Result<(), String> {
    let found = engine
        .holders(Claim(String::new()), usize::MAX)
        .await
        .map_err(|error| format!("{error:?}"))?;
    let found: BTreeMap<_, _> = found
        .into_iter()
        .map(|(claim, holder)| (claim.0, holder))
        .collect();
    let expected: BTreeMap<_, _> = notes
        .values()
        .flat_map(|written| {
            written
                .claims
                .iter()
                .map(|claim| (claim.clone(), note(written.id)))
        })
        .collect();
    if found == expected {
        Ok(())
    } else {
        Err(format!(
            "{} claims are held, expected {}",
            found.len(),
            expected.len()
        ))
    }
}
