//! Silence of the bank, crashes in between, and money that must go back: the reconciler brings each order to its end,
//! and nothing is charged twice.

use std::sync::Arc;
use std::time::Duration;

use offerdesk::domain::audit::AuditAction;
use offerdesk::domain::date::Timestamp;
use offerdesk::domain::order::{OrderState, Payment};
use offerdesk::payments::gateway::AttemptStatus;
use offerdesk::payments::sandbox::{Behavior, SandboxOptions};
use offerdesk::services::Timeouts;
use offerdesk::services::clock::Clock;
use offerdesk::services::error::{ServiceError, Unavailable};
use offerdesk::services::reconciler::Reconciled;

use crate::desk::turnstile::{Step, Turnstile};
use crate::desk::{ANA, BEN, CONTOSO, Desk, GOOD, LIMIT, Setup, actor, noon, offer_id, request};

const WANTED: &str = "action-pack";

async fn renewing() -> Desk {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    desk
}

#[tokio::test]
async fn silence_before_the_charge_ends_voided_and_another_card_pays_the_same_order() {
    let desk = renewing().await;
    let start = desk.wizard(ANA, WANTED).await;
    let silent = desk.card_that(Behavior::SilentBefore).await;
    let unknown = desk.buy(ANA, &start, silent).await.unwrap();
    assert_eq!(unknown.order.state, OrderState::Unknown);
    let done = desk.services.reconcile().await.unwrap();
    assert_eq!((done.settled, done.left), (1, 0));
    assert_eq!(desk.order(unknown.order.id).await.order.state, OrderState::Voided);

    let paid = desk.buy(ANA, &start, desk.good().await).await.unwrap();
    assert_eq!(paid.order.number, unknown.order.number);
    assert!(matches!(&paid.order.payment, Payment::Card { attempts } if attempts.len() == 2));
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    assert_eq!(desk.charges().await.len(), 1);
    desk.adds_up().await;
}

#[tokio::test]
async fn silence_after_the_charge_ends_paid() {
    let desk = renewing().await;
    let silent = desk.card_that(Behavior::SilentAfter).await;
    let unknown = desk.renew(ANA, WANTED, silent).await.unwrap();
    assert_eq!(unknown.order.state, OrderState::Unknown);
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2026-06-22");
    desk.settle().await;
    let paid = OrderState::Paid {
        expires: "2027-06-22".parse().unwrap(),
    };
    assert_eq!(desk.order(unknown.order.id).await.order.state, paid);
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    let (action, by, _) = desk.audited(CONTOSO).await.pop().unwrap();
    assert_eq!((action, by), (AuditAction::OrderPaid, None), "by the desk itself");
    assert_eq!(desk.services.reconcile().await.unwrap(), Reconciled::default());
    desk.adds_up().await;
}

#[tokio::test]
async fn a_request_that_reaches_the_bank_after_the_void_is_not_charged() {
    let desk = renewing().await;
    let late = desk.card_that(Behavior::Late).await;
    let unknown = desk.renew(ANA, WANTED, late).await.unwrap();
    assert_eq!(unknown.order.state, OrderState::Unknown);
    desk.settle().await;
    assert_eq!(desk.order(unknown.order.id).await.order.state, OrderState::Voided);
    // That nothing happens can only be seen once the request, 400 ms on its way, has arrived.
    tokio::time::sleep(Duration::from_millis(800)).await;
    assert!(desk.charges().await.is_empty());
    desk.adds_up().await;
}

#[tokio::test]
async fn while_nobody_knows_the_outcome_nothing_else_is_ordered_and_buy_shows_the_same_order() {
    let desk = renewing().await;
    let start = desk.wizard(ANA, WANTED).await;
    let other = desk.wizard(BEN, WANTED).await;
    let silent = desk.card_that(Behavior::SilentAfter).await;
    let unknown = desk.buy(ANA, &start, silent).await.unwrap();
    assert_eq!(desk.buy(ANA, &start, desk.good().await).await.unwrap(), unknown);
    let settling: ServiceError = Unavailable::Settling {
        number: unknown.order.number.to_string(),
        by: "Ana".to_owned(),
        on: "2026-07-03".parse().unwrap(),
    }
    .into();
    assert_eq!(
        desk.buy(BEN, &other, desk.good().await).await,
        Err(settling.clone())
    );
    let opened = desk
        .services
        .open_wizard(&actor(ANA), CONTOSO, &offer_id(WANTED))
        .await;
    assert_eq!(opened, Err(settling));
    desk.services
        .give_up_order(&actor(ANA), unknown.order.id)
        .await
        .unwrap();
    assert_eq!(
        desk.order(unknown.order.id).await.order.state,
        OrderState::Unknown
    );
    desk.settle().await;
    assert_eq!(desk.charges().await.len(), 1);
    desk.adds_up().await;
}

