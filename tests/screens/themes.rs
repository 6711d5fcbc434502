//! The chooser of themes, and what the themes make of the other screens.

use std::fs;

use offerdesk::i18n::Locale;
use offerdesk::services::error::ServiceError;
use offerdesk::tui::preferences::PreferenceKept;
use offerdesk::tui::screens::themes::asks::ThemesAnswer;
use offerdesk::tui::theme::directory::ThemeDirectory;

use crate::album::{go, keep, picture, unthemed};
use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, Pilot};
use crate::stage::{Stage, named};

async fn chooser(pilot: &mut Pilot) {
    go(pilot, "T").await;
}

#[tokio::test]
async fn the_themes() {
    unthemed("themes", DANA, &chooser).await;
}

#[tokio::test]
async fn the_theme_under_the_caret_is_shown_at_once() {
    let mut pilot = Fixture::demo().seat(crate::pilot::Seat::default()).await;
    chooser(&mut pilot).await;
    for name in [
        "themes-light",
        "themes-dark",
        "themes-high-contrast",
        "themes-plain",
    ] {
        go(&mut pilot, "Down").await;
        keep(name, &pilot);
    }
}

#[tokio::test]
async fn borders_become_ascii_while_one_chooses() {
    picture("themes-borders", DANA, async |pilot| {
        chooser(pilot).await;
        go(pilot, "Down Space").await;
    })
    .await;
}

#[tokio::test]
async fn a_theme_is_kept() {
    picture("themes-kept", DANA, async |pilot| {
        chooser(pilot).await;
        go(pilot, "Down Down Enter").await;
    })
    .await;
}

#[tokio::test]
async fn a_file_of_ones_own_is_offered_and_a_wrong_one_says_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let own = "inherits = \"dark\"\n[styles]\nselected = { italic = true }\n";
    fs::write(folder.path().join("harbor.toml"), own).unwrap();
    let wrong = "[styles]\nselectd = { fg = \"red\" }\nkey = { fg = \"rad\", bold = 1 }\n";
    fs::write(folder.path().join("storm.toml"), wrong).unwrap();
    let fixture = Fixture::demo();
    for locale in Locale::ALL {
        let mut stage = Stage::new(&fixture, DANA, locale, None).await;
        let directory = ThemeDirectory::new(Some(folder.path().to_owned()));
        // The folder's name differs from run to run; the chooser shows it of a wrong file only.
        let mut offered = directory.offered();
        for (_, theme) in &mut offered {
            if let Err(offerdesk::tui::theme::directory::ThemeError::Mistakes(mistakes)) = theme {
                for mistake in mistakes {
                    mistake.file = "/home/dana/.config/offerdesk/themes/storm.toml".to_owned();
                }
            }
        }
        stage.press("T").keep(&named("themes-loading", locale));
        stage.answer(1, ThemesAnswer(offered));
        stage.press("End Up").keep(&named("themes-own", locale));
        stage.press("Down").keep(&named("themes-wrong", locale));
        stage.press("Home Enter");
        stage.answer(1, PreferenceKept(Err(ServiceError::Interrupted)));
        stage.keep(&named("themes-not-kept", locale));
        // This session's own directory has no such file, as when the command line named one.
        stage.press("End Up Enter").keep(&named("themes-for-now", locale));
    }
}
