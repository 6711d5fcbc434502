//! Changes that come exactly between two reads of a use case.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use futures_util::FutureExt;
use offerdesk::catalog;
use offerdesk::domain::order::OrderState;
use offerdesk::services::error::{ServiceError, Unavailable};
use offerdesk::services::orders::ChangeMethod;
use offerdesk::store::Store;

use crate::desk::{BEN, CONTOSO, Desk, FAY, Setup, actor, money_for, request, services, transfer};
use crate::engine::Watched;

const WANTED: &str = "action-pack";

/// The incident: an overdue order was to give way to a new one. While its record was looked up, late-booked money paid
/// it, and the new order tried to cancel a paid one.
#[tokio::test]
async fn an_order_that_is_paid_while_it_is_looked_up_does_not_give_way() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let waiting = desk.renew(crate::desk::ANA, WANTED, transfer()).await.unwrap();
    desk.go_to("2026-08-03");
    let start = desk.wizard(BEN, WANTED).await;
    let order = request(&start, desk.good().await);

    let (clerk, money) = (
        desk.services.clone(),
        money_for(&waiting, "475.00 USD", "2026-08-01"),
    );
    let booking = async move {
        clerk.book_money(&actor(FAY), &money).await.unwrap();
    };
    let engine = desk.store.engine().clone();
    let between = Watched::new(engine).after_the_holder_of("open-order/", booking.boxed());
    let Setup { patience, .. } = Setup::default();
    let meddled = services(
        Store::new(Arc::new(between)),
        Arc::new(desk.sandbox.clone()),
        desk.clock.clone(),
        patience,
        catalog::embedded().unwrap(),
    );
    let refused = meddled.place_order(&actor(BEN), order).await;
    let Err(ServiceError::Closed(Unavailable::AlreadyPaid { number, .. })) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(number, waiting.order.number.to_string());
    let paid = OrderState::Paid {
        expires: "2027-06-22".parse().unwrap(),
    };
    assert_eq!(desk.order(waiting.order.id).await.order.state, paid);
    assert!(desk.charges().await.is_empty());
    desk.adds_up().await;
}

/// The incident: the disk was full when the bank had answered. The buyer was told that nothing was saved and to try
/// again, and the card was charged.
#[tokio::test]
async fn a_full_disk_behind_the_bank_was_told_as_an_order_that_was_not_saved() {
    for replaces_a_transfer in [false, true] {
        let desk = Desk::on("2026-07-03").await;
        desk.holds(CONTOSO, WANTED, "2026-06-22").await;
        let first = if replaces_a_transfer {
            Some(desk.renew(BEN, WANTED, transfer()).await.unwrap())
        } else {
            None
        };
        let watched = Arc::new(Watched::new(desk.store.engine().clone()));
        let Setup { patience, .. } = Setup::default();
        let full = services(
            Store::new(watched.clone()),
            Arc::new(desk.sandbox.clone()),
            desk.clock.clone(),
            patience,
            catalog::embedded().unwrap(),
        );
        let placed = if let Some(first) = &first {
            let begun = full
                .begin_method_change(&actor(BEN), first.order.number)
                .await
                .unwrap();
            let change = ChangeMethod {
                number: first.order.number,
                intent: begun.intent,
                seen: first.order.quote.total,
                payment: desk.good().await,
                keep_card: false,
            };
            watched.room.store(1, Ordering::SeqCst);
            full.change_method(&actor(BEN), change).await
        } else {
            let start = desk.wizard(BEN, WANTED).await;
            let order = request(&start, desk.good().await);
            watched.room.store(1, Ordering::SeqCst);
            full.place_order(&actor(BEN), order).await
        };
        let placed = placed.unwrap().order;
        assert_eq!(placed.state, OrderState::Charging);
        assert_eq!(desk.charges().await.len(), 1);
        // With room again the order is settled by itself.
        watched.room.store(usize::MAX, Ordering::SeqCst);
        while desk.services.reconcile().await.unwrap().left > 0 {}
        assert!(matches!(
            desk.order(placed.id).await.order.state,
            OrderState::Paid { .. }
        ));
        assert_eq!(desk.charges().await.len(), 1);
        desk.adds_up().await;
    }
}
