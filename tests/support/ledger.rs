//! Compares the desk with the bank: no paid order without its charge, no charge without its paid or refunded order.

#![allow(dead_code)] // Each test binary uses another part of it.

use std::collections::HashMap;

use offerdesk::domain::order::{Order, OrderState, Payment};
use offerdesk::payments::gateway::AttemptStatus;
use offerdesk::payments::sandbox::BookedAttempt;

/// The last four digits of the card whose refunds the bank refuses.
const REFUSED: &str = "0416";

/// Whether the bank refuses to give the money of an order back.
fn is_refused(order: &Order) -> bool {
    order
        .attempt()
        .is_some_and(|attempt| attempt.card.last_four == REFUSED)
}

/// Insists that orders and ledger agree. All orders must be given, and none may be on its way.
pub fn agrees(orders: &[Order], ledger: &[BookedAttempt]) {
    let by_reference: HashMap<&str, &BookedAttempt> = ledger
        .iter()
        .map(|attempt| (attempt.reference.0.as_str(), attempt))
        .collect();
    let mut explained: HashMap<&str, &Order> = HashMap::new();
    for order in orders {
        let Payment::Card { attempts } = &order.payment else {
            continue;
        };
        let mut charged = 0;
        for attempt in attempts {
            let reference = attempt.reference.as_str();
            let known = by_reference.get(reference);
            let known =
                known.unwrap_or_else(|| panic!("{}: the bank does not know {reference}", order.number));
            assert!(
                explained.insert(reference, order).is_none(),
                "two orders share {reference}"
            );
            charged += usize::from(known.was_charged());
            if known.was_charged() {
                assert_eq!(known.amount, order.quote.total, "{}", order.number);
            }
        }
        let last = attempts.last().map(|attempt| attempt.reference.as_str());
        let last = last.and_then(|reference| by_reference.get(reference));
        let status = last.map(|attempt| attempt.status());
        match order.state {
            OrderState::Paid { .. } => {
                assert_eq!(
                    (charged, status),
                    (1, Some(AttemptStatus::Charged)),
                    "{}",
                    order.number
                );
            }
            // Refused, the bank still has the money; Finance returned it in another way, or has to.
            OrderState::Refunded | OrderState::RefundRefused
                if status == Some(AttemptStatus::Charged) && is_refused(order) =>
            {
                assert_eq!(charged, 1, "{}", order.number);
            }
            OrderState::Refunded => {
                assert_eq!(
                    (charged, status),
                    (1, Some(AttemptStatus::Refunded)),
                    "{}",
                    order.number
                );
            }
            OrderState::Declined(reason) => {
                assert_eq!(
                    (charged, status),
                    (0, Some(AttemptStatus::Declined(reason))),
                    "{}",
                    order.number
                );
            }
            OrderState::Voided => {
                assert_eq!(
                    (charged, status),
                    (0, Some(AttemptStatus::Voided)),
                    "{}",
                    order.number
                );
            }
            OrderState::Cancelled => assert_eq!(charged, 0, "{}", order.number),
            on_its_way => panic!("{} is {on_its_way:?}", order.number),
        }
    }
    for attempt in ledger.iter().filter(|attempt| attempt.was_charged()) {
        assert!(
            explained.contains_key(attempt.reference.0.as_str()),
            "a charge without an order: {attempt:?}"
        );
    }
}
