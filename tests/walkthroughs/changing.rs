//! An order that waits for a transfer is paid by card from the screen: one question, and money that may be on its way is
//! not paid twice. And what became of a payment is seen, whatever was typed before.

use crate::pilot::{FIONA, Pilot};
use crate::{order_number, to_review, type_card};

const GOOD: &str = "4242424242424242";
const DECLINED: &str = "4000000000009995";
const SILENT: &str = "4000000000000119";

/// The tiles of Harbor Point, whose Action Pack waits for a transfer.
async fn at_harbor_point() -> Pilot {
    let mut pilot = Pilot::demo().await;
    pilot.press("a").await;
    pilot.wait_for("Harbor Point").await;
    pilot.press("/").await.type_text("harbor").await;
    pilot.wait_for("1 match").await;
    pilot.press("Enter Enter").await;
    pilot.wait_for("Transfer by July 22, 2026").await;
    pilot
}

/// From the wizard's first step through its review.
async fn to_the_question(pilot: &mut Pilot, card: &str) {
    pilot
        .wait_for("If you've already sent the transfer, don't pay by card")
        .await;
    pilot.press("Enter").await;
    pilot.wait_for("Name on card").await;
    type_card(pilot, card).await;
    pilot.press("C-s").await;
    pilot.wait_for("I haven't sent the transfer").await;
}

/// Finance beside it, about to record money for the order of Harbor Point: the amount has the keys.
async fn booking_for_harbor_point(pilot: &Pilot) -> Pilot {
    let mut fiona = pilot.fixture().seat_blank_as(FIONA).await;
    fiona.wait_for("Fiona Grant").await;
    fiona.press("m").await;
    fiona.wait_for("Harbor Point").await;
    while !fiona.row_of("Harbor Point").contains('▸') {
        fiona.press("Down").await;
    }
    fiona.press("Enter").await;
    fiona.wait_for("owes $475.00").await;
    fiona
}

#[tokio::test]
async fn a_pending_transfer_could_be_changed_to_a_card_by_a_command_only() {
    let mut pilot = at_harbor_point().await;
    // What it blocks stands on the tile, and what can be done about it.
    pilot.sees("Until it's paid or canceled, this offer can't be");
    pilot.sees("Pay by card");
    pilot.sees("Cancel order");
    pilot.press("Enter").await;
    pilot.wait_for("Wire transfer instructions").await;
    let first = order_number(&pilot);
    pilot.press("Enter").await;
    to_the_question(&mut pilot, GOOD).await;
    pilot.press("b").await;
    pilot
        .wait_for("Confirm first that you haven't sent the transfer.")
        .await;
    assert_eq!(pilot.fixture().charges().await, 0);
    pilot.press("Space b").await;
    pilot.wait_for("Order confirmed").await;
    pilot.sees("It expires June 10, 2027");
    pilot.sees(&format!("This order replaces order {first}, which was canceled."));
    assert_eq!(pilot.fixture().charges().await, 1);
    pilot.press("Enter").await;
    pilot.wait_for("This order was canceled.").await;
    pilot.press("Esc").await;
    pilot.wait_for("Renewal from June 11, 2027").await;
    pilot.fixture().is_whole().await;
}

#[tokio::test]
async fn a_card_that_was_declined_keeps_the_order_which_is_paid_later() {
    let mut pilot = at_harbor_point().await;
    pilot.press("P").await;
    to_the_question(&mut pilot, DECLINED).await;
    pilot.press("Space b").await;
    pilot.wait_for("The card was declined").await;
    pilot.sees("you can still pay the order until July 22, 2026");
    // The order with the wire instructions is no more.
    pilot.sees("which was canceled. Don't pay that one.");
    pilot.press("Esc").await;
    pilot.wait_for("Card not charged").await;
    pilot.press("P").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.press("Enter").await;
    pilot.wait_for("Name on card").await;
    // All that was typed is still there but for the number and the code.
    assert!(pilot.row_of("Name on card").contains("Dana Whitfield"));
    pilot.type_text(GOOD).await.press("Tab Tab").await;
    pilot.type_text("737").await.press("C-s").await;
    pilot.wait_for("I accept the purchase terms").await;
    pilot.press("Space b").await;
    pilot.wait_for("Order confirmed").await;
    pilot.sees("It expires June 10, 2027");
    assert_eq!(pilot.fixture().charges().await, 1);
    pilot.fixture().is_whole().await;
}

