//! What is pasted into a form, and what an edit does to the verdict of the field in which it was made.

use crate::tui::term::event::Paste;
use crate::tui::widgets::TextInput;

use super::{FieldInput, Form, Outcome, Refusal, paste_too_long};

impl Form {
    /// Takes pasted text. What does not fit is told at the field, and nothing of it is inserted.
    pub fn paste(&mut self, paste: &Paste) -> Outcome {
        let Some(field) = self.fields.get_mut(self.focus) else {
            return Outcome::Nothing;
        };
        let pasted = |input: &mut TextInput| match input.paste(paste.as_str()) {
            Ok(()) => Ok(true),
            Err(full) => Err(paste_too_long(full.limit)),
        };
        let changed = match &mut field.input {
            FieldInput::Text(input) => pasted(input),
            FieldInput::Area(area) => pasted(area.input()),
            FieldInput::Secret(input) => input
                .paste(paste.as_str())
                .map(|()| true)
                .map_err(|error| Refusal::of(&error)),
            FieldInput::List(list) => list.paste(paste.as_str()),
            FieldInput::Check(_) | FieldInput::Pick { .. } | FieldInput::Shown(..) => {
                return Outcome::Nothing;
            }
        };
        self.took(changed)
    }

    /// Says that a paste was too large for any field.
    pub fn refuse_paste(&mut self) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.error = Some(Refusal::plain("paste-too-large"));
        }
    }

    pub(super) fn took(&mut self, changed: Result<bool, Refusal>) -> Outcome {
        match changed {
            Ok(true) => self.edited(),
            Ok(false) => Outcome::Nothing,
            Err(refusal) => {
                if let Some(field) = self.fields.get_mut(self.focus) {
                    field.error = Some(refusal);
                }
                Outcome::Nothing
            }
        }
    }

    pub(super) fn edited(&mut self) -> Outcome {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.error = None;
        }
        Outcome::Edited
    }
}
