//! The tiles in each state of a subscription, an order and a person's rights.

use offerdesk::domain::offer::OfferError;
use offerdesk::domain::subscription::State;
use offerdesk::i18n::Locale;
use offerdesk::services::error::{ServiceError, Unavailable};
use offerdesk::services::offers::OffersPage;
use offerdesk::store::error::StoreError;
use offerdesk::tui::screens::tiles::asks::TilesAnswer;
use ratatui::layout::Size;

use crate::album::{go, in_polish, open_account, picture, pictures, rest};
use crate::outcomes::buy_by_card;
use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, FIONA, Pilot};
use crate::stage::{Stage, named, who};

#[tokio::test]
async fn renewal_is_open_and_another_subscription_is_active() {
    pictures("tiles-open", DANA, async |_| {}).await;
}

#[tokio::test]
async fn the_tile_that_is_active_is_selected() {
    picture("tiles-active", DANA, async |pilot| {
        go(pilot, "Down").await;
    })
    .await;
    in_polish("tiles-active", DANA, async |pilot| {
        go(pilot, "Down").await;
    })
    .await;
}

#[tokio::test]
async fn the_last_tile_of_three_is_selected() {
    picture("tiles-available", DANA, async |pilot| {
        go(pilot, "Down Down").await;
    })
    .await;
}

#[tokio::test]
async fn renewal_opens_tomorrow() {
    pictures("tiles-opens-tomorrow", DANA, async |pilot| {
        open_account(pilot, 1).await;
    })
    .await;
}

#[tokio::test]
async fn the_last_day_to_renew() {
    pictures("tiles-last-day", DANA, async |pilot| {
        open_account(pilot, 2).await;
    })
    .await;
}

#[tokio::test]
async fn a_lapsed_subscription_is_for_sale_again() {
    picture("tiles-lapsed", DANA, async |pilot| {
        open_account(pilot, 4).await;
    })
    .await;
    in_polish("tiles-lapsed", DANA, async |pilot| {
        open_account(pilot, 4).await;
    })
    .await;
}

#[tokio::test]
async fn a_transfer_is_awaited_and_other_offers_need_their_requirements() {
    picture("tiles-transfer-pending", DANA, async |pilot| {
        open_account(pilot, 5).await;
    })
    .await;
    in_polish("tiles-transfer-pending", DANA, async |pilot| {
        open_account(pilot, 5).await;
        go(pilot, "Down Down").await;
    })
    .await;
}

#[tokio::test]
async fn requirements_are_missing() {
    picture("tiles-requirements", DANA, async |pilot| {
        open_account(pilot, 5).await;
        go(pilot, "Down Down").await;
    })
    .await;
}

#[tokio::test]
async fn a_transfer_is_awaited_after_the_window() {
    picture("tiles-lapsed-transfer-pending", DANA, async |pilot| {
        open_account(pilot, 5).await;
        pilot.set_clock("2026-07-15 12:00");
        rest(pilot).await;
    })
    .await;
}

#[tokio::test]
async fn a_transfer_is_overdue() {
    async fn walk(pilot: &mut Pilot) {
        open_account(pilot, 5).await;
        pilot.set_clock("2026-07-23 12:00");
        rest(pilot).await;
    }
    picture("tiles-transfer-overdue", DANA, walk).await;
    in_polish("tiles-transfer-overdue", DANA, walk).await;
}

#[tokio::test]
async fn the_bank_did_not_answer() {
    async fn walk(pilot: &mut Pilot) {
        buy_by_card(pilot, "4000000000000119").await;
        go(pilot, "Esc").await;
    }
    picture("tiles-settling", DANA, walk).await;
    in_polish("tiles-settling", DANA, walk).await;
}

#[tokio::test]
async fn a_slow_transfer_is_warned_of_and_names_are_in_another_script() {
    picture("tiles-late-transfer", DANA, async |pilot| {
        open_account(pilot, 6).await;
    })
    .await;
    in_polish("tiles-late-transfer", DANA, async |pilot| {
        open_account(pilot, 6).await;
    })
    .await;
}

#[tokio::test]
async fn a_role_that_may_not_buy_sees_who_may() {
    // Finance begins with the money that is awaited.
    pictures("tiles-not-allowed", FIONA, async |pilot| {
        go(pilot, "Esc").await;
    })
    .await;
}

#[tokio::test]
async fn the_terminal_is_too_small() {
    async fn walk(pilot: &mut Pilot) {
        pilot.resize(59, 18).await;
    }
    picture("tiles-too-small", DANA, walk).await;
    in_polish("tiles-too-small", DANA, walk).await;
}

/// The tiles of Aurora, as the service gives them.
async fn page(fixture: &Fixture) -> Box<OffersPage> {
    let dana = who(fixture, DANA).await;
    let accounts = fixture.services.accounts(&dana, None, 9).await.unwrap();
    let page = fixture.services.offers_page(&dana, accounts.lines[0].id).await;
    Box::new(page.unwrap())
}

#[tokio::test]
async fn states_that_no_sample_company_is_in() {
    let fixture = Fixture::demo();
    for locale in Locale::ALL {
        let mut page = page(&fixture).await;
        let held = page.tiles[0].held.as_mut().unwrap();
        held.state = State::Cancelled;
        page.tiles[0].action = offerdesk::services::offers::MainAction::Subscribe;
        page.tiles[2].price = None;
        page.tiles[2].closed = Some(Unavailable::NotSold(OfferError::NotSold {
            offer: page.tiles[2].offer.clone(),
            country: "CA".parse().unwrap(),
        }));
        let mut stage = Stage::new(&fixture, DANA, locale, None).await;
        stage.answer(
            0,
            TilesAnswer::FirstAccount(Err(StoreError::Stopped("the disk is full".to_owned()).into())),
        );
        stage.keep(&named("tiles-error", locale));
        let mut stage = Stage::new(&fixture, DANA, locale, None).await;
        stage.keep(&named("tiles-loading", locale));
        stage.answer(0, TilesAnswer::FirstAccount(Ok(None)));
        stage.keep(&named("tiles-no-account", locale));
        let mut stage = Stage::new(&fixture, DANA, locale, None).await;
        stage.answer(0, TilesAnswer::Offers(Ok(page))).press("Down");
        stage.keep(&named("tiles-cancelled-and-not-sold", locale));
    }
}

#[tokio::test]
async fn an_error_of_the_desk_at_every_size() {
    let fixture = Fixture::demo();
    let mut stage = Stage::new(&fixture, DANA, Locale::EnUs, None).await;
    stage.answer(0, TilesAnswer::FirstAccount(Err(ServiceError::Interrupted)));
    stage.keep_all("tiles-interrupted");
    stage.resize(Size::new(30, 5));
    stage.keep("tiles-very-small");
}
