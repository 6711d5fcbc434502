//! Terminals that can show less: no color, no Unicode. What is selected must be seen all the same.

use offerdesk::i18n::Locale;
use offerdesk::tui::term::caps::{Caps, ColorDepth};

use crate::pilot::office::Office;
use crate::pilot::{Pilot, Seat};

async fn on(caps: Caps) -> Pilot {
    let seat = Seat {
        caps,
        ..Seat::default()
    };
    Office::demo().seat(seat).await
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
    pilot.fill(&["Dana", "4242424242424242", "12/30", "737"]).await;
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
    let pilot = Office::demo().seat(seat).await;
    pilot.sees("Członkostwo Silver");
    assert!(!pilot.screen().contains(['│', '─', '▸']), "{}", pilot.screen());
}
