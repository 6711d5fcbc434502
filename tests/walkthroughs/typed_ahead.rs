//! Keys that are all there before anybody could read what they would decide on: what can't be undone isn't done by them.
//!
//! Each walk begins where the incident did, types everything to the end at once, and finds the question unanswered.

use offerdesk::domain::ids::AccountId;

use crate::pilot::asking::{Ask, SOFIA};
use crate::pilot::{FIONA, Pilot};

/// What is asked still stands there, and nothing that was typed ahead is left.
async fn still_asks(pilot: &mut Pilot, question: &str) {
    pilot.wait_for(question).await;
    // The loop takes nothing more once it has taken this.
    pilot.resize(80, 24).await;
    pilot.settle().await;
    pilot.sees(question);
}

/// Goes down to the row that shows a text.
async fn choose(pilot: &mut Pilot, text: &str) {
    pilot.wait_for(text).await;
    while !pilot.row_of(text).contains('▸') {
        pilot.press("Down").await;
    }
}

/// A request to cancel Silver, in front of somebody.
async fn cancellation(person: &'static str) -> Pilot {
    let pilot = Pilot::demo().await;
    let ask = Ask {
        cancel: Some("silver"),
        title: "Cancel Silver membership",
        text: "Please cancel.",
        ..Ask::default()
    };
    pilot.fixture().ask(ask).await;
    pilot.settle().await;
    let mut pilot = pilot.beside(person).await;
    if person != SOFIA {
        pilot.press("s").await;
    }
    choose(&mut pilot, "Cancel Silver membership").await;
    pilot.press("Enter").await;
    pilot.wait_for("Please cancel.").await;
    pilot
}

/// Seen: `M`, Enter and Ctrl-S in one write marked money as returned that nobody had sent.
#[tokio::test]
async fn keys_typed_ahead_marked_money_as_returned() {
    let mut fiona = Pilot::demo().await.beside(FIONA).await;
    fiona.press_at_once("M Enter C-s y C-s Enter");
    still_asks(&mut fiona, "Mark as returned?").await;
    // How much, to whom, for which order; and that it can't be undone.
    fiona.sees("£1,560.00 to Carrick & Daughters Ltd for order");
    fiona.sees("value date June 22, 2026.");
    fiona.sees("can't be undone.");
    // Neither Enter nor the key that sends forms is an answer.
    fiona.press("Enter C-s").await;
    fiona.sees("Mark as returned?");
    fiona.press("Esc").await;
    fiona.sees_no("Mark as returned?");
    fiona.press("C-s").await;
    fiona.wait_for("Mark as returned?").await;
    fiona.press("y").await;
    fiona.wait_for("was marked as returned.").await;
    fiona.fixture().is_whole().await;
}

#[tokio::test]
async fn keys_typed_ahead_decide_on_no_cancellation() {
    let mut sofia = cancellation(SOFIA).await;
    sofia.press_at_once("d Space C-s y C-s Enter");
    still_asks(&mut sofia, "Cancel this subscription?").await;
    sofia.sees("Aurora Cloud Works LLC: Silver membership will");
    sofia.sees("be canceled without a refund.");
    sofia.press("Enter C-s").await;
    sofia.sees("Cancel this subscription?");
    sofia.press("y").await;
    sofia
        .wait_for("The subscription was canceled without a refund")
        .await;
}

/// Money goes back with the decision: a `y` that was typed ahead is none for that either.
#[tokio::test]
async fn keys_typed_ahead_give_no_money_back() {
    let mut dana = Pilot::demo().await;
    dana.fixture().reconcile();
    crate::to_review(&mut dana, "4242424242424242").await;
    crate::buy(&mut dana).await;
    dana.wait_for("Order confirmed").await;
    dana.press("Esc").await;
    let ask = Ask {
        cancel: Some("action-pack"),
        title: "Cancel Action Pack",
        text: "Bought by mistake.",
        ..Ask::default()
    };
    dana.fixture().ask(ask).await;
    let mut sofia = dana.beside(SOFIA).await;
    choose(&mut sofia, "Cancel Action Pack").await;
    sofia.press("Enter").await;
    sofia.wait_for("Refund possible").await;
    sofia.press("d").await;
    sofia.wait_for("Cancel with a refund").await;
    sofia.press("C-s").await;
    sofia.wait_for("A refund needs your confirmation").await;
    sofia.press_at_once("Space C-s y C-s Enter");
    still_asks(&mut sofia, "will be canceled, and $475.00 for").await;
    sofia.sees_no("was refunded.");
    sofia.press("Enter C-s").await;
    sofia.sees("will be canceled, and $475.00 for");
    sofia.press("y").await;
    sofia.wait_for("was refunded.").await;
    dana.fixture().is_whole().await;
}

