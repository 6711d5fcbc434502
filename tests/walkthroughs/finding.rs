//! Finding things: the filter of lists, and the palette from anywhere, in both languages.

use std::time::Duration;

use offerdesk::i18n::Locale;

use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, FIONA, Pilot, Seat, TOM};
use crate::{to_card_form, to_name, type_card};

/// Longer than the pause after which what was typed is looked for.
const PAUSE: Duration = Duration::from_millis(200);

async fn seated(person: &'static str, locale: Locale) -> Pilot {
    let seat = Seat {
        person,
        locale,
        ..Seat::default()
    };
    let pilot = Fixture::demo().seat(seat).await;
    pilot.settle().await;
    pilot
}

/// Types, and waits for what is found.
async fn look_for(pilot: &mut Pilot, text: &str) {
    pilot.type_text(text).await;
    pilot.pass(PAUSE).await;
}

/// The rows of the screen; blanks that were drawn or erased at their ends look the same.
fn rows(pilot: &Pilot) -> Vec<String> {
    let screen = pilot.screen();
    screen.lines().map(|row| row.trim_end().to_owned()).collect()
}

/// Opens the palette and looks for something.
async fn palette(pilot: &mut Pilot, text: &str) {
    pilot.press("C-p").await;
    look_for(pilot, text).await;
}

#[tokio::test]
async fn an_account_is_found_without_its_marks_and_opened() {
    for (locale, count, clear, no_match) in [
        (
            Locale::EnUs,
            "1 match",
            "Clear the filter",
            "No results. Try a number, MPN ID or name, or clear the filter.",
        ),
        (
            Locale::PlPl,
            "1 wynik",
            "Wyczyść filtr",
            "Brak wyników. Wpisz numer, MPN lub nazwę albo wyczyść filtr.",
        ),
    ] {
        let mut pilot = seated(DANA, locale).await;
        pilot.press("a").await;
        pilot.settle().await;
        pilot.press("/").await;
        look_for(&mut pilot, "qqq").await;
        pilot.sees(no_match);
        pilot.press("Esc").await;
        pilot.settle().await;
        pilot.sees("Harbor Point");
        // Letters that are keys elsewhere are text here.
        pilot.press("/").await;
        look_for(&mut pilot, "gesla").await;
        pilot.sees(count);
        pilot.sees(clear);
        pilot.sees_no("Harbor Point");
        pilot.press("Enter Enter").await;
        pilot.settle().await;
        pilot.sees("Gęślą Jaźń");
        pilot.sees("· MPN 5678901");
    }
}

#[tokio::test]
async fn escape_clears_the_filter_first_and_the_caret_stays_on_what_was_found() {
    let mut pilot = seated(DANA, Locale::EnUs).await;
    pilot.press("a").await;
    pilot.settle().await;
    pilot.press("/").await;
    look_for(&mut pilot, "harbor").await;
    pilot.press("Enter Esc").await;
    pilot.settle().await;
    pilot.sees("▸ Harbor Point");
    pilot.sees("Carrick");
    pilot.press("Esc").await;
    pilot.sees("Purchased offers");
}

#[tokio::test]
async fn finance_finds_an_order_by_its_state_in_her_own_language() {
    for (locale, state) in [(Locale::EnUs, "awaiting"), (Locale::PlPl, "oczekuje")] {
        let mut fiona = seated(FIONA, locale).await;
        fiona.press("m").await;
        fiona.settle().await;
        fiona.press("/").await;
        look_for(&mut fiona, state).await;
        fiona.sees("▸ OD-");
        fiona.press("Enter Enter").await;
        fiona.settle().await;
        fiona.sees("Harbor Point Consulting Inc.");
        fiona.sees("475");
    }
}

#[tokio::test]
async fn the_palette_does_what_a_key_of_the_screen_below_does() {
    for (locale, typed, title) in [
        (Locale::EnUs, "orders", "Orders"),
        (Locale::PlPl, "zamow", "Zamówienia"),
    ] {
        let mut pilot = seated(DANA, locale).await;
        palette(&mut pilot, typed).await;
        pilot.press("Enter").await;
        pilot.settle().await;
        let header = pilot.screen().lines().nth(2).unwrap().to_owned();
        assert!(header.contains(title), "{header}");
    }
}

#[tokio::test]
async fn one_goes_to_an_order_by_its_number_and_to_an_account_by_its_mpn_id() {
    for locale in Locale::ALL {
        let mut fiona = seated(FIONA, locale).await;
        fiona.press("m").await;
        fiona.settle().await;
        let row = fiona.row_of("OD-");
        let words = row.split([' ', ',']);
        let number = words
            .into_iter()
            .find(|word| word.starts_with("OD-"))
            .unwrap()
            .to_owned();
        fiona.press("Esc").await;
        palette(&mut fiona, &number.to_lowercase().replace('-', "")).await;
        fiona.sees(&number);
        fiona.press("Enter").await;
        fiona.settle().await;
        assert!(fiona.screen().lines().nth(2).unwrap().contains(&number));
        // What Harbor Point writes into its transfer.
        fiona.sees(&format!("{number} 6789012"));
        palette(&mut fiona, "2345678").await;
        fiona.press("Enter").await;
        fiona.settle().await;
        fiona.sees("· MPN 2345678");
        assert_eq!(fiona.fixture().charges().await, 0);
    }
}

