//! The shapes of `audit head`, `audit verify` and `audit list`.

use serde::Serialize;

use crate::domain::audit::Origin;
use crate::domain::audit::end::AuditEnd;
use crate::i18n::{I18n, unbound};
use crate::services::audit_log::AuditLine;
use crate::services::maintenance::AuditVerified;

use super::super::text::audit::{hint, message};
use super::requests::instant;

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

/// `audit list`.
#[derive(Serialize)]
pub struct AuditListShape {
    entries: Vec<AuditEntryShape>,
    more: bool,
}

#[derive(Serialize)]
struct AuditEntryShape {
    at: String,
    actor: Option<String>,
    via: &'static str,
    os_user: Option<String>,
    action: &'static str,
    company: Option<String>,
    subjects: Vec<AuditSubjectShape>,
}

#[derive(Serialize)]
struct AuditSubjectShape {
    kind: &'static str,
    name: String,
}

impl AuditListShape {
    /// Entries, and whether there are more than were asked for.
    pub fn of(entries: &[AuditLine], more: bool) -> Self {
        let entries = entries.iter().map(|line| {
            let (via, os_user) = match &line.origin {
                Origin::Local { os_user } => ("local", Some(os_user.clone())),
                Origin::Demo => ("demo", None),
                Origin::Desk => ("desk", None),
            };
            let subjects = line.subjects.iter();
            AuditEntryShape {
                at: instant(line.at),
                actor: line.actor.clone(),
                via,
                os_user,
                action: line.action.code(),
                company: line.company.clone(),
                subjects: subjects
                    .map(|of| AuditSubjectShape {
                        kind: of.kind,
                        name: of.name.clone(),
                    })
                    .collect(),
            }
        });
        Self {
            entries: entries.collect(),
            more,
        }
    }
}
