//! Support requests that are sent: a cancellation from its tile, one by hand, what is refused, and what a dropped line
//! leaves behind.

use std::time::Duration;

use offerdesk::i18n::Locale;

use crate::pilot::{DANA, Pilot, Seat};
use crate::{buy, to_card_form};

const GOOD: &str = "4242424242424242";

/// From the tiles to the form that cancels Aurora's Silver membership.
async fn to_cancellation(pilot: &mut Pilot) {
    pilot.press("Down x").await;
    pilot.wait_for("Cancel it?").await;
}

/// From the tiles to the form by hand.
async fn by_hand(pilot: &mut Pilot) {
    pilot.press("s").await;
    pilot.wait_for("Partner Center requests").await;
    pilot.press("n").await;
    pilot.wait_for("Report problems with Partner Center").await;
    pilot.press("Enter").await;
    pilot.wait_for("What is your request about?").await;
    pilot.press("Down Down Down Enter").await;
    pilot.wait_for("Something else").await;
}

#[tokio::test]
async fn a_subscription_is_canceled_from_its_tile_without_a_manual() {
    let mut pilot = Pilot::demo().await;
    to_cancellation(&mut pilot).await;
    pilot.sees("Report problems with Partner Center › New request");
    pilot.sees("Help with partner invoice, payment, or");
    pilot.sees("No refund:");
    pilot.sees("The subscription stays active until they decide.");
    pilot.press("C-s").await;
    pilot.wait_for("Request sent").await;
    pilot.sees("Cancel Silver membership");
    pilot.sees("Find it under Support, Partner Center requests.");
    pilot.press("Enter").await;
    pilot.wait_for("Cancellation requested").await;
    // Once is enough: from now on the palette says why, and so does the last row. Seen: Space took the reason away there.
    pilot.press("x").await;
    pilot.sees("Purchased offers");
    let last_rows = |pilot: &Pilot| pilot.rows().split_off(22).join(" ");
    let why = last_rows(&pilot);
    assert!(why.contains("already requested"), "{why}");
    pilot.press("Space").await;
    assert_eq!(last_rows(&pilot), why);
    pilot.press("C-p").await;
    pilot.type_text("cancel sub").await;
    pilot.wait_for("already requested the").await;
    pilot.fixture().is_whole().await;
}

#[tokio::test]
async fn a_cancellation_is_sent_with_a_document() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("contract.pdf");
    std::fs::write(&path, b"%PDF-1.7\na contract").unwrap();
    let mut pilot = Pilot::demo().await;
    to_cancellation(&mut pilot).await;
    pilot.press("C-o").await;
    pilot.wait_for("Path of the file").await;
    pilot.type_text(path.to_str().unwrap()).await;
    pilot.press("Enter").await;
    pilot.wait_for("contract.pdf (PDF, 1 kB)").await;
    pilot.press("C-s").await;
    pilot.wait_for("Request sent").await;
    pilot.fixture().is_whole().await;
}

#[tokio::test]
async fn a_hangup_keeps_a_request_that_was_being_written() {
    let mut pilot = Pilot::demo().await;
    to_cancellation(&mut pilot).await;
    pilot.type_text("We move on. ").await;
    let fixture = pilot.hang_up().await;
    let mut pilot = fixture.seat(Seat::default()).await;
    to_cancellation(&mut pilot).await;
    pilot.sees("was restored.");
    pilot.sees("We move on.");
    pilot.press("C-d").await;
    pilot.wait_for("Discard this draft?").await;
    pilot.press("C-d").await;
    pilot.wait_for("Purchased offers").await;
    pilot.settle().await;
    pilot.press("x").await;
    pilot.wait_for("Cancel it?").await;
    pilot.sees_no("We move on.");
    pilot.sees_no("was restored.");
}

#[tokio::test]
async fn two_quiet_seconds_keep_a_request_that_is_being_written() {
    let mut pilot = Pilot::demo().await;
    by_hand(&mut pilot).await;
    pilot.press("Tab Tab").await;
    pilot.type_text("A question").await;
    pilot.advance(Duration::from_secs(2)).await;
    pilot.settle().await;
    // The line drops, and the session has no chance to do anything about it.
    let fixture = pilot.fixture().clone();
    drop(pilot);
    let mut pilot = fixture.seat(Seat::default()).await;
    pilot.press("s").await;
    pilot.wait_for("Partner Center requests").await;
    pilot.press("n").await;
    pilot.wait_for("was restored.").await;
    pilot.sees("A question");
}

#[tokio::test]
async fn back_never_validates_and_says_that_the_draft_is_kept() {
    let mut pilot = Pilot::demo().await;
    to_cancellation(&mut pilot).await;
    pilot.type_text("We move on. ").await;
    pilot.press("Esc").await;
    pilot.wait_for("Your draft is kept.").await;
    pilot.settle().await;
    pilot.press("x").await;
    pilot.wait_for("We move on.").await;
}

#[tokio::test]
async fn a_request_by_hand_is_refused_at_its_fields_and_then_sent() {
    let mut pilot = Pilot::demo().await;
    by_hand(&mut pilot).await;
    pilot.press("Tab Tab Tab").await;
    pilot.type_text(&format!("My card is {GOOD}")).await;
    pilot.press("C-s").await;
    pilot.wait_for("This looks like a card number.").await;
    pilot.sees(GOOD);
    pilot.settle_after_edits().await;
    pilot.press("C-w").await;
    pilot.press("C-s").await;
    pilot.wait_for("▸ Title").await;
    pilot.type_text("A question").await;
    pilot.press("C-s").await;
    pilot.wait_for("Request sent").await;
    pilot.sees("A question");
    pilot.sees_no("Refund");
    pilot.press("Esc").await;
    pilot.wait_for("Partner Center requests").await;
    pilot.sees("1010    A question");
    pilot.fixture().is_whole().await;
}

#[tokio::test]
async fn who_renews_is_told_before_buy_that_the_cancellation_is_withdrawn() {
    let mut pilot = Pilot::demo().await;
    pilot.press("x").await;
    pilot.wait_for("Cancel it?").await;
    pilot.press("C-s").await;
    pilot.wait_for("Request sent").await;
    pilot.press("Enter").await;
    pilot.wait_for("Cancellation requested").await;
    to_card_form(&mut pilot).await;
    crate::type_card(&mut pilot, GOOD).await;
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    pilot.press("PgDn").await;
    pilot.wait_for("to cancel this subscription").await;
    pilot.sees("Buying withdraws your request");
    buy(&mut pilot).await;
    pilot.wait_for("Order confirmed").await;
    pilot.press("Esc").await;
    pilot.wait_for("Purchased offers").await;
    pilot.sees_no("Cancellation requested");
}

#[tokio::test]
async fn a_cancellation_is_requested_by_mouse_in_polish() {
    let seat = Seat {
        person: DANA,
        locale: Locale::PlPl,
        ..Seat::default()
    };
    let mut pilot = crate::pilot::fixture::Fixture::demo().seat(seat).await;
    pilot.press("Down x").await;
    pilot.wait_for("Anulować subskrypcję?").await;
    pilot.resize(120, 40).await;
    pilot.click("Prześlij").await;
    pilot.wait_for("Wysłano zgłoszenie").await;
}
