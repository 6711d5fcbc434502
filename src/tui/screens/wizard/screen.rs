//! The wizard as a page: what each step shows, what can be done there, and what it does with each event.

use crate::domain::ids::SavedCardId;
use crate::domain::message::Arg;
use crate::domain::order::OrderState;
use crate::domain::payment::PaymentMethod;
use crate::services::error::Unavailable;
use crate::services::wizard::WizardStart;
use crate::tui::action::{Action, Hint};
use crate::tui::form::{Form, Outcome};
use crate::tui::layer::{Context, Copyable, ScreenEvent, Step};
use crate::tui::page::blocks::buttons::Buttons;
use crate::tui::page::blocks::facts::{Fact, Facts};
use crate::tui::page::blocks::list::ListItem;
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::blocks::words::{Heading, Text};
use crate::tui::page::{Block, Command, Id, Item, Page, PageScreen, Question, Signal, Steps, Wait};

use super::asks::WizardAsk;
use super::{Wizard, WizardStage, beside, blocks, change, details, words};
use crate::tui::screens::asks::OrderById;
use crate::tui::screens::chooser::Orders;
use crate::tui::screens::copies::Copies;
use crate::tui::screens::{address, summary};

/// The step in which money moves.
const PAYMENT: usize = 3;

/// What a step shows, and what can be done there.
type Shown = (Vec<Block>, Vec<Command>, Option<Wait>);

fn shown(actions: impl IntoIterator<Item = Action>) -> Vec<Command> {
    let hints = actions.into_iter().map(Hint::shown);
    hints.map(Command::open).collect()
}

impl Wizard {
    fn step(&self, context: &Context) -> Shown {
        let text = |key: &str| Block::Text(Text::plain(context.i18n.t(key)));
        let loading = Some(Wait::Quiet("word-loading"));
        match self.stage {
            WizardStage::Opening => (Vec::new(), shown([Action::BACK]), loading),
            WizardStage::Closed => {
                let mut blocks = self.errors(context);
                blocks.push(Block::Text(Text::faint(context.i18n.t("wizard-closed-kept"))));
                let commands = self.after_closing();
                if commands
                    .iter()
                    .any(|command| command.hint.action != Action::CLOSE)
                {
                    blocks.push(Block::Buttons(Buttons::of(&commands)));
                    return (blocks, commands, None);
                }
                (blocks, Command::closing(), None)
            }
            WizardStage::Method => {
                let blocks = self.methods(context);
                let wait = loading.filter(|_| self.busy || self.start.is_none());
                let discard = Some(Action::DISCARD).filter(|_| self.has_draft());
                (blocks, shown([Action::BACK].into_iter().chain(discard)), wait)
            }
            WizardStage::Card => {
                let wait = self.busy.then_some(Wait::Quiet("wizard-checking-card"));
                (self.above_card(context), shown([Action::BACK]), wait)
            }
            WizardStage::Transfer => (self.notices(context), shown([Action::BACK]), None),
            WizardStage::Review => {
                let blocks = blocks::review(self, context);
                // Reading and accepting the terms are the next steps until they are accepted: their keys must not be
                // those that find no room.
                let commands = match (&self.change, self.last.is_checked(details::ACCEPT)) {
                    (Some(_), _) => shown([Action::BUY, Action::BACK]),
                    (None, true) => shown([Action::BUY, Action::TERMS, Action::UPDATE, Action::BACK]),
                    (None, false) => shown([Action::TERMS, Action::BUY, Action::UPDATE, Action::BACK]),
                };
                (blocks, commands, loading.filter(|_| self.review.is_none()))
            }
            // Not by Enter: who presses it once too often on Buy would lose sight of the payment.
            WizardStage::Asking if self.asks_bank() => (
                vec![
                    Block::Text(Text::strong(context.i18n.t("wizard-asking-bank"))),
                    text("wizard-asking-bank-note"),
                ],
                shown([Action::CLOSE]),
                Some(Wait::Told),
            ),
            WizardStage::Asking => (
                Vec::new(),
                shown([Action::CLOSE]),
                Some(Wait::Quiet("word-saving")),
            ),
            WizardStage::Outcome => {
                let commands = self.after_outcome();
                let wait = loading.filter(|_| self.order.is_none());
                (blocks::outcome(self, &commands, context), commands, wait)
            }
        }
    }

