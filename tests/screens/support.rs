//! Support requests: the lists, the thread, and what is done in it.

use offerdesk::domain::request::Severity;

use crate::album::{go, picture, pictures};
use crate::pilot::asking::{Ask, SOFIA};
use crate::pilot::{DANA, FIONA, Pilot};

/// Some requests of Aurora and of others.
async fn requests(pilot: &Pilot) {
    let fixture = pilot.fixture();
    fixture.ask(Ask::default()).await;
    let cancels = fixture
        .ask(Ask {
            cancel: Some("silver"),
            title: "Cancel Silver membership",
            text: "We move to another program and no longer need the membership. Please cancel and refund.",
            ..Ask::default()
        })
        .await;
    fixture.take(SOFIA, cancels.request.id).await;
    let text =
        "Happy to help. Should the cancellation count from today, or from the day your new program starts?";
    fixture.reply(SOFIA, cancels.request.id, text, true).await;
    fixture
        .ask(Ask {
            severity: Severity::Critical,
            account: 3,
            title: "Renewal closes today and nobody can sign in",
            text: "Our administrator left. The window closes tonight.",
            ..Ask::default()
        })
        .await;
    pilot.settle().await;
}

/// Moves down to a row.
async fn choose(pilot: &mut Pilot, text: &str) {
    while !pilot.row_of(text).trim_start().starts_with(['▸', '>']) {
        go(pilot, "Down").await;
    }
}

async fn list(pilot: &mut Pilot) {
    requests(pilot).await;
    go(pilot, "s").await;
}

#[tokio::test]
async fn the_requests_of_a_company() {
    pictures("support-list", DANA, list).await;
}

#[tokio::test]
async fn no_request_is_closed() {
    picture("support-list-closed", DANA, async |pilot| {
        list(pilot).await;
        go(pilot, "Right").await;
    })
    .await;
}

#[tokio::test]
async fn a_thread_that_needs_an_answer() {
    pictures("support-thread", DANA, async |pilot| {
        list(pilot).await;
        go(pilot, "Down Enter").await;
    })
    .await;
}

#[tokio::test]
async fn a_reply_is_written() {
    pictures("support-reply", DANA, async |pilot| {
        list(pilot).await;
        go(pilot, "Down Enter r").await;
        pilot.type_text("From today, please.").await;
    })
    .await;
}

#[tokio::test]
async fn a_reply_without_words() {
    picture("support-reply-empty", DANA, async |pilot| {
        list(pilot).await;
        go(pilot, "Down Enter r C-s").await;
    })
    .await;
}

#[tokio::test]
async fn withdrawing_says_what_stays() {
    picture("support-withdraw", DANA, async |pilot| {
        list(pilot).await;
        go(pilot, "Down Enter x").await;
    })
    .await;
}

#[tokio::test]
async fn the_request_is_withdrawn() {
    picture("support-withdrawn", DANA, async |pilot| {
        list(pilot).await;
        go(pilot, "Down Enter x C-s").await;
    })
    .await;
}

#[tokio::test]
async fn the_queue() {
    pictures("support-queue", SOFIA, async |pilot| {
        requests(pilot).await;
    })
    .await;
}

#[tokio::test]
async fn support_asks() {
    picture("support-ask", SOFIA, async |pilot| {
        requests(pilot).await;
        go(pilot, "Enter r").await;
        pilot.type_text("Who is your new administrator?").await;
        go(pilot, "Tab Space").await;
    })
    .await;
}

#[tokio::test]
async fn the_decision() {
    pictures("support-decide", SOFIA, async |pilot| {
        requests(pilot).await;
        choose(pilot, "Cancel Silver").await;
        go(pilot, "Enter d").await;
    })
    .await;
}

#[tokio::test]
async fn what_was_decided() {
    picture("support-decided", SOFIA, async |pilot| {
        requests(pilot).await;
        choose(pilot, "Cancel Silver").await;
        go(pilot, "Enter d Space C-s y").await;
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_not_there() {
    picture("support-attach-missing", DANA, async |pilot| {
        list(pilot).await;
        go(pilot, "Down Enter f").await;
        pilot.type_text("/no/such/scan.pdf").await;
        go(pilot, "C-s").await;
    })
    .await;
}

#[tokio::test]
async fn the_money_to_return() {
    pictures("returns-list", FIONA, async |pilot| {
        go(pilot, "M").await;
    })
    .await;
}

#[tokio::test]
async fn money_was_returned() {
    picture("returns-form", FIONA, async |pilot| {
        go(pilot, "M Enter").await;
    })
    .await;
    pictures("returns-asking", FIONA, async |pilot| {
        go(pilot, "M Enter C-s").await;
    })
    .await;
    picture("returns-done", FIONA, async |pilot| {
        go(pilot, "M Enter C-s y").await;
    })
    .await;
}
