//! What is decided about unallocated money: applying it to an order, and saying that it was sent back.

use crate::domain::date::Day;
use crate::domain::message::Arg;
use crate::domain::order::OrderNumber;
use crate::services::error::{ServiceError, Thing};
use crate::services::receipts::{NotBooked, ReceiptView, ReturnRest, value_date};
use crate::tui::ask::Request;
use crate::tui::form::{Field, Form, Refusal};
use crate::tui::layer::Context;
use crate::tui::page::Block;
use crate::tui::places::Place;
use crate::tui::screens::errand::Errand;
use crate::tui::screens::register::Entry;

use super::asks::{ApplyReceipt, ReturnReceipt};

/// How the fields are called.
const NUMBER: &str = "number";
const DAY: &str = "day";
/// Longest number and day that can be typed, bytes.
const SHORT: usize = 40;

/// Applying what is left of a receipt to an order.
#[derive(Debug)]
pub(super) struct Applying(pub ReceiptView);

/// Marking what is left of a receipt as sent back.
#[derive(Debug)]
pub(super) struct Returning(pub ReceiptView);

impl Errand for Applying {
    type Values = OrderNumber;

    fn title(&self, context: &Context) -> String {
        Place::Money.title_of("action-apply-receipt", context)
    }

    fn told(&self, context: &Context) -> Vec<Block> {
        self.0.about(context)
    }

    fn form(&self, _context: &Context) -> Option<Form> {
        let number = Field::text(NUMBER, "label-receipt-order", SHORT, "").example("OD-1234-5678");
        Some(Form::new(
            vec![number.note("receipt-apply-note")],
            "action-apply-receipt",
        ))
    }

    fn read(&self, form: Option<&mut Form>, _context: &Context) -> Option<OrderNumber> {
        let form = form?;
        let number = form.text(NUMBER).trim().parse::<OrderNumber>();
        number
            .map_err(|error| form.refuse(NUMBER, Refusal::of(&error)))
            .ok()
    }

    fn question(&self, number: &OrderNumber, context: &Context) -> (String, String, &'static str) {
        let args = [
            ("money", Arg::Money(self.0.receipt.rest())),
            ("company", Arg::Text(self.0.company.clone())),
            ("order", Arg::Text(number.to_string())),
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

    fn place(&self) -> Option<Place> {
        Some(Place::Money)
    }
}

impl Errand for Returning {
    type Values = Day;

    fn title(&self, context: &Context) -> String {
        Place::Money.title_of("action-return-rest", context)
    }

    fn told(&self, context: &Context) -> Vec<Block> {
        self.0.about(context)
    }

    fn form(&self, context: &Context) -> Option<Form> {
        let today = context.today.to_string();
        let day = Field::text(DAY, "label-receipt-value-date", SHORT, &today);
        Some(Form::new(
            vec![day.note("finance-return-note")],
            "button-returned",
        ))
    }

    fn read(&self, form: Option<&mut Form>, context: &Context) -> Option<Day> {
        let form = form?;
        let day = form.text(DAY).trim().parse::<Day>();
        let day = day.map_err(|error| Refusal::of(&error));
        let day = day.and_then(|day| value_date(day, context.today).map_err(|error| Refusal::of(&error)));
        day.map_err(|refusal| form.refuse(DAY, refusal)).ok()
    }

    fn question(&self, day: &Day, context: &Context) -> (String, String, &'static str) {
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

    fn place(&self) -> Option<Place> {
        Some(Place::Money)
    }
}
