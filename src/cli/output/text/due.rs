//! What has to be done, as a table.

use crate::domain::message::Arg;
use crate::i18n::I18n;
use crate::services::due::{Due, DueKind, DueRow};

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
        left(i18n, row),
        row.company.clone(),
        row.mpn_id.to_string(),
        what(i18n, row),
        row.last_day.map_or_else(none, |day| i18n.day(day)),
        row.total.map_or_else(none, |total| i18n.money(total)),
        note(i18n, row),
    ]
}

/// How much time is left, or what it waits for.
fn left(i18n: &I18n, row: &DueRow) -> String {
    let counted = |key: &str, days: i32| i18n.tr(key, &[("count", Arg::Count(days.into()))]);
    match (row.kind, row.days_left, row.opens_in) {
        (_, Some(1), _) => i18n.t("due-last-day"),
        (_, Some(days), _) => counted("due-days", days),
        (_, None, Some(days)) => counted("due-opens-in", days),
        (DueKind::Answer, ..) => i18n.t("due-attention"),
        (DueKind::Retry, ..) => i18n.t("due-not-charged"),
        _ => i18n.t("due-draft"),
    }
}

/// What is to be done.
fn what(i18n: &I18n, row: &DueRow) -> String {
    let name = row.names.in_language(i18n.locale().tag()).to_owned();
    let order = row.order.map(|(_, number)| number.to_string());
    let request = row.request.map(|(_, number)| number.to_string());
    i18n.tr(
        row.kind.key(),
        &[
            ("offer", Arg::Text(name)),
            ("order", Arg::Text(order.unwrap_or_default())),
            ("request", Arg::Text(request.unwrap_or_default())),
        ],
    )
}

/// What else is to be known: that it can't be done, that it is to be cancelled, that it was begun. When a window opens
/// stands in front already.
fn note(i18n: &I18n, row: &DueRow) -> String {
    let closed = row.closed.as_ref().filter(|_| row.kind != DueKind::Opens);
    let mut notes: Vec<String> = closed
        .map(|closed| i18n.explain(closed).sentence)
        .into_iter()
        .collect();
    if let Some(asked) = row.cancellation {
        let number = ("request", Arg::Text(asked.number.to_string()));
        notes.push(i18n.tr("due-cancellation", &[number]));
    }
    if row.has_draft && row.kind != DueKind::Resume {
        notes.push(i18n.t("due-draft"));
    }
    notes.join("; ")
}
