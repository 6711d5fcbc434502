//! The work of the child, and what must be in the store after any part of it.
//!
//! Several lanes commit at the same time, each one batch after the other to records of its own. What a batch does
//! follows from the seed, the lane and the step, so that the number of a lane's last step tells everything that the
//! lane must have in the store. A record of each lane keeps that number.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use futures_util::future::join_all;
use offerdesk::store::opening::OpenOptions;
use offerdesk::store::record::{Engine, Expect, Put};

use crate::chance::Chance;
use crate::support::{Note, REAL, audited, inspect, note, options};

/// So many lanes.
pub const LANES: u64 = 6;
/// Where the records of a series begin.
pub const NUMBERED: u64 = 1_000_000;

/// What a child is told to do.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    pub lanes: Lanes,
    /// Steps of each lane between an opening and a closing.
    pub steps: u64,
    /// So often the store is opened.
    pub openings: u64,
    pub layer_bytes: usize,
}

/// What lanes do, whoever goes on with it.
#[derive(Clone, Copy, Debug)]
pub struct Lanes {
    pub seed: u64,
    /// A lane has room for so many records.
    pub slots: u64,
    /// A batch changes at most so many of them.
    pub at_once: u64,
}

impl Task {
    pub fn text(self) -> String {
        let Self {
            lanes,
            steps,
            openings,
            layer_bytes,
        } = self;
        let Lanes { seed, slots, at_once } = lanes;
        format!("{seed} {slots} {at_once} {steps} {openings} {layer_bytes}")
    }

    pub fn read(text: &str) -> Self {
        let mut numbers = text.split(' ').map(|number| number.parse::<u64>().unwrap());
        let mut next = || numbers.next().unwrap();
        Self {
            lanes: Lanes {
                seed: next(),
                slots: next(),
                at_once: next(),
            },
            steps: next(),
            openings: next(),
            layer_bytes: usize::try_from(next()).unwrap(),
        }
    }
}

/// What the child tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Told {
    /// The store is open; before that it may not have been there.
    Opened,
    /// A batch was acknowledged.
    Done { lane: u64, step: u64, number: u64 },
}

impl Told {
    fn say(self) {
        let text = match self {
            Self::Opened => "<opened>\n".to_owned(),
            Self::Done { lane, step, number } => format!("<done {lane} {step} {number}>\n"),
        };
        let mut out = std::io::stdout();
        out.write_all(text.as_bytes()).unwrap();
        out.flush().unwrap();
    }

    /// Reads it out of what was written to standard output, where the test's own lines stand too.
    pub fn read(text: &str) -> Option<Self> {
        let (_, rest) = text.split_once('<')?;
        let (words, _) = rest.split_once('>')?;
        let mut words = words.split(' ');
        match words.next()? {
            "opened" => Some(Self::Opened),
            "done" => {
                let mut number = || words.next()?.parse().ok();
                Some(Self::Done {
                    lane: number()?,
                    step: number()?,
                    number: number()?,
                })
            }
            _ => None,
        }
    }
}

/// Options that make everything happen often: layers are frozen, checkpoints made, segments begun.
pub fn small(layer_bytes: usize) -> OpenOptions {
    OpenOptions {
        layer_bytes,
        cache_bytes: 256 << 10,
        ..options()
    }
}

/// The child.
pub async fn work(path: &Path, task: Task) {
    for opening in 0..task.openings {
        let engine = offerdesk::store::open(path, &small(task.layer_bytes).creating(REAL)).unwrap();
        Told::Opened.say();
        join_all((0..LANES).map(|lane| go_on(&engine, task, lane))).await;
        if opening % 2 == 1 {
            let report = engine.check(inspect).await.unwrap();
            assert_eq!(report.problems, []);
        }
        engine.close().await.unwrap();
    }
}

