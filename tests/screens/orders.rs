//! The orders of an account, and one order in each state.

use offerdesk::domain::order::OrderState;
use offerdesk::i18n::Locale;
use offerdesk::payments::gateway::DeclineReason;
use offerdesk::services::error::ServiceError;
use offerdesk::services::lines::Lines;
use offerdesk::services::orders::OrderView;
use offerdesk::tui::list::{ListAnswer, ListPart};
use offerdesk::tui::screens::asks::FoundOrder;
use offerdesk::tui::screens::tiles::asks::TilesAnswer;

use crate::album::{go, in_polish, open_account, picture, pictures, rest};
use crate::outcomes::{buy_by_card, buy_by_transfer};
use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, Pilot, Seat};
use crate::stage::{Stage, named, who};
use crate::wizard::fill_card;

#[tokio::test]
async fn no_order_yet() {
    picture("orders-none", DANA, async |pilot| {
        go(pilot, "o").await;
    })
    .await;
    in_polish("orders-none", DANA, async |pilot| {
        go(pilot, "o").await;
    })
    .await;
}

#[tokio::test]
async fn several_orders() {
    async fn several(pilot: &mut Pilot) {
        buy_by_card(pilot, "4242424242424242").await;
        go(pilot, "Enter Down Down").await;
        buy_by_transfer(pilot).await;
        go(pilot, "Esc o").await;
    }
    pictures("orders", DANA, several).await;
}

#[tokio::test]
async fn an_order_awaits_its_transfer() {
    async fn awaiting(pilot: &mut Pilot) {
        open_account(pilot, 5).await;
        go(pilot, "Enter").await;
    }
    pictures("order-awaiting", DANA, awaiting).await;
}

/// From the tile to the card form of an order that waits for its transfer.
async fn by_card_after_all(pilot: &mut Pilot) {
    open_account(pilot, 5).await;
    go(pilot, "P").await;
}

#[tokio::test]
async fn a_pending_transfer_is_to_be_paid_by_card() {
    pictures("change-method", DANA, by_card_after_all).await;
}

#[tokio::test]
async fn the_question_before_a_pending_transfer_is_paid_by_card() {
    async fn question(pilot: &mut Pilot) {
        by_card_after_all(pilot).await;
        go(pilot, "Enter").await;
        fill_card(pilot, "4242424242424242").await;
        go(pilot, "C-s C-b").await;
    }
    pictures("change-review", DANA, question).await;
}

#[tokio::test]
async fn a_pending_transfer_was_paid_by_card() {
    async fn paid_by_card(pilot: &mut Pilot) {
        by_card_after_all(pilot).await;
        go(pilot, "Enter").await;
        fill_card(pilot, "4242424242424242").await;
        go(pilot, "C-s Space C-b").await;
    }
    pictures("change-paid", DANA, paid_by_card).await;
}

#[tokio::test]
async fn an_order_is_overdue() {
    async fn overdue(pilot: &mut Pilot) {
        open_account(pilot, 5).await;
        pilot.set_clock("2026-07-23 12:00");
        rest(pilot).await;
        go(pilot, "o Enter").await;
    }
    picture("order-overdue", DANA, overdue).await;
    in_polish("order-overdue", DANA, overdue).await;
}

/// An order of Aurora that was paid by card.
async fn paid(fixture: &Fixture) -> OrderView {
    let mut pilot = fixture.seat(Seat::default()).await;
    buy_by_card(&mut pilot, "4242424242424242").await;
    let dana = who(fixture, DANA).await;
    let accounts = fixture.services.accounts(&dana, None, 9).await.unwrap();
    let orders = fixture
        .services
        .orders(&dana, accounts.lines[0].id, None, 9)
        .await;
    orders.unwrap().lines.swap_remove(0)
}

#[tokio::test]
async fn an_order_in_each_other_state() {
    let fixture = Fixture::demo();
    let order = paid(&fixture).await;
    let expires = "2027-06-14".parse().unwrap();
    for locale in Locale::ALL {
        for (name, state) in [
            ("order-charging", OrderState::Charging),
            ("order-unknown", OrderState::Unknown),
            (
                "order-declined",
                OrderState::Declined(DeclineReason::AddressMismatch),
            ),
            ("order-voided", OrderState::Voided),
            ("order-paid", OrderState::Paid { expires }),
            ("order-cancelled", OrderState::Cancelled),
            ("order-refunding", OrderState::Refunding),
            ("order-refunded", OrderState::Refunded),
        ] {
            let mut order = order.clone();
            order.order.state = state;
            let mut stage = listed(&fixture, locale, vec![order.clone()]).await;
            if name == "order-charging" {
                stage.press("Enter").keep(&named("order-loading", locale));
            } else {
                stage.press("Enter");
            }
            stage.answer(2, FoundOrder(Ok(Some(Box::new(order)))));
            stage.keep(&named(name, locale));
        }
        let mut stage = listed(&fixture, locale, vec![order.clone()]).await;
        stage.press("Enter");
        stage.answer(2, FoundOrder(Err(ServiceError::Interrupted)));
        stage.keep(&named("order-error", locale));
        let mut every: Vec<OrderView> = Vec::new();
        for state in [
            OrderState::Charging,
            OrderState::Unknown,
            OrderState::Declined(DeclineReason::DoNotHonor),
            OrderState::Voided,
            OrderState::Cancelled,
            OrderState::Refunding,
            OrderState::Refunded,
        ] {
            let mut order = order.clone();
            order.order.state = state;
            every.push(order);
        }
        listed(&fixture, locale, every)
            .await
            .keep(&named("orders-states", locale));
    }
}

/// The list of Aurora's orders, as the second layer of a session.
async fn listed(fixture: &Fixture, locale: Locale, orders: Vec<OrderView>) -> Stage {
    let dana = who(fixture, DANA).await;
    let accounts = fixture.services.accounts(&dana, None, 9).await.unwrap();
    let page = fixture.services.offers_page(&dana, accounts.lines[0].id).await;
    let mut stage = Stage::new(fixture, DANA, locale, None).await;
    stage.answer(0, TilesAnswer::FirstAccount(Ok(Some(accounts.lines[0].id))));
    stage.answer(0, TilesAnswer::Offers(Ok(Box::new(page.unwrap()))));
    stage.press("o");
    let lines = Lines::whole(orders);
    let part = Ok(ListPart::Page(lines));
    stage.answer(1, ListAnswer { ticket: 1, part });
    stage
}
