//! The wizard that renews and buys: payment method, card or transfer details, review, payment, confirmation.
//!
//! Back never validates and never loses input: the forms live as long as the wizard, and the draft is kept on
//! leaving a field and after two quiet seconds. The card number and the security code are the exception: they are
//! wiped as soon as the card form was submitted, and are in no draft.

use crate::domain::draft::{Draft, TransferForm, WizardStep};
use crate::domain::ids::{AccountId, OrderId};
use crate::domain::offer::{Names, OfferId};
use crate::domain::order::{OrderNumber, OrderState};
use crate::domain::payment::{PaymentMethod, TokenizedCard, TransferContact};
use crate::domain::review::{Review, ReviewPart};
use crate::domain::text::clean_line;
use crate::services::error::ServiceError;
use crate::services::orders::{OrderView, PayWith, PlaceOrder};
use crate::services::wizard::{PURCHASE_ORDER_LIMIT, WizardStart};
use crate::tui::action::Action;
use crate::tui::form::{Form, Outcome};
use crate::tui::layer::{Context, Navigation, Step};
use crate::tui::page::{Id, PageLayer};
use crate::tui::term::event::Key;

use super::asks::NewId;
use super::keeping::Keeping;
use super::profile::Profile;
use super::terms::Terms;
use asks::WizardAsk;
use change::Change;

mod again;
mod answers;
pub mod asks;
mod beside;
mod blocks;
mod change;
mod details;
mod replaced;
mod screen;
mod words;

/// The wizard's own actions.
impl Action {
    /// **Update**: correct the bill-to on the Legal profile.
    pub const UPDATE: Self = Self::new("update", "button-update", &[Key::char('u'), Key::alt('e')]);
    /// **Buy**.
    pub const BUY: Self = Self::new("buy", "button-buy", &[Key::ctrl('b'), Key::char('b')]);
    /// Read the purchase terms.
    pub const TERMS: Self = Self::new("terms", "action-terms", &[Key::char('t'), Key::ctrl('t')]);
    /// Pay an order that is there in another way.
    pub const CHANGE_METHOD: Self = Self::new("change-method", "action-pay-order", &[Key::char('P')]);
    /// Order anew what an overdue order was for.
    pub const NEW_ORDER: Self = Self::new("new-order", "button-new-order", &[Key::char('n')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[
    Action::UPDATE,
    Action::BUY,
    Action::TERMS,
    Action::CHANGE_METHOD,
    Action::NEW_ORDER,
];

/// The wizard as a screen.
pub type WizardScreen = PageLayer<Wizard>;

/// The wizard of one offer.
#[derive(Debug)]
pub struct Wizard {
    account: AccountId,
    offer: OfferId,
    names: Names,
    stage: WizardStage,
    start: Option<Box<WizardStart>>,
    draft: Option<Draft>,
    card: Form,
    transfer: Form,
    last: Form,
    /// The review that is shown, and which of its parts changed under the buyer's eyes.
    review: Option<Box<Review>>,
    changed: Vec<ReviewPart>,
    before: Option<Box<Review>>,
    /// How often something else was to be bought, or to be known before it: each has to be seen before Buy counts.
    reviews: u32,
    error: Option<ServiceError>,
    /// A request is under way whose answer moves the wizard on.
    busy: bool,
    order: Option<Box<OrderView>>,
    /// The order that was not charged and gave way to another method.
    former: Option<OrderId>,
    keeping: Keeping,
    /// It is being asked whether to throw the draft away.
    discarding: bool,
    /// The Legal profile was opened by **Update**: what changes on it is the buyer's own doing.
    updating: bool,
    /// The order that is paid in another way; none where a new one is placed.
    change: Option<Change>,
    /// The overdue order that gave way to the one that was placed.
    gave_way: Option<OrderNumber>,
}

/// Where the wizard stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum WizardStage {
    /// Being opened.
    Opening,
    /// Closed with a reason.
    Closed,
    /// Choose the method or a saved card.
    Method,
    /// The card form.
    Card,
    /// The transfer form.
    Transfer,
    /// Review, terms, Buy.
    Review,
    /// The bank is being asked.
    Asking,
    /// What came of it.
    Outcome,
}

impl WizardStage {
    /// Tells the pages of the stages apart.
    const fn name(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Closed => "closed",
            Self::Method => "method",
            Self::Card => "card",
            Self::Transfer => "transfer",
            Self::Review => "review",
            Self::Asking => "asking",
            Self::Outcome => "outcome",
        }
    }
}

impl WizardScreen {
    /// Not opened yet.
    pub fn new(account: AccountId, offer: OfferId, names: Names) -> Self {
        Self::of(Wizard::begun(account, offer, names, None))
    }
}

impl Wizard {
    /// Before anything is known.
    fn begun(account: AccountId, offer: OfferId, names: Names, change: Option<Change>) -> Self {
        Self {
            account,
            offer,
            names,
            stage: WizardStage::Opening,
            start: None,
            draft: None,
            card: details::unfilled(),
            transfer: details::transfer_form(&TransferForm::default()),
            last: details::last_form("", false),
            review: None,
            changed: Vec::new(),
            before: None,
            reviews: 0,
            error: None,
            busy: false,
            order: None,
            former: None,
            keeping: Keeping::new(),
            discarding: false,
            updating: false,
            change,
            gave_way: None,
        }
    }

