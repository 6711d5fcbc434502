//! What keys do in an open list of a form. Up and down move the mark there, Enter chooses, going back closes the list
//! without a change. Whatever else is done with the form, the marked entry is chosen first: what one sees is what counts.
//! After a slip it isn't: whoever types a name that is not there, and goes on, keeps the former one.

use crate::tui::action::{Action, Hint};

use super::list::ListField;
use super::{FieldInput, Form, Outcome};

/// What moves the mark of an open list.
const MOVING: [Action; 6] = [
    Action::UP,
    Action::DOWN,
    Action::PAGE_UP,
    Action::PAGE_DOWN,
    Action::FIRST,
    Action::LAST,
];

impl Form {
    /// The list that has the focus, if it is open.
    pub(super) fn open_list(&self) -> Option<&ListField> {
        match self.fields.get(self.focus).map(|field| &field.input) {
            Some(FieldInput::List(list)) => Some(list).filter(|list| list.opened().is_some()),
            _ => None,
        }
    }

    /// Whether a list is open.
    pub fn is_open(&self) -> bool {
        self.open_list().is_some()
    }

    /// Whether an open list stays open when an action is done: otherwise what is marked is chosen before it.
    pub fn stays_open(&self, action: Action) -> bool {
        let decides = matches!(action, Action::ACTIVATE | Action::BACK);
        self.is_open() && (decides || MOVING.contains(&action))
    }

    /// What is possible while a list is open.
    pub(super) fn actions_of_open_list(&self) -> Option<Vec<Hint>> {
        self.open_list()?;
        let mut actions = vec![
            Hint::labeled(Action::ACTIVATE, "action-choose"),
            Hint::labeled(Action::BACK, "action-close-list"),
        ];
        let moves = MOVING.into_iter().map(Hint::hidden);
        actions.extend(moves);
        actions.extend([Action::NEXT_FIELD, Action::PREVIOUS_FIELD].map(Hint::hidden));
        if !self.has_own_key {
            actions.push(Hint::hidden_as(Action::SUBMIT, self.button));
        }
        Some(actions)
    }

    fn list_mut(&mut self) -> Option<&mut ListField> {
        match self.fields.get_mut(self.focus).map(|field| &mut field.input) {
            Some(FieldInput::List(list)) => Some(list),
            _ => None,
        }
    }

    /// Takes an action within the list that has the focus; `None` for what is no business of a list.
    pub(super) fn act_in_list(&mut self, action: Action) -> Option<Outcome> {
        let is_open = self.is_open();
        let list = self.list_mut()?;
        match action {
            Action::RIGHT | Action::TOGGLE if !is_open => list.open(),
            _ if !is_open => return None,
            Action::ACTIVATE => return Some(self.choose_marked()),
            Action::BACK => list.close(),
            action if !list.mark(action) => return None,
            _ => {}
        }
        Some(Outcome::Nothing)
    }

    /// Chooses what is marked in an open list, and closes it.
    pub(super) fn choose_marked(&mut self) -> Outcome {
        let changed = self.list_mut().is_some_and(ListField::take_marked);
        if changed { self.edited() } else { Outcome::Nothing }
    }

    /// Closes an open list because something else is done with the form.
    pub fn leave_list(&mut self) -> Outcome {
        let changed = self.list_mut().is_some_and(ListField::go_on);
        if changed { self.edited() } else { Outcome::Nothing }
    }

    /// Chooses the entry in a place among those that are shown.
    pub(super) fn choose_shown(&mut self, place: usize) -> Outcome {
        let changed = self.list_mut().is_some_and(|list| list.take_shown(place));
        if changed { self.edited() } else { Outcome::Nothing }
    }

    /// Opens the list that has the focus, or closes it without a change.
    pub(super) fn turn_list(&mut self) -> Outcome {
        let is_open = self.is_open();
        if let Some(list) = self.list_mut() {
            if is_open {
                list.close();
            } else {
                list.open();
            }
        }
        Outcome::Nothing
    }
}
