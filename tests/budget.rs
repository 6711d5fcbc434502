//! The byte budgets of docs/face.md at 80x24 with 16 colors: what each screen, move and keystroke costs on the
//! wire, and that a desk on which nothing happens costs nothing.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/pilot.rs"]
mod pilot;

use std::time::Duration;

use desk::{account, american, recorded};
use offerdesk::domain::audit::Chain;
use offerdesk::domain::ids::AccountId;
use offerdesk::i18n::Locale;
use offerdesk::store::record::{Batch, Expect};
use offerdesk::tui::term::caps::{Caps, ColorDepth};
use pilot::fixture::{Fixture, instant};
use pilot::{DANA, FIONA, Pilot, Seat};

const FIRST_PAINT: usize = 6_000;
const LIST_MOVE: usize = 250;
const TILE_MOVE: usize = 1_500;
const TYPED: usize = 60;
/// A letter that opens a list, or finds other entries in it.
const LIST_TYPED: usize = 1_500;
/// The same as a typed character where the text scrolls in its field.
const TYPED_SCROLLING: usize = 120;
/// The same where a theme paints the ground with 24 bits for each color.
const PAINTED_FIRST_PAINT: usize = 9_000;
const PAINTED_LIST_MOVE: usize = 400;
const PAINTED_TYPED: usize = 120;
/// docs/face.md promises nothing here: a note appears below the field, and what is below it moves.
const FIELD_MOVE: usize = 600;
/// The next theme gives the whole screen another ground.
const THEME_MOVE: usize = 4_000;

const ACCOUNTS: usize = 7;
const LANGUAGES: [Locale; 2] = [Locale::EnUs, Locale::PlPl];

/// Everything that was over its budget, so that one run tells all of it.
#[derive(Default)]
struct Ledger {
    over: Vec<String>,
    dearest: usize,
    entries: usize,
}

impl Ledger {
    fn enter(&mut self, budget: usize, bytes: usize, what: &str, pilot: &Pilot) {
        self.entries += 1;
        self.dearest = self.dearest.max(bytes);
        if bytes > budget {
            self.over
                .push(format!("{what}: {bytes} of {budget} bytes\n{}", pilot.screen()));
        }
    }

    fn close(self, at_least: usize) {
        assert!(self.over.is_empty(), "{}", self.over.join("\n"));
        assert!(self.entries >= at_least, "only {} were measured", self.entries);
        assert!(self.dearest > 0, "nothing was measured");
    }
}

async fn seated(locale: Locale, person: &'static str) -> Pilot {
    let seat = Seat {
        person,
        locale,
        ..Seat::default()
    };
    let pilot = Fixture::demo().seat_blank(seat).await;
    pilot.settle().await;
    pilot
}

/// Opens the account in that place of the list.
async fn open_account(pilot: &mut Pilot, place: usize) {
    pilot.press("a").await;
    pilot.settle().await;
    pilot.press("Home").await;
    for _ in 0..place {
        pilot.press("Down").await;
    }
    pilot.press("Enter").await;
    pilot.settle().await;
}

/// The bytes of keys and of all that they set off.
async fn paint(pilot: &mut Pilot, keys: &str) -> usize {
    pilot
        .bytes_of(async |pilot| {
            pilot.press(keys).await;
            pilot.settle().await;
        })
        .await
}

/// Moves on until the selection stands still; each move is entered.
async fn walk_list(pilot: &mut Pilot, ledger: &mut Ledger, budget: usize, what: &str) {
    for key in ["Down", "Up"] {
        for _ in 0..12 {
            let before = pilot.screen();
            let bytes = pilot.bytes_of(async |pilot| _ = pilot.press(key).await).await;
            ledger.enter(budget, bytes, &format!("{key} in {what}"), pilot);
            if pilot.screen() == before {
                break;
            }
        }
    }
}