    fn opened(&mut self, start: Box<WizardStart>, context: &Context) -> Step {
        let draft = start.draft.clone();
        let billed = start.review.bill_to.address.country;
        self.card = details::card_form(&draft.card_form, billed, &start.countries, context);
        details::show_given(&mut self.card, draft.card.as_ref());
        self.transfer = details::transfer_form(&draft.transfer_form);
        self.last = details::last_form(&draft.purchase_order, false);
        self.last.focus_on(details::ACCEPT);
        self.review = Some(Box::new(start.review.clone()));
        self.start = Some(start);
        let (step, method) = (draft.step, draft.method);
        self.draft = Some(draft);
        self.stage = match (step, method) {
            (WizardStep::Method, _) | (_, None) => WizardStage::Method,
            (WizardStep::Review, Some(_)) if self.pay_with().is_some() => WizardStage::Review,
            (_, Some(PaymentMethod::Card)) => WizardStage::Card,
            (_, Some(PaymentMethod::BankTransfer)) => WizardStage::Transfer,
        };
        if self.stage == WizardStage::Review {
            self.ask_review()
        } else {
            Step::none()
        }
    }

    /// The review that was shown before, if this part of it is another one by now.
    fn was(&self, part: ReviewPart) -> Option<&Review> {
        self.before.as_deref().filter(|_| self.changed.contains(&part))
    }

    /// Takes the token of a card, or forgets it: the form shows whether a number has to be typed.
    fn take_card(&mut self, card: Option<TokenizedCard>) {
        details::show_given(&mut self.card, card.as_ref());
        if let Some(draft) = &mut self.draft {
            draft.card = card;
        }
    }

    /// Whether there is anything that could be discarded.
    fn has_draft(&self) -> bool {
        let resumed = self.start.as_ref().is_some_and(|start| start.resumed);
        let has_chosen = self.draft.as_ref().is_some_and(|draft| draft.method.is_some());
        resumed || has_chosen || self.keeping.has_edits()
    }

    /// The method that the draft chose, or the first one that is open.
    fn method_shown(&self) -> String {
        let (Some(draft), Some(start)) = (&self.draft, &self.start) else {
            return String::new();
        };
        let mut saved = start.saved_cards.iter().map(|card| card.id);
        match draft.method {
            Some(PaymentMethod::BankTransfer) => screen::TRANSFER.to_owned(),
            Some(PaymentMethod::Card) => match draft.saved_card {
                Some(card) if saved.any(|saved| saved == card) => screen::saved_card(card),
                _ => screen::CARD.to_owned(),
            },
            None => match saved.next() {
                Some(card) => screen::saved_card(card),
                None if start.card_closed.is_some() => screen::TRANSFER.to_owned(),
                None => screen::CARD.to_owned(),
            },
        }
    }

    fn choose_method(&mut self, item: Option<&Id>) -> Step {
        let (Some(start), Some(draft), Some(item)) = (&self.start, &mut self.draft, item) else {
            return Step::none();
        };
        let by_transfer = item.as_str() == screen::TRANSFER;
        let mut saved = start.saved_cards.iter().map(|card| card.id);
        draft.method = Some(if by_transfer {
            PaymentMethod::BankTransfer
        } else {
            PaymentMethod::Card
        });
        draft.saved_card = saved.find(|card| screen::saved_card(*card) == item.as_str());
        // A charge was tried under this intent: paying in another way takes another one.
        if by_transfer && (self.order.is_some() || start.refused.is_some()) {
            if self.change.is_some() {
                self.forget_refusal();
                return self.after_method();
            }
            self.busy = true;
            return Step::ask(NewId);
        }
        self.after_method()
    }