#[tokio::test]
async fn the_reconciler_that_always_runs_settles_without_being_asked() {
    let desk = renewing().await;
    let services = desk.services.clone();
    let running = tokio::spawn(async move { services.reconcile_forever().await });
    let mut changes = desk.services.changes();
    let silent = desk.card_that(Behavior::SilentAfter).await;
    let unknown = desk.renew(ANA, WANTED, silent).await.unwrap();
    tokio::time::timeout(LIMIT, async {
        while !matches!(
            desk.order(unknown.order.id).await.order.state,
            OrderState::Paid { .. }
        ) {
            changes.next().await.unwrap();
        }
    })
    .await
    .unwrap();
    running.abort();
    desk.adds_up().await;
}

/// The incident: the reconciler had read a page of orders, hung at the first, and then asked the bank about an attempt
/// of the second that was long over. Its order was at the next attempt by then, charged, and was written off as voided.
#[tokio::test]
async fn an_order_is_settled_by_its_present_attempt_however_long_ago_its_page_was_read() {
    let (turnstile, setup) = Turnstile::before(Setup::default());
    let desk = Desk::with("2026-07-03", setup).await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    desk.holds(CONTOSO, "gold", "2026-06-22").await;
    let silent = desk.card_that(Behavior::SilentBefore).await;
    let first = desk.renew(ANA, WANTED, silent.clone()).await.unwrap();
    // Intents sort by the millisecond in which they were made.
    desk.clock.set(Timestamp(desk.clock.now().0 + 1));
    let start = desk.wizard(ANA, "gold").await;
    let second = desk.buy(ANA, &start, silent).await.unwrap();
    assert!(
        first.order.id < second.order.id,
        "the page holds them in this order"
    );

    turnstile.hold(Step::Lookup);
    let services = desk.services.clone();
    let hanging = tokio::spawn(async move { services.reconcile().await });
    turnstile.arrived().await;
    // Another run settles the second order; its buyer tries again, is charged, and gets no answer.
    desk.services.reconcile().await.unwrap();
    assert_eq!(desk.order(second.order.id).await.order.state, OrderState::Voided);
    let charged = desk.card_that(Behavior::SilentAfter).await;
    let again = desk.buy(ANA, &start, charged).await.unwrap();
    assert_eq!(again.order.state, OrderState::Unknown);
    turnstile.release();
    hanging.await.unwrap().unwrap();
    desk.settle().await;
    assert!(matches!(
        desk.order(second.order.id).await.order.state,
        OrderState::Paid { .. }
    ));
    desk.adds_up().await;
}

#[tokio::test]
async fn without_a_bank_to_ask_an_order_is_left_as_it_is() {
    let desk = renewing().await;
    let silent = desk.card_that(Behavior::SilentAfter).await;
    let unknown = desk.renew(ANA, WANTED, silent).await.unwrap();
    let nowhere = offerdesk::payments::sandbox::SandboxClient::new(desk.folder.path().join("nowhere"));
    let away = crate::desk::services(
        desk.store.clone(),
        Arc::new(nowhere),
        desk.clock.clone(),
        Timeouts::default(),
        offerdesk::catalog::embedded().unwrap(),
    );
    let before = desk.dump().await;
    let done = away.reconcile().await.unwrap();
    assert_eq!((done.settled, done.left), (0, 1));
    assert_eq!(desk.dump().await, before);
    desk.settle().await;
    assert!(matches!(
        desk.order(unknown.order.id).await.order.state,
        OrderState::Paid { .. }
    ));
    desk.adds_up().await;
}

/// No decision of Support comes while an order is being settled; it is written here as it would be kept.
#[tokio::test]
async fn money_for_a_subscription_that_was_cancelled_meanwhile_goes_back() {
    let (turnstile, setup) = Turnstile::before(Setup::default());
    let desk = Desk::with("2026-07-03", setup).await;
    let held = desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(ANA, WANTED).await;
    let order = request(&start, desk.good().await);
    turnstile.hold(Step::Confirm);
    let services = desk.services.clone();
    let placing = tokio::spawn(async move { services.place_order(&actor(ANA), order).await });
    turnstile.arrived().await;
    assert!(crate::decided::cancel(&desk.store, desk.clock.now(), held.id).await);
    let held = desk.subscription(CONTOSO, WANTED).await.unwrap();
    turnstile.release();
    let refunding = placing.await.unwrap().unwrap();
    assert_eq!(refunding.order.state, OrderState::Refunding);
    assert_eq!(desk.charges().await[0].status(), AttemptStatus::Charged);

    desk.settle().await;
    assert_eq!(
        desk.order(refunding.order.id).await.order.state,
        OrderState::Refunded
    );
    assert_eq!(desk.charges().await[0].status(), AttemptStatus::Refunded);
    assert_eq!(desk.subscription(CONTOSO, WANTED).await, Some(held));
    let actions: Vec<_> = desk
        .audited(CONTOSO)
        .await
        .into_iter()
        .map(|(action, ..)| action)
        .collect();
    assert_eq!(
        actions[actions.len() - 2..],
        [AuditAction::RefundBegun, AuditAction::OrderRefunded]
    );
    desk.adds_up().await;
}

