//! Everything that a store can refuse or suffer, typed, with stable codes.

use crate::domain::attachment::FileHash;
use crate::domain::date::Day;
use crate::domain::ids::UserId;
use crate::domain::message::{Arg, Coded};

use super::day::MOST_DAYS_AHEAD;
use super::record::{Claim, RecordRef};

/// Why a batch was refused: what moved, and who moved it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Conflict {
    /// A record is not at the version that the batch relied on.
    Moved {
        /// Which record.
        record: RecordRef,
        /// The version there now; `None` when it does not exist.
        found: Option<u64>,
        /// Who wrote that version, where it is known.
        by: Option<UserId>,
    },
    /// A unique key is held by another record.
    Held {
        /// The key.
        claim: Claim,
        /// Who holds it.
        holder: RecordRef,
        /// Who wrote the holder.
        by: Option<UserId>,
    },
}

/// Who holds the lock of a store.
#[derive(Clone, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct LockHolder {
    /// Process id.
    pub pid: u32,
    /// Operating-system user.
    pub os_user: String,
    /// The command that was started (its first words; never data).
    pub command: String,
    /// When it took the lock: RFC 3339, UTC.
    pub since: String,
    /// Whether it keeps the store for as long as somebody works: it isn't worth waiting for.
    #[serde(default)]
    pub stays: bool,
}

/// What a store can refuse or suffer.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else was faster.
    #[error("the batch was refused: {0:?}")]
    Conflict(Conflict),
    /// The business day lies before the last commit's.
    #[error("the store's last commit is of {last}, and today is said to be {today}")]
    ClockWentBack {
        /// Day of the last commit.
        last: Day,
        /// Day of the refused batch.
        today: Day,
    },
    /// The business day lies more days behind the last commit's than the store takes by itself.
    #[error("the store's last commit is of {last}, and today is said to be {today}, long after it")]
    ClockRanAhead {
        /// Day of the last commit.
        last: Day,
        /// Day of the refused batch.
        today: Day,
    },
    /// Another process has the store open.
    #[error("the store is open in another process: {0:?}")]
    Locked(LockHolder),
    /// There is no store in that folder.
    #[error("no store at {0}")]
    Missing(String),
    /// There is a store (or something else) in that folder already.
    #[error("{0} is not empty")]
    NotEmpty(String),
    /// The folder or a file in it cannot be written.
    #[error("the store at {0} cannot be written")]
    ReadOnly(String),
    /// The folder belongs to another user of the machine.
    #[error("the store at {path} belongs to user {uid}")]
    OfAnotherUser {
        /// The store's folder.
        path: String,
        /// Whose it is.
        uid: u32,
    },
    /// The folder can be read or written by other users of the machine.
    #[error("the store at {0} is open to other users of this machine")]
    Exposed(String),
    /// The store was written by a newer version of offerdesk.
    #[error("the store has format {found}; this build knows {known}")]
    Newer {
        /// Format or schema found.
        found: u32,
        /// The newest that this build knows.
        known: u32,
    },
    /// Bytes that were stored do not verify.
    #[error("stored data is damaged: {0}")]
    Damaged(String),
    /// The engine ended after a failed write, flush or sync. Nothing more is read or written until it is reopened.
    #[error("the store has stopped: {0}")]
    Stopped(String),
    /// A record is larger than an engine keeps safely.
    #[error("a record of {size} bytes is over the limit of {limit}")]
    TooLarge {
        /// Size of the envelope, bytes.
        size: usize,
        /// Limit, bytes.
        limit: usize,
    },
    /// A record that cannot be serialized: a defect.
    #[error("a record cannot be serialized")]
    Unserializable,
    /// A change of shared records without an audit entry: a defect.
    #[error("a change without an audit entry")]
    Unaudited,
    /// A batch that contradicts itself or the contract, such as one that writes a record twice: a defect.
    #[error("a batch that contradicts the contract: {0}")]
    Malformed(&'static str),
    /// There is no file of that content.
    #[error("the file {0} is missing")]
    FileMissing(FileHash),
    /// What is kept as that file is something else.
    #[error("the file {0} is damaged")]
    FileDamaged(FileHash),
    /// There is no room for another file.
    #[error("no space left at {0}")]
    NoSpace(String),
    /// The operating system refused something about a file.
    #[error("a file: {0}")]
    FileIo(String),
    /// Everything is kept, but the journal could not be made shorter when the store was closed.
    #[error("no checkpoint could be made: {0}")]
    NoCheckpoint(String),
    /// The operating system refused something while a store was being made, and nothing of it is left.
    #[error("no store was made at {path}: {what}")]
    NotMade {
        /// Where it was to be.
        path: String,
        /// What was refused.
        what: String,
    },
    /// It is no backup, or no longer what it was when it was made.
    #[error("no whole backup: {0}")]
    BadBackup(String),
    /// The operating system refused something while opening.
    #[error("{0}")]
    Io(String),
}

