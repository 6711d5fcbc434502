//! Orders: one intent to buy or renew, and the state machine that brings it to paid exactly once.
//!
//! ```text
//! card      Charging ─ confirmed ─► Paid
//!              ├─ declined ─► Declined ─► Charging (next attempt) | Cancelled
//!              └─ no answer ─► Unknown ─► Paid | Declined | Voided          (by the reconciler alone)
//!           Voided ─► Charging (next attempt) | Cancelled
//!           charged, but no longer allowed to activate ─► Refunding ─► Refunded     (by the reconciler)
//! transfer  AwaitingPayment ─► Paid | Cancelled                 (expired is computed: unpaid after the due day)
//! both      Paid ─ cancelled with a refund ─► Refunding ─► Refunded
//!           (a card: by the reconciler; a transfer: when Finance has returned the money)
//! card      Refunding ─ the bank refuses ─► RefundRefused ─► Refunded     (Finance returns the money in another way)
//! ```
//!
//! An order holds its attempts; there is a new one only when the last one was declined or voided, so that no two
//! attempts can both charge.

mod number;

use serde::{Deserialize, Serialize};

use super::address::BillTo;
use super::date::{Day, Timestamp};
use super::ids::{AccountId, OrderId, ReceiptId, SubscriptionId, UserId};
use super::message::{Arg, Coded};
use super::money::Money;
use super::offer::{OfferId, Quote};
use super::payment::{DeclineReason, Receipt, TokenizedCard, TransferContact, Unallocated};
use super::subscription::TERM_DAYS;

pub use number::{NotAnOrderNumber, NumberPart, OrderNumber};

/// Days within which a transfer order is to be paid (source: docs on paying by transfer; S10).
pub const TRANSFER_DUE_DAYS: i32 = 30;

/// Most attempts to charge a card for one order: whoever needs more begins another one (source: none, and no bank's
/// customer comes near it; a record that grew with every attempt would be refused by the store one day).
pub const MOST_ATTEMPTS: usize = 20;

/// Hours after which a declined or voided order that nobody tried again is cancelled.
pub const DECLINED_KEPT_HOURS: i64 = 24;

/// An order as it is kept. Price, tax, bill-to and the right to buy are fixed when it is placed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Order {
    /// The intent: made when the wizard opened.
    pub id: OrderId,
    /// The number that people use.
    pub number: OrderNumber,
    /// Account that buys.
    pub account: AccountId,
    /// What is bought.
    pub offer: OfferId,
    /// First term or renewal.
    pub purpose: Purpose,
    /// Who placed it.
    pub placed_by: UserId,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// Price and tax.
    pub quote: Quote,
    /// To whom it is billed.
    pub bill_to: BillTo,
    /// Version of the purchase terms that were accepted.
    pub terms_version: String,
    /// How it is paid.
    pub payment: Payment,
    /// Where it stands.
    pub state: OrderState,
    /// When it came to stand there.
    pub since: Timestamp,
}

/// What an order is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Purpose {
    /// A further term of a subscription: E + 365.
    Renew {
        /// The subscription.
        subscription: SubscriptionId,
        /// Its expiry when the order was placed.
        from: Day,
    },
    /// A first term, from activation on.
    Subscribe {
        /// Id that the subscription will get.
        subscription: SubscriptionId,
    },
}

/// How an order is paid.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Payment {
    /// By card: the attempts so far, the last one counts.
    Card {
        /// Attempts, oldest first; at least one.
        attempts: Vec<Attempt>,
    },
    /// By bank transfer.
    Transfer {
        /// Whom to talk to.
        contact: TransferContact,
        /// The last value date that pays it.
        due: Day,
        /// The receipt that paid it.
        receipt: Option<ReceiptId>,
    },
}

/// One try to charge a card.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attempt {
    /// The network's reference.
    pub reference: String,
    /// Token, brand, last four, expiry.
    pub card: TokenizedCard,
    /// When it began.
    pub began: Timestamp,
}

/// Where an order stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum OrderState {
    /// The bank is being asked.
    Charging,
    /// The bank gave no answer; the reconciler settles it.
    Unknown,
    /// The bank said no.
    Declined(DeclineReason),
    /// Nothing was charged, and nothing will be under that attempt.
    Voided,
    /// Waits for the money.
    AwaitingPayment,
    /// Paid and activated; the new expiry.
    Paid {
        /// Last day of the paid term.
        expires: Day,
    },
    /// Given up; nothing was charged.
    Cancelled,
    /// Money that came in goes back.
    Refunding,
    /// Money went back.
    Refunded,
    /// The bank refused to give the money of a card back: Finance returns it in another way.
    RefundRefused,
}

/// A step that the state machine does not know.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("an order that is {from:?} cannot become {to}")]
pub struct IllegalStep {
    /// Where it stands.
    pub from: OrderState,
    /// Where it was to go.
    pub to: &'static str,
}

