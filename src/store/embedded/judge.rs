//! Judges a store before anything in it is changed: which checkpoint can be read, and whether the journal goes on from
//! it to the last commit that was acknowledged. Reading only.

use std::path::Path;

use crate::store::error::StoreError;

use super::checkpoint::{self, Checkpoint, Verified};
use super::folder::{self, FolderAccess, Part};
use super::journal::{self, Segment, Tail};
use super::manifest::{Facts, Mark};
use super::values::State;

/// A store that holds together.
pub struct Judged {
    /// The newest checkpoint that verifies; `None` is the empty one that every store begins with.
    pub base: Option<(Checkpoint, Verified)>,
    /// The journal from there on.
    pub segments: Vec<Segment>,
    /// The store after the last commit.
    pub state: State,
    /// What is wrong with newer checkpoints, which were passed over.
    pub passed_over: Vec<StoreError>,
}

/// Judges the store in a folder.
pub fn judge(path: &Path, facts: Facts, access: FolderAccess) -> Result<Judged, StoreError> {
    let parts = folder::parts(path)?;
    let mut checkpoints: Vec<u64> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Checkpoint(number) => Some(*number),
            _ => None,
        })
        .collect();
    checkpoints.reverse();
    // The empty one needs no file.
    checkpoints.push(0);
    let newest = newest_segment(&parts).ok_or_else(|| missing("the journal"))?;
    let mut passed_over = Vec::new();
    for generation in checkpoints {
        let base = match generation {
            0 if !parts.contains(&Part::Journal(0)) => break,
            0 => None,
            _ => match open(path, facts, generation) {
                Ok(base) => Some(base),
                // It may be as sound as ever: somebody took the right to read it away.
                Err(error @ StoreError::ReadOnly(_)) => return Err(error),
                Err(error) => {
                    passed_over.push(error);
                    continue;
                }
            },
        };
        let header = base.as_ref().map(|(checkpoint, _)| checkpoint.header());
        let follows = header.map_or_else(Mark::default, |header| header.mark);
        let state = header.map_or_else(State::default, |header| header.state);
        let segments = segments(path, facts, (generation, newest), follows, access)?;
        let frames = segments.iter().flat_map(|segment| &segment.frames);
        let state = frames.last().map_or(state, |frame| frame.state);
        return Ok(Judged {
            base,
            segments,
            state,
            passed_over,
        });
    }
    Err(passed_over
        .into_iter()
        .next()
        .unwrap_or_else(|| missing("journal.0")))
}

/// The newest segment of the journal.
pub fn newest_segment(parts: &[Part]) -> Option<u64> {
    let segments = parts.iter().filter_map(|part| match part {
        Part::Journal(number) => Some(*number),
        _ => None,
    });
    segments.max()
}

/// The oldest checkpoint of use: the one from which the journal goes on without a gap. 0 is the empty one.
pub fn oldest_of_use(parts: &[Part], newest: u64) -> Option<u64> {
    let mut oldest = None;
    let mut generation = newest;
    while parts.contains(&Part::Journal(generation)) {
        if generation == 0 || parts.contains(&Part::Checkpoint(generation)) {
            oldest = Some(generation);
        }
        match generation.checked_sub(1) {
            Some(before) => generation = before,
            None => break,
        }
    }
    oldest
}

/// Opens a checkpoint and verifies all of it.
pub fn open(path: &Path, facts: Facts, generation: u64) -> Result<(Checkpoint, Verified), StoreError> {
    let file = checkpoint::path(path, generation);
    let checkpoint = Checkpoint::open(&file, &facts.identity, generation)?;
    let verified = checkpoint.verify(|_, _| Ok(()))?;
    Ok((checkpoint, verified))
}

/// Reads the journal from a checkpoint on. It must follow it, have no gap, and reach the floor.
fn segments(
    path: &Path,
    facts: Facts,
    (first, newest): (u64, u64),
    follows: Mark,
    access: FolderAccess,
) -> Result<Vec<Segment>, StoreError> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut last = follows;
    for generation in first..=newest {
        let segment = segment(
            path,
            facts,
            generation,
            generation == newest && access == FolderAccess::Write,
        )?;
        if segment.follows != last {
            return Err(StoreError::Damaged(format!(
                "{}{generation} does not follow what is before it",
                journal::NAME
            )));
        }
        last = segment.last;
        let is_torn = generation == newest && segment.tail == Tail::Torn && last.commit >= facts.floor.commit;
        if segment.tail != Tail::Clean && !is_torn {
            return Err(StoreError::Damaged(format!(
                "{}{generation} at byte {}",
                journal::NAME,
                segment.end
            )));
        }
        let is_another = |mark: Mark| mark.commit == facts.floor.commit && mark != facts.floor;
        if is_another(follows) || segment.frames.iter().any(|frame| is_another(frame.mark)) {
            return Err(StoreError::Damaged(format!(
                "{}{generation} holds another commit {} than was acknowledged",
                journal::NAME,
                facts.floor.commit
            )));
        }
        segments.push(segment);
    }
    if segments.is_empty() {
        return Err(missing(&format!("{}{first}", journal::NAME)));
    }
    if last.commit < facts.floor.commit {
        return Err(StoreError::Damaged(format!(
            "commits {} to {} are missing",
            last.commit + 1,
            facts.floor.commit
        )));
    }
    Ok(segments)
}

/// Reads a segment; the newest one may hold what a crashed process wrote and nobody made durable.
fn segment(path: &Path, facts: Facts, generation: u64, settle: bool) -> Result<Segment, StoreError> {
    let name = format!("{}{generation}", journal::NAME);
    let path = journal::path(path, generation);
    let read = || {
        let file = folder::open(&path)?;
        if settle {
            folder::settle(&file)?;
        }
        folder::read_all(&file)
    };
    let bytes = read().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => missing(&name),
        _ => folder::io_error(&path, &error),
    })?;
    Segment::parse(&bytes, &facts.identity, generation)
        .ok_or_else(|| StoreError::Damaged(format!("the header of {name}")))
}

/// Something that must be there is not.
pub fn missing(what: &str) -> StoreError {
    StoreError::Damaged(format!("{what} is missing"))
}
