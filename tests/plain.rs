//! Every flow of the desk finished line by line, as somebody does who hears it read aloud: real loop, real services,
//! real store. What both sides said lies in `tests/plain/snapshots`, and is to be read aloud before it is accepted.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

#[path = "support/cli.rs"]
mod cli;
#[path = "plain/conversation.rs"]
mod conversation;
#[path = "support/pilot.rs"]
mod pilot;

#[path = "plain/buying.rs"]
mod buying;
#[path = "plain/due.rs"]
mod due;
#[path = "plain/people.rs"]
mod people;
#[path = "plain/program.rs"]
mod program;
#[path = "plain/records.rs"]
mod records;
#[path = "plain/requests.rs"]
mod requests;
#[path = "plain/transfers.rs"]
mod transfers;
#[path = "plain/writing.rs"]
mod writing;

use conversation::Conversation;

/// A card that the sandbox charges. It is not the one that the demo names, so that its digits may nowhere be.
const GOOD: &str = "4242424242424242";
const DECLINED: &str = "4000000000000002";

/// Compares what was said with what was accepted; no card number that was typed is in it.
fn hold(name: &str, said: &str) {
    let digits: String = said.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    for secret in [GOOD, DECLINED] {
        assert!(!digits.contains(secret), "a card number was said:\n{said}");
    }
    let number = regex_lite::Regex::new(r"OD-[0-9A-Z]{4}-[0-9A-Z]{4}").unwrap();
    let said = number.replace_all(said, "OD-1234-5678");
    let reference = regex_lite::Regex::new("payment-[a-p]+").unwrap();
    let said = reference.replace_all(&said, "payment-abcd");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("plain/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, said));
}

/// The questions of the card form, answered; the last one is left open.
async fn fill_card(talk: &mut Conversation, number: &str) {
    talk.say_all(&[number, "12/30", "737", "Dana Whitfield", "US", "98052"])
        .await;
}
