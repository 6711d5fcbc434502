//! Whether the audit log is still the one that it was: its end is kept elsewhere, and held against the entries later.
//!
//! What a store says of itself agrees with its entries after any accident that is found; but who may write the folder
//! can write all of it anew, hashes among it. Only what they cannot reach shows that.

use crate::domain::audit::end::AuditEnd;
use crate::domain::message::{Arg, Coded};
use crate::store::error::StoreError;
use crate::store::record::AuditHead;

use super::super::error::ServiceError;
use super::Opened;

/// A log that agrees with everything that it was held against.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AuditVerified {
    /// Its end now.
    pub end: AuditEnd,
    /// The end of before that it was held against, if there was one.
    pub kept: Option<AuditEnd>,
}

impl AuditVerified {
    /// Entries that came since the end of before.
    pub fn since(&self) -> Option<u64> {
        self.kept
            .map(|kept| self.end.entries.saturating_sub(kept.entries))
    }
}

/// What is wrong with the log.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AuditFault {
    /// So many entries lead to another hash than they did before.
    #[error("the first {entries} audit entries are not what they were")]
    Changed {
        /// Entries that were there before.
        entries: u64,
    },
    /// There were more entries before.
    #[error("{found} audit entries where there were {kept}")]
    Shorter {
        /// Entries that were there before.
        kept: u64,
        /// Entries that are there.
        found: u64,
    },
    /// The entries do not lead to the end that the store itself says.
    #[error("the audit entries do not lead to the end that the store says")]
    Inconsistent,
}

impl Coded for AuditFault {
    fn code(&self) -> &'static str {
        match self {
            Self::Changed { .. } => "audit-changed",
            Self::Shorter { .. } => "audit-shorter",
            Self::Inconsistent => "audit-inconsistent",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let count = |number: u64| Arg::Count(i64::try_from(number).unwrap_or(i64::MAX));
        match *self {
            Self::Changed { entries } => vec![("entries", count(entries))],
            Self::Shorter { kept, found } => vec![("kept", count(kept)), ("found", count(found))],
            Self::Inconsistent => Vec::new(),
        }
    }
}

/// Why a log was not verified.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AuditRefusal {
    /// It is not what it was.
    #[error(transparent)]
    Fault(#[from] AuditFault),
    /// It could not be read.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<StoreError> for AuditRefusal {
    fn from(error: StoreError) -> Self {
        Self::Service(error.into())
    }
}

impl Opened {
    /// The end of the audit log, to be kept elsewhere. Its entries are read first: an end that they do not lead to
    /// would later tell of somebody who was never there.
    pub async fn audit_end(&self) -> Result<AuditEnd, AuditRefusal> {
        Ok(self.verify_audit(None).await?.end)
    }

    /// Computes the hash over the entries anew, and compares it with the end that was kept, if there is one, and with
    /// the one that the store says.
    pub async fn verify_audit(&self, kept: Option<AuditEnd>) -> Result<AuditVerified, AuditRefusal> {
        let said = self.engine.audit_head()?;
        let before = match kept {
            Some(kept) => self.engine.audit_hash(kept.entries).await?,
            None => None,
        };
        let now = self.engine.audit_hash(said.entries).await?;
        Ok(judge(said, now, kept, before)?)
    }
}

/// Judges a log by the end that the store says and the hash of so many entries, and by the end that was kept and the
/// hash of as many. What was kept goes first: it cannot have been changed along with the store.
fn judge(
    said: AuditHead,
    now: Option<[u8; 32]>,
    kept: Option<AuditEnd>,
    before: Option<[u8; 32]>,
) -> Result<AuditVerified, AuditFault> {
    if let Some(kept) = kept {
        if kept.entries > said.entries {
            return Err(AuditFault::Shorter {
                kept: kept.entries,
                found: said.entries,
            });
        }
        if before != Some(kept.hash) {
            return Err(AuditFault::Changed {
                entries: kept.entries,
            });
        }
    }
    if now != Some(said.hash) {
        return Err(AuditFault::Inconsistent);
    }
    let end = AuditEnd {
        entries: said.entries,
        hash: said.hash,
    };
    Ok(AuditVerified { end, kept })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: AuditHead = AuditHead {
        entries: 9,
        hash: [9; 32],
    };

    const fn kept(entries: u64) -> AuditEnd {
        let hash = [7; 32];
        AuditEnd { entries, hash }
    }

    #[test]
    fn a_log_is_held_against_what_was_kept_and_against_what_the_store_says() {
        let now = Some(SAID.hash);
        let verified = judge(SAID, now, None, None).unwrap();
        assert_eq!((verified.end.entries, verified.since()), (9, None));
        let verified = judge(SAID, now, Some(kept(7)), Some([7; 32])).unwrap();
        assert_eq!((verified.kept, verified.since()), (Some(kept(7)), Some(2)));
        // Rewritten as a whole, so that the store agrees with itself.
        for before in [Some([1; 32]), None] {
            let changed = Err(AuditFault::Changed { entries: 7 });
            assert_eq!(judge(SAID, now, Some(kept(7)), before), changed);
            assert_eq!(judge(SAID, None, Some(kept(7)), before), changed);
        }
        let shorter = Err(AuditFault::Shorter { kept: 10, found: 9 });
        assert_eq!(judge(SAID, now, Some(kept(10)), None), shorter);
    }

    #[test]
    fn a_store_whose_entries_do_not_lead_to_its_own_end_is_not_verified() {
        for now in [None, Some([1; 32])] {
            for (kept, before) in [(None, None), (Some(kept(7)), Some([7; 32]))] {
                assert_eq!(judge(SAID, now, kept, before), Err(AuditFault::Inconsistent));
            }
        }
    }
}
