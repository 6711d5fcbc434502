//! A profile and money that were being typed when the line dropped: they are there again when their form is
//! opened, and gone once they were sent or thrown away.

use crate::pilot::asking::SOFIA;
use crate::pilot::fixture::Fixture;
use crate::pilot::{FIONA, Pilot, Seat};

const RESTORED: &str = "Your draft from June 22, 2026 was restored.";

async fn seated(fixture: &Fixture, person: &'static str) -> Pilot {
    let pilot = fixture
        .seat_blank(Seat {
            person,
            ..Seat::default()
        })
        .await;
    pilot.settle().await;
    pilot
}

async fn back(pilot: Pilot, person: &'static str) -> Pilot {
    let fixture = pilot.hang_up().await;
    seated(&fixture, person).await
}

async fn profile(pilot: &mut Pilot) {
    pilot.press("p").await;
    pilot.wait_for("15250 NE Alder Street").await;
    pilot.wait_for("Submit").await;
}

#[tokio::test]
async fn a_profile_that_was_being_typed_when_the_line_dropped_is_there_again() {
    let dana = Seat::default().person;
    let mut pilot = Pilot::demo().await;
    profile(&mut pilot).await;
    pilot.press("End").await.type_text(" II").await;
    // The state belongs to its country, and comes back with it.
    pilot
        .press("Tab Tab Tab Tab")
        .await
        .type_text("new y")
        .await
        .press("Enter")
        .await;
    pilot.sees("New York");
    let mut pilot = back(pilot, dana).await;
    profile(&mut pilot).await;
    pilot.sees(RESTORED);
    pilot.sees("Aurora Cloud Works LLC II");
    pilot.sees("New York");
    // Only what was typed: the rest is what is known by now.
    pilot.sees("Dana Whitfield");
    pilot.press("Esc").await;
    pilot.wait_for("Leave without saving?").await;
    pilot.press("C-d").await;
    pilot.wait_for("Purchased offers").await;
    profile(&mut pilot).await;
    pilot.sees_no(RESTORED);
    pilot.sees_no(" II");
    // What was sent is over as well.
    pilot.press("End").await.type_text(" Inc.").await;
    let mut pilot = back(pilot, dana).await;
    profile(&mut pilot).await;
    pilot.sees(RESTORED);
    pilot.press("C-s").await;
    pilot.wait_for("Purchased offers").await;
    pilot.settle().await;
    let mut pilot = back(pilot, dana).await;
    profile(&mut pilot).await;
    pilot.sees("Aurora Cloud Works LLC Inc.");
    pilot.sees_no(RESTORED);
    // Taken back by hand, it is no draft either.
    pilot.press("End").await.type_text("x").await;
    pilot.settle_after_edits().await;
    pilot.press("Backspace Tab").await;
    let mut pilot = back(pilot, dana).await;
    profile(&mut pilot).await;
    pilot.sees_no(RESTORED);
    pilot.fixture().is_whole().await;
}

#[tokio::test]
async fn money_that_was_being_booked_when_the_line_dropped_is_there_again_for_its_order_and_is_booked_once() {
    let pilot = Pilot::demo().await;
    let mut fiona = seated(pilot.fixture(), FIONA).await;
    let to_form = async |fiona: &mut Pilot, row: &str| {
        fiona.press(row).await;
        fiona.wait_for("Amount").await;
        fiona.settle().await;
    };
    let open = async |fiona: &mut Pilot| {
        fiona.press("m").await;
        fiona.wait_for("Harbor Point").await;
    };
    open(&mut fiona).await;
    to_form(&mut fiona, "Down Enter").await;
    fiona.sees("Harbor Point");
    let amount = |pilot: &Pilot| pilot.row_of("Amount");
    fiona.type_text("475.0").await;
    let mut fiona = back(fiona, FIONA).await;
    open(&mut fiona).await;
    // A number that is typed is another form.
    to_form(&mut fiona, "Home Enter").await;
    fiona.sees_no(RESTORED);
    assert!(!amount(&fiona).contains("475"), "{}", fiona.screen());
    fiona.type_text("OD-77").await;
    let mut fiona = back(fiona, FIONA).await;
    open(&mut fiona).await;
    to_form(&mut fiona, "Home Enter").await;
    fiona.sees(RESTORED);
    fiona.sees("OD-77");
    fiona.press("Esc").await;
    fiona.wait_for("Leave without saving?").await;
    fiona.press("C-d").await;
    fiona.settle().await;
    to_form(&mut fiona, "Home Enter").await;
    fiona.sees_no(RESTORED);
    fiona.press("Esc").await;
    fiona.settle().await;
    to_form(&mut fiona, "Home Down Enter").await;
    fiona.sees(RESTORED);
    assert!(amount(&fiona).contains("475.0"), "{}", fiona.screen());
    fiona.fixture().is_whole().await;
}

