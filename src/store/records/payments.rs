//! How the payment network of a store, charges that no order counts and saved cards are kept.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::ids::{AccountId, NetworkId, OrphanId, SavedCardId};
use crate::domain::network::{Orphan, OrphanState, PaymentNetwork};
use crate::domain::payment::{Fingerprint, SavedCard};
use crate::store::key::KeyBuilder;
use crate::store::record::{Claim, IndexEntry, Kind, Record, RecordRef};

use super::{claim, entry, index, refer};

/// Id of the record of the payment network: a store belongs to one.
pub const NETWORK_ID: &[u8] = b"network";

/// Id of the record of how far its charges were compared.
pub const CHARGES_SEEN_ID: &[u8] = b"charges";

/// How far the charges of a network were compared with the orders.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ChargesSeen {
    /// The network.
    pub network: NetworkId,
    /// The network's own name of the place.
    pub place: String,
}

/// The id of a charge that no order counts.
pub fn orphan_id(network: NetworkId, reference: &str) -> OrphanId {
    OrphanId::new(follows_from(&[&network.to_bytes(), reference.as_bytes()]))
}

/// The id of a card that an account keeps: the same card is the same record.
pub fn saved_card_id(account: AccountId, network: NetworkId, fingerprint: &Fingerprint) -> SavedCardId {
    SavedCardId::new(follows_from(&[
        &account.to_bytes(),
        &network.to_bytes(),
        fingerprint.0.as_bytes(),
    ]))
}

/// 128 bits that follow from parts of which only the last one has any length.
fn follows_from(parts: &[&[u8]]) -> u128 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    let bytes = hash.finalize();
    let first = bytes.iter().take(16);
    first.fold(0, |bits, byte| bits << 8 | u128::from(*byte))
}

impl Record for PaymentNetwork {
    const KIND: Kind = Kind::Network;
    const SCHEMA: u8 = 1;

    fn id(&self) -> Vec<u8> {
        NETWORK_ID.to_vec()
    }
}

impl Record for ChargesSeen {
    const KIND: Kind = Kind::ChargesSeen;
    const SCHEMA: u8 = 1;

    fn id(&self) -> Vec<u8> {
        CHARGES_SEEN_ID.to_vec()
    }
}

impl Record for Orphan {
    const KIND: Kind = Kind::Orphan;
    const SCHEMA: u8 = 1;

    fn id(&self) -> Vec<u8> {
        self.id.to_bytes().to_vec()
    }

    fn index(&self) -> Vec<IndexEntry> {
        let found = || KeyBuilder::new().instant(self.found);
        let mut entries = vec![entry(index::ORPHANS, found())];
        if self.is_open() {
            entries.push(entry(index::ORPHANS_OPEN, found()));
        }
        entries
    }

    fn claims(&self) -> Vec<Claim> {
        match self.state {
            // From then on the order has it.
            OrphanState::Attached(_) => Vec::new(),
            _ => vec![claim::charge(self.network, &self.reference)],
        }
    }

    fn references(&self) -> Vec<RecordRef> {
        let order = self.attached_to();
        order
            .map(|order| refer(Kind::Order, order.to_bytes()))
            .into_iter()
            .collect()
    }
}

impl Record for SavedCard {
    const KIND: Kind = Kind::SavedCard;
    const SCHEMA: u8 = 1;

    fn id(&self) -> Vec<u8> {
        self.id.to_bytes().to_vec()
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.account)
    }

    fn index(&self) -> Vec<IndexEntry> {
        let by_account = KeyBuilder::new()
            .id(self.account.to_bytes())
            .instant(self.saved_at);
        vec![entry(index::CARDS_BY_ACCOUNT, by_account)]
    }

    fn references(&self) -> Vec<RecordRef> {
        vec![
            refer(Kind::Account, self.account.to_bytes()),
            refer(Kind::User, self.saved_by.to_bytes()),
        ]
    }
}
