//! The Legal profile: read, changed, verified, rejected, and changed by two at once.

use offerdesk::i18n::Locale;

use crate::album::{go, in_polish, keep, open_account, picture, pictures, rest};
use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, Pilot, Seat, TOM};
use crate::stage::named;

const SOFIA: &str = "sofia.lindqvist@seller.example";

#[tokio::test]
async fn an_authorized_profile_to_change() {
    pictures("profile-authorized", DANA, async |pilot| {
        go(pilot, "p").await;
    })
    .await;
}

#[tokio::test]
async fn the_end_of_the_form() {
    async fn end(pilot: &mut Pilot) {
        go(pilot, "p").await;
        go(pilot, &"BackTab ".repeat(2)).await;
    }
    picture("profile-end", DANA, end).await;
}

#[tokio::test]
async fn the_country_of_a_profile() {
    async fn country(pilot: &mut Pilot) {
        go(pilot, "p").await;
        go(pilot, &"Tab ".repeat(6)).await;
        go(pilot, "Right").await;
    }
    pictures("profile-country", DANA, country).await;
    picture("profile-country-found", DANA, async |pilot| {
        country(pilot).await;
        pilot.type_text("unitz").await;
        rest(pilot).await;
    })
    .await;
}

#[tokio::test]
async fn a_profile_whose_change_is_being_verified() {
    async fn pending(pilot: &mut Pilot) {
        open_account(pilot, 3).await;
        go(pilot, "p").await;
    }
    picture("profile-pending", DANA, pending).await;
    in_polish("profile-pending", DANA, pending).await;
}

#[tokio::test]
async fn a_profile_to_read() {
    pictures("profile-read-only", TOM, async |pilot| {
        go(pilot, "p").await;
    })
    .await;
}

/// Support begins with the queue; the tiles are one step back.
async fn leave_queue(pilot: &mut Pilot) {
    go(pilot, "Esc").await;
}

#[tokio::test]
async fn a_change_to_decide_on() {
    async fn decide(pilot: &mut Pilot) {
        leave_queue(pilot).await;
        open_account(pilot, 3).await;
        go(pilot, "p").await;
    }
    pictures("profile-decide", SOFIA, decide).await;
}

#[tokio::test]
async fn a_change_that_is_authorized() {
    async fn authorized(pilot: &mut Pilot) {
        leave_queue(pilot).await;
        open_account(pilot, 3).await;
        go(pilot, "p y").await;
    }
    picture("profile-change-authorized", SOFIA, authorized).await;
    in_polish("profile-change-authorized", SOFIA, authorized).await;
}

#[tokio::test]
async fn a_reason_for_a_rejection() {
    async fn rejecting(pilot: &mut Pilot) {
        leave_queue(pilot).await;
        open_account(pilot, 3).await;
        go(pilot, "p n").await;
        pilot.type_text("No such street").await;
        rest(pilot).await;
    }
    pictures("profile-rejecting", SOFIA, rejecting).await;
}

#[tokio::test]
async fn a_rejection_without_a_reason() {
    async fn rejecting(pilot: &mut Pilot) {
        leave_queue(pilot).await;
        open_account(pilot, 3).await;
        go(pilot, "p n C-s").await;
    }
    picture("profile-rejecting-empty", SOFIA, rejecting).await;
    in_polish("profile-rejecting-empty", SOFIA, rejecting).await;
}

#[tokio::test]
async fn a_change_that_is_rejected() {
    async fn rejected(pilot: &mut Pilot) {
        leave_queue(pilot).await;
        open_account(pilot, 3).await;
        go(pilot, "p n").await;
        pilot.type_text("No such street in the register").await;
        go(pilot, "C-s").await;
    }
    picture("profile-change-rejected", SOFIA, rejected).await;
    in_polish("profile-change-rejected", SOFIA, rejected).await;
    for locale in Locale::ALL {
        let fixture = Fixture::demo();
        let mut sofia = fixture
            .seat(Seat {
                person: SOFIA,
                ..Seat::default()
            })
            .await;
        rejected(&mut sofia).await;
        let mut dana = fixture
            .seat(Seat {
                locale,
                ..Seat::default()
            })
            .await;
        open_account(&mut dana, 3).await;
        go(&mut dana, "p").await;
        keep(&named("profile-rejected", locale), &dana);
    }
}

#[tokio::test]
async fn fields_that_are_wrong() {
    async fn wrong(pilot: &mut Pilot) {
        open_account(pilot, 1).await;
        go(pilot, "p").await;
        for _ in 0..40 {
            pilot.press("Backspace").await;
        }
        pilot.press("Tab Tab Tab Tab").await;
        pilot.type_text("9").await;
        pilot.press("Tab Tab").await;
        pilot.type_text("7").await;
        go(pilot, "C-s").await;
    }
    pictures("profile-wrong", DANA, wrong).await;
}

#[tokio::test]
async fn nothing_was_changed() {
    async fn unchanged(pilot: &mut Pilot) {
        go(pilot, "p C-s").await;
    }
    picture("profile-unchanged", DANA, unchanged).await;
    in_polish("profile-unchanged", DANA, unchanged).await;
}

#[tokio::test]
async fn two_change_a_profile_at_once() {
    for locale in Locale::ALL {
        let fixture = Fixture::demo();
        let mut dana = fixture
            .seat(Seat {
                locale,
                ..Seat::default()
            })
            .await;
        open_account(&mut dana, 6).await;
        go(&mut dana, "p Tab").await;
        dana.type_text(", Suite 9").await;
        rest(&dana).await;
        let mut hanako = dana.beside("hanako.yamada@example.com").await;
        go(&mut hanako, "p Tab").await;
        hanako.type_text(", Floor 2").await;
        go(&mut hanako, "Tab Tab").await;
        hanako.type_text(" Beach").await;
        go(&mut hanako, "C-s").await;
        rest(&dana).await;
        keep(&named("profile-conflict", locale), &dana);
    }
}

#[tokio::test]
async fn what_was_typed_would_be_lost() {
    async fn leaving(pilot: &mut Pilot) {
        go(pilot, "p").await;
        pilot.type_text("X").await;
        go(pilot, "Esc").await;
    }
    pictures("profile-leaving", DANA, leaving).await;
}
