//! Accounts, people, languages, legal profiles, lists and help.

use offerdesk::i18n::Locale;

use crate::conversation::Conversation;
use crate::hold;
use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, TOM};

const SOFIA: &str = "sofia.lindqvist@seller.example";

#[tokio::test]
async fn another_account_another_person_another_language() {
    let mut talk = Conversation::demo().await;
    talk.choose("Accounts").await;
    talk.choose("Brücke").await;
    talk.choose("People").await;
    talk.choose("Tom Okafor").await;
    talk.say("language").await;
    talk.hears("Oferty członkostwa").await;
    talk.say("?").await;
    talk.say("b").await;
    hold("switching", &talk.say_last("q").await);
}

#[tokio::test]
async fn accounts_in_polish() {
    let mut talk = Conversation::begin(&Fixture::demo(), DANA, Locale::PlPl).await;
    talk.say("konta").await;
    talk.choose("Gęślą Jaźń").await;
    talk.say_all(&["zamówienia", "b", "profil"]).await;
    hold("accounts-pl", &talk.say_last("q").await);
}

#[tokio::test]
async fn help_and_orders() {
    let mut talk = Conversation::demo().await;
    talk.say_all(&["?", "b", "orders", "?", "close", "b", "help", "1"])
        .await;
    talk.say("accounts").await;
    talk.choose("Bałtyk").await;
    talk.say_all(&["orders", "1", "b", "b"]).await;
    hold("orders", &talk.say_last("q").await);
}

#[tokio::test]
async fn a_profile_is_changed_authorized_and_rejected() {
    let mut dana = Conversation::demo().await;
    dana.say("legal profile").await;
    dana.choose("Country").await;
    dana.say_all(&["po", "2"]).await;
    dana.choose("Country").await;
    dana.say("us").await;
    dana.choose("State or province").await;
    dana.say_all(&["new", "1"]).await;
    dana.choose("Company").await;
    dana.say("Aurora Cloud Works II").await;
    dana.say("q").await;
    dana.choose("Keep editing").await;
    dana.choose("State or province").await;
    dana.say("wa").await;
    dana.choose("Submit").await;
    dana.say("legal profile").await;
    dana.hears("Pending since June 22, 2026").await;

    let mut sofia = Conversation::begin(dana.fixture(), SOFIA, Locale::EnUs).await;
    sofia.choose("Back").await;
    sofia.say("legal profile").await;
    sofia.hears("before: Aurora Cloud Works LLC").await;
    sofia.choose("Authorize").await;
    sofia.hears("The change was authorized.").await;
    dana.hears("Authorized on June 22, 2026").await;

    dana.choose("Company").await;
    dana.say("Aurora Cloud Works III").await;
    dana.choose("Submit").await;
    sofia.hears("Aurora Cloud Works III").await;
    sofia.choose("Reject").await;
    sofia.say("").await;
    sofia.choose("Reject").await;
    sofia.say("Not in the register").await;
    sofia.choose("Reject").await;
    sofia.hears("The change was rejected").await;
    dana.settle().await;
    hold("profile-support", &sofia.say_last("q").await);
    hold("profile", &dana.say_last("q").await);
}

#[tokio::test]
async fn a_list_is_narrowed_to_what_is_looked_for() {
    let mut talk = Conversation::demo().await;
    talk.say_all(&["accounts", "filter", "harb"]).await;
    talk.hears("1. Harbor Point Consulting Inc.").await;
    talk.say_all(&["filter", "nothing like it"]).await;
    talk.choose("Clear the filter").await;
    talk.say_all(&["filter", "", "7"]).await;
    hold("list", &talk.hang_up().await);
}

#[tokio::test]
async fn who_may_not_change_a_profile_hears_why() {
    let mut talk = Conversation::begin(&Fixture::demo(), TOM, Locale::EnUs).await;
    talk.say("legal profile").await;
    hold("profile-read-only", &talk.hang_up().await);
}
