//! The review before Buy: everything that an order fixes, as it stands now.
//!
//! Buy sends back the review that was shown. If it is no longer the current one, nothing is placed, and the new
//! review is shown with the changed parts marked (source: product rules, "if any changed since the review").

use super::address::BillTo;
use super::date::Day;
use super::money::Money;
use super::offer::{OfferId, Quote};
use super::order::{Order, OrderNumber, Purpose};
use super::request::RequestNumber;
use super::subscription::WindowDays;

/// What an order would fix if it were placed now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Review {
    /// The day for which it holds: at midnight it is shown again.
    pub day: Day,
    /// Offer.
    pub offer: OfferId,
    /// First term or renewal.
    pub purpose: Purpose,
    /// Last day of the term that would be bought; for a first term, if it is paid today.
    pub expires: Day,
    /// Price and tax.
    pub quote: Quote,
    /// To whom it is billed.
    pub bill_to: BillTo,
    /// Whether the bill-to is a change that is not verified yet.
    pub bill_to_pending: bool,
    /// Version of the purchase terms.
    pub terms_version: String,
    /// The request to cancel the subscription that the order withdraws.
    pub withdraws: Option<RequestNumber>,
    /// The overdue order that gives way to the order.
    pub replaces: Option<Replaced>,
    /// Last day on which the current term may be renewed, for a renewal.
    pub renewable_until: Option<Day>,
    /// When the term that would be bought may be renewed.
    pub window: WindowDays,
    /// Days within which it would have to be paid by transfer.
    pub due_days: u16,
}

/// An overdue order by transfer that is cancelled when another one is placed: its transfer may be on its way all the same,
/// and what came in for it pays nothing else by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Replaced {
    /// Its number.
    pub number: OrderNumber,
    /// What came in for it, if anything did.
    pub received: Option<Money>,
}

impl Replaced {
    /// What a person has to know about an open order that another one takes the place of: of one on which nothing was
    /// charged, nothing.
    pub fn of(order: &Order, today: Day) -> Option<Self> {
        order.is_expired(today).then(|| Self {
            number: order.number,
            received: order.came_in(),
        })
    }
}

/// A part of the review that can change under the buyer's eyes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ReviewPart {
    /// A new day began.
    Day,
    /// The term.
    Term,
    /// The price.
    Price,
    /// The tax or the total.
    Tax,
    /// The bill-to.
    BillTo,
    /// The purchase terms.
    Terms,
    /// The request that the order withdraws.
    Withdraws,
    /// The order that gives way, or what came in for it.
    Replaces,
}

impl ReviewPart {
    /// Key of its name in `assets/locales`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Day => "review-part-day",
            Self::Term => "review-part-term",
            Self::Price => "review-part-price",
            Self::Tax => "review-part-tax",
            Self::BillTo => "review-part-bill-to",
            Self::Terms => "review-part-terms",
            Self::Withdraws => "review-part-withdraws",
            Self::Replaces => "review-part-replaces",
        }
    }
}

impl Review {
    /// The last value date that would pay it by transfer.
    pub fn due(&self) -> Day {
        self.day.plus(i32::from(self.due_days))
    }

    /// First day of the term that would be bought; `None` for a first term, which begins when it is paid.
    pub fn begins(&self) -> Option<Day> {
        match self.purpose {
            Purpose::Renew { from, .. } => Some(from.plus(1)),
            Purpose::Subscribe { .. } => None,
        }
    }

    /// Which parts differ from what was seen before. The id of a subscription that does not exist yet is no part.
    pub fn changed_since(&self, seen: &Self) -> Vec<ReviewPart> {
        let term = |review: &Self| {
            let is_renewal = matches!(review.purpose, Purpose::Renew { .. });
            (review.expires, is_renewal, review.window, review.due_days)
        };
        let tax = |review: &Self| (review.quote.treatment, review.quote.tax, review.quote.total);
        [
            (self.day != seen.day, ReviewPart::Day),
            (
                term(self) != term(seen) || self.offer != seen.offer,
                ReviewPart::Term,
            ),
            (self.quote.net != seen.quote.net, ReviewPart::Price),
            (tax(self) != tax(seen), ReviewPart::Tax),
            (self.bill_to != seen.bill_to, ReviewPart::BillTo),
            (self.terms_version != seen.terms_version, ReviewPart::Terms),
            (self.withdraws != seen.withdraws, ReviewPart::Withdraws),
            (self.replaces != seen.replaces, ReviewPart::Replaces),
        ]
        .into_iter()
        .filter_map(|(changed, part)| changed.then_some(part))
        .collect()
    }
}
