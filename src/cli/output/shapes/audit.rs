//! The shapes of `audit head` and `audit verify`.

use serde::Serialize;

use crate::domain::audit::end::AuditEnd;
use crate::i18n::{I18n, unbound};
use crate::services::maintenance::AuditVerified;

use super::super::text::audit::{hint, message};

/// `audit head`.
#[derive(Serialize)]
pub struct AuditEndShape {
    value: String,
    entries: u64,
    hash: String,
}

impl From<AuditEnd> for AuditEndShape {
    fn from(end: AuditEnd) -> Self {
        Self {
            value: end.to_string(),
            entries: end.entries,
            hash: end.hash_text(),
        }
    }
}

/// `audit verify`, of a log that is what it was; anything else is an error.
#[derive(Serialize)]
pub struct AuditVerifiedShape {
    /// The end now.
    #[serde(flatten)]
    end: AuditEndShape,
    verified_entries: Option<u64>,
    entries_since: Option<u64>,
    message: String,
    hint: Option<String>,
}

impl AuditVerifiedShape {
    /// What was verified.
    pub fn of(verified: &AuditVerified, i18n: &I18n) -> Self {
        Self {
            end: verified.end.into(),
            verified_entries: verified.kept.map(|kept| kept.entries),
            entries_since: verified.since(),
            message: unbound(&message(verified, i18n)),
            hint: hint(verified, i18n).map(|hint| unbound(&hint)),
        }
    }
}
