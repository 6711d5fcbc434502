//! An order against itself, the receipts that paid it, and the term that it paid.

use sha2::{Digest, Sha256};

use crate::domain::order::{Order, OrderState, Payment, Purpose, Received};
use crate::domain::receipt::{Receipt, Went};
use crate::domain::subscription::{State, Subscription, Term};
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
        let is_charged_again = self.has_counted_charge(order);
        for (is_wrong, fault) in [
            (quote.net.plus(quote.tax) != Ok(quote.total), OrderFault::Total),
            (!order.is_possible(), OrderFault::Impossible),
            (!is_in_order(order), OrderFault::Dates),
            (
                order.due().is_some_and(|due| due != order.kept_until()),
                OrderFault::Due,
            ),
            (is_charged_again, OrderFault::SameCharge),
        ] {
            self.tell(is_wrong, Mismatch::Order(order.number, fault));
        }
    }

    /// Whether a charge of it was met before. The network names each by a reference of its own; one that was attached
    /// may have been asked for by another attempt, which does not count it.
    fn has_counted_charge(&mut self, order: &Order) -> bool {
        let Payment::Card { attempts } = &order.payment else {
            return false;
        };
        let mut is_counted = false;
        for attempt in attempts.iter().filter(|attempt| attempt.is_asked_for()) {
            let mut digest = [0; 16];
            for (to, from) in digest.iter_mut().zip(Sha256::digest(&attempt.reference)) {
                *to = from;
            }
            is_counted |= !self.charges.insert(digest);
        }
        is_counted
    }

    /// A transfer and its receipts. What a card was charged only the network knows.
    async fn hold_money(&mut self, order: &Order) -> Result<(), ServiceError> {
        if order.due().is_none() || order.state == OrderState::Cancelled {
            return Ok(());
        }
        let missing = order.missing().minor;
        let fault = match order.state {
            OrderState::AwaitingPayment if missing <= 0 => Some(OrderFault::NotPaid),
            OrderState::AwaitingPayment => None,
            _ => (missing != 0).then_some(OrderFault::ReceiptAmount),
        };
        if let Some(fault) = fault {
            self.found.add(Mismatch::Order(order.number, fault));
            return Ok(());
        }
        for received in order.received() {
            let receipt = self.get::<Receipt>(received.receipt.to_bytes()).await?;
            let fault = match &receipt {
                Some(receipt) => fault_of_part(order, received, receipt),
                None => Some(OrderFault::OtherReceipt),
            };
            if let Some(fault) = fault {
                self.found.add(Mismatch::Order(order.number, fault));
            } else if let Some(receipt) = receipt {
                self.hold_receipt(order, received, &receipt);
            }
        }
        Ok(())
    }

    /// A receipt of a transfer: its currency is the order's, and its dates lead through the order's.
    fn hold_receipt(&mut self, order: &Order, received: &Received, receipt: &Receipt) {
        let (booked, since) = (receipt.booked_at.day(), order.since.day());
        let given_back = self.refunded.get(&order.id).copied();
        let is_late = order.due().is_some_and(|due| receipt.value_date > due);
        let is_returned_in_time = receipt.parts.iter().all(|part| match part.went {
            Went::Back { of, on } if of == Some(order.id) => {
                on <= since && given_back.is_none_or(|decided| on >= decided)
            }
            _ => true,
        });
        let is_booked_in_time = booked <= since || order.state == OrderState::AwaitingPayment;
        // Money that was sent for another order may be another company's mistake, and Finance may have applied it here.
        let was_sent_for_it = receipt.sent_for == order.number;
        for (is_wrong, fault) in [
            (
                receipt.amount.currency != order.quote.total.currency,
                OrderFault::ReceiptAmount,
            ),
            (
                is_late
                    || receipt.value_date != received.value_date
                    || !is_booked_in_time
                    || !is_returned_in_time,
                OrderFault::ReceiptDates,
            ),
            (
                was_sent_for_it && receipt.account != order.account,
                OrderFault::ReceiptAccount,
            ),
            (
                was_sent_for_it && receipt.booked_by == order.placed_by,
                OrderFault::OwnReceipt,
            ),
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
        self.tell(
            is_outside_window(order, &held),
            Mismatch::Order(order.number, OrderFault::OutsideWindow),
        );
        Ok(())
    }

    /// Whether the network gave its money back without a decision here.
    pub(super) fn is_given_back_undecided(&self, order: &Order) -> bool {
        let is_by_card = order.attempt().is_some();
        is_by_card && order.state == OrderState::Refunded && !self.refunded.contains_key(&order.id)
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
                    (_, 1) if self.is_given_back_undecided(order) => {
                        (!is_ended(order, held)).then_some(OrderFault::TermKept)
                    }
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

/// Whether a renewal was placed on a day on which the term before could not be renewed. Whatever its way of payment
/// became: the right is that of the day of placing.
fn is_outside_window(order: &Order, held: &Subscription) -> bool {
    let Purpose::Renew { from, .. } = order.purpose else {
        return false;
    };
    let former = held.terms.iter().find(|term| term.expires == from);
    former.is_some_and(|term| !term.renewal().contains(order.placed_at.day()))
}

/// Whether the term of an order was no longer the current one, or over, when its money had gone back.
fn is_ended(order: &Order, held: &Subscription) -> bool {
    let is_last = held.terms.last().and_then(|term| term.order) == Some(order.id);
    !is_last || matches!(held.state(order.since.day()), State::Cancelled | State::Lapsed)
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

/// What a receipt says of the money that an order has of it, where it says something else.
fn fault_of_part(order: &Order, received: &Received, receipt: &Receipt) -> Option<OrderFault> {
    let (has, gave_back) = (receipt.allocated_to(order.id), receipt.returned_of(order.id));
    let is_back = order.state == OrderState::Refunded;
    match (has.minor, gave_back.minor) {
        (0, 0) => Some(OrderFault::OtherReceipt),
        (0, back) if back == received.minor => (!is_back).then_some(OrderFault::NotRefunded),
        (has, 0) if has == received.minor => is_back.then_some(OrderFault::ReceiptNotReturned),
        _ => Some(OrderFault::ReceiptAmount),
    }
}

/// Placed, tried, and come to where it stands, in this order of days; the first attempt begins the order, unless it
/// took the place of another one.
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
        && attempts
            .first()
            .is_none_or(|first| first.began.day() == placed || order.follows.is_some())
}
