//! Renewing and buying.

use offerdesk::i18n::Locale;

use crate::conversation::Conversation;
use crate::pilot::DANA;
use crate::pilot::office::Office;
use crate::{DECLINED, GOOD, fill_card, hold};

#[tokio::test]
async fn a_renewal_is_paid_by_card() {
    let mut talk = Conversation::demo().await;
    talk.say_all(&["1", "1"]).await;
    fill_card(&mut talk, GOOD).await;
    talk.say_all(&["n", "submit", "y", "buy"]).await;
    talk.hears("Order confirmed.").await;
    talk.say("close").await;
    assert_eq!(talk.office().charges().await, 1);
    hold("card", &talk.say_last("q").await);
}

#[tokio::test]
async fn a_renewal_is_paid_by_card_in_polish() {
    let mut talk = Conversation::begin(&Office::demo(), DANA, Locale::PlPl).await;
    talk.say_all(&["1", "1"]).await;
    fill_card(&mut talk, GOOD).await;
    talk.say_all(&["n", "prześlij", "t", "kup"]).await;
    talk.hears("Zamówienie potwierdzone.").await;
    talk.say("zamknij").await;
    hold("card-pl", &talk.say_last("q").await);
}

#[tokio::test]
async fn a_declined_card_gives_way_to_another_one() {
    let mut talk = Conversation::demo().await;
    talk.say_all(&["1", "1"]).await;
    fill_card(&mut talk, DECLINED).await;
    talk.say_all(&["", "submit", "y", "buy"]).await;
    talk.hears("The card was declined").await;
    talk.say_all(&["try again", "1", GOOD, "", "737", "", "", "", "submit"])
        .await;
    talk.say("buy").await;
    talk.hears("Order confirmed.").await;
    assert_eq!(talk.office().charges().await, 1);
    hold("declined", &talk.hang_up().await);
}
