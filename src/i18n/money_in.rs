//! What came of money that was booked, in words: the same on the screen, line by line, and in a command.

use crate::domain::message::Arg;
use crate::domain::order::{Order, OrderState};
use crate::domain::receipt::{Receipt, Unallocated};

use super::I18n;

impl I18n {
    /// What a receipt did for the order that it was booked for or applied to, and what is left of it.
    pub fn money_in(&self, receipt: &Receipt, order: &Order) -> Vec<String> {
        let taken = receipt.allocated_to(order.id);
        if taken.minor == 0 {
            let args = [("money", Arg::Money(receipt.amount)), reason(receipt.waits)];
            return vec![self.tr("finance-booked-unallocated", &args)];
        }
        let mut args = vec![
            ("money", Arg::Money(taken)),
            ("order", Arg::Text(order.number.to_string())),
        ];
        let mut lines = Vec::new();
        if let OrderState::Paid { expires } = order.state {
            args.push(("day", Arg::Day(expires)));
            lines.push(self.tr("finance-booked-paid", &args));
        } else {
            args.push(("missing", Arg::Money(order.missing())));
            lines.push(self.tr("finance-booked-part", &args));
        }
        if receipt.waits.is_some() {
            let args = [("money", Arg::Money(receipt.rest())), reason(receipt.waits)];
            lines.push(self.tr("finance-booked-rest", &args));
        }
        lines
    }
}

fn reason(waits: Option<Unallocated>) -> (&'static str, Arg) {
    let key = waits.map(|reason| format!("receipt-{}", reason.code()));
    ("reason", key.map_or_else(|| Arg::Text(String::new()), Arg::Key))
}
