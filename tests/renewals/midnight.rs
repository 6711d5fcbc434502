//! What changed while the review was on the screen: nothing is placed, and the new review tells the parts.

use offerdesk::catalog;
use offerdesk::domain::order::OrderState;
use offerdesk::domain::review::ReviewPart;
use offerdesk::domain::subscription::NotRenewable;
use offerdesk::services::error::{ServiceError, Unavailable};
use offerdesk::services::orders::{OrderView, PlaceOrder};
use offerdesk::services::wizard::WizardStart;
use offerdesk::store::error::StoreError;

use crate::desk::turnstile::{Step, Turnstile};
use crate::desk::{
    ANA, BEN, CONTOSO, Desk, Setup, WILGA, account, actor, end_of, noon, offer_id, polish, request, transfer,
};

const WANTED: &str = "action-pack";

fn parts(placed: Result<OrderView, ServiceError>) -> Vec<ReviewPart> {
    match placed {
        Err(ServiceError::Changed { parts, .. }) => parts,
        other => panic!("{other:?}"),
    }
}

/// Buys again with the review that the refusal brought.
async fn buy_the_new_review(desk: &Desk, order: PlaceOrder) -> OrderView {
    let refused = desk.services.place_order(&actor(ANA), order.clone()).await;
    let Err(ServiceError::Changed { review, .. }) = refused else {
        panic!("{refused:?}");
    };
    let order = PlaceOrder {
        seen: *review,
        ..order
    };
    desk.services.place_order(&actor(ANA), order).await.unwrap()
}

async fn polish_wizard(desk: &Desk) -> WizardStart {
    let opened = desk
        .services
        .open_wizard(&actor(ANA), WILGA, &offer_id(WANTED))
        .await;
    opened.unwrap()
}

#[tokio::test]
async fn at_midnight_the_review_is_shown_again_and_then_buys() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(ANA, WANTED).await;
    let order = request(&start, desk.good().await);
    desk.go_to("2026-07-04");
    let before = desk.dump().await;
    let placed = desk.services.place_order(&actor(ANA), order.clone()).await;
    assert_eq!(parts(placed), [ReviewPart::Day]);
    assert_eq!(desk.dump().await, before);
    let paid = buy_the_new_review(&desk, order).await;
    assert_eq!(paid.order.placed_at, noon("2026-07-04"));
    desk.adds_up().await;
}

#[tokio::test]
async fn a_price_that_changes_at_midnight_is_shown_before_it_is_paid() {
    let desk = Desk::on("2026-12-31").await;
    desk.holds(WILGA, WANTED, "2026-12-20").await;
    let start = polish_wizard(&desk).await;
    assert_eq!(start.review.quote.total.to_string(), "2214.00 PLN");
    let order = request(&start, desk.good().await);
    desk.go_to("2027-01-01");
    let before = desk.dump().await;
    let placed = desk.services.place_order(&actor(ANA), order.clone()).await;
    assert_eq!(
        parts(placed),
        [ReviewPart::Day, ReviewPart::Price, ReviewPart::Tax]
    );
    assert_eq!(desk.dump().await, before);
    let paid = buy_the_new_review(&desk, order).await;
    assert_eq!(paid.order.quote.total.to_string(), "2324.70 PLN");
    assert_eq!(desk.charges().await[0].amount, paid.order.quote.total);
    desk.adds_up().await;
}

#[tokio::test]
async fn a_window_that_closes_at_midnight_is_closed_for_the_wizard_that_is_open() {
    let desk = Desk::on("2026-06-23").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    desk.clock.set(end_of("2026-07-22"));
    let start = desk.wizard(ANA, WANTED).await;
    let order = request(&start, desk.good().await);
    desk.go_to("2026-07-23");
    let before = desk.dump().await;
    let closed = Unavailable::Window(NotRenewable::TooLate {
        closed: "2026-07-22".parse().unwrap(),
    });
    let placed = desk.services.place_order(&actor(ANA), order).await;
    assert_eq!(placed, Err(closed.into()));
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn a_renewal_bought_in_the_last_second_is_paid_after_midnight() {
    let (turnstile, setup) = Turnstile::before(Setup::default());
    let desk = Desk::with("2026-06-23", setup).await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    desk.clock.set(end_of("2026-07-22"));
    let start = desk.wizard(ANA, WANTED).await;
    let order = request(&start, desk.good().await);
    turnstile.hold(Step::Confirm);
    let services = desk.services.clone();
    let placing = tokio::spawn(async move { services.place_order(&actor(ANA), order).await });
    turnstile.arrived().await;
    desk.go_to("2026-07-23");
    turnstile.release();
    let paid = placing.await.unwrap().unwrap();
    assert_eq!(paid.order.placed_at, end_of("2026-07-22"));
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    desk.adds_up().await;
}

/// The incident: the batch was made before midnight, one of the new day was committed first, and Buy said that the
/// store's clock had gone back.
#[tokio::test]
async fn a_batch_that_midnight_overtook_is_made_again_on_the_new_day() {
    let (turnstile, setup) = Turnstile::before(Setup::default());
    let desk = Desk::with("2026-07-03", setup).await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    desk.clock.set(end_of("2026-07-03"));
    let start = desk.wizard(ANA, WANTED).await;
    let order = request(&start, desk.good().await);
    turnstile.hold(Step::Prepare);
    let services = desk.services.clone();
    let placing = tokio::spawn(async move { services.place_order(&actor(ANA), order).await });
    turnstile.arrived().await;
    desk.go_to("2026-07-04");
    desk.put(&account(WILGA, "Wilga S.A.", &polish())).await;
    turnstile.release();
    assert_eq!(parts(placing.await.unwrap()), [ReviewPart::Day]);
    assert!(desk.orders(CONTOSO).await.is_empty());
    desk.adds_up().await;
}

#[tokio::test]
async fn a_clock_that_went_back_is_told_and_changes_nothing() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    desk.go_to("2026-07-02");
    let start = desk.wizard(ANA, WANTED).await;
    let commits = desk.checked().await.last_commit;
    let refused = desk.buy(ANA, &start, desk.good().await).await;
    let went_back = StoreError::ClockWentBack {
        last: "2026-07-03".parse().unwrap(),
        today: "2026-07-02".parse().unwrap(),
    };
    assert_eq!(refused, Err(went_back.into()));
    assert_eq!(desk.checked().await.last_commit, commits);
    desk.adds_up().await;
}

