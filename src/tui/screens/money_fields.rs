//! Fields that several forms about money have: the number of an order, and the day on which a bank moved money.

use crate::domain::date::Day;
use crate::domain::order::OrderNumber;
use crate::services::receipts::value_date;
use crate::tui::form::{Field, Form, Refusal};
use crate::tui::layer::Context;

/// How the fields are called.
pub(super) const NUMBER: &str = "number";
pub(super) const DAY: &str = "day";
/// Longest number and day that can be typed, bytes.
pub(super) const SHORT: usize = 40;
/// Columns of a number and of a day.
const NUMBER_COLUMNS: u16 = 12;
const DAY_COLUMNS: u16 = 10;

/// The number of an order.
pub(super) fn number(text: &str) -> Field {
    let field = Field::text(NUMBER, "label-receipt-order", SHORT, text);
    field.example("OD-1234-5678").holding(NUMBER_COLUMNS)
}

/// A value date, which begins with today.
pub(super) fn day(context: &Context) -> Field {
    let today = context.today.to_string();
    Field::text(DAY, "label-receipt-value-date", SHORT, &today).holding(DAY_COLUMNS)
}

/// The number that was typed; what is wrong with it is refused at the field.
pub(super) fn read_number(form: &mut Form) -> Option<OrderNumber> {
    let number = form.text(NUMBER).trim().parse::<OrderNumber>();
    let refused = number.map_err(|error| form.refuse(NUMBER, Refusal::of(&error)));
    refused.ok()
}

/// The day that was typed; what is wrong with it is refused at the field.
pub(super) fn read_day(form: &mut Form, context: &Context) -> Option<Day> {
    let day = form.text(DAY).trim().parse::<Day>();
    let day = day.map_err(|error| Refusal::of(&error));
    let day = day.and_then(|day| value_date(day, context.today).map_err(|error| Refusal::of(&error)));
    day.map_err(|refusal| form.refuse(DAY, refusal)).ok()
}