#[tokio::test]
async fn moving_between_any_two_neighboring_tiles_is_cheap() {
    let mut ledger = Ledger::default();
    for locale in LANGUAGES {
        let mut pilot = seated(locale, DANA).await;
        for place in 0..ACCOUNTS {
            open_account(&mut pilot, place).await;
            walk_list(
                &mut pilot,
                &mut ledger,
                TILE_MOVE,
                &format!("tiles of account {place}, {locale:?}"),
            )
            .await;
        }
    }
    ledger.close(2 * ACCOUNTS * 4);
}

#[tokio::test]
async fn moving_in_any_list_is_cheap() {
    let mut ledger = Ledger::default();
    for locale in LANGUAGES {
        let mut pilot = seated(locale, DANA).await;
        for (keys, what) in [("a", "accounts"), ("w", "people"), ("Enter", "methods")] {
            paint(&mut pilot, keys).await;
            walk_list(&mut pilot, &mut ledger, LIST_MOVE, &format!("{what}, {locale:?}")).await;
            paint(&mut pilot, "Esc").await;
        }
        // Two orders of one account, and the orders that wait for money.
        open_account(&mut pilot, 5).await;
        paint(&mut pilot, "o").await;
        walk_list(&mut pilot, &mut ledger, LIST_MOVE, &format!("orders, {locale:?}")).await;
        let mut fiona = seated(locale, FIONA).await;
        paint(&mut fiona, "m").await;
        walk_list(&mut fiona, &mut ledger, LIST_MOVE, &format!("money, {locale:?}")).await;
    }
    ledger.close(2 * 5 * 3);
}

/// More accounts than a small screen has rows for.
async fn add_accounts(fixture: &Fixture) {
    let mut batch = Batch::new(instant("2026-06-22 12:00"), None);
    for number in 0..30 {
        let company = format!("Zephyr {number} Inc.");
        let account = account(AccountId::new(9_000 + number), &company, &american());
        batch.put(&account, Expect::Absent).unwrap();
    }
    let entry = recorded(&batch);
    batch.audit(Chain::System, entry);
    fixture.store().commit(batch).await.unwrap();
}

/// A list that moved by a line was written anew: 900 bytes for one press of Down at the lower edge.
#[tokio::test]
async fn scrolling_a_list_by_one_line_costs_no_more_than_moving_in_it() {
    let mut ledger = Ledger::default();
    for locale in LANGUAGES {
        let fixture = Fixture::demo();
        add_accounts(&fixture).await;
        let mut pilot = fixture
            .seat(Seat {
                locale,
                person: FIONA,
                ..Seat::default()
            })
            .await;
        // Finance begins with the money that is awaited.
        paint(&mut pilot, "2").await;
        paint(&mut pilot, "a Home").await;
        pilot.resize(60, 18).await;
        for _ in 0..13 {
            pilot.press("Down").await;
        }
        pilot.settle().await;
        let lower = pilot.screen();
        let what = format!("accounts at 60x18, {locale:?}");
        walk_list(&mut pilot, &mut ledger, LIST_MOVE, &what).await;
        pilot.press("End").await;
        pilot.settle().await;
        assert_ne!(
            pilot.screen().lines().nth(5),
            lower.lines().nth(5),
            "the list does not fit"
        );
    }
    ledger.close(2 * 8 * 2);
}

/// What a typed letter of a filter or of the palette costs before anything is looked for, and what the new rows cost.
/// docs/face.md promises nothing for rows: all that are in sight may change.
const ROWS: usize = 2_500;

