//! Takes the pictures: walks to a state, and holds text, styles and cursor in one file.
//!
//! With `OFFERDESK_ALBUM=FOLDER` each is drawn into that folder as well, as it looks: of every screen one at each size,
//! in each language, in each theme, without color and in ASCII.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use offerdesk::i18n::Locale;
use offerdesk::tui::canvas::Target;
use offerdesk::tui::term::caps::{Caps, ColorDepth};
use ratatui::layout::{Position, Size};

use crate::pilot::fixture::Fixture;
use crate::pilot::{Pilot, Seat};
use crate::svg;

/// The usual terminal.
pub const USUAL: Size = Size::new(80, 24);
/// The smallest one that every screen must fit.
pub const SMALL: Size = Size::new(60, 18);
/// A large one.
pub const LARGE: Size = Size::new(120, 40);
/// The largest one that is looked at.
pub const WIDE: Size = Size::new(250, 80);
/// One between them, that only the album has.
const BROAD: Size = Size::new(200, 60);
/// A terminal without color.
pub const NO_COLOR: Caps = Caps {
    color: ColorDepth::None,
    ascii: false,
    dumb: false,
};
/// A terminal without color and without any sign beyond ASCII.
pub const ASCII: Caps = Caps {
    color: ColorDepth::None,
    ascii: true,
    dumb: false,
};

/// What is added to the name of a picture that is not the usual one.
const LOOKS: [&str; 10] = [
    "-pl",
    "-60x18",
    "-120x40",
    "-250x80",
    "-no-color",
    "-ascii",
    "-themes",
    "-light",
    "-dark",
    "-high-contrast",
];

/// The themes beside the default one.
pub const THEMES: [&str; 3] = ["light", "dark", "high-contrast"];

/// The name of a picture without what tells it from the usual one.
pub fn name_without_look(name: &str) -> &str {
    LOOKS
        .iter()
        .find_map(|look| name.strip_suffix(look))
        .unwrap_or(name)
}

/// One state, at 80x24 in English.
pub async fn picture(name: &str, person: &'static str, walk: impl AsyncFn(&mut Pilot)) {
    let pilot = walked(seat(person), &walk).await;
    keep(name, &pilot);
}

/// One state in each language, at each size, in each theme, without color and without signs beyond ASCII: each screen
/// is held so once.
pub async fn pictures(name: &str, person: &'static str, walk: impl AsyncFn(&mut Pilot)) {
    let usual = unthemed(name, person, &walk).await;
    in_themes(name, person, &usual, &walk).await;
}

/// One state in each language, at each size, without color and without signs beyond ASCII; gives the usual one back.
pub async fn unthemed(name: &str, person: &'static str, walk: &impl AsyncFn(&mut Pilot)) -> Pilot {
    let mut pilot = walked(seat(person), walk).await;
    keep(name, &pilot);
    for size in [SMALL, LARGE, WIDE] {
        pilot.resize(size.width, size.height).await;
        // What stands beside a wide page is read after a moment.
        rest(&pilot).await;
        keep(&format!("{name}-{}x{}", size.width, size.height), &pilot);
    }
    if album().is_some() {
        pilot.resize(BROAD.width, BROAD.height).await;
        rest(&pilot).await;
        draw(&format!("{name}-{}x{}", BROAD.width, BROAD.height), &pilot);
    }
    let polish = Seat {
        locale: Locale::PlPl,
        ..seat(person)
    };
    keep(&format!("{name}-pl"), &walked(polish, walk).await);
    bare_pictures(name, person, walk).await;
    pilot.resize(USUAL.width, USUAL.height).await;
    pilot
}

/// One state in Polish, where the words differ from those of another state that is shown in both languages.
pub async fn in_polish(name: &str, person: &'static str, walk: impl AsyncFn(&mut Pilot)) {
    let polish = Seat {
        locale: Locale::PlPl,
        ..seat(person)
    };
    keep(&format!("{name}-pl"), &walked(polish, &walk).await);
}

/// One state on terminals without color, and without signs beyond ASCII.
async fn bare_pictures(name: &str, person: &'static str, walk: &impl AsyncFn(&mut Pilot)) {
    for (look, caps) in [("no-color", NO_COLOR), ("ascii", ASCII)] {
        let seat = Seat { caps, ..seat(person) };
        keep(&format!("{name}-{look}"), &walked(seat, walk).await);
    }
}

/// The styles of one state in each theme at each depth of color. The words are those of the usual picture, which is
/// insisted on, so that only styles are kept: for each one of the default theme what the others show instead, with 24
/// bits, with 256 colors and with 16.
async fn in_themes(name: &str, person: &'static str, usual: &Pilot, walk: &impl AsyncFn(&mut Pilot)) {
    let [of_usual] = <[_; 1]>::try_from(usual.looks()).unwrap();
    let mut picture = String::new();
    for theme in THEMES {
        let caps = Caps {
            color: ColorDepth::True,
            ..Caps::default()
        };
        let seat = Seat {
            theme,
            caps,
            beside: &[ColorDepth::Ansi256, ColorDepth::Ansi16],
            ..seat(person)
        };
        let themed = walked(seat, walk).await;
        draw(&format!("{name}-{theme}"), &themed);
        // A row that has a background to its end has blanks there.
        let rows = |pilot: &Pilot| -> Vec<String> {
            let screen = without_references(&pilot.screen());
            screen.lines().map(|row| row.trim_end().to_owned()).collect()
        };
        assert_eq!(rows(&themed), rows(usual), "{name} in the theme {theme}");
        assert_eq!(themed.cursor(), usual.cursor(), "{name} in the theme {theme}");
        let [deepest, palette, named] = <[_; 3]>::try_from(themed.looks()).unwrap();
        let rows = of_usual.iter().zip(&deepest).zip(&palette).zip(&named);
        let rows: BTreeSet<[&str; 4]> = rows
            .map(|(((usual, deepest), palette), named)| {
                [usual, deepest, palette, named].map(|look| in_words(look))
            })
            .collect();
        writeln!(picture, "{theme}").unwrap();
        for [usual, deepest, palette, named] in rows {
            let row = format!("  {usual:<30}| {deepest:<42}| {palette:<42}| {named}");
            writeln!(picture, "{}", row.trim_end()).unwrap();
        }
    }
    hold(&format!("{name}-themes"), &picture);
}

