//! Clicks and the wheel: a renewal without a key but for what is typed, and every place that a click means something.

use std::collections::BTreeMap;

use offerdesk::i18n::Locale;
use offerdesk::tui::action::Action;
use offerdesk::tui::canvas::Target;
use ratatui::layout::{Rect, Size};

use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, FIONA, Pilot, Seat};
use crate::{to_card_form, to_name, to_review, type_card};

const GOOD: &str = "4242424242424242";

#[tokio::test]
async fn a_renewal_is_made_with_the_mouse_and_buy_clicked_twice_is_one_order() {
    let mut pilot = Pilot::demo().await;
    pilot.click(" Renew subscription ").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.click("Credit card").await;
    pilot.wait_for("Name on card").await;
    for (label, value) in [
        ("Card number", GOOD),
        ("Name on card", "Dana Whitfield"),
        ("Expir", "12/30"),
        ("Security code", "737"),
        ("'s country", "US"),
        ("'s postal", "98052"),
    ] {
        pilot.click(label).await;
        pilot.type_text(value).await;
    }
    pilot.click(" Submit ").await;
    pilot.wait_for("Bill-to address").await;
    // The terms have the focus already, so that one click accepts them.
    pilot.click("[ ] I accept").await;
    pilot.sees("[x] I accept");
    // Behind the purchase-order number and the terms.
    let buy = pilot
        .targets()
        .into_iter()
        .find(|(_, target)| *target == Target::Field(2));
    pilot.click_twice_at_once(buy.unwrap().0);
    pilot.wait_for("Order confirmed").await;
    pilot.settle().await;
    pilot.click("Close").await;
    pilot.wait_for("Renewal from June 15, 2027").await;
    assert_eq!(pilot.fixture().charges().await, 1);
    pilot.fixture().is_whole().await;
}

#[tokio::test]
async fn a_click_selects_and_a_click_on_what_is_selected_opens() {
    let mut pilot = Pilot::demo().await;
    pilot.click("Microsoft Action Pack").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.click("Electronic bank transfer").await;
    pilot.sees("▸ Electronic bank transfer");
    pilot.click("Electronic bank transfer").await;
    pilot.wait_for("Contact name").await;
    pilot.click("Back").await;
    pilot.sees("Select your payment preference");
    let card = pilot.targets().into_iter();
    let card = card.rev().find(|(_, target)| *target == Target::Row(0)).unwrap();
    pilot.click("Discard draft").await;
    pilot.sees("Discard this draft?");
    // Where something stood before the question, nothing is hit.
    pilot.click_into(card.0).await;
    pilot.sees("Discard this draft?");
    pilot.click("Keep editing").await;
    pilot.sees_no("Discard this draft?");
    pilot.sees("Select your payment preference");
}

#[tokio::test]
async fn a_click_moves_between_fields_without_checking_them() {
    let mut pilot = Pilot::demo().await;
    to_card_form(&mut pilot).await;
    to_name(&mut pilot).await;
    pilot.type_text("Dana").await;
    pilot.click("postal code").await;
    pilot.type_text("98").await;
    pilot.click("Name on card").await;
    pilot.type_text("!").await;
    assert!(pilot.row_of("Name on card").contains("Dana!"));
    assert!(pilot.row_of("postal code").contains("98"));
    pilot.sees_no("✗");
}

#[tokio::test]
async fn the_sign_beside_a_list_opens_it_and_an_entry_that_is_clicked_is_chosen() {
    let mut pilot = Pilot::demo().await;
    pilot.press("p").await;
    pilot.wait_for("Submit").await;
    pilot.click("Country").await;
    let place_of = |pilot: &Pilot, wanted: Target| {
        let targets = pilot.targets();
        let found = targets.iter().rev().find(|(_, target)| *target == wanted);
        found.map(|(place, _)| *place)
    };
    let sign = place_of(&pilot, Target::Action(Action::RIGHT));
    pilot.click_into(sign.unwrap()).await;
    assert!(pilot.row_of("Country").contains("United States"));
    pilot.type_text("united").await;
    let second = place_of(&pilot, Target::Option(1)).unwrap();
    let name = pilot.text_in(second);
    pilot.click_into(second).await;
    let is_open = |pilot: &Pilot| {
        let mut targets = pilot.targets().into_iter();
        targets.any(|(_, target)| matches!(target, Target::Option(_)))
    };
    assert!(!is_open(&pilot));
    assert!(pilot.row_of("Country").contains(name.trim()), "{name}");
    // Clicked once more the field opens it, and then closes it without a change.
    for opens in [true, false] {
        pilot.click("Country").await;
        assert_eq!(is_open(&pilot), opens);
    }
    assert!(pilot.row_of("Country").contains(name.trim()), "{name}");
}

