//! Why money was not booked, applied or returned.

use crate::domain::date::Day;
use crate::domain::message::{Arg, Coded};
use crate::domain::money::Money;
use crate::domain::order::OrderNumber;
use crate::domain::receipt::Receipt;

/// Why money was not booked, applied or returned.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotBooked {
    /// The bank's reference was booked before: it is the same money.
    #[error("booked before: {} of {}, for order {}", .0.amount, .0.value_date, .0.number)]
    ReferenceUsed(Before),
    /// As much was booked for the same order and value date, and no reference of the bank tells the two apart.
    #[error("looks like what was booked: {} of {}, for order {}", .0.amount, .0.value_date, .0.number)]
    LooksBooked(Before),
    /// All of the receipt was used or went back.
    #[error("nothing is left of it")]
    NothingLeft,
    /// It is to have gone back before it came in.
    #[error("returned before it came in on {received}")]
    ReturnedBeforeReceived {
        /// Its value date.
        received: Day,
    },
    /// What was typed is no receipt's id.
    #[error("not the id of a receipt")]
    NotAReceipt,
}

/// Money that was booked before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Before {
    /// The order that it was booked for.
    pub number: OrderNumber,
    /// How much it was.
    pub amount: Money,
    /// Its value date.
    pub value_date: Day,
}

impl Before {
    pub(super) const fn of(booked: &Receipt) -> Self {
        Self {
            number: booked.sent_for,
            amount: booked.amount,
            value_date: booked.value_date,
        }
    }
}

impl Coded for NotBooked {
    fn code(&self) -> &'static str {
        match self {
            Self::ReferenceUsed(_) => "receipt-reference-used",
            Self::LooksBooked(_) => "receipt-looks-booked",
            Self::NothingLeft => "receipt-nothing-left",
            Self::ReturnedBeforeReceived { .. } => "receipt-returned-before-received",
            Self::NotAReceipt => "receipt-not-an-id",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::ReferenceUsed(before) | Self::LooksBooked(before) => vec![
                ("number", Arg::Text(before.number.to_string())),
                ("money", Arg::Money(before.amount)),
                ("day", Arg::Day(before.value_date)),
            ],
            Self::ReturnedBeforeReceived { received } => vec![("received", Arg::Day(*received))],
            Self::NothingLeft | Self::NotAReceipt => Vec::new(),
        }
    }
}