#[tokio::test]
async fn a_filter_is_typed_at_the_price_of_a_field_and_its_rows_at_that_of_a_list() {
    let mut ledger = Ledger::default();
    for locale in LANGUAGES {
        let mut pilot = seated(locale, DANA).await;
        paint(&mut pilot, "a").await;
        let opened = paint(&mut pilot, "/").await;
        ledger.enter(LIST_MOVE, opened, "opening the filter", &pilot);
        for letter in ["o", "r", "x"] {
            let typed = pilot.bytes_of(async |pilot| _ = pilot.press(letter).await).await;
            ledger.enter(TYPED, typed, "a letter of the filter", &pilot);
            let found = pilot
                .bytes_of(async |pilot| pilot.pass(Duration::from_millis(200)).await)
                .await;
            ledger.enter(ROWS, found, "what it finds", &pilot);
        }
        paint(&mut pilot, "Backspace").await;
        pilot.pass(Duration::from_millis(200)).await;
        paint(&mut pilot, "Enter").await;
        walk_list(&mut pilot, &mut ledger, LIST_MOVE, "what a filter found").await;
        paint(&mut pilot, "Esc").await;
    }
    ledger.close(2 * 9);
}

#[tokio::test]
async fn the_palette_is_cheap() {
    let mut ledger = Ledger::default();
    for locale in LANGUAGES {
        let mut pilot = seated(locale, DANA).await;
        let opened = paint(&mut pilot, "C-p").await;
        ledger.enter(FIRST_PAINT, opened, "opening the palette", &pilot);
        walk_list(&mut pilot, &mut ledger, LIST_MOVE, "the palette").await;
        for letter in ["h", "a", "r"] {
            let typed = pilot.bytes_of(async |pilot| _ = pilot.press(letter).await).await;
            ledger.enter(ROWS, typed, "a letter in the palette", &pilot);
            let found = pilot
                .bytes_of(async |pilot| pilot.pass(Duration::from_millis(200)).await)
                .await;
            ledger.enter(ROWS, found, "what it finds", &pilot);
        }
        let closed = paint(&mut pilot, "Esc").await;
        ledger.enter(FIRST_PAINT, closed, "closing the palette", &pilot);
    }
    ledger.close(2 * 12);
}

#[tokio::test]
async fn moving_between_fields_is_cheap() {
    let mut ledger = Ledger::default();
    for locale in LANGUAGES {
        let mut pilot = seated(locale, DANA).await;
        paint(&mut pilot, "Enter Enter").await;
        for _ in 0..8 {
            let bytes = pilot.bytes_of(async |pilot| _ = pilot.press("Tab").await).await;
            ledger.enter(FIELD_MOVE, bytes, "Tab in the card form", &pilot);
        }
        paint(&mut pilot, "Esc Down Enter").await;
        for _ in 0..4 {
            let bytes = pilot.bytes_of(async |pilot| _ = pilot.press("Tab").await).await;
            ledger.enter(FIELD_MOVE, bytes, "Tab in the transfer form", &pilot);
        }
    }
    ledger.close(24);
}

#[tokio::test]
async fn a_theme_with_24_bits_for_each_color_holds_the_budgets_too() {
    let mut ledger = Ledger::default();
    for theme in ["light", "dark", "high-contrast"] {
        let caps = Caps {
            color: ColorDepth::True,
            ..Caps::default()
        };
        let seat = Seat {
            caps,
            theme,
            ..Seat::default()
        };
        let mut pilot = Fixture::demo().seat_blank(seat).await;
        pilot.settle().await;
        for keys in ["p", "Esc", "o", "Esc", "?", "Esc", "T", "Esc", "w", "Esc", "a"] {
            paint(&mut pilot, keys).await;
            let whole = pilot.bytes_of(async |pilot| _ = pilot.resize(80, 24).await).await;
            ledger.enter(PAINTED_FIRST_PAINT, whole, &format!("{keys} in {theme}"), &pilot);
        }
        walk_list(
            &mut pilot,
            &mut ledger,
            PAINTED_LIST_MOVE,
            &format!("accounts in {theme}"),
        )
        .await;
        paint(&mut pilot, "Esc").await;
        walk_list(&mut pilot, &mut ledger, TILE_MOVE, &format!("tiles in {theme}")).await;
        // Another theme under the caret is a change of everything that has a style: less than drawing it anew.
        paint(&mut pilot, "T").await;
        walk_list(&mut pilot, &mut ledger, THEME_MOVE, &format!("themes in {theme}")).await;
        paint(&mut pilot, "Esc Home").await;
        walk_wizard(&mut pilot, &mut ledger, PAINTED_FIRST_PAINT).await;
        let mut pilot = Fixture::demo().seat(seat).await;
        paint(&mut pilot, "Enter Enter x").await;
        let bytes = pilot.bytes_of(async |pilot| _ = pilot.press("y").await).await;
        ledger.enter(PAINTED_TYPED, bytes, &format!("a letter in {theme}"), &pilot);
    }
    ledger.close(3 * 30);
}

