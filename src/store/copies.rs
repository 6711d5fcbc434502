//! Copies of a store: what a backup holds, what was salvaged of a damaged store, and why a copy could not be made.

use crate::domain::attachment::FileHash;
use crate::domain::date::Day;
use crate::domain::message::Arg;

use super::check::name;
use super::error::StoreError;
use super::record::{Claim, RecordRef};

/// What a backup says of itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BackupFacts {
    /// Whether it holds sample data.
    pub demo: bool,
    /// Number of the last commit in it.
    pub last_commit: u64,
    /// The day of the last change of something shared in it; `None` before the first.
    pub last_day: Option<Day>,
    /// Attached files in it.
    pub files: u64,
    /// Attached files that records in it name and that it does not hold, because they were gone.
    pub missing: u64,
    /// Its size, bytes.
    pub bytes: u64,
}

/// A store that was laid down out of a backup.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Restored {
    /// What the backup held.
    pub facts: BackupFacts,
    /// What a check finds in it that does not fit together. It was so when the backup was made: every byte is as it was.
    pub problems: u64,
}

/// Which backups are taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Takes {
    /// Any.
    Any,
    /// Those of sample data, for a folder that is thrown away without a question.
    Demo,
}

/// Why a copy was not made or not laid down.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What is copied to, or from.
    #[error("{0}")]
    Stream(std::io::Error),
    /// It holds no sample data, and only that is taken.
    #[error("the backup holds no sample data")]
    NoDemo,
}

/// A store that was made of what is left of another one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Salvaged {
    /// Whether it holds sample data.
    pub demo: bool,
    /// Number of its last commit: no number is given again.
    pub last_commit: u64,
    /// The day of the last change of something shared that is known.
    pub last_day: Option<Day>,
    /// Records in it.
    pub records: u64,
    /// Attached files in it.
    pub files: u64,
    /// Where the other store is damaged, also where nothing is missing because of it.
    pub damage: Vec<String>,
    /// What is missing, as far as that can be known; at most [`Salvaged::MOST`].
    pub losses: Vec<Loss>,
    /// Losses beyond those listed.
    pub more: u64,
    /// What a check finds in the new store that does not fit together.
    pub problems: u64,
}

impl Salvaged {
    /// So many losses are listed; the rest is counted.
    pub const MOST: usize = 1_000;

    /// Adds a loss.
    pub fn lose(&mut self, loss: Loss) {
        if self.losses.len() < Self::MOST {
            self.losses.push(loss);
        } else {
            self.more += 1;
        }
    }
}

/// Something that is missing in a store that was salvaged.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Loss {
    /// What these commits changed is not there, or not all of it.
    Commits(u64, u64),
    /// Lists name this record, and it is gone.
    Record(RecordRef),
    /// A newer state of this record was saved than the one that is left.
    OlderRecord(RecordRef),
    /// A value does not verify; an older one stands in for it, or none.
    Value(String),
    /// Two records hold a unique key; it was left to the newer one.
    Claim {
        /// The key.
        claim: Claim,
        /// The record that lost it.
        lost: RecordRef,
        /// The one that has it.
        kept: RecordRef,
    },
    /// Entries of an audit chain are missing, from one to another.
    Audit(String, u64, u64),
    /// An audit chain breaks at this entry, although none before it is missing.
    BrokenChain(String, u64),
    /// A series may have given more numbers than are known: it goes on after this one.
    Series(String, u64),
    /// An attached file is damaged.
    File(FileHash),
}

impl Loss {
    /// Stable code; used as `cli-salvage-<code>` in `assets/locales`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Commits(first, last) if *first == *last => "lost-commit",
            Self::Commits(..) => "lost-commits",
            Self::Record(_) => "lost-record",
            Self::OlderRecord(_) => "lost-older-record",
            Self::Value(_) => "lost-value",
            Self::Claim { .. } => "lost-claim",
            Self::Audit(_, first, last) if *first == *last => "lost-audit-entry",
            Self::Audit(..) => "lost-audit",
            Self::BrokenChain(..) => "lost-broken-chain",
            Self::Series(..) => "lost-series",
            Self::File(_) => "lost-file",
        }
    }

    /// The values that the sentence needs.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        let text = |text: &str| Arg::Text(text.to_owned());
        let number = |number: u64| Arg::Text(number.to_string());
        match self {
            Self::Commits(first, last) => vec![("first", number(*first)), ("last", number(*last))],
            Self::Record(record) | Self::OlderRecord(record) => vec![("record", name(record))],
            Self::Value(what) => vec![("what", text(what))],
            Self::Claim { claim, lost, kept } => vec![
                ("claim", text(&claim.0)),
                ("record", name(lost)),
                ("kept", name(kept)),
            ],
            Self::Audit(chain, first, last) => vec![
                ("chain", text(chain)),
                ("first", number(*first)),
                ("last", number(*last)),
            ],
            Self::BrokenChain(chain, sequence) => {
                vec![("chain", text(chain)), ("sequence", number(*sequence))]
            }
            Self::Series(series, last) => vec![("series", text(series)), ("last", number(*last))],
            Self::File(hash) => vec![("file", text(&hash.to_string()))],
        }
    }
}