async fn go_on(engine: &Arc<dyn Engine>, task: Task, lane: u64) {
    let done = match engine.get(note(marker(lane))).await.unwrap() {
        Some(envelope) => step_of(&envelope.payload),
        None => 0,
    };
    let mut notes = after(task.lanes, lane, done).notes;
    for step in done + 1..=done + task.steps {
        let plan = Plan::of(task.lanes, lane, step, &notes);
        let mut batch = audited();
        for written in &plan.puts {
            let expects = version(engine, written.id).await;
            batch.put(written, expects).unwrap();
        }
        for removed in &plan.removed {
            let expects = version(engine, *removed).await;
            batch.delete::<Note>(note(*removed).id, expects);
        }
        if plan.is_numbered {
            let numbered = move |number| Ok(vec![Put::of(&numbered(lane, step, number), Expect::Absent)?]);
            batch.numbered.push(("invoices".to_owned(), Box::new(numbered)));
        }
        let committed = engine.commit(batch).await.unwrap();
        plan.apply(&mut notes);
        Told::Done {
            lane,
            step,
            number: committed.number,
        }
        .say();
    }
}

async fn version(engine: &Arc<dyn Engine>, id: u64) -> Expect {
    match engine.get(note(id)).await.unwrap() {
        Some(envelope) => Expect::Version(envelope.version),
        None => Expect::Absent,
    }
}

/// The record that keeps a lane's last step.
pub const fn marker(lane: u64) -> u64 {
    (lane + 1) * 100_000
}

/// The last step of a lane, by its record.
pub fn step_of(payload: &[u8]) -> u64 {
    let marker: Note = postcard::from_bytes(payload).unwrap();
    marker.text.parse().unwrap()
}

/// The record that a step makes with the next number of the series.
pub fn numbered(lane: u64, step: u64, number: u64) -> Note {
    Note::new(NUMBERED + number, &format!("{lane} {step}")).claim(&format!("number/{number}"))
}

/// What one batch does.
struct Plan {
    puts: Vec<Note>,
    removed: Vec<u64>,
    is_numbered: bool,
}

impl Plan {
    fn of(lanes: Lanes, lane: u64, step: u64, notes: &BTreeMap<u64, Note>) -> Self {
        let mut chance = Chance::new(lanes.seed ^ (lane << 40) ^ (step << 20));
        let mut puts = vec![Note::new(marker(lane), &step.to_string())];
        let mut removed = Vec::new();
        let mut slots = BTreeSet::new();
        for _ in 0..=chance.below(lanes.at_once) {
            slots.insert(chance.below(lanes.slots));
        }
        for slot in slots {
            let id = marker(lane) + 1 + slot;
            if notes.contains_key(&id) && chance.below(4) == 0 {
                removed.push(id);
            } else {
                puts.push(any_note(id, step, &mut chance));
            }
        }
        Self {
            puts,
            removed,
            is_numbered: chance.below(3) == 0,
        }
    }

    fn apply(self, notes: &mut BTreeMap<u64, Note>) {
        for id in self.removed {
            notes.remove(&id);
        }
        notes.extend(self.puts.into_iter().map(|note| (note.id, note)));
    }
}

fn any_note(id: u64, step: u64, chance: &mut Chance) -> Note {
    let limit = if chance.below(12) == 0 { 4_500 } else { 700 };
    let letter = char::from(b'a' + u8::try_from(chance.below(26)).unwrap());
    let length = usize::try_from(chance.below(limit)).unwrap();
    let mut note = Note::new(id, &letter.to_string().repeat(length));
    for index in 1..=u8::try_from(chance.below(4)).unwrap() {
        note = note.entry(index, chance.below(1 << 24).to_be_bytes());
    }
    if chance.below(2) == 0 {
        note = note.claim(&format!("slot/{id}/{step}"));
    }
    note
}

/// What a lane has in the store.
pub struct Lane {
    pub notes: BTreeMap<u64, Note>,
    /// The steps that took a number.
    pub numbered: Vec<u64>,
}

/// A lane after so many steps.
pub fn after(lanes: Lanes, lane: u64, steps: u64) -> Lane {
    let mut notes = BTreeMap::new();
    let mut numbered = Vec::new();
    for step in 1..=steps {
        let plan = Plan::of(lanes, lane, step, &notes);
        if plan.is_numbered {
            numbered.push(step);
        }
        plan.apply(&mut notes);
    }
    Lane { notes, numbered }
}
