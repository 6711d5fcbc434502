//! Charges that no order counts, mostly because an older backup was restored.

use offerdesk::domain::audit::{AuditAction, Chain, Subject};
use offerdesk::domain::date::Timestamp;
use offerdesk::domain::network::OrphanState;
use offerdesk::domain::order::{OrderState, Payment};
use offerdesk::domain::payment::DeclineReason;
use offerdesk::domain::user::{Denied, Grant, Role, StaffRole};
use offerdesk::payments::gateway::AttemptStatus;
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::context::Actor;
use offerdesk::services::error::{ServiceError, Thing};
use offerdesk::services::orders::PlaceOrder;
use offerdesk::services::payments::PaymentRefusal;

use crate::desk::{ANA, AUD, BEN, CONTOSO, Desk, FAY, SUE, Setup, actor, request, transfer, user};
use crate::equation;
use crate::forgetful::Memory;
use crate::network;

const WANTED: &str = "action-pack";

async fn desk() -> Desk {
    desk_with(Setup::default()).await
}

async fn desk_with(setup: Setup) -> Desk {
    let desk = Desk::with("2026-07-03", setup).await;
    for offer in [WANTED, "silver", "gold"] {
        desk.holds(CONTOSO, offer, "2026-06-22").await;
    }
    // The network is known before the backup is made.
    desk.renew(BEN, "gold", desk.good().await).await.unwrap();
    desk
}

/// A desk that has forgotten a renewal that was paid, and what was ordered.
async fn set_back(behavior: Behavior) -> (Desk, PlaceOrder) {
    set_back_with(Setup::default(), behavior).await
}

async fn set_back_with(setup: Setup, behavior: Behavior) -> (Desk, PlaceOrder) {
    let desk = desk_with(setup).await;
    let start = desk.wizard(ANA, WANTED).await;
    // As the wizard does: what is typed is kept, and the backup has it.
    let draft = start.draft.clone();
    desk.services.save_draft(&actor(ANA), draft).await.unwrap();
    let copied = desk.copied("backup");
    let order = request(&start, desk.card_that(behavior).await);
    let paid = desk.services.place_order(&actor(ANA), order.clone()).await;
    assert!(matches!(paid.unwrap().order.state, OrderState::Paid { .. }));
    let desk = desk.set_back(&copied).await;
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2026-06-22");
    (desk, order)
}

#[tokio::test]
async fn a_restored_backup_finds_the_charges_that_it_has_forgotten() {
    let (desk, _) = set_back(Behavior::Approve).await;
    assert_eq!(desk.services.reconcile().await.unwrap().orphans, 1);
    let lines = desk.services.orphans(&actor(FAY), false, None, 10).await.unwrap();
    assert_eq!(lines.lines.len(), 1);
    assert_eq!(lines.lines[0].orphan.state, OrphanState::Open);
    assert_eq!(lines.lines[0].orphan.card.last_four, "4242");
    assert!(desk.services.orphans(&actor(AUD), false, None, 10).await.is_ok());
    for who in [ANA, SUE] {
        let refused = desk.services.orphans(&actor(who), false, None, 10).await;
        assert!(matches!(refused, Err(ServiceError::Denied(Denied::Role { .. }))));
    }
    equation::holds(&desk).await;
}

#[tokio::test]
async fn the_money_of_a_charge_without_an_order_goes_back_once() {
    let (desk, _) = set_back(Behavior::RefundSilentAfter).await;
    desk.services.reconcile().await.unwrap();
    let reference = equation::orphans(&desk).await[0].reference.clone();
    let refused = desk.services.refund_orphan(&actor(AUD), &reference).await;
    assert!(matches!(refused, Err(ServiceError::Denied(Denied::Role { .. }))));
    let begun = desk
        .services
        .refund_orphan(&actor(FAY), &reference)
        .await
        .unwrap();
    assert_eq!(begun.orphan.state, OrphanState::Refunding(FAY));
    let again = desk.services.refund_orphan(&actor(FAY), &reference).await;
    assert_eq!(again, Err(PaymentRefusal::Decided.into()));
    // The decision is durable before the network is asked: a crash in between is brought to its end.
    let desk = desk.reopened().await;
    desk.settle().await;
    assert_eq!(equation::orphans(&desk).await[0].state, OrphanState::Refunded);
    let charges = desk.charges().await;
    let back = charges.iter().find(|charge| charge.reference.0 == reference);
    assert_eq!(back.unwrap().status(), AttemptStatus::Refunded);
    let open = desk.services.orphans(&actor(FAY), false, None, 10).await.unwrap();
    assert_eq!(open.lines.len(), 0);
    let all = desk.services.orphans(&actor(FAY), true, None, 10).await.unwrap();
    assert_eq!(all.lines.len(), 1);
    equation::holds(&desk).await;
}