/// The bank said late that it had not charged: trying again asked for the order that was canceled, and was refused.
#[tokio::test]
async fn a_change_that_the_bank_answered_late_could_not_be_tried_again() {
    let mut pilot = at_harbor_point().await;
    pilot.press("P").await;
    to_the_question(&mut pilot, SILENT).await;
    pilot.press("Space b").await;
    pilot.wait_for("The bank hasn't answered.").await;
    pilot.sees("which was canceled. Don't pay that one.");
    while pilot.fixture().services.reconcile().await.unwrap().left > 0 {}
    pilot.wait_for("The card wasn't charged.").await;
    pilot.settle().await;
    pilot.press("Enter").await;
    pilot.wait_for("Name on card").await;
    pilot.type_text(GOOD).await.press("Tab Tab").await;
    pilot.type_text("737").await.press("C-s").await;
    pilot.wait_for("I accept the purchase terms").await;
    pilot.press("Space b").await;
    pilot.wait_for("Order confirmed").await;
    pilot.sees("which was canceled. Don't pay that one.");
    assert_eq!(pilot.fixture().charges().await, 1);
    pilot.fixture().is_whole().await;
}

/// The card pays all of it, so that what came in by transfer meanwhile is told before Buy.
#[tokio::test]
async fn money_that_came_in_while_the_method_was_changed_was_not_told() {
    let mut pilot = at_harbor_point().await;
    pilot.press("P").await;
    to_the_question(&mut pilot, GOOD).await;
    pilot.sees_no("doesn't count toward this payment");
    let mut fiona = booking_for_harbor_point(&pilot).await;
    fiona.type_text("200.00").await.press("C-s").await;
    pilot.wait_for("The $200.00 received for order").await;
    pilot.sees("doesn't count toward this payment");
    assert_eq!(pilot.fixture().charges().await, 0);
    pilot.fixture().is_whole().await;
}

/// Seen: a new order canceled the overdue one, whose transfer was perhaps on its way, without a word before or after it.
#[tokio::test]
async fn an_overdue_order_gave_way_to_a_card_without_a_word() {
    let mut pilot = at_harbor_point().await;
    pilot.press("Enter").await;
    pilot.wait_for("Wire transfer instructions").await;
    let first = order_number(&pilot);
    pilot.set_clock("2026-07-23 12:00");
    pilot.wait_for("New order").await;
    pilot.press("n").await;
    pilot.wait_for("Select your payment preference").await;
    // A new order by transfer charges nothing, so that it is said and not asked.
    pilot.press("End Enter").await;
    pilot.wait_for("Contact name").await;
    pilot.press("C-s").await;
    pilot
        .wait_for(&format!("Order {first} is overdue. Buy cancels it."))
        .await;
    pilot.sees("don't send the money again");
    pilot.sees_no("I haven't sent the transfer");
    pilot.press("Esc Esc Home Enter").await;
    pilot.wait_for("Name on card").await;
    type_card(&mut pilot, DECLINED).await;
    pilot.press("C-s").await;
    pilot
        .wait_for(&format!(
            "Order {first} is overdue. Buy cancels it, even if the card is declined."
        ))
        .await;
    pilot.press("b").await;
    pilot
        .wait_for("Confirm first that you haven't sent the transfer.")
        .await;
    // The keys are on what is missing; ticked, they go on to the terms and then to Buy.
    pilot.press("Space b").await;
    pilot.wait_for("You haven't accepted the purchase terms").await;
    assert_eq!(pilot.fixture().charges().await, 0);
    pilot.press("Space Enter").await;
    pilot.wait_for("The card was declined").await;
    pilot.sees(&format!("This order replaces order {first}, which was canceled."));
    pilot.press("Enter").await;
    pilot.wait_for("Name on card").await;
    pilot.type_text(GOOD).await.press("Tab Tab").await;
    pilot.type_text("737").await.press("C-s").await;
    pilot.wait_for("I accept the purchase terms").await;
    pilot.settle().await;
    // There is no overdue order any more.
    pilot.sees_no("is overdue");
    pilot.sees_no("I haven't sent the transfer");
    pilot.press("Space b").await;
    pilot.wait_for("Order confirmed").await;
    pilot.sees(&format!("This order replaces order {first}, which was canceled."));
    assert_eq!(pilot.fixture().charges().await, 1);
    pilot.fixture().is_whole().await;
}

