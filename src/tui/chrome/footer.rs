//! The last row: the keys that are possible now, each of which can be clicked as well.

use ratatui::layout::Rect;

use crate::tui::action::{Action, Hint, key_name};
use crate::tui::canvas::{Canvas, Target};
use crate::tui::layer::Desk;
use crate::tui::widgets::Footer;

use super::Bar;

/// Draws the keys that are possible now, as many as fit.
pub(super) fn view(canvas: &mut Canvas<'_>, area: Rect, desk: &Desk, bar: &Bar<'_>) {
    let items = items(desk, bar);
    let words: Vec<(&str, &str)> = items
        .iter()
        .map(|(_, key, label)| (key.as_str(), label.as_str()))
        .collect();
    let footer = Footer::new(&words, &desk.theme);
    for ((action, ..), place) in items.iter().zip(footer.places(area)) {
        canvas.target(place, Target::Action(*action));
    }
    canvas.render_widget(footer, area);
}

/// Action, key and label, the most important first.
fn items(desk: &Desk, bar: &Bar<'_>) -> Vec<(Action, String, String)> {
    // Hints are left out from the right, and help must never be: it comes right after the main action. In a form,
    // sending it matters more than leaving the desk.
    let in_form = bar.hints.iter().any(|hint| hint.action == Action::Submit);
    let (always, others): (Vec<&Hint>, Vec<&Hint>) = bar
        .hints
        .iter()
        .filter(|hint| hint.in_footer)
        .partition(|hint| match hint.action {
            Action::Help | Action::Back | Action::Close => true,
            Action::Quit => !in_form,
            _ => false,
        });
    // The palette is everywhere, and copying is beside what one came for: neither is the main action.
    let has_main = others
        .first()
        .is_some_and(|hint| !matches!(hint.action, Action::Palette | Action::Copy));
    let (first, rest) = others.split_at(usize::from(has_main));
    // A question has the same order of its answers here as in its box.
    let stays = bar.hints.first().is_some_and(|hint| hint.action == Action::Back);
    let (stay, always) = always.split_at(usize::from(stays));
    let mut items: Vec<(Action, String, String)> = Vec::new();
    for hint in stay.iter().chain(first).chain(always).chain(rest) {
        let label = desk.i18n.t(hint.label_key());
        // Two keys for one thing: the first one is enough.
        if items.iter().any(|(.., shown)| *shown == label) {
            continue;
        }
        let key = desk.keymap.key_shown(hint.action, bar.typing);
        items.extend(key.map(|key| (hint.action, key_name(key), label)));
    }
    items
}
