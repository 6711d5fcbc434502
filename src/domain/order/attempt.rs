//! One try to charge a card: where it was made, what is to come of it, and how it ended where its network cannot tell.

use serde::{Deserialize, Serialize};

use crate::domain::date::Timestamp;
use crate::domain::ids::{NetworkId, UserId};
use crate::domain::payment::TokenizedCard;
use crate::domain::text::Body;

use super::{IllegalStep, Order, OrderState, Payment};

/// Minutes for which a network has to say without a break that it does not know an attempt, before somebody may settle
/// it by hand (source: issue 11, "that its network doesn't know for an hour").
pub const UNKNOWN_MINUTES: i64 = 60;

/// One try to charge a card.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attempt {
    /// The network's reference.
    pub reference: String,
    /// The network.
    pub network: NetworkId,
    /// Token, brand, last four, expiry.
    pub card: TokenizedCard,
    /// When it began.
    pub began: Timestamp,
    /// Whether the card is to be kept for later, once it has paid.
    pub keeps_card: bool,
    /// What is out of the ordinary about it.
    pub course: Course,
}

/// What is out of the ordinary about an attempt.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Course {
    /// Nothing.
    Usual,
    /// Since then the network says that it does not know the attempt, and said nothing else in between.
    Unknown(Timestamp),
    /// Finance found out what the network could not tell.
    ByHand(ByHand),
    /// A charge that was there already pays the order.
    Attached(UserId),
}

/// What Finance found out about an attempt that its network does not know.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ByHand {
    /// Who.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// Whether the money moved.
    pub charged: bool,
    /// How they know.
    pub note: Body,
}

impl Attempt {
    /// Whether it asked for money, and did not find it there.
    pub const fn is_asked_for(&self) -> bool {
        !matches!(self.course, Course::Attached(_))
    }
}

impl Order {
    /// The attempt whose charge counts for the order, or will if it is made: no other order may count it.
    pub fn counted(&self) -> Option<&Attempt> {
        let counts = self.state.is_settling()
            || matches!(
                self.state,
                OrderState::Paid { .. }
                    | OrderState::Refunding
                    | OrderState::Refunded
                    | OrderState::RefundRefused
            );
        self.attempt().filter(|_| counts)
    }

    /// Whether one of its attempts has that reference.
    pub fn has_attempt(&self, network: NetworkId, reference: &str) -> bool {
        match &self.payment {
            Payment::Card { attempts } => attempts
                .iter()
                .any(|attempt| attempt.network == network && attempt.reference == reference),
            Payment::Transfer { .. } => false,
        }
    }

    /// Since when the network says that it does not know the attempt that counts.
    pub fn unknown_since(&self) -> Option<Timestamp> {
        match self.counted()?.course {
            Course::Unknown(since) => Some(since),
            _ => None,
        }
    }

    /// How many minutes the network has to go on saying so, before somebody may settle the attempt by hand; `None` while
    /// it does not say so at all.
    pub fn minutes_to_settle(&self, now: Timestamp) -> Option<i64> {
        let passed = now.0.saturating_sub(self.unknown_since()?.0).div_euclid(60_000);
        Some(UNKNOWN_MINUTES.saturating_sub(passed).clamp(0, UNKNOWN_MINUTES))
    }

    /// Whether the network has said for long enough that it does not know the attempt that counts.
    pub fn is_unknown_for_long(&self, now: Timestamp) -> bool {
        self.minutes_to_settle(now) == Some(0)
    }

    /// The network does not know the attempt that counts (`Some`), or knows it again. The order stands where it stood.
    pub fn note_unknown(&mut self, since: Option<Timestamp>) {
        let is_counted = self.counted().is_some();
        if let Some(attempt) = self.attempt_mut().filter(|_| is_counted)
            && matches!(attempt.course, Course::Usual | Course::Unknown(_))
        {
            attempt.course = since.map_or(Course::Usual, Course::Unknown);
        }
    }

