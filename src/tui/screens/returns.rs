//! "Money to return": the transfers of refunded orders that Finance has to send back, and the form that says it was done, after
//! a question, because that can't be undone. The day that was typed is kept when the line drops.

mod asks;

use crate::domain::date::Day;
use crate::domain::form_draft::{FormDraft, FormSubject};
use crate::domain::message::Arg;
use crate::domain::money::Money;
use crate::domain::order::Payment;
use crate::services::error::ServiceError;
use crate::services::orders::OrderView;
use crate::services::refunds::MoneyBack;
use crate::services::waiting::Part;
use crate::services::watch::What;
use crate::tui::action::{Action, Hint};
use crate::tui::ask::Answer;
use crate::tui::form::{Form, Outcome, Refusal};
use crate::tui::layer::{Context, Lead, ScreenEvent, Step};
use crate::tui::list::{List, ListAnswer, ListLabels};
use crate::tui::page::blocks::facts::{Fact, Facts};
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{Block, Command, Framed, Hears, Id, Page, PageLayer, PageScreen, Question, Table};
use crate::tui::places::Place;

use super::chooser::ORDER_COLUMNS;
use super::chooser::asks::OrdersOf;
use super::doors::Door;
use super::drafts::{self, DraftAnswer, DraftAsk};
use super::keeping::Keeping;
use super::money_fields::{self, DAY};
use super::notice::{self, Message};
use super::{finance, order};
use asks::{ReturnsAnswer, ReturnsAsk};

/// The screen on which Finance returns money.
pub type Returns = PageLayer<Returning>;

/// To it.
pub(super) const DOOR: Door = Door {
    action: Action::MONEY_TO_RETURN,
    is_there: |context| context.header.has(Part::Money),
    screen: |_| Some(Box::new(Returns::new())),
};

/// Money that goes back.
#[derive(Debug)]
pub struct Returning {
    list: List<OrderView>,
    /// The order whose money is being returned.
    form: Option<(Box<OrderView>, Form)>,
    /// The draft in which its day is kept, once it is there.
    draft: Option<Box<FormDraft>>,
    notice: Option<Message>,
    /// It is asked whether the money was returned on this day.
    asked: Option<Day>,
    sending: bool,
    keeping: Keeping,
}

impl Returns {
    /// Not loaded yet.
    pub const fn new() -> Self {
        Self::of(Returning {
            list: List::new(OrdersOf::ToReturn),
            form: None,
            draft: None,
            notice: None,
            asked: None,
            sending: false,
            keeping: Keeping::new(),
        })
    }
}

impl Returning {
    fn answered(&mut self, answer: Answer, context: &Context) -> Step {
        let ReturnsAnswer(returned) = match answer.take() {
            Ok(returned) => returned,
            Err(answer) => {
                if let Ok(draft) = answer.take() {
                    self.drafted(draft, context);
                }
                return Step::none();
            }
        };
        self.sending = false;
        match returned {
            Ok(view) => {
                let args = vec![
                    ("money", Arg::Money(view.order.quote.total)),
                    ("order", Arg::Text(view.order.number.to_string())),
                ];
                self.notice = Some(Message::Done("finance-returned", args));
                self.form = None;
                self.list.refresh(context)
            }
            Err(error) => {
                self.notice = self.refuse(&error);
                Step::none()
            }
        }
    }

    fn drafted(&mut self, draft: DraftAnswer, context: &Context) {
        match draft {
            DraftAnswer::Left(Ok(draft)) => self.resume(draft, context),
            // A draft is kept on the side, and again after the next digit.
            DraftAnswer::Left(Err(error)) | DraftAnswer::Kept(Err(error)) => {
                if self.form.is_some() && !self.sending {
                    self.notice = Some(Message::of(&error));
                }
            }
            DraftAnswer::Kept(Ok(())) => {}
        }
    }

    /// Takes the day that an earlier session left, unless another one was typed since.
    fn resume(&mut self, draft: Box<FormDraft>, context: &Context) {
        let Some((order, form)) = &mut self.form else {
            return;
        };
        if draft.subject != FormSubject::Return(order.order.id) {
            return;
        }
        if !draft.text(DAY).is_empty() && form.text(DAY) == context.today.to_string() {
            form.set_text(DAY, draft.text(DAY));
            self.notice = Some(drafts::restored(&draft));
        }
        self.draft = Some(draft);
    }

