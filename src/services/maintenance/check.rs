//! What a check of a store tells: counts, and every problem with its stable code.

use crate::domain::message::{Arg, Coded};
use crate::store::check::{CheckReport, RecordProblem};
use crate::store::record::Kind;

use super::Mismatch;
use super::between;

/// The result of a check.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckedStore {
    /// How many records of each kind there are.
    pub records: Vec<RecordCount>,
    /// Index entries.
    pub index_entries: u64,
    /// Claims.
    pub claims: u64,
    /// Entries of the audit chains.
    pub audit_entries: u64,
    /// Number of the last commit.
    pub last_commit: u64,
    /// Everything that does not fit together.
    pub problems: Vec<ProblemLine>,
    /// Problems beyond those listed.
    pub more_problems: u64,
}

/// Records of one kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RecordCount {
    /// Name of the kind: lowercase words joined by hyphens, in the plural.
    pub kind: &'static str,
    /// How many.
    pub count: u64,
}

/// One thing that does not fit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProblemLine(ProblemPlace);

/// Where a problem was found.
#[derive(Clone, PartialEq, Eq, Debug)]
enum ProblemPlace {
    /// In how records are kept.
    Kept(RecordProblem),
    /// In what they say of each other.
    Between(Mismatch),
}

impl Coded for ProblemLine {
    fn code(&self) -> &'static str {
        match &self.0 {
            ProblemPlace::Kept(problem) => problem.code(),
            ProblemPlace::Between(mismatch) => mismatch.code(),
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match &self.0 {
            ProblemPlace::Kept(problem) => problem.args(),
            ProblemPlace::Between(mismatch) => mismatch.args(),
        }
    }
}

impl CheckedStore {
    pub(super) fn of(report: CheckReport, between: between::Found) -> Self {
        let room = CheckReport::MOST.saturating_sub(report.problems.len());
        let left_out = u64::try_from(between.listed.len().saturating_sub(room)).unwrap_or(u64::MAX);
        let kept = report.problems.into_iter().map(ProblemPlace::Kept);
        let unlisted = left_out.saturating_add(between.more);
        let between = between.listed.into_iter().take(room).map(ProblemPlace::Between);
        let records = report.records.iter().map(|(kind, count)| RecordCount {
            kind: kind_name(*kind),
            count: *count,
        });
        Self {
            records: records.collect(),
            index_entries: report.entries,
            claims: report.claims,
            audit_entries: report.audited,
            last_commit: report.last_commit,
            problems: kept.chain(between).map(ProblemLine).collect(),
            more_problems: report.more.saturating_add(unlisted),
        }
    }

    /// Whether everything fits together.
    pub const fn is_clean(&self) -> bool {
        self.problems.is_empty() && self.more_problems == 0
    }

    /// All records.
    pub fn record_count(&self) -> u64 {
        self.records.iter().map(|records| records.count).sum()
    }
}

const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Account => "accounts",
        Kind::User => "people",
        Kind::Subscription => "subscriptions",
        Kind::Order => "orders",
        Kind::SavedCard => "saved-cards",
        Kind::Receipt => "receipts",
        Kind::Draft => "drafts",
        Kind::Setting => "settings",
        Kind::Request => "requests",
        Kind::FormDraft => "form-drafts",
        Kind::RequestNote => "request-notes",
        Kind::CatalogPart => "catalog-parts",
        Kind::Network => "payment-networks",
        Kind::Orphan => "orphans",
        Kind::ChargesSeen => "charges-seen",
    }
}
