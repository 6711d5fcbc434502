//! What a change changes from what, a line for each field.

use crate::domain::change::FieldChange;
use crate::domain::message::Arg;
use crate::i18n::I18n;

use super::table;

/// The lines.
pub fn lines(i18n: &I18n, changes: &[FieldChange]) -> Vec<String> {
    changes.iter().map(|change| line(i18n, change)).collect()
}

/// What there is, in the same form.
pub fn values(i18n: &I18n, values: &[(&'static str, String, String)]) -> Vec<String> {
    let rows: Vec<Vec<String>> = values
        .iter()
        .map(|(label, of, value)| vec![format!("  {}", i18n.t(label)), of.clone(), value.clone()])
        .collect();
    table(&rows)
}

fn line(i18n: &I18n, change: &FieldChange) -> String {
    let value = |text: &String| {
        Arg::Text(if text.is_empty() {
            i18n.t("cli-change-empty")
        } else {
            text.clone()
        })
    };
    let label = i18n.t(change.label);
    let label = match &change.of {
        Some(of) => format!("{label} ({of})"),
        None => label,
    };
    let line = i18n.tr(
        "cli-change",
        &[
            ("label", Arg::Text(label)),
            ("from", value(&change.from)),
            ("to", value(&change.to)),
        ],
    );
    format!("  {line}")
}
