//! Money that the network gave back although the store knows of no decision: an older backup was restored, or the bank
//! did it on its own, as after a dispute. The incident: such an order went on as paid, with a term that nobody paid for.

use offerdesk::domain::audit::AuditAction;
use offerdesk::domain::ids::RequestId;
use offerdesk::domain::network::OrphanState;
use offerdesk::domain::order::{Order, OrderState};
use offerdesk::domain::request::Severity;
use offerdesk::domain::subscription::State;
use offerdesk::payments::gateway::{DeclineReason, Gateway, PaymentReference};
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::context::Actor;
use offerdesk::services::orders::{OrderView, PlaceOrder};
use offerdesk::services::payments::PaymentRefusal;
use offerdesk::services::requests::{Decide, NewRequest, RequestView, Subject};

use crate::desk::{ANA, BEN, CONTOSO, Desk, FAY, SUE, actor, transfer};
use crate::equation;
use crate::forgetful::Memory;
use crate::network;

async fn desk() -> Desk {
    let desk = Desk::on("2026-07-03").await;
    for offer in ["action-pack", "gold"] {
        desk.holds(CONTOSO, offer, "2026-06-22").await;
    }
    desk
}

async fn paid(desk: &Desk, offer: &str) -> OrderView {
    let paid = desk.renew(ANA, offer, desk.good().await).await.unwrap();
    assert!(matches!(paid.order.state, OrderState::Paid { .. }));
    paid
}

async fn ask_to_cancel(desk: &Desk, order: &Order) -> RequestView {
    let new = NewRequest {
        intent: RequestId::new(order.id.bits() ^ 7),
        account: CONTOSO,
        problem: "billing".to_owned(),
        severity: Severity::Moderate,
        about: Subject::Offer(order.offer.clone()),
        cancel: true,
        title: "Cancel it".to_owned(),
        description: "Ordered by mistake.".to_owned(),
        name: "Agent".to_owned(),
        email: "agent@example.com".to_owned(),
        phone: String::new(),
        attachments: Vec::new(),
    };
    desk.services.send_request(&actor(ANA), &new).await.unwrap()
}

async fn cancel(desk: &Desk, order: &Order, refund: bool) {
    let sent = ask_to_cancel(desk, order).await;
    let decide = Decide {
        request: sent.request.id,
        seen: sent.version,
        refund,
        unused: true,
        text: String::new(),
    };
    desk.services.decide_request(&actor(SUE), &decide).await.unwrap();
}

/// The bank gives the money of an order back on its own.
async fn disputed(desk: &Desk, order: &Order) {
    let reference = order.attempt().unwrap().reference.clone();
    desk.sandbox.refund(PaymentReference(reference)).await.unwrap();
}

async fn state(desk: &Desk, order: &Order) -> OrderState {
    desk.order(order.id).await.order.state
}

async fn held(desk: &Desk, offer: &str) -> State {
    let held = desk.subscription(CONTOSO, offer).await.unwrap();
    held.state(desk.clock.today())
}

#[tokio::test]
async fn a_backup_from_before_a_refund_does_not_count_the_order_as_paid() {
    let desk = desk().await;
    let order = paid(&desk, "action-pack").await.order;
    desk.settle().await;
    let copied = desk.copied("backup");
    cancel(&desk, &order, true).await;
    desk.settle().await;
    assert_eq!(state(&desk, &order).await, OrderState::Refunded);

    let desk = desk.set_back(&copied).await;
    assert!(matches!(state(&desk, &order).await, OrderState::Paid { .. }));
    assert_eq!(desk.services.reconcile().await.unwrap().orphans, 0);
    assert_eq!(state(&desk, &order).await, OrderState::Refunded);
    assert_eq!(desk.expires(CONTOSO, "action-pack").await, "2026-06-22");
    let told = desk.audited(CONTOSO).await;
    let actions: Vec<_> = told
        .iter()
        .rev()
        .take(2)
        .map(|(action, by, _)| (*action, *by))
        .collect();
    assert_eq!(
        actions,
        [
            (AuditAction::OrderRefunded, None),
            (AuditAction::SubscriptionCancelled, None)
        ]
    );
    desk.settle().await;
    equation::holds(&desk).await;
    // The former term and its window are there again.
    paid(&desk, "action-pack").await;
    desk.settle().await;
    equation::holds(&desk).await;
}

