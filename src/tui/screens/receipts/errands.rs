//! What is decided about unallocated money: applying it to an order, and saying that it was sent back.

use crate::domain::date::Day;
use crate::domain::message::Arg;
use crate::domain::order::OrderNumber;
use crate::services::error::{ServiceError, Thing};
use crate::services::orders::OrderView;
use crate::services::receipts::{NotBooked, ReceiptView, ReturnRest};
use crate::tui::ask::Request;
use crate::tui::form::Form;
use crate::tui::layer::Context;
use crate::tui::places::Place;
use crate::tui::screens::errand::{Errand, told_of};
use crate::tui::screens::money_fields::{self, DAY, NUMBER};

use super::asks::{ApplyReceipt, ReturnReceipt};

/// Applying what is left of a receipt to an order.
#[derive(Debug)]
pub(super) struct Applying(pub ReceiptView);

/// Marking what is left of a receipt as sent back.
#[derive(Debug)]
pub(super) struct Returning(pub ReceiptView);

impl Errand for Applying {
    type Of = ReceiptView;
    type Values = OrderNumber;

    fn record(&self) -> &ReceiptView {
        &self.0
    }

    fn title(&self, context: &Context) -> String {
        Place::Money.title_of("action-apply-receipt", context)
    }

    fn form(&self, _context: &Context) -> Option<Form> {
        let number = money_fields::number("").note("receipt-apply-note");
        Some(Form::new(vec![number], "action-apply-receipt"))
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
        let [number, buyer, total] = told_of(*number, order);
        let args = [
            ("money", Arg::Money(self.0.receipt.rest())),
            ("company", Arg::Text(self.0.company.clone())),
            number,
            buyer,
            total,
        ];
        (
            context.i18n.t("receipt-apply-title"),
            context.i18n.tr("receipt-apply-question", &args),
            "action-apply-receipt",
        )
    }

    fn ask(&self, number: OrderNumber) -> Request {
        ApplyReceipt(self.0.receipt.id, number).into()
    }

    fn field_of(&self, error: &ServiceError) -> Option<&'static str> {
        let is_of_order = matches!(
            error,
            ServiceError::OwnOrder
                | ServiceError::DoesNotPay { .. }
                | ServiceError::NotFound {
                    thing: Thing::Order,
                    ..
                }
        );
        is_of_order.then_some(NUMBER)
    }
}

impl Errand for Returning {
    type Of = ReceiptView;
    type Values = Day;

    fn record(&self) -> &ReceiptView {
        &self.0
    }

    fn title(&self, context: &Context) -> String {
        Place::Money.title_of("action-return-rest", context)
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
        let receipt = &self.0.receipt;
        let args = [
            ("money", Arg::Money(receipt.rest())),
            ("company", Arg::Text(self.0.company.clone())),
            ("order", Arg::Text(receipt.sent_for.to_string())),
            ("day", Arg::Day(*day)),
        ];
        (
            context.i18n.t("finance-return-title"),
            context.i18n.tr("finance-return-question", &args),
            "button-returned",
        )
    }

    fn ask(&self, value_date: Day) -> Request {
        let receipt = self.0.receipt.id;
        ReturnReceipt(ReturnRest { receipt, value_date }).into()
    }

    fn field_of(&self, error: &ServiceError) -> Option<&'static str> {
        let is_of_day = matches!(
            error,
            ServiceError::ValueDateInFuture | ServiceError::Receipt(NotBooked::ReturnedBeforeReceived { .. })
        );
        is_of_day.then_some(DAY)
    }
}