    fn errors(&self, context: &Context) -> Vec<Block> {
        let error = self.error.iter();
        error
            .map(|error| Block::Notice(Notice::error(error, context)))
            .collect()
    }

    /// What stands above a step: why nothing was charged, and that a draft is shown.
    fn notices(&self, context: &Context) -> Vec<Block> {
        let refusal = words::refusal_text(self, context);
        let refusal = refusal.map(|text| Block::Notice(Notice::standing(Signal::Bad, text)));
        let mut blocks: Vec<Block> = refusal.into_iter().collect();
        blocks.extend(words::draft_text(self, context).map(blocks::warning));
        blocks
    }

    fn methods(&self, context: &Context) -> Vec<Block> {
        let Some(start) = &self.start else {
            return Vec::new();
        };
        let mut blocks = self.notices(context);
        blocks.extend(change::warning(self, context));
        // On a screen both stand in the title's row.
        if context.plain {
            let [price, tax, total] = summary::quote_facts(context, &start.review.quote);
            let term = words::term(&start.review, context);
            let term = Fact::new(context.i18n.t("label-term"), term);
            blocks.push(Block::Facts(Facts {
                facts: vec![price, tax, total, term],
                at_right: false,
            }));
        }
        blocks.push(Block::Heading(Heading::new(
            context.i18n.t("wizard-choose-payment"),
        )));
        blocks.push(Block::List(methods(start, context)));
        blocks.extend(words::late_text(start, context).map(blocks::warning));
        blocks
    }

    fn above_card(&self, context: &Context) -> Vec<Block> {
        let mut blocks = self.notices(context);
        if self.busy {
            blocks.push(blocks::warning(context.i18n.t("wizard-checking-card")));
        } else if let Some(token) = self.draft.as_ref().and_then(|draft| draft.card.as_ref()) {
            let ready = words::card_ready(token, context);
            blocks.push(Block::Notice(Notice::new(Signal::Good, ready)));
        } else if context.demo && (context.plain || blocks.is_empty() && !self.card.has_errors()) {
            blocks.push(Block::Text(Text::faint(words::demo_cards(context))));
        }
        blocks
    }

    /// The steps, and which one is shown.
    fn steps(&self, context: &Context) -> Steps {
        let method = self.draft.as_ref().and_then(|draft| draft.method);
        let details = match method {
            Some(PaymentMethod::BankTransfer) => "step-transfer",
            _ => "step-card",
        };
        let keys = [
            "step-payment-method",
            details,
            "step-review",
            "step-progress",
            "step-confirmation",
        ];
        let state = self.order.as_ref().map(|order| order.order.state);
        let current = match (self.stage, state) {
            (WizardStage::Opening | WizardStage::Closed | WizardStage::Method, _) => 0,
            (WizardStage::Card | WizardStage::Transfer, _) => 1,
            (WizardStage::Review, _) => 2,
            (WizardStage::Outcome, Some(OrderState::Paid { .. } | OrderState::AwaitingPayment)) => {
                PAYMENT + 1
            }
            (WizardStage::Asking | WizardStage::Outcome, _) => PAYMENT,
        };
        let count = |number: usize| Arg::Count(i64::try_from(number).unwrap_or(0));
        let args = [("step", count(current + 1)), ("steps", count(keys.len()))];
        let position = context.i18n.tr("step-position", &args);
        let labels = keys.map(|key| context.i18n.t(key));
        let name = labels.get(current).cloned().unwrap_or_default();
        Steps {
            labels: labels.to_vec(),
            current,
            // A transfer that was placed is confirmed before it is paid.
            open: (state == Some(OrderState::AwaitingPayment)).then_some(PAYMENT),
            said: format!("{position}: {name}"),
        }
    }
}

