//! A day ends while the desk is open.

use crate::pilot::Pilot;
use crate::{buy, to_card_form, to_review, type_card};

const GOOD: &str = "4242424242424242";

/// Opens another company, so many rows down the list.
async fn open_account(pilot: &mut Pilot, down: usize, company: &str) {
    pilot.press("a").await;
    pilot.wait_for(company).await;
    for _ in 0..down {
        pilot.press("Down").await;
    }
    pilot.press("Enter").await;
    pilot.wait_for("Purchased offers").await;
    pilot.wait_for(company).await;
}

#[tokio::test]
async fn the_desk_shows_the_new_day_by_itself() {
    let pilot = Pilot::demo().await;
    pilot.sees("23 days left");
    pilot.set_clock("2026-06-23 00:00");
    pilot.wait_for("22 days left").await;
    pilot.sees("Dana Whitfield · Jun 23");
}

#[tokio::test]
async fn a_review_that_midnight_changed_is_shown_again_with_the_change_marked() {
    let mut pilot = Pilot::demo().await;
    // Gold is bought, not renewed: its year begins with the day of payment.
    pilot.press("Down Down").await;
    to_review(&mut pilot, GOOD).await;
    pilot.press("Space").await;
    // Buy reaches the desk on the old day's review and the new day's clock.
    pilot.press_at_once("b");
    pilot.set_clock("2026-06-23 00:00");
    pilot
        .wait_for("Changed since you opened this page: the date")
        .await;
    assert!(
        pilot.row_of("Placed").contains("! Jun 23, 2026"),
        "{}",
        pilot.screen()
    );
    assert_eq!(pilot.fixture().charges().await, 0);
    pilot.press("b").await;
    pilot.wait_for("Order confirmed").await;
    pilot.sees("expires June 23, 2027");
    assert_eq!(pilot.fixture().charges().await, 1);
}

#[tokio::test]
async fn midnight_marks_the_change_on_an_open_review_before_anything_is_pressed() {
    let mut pilot = Pilot::demo().await;
    pilot.press("Down Down").await;
    to_review(&mut pilot, GOOD).await;
    pilot.set_clock("2026-06-23 00:00");
    pilot
        .wait_for("Changed since you opened this page: the date")
        .await;
    buy(&mut pilot).await;
    pilot.wait_for("Order confirmed").await;
}

#[tokio::test]
async fn buy_is_refused_with_the_reason_when_the_window_has_closed() {
    let mut pilot = Pilot::demo().await;
    open_account(&mut pilot, 2, "Brücke Datentechnik").await;
    pilot.sees("Last day to renew");
    to_card_form(&mut pilot).await;
    type_card(&mut pilot, GOOD).await;
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    pilot.press("Space").await;
    pilot.press_at_once("b");
    pilot.set_clock("2026-06-23 00:00");
    pilot.wait_for("The renewal window closed").await;
    pilot.sees("Your entries are saved as a draft.");
    pilot.settle_after_edits().await;
    assert_eq!(pilot.fixture().charges().await, 0);
}

#[tokio::test]
async fn a_renewal_under_review_never_becomes_a_purchase_when_its_window_closes_at_midnight() {
    let mut pilot = Pilot::demo().await;
    open_account(&mut pilot, 2, "Brücke Datentechnik").await;
    to_card_form(&mut pilot).await;
    type_card(&mut pilot, GOOD).await;
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    pilot.set_clock("2026-06-23 00:00");
    pilot
        .wait_for("The renewal window closed on June 22, 2026.")
        .await;
    pilot.press("Space b").await;
    pilot.sees("The renewal window closed");
    // What can be done instead is reviewed from its beginning.
    pilot.press("Enter").await;
    pilot.wait_for("Subscribe: Microsoft Action Pack").await;
    pilot.wait_for("[ ] I accept").await;
    assert_eq!(pilot.fixture().charges().await, 0);
}