    /// Keeps the day that was typed.
    fn save(&mut self) -> Step {
        let (Some(draft), Some((_, form)), true) = (&self.draft, &self.form, self.keeping.is_due()) else {
            return Step::none();
        };
        self.keeping.settle();
        Step::ask(DraftAsk::Keep(Box::new(FormDraft {
            fields: vec![(DAY.to_owned(), form.text(DAY).to_owned())],
            ..(**draft).clone()
        })))
    }

    /// Puts a refusal where it belongs: at the day, or below the form.
    fn refuse(&mut self, error: &ServiceError) -> Option<Message> {
        let is_of_day = matches!(
            error,
            ServiceError::ValueDateInFuture | ServiceError::ReturnedTooEarly { .. }
        );
        match &mut self.form {
            Some((_, form)) if is_of_day => {
                form.refuse(DAY, Refusal::of(error));
                form.focus_on_error();
                None
            }
            _ => Some(Message::of(error)),
        }
    }

    /// Opens the form for the order that was chosen.
    fn open(&mut self, context: &Context) -> Step {
        self.notice = None;
        let Some(order) = self.list.chosen() else {
            return Step::none();
        };
        let day = money_fields::day(context).note("finance-return-note");
        let form = Form::new(vec![day], "button-returned");
        let subject = FormSubject::Return(order.order.id);
        let asked = DraftAsk::Money(order.order.account, subject);
        self.form = Some((Box::new(order.clone()), form));
        self.draft = None;
        self.keeping.settle();
        Step::ask(asked)
    }

    /// Asks about the day that was typed, or says what is wrong with it.
    fn submit(&mut self) {
        let Some((_, form)) = &mut self.form else {
            return;
        };
        form.clear_errors();
        self.notice = None;
        match form.text(DAY).trim().parse::<Day>() {
            Ok(day) => self.asked = Some(day),
            Err(error) => {
                form.refuse(DAY, Refusal::of(&error));
                form.focus_on_error();
            }
        }
    }

    /// Sends the day that was asked about.
    fn send(&mut self, value_date: Day) -> Step {
        let Some((order, _)) = &self.form else {
            return Step::none();
        };
        self.sending = true;
        self.notice = None;
        let number = order.order.number;
        Step::ask(ReturnsAsk(MoneyBack { number, value_date }))
    }

    /// Whether the money was returned on a day: how much, to whom, for which order.
    fn question(order: &OrderView, day: Day, context: &Context) -> Question {
        let args = [
            ("money", Arg::Money(order.order.quote.total)),
            ("company", Arg::Text(order.company.clone())),
            ("order", Arg::Text(order.order.number.to_string())),
            ("day", Arg::Day(day)),
        ];
        let title = context.i18n.t("finance-return-title");
        let text = context.i18n.tr("finance-return-question", &args);
        Question::confirming(title, text, "button-returned")
    }

    /// What is to be returned, in a sentence.
    fn expected(order: &OrderView, context: &Context) -> String {
        let args = [
            ("money", Arg::Money(order.order.quote.total)),
            ("company", Arg::Text(order.company.clone())),
            ("order", Arg::Text(order.order.number.to_string())),
        ];
        context.i18n.tr("finance-return-expected", &args)
    }

    /// How many transfers wait, once that is known, if any do.
    fn waiting(&self, context: &Context) -> Option<String> {
        let (count, is_all) = self.list.count().filter(|_| self.list.is_ready())?;
        (count > 0).then(|| finance::to_return(count, !is_all, context))
    }
}

impl Default for Returns {
    fn default() -> Self {
        Self::new()
    }
}

const LOOKS: ListLabels = ListLabels {
    columns: ORDER_COLUMNS,
    empty: "finance-none-to-return",
    no_match: "list-no-match",
    more: None,
    button: None,
};

/// Who sent the money, as far as the order knows: whom to ask where it is to go, and when it came.
fn payer(order: &OrderView, context: &Context) -> Block {
    let i18n = &context.i18n;
    let fact = |label: &str, value: String| Fact::new(i18n.t(label), value);
    let mut facts = vec![fact("label-company", order.company.clone())];
    if let Payment::Transfer {
        contact, received, ..
    } = &order.order.payment
    {
        let (name, phone, email) = (&contact.name, contact.phone.as_str(), contact.email.as_str());
        facts.push(fact("label-request-contact", format!("{name}, {phone}, {email}")));
        let currency = order.order.quote.total.currency;
        facts.extend(received.iter().map(|received| {
            let money = i18n.money(Money::new(received.minor, currency));
            fact(
                "label-received",
                format!("{}: {money}", i18n.day(received.value_date)),
            )
        }));
    }
    Block::Facts(Facts {
        facts,
        at_right: false,
    })
}

