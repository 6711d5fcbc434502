//! What lies in the tree beside records: the store's own record, audit entries and the ends of their chains, and the
//! two hashes that hold everything together.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::audit::Chain;
use crate::domain::date::Day;

use super::layout;

/// The store's own record, written with every commit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Meta {
    /// Format of the store.
    pub format: u32,
    /// Identity of the store.
    pub store: [u8; 16],
    /// Sample data: the day may go back.
    pub demo: bool,
    /// Number of the last commit; 0 before the first.
    pub last_commit: u64,
    /// Business day of the last commit.
    pub last_day: Option<Day>,
    /// Sum over the hashes of all records, chain ends and series. A page of the log that was lost or is stale
    /// changes the sum, even where nothing else refers to it.
    pub tally: u128,
}

/// An audit entry as it is stored. The entry is kept as bytes, because the hash covers the bytes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StoredAudit {
    /// Hash of the entry before it; zeros for the first.
    pub previous: [u8; 32],
    /// The serialized entry.
    pub entry: Vec<u8>,
}

/// The end of an audit chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Head {
    /// Sequence of the last entry; 0 before the first.
    pub sequence: u64,
    /// Hash of the last entry; zeros before the first.
    pub hash: [u8; 32],
}

/// Hash of an audit entry: what the next one of the chain keeps as its `previous`.
pub fn hash(chain: Chain, sequence: u64, stored: &StoredAudit) -> [u8; 32] {
    Sha256::new()
        .chain_update(stored.previous)
        .chain_update(layout::chain_bytes(chain))
        .chain_update(sequence.to_be_bytes())
        .chain_update(&stored.entry)
        .finalize()
        .into()
}

/// What a stored value adds to [`Meta::tally`].
pub fn tally(key: &[u8], value: &[u8]) -> u128 {
    let length = u64::try_from(key.len()).unwrap_or(u64::MAX);
    let hash: [u8; 32] = Sha256::new()
        .chain_update(length.to_be_bytes())
        .chain_update(key)
        .chain_update(value)
        .finalize()
        .into();
    hash.first_chunk::<16>()
        .map_or(0, |half| u128::from_be_bytes(*half))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::AccountId;

    #[test]
    fn the_hash_of_an_entry_depends_on_everything_that_places_it() {
        let stored = StoredAudit {
            previous: [1; 32],
            entry: vec![2, 3],
        };
        let original = hash(Chain::System, 5, &stored);
        let other_account = Chain::Account(AccountId::new(0));
        let other_previous = StoredAudit {
            previous: [0; 32],
            ..stored.clone()
        };
        let other_entry = StoredAudit {
            entry: vec![2, 4],
            ..stored.clone()
        };
        for changed in [
            hash(other_account, 5, &stored),
            hash(Chain::System, 6, &stored),
            hash(Chain::System, 5, &other_previous),
            hash(Chain::System, 5, &other_entry),
        ] {
            assert_ne!(changed, original);
        }
    }

    #[test]
    fn the_tally_tells_key_and_value_apart() {
        assert_ne!(tally(b"ab", b"c"), tally(b"a", b"bc"));
    }
}
