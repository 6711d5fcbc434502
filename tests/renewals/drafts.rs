//! Drafts: saved and resumed per user, account and offer, and never there again once their intent was placed.

use offerdesk::domain::draft::{DRAFT_FIELD_LIMIT, Draft, WizardStep};
use offerdesk::domain::ids::{AccountId, UserId};
use offerdesk::domain::payment::PaymentMethod;
use offerdesk::payments::gateway::DeclineReason;
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::error::ServiceError;
use offerdesk::services::orders::PayWith;
use offerdesk::store::record::{Batch, Expect};

use crate::desk::turnstile::{Step, Turnstile};
use crate::desk::{ANA, BEN, CONTOSO, Desk, FAY, Setup, WILGA, actor, offer_id, request, transfer};

const WANTED: &str = "action-pack";

async fn resumed(desk: &Desk, who: UserId, account: AccountId, offer: &str) -> Option<Draft> {
    let start = desk
        .services
        .open_wizard(&actor(who), account, &offer_id(offer))
        .await
        .unwrap();
    start.resumed.then_some(start.draft)
}

#[tokio::test]
async fn what_was_typed_is_there_again_after_a_restart() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let mut draft = desk.wizard(ANA, WANTED).await.draft;
    draft.step = WizardStep::Details;
    draft.method = Some(PaymentMethod::BankTransfer);
    draft.transfer_form.name = "Zażółć Gęślą".to_owned();
    draft.purchase_order = "PO-1".to_owned();
    desk.services
        .save_draft(&actor(ANA), draft.clone())
        .await
        .unwrap();
    let desk = desk.reopened().await;
    assert_eq!(resumed(&desk, ANA, CONTOSO, WANTED).await, Some(draft));
    assert_eq!(
        desk.wizard(ANA, WANTED).await.review.bill_to.purchase_order,
        "PO-1"
    );
    desk.checked().await;
}

#[tokio::test]
async fn drafts_are_each_persons_own_and_one_for_each_account_and_offer() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let draft = desk.wizard(ANA, WANTED).await.draft;
    // Whatever a draft says, it becomes the acting person's.
    desk.services
        .save_draft(&actor(BEN), draft.clone())
        .await
        .unwrap();
    assert_eq!(resumed(&desk, ANA, CONTOSO, WANTED).await, None);
    assert_eq!(resumed(&desk, BEN, CONTOSO, WANTED).await.unwrap().user, BEN);
    desk.services.save_draft(&actor(ANA), draft).await.unwrap();
    assert!(resumed(&desk, ANA, CONTOSO, WANTED).await.is_some());
    assert_eq!(resumed(&desk, ANA, CONTOSO, "gold").await, None);
    assert_eq!(resumed(&desk, ANA, WILGA, WANTED).await, None);
    desk.services
        .discard_draft(&actor(ANA), CONTOSO, &offer_id(WANTED))
        .await
        .unwrap();
    assert_eq!(resumed(&desk, ANA, CONTOSO, WANTED).await, None);
    assert!(resumed(&desk, BEN, CONTOSO, WANTED).await.is_some());
}

#[tokio::test]
async fn placing_takes_the_draft_away_and_a_late_save_does_not_bring_it_back() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(ANA, WANTED).await;
    desk.services
        .save_draft(&actor(ANA), start.draft.clone())
        .await
        .unwrap();
    desk.buy(ANA, &start, desk.good().await).await.unwrap();
    desk.services
        .save_draft(&actor(ANA), start.draft.clone())
        .await
        .unwrap();
    desk.go_to("2027-06-23");
    assert_eq!(resumed(&desk, ANA, CONTOSO, WANTED).await, None);
    desk.checked().await;
}

#[tokio::test]
async fn a_draft_that_is_saved_while_its_card_is_being_charged_is_dropped() {
    let (turnstile, setup) = Turnstile::before(Setup::default());
    let desk = Desk::with("2026-07-03", setup).await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(ANA, WANTED).await;
    let order = request(&start, desk.good().await);
    turnstile.hold(Step::Confirm);
    let services = desk.services.clone();
    let placing = tokio::spawn(async move { services.place_order(&actor(ANA), order).await });
    turnstile.arrived().await;
    desk.services
        .save_draft(&actor(ANA), start.draft.clone())
        .await
        .unwrap();
    turnstile.release();
    placing.await.unwrap().unwrap();
    let id = offerdesk::store::records::draft_id(ANA, CONTOSO, &offer_id(WANTED));
    assert_eq!(desk.store.get::<Draft>(id).await.unwrap(), None);
}

