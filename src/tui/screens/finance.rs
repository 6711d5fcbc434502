//! "Book money received": the orders that wait for money, the form that books it, and what came of it.
//!
//! The amount is typed, never taken over: comparing it with the order's is the point of the form. Money that does
//! not pay its order is refused with the reason, and only then can it be kept as unallocated, exactly as refused.

mod asks;
mod booking;

use crate::domain::ids::ReceiptId;
use crate::domain::message::Arg;
use crate::domain::order::OrderState;
use crate::services::error::ServiceError;
use crate::services::orders::OrderView;
use crate::services::receipts::Booked;
use crate::services::watch::What;
use crate::tui::action::{Action, Hint};
use crate::tui::ask::Answer;
use crate::tui::form::{Form, Outcome};
use crate::tui::layer::{Context, Lead, ScreenEvent, Step};
use crate::tui::list::{List, ListAnswer, ListButton, ListLabels, ListWords};
use crate::tui::page::blocks::done::Done;
use crate::tui::page::blocks::facts::{Fact, Facts};
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{
    Block, Command, Framed, Hears, Id, Page, PageLayer, PageScreen, Question, Signal, Table,
};
use crate::tui::places::Place;

use super::asks::MadeId;
use super::chooser::asks::OrdersOf;
use super::chooser::{ORDER_COLUMNS, order_words};
use super::doors;
use super::drafts::{self, DraftAnswer, DraftAsk};
use super::notice::{self, Message};
use super::{order, summary};
use crate::tui::term::event::Key;
use asks::FinanceAnswer;
use booking::{Booking, SubmitMode};

