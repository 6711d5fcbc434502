//! Subscriptions and the renewal window: the rule that the whole desk exists for.
//!
//! A subscription that expires on E may be renewed from E+1 through E+30, both included, in UTC days, and the new
//! expiry is E + 365 whenever in the window it is paid (source S4; its example: expires June 22, so June 23 to
//! July 22). Benefits stay on through E+30. The state is computed from the dates and never stored.

use serde::{Deserialize, Serialize};

use super::date::Day;
use super::ids::{AccountId, OrderId, SubscriptionId};
use super::message::{Arg, Coded};
use super::offer::OfferId;
use super::order::{Order, Purpose};

/// Days in the renewal window.
pub const WINDOW_DAYS: i32 = 30;

/// Days in a term.
pub const TERM_DAYS: i32 = 365;

/// From this many days after expiry on, a bank transfer may come too late: it can take a week.
pub const TRANSFER_WARNING_DAYS: i32 = 20;

/// An offer as an account holds it: one record per account and offer, with every term so far. After a lapse the
/// offer is for sale again, and the next purchase begins a new term of the same record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Subscription {
    /// Id.
    pub id: SubscriptionId,
    /// Account.
    pub account: AccountId,
    /// Offer.
    pub offer: OfferId,
    /// The last day of the current term.
    pub expires: Day,
    /// The terms so far, oldest first.
    pub terms: Vec<Term>,
    /// The first day on which it is cancelled, if it was: the day of the decision, or the day after E.
    pub cancelled: Option<Day>,
}

/// One paid year.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Term {
    /// The day on which it was activated or renewed.
    pub activated: Day,
    /// Its last day.
    pub expires: Day,
    /// The order that paid it; `None` for terms from before this desk.
    pub order: Option<OrderId>,
}

/// The days on which renewing is possible, both included.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RenewalWindow {
    /// First day, E+1.
    pub opens: Day,
    /// Last day, E+30.
    pub closes: Day,
}

/// Where a subscription stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum State {
    /// Through E.
    Active,
    /// E+1 through E+30: may be renewed, benefits on.
    RenewalWindow,
    /// After E+30: benefits off, the offer is for sale again.
    Lapsed,
    /// Cancelled: benefits off, the offer is for sale again.
    Cancelled,
}

/// Why a subscription may not be renewed today.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotRenewable {
    /// Before E+1.
    #[error("renewal opens on {opens}")]
    TooEarly {
        /// First day of the window.
        opens: Day,
        /// Last day of the window.
        closes: Day,
    },
    /// After E+30.
    #[error("renewal closed on {closed}")]
    TooLate {
        /// Last day of the window.
        closed: Day,
    },
    /// It was cancelled.
    #[error("cancelled on {on}")]
    Cancelled {
        /// When.
        on: Day,
    },
    /// It was cancelled without a refund, and ends with its term.
    #[error("cancelled; ends on {ends}")]
    Ending {
        /// Its last day.
        ends: Day,
    },
}

/// Why a subscription cannot be cancelled.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotCancellable {
    /// Its benefits are over: it lapsed or was cancelled.
    #[error("it is over")]
    Over,
    /// It was cancelled before and ends with its term.
    #[error("cancelled; ends on {ends}")]
    Ending {
        /// Its last day.
        ends: Day,
    },
    /// The order whose money is to go back did not pay its current term.
    #[error("that order did not pay the current term")]
    OtherTerm,
}

impl RenewalWindow {
    /// The window of a subscription that expires on a day.
    pub fn after(expires: Day) -> Self {
        Self {
            opens: expires.plus(1),
            closes: expires.plus(WINDOW_DAYS),
        }
    }

    /// Whether the day lies in the window.
    pub fn contains(self, day: Day) -> bool {
        (self.opens..=self.closes).contains(&day)
    }

    /// Days that are left, that day included; 0 outside the window.
    pub fn days_left(self, day: Day) -> i32 {
        if self.contains(day) {
            day.days_until(self.closes) + 1
        } else {
            0
        }
    }

