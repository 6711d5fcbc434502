//! The last row: the keys that are possible now, each of which can be clicked as well.

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::i18n::I18n;
use crate::tui::action::{Action, Hint, key_name};
use crate::tui::canvas::{Canvas, Target};
use crate::tui::keymap::Keymap;
use crate::tui::theme::Theme;
use crate::tui::widgets::footer::{Footer, KeyHint};

/// What the keys and their labels follow from.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct FootKey {
    pub i18n: I18n,
    pub keymap: Arc<Keymap>,
    pub hints: Vec<Hint>,
    pub typing: bool,
}

/// An action with its key and its label.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct FootItem {
    action: Action,
    key: String,
    label: String,
    /// When it is its turn to find room.
    rank: u8,
}

/// Draws the keys that are possible now, as many as fit.
pub(super) fn view(canvas: &mut Canvas<'_>, area: Rect, theme: &Theme, items: &[FootItem]) {
    let words: Vec<KeyHint> = items
        .iter()
        .map(|item| KeyHint {
            key: &item.key,
            label: &item.label,
            rank: item.rank,
        })
        .collect();
    let footer = Footer::new(&words, theme);
    for (item, place) in footer.places(area) {
        if let Some(item) = items.get(item) {
            canvas.target(place, Target::Action(item.action));
        }
    }
    canvas.render_widget(footer, area);
}

/// The keys that are possible now, the most important first.
pub(super) fn items(told: &FootKey) -> Vec<FootItem> {
    // The main action comes first, then what sends a form, then going back and help; in a form, leaving the desk is
    // one of the others.
    let is_shown = |hint: &&Hint| hint.action == Action::SUBMIT && hint.in_footer;
    let submit = told.hints.iter().find(is_shown);
    let is_always = |action: Action| match action {
        Action::SUBMIT | Action::HELP | Action::BACK | Action::CLOSE => true,
        Action::QUIT => submit.is_none(),
        _ => false,
    };
    let (always, others): (Vec<&Hint>, Vec<&Hint>) = told
        .hints
        .iter()
        .filter(|hint| hint.in_footer)
        .partition(|hint| is_always(hint.action));
    // The palette is everywhere, and copying is beside what one came for: neither is the main action.
    let has_main = others
        .first()
        .is_some_and(|hint| !matches!(hint.action, Action::PALETTE | Action::COPY));
    let (first, rest) = others.split_at(usize::from(has_main));
    // A question has the same order of its answers here as in its box.
    let stays = told.hints.first().is_some_and(|hint| hint.action == Action::BACK);
    let (stay, always) = always.split_at(usize::from(stays));
    // What leads on finds room first, then what the field is for. To go to the next field is no next step; and where
    // there is a better one than sending the form again, that waits.
    let leads_on = |hint: &Hint| {
        hint.action != Action::ACTIVATE || submit.is_none_or(|submit| submit.label_key() == hint.label_key())
    };
    let main = first.first().copied().filter(|hint| leads_on(hint));
    let rank = |hint: &Hint| match hint.action {
        action if main.is_some_and(|main| main.action == action) => 0,
        Action::SUBMIT if main.is_none() => 0,
        Action::SUBMIT => 2,
        action if is_always(action) || action == Action::TOGGLE => 1,
        // The way to everything comes before what is found there.
        Action::LANGUAGE | Action::COPY => 4,
        _ => 3,
    };
    let mut items: Vec<FootItem> = Vec::new();
    for hint in stay.iter().chain(first).chain(always).chain(rest) {
        let label = told.i18n.t(hint.label_key());
        // Two keys for one thing: one is enough, and what a button does is named by the key that presses it.
        if let Some(item) = items.iter_mut().find(|item| item.label == label) {
            if hint.action == Action::ACTIVATE
                && let Some(key) = told.keymap.key_shown(hint.action, told.typing)
            {
                (item.action, item.key) = (hint.action, key_name(key));
            }
            continue;
        }
        let key = told.keymap.key_shown(hint.action, told.typing);
        items.extend(key.map(|key| FootItem {
            action: hint.action,
            key: key_name(key),
            label,
            rank: rank(hint),
        }));
    }
    items
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::i18n::Locale;

    /// The last row of the smallest screen, in Polish, whose words are the longer ones.
    fn check(hints: &[Hint], expected: &str) {
        let told = FootKey {
            i18n: I18n::new(Locale::PlPl),
            keymap: Arc::default(),
            hints: hints.to_vec(),
            typing: true,
        };
        let area = Rect::new(0, 0, 58, 1);
        let mut buffer = Buffer::empty(area);
        view(
            &mut Canvas::new(&mut buffer),
            area,
            &Theme::plain(),
            &items(&told),
        );
        let row: String = (0..58).map(|x| buffer[(x, 0)].symbol()).collect();
        assert_eq!(row.trim_end(), expected);
    }

    fn form(enter: &'static str, submit: &'static str) -> Vec<Hint> {
        vec![
            Hint::labeled(Action::ACTIVATE, enter),
            Hint::labeled(Action::SUBMIT, submit),
            Hint::shown(Action::BACK),
            Hint::shown(Action::HELP),
            Hint::hidden(Action::QUIT),
            Hint::shown(Action::PALETTE),
        ]
    }

    #[test]
    fn the_key_that_sends_a_form_was_the_one_that_found_no_room() {
        check(
            &form("action-next-field", "button-book"),
            "Ctrl-S Zaksięguj  Esc Wstecz  F1 Pomoc  Ctrl-P Idź do",
        );
        check(
            &form("action-next-field", "button-reject"),
            "Ctrl-S Odrzuć zmianę  Esc Wstecz  F1 Pomoc  Ctrl-P Idź do",
        );
        check(
            &form("button-book", "button-book"),
            "Enter Zaksięguj  Esc Wstecz  F1 Pomoc  Ctrl-P Idź do",
        );
    }

    #[test]
    fn where_there_is_a_better_step_than_sending_a_form_again_that_one_stays() {
        let mut hints = form("action-next-field", "button-book");
        hints.insert(0, Hint::shown(Action::KEEP_UNALLOCATED));
        check(
            &hints,
            "Ctrl-N Zaksięguj jako nierozliczoną  Esc Wstecz  F1 Pomoc",
        );
    }
}
