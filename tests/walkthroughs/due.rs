//! Due: the first page of whoever looks after several accounts.

use crate::pilot::asking::SOFIA;
use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, INGRID, Pilot, Seat, TOM};
use crate::{buy, to_card_form, type_card};
use ratatui::layout::Size;

/// Dana, who holds a role in seven accounts, and named none of them.
fn seat() -> Seat {
    Seat {
        person: DANA,
        at_account: false,
        ..Seat::default()
    }
}

async fn begin() -> Pilot {
    let pilot = Pilot::begin_blank(&Fixture::demo(), seat()).await;
    pilot.wait_for("To renew").await;
    pilot.settle().await;
    pilot
}

#[tokio::test]
async fn what_is_due_in_all_accounts_comes_first_and_is_answered_without_a_key() {
    let mut pilot = begin().await;
    pilot.sees("1 Due");
    assert!(
        pilot.row_of("Brücke").contains("! last day"),
        "{}",
        pilot.screen()
    );
    // Whoever named an account, or has one, begins with its tiles.
    let named = pilot.fixture().seat(Seat::default()).await;
    named.sees("Purchased offers");
    let sofia = pilot.beside(SOFIA).await;
    sofia.sees("Request queue");
    pilot.press("Esc").await;
    pilot.wait_for("Purchased offers").await;
    pilot.press("1").await;
    pilot.wait_for("To renew").await;
}

#[tokio::test]
async fn the_places_of_an_account_are_those_of_the_row_that_is_chosen() {
    let mut pilot = begin().await;
    pilot.press("2").await;
    pilot.wait_for("Purchased offers").await;
    pilot.sees("Brücke");
    pilot.press("1").await;
    pilot.wait_for("To renew").await;
    pilot.press("Down 3").await;
    pilot.settle().await;
    pilot.sees("No orders");
    pilot.sees("MPN 7890123");
}

#[tokio::test]
async fn the_most_urgent_renewal_is_placed_in_a_few_keys_and_its_row_gives_way() {
    let mut pilot = begin().await;
    pilot.press("Enter").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.press("Down Enter").await;
    pilot.wait_for("Contact name").await;
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    pilot.press("Space b").await;
    pilot.wait_for("Order placed").await;
    pilot.press("Esc").await;
    pilot.wait_for("Pay OD-").await;
    pilot.wait_until_gone("! last day").await;
    pilot.sees("All accounts");
}

/// Due, the wizard on the card that was kept, its review, the terms, Buy.
#[tokio::test]
async fn with_a_saved_card_the_most_urgent_renewal_takes_four_keys_from_start_up() {
    let fixture = Fixture::demo();
    // A card is kept with the purchase of Gold, the third tile.
    let mut keeping = fixture
        .seat(Seat {
            person: TOM,
            ..Seat::default()
        })
        .await;
    keeping.press("Down Down").await;
    to_card_form(&mut keeping).await;
    type_card(&mut keeping, "4242424242424242").await;
    keeping.press("Space C-s").await;
    keeping.wait_for("Bill-to address").await;
    buy(&mut keeping).await;
    keeping.wait_for("Order confirmed").await;
    drop(keeping);

    let seat = Seat {
        person: TOM,
        size: Size::new(120, 40),
        ..seat()
    };
    let mut pilot = Pilot::begin_blank(&fixture, seat).await;
    // What stands beside the row tells which card pays, as soon as the keys are quiet.
    pilot.wait_for("Visa 4242").await;
    pilot.settle().await;
    pilot.sees("Renewal open");
    pilot.press("Enter").await;
    pilot.wait_for("Visa ending in 4242").await;
    pilot.sees("Aurora Cloud Works LLC");
    pilot.press("Enter").await;
    pilot.wait_for("Bill-to address").await;
    pilot.press("Space b").await;
    pilot.wait_for("Order confirmed").await;
    pilot.press("Esc").await;
    pilot.wait_for("Money awaited").await;
    pilot.wait_until_gone("Renewal open").await;
    assert_eq!(pilot.fixture().charges().await, 2);
    fixture.is_whole().await;
}

#[tokio::test]
async fn what_somebody_else_does_is_seen_on_due_at_once() {
    let pilot = begin().await;
    assert!(
        pilot.row_of("Aurora").contains("Renew Action Pack"),
        "{}",
        pilot.screen()
    );
    pilot.sees("To renew 2");
    let mut ingrid = pilot.beside(INGRID).await;
    ingrid.press("Enter").await;
    ingrid.wait_for("Select your payment preference").await;
    ingrid.press("Down Enter").await;
    ingrid.wait_for("Contact name").await;
    ingrid.press("C-s").await;
    ingrid.wait_for("Bill-to address").await;
    ingrid.press("Space b").await;
    ingrid.wait_for("Order placed").await;
    pilot.wait_for("To pay 2").await;
    assert!(pilot.row_of("Aurora").contains("Pay OD-"), "{}", pilot.screen());
}

/// The wizard of the row's company stood below the name of the company that had been open before, or below none.
#[tokio::test]
async fn a_renewal_from_due_stood_below_the_name_of_another_company() {
    let mut pilot = Pilot::demo().await;
    pilot.sees("Aurora Cloud Works LLC");
    pilot.press("1").await;
    pilot.wait_for("To renew").await;
    pilot.settle().await;
    for key in ["Enter", "Down Down Enter"] {
        let company = if key == "Enter" { "Brücke" } else { "Aurora" };
        pilot.press(key).await;
        pilot.wait_for("Select your payment preference").await;
        pilot.settle().await;
        pilot.sees(company);
        pilot.sees_no("All accounts");
        pilot.press("Esc").await;
        pilot.wait_for("To renew").await;
        pilot.settle().await;
        pilot.sees("All accounts");
    }
}