/// The methods: the saved cards, another one, a transfer.
fn methods(start: &WizardStart, context: &Context) -> Vec<ListItem> {
    let i18n = &context.i18n;
    let select = || Hint::labeled(Action::ACTIVATE, "action-select");
    let method = |id: String, label: String, detail: String| {
        let item = Item::new(Id::of(id), vec![Command::open(select())]);
        ListItem::new(item, label, detail)
    };
    let unless = |closed: Option<&Unavailable>, mut method: ListItem| {
        if let Some(closed) = closed {
            method.detail = i18n.explain(closed).sentence;
            method.item.commands = vec![Command::unavailable(select(), method.detail.clone())];
        }
        method
    };
    let saved = start.saved_cards.iter();
    let saved = saved.map(|card| {
        method(
            saved_card(card.id),
            summary::card(context, &card.card),
            String::new(),
        )
    });
    let mut methods: Vec<ListItem> = saved
        .map(|card| unless(start.card_closed.as_ref(), card))
        .collect();
    let label = if methods.is_empty() {
        "payment-method-card"
    } else {
        "wizard-new-card"
    };
    let card = method(CARD.to_owned(), i18n.t(label), i18n.t("payment-method-card-note"));
    let count = Arg::Count(i64::from(start.review.due_days));
    let note = i18n.tr("payment-method-transfer-short", &[("count", count)]);
    let transfer = method(TRANSFER.to_owned(), i18n.t("payment-method-bank-transfer"), note);
    methods.push(unless(start.card_closed.as_ref(), card));
    methods.push(unless(start.transfer_closed.as_ref(), transfer));
    methods
}

/// The id of another card on the method step.
pub(super) const CARD: &str = "card";
/// The id of the transfer there.
pub(super) const TRANSFER: &str = "transfer";

/// The id of a saved card there.
pub(super) fn saved_card(card: SavedCardId) -> String {
    card.to_string()
}

impl PageScreen for Wizard {
    fn page(&self, context: &Context) -> Page {
        let renews = self
            .review
            .as_ref()
            .is_none_or(|review| words::is_renewal(review));
        let offer = self.names.in_language(context.i18n.locale().tag()).to_owned();
        let title = if renews { "title-renew" } else { "title-subscribe" };
        let title = match &self.change {
            Some(change) => change::title(change, context),
            None => context.i18n.tr(title, &[("offer", Arg::Text(offer))]),
        };
        let (blocks, commands, wait) = self.step(context);
        // What is paid, and until when the term lasts, while one chooses how; then the button says it.
        let chooses = matches!(
            self.stage,
            WizardStage::Method | WizardStage::Card | WizardStage::Transfer
        );
        let amount = self.review.as_ref().filter(|_| chooses).map(|review| {
            let total = context.i18n.money(review.quote.total);
            (total, words::term_briefly(review, context))
        });
        let at_button = match self.stage {
            WizardStage::Review => words::at_button(self, context),
            _ => Vec::new(),
        };
        Page {
            amount,
            at_button,
            about: self.stage.name().to_owned(),
            begin: Some(Id::of(self.method_shown())),
            steps: (self.stage != WizardStage::Closed).then(|| self.steps(context)),
            blocks,
            // What went wrong stays in sight wherever one has scrolled to.
            foot: match self.stage {
                WizardStage::Closed => Vec::new(),
                _ => self.errors(context),
            },
            aside: beside::aside(self, context),
            question: self
                .discarding
                .then(|| Question::discarding("discard-title", "discard-question", context)),
            // Another review is another thing to buy.
            decides: (self.stage == WizardStage::Review).then(|| self.reviews.to_string()),
            commands,
            copyable: self.copyable(context),
            wait,
            comes_unasked: matches!(
                self.stage,
                WizardStage::Asking | WizardStage::Outcome | WizardStage::Closed
            ),
            ..Page::new(title)
        }
    }

    /// What a bank says is told by the order, too; that an order was refused is told here alone.
    fn is_sending(&self) -> bool {
        self.stage == WizardStage::Asking && !self.asks_bank()
    }

