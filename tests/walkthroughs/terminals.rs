//! Terminals that can show less: no color, no Unicode. What is selected must be seen all the same.

use offerdesk::i18n::Locale;
use offerdesk::tui::term::caps::{Caps, ColorDepth};
use ratatui::layout::Size;

use crate::pilot::fixture::Fixture;
use crate::pilot::{Pilot, Seat};
use crate::{to_card_form, type_card};

async fn on(caps: Caps) -> Pilot {
    let seat = Seat {
        caps,
        ..Seat::default()
    };
    Fixture::demo().seat(seat).await
}

#[tokio::test]
async fn without_color_the_selection_is_seen_by_its_caret() {
    let mut pilot = on(Caps {
        color: ColorDepth::None,
        ..Caps::default()
    })
    .await;
    let map = pilot.style_map();
    for color in ["red", "green", "yellow", "cyan", "blue", "magenta", "white"] {
        assert!(!map.contains(color), "{map}");
    }
    assert!(pilot.row_of("Microsoft Action Pack").contains('▸'));
    pilot.press("Down").await;
    assert!(pilot.row_of("Silver membership").contains('▸'));
    assert!(!pilot.row_of("Microsoft Action Pack").contains('▸'));
    pilot.press("Up Enter").await;
    pilot.wait_for("Select your payment preference").await;
    assert!(pilot.row_of("Credit card").contains('▸'));
    pilot.press("Down").await;
    assert!(pilot.row_of("Electronic bank transfer").contains('▸'));
    pilot.press("Enter").await;
    pilot.wait_for("Contact name").await;
    assert!(pilot.row_of("Contact name").contains('▸'));
}

#[tokio::test]
async fn plain_ascii_draws_borders_and_carets_without_a_single_other_byte() {
    let mut pilot = on(Caps {
        ascii: true,
        color: ColorDepth::None,
        ..Caps::default()
    })
    .await;
    pilot.press("Down").await;
    assert!(
        pilot.row_of("Silver membership").contains('>'),
        "{}",
        pilot.screen()
    );
    pilot.press("Up Enter").await;
    pilot.wait_for("Select your payment preference").await;
    assert!(pilot.row_of("Credit card").contains('>'));
    pilot.press("Enter").await;
    pilot.wait_for("Name on card").await;
    pilot.fill(&["4242424242424242", "12/30", "737", "Dana"]).await;
    pilot.sees("Visa");
    let screen = pilot.screen();
    assert!(screen.is_ascii(), "{screen}");
}

#[tokio::test]
async fn plain_ascii_keeps_the_letters_of_the_language() {
    let seat = Seat {
        caps: Caps {
            ascii: true,
            ..Caps::default()
        },
        locale: Locale::PlPl,
        ..Seat::default()
    };
    let pilot = Fixture::demo().seat(seat).await;
    pilot.sees("Członkostwo Silver");
    assert!(!pilot.screen().contains(['│', '─', '▸']), "{}", pilot.screen());
}

#[tokio::test]
async fn what_does_not_fit_into_a_small_window_is_named_and_reached_before_buy() {
    let seat = Seat {
        size: Size::new(60, 18),
        ..Seat::default()
    };
    let mut pilot = Fixture::demo().seat(seat).await;
    to_card_form(&mut pilot).await;
    type_card(&mut pilot, "4242424242424242").await;
    pilot.press("C-s").await;
    pilot.wait_for("PgDn More").await;
    // What decides comes first, the rest by paging.
    pilot.sees("$475.00 is charged immediately.");
    pilot.sees_no("Redmond, WA 98052");
    pilot.press("PgDn").await;
    pilot.wait_for("Redmond, WA 98052").await;
    // An error takes rows, and the end is reached all the same.
    pilot.press("PgUp C-b").await;
    pilot.wait_for("You haven't accepted the purchase terms").await;
    pilot.sees_no("Redmond, WA 98052");
    pilot.press("PgDn PgDn PgDn").await;
    pilot.wait_for("Redmond, WA 98052").await;
}
