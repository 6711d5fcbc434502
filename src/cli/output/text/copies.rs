//! What `store backup` and `store restore` say.

use std::path::Path;

use crate::domain::message::Arg;
use crate::i18n::I18n;
use crate::services::maintenance::{BackupFile, SalvagedStore};

/// A backup that was made; `None` for one on standard output.
pub fn backed_up(i18n: &I18n, made: &BackupFile, path: Option<&Path>) -> Vec<String> {
    let done = match path {
        Some(path) => i18n.tr("cli-backup-made", &[shown(path)]),
        None => i18n.t("cli-backup-written"),
    };
    let mut lines = vec![done];
    lines.extend(holds(i18n, made));
    if made.demo {
        lines.push(i18n.t("cli-backup-demo"));
    }
    if made.problems > 0 {
        lines.push(i18n.tr("cli-backup-lacks-files", &[("count", count(made.problems))]));
    }
    lines
}

/// A backup that was laid down.
pub fn restored(i18n: &I18n, restored: &BackupFile, path: &Path) -> Vec<String> {
    let mut lines = vec![i18n.tr("cli-backup-restored", &[shown(path)])];
    lines.extend(holds(i18n, restored));
    if restored.demo {
        lines.push(i18n.t("cli-backup-demo"));
    }
    if restored.problems > 0 {
        lines.push(i18n.tr("cli-backup-problems", &[("count", count(restored.problems))]));
    }
    lines
}

/// A store that was salvaged: what it holds, where the other one is damaged, what is missing.
pub fn salvaged(i18n: &I18n, salvaged: &SalvagedStore, into: &Path) -> Vec<String> {
    let mut lines = vec![i18n.tr("cli-salvaged", &[shown(into)])];
    lines.extend(super::labeled(
        i18n,
        &[
            ("cli-label-records", salvaged.records.to_string()),
            ("cli-label-attached-files", salvaged.files.to_string()),
            ("cli-label-last-commit", salvaged.last_commit.to_string()),
            (
                "cli-label-last-change",
                salvaged.last_day.map_or_else(String::new, |day| i18n.day(day)),
            ),
        ],
    ));
    if salvaged.demo {
        lines.push(i18n.t("cli-backup-demo"));
    }
    for what in &salvaged.damage {
        lines.push(i18n.tr("cli-salvage-damage", &[("what", Arg::Text(what.clone()))]));
    }
    for loss in &salvaged.losses {
        lines.push(i18n.tr(&format!("cli-salvage-{}", loss.code), &loss.args));
    }
    if salvaged.more_losses > 0 {
        lines.push(i18n.tr("cli-salvage-more", &[("count", count(salvaged.more_losses))]));
    }
    if salvaged.loss_count() == 0 {
        lines.push(i18n.t("cli-salvage-complete"));
    }
    if salvaged.problems > 0 {
        lines.push(i18n.tr("cli-salvage-problems", &[("count", count(salvaged.problems))]));
    }
    lines
}

fn holds(i18n: &I18n, backup: &BackupFile) -> Vec<String> {
    let size = i18n.tr("cli-backup-size", &[("count", count(backup.bytes))]);
    super::labeled(
        i18n,
        &[
            ("cli-label-last-commit", backup.last_commit.to_string()),
            (
                "cli-label-last-change",
                backup.last_day.map_or_else(String::new, |day| i18n.day(day)),
            ),
            ("cli-label-attached-files", backup.files.to_string()),
            ("cli-label-size", size),
        ],
    )
}

/// A path in a message.
pub fn shown(path: &Path) -> (&'static str, Arg) {
    ("path", Arg::Text(path.display().to_string()))
}

/// A count in a message.
pub fn count(count: u64) -> Arg {
    Arg::Count(i64::try_from(count).unwrap_or(i64::MAX))
}
