//! Paying by bank transfer: the instructions, Finance booking the money, and the new term.

use crate::order_number;
use crate::pilot::{FIONA, Pilot, Seat};

pub async fn order_by_transfer(pilot: &mut Pilot) {
    pilot.press("Enter").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.press("Down Enter").await;
    pilot.wait_for("Contact name").await;
    pilot
        .refill(&["Ana Example", "+1 425 555 0100", "ana@example.com"])
        .await;
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    pilot.sees("Nothing is charged now; $475.00 is due by July 22, 2026.");
    pilot.press("Space b").await;
    pilot.wait_for("Order placed").await;
}

#[tokio::test]
async fn a_transfer_is_ordered_booked_by_finance_and_renews() {
    let mut pilot = Pilot::demo().await;
    order_by_transfer(&mut pilot).await;
    let number = order_number(&pilot);
    let reference = pilot.row_of("Payment reference");
    assert!(
        reference.contains(&number) && reference.contains("1234567"),
        "{reference}"
    );
    assert!(pilot.row_of("Amount due").contains("$475.00"));
    assert!(pilot.row_of("Due date").contains("July 22, 2026"));
    assert!(pilot.row_of("Account number").contains("000123456789"));
    pilot.press("Esc").await;
    pilot.wait_for("Transfer by July 22, 2026").await;
    pilot.sees("Show order");
    pilot.press("Enter").await;
    pilot.wait_for(&number).await;
    pilot.press("Esc").await;

    let mut fiona = pilot.fixture().seat_blank_as(FIONA).await;
    fiona.wait_for("Fiona Grant").await;
    fiona.press("m").await;
    fiona.wait_for("Aurora Cloud Works LLC").await;
    while !fiona.row_of(&number).contains('▸') {
        fiona.press("Down").await;
    }
    fiona.press("Enter").await;
    fiona.wait_for("owes $475.00").await;
    fiona.type_text("475.00").await;
    fiona.press("Tab Backspace Backspace Backspace").await;
    fiona.type_text("EUR").await;
    fiona.press("C-s").await;
    fiona.wait_for("$475.00. Nothing was recorded.").await;
    fiona.press("End Backspace Backspace Backspace").await;
    fiona.type_text("USD").await;
    fiona.press("C-s").await;
    fiona.wait_for("The subscription expires June 14, 2027.").await;

    // Dana's tile shows it by itself.
    pilot.wait_for("Renewal from June 15, 2027").await;
    pilot.sees_no("Awaiting payment");
    pilot.fixture().is_whole().await;
}

#[tokio::test]
async fn a_transfer_is_ordered_in_polish_with_a_polish_amount() {
    let mut pilot = Pilot::demo().await;
    pilot.press("L").await;
    pilot.wait_for("Oferty").await;
    pilot.press("Enter").await;
    pilot.wait_for("Wybierz formę płatności").await;
    pilot.press("Down Enter").await;
    pilot.wait_for("Osoba kontaktowa").await;
    pilot
        .refill(&["Żaneta Ścibor", "+48 71 555 01 00", "zaneta@example.pl"])
        .await;
    pilot.press("C-s").await;
    pilot.wait_for("Dane do faktury").await;
    pilot.press("Space b").await;
    pilot.wait_for("Zamówienie złożone").await;
    assert!(pilot.row_of("Termin płatności").contains("22 lipca 2026"));
}

/// Everybody typed again what the desk knew already.
#[tokio::test]
async fn a_transfer_asks_the_primary_contact_unless_somebody_else_is_named_and_what_was_emptied_stays_so() {
    let mut pilot = Pilot::demo().await;
    pilot.press("Enter").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.press("Down Enter").await;
    pilot.wait_for("Contact name").await;
    for (label, known) in [
        ("Contact name", "Dana Whitfield"),
        ("Phone", "+14255550100"),
        ("Email", "dana.whitfield@example.com"),
    ] {
        assert!(
            pilot.row_of(label).contains(known),
            "{label}:\n{}",
            pilot.screen()
        );
    }
    pilot.refill(&["Tom Okafor", ""]).await;
    let fixture = pilot.hang_up().await;
    let mut pilot = fixture.seat(Seat::default()).await;
    pilot.press("Enter").await;
    pilot.wait_for("Contact name").await;
    assert!(pilot.row_of("Contact name").contains("Tom Okafor"));
    assert!(!pilot.row_of("Phone").contains("555"), "{}", pilot.screen());
    pilot.press("Tab").await.type_text("+1 425 555 0142").await;
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    pilot.sees("Tom Okafor");
    pilot.press("Space b").await;
    pilot.wait_for("Payment reference").await;
    // The next one begins with what is known, not with what was typed for this one.
    pilot.press("Esc").await;
    pilot.wait_for("Purchased offers").await;
    pilot.press("End Enter").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.press("Down Enter").await;
    pilot.wait_for("Contact name").await;
    assert!(pilot.row_of("Contact name").contains("Dana Whitfield"));
}
