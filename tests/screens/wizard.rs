//! The wizard up to its review: payment method, card form, transfer form.

use offerdesk::domain::subscription::WindowDays;
use offerdesk::i18n::Locale;
use offerdesk::services::error::Unavailable;
use offerdesk::services::wizard::WizardStart;
use offerdesk::tui::screens::tiles::asks::TilesAnswer;
use offerdesk::tui::screens::wizard::asks::WizardAnswer;

use crate::album::{go, in_polish, keep, open_account, picture, pictures, rest};
use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, Pilot, Seat};
use crate::stage::{Stage, named, who};

/// A card form that is right, up to the box that keeps the card.
pub async fn fill_card(pilot: &mut Pilot, number: &str) {
    pilot
        .fill(&[number, "12/30", "737", "Dana Whitfield", "US", "98052"])
        .await;
    rest(pilot).await;
}

/// A transfer form that is right.
pub async fn fill_transfer(pilot: &mut Pilot) {
    let values = ["Dana Whitfield", "+1 425 555 0100", "dana.whitfield@example.com"];
    pilot.refill(&values).await;
    rest(pilot).await;
}

async fn method(pilot: &mut Pilot) {
    go(pilot, "Enter").await;
}

async fn card_form(pilot: &mut Pilot) {
    go(pilot, "Enter Enter").await;
}

async fn transfer_form(pilot: &mut Pilot) {
    go(pilot, "Enter Down Enter").await;
}

#[tokio::test]
async fn no_card_is_saved() {
    pictures("method", DANA, method).await;
}

#[tokio::test]
async fn a_card_is_saved() {
    async fn saved(pilot: &mut Pilot) {
        card_form(pilot).await;
        fill_card(pilot, "4242424242424242").await;
        // It is kept once it has paid, and offered for the next purchase.
        go(pilot, "Space C-s").await;
        go(pilot, "Space C-b").await;
        go(pilot, "Enter").await;
        go(pilot, "Down Down Enter").await;
    }
    picture("method-saved-card", DANA, saved).await;
    in_polish("method-saved-card", DANA, saved).await;
}

#[tokio::test]
async fn a_transfer_may_be_late() {
    async fn late(pilot: &mut Pilot) {
        open_account(pilot, 6).await;
        go(pilot, "Enter Down").await;
    }
    pictures("method-late-transfer", DANA, late).await;
}

#[tokio::test]
async fn a_draft_was_left() {
    async fn left(pilot: &mut Pilot) {
        transfer_form(pilot).await;
        pilot.type_text("Dana").await;
        rest(pilot).await;
        go(pilot, "Esc Esc").await;
        go(pilot, "Enter").await;
    }
    pictures("method-draft", DANA, left).await;
}

#[tokio::test]
async fn a_draft_would_be_thrown_away() {
    async fn discarding(pilot: &mut Pilot) {
        method(pilot).await;
        go(pilot, "Enter Esc C-d").await;
    }
    pictures("method-discarding", DANA, discarding).await;
}

#[tokio::test]
async fn a_draft_is_resumed_where_it_was_left() {
    for locale in Locale::ALL {
        let seat = Seat {
            locale,
            ..Seat::default()
        };
        let fixture = Fixture::demo();
        let mut pilot = fixture.seat(seat).await;
        card_form(&mut pilot).await;
        pilot.fill(&["4242", "12/30", "", "Dana Whitfield"]).await;
        rest(&pilot).await;
        pilot.hang_up().await;
        let mut pilot = fixture.seat(seat).await;
        go(&mut pilot, "Enter").await;
        keep(&named("card-draft", locale), &pilot);
    }
}

#[tokio::test]
async fn the_card_form_is_empty() {
    pictures("card-empty", DANA, card_form).await;
}

#[tokio::test]
async fn a_typed_number_is_masked_and_its_brand_is_shown() {
    async fn typed(pilot: &mut Pilot) {
        card_form(pilot).await;
        pilot.type_text("4242424242").await;
        rest(pilot).await;
    }
    pictures("card-number", DANA, typed).await;
}

#[tokio::test]
async fn nothing_is_typed_and_the_card_form_is_submitted() {
    async fn submitted(pilot: &mut Pilot) {
        card_form(pilot).await;
        go(pilot, "C-s").await;
    }
    pictures("card-missing", DANA, submitted).await;
}

