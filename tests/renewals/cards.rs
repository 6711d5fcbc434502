//! Paying by card: the term, the order, what the audit log keeps, and every way in which a bank says no.

use offerdesk::domain::address::Address;
use offerdesk::domain::audit::{AuditAction, Subject};
use offerdesk::domain::ids::SavedCardId;
use offerdesk::domain::message::Coded;
use offerdesk::domain::order::{MOST_ATTEMPTS, OrderState, Payment};
use offerdesk::domain::payment::{CardExpiry, DeclineReason, SavedCard};
use offerdesk::domain::text::NAME_LIMIT;
use offerdesk::payments::gateway::Gateway;
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::error::{ServiceError, Thing};
use offerdesk::services::orders::PayWith;

use crate::desk::{ANA, AUD, BEN, CONTOSO, Desk, GOOD, WILGA, account, actor, american, card, request};

#[tokio::test]
async fn a_renewal_by_card_ends_365_days_after_the_former_expiry_and_is_on_record() {
    let desk = Desk::on("2026-07-03").await;
    let held = desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let paid = desk.renew(ANA, "action-pack", desk.good().await).await.unwrap();

    assert_eq!(
        paid.order.state,
        OrderState::Paid {
            expires: "2027-06-22".parse().unwrap()
        }
    );
    assert_eq!(desk.expires(CONTOSO, "action-pack").await, "2027-06-22");
    assert_eq!(paid.order.quote.total.to_string(), "475.00 USD");
    assert_eq!(
        (paid.placed_by.as_str(), paid.company.as_str()),
        ("Ana", "Contoso")
    );
    let term = *desk
        .subscription(CONTOSO, "action-pack")
        .await
        .unwrap()
        .terms
        .last()
        .unwrap();
    assert_eq!(
        (term.order, term.activated.to_string()),
        (Some(paid.order.id), "2026-07-03".to_owned())
    );

    let charges = desk.charges().await;
    assert_eq!(charges.len(), 1);
    assert_eq!(charges[0].amount, paid.order.quote.total);
    let network = desk.sandbox.network().await.unwrap().id;
    let subjects = vec![
        Subject::Order(paid.order.id),
        Subject::Subscription(held.id),
        Subject::Network(network),
    ];
    assert_eq!(
        desk.audited(CONTOSO).await[2..],
        [
            (AuditAction::OrderPlaced, Some(ANA), subjects.clone()),
            (AuditAction::OrderPaid, Some(ANA), subjects),
        ]
    );
    let found = desk.services.order(&actor(AUD), paid.order.number).await.unwrap();
    assert_eq!(found.order, paid.order);
    desk.adds_up().await;
}

#[tokio::test]
async fn a_first_term_begins_on_the_day_it_is_paid() {
    let desk = Desk::on("2026-07-03").await;
    let paid = desk.renew(ANA, "gold", desk.good().await).await.unwrap();
    assert_eq!(desk.expires(CONTOSO, "gold").await, "2027-07-03");
    assert_eq!(
        paid.order.purpose.subscription(),
        desk.subscription(CONTOSO, "gold").await.unwrap().id
    );
    desk.adds_up().await;
}

#[tokio::test]
async fn a_lapsed_subscription_is_bought_again_under_its_old_record() {
    let desk = Desk::on("2026-07-23").await;
    let held = desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    desk.renew(BEN, "action-pack", desk.good().await).await.unwrap();
    let again = desk.subscription(CONTOSO, "action-pack").await.unwrap();
    assert_eq!((again.id, again.terms.len()), (held.id, 2));
    assert_eq!(again.expires.to_string(), "2027-07-23");
    desk.adds_up().await;
}

#[tokio::test]
async fn a_declined_card_and_another_one_are_two_attempts_of_one_order() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let start = desk.wizard(ANA, "action-pack").await;
    let broke = desk
        .card_that(Behavior::Decline(DeclineReason::InsufficientFunds))
        .await;
    let declined = desk.buy(ANA, &start, broke).await.unwrap();
    assert_eq!(
        declined.order.state,
        OrderState::Declined(DeclineReason::InsufficientFunds)
    );
    assert_eq!(desk.expires(CONTOSO, "action-pack").await, "2026-06-22");

    let paid = desk.buy(ANA, &start, desk.good().await).await.unwrap();
    assert!(matches!(paid.order.state, OrderState::Paid { .. }));
    assert_eq!(
        (paid.order.id, paid.order.number),
        (declined.order.id, declined.order.number)
    );
    let Payment::Card { attempts } = &paid.order.payment else {
        panic!("{:?}", paid.order.payment)
    };
    assert_eq!(attempts.len(), 2);
    assert_eq!(desk.orders(CONTOSO).await.len(), 1);
    assert_eq!(desk.charges().await.len(), 1);
    let actions: Vec<_> = desk
        .audited(CONTOSO)
        .await
        .into_iter()
        .map(|(action, ..)| action)
        .collect();
    assert_eq!(
        actions[2..],
        [
            AuditAction::OrderPlaced,
            AuditAction::OrderDeclined,
            AuditAction::AttemptBegun,
            AuditAction::OrderPaid,
        ]
    );
    desk.adds_up().await;
}