#[tokio::test]
async fn a_refused_refund_of_a_charge_without_an_order_is_told_and_may_still_be_attached() {
    let (desk, _) = set_back(Behavior::RefundRefused).await;
    desk.services.reconcile().await.unwrap();
    let reference = equation::orphans(&desk).await[0].reference.clone();
    desk.services
        .refund_orphan(&actor(FAY), &reference)
        .await
        .unwrap();
    desk.settle().await;
    assert_eq!(
        equation::orphans(&desk).await[0].state,
        OrphanState::RefundRefused
    );
    let order = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    let paid = desk
        .services
        .attach_orphan(&actor(FAY), &reference, order.order.number)
        .await
        .unwrap();
    assert!(matches!(paid.order.state, OrderState::Paid { .. }));
    equation::holds(&desk).await;
}

/// The incident: a charge whose refund the bank refused could never be closed, and kept the store from another network.
#[tokio::test]
async fn a_charge_that_the_bank_does_not_refund_is_returned_in_another_way() {
    let (desk, _) = set_back(Behavior::RefundRefused).await;
    desk.services.reconcile().await.unwrap();
    let reference = equation::orphans(&desk).await[0].reference.clone();
    let give_back = async |who, day: &str| {
        let day = day.parse().unwrap();
        desk.services.return_orphan(&actor(who), &reference, day).await
    };
    let early = give_back(FAY, "2026-07-03").await;
    assert_eq!(
        early,
        Err(PaymentRefusal::NotRefused {
            reference: reference.clone()
        }
        .into()),
        "nobody asked the bank"
    );
    desk.services
        .refund_orphan(&actor(FAY), &reference)
        .await
        .unwrap();
    let early = give_back(FAY, "2026-07-03").await;
    assert_eq!(
        early,
        Err(PaymentRefusal::Decided.into()),
        "the bank may still do it"
    );
    desk.settle().await;
    let (_bank, other) = network::elsewhere(&desk);
    let owner = Actor::owner("tester".to_owned());
    let unsettled = PaymentRefusal::Unsettled { count: 1 };
    assert_eq!(other.adopt_network(&owner).await, Err(unsettled.into()));

    desk.go_to("2026-07-05");
    let before = desk.dump().await;
    for who in [ANA, AUD] {
        let refused = give_back(who, "2026-07-05").await;
        assert!(matches!(refused, Err(ServiceError::Denied(Denied::Role { .. }))));
    }
    let ahead = give_back(FAY, "2026-07-06").await;
    assert_eq!(ahead, Err(ServiceError::ValueDateInFuture));
    let decided = "2026-07-03".parse().unwrap();
    let early = give_back(FAY, "2026-07-02").await;
    assert_eq!(early, Err(ServiceError::ReturnedTooEarly { decided }));
    assert_eq!(desk.dump().await, before);

    let returned = give_back(FAY, "2026-07-03").await.unwrap();
    assert_eq!(returned.orphan.state, OrphanState::Refunded);
    let entries = desk.store.engine().audit(Chain::System, 0, 10_000).await.unwrap();
    let told = &entries.last().unwrap().entry;
    assert_eq!(
        (told.action, told.actor),
        (AuditAction::OrphanRefunded, Some(FAY))
    );
    assert_eq!(told.subjects[0], Subject::Orphan(returned.orphan.id));
    let again = give_back(FAY, "2026-07-05").await;
    assert_eq!(again, Err(PaymentRefusal::Decided.into()));
    let order = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    let attached = desk
        .services
        .attach_orphan(&actor(FAY), &reference, order.order.number)
        .await;
    assert_eq!(attached, Err(PaymentRefusal::Decided.into()), "the money is gone");
    desk.settle().await;
    equation::holds(&desk).await;
    assert!(other.adopt_network(&owner).await.unwrap().is_new);
}

