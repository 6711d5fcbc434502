//! What is decided about a charge that no order counts: a refund, that the money was sent back in another way, or the order
//! that it pays.

use crate::domain::date::Day;
use crate::domain::message::Arg;
use crate::domain::order::OrderNumber;
use crate::services::error::{ServiceError, Thing};
use crate::services::orders::OrderView;
use crate::services::payments::{OrphanView, PaymentRefusal};
use crate::tui::ask::Request;
use crate::tui::form::Form;
use crate::tui::layer::Context;
use crate::tui::places::Place;
use crate::tui::screens::errand::{Errand, told_of};
use crate::tui::screens::money_fields::{self, DAY, NUMBER};
use crate::tui::screens::summary;

use super::asks::DecideCharge;

/// The money goes back to the card.
#[derive(Debug)]
pub(super) struct Refunding(pub OrphanView);

/// The money was sent back in another way.
#[derive(Debug)]
pub(super) struct Returning(pub OrphanView);

/// The charge pays an order.
#[derive(Debug)]
pub(super) struct Attaching(pub OrphanView);

/// What a question says of the charge.
fn charge(view: &OrphanView, context: &Context) -> [(&'static str, Arg); 2] {
    let card = summary::card_name(context, &view.orphan.card);
    [
        ("money", Arg::Money(view.orphan.amount)),
        ("card", Arg::Text(card)),
    ]
}

impl Errand for Refunding {
    type Of = OrphanView;
    type Values = ();

    fn record(&self) -> &OrphanView {
        &self.0
    }

    fn title(&self, context: &Context) -> String {
        Place::Money.title_of("action-refund-charge", context)
    }

    fn form(&self, _context: &Context) -> Option<Form> {
        None
    }

    fn read(&self, _form: Option<&mut Form>, _context: &Context) -> Option<()> {
        Some(())
    }

    fn question(
        &self,
        (): &(),
        _order: Option<&OrderView>,
        context: &Context,
    ) -> (String, String, &'static str) {
        let text = context
            .i18n
            .tr("charge-refund-question", &charge(&self.0, context));
        (
            context.i18n.t("charge-refund-title"),
            text,
            "action-refund-charge",
        )
    }

    fn ask(&self, (): ()) -> Request {
        DecideCharge::Refund(self.0.orphan.reference.clone()).into()
    }
}

impl Errand for Returning {
    type Of = OrphanView;
    type Values = Day;

    fn record(&self) -> &OrphanView {
        &self.0
    }

    fn title(&self, context: &Context) -> String {
        Place::Money.title_of("action-return-charge", context)
    }

    fn form(&self, context: &Context) -> Option<Form> {
        let day = money_fields::day(context).note("finance-return-note");
        Some(Form::new(vec![day], "button-returned"))
    }

    fn read(&self, form: Option<&mut Form>, context: &Context) -> Option<Day> {
        money_fields::read_day(form?, context)
    }

    fn question(
        &self,
        day: &Day,
        _order: Option<&OrderView>,
        context: &Context,
    ) -> (String, String, &'static str) {
        let [money, card] = charge(&self.0, context);
        let args = [money, card, ("day", Arg::Day(*day))];
        (
            context.i18n.t("finance-return-title"),
            context.i18n.tr("charge-return-question", &args),
            "button-returned",
        )
    }

    fn ask(&self, day: Day) -> Request {
        DecideCharge::Return(self.0.orphan.reference.clone(), day).into()
    }

    fn field_of(&self, error: &ServiceError) -> Option<&'static str> {
        let is_of_day = matches!(
            error,
            ServiceError::ValueDateInFuture | ServiceError::ReturnedTooEarly { .. }
        );
        is_of_day.then_some(DAY)
    }
}

impl Errand for Attaching {
    type Of = OrphanView;
    type Values = OrderNumber;

    fn record(&self) -> &OrphanView {
        &self.0
    }

    fn title(&self, context: &Context) -> String {
        Place::Money.title_of("action-attach-charge", context)
    }

    /// It begins with the order that the charge was asked for, which may be what it is to pay.
    fn form(&self, _context: &Context) -> Option<Form> {
        let asked_for = self.0.asked_for.map(|number| number.to_string());
        let number = asked_for.unwrap_or_default();
        let number = money_fields::number(&number).note("charge-attach-note");
        Some(Form::new(vec![number], "action-attach-charge"))
    }

    fn read(&self, form: Option<&mut Form>, _context: &Context) -> Option<OrderNumber> {
        money_fields::read_number(form?)
    }

    fn order_of(&self, number: &OrderNumber) -> Option<OrderNumber> {
        Some(*number)
    }

    fn question(
        &self,
        number: &OrderNumber,
        order: Option<&OrderView>,
        context: &Context,
    ) -> (String, String, &'static str) {
        let [money, card] = charge(&self.0, context);
        let [number, buyer, total] = told_of(*number, order);
        let args = [money, card, number, buyer, total];
        (
            context.i18n.t("charge-attach-title"),
            context.i18n.tr("charge-attach-question", &args),
            "action-attach-charge",
        )
    }

    fn ask(&self, number: OrderNumber) -> Request {
        DecideCharge::Attach(self.0.orphan.reference.clone(), number).into()
    }

    fn field_of(&self, error: &ServiceError) -> Option<&'static str> {
        let is_of_order = matches!(
            error,
            ServiceError::Payment(
                PaymentRefusal::OwnOrder
                    | PaymentRefusal::NotUnpaid
                    | PaymentRefusal::OtherTotal { .. }
                    | PaymentRefusal::NotActivated
            ) | ServiceError::NotFound {
                thing: Thing::Order,
                ..
            }
        );
        is_of_order.then_some(NUMBER)
    }
}
