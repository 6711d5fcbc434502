//! Something that is decided about a record and can't be undone: what it is about, a form where something has to be typed,
//! a question, and one ask. When it is done, the screen below is there again and the last row says what was done.
//!
//! An errand says what it is about and what it asks ([`Errand`]); leaving, asking and sending are here, once. What was
//! refused stands at its field, or below the form.

use std::fmt::Debug;

use crate::domain::message::Arg;
use crate::services::error::ServiceError;
use crate::tui::action::{Action, Hint};
use crate::tui::ask::Request;
use crate::tui::form::{Form, Outcome, Refusal};
use crate::tui::layer::{Context, Navigation, ScreenEvent, Step};
use crate::tui::page::{Block, Command, Id, Page, PageLayer, PageScreen, Question};
use crate::tui::places::Place;

use super::notice::{self, Message};

/// The screen of an errand.
pub type ErrandScreen<E> = PageLayer<Running<E>>;

/// The sentence that says what was done, by its key and its values.
pub type Sentence = (&'static str, Vec<(&'static str, Arg)>);

/// What came of an ask of an errand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ended(pub Result<Sentence, ServiceError>);

/// Something that is decided.
pub trait Errand: Debug + Send + 'static {
    /// What was typed, checked.
    type Values: Clone + Debug + Send;

    /// The title.
    fn title(&self, context: &Context) -> String;

    /// What it is about.
    fn told(&self, context: &Context) -> Vec<Block>;

    /// What has to be typed; without it there is only the question.
    fn form(&self, context: &Context) -> Option<Form>;

    /// What was typed; what is wrong is refused at its field.
    fn read(&self, form: Option<&mut Form>, context: &Context) -> Option<Self::Values>;

    /// The question: its title, what it asks, and the key of what it does.
    fn question(&self, values: &Self::Values, context: &Context) -> (String, String, &'static str);

    /// What does it; it is answered with [`Ended`].
    fn ask(&self, values: Self::Values) -> Request;

    /// The field that an error is about.
    fn field_of(&self, _error: &ServiceError) -> Option<&'static str> {
        None
    }

    /// The place that it belongs to.
    fn place(&self) -> Option<Place> {
        None
    }

    /// Whether it is about the account that is open.
    fn is_of_account(&self) -> bool {
        false
    }
}

/// An errand that is being run.
#[derive(Debug)]
pub struct Running<E: Errand> {
    errand: E,
    form: Option<Form>,
    /// Whether something was typed.
    is_edited: bool,
    /// What it is asked about.
    asked: Option<E::Values>,
    sending: bool,
    notice: Option<Message>,
    leaving: bool,
}

impl<E: Errand> ErrandScreen<E> {
    /// Begun: with the form, or with the question.
    pub fn new(errand: E, context: &Context) -> Self {
        let form = errand.form(context);
        let asked = if form.is_none() {
            errand.read(None, context)
        } else {
            None
        };
        Self::of(Running {
            errand,
            form,
            is_edited: false,
            asked,
            sending: false,
            notice: None,
            leaving: false,
        })
    }
}

impl<E: Errand> Running<E> {
    fn question(&self, context: &Context) -> Option<Question> {
        if self.leaving {
            return Some(Question::leaving(context));
        }
        let (title, text, does) = self.errand.question(self.asked.as_ref()?, context);
        let question = Question::confirming(title, text, does);
        Some(if self.form.is_none() {
            question.leading_back()
        } else {
            question
        })
    }

    fn answered(&mut self, Ended(ended): Ended, context: &Context) -> Step {
        self.sending = false;
        match ended {
            Ok((key, args)) => Step::go(Navigation::Back).and_say(context.i18n.tr(key, &args)),
            Err(error) => {
                let field = self.errand.field_of(&error);
                match (&mut self.form, field) {
                    (Some(form), Some(field)) => {
                        form.refuse(field, Refusal::of(&error));
                        form.focus_on_error();
                    }
                    _ => self.notice = Some(Message::of(&error)),
                }
                Step::none()
            }
        }
    }

    const fn would_lose(&self) -> bool {
        self.is_edited && !self.sending
    }
}

impl<E: Errand> PageScreen for Running<E> {
    fn page(&self, context: &Context) -> Page {
        let sending = self.sending.then_some("word-saving");
        let (foot, wait) = notice::foot(self.notice.as_ref(), sending, context);
        let commands = if self.form.is_some() {
            vec![Command::open(Hint::shown(Action::BACK))]
        } else {
            Command::closing()
        };
        Page {
            blocks: self.errand.told(context),
            foot,
            question: self.question(context),
            commands,
            wait,
            ..Page::new(self.errand.title(context))
        }
    }

    fn run(&mut self, action: Action, _item: Option<&Id>, _context: &Context) -> Step {
        if std::mem::take(&mut self.leaving) {
            return if action == Action::DISCARD {
                Step::go(Navigation::Back)
            } else {
                Step::none()
            };
        }
        if let Some(values) = self.asked.take() {
            return match action {
                Action::CONFIRM => {
                    self.sending = true;
                    self.notice = None;
                    Step::ask(self.errand.ask(values))
                }
                // There is nothing behind the question.
                _ if self.form.is_none() => Step::go(Navigation::Back),
                _ => Step::none(),
            };
        }
        // What is on its way is answered first: otherwise nobody would be told what came of it.
        if self.sending {
            return Step::none();
        }
        if self.would_lose() {
            self.leaving = true;
            return Step::none();
        }
        Step::go(Navigation::Back)
    }

    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        match event {
            ScreenEvent::Answer(answer) => match answer.take() {
                Ok(ended) => self.answered(ended, context),
                Err(_) => Step::none(),
            },
            _ => Step::none(),
        }
    }

    fn form(&self) -> Option<&Form> {
        self.form.as_ref()
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        self.form.as_mut().filter(|_| !self.sending)
    }

    fn after(&mut self, outcome: Outcome, context: &Context) -> Step {
        match outcome {
            Outcome::Submit => {
                self.notice = None;
                if let Some(form) = &mut self.form {
                    form.clear_errors();
                }
                self.asked = self.errand.read(self.form.as_mut(), context);
                if let Some(form) = &mut self.form {
                    form.focus_on_error();
                }
            }
            Outcome::Edited => {
                self.notice = None;
                self.is_edited = true;
            }
            Outcome::Left | Outcome::Nothing => {}
        }
        Step::none()
    }

    fn asks_before_quitting(&self) -> bool {
        !self.leaving && self.would_lose()
    }

    fn place(&self) -> Option<Place> {
        self.errand.place()
    }

    fn leads_on(&self) -> bool {
        false
    }

    fn is_of_account(&self, _context: &Context) -> bool {
        self.errand.is_of_account()
    }

    /// What was typed as an amount or a day, and what is picked, are those of the language in which the form was opened.
    fn settles(&self, preference: Action) -> bool {
        preference == Action::LANGUAGE && self.form.is_some()
    }
}
