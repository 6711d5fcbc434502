//! The line in which one types what a list is to be narrowed to.

use crate::services::fuzzy::Query;
use crate::tui::form::text_key;
use crate::tui::term::event::{Key, Paste};
use crate::tui::widgets::TextInput;

/// Longest filter, UTF-8 bytes.
pub(super) const LIMIT: usize = 100;

/// What is typed, and what of it was looked for.
#[derive(Debug)]
pub(super) struct Filter {
    pub input: TextInput,
    /// Whether the keys go to the line; otherwise it is kept and they go to the list.
    pub is_open: bool,
    /// Marks what matched in the rows that are shown.
    pub query: Option<Query>,
    /// Whether something was typed that was not looked for yet.
    pub is_new: bool,
}

impl Filter {
    pub(super) fn new() -> Self {
        Self {
            input: TextInput::new(LIMIT),
            is_open: true,
            query: None,
            is_new: false,
        }
    }

    /// Whether the key changed the text.
    pub(super) fn key(&mut self, key: Key) -> bool {
        // What does not fit is not taken; a filter of a hundred bytes finds nothing more anyway.
        let changed = text_key(&mut self.input, key).unwrap_or(false);
        self.is_new |= changed;
        changed
    }

    /// Whether there was room for the paste.
    pub(super) fn paste(&mut self, paste: &Paste) -> bool {
        let changed = self.input.paste(paste.as_str()).is_ok();
        self.is_new |= changed;
        changed
    }

    /// The text that is to be looked for now; `None` when nothing can be found by it.
    pub(super) fn look_for(&mut self) -> Option<String> {
        self.is_new = false;
        self.query = Query::parse(self.input.text());
        self.query.as_ref().map(|_| self.input.text().to_owned())
    }
}
