//! Support requests line by line: a cancellation, and a request by hand.

use offerdesk::i18n::Locale;

use crate::conversation::Conversation;
use crate::hold;
use crate::pilot::DANA;
use crate::pilot::asking::SOFIA;
use crate::pilot::fixture::Fixture;

#[tokio::test]
async fn a_subscription_is_canceled() {
    let mut talk = Conversation::demo().await;
    talk.choose("Silver membership: Cancel subscription").await;
    talk.hears("The subscription stays active until they decide.")
        .await;
    talk.choose("Submit").await;
    talk.hears("Your request was sent.").await;
    talk.say("close").await;
    talk.hears("Cancellation requested").await;
    hold("request-cancel", &talk.say_last("q").await);
}

#[tokio::test]
async fn a_request_is_written_by_hand() {
    let mut talk = Conversation::demo().await;
    talk.choose("Support").await;
    talk.choose("New request").await;
    talk.hears("Report problems with Partner Center").await;
    talk.choose("New request").await;
    talk.choose("Something else").await;
    talk.choose("Critical").await;
    // Silver membership, and not to be canceled.
    talk.say("3").await;
    talk.choose("No").await;
    talk.say("").await;
    talk.say_all(&["We have a question.", "", "", "", ""]).await;
    talk.choose("Go on").await;
    talk.choose("Submit").await;
    talk.say("A question").await;
    talk.choose("Submit").await;
    talk.hears("Your request was sent.").await;
    hold("request-by-hand", &talk.hang_up().await);
}

#[tokio::test]
async fn a_subscription_is_canceled_in_polish() {
    let mut talk = Conversation::begin(&Fixture::demo(), DANA, Locale::PlPl).await;
    talk.choose("Członkostwo Silver: Anuluj subskrypcję").await;
    talk.choose("Prześlij").await;
    talk.hears("Wysłano zgłoszenie.").await;
    hold("request-cancel-pl", &talk.hang_up().await);
}

#[tokio::test]
async fn the_other_lists_of_the_queue_are_rows() {
    let mut sofia = Conversation::begin(&Fixture::demo(), SOFIA, Locale::EnUs).await;
    sofia.hears("Nobody of us can open the downloads").await;
    sofia.choose("Closed").await;
    sofia.hears("Can the renewal be paid in two installments?").await;
    sofia.choose("Open").await;
    sofia.choose("1005").await;
    sofia.hears("Request 1005").await;
    hold("queue", &sofia.say_last("q").await);
}

#[tokio::test]
async fn a_cancellation_is_asked_about_answered_decided_and_closed() {
    let mut dana = Conversation::demo().await;
    dana.choose("Silver membership: Cancel subscription").await;
    dana.choose("Submit").await;
    dana.hears("Your request was sent.").await;
    dana.say("close").await;

    let mut sofia = Conversation::begin(dana.fixture(), SOFIA, Locale::EnUs).await;
    sofia.choose("1010").await;
    sofia.hears("Request 1010").await;
    sofia.choose("Take").await;
    sofia.hears("Taken by: Sofia Lindqvist").await;
    sofia.choose("Reply").await;
    sofia.say_all(&["Is Silver no longer of use?", ""]).await;
    sofia.choose("Yes").await;
    sofia.choose("Submit").await;
    sofia.hears("Your reply was sent.").await;

    dana.say("support").await;
    dana.choose("1010").await;
    dana.hears("Is Silver no longer of use?").await;
    dana.choose("Reply").await;
    dana.say_all(&["Nobody uses it.", ""]).await;
    dana.choose("Submit").await;
    dana.hears("Your reply was sent.").await;

    sofia.hears("Nobody uses it.").await;
    sofia.choose("Decide").await;
    sofia.hears("No refund").await;
    sofia.choose("Cancel without a refund").await;
    sofia.say("").await;
    sofia.choose("Cancel without a refund").await;
    sofia.hears("This can't be undone.").await;
    sofia.choose("Cancel without a refund").await;
    sofia
        .hears("Benefits stay available through January 9, 2027.")
        .await;
    dana.hears("Benefits stay available through January 9, 2027.")
        .await;
    sofia.choose("Close request").await;
    sofia.say("").await;
    sofia.choose("Close request").await;
    sofia.hears("You can reopen it").await;
    dana.hears("You can reopen it").await;
    hold("decision-support", &sofia.say_last("q").await);
    hold("decision-company", &dana.say_last("q").await);
}