#[tokio::test]
async fn the_first_paint_of_any_screen_is_small() {
    let mut ledger = Ledger::default();
    for locale in LANGUAGES {
        let mut pilot = seated(locale, DANA).await;
        let bytes = pilot.bytes();
        ledger.enter(FIRST_PAINT, bytes, "start", &pilot);
        for place in 0..ACCOUNTS {
            open_account(&mut pilot, place).await;
            for keys in [
                "p",
                "Esc",
                "o",
                "Esc",
                "?",
                "Esc",
                "a",
                "Esc",
                "w",
                "Esc",
                "Down Down Enter",
                "Esc",
            ] {
                let bytes = paint(&mut pilot, keys).await;
                ledger.enter(FIRST_PAINT, bytes, &format!("{keys} at account {place}"), &pilot);
            }
            let whole = pilot.bytes_of(async |pilot| _ = pilot.resize(80, 24).await).await;
            ledger.enter(
                FIRST_PAINT,
                whole,
                &format!("tiles of account {place} drawn anew"),
                &pilot,
            );
        }
        open_account(&mut pilot, 0).await;
        walk_wizard(&mut pilot, &mut ledger, FIRST_PAINT).await;
        let mut fiona = seated(locale, FIONA).await;
        for keys in ["m", "Down", "Enter", "Esc", "Esc"] {
            let bytes = paint(&mut fiona, keys).await;
            ledger.enter(FIRST_PAINT, bytes, &format!("{keys} of Finance"), &fiona);
        }
    }
    ledger.close(2 * (1 + ACCOUNTS * 13 + 10));
}

#[tokio::test]
async fn a_new_request_holds_the_budgets() {
    let mut ledger = Ledger::default();
    for locale in LANGUAGES {
        let mut pilot = seated(locale, DANA).await;
        for keys in ["s", "Enter", "Enter", "Esc", "Esc", "Esc", "x"] {
            let bytes = paint(&mut pilot, keys).await;
            ledger.enter(FIRST_PAINT, bytes, &format!("{keys} to a request"), &pilot);
        }
        // From the first letter on the footer says that a draft is kept.
        paint(&mut pilot, "y").await;
        let bytes = pilot.bytes_of(async |pilot| _ = pilot.press("y").await).await;
        ledger.enter(TYPED, bytes, "a letter in a request", &pilot);
        for _ in 0..12 {
            let bytes = pilot.bytes_of(async |pilot| _ = pilot.press("Tab").await).await;
            ledger.enter(FIRST_PAINT, bytes, "Tab in a request", &pilot);
        }
        for keys in ["C-o", "Esc", "C-s"] {
            let bytes = paint(&mut pilot, keys).await;
            ledger.enter(FIRST_PAINT, bytes, &format!("{keys} in a request"), &pilot);
        }
    }
    ledger.close(2 * 23);
}

