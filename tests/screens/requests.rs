//! A new support request: the steps by hand, the form, what is refused, what was sent, and the marks that it leaves.

use crate::album::{go, in_polish, picture, pictures, rest};
use crate::pilot::{DANA, Pilot};
use crate::review::by_card;

/// To the form that cancels Aurora's Silver membership.
async fn cancellation(pilot: &mut Pilot) {
    go(pilot, "Down x").await;
}

/// To the form by hand.
async fn by_hand(pilot: &mut Pilot) {
    go(pilot, "s n Enter Down Down Down Enter").await;
}

#[tokio::test]
async fn the_form_of_a_cancellation() {
    pictures("request-cancel", DANA, cancellation).await;
}

#[tokio::test]
async fn the_beginning_and_the_end_of_the_form() {
    async fn beginning(pilot: &mut Pilot) {
        cancellation(pilot).await;
        go(pilot, &"BackTab ".repeat(5)).await;
    }
    async fn end(pilot: &mut Pilot) {
        cancellation(pilot).await;
        go(pilot, &"Tab ".repeat(5)).await;
    }
    picture("request-cancel-problem", DANA, beginning).await;
    picture("request-cancel-end", DANA, end).await;
    in_polish("request-cancel-end", DANA, end).await;
}

#[tokio::test]
async fn the_steps_by_hand() {
    async fn problem(pilot: &mut Pilot) {
        go(pilot, "s n Enter").await;
    }
    pictures("request-report", DANA, async |pilot| go(pilot, "s n").await).await;
    picture("request-problem", DANA, problem).await;
    in_polish("request-problem", DANA, problem).await;
}

#[tokio::test]
async fn the_form_by_hand() {
    picture("request-by-hand", DANA, by_hand).await;
    picture("request-about", DANA, async |pilot| {
        by_hand(pilot).await;
        go(pilot, "Tab Right Down Enter").await;
    })
    .await;
}

#[tokio::test]
async fn fields_that_are_refused() {
    async fn refused(pilot: &mut Pilot) {
        by_hand(pilot).await;
        go(pilot, "C-s").await;
    }
    picture("request-refused", DANA, refused).await;
    in_polish("request-refused", DANA, refused).await;
}

#[tokio::test]
async fn a_draft_that_was_restored() {
    async fn restored(pilot: &mut Pilot) {
        cancellation(pilot).await;
        pilot.type_text("We move on. ").await;
        rest(pilot).await;
        go(pilot, "Esc x").await;
    }
    picture("request-restored", DANA, restored).await;
    in_polish("request-restored", DANA, restored).await;
}

#[tokio::test]
async fn the_path_of_a_file() {
    pictures("request-path", DANA, async |pilot| {
        cancellation(pilot).await;
        go(pilot, "C-o").await;
    })
    .await;
    picture("request-path-refused", DANA, async |pilot| {
        cancellation(pilot).await;
        go(pilot, "C-o Enter").await;
    })
    .await;
}

#[tokio::test]
async fn the_question_whether_to_discard() {
    picture("request-discard", DANA, async |pilot| {
        cancellation(pilot).await;
        go(pilot, "C-d").await;
    })
    .await;
}

#[tokio::test]
async fn a_cancellation_that_was_sent() {
    pictures("request-sent", DANA, async |pilot| {
        cancellation(pilot).await;
        go(pilot, "C-s").await;
    })
    .await;
}

#[tokio::test]
async fn the_tiles_while_a_cancellation_is_open() {
    async fn tiles(pilot: &mut Pilot) {
        cancellation(pilot).await;
        go(pilot, "C-s Enter").await;
    }
    picture("tiles-cancellation-requested", DANA, tiles).await;
    in_polish("tiles-cancellation-requested", DANA, tiles).await;
}

#[tokio::test]
async fn a_renewal_that_withdraws_a_cancellation() {
    async fn withdraws(pilot: &mut Pilot) {
        go(pilot, "x C-s Enter").await;
        by_card(pilot, "4242424242424242").await;
    }
    picture("review-withdraws", DANA, withdraws).await;
    in_polish("review-withdraws", DANA, withdraws).await;
}