/// Seen: whoever went down the list of a day lost its order, its filter and the caret with each row, and came back to
/// the tiles of that row's account.
#[tokio::test]
async fn a_row_that_was_visited_took_the_list_along_with_it() {
    let mut pilot = begin().await;
    pilot.press("s").await;
    pilot.wait_for("Due, by company").await;
    pilot.settle().await;
    pilot.press("End Enter").await;
    pilot.wait_until_gone("To renew").await;
    pilot.settle().await;
    pilot.sees("Renew: Gold membership");
    pilot.sees_no("All accounts");
    // Help and palette above it lead nowhere else.
    pilot.press("? Esc C-p Esc Esc").await;
    pilot.wait_for("Due, by company").await;
    pilot.settle().await;
    let rows = pilot.rows();
    let caret = rows.iter().position(|row| row.contains('▸'));
    assert!(
        caret.is_some_and(|caret| rows[caret].contains("Gold")),
        "{}",
        pilot.screen()
    );
    // By its number it is the same list.
    pilot.press("Up Enter").await;
    pilot.wait_until_gone("To renew").await;
    pilot.settle().await;
    pilot.sees("Order OD-");
    pilot.press("1").await;
    pilot.wait_for("Due, by company").await;
    pilot.settle().await;
    pilot.press("End").await;
    pilot.press("/").await;
    pilot.type_text("gold").await;
    pilot.settle().await;
    pilot.press("Enter").await;
    pilot.settle().await;
    let rows = |pilot: &Pilot| -> Vec<String> {
        let rows = pilot.rows();
        rows.iter().map(|row| row.trim_end().to_owned()).collect()
    };
    let filtered = rows(&pilot);
    pilot.press("Enter").await;
    pilot.wait_until_gone("To renew").await;
    pilot.settle().await;
    pilot.press("Esc").await;
    pilot.wait_for("To renew").await;
    pilot.settle().await;
    assert_eq!(rows(&pilot), filtered);
}

#[tokio::test]
async fn choosing_oneself_among_the_people_led_to_another_company() {
    let mut pilot = begin().await;
    pilot.press("2").await;
    pilot.wait_for("Purchased offers").await;
    pilot.sees("Brücke");
    pilot.press("w").await;
    pilot.wait_for("Current").await;
    pilot.press("Enter").await;
    pilot.wait_for("Purchased offers").await;
    pilot.settle().await;
    pilot.sees("Brücke");
}

/// The counts of the company that was open before stood beside the places of the chosen row's.
#[tokio::test]
async fn due_counts_nothing_of_one_company_beside_the_places() {
    let mut pilot = Pilot::demo().await;
    pilot.sees("2 Offers 1");
    pilot.press("1").await;
    pilot.wait_for("To renew").await;
    pilot.settle().await;
    pilot.sees("All accounts");
    pilot.sees_no("2 Offers 1");
}

/// Nothing was chosen, so the numbers of the places went to the company that had been open last.
#[tokio::test]
async fn from_a_filter_that_found_nothing_the_places_led_to_some_company() {
    let mut pilot = Pilot::demo().await;
    pilot.press("1").await;
    pilot.wait_for("To renew").await;
    pilot.press("/").await;
    pilot.type_text("nobody").await;
    pilot.wait_for("No results.").await;
    pilot.press("Enter 2").await;
    pilot.wait_for("Nothing is selected here.").await;
    pilot.press("Esc").await;
    pilot.wait_for("Aurora").await;
    pilot.press("2").await;
    pilot.wait_for("Purchased offers").await;
}

#[tokio::test]
async fn a_day_that_ends_on_due_takes_its_rows_along() {
    let pilot = begin().await;
    pilot.sees("! last day");
    pilot.set_clock("2026-06-23 00:00");
    pilot.wait_until_gone("! last day").await;
    pilot.settle().await;
    pilot.sees_no("Last day 1");
    pilot.sees("22 days");
    pilot.sees("Renewal open 3");
    pilot.sees("Answer 1003");
    assert!(!pilot.shows("Brücke"), "{}", pilot.screen());
}

#[tokio::test]
async fn the_rows_are_sorted_by_company_and_by_total_and_the_caret_stays_on_its_row() {
    let mut pilot = begin().await;
    let places = |pilot: &Pilot, texts: [&str; 3]| {
        let rows = pilot.rows();
        texts.map(|text| rows.iter().position(|row| row.contains(text)))
    };
    let caret_is_on = |pilot: &Pilot, text: &str| {
        assert!(pilot.row_of(text).contains('▸'), "{}", pilot.screen());
    };
    caret_is_on(&pilot, "Brücke");
    pilot.press("s").await;
    pilot.wait_for("Due, by company").await;
    pilot.settle().await;
    let [aurora, brucke, harbor] = places(&pilot, ["Aurora", "Brücke", "Harbor"]);
    assert!(
        aurora.is_some() && aurora < brucke && brucke < harbor,
        "{}",
        pilot.screen()
    );
    caret_is_on(&pilot, "Brücke");
    pilot.press("s").await;
    pilot.wait_for("Due, by total").await;
    pilot.settle().await;
    let [euro, zloty, dollar] = places(&pilot, ["€487.90", "PLN 1,800.00", "$4,730.00"]);
    assert!(
        euro.is_some() && euro < zloty && zloty < dollar,
        "{}",
        pilot.screen()
    );
    caret_is_on(&pilot, "Brücke");
    pilot.press("s").await;
    pilot.wait_until_gone("by total").await;
    pilot.settle().await;
    assert!(
        pilot.row_of("Brücke").contains("! last day"),
        "{}",
        pilot.screen()
    );
}