    fn after_method(&mut self) -> Step {
        match self.draft.as_ref().map(|draft| (draft.method, draft.saved_card)) {
            Some((Some(PaymentMethod::Card), Some(_))) => self.go_to_review(),
            Some((Some(PaymentMethod::Card), None)) => self.to(WizardStage::Card),
            _ => self.to(WizardStage::Transfer),
        }
    }

    fn to(&mut self, stage: WizardStage) -> Step {
        self.stage = stage;
        self.error = None;
        self.save()
    }

    fn go_to_review(&mut self) -> Step {
        let mut step = self.to(WizardStage::Review);
        self.ask_whether_unsent();
        self.last.focus_on(details::ACCEPT);
        step.requests.extend(self.ask_review().requests);
        step
    }

    fn ask_review(&mut self) -> Step {
        self.collect();
        if let Some(change) = &self.change {
            return Step::ask(WizardAsk::ReviewChange(change.number));
        }
        self.draft
            .clone()
            .map_or_else(Step::none, |draft| Step::ask(WizardAsk::Review(Box::new(draft))))
    }

    /// Takes what is typed into the draft.
    fn collect(&mut self) {
        let step = match self.stage {
            WizardStage::Card | WizardStage::Transfer => WizardStep::Details,
            WizardStage::Review | WizardStage::Asking | WizardStage::Outcome => WizardStep::Review,
            _ => WizardStep::Method,
        };
        if let Some(draft) = &mut self.draft {
            draft.step = step;
            draft.card_form = details::card_input(&self.card);
            draft.transfer_form = details::transfer_input(&self.transfer);
            if self.last.has("purchase-order") {
                self.last
                    .text("purchase-order")
                    .clone_into(&mut draft.purchase_order);
            }
        }
    }

    /// Keeps the draft, unless there is nothing to keep any more.
    fn save(&mut self) -> Step {
        if matches!(
            self.stage,
            WizardStage::Opening | WizardStage::Closed | WizardStage::Asking | WizardStage::Outcome
        ) {
            return Step::none();
        }
        self.collect();
        self.keeping.settle();
        self.draft.clone().map_or_else(Step::none, |draft| {
            Step::ask(WizardAsk::SaveDraft(Box::new(draft)))
        })
    }

    fn save_if_unsaved(&mut self) -> Step {
        if self.keeping.is_due() {
            self.save()
        } else {
            Step::none()
        }
    }

    fn after_form(&mut self, outcome: Outcome) -> Step {
        match outcome {
            Outcome::Nothing => Step::none(),
            Outcome::Left => {
                details::write_as_on_the_card(&mut self.card);
                self.save_if_unsaved()
            }
            Outcome::Submit => self.submit(),
            Outcome::Edited => {
                // Another number is typed: the token of the former one must not pay by mistake.
                if self.stage == WizardStage::Card && !matches!(self.card.focused(), Some("keep")) {
                    self.take_card(None);
                }
                self.error = None;
                self.keeping.edited()
            }
        }
    }

    fn submit(&mut self) -> Step {
        if self.busy {
            return Step::none();
        }
        match self.stage {
            WizardStage::Card => self.submit_card(),
            WizardStage::Transfer => match details::check_transfer(&mut self.transfer) {
                Some(_) => self.go_to_review(),
                None => self.save_if_unsaved(),
            },
            WizardStage::Review => self.buy(),
            _ => Step::none(),
        }
    }

    fn submit_card(&mut self) -> Step {
        let Some(start) = &self.start else {
            return Step::none();
        };
        let has_token = self.draft.as_ref().is_some_and(|draft| draft.card.is_some());
        if has_token && details::is_without_secrets(&self.card) {
            return self.go_to_review();
        }
        let Some(card) = details::check_card(&mut self.card, &start.countries, start.review.day) else {
            return self.save_if_unsaved();
        };
        self.busy = true;
        Step::ask(WizardAsk::Tokenize {
            account: self.account,
            card,
        })
    }

    fn pay_with(&self) -> Option<PayWith> {
        let draft = self.draft.as_ref()?;
        match (draft.method?, draft.saved_card) {
            (PaymentMethod::Card, Some(saved)) => self
                .start
                .as_ref()?
                .saved_cards
                .iter()
                .any(|card| card.id == saved)
                .then_some(PayWith::SavedCard(saved)),
            (PaymentMethod::Card, None) => draft.card.clone().map(PayWith::Card),
            (PaymentMethod::BankTransfer, _) => self.contact().map(PayWith::Transfer),
        }
    }

