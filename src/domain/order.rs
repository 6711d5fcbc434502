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
//!
//! The steps are one table, [`OrderState::leads_to`], and an order changes its state in one place, behind that table.
//! Another way of payment is another order, which keeps the day of placing and the price of the first one.

mod attempt;
mod number;
mod rerate;

use serde::{Deserialize, Serialize};

use super::address::BillTo;
use super::catalog_copy::CatalogHash;
use super::date::{Day, Timestamp};
use super::ids::{AccountId, OrderId, ReceiptId, SubscriptionId, UserId};
use super::message::{Arg, Coded};
use super::money::Money;
use super::offer::{OfferId, Quote};
use super::payment::{DeclineReason, PaymentMethod, TransferContact};
use super::receipt::{Receipt, Unallocated};
use super::subscription::{TERM_DAYS, WindowDays};

pub use rerate::Rerated;

pub use attempt::{Attempt, ByHand, Course, UNKNOWN_MINUTES};
pub use number::{NotAnOrderNumber, NumberPart, OrderNumber};

/// Days within which a transfer is to be paid, where a market says nothing else (source: docs on paying by transfer;
/// S10).
pub const USUAL_DUE_DAYS: u16 = 30;

/// Most attempts to charge a card for one order: whoever needs more begins another one (source: none, and no bank's
/// customer comes near it; a record that grew with every attempt would be refused by the store one day).
pub const MOST_ATTEMPTS: usize = 20;

/// Hours after which a declined or voided order that nobody tried again is cancelled.
pub const DECLINED_KEPT_HOURS: i64 = 24;

/// Days before the placing that a value date may have: banks and buyers live in other time zones than UTC (source:
/// product rules, "A value date may lie one day before the placing").
pub const EARLIER_VALUE_DAYS: i32 = 1;

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
    /// When it was placed; where it follows another one, when the first of them was.
    pub placed_at: Timestamp,
    /// The order whose place it took when the way of payment was changed.
    pub follows: Option<OrderId>,
    /// Price and tax.
    pub quote: Quote,
    /// To whom it is billed.
    pub bill_to: BillTo,
    /// Version of the purchase terms that were accepted.
    pub terms_version: String,
    /// The catalog that its price comes from.
    pub catalog: CatalogHash,
    /// How it is paid.
    pub payment: Payment,
    /// Where it stands.
    pub state: OrderState,
    /// When it came to stand there.
    pub since: Timestamp,
    /// What a VAT ID changed that turned out not to count.
    pub rerated: Option<Rerated>,
    /// When the term that it pays may be renewed.
    pub window: WindowDays,
    /// Days after the placing within which it is to be paid by transfer.
    pub due_days: u16,
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
        /// The money that it has so far, in the order in which it was allocated; all of it once it is paid.
        received: Vec<Received>,
    },
}