#[tokio::test]
async fn a_bill_to_that_somebody_else_changed_is_shown_before_it_is_billed() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(BEN, WANTED).await;
    let page = desk.services.legal_profile(&actor(ANA), CONTOSO).await.unwrap();
    let mut input = (&page.account.profile).into();
    let changed: &mut offerdesk::domain::profile::LegalProfileInput = &mut input;
    changed.address.line1 = "2 Side St".to_owned();
    desk.services
        .change_profile(&actor(ANA), CONTOSO, page.version, &input)
        .await
        .unwrap();
    let refused = desk.buy(BEN, &start, desk.good().await).await;
    assert_eq!(parts(refused), [ReviewPart::BillTo]);

    let start = desk.wizard(BEN, WANTED).await;
    assert!(start.review.bill_to_pending);
    let paid = desk.buy(BEN, &start, desk.good().await).await.unwrap();
    assert_eq!(paid.order.bill_to.address.line1, "2 Side St");
    desk.adds_up().await;
}

/// The incident: the bank had prepared the attempt at the former price, refused the same attempt at the new one, and
/// the intent could never be placed.
#[tokio::test]
async fn a_price_that_changes_while_the_bank_prepares_does_not_block_the_order() {
    let (turnstile, setup) = Turnstile::before(Setup::default());
    let desk = Desk::with("2026-07-03", setup).await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(ANA, WANTED).await;
    let order = request(&start, desk.good().await);
    turnstile.hold(Step::Prepare);
    let (services, first) = (desk.services.clone(), order.clone());
    let placing = tokio::spawn(async move { services.place_order(&actor(ANA), first).await });
    turnstile.arrived().await;
    desk.put(&account(CONTOSO, "Contoso", &polish())).await;
    turnstile.release();
    let refused = parts(placing.await.unwrap());
    assert_eq!(refused, [ReviewPart::Price, ReviewPart::Tax, ReviewPart::BillTo]);
    let paid = buy_the_new_review(&desk, order).await;
    assert!(matches!(paid.order.state, OrderState::Paid { .. }));
    assert_eq!(paid.order.quote.total.to_string(), "2214.00 PLN");
    assert_eq!(desk.charges().await.len(), 1);
    desk.adds_up().await;
}

#[tokio::test]
async fn new_purchase_terms_are_shown_before_they_bind() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(ANA, WANTED).await;
    let order = request(&start, desk.good().await);
    let mut revised = catalog::embedded().unwrap();
    revised.catalog.terms_version = "2026-2".to_owned();
    let later = desk.selling(revised);
    let before = desk.dump().await;
    let placed = later.place_order(&actor(ANA), order).await;
    assert_eq!(parts(placed), [ReviewPart::Terms]);
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn another_purchase_order_number_than_the_reviewed_one_is_shown_first() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(ANA, WANTED).await;
    let mut order = request(&start, transfer());
    order.purchase_order = "PO-7".to_owned();
    let placed = desk.services.place_order(&actor(ANA), order).await;
    assert_eq!(parts(placed), [ReviewPart::BillTo]);
    let long = "x".repeat(41);
    let mut order = request(&start, transfer());
    order.purchase_order = long;
    let placed = desk.services.place_order(&actor(ANA), order).await;
    assert!(matches!(
        placed,
        Err(ServiceError::Field {
            field: "field-purchase-order",
            ..
        })
    ));
}
