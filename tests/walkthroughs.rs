//! Whole walks through the desk, as operators take them: real loop, real services, real store, sandbox bank; keys in,
//! and an emulated terminal out.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "support/cards.rs"]
mod card_numbers;
#[path = "support/chance.rs"]
mod chance;
#[path = "support/direct.rs"]
mod direct;
#[path = "support/pilot.rs"]
mod pilot;
#[path = "support/said.rs"]
mod said;

#[path = "walkthroughs/cards.rs"]
mod cards;
#[path = "walkthroughs/changing.rs"]
mod changing;
#[path = "walkthroughs/copying.rs"]
mod copying;
#[path = "walkthroughs/drafts.rs"]
mod drafts;
#[path = "walkthroughs/due.rs"]
mod due;
#[path = "walkthroughs/finding.rs"]
mod finding;
#[path = "walkthroughs/form_drafts.rs"]
mod form_drafts;
#[path = "walkthroughs/keys.rs"]
mod keys;
#[path = "walkthroughs/midnight.rs"]
mod midnight;
#[path = "walkthroughs/mouse.rs"]
mod mouse;
#[path = "walkthroughs/people.rs"]
mod people;
#[path = "walkthroughs/places.rs"]
mod places;
#[path = "walkthroughs/preferences.rs"]
mod preferences;
#[path = "walkthroughs/profiles.rs"]
mod profiles;
#[path = "walkthroughs/records.rs"]
mod records;
#[path = "walkthroughs/requests.rs"]
mod requests;
#[path = "walkthroughs/silence.rs"]
mod silence;
#[path = "walkthroughs/support.rs"]
mod support;
#[path = "walkthroughs/terminals.rs"]
mod terminals;
#[path = "walkthroughs/themes.rs"]
mod themes;
#[path = "walkthroughs/transfers.rs"]
mod transfers;
#[path = "walkthroughs/typed_ahead.rs"]
mod typed_ahead;
#[path = "walkthroughs/typed_cards.rs"]
mod typed_cards;
#[path = "walkthroughs/unseen.rs"]
mod unseen;

use pilot::Pilot;

/// From the tile to the card form.
async fn to_card_form(pilot: &mut Pilot) {
    pilot.press("Enter").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.press("Enter").await;
    pilot.wait_for("Name on card").await;
}

/// From the card form's first field to the name.
async fn to_name(pilot: &mut Pilot) {
    pilot.press("Tab Tab Tab").await;
}

/// The card form, filled in; the focus stays on the last field.
async fn type_card(pilot: &mut Pilot, number: &str) {
    pilot
        .fill(&[number, "12/30", "737", "Dana Whitfield", "US", "98052"])
        .await;
}

/// From the tile to the review, with a card.
async fn to_review(pilot: &mut Pilot, number: &str) {
    to_card_form(pilot).await;
    type_card(pilot, number).await;
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
}

/// From the review on: the terms are accepted, and Buy.
async fn buy(pilot: &mut Pilot) {
    pilot.press("Space b").await;
}

/// The order number that the screen shows.
fn order_number(pilot: &Pilot) -> String {
    let screen = pilot.screen();
    let number = screen
        .split_whitespace()
        .map(|word| word.trim_matches(['(', ')', ',', '.']))
        .find(|word| word.starts_with("OD-"));
    number
        .unwrap_or_else(|| panic!("no order number:\n{screen}"))
        .to_owned()
}