/// Money that came in for an overdue order pays the new one by itself no more than that of a changed one.
#[tokio::test]
async fn part_of_an_overdue_order_was_paid_and_the_new_order_said_nothing_of_it() {
    let mut pilot = at_harbor_point().await;
    pilot.set_clock("2026-07-23 12:00");
    pilot.wait_for("Not paid by July 22, 2026").await;
    pilot.press("Enter").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.press("End Enter").await;
    pilot.wait_for("Contact name").await;
    pilot.press("C-s").await;
    pilot.wait_for("is overdue. Buy cancels it.").await;
    pilot.press("Space").await;
    pilot.sees_no("doesn't count toward this payment");
    let mut fiona = booking_for_harbor_point(&pilot).await;
    fiona.type_text("200.00").await.press("Tab Tab C-u").await;
    fiona.type_text("2026-07-20").await.press("C-s").await;
    // It came in under the buyer's eyes, and is another thing to decide on.
    pilot.wait_for("The $200.00 received for order").await;
    pilot.sees("the overdue order that this order replaces");
    pilot.fixture().is_whole().await;
}

#[tokio::test]
async fn an_order_is_given_up_from_its_tile() {
    let mut pilot = at_harbor_point().await;
    pilot.press("x").await;
    pilot.wait_for("Keep the order").await;
    pilot.press("Down Enter").await;
    pilot.wait_for("was canceled.").await;
    pilot.wait_for("Renew subscription").await;
    pilot.sees_no("Awaiting payment");
}

/// An Esc that was typed ahead closed the end of a payment before it was seen.
#[tokio::test]
async fn keys_typed_before_the_end_of_a_payment_was_in_sight_closed_it() {
    for keys in ["Space b Esc", "Space b Enter", "Space b Esc Esc Enter"] {
        let mut pilot = Pilot::demo().await;
        to_review(&mut pilot, GOOD).await;
        pilot.press_at_once(keys);
        pilot.wait_for("Order confirmed").await;
        pilot.settle().await;
        pilot.sees("Order confirmed");
        assert_eq!(pilot.fixture().charges().await, 1);
        pilot.press("Enter").await;
        pilot.wait_for("Purchased offers").await;
    }
}

/// The same while the bank takes its time: what was typed behind Buy is not for what came instead of the review.
#[tokio::test]
async fn an_esc_typed_ahead_does_not_hide_that_the_bank_is_asked() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, GOOD).await;
    pilot.fixture().close_bank();
    pilot.press_at_once("Space b Esc");
    pilot.wait_for("Waiting for the bank").await;
    pilot.sees("Waiting for the bank");
    // Seen, it may be closed.
    pilot.press("Esc").await;
    pilot.wait_for("Purchased offers").await;
    pilot.fixture().open_bank();
    pilot.settle().await;
    assert_eq!(pilot.fixture().charges().await, 1);
}
