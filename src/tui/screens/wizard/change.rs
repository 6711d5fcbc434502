//! The wizard for an order that is there and is to be paid in another way. What the order fixed stays: offer, price,
//! bill-to, and the day until which it is to be paid. A transfer that was sent already must not be paid by card as well,
//! so that whoever changes one says that it was not.

use crate::domain::date::Day;
use crate::domain::ids::AccountId;
use crate::domain::message::Arg;
use crate::domain::money::Money;
use crate::domain::offer::{Names, OfferId};
use crate::domain::order::{OrderNumber, OrderState};
use crate::domain::review::Review;
use crate::services::error::{ServiceError, Unavailable};
use crate::services::orders::{ChangeMethod, ChangeStart, NotChangeable, OrderView, PayWith};
use crate::tui::layer::{Context, Step};
use crate::tui::page::Block;
use crate::tui::page::blocks::words::Text;
use crate::tui::screens::asks::NewId;

use super::asks::WizardAsk;
use super::{Wizard, WizardScreen, WizardStage, blocks, details};

/// The order that is paid in another way.
#[derive(Debug)]
pub(super) struct Change {
    /// Its number. After a decline it is the order that took its place.
    pub number: OrderNumber,
    /// The number of the order that was there in the beginning: nobody must pay that one any more once it was replaced.
    pub first: OrderNumber,
    /// The order, once it is known.
    pub order: Option<Box<OrderView>>,
}

impl WizardScreen {
    /// For an order that is there.
    pub fn changing(account: AccountId, offer: OfferId, names: Names, number: OrderNumber) -> Self {
        let change = Change {
            number,
            first: number,
            order: None,
        };
        Self::of(Wizard::begun(account, offer, names, Some(change)))
    }
}

impl Change {
    /// Whether its transfer may be on its way.
    pub(super) fn awaits_transfer(&self) -> bool {
        let state = self.order.as_ref().map(|view| view.order.state);
        state == Some(OrderState::AwaitingPayment)
    }

    /// Until when it may be paid at its price.
    fn kept_until(&self) -> Option<Day> {
        self.order.as_ref().map(|view| view.order.kept_until())
    }

    /// The money that came in for it.
    pub(super) fn received(&self) -> Option<Money> {
        self.order.as_ref()?.order.came_in()
    }
}

impl Wizard {
    pub(super) fn change_opened(&mut self, start: ChangeStart, context: &Context) -> Step {
        if let Some(change) = &mut self.change {
            change.order = Some(Box::new(start.order));
        }
        let step = self.opened(Box::new(start.wizard), context);
        self.ask_what_is_agreed();
        // Whatever is left of another purchase, first it is said what changing the method means.
        self.stage = WizardStage::Method;
        step
    }

    /// What the order fixed, and what came in for it meanwhile: the card pays all of it, so that is known before Buy.
    pub(super) fn change_reviewed(&mut self, result: Result<Box<ChangeStart>, ServiceError>) {
        let start = match result {
            Ok(start) => start,
            Err(error) => return self.reviewed(Err(error)),
        };
        if let Some(change) = &mut self.change {
            let before = change.received();
            change.order = Some(Box::new(start.order));
            if change.received() != before {
                self.reviews += 1;
            }
        }
        self.reviewed(Ok(Box::new(start.wizard.review)));
    }

    /// Asks in the review for what has to be agreed to: that a transfer was not sent, as long as one may have been.
    fn ask_what_is_agreed(&mut self) {
        let awaits_transfer = self.change.as_ref().is_some_and(Change::awaits_transfer);
        self.last = details::change_form(if awaits_transfer {
            "change-not-sent"
        } else {
            "wizard-accept-terms"
        });
    }

    /// Pays the order in the way that was chosen.
    pub(super) fn pay_change(&mut self, change: OrderNumber, payment: PayWith) -> Step {
        let (Some(draft), Some(review)) = (&self.draft, &self.review) else {
            return Step::none();
        };
        let order = ChangeMethod {
            number: change,
            intent: draft.intent,
            seen: review.quote.total,
            payment,
            keep_card: draft.card_form.keep,
        };
        self.is_being_placed();
        Step::ask(WizardAsk::Change(Box::new(order)))
    }

    /// The order that took the place of the first one was not charged: it is the one that is paid from here on, under
    /// another intent, and by transfer as well.
    pub(super) fn change_goes_on(&mut self, view: &OrderView) -> Step {
        let Some(change) = self.change.as_mut().filter(|_| view.order.state.may_retry()) else {
            return Step::none();
        };
        change.number = view.order.number;
        change.order = Some(Box::new(view.clone()));
        if let Some(start) = &mut self.start {
            let is_for_the_first =
                |why: &mut Unavailable| matches!(why, Unavailable::Change(NotChangeable::SameMethod));
            start.transfer_closed.take_if(is_for_the_first);
        }
        self.ask_what_is_agreed();
        Step::ask(NewId)
    }
}

/// What is done, and to which order.
pub(super) fn title(change: &Change, context: &Context) -> String {
    let number = [("number", Arg::Text(change.number.to_string()))];
    context.i18n.tr("title-change-method", &number)
}

/// The day until which a transfer is to be paid: an order that is there keeps its own.
pub(super) fn due(wizard: &Wizard, review: &Review) -> Day {
    let kept = wizard.change.as_ref().and_then(Change::kept_until);
    kept.unwrap_or_else(|| review.due())
}

/// What changing the method of a transfer means, before one does it.
pub(super) fn warning(wizard: &Wizard, context: &Context) -> Option<Block> {
    let change = wizard.change.as_ref().filter(|change| change.awaits_transfer())?;
    let number = [("order", Arg::Text(change.number.to_string()))];
    Some(blocks::warning(context.i18n.tr("change-transfer-sent", &number)))
}

/// What closing the screen means to the order that is changed, where nothing was charged.
pub(super) fn if_closed(wizard: &Wizard, context: &Context) -> Option<Block> {
    let until = wizard.change.as_ref().and_then(Change::kept_until)?;
    let text = context.i18n.tr("change-if-closed", &[("day", Arg::Day(until))]);
    Some(Block::Text(Text::plain(text)))
}
