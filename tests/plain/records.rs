//! Records that one looks at and decides about, line by line.

use offerdesk::i18n::Locale;

use crate::conversation::Conversation;
use crate::hold;
use crate::pilot::fixture::Fixture;
use crate::pilot::{AOIFE, DANA, FIONA};

#[tokio::test]
async fn a_saved_card_is_removed() {
    let fixture = Fixture::demo();
    fixture.keeps_a_card().await;
    let mut dana = Conversation::begin(&fixture, DANA, Locale::EnUs).await;
    dana.say("legal profile").await;
    dana.choose("Saved cards").await;
    dana.hears("Visa ending in 4242").await;
    dana.choose("Visa ending in 4242").await;
    dana.choose("Remove card").await;
    dana.hears("Remove this card?").await;
    dana.choose("Remove card").await;
    dana.hears("This account has no saved cards.").await;
    hold("cards", &dana.say_last("q").await);
}

#[tokio::test]
async fn unallocated_money_is_returned() {
    let fixture = Fixture::demo();
    fixture.has_unallocated_money().await;
    let mut fiona = Conversation::begin(&fixture, FIONA, Locale::PlPl).await;
    fiona.choose("Wpłaty").await;
    fiona.hears("Nierozliczone").await;
    fiona.say("1").await;
    fiona.choose("Oznacz jako zwrócone").await;
    fiona.say("").await;
    hold("receipts-pl", &fiona.say_last("q").await);
}

#[tokio::test]
async fn a_charge_and_a_payment_without_a_result_are_heard() {
    let fixture = Fixture::demo();
    fixture.has_a_charge_without_an_order().await;
    let mut fiona = Conversation::begin(&fixture, FIONA, Locale::EnUs).await;
    fiona.choose("Charges without an order").await;
    fiona.say("1").await;
    fiona.hears("Requested for order").await;
    fiona.say_all(&["b", "b"]).await;
    fiona.choose("Payments without a result").await;
    fiona.hears("Every card payment has a result.").await;
    hold("charges", &fiona.say_last("q").await);
}

#[tokio::test]
async fn the_audit_log_and_the_seller_are_heard() {
    let mut aoife = Conversation::begin(&Fixture::demo(), AOIFE, Locale::EnUs).await;
    aoife.choose("Audit log").await;
    aoife.say("1").await;
    aoife.say_all(&["b", "b"]).await;
    aoife.choose("Seller").await;
    aoife.hears("Account number").await;
    hold("audit", &aoife.say_last("q").await);
}