#[tokio::test]
async fn the_wheel_and_the_signs_move_the_mark_of_an_open_list_and_its_frame_means_nothing() {
    let mut pilot = Pilot::demo().await;
    pilot.press("p").await;
    pilot.wait_for("Submit").await;
    pilot.click("Country").await;
    pilot.click_into(sign(&pilot, Action::RIGHT)).await;
    let country = pilot.row_of("Country");
    let marked = |pilot: &Pilot| {
        let targets = pilot.targets().into_iter();
        let entries = targets.filter(|(_, target)| matches!(target, Target::Option(_)));
        let mut entries = entries.map(|(area, _)| (area, pilot.text_in(area)));
        entries.find(|(_, text)| text.starts_with('▸'))
    };
    let (area, first) = marked(&pilot).unwrap();
    for frame in [area.x - 2, area.x - 1] {
        pilot.click_into(Rect::new(frame, area.y, 1, 1)).await;
        assert_eq!(marked(&pilot), Some((area, first.clone())));
    }
    pilot.wheel(1).await;
    let (_, second) = marked(&pilot).unwrap();
    assert_ne!(second, first);
    pilot.wheel(-1).await;
    assert_eq!(marked(&pilot).unwrap().1, first);
    pilot.click_into(sign(&pilot, Action::PAGE_UP)).await;
    let (_, above) = marked(&pilot).unwrap();
    assert_ne!(above, first);
    pilot.click_into(sign(&pilot, Action::PAGE_DOWN)).await;
    assert_eq!(marked(&pilot).unwrap().1, first);
    assert_eq!(pilot.row_of("Country"), country, "nothing is chosen yet");
    // What is marked is chosen once one clicks elsewhere in the form.
    pilot.wheel(1).await;
    let of_first = |(_, target): &&(Rect, Target)| *target == Target::Field(0);
    let elsewhere = pilot.targets().iter().find(of_first).unwrap().0;
    pilot.click_into(elsewhere).await;
    assert_eq!(marked(&pilot), None);
    let name = second.trim_start_matches(['▸', ' ']).trim();
    assert!(pilot.row_of("Country").contains(name), "{name}");
}

#[tokio::test]
async fn the_wheel_scrolls_pages_and_changes_no_value() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, GOOD).await;
    pilot.press("BackTab").await.type_text("PO-1").await;
    pilot.resize(60, 18).await;
    let top = rows(&pilot);
    pilot.wheel(1).await;
    assert_ne!(rows(&pilot), top, "it scrolls");
    pilot.wheel(-9).await;
    assert_eq!(rows(&pilot), top);
    pilot.sees("PO-1");
    pilot.press("C-t").await;
    pilot.resize(60, 18).await;
    let first = rows(&pilot);
    pilot.wheel(1).await;
    let end = rows(&pilot);
    assert_ne!(end, first);
    pilot.wheel(-1).await;
    assert_eq!(rows(&pilot), first);
    // The sign that there is more turns the page.
    pilot.click("▼").await;
    assert_eq!(rows(&pilot), end);
}

#[tokio::test]
async fn the_signs_beside_a_text_and_in_the_palette_turn_the_page() {
    for (open, shown) in [("?", "Keys on this screen"), ("C-p", "On this screen")] {
        let mut pilot = Pilot::demo().await;
        pilot.resize(60, 18).await;
        pilot.press(open).await;
        pilot.wait_for(shown).await;
        pilot.press("PgUp").await;
        let first = rows(&pilot);
        pilot.click_into(sign(&pilot, Action::PAGE_DOWN)).await;
        assert_ne!(rows(&pilot), first, "{open}");
        while let Some(sign) = find_sign(&pilot, Action::PAGE_UP) {
            pilot.click_into(sign).await;
        }
        pilot.press("PgUp").await;
        assert_eq!(rows(&pilot), first, "{open}");
    }
}

#[tokio::test]
async fn a_sign_for_more_stood_against_a_key_in_the_palette() {
    let mut pilot = Pilot::demo().await;
    pilot.resize(60, 18).await;
    pilot.press("C-p").await;
    let mut seen = 0;
    for _ in 0..20 {
        for action in [Action::PAGE_UP, Action::PAGE_DOWN] {
            if let Some(sign) = find_sign(&pilot, action) {
                let beside = Rect {
                    x: sign.x - 1,
                    ..sign
                };
                assert_eq!(pilot.text_in(beside), "", "{}", pilot.screen());
                seen += 1;
            }
        }
        pilot.press("Down").await;
    }
    assert!(seen > 10, "{seen}");
}

/// Where the sign stands that a click on does that.
fn find_sign(pilot: &Pilot, action: Action) -> Option<Rect> {
    let targets = pilot.targets();
    let sign = targets
        .into_iter()
        .rev()
        .find(|(_, target)| *target == Target::Action(action));
    sign.map(|(area, _)| area)
}

fn sign(pilot: &Pilot, action: Action) -> Rect {
    find_sign(pilot, action).unwrap_or_else(|| panic!("no sign:\n{}", pilot.screen()))
}

/// The rows without blanks at their ends and without the signs that there is more.
fn rows(pilot: &Pilot) -> Vec<String> {
    let screen = pilot.screen();
    let row = |row: &str| row.trim_end_matches(['▲', '▼', ' ']).to_owned();
    screen.lines().map(row).collect()
}

