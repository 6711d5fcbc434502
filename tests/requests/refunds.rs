//! A bank that refuses to give money back, or does not answer: at most once, and refunding until the bank agrees.

use offerdesk::domain::order::OrderState;
use offerdesk::payments::gateway::AttemptStatus;
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::error::ServiceError;
use offerdesk::services::refunds::MoneyBack;

use crate::asking::{WANTED, cancellation, in_window};
use crate::desk::{ANA, CONTOSO, Desk, FAY, SUE, actor};

/// A renewal by such a card, cancelled with a refund.
async fn refunding(behavior: Behavior) -> (Desk, offerdesk::domain::ids::OrderId) {
    let desk = in_window().await;
    let card = desk.card_that(behavior).await;
    let paid = desk.renew(ANA, WANTED, card).await.unwrap();
    assert!(
        matches!(paid.order.state, OrderState::Paid { .. }),
        "{behavior:?}"
    );
    let asked = desk.send(ANA, &cancellation(WANTED)).await;
    desk.decide(SUE, &asked, true).await.unwrap();
    (desk, paid.order.id)
}

#[tokio::test]
async fn a_refund_that_the_bank_refuses_is_told_and_returned_by_finance_once() {
    let (desk, order) = refunding(Behavior::RefundRefused).await;
    let done = desk.services.reconcile().await.unwrap();
    assert_eq!((done.settled, done.left), (1, 0));
    let view = desk.order(order).await;
    assert_eq!(view.order.state, OrderState::RefundRefused);
    let charges = desk.charges().await;
    assert_eq!((charges.len(), charges[0].status()), (1, AttemptStatus::Charged));
    // What was decided holds, whatever the bank does; and the term can be bought anew.
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2026-06-22");
    desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    // Asking the bank again is of no use: Finance has it in its list.
    let done = desk.services.reconcile().await.unwrap();
    assert_eq!((done.settled, done.left), (0, 0));
    let finance = actor(FAY);
    let waiting = desk.services.money_to_return(&finance, None, 10).await.unwrap();
    let numbers: Vec<_> = waiting.lines.iter().map(|line| line.order.number).collect();
    assert_eq!(numbers, [view.order.number]);
    let back = MoneyBack {
        number: view.order.number,
        value_date: desk.clock.today(),
    };
    let returned = desk.services.return_money(&finance, back).await.unwrap();
    assert_eq!(returned.order.state, OrderState::Refunded);
    let again = desk.services.return_money(&finance, back).await;
    assert_eq!(again.unwrap_err(), ServiceError::NotToReturn);
    desk.agrees().await;
}

#[tokio::test]
async fn a_refund_without_an_answer_is_asked_for_again_and_made_once() {
    for behavior in [Behavior::RefundSilentBefore, Behavior::RefundSilentAfter] {
        let (desk, order) = refunding(behavior).await;
        let first = desk.services.reconcile().await.unwrap();
        assert_eq!((first.settled, first.left), (0, 1), "{behavior:?}");
        assert_eq!(desk.order(order).await.order.state, OrderState::Refunding);
        desk.settle().await;
        assert_eq!(desk.order(order).await.order.state, OrderState::Refunded);
        let charges = desk.charges().await;
        assert_eq!((charges.len(), charges[0].status()), (1, AttemptStatus::Refunded));
        desk.adds_up().await;
        desk.agrees().await;
    }
}

#[tokio::test]
async fn a_refund_that_was_begun_is_finished_after_a_restart() {
    let (desk, order) = refunding(Behavior::Approve).await;
    let desk = desk.reopened().await;
    assert_eq!(desk.order(order).await.order.state, OrderState::Refunding);
    desk.settle().await;
    assert_eq!(desk.order(order).await.order.state, OrderState::Refunded);
    desk.adds_up().await;
    desk.agrees().await;
}
