//! The question for the path of a file, in a box over the screen that asks it: to attach a file, or to save one.
//!
//! A screen keeps it as a mode, gives it what it is told, and does what comes of that. What was typed stays until the
//! path was taken: a refusal stands at it.

use ratatui::layout::Rect;

use crate::domain::text::TextError;
use crate::services::error::ServiceError;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::form::{self, Field, Form, Outcome, Refusal};
use crate::tui::layer::{Desk, ScreenEvent, Typing};
use crate::tui::plain::Page;
use crate::tui::widgets::Dialog;

/// Longest path that can be typed, bytes.
const PATH_LIMIT: usize = 4_096;
/// Columns and rows of the box: the field, what is to be known or wrong about it, and the button.
const ROOM: (u16, u16) = (64, 7);
/// The one field.
const PATH: &str = "path";

/// What a path is asked for, in keys of words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::tui) struct Kind {
    /// What is going to be done.
    pub(in crate::tui) title: &'static str,
    /// Label of the field.
    pub(in crate::tui) label: &'static str,
    /// What is to be known about the file.
    pub(in crate::tui) note: &'static str,
    /// Label of the button.
    pub(in crate::tui) button: &'static str,
}

impl Kind {
    /// A file that is to be attached.
    pub(in crate::tui) const ATTACH: Self = Self {
        title: "action-attach",
        label: "label-path",
        note: "path-attach-note",
        button: "button-attach",
    };
}

/// The question.
#[derive(Debug)]
pub(in crate::tui) struct PathPrompt {
    kind: Kind,
    form: Form,
    /// A path was given, and what comes of it is not known yet.
    waiting: bool,
}

/// What came of an event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::tui) enum Asked {
    /// Nothing that concerns the screen.
    Nothing,
    /// No path will be given.
    Back,
    /// This path was given; it is looked at until the question is closed, or is [refused](PathPrompt::refuse).
    Path(String),
}

impl PathPrompt {
    /// Nothing is typed yet.
    pub(in crate::tui) fn new(kind: Kind) -> Self {
        let field = Field::text(PATH, kind.label, PATH_LIMIT, "").note(kind.note);
        Self {
            kind,
            form: Form::new(vec![field], kind.button),
            waiting: false,
        }
    }

    /// Takes an event of the screen.
    pub(in crate::tui) fn take(&mut self, event: &ScreenEvent<'_>) -> Asked {
        let outcome = match event {
            ScreenEvent::Action(Action::Back) => return Asked::Back,
            _ if self.waiting => return Asked::Nothing,
            // There is one field: who is done with it is done.
            ScreenEvent::Action(Action::Activate) => Outcome::Submit,
            ScreenEvent::Action(action) => self.form.act(*action),
            event => self.form.take(event).unwrap_or(Outcome::Nothing),
        };
        if outcome != Outcome::Submit {
            return Asked::Nothing;
        }
        let path = self.form.text(PATH).trim().to_owned();
        if path.is_empty() {
            self.refuse_as(Refusal::of(&TextError::Empty));
            return Asked::Nothing;
        }
        self.form.clear_errors();
        self.waiting = true;
        Asked::Path(path)
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

    /// Draws it over a screen.
    pub(in crate::tui) fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        let title = desk.i18n.t(self.kind.title);
        let dialog = Dialog::new(
            &title,
            ROOM.0.min(area.width.saturating_sub(4)),
            ROOM.1,
            &desk.theme,
        );
        canvas.render_widget(&dialog, area);
        let inner = dialog.inner(area);
        // Nothing beside the box means anything until it is closed.
        canvas.cover(area);
        form::view(&self.form, canvas, inner, desk);
    }

    /// The same in plain mode.
    pub(in crate::tui) fn plain(&self, desk: &Desk) -> Page {
        if self.waiting {
            return Page::waiting(desk, "path-reading");
        }
        Page {
            step: Some(desk.i18n.t(self.kind.title)),
            ..Page::default().and_form(&self.form, desk)
        }
    }

    /// What can be done.
    pub(in crate::tui) fn actions(&self) -> Vec<Hint> {
        let button = self.kind.button;
        let mut actions = vec![Hint::labeled(Action::Activate, button), Hint::shown(Action::Back)];
        let of_form = self.form.actions().into_iter();
        actions.extend(of_form.filter_map(|hint| match hint.action {
            Action::Activate => None,
            Action::Submit => Some(Hint::hidden_as(Action::Submit, button)),
            _ => Some(hint),
        }));
        actions
    }

    /// What plain characters are for.
    pub(in crate::tui) fn typing(&self) -> Typing {
        self.form.typing()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::error::Thing;
    use crate::tui::term::event::Key;

    fn typed(prompt: &mut PathPrompt, text: &str) {
        for c in text.chars() {
            assert_eq!(prompt.take(&ScreenEvent::Key(Key::char(c))), Asked::Nothing);
        }
    }

    fn enter(prompt: &mut PathPrompt) -> Asked {
        prompt.take(&ScreenEvent::Action(Action::Activate))
    }

    #[test]
    fn a_path_is_given_once_and_stays_when_its_file_is_refused() {
        let mut prompt = PathPrompt::new(Kind::ATTACH);
        assert_eq!(enter(&mut prompt), Asked::Nothing);
        assert!(prompt.form.has_errors());
        typed(&mut prompt, " /tmp/a.pdf ");
        assert_eq!(enter(&mut prompt), Asked::Path("/tmp/a.pdf".into()));
        assert_eq!(enter(&mut prompt), Asked::Nothing);
        prompt.refuse(&ServiceError::not_found(Thing::Attachment, "a.pdf"));
        assert!(prompt.form.has_errors());
        assert_eq!(prompt.form.text(PATH), " /tmp/a.pdf ");
        assert_eq!(enter(&mut prompt), Asked::Path("/tmp/a.pdf".into()));
        assert_eq!(prompt.take(&ScreenEvent::Action(Action::Back)), Asked::Back);
    }
}
