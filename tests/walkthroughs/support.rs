//! A company and Support write to each other, and a cancellation is decided.

use offerdesk::domain::request::Severity;

use crate::pilot::asking::{Ask, SOFIA};
use crate::pilot::{AOIFE, FIONA, Pilot, TOM};
use crate::{buy, to_review};

/// A request to cancel Silver, and the pilot of who asked.
async fn asked() -> (Pilot, String) {
    let pilot = Pilot::demo().await;
    let asked = pilot
        .fixture()
        .ask(Ask {
            cancel: Some("silver"),
            title: "Cancel Silver membership",
            text: "Please cancel.",
            ..Ask::default()
        })
        .await;
    pilot.settle().await;
    (pilot, asked.request.number.to_string())
}

async fn choose(pilot: &mut Pilot, text: &str) {
    while !pilot.row_of(text).contains('▸') {
        pilot.press("Down").await;
    }
}

#[tokio::test]
async fn support_takes_asks_and_decides_and_the_company_sees_it() {
    let (mut dana, number) = asked().await;
    dana.fixture()
        .ask(Ask {
            severity: Severity::Critical,
            title: "Nobody can sign in",
            ..Ask::default()
        })
        .await;

    let mut sofia = dana.beside(SOFIA).await;
    sofia.wait_for("Nobody can sign in").await;
    // The oldest of the most urgent ones comes first.
    let oldest = sofia.row_of("Nobody of us can open");
    assert!(oldest.contains('▸'), "{}", sofia.screen());
    choose(&mut sofia, "Cancel Silver membership").await;
    sofia.press("Enter").await;
    sofia
        .wait_for("No refund: the current term wasn't paid here.")
        .await;
    sofia.press("t").await;
    sofia.wait_for("You've taken this request.").await;
    sofia.press("r").await;
    sofia.type_text("From which day on?").await;
    sofia.press("Tab Space C-s").await;
    sofia.wait_for("Your reply was sent.").await;
    sofia.sees("Attention needed");

    dana.press("s").await;
    dana.wait_for("Attention needed").await;
    choose(&mut dana, "Cancel Silver membership").await;
    dana.press("Enter").await;
    dana.wait_for("Support needs your answer").await;
    dana.press("Enter").await;
    dana.wait_for("Your reply").await;
    dana.type_text("From today, please.").await;
    dana.press("C-s").await;
    dana.wait_for("Your reply was sent.").await;

    // Support sees it by itself.
    sofia.wait_for("From today, please.").await;
    sofia.press("d").await;
    sofia.wait_for("not chosen yet").await;
    sofia.press("Space").await;
    sofia.sees("Cancel without a refund");
    sofia.press("C-s y").await;
    sofia
        .wait_for("The subscription was canceled without a refund")
        .await;
    sofia.press("x").await;
    sofia.wait_for("It can be reopened within 30 days.").await;
    sofia.press("C-s").await;
    sofia.wait_for("The request is closed.").await;

    dana.wait_for("Benefits stay available through January 9, 2027")
        .await;
    dana.press("Esc Esc").await;
    dana.wait_for("Purchased offers").await;
    dana.sees_no(&format!("cancellation requested ({number})"));
    dana.fixture().is_whole().await;
}