#[tokio::test]
async fn every_reason_of_a_decline_is_told() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let start = desk.wizard(ANA, "action-pack").await;
    for reason in [
        DeclineReason::DoNotHonor,
        DeclineReason::InsufficientFunds,
        DeclineReason::AddressMismatch,
        DeclineReason::WrongSecurityCode,
        DeclineReason::ExpiredCard,
    ] {
        let card = desk.card_that(Behavior::Decline(reason)).await;
        let declined = desk.buy(ANA, &start, card).await.unwrap();
        assert_eq!(declined.order.state, OrderState::Declined(reason));
    }
    desk.adds_up().await;
}

#[tokio::test]
async fn whoever_leaves_after_a_decline_leaves_a_cancelled_order_and_may_begin_anew() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let bad = desk.card_that(Behavior::Decline(DeclineReason::DoNotHonor)).await;
    let declined = desk.renew(ANA, "action-pack", bad).await.unwrap();
    let id = declined.order.id;
    desk.services.give_up_order(&actor(ANA), id).await.unwrap();
    assert_eq!(desk.order(id).await.order.state, OrderState::Cancelled);
    desk.services.give_up_order(&actor(ANA), id).await.unwrap();

    let paid = desk.renew(ANA, "action-pack", desk.good().await).await.unwrap();
    assert_ne!(paid.order.id, id);
    desk.services
        .give_up_order(&actor(ANA), paid.order.id)
        .await
        .unwrap();
    assert_eq!(
        desk.order(paid.order.id).await.order.state,
        paid.order.state,
        "a paid order is not given up"
    );
    desk.adds_up().await;
}

/// The incident: after forty declines the order was larger than a record may be, and the texts were said to be too long.
#[tokio::test]
async fn an_order_grew_with_every_declined_card_until_the_store_refused_it() {
    let desk = Desk::on("2026-07-03").await;
    // As long as a bill-to can be.
    let long = "Ż".repeat(NAME_LIMIT / 2);
    let address = Address {
        line1: long.clone(),
        line2: long.clone(),
        city: long.clone(),
        ..american()
    };
    desk.put(&account(CONTOSO, &long, &address)).await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let start = desk.wizard(ANA, "action-pack").await;
    desk.services
        .save_draft(&actor(ANA), start.draft.clone())
        .await
        .unwrap();
    let mut number = String::new();
    for _ in 0..MOST_ATTEMPTS {
        let bad = desk.card_that(Behavior::Decline(DeclineReason::DoNotHonor)).await;
        let declined = desk.buy(ANA, &start, bad).await.unwrap();
        assert!(matches!(declined.order.state, OrderState::Declined(_)));
        number = declined.order.number.to_string();
    }
    desk.services
        .save_draft(&actor(ANA), start.draft.clone())
        .await
        .unwrap();
    let refused = desk.buy(ANA, &start, desk.good().await).await.map(|_| ());
    assert_eq!(refused, Err(ServiceError::AttemptsExhausted { number }));
    assert!(desk.charges().await.is_empty());

    // The wizard begins another order, which takes its place.
    let again = desk.wizard(ANA, "action-pack").await;
    assert!(again.resumed && again.refused.is_none());
    let paid = desk.buy(ANA, &again, desk.good().await).await.unwrap();
    assert_ne!(paid.order.id, start.draft.intent);
    assert_eq!(
        desk.order(start.draft.intent).await.order.state,
        OrderState::Cancelled
    );
    assert_eq!(desk.charges().await.len(), 1);
    desk.adds_up().await;
}

#[tokio::test]
async fn a_declined_order_that_nobody_came_back_to_is_cancelled_after_a_day() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let bad = desk.card_that(Behavior::Decline(DeclineReason::DoNotHonor)).await;
    let declined = desk.renew(ANA, "action-pack", bad).await.unwrap();
    assert_eq!(desk.services.reconcile().await.unwrap().cancelled, 0);
    desk.go_to("2026-07-04");
    assert_eq!(desk.services.reconcile().await.unwrap().cancelled, 1);
    assert_eq!(
        desk.order(declined.order.id).await.order.state,
        OrderState::Cancelled
    );
    desk.adds_up().await;
}

