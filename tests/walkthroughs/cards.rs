//! Paying by card.

use crate::pilot::Pilot;
use crate::{buy, order_number, to_card_form, to_name, to_review, type_card};

const GOOD: &str = "4242424242424242";
const DECLINED: &str = "4000000000009995";

/// Digits alone stood there as they were typed, unlike on any card.
#[tokio::test]
async fn an_expiration_in_digits_alone_is_written_as_on_the_card() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    pilot
        .press("Tab")
        .await
        .type_text("1230")
        .await
        .press("Tab")
        .await;
    assert!(pilot.row_of("Expiration").contains("12/30"), "{}", pilot.screen());
}

#[tokio::test]
async fn a_renewal_is_paid_by_card_from_the_tile_to_the_tile() {
    let mut pilot = Pilot::demo().await;
    pilot.sees("Renewal open");
    to_card_form(&mut pilot).await;
    type_card(&mut pilot, GOOD).await;
    pilot.sees("Visa");
    assert!(
        !pilot.row_of("Card number").contains("4242 4242"),
        "{}",
        pilot.screen()
    );
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    pilot.sees("through Jun 14, 2027");
    pilot.sees("Visa ending in 4242");
    pilot.sees("$475.00 is charged to Visa ending in 4242 immediately.");
    buy(&mut pilot).await;
    pilot.wait_for("Order confirmed").await;
    pilot.sees("It expires June 14, 2027");
    pilot.sees("$475.00 was charged to Visa ending in 4242.");
    pilot.press("Enter").await;
    pilot.wait_for("Renewal from June 15, 2027").await;
    assert_eq!(pilot.fixture().charges().await, 1);
    pilot.fixture().is_whole().await;
}

#[tokio::test]
async fn buy_pressed_twice_charges_once() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, GOOD).await;
    pilot.press("Space").await;
    pilot.press_at_once("b b C-b");
    pilot.wait_for("Order confirmed").await;
    pilot.settle().await;
    assert_eq!(pilot.fixture().charges().await, 1);
}

/// The button has the focus, and Enter on it buys: a second Enter found the bank being asked, and closed that.
#[tokio::test]
async fn an_impatient_second_enter_on_buy_keeps_the_payment_in_sight() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, GOOD).await;
    pilot.press("Space").await;
    pilot.press_at_once("Enter Enter Enter");
    pilot.wait_for("Order confirmed").await;
    pilot.settle().await;
    assert_eq!(pilot.fixture().charges().await, 1);
}

#[tokio::test]
async fn going_back_from_every_step_keeps_what_was_typed_except_number_and_code() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    type_card(&mut pilot, GOOD).await;
    pilot.press("Esc").await;
    pilot.sees("Select your payment preference");
    pilot.press("Enter").await;
    for kept in ["Dana Whitfield", "12/30", "98052", "4242", "Visa", "•••"] {
        pilot.sees(kept);
    }
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    pilot.press("BackTab").await.type_text("PO-77 Zażółć").await;
    pilot.press("Esc").await;
    // Submitted: number and code are wiped, the rest is there, and so is the card as the bank knows it.
    for kept in ["Dana Whitfield", "12/30", "98052", "Visa ending in 4242"] {
        pilot.sees(kept);
    }
    // Seen: both fields stood empty, as if they had to be typed again.
    assert!(
        pilot.row_of("Card number").contains("•••• 4242"),
        "{}",
        pilot.screen()
    );
    assert!(
        pilot.row_of("Security code").contains("•••"),
        "{}",
        pilot.screen()
    );
    pilot.press("Esc").await;
    pilot.sees("Select your payment preference");
    pilot.press("Down Enter").await;
    pilot.wait_for("Contact name").await;
    pilot
        .refill(&["Ana Example", "+1 425 555 0100", "not-an-email"])
        .await;
    pilot.press("Esc").await;
    pilot.sees_no("not-an-email");
    pilot.press("Esc").await;
    pilot.wait_for("Purchased offers").await;
    pilot.press("Enter").await;
    pilot.wait_for("draft").await;
    pilot.press("Enter").await;
    for kept in ["Ana Example", "+1 425 555 0100", "not-an-email"] {
        pilot.wait_for(kept).await;
    }
    pilot.press("Esc Up Enter").await;
    pilot.wait_for("98052").await;
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    pilot.sees("PO-77 Zażółć");
    buy(&mut pilot).await;
    pilot.wait_for("Order confirmed").await;
    pilot.sees("PO-77 Zażółć");
}

