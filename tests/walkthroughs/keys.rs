//! Keys of one's own, and taking back what was typed.

use crate::pilot::fixture::Fixture;
use crate::pilot::{Pilot, Seat};
use crate::{to_card_form, to_name, to_review};

const GOOD: &str = "4242424242424242";
/// Other keys for what a renewal takes.
const OWN: &str = "[keys]\nactivate = [\"ctrl-v\"]\nbuy = [\"ctrl-g\"]\nback = [\"ctrl-q\"]\nclose = [\"ctrl-q\"]\nhelp = \
                   [\"ctrl-f\"]\ndiscard = [\"ctrl-r\"]\nsubmit = [\"alt-s\"]\ntoggle = [\"z\"]\nundo = [\"alt-z\"]\n";

#[tokio::test]
async fn a_renewal_is_made_with_keys_of_ones_own_and_the_screen_names_no_others() {
    let seat = Seat {
        keymap: OWN,
        ..Seat::default()
    };
    let mut pilot = Fixture::demo().seat(seat).await;
    pilot.sees("Ctrl-V Renew");
    pilot.press("Enter").await;
    pilot.sees("Purchased offers");
    pilot.press("C-v").await;
    pilot.wait_for("Select your payment preference").await;
    // There is nothing to discard yet.
    pilot.sees_no("Discard draft");
    pilot.press("C-v").await;
    pilot.wait_for("Name on card").await;
    pilot.press("C-q").await;
    pilot.sees("Ctrl-R Discard draft");
    pilot.press("C-r").await;
    assert!(pilot.row_of("Ctrl-R").contains("Discard"));
    assert!(pilot.row_of("Keep editing").contains("Ctrl-Q"));
    pilot.sees_no("Esc");
    pilot.press("C-q C-v").await;
    pilot.wait_for("Name on card").await;
    pilot.sees("Alt-S Submit");
    crate::type_card(&mut pilot, GOOD).await;
    pilot.press("BackTab C-f").await;
    pilot.sees("Alt-Z");
    pilot.sees_no("Ctrl-_");
    pilot.press("C-q A-s").await;
    pilot.wait_for("Bill-to address").await;
    pilot.press("Space b C-b").await;
    pilot.sees("[ ] I accept");
    pilot.press("z C-g").await;
    pilot.wait_for("Order confirmed").await;
    assert_eq!(pilot.fixture().charges().await, 1);
}

#[tokio::test]
async fn typing_is_taken_back_and_made_again() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    to_name(&mut pilot).await;
    pilot.type_text("Dana Whitfeild").await;
    pilot.press("C-_").await;
    pilot.sees_no("Whitfeild");
    assert!(pilot.row_of("Name on card").contains("Dana"));
    pilot.press("C-y").await;
    pilot.sees("Dana Whitfeild");
    pilot.press("A-u A-u A-u").await;
    assert!(!pilot.row_of("Name on card").contains("Dana"));
    // A card number has no history.
    pilot
        .press("BackTab BackTab BackTab")
        .await
        .type_text("4242")
        .await;
    let typed = pilot.row_of("Card number");
    pilot.press("C-_ A-u C-y").await;
    assert_eq!(pilot.row_of("Card number"), typed);
    to_nothing(&mut pilot).await;
}

/// In a session without a shell behind it, Ctrl-Z means nothing and loses nothing.
async fn to_nothing(pilot: &mut Pilot) {
    let screen = pilot.screen();
    pilot.press("C-z").await;
    assert_eq!(pilot.screen(), screen);
}

#[tokio::test]
async fn undo_does_not_leave_the_field_that_it_is_about() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, GOOD).await;
    pilot.press("BackTab").await.type_text("PO-1").await;
    pilot.press("Tab C-_ Tab BackTab BackTab").await;
    pilot.sees("PO-1");
    pilot.press("C-_").await;
    pilot.sees_no("PO-1");
}

/// Ctrl-U did nothing in the number, the first field in which a newcomer mistypes.
#[tokio::test]
async fn the_keys_that_delete_wipe_a_field_of_hidden_digits() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    for wipe in ["C-u", "C-w"] {
        pilot.type_text("42424242").await;
        assert!(pilot.row_of("Card number").contains('•'), "{}", pilot.screen());
        pilot.press("C-a C-e A-b A-f C-k A-d").await;
        assert!(pilot.row_of("Card number").contains("•••• ••••"), "{wipe}");
        pilot.press(wipe).await;
        assert!(!pilot.row_of("Card number").contains('•'), "{wipe}");
        assert!(!pilot.row_of("Card number").contains("Visa"), "{wipe}");
    }
    pilot.press("F1").await;
    pilot.wait_for("Keys on this screen").await;
    assert!(
        pilot.row_of("Erase the digits").contains("Ctrl-U"),
        "{}",
        pilot.screen()
    );
}

/// Help was opened over help, and had to be closed as often.
#[tokio::test]
async fn help_is_closed_by_its_own_key_and_never_opened_twice() {
    let mut pilot = Pilot::demo().await;
    for key in ["?", "F1"] {
        pilot.press(key).await;
        pilot.wait_for("Keys on this screen").await;
        pilot.press(key).await;
        pilot.wait_for("Purchased offers").await;
        pilot.sees_no("Keys on this screen");
    }
    // Nor by way of the palette, which lies over it.
    pilot.press("? C-p").await;
    pilot.wait_for("Commands").await;
    pilot.press("F1 Esc").await;
    pilot.wait_for("Keys on this screen").await;
    pilot.press("Esc").await;
    pilot.wait_for("Purchased offers").await;
    // With Caps Lock on, the keys that edit a line are the same.
    to_card_form(&mut pilot).await;
    to_name(&mut pilot).await;
    pilot.type_text("Dana Whitfield").await;
    pilot.press("A-B").await.type_text("X").await;
    pilot.sees("Dana XWhitfield");
}
