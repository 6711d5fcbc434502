//! Two people buy for the first time at once: the slower one must not be charged for what the other one holds.

use crate::desk::turnstile::{Step, Turnstile};
use offerdesk::domain::message::Coded;
use offerdesk::domain::order::OrderState;
use offerdesk::domain::payment::DeclineReason;
use offerdesk::payments::sandbox::Behavior;

use crate::desk::*;
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_purchase_that_another_one_overtook_is_not_charged() {
    let (turnstile, setup) = Turnstile::before(Setup::default());
    let desk = Desk::with("2026-07-03", setup).await;
    let (ana, ben) = (desk.wizard(ANA, "gold").await, desk.wizard(BEN, "gold").await);
    let good = desk.good().await;
    turnstile.hold(Step::Prepare);
    let (services, request) = (desk.services.clone(), request(&ben, good.clone()));
    let slow = tokio::spawn(async move { services.place_order(&actor(BEN), request).await });
    turnstile.arrived().await;
    desk.buy(ANA, &ana, good).await.unwrap();
    turnstile.release();
    slow.await.unwrap().unwrap_err();
    assert_eq!(desk.charges().await.len(), 1);
    desk.settle().await;
    desk.adds_up().await;
}

#[tokio::test]
async fn an_intent_of_one_offer_does_not_buy_another() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let (renewal, gold) = (
        desk.wizard(ANA, "action-pack").await,
        desk.wizard(ANA, "gold").await,
    );
    let bad = desk.card_that(Behavior::Decline(DeclineReason::DoNotHonor)).await;
    let declined = desk.buy(ANA, &renewal, bad).await.unwrap();
    let mut other = request(&gold, desk.good().await);
    other.intent = declined.order.id;
    let refused = desk.services.place_order(&actor(ANA), other).await.unwrap_err();
    assert_eq!(refused.code(), "not-found");
    assert_eq!(desk.charges().await.len(), 0);
}

#[tokio::test]
async fn a_declined_order_is_given_up_by_nobody_but_its_buyer() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let bad = desk.card_that(Behavior::Decline(DeclineReason::DoNotHonor)).await;
    let declined = desk.renew(ANA, "action-pack", bad).await.unwrap();
    let refused = desk
        .services
        .give_up_order(&actor(BEN), declined.order.id)
        .await
        .unwrap_err();
    assert_eq!(refused.code(), "not-found");
    assert!(desk.order(declined.order.id).await.order.state.may_retry());
    desk.services
        .give_up_order(&actor(ANA), declined.order.id)
        .await
        .unwrap();
    assert_eq!(
        desk.order(declined.order.id).await.order.state,
        OrderState::Cancelled
    );
}

#[tokio::test]
async fn what_was_typed_before_a_decline_is_kept_for_another_try_and_after_giving_up() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let start = desk.wizard(ANA, "action-pack").await;
    let bad = desk.card_that(Behavior::Decline(DeclineReason::DoNotHonor)).await;
    let declined = desk.buy(ANA, &start, bad).await.unwrap().order.id;
    let mut draft = start.draft.clone();
    draft.card_form.holder = "Ana Example".into();
    desk.services.save_draft(&actor(ANA), draft).await.unwrap();
    let again = desk.wizard(ANA, "action-pack").await;
    assert!(again.resumed && again.refused.is_some());
    assert_eq!(
        (again.draft.intent, again.draft.card_form.holder.as_str()),
        (declined, "Ana Example")
    );
    desk.services.give_up_order(&actor(ANA), declined).await.unwrap();
    let anew = desk.wizard(ANA, "action-pack").await;
    assert!(anew.resumed && anew.refused.is_none());
    assert_ne!(anew.draft.intent, declined);
    assert_eq!(anew.draft.card_form.holder, "Ana Example");
    let paid = desk.buy(ANA, &anew, desk.good().await).await.unwrap();
    assert!(matches!(paid.order.state, OrderState::Paid { .. }));
    desk.adds_up().await;
}
