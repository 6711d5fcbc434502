//! Paying by transfer: the instructions, Finance booking the money, the order.

use offerdesk::i18n::Locale;

use crate::conversation::Conversation;
use crate::hold;
use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, FIONA};

async fn order(talk: &mut Conversation) {
    talk.say_all(&["1", "2", "Ana Example", "+1 425 555 0100", "ana@example.com"])
        .await;
}

#[tokio::test]
async fn a_transfer_is_ordered_booked_by_finance_and_renews() {
    let mut dana = Conversation::demo().await;
    order(&mut dana).await;
    dana.say_all(&["submit", "y", "buy"]).await;
    dana.hears("Payment reference:").await;
    dana.say("close").await;

    let mut fiona = Conversation::begin(dana.fixture(), FIONA, Locale::EnUs).await;
    fiona.hears("Aurora Cloud Works LLC").await;
    let number = number_of_aurora(&fiona);
    fiona.say(&number).await;
    fiona.say_all(&["475.00", "EUR", "", "", ""]).await;
    fiona.choose("Record").await;
    fiona.hears("Nothing was recorded.").await;
    fiona.choose("Currency").await;
    fiona.say("USD").await;
    fiona.choose("Record").await;
    fiona.hears("The subscription expires June 14, 2027.").await;
    fiona.settle().await;
    fiona.say("close").await;
    hold("finance", &fiona.say_last("q").await);

    dana.hears("Expires June 14, 2027.").await;
    dana.say("orders").await;
    dana.say("1").await;
    dana.hears("Paid; the term runs through June 14, 2027.").await;
    dana.say_all(&["b", "b"]).await;
    hold("transfer", &dana.say_last("q").await);
}

/// The orders begin with their numbers and the company.
fn number_of_aurora(talk: &Conversation) -> String {
    let text = talk.text();
    let mut lines = text.lines().rev();
    let row = lines.find(|line| line.contains(", Aurora Cloud Works LLC, "));
    let (number, _) = row.unwrap().split_once('.').unwrap();
    number.to_owned()
}

#[tokio::test]
async fn a_transfer_is_ordered_in_polish() {
    let mut talk = Conversation::begin(&Fixture::demo(), DANA, Locale::PlPl).await;
    talk.say_all(&["1", "2", "Żaneta Ścibor", "+48 71 555 01 00", "zaneta"])
        .await;
    talk.say_all(&["prześlij", "zaneta@example.pl", "prześlij", "tak", "kup"])
        .await;
    talk.hears("Zamówienie złożone.").await;
    hold("transfer-pl", &talk.hang_up().await);
}