/// Every state of the wizard, each also drawn anew.
async fn walk_wizard(pilot: &mut Pilot, ledger: &mut Ledger, budget: usize) {
    let mut step = async |keys: &str, texts: &[&str]| {
        let bytes = pilot
            .bytes_of(async |pilot| {
                pilot.press(keys).await;
                pilot.settle_after_edits().await;
            })
            .await;
        ledger.enter(budget, bytes, &format!("{keys} in the wizard"), pilot);
        let whole = pilot.bytes_of(async |pilot| _ = pilot.resize(80, 24).await).await;
        ledger.enter(budget, whole, &format!("{keys} in the wizard, drawn anew"), pilot);
        for text in texts {
            pilot.paste(text).await;
            pilot.press("Tab").await;
        }
    };
    step("Home Enter", &[]).await;
    step("Down Enter", &[]).await;
    // What is known already is emptied, so that every field is refused.
    step("Home C-k Tab Home C-k Tab Home C-k C-s", &[]).await;
    step("Esc Up Enter", &[]).await;
    step("C-s", &[]).await;
    let card = [
        "4000 0000 0000 9995",
        "12/30",
        "737",
        "Dana Whitfield",
        "US",
        "98052",
    ];
    step("Home", &card).await;
    step("C-s", &[]).await;
    step("t", &[]).await;
    step("Esc u", &[]).await;
    step("Esc", &[]).await;
    step("b", &[]).await;
    step("Space b", &[]).await; // declined
    step("Enter", &["4242424242424242", "", "737"]).await;
    step("C-s", &[]).await;
    step("b", &[]).await; // confirmed
    step("Enter", &[]).await;
    assert_eq!(pilot.fixture().charges().await, 1, "the walk came to its end");
}

#[tokio::test]
async fn a_typed_character_costs_a_few_bytes() {
    let mut ledger = Ledger::default();
    for locale in LANGUAGES {
        let mut pilot = seated(locale, DANA).await;
        pilot.press("Enter").await;
        pilot.settle().await;
        pilot.press("Enter").await;
        for (field, text) in [
            ("number", "4242424242424242"),
            ("expiry", "12/30"),
            ("code", "737"),
            ("holder", "Żaneta O'Neill-Ścibor 山田"),
            ("country", "US"),
            ("postal code", "98052-1234"),
        ] {
            for c in text.chars() {
                let bytes = pilot
                    .bytes_of(async |pilot| _ = pilot.type_text(&c.to_string()).await)
                    .await;
                // The first character replaces the example, and the brand comes and goes with the number. A list shows
                // other entries for each letter.
                let budget = if field == "country" { LIST_TYPED } else { TYPED };
                ledger.enter(budget, bytes, &format!("{c} into {field}"), &pilot);
            }
            pilot.press("Tab").await;
        }
        let long = "x".repeat(60);
        // Back to the name, by way of the button.
        pilot.press("Tab Tab Tab Tab Tab").await;
        for c in long.chars() {
            let bytes = pilot
                .bytes_of(async |pilot| _ = pilot.type_text(&c.to_string()).await)
                .await;
            ledger.enter(
                TYPED_SCROLLING,
                bytes,
                "a character into a field that scrolls",
                &pilot,
            );
        }
    }
    ledger.close(2 * 50);
}

#[tokio::test]
async fn a_day_on_which_nothing_happens_costs_no_byte_and_no_wake_up() {
    let mut pilot = Pilot::demo().await;
    pilot.fixture().reconcile();
    for keys in ["", "Enter", "Enter", "Esc Esc p"] {
        pilot.press(keys).await;
        pilot.settle().await;
        pilot.fixture().drafts_are_kept().await;
        pilot.settle().await;
        let before = (pilot.bytes(), pilot.frames(), pilot.wake_ups());
        tokio::time::pause();
        // The runtime moves on by itself to whatever timer comes first: any tick would be seen.
        tokio::time::sleep(Duration::from_hours(24)).await;
        tokio::time::resume();
        pilot.settle().await;
        assert_eq!(
            (pilot.bytes(), pilot.frames(), pilot.wake_ups()),
            before,
            "after {keys:?}"
        );
    }
}

#[tokio::test]
async fn keys_that_do_nothing_cost_nothing() {
    let mut pilot = Pilot::demo().await;
    pilot.settle().await;
    for key in ["Up", "z", "Delete", "PgUp", "C-z"] {
        let bytes = pilot.bytes_of(async |pilot| _ = pilot.press(key).await).await;
        assert_eq!(bytes, 0, "{key}");
    }
}
