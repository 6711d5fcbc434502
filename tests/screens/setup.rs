//! The set-up of a new store. It has no store yet, so its screen is given the answers.

use offerdesk::i18n::Locale;
use offerdesk::tui::screens::asks::FoundCountries;
use offerdesk::tui::screens::setup::Setup;
use offerdesk::tui::screens::setup::asks::{SetupAnswer, SetupDone};
use offerdesk::tui::term::caps::{Caps, ColorDepth};
use offerdesk::tui::theme::directory;

use crate::album::{ASCII, NO_COLOR, THEMES};
use crate::pilot::DANA;
use crate::pilot::fixture::Fixture;
use crate::stage::{Stage, named, who};

async fn stage(fixture: &Fixture, locale: Locale) -> Stage {
    looking(fixture, locale, (directory::DEFAULT, Caps::default())).await
}

async fn looking(fixture: &Fixture, locale: Locale, looks: (&str, Caps)) -> Stage {
    let setup = Setup::new("/home/ada/.local/share/offerdesk", "ada");
    let mut stage = Stage::looking(fixture, DANA, locale, Some(Box::new(setup)), looks).await;
    let countries = fixture.services.countries().clone();
    stage.answer(0, FoundCountries(Box::new(countries)));
    stage
}

/// The seller's page, filled in; Germany is one step from "not chosen".
fn fill_seller(stage: &mut Stage) {
    stage.fill(&["Nordlicht GmbH", "Am Sandtorkai 77", "", "Hamburg", "20457"]);
    stage.press("Right Down Down Tab Tab");
    stage.fill(&["EUR", "Musterbank", "DE89 3704 0044 0532 0130 00", "MUSTDEHHXXX"]);
}

fn fill_account(stage: &mut Stage) {
    stage.fill(&[
        "1234567",
        "Aurora Cloud Works LLC",
        "Lindwurmstr. 8",
        "",
        "München",
        "80337",
    ]);
    stage.press("Right Down Down Tab Tab");
    stage.fill(&["Ada", "ada@example.com", "+49 89 5550100"]);
}

#[tokio::test]
async fn each_page_empty_with_errors_and_done() {
    let fixture = Fixture::demo();
    for locale in Locale::ALL {
        let mut stage = stage(&fixture, locale).await;
        stage.keep(&named("setup-seller", locale));
        stage.press("C-s").keep(&named("setup-seller-missing", locale));
        fill_seller(&mut stage);
        stage.keep(&named("setup-seller-filled", locale));
        stage.press("C-s").keep(&named("setup-account", locale));
        stage.press("C-s").keep(&named("setup-account-missing", locale));
        fill_account(&mut stage);
        stage.press("C-s").keep(&named("setup-admin", locale));
        stage.press("C-s").keep(&named("setup-admin-missing", locale));
        stage.fill(&["Ada Byron", "ada@example.com"]);
        stage.press("C-s").keep(&named("setup-saving", locale));
        let ada = who(&fixture, DANA).await;
        let done = SetupDone { actor: Some(ada) };
        stage.answer(0, SetupAnswer(Ok(done)));
        stage.keep(&named("setup-done", locale));
    }
}

#[tokio::test]
async fn at_every_size() {
    let fixture = Fixture::demo();
    let mut begun = stage(&fixture, Locale::EnUs).await;
    begun.keep_all("setup-seller");
    begun.press("C-s").keep_all("setup-seller-missing");
    fill_seller(&mut begun);
    begun.press("C-s").keep_all("setup-account");
    fill_account(&mut begun);
    begun.press("C-s").keep_all("setup-admin");
}

#[tokio::test]
async fn leaving_and_somebody_else_as_admin() {
    let fixture = Fixture::demo();
    for locale in Locale::ALL {
        let mut stage = stage(&fixture, locale).await;
        stage.fill(&["Nordlicht GmbH"]);
        stage.press("Esc").keep(&named("setup-leaving", locale));
        stage.press("Esc");
        stage.answer(0, SetupAnswer(Ok(SetupDone { actor: None })));
        stage.keep(&named("setup-done-other", locale));
    }
}

#[tokio::test]
async fn a_page_with_errors_in_each_theme_without_color_and_in_ascii() {
    let fixture = Fixture::demo();
    let deep = Caps {
        color: ColorDepth::True,
        ..Caps::default()
    };
    let looks = THEMES.map(|theme| (theme, theme, deep));
    let bare = [
        ("no-color", directory::DEFAULT, NO_COLOR),
        ("ascii", directory::DEFAULT, ASCII),
    ];
    for (look, theme, caps) in looks.into_iter().chain(bare) {
        let mut stage = looking(&fixture, Locale::EnUs, (theme, caps)).await;
        stage.press("C-s").keep(&format!("setup-seller-missing-{look}"));
    }
}
