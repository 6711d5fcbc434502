//! What a batch must look like whatever is stored: limits of keys, no record twice, an audit entry where one is due.
//!
//! Each refusal here is a defect of the caller. It is refused all the same, because a store must not depend on its
//! callers for its own soundness.

use std::collections::HashSet;

use crate::store::error::StoreError;
use crate::store::record::{Batch, Expect, Put, RecordRef};

const ID_LIMIT: usize = 64;
const KEY_LIMIT: usize = 512;

/// Checks a batch; `puts` are all its puts, the numbered ones among them.
pub fn check(batch: &Batch, puts: &[&Put]) -> Result<(), StoreError> {
    let relied_on = batch.expects.iter().map(|(record, expects)| (record, *expects));
    let removed = batch.deletes.iter().map(|(record, expects)| (record, *expects));
    let written = puts.iter().map(|put| (&put.record, put.expects));
    for (record, expects) in relied_on.chain(removed).chain(written) {
        if record.id.is_empty() || record.id.len() > ID_LIMIT {
            return Err(StoreError::Malformed("a record id of no or of too many bytes"));
        }
        if expects == Expect::Any && !record.kind.is_private() {
            return Err(StoreError::Malformed(
                "a shared record without an expected version",
            ));
        }
    }
    for put in puts {
        let entry_too_long = put.entries.iter().any(|entry| entry.key.len() > KEY_LIMIT);
        let claim_too_long = put.claims.iter().any(|claim| claim.0.len() > KEY_LIMIT);
        if entry_too_long || claim_too_long {
            return Err(StoreError::Malformed("an index key or a claim that is too long"));
        }
    }
    if batch.numbered.iter().any(|(series, _)| series.len() > KEY_LIMIT) {
        return Err(StoreError::Malformed("a series name that is too long"));
    }
    let mut changed: Vec<&RecordRef> = batch.deletes.iter().map(|(record, _)| record).collect();
    changed.extend(puts.iter().map(|put| &put.record));
    let mut seen = HashSet::new();
    if !changed.iter().all(|record| seen.insert(*record)) {
        return Err(StoreError::Malformed("a record changed twice in one batch"));
    }
    let shared = changed.iter().any(|record| !record.kind.is_private());
    if (shared || !batch.numbered.is_empty() || batch.accepts_day) && batch.audit.is_empty() {
        return Err(StoreError::Unaudited);
    }
    Ok(())
}
