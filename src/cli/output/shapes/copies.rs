//! The shapes of `store backup`, `store restore` and `store salvage`.

use std::path::Path;

use serde::Serialize;

use crate::i18n::{I18n, unbound};
use crate::services::maintenance::{BackupFile, SalvagedStore};

use super::day;

/// `store backup` and `store restore`.
#[derive(Serialize)]
pub struct BackupShape {
    path: Option<String>,
    demo: bool,
    last_commit: u64,
    last_day: Option<String>,
    files: u64,
    bytes: u64,
    problems: u64,
}

impl BackupShape {
    /// What was copied, and to where; `None` for standard output.
    pub fn of(backup: &BackupFile, path: Option<&Path>) -> Self {
        Self {
            path: path.map(|path| path.display().to_string()),
            demo: backup.demo,
            last_commit: backup.last_commit,
            last_day: backup.last_day.map(day),
            files: backup.files,
            bytes: backup.bytes,
            problems: backup.problems,
        }
    }
}

/// `store salvage`.
#[derive(Serialize)]
pub struct SalvageShape {
    path: String,
    demo: bool,
    last_commit: u64,
    last_day: Option<String>,
    records: u64,
    files: u64,
    damage: Vec<String>,
    losses: Vec<LossShape>,
    more_losses: u64,
    problems: u64,
}

#[derive(Serialize)]
struct LossShape {
    code: &'static str,
    message: String,
}

impl SalvageShape {
    /// What was saved, and what is missing.
    pub fn of(salvaged: &SalvagedStore, into: &Path, i18n: &I18n) -> Self {
        let losses = salvaged.losses.iter().map(|loss| LossShape {
            code: loss.code,
            message: unbound(&i18n.tr(&format!("cli-salvage-{}", loss.code), &loss.args)),
        });
        Self {
            path: into.display().to_string(),
            demo: salvaged.demo,
            last_commit: salvaged.last_commit,
            last_day: salvaged.last_day.map(day),
            records: salvaged.records,
            files: salvaged.files,
            damage: salvaged.damage.clone(),
            losses: losses.collect(),
            more_losses: salvaged.more_losses,
            problems: salvaged.problems,
        }
    }
}