    /// Whether a bank transfer started on that day may arrive after the window (source: product rules, E+20).
    pub fn warns_of_slow_transfer(self, day: Day) -> bool {
        self.contains(day) && day >= self.opens.plus(TRANSFER_WARNING_DAYS - 1)
    }
}

impl Subscription {
    /// A first term, activated today: E = A + 365.
    pub fn activated(
        id: SubscriptionId,
        account: AccountId,
        offer: OfferId,
        today: Day,
        order: Option<OrderId>,
    ) -> Self {
        let expires = today.plus(TERM_DAYS);
        let terms = vec![Term {
            activated: today,
            expires,
            order,
        }];
        Self {
            id,
            account,
            offer,
            expires,
            terms,
            cancelled: None,
        }
    }

    /// The renewal window of the current term.
    pub fn window(&self) -> RenewalWindow {
        RenewalWindow::after(self.expires)
    }

    /// Where it stands on a day.
    pub fn state(&self, today: Day) -> State {
        let window = self.window();
        if self.cancelled.is_some_and(|cancelled| today >= cancelled) {
            State::Cancelled
        } else if today <= self.expires {
            State::Active
        } else if today <= window.closes {
            State::RenewalWindow
        } else {
            State::Lapsed
        }
    }

    /// Whether its benefits are on.
    pub fn has_benefits(&self, today: Day) -> bool {
        matches!(self.state(today), State::Active | State::RenewalWindow)
    }

    /// Whether it may be renewed today; the new expiry if so.
    pub fn renewable(&self, today: Day) -> Result<Day, NotRenewable> {
        let window = self.window();
        match self.state(today) {
            State::Active if self.cancelled.is_some() => Err(NotRenewable::Ending { ends: self.expires }),
            State::RenewalWindow => Ok(self.expires.plus(TERM_DAYS)),
            State::Active => Err(NotRenewable::TooEarly {
                opens: window.opens,
                closes: window.closes,
            }),
            State::Lapsed => Err(NotRenewable::TooLate {
                closed: window.closes,
            }),
            State::Cancelled => Err(NotRenewable::Cancelled {
                on: self.cancelled.unwrap_or(today),
            }),
        }
    }

    /// Its last day, if it was cancelled without a refund and goes on through its term.
    pub fn ends(&self, today: Day) -> Option<Day> {
        let ends = self.cancelled?.plus(-1);
        (today <= ends).then_some(ends)
    }

    /// Whether it can be cancelled today.
    pub fn cancellable(&self, today: Day) -> Result<(), NotCancellable> {
        match (self.state(today), self.ends(today)) {
            (_, Some(ends)) => Err(NotCancellable::Ending { ends }),
            (State::Active | State::RenewalWindow, None) => Ok(()),
            (State::Lapsed | State::Cancelled, None) => Err(NotCancellable::Over),
        }
    }

    /// Cancels it without a refund: it ends with its term, and no window opens; inside the window it ends today. The
    /// answer is its first day without benefits (source: product rules, "Cancellation").
    pub fn cancel(&mut self, today: Day) -> Result<Day, NotCancellable> {
        self.cancellable(today)?;
        let first = match self.state(today) {
            State::Active => self.expires.plus(1),
            _ => today,
        };
        self.cancelled = Some(first);
        Ok(first)
    }

    /// Cancels the current term, whose money goes back: a renewal restores the former term and its window, a first
    /// term ends today. The answer is its first day without benefits, where there is one
    /// (source: product rules, "Cancellation").
    pub fn take_back(&mut self, paid: &Order, today: Day) -> Result<Option<Day>, NotCancellable> {
        self.cancellable(today)?;
        if self.terms.last().and_then(|term| term.order) != Some(paid.id) {
            return Err(NotCancellable::OtherTerm);
        }
        if let Purpose::Renew { from, .. } = paid.purpose {
            self.terms.pop();
            self.expires = from;
            return Ok(None);
        }
        self.cancelled = Some(today);
        Ok(Some(today))
    }

