//! A store belongs to its payment network.

use std::sync::Arc;

use offerdesk::catalog;
use offerdesk::domain::audit::{AuditAction, Subject};
use offerdesk::domain::ids::NetworkId;
use offerdesk::domain::order::OrderState;
use offerdesk::payments::gateway::Gateway;
use offerdesk::payments::sandbox::{Behavior, Sandbox, SandboxOptions};
use offerdesk::services::context::Actor;
use offerdesk::services::error::{ServiceError, Unavailable};
use offerdesk::services::orders::PayWith;
use offerdesk::services::payments::PaymentRefusal;
use offerdesk::services::{Dependencies, Services, ids::Ids};

use crate::desk::{ANA, CONTOSO, Desk, FAY, GOOD, Setup, actor, card, offer_id, request, services, transfer};
use crate::equation;

const WANTED: &str = "action-pack";

async fn desk() -> Desk {
    let desk = Desk::on("2026-07-03").await;
    for offer in [WANTED, "silver", "gold"] {
        desk.holds(CONTOSO, offer, "2026-06-22").await;
    }
    desk
}

async fn id_of(sandbox: &Sandbox) -> NetworkId {
    sandbox.network().await.unwrap().id
}

/// Another bank, and the same store with it.
pub fn elsewhere(desk: &Desk) -> (Sandbox, Services) {
    let setup = Setup::default();
    let bank = Sandbox::open(&desk.folder.path().join("other-bank"), setup.sandbox).unwrap();
    let gateway: Arc<dyn Gateway> = Arc::new(bank.clone());
    let services = services(
        desk.store.clone(),
        gateway,
        desk.clock.clone(),
        setup.patience,
        setup.catalog,
    );
    (bank, services)
}

fn is_other_network(refused: &Result<impl std::fmt::Debug, ServiceError>) -> bool {
    matches!(
        refused,
        Err(ServiceError::Closed(Unavailable::OtherNetwork { .. }))
    )
}

#[tokio::test]
async fn a_store_belongs_to_a_network_from_its_first_card_order_on_and_audit_entries_name_it() {
    let desk = desk().await;
    let bank = id_of(&desk.sandbox).await;
    desk.renew(ANA, "silver", transfer()).await.unwrap();
    assert_eq!(
        desk.services
            .payment_network(&Actor::owner("tester".to_owned()))
            .await
            .unwrap()
            .ours,
        None
    );
    let paid = desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    let told = desk
        .services
        .payment_network(&Actor::owner("tester".to_owned()))
        .await
        .unwrap();
    assert_eq!(told.ours.unwrap().network.id, bank);
    assert_eq!((told.closed, told.unsettled.len()), (None, 0));
    assert_eq!(paid.order.attempt().unwrap().network, bank);
    for action in [AuditAction::OrderPlaced, AuditAction::OrderPaid] {
        let entries = desk.audited(CONTOSO).await;
        let named = entries
            .iter()
            .filter(|(done, _, subjects)| *done == action && subjects.contains(&Subject::Network(bank)));
        assert_eq!(named.count(), 1, "{action:?}");
    }
    equation::holds(&desk).await;
}

/// The incident: an order charged at one sandbox stayed "being charged" for ever when the store was opened with another.
#[tokio::test]
async fn an_order_of_one_sandbox_is_left_alone_by_another_and_settled_by_its_own() {
    let desk = desk().await;
    let silent = desk.card_that(Behavior::SilentAfter).await;
    let order = desk.renew(ANA, WANTED, silent).await.unwrap().order;
    assert_eq!(order.state, OrderState::Unknown);

    let (bank, other) = elsewhere(&desk);
    let done = other.reconcile().await.unwrap();
    assert_eq!((done.foreign, done.settled, done.orphans), (1, 0, 0));
    assert_eq!(desk.order(order.id).await.order, order, "left alone");
    let told = other
        .payment_network(&Actor::owner("tester".to_owned()))
        .await
        .unwrap();
    assert_eq!(
        told.closed,
        Some(Unavailable::OtherNetwork {
            ours: id_of(&desk.sandbox).await,
            connected: id_of(&bank).await,
        })
    );
    assert_eq!(told.unsettled[0].number, order.number.to_string());
    assert!(bank.attempts().await.unwrap().is_empty());
    // Seen: it was said to wait for a bank that will never tell.
    let listed = other.unsettled_payments(&actor(FAY), None, 10).await.unwrap();
    assert_eq!(listed.lines[0].closed, Some(PaymentRefusal::OtherNetwork));

    desk.settle().await;
    assert!(matches!(
        desk.order(order.id).await.order.state,
        OrderState::Paid { .. }
    ));
    equation::holds(&desk).await;
}

