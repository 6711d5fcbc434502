//! The gateway contract: what the desk asks of a card payment network, and what may come back.
//!
//! Sequence of one attempt: `tokenize` (when the card form is submitted) → `prepare` (no money moves) → a durable
//! commit of the order with the reference → `confirm` (money moves, at most once per reference). When `confirm`
//! gives no answer, only the reconciler goes on: `lookup`, and if it is not charged, `void`; after a void a late
//! confirm is refused by the network. `refund` returns a charge whole; asking twice refunds once. The bank may refuse
//! a refund (`Refused(Charged)`): the money stays where it is.
//!
//! A reference means something at its own network only, so a network says which one it is. And it tells of all charges
//! that it made and gave back, in an order that only grows: a desk that was set back to an older state finds what it has
//! forgotten.

use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};

use crate::domain::message::Coded;
use crate::domain::money::Money;
use crate::domain::network::Network;
use crate::domain::payment::{CardToken, TokenizedCard};

pub use crate::domain::payment::DeclineReason;

use super::card::CardData;

/// The desk's own key of one attempt: order and attempt number. The same key always gets the same reference.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct AttemptKey(pub String);

/// The network's name for one attempt.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct PaymentReference(pub String);

/// How the card's bank answered a charge.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Confirmation {
    /// The money moved.
    Charged,
    /// It did not, and will not under this reference.
    Declined(DeclineReason),
}

/// Where an attempt stands at the network.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AttemptStatus {
    /// Prepared; no money moved.
    Prepared,
    /// The money moved.
    Charged,
    /// Declined for good.
    Declined(DeclineReason),
    /// Voided: nothing moved, and nothing will.
    Voided,
    /// The money moved and went back.
    Refunded,
}

/// Where a list of charges goes on. The network's own; opaque to the desk.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct ChargeCursor(pub String);

/// Money that moved, as the network tells of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Charge {
    /// Where the list goes on after this charge.
    pub cursor: ChargeCursor,
    /// The network's reference.
    pub reference: PaymentReference,
    /// The desk's own key of the attempt.
    pub key: AttemptKey,
    /// How much.
    pub amount: Money,
    /// From which card.
    pub card: TokenizedCard,
    /// Whether the money went back.
    pub is_refunded: bool,
}

/// A part of the list of charges.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ChargePage {
    /// Charges, the oldest first; as many as the network gives at once.
    pub charges: Vec<Charge>,
    /// Whether there are none behind them for now.
    pub is_last: bool,
}

/// Why the gateway gave no result.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
pub enum GatewayError {
    /// No answer: the request may or may not have been carried out.
    #[error("the payment network gave no answer")]
    NoAnswer,
    /// The request certainly did not reach the network.
    #[error("the payment network cannot be reached")]
    Unreachable,
    /// No attempt has that reference, or no card that token.
    #[error("the payment network does not know that reference")]
    Unknown,
    /// The attempt is not in a state that allows it: confirm after void, void after charge.
    #[error("the payment network refused: the attempt is {0:?}")]
    Refused(AttemptStatus),
}

impl Coded for GatewayError {
    fn code(&self) -> &'static str {
        match self {
            Self::NoAnswer => "gateway-no-answer",
            Self::Unreachable => "gateway-unreachable",
            Self::Unknown => "gateway-unknown",
            Self::Refused(_) => "gateway-refused",
        }
    }
}

/// A card payment network.
pub trait Gateway: Send + Sync {
    /// Which network it is. The same answer as long as it knows the same attempts.
    fn network(&self) -> BoxFuture<'_, Result<Network, GatewayError>>;
    /// Exchanges a card for a token. The card is zeroized when the call is over.
    fn tokenize(&self, card: CardData) -> BoxFuture<'_, Result<TokenizedCard, GatewayError>>;
    /// Announces an attempt; no money moves. Same key, same answer.
    fn prepare(
        &self,
        key: AttemptKey,
        amount: Money,
    ) -> BoxFuture<'_, Result<PaymentReference, GatewayError>>;
    /// Charges a prepared attempt, at most once. A repeat gives the first answer.
    fn confirm(
        &self,
        reference: PaymentReference,
        token: CardToken,
    ) -> BoxFuture<'_, Result<Confirmation, GatewayError>>;
    /// Where an attempt stands.
    fn lookup(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>>;
    /// Ends a prepared attempt for good; the answer is its status afterwards (`Charged` when it came too late).
    fn void(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>>;
    /// Returns a charge whole. A repeat changes nothing.
    fn refund(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>>;
    /// The charges behind a place of the list, from its beginning without one. A new charge comes behind all others,
    /// and none is ever taken out: one that went back stays, as refunded, and is listed again behind all others.
    fn charges_since(&self, after: Option<ChargeCursor>) -> BoxFuture<'_, Result<ChargePage, GatewayError>>;
}
