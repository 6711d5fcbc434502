//! An order against itself, the receipt that paid it, and the term that it paid.

use sha2::{Digest, Sha256};

use crate::domain::order::{Order, OrderState, Payment, Purpose, TRANSFER_DUE_DAYS};
use crate::domain::payment::{Allocation, Receipt, Unallocated};
use crate::domain::subscription::{RenewalWindow, Subscription, Term};
use crate::services::error::ServiceError;
use crate::store::records::index;

use super::{Holding, Mismatch, OrderFault, Pages};

impl Holding<'_> {
    pub(super) async fn hold_orders(&mut self) -> Result<(), ServiceError> {
        let mut pages = Pages::of(index::ORDERS_BY_ACCOUNT);
        while let Some(orders) = self.next::<Order>(&mut pages).await? {
            for order in &orders {
                self.hold_order_alone(order);
                if order.is_possible() {
                    self.hold_money(order).await?;
                    self.hold_term(order).await?;
                }
            }
        }
        Ok(())
    }

    fn hold_order_alone(&mut self, order: &Order) {
        let quote = &order.quote;
        let window = match order.purpose {
            Purpose::Renew { from, .. } => Some(RenewalWindow::after(from)),
            Purpose::Subscribe { .. } => None,
        };
        let is_charged_again = self.has_counted_charge(order);
        for (is_wrong, fault) in [
            (quote.net.plus(quote.tax) != Ok(quote.total), OrderFault::Total),
            (!order.is_possible(), OrderFault::Impossible),
            (!is_in_order(order), OrderFault::Dates),
            (
                order
                    .due()
                    .is_some_and(|due| due != order.placed_at.day().plus(TRANSFER_DUE_DAYS)),
                OrderFault::Due,
            ),
            (
                window.is_some_and(|window| !window.contains(order.asked())),
                OrderFault::OutsideWindow,
            ),
            (is_charged_again, OrderFault::SameCharge),
        ] {
            self.tell(is_wrong, Mismatch::Order(order.number, fault));
        }
    }

    /// Whether a charge of it was met before. The network names each by a reference of its own.
    fn has_counted_charge(&mut self, order: &Order) -> bool {
        let Payment::Card { attempts } = &order.payment else {
            return false;
        };
        let mut is_counted = false;
        for attempt in attempts {
            let mut digest = [0; 16];
            for (to, from) in digest.iter_mut().zip(Sha256::digest(&attempt.reference)) {
                *to = from;
            }
            is_counted |= !self.charges.insert(digest);
        }
        is_counted
    }

    /// A transfer and its receipt. What a card was charged only the network knows.
    async fn hold_money(&mut self, order: &Order) -> Result<(), ServiceError> {
        if order.due().is_none() {
            return Ok(());
        }
        let number = order.number;
        if matches!(order.state, OrderState::AwaitingPayment | OrderState::Cancelled) {
            self.tell(
                order.receipt().is_some(),
                Mismatch::Order(number, OrderFault::ReceiptTooEarly),
            );
            return Ok(());
        }
        let receipt = match order.receipt() {
            Some(receipt) => self.get::<Receipt>(receipt.to_bytes()).await?,
            None => None,
        };
        let is_back = order.state == OrderState::Refunded;
        let told = match receipt.as_ref().map(|receipt| receipt.allocation) {
            Some(Allocation::Returned(of, _)) if of == order.id => {
                (!is_back).then_some(OrderFault::NotRefunded)
            }
            Some(Allocation::Order(of)) if of == order.id => {
                is_back.then_some(OrderFault::ReceiptNotReturned)
            }
            _ => Some(OrderFault::OtherReceipt),
        };
        if let Some(fault) = told {
            self.found.add(Mismatch::Order(number, fault));
        } else if let Some(receipt) = receipt {
            self.hold_receipt(order, &receipt);
        }
        Ok(())
    }

    /// The receipt that paid a transfer: the money is what the order asked for, and its dates lead through the order's.
    fn hold_receipt(&mut self, order: &Order, receipt: &Receipt) {
        let fits = order.fits(receipt.amount, receipt.value_date);
        let (booked, since) = (receipt.booked_at.day(), order.since.day());
        let given_back = self.refunded.get(&order.id).copied();
        // A decision that the order does not know of was told with the request.
        let is_paid = matches!(order.state, OrderState::Paid { .. }) && given_back.is_none();
        let is_booked_when_paid = if is_paid { booked == since } else { booked <= since };
        let is_returned_in_time = match receipt.allocation {
            Allocation::Returned(_, on) => on <= since && given_back.is_none_or(|decided| on >= decided),
            Allocation::Order(_) | Allocation::Unallocated(_) => true,
        };
        let has_other_amount = matches!(fits, Err(Unallocated::WrongAmount | Unallocated::WrongCurrency));
        let has_other_dates = matches!(fits, Err(Unallocated::AfterDueDay | Unallocated::BeforeOrder));
        for (is_wrong, fault) in [
            (has_other_amount, OrderFault::ReceiptAmount),
            (
                has_other_dates || !is_booked_when_paid || !is_returned_in_time,
                OrderFault::ReceiptDates,
            ),
            (receipt.account != Some(order.account), OrderFault::ReceiptAccount),
            (receipt.booked_by == order.placed_by, OrderFault::OwnReceipt),
        ] {
            self.tell(is_wrong, Mismatch::Order(order.number, fault));
        }
    }

    /// A paid order and no other has its term, once. Of one whose money went back a first term stays, as what was.
    async fn hold_term(&mut self, order: &Order) -> Result<(), ServiceError> {
        let id = order.purpose.subscription();
        let Some(held) = self.get::<Subscription>(id.to_bytes()).await? else {
            return Ok(());
        };
        let fault = if (held.account, &held.offer) == (order.account, &order.offer) {
            self.fault_of_term(order, &held)
        } else {
            Some(OrderFault::OtherSubscription)
        };
        if let Some(fault) = fault {
            self.found.add(Mismatch::Order(order.number, fault));
        }
        Ok(())
    }

    fn fault_of_term(&self, order: &Order, held: &Subscription) -> Option<OrderFault> {
        let is_given_back = self.refunded.contains_key(&order.id);
        let terms = held.terms.iter().filter(|term| term.order == Some(order.id));
        let stays = matches!(order.purpose, Purpose::Subscribe { .. }) && is_given_back;
        match (order.state, terms.count()) {
            // Told with the request whose decision the order does not know of.
            (OrderState::Paid { .. }, _) if is_given_back => None,
            (OrderState::Paid { .. }, 0) => Some(OrderFault::NotActivated),
            (OrderState::Refunding | OrderState::Refunded | OrderState::RefundRefused, count) => {
                let is_by_transfer = order.due().is_some();
                match (stays, count) {
                    // Only a card can have been charged for what could no longer be activated.
                    _ if is_by_transfer && !is_given_back => Some(OrderFault::RefundUndecided),
                    (true, 0) => Some(OrderFault::TermGone),
                    (true, 1) => differs(order, held).then_some(OrderFault::OtherTerm),
                    (true, _) => Some(OrderFault::ActivatedTwice),
                    (false, 0) => None,
                    (false, _) => Some(OrderFault::TermKept),
                }
            }
            (OrderState::Paid { .. }, 1) => differs(order, held).then_some(OrderFault::OtherTerm),
            (OrderState::Paid { .. }, _) => Some(OrderFault::ActivatedTwice),
            (_, 0) => None,
            _ => Some(OrderFault::ActivatedUnpaid),
        }
    }
}

