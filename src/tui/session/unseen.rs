//! Keys that were typed before the screen was there that they would decide on.
//!
//! What can't be undone is asked, or stands on a page that has to be read first. Whoever types ahead means the screen
//! before: such a key, paste or click is dropped, and the page is read before anything in it counts.
//! Line by line the gate (`plain::gate`) keeps a line until its page was said, so nothing is dropped there.

use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::term::event::Input;

use super::Session;

impl Session {
    /// Asks to be shown before anything else is taken, where the top layer asks something that wasn't there before.
    pub(super) fn ask_to_be_seen(&mut self, effects: &mut Vec<Effect>) {
        let top = self.layers.last();
        let asked = top.and_then(|(id, screen)| Some((*id, screen.must_be_seen(&self.context)?)));
        let is_new = asked.is_some() && asked != self.asked;
        self.asked = asked;
        if is_new && !self.context.plain {
            effects.push(Effect::Forget);
        }
    }

    /// Whether an input was typed for something else if it came before what is asked now was shown. What only leads out
    /// is heard all the same, as what the terminal itself tells.
    pub fn was_typed_ahead(&self, input: &Input) -> bool {
        match input {
            Input::Key(key) => {
                let action = self.context.keymap.action_of(*key, true, &self.possible);
                !matches!(action, Some(Action::QUIT | Action::SUSPEND | Action::REDRAW))
            }
            Input::Paste(_) | Input::PasteTooLarge | Input::Mouse(_) => true,
            _ => false,
        }
    }
}
