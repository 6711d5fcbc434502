//! What was typed survives: a quiet moment, a dropped line, another language, another size, a huge paste.

use std::time::Duration;

use offerdesk::tui::term::event::Input;

use crate::pilot::{DANA, Pilot, Seat};
use crate::{buy, to_card_form, to_name, to_review, type_card};

const GOOD: &str = "4242424242424242";

#[tokio::test]
async fn two_quiet_seconds_keep_the_draft_and_the_next_session_resumes_it() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    pilot.settle().await;
    to_name(&mut pilot).await;
    pilot.type_text("Dana Zażółć").await;
    pilot.fixture().keeps_draft(DANA, Some("holder: \"\"")).await;
    pilot.advance(Duration::from_secs(2)).await;
    pilot
        .fixture()
        .keeps_draft(DANA, Some("holder: \"Dana Zażółć\""))
        .await;
    // The line drops, and the session has no chance to do anything about it.
    let fixture = pilot.fixture().clone();
    drop(pilot);
    let mut pilot = fixture.seat(Seat::default()).await;
    pilot.press("Enter").await;
    pilot.wait_for("Name on card").await;
    pilot.sees("Dana Zażółć");
    pilot.sees("draft");
}

/// Nothing told that something was left half done but the wizard itself.
#[tokio::test]
async fn a_tile_tells_that_a_draft_waits_until_it_is_bought_or_thrown_away() {
    const WAITS: &str = "A draft is waiting.";
    let mut pilot = Pilot::demo().await;
    // Who only looked in has left nothing.
    pilot.press("Enter").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.press("Esc").await;
    pilot.wait_for("Purchased offers").await;
    pilot.settle().await;
    pilot.sees_no(WAITS);
    to_card_form(&mut pilot).await;
    pilot.press("Esc Esc").await;
    pilot.wait_for(WAITS).await;
    // It is its author's.
    let tom = pilot.beside(crate::pilot::TOM).await;
    tom.sees_no(WAITS);
    pilot.press("Enter").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.press("C-d").await;
    pilot.wait_for("Discard this draft?").await;
    pilot.press("C-d").await;
    pilot.wait_for("Purchased offers").await;
    pilot.settle().await;
    pilot.sees_no(WAITS);
    to_review(&mut pilot, GOOD).await;
    buy(&mut pilot).await;
    pilot.wait_for("Order confirmed").await;
    pilot.press("Enter").await;
    pilot.wait_for("Renewal from June 15, 2027").await;
    pilot.sees_no(WAITS);
}

#[tokio::test]
async fn a_hangup_keeps_what_was_typed_a_moment_ago() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    type_card(&mut pilot, GOOD).await;
    let fixture = pilot.hang_up().await;
    let mut pilot = fixture.seat(Seat::default()).await;
    pilot.press("Enter").await;
    pilot.wait_for("Name on card").await;
    pilot.sees("Dana Whitfield");
    pilot.sees("98052");
    pilot.sees_no("•");
}

#[tokio::test]
async fn a_draft_left_at_the_review_comes_back_there_with_the_card_as_the_bank_knows_it() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, GOOD).await;
    pilot.press("BackTab").await.type_text("PO-9").await;
    let fixture = pilot.hang_up().await;
    let mut pilot = fixture.seat(Seat::default()).await;
    pilot.press("Enter").await;
    pilot.wait_for("Bill-to address").await;
    pilot.sees("PO-9");
    pilot.sees("Visa ending in 4242");
    buy(&mut pilot).await;
    pilot.wait_for("Order confirmed").await;
    assert_eq!(fixture.charges().await, 1);
}

#[tokio::test]
async fn a_draft_of_days_ago_still_pays_once_and_on_todays_terms() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, GOOD).await;
    let fixture = pilot.hang_up().await;
    fixture.set_clock("2026-07-10 09:00");
    let mut pilot = fixture.seat(Seat::default()).await;
    pilot.press("Enter").await;
    pilot.wait_for("Bill-to address").await;
    pilot.sees("through Jun 14, 2027");
    buy(&mut pilot).await;
    pilot.wait_for("Order confirmed").await;
    assert_eq!(fixture.charges().await, 1);
}

#[tokio::test]
async fn a_draft_whose_window_has_closed_goes_on_as_a_purchase_and_says_so() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, GOOD).await;
    let fixture = pilot.hang_up().await;
    // The window closed on July 14; from then on the offer is for sale again, under another purpose.
    fixture.set_clock("2026-07-15 09:00");
    let mut pilot = fixture.seat(Seat::default()).await;
    pilot.sees("Lapsed");
    pilot.press("Down Enter").await;
    pilot.wait_for("Bill-to address").await;
    pilot.sees("Subscribe: Microsoft Action Pack");
    pilot.sees("One year from the");
    buy(&mut pilot).await;
    pilot.wait_for("Order confirmed").await;
    pilot.sees("expires July 15, 2027");
}

#[tokio::test]
async fn a_draft_is_discarded_only_after_the_question_whether_to() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    to_name(&mut pilot).await;
    pilot.type_text("Dana").await;
    pilot.press("Esc C-d").await;
    pilot.wait_for("Discard this draft?").await;
    pilot.press("Esc").await;
    pilot.sees_no("Discard this draft?");
    pilot.press("Enter").await;
    pilot.wait_for("Dana").await;
    pilot.press("Esc C-d").await;
    pilot.wait_for("Discard this draft?").await;
    pilot.press("C-d").await;
    pilot.wait_for("Purchased offers").await;
    pilot.fixture().keeps_draft(DANA, None).await;
    to_card_form(&mut pilot).await;
    assert!(
        !pilot.row_of("Name on card").contains("Dana"),
        "{}",
        pilot.screen()
    );
}

