//! Attempts that their network does not know.

use offerdesk::domain::audit::{AuditAction, Subject};
use offerdesk::domain::date::Timestamp;
use offerdesk::domain::network::OrphanState;
use offerdesk::domain::order::{Course, OrderState};
use offerdesk::domain::user::{Denied, Grant, Role, StaffRole};
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::error::ServiceError;
use offerdesk::services::orders::OrderView;
use offerdesk::services::payments::{PaymentRefusal, SettledByHand};

use crate::desk::{ANA, AUD, CONTOSO, Desk, FAY, actor, user};
use crate::equation;
use crate::forgetful::Memory;

const WANTED: &str = "action-pack";
const MINUTE: i64 = 60_000;

/// An order that was charged without an answer, at a network that has forgotten it.
async fn forgotten(behavior: Behavior) -> (Desk, Memory, OrderView) {
    let memory = Memory::default();
    let desk = Desk::with("2026-07-03", memory.setup()).await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let card = desk.card_that(behavior).await;
    let order = desk.renew(ANA, WANTED, card).await.unwrap();
    assert_eq!(order.order.state, OrderState::Unknown);
    memory.forget();
    (desk, memory, order)
}

fn found(order: &OrderView, charged: bool) -> SettledByHand {
    SettledByHand {
        number: order.order.number,
        charged,
        note: "The bank told it by phone.".to_owned(),
    }
}

fn later(desk: &Desk, minutes: i64) {
    desk.clock.set(Timestamp(desk.clock.now().0 + minutes * MINUTE));
}

#[tokio::test]
async fn finance_settles_what_the_network_does_not_know_for_an_hour() {
    let (desk, _memory, order) = forgotten(Behavior::SilentAfter).await;
    let settle = async |charged| {
        desk.services
            .settle_by_hand(&actor(FAY), &found(&order, charged))
            .await
    };
    assert_eq!(
        settle(true).await,
        Err(PaymentRefusal::Known.into()),
        "not asked yet"
    );
    assert_eq!(desk.services.reconcile().await.unwrap().left, 1);
    later(&desk, 59);
    assert_eq!(desk.services.reconcile().await.unwrap().left, 1);
    let before = desk.dump().await;
    assert_eq!(
        settle(true).await,
        Err(PaymentRefusal::TooEarly { minutes: 1 }.into())
    );
    assert_eq!(desk.dump().await, before);
    later(&desk, 1);
    let settled = settle(true).await.unwrap();
    assert!(matches!(settled.order.state, OrderState::Paid { .. }));
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    let Course::ByHand(by_hand) = &settled.order.attempt().unwrap().course else {
        panic!("{settled:?}");
    };
    assert_eq!((by_hand.by, by_hand.charged), (FAY, true));
    assert_eq!(by_hand.note.as_str(), "The bank told it by phone.");
    let entries = desk.audited(CONTOSO).await;
    let entry = entries
        .iter()
        .find(|(action, ..)| *action == AuditAction::AttemptSettled);
    let (_, by, subjects) = entry.unwrap();
    assert_eq!(*by, Some(FAY));
    assert!(subjects.contains(&Subject::Order(order.order.id)));
    let number = order.order.number;
    assert_eq!(
        settle(true).await,
        Err(PaymentRefusal::NotSettling { number }.into())
    );
    desk.checked().await;
}

#[tokio::test]
async fn an_answer_in_between_begins_the_hour_anew() {
    // Carried out so late that the network still knows it as prepared, and answers nothing to the void.
    let (desk, memory, order) = forgotten(Behavior::SilentAfter).await;
    desk.services.reconcile().await.unwrap();
    later(&desk, 61);
    memory.remember();
    // It knows it by now: whoever settles it by hand is told so, and the reconciler settles it.
    assert_eq!(
        desk.services
            .settle_by_hand(&actor(FAY), &found(&order, false))
            .await,
        Err(PaymentRefusal::Known.into())
    );
    desk.settle().await;
    assert!(matches!(
        desk.order(order.order.id).await.order.state,
        OrderState::Paid { .. }
    ));
    equation::holds(&desk).await;
}

