//! Choosing a theme: what is under the caret is shown at once, Esc takes it back, Enter keeps it for one person.

use offerdesk::domain::user::Appearance;
use offerdesk::services::context::Actor;

use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, INGRID, Pilot};

async fn kept_for(fixture: &Fixture, person: &str) -> Appearance {
    let user = fixture.services.person_by_email(person).await.unwrap();
    let preferences = fixture.services.preferences(&Actor::demo(user.id)).await;
    preferences.unwrap().appearance
}

/// What the dark theme paints on 16 colors, and no other one but the one of high contrast.
fn is_dark(pilot: &Pilot) -> bool {
    pilot.style_map().starts_with("ground black") && pilot.style_map().contains("bright-black")
}

async fn choose(pilot: &mut Pilot, keys: &str) {
    pilot.press("T").await;
    pilot.wait_for("High contrast").await;
    pilot.press(keys).await;
}

#[tokio::test]
async fn a_theme_that_was_looked_at_is_taken_back_by_esc_and_kept_by_enter() {
    let mut pilot = Pilot::demo().await;
    choose(&mut pilot, "Down Down").await;
    assert!(is_dark(&pilot), "{}", pilot.style_map());
    pilot.press("Space").await;
    assert!(!pilot.screen().contains('─'), "{}", pilot.screen());
    pilot.press("Esc").await;
    pilot.wait_for("Purchased offers").await;
    assert!(!is_dark(&pilot) && pilot.screen().contains('─'));
    pilot.settle().await;
    assert_eq!(kept_for(pilot.fixture(), DANA).await, Appearance::default());

    choose(&mut pilot, "Down Down Space Enter").await;
    pilot.wait_for("Your theme was saved").await;
    assert!(is_dark(&pilot) && !pilot.screen().contains('─'));
    let kept = Appearance {
        theme: Some("dark".to_owned()),
        ascii: true,
    };
    assert_eq!(kept_for(pilot.fixture(), DANA).await, kept);

    // The other settings of the same person leave it alone.
    pilot.press("L").await;
    pilot.wait_for("Zakupione oferty").await;
    pilot.settle().await;
    assert_eq!(kept_for(pilot.fixture(), DANA).await, kept);
}

#[tokio::test]
async fn each_person_of_the_demo_sees_their_own_theme() {
    let mut pilot = Pilot::demo().await;
    choose(&mut pilot, "Down Down Enter").await;
    pilot.wait_for("Your theme was saved").await;
    pilot.press("w").await;
    pilot.wait_for("Ingrid Köhler").await;
    pilot.press("Home").await;
    while !pilot.row_of("Ingrid Köhler").contains('▸') {
        pilot.press("Down").await;
    }
    pilot.press("Enter").await;
    pilot.wait_for("Ingrid Köhler · ").await;
    assert!(!is_dark(&pilot), "{}", pilot.style_map());
    assert_eq!(kept_for(pilot.fixture(), INGRID).await, Appearance::default());
    pilot.press("w").await;
    pilot.wait_for("Global admin").await;
    pilot.press("Home").await;
    while !pilot.row_of("Dana Whitfield").contains('▸') {
        pilot.press("Down").await;
    }
    pilot.press("Enter").await;
    pilot.wait_for("Dana Whitfield · ").await;
    pilot.wait_for("Purchased offers").await;
    assert!(is_dark(&pilot), "{}", pilot.style_map());
}
