//! What has to be done, as a table.

use crate::domain::message::Arg;
use crate::i18n::I18n;
use crate::services::due::{Due, DueRow};

use super::table;

/// The rows below their headings.
pub fn lines(i18n: &I18n, due: &Due) -> Vec<String> {
    let columns = [
        "due-column-left",
        "label-company",
        "label-mpn-id",
        "due-column-what",
        "due-column-until",
        "cli-column-total",
        "due-column-note",
    ];
    let mut rows: Vec<Vec<String>> = due.rows.iter().map(|row| cells(i18n, row)).collect();
    let has_notes = rows
        .iter()
        .any(|cells| cells.last().is_some_and(|note| !note.is_empty()));
    let mut headings: Vec<String> = columns.iter().map(|key| i18n.t(key)).collect();
    if !has_notes {
        headings.pop();
    }
    rows.insert(0, headings);
    table(&rows)
}

/// That there is nothing to be done.
pub fn nothing(i18n: &I18n, due: &Due, within: Option<u16>) -> String {
    match within {
        _ if due.accounts == 0 => i18n.t("due-no-account"),
        Some(days) => i18n.tr("due-nothing-within", &[("count", Arg::Count(days.into()))]),
        None => i18n.t("due-nothing"),
    }
}

fn cells(i18n: &I18n, row: &DueRow) -> Vec<String> {
    let none = || "–".to_owned();
    vec![
        row.left(i18n),
        row.company.clone(),
        row.mpn_id.to_string(),
        row.what(i18n),
        row.last_day.map_or_else(none, |day| i18n.day(day)),
        row.total.map_or_else(none, |total| i18n.money(total)),
        row.notes(i18n).join("; "),
    ]
}
