//! What comes of Buy: asking the bank, and everything that it can say.

use offerdesk::domain::order::OrderState;
use offerdesk::domain::subscription::NotRenewable;
use offerdesk::i18n::{I18n, Locale};
use offerdesk::services::error::{ServiceError, Unavailable};
use offerdesk::tui::screens::wizard::asks::WizardAnswer;

use crate::album::{go, in_polish, keep, picture, pictures, rest};
use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, Pilot, Seat};
use crate::review::{by_card, by_transfer};
use crate::stage::{Stage, named};
use crate::wizard::{opened, start};

/// From the selected tile through Buy.
pub async fn buy_by_card(pilot: &mut Pilot, number: &str) {
    by_card(pilot, number).await;
    go(pilot, "Space C-b").await;
}

/// From the selected tile through Buy.
pub async fn buy_by_transfer(pilot: &mut Pilot) {
    by_transfer(pilot).await;
    go(pilot, "Space C-b").await;
}

async fn paid(pilot: &mut Pilot) {
    buy_by_card(pilot, "4242424242424242").await;
}

#[tokio::test]
async fn a_renewal_is_paid() {
    pictures("outcome-renewed", DANA, paid).await;
}

#[tokio::test]
async fn a_first_term_is_paid() {
    async fn first_term(pilot: &mut Pilot) {
        go(pilot, "Down Down").await;
        paid(pilot).await;
    }
    picture("outcome-purchased", DANA, first_term).await;
    in_polish("outcome-purchased", DANA, first_term).await;
}

#[tokio::test]
async fn the_tile_after_a_renewal() {
    async fn closed(pilot: &mut Pilot) {
        paid(pilot).await;
        go(pilot, "Enter").await;
    }
    picture("tiles-renewed", DANA, closed).await;
}

#[tokio::test]
async fn a_transfer_is_placed() {
    pictures("outcome-transfer", DANA, buy_by_transfer).await;
}

#[tokio::test]
async fn the_bank_declines() {
    async fn declined(pilot: &mut Pilot) {
        buy_by_card(pilot, "4000000000009995").await;
    }
    pictures("outcome-declined", DANA, declined).await;
}

#[tokio::test]
async fn the_bank_says_nothing() {
    async fn silent(pilot: &mut Pilot) {
        buy_by_card(pilot, "4000000000000119").await;
    }
    pictures("outcome-unknown", DANA, silent).await;
}

#[tokio::test]
async fn the_payment_was_called_off() {
    async fn voided(pilot: &mut Pilot) {
        buy_by_card(pilot, "4000000000000119").await;
        while pilot.fixture().services.reconcile().await.unwrap().left > 0 {}
        rest(pilot).await;
    }
    picture("outcome-voided", DANA, voided).await;
    in_polish("outcome-voided", DANA, voided).await;
}

#[tokio::test]
async fn the_bank_is_being_asked() {
    for locale in Locale::ALL {
        let fixture = Fixture::demo();
        let seat = Seat {
            locale,
            ..Seat::default()
        };
        let mut pilot = fixture.seat(seat).await;
        by_card(&mut pilot, "4242424242424242").await;
        fixture.close_bank();
        pilot.press("Space C-b").await;
        pilot.wait_for(&I18n::new(locale).t("wizard-asking-bank")).await;
        // The offer waits for nobody any more; it is counted anew beside what is asked.
        pilot.wait_until_gone("1   3 ").await;
        keep(&named("asking", locale), &pilot);
        fixture.open_bank();
    }
}

#[tokio::test]
async fn what_no_sample_card_does() {
    let fixture = Fixture::demo();
    let mut pilot = fixture.seat(Seat::default()).await;
    let account = start(&fixture).await.draft.account;
    paid(&mut pilot).await;
    let dana = crate::stage::who(&fixture, DANA).await;
    let orders = fixture.services.orders(&dana, account, None, 9).await;
    let paid = orders.unwrap().lines.swap_remove(0);
    for locale in Locale::ALL {
        for (name, state) in [
            ("outcome-refunding", OrderState::Refunding),
            ("outcome-refunded", OrderState::Refunded),
            ("outcome-cancelled", OrderState::Cancelled),
        ] {
            let mut order = paid.clone();
            order.order.state = state;
            let mut stage = asked(locale).await;
            stage.answer(1, WizardAnswer::Placed(Ok(Box::new(order))));
            stage.keep(&named(name, locale));
        }
        let mut stage = asked(locale).await;
        stage.answer(1, WizardAnswer::Placed(Err(ServiceError::Interrupted)));
        stage.keep(&named("review-interrupted", locale));
        let mut stage = asked(locale).await;
        let late = NotRenewable::TooLate {
            closed: "2026-07-15".parse().unwrap(),
        };
        let closed = ServiceError::Closed(Unavailable::Window(late));
        stage.answer(1, WizardAnswer::Placed(Err(closed)));
        stage.keep(&named("closed-window", locale));
    }
}

/// A wizard in which Buy was pressed, in a demo store in which nothing was bought.
async fn asked(locale: Locale) -> Stage {
    let fixture = Fixture::demo();
    let begun = start(&fixture).await;
    let mut stage = opened(&fixture, locale, begun).await;
    stage.press("Down Enter");
    stage.press("Tab Tab Tab");
    stage.press("C-s Space C-b");
    stage
}