#[tokio::test]
async fn a_renewal_that_was_paid_by_card_is_cancelled_and_the_money_comes_back() {
    let mut dana = Pilot::demo().await;
    dana.fixture().reconcile();
    to_review(&mut dana, "4242424242424242").await;
    buy(&mut dana).await;
    dana.wait_for("Order confirmed").await;
    dana.press("Esc").await;
    dana.fixture()
        .ask(Ask {
            cancel: Some("action-pack"),
            title: "Cancel Action Pack",
            text: "Bought by mistake.",
            ..Ask::default()
        })
        .await;

    let mut sofia = dana.beside(SOFIA).await;
    sofia.wait_for("Cancel Action Pack").await;
    choose(&mut sofia, "Cancel Action Pack").await;
    sofia.press("Enter").await;
    sofia
        .wait_for("Refund possible: $475.00 paid on June 22, 2026")
        .await;
    sofia.press("d").await;
    sofia.wait_for("Cancel with a refund").await;
    sofia.press("C-s").await;
    sofia.wait_for("A refund needs your confirmation").await;
    sofia.press("Space C-s").await;
    sofia.wait_for("will be canceled, and $475.00 for").await;
    sofia.press("y").await;
    sofia.wait_for("was refunded.").await;
    sofia.sees("back on its previous term");
    assert_eq!(dana.fixture().charges().await, 1);
    dana.wait_for("Jul 14, 2026").await;
    dana.fixture().is_whole().await;
}

#[tokio::test]
async fn what_somebody_else_writes_is_read_before_ones_own_is_sent() {
    let (mut dana, _) = asked().await;
    dana.press("s").await;
    dana.wait_for("Cancel Silver membership").await;
    choose(&mut dana, "Cancel Silver membership").await;
    dana.press("Enter").await;
    dana.wait_for("Waiting for Support").await;
    dana.press("r").await;
    dana.wait_for("Your reply").await;
    dana.type_text("One thing more.").await;
    let fixture = dana.fixture().clone();
    let actor = fixture.actor(SOFIA).await;
    let queue = offerdesk::services::requests::RequestList {
        scope: offerdesk::services::requests::RequestScope::Queue,
        filter: offerdesk::services::requests::RequestFilter::Open,
    };
    let lines = fixture.services.requests(&actor, queue, None, 20).await.unwrap();
    let line = lines
        .lines
        .iter()
        .find(|line| line.title == "Cancel Silver membership")
        .unwrap();
    fixture
        .reply(SOFIA, line.id, "We are looking at it.", false)
        .await;
    dana.wait_for("Sofia Lindqvist changed the request since you opened it")
        .await;
    dana.sees("One thing more.");
    dana.sees("We are looking at it.");
    dana.press("C-s").await;
    dana.wait_for("Your reply was sent.").await;
}

#[tokio::test]
async fn a_reply_is_kept_when_the_line_drops() {
    let (mut dana, _) = asked().await;
    dana.press("s").await;
    dana.wait_for("Cancel Silver membership").await;
    choose(&mut dana, "Cancel Silver membership").await;
    dana.press("Enter").await;
    dana.wait_for("Waiting for Support").await;
    dana.press("r").await;
    dana.wait_for("Your reply").await;
    dana.type_text("Half a sen").await;
    let fixture = dana.hang_up().await;
    let mut dana = fixture.seat(crate::pilot::Seat::default()).await;
    dana.press("s").await;
    dana.wait_for("Cancel Silver membership").await;
    choose(&mut dana, "Cancel Silver membership").await;
    dana.press("Enter").await;
    dana.wait_for("Waiting for Support").await;
    dana.press("r").await;
    dana.wait_for("Half a sen").await;
}

/// Seen once: help was opened and closed over a reply of several lines, the reply was left and opened again, and a
/// letter was typed at once. It stood there before the draft came, and the draft was gone.
#[tokio::test]
async fn a_letter_typed_before_the_draft_of_a_reply_came_did_not_leave_the_draft_out() {
    let pilot = Pilot::demo().await;
    pilot
        .fixture()
        .ask(Ask {
            title: "Which invoice?",
            ..Ask::default()
        })
        .await;
    let mut sofia = pilot.beside(SOFIA).await;
    sofia.wait_for("Which invoice?").await;
    choose(&mut sofia, "Which invoice?").await;
    sofia.press("Enter").await;
    sofia.settle().await;
    sofia.press("r").await;
    sofia.settle().await;
    sofia.type_text("The one of May").await;
    sofia.press("Enter").await.type_text("and the one of June").await;
    sofia.press("F1 F1 Esc").await;
    sofia.settle().await;
    sofia.press_at_once("r !");
    sofia.settle().await;
    sofia.sees("The one of May");
    sofia.sees("and the one of June!");
    sofia.settle_after_edits().await;
    drop(sofia.hang_up().await);
    let mut sofia = pilot.beside(SOFIA).await;
    sofia.wait_for("Which invoice?").await;
    choose(&mut sofia, "Which invoice?").await;
    sofia.press("Enter").await;
    sofia.settle().await;
    sofia.press("r").await;
    sofia.settle().await;
    sofia.sees("The one of May");
    sofia.sees("and the one of June!");
}

