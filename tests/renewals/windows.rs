//! The window E+1 to E+30, on every way in: the tile, the wizard and Buy. A refusal says why and from when, and
//! changes nothing.

use offerdesk::cli::output::text;
use offerdesk::domain::subscription::NotRenewable;
use offerdesk::i18n::{self, I18n, Locale};
use offerdesk::services::error::{ServiceError, Unavailable};
use offerdesk::services::offers::MainAction;
use offerdesk::services::orders::PlaceOrder;
use offerdesk::services::profiles::Buying;

use crate::desk::{ANA, CONTOSO, Desk, actor, end_of, offer_id, request};

/// The source's own example: expires June 22, so June 23 to July 22.
const EXPIRES: &str = "2026-06-22";

fn too_early() -> ServiceError {
    Unavailable::Window(NotRenewable::TooEarly {
        opens: "2026-06-23".parse().unwrap(),
        closes: "2026-07-22".parse().unwrap(),
    })
    .into()
}

fn too_late() -> ServiceError {
    Unavailable::Window(NotRenewable::TooLate {
        closed: "2026-07-22".parse().unwrap(),
    })
    .into()
}

/// What Buy says on the first day of the window.
async fn order_of_a_good_day(desk: &Desk) -> PlaceOrder {
    desk.go_to("2026-06-23");
    let start = desk.wizard(ANA, "action-pack").await;
    request(&start, desk.good().await)
}

#[tokio::test]
async fn a_day_early_is_refused_everywhere_and_nothing_changes() {
    let desk = Desk::on("2026-06-20").await;
    desk.holds(CONTOSO, "action-pack", EXPIRES).await;
    let order = order_of_a_good_day(&desk).await;
    // The clock of this store has not been written at on June 23, so it may still go back.
    desk.clock.set(end_of("2026-06-22"));
    let before = desk.dump().await;

    let page = desk.services.offers_page(&actor(ANA), CONTOSO).await.unwrap();
    let tile = page
        .tiles
        .iter()
        .find(|tile| tile.offer == offer_id("action-pack"))
        .unwrap();
    assert_eq!(tile.action, MainAction::Renew);
    assert_eq!(tile.closed.clone().map(ServiceError::from), Some(too_early()));
    let opened = desk
        .services
        .open_wizard(&actor(ANA), CONTOSO, &offer_id("action-pack"))
        .await;
    assert_eq!(opened, Err(too_early()));
    let placed = desk.services.place_order(&actor(ANA), order).await;
    assert_eq!(placed, Err(too_early()));
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn the_first_and_the_last_millisecond_of_the_window_are_in_it() {
    for (last, now) in [(false, "2026-06-23"), (true, "2026-07-22")] {
        let desk = Desk::on("2026-06-20").await;
        desk.holds(CONTOSO, "action-pack", EXPIRES).await;
        let start_of = offerdesk::domain::date::Timestamp::start_of(now.parse().unwrap());
        desk.clock.set(if last { end_of(now) } else { start_of });
        desk.renew(ANA, "action-pack", desk.good().await).await.unwrap();
        assert_eq!(desk.expires(CONTOSO, "action-pack").await, "2027-06-22");
        desk.adds_up().await;
    }
}

#[tokio::test]
async fn a_day_late_the_offer_is_for_sale_again_and_a_renewal_is_refused() {
    let desk = Desk::on("2026-06-20").await;
    desk.holds(CONTOSO, "action-pack", EXPIRES).await;
    let order = order_of_a_good_day(&desk).await;
    desk.go_to("2026-07-23");
    let before = desk.dump().await;

    let page = desk.services.offers_page(&actor(ANA), CONTOSO).await.unwrap();
    let tile = page
        .tiles
        .iter()
        .find(|tile| tile.offer == offer_id("action-pack"))
        .unwrap();
    assert_eq!((tile.action, tile.closed.clone()), (MainAction::Subscribe, None));
    let placed = desk.services.place_order(&actor(ANA), order).await;
    assert_eq!(
        placed,
        Err(too_late()),
        "the window that was open on the screen is over"
    );
    assert_eq!(desk.dump().await, before);
    assert_eq!(desk.expires(CONTOSO, "action-pack").await, EXPIRES);
}

#[tokio::test]
async fn a_second_renewal_in_the_same_window_waits_for_the_next_one() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", EXPIRES).await;
    desk.renew(ANA, "action-pack", desk.good().await).await.unwrap();
    let before = desk.dump().await;
    let opened = desk
        .services
        .open_wizard(&actor(ANA), CONTOSO, &offer_id("action-pack"))
        .await;
    let window = NotRenewable::TooEarly {
        opens: "2027-06-23".parse().unwrap(),
        closes: "2027-07-22".parse().unwrap(),
    };
    assert_eq!(opened, Err(Unavailable::Window(window).into()));
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn an_offer_whose_requirements_are_not_recorded_or_that_is_not_sold_here_is_closed() {
    let desk = Desk::on("2026-07-03").await;
    let mut contoso = crate::desk::account(CONTOSO, "Contoso", &crate::desk::american());
    contoso.requirements_met.clear();
    desk.put(&contoso).await;
    let open = async |offer: &str| {
        desk.services
            .open_wizard(&actor(ANA), CONTOSO, &offer_id(offer))
            .await
            .map(|_| ())
    };
    assert_eq!(open("gold").await, Err(Unavailable::Requirements.into()));
    assert_eq!(open("action-pack").await, Ok(()));
    contoso.profile.address.country = "CA".parse().unwrap();
    desk.put(&contoso).await;
    assert!(matches!(
        open("action-pack").await,
        Err(ServiceError::Closed(Unavailable::NotSold(_)))
    ));
}

/// Seen: where nothing is sold any more, the list promised a renewal all the same, and the profile said "You can still buy".
#[tokio::test]
async fn a_membership_in_a_country_where_nothing_is_sold_promised_a_renewal() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", EXPIRES).await;
    let mut contoso = crate::desk::account(CONTOSO, "Contoso", &crate::desk::american());
    let profile = async || {
        let page = desk.services.legal_profile(&actor(ANA), CONTOSO).await;
        page.unwrap().buying
    };
    assert_eq!(profile().await, Buying::Open);
    contoso.profile.address.country = "CA".parse().unwrap();
    desk.put(&contoso).await;
    assert_eq!(profile().await, Buying::NotSold);
    let listed = async || {
        let page = desk.services.offers_page(&actor(ANA), CONTOSO).await.unwrap();
        i18n::unbound(&text::offers(&I18n::new(Locale::EnUs), &page).join("\n"))
    };
    let unsold = "; This offer isn't for sale at present. Country: Canada.";
    let open = listed().await;
    assert!(
        open.contains(&format!("Through July 22, 2026, 20 days left{unsold}")),
        "{open}"
    );
    desk.go_to("2026-06-20");
    let early = listed().await;
    assert!(early.contains(&format!("June 23, 2026{unsold}")), "{early}");
}
