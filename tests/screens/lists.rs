//! Lists of accounts and people, help, and the purchase terms.

use offerdesk::i18n::Locale;
use offerdesk::services::error::ServiceError;
use offerdesk::services::people::AccountLine;
use offerdesk::tui::list::ListAnswer;
use offerdesk::tui::term::event::{Input, Key, KeyCode};

use crate::album::{go, in_polish, picture, pictures};
use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, FIONA, Pilot};
use crate::review::by_transfer;
use crate::stage::{Stage, named};

#[tokio::test]
async fn the_accounts() {
    pictures("accounts", DANA, async |pilot| {
        go(pilot, "a").await;
    })
    .await;
}

#[tokio::test]
async fn the_people_of_a_demo_store() {
    pictures("people", DANA, async |pilot| {
        go(pilot, "w").await;
    })
    .await;
}

#[tokio::test]
async fn the_last_person() {
    picture("people-last", DANA, async |pilot| {
        go(pilot, "w End").await;
    })
    .await;
}

#[tokio::test]
async fn accounts_that_cannot_be_listed() {
    let fixture = Fixture::demo();
    for locale in Locale::ALL {
        let mut stage = Stage::new(&fixture, DANA, locale, None).await;
        stage.press("a").keep(&named("accounts-loading", locale));
        stage.answer(
            1,
            ListAnswer::<AccountLine> {
                ticket: 1,
                part: Err(ServiceError::Interrupted),
            },
        );
        stage.keep(&named("accounts-error", locale));
    }
}

#[tokio::test]
async fn help_on_the_tiles() {
    pictures("help-tiles", DANA, async |pilot| {
        go(pilot, "?").await;
    })
    .await;
    picture("help-tiles-finance", FIONA, async |pilot| {
        go(pilot, "Esc ?").await;
    })
    .await;
}

#[tokio::test]
async fn help_on_a_form() {
    async fn help(pilot: &mut Pilot) {
        go(pilot, "Enter Enter").await;
        pilot.give(Input::Key(Key::plain(KeyCode::F(1)))).await;
    }
    picture("help-form", DANA, help).await;
    in_polish("help-form", DANA, help).await;
}

#[tokio::test]
async fn help_on_the_review() {
    async fn help(pilot: &mut Pilot) {
        by_transfer(pilot).await;
        go(pilot, "?").await;
    }
    picture("help-review", DANA, help).await;
    in_polish("help-review", DANA, help).await;
}

#[tokio::test]
async fn the_purchase_terms() {
    async fn terms(pilot: &mut Pilot) {
        by_transfer(pilot).await;
        go(pilot, "t").await;
    }
    pictures("terms", DANA, terms).await;
}
