//! The payment network that a store belongs to, and the charges of it that no order counts.
//!
//! A reference to a charge means something at its own network only: asked elsewhere, nobody knows it, and an order would
//! be settled for ever. So a store keeps which network is its own, and every attempt names the one that it was made at.

use serde::{Deserialize, Serialize};

use super::date::Timestamp;
use super::ids::{NetworkId, OrderId, OrphanId, UserId};
use super::money::Money;
use super::order::UNKNOWN_MINUTES;
use super::payment::TokenizedCard;

/// A network, as it says itself which one it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Network {
    /// Its identity: for a sandbox, that of its ledger.
    pub id: NetworkId,
    /// Whether no money moves there. Such a network never serves a real store.
    pub is_sandbox: bool,
}

/// The network of a store, from its first card order on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PaymentNetwork {
    /// Which one.
    pub network: Network,
    /// Since when.
    pub since: Timestamp,
}

/// A charge of the store's network that no order counts: an older backup was restored, or an attempt was charged after
/// somebody had settled it by hand.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Orphan {
    /// Follows from network and reference.
    pub id: OrphanId,
    /// The network.
    pub network: NetworkId,
    /// The network's reference.
    pub reference: String,
    /// How much was charged.
    pub amount: Money,
    /// The card.
    pub card: TokenizedCard,
    /// The order that it was asked for, where the network's key names one; it need not exist.
    pub asked_for: Option<OrderId>,
    /// When the desk found it.
    pub found: Timestamp,
    /// What became of it.
    pub state: OrphanState,
    /// When that was.
    pub since: Timestamp,
}

/// What became of a charge that no order counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum OrphanState {
    /// Nobody decided.
    Open,
    /// Finance decided that the money goes back; the reconciler sees to it.
    Refunding(UserId),
    /// The money went back: by the bank, or by Finance in another way.
    Refunded,
    /// The bank refused to give it back: Finance returns it in another way.
    RefundRefused,
    /// It pays this order.
    Attached(OrderId),
}

impl Orphan {
    /// Whether the money is here, and nobody decided where it belongs.
    pub const fn is_undecided(&self) -> bool {
        matches!(self.state, OrphanState::Open | OrphanState::RefundRefused)
    }

    /// Whether somebody or the reconciler still has to do something about it.
    pub const fn is_open(&self) -> bool {
        self.is_undecided() || matches!(self.state, OrphanState::Refunding(_))
    }

    /// Whether a refund was decided on so long ago that a network which does not know the charge is believed.
    pub fn waits_for_long(&self, now: Timestamp) -> bool {
        let passed = now.0.saturating_sub(self.since.0).div_euclid(60_000);
        matches!(self.state, OrphanState::Refunding(_)) && passed >= UNKNOWN_MINUTES
    }

    /// The order that counts it by now.
    pub const fn attached_to(&self) -> Option<OrderId> {
        match self.state {
            OrphanState::Attached(order) => Some(order),
            _ => None,
        }
    }

    /// The same with what became of it.
    #[must_use]
    pub fn become_at(self, state: OrphanState, at: Timestamp) -> Self {
        Self {
            state,
            since: at,
            ..self
        }
    }
}

impl OrphanState {
    /// Key of its name in `assets/locales`.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Open => "orphan-state-open",
            Self::Refunding(_) => "orphan-state-refunding",
            Self::Refunded => "orphan-state-refunded",
            Self::RefundRefused => "orphan-state-refund-refused",
            Self::Attached(_) => "orphan-state-attached",
        }
    }
}