#[tokio::test]
async fn another_network_charges_nothing_and_everything_else_goes_on() {
    let desk = desk().await;
    desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    let token = desk.token(GOOD).await;
    let (bank, other) = elsewhere(&desk);
    let before = desk.dump().await;
    let tokenized = other.tokenize(&actor(ANA), CONTOSO, card(GOOD)).await;
    assert!(is_other_network(&tokenized), "{tokenized:?}");
    let start = other
        .open_wizard(&actor(ANA), CONTOSO, &offer_id("silver"))
        .await
        .unwrap();
    assert!(matches!(
        start.card_closed,
        Some(Unavailable::OtherNetwork { .. })
    ));
    let placed = other
        .place_order(&actor(ANA), request(&start, PayWith::Card(token)))
        .await;
    assert!(is_other_network(&placed), "{placed:?}");
    assert_eq!(desk.dump().await, before);
    assert!(bank.attempts().await.unwrap().is_empty());
    let placed = other
        .place_order(&actor(ANA), request(&start, transfer()))
        .await
        .unwrap();
    assert_eq!(placed.order.state, OrderState::AwaitingPayment);
}

#[tokio::test]
async fn a_store_goes_over_to_another_network_once_everything_is_settled() {
    let desk = desk().await;
    let silent = desk.card_that(Behavior::SilentAfter).await;
    desk.renew(ANA, WANTED, silent).await.unwrap();
    let (bank, other) = elsewhere(&desk);
    let owner = Actor::owner("tester".to_owned());
    let before = desk.dump().await;
    assert_eq!(
        other.adopt_network(&owner).await,
        Err(PaymentRefusal::Unsettled { count: 1 }.into())
    );
    assert_eq!(desk.dump().await, before);
    desk.settle().await;
    let former = id_of(&desk.sandbox).await;
    let adopted = other.adopt_network(&owner).await.unwrap();
    assert_eq!(
        (adopted.network.id, adopted.former, adopted.is_new),
        (id_of(&bank).await, Some(former), true)
    );
    let again = other.adopt_network(&owner).await.unwrap();
    assert!(!again.is_new);
    let entries = desk
        .store
        .engine()
        .audit(offerdesk::domain::audit::Chain::System, 0, 10_000)
        .await
        .unwrap();
    let adopted = entries
        .iter()
        .filter(|entry| entry.entry.action == AuditAction::NetworkAdopted);
    assert_eq!(adopted.count(), 2, "with the first order, and by hand");

    let start = other
        .open_wizard(&actor(ANA), CONTOSO, &offer_id("silver"))
        .await
        .unwrap();
    let token = other.tokenize(&actor(ANA), CONTOSO, card(GOOD)).await.unwrap();
    let paid = other
        .place_order(&actor(ANA), request(&start, PayWith::Card(token)))
        .await
        .unwrap();
    assert!(matches!(paid.order.state, OrderState::Paid { .. }));
    assert_eq!(other.reconcile().await.unwrap().orphans, 0);
    // The former one is another one now.
    assert!(desk.services.reconcile().await.is_ok());
    assert!(is_other_network(
        &desk.services.tokenize(&actor(ANA), CONTOSO, card(GOOD)).await
    ));
    desk.checked().await;
}

/// The incident: a sandbox activated terms in a real store.
#[tokio::test]
async fn a_sandbox_activates_nothing_in_a_real_store() {
    let desk = desk().await;
    let token = desk.token(GOOD).await;
    let loaded = catalog::embedded().unwrap();
    // As the product makes them: parts of a store that is no demo store.
    let parts = Dependencies::new(
        Some(Arc::new(desk.sandbox.clone())),
        loaded.catalog,
        loaded.countries,
        desk.clock.clone(),
        Ids::random(),
    );
    let real = Services::new(desk.store.clone(), parts);
    let before = desk.dump().await;
    let start = real
        .open_wizard(&actor(ANA), CONTOSO, &offer_id(WANTED))
        .await
        .unwrap();
    assert_eq!(start.card_closed, Some(Unavailable::SandboxOnRealStore));
    let refused = real
        .place_order(&actor(ANA), request(&start, PayWith::Card(token)))
        .await;
    assert_eq!(refused, Err(Unavailable::SandboxOnRealStore.into()));
    let adopted = real.adopt_network(&Actor::owner("tester".to_owned())).await;
    assert_eq!(adopted, Err(Unavailable::SandboxOnRealStore.into()));
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn a_ledger_keeps_its_identity_and_no_other_one_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let open = |name: &str| Sandbox::open(&folder.path().join(name), SandboxOptions::default()).unwrap();
    let first = id_of(&open("one")).await;
    assert_eq!(id_of(&open("one")).await, first);
    assert_ne!(id_of(&open("other")).await, first);
}
