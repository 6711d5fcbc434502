//! What a check of a store reports: how much there is, and everything that does not fit together.
//!
//! The engine keeps records as bytes; who checks gives it an [`Inspector`] that knows the typed records, so that
//! what a record says of itself can be compared with what is stored beside it.

use std::collections::BTreeMap;

use crate::domain::attachment::FileHash;
use crate::domain::ids::AccountId;
use crate::domain::message::{Arg, Coded};

use super::error::StoreError;
use super::record::{Claim, Envelope, IndexEntry, Kind, Record, RecordRef};

/// What a typed record says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypedView {
    /// Its id.
    pub id: Vec<u8>,
    /// The index entries that it wants.
    pub entries: Vec<IndexEntry>,
    /// The claims that it holds.
    pub claims: Vec<Claim>,
    /// The records that must exist.
    pub references: Vec<RecordRef>,
    /// Its account.
    pub account: Option<AccountId>,
    /// Its number in a gapless series.
    pub numbered: Option<(&'static str, u64)>,
}

/// Reads what a typed record says of itself: a match over the kinds that calls [`view_of`] for each.
pub type Inspector = fn(Kind, &Envelope) -> Result<TypedView, StoreError>;

/// What a record of a known type says of itself.
pub fn view_of<R: Record>(envelope: &Envelope) -> Result<TypedView, StoreError> {
    let record = super::decode::<R>(envelope.clone())?.record;
    Ok(TypedView {
        id: record.id(),
        entries: record.index(),
        claims: record.claims(),
        references: record.references(),
        account: record.account(),
        numbered: record.numbered(),
    })
}

/// What a check found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CheckReport {
    /// Records of each kind.
    pub records: BTreeMap<Kind, u64>,
    /// Index entries.
    pub entries: u64,
    /// Claims.
    pub claims: u64,
    /// Audit entries.
    pub audited: u64,
    /// Number of the last commit.
    pub last_commit: u64,
    /// Everything that does not fit; at most [`CheckReport::MOST`].
    pub problems: Vec<RecordProblem>,
    /// Problems beyond those listed.
    pub more: u64,
}

impl CheckReport {
    /// So many problems are listed; the rest is counted.
    pub const MOST: usize = 1_000;

    /// Whether everything fits together.
    pub const fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    /// Adds a problem.
    pub fn add(&mut self, problem: RecordProblem) {
        if self.problems.len() < Self::MOST {
            self.problems.push(problem);
        } else {
            self.more += 1;
        }
    }
}

/// One thing that does not fit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RecordProblem {
    /// The rows cannot be read on from here.
    Unreadable(String),
    /// A key that no build writes.
    StrangeKey(String),
    /// A value that does not verify.
    BadValue(String),
    /// The typed record cannot be read.
    BadRecord(RecordRef, String),
    /// A record lies under an id that is not its own.
    WrongId(RecordRef),
    /// Index entries, claims or account differ from what the record says of itself.
    Drifted(RecordRef),
    /// A record was written by a commit that the store does not know of.
    FutureVersion(RecordRef, u64),
    /// An index entry of a record is missing.
    MissingEntry(RecordRef, u8),
    /// An index entry leads to no record, or to one that does not have it.
    StrayEntry(RecordRef, u8),
    /// A claim of a record is missing or held by another.
    MissingClaim(RecordRef, Claim),
    /// A claim is held by a record that does not exist or does not have it.
    StrayClaim(Claim),
    /// A record refers to one that does not exist.
    DanglingReference(RecordRef, RecordRef),
    /// An audit chain breaks at this entry: one before it is missing, or one was changed.
    BrokenChain(String, u64),
    /// The end of an audit chain is not where the store says.
    WrongHead(String),
    /// The order of all audit entries lacks the one with this number, or has another one at its place.
    AuditOrder(u64),
    /// A series is behind the numbers that it gave: none could be given any more.
    SeriesBehind(String, u64),
    /// Records, ends of chains or series do not add up to what the last commit left: one is missing or stale.
    WrongTally,
    /// A file of the store is damaged or missing that is there for safety: everything was read without it.
    DamagedPart(String),
    /// The content of an attached file is not what it was.
    DamagedFile(FileHash),
    /// A record names an attached file that is not there.
    MissingFile(FileHash),
}

impl Coded for RecordProblem {
    fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "check-unreadable",
            Self::StrangeKey(_) => "check-strange-key",
            Self::BadValue(_) => "check-bad-value",
            Self::BadRecord(..) => "check-bad-record",
            Self::WrongId(_) => "check-wrong-id",
            Self::Drifted(_) => "check-drifted",
            Self::FutureVersion(..) => "check-future-version",
            Self::MissingEntry(..) => "check-missing-entry",
            Self::StrayEntry(..) => "check-stray-entry",
            Self::MissingClaim(..) => "check-missing-claim",
            Self::StrayClaim(_) => "check-stray-claim",
            Self::DanglingReference(..) => "check-dangling-reference",
            Self::BrokenChain(..) => "check-broken-chain",
            Self::WrongHead(_) => "check-wrong-head",
            Self::AuditOrder(_) => "check-audit-order",
            Self::SeriesBehind(..) => "check-series-behind",
            Self::WrongTally => "check-wrong-tally",
            Self::DamagedPart(_) => "check-damaged-part",
            Self::DamagedFile(_) => "check-damaged-file",
            Self::MissingFile(_) => "check-missing-file",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let text = |text: &str| Arg::Text(text.to_owned());
        let count = |number: u64| Arg::Count(i64::try_from(number).unwrap_or(i64::MAX));
        match self {
            Self::Unreadable(what) | Self::BadValue(what) | Self::DamagedPart(what) => {
                vec![("what", text(what))]
            }
            Self::StrangeKey(key) => vec![("key", text(key))],
            Self::BadRecord(record, what) => vec![("record", name(record)), ("what", text(what))],
            Self::WrongId(record) | Self::Drifted(record) => vec![("record", name(record))],
            Self::FutureVersion(record, version) => {
                vec![("record", name(record)), ("version", count(*version))]
            }
            Self::MissingEntry(record, index) | Self::StrayEntry(record, index) => {
                vec![("record", name(record)), ("index", count(u64::from(*index)))]
            }
            Self::MissingClaim(record, claim) => {
                vec![("record", name(record)), ("claim", text(&claim.0))]
            }
            Self::StrayClaim(claim) => vec![("claim", text(&claim.0))],
            Self::DanglingReference(record, missing) => {
                vec![("record", name(record)), ("missing", name(missing))]
            }
            Self::BrokenChain(chain, sequence) => {
                vec![("chain", text(chain)), ("sequence", count(*sequence))]
            }
            Self::WrongHead(chain) => vec![("chain", text(chain))],
            Self::AuditOrder(number) => vec![("number", text(&number.to_string()))],
            Self::SeriesBehind(series, number) => {
                vec![("series", text(series)), ("number", text(&number.to_string()))]
            }
            Self::DamagedFile(hash) | Self::MissingFile(hash) => vec![("file", text(&hash.to_string()))],
            Self::WrongTally => Vec::new(),
        }
    }
}

/// Kind and id, such as `Order 0192…`; ids are no personal data.
pub(super) fn name(record: &RecordRef) -> Arg {
    Arg::Text(format!("{:?} {}", record.kind, hex(&record.id)))
}

/// Bytes in a message.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
