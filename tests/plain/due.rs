//! What is due in all accounts.

use offerdesk::i18n::Locale;

use crate::conversation::Conversation;
use crate::hold;
use crate::pilot::DANA;
use crate::pilot::fixture::Fixture;

#[tokio::test]
async fn what_is_due_is_said_first_and_done_by_its_number() {
    let mut talk = Conversation::at_due(&Fixture::demo(), DANA, Locale::EnUs).await;
    talk.choose("last day, Brücke").await;
    talk.hears("Select your payment preference").await;
    talk.say("b").await;
    talk.hears("Last day: 1").await;
    hold("due", &talk.say_last("q").await);
}

#[tokio::test]
async fn what_is_due_in_polish() {
    let talk = Conversation::at_due(&Fixture::demo(), DANA, Locale::PlPl).await;
    hold("due-pl", &talk.say_last("q").await);
}
