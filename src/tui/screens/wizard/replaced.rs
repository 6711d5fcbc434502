//! The order that gives way to the one that is placed: one whose way of payment is changed, or one that is overdue. Its
//! transfer may be on its way all the same, so that this is said before Buy, asked where a card is charged, and told
//! after it.

use crate::domain::message::Arg;
use crate::domain::money::Money;
use crate::domain::order::OrderNumber;
use crate::services::error::ServiceError;
use crate::services::orders::OrderView;
use crate::tui::form::Refusal;
use crate::tui::layer::Context;
use crate::tui::page::Block;

use super::change::Change;
use super::details::{self, ACCEPT, UNSENT};
use super::{Wizard, blocks};

impl Wizard {
    /// Asks in the review whether the transfer of an overdue order was sent, as long as a card would be charged beside it.
    pub(super) fn ask_whether_unsent(&mut self) {
        let overdue = self.review.as_ref().and_then(|review| review.replaces);
        let asks = self.change.is_none() && overdue.is_some() && self.asks_bank();
        if asks != self.last.has(UNSENT) {
            let purchase_order = self.last.text("purchase-order").to_owned();
            self.last = details::last_form(&purchase_order, asks);
            self.last.focus_on(ACCEPT);
        }
        if asks && !self.last.is_checked(UNSENT) && self.last.focused() == Some(ACCEPT) {
            self.last.focus_on(UNSENT);
        }
    }

    /// Whether all is agreed to that has to be before Buy.
    pub(super) fn is_agreed(&self) -> bool {
        self.last.is_checked(ACCEPT) && (!self.last.has(UNSENT) || self.last.is_checked(UNSENT))
    }

    /// What is missing before Buy: that the terms are accepted, or that a transfer was not sent.
    pub(super) fn refuse_buy(&mut self) {
        let unsent = if self.change.as_ref().is_some_and(Change::awaits_transfer) {
            ACCEPT
        } else {
            UNSENT
        };
        if self.last.has(unsent) && !self.last.is_checked(unsent) {
            self.last.refuse(unsent, Refusal::plain("change-not-confirmed"));
        } else {
            self.error = Some(ServiceError::TermsNotAccepted);
        }
        details::focus_on_agreement(&mut self.last);
    }

    /// Remembers which order gave way to the one that was just placed: a later review no longer knows it.
    pub(super) fn note_what_gave_way(&mut self) {
        let overdue = self.review.as_ref().and_then(|review| review.replaces);
        self.gave_way = self.gave_way.or(overdue.map(|overdue| overdue.number));
    }
}

/// What Buy does to the order that gives way, and what becomes of money that came in for it.
pub(super) fn before_buy(wizard: &Wizard, context: &Context) -> Vec<Block> {
    if let Some(change) = &wizard.change {
        let freed = change
            .received()
            .map(|money| freed(money, change.number, context));
        return freed.into_iter().collect();
    }
    let Some(overdue) = wizard.review.as_ref().and_then(|review| review.replaces) else {
        return Vec::new();
    };
    let key = if wizard.asks_bank() {
        "replaces-overdue-card"
    } else {
        "replaces-overdue-transfer"
    };
    let number = [("order", Arg::Text(overdue.number.to_string()))];
    let mut blocks = vec![blocks::warning(context.i18n.tr(key, &number))];
    blocks.extend(
        overdue
            .received
            .map(|money| freed(money, overdue.number, context)),
    );
    blocks
}

fn freed(money: Money, order: OrderNumber, context: &Context) -> Block {
    let args = [
        ("money", Arg::Money(money)),
        ("order", Arg::Text(order.to_string())),
    ];
    blocks::warning(context.i18n.tr("change-money-freed", &args))
}

/// That an order took the place of another one, which nobody must pay any more.
pub(super) fn told(wizard: &Wizard, view: &OrderView, context: &Context) -> Option<Block> {
    let first = match &wizard.change {
        Some(change) => Some(change.first).filter(|first| *first != view.order.number),
        None => wizard.gave_way,
    };
    let number = [("order", Arg::Text(first?.to_string()))];
    Some(blocks::warning(context.i18n.tr("change-replaced", &number)))
}
