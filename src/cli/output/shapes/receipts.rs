//! The shapes of money that came in.

use serde::Serialize;

use crate::domain::money::Money;
use crate::domain::receipt::{Receipt, Unallocated, Went};
use crate::services::receipts::{Applied, Booked, ReceiptView};

use super::{MoneyShape, OrderShape, day};

/// `orders book`.
#[derive(Serialize)]
pub struct BookedShape {
    id: String,
    amount: MoneyShape,
    value_date: String,
    reference: String,
    bank_reference: Option<String>,
    allocation: &'static str,
    reason: Option<&'static str>,
    allocated: MoneyShape,
    unallocated: MoneyShape,
    order: OrderShape,
}

impl From<&Booked> for BookedShape {
    fn from(booked: &Booked) -> Self {
        let receipt = &booked.receipt;
        let is_back = receipt.returned().minor > 0;
        Self {
            id: receipt.id.to_string(),
            amount: receipt.amount.into(),
            value_date: day(receipt.value_date),
            reference: if receipt.payer_reference.is_empty() {
                receipt.sent_for.to_string()
            } else {
                receipt.payer_reference.clone()
            },
            bank_reference: bank_reference(receipt),
            allocation: match receipt.allocated().minor {
                1.. => "order",
                _ if is_back => "returned",
                _ => "unallocated",
            },
            reason: receipt.waits.map(Unallocated::code),
            allocated: receipt.allocated().into(),
            unallocated: receipt.rest().into(),
            order: OrderShape::from(&booked.order),
        }
    }
}

/// `receipts list`.
#[derive(Serialize)]
pub struct ReceiptsShape {
    /// The receipts.
    pub receipts: Vec<ReceiptShape>,
    /// Whether there are more than were asked for.
    pub more: bool,
}

/// One receipt.
#[derive(Serialize)]
pub struct ReceiptShape {
    id: String,
    sent_for: String,
    company: String,
    amount: MoneyShape,
    value_date: String,
    payer_reference: String,
    bank_reference: Option<String>,
    booked_by: String,
    booked_on: String,
    allocated: MoneyShape,
    returned: MoneyShape,
    unallocated: MoneyShape,
    reason: Option<&'static str>,
    parts: Vec<PartShape>,
}

#[derive(Serialize)]
struct PartShape {
    amount: MoneyShape,
    order: Option<String>,
    returned_on: Option<String>,
}

impl From<&ReceiptView> for ReceiptShape {
    fn from(view: &ReceiptView) -> Self {
        let receipt = &view.receipt;
        let parts = receipt.parts.iter().zip(&view.orders);
        Self {
            id: receipt.id.to_string(),
            sent_for: receipt.sent_for.to_string(),
            company: view.company.clone(),
            amount: receipt.amount.into(),
            value_date: day(receipt.value_date),
            payer_reference: receipt.payer_reference.clone(),
            bank_reference: bank_reference(receipt),
            booked_by: view.booked_by.clone(),
            booked_on: day(receipt.booked_at.day()),
            allocated: receipt.allocated().into(),
            returned: receipt.returned().into(),
            unallocated: receipt.rest().into(),
            reason: receipt.waits.map(Unallocated::code),
            parts: parts
                .map(|(part, order)| PartShape {
                    amount: Money::new(part.minor, receipt.amount.currency).into(),
                    order: order.map(|number| number.to_string()),
                    returned_on: match part.went {
                        Went::Back { on, .. } => Some(day(on)),
                        Went::To(_) => None,
                    },
                })
                .collect(),
        }
    }
}

/// `receipts apply`.
#[derive(Serialize)]
pub struct AppliedShape {
    applied: MoneyShape,
    receipt: ReceiptShape,
    order: OrderShape,
}

impl From<&Applied> for AppliedShape {
    fn from(applied: &Applied) -> Self {
        Self {
            applied: applied.taken.into(),
            receipt: ReceiptShape::from(&applied.receipt),
            order: OrderShape::from(&applied.order),
        }
    }
}

/// `receipts return`.
#[derive(Serialize)]
pub struct ReturnedShape {
    returned: MoneyShape,
    receipt: ReceiptShape,
}

impl From<&(Money, ReceiptView)> for ReturnedShape {
    fn from((returned, receipt): &(Money, ReceiptView)) -> Self {
        Self {
            returned: (*returned).into(),
            receipt: ReceiptShape::from(receipt),
        }
    }
}

fn bank_reference(receipt: &Receipt) -> Option<String> {
    let entry = receipt.entry.as_ref();
    entry.map(|entry| entry.reference.as_str().to_owned())
}