    /// Whether a bank is asked when the order is placed; a transfer is only waited for.
    fn asks_bank(&self) -> bool {
        let method = self.draft.as_ref().and_then(|draft| draft.method);
        method != Some(PaymentMethod::BankTransfer)
    }

    fn contact(&self) -> Option<TransferContact> {
        details::contact(&details::transfer_input(&self.transfer))
    }

    fn buy(&mut self) -> Step {
        self.collect();
        let (Some(draft), Some(review)) = (&self.draft, &self.review) else {
            return Step::none();
        };
        let Some(payment) = self.pay_with() else {
            return self.to(WizardStage::Method);
        };
        if !self.is_agreed() {
            self.refuse_buy();
            return Step::none();
        }
        if let Some(change) = &self.change {
            return self.pay_change(change.number, payment);
        }
        let mut seen = (**review).clone();
        // What was typed just before Buy stands on the screen as well; a wrong number is told by the services.
        if let Ok(own) = clean_line(&draft.purchase_order, PURCHASE_ORDER_LIMIT) {
            seen.bill_to.purchase_order = own;
        }
        let order = PlaceOrder {
            intent: draft.intent,
            account: self.account,
            offer: self.offer.clone(),
            payment,
            keep_card: draft.card_form.keep,
            purchase_order: draft.purchase_order.clone(),
            seen,
            accepted_terms: true,
        };
        self.is_being_placed();
        Step::ask(WizardAsk::Place(Box::new(order)))
    }

    fn is_being_placed(&mut self) {
        self.stage = WizardStage::Asking;
        self.busy = true;
        self.error = None;
    }

    /// One step back; from the first one the wizard closes, and its draft is kept.
    fn back(&mut self) -> Step {
        match self.stage {
            WizardStage::Review => {
                let saved_card = self
                    .draft
                    .as_ref()
                    .is_some_and(|draft| draft.saved_card.is_some());
                match self.draft.as_ref().and_then(|draft| draft.method) {
                    Some(PaymentMethod::Card) if !saved_card => self.to(WizardStage::Card),
                    Some(PaymentMethod::BankTransfer) => self.to(WizardStage::Transfer),
                    _ => self.to(WizardStage::Method),
                }
            }
            WizardStage::Card | WizardStage::Transfer => self.to(WizardStage::Method),
            WizardStage::Method | WizardStage::Outcome => self.leave(),
            WizardStage::Opening | WizardStage::Closed | WizardStage::Asking => Step::go(Navigation::Back),
        }
    }

    /// Closes the wizard, and what was typed is kept. An order that was not charged is given up, whichever step one leaves
    /// from: what is kept is for another one. One that took the place of another is not: it keeps the right of that one.
    fn leave(&mut self) -> Step {
        let uncharged = self.order.as_ref().map(|order| &order.order);
        let uncharged = uncharged
            .filter(|order| order.state.may_retry())
            .map(|order| order.id)
            .or(self.former.filter(|_| self.stage == WizardStage::Method));
        if uncharged.is_some() && self.stage == WizardStage::Outcome {
            self.try_again();
        }
        let uncharged = uncharged.filter(|_| self.change.is_none());
        let saved = self.save();
        Step {
            go: Some(Navigation::Back),
            ..match uncharged {
                Some(order) => saved.and_ask(WizardAsk::GiveUp(order)),
                None => saved,
            }
        }
    }

    fn is_waiting_for_the_bank(&self) -> bool {
        let state = self.order.as_ref().map(|order| order.order.state);
        matches!(
            state,
            Some(OrderState::Charging | OrderState::Unknown | OrderState::Refunding)
        )
    }

    /// The answer to the question whether to throw the draft away.
    fn discard(&mut self, action: Action) -> Step {
        match action {
            Action::DISCARD => {
                self.keeping.settle();
                let discard = WizardAsk::DiscardDraft(self.account, self.offer.clone());
                Step {
                    go: Some(Navigation::Back),
                    ..Step::ask(discard)
                }
            }
            Action::BACK => {
                self.discarding = false;
                Step::none()
            }
            _ => Step::none(),
        }
    }

    /// **Update**: the Legal profile, and back to the review.
    fn update_profile(&mut self) -> Step {
        self.updating = true;
        let saved = self.save_if_unsaved();
        Step {
            go: Some(Navigation::Open(Box::new(Profile::new(self.account)))),
            ..saved
        }
    }

    fn read_terms(&self) -> Step {
        let start = self.start.as_ref();
        start.map_or_else(Step::none, |start| Step::open(Terms::new(start.terms.clone())))
    }
}