#[tokio::test]
async fn a_declined_card_gives_way_to_another_one_under_the_same_order_number() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, DECLINED).await;
    buy(&mut pilot).await;
    pilot
        .wait_for("The card was declined: there isn't enough money on the card.")
        .await;
    let number = order_number(&pilot);
    pilot.press("Enter").await;
    pilot.wait_for("Name on card").await;
    pilot.sees("Dana Whitfield");
    pilot.sees_no("•");
    // The focus waits where something is missing, and why is still to be read while it is typed.
    pilot.sees("✗ The card was declined: there isn't enough money on the card.");
    pilot.fill(&[GOOD, "", "737"]).await;
    pilot.sees("✗ The card was declined: there isn't enough money on the card.");
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    // The terms stay accepted.
    pilot.press("b").await;
    pilot.wait_for("Order confirmed").await;
    assert_eq!(order_number(&pilot), number);
    assert_eq!(pilot.fixture().charges().await, 1);
    pilot.fixture().is_whole().await;
}

#[tokio::test]
async fn leaving_the_wizard_after_a_decline_gives_the_order_up_from_whichever_step() {
    for way_out in ["Esc", "Enter Esc Esc"] {
        let mut pilot = Pilot::demo().await;
        to_review(&mut pilot, DECLINED).await;
        buy(&mut pilot).await;
        pilot.wait_for("The card was declined").await;
        pilot.sees("If you close this screen, the order is canceled");
        pilot.press(way_out).await;
        pilot.wait_for("Purchased offers").await;
        pilot.press("o").await;
        pilot.wait_for("Canceled").await;
        pilot.press("Esc").await;
        pilot.sees_no("Not charged");
        pilot.fixture().is_whole().await;
    }
}

/// Seen: the sentence said "or pay another way", and the only button tried the same card again.
#[tokio::test]
async fn another_way_of_payment_is_one_button_away_after_a_decline() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, DECLINED).await;
    buy(&mut pilot).await;
    pilot.wait_for("The card was declined").await;
    pilot.sees("Correct the card");
    pilot.press("Right Enter").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.sees("✗ The card was declined");
    pilot.press("Down Enter").await;
    pilot.wait_for("Contact name").await;
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    // The terms stay accepted.
    pilot.press("b").await;
    pilot.wait_for("Order placed").await;
    assert_eq!(pilot.fixture().charges().await, 0);
    pilot.fixture().is_whole().await;
}

/// What stands for a card that was given is none of its digits: another number is typed from its beginning.
#[tokio::test]
async fn a_card_that_was_given_gives_way_to_the_first_digit_of_another_one() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, GOOD).await;
    pilot.press("Esc").await;
    pilot.wait_for("Ready: Visa ending in 4242").await;
    pilot.type_text("5").await;
    pilot.sees_no("4242");
    assert!(!pilot.row_of("Security code").contains('•'), "{}", pilot.screen());
}

/// Seen: a card number in the field for the name was objected to only when the form was sent, and in words for others.
#[tokio::test]
async fn a_card_number_in_the_field_for_the_name_is_told_when_that_is_left() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    to_name(&mut pilot).await;
    pilot.press("C-u").await.type_text(GOOD).await;
    pilot.sees_no("looks like a card number");
    pilot.press("Tab").await;
    pilot.wait_for("looks like a card number").await;
    pilot.sees("The card number belongs in the field above.");
}

#[tokio::test]
async fn leaving_at_the_method_after_a_decline_is_where_the_wizard_opens_again() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, DECLINED).await;
    buy(&mut pilot).await;
    pilot.wait_for("The card was declined").await;
    pilot.press("Enter Esc Down Enter").await;
    pilot.wait_for("Contact name").await;
    pilot.press("Esc Esc").await;
    pilot.wait_for("Purchased offers").await;
    pilot.press("o").await;
    pilot.wait_for("Canceled").await;
    pilot.press("Esc Enter").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.fixture().is_whole().await;
}

