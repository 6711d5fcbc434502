//! Which keys mean which action, for one operator: the table's keys, and what the operator's own file makes of them.

mod file;
mod names;
mod refusal;

pub use names::written;

use super::action::{Action, Hint};
use super::term::event::Key;

/// The keys of every action. The first key of an action is the one that is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keymap {
    keys: Vec<(Action, Vec<Key>)>,
}

impl Default for Keymap {
    /// The keys that the table of actions gives.
    fn default() -> Self {
        let keys = Action::all().map(|action| (action, action.default_keys().to_vec()));
        Self { keys: keys.collect() }
    }
}

impl Keymap {
    /// The keys of an action. Plain characters count only while no text field has the focus.
    pub fn keys(&self, action: Action) -> &[Key] {
        let found = self.keys.iter().find(|(of, _)| *of == action);
        found.map_or(&[], |(_, keys)| keys)
    }

    /// Gives an action other keys.
    fn set(&mut self, action: Action, keys: Vec<Key>) {
        if let Some((_, its)) = self.keys.iter_mut().find(|(of, _)| *of == action) {
            *its = keys;
        }
    }

    /// The key that is shown for an action: the first one, but no text while text is being typed.
    pub fn key_shown(&self, action: Action, typing: bool) -> Option<Key> {
        self.keys(action)
            .iter()
            .copied()
            .find(|key| !typing || !key.is_text())
    }

    /// The action of a key among those that are possible. While text is being typed, a plain character is text.
    pub fn action_of(&self, key: Key, typing: bool, possible: &[Hint]) -> Option<Action> {
        if typing && key.is_text() {
            return None;
        }
        possible
            .iter()
            .map(|hint| hint.action)
            .find(|action| self.keys(*action).contains(&key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_that_is_shown_is_its_action_also_while_text_is_typed() {
        let keymap = Keymap::default();
        for action in Action::all() {
            for typing in [false, true] {
                if let Some(key) = keymap.key_shown(action, typing) {
                    let possible = [Hint::shown(action)];
                    assert_eq!(keymap.action_of(key, typing, &possible), Some(action));
                }
            }
        }
        for action in [
            Action::HELP,
            Action::QUIT,
            Action::TERMS,
            Action::BUY,
            Action::UPDATE,
        ] {
            assert!(
                keymap.key_shown(action, true).is_some(),
                "{action:?} is offered beside text fields"
            );
        }
    }
}
