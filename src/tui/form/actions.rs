//! What is possible in a form now.

use crate::tui::action::{Action, Hint};
use crate::tui::layer::Typing;

use super::{FieldInput, Form};

impl Form {
    /// The actions of a form, for the screen's own list.
    pub fn actions(&self) -> Vec<Hint> {
        if let Some(actions) = self.actions_of_open_list() {
            return actions;
        }
        let in_area = self.is_in_area();
        let enter = match (self.is_on_button(), in_area) {
            (true, _) => self.button,
            (false, true) => "action-new-line",
            (false, false) => "action-next-field",
        };
        let mut actions = vec![Hint::labeled(Action::ACTIVATE, enter)];
        if !self.has_own_key {
            actions.push(Hint::labeled(Action::SUBMIT, self.button));
        }
        // Where Enter does something else, the key that leads on is to be found.
        actions.push(Hint {
            in_footer: in_area,
            ..Hint::shown(Action::NEXT_FIELD)
        });
        actions.extend([Action::PREVIOUS_FIELD, Action::UP, Action::DOWN].map(Hint::hidden));
        if in_area {
            actions.extend([Action::PAGE_UP, Action::PAGE_DOWN].map(Hint::hidden));
        }
        let turns = match self.fields.get(self.focus).map(|field| &field.input) {
            Some(FieldInput::Check(_)) => Some(Hint::shown(Action::TOGGLE)),
            Some(FieldInput::Pick { .. }) => Some(Hint::labeled(Action::TOGGLE, "action-change-choice")),
            Some(FieldInput::List(_)) => {
                actions.push(Hint::labeled(Action::RIGHT, "action-choose"));
                None
            }
            _ => None,
        };
        if let Some(hint) = turns {
            actions.push(hint);
            actions.extend([Action::LEFT, Action::RIGHT].map(Hint::hidden));
        }
        // Not in a secret field: it keeps no history of what was typed.
        if self.typing() == Typing::Text {
            actions.extend([Action::UNDO, Action::REDO].map(Hint::hidden));
        }
        actions
    }

    /// Whether the field in that place has the keys.
    pub const fn has_focus(&self, place: usize) -> bool {
        self.focus == place
    }

    /// Whether the button has the keys.
    pub(super) const fn is_on_button(&self) -> bool {
        self.focus >= self.fields.len()
    }
}
