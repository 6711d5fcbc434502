//! Money that came in against the order that it says it paid.
//!
//! No index lists the receipts that were used, so they are found by the audit log, which tells of each booking.

use crate::domain::audit::{AuditAction, Chain, Subject};
use crate::domain::ids::{AccountId, ReceiptId};
use crate::domain::order::{Order, OrderState};
use crate::domain::partner::Account;
use crate::domain::payment::{Allocation, Receipt};
use crate::services::error::ServiceError;
use crate::store::records::index;

use super::{Holding, Mismatch, OrderFault, PORTION, Pages, ReceiptFault};

impl Holding<'_> {
    pub(super) async fn hold_receipts(&mut self) -> Result<(), ServiceError> {
        let mut pages = Pages::of(index::ACCOUNTS_BY_NAME);
        while let Some(accounts) = self.next::<Account>(&mut pages).await? {
            for account in accounts {
                self.hold_receipts_of(account.id).await?;
            }
        }
        Ok(())
    }

    async fn hold_receipts_of(&mut self, account: AccountId) -> Result<(), ServiceError> {
        let (chain, mut after) = (Chain::Account(account), 0);
        loop {
            let engine = self.store.engine();
            let entries = engine.audit(chain, after, PORTION).await?;
            let Some(last) = entries.last() else {
                return Ok(());
            };
            after = last.sequence;
            self.others_turn(entries.len()).await;
            for entry in entries.into_iter().map(|audited| audited.entry) {
                if entry.action != AuditAction::ReceiptBooked {
                    continue;
                }
                for subject in entry.subjects {
                    if let Subject::Receipt(id) = subject {
                        self.hold_used(id).await?;
                    }
                }
            }
        }
    }

    async fn hold_used(&mut self, id: ReceiptId) -> Result<(), ServiceError> {
        let Some(receipt) = self.get::<Receipt>(id.to_bytes()).await? else {
            return Ok(());
        };
        self.tell(
            receipt.amount.minor <= 0 || receipt.value_date > receipt.booked_at.day(),
            Mismatch::Receipt(id, ReceiptFault::Booking),
        );
        let order = match receipt.allocation {
            Allocation::Order(order) | Allocation::Returned(order, _) => order,
            Allocation::Unallocated(_) => return Ok(()),
        };
        let Some(order) = self.get::<Order>(order.to_bytes()).await? else {
            return Ok(());
        };
        if order.receipt() == Some(id) {
            return Ok(());
        }
        let has_money = matches!(
            order.state,
            OrderState::Paid { .. } | OrderState::Refunding | OrderState::Refunded
        );
        if !has_money || order.due().is_none() {
            self.found
                .add(Mismatch::Order(order.number, OrderFault::ReceiptUnknown));
            return Ok(());
        }
        let other = match order.receipt() {
            Some(other) => self.get::<Receipt>(other.to_bytes()).await?,
            None => None,
        };
        // Where the order's own receipt is not its own, that was told with the order.
        let is_paid_twice = other.is_some_and(|other| match other.allocation {
            Allocation::Order(of) | Allocation::Returned(of, _) => of == order.id,
            Allocation::Unallocated(_) => false,
        });
        self.tell(
            is_paid_twice,
            Mismatch::Order(order.number, OrderFault::TwoReceipts),
        );
        Ok(())
    }
}