#[tokio::test]
async fn enter_pressed_before_anything_was_found_goes_to_what_is_found_first() {
    let mut pilot = seated(DANA, Locale::EnUs).await;
    pilot.press("C-p").await;
    pilot.type_text("wroclaw gesla").await;
    pilot.press("Esc C-p").await;
    pilot.type_text("gesla").await;
    pilot.press("Enter").await;
    pilot.pass(PAUSE).await;
    pilot.sees("· MPN 5678901");
}

#[tokio::test]
async fn nobody_goes_where_they_may_not_look() {
    let mut tom = seated(TOM, Locale::EnUs).await;
    for text in ["2345678", "baltyk systemy"] {
        palette(&mut tom, text).await;
        tom.sees("No results");
        tom.press("Esc").await;
    }
    palette(&mut tom, "6789012").await;
    tom.press("Enter").await;
    tom.settle().await;
    tom.sees("Harbor Point Consulting");
    tom.sees("· MPN 6789012");
}

#[tokio::test]
async fn what_is_typed_in_a_form_is_still_there_when_the_palette_closes() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    type_card(&mut pilot, "4242424242424242").await;
    let before = rows(&pilot);
    palette(&mut pilot, "harbor").await;
    pilot.press("Esc").await;
    pilot.settle_after_edits().await;
    assert_eq!(rows(&pilot), before);
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
}

#[tokio::test]
async fn going_elsewhere_from_the_wizard_keeps_the_draft() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    to_name(&mut pilot).await;
    pilot.type_text("Dana Zażółć").await;
    palette(&mut pilot, "harbor").await;
    pilot.press("Enter").await;
    pilot.settle().await;
    pilot.sees("· MPN 6789012");
    pilot
        .fixture()
        .keeps_draft(DANA, Some("holder: \"Dana Zażółć\""))
        .await;
}

#[tokio::test]
async fn going_elsewhere_asks_before_a_changed_profile_is_lost() {
    let mut pilot = seated(DANA, Locale::EnUs).await;
    pilot.press("p").await;
    pilot.settle().await;
    pilot.press("u").await;
    pilot.settle().await;
    pilot.type_text("X").await;
    palette(&mut pilot, "harbor").await;
    pilot.press("Enter").await;
    pilot.settle().await;
    pilot.sees("Leave without saving?");
    pilot.sees_no("· MPN 6789012");
    pilot.press("Esc").await;
    pilot.sees_no("Leave without saving?");
    pilot.sees("X");
}

/// Whoever answered "Discard" landed on the tiles of the company that they wanted to leave.
#[tokio::test]
async fn whoever_discards_on_the_way_arrives_where_they_were_going() {
    let mut pilot = seated(DANA, Locale::EnUs).await;
    pilot.press("p").await;
    pilot.settle().await;
    pilot.type_text("X").await;
    palette(&mut pilot, "harbor").await;
    pilot.press("Enter").await;
    pilot.settle().await;
    // Thought better of it once: that journey is over.
    pilot.press("Esc").await;
    pilot.settle().await;
    pilot.press("Esc C-d").await;
    pilot.settle().await;
    pilot.sees("· MPN 1234567");
    pilot.sees("Purchased offers");
    pilot.press("p").await;
    pilot.settle().await;
    pilot.type_text("X").await;
    palette(&mut pilot, "harbor").await;
    pilot.press("Enter").await;
    pilot.settle().await;
    pilot.sees("Leave without saving?");
    pilot.press("C-d").await;
    pilot.settle().await;
    pilot.sees("· MPN 6789012");
    pilot.sees("Purchased offers");
}

#[tokio::test]
async fn a_screen_stood_in_the_palette_twice_under_two_names() {
    for (locale, screens) in [
        (Locale::EnUs, ["Orders", "Legal profile", "Accounts", "People"]),
        (Locale::PlPl, ["Zamówienia", "Profil prawny", "Konta", "Osoby"]),
    ] {
        for screen in screens {
            let mut pilot = seated(DANA, locale).await;
            pilot.resize(80, 40).await;
            pilot.press("C-p").await;
            let entries = |pilot: &Pilot| {
                let rows = rows(pilot);
                let rows = rows.iter().filter(|row| row.contains(&format!("  {screen}  ")));
                rows.count()
            };
            assert_eq!(entries(&pilot), 1, "{}", pilot.screen());
            look_for(&mut pilot, screen).await;
            pilot.press("Enter").await;
            pilot.settle().await;
            // The heading calls it by the name that it was chosen by; the tiles begin with their groups.
            let heading = &rows(&pilot)[2];
            let expected = match screen {
                "Membership offers" => "Purchased offers",
                "Oferty członkostwa" => "Zakupione oferty",
                screen => screen,
            };
            assert!(heading.contains(expected), "{}", pilot.screen());
        }
    }
}
