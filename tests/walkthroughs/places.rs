//! The places and their numbers, and giving an order up from its page.

use crate::pilot::asking::{Ask, SAM, SOFIA};
use crate::pilot::{DANA, FIONA, Pilot};
use crate::{order_number, to_card_form, to_name};

/// An order that waits for its transfer; gives its number.
async fn placed(pilot: &mut Pilot) -> String {
    pilot.press("Enter").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.press("Down Enter").await;
    pilot.wait_for("Contact name").await;
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    pilot.press("Space b").await;
    pilot.wait_for("Order placed").await;
    let number = order_number(pilot);
    pilot.press("Esc").await;
    pilot.wait_for("Awaiting payment").await;
    number
}

/// The row that the heading of a screen stands in.
fn heading(pilot: &Pilot) -> String {
    pilot.screen().lines().nth(2).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_number_goes_to_a_place_from_a_place_and_from_what_it_leads_to() {
    let mut pilot = Pilot::demo().await;
    placed(&mut pilot).await;
    for (key, expected) in [("3", "Orders"), ("7", "Legal profile"), ("2", "Purchased offers")] {
        // On the Legal profile the first field has the keys; its button leaves the numbers alone as well.
        if heading(&pilot).contains("Legal profile") {
            pilot.press("Esc").await;
            pilot.settle().await;
        }
        pilot.press(key).await;
        pilot.settle().await;
        assert!(heading(&pilot).contains(expected), "{key}\n{}", pilot.screen());
    }
    pilot.press("3 Enter").await;
    pilot.wait_for("Wire transfer instructions").await;
    pilot.press("5").await;
    pilot.settle().await;
    assert!(heading(&pilot).contains("Support"), "{}", pilot.screen());
    pilot.click("2 Offers").await;
    pilot.settle().await;
    assert!(heading(&pilot).contains("Purchased offers"), "{}", pilot.screen());
    pilot.sees_no("9 Money");
    pilot.press("9").await;
    pilot.sees("Record a payment: You need one of these roles: Finance.");
}

#[tokio::test]
async fn keys_of_places_that_finance_has_no_part_in_said_nothing() {
    let mut fiona = Pilot::demo().await.beside(FIONA).await;
    fiona.wait_for("Record a payment").await;
    fiona.press("5").await;
    fiona.sees("Support: You need one of these roles: Global admin");
    fiona.press("1").await;
    fiona.sees("Request queue: You need one of these roles: Support");
    fiona.press("2").await;
    fiona.wait_for("Purchased offers").await;
    fiona.press("s").await;
    fiona.sees("You need one of these roles: Global admin");
}

#[tokio::test]
async fn what_waits_is_counted_behind_its_place_and_follows_what_others_do() {
    let mut dana = Pilot::demo().await;
    dana.settle().await;
    dana.sees("2 Offers 1   3 Orders   5 Support   7 Company");
    let request = dana.fixture().ask(Ask::default()).await;
    let sofia = dana.beside(SOFIA).await;
    sofia.wait_for("1 Queue 7   2 Offers").await;
    let fiona = dana.beside(FIONA).await;
    fiona.wait_for("Record a payment").await;
    fiona.sees_no("Queue");

    // It is the company's turn now, and nobody else's of Support.
    let id = request.request.id;
    dana.fixture()
        .reply(SOFIA, id, "Which day do you mean?", true)
        .await;
    dana.wait_for("5 Support 1   7 Company").await;
    sofia.wait_for("1 Queue 6   2 Offers").await;
    dana.fixture().reply(DANA, id, "Today, please.", false).await;
    dana.wait_for("5 Support   7 Company").await;
    sofia.wait_for("1 Queue 7   2 Offers").await;
    dana.fixture().take(SAM, id).await;
    sofia.wait_for("1 Queue 6   2 Offers").await;

    placed(&mut dana).await;
    dana.settle().await;
    dana.sees("2 Offers   3 Orders 1   5 Support");
}

#[tokio::test]
async fn a_number_is_text_where_text_is_typed_and_nothing_while_something_is_asked() {
    let mut pilot = Pilot::demo().await;
    pilot.press("Enter").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.press("3 7").await;
    pilot.sees("Select your payment preference");
    pilot.press("Esc").await;
    to_card_form(&mut pilot).await;
    to_name(&mut pilot).await;
    pilot.press("3 7").await;
    assert!(pilot.row_of("Name on card").contains("37"), "{}", pilot.screen());
    let mut fiona = pilot.beside(FIONA).await;
    fiona.press("9").await;
    fiona.wait_for("Record a payment").await;
    fiona.press("/").await;
    fiona.press("2").await;
    fiona.settle().await;
    fiona.sees("Record a payment");
}

/// Seen: "You can replace it with a new order", and no button that did.
#[tokio::test]
async fn an_order_that_was_not_paid_in_time_leads_to_a_new_one() {
    let mut pilot = Pilot::demo().await;
    placed(&mut pilot).await;
    pilot.set_clock("2026-07-23 12:00");
    pilot.settle().await;
    pilot.press("3 Enter").await;
    pilot.wait_for("Not paid by July 22, 2026.").await;
    assert!(
        pilot.row_of("New order").contains("▸  New order"),
        "{}",
        pilot.screen()
    );
    pilot.press("P").await;
    pilot.sees("This order was due on July 22, 2026.");
    pilot.press("Enter").await;
    pilot.wait_for("Subscribe: Microsoft Action Pack").await;
    pilot.sees("Select your payment preference");
}

#[tokio::test]
async fn an_order_that_waits_is_given_up_from_its_page_after_a_question() {
    let mut pilot = Pilot::demo().await;
    let number = placed(&mut pilot).await;
    pilot.press("3 Enter").await;
    pilot.wait_for("Wire transfer instructions").await;
    pilot.press("x").await;
    pilot.sees(&format!("Cancel order {number}?"));
    pilot.sees("Aurora Cloud Works LLC");
    pilot.sees("$475.00");
    // What changes nothing has the keys first.
    pilot.press("Enter").await;
    pilot.wait_for("Wire transfer instructions").await;
    pilot.press("x Down Enter").await;
    pilot.wait_for(&format!("Order {number} was canceled.")).await;
    pilot.settle().await;
    pilot.press("2").await;
    pilot.wait_for("23 days left").await;
    pilot.sees_no("Awaiting payment");
    assert_eq!(pilot.fixture().charges().await, 0);
}

#[tokio::test]
async fn an_order_of_the_open_account_was_given_up_below_all_accounts() {
    let mut pilot = Pilot::demo().await;
    placed(&mut pilot).await;
    pilot.press("3 Enter").await;
    pilot.wait_for("Wire transfer instructions").await;
    pilot.press("x").await;
    pilot.sees("Keep the order");
    pilot.sees("MPN 1234567");
    pilot.sees_no("All accounts");
}

#[tokio::test]
async fn who_may_not_give_an_order_up_is_told_why() {
    let mut pilot = Pilot::demo().await;
    let number = placed(&mut pilot).await;
    let mut fiona = pilot.beside(FIONA).await;
    fiona.press("C-p").await;
    fiona.type_text(&number).await;
    fiona.settle().await;
    fiona.wait_for(&format!("Order {number}")).await;
    fiona.press("Enter").await;
    fiona.wait_for("Wire transfer instructions").await;
    fiona.press("x").await;
    fiona.sees("Cancel order · You need one of these roles");
    fiona.sees_no("x Cancel order");
    fiona.sees_no("Keep the order");
}