#[tokio::test]
async fn others_of_the_company_see_their_own_requests_and_an_auditor_only_reads() {
    let (dana, _) = asked().await;
    let mut tom = dana.beside(TOM).await;
    tom.press("s").await;
    tom.wait_for("No open requests.").await;
    let mut aoife = dana.beside(AOIFE).await;
    aoife.press("s").await;
    aoife.wait_for("Cancel Silver membership").await;
    choose(&mut aoife, "Cancel Silver membership").await;
    aoife.press("Enter").await;
    aoife.wait_for("Please cancel.").await;
    aoife.sees_no("Reply");
    aoife.sees_no("Decide");
    let mut fiona = dana.beside(FIONA).await;
    fiona.press("M").await;
    fiona.wait_for("1 transfer to return").await;
}

/// Seen: what was typed as the note of a closing stood in the reply, and was sent. It waits where it was typed.
#[tokio::test]
async fn the_note_of_a_closing_became_a_reply() {
    let (dana, _) = asked().await;
    let mut sofia = dana.beside(SOFIA).await;
    sofia.wait_for("Cancel Silver membership").await;
    choose(&mut sofia, "Cancel Silver membership").await;
    sofia.press("Enter x").await;
    sofia.wait_for("Close request").await;
    sofia.type_text("internal note").await;
    sofia.settle_after_edits().await;
    sofia.press("Esc r").await;
    sofia.wait_for("Needs an answer").await;
    sofia.settle().await;
    sofia.sees_no("internal note");
    sofia.sees_no("was restored");
    sofia.press("Esc x").await;
    sofia.wait_for("internal note").await;
    sofia.sees("Your draft from June 22, 2026 was restored.");
}

/// Seen: keys typed ahead decided what nobody had chosen, on a form that nobody had read.
#[tokio::test]
async fn keys_typed_ahead_canceled_a_subscription_that_nobody_had_decided_on() {
    let (dana, _) = asked().await;
    let mut sofia = dana.beside(SOFIA).await;
    sofia.wait_for("Cancel Silver membership").await;
    choose(&mut sofia, "Cancel Silver membership").await;
    sofia.press("Enter").await;
    sofia
        .wait_for("No refund: the current term wasn't paid here.")
        .await;
    sofia.press_at_once("d C-s Enter C-s");
    sofia.wait_for("You haven't chosen the decision").await;
    sofia.settle().await;
    sofia.sees_no("was canceled without");
    // Whom and what it is about stands there.
    sofia.sees("Aurora Cloud Works LLC");
    sofia.sees("Silver membership");
}

#[tokio::test]
async fn taking_a_request_was_told_as_a_reply_that_nobody_had_sent() {
    let (dana, _) = asked().await;
    let mut sofia = dana.beside(SOFIA).await;
    sofia.wait_for("Cancel Silver membership").await;
    choose(&mut sofia, "Cancel Silver membership").await;
    sofia.press("Enter").await;
    sofia
        .wait_for("No refund: the current term wasn't paid here.")
        .await;
    sofia.press_at_once("t r");
    sofia.wait_for("You've taken this request.").await;
    sofia.settle().await;
    sofia.sees_no("Your reply was sent");
}
