//! Saved cards: kept only after they have paid, each once, newest first.

use offerdesk::domain::audit::AuditAction;
use offerdesk::domain::ids::SavedCardId;
use offerdesk::domain::order::OrderState;
use offerdesk::domain::payment::{CardExpiry, DeclineReason, Fingerprint, SavedCard, TokenizedCard};
use offerdesk::domain::user::Denied;
use offerdesk::payments::gateway::Gateway;
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::error::{ServiceError, Thing};
use offerdesk::services::orders::{OrderView, PayWith};

use crate::desk::{ANA, AUD, BEN, CONTOSO, Desk, GOOD, actor, card, request, test_card};
use crate::equation;

const OFFERS: [&str; 3] = ["action-pack", "silver", "gold"];

async fn desk() -> Desk {
    let desk = Desk::on("2026-07-03").await;
    for offer in OFFERS {
        desk.holds(CONTOSO, offer, "2026-06-22").await;
    }
    desk
}

/// Renews with a card that is to be kept.
async fn renew_and_keep(desk: &Desk, offer: &str, card: TokenizedCard) -> OrderView {
    let start = desk.wizard(ANA, offer).await;
    let mut order = request(&start, PayWith::Card(card));
    order.keep_card = true;
    desk.services.place_order(&actor(ANA), order).await.unwrap()
}

async fn kept(desk: &Desk) -> Vec<SavedCard> {
    let cards = desk.services.saved_cards(&actor(ANA), CONTOSO, None, 1_000).await;
    cards.unwrap().lines.into_iter().map(|view| view.saved).collect()
}

async fn token(desk: &Desk, number: &str, year: u16) -> TokenizedCard {
    let mut card = card(number);
    card.expiry = CardExpiry { year, month: 12 };
    desk.services.tokenize(&actor(ANA), CONTOSO, card).await.unwrap()
}

/// The incident: a declined card was kept.
#[tokio::test]
async fn a_declined_card_is_not_kept() {
    let desk = desk().await;
    let declined = test_card(Behavior::Decline(DeclineReason::InsufficientFunds));
    let order = renew_and_keep(&desk, OFFERS[0], desk.token(declined).await).await;
    assert!(matches!(order.order.state, OrderState::Declined(_)));
    assert_eq!(kept(&desk).await, []);
    let silent = desk.token(test_card(Behavior::SilentBefore)).await;
    renew_and_keep(&desk, OFFERS[1], silent).await;
    desk.settle().await;
    assert_eq!(kept(&desk).await, [], "nothing was charged");
}

#[tokio::test]
async fn a_card_is_kept_in_the_step_that_pays_also_when_the_reconciler_makes_it() {
    let desk = desk().await;
    let silent = desk.token(test_card(Behavior::SilentAfter)).await;
    let order = renew_and_keep(&desk, OFFERS[0], silent).await;
    assert_eq!(order.order.state, OrderState::Unknown);
    assert_eq!(kept(&desk).await, []);
    let desk = desk.reopened().await;
    desk.settle().await;
    let cards = kept(&desk).await;
    assert_eq!(cards.len(), 1);
    assert_eq!(cards[0].saved_by, ANA);
    equation::holds(&desk).await;
}

/// The incident: the same card was kept twice.
#[tokio::test]
async fn the_same_card_is_kept_once_with_its_newest_expiry() {
    let desk = desk().await;
    for (offer, year) in [(OFFERS[0], 2028), (OFFERS[1], 2031), (OFFERS[2], 2029)] {
        let card = token(&desk, GOOD, year).await;
        renew_and_keep(&desk, offer, card).await;
    }
    let cards = kept(&desk).await;
    assert_eq!(cards.len(), 1);
    assert_eq!(cards[0].card.expiry.year, 2031);
    let saved = desk.audited(CONTOSO).await;
    let saved = saved
        .iter()
        .filter(|(action, ..)| *action == AuditAction::CardSaved);
    assert_eq!(saved.count(), 3);
    desk.checked().await;
}

/// The incident: the newest card beyond 50 was never shown.
#[tokio::test]
async fn the_newest_of_many_cards_comes_first_and_all_are_shown() {
    let desk = desk().await;
    renew_and_keep(&desk, OFFERS[0], desk.token(GOOD).await).await;
    let first = kept(&desk).await[0].clone();
    for number in 0..120_u32 {
        let mut other = first.clone();
        other.id = SavedCardId::new(u128::from(number) + 1);
        other.saved_at.0 -= 1_000 * i64::from(number + 1);
        other.card.fingerprint = Fingerprint(format!("card-{number}"));
        other.card.last_four = format!("{number:04}");
        if number % 2 == 1 {
            other.card.expiry = CardExpiry { year: 2026, month: 6 };
        }
        desk.put(&other).await;
    }
    let cards = kept(&desk).await;
    assert_eq!(cards.len(), 121);
    assert_eq!(cards[0], first, "newest first");
    assert!(cards.is_sorted_by(|one, next| one.saved_at >= next.saved_at));
    let start = desk.wizard(BEN, OFFERS[1]).await;
    assert_eq!(start.saved_cards.len(), 61, "those that are not over");
    assert_eq!(start.saved_cards[0], first);
    let page = desk
        .services
        .saved_cards(&actor(BEN), CONTOSO, None, 3)
        .await
        .unwrap();
    let expired: Vec<bool> = page.lines.iter().map(|view| view.expired).collect();
    assert_eq!(expired, [false, false, true]);
    assert!(page.next.is_some());
    let refused = desk
        .buy(BEN, &start, PayWith::SavedCard(page.lines[2].saved.id))
        .await;
    assert_eq!(refused, Err(ServiceError::CardExpired));
}

#[tokio::test]
async fn a_removed_card_pays_no_more() {
    let desk = desk().await;
    renew_and_keep(&desk, OFFERS[0], desk.token(GOOD).await).await;
    let saved = kept(&desk).await[0].clone();
    let refused = desk.services.remove_card(&actor(AUD), CONTOSO, saved.id).await;
    assert!(matches!(refused, Err(ServiceError::Denied(Denied::Role { .. }))));
    let start = desk.wizard(BEN, OFFERS[1]).await;
    desk.services
        .remove_card(&actor(BEN), CONTOSO, saved.id)
        .await
        .unwrap();
    assert_eq!(kept(&desk).await, []);
    let gone = || ServiceError::not_found(Thing::SavedCard, saved.id.to_string());
    assert_eq!(
        desk.buy(BEN, &start, PayWith::SavedCard(saved.id)).await,
        Err(gone())
    );
    assert_eq!(
        desk.services.remove_card(&actor(BEN), CONTOSO, saved.id).await,
        Err(gone())
    );
    desk.adds_up().await;
}

#[tokio::test]
async fn a_fingerprint_is_the_networks_and_no_hash_that_can_be_tried_out() {
    let desk = desk().await;
    let (one, two) = (token(&desk, GOOD, 2028).await, token(&desk, GOOD, 2031).await);
    assert_ne!(one.token, two.token);
    assert_eq!(one.fingerprint, two.fingerprint);
    let folder = tempfile::tempdir().unwrap();
    let other = offerdesk::payments::sandbox::Sandbox::open(
        folder.path(),
        offerdesk::payments::sandbox::SandboxOptions::default(),
    )
    .unwrap();
    let elsewhere = other.tokenize(card(GOOD)).await.unwrap();
    assert_ne!(elsewhere.fingerprint, one.fingerprint);
}