/// Whoever left while a card was charged that was not, typed everything again.
#[tokio::test]
async fn a_draft_outlives_a_charge_that_came_to_nothing_and_not_the_one_that_paid() {
    for behavior in [
        Behavior::Decline(DeclineReason::InsufficientFunds),
        Behavior::SilentBefore,
    ] {
        let desk = Desk::on("2026-07-03").await;
        desk.holds(CONTOSO, WANTED, "2026-06-22").await;
        let mut start = desk.wizard(ANA, WANTED).await;
        let tried = desk.card_that(behavior).await;
        let PayWith::Card(token) = tried.clone() else {
            unreachable!("it was made of a card")
        };
        start.draft.step = WizardStep::Review;
        start.draft.method = Some(PaymentMethod::Card);
        start.draft.card = Some(token);
        start.draft.card_form.holder = "Ana Example".to_owned();
        desk.services
            .save_draft(&actor(ANA), start.draft.clone())
            .await
            .unwrap();
        let order = desk.buy(ANA, &start, tried).await.unwrap().order;
        desk.settle().await;

        let again = desk.wizard(ANA, WANTED).await;
        assert!(again.resumed && again.refused.is_some(), "{behavior:?}");
        let expected = Draft {
            updated: again.draft.updated,
            ..start.draft.clone().while_charged()
        };
        assert_eq!(again.draft, expected, "{behavior:?}");
        assert_eq!((expected.step, &expected.card), (WizardStep::Details, &None));
        assert_eq!(again.draft.intent, order.id, "the same order is tried again");

        desk.buy(ANA, &again, desk.good().await).await.unwrap();
        let id = offerdesk::store::records::draft_id(ANA, CONTOSO, &offer_id(WANTED));
        assert_eq!(desk.store.get::<Draft>(id).await.unwrap(), None, "{behavior:?}");
        desk.adds_up().await;
    }
}

/// The incident: a draft that had stayed behind brought its placed intent back, and Buy showed last year's order.
#[tokio::test]
async fn a_draft_whose_intent_was_placed_is_not_resumed_even_when_it_is_still_there() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(ANA, WANTED).await;
    let first = desk.buy(ANA, &start, desk.good().await).await.unwrap();
    let mut batch = Batch::new(desk.clock.now(), Some(ANA));
    batch.put(&start.draft, Expect::Any).unwrap();
    desk.store.commit(batch).await.unwrap();

    desk.go_to("2027-06-23");
    desk.accept_today().await;
    let next = desk.wizard(ANA, WANTED).await;
    assert!(!next.resumed);
    assert_ne!(next.draft.intent, start.draft.intent);
    let second = desk.buy(ANA, &next, desk.good().await).await.unwrap();
    assert_ne!(second.order.number, first.order.number);
    desk.adds_up().await;
}

#[tokio::test]
async fn a_field_beyond_its_limit_and_a_person_without_the_role_keep_no_draft() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let mut draft = desk.wizard(ANA, WANTED).await.draft;
    let before = desk.dump().await;
    assert!(matches!(
        desk.services.save_draft(&actor(FAY), draft.clone()).await,
        Err(ServiceError::Denied(_))
    ));
    draft.transfer_form.name = "x".repeat(DRAFT_FIELD_LIMIT + 1);
    let refused = desk.services.save_draft(&actor(ANA), draft.clone()).await;
    assert_eq!(refused, Err(ServiceError::DraftTooLong));
    assert_eq!(desk.dump().await, before);
    // The largest draft that is accepted fits into the store.
    let full = "ą".repeat(DRAFT_FIELD_LIMIT / 2);
    draft.transfer_form.name.clone_from(&full);
    draft.transfer_form.phone.clone_from(&full);
    draft.transfer_form.email.clone_from(&full);
    draft.card_form.holder.clone_from(&full);
    draft.card_form.expiry.clone_from(&full);
    draft.card_form.country.clone_from(&full);
    draft.card_form.postal_code = full;
    desk.services.save_draft(&actor(ANA), draft).await.unwrap();
}

#[tokio::test]
async fn a_draft_carries_no_audit_entry_and_tells_nobody() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let (audited, mut changes) = (desk.audited(CONTOSO).await, desk.services.changes());
    let start = desk.wizard(ANA, WANTED).await;
    desk.services
        .save_draft(&actor(ANA), start.draft.clone())
        .await
        .unwrap();
    assert_eq!(desk.audited(CONTOSO).await, audited);
    assert!(changes.at_once().is_none());
    desk.buy(ANA, &start, transfer()).await.unwrap();
    assert!(changes.at_once().is_some());
}