#[tokio::test]
async fn a_first_term_whose_money_the_bank_gave_back_ends_that_day_and_is_for_sale_again() {
    let desk = desk().await;
    let first = desk.renew(ANA, "silver", desk.good().await).await.unwrap();
    desk.settle().await;
    desk.go_to("2026-07-20");
    disputed(&desk, &first.order).await;
    desk.settle().await;
    assert_eq!(state(&desk, &first.order).await, OrderState::Refunded);
    assert_eq!(held(&desk, "silver").await, State::Cancelled);
    equation::holds(&desk).await;
    let again = desk.renew(ANA, "silver", desk.good().await).await.unwrap();
    assert!(matches!(again.order.state, OrderState::Paid { .. }));
    desk.settle().await;
    equation::holds(&desk).await;
}

#[tokio::test]
async fn a_term_that_was_to_end_anyway_ends_when_its_money_is_gone() {
    let desk = desk().await;
    let order = paid(&desk, "gold").await.order;
    cancel(&desk, &order, false).await;
    assert_eq!(held(&desk, "gold").await, State::Active);
    desk.go_to("2026-08-01");
    disputed(&desk, &order).await;
    desk.settle().await;
    assert_eq!(state(&desk, &order).await, OrderState::Refunded);
    assert_eq!(held(&desk, "gold").await, State::Cancelled);
    equation::holds(&desk).await;
    // It is for sale again, and what was decided about the former term has no bearing on the new one.
    paid(&desk, "gold").await;
    assert_eq!(held(&desk, "gold").await, State::Active);
    equation::holds(&desk).await;
}

#[tokio::test]
async fn a_former_term_whose_money_is_gone_leaves_the_one_that_was_paid_for() {
    let desk = desk().await;
    let order = paid(&desk, "gold").await.order;
    desk.go_to("2027-06-25");
    desk.accept_today().await;
    let later = paid(&desk, "gold").await.order;
    disputed(&desk, &order).await;
    desk.settle().await;
    assert_eq!(state(&desk, &order).await, OrderState::Refunded);
    assert!(matches!(state(&desk, &later).await, OrderState::Paid { .. }));
    assert_eq!(desk.expires(CONTOSO, "gold").await, "2028-06-21");
    equation::holds(&desk).await;
}

#[tokio::test]
async fn a_charge_without_an_order_that_went_back_pays_nothing() {
    let desk = desk().await;
    paid(&desk, "gold").await;
    desk.settle().await;
    let before = desk.copied("before");
    paid(&desk, "action-pack").await;
    let desk = desk.set_back(&before).await;
    desk.services.reconcile().await.unwrap();
    let kept = desk.copied("kept");
    let reference = equation::orphans(&desk).await[0].reference.clone();
    desk.services
        .refund_orphan(&actor(FAY), &reference)
        .await
        .unwrap();
    desk.settle().await;

    let desk = desk.set_back(&kept).await;
    assert_eq!(equation::orphans(&desk).await[0].state, OrphanState::Open);
    desk.services.reconcile().await.unwrap();
    assert_eq!(equation::orphans(&desk).await[0].state, OrphanState::Refunded);
    let order = desk.renew(BEN, "action-pack", transfer()).await.unwrap();
    let attached = desk
        .services
        .attach_orphan(&actor(FAY), &reference, order.order.number)
        .await;
    assert_eq!(attached, Err(PaymentRefusal::Decided.into()));
    desk.settle().await;
    equation::holds(&desk).await;
}

#[tokio::test]
async fn a_refund_that_comes_after_a_refusal_is_not_returned_a_second_time() {
    let memory = Memory::default();
    let desk = Desk::with("2026-07-03", memory.setup()).await;
    desk.holds(CONTOSO, "gold", "2026-06-22").await;
    let order = paid(&desk, "gold").await.order;
    desk.settle().await;
    memory.mistake();
    cancel(&desk, &order, true).await;
    desk.settle().await;
    assert_eq!(state(&desk, &order).await, OrderState::RefundRefused);
    disputed(&desk, &order).await;
    desk.settle().await;
    assert_eq!(state(&desk, &order).await, OrderState::Refunded);
    let waiting = desk
        .services
        .money_to_return(&actor(FAY), None, 10)
        .await
        .unwrap();
    assert_eq!(waiting.lines.len(), 0);
    assert_eq!(desk.expires(CONTOSO, "gold").await, "2026-06-22");
    equation::holds(&desk).await;
}

