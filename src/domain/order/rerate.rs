//! What becomes of an order whose buyer's VAT ID was not the company's: the one exception to "fixed when placed".
//!
//! A transfer that waits for its money asks for the tax that is due after all; what was received stays, and both totals
//! are shown. Of what was paid or is being charged only a correction can be written, and Finance has a list of those.

use serde::{Deserialize, Serialize};

use super::{Order, OrderState};
use crate::domain::date::Day;
use crate::domain::offer::Quote;

/// What a VAT ID that does not count changed.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Rerated {
    /// Price and tax of the order are others since that day.
    Awaited {
        /// What was agreed when it was placed.
        former: Quote,
        /// When it was changed.
        on: Day,
    },
    /// What was paid needs a correction.
    ToCorrect {
        /// What should have been paid.
        due: Quote,
        /// Since when that is known.
        on: Day,
    },
}

impl Order {
    /// Whether it was billed with a VAT ID other than these.
    pub fn relies_on_other_vat_id(&self, counting: [Option<&str>; 2]) -> bool {
        let billed = self.bill_to.vat_id.as_deref();
        billed.is_some() && counting.iter().all(|counts| *counts != billed)
    }

    /// Takes the VAT ID that counts, and the price with the tax that is due with it. Whether that changed anything.
    pub fn rerate(&mut self, vat_id: Option<String>, due: Quote, on: Day) -> bool {
        match self.state {
            OrderState::AwaitingPayment => {
                let before = std::mem::replace(&mut self.quote, due);
                self.bill_to.vat_id = vat_id;
                if before != self.quote {
                    let former = match self.rerated.take() {
                        Some(Rerated::Awaited { former, .. }) => former,
                        Some(Rerated::ToCorrect { .. }) | None => before,
                    };
                    self.rerated = Some(Rerated::Awaited { former, on });
                }
                true
            }
            OrderState::Paid { .. } | OrderState::Charging | OrderState::Unknown => {
                let is_known = matches!(self.rerated, Some(Rerated::ToCorrect { .. }));
                if is_known || due == self.quote {
                    return false;
                }
                self.rerated = Some(Rerated::ToCorrect { due, on });
                true
            }
            OrderState::Declined(_)
            | OrderState::Voided
            | OrderState::Cancelled
            | OrderState::Refunding
            | OrderState::Refunded
            | OrderState::RefundRefused => false,
        }
    }

    /// What was agreed when it was placed, where it is another price now.
    pub const fn former_quote(&self) -> Option<&Quote> {
        match &self.rerated {
            Some(Rerated::Awaited { former, .. }) => Some(former),
            Some(Rerated::ToCorrect { .. }) | None => None,
        }
    }

    /// What should have been paid, and since when that is known, where it was paid otherwise.
    pub const fn to_correct(&self) -> Option<(&Quote, Day)> {
        match (&self.rerated, self.state) {
            (Some(Rerated::ToCorrect { due, on }), OrderState::Paid { .. }) => Some((due, *on)),
            _ => None,
        }
    }
}