/// The incident: such a charge was being refunded for ever when its network had lost it, and kept the store from another
/// network.
#[tokio::test]
async fn a_refund_of_a_charge_that_its_network_has_not_known_for_an_hour_comes_to_finance() {
    let memory = Memory::default();
    let (desk, _) = set_back_with(memory.setup(), Behavior::Approve).await;
    desk.services.reconcile().await.unwrap();
    let reference = equation::orphans(&desk).await[0].reference.clone();
    desk.services
        .refund_orphan(&actor(FAY), &reference)
        .await
        .unwrap();
    memory.forget();
    later(&desk, 59);
    assert_eq!(desk.services.reconcile().await.unwrap().left, 1);
    let state = equation::orphans(&desk).await[0].state;
    assert_eq!(state, OrphanState::Refunding(FAY));
    later(&desk, 1);
    assert_eq!(desk.services.reconcile().await.unwrap().left, 0);
    let state = equation::orphans(&desk).await[0].state;
    assert_eq!(state, OrphanState::RefundRefused);
    // It knows it again: nothing is lost by the hour, Finance may still refund it there.
    memory.remember();
    desk.services
        .refund_orphan(&actor(FAY), &reference)
        .await
        .unwrap();
    desk.settle().await;
    assert_eq!(equation::orphans(&desk).await[0].state, OrphanState::Refunded);
    equation::holds(&desk).await;
}

/// The incident: of all plain noes to a refund, only the one of a bank that keeps the money was taken for one.
#[tokio::test]
async fn any_plain_no_to_the_refund_of_a_charge_without_an_order_comes_to_finance() {
    let memory = Memory::default();
    let (desk, _) = set_back_with(memory.setup(), Behavior::Approve).await;
    desk.services.reconcile().await.unwrap();
    let reference = equation::orphans(&desk).await[0].reference.clone();
    desk.services
        .refund_orphan(&actor(FAY), &reference)
        .await
        .unwrap();
    memory.mistake();
    assert_eq!(desk.services.reconcile().await.unwrap().left, 0);
    let state = equation::orphans(&desk).await[0].state;
    assert_eq!(state, OrphanState::RefundRefused);
    equation::holds(&desk).await;
}

fn later(desk: &Desk, minutes: i64) {
    desk.clock.set(Timestamp(desk.clock.now().0 + minutes * 60_000));
}

#[tokio::test]
async fn a_charge_without_an_order_pays_an_unpaid_one_of_the_same_total() {
    let (desk, _) = set_back(Behavior::Approve).await;
    desk.services.reconcile().await.unwrap();
    let reference = equation::orphans(&desk).await[0].reference.clone();
    let order = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    let other = desk.renew(BEN, "silver", transfer()).await.unwrap();
    let attach = async |who, number| desk.services.attach_orphan(&actor(who), &reference, number).await;
    let before = desk.dump().await;
    assert!(matches!(
        attach(FAY, other.order.number).await,
        Err(ServiceError::Payment(PaymentRefusal::OtherTotal { .. }))
    ));
    assert!(matches!(
        attach(ANA, order.order.number).await,
        Err(ServiceError::Denied(_))
    ));
    assert_eq!(desk.dump().await, before);
    let paid = attach(FAY, order.order.number).await.unwrap();
    assert!(matches!(paid.order.state, OrderState::Paid { .. }));
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    assert_eq!(
        attach(FAY, other.order.number).await,
        Err(PaymentRefusal::Decided.into())
    );
    equation::holds(&desk).await;
}

#[tokio::test]
async fn nobody_attaches_or_refunds_for_an_own_order() {
    let (desk, _) = set_back(Behavior::Approve).await;
    desk.services.reconcile().await.unwrap();
    let reference = equation::orphans(&desk).await[0].reference.clone();
    let order = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    let admin = Grant {
        account: CONTOSO,
        role: Role::GlobalAdmin,
    };
    desk.put(&user(ANA, "Ana", vec![admin], &[StaffRole::Finance]))
        .await;
    let refused = desk
        .services
        .attach_orphan(&actor(ANA), &reference, order.order.number)
        .await;
    assert_eq!(refused, Err(PaymentRefusal::OwnOrder.into()));
    let unknown = desk.services.refund_orphan(&actor(FAY), "payment-nobody").await;
    assert_eq!(
        unknown,
        Err(ServiceError::not_found(Thing::Charge, "payment-nobody"))
    );
}