#[tokio::test]
async fn the_wheel_moves_through_lists_and_forms_and_stops_at_the_end_of_a_list() {
    let mut pilot = Pilot::demo().await;
    pilot.press("a").await;
    pilot.wait_for("Harbor Point").await;
    pilot.wheel(99).await;
    let last = pilot.screen();
    pilot.wheel(1).await;
    assert_eq!(pilot.screen(), last);
    pilot.press("Esc").await;
    pilot.wait_for("Purchased offers").await;
    to_card_form(&mut pilot).await;
    type_card(&mut pilot, GOOD).await;
    let filled = pilot.row_of("postal code");
    pilot.wheel(3).await;
    pilot.wheel(-2).await;
    assert_eq!(
        pilot.row_of("postal code").trim_start_matches(['▸', ' ']),
        filled.trim_start_matches(['▸', ' '])
    );
    assert!(pilot.row_of("Name on card").contains("Dana Whitfield"));
}

#[tokio::test]
async fn a_click_on_a_screen_that_is_too_small_does_nothing() {
    let mut pilot = Pilot::demo().await;
    pilot.resize(40, 10).await;
    assert!(pilot.targets().is_empty());
    pilot.click_into(Rect::new(3, 4, 1, 1)).await;
    pilot.wheel(2).await;
    pilot.resize(80, 24).await;
    pilot.sees("▸ Microsoft Action Pack");
}

/// What must hold of the targets of every frame.
fn check_targets(pilot: &Pilot, size: Size) {
    let screen = Rect::from((ratatui::layout::Position::ORIGIN, size));
    let targets = pilot.targets();
    for (place, &(area, target)) in targets.iter().enumerate() {
        let is_behind =
            |(cover, over): &(Rect, Target)| *over == Target::Nothing && cover.intersection(area) == area;
        if targets[place + 1..].iter().any(is_behind) {
            continue;
        }
        assert_eq!(area.intersection(screen), area, "{target:?}\n{}", pilot.screen());
        if target != Target::Nothing {
            assert!(!area.is_empty(), "{target:?}\n{}", pilot.screen());
            assert!(
                !pilot.text_in(area).is_empty(),
                "{target:?} at {area}\n{}",
                pilot.screen()
            );
        }
    }
}

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// Clicks that somebody makes who plays around: wherever it leads, clicks mean what is shown there, and nothing breaks.
#[tokio::test]
async fn whatever_is_clicked_targets_lie_on_what_is_shown() {
    let sizes = [Size::new(60, 18), Size::new(80, 24), Size::new(120, 40)];
    let mut clicked = BTreeMap::<String, usize>::new();
    let kinds = ["Row", "Button", "Field", "Action(discard)", "Nothing"];
    let missing = |clicked: &BTreeMap<String, usize>| {
        let is_missing = |kind: &&&str| !clicked.keys().any(|found| found.starts_with(**kind));
        kinds.iter().find(is_missing).copied()
    };
    let seats = [(DANA, Locale::EnUs), (DANA, Locale::PlPl), (FIONA, Locale::EnUs)];
    for (seed, (person, locale)) in (1..).zip(seats.into_iter().cycle().take(12)) {
        // Each seat once, and more where chance has not led everywhere yet.
        if seed > 3 && missing(&clicked).is_none() {
            break;
        }
        let mut chance = Chance(seed);
        let fixture = Fixture::demo();
        let seat = Seat {
            person,
            locale,
            ..Seat::default()
        };
        let mut pilot = fixture.seat_blank(seat).await;
        pilot.settle().await;
        for step in 0..160 {
            let size = sizes[step / 4 % sizes.len()];
            pilot.resize(size.width, size.height).await;
            pilot.settle().await;
            check_targets(&pilot, size);
            let names_quitting = |row: &str| row.contains("Quit") || row.contains("Zakończ");
            let on_quitting = pilot
                .screen()
                .lines()
                .any(|row| row.contains('▸') && names_quitting(row));
            let quits = |(area, target): &(Rect, Target)| match target {
                Target::Action(Action::QUIT) => true,
                Target::Action(Action::ACTIVATE) if on_quitting => true,
                _ => names_quitting(&pilot.text_in(*area)),
            };
            let targets: Vec<_> = pilot
                .targets()
                .into_iter()
                .filter(|target| !quits(target))
                .collect();
            if targets.is_empty() {
                // A sentence stands where the keys are; any click takes it away.
                pilot.click_into(Rect::new(0, 0, 1, 1)).await;
                assert!(!pilot.targets().is_empty(), "{}", pilot.screen());
                continue;
            }
            // Rather what was clicked less often, so that the walk gets everywhere.
            let often = |target: &Target| clicked.get(&format!("{target:?}")).copied().unwrap_or(0);
            let (area, target) = (0..3)
                .map(|_| targets[chance.below(targets.len())])
                .min_by_key(|(_, target)| often(target))
                .unwrap();
            *clicked.entry(format!("{target:?}")).or_default() += 1;
            pilot.click_into(area).await;
            if chance.below(4) == 0 {
                pilot.wheel(if chance.below(2) == 0 { 1 } else { -1 }).await;
            }
        }
        pilot.fixture().is_whole().await;
    }
    assert_eq!(missing(&clicked), None, "{clicked:?}");
}
