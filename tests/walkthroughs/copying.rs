//! Copying to the clipboard of the operator's own machine: the exact bytes, and what is never among them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use offerdesk::i18n::Locale;

use crate::pilot::fixture::Fixture;
use crate::pilot::{Pilot, Seat};
use crate::{buy, order_number, to_card_form, to_review, type_card};

const GOOD: &str = "4242424242424242";

/// The texts that were copied.
fn texts(pilot: &Pilot) -> Vec<String> {
    let text = |sequence: String| {
        let inner = sequence
            .strip_prefix("\x1b]52;c;")
            .unwrap()
            .strip_suffix('\x07')
            .unwrap()
            .to_owned();
        String::from_utf8(STANDARD.decode(inner).unwrap()).unwrap()
    };
    pilot.copied().into_iter().map(text).collect()
}

async fn order_by_transfer(pilot: &mut Pilot) {
    pilot.press("Enter").await;
    pilot.wait_for("1234567").await;
    pilot.settle().await;
    pilot.press("Down Enter").await;
    pilot
        .refill(&["Ana Example", "+1 425 555 0100", "ana@example.com"])
        .await;
    pilot.press("C-s").await;
    pilot.settle().await;
    buy(pilot).await;
    pilot.settle().await;
}

#[tokio::test]
async fn the_payment_reference_is_copied_and_the_desk_says_where_it_went() {
    let mut pilot = Pilot::demo().await;
    order_by_transfer(&mut pilot).await;
    let number = order_number(&pilot);
    pilot.press("c").await;
    pilot.sees("Payment reference");
    pilot.press("Enter").await;
    let reference = format!("{number} 1234567");
    let expected = format!("\x1b]52;c;{}\x07", STANDARD.encode(&reference));
    assert_eq!(pilot.copied(), [expected]);
    pilot.sees("Payment reference: sent to your terminal's clipboard.");
    // The next key takes the sentence away.
    pilot.press("Up").await;
    pilot.sees_no("sent to your terminal");
}

#[tokio::test]
async fn everything_that_a_bank_asks_for_is_copied_in_the_language_of_the_desk() {
    for (locale, amount, all) in [
        (Locale::EnUs, "475.00", "Amount due: $475.00"),
        (Locale::PlPl, "475,00", "Kwota do zapłaty: 475,00 USD"),
    ] {
        let seat = Seat {
            locale,
            ..Seat::default()
        };
        let mut pilot = Fixture::demo().seat(seat).await;
        order_by_transfer(&mut pilot).await;
        for place in 0..7 {
            pilot.press("c").await;
            for _ in 0..place {
                pilot.press("Down").await;
            }
            pilot.press("Enter").await;
            assert!(
                pilot.screen().lines().last().unwrap().contains(": "),
                "{}",
                pilot.screen()
            );
            assert!(
                !pilot.screen().lines().last().unwrap().contains('…'),
                "{}",
                pilot.screen()
            );
        }
        let texts = texts(&pilot);
        assert_eq!(texts.len(), 7);
        assert_eq!(texts[1], amount);
        assert_eq!(texts[2], "000123456789");
        assert!(
            texts[5].contains(all) && texts[5].contains(&texts[0]),
            "{}",
            texts[5]
        );
        assert_eq!(texts[6], order_number(&pilot));
    }
}

#[tokio::test]
async fn tiles_profile_and_terms_have_something_to_copy() {
    let mut pilot = Pilot::demo().await;
    pilot.press("c Enter c Down Enter p").await;
    pilot.wait_for("Submit").await;
    pilot.press("A-c Enter").await;
    assert_eq!(texts(&pilot)[..2], ["1234567", "Aurora Cloud Works LLC"]);
    assert_eq!(
        texts(&pilot)[2],
        "Aurora Cloud Works LLC\n15250 NE Alder Street, Suite 400\nRedmond, WA 98052, United States"
    );
}

#[tokio::test]
async fn a_card_can_never_be_copied() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    type_card(&mut pilot, GOOD).await;
    pilot.press("A-c").await;
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    pilot.press("A-c").await;
    assert!(pilot.copied().is_empty());
    buy(&mut pilot).await;
    pilot.wait_for("Order confirmed").await;
    pilot.press("c").await;
    // There is one thing only, so that nothing is asked.
    assert_eq!(texts(&pilot), [order_number(&pilot)]);
    pilot.press("Esc").await;
    pilot.wait_for("Renewal from June 15, 2027").await;
    to_review_of_nothing(&mut pilot).await;
    for text in texts(&pilot) {
        assert!(!text.contains("4242") && !text.contains("737"), "{text}");
    }
}

/// Everything that can be copied on the way through the account's screens.
async fn to_review_of_nothing(pilot: &mut Pilot) {
    for keys in ["c Enter", "o", "Enter", "c", "Esc Esc p", "A-c Enter"] {
        pilot.press(keys).await;
        pilot.settle().await;
    }
    assert!(texts(pilot).len() >= 4, "{:?}", texts(pilot));
}

#[tokio::test]
async fn what_can_be_copied_is_told_in_the_help() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, GOOD).await;
    pilot.press("?").await;
    pilot.sees_no("OSC 52");
    pilot.press("Esc Esc Esc Esc").await;
    pilot.wait_for("Purchased offers").await;
    pilot.press("?").await;
    pilot.resize(80, 40).await;
    pilot.sees("OSC 52");
    pilot.sees("holding Shift");
}
