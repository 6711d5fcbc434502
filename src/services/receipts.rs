//! Booking money in: the exact amount with a value date up to the due day pays the order, even when it is booked
//! later; anything else is refused with the reason, or kept visible as unallocated money when Finance says so.

use crate::domain::audit::{AuditAction, Subject};
use crate::domain::date::Day;
use crate::domain::ids::{AccountId, ReceiptId};
use crate::domain::money::{Money, MoneyError};
use crate::domain::order::{Order, OrderNumber};
use crate::domain::payment::{Allocation, Receipt, Unallocated};
use crate::domain::text::clean_line;
use crate::domain::user::{Permission, User};
use crate::store::error::{Conflict, StoreError};
use crate::store::record::{Expect, Record, RecordRef, Stored};

use super::Services;
use super::context::Actor;
use super::error::ServiceError;
use super::orders::OrderView;

/// Longest payer's reference, UTF-8 bytes.
pub const PAYER_REFERENCE_LIMIT: usize = 140;

/// Money that came in, as Finance types it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MoneyIn {
    /// Made when the form opened: booking it twice is one receipt.
    pub id: ReceiptId,
    /// The order it is for.
    pub number: OrderNumber,
    /// Amount.
    pub amount: Money,
    /// When the bank credited it.
    pub value_date: Day,
    /// What the payer wrote, possibly empty.
    pub payer_reference: String,
}

/// A receipt that was booked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Booked {
    /// The receipt.
    pub receipt: Receipt,
    /// The order as it stands now.
    pub order: OrderView,
}

impl Services {
    /// Books money that pays its order, and activates the term. Refused with the reason when it does not pay it.
    pub async fn book_money(&self, actor: &Actor, money: &MoneyIn) -> Result<Booked, ServiceError> {
        self.book(actor, money, None).await
    }

    /// Books money that does not pay the order as unallocated, so that it stays visible until it is used or returned.
    pub async fn book_unallocated(&self, actor: &Actor, money: &MoneyIn) -> Result<Booked, ServiceError> {
        // Booking it decides, not the order alone: a subscription that can no longer be prolonged takes no money
        // either, and that money must not stay unbooked.
        match self.book(actor, money, None).await {
            Err(ServiceError::DoesNotPay { reason, .. }) => self.book(actor, money, Some(reason)).await,
            booked => booked,
        }
    }

    async fn book(
        &self,
        actor: &Actor,
        money: &MoneyIn,
        unallocated: Option<Unallocated>,
    ) -> Result<Booked, ServiceError> {
        for _ in 0..16 {
            // Asked before the order is looked for: whether one exists is only for those to know who may book. Staff
            // permissions do not depend on the account.
            let user = self
                .permitted(actor, Permission::BookMoney, AccountId::new(0))
                .await?;
            let order = self.load_order(money.number).await?;
            if money.amount.minor <= 0 {
                return Err(MoneyError::NotAnAmount.into());
            }
            if order.record.placed_by == user.record.id {
                return Err(ServiceError::OwnOrder);
            }
            if money.value_date > self.today() {
                return Err(ServiceError::ValueDateInFuture);
            }
            if let Some(receipt) = self.store.get::<Receipt>(money.id.to_bytes()).await? {
                if !is_of(&receipt.record, money, &order.record) {
                    return Err(taken(&receipt).into());
                }
                self.store.commit(self.batch(actor)).await?;
                return Ok(Booked {
                    receipt: receipt.record,
                    order: self.view(order.record).await?,
                });
            }
            match self.book_once(actor, &user, money, order, unallocated).await {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "booking again"),
                other => return other,
            }
        }
        Err(ServiceError::Interrupted)
    }

    async fn book_once(
        &self,
        actor: &Actor,
        user: &Stored<User>,
        money: &MoneyIn,
        order: Stored<Order>,
        unallocated: Option<Unallocated>,
    ) -> Result<Booked, ServiceError> {
        let reference = clean_line(&money.payer_reference, PAYER_REFERENCE_LIMIT)
            .map_err(|error| ServiceError::field("field-payer-reference", &error))?;
        let mut batch = self.batch(actor);
        batch.expect(user);
        let receipt = Receipt {
            id: money.id,
            account: Some(order.record.account),
            reference: if reference.is_empty() {
                money.number.to_string()
            } else {
                reference
            },
            value_date: money.value_date,
            amount: money.amount,
            booked_by: user.record.id,
            booked_at: batch.at,
            allocation: unallocated.map_or(Allocation::Order(order.record.id), Allocation::Unallocated),
        };
        let does_not_pay = |reason| ServiceError::DoesNotPay {
            reason,
            expected: order.record.quote.total,
            due: order.record.due(),
        };
        batch.put(&receipt, Expect::Absent)?;
        let subjects = vec![Subject::Receipt(receipt.id), Subject::Order(order.record.id)];
        Self::audit(
            &mut batch,
            actor,
            order.record.account,
            AuditAction::ReceiptBooked,
            subjects,
        );
        let mut paid = order.record.clone();
        if unallocated.is_some() {
            self.store.commit(batch).await?;
        } else {
            order
                .record
                .accepts(money.amount, money.value_date)
                .map_err(does_not_pay)?;
            paid.paid_by(&receipt);
            if !self.activate(&mut batch, &mut paid).await? {
                return Err(does_not_pay(Unallocated::NotAwaiting));
            }
            paid = self
                .commit_step(actor, batch, &order, paid, AuditAction::OrderPaid)
                .await?
                .record;
        }
        Ok(Booked {
            receipt,
            order: self.view(paid).await?,
        })
    }
}

/// Whether a receipt is what this money became.
fn is_of(receipt: &Receipt, money: &MoneyIn, order: &Order) -> bool {
    let of_order = match receipt.allocation {
        Allocation::Order(id) | Allocation::Returned(id, _) => id == order.id,
        Allocation::Unallocated(_) => receipt.account == Some(order.account),
    };
    of_order && (receipt.amount, receipt.value_date) == (money.amount, money.value_date)
}

/// Other money was booked under that id already: nobody may take it for this one.
fn taken(receipt: &Stored<Receipt>) -> StoreError {
    StoreError::Conflict(Conflict::Moved {
        record: RecordRef {
            kind: Receipt::KIND,
            id: receipt.record.id(),
        },
        found: Some(receipt.version),
        by: receipt.by,
    })
}
