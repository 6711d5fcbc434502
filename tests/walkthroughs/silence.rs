//! A bank that gives no answer, and an operator who does not wait for it.

use std::time::Duration;

use crate::pilot::Pilot;
use crate::{buy, order_number, to_review};

const SILENT_BEFORE: &str = "4000000000000119";
const SILENT_AFTER: &str = "4000000000000259";
const GOOD: &str = "4242424242424242";

#[tokio::test]
async fn a_charge_whose_answer_was_lost_is_found_and_shown_by_itself() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, SILENT_AFTER).await;
    buy(&mut pilot).await;
    pilot.wait_for("The bank hasn't answered.").await;
    pilot.sees("You can close this screen. The result will appear with the subscription.");
    pilot.fixture().reconcile();
    pilot.wait_for("Order confirmed").await;
    pilot.sees("expires June 14, 2027");
    assert_eq!(pilot.fixture().charges().await, 1);
    pilot.fixture().is_whole().await;
}

#[tokio::test]
async fn a_request_that_was_lost_is_called_off_and_may_be_tried_again() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, SILENT_BEFORE).await;
    buy(&mut pilot).await;
    pilot.wait_for("The bank hasn't answered.").await;
    let number = order_number(&pilot);
    pilot.fixture().reconcile();
    pilot
        .wait_for("The card wasn't charged. The payment was canceled")
        .await;
    assert_eq!(pilot.fixture().charges().await, 0);
    pilot.press("Enter").await;
    pilot.wait_for("Name on card").await;
    pilot.fill(&[GOOD, "", "737"]).await;
    pilot.sees("✗ The card wasn't charged. The payment was canceled.");
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    // The terms stay accepted.
    pilot.press("b").await;
    pilot.wait_for("Order confirmed").await;
    assert_eq!(order_number(&pilot), number);
    assert_eq!(pilot.fixture().charges().await, 1);
}

#[tokio::test]
async fn the_settling_message_may_be_closed_and_the_result_comes_to_the_tile() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, SILENT_AFTER).await;
    buy(&mut pilot).await;
    pilot.wait_for("The bank hasn't answered.").await;
    pilot.press("Esc").await;
    pilot
        .wait_for("Confirming payment with the bank (order OD-")
        .await;
    pilot.fixture().reconcile();
    pilot.wait_for("Renewal from June 15, 2027").await;
    assert_eq!(pilot.fixture().charges().await, 1);
}

#[tokio::test]
async fn closing_while_the_bank_is_asked_brings_the_result_to_the_tile() {
    let mut pilot = Pilot::demo().await;
    pilot.fixture().close_bank();
    to_review(&mut pilot, GOOD).await;
    buy(&mut pilot).await;
    pilot.wait_for("Waiting for the bank").await;
    pilot.press("Esc").await;
    pilot
        .wait_for("Confirming payment with the bank (order OD-")
        .await;
    pilot.sees("Show order");
    pilot.fixture().open_bank();
    pilot.wait_for("Renewal from June 15, 2027").await;
    assert_eq!(pilot.fixture().charges().await, 1);
}

/// Whoever closed the wizard while the bank was silent found an empty form afterwards, and no word why.
#[tokio::test]
async fn a_payment_that_was_called_off_after_the_wizard_was_closed_leaves_the_form_as_it_was_and_says_why() {
    for hangs_up in [false, true] {
        let mut pilot = Pilot::demo().await;
        to_review(&mut pilot, SILENT_BEFORE).await;
        pilot.press("BackTab").await.type_text("PO-5").await;
        pilot.press("Tab").await;
        buy(&mut pilot).await;
        pilot.wait_for("The bank hasn't answered.").await;
        if hangs_up {
            let fixture = pilot.hang_up().await;
            pilot = fixture.seat(crate::pilot::Seat::default()).await;
        } else {
            pilot.press("Esc").await;
        }
        pilot
            .wait_for("Confirming payment with the bank (order OD-")
            .await;
        pilot.fixture().reconcile();
        pilot.wait_for("Card not charged (order OD-").await;
        pilot.press("Enter").await;
        pilot.wait_for("Name on card").await;
        pilot.sees("✗ The card wasn't charged. The payment was canceled.");
        for kept in ["Dana Whitfield", "12/30", "98052"] {
            pilot.sees(kept);
        }
        for secret in ["•", "737", "Visa"] {
            pilot.sees_no(secret);
        }
        pilot.fill(&[GOOD, "", "737"]).await;
        pilot.press("C-s").await;
        pilot.wait_for("Bill-to address").await;
        pilot.sees_no("The payment was canceled");
        pilot.sees("PO-5");
        buy(&mut pilot).await;
        pilot.wait_for("Order confirmed").await;
        assert_eq!(pilot.fixture().charges().await, 1);
        pilot.fixture().is_whole().await;
    }
}

#[tokio::test]
async fn a_session_that_ends_while_the_bank_is_asked_waits_for_the_result() {
    let mut pilot = Pilot::demo().await;
    pilot.fixture().close_bank();
    to_review(&mut pilot, GOOD).await;
    buy(&mut pilot).await;
    pilot.wait_for("Waiting for the bank").await;
    pilot.fixture().open_bank();
    let fixture = pilot.hang_up().await;
    assert_eq!(fixture.charges().await, 1);
    let pilot = fixture.seat(crate::pilot::Seat::default()).await;
    pilot.wait_for("Renewal from June 15, 2027").await;
}

#[tokio::test]
async fn a_bank_that_never_answers_is_waited_for_no_longer_than_promised() {
    let mut pilot = Pilot::demo().await;
    pilot.fixture().close_bank();
    to_review(&mut pilot, GOOD).await;
    buy(&mut pilot).await;
    pilot.fixture().bank_is_asked().await;
    pilot.sees("Waiting for the bank");
    pilot.advance(Duration::from_secs(21)).await;
    pilot.wait_for("The bank hasn't answered.").await;
    pilot.fixture().reconcile();
    pilot
        .wait_for("The card wasn't charged. The payment was canceled")
        .await;
    assert_eq!(pilot.fixture().charges().await, 0);
}

/// The network had not even taken the announcement, and the desk said that the card might have been charged.
#[tokio::test]
async fn a_payment_that_was_never_announced_is_told_as_not_charged() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, GOOD).await;
    pilot.fixture().close_bank_for_payments();
    buy(&mut pilot).await;
    pilot.fixture().bank_is_asked().await;
    pilot.advance(Duration::from_secs(11)).await;
    pilot
        .wait_for("The payment network can't be reached. The card wasn't charged, and your entries are kept.")
        .await;
    pilot.fixture().open_bank();
    pilot.press("b").await;
    pilot.wait_for("Order confirmed").await;
    assert_eq!(pilot.fixture().charges().await, 1);
}
