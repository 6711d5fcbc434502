//! Due: the first page of whoever looks after several accounts.

use crate::pilot::asking::SOFIA;
use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, INGRID, Pilot, Seat, TOM};
use crate::{buy, to_card_form, type_card};

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
    pilot.wait_for("Renewal open").await;
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
    pilot.wait_for("Renewal open").await;
}

#[tokio::test]
async fn the_places_of_an_account_are_those_of_the_row_that_is_chosen() {
    let mut pilot = begin().await;
    pilot.press("2").await;
    pilot.wait_for("Purchased offers").await;
    pilot.sees("Brücke");
    pilot.press("1").await;
    pilot.wait_for("Renewal open").await;
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
    pilot.wait_for("Purchased offers").await;
    pilot.press("1").await;
    pilot.wait_for("Pay order").await;
    pilot.sees_no("! last day");
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
        ..seat()
    };
    let mut pilot = Pilot::begin_blank(&fixture, seat).await;
    pilot.wait_for("Renewal open: 1").await;
    pilot.settle().await;
    pilot.press("Enter").await;
    pilot.wait_for("Visa ending in 4242").await;
    pilot.sees("Aurora Cloud Works LLC");
    pilot.press("Enter").await;
    pilot.wait_for("Bill-to address").await;
    pilot.press("Space b").await;
    pilot.wait_for("Order confirmed").await;
    pilot.press("Esc").await;
    pilot.wait_for("Purchased offers").await;
    pilot.press("1").await;
    pilot.wait_for("Money awaited: 1").await;
    pilot.sees_no("Renewal open");
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
    pilot.sees("Renewal open: 2");
    let mut ingrid = pilot.beside(INGRID).await;
    ingrid.press("Enter").await;
    ingrid.wait_for("Select your payment preference").await;
    ingrid.press("Down Enter").await;
    ingrid.wait_for("Contact name").await;
    ingrid.press("C-s").await;
    ingrid.wait_for("Bill-to address").await;
    ingrid.press("Space b").await;
    ingrid.wait_for("Order placed").await;
    pilot.wait_for("Money awaited: 2").await;
    assert!(pilot.row_of("Aurora").contains("Pay order"), "{}", pilot.screen());
}

/// The wizard of the row's company stood below the name of the company that had been open before, or below none.
#[tokio::test]
async fn a_renewal_from_due_stood_below_the_name_of_another_company() {
    let mut pilot = Pilot::demo().await;
    pilot.sees("Aurora Cloud Works LLC");
    pilot.press("1").await;
    pilot.wait_for("Renewal open").await;
    pilot.settle().await;
    for key in ["Enter", "Down Down Enter"] {
        let company = if key == "Enter" { "Brücke" } else { "Aurora" };
        pilot.press(key).await;
        pilot.wait_for("Select your payment preference").await;
        pilot.settle().await;
        pilot.sees(company);
        pilot.press("Esc").await;
        pilot.wait_for("Purchased offers").await;
        pilot.sees(company);
        pilot.press("1").await;
        pilot.wait_for("Renewal open").await;
        pilot.settle().await;
    }
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
    pilot.wait_for("Renewal open").await;
    pilot.settle().await;
    pilot.sees("All accounts");
    pilot.sees_no("2 Offers 1");
}
