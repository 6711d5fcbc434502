//! Changes that come exactly between two reads of a use case.

use std::sync::Arc;

use futures_util::FutureExt;
use offerdesk::catalog;
use offerdesk::domain::order::OrderState;
use offerdesk::services::error::{ServiceError, Unavailable};
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
