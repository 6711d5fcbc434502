//! Renewing and buying.

use offerdesk::i18n::Locale;

use crate::conversation::Conversation;
use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, TOM};
use crate::{DECLINED, GOOD, fill_card, hold};

#[tokio::test]
async fn a_renewal_is_paid_by_card() {
    let mut talk = Conversation::demo().await;
    talk.say_all(&["1", "1"]).await;
    fill_card(&mut talk, GOOD).await;
    talk.say_all(&["n", "submit", "y"]).await;
    talk.fixture().close_bank();
    talk.type_line("buy");
    talk.hears("Waiting for the bank.").await;
    talk.fixture().open_bank();
    talk.hears("Order confirmed.").await;
    talk.say("close").await;
    assert_eq!(talk.fixture().charges().await, 1);
    hold("card", &talk.say_last("q").await);
}

#[tokio::test]
async fn a_renewal_is_paid_by_card_in_polish() {
    let mut talk = Conversation::begin(&Fixture::demo(), DANA, Locale::PlPl).await;
    talk.say_all(&["1", "1"]).await;
    fill_card(&mut talk, GOOD).await;
    talk.say_all(&["n", "prześlij", "t"]).await;
    // What is said while the bank is asked must not depend on how fast it answers.
    talk.fixture().close_bank();
    talk.type_line("kup");
    talk.hears("Oczekiwanie na odpowiedź banku.").await;
    talk.fixture().open_bank();
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
    talk.say_all(&["correct the card", GOOD, "", "737", "", "", "", "submit"])
        .await;
    talk.say("buy").await;
    talk.hears("Order confirmed.").await;
    assert_eq!(talk.fixture().charges().await, 1);
    hold("declined", &talk.hang_up().await);
}

#[tokio::test]
async fn an_offer_is_bought_and_its_terms_are_read_on_the_way() {
    let mut talk = Conversation::demo().await;
    talk.choose("Gold membership").await;
    talk.choose("Credit card").await;
    fill_card(&mut talk, GOOD).await;
    talk.choose("Yes").await;
    talk.choose("Submit").await;
    talk.choose("Purchase terms").await;
    talk.hears("Sample purchase terms").await;
    talk.say_all(&["b", "buy"]).await;
    talk.hears("You haven't accepted the purchase terms.").await;
    talk.say_all(&["yes", "1", "PO-77", "buy"]).await;
    talk.hears("Gold membership is active").await;
    talk.say("").await;
    hold("purchase", &talk.hang_up().await);
}

#[tokio::test]
async fn a_refused_buy_did_not_say_again_what_can_be_chosen() {
    let mut talk = Conversation::demo().await;
    talk.say_all(&["1", "1"]).await;
    fill_card(&mut talk, GOOD).await;
    talk.say_all(&["n", "submit"]).await;
    for _ in 0..2 {
        talk.say("buy").await;
        let refused = talk.since("> buy");
        for line in [
            "Nothing was ordered",
            "purchase terms (currently no)",
            "1. Yes",
            "2. No",
            "4. Buy",
        ] {
            assert!(refused.contains(line), "{line}:\n{refused}");
        }
    }
    talk.say_all(&["yes", "buy"]).await;
    talk.hears("Order confirmed.").await;
    hold("refused", &talk.hang_up().await);
}

#[tokio::test]
async fn wrong_answers_are_told_at_their_questions_and_only_those_are_asked_again() {
    let mut talk = Conversation::demo().await;
    talk.say_all(&["1", "1"]).await;
    talk.say_all(&[
        "4242 4242 4242 4241",
        "13/30",
        "12",
        "Dana Whitfield",
        "US",
        "x",
        "n",
    ])
    .await;
    talk.choose("Submit").await;
    talk.say_all(&[GOOD, "12/30", "737", "98052"]).await;
    talk.choose("Card number").await;
    talk.say_all(&["<", ".", "", "-", "", "?", "b"]).await;
    hold("wrong-answers", &talk.hang_up().await);
}