/// Ends everything of a desk while the bank is being asked, as a crash does, and opens the store anew.
fn crash_while(asking: Behavior, check: impl AsyncFnOnce(&Desk)) {
    let runtime = || {
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap()
    };
    let forever = Duration::from_hours(1);
    let hanging = Setup {
        sandbox: SandboxOptions {
            silence: forever,
            ..SandboxOptions::default()
        },
        patience: Timeouts {
            confirm: forever,
            ..Setup::default().patience
        },
        ..Setup::default()
    };
    let first = runtime();
    let desk = first.block_on(async {
        let desk = Desk::with("2026-07-03", hanging).await;
        desk.holds(CONTOSO, WANTED, "2026-06-22").await;
        let start = desk.wizard(ANA, WANTED).await;
        let order = request(&start, desk.card_that(asking).await);
        let services = desk.services.clone();
        tokio::spawn(async move { services.place_order(&actor(ANA), order).await });
        let wanted = usize::from(asking == Behavior::SilentAfter);
        tokio::time::timeout(LIMIT, async {
            while desk.orders(CONTOSO).await.is_empty() || desk.charges().await.len() < wanted {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        })
        .await
        .unwrap();
        desk
    });
    first.shutdown_timeout(LIMIT);
    let folder = desk.folder.clone();
    drop(desk);
    runtime().block_on(async {
        let desk = Desk::open(folder, Clock::manual(noon("2026-07-03")), Setup::default());
        assert_eq!(desk.orders(CONTOSO).await[0].order.state, OrderState::Charging);
        check(&desk).await;
        assert_eq!(desk.orders(CONTOSO).await.len(), 1);
        desk.adds_up().await;
    });
}

#[test]
fn after_a_crash_before_the_charge_nothing_is_charged_and_the_order_may_be_tried_again() {
    crash_while(Behavior::SilentBefore, async |desk| {
        desk.settle().await;
        assert_eq!(desk.orders(CONTOSO).await[0].order.state, OrderState::Voided);
        assert!(desk.charges().await.is_empty());
    });
}

#[test]
fn after_a_crash_behind_the_charge_the_term_is_activated_once() {
    crash_while(Behavior::SilentAfter, async |desk| {
        desk.settle().await;
        assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
        assert_eq!(desk.charges().await.len(), 1);
    });
}

#[test]
fn after_a_crash_buy_with_the_same_intent_goes_on_with_the_same_attempt() {
    crash_while(Behavior::SilentAfter, async |desk| {
        let order = desk.orders(CONTOSO).await.remove(0).order;
        let mut seen = desk
            .services
            .review(&actor(BEN), &crash_draft(desk, order.id))
            .await;
        // The offer is taken while the order is being settled, so there is nothing to review; Buy says it all.
        assert!(matches!(
            seen,
            Err(ServiceError::Closed(Unavailable::Settling { .. }))
        ));
        seen = Ok(offerdesk::domain::review::Review {
            day: "2026-07-03".parse().unwrap(),
            offer: order.offer.clone(),
            purpose: order.purpose,
            expires: "2027-06-22".parse().unwrap(),
            quote: order.quote.clone(),
            bill_to: order.bill_to.clone(),
            bill_to_pending: false,
            withdraws: None,
            replaces: None,
            terms_version: order.terms_version.clone(),
            renewable_until: Some("2026-07-22".parse().unwrap()),
            window: order.window,
            due_days: order.due_days,
        });
        let again = offerdesk::services::orders::PlaceOrder {
            intent: order.id,
            account: CONTOSO,
            offer: order.offer.clone(),
            payment: offerdesk::services::orders::PayWith::Card(desk.token(GOOD).await),
            keep_card: false,
            purchase_order: String::new(),
            seen: seen.unwrap(),
            accepted_terms: true,
        };
        let paid = desk.services.place_order(&actor(ANA), again).await.unwrap();
        assert!(matches!(paid.order.state, OrderState::Paid { .. }));
        assert_eq!(desk.charges().await.len(), 1);
    });
}

fn crash_draft(desk: &Desk, intent: offerdesk::domain::ids::OrderId) -> offerdesk::domain::draft::Draft {
    offerdesk::domain::draft::Draft::new(BEN, CONTOSO, offer_id(WANTED), intent, desk.clock.now())
}