#[tokio::test]
async fn the_day_on_which_money_was_returned_is_there_again_when_the_line_dropped() {
    let pilot = Pilot::demo().await;
    let mut fiona = seated(pilot.fixture(), FIONA).await;
    let to_form = async |fiona: &mut Pilot| {
        fiona.press("M").await;
        fiona.wait_for("1 transfer to return").await;
        fiona.press("Enter").await;
        fiona.wait_for("Value date").await;
        fiona.settle().await;
    };
    to_form(&mut fiona).await;
    fiona.press("Backspace Backspace").await.type_text("2").await;
    let mut fiona = back(fiona, FIONA).await;
    to_form(&mut fiona).await;
    fiona.sees(RESTORED);
    let day = fiona.row_of("Value date");
    assert!(day.contains("2026-06-2") && !day.contains("2026-06-22"), "{day}");
    // Left, it is kept; sent, it is over.
    fiona.press("Esc").await;
    fiona.wait_for("1 transfer to return").await;
    fiona.press("Enter").await;
    fiona.wait_for("Value date").await;
    fiona.settle().await;
    fiona.sees(RESTORED);
    fiona.type_text("2").await;
    fiona.press("C-s").await;
    fiona.settle().await;
    fiona.sees_no("1 transfer to return");
    fiona.fixture().is_whole().await;
}

#[tokio::test]
async fn a_request_says_that_a_reply_waits_and_the_list_that_a_new_one_does() {
    let mut dana = Pilot::demo().await;
    dana.press("s").await;
    dana.wait_for("Partner Center requests").await;
    dana.press("Enter").await;
    dana.wait_for("Request 1005").await;
    dana.press("r").await;
    dana.wait_for("Your reply").await;
    dana.settle().await;
    dana.type_text("From today").await;
    dana.press("Esc").await;
    dana.wait_for("Your reply is waiting as a draft.").await;
    let mut dana = back(dana, Seat::default().person).await;
    dana.press("s").await;
    dana.wait_for("Partner Center requests").await;
    dana.press("Enter").await;
    dana.wait_for("Your reply is waiting as a draft.").await;
    dana.press("r").await;
    dana.wait_for("From today").await;
    dana.press("C-s").await;
    dana.wait_for("Your reply was sent.").await;
    dana.sees_no("is waiting as a draft");
    dana.press("Esc").await;
    dana.wait_for("New request").await;
    dana.sees_no("a draft is waiting");
    dana.press("n").await;
    dana.wait_for("Report problems with Partner Center").await;
    dana.press("Enter Enter").await;
    dana.wait_for("Description").await;
    dana.press("Tab Tab Tab").await.type_text("Which day").await;
    dana.press("Esc Esc Esc").await;
    dana.wait_for("New request · a draft is waiting").await;
    dana.press("n").await;
    dana.wait_for(RESTORED).await;
    dana.fixture().is_whole().await;
}

#[tokio::test]
async fn a_reason_for_rejecting_a_profile_is_there_again_when_the_line_dropped() {
    let mut dana = Pilot::demo().await;
    profile(&mut dana).await;
    dana.press("End").await.type_text(" II").await;
    dana.press("C-s").await;
    dana.wait_for("Purchased offers").await;
    let fixture = dana.hang_up().await;
    let to_profile = async |sofia: &mut Pilot| {
        sofia.press("C-p").await.type_text("1234567").await;
        sofia.wait_for("Aurora Cloud Works LLC").await;
        sofia.press("Enter").await;
        sofia.settle().await;
        sofia.press("p").await;
        sofia.settle().await;
    };
    let mut sofia = seated(&fixture, SOFIA).await;
    to_profile(&mut sofia).await;
    sofia.press("n").await.type_text("No such comp").await;
    let mut sofia = back(sofia, SOFIA).await;
    to_profile(&mut sofia).await;
    sofia.sees(RESTORED);
    sofia.sees("No such comp");
    sofia.type_text("any").await;
    sofia.press("C-s").await;
    sofia.settle().await;
    let mut sofia = back(sofia, SOFIA).await;
    to_profile(&mut sofia).await;
    sofia.sees_no(RESTORED);
    sofia.sees_no("No such company.");
}
