//! The question for the path of a file, to attach a file, in place of the form that asks it.
//!
//! A screen keeps it as a mode, lends its form to the page, and does what comes of it. What was typed stays until the
//! path was taken: a refusal stands at it.

use crate::domain::text::TextError;
use crate::services::error::ServiceError;
use crate::tui::action::{Action, Hint};
use crate::tui::form::{Field, Form, Outcome, Refusal};
use crate::tui::layer::Context;
use crate::tui::page::{Command, Page, Wait};

/// Longest path that can be typed, bytes.
const PATH_LIMIT: usize = 4_096;
/// The one field.
const PATH: &str = "path";
/// Key of what is done, and of the label of the button.
const ATTACH: &str = "action-attach";

/// The question.
#[derive(Debug)]
pub(in crate::tui) struct PathPrompt {
    form: Form,
    /// A path was given, and what comes of it is not known yet.
    waiting: bool,
}

impl PathPrompt {
    /// Nothing is typed yet.
    pub(in crate::tui) fn new() -> Self {
        let field = Field::text(PATH, "label-file-path", PATH_LIMIT, "").note("file-path-note");
        Self {
            form: Form::new(vec![field], ATTACH),
            waiting: false,
        }
    }

    /// The path that was typed; it is looked at until the question is closed, or is [refused](Self::refuse). None
    /// while one is looked at already, and where what was typed is no path, which is said.
    pub(in crate::tui) fn give(&mut self) -> Option<String> {
        if self.waiting || self.form.act(Action::SUBMIT) != Outcome::Submit {
            return None;
        }
        let path = self.form.text(PATH).trim().to_owned();
        if path.is_empty() {
            self.refuse_as(Refusal::of(&TextError::Empty));
            return None;
        }
        self.form.clear_errors();
        self.waiting = true;
        Some(path)
    }

    /// Says what is wrong with the path that was given, or with its file; another one can be typed.
    pub(in crate::tui) fn refuse(&mut self, error: &ServiceError) {
        self.waiting = false;
        self.refuse_as(Refusal::of(error));
    }

    fn refuse_as(&mut self, refusal: Refusal) {
        self.form.refuse(PATH, refusal);
        self.form.focus_on_error();
    }

    /// The field, with its button.
    pub(in crate::tui) const fn form(&self) -> &Form {
        &self.form
    }

    /// The same to be filled in; none while a path is looked at.
    pub(in crate::tui) fn form_mut(&mut self) -> Option<&mut Form> {
        (!self.waiting).then_some(&mut self.form)
    }

    /// The question on a page of that title. There is one field: who is done with it is done.
    pub(in crate::tui) fn page(&self, title: String, context: &Context) -> Page {
        let give = Hint::labeled(Action::ACTIVATE, ATTACH);
        let commands = [give, Hint::shown(Action::BACK)];
        let page = Page {
            about: "path".to_owned(),
            commands: commands.map(Command::open).to_vec(),
            wait: self.waiting.then_some(Wait::Quiet("path-reading")),
            ..Page::new(title)
        };
        page.headed(context.i18n.t(ATTACH), context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::error::Thing;

    #[test]
    fn a_path_is_given_once_and_stays_when_its_file_is_refused() {
        let mut prompt = PathPrompt::new();
        assert_eq!(prompt.give(), None);
        assert!(prompt.form.has_errors());
        prompt.form_mut().unwrap().set_text(PATH, " /tmp/a.pdf ");
        assert_eq!(prompt.give().as_deref(), Some("/tmp/a.pdf"));
        assert!(prompt.form_mut().is_none(), "nothing is typed meanwhile");
        assert_eq!(prompt.give(), None);
        prompt.refuse(&ServiceError::not_found(Thing::Attachment, "a.pdf"));
        assert!(prompt.form.has_errors());
        assert_eq!(prompt.form.text(PATH), " /tmp/a.pdf ");
        assert_eq!(prompt.give().as_deref(), Some("/tmp/a.pdf"));
    }

    #[test]
    fn a_card_number_is_no_path_as_in_every_form() {
        let mut prompt = PathPrompt::new();
        prompt.form_mut().unwrap().set_text(PATH, "4242424242424242");
        assert_eq!(prompt.give(), None);
        assert!(prompt.form.has_errors());
    }
}