/// Reopened, it is another request: whether money goes back is judged by that day.
#[tokio::test]
async fn keys_typed_ahead_withdraw_no_request() {
    let mut dana = cancellation(crate::pilot::DANA).await;
    dana.press_at_once("x C-s y C-s Enter");
    still_asks(&mut dana, "Withdraw this request?").await;
    dana.sees("Silver membership isn't canceled then.");
    dana.press("y").await;
    dana.wait_for("You withdrew the request.").await;
}

#[tokio::test]
async fn keys_typed_ahead_give_no_order_up() {
    let mut pilot = Pilot::demo().await;
    crate::transfers::order_by_transfer(&mut pilot).await;
    pilot.press("Esc").await;
    pilot.wait_for("Awaiting payment").await;
    pilot.press("3 Enter").await;
    pilot.wait_for("Wire transfer instructions").await;
    pilot.press_at_once("x Down Enter Down Enter");
    still_asks(&mut pilot, "Cancel order OD-").await;
    pilot.press("Down Enter").await;
    pilot.wait_for("was canceled.").await;
}

/// Money that was refused is recorded all the same only by who read why, and what then becomes of it.
#[tokio::test]
async fn keys_typed_ahead_record_no_money_that_was_refused() {
    let mut fiona = Pilot::demo().await.beside(FIONA).await;
    fiona.press("m").await;
    fiona.settle().await;
    fiona.press("Enter").await;
    fiona.wait_for("Amount").await;
    fiona.type_text("1.00").await;
    fiona.press("Tab Backspace Backspace Backspace").await;
    fiona.type_text("EUR").await;
    fiona.press("C-s").await;
    fiona.wait_for("Nothing was recorded.").await;
    fiona.press_at_once("C-n y C-n Enter");
    still_asks(&mut fiona, "Record as unallocated?").await;
    fiona.sees("€1.00 with value date");
    fiona.sees("payer's reference");
    fiona.press("Esc").await;
    fiona.sees("Nothing was recorded.");
    fiona.press("C-n y").await;
    fiona.wait_for("was recorded as unallocated").await;
    fiona.fixture().is_whole().await;
}

#[tokio::test]
async fn keys_typed_ahead_authorize_and_reject_no_change_of_a_profile() {
    let mut dana = Pilot::demo().await;
    dana.press("p").await;
    dana.wait_for("Submit").await;
    dana.press("End").await.type_text(" II").await;
    dana.press("C-s").await;
    dana.wait_for("Purchased offers").await;
    let mut sofia = dana.beside(SOFIA).await;
    sofia.press("Esc").await;
    sofia.wait_for("Purchased offers").await;
    sofia.press_at_once("p Enter y n N o C-s");
    still_asks(&mut sofia, "Authorize").await;
    sofia.sees_no("The change was");
    sofia.sees_no("Reason");
    let services = &sofia.fixture().services;
    let actor = sofia.fixture().actor(SOFIA).await;
    let page = services.legal_profile(&actor, AccountId::new(1)).await.unwrap();
    assert!(page.may_decide, "nobody has decided");
    sofia.press("y").await;
    sofia.wait_for("The change was authorized.").await;
}

#[tokio::test]
async fn keys_typed_ahead_buy_nothing_that_nobody_reviewed() {
    let mut pilot = Pilot::demo().await;
    pilot.press("Enter").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.press("Down Enter").await;
    pilot.wait_for("Contact name").await;
    pilot.press_at_once("C-s Space Enter Enter C-b");
    still_asks(&mut pilot, "Bill-to address").await;
    pilot.sees_no("Order placed");
    pilot.press("Space Enter").await;
    pilot.wait_for("Order placed").await;
}

/// Seen: Enter answered the question although it named no Enter, and what was typed behind it went on in the form.
#[tokio::test]
async fn keys_typed_ahead_answered_whether_to_leave_and_went_on_in_the_form() {
    let mut fiona = Pilot::demo().await.beside(FIONA).await;
    fiona.press("m").await;
    fiona.settle().await;
    fiona.press("Enter").await;
    fiona.wait_for("Amount").await;
    fiona.type_text("475").await;
    fiona.press_at_once("Esc Enter 9 9 C-d");
    still_asks(&mut fiona, "Leave without saving?").await;
    fiona.press("Enter").await;
    fiona.sees("Leave without saving?");
    fiona.press("Esc").await;
    let amount = fiona.row_of("Amount");
    assert!(amount.contains("475") && !amount.contains("4759"), "{amount}");
    // What leads out is heard all the same, and loses nothing.
    fiona.press_at_once("Esc C-c");
    fiona.ended().await;
    let mut fiona = fiona.fixture().seat_blank_as(FIONA).await;
    fiona.wait_for("Fiona Grant").await;
    fiona.press("m").await;
    fiona.settle().await;
    fiona.press("Enter").await;
    fiona.wait_for("was restored").await;
    fiona.press("Esc").await;
    fiona.wait_for("Leave without saving?").await;
    // Leaving keeps it for the next time, too.
    fiona.press("y").await;
    fiona.wait_for("Your draft is kept.").await;
    fiona.settle().await;
    fiona.press("Enter").await;
    fiona.wait_for("was restored").await;
}