#[tokio::test]
async fn a_draft_is_kept_when_the_line_drops_and_resumed() {
    let mut talk = Conversation::demo().await;
    talk.say_all(&["1", "1", GOOD, "12/30", "737", "Dana Whitfield"])
        .await;
    let fixture = talk.fixture().clone();
    let first = talk.hang_up().await;
    let mut talk = Conversation::begin(&fixture, DANA, Locale::EnUs).await;
    talk.say("1").await;
    talk.hears("Your draft from June 22, 2026 was restored").await;
    talk.say_all(&[GOOD, "", "737", "", "US", "98052", "n", "submit", "y"])
        .await;
    talk.say_all(&[".", "b", "b", "b"]).await;
    let second = talk.say_last("q").await;
    hold(
        "draft",
        &format!("{first}(the line drops, and another day begins here)\n{second}"),
    );
}

#[tokio::test]
async fn a_draft_is_thrown_away_only_after_the_question_whether_to() {
    let mut talk = Conversation::demo().await;
    talk.say_all(&["1", "1", GOOD, "12/30", "", "Dana", ".", "back", "discard draft"])
        .await;
    talk.choose("Keep editing").await;
    talk.choose("Discard draft").await;
    talk.choose("Discard").await;
    talk.fixture().keeps_draft(DANA, None).await;
    hold("draft-discarded", &talk.hang_up().await);
}

#[tokio::test]
async fn a_bill_to_is_corrected_on_the_way() {
    let mut talk = Conversation::demo().await;
    talk.say_all(&["1", "1"]).await;
    fill_card(&mut talk, GOOD).await;
    talk.say_all(&["n", "submit", "update"]).await;
    talk.choose("Address line 1").await;
    talk.say("15250 NE Alder Street N").await;
    talk.choose("Submit").await;
    talk.hears("Bill-to address: Aurora Cloud Works LLC, 15250 NE Alder Street N")
        .await;
    talk.say_all(&["y", "buy"]).await;
    talk.hears("Order confirmed.").await;
    hold("bill-to", &talk.hang_up().await);
}

#[tokio::test]
async fn what_is_closed_says_why() {
    let mut talk = Conversation::demo().await;
    talk.say_all(&["2", "silver", "s", "99", "nonsense", ".", "b"])
        .await;
    hold("closed", &talk.hang_up().await);
}

#[tokio::test]
async fn what_somebody_else_does_is_said_without_repeating_the_page() {
    let talk = Conversation::demo().await;
    let mut tom = Conversation::begin(talk.fixture(), TOM, Locale::EnUs).await;
    tom.say_all(&["1", "1"]).await;
    fill_card(&mut tom, GOOD).await;
    tom.say_all(&["n", "submit", "y"]).await;
    // What is said while the bank is asked must not depend on how fast it answers.
    talk.fixture().close_bank();
    tom.type_line("buy");
    talk.hears("Confirming payment with the bank").await;
    talk.fixture().open_bank();
    tom.hears("Order confirmed.").await;
    talk.hears("Expires June 14, 2027.").await;
    drop(tom);
    hold("news", &talk.say_last("q").await);
}

/// Whoever waits at a pipe gets what came of it; whoever sits there may close it.
#[tokio::test]
async fn a_bank_that_is_slow_is_waited_for() {
    let mut talk = Conversation::demo().await;
    talk.say_all(&["1", "1"]).await;
    fill_card(&mut talk, GOOD).await;
    talk.say_all(&["n", "submit", "y"]).await;
    talk.fixture().close_bank();
    talk.type_line("buy");
    talk.hears("Waiting for the bank.").await;
    talk.type_line("close");
    talk.fixture().open_bank();
    talk.hears("Order confirmed.").await;
    talk.hears("Expires June 14, 2027.").await;
    hold("slow-bank", &talk.since("Waiting for the bank."));
}
