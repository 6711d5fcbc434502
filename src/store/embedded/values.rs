//! What lies beside records: what the whole store says of itself, audit entries and the ends of their chains, and the
//! hashes that hold everything together.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::audit::Chain;
use crate::domain::date::Day;

use super::layout;

/// What the store as a whole is after a commit. Each frame of the journal and each checkpoint ends with one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct State {
    /// Number of the last commit; 0 before the first.
    pub last_commit: u64,
    /// Business day of the last commit that changed something shared.
    pub last_day: Option<Day>,
    /// Sum over the hashes of all rows. A row that is lost or stale changes it, whatever else refers to it.
    pub tally: u128,
    /// Audit entries of all chains.
    pub audited: u64,
    /// Hash over all of them, in the order in which they were written.
    pub audit: [u8; 32],
}

/// An audit entry as it is stored. The entry is kept as bytes, because the hash covers the bytes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StoredAudit {
    /// Its number among the entries of all chains, from 1.
    pub number: u64,
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
        .chain_update(stored.number.to_be_bytes())
        .chain_update(&stored.entry)
        .finalize()
        .into()
}

/// [`State::audit`] after one more entry, given by its hash.
pub fn roll(before: &[u8; 32], entry: &[u8; 32]) -> [u8; 32] {
    Sha256::new()
        .chain_update(before)
        .chain_update(entry)
        .finalize()
        .into()
}

/// What a row adds to [`State::tally`].
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
            number: 9,
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
        let other_number = StoredAudit {
            number: 8,
            ..stored.clone()
        };
        for changed in [
            hash(Chain::System, 5, &other_number),
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