#[tokio::test]
async fn every_field_of_the_card_form_is_wrong() {
    async fn wrong(pilot: &mut Pilot) {
        card_form(pilot).await;
        pilot
            .fill(&["4242424242424241", "13/25", "12", "Dana Whitfield", "USA", "9805"])
            .await;
        go(pilot, "C-s").await;
    }
    pictures("card-wrong", DANA, wrong).await;
}

#[tokio::test]
async fn the_end_of_the_card_form_with_errors() {
    async fn end(pilot: &mut Pilot) {
        card_form(pilot).await;
        pilot
            .fill(&[
                "4242424242424242",
                "12/25",
                "737",
                "Dana Whitfield",
                "PL",
                "98052",
            ])
            .await;
        go(pilot, "C-s BackTab").await;
        go(pilot, "Tab Tab Tab Tab").await;
    }
    pictures("card-wrong-end", DANA, end).await;
}

#[tokio::test]
async fn the_card_is_ready() {
    async fn ready(pilot: &mut Pilot) {
        card_form(pilot).await;
        fill_card(pilot, "4242424242424242").await;
        go(pilot, "C-s Esc").await;
    }
    picture("card-ready", DANA, ready).await;
    in_polish("card-ready", DANA, ready).await;
}

#[tokio::test]
async fn the_transfer_form_begins_with_the_primary_contact() {
    pictures("transfer-begun", DANA, transfer_form).await;
}

#[tokio::test]
async fn every_field_of_the_transfer_form_is_wrong() {
    async fn wrong(pilot: &mut Pilot) {
        transfer_form(pilot).await;
        pilot.refill(&["", "call me", "dana"]).await;
        go(pilot, "C-s").await;
    }
    pictures("transfer-wrong", DANA, wrong).await;
}

/// The wizard of Aurora's Action Pack, as the service opens it.
pub async fn start(fixture: &Fixture) -> Box<WizardStart> {
    let dana = who(fixture, DANA).await;
    let accounts = fixture.services.accounts(&dana, None, 9).await.unwrap();
    let account = accounts.lines[0].id;
    let page = fixture.services.offers_page(&dana, account).await.unwrap();
    let offer = &page.tiles[0].offer;
    Box::new(fixture.services.open_wizard(&dana, account, offer).await.unwrap())
}

/// The wizard as the second layer of a session, opened with an answer.
pub async fn opened(fixture: &Fixture, locale: Locale, start: Box<WizardStart>) -> Stage {
    let dana = who(fixture, DANA).await;
    let page = fixture.services.offers_page(&dana, start.draft.account).await;
    let mut stage = Stage::new(fixture, DANA, locale, None).await;
    let accounts = fixture.services.accounts(&dana, None, 9).await.unwrap();
    stage.answer(0, TilesAnswer::FirstAccount(Ok(Some(accounts.lines[0].id))));
    stage.answer(0, TilesAnswer::Offers(Ok(Box::new(page.unwrap()))));
    stage.press("Enter");
    stage.answer(1, WizardAnswer::Opened(Ok(start)));
    stage
}

#[tokio::test]
async fn methods_that_are_closed() {
    let fixture = Fixture::demo();
    for locale in Locale::ALL {
        let mut by_card = start(&fixture).await;
        by_card.card_closed = Some(Unavailable::NoCardProcessor);
        opened(&fixture, locale, by_card)
            .await
            .keep(&named("method-card-closed", locale));
        let mut by_transfer = start(&fixture).await;
        by_transfer.transfer_closed = Some(Unavailable::NoBankAccount {
            currency: "USD".to_owned(),
        });
        let window = WindowDays::USUAL.of("2026-05-25".parse().unwrap());
        by_transfer.transfer_may_be_late = Some(window);
        opened(&fixture, locale, by_transfer)
            .await
            .press("Down")
            .keep(&named("method-transfer-closed", locale));
    }
}

#[tokio::test]
async fn the_wizard_is_being_opened_and_the_card_is_being_checked() {
    let fixture = Fixture::demo();
    for locale in Locale::ALL {
        let mut stage = opened(&fixture, locale, start(&fixture).await).await;
        stage.press("Enter");
        stage.fill(&[
            "4242424242424242",
            "12/30",
            "737",
            "Dana Whitfield",
            "US",
            "98052",
        ]);
        stage.press("C-s").keep(&named("card-busy", locale));
    }
}