    /// Ends the current term, whose money the network gave back without a decision: as a decided refund does; one that
    /// was to end with its term ends today. `false` when that order's term is over or not the current one.
    pub fn end_unpaid(&mut self, paid: &Order, today: Day) -> bool {
        let is_current = self.terms.last().and_then(|term| term.order) == Some(paid.id);
        match self.take_back(paid, today) {
            Ok(_) => true,
            Err(NotCancellable::Ending { .. }) if is_current => {
                self.cancelled = Some(today);
                true
            }
            Err(_) => false,
        }
    }

    /// Begins a new term from today on after a lapse or a cancellation; `false` while the current one still counts.
    pub fn restart(&mut self, today: Day, order: OrderId) -> bool {
        if !matches!(self.state(today), State::Lapsed | State::Cancelled) {
            return false;
        }
        self.expires = today.plus(TERM_DAYS);
        self.cancelled = None;
        self.terms.push(Term {
            activated: today,
            expires: self.expires,
            order: Some(order),
        });
        true
    }

    /// Adds the term that an order paid. The right to renew was fixed when the order was placed, so the day plays
    /// no part; `false` when the term that was to be prolonged is no longer the current one.
    pub fn renew(&mut self, from: Day, today: Day, order: OrderId) -> bool {
        if self.expires != from || self.cancelled.is_some() {
            return false;
        }
        self.expires = from.plus(TERM_DAYS);
        self.terms.push(Term {
            activated: today,
            expires: self.expires,
            order: Some(order),
        });
        true
    }
}

impl Coded for NotRenewable {
    fn code(&self) -> &'static str {
        match self {
            Self::TooEarly { .. } => "renew-too-early",
            Self::TooLate { .. } => "renew-too-late",
            Self::Cancelled { .. } => "renew-cancelled",
            Self::Ending { .. } => "renew-ending",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::TooEarly { opens, closes } => {
                vec![("opens", Arg::Day(*opens)), ("closes", Arg::Day(*closes))]
            }
            Self::TooLate { closed } => vec![("closed", Arg::Day(*closed))],
            Self::Cancelled { on } => vec![("on", Arg::Day(*on))],
            Self::Ending { ends } => vec![("ends", Arg::Day(*ends))],
        }
    }
}