/// Whether the term of an order has other dates than the order says, or than what it was for gives.
fn differs(order: &Order, held: &Subscription) -> bool {
    let mut former: Option<&Term> = None;
    for term in &held.terms {
        if term.order == Some(order.id) {
            let as_paid = match order.state {
                OrderState::Paid { expires } => {
                    (term.activated, term.expires) == (order.since.day(), expires)
                }
                _ => term.activated <= order.since.day(),
            };
            let goes_on = match order.purpose {
                Purpose::Renew { from, .. } => former.is_some_and(|former| former.expires == from),
                Purpose::Subscribe { .. } => true,
            };
            return !(as_paid && goes_on && term.expires == order.purpose.expiry(term.activated));
        }
        former = Some(term);
    }
    false
}

/// Placed, tried, and come to where it stands, in this order of days; the first attempt begins the order.
fn is_in_order(order: &Order) -> bool {
    let placed = order.placed_at.day();
    let attempts = match &order.payment {
        Payment::Card { attempts } => attempts.as_slice(),
        Payment::Transfer { .. } => &[],
    };
    let began = attempts.iter().map(|attempt| attempt.began.day());
    std::iter::once(placed)
        .chain(began)
        .chain(std::iter::once(order.since.day()))
        .is_sorted()
        && attempts.first().is_none_or(|first| first.began.day() == placed)
}
