//! The audit log as a whole: entries of all chains, in the order in which they were written.

use std::ops::Bound;

use crate::store::error::StoreError;

use super::codec;
use super::content::Content;
use super::layout::{self, Family};
use super::rows::Order;
use super::values::{StoredAudit, hash, roll};

/// The hash over the first so many entries, out of the entries themselves; `None` where one of them is missing.
/// Takes 40 bytes of memory for each of them.
pub fn hash_of_first(content: &Content, entries: u64) -> Result<Option<[u8; 32]>, StoreError> {
    let (low, high) = ([Family::Audit.byte()], [Family::Audit.byte() + 1]);
    let keys = (Bound::Included(low.as_slice()), Bound::Excluded(high.as_slice()));
    let mut found = Vec::new();
    content.each(keys, Order::Ascending, |(key, value)| {
        let stored: StoredAudit = codec::decode(&key, &value)?;
        if stored.number <= entries
            && let Some((chain, sequence)) = layout::parse_audit(&key)
        {
            found.push((stored.number, hash(chain, sequence, &stored)));
        }
        Ok::<bool, StoreError>(true)
    })?;
    found.sort_unstable();
    let numbers = found.iter().map(|(number, _)| *number);
    if !numbers.eq(1..=entries) {
        return Ok(None);
    }
    let rolled = found
        .iter()
        .fold([0; 32], |before, (_, entry)| roll(&before, entry));
    Ok(Some(rolled))
}
