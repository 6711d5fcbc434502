//! Due: the first page of whoever looks after several accounts.

use crate::pilot::asking::SOFIA;
use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, Pilot, Seat};

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
    pilot.wait_for("Pay order").await;
    pilot.sees_no("! last day");
}