impl Coded for StoreError {
    fn code(&self) -> &'static str {
        match self {
            Self::Conflict(_) => "store-conflict",
            Self::ClockWentBack { .. } => "store-clock-went-back",
            Self::ClockRanAhead { .. } => "store-clock-ran-ahead",
            // Who only looks, or who is just beginning, has left no name.
            Self::Locked(holder) if holder.pid == 0 => "store-locked-by-somebody",
            Self::Locked(_) => "store-locked",
            Self::Missing(_) => "store-missing",
            Self::NotEmpty(_) => "store-not-empty",
            Self::ReadOnly(_) => "store-read-only",
            Self::Exposed(_) => "store-exposed",
            Self::OfAnotherUser { .. } => "store-of-another-user",
            Self::Newer { .. } => "store-newer",
            Self::Damaged(_) => "store-damaged",
            Self::Stopped(_) => "store-stopped",
            Self::TooLarge { .. } => "store-too-large",
            Self::Unserializable => "store-unserializable",
            Self::Unaudited => "store-unaudited",
            Self::Malformed(_) => "store-malformed",
            Self::FileMissing(_) => "store-file-missing",
            Self::FileDamaged(_) => "store-file-damaged",
            Self::NoSpace(_) => "store-no-space",
            Self::FileIo(_) => "store-file-io",
            Self::NoCheckpoint(_) => "store-no-checkpoint",
            Self::NotMade { .. } => "store-not-made",
            Self::BadBackup(_) => "store-bad-backup",
            Self::Io(_) => "store-io",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::ClockWentBack { last, today } => {
                vec![("last", Arg::Day(*last)), ("today", Arg::Day(*today))]
            }
            Self::ClockRanAhead { last, today } => vec![
                ("last", Arg::Day(*last)),
                ("today", Arg::Day(*today)),
                ("days", Arg::Count(i64::from(MOST_DAYS_AHEAD))),
            ],
            Self::Locked(holder) => vec![
                ("pid", Arg::Text(holder.pid.to_string())),
                ("user", Arg::Text(holder.os_user.clone())),
                ("command", Arg::Text(holder.command.clone())),
                ("since", Arg::Text(holder.since.clone())),
            ],
            Self::Missing(path)
            | Self::NotEmpty(path)
            | Self::ReadOnly(path)
            | Self::Exposed(path)
            | Self::NoSpace(path) => vec![("path", Arg::Text(path.clone()))],
            Self::NotMade { path, what } => {
                vec![
                    ("path", Arg::Text(path.clone())),
                    ("what", Arg::Text(what.clone())),
                ]
            }
            Self::OfAnotherUser { path, uid } => vec![
                ("path", Arg::Text(path.clone())),
                ("user", Arg::Text(uid.to_string())),
            ],
            Self::FileMissing(hash) | Self::FileDamaged(hash) => {
                vec![("file", Arg::Text(hash.to_string()))]
            }
            Self::Newer { found, known } => {
                vec![
                    ("found", Arg::Count(i64::from(*found))),
                    ("known", Arg::Count(i64::from(*known))),
                ]
            }
            Self::Damaged(what)
            | Self::Stopped(what)
            | Self::FileIo(what)
            | Self::NoCheckpoint(what)
            | Self::BadBackup(what)
            | Self::Io(what) => {
                vec![("what", Arg::Text(what.clone()))]
            }
            _ => Vec::new(),
        }
    }
}
