//! Finance books money in.

use crate::album::{go, in_polish, picture, pictures};
use crate::pilot::{FIONA, Pilot};

async fn form(pilot: &mut Pilot) {
    go(pilot, "m Enter").await;
}

async fn booked(pilot: &mut Pilot, amount: &str) {
    form(pilot).await;
    pilot.type_text(amount).await;
    go(pilot, "C-s").await;
}

/// Money in a currency that is not the order's.
async fn booked_in_euros(pilot: &mut Pilot) {
    form(pilot).await;
    pilot.type_text("1.00").await;
    go(pilot, "Tab Backspace Backspace Backspace").await;
    pilot.type_text("EUR").await;
    go(pilot, "C-s").await;
}

#[tokio::test]
async fn the_orders_that_wait() {
    pictures("finance-list", FIONA, async |pilot| {
        go(pilot, "m").await;
    })
    .await;
}

#[tokio::test]
async fn another_order_number_is_chosen() {
    picture("finance-list-other", FIONA, async |pilot| {
        go(pilot, "m Up").await;
    })
    .await;
}

#[tokio::test]
async fn the_form_of_an_order() {
    pictures("finance-form", FIONA, form).await;
}

#[tokio::test]
async fn the_form_of_another_number() {
    async fn other(pilot: &mut Pilot) {
        go(pilot, "m Up Enter").await;
    }
    picture("finance-other", FIONA, other).await;
    in_polish("finance-other", FIONA, other).await;
}

#[tokio::test]
async fn every_field_is_wrong() {
    async fn wrong(pilot: &mut Pilot) {
        go(pilot, "m Up Enter").await;
        pilot.fill(&["OD-1234-5678", "a lot", "US", "x"]).await;
        go(pilot, "C-s").await;
    }
    pictures("finance-wrong", FIONA, wrong).await;
}

#[tokio::test]
async fn the_currency_is_not_the_orders() {
    pictures("finance-mismatch", FIONA, booked_in_euros).await;
}

#[tokio::test]
async fn the_money_is_kept() {
    async fn kept(pilot: &mut Pilot) {
        booked_in_euros(pilot).await;
        go(pilot, "C-n y").await;
    }
    picture("finance-unallocated", FIONA, kept).await;
    in_polish("finance-unallocated", FIONA, kept).await;
}

#[tokio::test]
async fn a_part_of_the_money_is_booked() {
    async fn part(pilot: &mut Pilot) {
        booked(pilot, "200").await;
    }
    picture("finance-part", FIONA, part).await;
    in_polish("finance-part", FIONA, part).await;
}

#[tokio::test]
async fn the_order_is_paid() {
    async fn paid(pilot: &mut Pilot) {
        booked(pilot, "475").await;
    }
    pictures("finance-booked", FIONA, paid).await;
}

#[tokio::test]
async fn no_order_waits_any_more() {
    async fn none(pilot: &mut Pilot) {
        booked(pilot, "475").await;
        go(pilot, "Enter").await;
    }
    picture("finance-none", FIONA, none).await;
    in_polish("finance-none", FIONA, none).await;
}

#[tokio::test]
async fn what_was_typed_would_be_lost() {
    async fn leaving(pilot: &mut Pilot) {
        form(pilot).await;
        pilot.type_text("47").await;
        go(pilot, "Esc").await;
    }
    picture("finance-leaving", FIONA, leaving).await;
    in_polish("finance-leaving", FIONA, leaving).await;
}
