//! The payment network of a store, and everything about its charges that is not one order's own way.
//!
//! | question | file |
//! |---|---|
//! | which network does the store belong to, and may the connected one serve it? | `network` |
//! | how does an attempt begin? | `attempt` |
//! | what if the network does not know an attempt? | `by_hand` |
//! | what if it knows a charge that no order counts? | `charges` finds it, `orphans` gives it back or a place |
//!
//! What holds: a charge counts for one order, or is one that no order counts; both hold the same key in the store, so
//! that it refuses a batch after which it would be both.

mod attempt;
mod by_hand;
mod charges;
mod network;
mod orphans;

use crate::domain::message::{Arg, Coded};
use crate::domain::money::Money;
use crate::domain::order::OrderNumber;

pub(crate) use attempt::Wanted;
pub use by_hand::{SettledByHand, Unsettled};
pub use network::{AdoptedNetwork, NetworkView, UnsettledOrder};
pub use orphans::OrphanView;

/// Why a payment cannot be treated so. Nothing was changed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PaymentRefusal {
    /// Nobody does it for an order of their own.
    #[error("an order of one's own")]
    OwnOrder,
    /// The order is not being settled.
    #[error("order {number} is not being settled")]
    NotSettling {
        /// Its number.
        number: OrderNumber,
    },
    /// Its network knows the attempt, or was not asked.
    #[error("the network knows the attempt")]
    Known,
    /// Its network has not said for long enough that it does not know the attempt.
    #[error("{minutes} minutes too early")]
    TooEarly {
        /// How many are left.
        minutes: i64,
    },
    /// The charge belongs to another network than the one that is connected.
    #[error("a charge of another network")]
    OtherNetwork,
    /// The charge was given back, or counts for an order.
    #[error("the charge is decided")]
    Decided,
    /// The bank has not refused to refund the charge.
    #[error("the bank has not refused to refund the charge {reference}")]
    NotRefused {
        /// The network's reference of the charge.
        reference: String,
    },
    /// The network says that the charge is not there any more.
    #[error("the charge is gone")]
    ChargeGone,
    /// The order is paid, given up, or being paid.
    #[error("the order is not unpaid")]
    NotUnpaid,
    /// The order asks for another amount.
    #[error("the order asks for {expected:?}")]
    OtherTotal {
        /// What it asks for.
        expected: Money,
    },
    /// What the order pays for can no longer be activated.
    #[error("nothing is left to activate")]
    NotActivated,
    /// The saved card was kept at another network, which alone can charge it.
    #[error("a card of another network")]
    CardOfOtherNetwork,
    /// Something of the former network is not settled.
    #[error("{count} payments are not settled")]
    Unsettled {
        /// How many.
        count: usize,
    },
}

impl Coded for PaymentRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::OwnOrder => "payment-own-order",
            Self::NotSettling { .. } => "settle-not-settling",
            Self::Known => "settle-known",
            Self::TooEarly { .. } => "settle-too-early",
            Self::OtherNetwork => "charge-other-network",
            Self::Decided => "charge-decided",
            Self::NotRefused { .. } => "charge-not-refused",
            Self::ChargeGone => "charge-gone",
            Self::NotUnpaid => "attach-not-unpaid",
            Self::OtherTotal { .. } => "attach-other-total",
            Self::NotActivated => "attach-not-activated",
            Self::CardOfOtherNetwork => "saved-card-other-network",
            Self::Unsettled { .. } => "adopt-unsettled",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::NotSettling { number } => vec![("number", Arg::Text(number.to_string()))],
            Self::NotRefused { reference } => vec![("reference", Arg::Text(reference.clone()))],
            Self::TooEarly { minutes } => vec![("minutes", Arg::Count(*minutes))],
            Self::OtherTotal { expected } => vec![("expected", Arg::Money(*expected))],
            Self::Unsettled { count } => {
                vec![("count", Arg::Count(i64::try_from(*count).unwrap_or(i64::MAX)))]
            }
            _ => Vec::new(),
        }
    }
}