#[tokio::test]
async fn a_declined_order_gives_way_to_another_persons_order() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let bad = desk.card_that(Behavior::Decline(DeclineReason::DoNotHonor)).await;
    let declined = desk.renew(ANA, "action-pack", bad).await.unwrap();
    let paid = desk.renew(BEN, "action-pack", desk.good().await).await.unwrap();
    assert_eq!(paid.order.placed_by, BEN);
    assert_eq!(
        desk.order(declined.order.id).await.order.state,
        OrderState::Cancelled
    );
    desk.adds_up().await;
}

#[tokio::test]
async fn a_bank_transfer_after_a_decline_takes_an_intent_of_its_own() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let start = desk.wizard(ANA, "action-pack").await;
    let bad = desk.card_that(Behavior::Decline(DeclineReason::DoNotHonor)).await;
    let declined = desk.buy(ANA, &start, bad).await.unwrap();
    let refused = desk.buy(ANA, &start, crate::desk::transfer()).await.unwrap_err();
    assert_eq!(
        refused.code(),
        "order-illegal-step",
        "the attempts of an order are never dropped"
    );
    let anew = desk.wizard(ANA, "action-pack").await;
    let waiting = desk.buy(ANA, &anew, crate::desk::transfer()).await.unwrap();
    assert_eq!(waiting.order.state, OrderState::AwaitingPayment);
    assert_eq!(waiting.order.due().unwrap().to_string(), "2026-08-02");
    assert_eq!(
        desk.order(declined.order.id).await.order.state,
        OrderState::Cancelled
    );
    desk.checked().await;
}

#[tokio::test]
async fn a_saved_card_pays_for_its_account_until_its_month_is_over() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    desk.holds(CONTOSO, "gold", "2026-07-20").await;
    let mut short = card(GOOD);
    short.expiry = CardExpiry { year: 2026, month: 7 };
    let token = desk.services.tokenize(&actor(ANA), CONTOSO, short).await.unwrap();
    desk.holds(CONTOSO, "silver", "2026-06-22").await;
    let start = desk.wizard(ANA, "silver").await;
    let mut order = request(&start, PayWith::Card(token.clone()));
    order.keep_card = true;
    desk.services.place_order(&actor(ANA), order).await.unwrap();
    let saved = desk.services.usable_cards(&actor(BEN), CONTOSO).await.unwrap();
    let saved = saved.first().unwrap().clone();

    let start = desk.wizard(BEN, "action-pack").await;
    assert_eq!(start.saved_cards, std::slice::from_ref(&saved));
    let paid = desk.buy(BEN, &start, PayWith::SavedCard(saved.id)).await.unwrap();
    assert!(matches!(paid.order.state, OrderState::Paid { .. }));

    desk.go_to("2026-08-01");
    let start = desk.wizard(BEN, "gold").await;
    assert_eq!(start.saved_cards, []);
    let before = desk.dump().await;
    let refused = desk.buy(BEN, &start, PayWith::SavedCard(saved.id)).await;
    assert_eq!(refused, Err(ServiceError::CardExpired));
    let refused = desk.buy(BEN, &start, PayWith::Card(token)).await;
    assert_eq!(refused, Err(ServiceError::CardExpired));
    assert_eq!(desk.dump().await, before);
    desk.adds_up().await;
}

#[tokio::test]
async fn a_card_saved_for_another_account_pays_for_nobody_else() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let id = SavedCardId::new(77);
    desk.put(&SavedCard {
        id,
        account: WILGA,
        saved_by: ANA,
        saved_at: desk.clock.now(),
        network: desk.sandbox.network().await.unwrap().id,
        card: desk.token(GOOD).await,
    })
    .await;
    let start = desk.wizard(ANA, "action-pack").await;
    let before = desk.dump().await;
    let refused = desk.buy(ANA, &start, PayWith::SavedCard(id)).await;
    assert_eq!(
        refused,
        Err(ServiceError::not_found(Thing::SavedCard, id.to_string()))
    );
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn an_expired_card_is_refused_before_the_bank_sees_it() {
    let desk = Desk::on("2026-07-03").await;
    let mut old = card(GOOD);
    old.expiry = CardExpiry { year: 2026, month: 6 };
    let refused = desk.services.tokenize(&actor(ANA), CONTOSO, old).await;
    assert_eq!(refused.map(|_| ()), Err(ServiceError::CardExpired));
}

#[tokio::test]
async fn nothing_is_placed_without_the_terms() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let start = desk.wizard(ANA, "action-pack").await;
    let mut order = request(&start, desk.good().await);
    order.accepted_terms = false;
    let before = desk.dump().await;
    let refused = desk.services.place_order(&actor(ANA), order).await;
    assert_eq!(refused, Err(ServiceError::TermsNotAccepted));
    assert_eq!(desk.dump().await, before);
}
