//! The keys of the rows. The first byte is the family.
//!
//! | family | then | value |
//! |---|---|---|
//! | record | kind, id | envelope |
//! | entry | index, sort key (escaped, ended by 00 00), kind, id | nothing |
//! | claim | its text | the holder |
//! | audit | chain, sequence | its number among all, previous hash, entry |
//! | head | chain | sequence and hash of the last entry |
//! | series | its name | the last number |
//! | order | the number of an audit entry among all | the key of the entry |
//!
//! A sort key is escaped (00 becomes 00 FF) and ended, because without an end a short key would sort by the id
//! behind it: "a" must come before "a!" whatever their records are called.

use crate::domain::audit::Chain;
use crate::domain::ids::AccountId;
use crate::store::record::{Claim, IndexEntry, Kind, RecordRef};

/// Families of keys. Never renumber, never reuse.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Family {
    /// Records.
    Record = 1,
    /// Index entries.
    Entry = 2,
    /// Unique keys.
    Claim = 3,
    /// Audit entries.
    Audit = 4,
    /// Ends of audit chains.
    Head = 5,
    /// Gapless series.
    Series = 6,
    /// Audit entries of all chains, in the order in which they were written.
    Order = 7,
}

impl Family {
    /// Every family, in the order of their bytes.
    pub const ALL: [Self; 7] = [
        Self::Record,
        Self::Entry,
        Self::Claim,
        Self::Audit,
        Self::Head,
        Self::Series,
        Self::Order,
    ];

    /// The byte on disk.
    pub const fn byte(self) -> u8 {
        self as u8
    }
}

/// Key of a record.
pub fn record(record: &RecordRef) -> Vec<u8> {
    let mut key = vec![Family::Record.byte(), record.kind.byte()];
    key.extend_from_slice(&record.id);
    key
}

/// Reads a record back out of its key.
pub fn parse_record(key: &[u8]) -> Option<RecordRef> {
    let [_, kind, id @ ..] = key else { return None };
    Some(RecordRef {
        kind: Kind::from_byte(*kind)?,
        id: id.to_vec(),
    })
}

/// Key of an index entry of a record.
pub fn entry(entry: &IndexEntry, record: &RecordRef) -> Vec<u8> {
    let mut key = entry_prefix(entry.index, &entry.key);
    key.extend_from_slice(&[0, 0, record.kind.byte()]);
    key.extend_from_slice(&record.id);
    key
}

/// What the keys of all entries of an index start with whose sort keys start with `prefix`.
pub fn entry_prefix(index: u8, prefix: &[u8]) -> Vec<u8> {
    let mut key = Vec::with_capacity(prefix.len() + 24);
    key.extend_from_slice(&[Family::Entry.byte(), index]);
    for byte in prefix {
        key.push(*byte);
        if *byte == 0 {
            key.push(0xff);
        }
    }
    key
}

/// Reads an index entry and its record back out of its key.
pub fn parse_entry(key: &[u8]) -> Option<(IndexEntry, RecordRef)> {
    let [_, index, rest @ ..] = key else { return None };
    let mut sort_key = Vec::with_capacity(rest.len());
    let mut bytes = rest.iter();
    loop {
        match *bytes.next()? {
            0 => match *bytes.next()? {
                0 => break,
                0xff => sort_key.push(0),
                _ => return None,
            },
            byte => sort_key.push(byte),
        }
    }
    let kind = Kind::from_byte(*bytes.next()?)?;
    let entry = IndexEntry {
        index: *index,
        key: sort_key,
    };
    Some((
        entry,
        RecordRef {
            kind,
            id: bytes.as_slice().to_vec(),
        },
    ))
}

/// Key of a claim.
pub fn claim(claim: &Claim) -> Vec<u8> {
    named(Family::Claim, &claim.0)
}

/// Key of a series.
pub fn series(name: &str) -> Vec<u8> {
    named(Family::Series, name)
}

/// Reads the text of a claim or the name of a series back out of its key.
pub fn parse_named(key: &[u8]) -> Option<String> {
    let [_, text @ ..] = key else { return None };
    String::from_utf8(text.to_vec()).ok()
}

