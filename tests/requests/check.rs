//! Records that contradict each other: what no use case writes, and the check finds.

use offerdesk::domain::ids::{OrderId, ReceiptId, SubscriptionId};
use offerdesk::domain::order::{Order, OrderState, Payment};
use offerdesk::domain::payment::{Allocation, Receipt};
use offerdesk::domain::request::About;
use offerdesk::services::maintenance::Mismatch;
use offerdesk::services::orders::OrderView;
use offerdesk::services::refunds::MoneyBack;
use offerdesk::services::requests::RequestView;

use crate::asking::{WANTED, cancellation, in_window};
use crate::desk::{ANA, Desk, FAY, SUE, WILGA, actor, money_for, offer_id, transfer};

/// A renewal by transfer that was cancelled with a refund, and its request.
async fn refunded(returned: bool) -> (Desk, OrderView, RequestView) {
    let desk = in_window().await;
    let waiting = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    let money = money_for(&waiting, "475.00 USD", "2026-07-03");
    desk.services.book_money(&actor(FAY), &money).await.unwrap();
    let asked = desk.send(ANA, &cancellation(WANTED)).await;
    let decided = desk.decide(SUE, &asked, true).await.unwrap();
    if returned {
        let back = MoneyBack {
            number: waiting.order.number,
            value_date: "2026-07-03".parse().unwrap(),
        };
        desk.services.return_money(&actor(FAY), back).await.unwrap();
    }
    desk.agrees().await;
    let order = desk.order(waiting.order.id).await;
    (desk, order, decided)
}

/// What the check finds once something was changed behind the desk's back.
async fn finds(desk: &Desk, expected: &[Mismatch]) {
    assert_eq!(desk.services.mismatches().await.unwrap(), expected);
}

async fn receipt(desk: &Desk, order: &Order) -> Receipt {
    let id = order.receipt().unwrap();
    desk.store
        .get::<Receipt>(id.to_bytes())
        .await
        .unwrap()
        .unwrap()
        .record
}

#[tokio::test]
async fn a_decision_whose_order_keeps_the_money_is_found() {
    let (desk, order, request) = refunded(false).await;
    let mut kept = order.order.clone();
    kept.state = OrderState::Paid {
        expires: "2027-06-22".parse().unwrap(),
    };
    desk.put(&kept).await;
    finds(
        &desk,
        &[Mismatch::NotRefunded(request.request.number, kept.number)],
    )
    .await;
}

#[tokio::test]
async fn a_decision_about_somebody_elses_money_and_the_same_money_twice_are_found() {
    let (desk, order, request) = refunded(false).await;
    let mut other = request.request.clone();
    other.id = offerdesk::domain::ids::RequestId::new(777);
    other.number = offerdesk::domain::request::RequestNumber::in_series(777);
    desk.put(&other).await;
    finds(
        &desk,
        &[Mismatch::RefundedTwice(other.number, order.order.number)],
    )
    .await;

    let (desk, order, request) = refunded(false).await;
    let mut other = order.order.clone();
    other.account = WILGA;
    desk.put(&other).await;
    finds(
        &desk,
        &[Mismatch::OtherRefund(request.request.number, other.number)],
    )
    .await;
}

#[tokio::test]
async fn a_cancellation_of_what_the_company_does_not_hold_is_found() {
    let desk = in_window().await;
    let sent = desk.send(ANA, &cancellation(WANTED)).await;
    let other = desk.holds(WILGA, WANTED, "2026-12-01").await;
    let mut moved = sent.request.clone();
    moved.about = About::Subscription(other.id, offer_id(WANTED));
    moved.cancellation.as_mut().unwrap().subscription = other.id;
    desk.put(&moved).await;
    finds(&desk, &[Mismatch::OtherCancellation(sent.request.number)]).await;
    let mut gone = sent.request.clone();
    gone.about = About::Account;
    desk.put(&gone).await;
    finds(&desk, &[Mismatch::OtherCancellation(sent.request.number)]).await;
    let mut gone = sent.request.clone();
    gone.cancellation.as_mut().unwrap().subscription = SubscriptionId::new(4_711);
    desk.put(&gone).await;
    finds(&desk, &[Mismatch::OtherCancellation(sent.request.number)]).await;
}

#[tokio::test]
async fn a_transfer_that_went_back_on_one_side_only_is_found() {
    let (desk, order, _) = refunded(true).await;
    let mut still_there = receipt(&desk, &order.order).await;
    still_there.allocation = Allocation::Order(order.order.id);
    desk.put(&still_there).await;
    finds(&desk, &[Mismatch::ReceiptNotReturned(order.order.number)]).await;

    let (desk, order, _) = refunded(false).await;
    let mut gone = receipt(&desk, &order.order).await;
    gone.allocation = Allocation::Returned(order.order.id, "2026-07-03".parse().unwrap());
    desk.put(&gone).await;
    finds(&desk, &[Mismatch::OrderNotRefunded(order.order.number)]).await;
}

#[tokio::test]
async fn an_order_without_its_receipt_is_found() {
    let (desk, order, _) = refunded(false).await;
    let mut others = receipt(&desk, &order.order).await;
    others.allocation = Allocation::Order(OrderId::new(4_711));
    desk.put(&others).await;
    finds(&desk, &[Mismatch::OtherReceipt(order.order.number)]).await;
    let mut without = order.order.clone();
    if let Payment::Transfer { receipt, .. } = &mut without.payment {
        *receipt = Some(ReceiptId::new(4_711));
    }
    desk.put(&without).await;
    finds(&desk, &[Mismatch::OtherReceipt(order.order.number)]).await;
}
