//! The audit log as a whole: entries of all chains, in the order in which they were written.

use std::collections::BTreeMap;
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
    let mut found = Vec::new();
    each(content, |key, stored| {
        if stored.number <= entries
            && let Some((chain, sequence)) = layout::parse_audit(&key)
        {
            found.push((stored.number, hash(chain, sequence, &stored)));
        }
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

/// Entries by their numbers, put together from the entries themselves: the keys of those that are wanted.
pub type LooseOrder = BTreeMap<u64, Vec<u8>>;

/// Whether the order that is kept has the last entry. It is only added to where it has all that are before, so that it
/// has every entry then.
pub fn is_ordered(content: &Content, audited: u64) -> Result<bool, StoreError> {
    Ok(audited == 0 || content.get(&layout::order(audited))?.is_some())
}

/// The entries behind the end of the order that is kept.
pub fn unordered(content: &Content) -> Result<LooseOrder, StoreError> {
    let (low, high) = (layout::order(0), layout::order(u64::MAX));
    let keys = (Bound::Included(low.as_slice()), Bound::Included(high.as_slice()));
    let last = content.scan(keys, Order::Descending, 1)?;
    let end = last.first().and_then(|(place, _)| layout::parse_order(place));
    loose_order(content, end.unwrap_or(0))
}

/// The order of all entries behind a number. Takes some 100 bytes of memory for each of them.
pub fn loose_order(content: &Content, after: u64) -> Result<LooseOrder, StoreError> {
    let mut found = LooseOrder::new();
    each(content, |key, stored| {
        if stored.number > after {
            found.insert(stored.number, key);
        }
    })?;
    Ok(found)
}

fn each(content: &Content, mut look: impl FnMut(Vec<u8>, StoredAudit)) -> Result<(), StoreError> {
    let (low, high) = ([Family::Audit.byte()], [Family::Audit.byte() + 1]);
    let keys = (Bound::Included(low.as_slice()), Bound::Excluded(high.as_slice()));
    content.each(keys, Order::Ascending, |(key, value)| {
        let stored = codec::decode(&key, &value)?;
        look(key, stored);
        Ok::<bool, StoreError>(true)
    })
}

#[cfg(test)]
mod tests;
