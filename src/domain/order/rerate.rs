//! What becomes of an order whose buyer's VAT ID was not the company's: the one exception to "fixed when placed".
//!
//! What waits for its money, or may be tried again, asks for the tax that is due after all; what was received stays, and
//! both totals are shown. Where less is due than came in, it is paid by that, and the rest waits. Of what was paid or is being charged only a correction can be written, and Finance has a list of those.

use serde::{Deserialize, Serialize};

use super::{Order, OrderState, Payment};
use crate::domain::date::Day;
use crate::domain::ids::ReceiptId;
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
    /// The last day on which it may have been billed anew: trying again and changing the way of payment keep the day of
    /// placing.
    pub fn billed_until(&self) -> Day {
        let began = self.attempt().map_or(self.placed_at, |attempt| attempt.began);
        self.placed_at.max(self.since).max(began).day()
    }

    /// Gives up what it has more than it asks for by now, the latest money first, so that the value date which completes
    /// it is the last one that it keeps. The answer is how much of which receipt.
    pub fn release_surplus(&mut self) -> Vec<(ReceiptId, i64)> {
        let mut surplus = self.missing().minor.saturating_neg();
        let mut released = Vec::new();
        let Payment::Transfer { received, .. } = &mut self.payment else {
            return released;
        };
        while surplus > 0
            && let Some(latest) = received.iter_mut().max_by_key(|money| money.value_date)
        {
            let minor = latest.minor.min(surplus);
            latest.minor -= minor;
            surplus -= minor;
            released.push((latest.receipt, minor));
            received.retain(|money| money.minor > 0);
        }
        released
    }

    /// Takes the VAT ID that counts, and the price with the tax that is due with it. Whether that changed anything.
    pub fn rerate(&mut self, vat_id: Option<String>, due: Quote, on: Day) -> bool {
        match self.state {
            // What nothing was charged for is tried again, or changed to a transfer, at the price that it has.
            OrderState::AwaitingPayment | OrderState::Declined(_) | OrderState::Voided => {
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
            // No correction is needed, but what may still be tried again must not name a VAT ID that does not count.
            OrderState::Charging | OrderState::Unknown if due == self.quote => {
                let before = std::mem::replace(&mut self.bill_to.vat_id, vat_id);
                before != self.bill_to.vat_id
            }
            OrderState::Paid { .. } | OrderState::Charging | OrderState::Unknown => {
                let is_known = matches!(self.rerated, Some(Rerated::ToCorrect { .. }));
                if is_known || due == self.quote {
                    return false;
                }
                self.rerated = Some(Rerated::ToCorrect { due, on });
                true
            }
            OrderState::Cancelled
            | OrderState::Refunding
            | OrderState::Refunded
            | OrderState::RefundRefused => false,
        }
    }

    /// What should be paid for what was not charged after all.
    pub const fn due_after_all(&self) -> Option<&Quote> {
        match (&self.rerated, self.state.may_retry()) {
            (Some(Rerated::ToCorrect { due, .. }), true) => Some(due),
            _ => None,
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
