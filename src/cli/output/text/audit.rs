//! What `audit verify` says of a log that is what it was.

use crate::domain::message::Arg;
use crate::i18n::I18n;
use crate::services::maintenance::AuditVerified;

/// What was found, in a sentence.
pub fn message(verified: &AuditVerified, i18n: &I18n) -> String {
    match verified.kept {
        Some(kept) => i18n.tr("cli-audit-unchanged", &[("entries", count(kept.entries))]),
        None => i18n.tr("cli-audit-agrees", &[("entries", count(verified.end.entries))]),
    }
}

/// What was not found out, and how to.
pub fn hint(verified: &AuditVerified, i18n: &I18n) -> Option<String> {
    verified.kept.is_none().then(|| i18n.t("cli-audit-agrees-hint"))
}

/// Everything, line by line. The end is told along with the verdict: read by a command of its own, it would be that of
/// a log that may have been changed in between.
pub fn lines(verified: &AuditVerified, i18n: &I18n) -> Vec<String> {
    let since = verified
        .since()
        .map(|since| i18n.tr("cli-audit-since", &[("entries", count(since))]));
    let value = Arg::Text(verified.end.to_string());
    let keep = i18n.tr("cli-audit-keep", &[("value", value)]);
    let parts = [
        Some(message(verified, i18n)),
        since,
        hint(verified, i18n),
        Some(keep),
    ];
    parts.into_iter().flatten().collect()
}

fn count(number: u64) -> Arg {
    Arg::Count(i64::try_from(number).unwrap_or(i64::MAX))
}