impl Coded for IllegalStep {
    fn code(&self) -> &'static str {
        "order-illegal-step"
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        vec![("state", Arg::Key(self.from.key().to_owned()))]
    }
}

impl OrderState {
    /// The keys of all states.
    pub const KEYS: [&'static str; 10] = [
        "order-state-charging",
        "order-state-unknown",
        "order-state-declined",
        "order-state-voided",
        "order-state-awaiting-payment",
        "order-state-paid",
        "order-state-cancelled",
        "order-state-refunding",
        "order-state-refunded",
        "order-state-refund-refused",
    ];

    /// Key of its name in `assets/locales`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Charging => "order-state-charging",
            Self::Unknown => "order-state-unknown",
            Self::Declined(_) => "order-state-declined",
            Self::Voided => "order-state-voided",
            Self::AwaitingPayment => "order-state-awaiting-payment",
            Self::Paid { .. } => "order-state-paid",
            Self::Cancelled => "order-state-cancelled",
            Self::Refunding => "order-state-refunding",
            Self::Refunded => "order-state-refunded",
            Self::RefundRefused => "order-state-refund-refused",
        }
    }

    /// Whether money may be moving: nothing else may touch the subscription.
    pub const fn is_settling(self) -> bool {
        matches!(self, Self::Charging | Self::Unknown)
    }

    /// Whether nothing was charged and another attempt may begin.
    pub const fn may_retry(self) -> bool {
        matches!(self, Self::Declined(_) | Self::Voided)
    }

    /// Whether the order still claims its offer: at most one such order per account and offer.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Charging | Self::Unknown | Self::Declined(_) | Self::Voided | Self::AwaitingPayment
        )
    }
}

impl Purpose {
    /// The subscription that is renewed or will be made.
    pub const fn subscription(self) -> SubscriptionId {
        match self {
            Self::Renew { subscription, .. } | Self::Subscribe { subscription } => subscription,
        }
    }

    /// Last day of the term when it is activated on a day.
    pub fn expiry(self, activated: Day) -> Day {
        match self {
            Self::Renew { from, .. } => from.plus(TERM_DAYS),
            Self::Subscribe { .. } => activated.plus(TERM_DAYS),
        }
    }
}

impl Order {
    /// The attempt that counts, for a card.
    pub fn attempt(&self) -> Option<&Attempt> {
        match &self.payment {
            Payment::Card { attempts } => attempts.last(),
            Payment::Transfer { .. } => None,
        }
    }

    /// Whether no further attempt may begin: another order takes its place.
    pub fn is_tried_out(&self) -> bool {
        matches!(&self.payment, Payment::Card { attempts } if attempts.len() >= MOST_ATTEMPTS)
    }

    /// Whether Finance has to return its money: it came by bank transfer, or the card's bank refused the refund.
    pub const fn is_to_return(&self) -> bool {
        matches!(
            (&self.payment, self.state),
            (Payment::Transfer { .. }, OrderState::Refunding) | (_, OrderState::RefundRefused)
        )
    }

    /// The receipt that paid it, for a transfer.
    pub const fn receipt(&self) -> Option<ReceiptId> {
        match &self.payment {
            Payment::Transfer { receipt, .. } => *receipt,
            Payment::Card { .. } => None,
        }
    }

    /// The last value date that pays it, for a transfer.
    pub const fn due(&self) -> Option<Day> {
        match &self.payment {
            Payment::Transfer { due, .. } => Some(*due),
            Payment::Card { .. } => None,
        }
    }

    /// Whether it waits for a transfer whose due day is over. Computed, never stored.
    pub fn is_expired(&self, today: Day) -> bool {
        self.state == OrderState::AwaitingPayment && self.due().is_some_and(|due| today > due)
    }

    /// Whether a new order may take its place: nothing was charged, and nothing is on its way within its due day.
    pub fn gives_way(&self, today: Day) -> bool {
        self.state.may_retry() || self.is_expired(today)
    }

    /// What to write into the transfer's reference field: order number and MPN ID (source S10).
    pub fn transfer_reference(&self, mpn_id: &super::partner::MpnId) -> String {
        format!("{} {mpn_id}", self.number)
    }

    /// Begins a further attempt after one that was declined or voided.
    pub fn retry(&mut self, attempt: Attempt) -> Result<(), IllegalStep> {
        if !self.state.may_retry() || self.is_tried_out() {
            return Err(self.illegal("charging"));
        }
        let at = attempt.began;
        match &mut self.payment {
            Payment::Card { attempts } => attempts.push(attempt),
            Payment::Transfer { .. } => return Err(self.illegal("charging")),
        }
        self.step(OrderState::Charging, at);
        Ok(())
    }

    /// The money moved, and the term was activated.
    pub fn pay(&mut self, expires: Day, at: Timestamp) -> Result<(), IllegalStep> {
        if !(self.state.is_settling() || self.state == OrderState::AwaitingPayment) {
            return Err(self.illegal("paid"));
        }
        self.step(OrderState::Paid { expires }, at);
        Ok(())
    }

