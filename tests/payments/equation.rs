//! The equation of the ledger: each charge counts for one order, or is one that no order counts; never both, never
//! neither, and what the desk says of it is what the bank says.

use std::collections::HashMap;

use offerdesk::domain::network::{Orphan, OrphanState};
use offerdesk::domain::order::{Order, OrderState};
use offerdesk::payments::gateway::AttemptStatus;
use offerdesk::store::record::{Record, Scan};
use offerdesk::store::records::index;

use crate::desk::Desk;

/// The last four digits of the card whose refunds the bank refuses.
const REFUSED: &str = "0416";

/// All records of an index.
pub async fn all<R: Record>(desk: &Desk, index: u8) -> Vec<R> {
    let scan = Scan {
        index,
        prefix: Vec::new(),
        after: None,
        limit: 10_000,
        descending: false,
    };
    let page = desk.store.page::<R>(scan).await.unwrap();
    page.items.into_iter().map(|item| item.record).collect()
}

pub async fn orphans(desk: &Desk) -> Vec<Orphan> {
    all(desk, index::ORPHANS).await
}

pub async fn orders(desk: &Desk) -> Vec<Order> {
    all(desk, index::ORDERS_BY_ACCOUNT).await
}

/// Insists on the equation. Nothing may be on its way.
pub async fn holds(desk: &Desk) {
    desk.checked().await;
    let mut counted: HashMap<String, (String, bool)> = HashMap::new();
    for order in orders(desk).await {
        let Some(attempt) = order.counted() else { continue };
        let is_back = match order.state {
            // Refused, the bank still has the money: Finance returns it in another way.
            OrderState::Paid { .. } | OrderState::RefundRefused => false,
            OrderState::Refunded => attempt.card.last_four != REFUSED,
            on_its_way => panic!("{} is {on_its_way:?}", order.number),
        };
        let told = (order.number.to_string(), is_back);
        assert_eq!(counted.insert(attempt.reference.clone(), told), None);
    }
    for orphan in orphans(desk).await {
        let is_back = match orphan.state {
            OrphanState::Attached(_) => continue,
            OrphanState::Open | OrphanState::RefundRefused => false,
            OrphanState::Refunded => orphan.card.last_four != REFUSED,
            on_its_way @ OrphanState::Refunding(_) => panic!("{} is {on_its_way:?}", orphan.reference),
        };
        let told = ("no order".to_owned(), is_back);
        assert_eq!(
            counted.insert(orphan.reference.clone(), told),
            None,
            "counts twice: {}",
            orphan.reference
        );
    }
    for charge in desk.charges().await {
        let (by, is_back) =
            (counted.remove(&charge.reference.0)).unwrap_or_else(|| panic!("nothing counts {charge:?}"));
        assert_eq!(
            is_back,
            charge.status() == AttemptStatus::Refunded,
            "{by}: {charge:?}"
        );
    }
    assert_eq!(counted, HashMap::new(), "the bank knows nothing of these");
}