#[tokio::test]
async fn a_kept_card_pays_without_being_typed_again() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    type_card(&mut pilot, GOOD).await;
    pilot.press("Space").await;
    pilot.sees("[x]");
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    buy(&mut pilot).await;
    pilot.wait_for("Order confirmed").await;
    pilot.press("Enter").await;
    pilot.wait_for("Purchased offers").await;
    // Gold is for sale: the third tile.
    pilot.press("Down Down Enter").await;
    pilot.wait_for("Visa ending in 4242, valid through 12/2030").await;
    pilot.press("Enter").await;
    pilot.wait_for("Bill-to address").await;
    pilot.sees("Subscribe: Gold membership");
    buy(&mut pilot).await;
    pilot.wait_for("Order confirmed").await;
    pilot.sees("Gold membership is active and expires June 22, 2027");
    assert_eq!(pilot.fixture().charges().await, 2);
    pilot.press("Esc").await;
    pilot.wait_for("No other offers are available").await;
}

#[tokio::test]
async fn a_card_that_was_not_accepted_by_the_form_is_told_at_its_fields_and_keeps_its_digits() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    type_card(&mut pilot, "4242424242424241").await;
    pilot.press("C-s").await;
    pilot.settle_after_edits().await;
    pilot.sees("✗ The card number has a wrong digit.");
    pilot.sees("•••• •••• •••• ••••");
    // The number has the focus: its last digit is corrected, and the code is still there.
    pilot.press("Backspace").await.type_text("2").await;
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
}

/// A newcomer had to type a code there, and `gb` had chosen Germany where the country was a list already.
/// Seen: `qatarz` chose Zambia and `germanyy` Yemen.
#[tokio::test]
async fn a_letter_that_no_country_goes_on_with_is_left_out_and_the_list_says_so() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    to_name(&mut pilot).await;
    pilot.press("Tab").await;
    for (kept, slip, found) in [("qatar", "z", "Qatar"), ("germany", "y", "Germany")] {
        let typed = format!("{kept}{slip}");
        pilot.type_text(&typed).await;
        pilot.sees(&format!("There's no “{typed}” here."));
        // What counts is seen in the field, with the cursor behind it.
        assert!(pilot.row_of("'s country").contains(kept));
        let (column, row) = pilot.place_of(kept);
        let behind = column + u16::try_from(kept.len()).unwrap();
        assert_eq!(pilot.cursor(), Some((behind, row)));
        pilot.press("Esc").await;
        assert!(pilot.row_of("'s country").contains("United States"), "{found}");
        pilot.type_text(&typed).await.press("Enter").await;
        assert!(pilot.row_of("'s country").contains(found), "{}", pilot.screen());
        // As it was, for the next one.
        pilot.type_text("us").await.press("Enter").await;
    }
}

#[tokio::test]
async fn the_card_form_begins_with_the_number_and_its_country_is_found_as_in_every_form() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    assert!(pilot.row_of("Card number").contains('▸'), "{}", pilot.screen());
    // It starts where the bill goes to.
    let chosen = |pilot: &Pilot, name: &str| {
        let row = pilot.row_of("'s country");
        assert!(row.contains(name), "{name}: {row}");
    };
    chosen(&pilot, "United States");
    to_name(&mut pilot).await;
    for (typed, found) in [
        ("gb", "United Kingdom"),
        ("7", "United Kingdom"),
        ("Pol", "Poland"),
        ("uk", "United Kingdom"),
        ("deutschl", "Germany"),
    ] {
        // Going on chooses what is marked; coming to the field anew, a letter begins a new name.
        pilot.press("Tab").await.type_text(typed).await;
        pilot.press("BackTab").await;
        chosen(&pilot, found);
    }
    pilot.press("Tab").await.paste("NZ\n").await;
    chosen(&pilot, "New Zealand");
    pilot.paste("Atlantis").await;
    chosen(&pilot, "New Zealand");
    pilot.sees("There's no “Atlantis” here.");
    pilot.paste("4242 4242 4242 4242").await;
    pilot.sees("This looks like a card number.");
    pilot.sees_no("4242");
}

#[tokio::test]
async fn nothing_is_bought_before_the_terms_are_accepted() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, GOOD).await;
    pilot.press("b").await;
    pilot.sees("You haven't accepted the purchase terms. Nothing was ordered.");
    pilot.press("t").await;
    pilot.wait_for("Sample purchase terms").await;
    pilot.press("Esc").await;
    pilot.wait_for("Bill-to address").await;
    assert_eq!(pilot.fixture().charges().await, 0);
}