    /// The bank said no.
    pub fn decline(&mut self, reason: DeclineReason, at: Timestamp) -> Result<(), IllegalStep> {
        self.settle(OrderState::Declined(reason), "declined", at)
    }

    /// The bank gave no answer.
    pub fn lose_sight(&mut self, at: Timestamp) -> Result<(), IllegalStep> {
        if self.state != OrderState::Charging {
            return Err(self.illegal("unknown"));
        }
        self.step(OrderState::Unknown, at);
        Ok(())
    }

    /// The attempt was voided.
    pub fn void(&mut self, at: Timestamp) -> Result<(), IllegalStep> {
        self.settle(OrderState::Voided, "voided", at)
    }

    /// Money came in, and the term can no longer be activated or was cancelled: the money goes back.
    pub fn begin_refund(&mut self, at: Timestamp) -> Result<(), IllegalStep> {
        if !(self.state.is_settling() || matches!(self.state, OrderState::Paid { .. })) {
            return Err(self.illegal("refunding"));
        }
        self.step(OrderState::Refunding, at);
        Ok(())
    }

    /// The money went back.
    pub fn refunded(&mut self, at: Timestamp) -> Result<(), IllegalStep> {
        if !matches!(self.state, OrderState::Refunding | OrderState::RefundRefused) {
            return Err(self.illegal("refunded"));
        }
        self.step(OrderState::Refunded, at);
        Ok(())
    }

    /// The bank of the card refused the refund.
    pub fn refund_refused(&mut self, at: Timestamp) -> Result<(), IllegalStep> {
        if self.state != OrderState::Refunding || self.attempt().is_none() {
            return Err(self.illegal("refund refused"));
        }
        self.step(OrderState::RefundRefused, at);
        Ok(())
    }

    /// Gives the order up; refused while money may be moving and once it moved.
    pub fn cancel(&mut self, at: Timestamp) -> Result<(), IllegalStep> {
        if !(self.state.may_retry() || self.state == OrderState::AwaitingPayment) {
            return Err(self.illegal("cancelled"));
        }
        self.step(OrderState::Cancelled, at);
        Ok(())
    }

    /// Whether money received pays this order: exact amount, its currency, value date not after the due day
    /// (source: product rules, "Money is recorded as a receipt").
    pub fn accepts(&self, amount: Money, value_date: Day) -> Result<(), Unallocated> {
        if self.state == OrderState::AwaitingPayment {
            self.fits(amount, value_date)
        } else {
            Err(Unallocated::NotAwaiting)
        }
    }

    /// The same, wherever the order stands by now: whether this is the money that it asked for.
    pub fn fits(&self, amount: Money, value_date: Day) -> Result<(), Unallocated> {
        let due = self.due().ok_or(Unallocated::NotAwaiting)?;
        if amount.currency != self.quote.total.currency {
            Err(Unallocated::WrongCurrency)
        } else if amount != self.quote.total {
            Err(Unallocated::WrongAmount)
        } else if value_date > due {
            Err(Unallocated::AfterDueDay)
        } else if value_date < self.placed_at.day() {
            // The reference to write on a transfer exists from that day on.
            Err(Unallocated::BeforeOrder)
        } else {
            Ok(())
        }
    }

    /// Whether its way of payment leads to where it stands: a transfer is never charged, and a card has an attempt.
    pub const fn is_possible(&self) -> bool {
        match &self.payment {
            Payment::Card { attempts } => {
                !matches!(self.state, OrderState::AwaitingPayment)
                    && !attempts.is_empty()
                    && attempts.len() <= MOST_ATTEMPTS
            }
            Payment::Transfer { .. } => matches!(
                self.state,
                OrderState::AwaitingPayment
                    | OrderState::Paid { .. }
                    | OrderState::Cancelled
                    | OrderState::Refunding
                    | OrderState::Refunded
            ),
        }
    }

    /// The day on which its present attempt, or the order itself, was placed: what it renews was judged on that day.
    pub fn asked(&self) -> Day {
        self.attempt()
            .map_or(self.placed_at, |attempt| attempt.began)
            .day()
    }

    /// Notes the receipt that pays the order.
    pub fn paid_by(&mut self, by: &Receipt) {
        if let Payment::Transfer { receipt, .. } = &mut self.payment {
            *receipt = Some(by.id);
        }
    }

    fn settle(&mut self, to: OrderState, name: &'static str, at: Timestamp) -> Result<(), IllegalStep> {
        if !self.state.is_settling() {
            return Err(self.illegal(name));
        }
        self.step(to, at);
        Ok(())
    }

    const fn step(&mut self, to: OrderState, at: Timestamp) {
        self.state = to;
        self.since = at;
    }

    const fn illegal(&self, to: &'static str) -> IllegalStep {
        IllegalStep { from: self.state, to }
    }
}

#[cfg(test)]
pub(crate) mod tests;