    fn run(&mut self, action: Action, item: Option<&Id>, context: &Context) -> Step {
        if self.discarding {
            return self.discard(action);
        }
        match (self.stage, action) {
            (_, Action::BACK | Action::CLOSE) => self.back(),
            (WizardStage::Method, Action::ACTIVATE) if !self.busy => self.choose_method(item),
            (WizardStage::Method, Action::DISCARD) => {
                self.discarding = true;
                Step::none()
            }
            (WizardStage::Review, Action::UPDATE) => self.update_profile(),
            (WizardStage::Review, Action::TERMS) => self.read_terms(),
            (WizardStage::Review, Action::BUY) => self.submit(),
            (WizardStage::Outcome, Action::ACTIVATE) if self.may_retry() => self.try_again(),
            (WizardStage::Outcome, Action::CHANGE_METHOD) if self.may_retry() => self.pay_another_way(),
            (WizardStage::Outcome, Action::COPY) => Step::open(Copies::new(self.copyable(context))),
            (WizardStage::Closed, Action::ACTIVATE) if self.may_subscribe() => self.begin_anew(),
            (WizardStage::Closed, Action::ORDERS) => Step::open(Orders::new(self.account)),
            // Not while the bank is asked: a second Enter on Buy must not hide what comes of the first.
            (WizardStage::Outcome | WizardStage::Closed, Action::ACTIVATE) => self.back(),
            _ => Step::none(),
        }
    }

    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        match event {
            ScreenEvent::Shown if self.stage == WizardStage::Opening => Step::ask(match &self.change {
                Some(change) => WizardAsk::OpenChange(change.number),
                None => WizardAsk::Open(self.account, self.offer.clone()),
            }),
            ScreenEvent::Shown | ScreenEvent::NewDay if self.stage == WizardStage::Review => {
                self.ask_review()
            }
            ScreenEvent::Changed(changed) => match (self.stage, &self.order) {
                (WizardStage::Review, _) if changed.concerns(self.account) => self.ask_review(),
                (WizardStage::Outcome, Some(order)) if changed.concerns_order(order.order.id) => {
                    Step::ask(OrderById(order.order.id))
                }
                _ => Step::none(),
            },
            ScreenEvent::Answer(answer) => self.answered(answer, context),
            ScreenEvent::OtherLanguage => {
                if let Some(start) = &self.start {
                    self.card
                        .rename("country", address::options(&start.countries, context));
                }
                Step::none()
            }
            ScreenEvent::Pause(edits) if self.keeping.is_quiet_since(edits) => self.save_if_unsaved(),
            ScreenEvent::Leaving => self.save_if_unsaved(),
            _ => Step::none(),
        }
    }

    fn form(&self) -> Option<&Form> {
        match self.stage {
            WizardStage::Card => Some(&self.card),
            WizardStage::Transfer => Some(&self.transfer),
            WizardStage::Review => Some(&self.last),
            _ => None,
        }
    }

    /// None while a card is being checked, so that the answer is about what is shown.
    fn form_mut(&mut self) -> Option<&mut Form> {
        match self.stage {
            _ if self.busy => None,
            WizardStage::Card => Some(&mut self.card),
            WizardStage::Transfer => Some(&mut self.transfer),
            WizardStage::Review => Some(&mut self.last),
            _ => None,
        }
    }

    fn after(&mut self, outcome: Outcome, context: &Context) -> Step {
        let step = self.after_form(outcome);
        // Who accepts the terms goes on to Buy, however they did; line by line the conversation leads on itself.
        let accepts = self.last.focused().is_some_and(|name| self.last.is_checked(name));
        if accepts && outcome == Outcome::Edited && self.stage == WizardStage::Review && !context.plain {
            details::focus_on_agreement(&mut self.last);
        }
        step
    }
}

impl Wizard {
    fn copyable(&self, context: &Context) -> Vec<Copyable> {
        match (&self.order, self.stage) {
            (Some(order), WizardStage::Outcome) => summary::copyable(order, context),
            _ => Vec::new(),
        }
    }
}
