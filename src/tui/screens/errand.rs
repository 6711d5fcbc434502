//! Something that is decided about a record and can't be undone: what it is about, a form where something has to be typed,
//! a question, and one ask. When it is done, the screen below is there again and the last row says what was done.
//!
//! An errand says what it is about and what it asks ([`Errand`]); leaving, asking and sending are here, once. What was
//! refused stands at its field, or below the form.

use std::fmt::Debug;

use crate::domain::message::Arg;
use crate::domain::order::OrderNumber;
use crate::services::error::ServiceError;
use crate::services::orders::OrderView;
use crate::tui::action::{Action, Hint};
use crate::tui::ask::Request;
use crate::tui::form::{Form, Outcome, Refusal};
use crate::tui::layer::{Context, Navigation, ScreenEvent, Step};
use crate::tui::page::{Command, Id, Page, PageLayer, PageScreen, Question};

use super::asks::{NumberedOrder, OrderByNumber};
use super::notice::{self, Message};
use super::register::Entry;

/// The screen of an errand.
pub type ErrandScreen<E> = PageLayer<Running<E>>;

/// The sentence that says what was done, by its key and its values.
pub type Sentence = (&'static str, Vec<(&'static str, Arg)>);

/// What came of an ask of an errand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ended(pub Result<Sentence, ServiceError>);

/// Something that is decided about a record.
pub trait Errand: Debug + Send + 'static {
    /// What kind of record.
    type Of: Entry;
    /// What was typed, checked.
    type Values: Clone + Debug + Send;

    /// The record.
    fn record(&self) -> &Self::Of;

    /// The title.
    fn title(&self, context: &Context) -> String;

    /// What has to be typed; without it there is only the question.
    fn form(&self, context: &Context) -> Option<Form>;

    /// What was typed; what is wrong is refused at its field.
    fn read(&self, form: Option<&mut Form>, context: &Context) -> Option<Self::Values>;

    /// The order that was typed, if one was: it is looked up, and the question says whose it is.
    fn order_of(&self, _values: &Self::Values) -> Option<OrderNumber> {
        None
    }

    /// The question, about the order that was typed, if one was: its title, what it asks, and the key of what it does.
    fn question(
        &self,
        values: &Self::Values,
        order: Option<&OrderView>,
        context: &Context,
    ) -> (String, String, &'static str);

    /// What does it; it is answered with [`Ended`].
    fn ask(&self, values: Self::Values) -> Request;

    /// The field that an error is about.
    fn field_of(&self, _error: &ServiceError) -> Option<&'static str> {
        None
    }
}

/// An errand that is being run.
#[derive(Debug)]
pub struct Running<E: Errand> {
    errand: E,
    form: Option<Form>,
    /// Whether something was typed.
    is_edited: bool,
    /// What was typed, while its order is looked up.
    looking: Option<E::Values>,
    /// The order that was found.
    order: Option<Box<OrderView>>,
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
            looking: None,
            order: None,
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
        let values = self.asked.as_ref()?;
        let (title, text, does) = self.errand.question(values, self.order.as_deref(), context);
        let question = Question::confirming(title, text, does);
        Some(if self.form.is_none() {
            question.leading_back()
        } else {
            question
        })
    }

    /// Asks the question, with the order that it is about where one was typed.
    fn ask_about(&mut self, values: E::Values) -> Step {
        let Some(number) = self.errand.order_of(&values) else {
            self.asked = Some(values);
            return Step::none();
        };
        self.looking = Some(values);
        Step::ask(OrderByNumber(number))
    }

    fn found(&mut self, NumberedOrder(found): NumberedOrder) -> Step {
        let values = self.looking.take();
        match found {
            Ok(order) => {
                self.order = Some(order);
                self.asked = values;
            }
            Err(error) => self.refused(&error),
        }
        Step::none()
    }

    /// What was refused stands at its field, or below the form.
    fn refused(&mut self, error: &ServiceError) {
        match (&mut self.form, self.errand.field_of(error)) {
            (Some(form), Some(field)) => {
                form.refuse(field, Refusal::of(error));
                form.focus_on_error();
            }
            _ => self.notice = Some(Message::of(error)),
        }
    }

    /// Whether something is on its way.
    const fn is_busy(&self) -> bool {
        self.sending || self.looking.is_some()
    }

    fn answered(&mut self, Ended(ended): Ended, context: &Context) -> Step {
        self.sending = false;
        match ended {
            Ok((key, args)) => Step::go(Navigation::Back).and_say(context.i18n.tr(key, &args)),
            Err(error) => {
                self.refused(&error);
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
        let busy = if self.sending {
            "word-saving"
        } else {
            "word-loading"
        };
        let busy = self.is_busy().then_some(busy);
        let (foot, wait) = notice::foot(self.notice.as_ref(), busy, context);
        let commands = if self.form.is_some() {
            vec![Command::open(Hint::shown(Action::BACK))]
        } else {
            Command::closing()
        };
        Page {
            blocks: self.errand.record().about(context),
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
                Err(answer) => match answer.take() {
                    Ok(found) => self.found(found),
                    Err(_) => Step::none(),
                },
            },
            _ => Step::none(),
        }
    }

    fn form(&self) -> Option<&Form> {
        self.form.as_ref()
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        let is_busy = self.is_busy();
        self.form.as_mut().filter(|_| !is_busy)
    }

    fn after(&mut self, outcome: Outcome, context: &Context) -> Step {
        match outcome {
            Outcome::Submit => {
                self.notice = None;
                if let Some(form) = &mut self.form {
                    form.clear_errors();
                }
                self.order = None;
                if let Some(values) = self.errand.read(self.form.as_mut(), context) {
                    return self.ask_about(values);
                }
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

    /// A refusal would be lost with the screen.
    fn is_sending(&self) -> bool {
        self.sending
    }

    fn leads_on(&self) -> bool {
        false
    }

    /// What was typed as an amount or a day, and what is picked, are those of the language in which the form was opened.
    fn settles(&self, preference: Action) -> bool {
        preference == Action::LANGUAGE && self.form.is_some()
    }
}

/// What a question says of an order that was typed.
pub(super) fn told_of(number: OrderNumber, order: Option<&OrderView>) -> [(&'static str, Arg); 3] {
    let company = order.map_or("", |view| view.company.as_str());
    let total = order.map(|view| Arg::Money(view.order.quote.total));
    [
        ("order", Arg::Text(number.to_string())),
        ("buyer", Arg::Text(company.to_owned())),
        ("total", total.unwrap_or_else(|| Arg::Text(String::new()))),
    ]
}