impl PageScreen for Returning {
    fn page(&self, context: &Context) -> Page {
        let (about, text, commands) = match &self.form {
            None => {
                let select = Hint::labeled(Action::ACTIVATE, "action-select");
                (String::new(), self.waiting(context), select)
            }
            Some((order, _)) => {
                let number = order.order.number.to_string();
                (
                    number,
                    Some(Self::expected(order, context)),
                    Hint::shown(Action::BACK),
                )
            }
        };
        let text = text.map(|text| Block::Text(Text::strong(text)));
        let asked = self.form.as_ref().zip(self.asked);
        let of_form = self.form.as_ref().map(|(order, _)| payer(order, context));
        let chosen = self.list.chosen().filter(|_| self.form.is_none());
        let sending = self.sending.then_some("word-saving");
        let (foot, wait) = notice::foot(self.notice.as_ref(), sending, context);
        Page {
            about,
            blocks: text.into_iter().chain(of_form).collect(),
            aside: chosen.map(|order| Framed::new(order::title(order, context), vec![payer(order, context)])),
            foot,
            question: asked.map(|((order, _), day)| Self::question(order, day, context)),
            commands: vec![Command::open(commands)],
            wait,
            ..Page::new(Place::Money.title_of("title-money-to-return", context))
        }
    }

    fn run(&mut self, action: Action, _item: Option<&Id>, context: &Context) -> Step {
        if let Some(day) = self.asked.take() {
            return if action == Action::CONFIRM {
                self.send(day)
            } else {
                Step::none()
            };
        }
        // What is on its way is answered first: otherwise its answer would mean another order.
        if self.sending {
            return Step::none();
        }
        if self.form.is_none() {
            return self.open(context);
        }
        let saved = self.save();
        self.form = None;
        self.notice = None;
        saved
    }

    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        match event {
            ScreenEvent::Leaving => self.save(),
            ScreenEvent::Pause(edits) if self.form.is_some() => {
                if self.keeping.is_quiet_since(edits) {
                    self.save()
                } else {
                    Step::none()
                }
            }
            ScreenEvent::Changed(changed) if matches!(changed.what, What::Order(_) | What::Everything) => {
                self.list.refresh(context)
            }
            ScreenEvent::Answer(answer) if !answer.is::<ListAnswer<OrderView>>() => {
                self.answered(answer, context)
            }
            event => self.list.tell(event, context),
        }
    }

    fn form(&self) -> Option<&Form> {
        self.form.as_ref().map(|(_, form)| form)
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        let form = self.form.as_mut().map(|(_, form)| form);
        form.filter(|_| !self.sending)
    }

    fn after(&mut self, outcome: Outcome, _context: &Context) -> Step {
        match outcome {
            Outcome::Submit => {
                self.submit();
                Step::none()
            }
            Outcome::Edited => self.keeping.edited(),
            Outcome::Left => self.save(),
            Outcome::Nothing => Step::none(),
        }
    }

    fn table<'a>(&'a self, context: &'a Context) -> Option<Box<dyn Table + 'a>> {
        let is_shown = self.form.is_none();
        is_shown.then(|| self.list.shown(LOOKS, |order| finance::words(order, context)))
    }

    fn table_mut(&mut self) -> Option<&mut dyn Hears> {
        Some(&mut self.list)
    }

    fn moved(&mut self, _context: &Context) -> Step {
        self.notice = None;
        Step::none()
    }

    fn is_sending(&self) -> bool {
        self.sending
    }

    /// From here the places of an account are those of the order's.
    fn leads_to(&self) -> Lead {
        let chosen = self.list.chosen();
        chosen.map_or(Lead::Nowhere, |view| Lead::To(view.order.account))
    }

    fn place(&self) -> Option<Place> {
        Some(Place::Money)
    }

    fn is_within_place(&self) -> bool {
        true
    }

    fn leads_on(&self) -> bool {
        self.form.is_none()
    }

    /// The list is of all accounts.
    fn is_of_account(&self, _context: &Context) -> bool {
        false
    }
}

#[cfg(test)]
mod tests;