fn in_words(look: &str) -> &str {
    if look.is_empty() { "plain" } else { look }
}

fn seat(person: &'static str) -> Seat {
    Seat {
        person,
        ..Seat::default()
    }
}

async fn walked(seat: Seat, walk: &impl AsyncFn(&mut Pilot)) -> Pilot {
    let mut pilot = Fixture::demo().seat(seat).await;
    rest(&pilot).await;
    walk(&mut pilot).await;
    pilot
}

/// Lets everything that is under way come to its end, the quiet seconds before a draft is kept as well.
pub async fn rest(pilot: &Pilot) {
    pilot.settle_after_edits().await;
}

/// Presses keys, and waits after each for what it sets off.
pub async fn go(pilot: &mut Pilot, keys: &str) {
    for key in keys.split_whitespace() {
        pilot.press(key).await;
        rest(pilot).await;
    }
}

/// Opens the account in that place of the list.
pub async fn open_account(pilot: &mut Pilot, place: usize) {
    go(pilot, "a Home").await;
    go(pilot, &"Down ".repeat(place)).await;
    go(pilot, "Enter").await;
}

/// Compares what a session shows with the picture that was accepted.
pub fn keep(name: &str, pilot: &Pilot) {
    has_its_cursor(name, pilot);
    draw(name, pilot);
    let screen = without_references(&pilot.screen());
    hold(name, &drawn(&screen, &pilot.style_map(), pilot.cursor()));
}

/// The screen with the references of the network, which are another each time, in one piece or broken into rows.
fn without_references(screen: &str) -> String {
    let reference = regex_lite::Regex::new("payment-[a-p]+|\\b[a-p]{12,}\\b|│ +[a-p]{8,} +│").unwrap();
    let masked = reference.replace_all(screen, |found: &regex_lite::Captures<'_>| {
        let same_width = |letter: char| {
            if ('a'..='p').contains(&letter) {
                'x'
            } else {
                letter
            }
        };
        found[0].chars().map(same_width).collect::<String>()
    });
    masked.into_owned()
}

/// The real cursor stands on what has the keys, so that screen readers and magnifiers follow it: it is hidden only where
/// there is nothing that could have them, and what it stands on can be clicked.
fn has_its_cursor(name: &str, pilot: &Pilot) {
    let targets = pilot.targets();
    let at = |column: u16, row: u16| {
        let place = Position::new(column, row);
        let here = targets.iter().rev().find(|(area, _)| area.contains(place));
        here.map(|(_, target)| *target)
    };
    let can_have_keys = |target: &Target| {
        matches!(
            target,
            Target::Row(_) | Target::Button(_) | Target::Field(_) | Target::Option(_)
        )
    };
    let mut targets_in_sight = targets
        .iter()
        .filter(|(area, target)| at(area.x, area.y) == Some(*target));
    let something_can = targets_in_sight.any(|(_, target)| can_have_keys(target));
    let Some((column, row)) = pilot.cursor() else {
        assert!(!something_can, "{name} has no cursor\n{}", pilot.screen());
        return;
    };
    let stands_on_something = at(column, row).is_some_and(|target| target != Target::Nothing);
    // What one types to find something is no target.
    let is_looking = pilot
        .screen()
        .lines()
        .any(|line| line.trim_start().starts_with('/'))
        || at(column, row) == Some(Target::Nothing);
    assert!(
        stands_on_something || is_looking,
        "{name}: the cursor stands on nothing, at {column}, {row}\n{}",
        pilot.screen()
    );
}

/// The folder of pictures to look at, if one is wanted.
fn album() -> Option<PathBuf> {
    std::env::var_os("OFFERDESK_ALBUM").map(PathBuf::from)
}

/// Adds a picture to the album.
fn draw(name: &str, pilot: &Pilot) {
    if let Some(folder) = album() {
        std::fs::create_dir_all(&folder).unwrap();
        let picture = pilot.with_emulator(|screen| svg::drawn(screen, name));
        std::fs::write(folder.join(format!("{name}.svg")), picture).unwrap();
    }
}

/// A screen as it is kept: its rows with their numbers, the cursor, and each run of cells that is not plain.
pub fn drawn(text: &str, styles: &str, cursor: Option<(u16, u16)>) -> String {
    let rows: Vec<String> = text
        .lines()
        .enumerate()
        .map(|(row, line)| format!("{row:>2}|{}", line.trim_end()))
        .collect();
    let cursor = cursor.map_or("hidden".to_owned(), |(column, row)| {
        format!("row {row}, column {column}")
    });
    format!("{}\n\ncursor: {cursor}\n{styles}", rows.join("\n"))
}

/// Compares a picture with the one that was accepted.
pub fn hold(name: &str, picture: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, picture));
}