/// The same intent again after a backup was restored: it was charged already, and is not charged a second time.
#[tokio::test]
async fn buying_the_same_again_after_a_restore_takes_the_charge_that_is_there() {
    for is_found_before in [false, true] {
        let (desk, order) = set_back(Behavior::Approve).await;
        if is_found_before {
            assert_eq!(desk.services.reconcile().await.unwrap().orphans, 1);
        }
        let paid = desk.services.place_order(&actor(ANA), order).await.unwrap();
        assert!(matches!(paid.order.state, OrderState::Paid { .. }));
        assert_eq!(
            desk.charges().await.len(),
            2,
            "this one and the one before the backup"
        );
        desk.settle().await;
        equation::holds(&desk).await;
    }
}

#[tokio::test]
async fn buying_the_same_again_while_its_former_charge_goes_back_is_a_charge_of_its_own() {
    let (desk, order) = set_back(Behavior::Approve).await;
    desk.services.reconcile().await.unwrap();
    let reference = equation::orphans(&desk).await[0].reference.clone();
    desk.services
        .refund_orphan(&actor(FAY), &reference)
        .await
        .unwrap();
    let paid = desk.services.place_order(&actor(ANA), order).await.unwrap();
    assert!(matches!(paid.order.state, OrderState::Paid { .. }));
    assert_ne!(paid.order.attempt().unwrap().reference, reference);
    desk.settle().await;
    equation::holds(&desk).await;
}

/// The incident: behind a charge that was passed over, the second attempt of an order got the reference of the first
/// one, and with it the old answer: the card was never charged, and two attempts held one reference.
#[tokio::test]
async fn another_attempt_behind_a_charge_that_was_passed_over_asks_the_bank() {
    let (desk, mut order) = set_back(Behavior::Approve).await;
    desk.services.reconcile().await.unwrap();
    let reference = equation::orphans(&desk).await[0].reference.clone();
    desk.services
        .refund_orphan(&actor(FAY), &reference)
        .await
        .unwrap();
    order.payment = desk
        .card_that(Behavior::Decline(DeclineReason::InsufficientFunds))
        .await;
    let declined = desk
        .services
        .place_order(&actor(ANA), order.clone())
        .await
        .unwrap();
    assert!(matches!(declined.order.state, OrderState::Declined(_)));
    order.payment = desk.good().await;
    let paid = desk.services.place_order(&actor(ANA), order).await.unwrap();
    assert!(matches!(paid.order.state, OrderState::Paid { .. }), "{paid:?}");
    let Payment::Card { attempts } = &paid.order.payment else {
        panic!("{paid:?}");
    };
    assert_eq!(attempts.len(), 2);
    assert_ne!(attempts[0].reference, attempts[1].reference);
    desk.settle().await;
    equation::holds(&desk).await;
}

#[tokio::test]
async fn a_charge_whose_order_is_on_its_way_is_never_one_without_an_order() {
    let desk = desk().await;
    let silent = desk.card_that(Behavior::SilentAfter).await;
    let order = desk.renew(ANA, WANTED, silent).await.unwrap();
    assert_eq!(order.order.state, OrderState::Unknown);
    // The task that placed it is still at work: the reconciler leaves the order and compares the charges.
    assert_eq!(desk.services.reconcile().await.unwrap().orphans, 0);
    desk.settle().await;
    assert_eq!(equation::orphans(&desk).await, []);
    equation::holds(&desk).await;
}

#[tokio::test]
async fn more_charges_than_a_page_holds_are_all_found() {
    let desk = desk().await;
    let copied = desk.copied("backup");
    let mut forgotten = 0;
    for day in [
        "2026-07-03",
        "2027-07-03",
        "2028-07-03",
        "2029-07-03",
        "2030-07-03",
    ] {
        desk.go_to(day);
        desk.accept_today().await;
        for offer in ["silver", WANTED, "gold"] {
            // One was renewed before the backup.
            if (offer, day) != ("gold", "2026-07-03") {
                desk.renew(ANA, offer, desk.good().await).await.unwrap();
                forgotten += 1;
            }
        }
    }
    assert!(forgotten > 12, "{forgotten}");
    desk.go_to("2026-07-03");
    let desk = desk.set_back(&copied).await;
    assert_eq!(desk.services.reconcile().await.unwrap().orphans, forgotten);
    equation::holds(&desk).await;
}