impl Coded for NotCancellable {
    fn code(&self) -> &'static str {
        match self {
            Self::Over => "cancel-over",
            Self::Ending { .. } => "cancel-ending",
            Self::OtherTerm => "cancel-other-term",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Ending { ends } => vec![("ends", Arg::Day(*ends))],
            Self::Over | Self::OtherTerm => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn expiring(expires: Day) -> Subscription {
        let offer = OfferId::parse("action-pack").unwrap();
        let mut subscription = Subscription::activated(
            SubscriptionId::new(1),
            AccountId::new(1),
            offer,
            expires.plus(-TERM_DAYS),
            None,
        );
        subscription.expires = expires;
        subscription
    }

    #[test]
    fn the_sources_own_example_expires_june_22() {
        let subscription = expiring(day("2021-06-22"));
        let check = |today: &str, expected: Result<Day, NotRenewable>| {
            assert_eq!(subscription.renewable(day(today)), expected, "{today}");
        };
        let (opens, closes) = (day("2021-06-23"), day("2021-07-22"));
        check("2021-06-22", Err(NotRenewable::TooEarly { opens, closes }));
        check("2021-06-23", Ok(day("2022-06-22")));
        check("2021-07-22", Ok(day("2022-06-22")));
        check("2021-07-23", Err(NotRenewable::TooLate { closed: closes }));
    }

    #[test]
    fn a_term_over_a_leap_day_ends_a_date_earlier() {
        assert_eq!(
            expiring(day("2023-03-01")).renewable(day("2023-03-02")),
            Ok(day("2024-02-29"))
        );
        assert_eq!(
            expiring(day("2024-02-29")).renewable(day("2024-03-01")),
            Ok(day("2025-02-28"))
        );
    }

    #[test]
    fn a_renewal_prolongs_the_term_it_was_placed_for_or_none() {
        let mut subscription = expiring(day("2021-06-22"));
        let order = OrderId::new(7);
        assert!(!subscription.renew(day("2020-06-22"), day("2021-06-23"), order));
        assert!(subscription.renew(day("2021-06-22"), day("2021-08-30"), order)); // late money, same new expiry
        assert_eq!(subscription.expires, day("2022-06-22"));
        assert!(!subscription.renew(day("2021-06-22"), day("2021-08-30"), order));
    }

    #[test]
    fn a_lapsed_subscription_starts_again_from_the_day_it_is_paid() {
        let mut subscription = expiring(day("2021-06-22"));
        assert!(!subscription.restart(day("2021-07-22"), OrderId::new(7)));
        assert!(subscription.restart(day("2021-07-23"), OrderId::new(7)));
        assert_eq!(subscription.expires, day("2022-07-23"));
        assert_eq!(subscription.state(day("2021-07-23")), State::Active);
    }

    #[test]
    fn transfers_are_warned_of_from_the_twentieth_day_after_expiry() {
        let window = RenewalWindow::after(day("2021-06-22"));
        assert!(!window.warns_of_slow_transfer(day("2021-06-22").plus(19)));
        assert!(window.warns_of_slow_transfer(day("2021-06-22").plus(20)));
    }

    /// Where it stands on a day, and its last day if that was set.
    fn check_on(held: &Subscription, today: &str, state: State, ends: Option<&str>) {
        assert_eq!(held.state(day(today)), state, "{today}");
        assert_eq!(held.ends(day(today)), ends.map(day), "{today}");
    }

    #[test]
    fn cancelled_before_or_on_its_last_day_it_ends_with_its_term_and_no_window_opens() {
        for decided in ["2021-01-01", "2021-06-21", "2021-06-22"] {
            let mut held = expiring(day("2021-06-22"));
            assert_eq!(held.cancel(day(decided)), Ok(day("2021-06-23")));
            let ends = day("2021-06-22");
            check_on(&held, decided, State::Active, Some("2021-06-22"));
            check_on(&held, "2021-06-22", State::Active, Some("2021-06-22"));
            assert_eq!(held.renewable(ends), Err(NotRenewable::Ending { ends }));
            let again = Err(NotCancellable::Ending { ends });
            assert_eq!(
                (held.cancellable(ends), held.clone().cancel(ends).map(|_| ())),
                (again, again)
            );
            for after in ["2021-06-23", "2021-07-22", "2021-07-23"] {
                check_on(&held, after, State::Cancelled, None);
                let on = day("2021-06-23");
                assert_eq!(held.renewable(day(after)), Err(NotRenewable::Cancelled { on }));
                assert!(!held.has_benefits(day(after)));
                assert_eq!(held.cancellable(day(after)), Err(NotCancellable::Over));
            }
            let order = OrderId::new(7);
            assert!(
                !held.renew(ends, day("2021-06-23"), order),
                "late money prolongs nothing"
            );
            assert!(!held.restart(ends, order), "its term still counts");
            assert!(held.restart(day("2021-06-23"), order), "it is for sale again");
            check_on(&held, "2021-06-23", State::Active, None);
            assert_eq!(held.expires, day("2022-06-23"));
        }
    }

    #[test]
    fn cancelled_in_its_window_it_ends_that_day_and_over_it_cannot_be_cancelled() {
        for decided in ["2021-06-23", "2021-07-22"] {
            let mut held = expiring(day("2021-06-22"));
            assert_eq!(held.cancel(day(decided)), Ok(day(decided)));
            check_on(&held, decided, State::Cancelled, None);
            assert!(held.restart(day(decided), OrderId::new(7)));
        }
        let mut lapsed = expiring(day("2021-06-22"));
        assert_eq!(lapsed.cancel(day("2021-07-23")), Err(NotCancellable::Over));
        assert_eq!(lapsed, expiring(day("2021-06-22")));
    }

    /// An order that paid something; what exactly says the purpose.
    fn paying(purpose: Purpose) -> Order {
        Order {
            purpose,
            ..crate::domain::order::tests::by_card(crate::domain::order::OrderState::Charging)
        }
    }

    #[test]
    fn a_refunded_renewal_restores_the_former_term_and_its_window() {
        let former = expiring(day("2021-06-22"));
        let order = paying(Purpose::Renew {
            subscription: former.id,
            from: former.expires,
        });
        let mut held = former.clone();
        assert!(held.renew(former.expires, day("2021-07-01"), order.id));
        for decided in ["2021-07-01", "2021-07-22", "2021-07-23", "2022-07-22"] {
            let mut held = held.clone();
            assert_eq!(held.take_back(&order, day(decided)), Ok(None));
            assert_eq!(held, former, "{decided}");
        }
        let mut back = held.clone();
        back.take_back(&order, day("2021-07-22")).unwrap();
        assert_eq!(back.renewable(day("2021-07-22")), Ok(day("2022-06-22")));
        assert_eq!(back.state(day("2021-07-23")), State::Lapsed);
        // And once more: the same year can be bought again, by another order only.
        assert!(back.renew(former.expires, day("2021-07-22"), OrderId::new(8)));
        assert_eq!(
            back.take_back(&order, day("2021-07-22")),
            Err(NotCancellable::OtherTerm)
        );
        let over = Err(NotCancellable::Over);
        assert_eq!(held.clone().take_back(&order, day("2022-07-23")), over);
    }

    #[test]
    fn a_refunded_first_term_ends_that_day_and_is_for_sale_again() {
        let mut held = expiring(day("2021-06-22"));
        let order = paying(Purpose::Subscribe {
            subscription: held.id,
        });
        assert_eq!(
            held.take_back(&order, day("2020-07-01")),
            Err(NotCancellable::OtherTerm)
        );
        held.terms.last_mut().unwrap().order = Some(order.id);
        assert_eq!(
            held.take_back(&order, day("2020-07-01")),
            Ok(Some(day("2020-07-01")))
        );
        check_on(&held, "2020-07-01", State::Cancelled, None);
        assert_eq!(
            held.take_back(&order, day("2020-07-01")),
            Err(NotCancellable::Over)
        );
        assert!(held.restart(day("2020-07-01"), OrderId::new(8)));
        assert_eq!((held.terms.len(), held.expires), (2, day("2021-07-01")));
        // Cancelled without a refund first, its money stays.
        held.cancel(day("2020-07-02")).unwrap();
        let ends = day("2021-07-01");
        assert_eq!(
            held.take_back(&order, day("2020-07-02")),
            Err(NotCancellable::Ending { ends })
        );
    }

    proptest! {
        /// 1970 to 2070, every offset around the window.
        #[test]
        fn the_window_is_e_plus_1_through_e_plus_30_over_a_century(epoch in 0_i64..36_525, offset in -400_i32..400) {
            let expires = Day::from_epoch_days(epoch);
            let subscription = expiring(expires);
            let today = expires.plus(offset);
            let open = (1..=30).contains(&offset);
            prop_assert_eq!(subscription.renewable(today).is_ok(), open);
            prop_assert_eq!(subscription.window().contains(today), open);
            prop_assert_eq!(subscription.has_benefits(today), offset <= 30);
            prop_assert_eq!(subscription.window().days_left(today), if open { 31 - offset } else { 0 });
            if open {
                let renewed = subscription.renewable(today).unwrap();
                prop_assert_eq!(expires.days_until(renewed), 365);
                prop_assert!(renewed > today);
            }
        }
    }
}
