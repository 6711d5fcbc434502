//! A clock that is wrong while the desk runs: everything can be read, nothing is written, and once the clock is right
//! all goes on, what the bank did meanwhile included.

use offerdesk::domain::audit::{AuditAction, Chain};
use offerdesk::domain::date::Day;
use offerdesk::domain::order::OrderState;
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::context::Actor;
use offerdesk::services::error::ServiceError;
use offerdesk::services::store_day::{Standing, StoreDay};
use offerdesk::store::error::StoreError;

use crate::desk::turnstile::{Step, Turnstile};
use crate::desk::{ANA, CONTOSO, Desk, LIMIT, Setup, actor, offer_id, request, transfer};

const WANTED: &str = "action-pack";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn went_back() -> ServiceError {
    let (last, today) = (day("2026-07-03"), day("2026-07-02"));
    StoreError::ClockWentBack { last, today }.into()
}

fn standing(desk: &Desk) -> Standing {
    desk.services.store_day().standing()
}

#[tokio::test]
async fn a_running_desk_whose_clock_jumps_back_reads_on_refuses_to_write_and_writes_again() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(ANA, WANTED).await;
    desk.go_to("2026-07-02");
    assert_eq!(standing(&desk), Standing::WentBack);
    let before = desk.dump().await;
    let page = desk.services.offers_page(&actor(ANA), CONTOSO).await.unwrap();
    assert_eq!(page.today, day("2026-07-02"));
    let again = desk.wizard(ANA, WANTED).await;
    let refused = desk.buy(ANA, &again, transfer()).await;
    assert_eq!(refused, Err(went_back()));
    assert_eq!(desk.services.reconcile().await.unwrap().left, 0);
    assert_eq!(desk.dump().await, before);
    // What somebody is typing is kept all the same.
    desk.services
        .save_draft(&actor(ANA), start.draft.clone())
        .await
        .unwrap();

    desk.go_to("2026-07-03");
    assert_eq!(standing(&desk), Standing::Agrees);
    let start = desk.wizard(ANA, WANTED).await;
    assert!(start.resumed);
    desk.buy(ANA, &start, transfer()).await.unwrap();
    desk.adds_up().await;
}

#[tokio::test]
async fn a_card_that_is_charged_while_the_clock_jumps_back_is_settled_once_it_is_right() {
    let (turnstile, setup) = Turnstile::before(Setup::default());
    let desk = Desk::with("2026-07-03", setup).await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(ANA, WANTED).await;
    let order = request(&start, desk.good().await);
    turnstile.hold(Step::Confirm);
    let services = desk.services.clone();
    let placing = tokio::spawn(async move { services.place_order(&actor(ANA), order).await });
    turnstile.arrived().await;
    desk.go_to("2026-07-02");
    turnstile.release();
    // The bank was asked: whatever can't be saved now, nobody is told that nothing happened.
    let told = placing.await.unwrap().unwrap();
    assert_eq!(told.order.state, OrderState::Charging);
    assert_eq!(desk.orders(CONTOSO).await[0].order.state, OrderState::Charging);
    desk.go_to("2026-07-03");
    desk.settle().await;
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    assert_eq!(desk.charges().await.len(), 1);
    desk.adds_up().await;
}

#[tokio::test]
async fn the_reconciler_outlives_a_clock_that_is_wrong() {
    let (turnstile, setup) = Turnstile::before(Setup::default());
    let desk = Desk::with("2026-07-03", setup).await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let silent = desk.card_that(Behavior::SilentAfter).await;
    let unknown = desk.renew(ANA, WANTED, silent).await.unwrap();
    for wrong in ["2026-07-02", "2036-07-03"] {
        desk.go_to(wrong);
        let done = desk.services.reconcile().await.unwrap();
        assert_eq!((done.settled, done.left), (0, 1), "{wrong}");
    }
    turnstile.hold(Step::Lookup);
    let services = desk.services.clone();
    let running = tokio::spawn(async move { services.reconcile_forever().await });
    turnstile.arrived().await;
    turnstile.hold(Step::Lookup);
    turnstile.release();
    // It asks a second time: it was refused once, and did not end.
    turnstile.arrived().await;
    desk.go_to("2026-07-03");
    turnstile.release();
    tokio::time::timeout(LIMIT, async {
        while !matches!(
            desk.order(unknown.order.id).await.order.state,
            OrderState::Paid { .. }
        ) {
            tokio::task::yield_now().await;
        }
    })
    .await
    .unwrap();
    assert!(!running.is_finished());
    running.abort();
    desk.adds_up().await;
}

#[tokio::test]
async fn a_day_far_ahead_is_refused_until_somebody_says_that_it_is_right() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-09-10").await;
    desk.go_to("2026-09-11");
    let (last, today) = (day("2026-07-03"), day("2026-09-11"));
    let start = desk.wizard(ANA, WANTED).await;
    let order = request(&start, desk.good().await);
    let commits = desk.checked().await.last_commit;
    let refused = desk.services.place_order(&actor(ANA), order.clone()).await;
    assert_eq!(refused, Err(StoreError::ClockRanAhead { last, today }.into()));
    assert_eq!(desk.checked().await.last_commit, commits);
    assert!(desk.charges().await.is_empty());
    assert_eq!(standing(&desk), Standing::RanAhead);

    let owner = Actor::owner("ana".to_owned());
    let last = Some(last);
    assert_eq!(
        desk.services.accept_today(&owner).await,
        Ok(StoreDay { last, today })
    );
    let audit = desk.store.engine().audit(Chain::System, 0, 1_000).await.unwrap();
    let entry = &audit.last().unwrap().entry;
    assert_eq!(entry.action, AuditAction::DayAccepted);
    assert_eq!((entry.actor, &entry.origin), (None, &owner.origin));
    assert_eq!(entry.at.day(), today);
    desk.services.place_order(&actor(ANA), order).await.unwrap();
    desk.adds_up().await;
}

#[tokio::test]
async fn accepting_a_day_that_is_taken_anyway_writes_nothing() {
    let desk = Desk::on("2026-07-03").await;
    desk.go_to("2026-09-01");
    let before = desk.dump().await;
    desk.accept_today().await;
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn a_store_that_was_written_under_a_wrong_clock_comes_back() {
    let desk = Desk::on("2036-07-03").await;
    desk.go_to("2026-07-03");
    desk.accept_today().await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    assert_eq!(standing(&desk), Standing::Agrees);
    desk.renew(ANA, WANTED, transfer()).await.unwrap();
    assert!(
        desk.services
            .open_wizard(&actor(ANA), CONTOSO, &offer_id(WANTED))
            .await
            .is_err(),
        "the order waits for its money"
    );
    desk.adds_up().await;
}