#[tokio::test]
async fn a_late_charge_on_what_was_settled_as_not_charged_is_a_charge_without_an_order() {
    let (desk, memory, order) = forgotten(Behavior::SilentAfter).await;
    desk.services.reconcile().await.unwrap();
    later(&desk, 60);
    let settled = desk
        .services
        .settle_by_hand(&actor(FAY), &found(&order, false))
        .await
        .unwrap();
    assert_eq!(settled.order.state, OrderState::Voided);
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2026-06-22");
    memory.remember();
    assert_eq!(desk.services.reconcile().await.unwrap().orphans, 1);
    assert_eq!(desk.services.reconcile().await.unwrap().orphans, 0, "kept once");
    let orphans = equation::orphans(&desk).await;
    assert_eq!(orphans[0].state, OrphanState::Open);
    assert_eq!(orphans[0].asked_for, Some(order.order.id));
    equation::holds(&desk).await;
    // It may pay the very order that it was asked for.
    let paid = desk
        .services
        .attach_orphan(&actor(FAY), &orphans[0].reference, order.order.number)
        .await
        .unwrap();
    assert!(matches!(paid.order.state, OrderState::Paid { .. }));
    equation::holds(&desk).await;
}

#[tokio::test]
async fn only_finance_settles_by_hand_and_nobody_an_own_order() {
    let (desk, _memory, order) = forgotten(Behavior::SilentAfter).await;
    desk.services.reconcile().await.unwrap();
    later(&desk, 60);
    for who in [ANA, AUD] {
        let refused = desk
            .services
            .settle_by_hand(&actor(who), &found(&order, true))
            .await;
        assert!(
            matches!(refused, Err(ServiceError::Denied(Denied::Role { .. }))),
            "{refused:?}"
        );
    }
    let admin = Grant {
        account: CONTOSO,
        role: Role::GlobalAdmin,
    };
    desk.put(&user(ANA, "Ana", vec![admin], &[StaffRole::Finance]))
        .await;
    let refused = desk
        .services
        .settle_by_hand(&actor(ANA), &found(&order, true))
        .await;
    assert_eq!(refused, Err(PaymentRefusal::OwnOrder.into()));
    let mut empty = found(&order, true);
    empty.note = "  ".to_owned();
    let refused = desk.services.settle_by_hand(&actor(FAY), &empty).await;
    assert!(matches!(refused, Err(ServiceError::Field { .. })), "{refused:?}");
}

/// A brother of the incident: a refund that the network does not know was asked for again without end.
#[tokio::test]
async fn a_refund_that_the_network_does_not_know_comes_to_finance() {
    let (desk, _memory, order) = forgotten(Behavior::SilentAfter).await;
    desk.services.reconcile().await.unwrap();
    // Meanwhile somebody else's order has renewed it: the money of this one has to go back.
    desk.holds(CONTOSO, WANTED, "2027-06-22").await;
    later(&desk, 60);
    let settled = desk
        .services
        .settle_by_hand(&actor(FAY), &found(&order, true))
        .await
        .unwrap();
    assert_eq!(settled.order.state, OrderState::Refunding);
    desk.services.reconcile().await.unwrap();
    assert_eq!(
        desk.order(order.order.id).await.order.state,
        OrderState::RefundRefused
    );
    let to_return = desk
        .services
        .money_to_return(&actor(FAY), None, 10)
        .await
        .unwrap();
    assert_eq!(to_return.lines.len(), 1);
}

/// The incident: what Finance had said to be charged, and the network later knew as never charged, was refunding for
/// ever and in no list.
#[tokio::test]
async fn a_refund_of_what_was_never_charged_after_all_comes_to_finance() {
    let (desk, memory, order) = forgotten(Behavior::SilentBefore).await;
    desk.services.reconcile().await.unwrap();
    // Meanwhile somebody else's order has renewed it: the money of this one has to go back.
    desk.holds(CONTOSO, WANTED, "2027-06-22").await;
    later(&desk, 60);
    let settled = desk
        .services
        .settle_by_hand(&actor(FAY), &found(&order, true))
        .await
        .unwrap();
    assert_eq!(settled.order.state, OrderState::Refunding);
    memory.remember();
    assert_eq!(desk.charges().await.len(), 0, "the bank never charged it");
    assert_eq!(desk.services.reconcile().await.unwrap().left, 0);
    assert_eq!(
        desk.order(order.order.id).await.order.state,
        OrderState::RefundRefused
    );
    let to_return = desk
        .services
        .money_to_return(&actor(FAY), None, 10)
        .await
        .unwrap();
    assert_eq!(to_return.lines.len(), 1);
}