/// The incident: a renewal that was taken back brought the term before it to life, whose own money had gone back.
#[tokio::test]
async fn a_term_whose_money_is_gone_does_not_come_back_with_the_next_one() {
    for is_decided in [false, true] {
        let desk = desk().await;
        let first = paid(&desk, "gold").await.order;
        desk.go_to("2027-06-25");
        desk.accept_today().await;
        let second = paid(&desk, "gold").await.order;
        disputed(&desk, &first).await;
        desk.settle().await;
        if is_decided {
            cancel(&desk, &second, true).await;
        } else {
            disputed(&desk, &second).await;
        }
        desk.settle().await;
        assert_eq!(state(&desk, &second).await, OrderState::Refunded);
        assert_eq!(desk.expires(CONTOSO, "gold").await, "2026-06-22");
        assert_eq!(held(&desk, "gold").await, State::Lapsed);
        equation::holds(&desk).await;
        paid(&desk, "gold").await;
        desk.settle().await;
        equation::holds(&desk).await;
    }
}

/// The incident: a transfer for the next term went on asking for money that could pay nothing any more.
#[tokio::test]
async fn an_unpaid_order_for_the_next_term_is_given_up_with_the_term() {
    let desk = desk().await;
    let first = paid(&desk, "gold").await.order;
    desk.go_to("2027-06-25");
    desk.accept_today().await;
    let next = desk.renew(BEN, "gold", transfer()).await.unwrap();
    let part = crate::desk::money_for(&next, "100.00 USD", "2027-06-25");
    desk.services.book_money(&actor(FAY), &part).await.unwrap();
    disputed(&desk, &first).await;
    desk.settle().await;
    assert_eq!(state(&desk, &first).await, OrderState::Refunded);
    assert_eq!(state(&desk, &next.order).await, OrderState::Cancelled);
    equation::holds(&desk).await;
    // The offer is free for a new order.
    paid(&desk, "gold").await;
    equation::holds(&desk).await;
}

/// The incident: one line of the network's list ended a paid order whose charge the network knew as made.
#[tokio::test]
async fn a_slip_in_the_list_ends_no_order() {
    let memory = Memory::default();
    let desk = Desk::with("2026-07-03", memory.setup()).await;
    desk.holds(CONTOSO, "gold", "2026-06-22").await;
    memory.list_as_refunded();
    let order = paid(&desk, "gold").await.order;
    desk.settle().await;
    assert!(matches!(state(&desk, &order).await, OrderState::Paid { .. }));
    equation::holds(&desk).await;
}

/// The incident: a list that never ended kept the reconciler from every order that waited for it.
#[tokio::test]
async fn a_list_that_leads_nowhere_comes_to_an_end() {
    let memory = Memory::default();
    let desk = Desk::with("2026-07-03", memory.setup()).await;
    desk.holds(CONTOSO, "gold", "2026-06-22").await;
    let order = paid(&desk, "gold").await.order;
    memory.list_without_end();
    let run = tokio::time::timeout(std::time::Duration::from_secs(20), desk.services.reconcile());
    run.await.unwrap().unwrap();
    assert!(matches!(state(&desk, &order).await, OrderState::Paid { .. }));
}

