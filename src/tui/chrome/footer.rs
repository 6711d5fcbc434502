//! The last row: the keys that are possible now, each of which can be clicked as well.

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::i18n::I18n;
use crate::tui::action::{Action, Hint, key_name};
use crate::tui::canvas::{Canvas, Target};
use crate::tui::keymap::Keymap;
use crate::tui::theme::Theme;
use crate::tui::widgets::Footer;

/// What the keys and their labels follow from.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Told {
    pub i18n: I18n,
    pub keymap: Arc<Keymap>,
    pub hints: Vec<Hint>,
    pub typing: bool,
}

/// An action with its key and its label.
pub(super) type Item = (Action, String, String);

/// Draws the keys that are possible now, as many as fit.
pub(super) fn view(canvas: &mut Canvas<'_>, area: Rect, theme: &Theme, items: &[Item]) {
    let words: Vec<(&str, &str)> = items
        .iter()
        .map(|(_, key, label)| (key.as_str(), label.as_str()))
        .collect();
    let footer = Footer::new(&words, theme);
    for ((action, ..), place) in items.iter().zip(footer.places(area)) {
        canvas.target(place, Target::Action(*action));
    }
    canvas.render_widget(footer, area);
}

/// The keys that are possible now, the most important first.
pub(super) fn items(told: &Told) -> Vec<Item> {
    // Hints are left out from the right, and help must never be: it comes right after the main action. In a form,
    // sending it matters more than leaving the desk.
    let in_form = told.hints.iter().any(|hint| hint.action == Action::Submit);
    let (always, others): (Vec<&Hint>, Vec<&Hint>) = told
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
    let stays = told.hints.first().is_some_and(|hint| hint.action == Action::Back);
    let (stay, always) = always.split_at(usize::from(stays));
    let mut items: Vec<Item> = Vec::new();
    for hint in stay.iter().chain(first).chain(always).chain(rest) {
        let label = told.i18n.t(hint.label_key());
        // Two keys for one thing: the first one is enough.
        if items.iter().any(|(.., shown)| *shown == label) {
            continue;
        }
        let key = told.keymap.key_shown(hint.action, told.typing);
        items.extend(key.map(|key| (hint.action, key_name(key), label)));
    }
    items
}
