//! Typing a filter, looking for it, and going back to the whole list.

use crate::tui::form::paste_too_long;
use crate::tui::layer::{Context, KEYS_QUIET, Step};
use crate::tui::term::event::Paste;

use super::filter::{Filter, LIMIT};
use super::{Aim, List, ListRow};

impl<R: ListRow> List<R> {
    pub(super) fn typed_so(&mut self, change: impl FnOnce(&mut Filter) -> bool) -> Step {
        let Some(filter) = &mut self.filter else {
            return Step::none();
        };
        if !change(filter) {
            return Step::none();
        }
        self.typed += 1;
        Step::none().and_pause(self.typed, KEYS_QUIET)
    }

    /// Takes pasted text, or says that it does not fit.
    pub(super) fn pasted(&mut self, paste: &Paste, context: &Context) -> Step {
        let taken = self.filter.as_mut().map(|filter| filter.paste(paste));
        match taken {
            Some(true) => self.typed_so(|_| true),
            Some(false) => Self::pasted_too_much(context),
            None => Step::none(),
        }
    }

    pub(super) fn pasted_too_much(context: &Context) -> Step {
        let refusal = paste_too_long(LIMIT);
        let explained = context.i18n.explain_code(refusal.code, &refusal.args);
        Step::none().and_say(explained.sentence)
    }

    /// Looks for what was typed; the whole list again when nothing is left of it.
    pub(super) fn search(&mut self, context: &Context) -> Step {
        let Some(filter) = self.filter.as_mut().filter(|filter| filter.is_new) else {
            return Step::none();
        };
        match filter.look_for() {
            Some(text) => self.ask(Aim::Matches(text), context),
            None => self.without_filter(context),
        }
    }

    /// Gives the keys back to the list; a filter without letters is none.
    pub(super) fn keep_filter(&mut self, context: &Context) -> Step {
        let Some(filter) = self
            .filter
            .as_mut()
            .filter(|filter| !filter.input.text().trim().is_empty())
        else {
            return self.clear_filter(context);
        };
        filter.is_open = false;
        self.search(context)
    }

    pub(super) fn clear_filter(&mut self, context: &Context) -> Step {
        self.filter = None;
        self.without_filter(context)
    }

    /// The list as a whole, around the record that was found.
    fn without_filter(&mut self, context: &Context) -> Step {
        let matches = self.window.as_ref().filter(|window| window.matches().is_some());
        let Some(window) = matches else {
            // Nothing was looked for yet, or what is on its way is not wanted any more.
            return match self.asked {
                Some((_, Aim::Matches(_))) => self.ask(Aim::Fresh, context),
                _ => Step::none(),
            };
        };
        let place = usize::try_from(self.caret)
            .ok()
            .and_then(|row| window.place(row))
            .cloned();
        self.ask(Aim::Unfiltered(place), context)
    }
}