/// Key of an audit entry.
pub fn audit(chain: Chain, sequence: u64) -> Vec<u8> {
    let mut key = chained(Family::Audit, chain);
    key.extend_from_slice(&sequence.to_be_bytes());
    key
}

/// Reads the chain and the sequence back out of an audit entry's key.
pub fn parse_audit(key: &[u8]) -> Option<(Chain, u64)> {
    let (chain, sequence) = key.split_last_chunk::<8>()?;
    Some((parse_chain(chain)?, u64::from_be_bytes(*sequence)))
}

/// Key of the place of an audit entry among all, by its number.
pub fn order(number: u64) -> Vec<u8> {
    let mut key = vec![Family::Order.byte()];
    key.extend_from_slice(&number.to_be_bytes());
    key
}

/// Reads the number back out of the key of a place.
pub fn parse_order(key: &[u8]) -> Option<u64> {
    let [_, number @ ..] = key else { return None };
    Some(u64::from_be_bytes(number.try_into().ok()?))
}

/// Key of the end of a chain.
pub fn head(chain: Chain) -> Vec<u8> {
    chained(Family::Head, chain)
}

/// Reads the chain back out of the key of its end.
pub fn parse_chain(key: &[u8]) -> Option<Chain> {
    match key {
        [_, 0] => Some(Chain::System),
        [_, 1, id @ ..] => {
            let id: [u8; 16] = id.try_into().ok()?;
            Some(Chain::Account(AccountId::new(u128::from_be_bytes(id))))
        }
        _ => None,
    }
}

/// The bytes that stand for a chain, in keys and in hashes.
pub fn chain_bytes(chain: Chain) -> Vec<u8> {
    match chain {
        Chain::System => vec![0],
        Chain::Account(account) => {
            let mut bytes = vec![1];
            bytes.extend_from_slice(&account.to_bytes());
            bytes
        }
    }
}

fn chained(family: Family, chain: Chain) -> Vec<u8> {
    let mut key = vec![family.byte()];
    key.extend_from_slice(&chain_bytes(chain));
    key
}

fn named(family: Family, text: &str) -> Vec<u8> {
    let mut key = vec![family.byte()];
    key.extend_from_slice(text.as_bytes());
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn reference(id: Vec<u8>) -> RecordRef {
        RecordRef {
            kind: Kind::Order,
            id,
        }
    }

    proptest! {
        #[test]
        fn entries_sort_by_their_key_then_by_record(
            left in proptest::collection::vec(0_u8..4, 0..5),
            left_id in proptest::collection::vec(any::<u8>(), 1..4),
            right in proptest::collection::vec(0_u8..4, 0..5),
            right_id in proptest::collection::vec(any::<u8>(), 1..4),
        ) {
            let key = |sort: &[u8], id: &[u8]| {
                entry(&IndexEntry { index: 2, key: sort.to_vec() }, &reference(id.to_vec()))
            };
            let expected = (&left, &left_id).cmp(&(&right, &right_id));
            prop_assert_eq!(key(&left, &left_id).cmp(&key(&right, &right_id)), expected);
        }

        #[test]
        fn an_entry_survives_its_key(sort in proptest::collection::vec(any::<u8>(), 0..20), id in proptest::collection::vec(any::<u8>(), 1..20)) {
            let stored = IndexEntry { index: 9, key: sort };
            let key = entry(&stored, &reference(id.clone()));
            prop_assert_eq!(parse_entry(&key), Some((stored, reference(id))));
        }

        #[test]
        fn a_longer_sort_key_starts_with_the_prefix_of_a_shorter(sort in proptest::collection::vec(0_u8..3, 0..8), cut in 0_usize..8) {
            let cut = cut.min(sort.len());
            prop_assert!(entry_prefix(1, &sort).starts_with(&entry_prefix(1, &sort[..cut])));
        }
    }

    #[test]
    fn chains_survive_their_keys() {
        for chain in [Chain::System, Chain::Account(AccountId::new(77))] {
            assert_eq!(parse_chain(&head(chain)), Some(chain));
            assert_eq!(parse_audit(&audit(chain, 12)), Some((chain, 12)));
        }
    }
}