/// Money of a receipt that an order has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Received {
    /// The receipt.
    pub receipt: ReceiptId,
    /// How much of it, in minor units of the order's currency.
    pub minor: i64,
    /// The receipt's value date.
    pub value_date: Day,
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

    /// The table of steps: whether an order that stands here may come to stand there.
    pub const fn leads_to(self, to: Self) -> bool {
        match self {
            Self::Charging => matches!(
                to,
                Self::Unknown | Self::Paid { .. } | Self::Declined(_) | Self::Voided | Self::Refunding
            ),
            Self::Unknown => matches!(
                to,
                Self::Paid { .. } | Self::Declined(_) | Self::Voided | Self::Refunding
            ),
            Self::Declined(_) | Self::Voided => matches!(to, Self::Charging | Self::Cancelled),
            // By a charge that was there already, which makes it an order by card.
            Self::AwaitingPayment => matches!(to, Self::Paid { .. } | Self::Cancelled | Self::Charging),
            Self::Paid { .. } => matches!(to, Self::Refunding),
            Self::Refunding => matches!(to, Self::Refunded | Self::RefundRefused),
            Self::RefundRefused => matches!(to, Self::Refunded),
            Self::Cancelled | Self::Refunded => false,
        }
    }

    /// Where an order begins.
    pub const fn first(payment: &Payment) -> Self {
        match payment {
            Payment::Card { .. } => Self::Charging,
            Payment::Transfer { .. } => Self::AwaitingPayment,
        }
    }

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
    /// Whether a person placed it: nobody touches the money of an order of their own (product rules, roles).
    pub fn is_own(&self, person: UserId) -> bool {
        self.placed_by == person
    }

    /// The attempt that counts, for a card.
    pub fn attempt(&self) -> Option<&Attempt> {
        match &self.payment {
            Payment::Card { attempts } => attempts.last(),
            Payment::Transfer { .. } => None,
        }
    }

    /// Whether no further attempt may begin: another order takes its place.
    pub fn attempts_exhausted(&self) -> bool {
        matches!(&self.payment, Payment::Card { attempts } if attempts.len() >= MOST_ATTEMPTS)
    }

    /// Whether Finance has to return its money: it came by bank transfer, or the card's bank refused the refund.
    pub const fn is_to_return(&self) -> bool {
        matches!(
            (&self.payment, self.state),
            (Payment::Transfer { .. }, OrderState::Refunding) | (_, OrderState::RefundRefused)
        )
    }

    /// Whether its money is here, and no refund is on its way.
    pub const fn keeps_money(&self) -> bool {
        matches!(self.state, OrderState::Paid { .. } | OrderState::RefundRefused)
    }

    /// Whether its money went back, or is on its way.
    pub const fn has_lost_its_money(&self) -> bool {
        matches!(
            self.state,
            OrderState::Refunding | OrderState::Refunded | OrderState::RefundRefused
        )
    }

    /// How it is paid, in a word.
    pub const fn method(&self) -> PaymentMethod {
        match &self.payment {
            Payment::Card { .. } => PaymentMethod::Card,
            Payment::Transfer { .. } => PaymentMethod::BankTransfer,
        }
    }

    /// The money that a transfer has so far.
    pub fn received(&self) -> &[Received] {
        match &self.payment {
            Payment::Transfer { received, .. } => received,
            Payment::Card { .. } => &[],
        }
    }

    /// What a transfer still asks for.
    pub fn missing(&self) -> Money {
        let total = self.quote.total;
        let received = self.received().iter();
        let minor = received.fold(total.minor, |left, money| left.saturating_sub(money.minor));
        Money::new(minor, total.currency)
    }

    /// What came in by transfer, if anything did.
    pub fn came_in(&self) -> Option<Money> {
        let received = self.received().iter();
        let minor = received.fold(0_i64, |sum, money| sum.saturating_add(money.minor));
        (minor > 0).then(|| Money::new(minor, self.quote.total.currency))
    }

    /// The value date that completed a transfer; money of an earlier day than the placing counts on that day.
    pub fn completed_on(&self) -> Option<Day> {
        let latest = self.received().iter().map(|money| money.value_date).max()?;
        Some(latest.max(self.placed_at.day()))
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
    pub fn is_replaceable(&self, today: Day) -> bool {
        self.state.may_retry() || self.is_expired(today)
    }

    /// Until when it may be paid at its price, however its way of payment was changed meanwhile.
    pub fn kept_until(&self) -> Day {
        self.placed_at.day().plus(i32::from(self.due_days))
    }

    /// Whether it is cancelled when nobody tried it again by now. One that took the place of another keeps the right to
    /// its price, and to renew, until the other would have been due.
    pub fn is_forgotten(&self, now: Timestamp) -> bool {
        let deadline = Timestamp(now.0.saturating_sub(DECLINED_KEPT_HOURS * 3_600_000));
        self.state.may_retry()
            && self.since <= deadline
            && (self.follows.is_none() || now.day() > self.kept_until())
    }

    /// What to write into the transfer's reference field: order number and MPN ID (source S10).
    pub fn transfer_reference(&self, mpn_id: &super::partner::MpnId) -> String {
        format!("{} {mpn_id}", self.number)
    }

    /// Begins a further attempt after one that was declined or voided.
    pub fn retry(&mut self, attempt: Attempt) -> Result<(), IllegalStep> {
        let attempts_exhausted = self.attempts_exhausted();
        let at = attempt.began;
        let Payment::Card { attempts } = &mut self.payment else {
            return Err(self.illegal(OrderState::Charging));
        };
        if attempts_exhausted || !self.state.may_retry() {
            return Err(self.illegal(OrderState::Charging));
        }
        attempts.push(attempt);
        self.step(OrderState::Charging, at)
    }

    /// The money moved, and the term was activated.
    pub fn pay(&mut self, expires: Day, at: Timestamp) -> Result<(), IllegalStep> {
        self.step(OrderState::Paid { expires }, at)
    }

    /// The bank said no.
    pub fn decline(&mut self, reason: DeclineReason, at: Timestamp) -> Result<(), IllegalStep> {
        self.step(OrderState::Declined(reason), at)
    }

    /// The bank gave no answer.
    pub fn mark_unknown(&mut self, at: Timestamp) -> Result<(), IllegalStep> {
        self.step(OrderState::Unknown, at)
    }

    /// The attempt was voided.
    pub fn void(&mut self, at: Timestamp) -> Result<(), IllegalStep> {
        self.step(OrderState::Voided, at)
    }

    /// Money came in, and the term can no longer be activated or was cancelled: the money goes back.
    pub fn begin_refund(&mut self, at: Timestamp) -> Result<(), IllegalStep> {
        self.step(OrderState::Refunding, at)
    }

    /// The money went back.
    pub fn refunded(&mut self, at: Timestamp) -> Result<(), IllegalStep> {
        self.step(OrderState::Refunded, at)
    }

    /// The bank of the card refused the refund.
    pub fn refund_refused(&mut self, at: Timestamp) -> Result<(), IllegalStep> {
        if self.attempt().is_none() {
            return Err(self.illegal(OrderState::RefundRefused));
        }
        self.step(OrderState::RefundRefused, at)
    }

    /// Gives the order up; refused while money may be moving and once it moved. The answer is the receipts whose money
    /// it had, which is free again.
    pub fn cancel(&mut self, at: Timestamp) -> Result<Vec<ReceiptId>, IllegalStep> {
        self.step(OrderState::Cancelled, at)?;
        let mut freed: Vec<ReceiptId> = match &mut self.payment {
            Payment::Transfer { received, .. } => received.drain(..).map(|money| money.receipt).collect(),
            Payment::Card { .. } => Vec::new(),
        };
        freed.dedup();
        Ok(freed)
    }

    /// Whether money that was sent for this order counts for it, as far as it asks for so much (source: product rules,
    /// "Money is recorded as a receipt").
    pub fn awaits(&self, money: &Receipt) -> Result<(), Unallocated> {
        self.takes(money)?;
        if money.value_date < self.placed_at.day().plus(-EARLIER_VALUE_DAYS) {
            // The reference to write on a transfer did not exist yet.
            return Err(Unallocated::BeforeOrder);
        }
        Ok(())
    }

    /// The same for money that Finance says is for this order, whatever it was sent for: it may have been here before.
    pub fn takes(&self, money: &Receipt) -> Result<(), Unallocated> {
        let due = self.due().filter(|_| self.state == OrderState::AwaitingPayment);
        let due = due.ok_or(Unallocated::NotAwaiting)?;
        if money.amount.currency != self.quote.total.currency {
            Err(Unallocated::WrongCurrency)
        } else if money.value_date > due {
            Err(Unallocated::AfterDueDay)
        } else {
            Ok(())
        }
    }

    /// Takes as much of a receipt as it still asks for; what is left of the receipt waits.
    pub fn receive(&mut self, money: &mut Receipt) -> Result<(), Unallocated> {
        self.takes(money)?;
        let given = money.give(self.id, self.missing());
        if let Payment::Transfer { received, .. } = &mut self.payment
            && given.minor > 0
        {
            received.push(Received {
                receipt: money.id,
                minor: given.minor,
                value_date: money.value_date,
            });
        }
        Ok(())
    }

    /// Whether its way of payment leads to where it stands: a transfer is never charged, and a card has an attempt.
    pub fn is_possible(&self) -> bool {
        match &self.payment {
            Payment::Card { attempts } => {
                !matches!(self.state, OrderState::AwaitingPayment)
                    && !attempts.is_empty()
                    && attempts.iter().filter(|attempt| attempt.is_asked_for()).count() <= MOST_ATTEMPTS
            }
            Payment::Transfer { received, .. } => match self.state {
                OrderState::AwaitingPayment => true,
                OrderState::Cancelled => received.is_empty(),
                OrderState::Paid { .. } | OrderState::Refunding | OrderState::Refunded => {
                    !received.is_empty()
                }
                _ => false,
            },
        }
    }

    /// The one place where an order comes to stand elsewhere.
    fn step(&mut self, to: OrderState, at: Timestamp) -> Result<(), IllegalStep> {
        if !self.state.leads_to(to) {
            return Err(self.illegal(to));
        }
        self.state = to;
        self.since = at;
        Ok(())
    }

    const fn illegal(&self, to: OrderState) -> IllegalStep {
        IllegalStep {
            from: self.state,
            to: to.key(),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