    /// Notes what Finance found out about the attempt that is being settled; the step itself follows.
    pub fn settle_by_hand(&mut self, found: ByHand) -> Result<(), IllegalStep> {
        if !(self.state.is_settling() && self.is_unknown_for_long(found.at)) {
            return Err(self.illegal(OrderState::Voided));
        }
        if let Some(attempt) = self.attempt_mut() {
            attempt.course = Course::ByHand(found);
        }
        Ok(())
    }

    /// Whether nothing paid it and nothing is on its way, so that money that is there already may pay it.
    pub const fn is_unpaid(&self) -> bool {
        self.state.may_retry() || matches!(self.state, OrderState::AwaitingPayment)
    }

    /// Takes a charge that was there already: from here on the order is one by card that was charged, and paying it
    /// follows. What it renews is judged as before.
    pub fn attach(&mut self, attempt: Attempt, at: Timestamp) -> Result<(), IllegalStep> {
        if !self.is_unpaid() || self.has_money() {
            return Err(self.illegal(OrderState::Charging));
        }
        let asked = self.attempt().map_or(self.placed_at, |last| last.began);
        let attempt = Attempt {
            began: asked,
            ..attempt
        };
        match &mut self.payment {
            Payment::Card { attempts } => attempts.push(attempt),
            Payment::Transfer { .. } => {
                self.payment = Payment::Card {
                    attempts: vec![attempt],
                };
            }
        }
        self.step(OrderState::Charging, at)
    }

    /// Whether some of it came by transfer already: what is given twice would have to go back.
    const fn has_money(&self) -> bool {
        matches!(&self.payment, Payment::Transfer { received, .. } if !received.is_empty())
    }

    fn attempt_mut(&mut self) -> Option<&mut Attempt> {
        match &mut self.payment {
            Payment::Card { attempts } => attempts.last_mut(),
            Payment::Transfer { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{attempt, order};
    use super::*;

    const HOUR: i64 = 3_600_000;

    fn settling(reference: &str) -> Order {
        let payment = Payment::Card {
            attempts: vec![attempt(reference)],
        };
        order(payment, OrderState::Unknown)
    }

    fn found(at: i64) -> ByHand {
        ByHand {
            by: UserId::new(6),
            at: Timestamp(at),
            charged: false,
            note: Body::parse("The bank says so.").unwrap(),
        }
    }

    #[test]
    fn an_attempt_is_settled_by_hand_only_after_an_hour_without_another_answer() {
        let mut order = settling("a");
        assert!(order.settle_by_hand(found(10 * HOUR)).is_err());
        order.note_unknown(Some(Timestamp(HOUR)));
        assert_eq!(order.minutes_to_settle(Timestamp(HOUR + HOUR / 2)), Some(30));
        assert!(order.settle_by_hand(found(2 * HOUR - 1)).is_err());
        order.note_unknown(None);
        assert!(order.settle_by_hand(found(2 * HOUR)).is_err());
        order.note_unknown(Some(Timestamp(HOUR)));
        assert!(order.settle_by_hand(found(2 * HOUR)).is_ok());
    }

    #[test]
    fn a_clock_that_went_back_brings_no_order_closer_to_being_settled() {
        let mut order = settling("a");
        order.note_unknown(Some(Timestamp(5 * HOUR)));
        assert_eq!(order.minutes_to_settle(Timestamp(HOUR)), Some(60));
    }

    #[test]
    fn a_charge_is_attached_to_what_nothing_pays() {
        let mut declined = settling("a");
        declined.void(Timestamp(HOUR)).unwrap();
        assert_eq!(declined.counted(), None);
        declined.attach(attempt("b"), Timestamp(2 * HOUR)).unwrap();
        assert_eq!(declined.counted().unwrap().reference, "b");
        assert_eq!(declined.counted().unwrap().began, attempt("a").began);
        assert!(declined.attach(attempt("c"), Timestamp(2 * HOUR)).is_err());
        assert!(settling("a").attach(attempt("c"), Timestamp(HOUR)).is_err());
    }
}
