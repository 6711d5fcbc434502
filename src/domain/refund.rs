//! Whether the money of a term goes back when its subscription is cancelled.
//!
//! Refundable is what was paid here for the current term, when it is asked for within 30 days after it was paid and no
//! benefit was used (source: "Microsoft Partner Network refund requests"). As long as the use of benefits is not
//! recorded, whoever decides affirms that there was none.

use super::date::Day;
use super::ids::OrderId;
use super::message::{Arg, Coded};
use super::money::Money;
use super::order::{Order, OrderNumber, OrderState};
use super::subscription::Subscription;

/// Days after payment within which a refund can be asked for.
pub const REFUND_DAYS: i32 = 30;

/// What applies when a subscription is cancelled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// The money goes back, unless a benefit was used.
    Refundable(Refundable),
    /// It does not.
    NotRefundable(NotRefundable),
}

/// The money that can go back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Refundable {
    /// The order that paid the current term.
    pub order: OrderId,
    /// Its number.
    pub number: OrderNumber,
    /// Its total.
    pub total: Money,
    /// The day on which it was paid.
    pub paid: Day,
    /// The last day on which a refund can be asked for.
    pub until: Day,
}

/// Why no money goes back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotRefundable {
    /// The current term was not paid at this desk.
    #[error("the current term was not paid here")]
    NotPaidHere,
    /// Asked for too late.
    #[error("paid on {paid}; a refund could be asked for until {until}")]
    TooLate {
        /// The day on which it was paid.
        paid: Day,
        /// The last day on which a refund could be asked for.
        until: Day,
    },
}

impl Verdict {
    /// The verdict for a subscription whose cancellation is asked for on a day. `paid` is the order that its current
    /// term names, with the day on which it was paid.
    pub fn of(subscription: &Subscription, paid: Option<(&Order, Day)>, asked: Day) -> Self {
        let term = subscription.terms.last().and_then(|term| term.order);
        let paid = paid
            .filter(|(order, _)| term == Some(order.id) && matches!(order.state, OrderState::Paid { .. }));
        let Some((order, paid)) = paid else {
            return Self::NotRefundable(NotRefundable::NotPaidHere);
        };
        let until = paid.plus(REFUND_DAYS);
        if asked > until {
            return Self::NotRefundable(NotRefundable::TooLate { paid, until });
        }
        Self::Refundable(Refundable {
            order: order.id,
            number: order.number,
            total: order.quote.total,
            paid,
            until,
        })
    }

    /// The money that can go back.
    pub const fn refundable(&self) -> Option<&Refundable> {
        match self {
            Self::Refundable(refundable) => Some(refundable),
            Self::NotRefundable(_) => None,
        }
    }
}

impl Coded for NotRefundable {
    fn code(&self) -> &'static str {
        match self {
            Self::NotPaidHere => "refund-not-paid-here",
            Self::TooLate { .. } => "refund-too-late",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::NotPaidHere => Vec::new(),
            Self::TooLate { paid, until } => {
                vec![("paid", Arg::Day(*paid)), ("until", Arg::Day(*until))]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{AccountId, SubscriptionId};
    use crate::domain::offer::OfferId;
    use crate::domain::order::tests::{by_card, by_transfer};
    use crate::domain::subscription::WindowDays;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn paid() -> Order {
        by_card(OrderState::Paid {
            expires: day("2027-06-22"),
        })
    }

    /// What was first held from June 22, 2025 on, and renewed by an order.
    fn held(order: OrderId) -> Subscription {
        let offer = OfferId::parse("gold").unwrap();
        let mut held = Subscription::activated(
            SubscriptionId::new(1),
            AccountId::new(1),
            offer,
            day("2025-06-22"),
            None,
            WindowDays::USUAL,
        );
        assert!(held.renew(day("2026-06-22"), day("2026-07-03"), order, WindowDays::USUAL));
        held
    }

    fn check(order: &Order, asked: &str, expected: Result<(), NotRefundable>) {
        let (held, paid) = (held(order.id), day("2026-07-03"));
        let verdict = Verdict::of(&held, Some((order, paid)), day(asked));
        let expected = match expected {
            Err(why) => Verdict::NotRefundable(why),
            Ok(()) => Verdict::Refundable(Refundable {
                order: order.id,
                number: order.number,
                total: order.quote.total,
                paid,
                until: day("2026-08-02"),
            }),
        };
        assert_eq!(verdict, expected, "{asked}");
        assert_eq!(
            verdict.refundable().is_some(),
            matches!(verdict, Verdict::Refundable(_))
        );
    }

    #[test]
    fn money_goes_back_when_it_is_asked_for_within_thirty_days_after_payment() {
        let late = NotRefundable::TooLate {
            paid: day("2026-07-03"),
            until: day("2026-08-02"),
        };
        for order in [
            paid(),
            by_transfer(OrderState::Paid {
                expires: day("2027-06-22"),
            }),
        ] {
            check(&order, "2026-07-03", Ok(()));
            check(&order, "2026-08-01", Ok(()));
            check(&order, "2026-08-02", Ok(())); // the thirtieth day
            check(&order, "2026-08-03", Err(late)); // the thirty-first
            check(&order, "2027-06-22", Err(late));
        }
    }

    #[test]
    fn only_an_order_that_is_paid_has_money_to_give_back() {
        for state in [
            OrderState::Charging,
            OrderState::Unknown,
            OrderState::Voided,
            OrderState::AwaitingPayment,
            OrderState::Cancelled,
            OrderState::Refunding,
            OrderState::Refunded,
        ] {
            check(&by_card(state), "2026-07-03", Err(NotRefundable::NotPaidHere));
        }
    }

    #[test]
    fn a_former_term_or_one_from_elsewhere_is_not_paid_back() {
        let (order, other) = (paid(), OrderId::new(77));
        let asked = day("2026-07-03");
        let not_here = Verdict::NotRefundable(NotRefundable::NotPaidHere);
        // The order paid the former term; the current one was paid by another.
        let mut renewed = held(order.id);
        assert!(renewed.renew(day("2027-06-22"), day("2027-07-01"), other, WindowDays::USUAL));
        assert_eq!(Verdict::of(&renewed, Some((&order, asked)), asked), not_here);
        assert_eq!(Verdict::of(&held(other), Some((&order, asked)), asked), not_here);
        assert_eq!(Verdict::of(&held(order.id), None, asked), not_here);
        let offer = OfferId::parse("gold").unwrap();
        let imported = Subscription::activated(
            SubscriptionId::new(1),
            AccountId::new(1),
            offer,
            asked,
            None,
            WindowDays::USUAL,
        );
        assert_eq!(Verdict::of(&imported, Some((&order, asked)), asked), not_here);
    }
}
