//! What an edit does to the verdict of the field in which it was made.

use super::{Form, Outcome, Refusal};

impl Form {
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