/// Recording's own action.
impl Action {
    /// Keep money that pays nothing as unallocated.
    pub const KEEP_UNALLOCATED: Self =
        Self::new("keep-unallocated", "action-keep-unallocated", &[Key::ctrl('n')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[Action::KEEP_UNALLOCATED];

/// The screen on which Finance books money in.
pub type Finance = PageLayer<Receiving>;

/// Money that comes in.
#[derive(Debug)]
pub struct Receiving {
    /// Above all orders is the button for another order number.
    list: List<OrderView>,
    mode: FinanceMode,
    notice: Option<Message>,
    leaving: bool,
    /// It is asked whether money is recorded all the same that was refused.
    asking: bool,
}

/// What the screen is for right now.
#[derive(Debug)]
enum FinanceMode {
    List,
    Form(Box<Booking>),
    Done(Box<Booked>),
}

impl Finance {
    /// Not loaded yet.
    pub const fn new() -> Self {
        Self::of(Receiving {
            list: List::new(OrdersOf::AwaitingPayment).with_button(),
            mode: FinanceMode::List,
            notice: None,
            leaving: false,
            asking: false,
        })
    }
}

impl Receiving {
    fn answered(&mut self, answer: Answer, context: &Context) -> Step {
        let answer = match answer.take() {
            Ok(FinanceAnswer(booked)) => return self.booked(booked, context),
            Err(answer) => answer,
        };
        let answer = match answer.take() {
            Ok(MadeId(id)) => return self.has_id(id),
            Err(answer) => answer,
        };
        let answer = match answer.take() {
            Ok(found) => {
                if let FinanceMode::Form(booking) = &mut self.mode {
                    booking.found(found);
                }
                return Step::none();
            }
            Err(answer) => answer,
        };
        let Ok(draft) = answer.take() else {
            return Step::none();
        };
        self.drafted(draft);
        match &self.mode {
            FinanceMode::Form(booking) => booking.look_up(),
            FinanceMode::List | FinanceMode::Done(_) => Step::none(),
        }
    }

    fn has_id(&mut self, id: Result<u128, ServiceError>) -> Step {
        match (id, &mut self.mode) {
            (Ok(id), FinanceMode::Form(booking)) => return booking.take_id(ReceiptId::new(id)),
            (Ok(_), _) => {}
            (Err(error), mode) => {
                if let FinanceMode::Form(booking) = mode {
                    booking.stop();
                }
                self.notice = Some(Message::of(&error));
            }
        }
        Step::none()
    }

    fn drafted(&mut self, draft: DraftAnswer) {
        match draft {
            DraftAnswer::Left(Ok(draft)) => {
                if let FinanceMode::Form(booking) = &mut self.mode
                    && booking.resume(&draft)
                {
                    self.notice = Some(drafts::restored(&draft));
                }
            }
            // A draft is kept on the side, and again after the next word.
            DraftAnswer::Left(Err(error)) | DraftAnswer::Kept(Err(error)) => {
                if matches!(&self.mode, FinanceMode::Form(booking) if !booking.is_sending()) {
                    self.notice = Some(Message::of(&error));
                }
            }
            DraftAnswer::Kept(Ok(())) => {}
        }
    }

    fn booked(&mut self, booked: Result<Box<Booked>, ServiceError>, context: &Context) -> Step {
        match booked {
            Ok(booked) => {
                self.notice = None;
                self.leaving = false;
                let former = std::mem::replace(&mut self.mode, FinanceMode::Done(booked));
                let mut step = self.list.refresh(context);
                if let FinanceMode::Form(booking) = former {
                    step.requests.extend(booking.discard().requests);
                }
                step
            }
            Err(error) => {
                self.notice = match &mut self.mode {
                    FinanceMode::Form(booking) => booking.refuse(&error),
                    _ => Some(Message::of(&error)),
                };
                Step::none()
            }
        }
    }

    /// Opens the form for the order that was chosen, or an empty one.
    fn open(&mut self, context: &Context) -> Step {
        let order = self.list.chosen().cloned();
        if !self.list.is_ready() || order.is_none() && !self.list.is_on_button() {
            return Step::none();
        }
        if order
            .as_ref()
            .is_some_and(|order| order.is_own(context.actor.user))
        {
            self.notice = Some(Message::of(&ServiceError::OwnOrder));
            return Step::none();
        }
        self.notice = None;
        let booking = Booking::new(order, context);
        let (account, subject) = booking.drafted();
        self.mode = FinanceMode::Form(Box::new(booking));
        Step::ask(DraftAsk::Money(account, subject))
    }

    fn show_list(&mut self, context: &Context) -> Step {
        self.leaving = false;
        self.notice = None;
        self.mode = FinanceMode::List;
        self.list.refresh(context)
    }

    /// How many orders wait, once that is known.
    fn waiting(&self, context: &Context) -> Option<String> {
        let (count, is_all) = self.list.count().filter(|_| self.list.is_ready())?;
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let args = [("count", Arg::Count(count))];
        Some(match (count, is_all) {
            (0, _) => context.i18n.t("orders-none-waiting"),
            (_, true) => context.i18n.tr("finance-orders-waiting", &args),
            (_, false) => context.i18n.tr("finance-more-orders", &args),
        })
    }
}

/// Tells the page of what was done from the others.
const BOOKED: &str = "booked";

impl Receiving {
    /// The order under the caret; nothing of one where the caret is on the button.
    fn beside(&self, context: &Context) -> Framed {
        let Some(order) = self.list.chosen() else {
            return Framed::new(String::new(), Vec::new());
        };
        let mut facts = summary::order_facts(order, context);
        let received = order.order.quote.total.minor - order.order.missing().minor;
        if received > 0 {
            let missing = context.i18n.money(order.order.missing());
            facts
                .facts
                .insert(0, Fact::new(context.i18n.t("label-amount-due"), missing).strong());
        }
        Framed::new(order::title(order, context), vec![Block::Facts(facts)])
    }
}

/// The list besides its orders.
const fn labels() -> ListLabels {
    ListLabels {
        columns: ORDER_COLUMNS,
        empty: "orders-none-waiting",
        no_match: "list-no-match",
        more: None,
        button: Some(ListButton {
            label: "finance-other-number",
            action: None,
        }),
    }
}

/// An order of a list; one's own is closed.
pub(super) fn words(order: &OrderView, context: &Context) -> ListWords {
    let words = order_words(order, context);
    if order.is_own(context.actor.user) {
        words.closed(context.i18n.t("finance-separation"))
    } else {
        words
    }
}

/// How many transfers are to be returned, and whether there are more.
pub(super) fn to_return(count: usize, is_more: bool, context: &Context) -> String {
    let key = if is_more {
        "finance-more-to-return"
    } else {
        "finance-to-return"
    };
    let count = Arg::Count(i64::try_from(count).unwrap_or(i64::MAX));
    context.i18n.tr(key, &[("count", count)])
}

impl Default for Finance {
    fn default() -> Self {
        Self::new()
    }
}

/// What came of the money: what it did, then the order and the receipt.
fn done(booked: &Booked, context: &Context) -> Vec<Block> {
    let (receipt, order) = (&booked.receipt, &booked.order.order);
    let is_used = receipt.allocated_to(order.id).minor > 0;
    let mut said = context.i18n.money_in(receipt, order).into_iter();
    // What paid nothing is no good news.
    let (title, large) = if is_used {
        ("finance-booked-title", said.next())
    } else {
        ("finance-unallocated-title", None)
    };
    let (notes, rest): (Vec<String>, Vec<String>) = said.partition(|_| !is_used);
    let fact = |label: &str, value: String| Fact::new(context.i18n.t(label), value);
    let mut facts = vec![
        fact("label-order-number", order.number.to_string()).strong(),
        fact("label-company", booked.order.company.clone()),
    ];
    if let OrderState::Paid { expires } = order.state {
        facts.push(fact("label-new-expiration-date", context.i18n.day(expires)).strong());
    }
    let entry = receipt.entry.as_ref();
    let reference = entry.map(|entry| entry.reference.as_str().to_owned());
    facts.extend([
        fact("label-value-date", context.i18n.day(receipt.value_date)),
        fact("label-receipt-reference", receipt.payer_reference.clone()),
        fact("label-bank-reference", reference.unwrap_or_default()),
    ]);
    facts.retain(|fact| !fact.value.is_empty());
    let facts = Facts {
        facts,
        at_right: false,
    };
    let done = Done {
        title: context.i18n.t(title),
        large: large.unwrap_or_default(),
        notes,
        facts,
        warns: !is_used,
        ..Done::default()
    };
    let rest = rest
        .into_iter()
        .map(|text| Block::Notice(Notice::new(Signal::Warn, text)));
    std::iter::once(Block::Done(done)).chain(rest).collect()
}

impl PageScreen for Receiving {
    fn page(&self, context: &Context) -> Page {
        let (step, blocks, commands) = match &self.mode {
            FinanceMode::List => {
                let waiting = self.waiting(context).map(|text| Block::Text(Text::strong(text)));
                let returns = context.header.waiting.staff.money;
                let to_return = (returns.number() > 0).then(|| {
                    let text = to_return(returns.number(), returns.is_more(), context);
                    Block::Text(Text::plain(text))
                });
                let mut hints = vec![Hint::labeled(Action::ACTIVATE, "action-select")];
                if !self.list.is_typing() {
                    hints.extend([Action::MONEY_TO_RETURN, Action::RECEIPTS].map(Hint::shown));
                    // The last row has no room for all of them; line by line there is no palette.
                    let elsewhere = [Action::CHARGES, Action::UNSETTLED, Action::SELLER];
                    hints.extend(elsewhere.map(|action| Hint {
                        in_footer: context.plain,
                        ..Hint::shown(action)
                    }));
                }
                let commands = hints.into_iter().map(Command::open).collect();
                (None, waiting.into_iter().chain(to_return).collect(), commands)
            }
            FinanceMode::Form(booking) => {
                let keep = match booking.offered() {
                    Some(SubmitMode::Other) => {
                        Some(Hint::labeled(Action::KEEP_UNALLOCATED, "action-book-other-money"))
                    }
                    Some(_) => Some(Hint::shown(Action::KEEP_UNALLOCATED)),
                    None => None,
                };
                let commands = keep.into_iter().chain([Hint::shown(Action::BACK)]);
                let expected = booking
                    .expected(context)
                    .map(|text| Block::Text(Text::strong(text)));
                (
                    Some("plain-step-booking"),
                    expected.into_iter().collect(),
                    commands.map(Command::open).collect(),
                )
            }
            FinanceMode::Done(booked) => (Some(BOOKED), done(booked, context), Command::closing()),
        };
        let sending = self.is_sending().then_some("word-saving");
        let (foot, wait) = notice::foot(self.notice.as_ref(), sending, context);
        let question = match &self.mode {
            FinanceMode::Form(booking) if self.leaving && booking.keeps_draft() => {
                Some(Question::leaving_a_draft(context))
            }
            _ if self.leaving => Some(Question::leaving(context)),
            FinanceMode::Form(booking) if self.asking => booking.question(context),
            _ => None,
        };
        let aside = matches!(self.mode, FinanceMode::List).then(|| self.beside(context));
        Page {
            aside,
            about: step.unwrap_or_default().to_owned(),
            // What was done says itself what it is.
            step: step
                .filter(|step| *step != BOOKED)
                .map(|step| context.i18n.t(step)),
            blocks,
            foot,
            question,
            commands,
            wait,
            ..Page::new(Place::Money.title_of("title-book-receipt", context))
        }
    }

    fn run(&mut self, action: Action, _item: Option<&Id>, context: &Context) -> Step {
        let was_asked = std::mem::take(&mut self.asking);
        match (&mut self.mode, action) {
            // What is on its way is answered first: otherwise its answer would mean another order.
            (FinanceMode::Form(booking), _) if booking.is_sending() => Step::none(),
            (FinanceMode::Form(booking), Action::DISCARD) if self.leaving => {
                let discarded = booking.discard();
                discarded.and(self.show_list(context))
            }
            (FinanceMode::Form(booking), Action::CONFIRM) if self.leaving => {
                let kept = booking.save().and_say(context.i18n.t("request-draft-kept"));
                kept.and(self.show_list(context))
            }
            _ if self.leaving => {
                self.leaving = false;
                Step::none()
            }
            (FinanceMode::Form(booking), Action::CONFIRM) if was_asked => {
                let Some(wish) = booking.offered() else {
                    return Step::none();
                };
                self.notice = None;
                booking.submit(wish, context)
            }
            _ if was_asked && action != Action::QUIT => Step::none(),
            (FinanceMode::List, Action::ACTIVATE) => self.open(context),
            (FinanceMode::List, _) => doors::open(action, context),
            (FinanceMode::Done(_), _) => self.show_list(context),
            (FinanceMode::Form(booking), Action::BACK) if !booking.is_changed() => {
                let saved = booking.save();
                saved.and(self.show_list(context))
            }
            (FinanceMode::Form(_), Action::BACK | Action::QUIT) => {
                self.leaving = true;
                Step::none()
            }
            (FinanceMode::Form(booking), Action::KEEP_UNALLOCATED) => {
                self.asking = booking.offered().is_some();
                Step::none()
            }
            (FinanceMode::Form(_), _) => Step::none(),
        }
    }

    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        match (event, &mut self.mode) {
            (ScreenEvent::Leaving, FinanceMode::Form(booking)) => booking.save(),
            (ScreenEvent::Pause(edits), FinanceMode::Form(booking)) => booking.save_after(edits),
            (ScreenEvent::Changed(changed), _)
                if matches!(changed.what, What::Order(_) | What::Everything) =>
            {
                self.list.refresh(context)
            }
            (ScreenEvent::Answer(answer), _) if !answer.is::<ListAnswer<OrderView>>() => {
                self.answered(answer, context)
            }
            (event, _) => self.list.tell(event, context),
        }
    }

    fn form(&self) -> Option<&Form> {
        match &self.mode {
            FinanceMode::Form(booking) => Some(booking.form()),
            FinanceMode::List | FinanceMode::Done(_) => None,
        }
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        match &mut self.mode {
            FinanceMode::Form(booking) => booking.form_mut(),
            FinanceMode::List | FinanceMode::Done(_) => None,
        }
    }

    fn after(&mut self, outcome: Outcome, context: &Context) -> Step {
        let FinanceMode::Form(booking) = &mut self.mode else {
            return Step::none();
        };
        match outcome {
            // What was refused as it stands there can only be recorded all the same.
            Outcome::Submit if booking.offered().is_some() => {
                self.asking = true;
                Step::none()
            }
            Outcome::Submit => {
                self.notice = None;
                booking.submit(SubmitMode::Pay, context)
            }
            Outcome::Edited => {
                self.notice = None;
                booking.edited()
            }
            Outcome::Left => booking.save().and(booking.look_up()),
            Outcome::Nothing => Step::none(),
        }
    }

    fn table<'a>(&'a self, context: &'a Context) -> Option<Box<dyn Table + 'a>> {
        let is_shown = matches!(self.mode, FinanceMode::List);
        is_shown.then(|| self.list.shown(labels(), |order| words(order, context)))
    }

    fn table_mut(&mut self) -> Option<&mut dyn Hears> {
        Some(&mut self.list)
    }

    fn moved(&mut self, _context: &Context) -> Step {
        self.notice = None;
        Step::none()
    }

    fn asks_before_quitting(&self) -> bool {
        let is_lost = |booking: &Booking| booking.is_changed() && !booking.is_sending();
        !self.leaving && matches!(&self.mode, FinanceMode::Form(booking) if is_lost(booking))
    }

    fn is_sending(&self) -> bool {
        matches!(&self.mode, FinanceMode::Form(booking) if booking.is_sending())
    }

    /// From here the places of an account are those of the order's.
    fn leads_to(&self) -> Lead {
        let chosen = self.list.chosen();
        chosen.map_or(Lead::Nowhere, |view| Lead::To(view.order.account))
    }

    fn place(&self) -> Option<Place> {
        Some(Place::Money)
    }

    fn leads_on(&self) -> bool {
        matches!(self.mode, FinanceMode::List)
    }

    /// About the orders of every account.
    fn is_of_account(&self, _context: &Context) -> bool {
        false
    }

    /// What was typed as an amount in one language would be another one, or none, in the other.
    fn settles(&self, preference: Action) -> bool {
        preference == Action::LANGUAGE && matches!(self.mode, FinanceMode::Form(_))
    }
}

#[cfg(test)]
mod tests;