/// The incident: an order that an older backup had forgotten named another card than the one that was charged.
#[tokio::test]
async fn a_charge_that_is_there_is_told_with_its_own_card() {
    for is_listed in [true, false] {
        let desk = desk().await;
        paid(&desk, "action-pack").await;
        desk.settle().await;
        let start = desk.wizard(ANA, "gold").await;
        let copied = desk.copied("backup");
        let order = crate::desk::request(&start, desk.good().await);
        desk.services
            .place_order(&actor(ANA), order.clone())
            .await
            .unwrap();
        let desk = desk.set_back(&copied).await;
        if is_listed {
            desk.services.reconcile().await.unwrap();
        }
        let declines = Behavior::Decline(DeclineReason::InsufficientFunds);
        let again = PlaceOrder {
            payment: desk.card_that(declines).await,
            keep_card: true,
            ..order
        };
        let paid = desk.services.place_order(&actor(ANA), again).await.unwrap();
        assert!(matches!(paid.order.state, OrderState::Paid { .. }));
        assert_eq!(paid.order.attempt().unwrap().card.last_four, "4242");
        desk.settle().await;
        let saved = desk.services.saved_cards(&actor(ANA), CONTOSO, None, 10).await;
        assert_eq!(saved.unwrap().lines, [], "the card that was typed paid nothing");
        equation::holds(&desk).await;
    }
}

/// The incident: a refund that was decided after the store had gone over to another network waited for ever.
#[tokio::test]
async fn a_refund_of_a_network_that_was_replaced_comes_to_finance() {
    let desk = desk().await;
    let order = paid(&desk, "gold").await.order;
    desk.settle().await;
    let (_bank, other) = network::elsewhere(&desk);
    other
        .adopt_network(&Actor::owner("tester".to_owned()))
        .await
        .unwrap();
    cancel(&desk, &order, true).await;
    other.reconcile().await.unwrap();
    assert_eq!(state(&desk, &order).await, OrderState::RefundRefused);
    let waiting = desk
        .services
        .money_to_return(&actor(FAY), None, 10)
        .await
        .unwrap();
    assert_eq!(waiting.lines.len(), 1);
}

/// A list that lags behind must not have the same intent charged a second time.
#[tokio::test]
async fn a_charge_that_is_not_listed_yet_is_not_made_again() {
    let memory = Memory::default();
    let desk = Desk::with("2026-07-03", memory.setup()).await;
    desk.holds(CONTOSO, "gold", "2026-06-22").await;
    let start = desk.wizard(ANA, "gold").await;
    let copied = desk.copied("backup");
    let order = crate::desk::request(&start, desk.good().await);
    desk.services
        .place_order(&actor(ANA), order.clone())
        .await
        .unwrap();
    let desk = desk.set_back(&copied).await;
    memory.list_late(true);
    let again = desk.services.place_order(&actor(ANA), order).await.unwrap();
    assert!(matches!(again.order.state, OrderState::Paid { .. }));
    memory.list_late(false);
    desk.settle().await;
    assert_eq!(desk.charges().await.len(), 1);
    equation::holds(&desk).await;
}

/// The list told of a refund before the network said so of the charge itself: the desk passed it, and never looked again.
#[tokio::test]
async fn a_refund_that_is_not_told_yet_is_found_later() {
    let memory = Memory::default();
    let desk = Desk::with("2026-07-03", memory.setup()).await;
    for offer in ["gold", "action-pack"] {
        desk.holds(CONTOSO, offer, "2026-06-22").await;
    }
    let order = paid(&desk, "gold").await.order;
    memory.tell_late(true);
    disputed(&desk, &order).await;
    let other = paid(&desk, "action-pack").await.order;
    desk.settle().await;
    assert!(matches!(state(&desk, &order).await, OrderState::Paid { .. }));
    memory.tell_late(false);
    desk.settle().await;
    assert_eq!(state(&desk, &order).await, OrderState::Refunded);
    assert!(matches!(state(&desk, &other).await, OrderState::Paid { .. }));
    equation::holds(&desk).await;
}

#[tokio::test]
async fn a_request_to_cancel_may_wait_while_the_bank_gives_the_money_back() {
    let desk = desk().await;
    let first = desk.renew(ANA, "silver", desk.good().await).await.unwrap().order;
    let asked = ask_to_cancel(&desk, &first).await;
    disputed(&desk, &first).await;
    desk.settle().await;
    assert_eq!(held(&desk, "silver").await, State::Cancelled);
    equation::holds(&desk).await;
    let closed = desk
        .services
        .close_request(&actor(SUE), asked.request.id, asked.version, "")
        .await;
    assert!(closed.is_ok(), "{closed:?}");
    equation::holds(&desk).await;
}