#[tokio::test]
async fn another_language_midway_changes_the_words_and_nothing_else() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, GOOD).await;
    pilot.press("BackTab").await.type_text("PO-3").await;
    pilot.press("Esc Esc Esc").await;
    pilot.wait_for("Purchased offers").await;
    pilot.press("L").await;
    pilot.wait_for("Członkostwo Silver").await;
    pilot.press("Enter").await;
    pilot.wait_for("Wybierz formę płatności").await;
    pilot.press("Enter").await;
    pilot.sees("Dana Whitfield");
    pilot.press("C-s").await;
    pilot.wait_for("Dane do faktury").await;
    pilot.sees("PO-3");
    pilot.sees("475,00");
    pilot.sees("Visa o końcówce 4242");
    buy(&mut pilot).await;
    pilot.wait_for("Zamówienie potwierdzone").await;
    pilot.sees("14 czerwca 2027");
}

#[tokio::test]
async fn any_size_down_to_one_cell_loses_nothing() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    type_card(&mut pilot, GOOD).await;
    let before = (pilot.rows(), pilot.style_map(), pilot.cursor());
    for (width, height) in [
        (60, 18),
        (59, 18),
        (20, 5),
        (2, 1),
        (1, 1),
        (1, 40),
        (200, 60),
        (80, 24),
    ] {
        pilot.resize(width, height).await;
    }
    assert_eq!((pilot.rows(), pilot.style_map(), pilot.cursor()), before);
}

/// "Too small" was all that was shown while keys bought, and canceled an order.
#[tokio::test]
async fn nobody_buys_what_a_window_is_too_small_to_show() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, GOOD).await;
    pilot.resize(59, 18).await;
    buy(&mut pilot).await;
    pilot.press("Esc").await;
    pilot.settle().await;
    pilot.resize(80, 24).await;
    pilot.sees("[ ] I accept");
    assert_eq!(pilot.fixture().charges().await, 0);
    buy(&mut pilot).await;
    pilot.wait_for("Order confirmed").await;
    assert_eq!(pilot.fixture().charges().await, 1);
}

#[tokio::test]
async fn a_paste_of_ten_megabytes_is_refused_whole_and_leaves_the_field_as_it_was() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    to_name(&mut pilot).await;
    pilot.type_text("Dana").await;
    // What the decoder makes of it: it gives up beyond its limit.
    pilot.give(Input::PasteTooLarge).await;
    pilot.sees("The text is too long to paste. Nothing was inserted.");
    pilot.sees("Dana");
    // Below that limit a field's own limit decides.
    pilot.paste(&"x".repeat(10_000_000)).await;
    pilot.sees("What you pasted doesn't fit here. Nothing was inserted.");
    assert!(!pilot.row_of("Name on card").contains('x'), "{}", pilot.screen());
    pilot.type_text("!").await;
    pilot.sees("Dana!");
    pilot.sees_no("doesn't fit");
}

/// Filters and the palette dropped it without a word, and a list of names any paste at all.
#[tokio::test]
async fn a_paste_that_is_too_long_is_told_wherever_something_is_typed() {
    let mut pilot = Pilot::demo().await;
    let long = "x".repeat(5_000);
    let told = |pilot: &Pilot, place: &str| {
        assert!(
            pilot.shows("doesn't fit here. Nothing was inserted."),
            "{place}:\n{}",
            pilot.screen()
        );
        assert!(!pilot.shows("xx"), "{place}:\n{}", pilot.screen());
    };
    pilot.press("C-p").await.paste(&long).await;
    told(&pilot, "palette");
    pilot.press("Esc a").await;
    pilot.wait_for("Harbor Point").await;
    pilot.press("/").await.paste(&long).await;
    told(&pilot, "filter");
    pilot.type_text("h").await;
    pilot.sees_no("doesn't fit here");
    pilot.give(Input::PasteTooLarge).await;
    told(&pilot, "filter, ten megabytes");
    pilot.press("Esc Esc x").await;
    pilot.wait_for("Cancel it?").await;
    for field in [
        "Title",
        "Description",
        "Contact name",
        "Contact email",
        "Contact phone",
    ] {
        // A label may be out of sight until one comes to it.
        while !pilot.shows(&format!("▸ {field}")) {
            pilot.press("Tab").await;
        }
        pilot.paste(&long).await;
        told(&pilot, field);
        pilot.type_text("y").await;
        pilot.sees_no("doesn't fit here");
    }
    pilot.press("Esc").await;
    pilot.wait_for("Purchased offers").await;
    to_card_form(&mut pilot).await;
    pilot.paste(&"4".repeat(40)).await;
    pilot.sees("This field takes at most 19 digits.");
    pilot.press("Tab Tab Tab Tab").await.paste(&long).await;
    told(&pilot, "country");
}

#[tokio::test]
async fn a_terminal_that_takes_no_more_bytes_ends_the_session_and_keeps_what_was_typed() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    pilot.settle().await;
    to_name(&mut pilot).await;
    pilot.type_text("Zed").await;
    pilot.break_terminal();
    pilot.press_at_once("x");
    pilot.ended().await;
    pilot.fixture().keeps_draft(DANA, Some("holder: \"Zedx\"")).await;
}
