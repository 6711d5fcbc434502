//! Language and theme are changed wherever one is, and nothing that was typed is lost by it.

use offerdesk::i18n::Locale;
use offerdesk::services::context::Actor;

use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, FIONA, Pilot, Seat};
use crate::{to_card_form, to_name};

/// Chooses what the palette finds first.
async fn from_palette(pilot: &mut Pilot, words: &str, label: &str) {
    pilot.press("C-p").await;
    pilot.type_text(words).await;
    pilot.wait_for(label).await;
    pilot.press("Enter").await;
}

#[tokio::test]
async fn language_and_theme_were_possible_on_the_tiles_only_and_now_lose_nothing_in_the_wizard() {
    let mut pilot = Pilot::demo().await;
    pilot.press("Enter").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.press("L").await;
    pilot.wait_for("Wybierz formę płatności").await;
    pilot.press("L").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.press("T").await;
    pilot.wait_for("High contrast").await;
    pilot.press("Esc").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.press("Enter").await;
    pilot.wait_for("Name on card").await;
    // In a field they are letters.
    pilot.type_text("4242424242424242").await;
    to_name(&mut pilot).await;
    pilot.type_text("TL").await;
    from_palette(&mut pilot, "lang", "Language").await;
    pilot.wait_for("Posiadacz karty").await;
    pilot.sees("TL");
    pilot.sees("4242");
    pilot.sees("Stany Zjednoczone");
    from_palette(&mut pilot, "motyw", "Motyw").await;
    pilot.wait_for("Wysoki kontrast").await;
    pilot.press("Down Enter").await;
    pilot.wait_for("Posiadacz karty").await;
    pilot.sees("TL");
    pilot.sees("4242");
}

#[tokio::test]
async fn an_amount_that_was_typed_stays_one_of_its_language() {
    let pilot = Pilot::demo().await;
    let mut fiona = pilot.beside(FIONA).await;
    fiona.press("m").await;
    fiona.wait_for("Harbor Point").await;
    fiona.press("Down Enter").await;
    fiona.wait_for("Amount").await;
    fiona.type_text("1,234").await;
    fiona.press("C-p").await;
    fiona.wait_for("Screens").await;
    // What can be done is found; the language, which would leave the amount in the other one's marks, is not.
    fiona.type_text("Theme").await;
    fiona.wait_for("On this screen").await;
    fiona.press("C-u").await;
    fiona.type_text("Language").await;
    fiona.wait_for("No results").await;
    fiona.press("Esc").await;
    // From the button, where no text is typed.
    fiona.press("BackTab BackTab L").await;
    fiona.settle().await;
    fiona.sees("1,234");
    fiona.sees("Amount");
}

#[tokio::test]
async fn the_header_named_another_company_than_the_one_whose_money_was_booked() {
    let pilot = Pilot::demo().await;
    let mut fiona = pilot.beside(FIONA).await;
    let header = |pilot: &Pilot| pilot.screen().lines().next().unwrap().to_owned();
    fiona.press("2").await;
    fiona.wait_for("Purchased offers").await;
    assert!(header(&fiona).contains("MPN"), "{}", fiona.screen());
    fiona.press("m").await;
    fiona.wait_for("Harbor Point").await;
    assert!(!header(&fiona).contains("MPN"), "{}", fiona.screen());
    fiona.press("Down Enter").await;
    fiona.wait_for("Amount").await;
    assert!(header(&fiona).contains("Fiona Grant"), "{}", fiona.screen());
    for over in ["F1", "C-p"] {
        assert!(!header(&fiona).contains("MPN"), "{}", fiona.screen());
        fiona.press(over).await;
        fiona.settle().await;
        assert!(!header(&fiona).contains("MPN"), "{}", fiona.screen());
        fiona.press("Esc").await;
    }
    fiona.press("Esc Esc").await;
    fiona.settle().await;
    assert!(header(&fiona).contains("MPN"), "{}", fiona.screen());
}

#[tokio::test]
async fn help_on_a_field_listed_keys_that_type_letters_there() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    to_name(&mut pilot).await;
    pilot.type_text("Dana").await;
    pilot.press("F1").await;
    pilot.wait_for("Keys on this screen").await;
    for works in ["Ctrl-A", "Alt-B", "Ctrl-W", "Ctrl-U", "Ctrl-K"] {
        pilot.sees(works);
    }
    pilot.press("PgDn").await;
    for works in ["Ctrl-_", "Ctrl-Y", "Ctrl-C", "F1"] {
        pilot.sees(works);
    }
    for types in ["↑, k", "?, F1", "q, Ctrl-C"] {
        assert!(!pilot.shows(types), "{}", pilot.screen());
    }
    pilot.press("Esc").await;
    // A number keeps no history, and is no line of words.
    pilot.press("BackTab").await.press("F1").await;
    pilot.wait_for("Keys on this screen").await;
    for no in ["Ctrl-A", "Ctrl-K", "Undo", "Redo"] {
        assert!(!pilot.shows(no), "{}", pilot.screen());
    }
    assert!(pilot.row_of("Erase the digits").contains("Ctrl-U, Ctrl-W"));
}

/// However the question came up.
#[tokio::test]
async fn quitting_while_it_is_asked_whether_to_leave_is_to_leave() {
    for asks in ["C-c", "Esc"] {
        let mut pilot = Pilot::demo().await;
        pilot.press("p").await;
        pilot.wait_for("Submit").await;
        pilot.type_text(" II").await;
        pilot.press(asks).await;
        pilot.wait_for("Leave without saving?").await;
        pilot.press_at_once("C-c");
        pilot.ended().await;
    }
}

/// Seen: a language asked for with `--lang` for one run became the person's own as soon as another account was opened.
#[tokio::test]
async fn the_language_of_one_run_became_the_persons_own() {
    let fixture = Fixture::demo();
    let seat = Seat {
        locale: Locale::PlPl,
        ..Seat::default()
    };
    let mut dana = fixture.seat(seat).await;
    dana.settle().await;
    dana.press("a").await;
    dana.wait_for("Konta").await;
    dana.press("Down Enter").await;
    dana.settle().await;
    dana.press("1").await;
    dana.wait_for("Zostało").await;
    dana.press("Down Down Enter").await;
    dana.settle().await;
    let who = Actor::demo(fixture.services.person_by_email(DANA).await.unwrap().id);
    let kept = fixture.services.preferences(&who).await.unwrap();
    assert_eq!(kept.language, None);
    assert!(kept.account.is_some());
}
