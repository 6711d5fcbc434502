//! Reads each file of a store to its last byte, also those that nobody needs as long as the others are sound.

use std::path::Path;

use crate::store::check::RecordProblem;
use crate::store::error::StoreError;

use super::checkpoint::{self, Checkpoint};
use super::content::Content;
use super::folder::{self, Part};
use super::journal::{self, Segment, Tail};
use super::manifest::{Facts, MANIFEST, Manifest, Mark};

/// What is wrong with the files of an open store.
pub fn check(folder: &Path, content: &Content) -> Result<Vec<RecordProblem>, StoreError> {
    let mut problems = Vec::new();
    let mut report = |what: String| problems.push(RecordProblem::DamagedPart(what));
    let facts = match Manifest::open(&folder.join(MANIFEST), false) {
        Ok(manifest) => {
            if !manifest.is_whole() {
                report(format!("one half of {MANIFEST}"));
            }
            manifest.facts()
        }
        Err(error) => {
            report(error.to_string());
            return Ok(problems);
        }
    };
    let parts = folder::parts(folder)?;
    let checkpoints = checkpoints(folder, facts, &parts, &mut report);
    journal(folder, facts, &parts, &checkpoints, &mut report);
    let base = content.base();
    if let (Some(checkpoint), Some(index)) = (base.checkpoint(), base.index()) {
        match checkpoint.verify(|_, _| Ok(())) {
            Ok(verified) if !index.is_of(&verified) => report("the index".to_owned()),
            // One that does not verify was told above.
            Ok(_) | Err(_) => {}
        }
    }
    Ok(problems)
}

/// Where each checkpoint that verifies stands.
fn checkpoints(
    folder: &Path,
    facts: Facts,
    parts: &[Part],
    report: &mut impl FnMut(String),
) -> Vec<(u64, Mark)> {
    let mut sound = vec![(0, Mark::default())];
    for part in parts {
        let Part::Checkpoint(generation) = *part else {
            continue;
        };
        let path = checkpoint::path(folder, generation);
        let verified = Checkpoint::open(&path, &facts.identity, generation)
            .and_then(|checkpoint| checkpoint.verify(|_, _| Ok(())).map(|_| checkpoint.header().mark));
        match verified {
            Ok(mark) => sound.push((generation, mark)),
            Err(error) => report(error.to_string()),
        }
    }
    sound
}

/// Whether all segments verify and follow each other and the checkpoints.
fn journal(
    folder: &Path,
    facts: Facts,
    parts: &[Part],
    checkpoints: &[(u64, Mark)],
    report: &mut impl FnMut(String),
) {
    let mut before: Option<(u64, Mark)> = None;
    for part in parts {
        let Part::Journal(generation) = *part else {
            continue;
        };
        let name = format!("{}{generation}", journal::NAME);
        let bytes = folder::open(&journal::path(folder, generation)).and_then(|file| folder::read_all(&file));
        let segment = match bytes {
            Ok(bytes) => Segment::parse(&bytes, &facts.identity, generation),
            Err(error) => {
                report(format!("{name}: {error}"));
                before = None;
                continue;
            }
        };
        let Some(segment) = segment else {
            report(format!("the header of {name}"));
            before = None;
            continue;
        };
        if segment.tail != Tail::Clean {
            report(format!("{name} at byte {}", segment.end));
        }
        let is_missing = before.is_some_and(|(before, _)| before + 1 != generation);
        if is_missing {
            report(format!("a segment before {name} is missing"));
        }
        let made_here = checkpoints.iter().find(|(number, _)| *number == generation);
        let expected = [before.map(|(_, last)| last), made_here.map(|(_, mark)| *mark)];
        let follows = |expected: Mark| is_missing || segment.follows == expected;
        if !expected.into_iter().flatten().all(follows) {
            report(format!("{name} does not follow what is before it"));
        }
        before = (segment.tail == Tail::Clean).then_some((generation, segment.last));
    }
    // The oldest checkpoint is of use only with the journal from there on.
    let oldest = parts.iter().find_map(|part| match part {
        Part::Checkpoint(number) => Some(*number),
        _ => None,
    });
    if let Some(oldest) = oldest
        && !parts.contains(&Part::Journal(oldest))
    {
        report(format!("{}{oldest} is missing", journal::NAME));
    }
}
