//! What can be done where the wizard stopped: the card is corrected, another way of payment is chosen, or what was closed
//! is begun anew.

use crate::domain::order::OrderState;
use crate::domain::subscription::NotRenewable;
use crate::services::error::{ServiceError, Unavailable};
use crate::tui::action::{Action, Hint};
use crate::tui::layer::Step;
use crate::tui::page::Command;

use super::asks::WizardAsk;
use super::{Wizard, WizardStage};

impl Wizard {
    /// What can be done instead of what was closed, and closing.
    pub(super) fn after_closing(&self) -> Vec<Command> {
        let instead = match &self.error {
            _ if self.may_subscribe() => Some(Hint::labeled(Action::ACTIVATE, "button-subscribe")),
            Some(ServiceError::Closed(
                Unavailable::AwaitingPayment { .. }
                | Unavailable::Settling { .. }
                | Unavailable::AlreadyPaid { .. },
            )) => Some(Hint::shown(Action::ORDERS)),
            _ => None,
        };
        let hints = instead.into_iter().chain([Hint::shown(Action::CLOSE)]);
        hints.map(Command::open).collect()
    }

    /// What can be done after what came of Buy: the next step first.
    pub(super) fn after_outcome(&self) -> Vec<Command> {
        let state = self.order.as_ref().map(|order| order.order.state);
        let retry = match state {
            Some(OrderState::Declined(_)) => "button-correct-card",
            _ => "button-retry",
        };
        let retry = Hint::labeled(Action::ACTIVATE, retry);
        let other = Hint::labeled(Action::CHANGE_METHOD, "button-other-method");
        let close = Hint::shown(Action::CLOSE);
        let hints = match state {
            Some(OrderState::AwaitingPayment) => vec![Hint::shown(Action::COPY), close],
            _ if !self.may_retry() => return Command::closing(),
            // What the bank undid may be tried again with any card; a saved one that was declined can't be corrected.
            Some(OrderState::Voided) => vec![retry, other, close],
            _ if self.was_typed() => vec![retry, other, close],
            _ => vec![other, close],
        };
        hints.into_iter().map(Command::open).collect()
    }

    /// After a decline: the card that was typed is corrected, or another method is one step back; everything else is as
    /// it was.
    pub(super) fn try_again(&mut self) -> Step {
        self.take_card(None);
        self.card.focus_on("number");
        self.stage = if self.was_typed() {
            WizardStage::Card
        } else {
            WizardStage::Method
        };
        self.error = None;
        Step::none()
    }

    /// The same, but on to the methods.
    pub(super) fn pay_another_way(&mut self) -> Step {
        self.try_again();
        self.stage = WizardStage::Method;
        Step::none()
    }

    /// Whether the card is one that was typed, and not one that is kept.
    pub(super) fn was_typed(&self) -> bool {
        self.draft
            .as_ref()
            .is_some_and(|draft| draft.saved_card.is_none())
    }

    /// Whether the window closed under the buyer's eyes: then the offer is for sale again.
    pub(super) const fn may_subscribe(&self) -> bool {
        matches!(
            self.error,
            Some(ServiceError::Closed(Unavailable::Window(
                NotRenewable::TooLate { .. }
            )))
        )
    }

    /// Begins anew, with the draft that was kept: what was a renewal is a purchase by now.
    pub(super) fn begin_anew(&mut self) -> Step {
        *self = Self::begun(self.account, self.offer.clone(), self.names.clone(), None);
        Step::ask(WizardAsk::Open(self.account, self.offer.clone()))
    }

    pub(super) fn may_retry(&self) -> bool {
        self.order
            .as_ref()
            .is_some_and(|order| order.order.state.may_retry())
    }

    /// Where the order stands that nothing was charged for, whether that was a moment ago or in an earlier session: it is
    /// said until another card was given.
    pub(super) fn refused(&self) -> Option<OrderState> {
        let state = match (&self.order, &self.start) {
            (Some(order), _) => Some(order.order.state),
            (None, Some(start)) => start.refused,
            (None, None) => None,
        };
        state.filter(|state| state.may_retry())
    }
}
