//! Subscriptions and the renewal window: the rule that the whole desk exists for.
//!
//! A subscription that expires on E may be renewed from E+1 through E+30, both included, in UTC days, and the new
//! expiry is E + 365 whenever in the window it is paid (source S4; its example: expires June 22, so June 23 to
//! July 22). Benefits stay on through E+30. Those days are data of the offer ([`WindowDays`]), and a term keeps the ones
//! that it was sold with. The state is computed from the dates and never stored.

use serde::{Deserialize, Serialize};

use super::date::Day;
use super::ids::{AccountId, OrderId, SubscriptionId};
use super::message::{Arg, Coded};
use super::offer::OfferId;
use super::order::{Order, Purpose};

/// Days in a term.
pub const TERM_DAYS: i32 = 365;

/// When a term may be renewed, in days from its last day E, both included: 1 is the day after, and less than 1 are days
/// of the term itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct WindowDays {
    /// The first day.
    pub first: i16,
    /// The last day.
    pub last: i16,
    /// From this day on a bank transfer may come too late.
    pub transfer_warning: i16,
}

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
    /// When it may be renewed.
    pub window: WindowDays,
}

/// The days on which renewing is possible, both included.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RenewalWindow {
    /// First day.
    pub opens: Day,
    /// Last day.
    pub closes: Day,
    /// From this day on a bank transfer may come too late.
    pub transfer_warning: Day,
}

/// Where a subscription stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum State {
    /// Benefits on, outside the window.
    Active,
    /// In the window: may be renewed, benefits on.
    RenewalWindow,
    /// After the later of E and the window's last day: benefits off, the offer is for sale again.
    Lapsed,
    /// Cancelled: benefits off, the offer is for sale again.
    Cancelled,
}

/// Why a subscription may not be renewed today.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotRenewable {
    /// Before the window.
    #[error("renewal opens on {opens}")]
    TooEarly {
        /// First day of the window.
        opens: Day,
        /// Last day of the window.
        closes: Day,
    },
    /// After the window.
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

impl WindowDays {
    /// The source's: the 30 days after expiry, and a warning from E+20 on, because a transfer can take a week.
    pub const USUAL: Self = Self {
        first: 1,
        last: 30,
        transfer_warning: 20,
    };

    /// The window of a term that ends on a day.
    pub fn of(self, expires: Day) -> RenewalWindow {
        let day = |days: i16| expires.plus(i32::from(days));
        RenewalWindow {
            opens: day(self.first),
            closes: day(self.last),
            transfer_warning: day(self.transfer_warning),
        }
    }
}

impl Term {
    /// When it may be renewed.
    pub fn renewal(&self) -> RenewalWindow {
        self.window.of(self.expires)
    }

    /// The last day of its benefits.
    pub fn benefits_end(&self) -> Day {
        self.expires.max(self.renewal().closes)
    }
}

impl RenewalWindow {
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

    /// Whether a bank transfer started on that day may arrive after the window.
    pub fn warns_of_slow_transfer(self, day: Day) -> bool {
        self.contains(day) && day >= self.transfer_warning
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
        window: WindowDays,
    ) -> Self {
        let expires = today.plus(TERM_DAYS);
        let terms = vec![Term {
            activated: today,
            expires,
            order,
            window,
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

    /// First day of the current term: the day after the former one where it renewed that one, else the day on which it was
    /// activated.
    pub fn term_began(&self) -> Option<Day> {
        match self.terms.as_slice() {
            [.., former, term] if term.expires == former.expires.plus(TERM_DAYS) => {
                Some(former.expires.plus(1).min(term.activated))
            }
            [.., term] => Some(term.activated),
            [] => None,
        }
    }

    /// The renewal window of the current term.
    pub fn window(&self) -> RenewalWindow {
        let last = self.terms.last();
        last.map_or(WindowDays::USUAL, |term| term.window)
            .of(self.expires)
    }

    /// The last day of the current term's benefits.
    pub fn benefits_end(&self) -> Day {
        self.expires.max(self.window().closes)
    }

    /// Where it stands on a day.
    pub fn state(&self, today: Day) -> State {
        let window = self.window();
        if self.cancelled.is_some_and(|cancelled| today >= cancelled) {
            State::Cancelled
        } else if window.contains(today) {
            State::RenewalWindow
        } else if today <= self.benefits_end() {
            State::Active
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
            State::Active | State::RenewalWindow if self.cancelled.is_some() => {
                Err(NotRenewable::Ending { ends: self.expires })
            }
            State::RenewalWindow => Ok(self.next_expiry()),
            State::Active if today < window.opens => Err(NotRenewable::TooEarly {
                opens: window.opens,
                closes: window.closes,
            }),
            State::Active | State::Lapsed => Err(NotRenewable::TooLate {
                closed: window.closes,
            }),
            State::Cancelled => Err(NotRenewable::Cancelled {
                on: self.cancelled.unwrap_or(today),
            }),
        }
    }

    /// The last day of the term that a renewal of the current one gives.
    pub fn next_expiry(&self) -> Day {
        self.expires.plus(TERM_DAYS)
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

    /// Cancels it without a refund: it ends with its term, and no window opens; after its term it ends today. The
    /// answer is its first day without benefits (source: product rules, "Cancellation").
    pub fn cancel(&mut self, today: Day) -> Result<Day, NotCancellable> {
        self.cancellable(today)?;
        let first = today.max(self.expires.plus(1));
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

    /// After a renewal was taken back, the term before is the current one again: `false` if it stays. If its own money had
    /// gone back meanwhile, it is taken back as well, and the one before it is to be looked at.
    pub fn step_back(&mut self, former: &Order) -> bool {
        let is_current = self.terms.last().and_then(|term| term.order) == Some(former.id);
        if !is_current || !former.has_lost_its_money() {
            return false;
        }
        match former.purpose {
            Purpose::Renew { from, .. } => {
                self.terms.pop();
                self.expires = from;
                true
            }
            Purpose::Subscribe { .. } => {
                self.cancelled = Some(former.since.day());
                false
            }
        }
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
    pub fn restart(&mut self, today: Day, order: OrderId, window: WindowDays) -> bool {
        if !matches!(self.state(today), State::Lapsed | State::Cancelled) {
            return false;
        }
        self.expires = today.plus(TERM_DAYS);
        self.cancelled = None;
        self.terms.push(Term {
            activated: today,
            expires: self.expires,
            order: Some(order),
            window,
        });
        true
    }

    /// Adds the term that an order paid. The right to renew was fixed when the order was placed, so the day plays
    /// no part; `false` when the term that was to be prolonged is no longer the current one.
    pub fn renew(&mut self, from: Day, today: Day, order: OrderId, window: WindowDays) -> bool {
        if self.expires != from || self.cancelled.is_some() {
            return false;
        }
        self.expires = from.plus(TERM_DAYS);
        self.terms.push(Term {
            activated: today,
            expires: self.expires,
            order: Some(order),
            window,
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
mod tests;
