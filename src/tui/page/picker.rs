//! What is typed into the line of a picker, in which one types what one looks for.

use super::PageScreen;
use super::layer::PageLayer;
use crate::tui::form::{paste_too_long, text_key};
use crate::tui::layer::{Context, ScreenEvent, Step};

impl<S: PageScreen> PageLayer<S> {
    /// What was typed into the line of a picker.
    pub(super) fn look_for(&mut self, event: &ScreenEvent<'_>, context: &Context) -> Step {
        let Some(search) = self.screen.search_mut() else {
            return Step::none();
        };
        let limit = search.limit();
        let taken = match event {
            ScreenEvent::Key(key) => text_key(search, *key),
            ScreenEvent::Paste(paste) => search
                .paste(paste.as_str())
                .map(|()| true)
                .map_err(|_| paste_too_long(limit)),
            ScreenEvent::PasteTooLarge => Err(paste_too_long(limit)),
            _ => Ok(false),
        };
        match taken {
            Ok(true) => {
                self.revision += 1;
                self.screen.searched(context)
            }
            // What a key has no room for is no more than was typed.
            Err(refusal) if !matches!(event, ScreenEvent::Key(_)) => {
                let explained = context.i18n.explain_code(refusal.code, &refusal.args);
                Step::none().and_say(explained.sentence)
            }
            _ => Step::none(),
        }
    }
}
