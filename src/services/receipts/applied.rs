//! What becomes of unallocated money: it is applied to an order, or goes back to the payer.

use crate::domain::audit::{AuditAction, Subject};
use crate::domain::date::Day;
use crate::domain::ids::ReceiptId;
use crate::domain::money::Money;
use crate::domain::order::{Order, OrderNumber};
use crate::domain::receipt::Receipt;
use crate::domain::user::{Permission, User};
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::{ServiceError, Thing};
use crate::services::orders::OrderView;
use crate::store::record::{Expect, Stored};
use crate::store::records::claim;

use super::{NotBooked, ReceiptView};

/// Money that was applied to an order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Applied {
    /// How much of it the order took.
    pub taken: Money,
    /// The receipt as it stands now.
    pub receipt: ReceiptView,
    /// The order as it stands now.
    pub order: OrderView,
}

/// Unallocated money that was sent back, as Finance says it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReturnRest {
    /// The receipt.
    pub receipt: ReceiptId,
    /// The day on which the bank sent it.
    pub value_date: Day,
}

impl Services {
    /// Applies what is left of a receipt to an order that waits for money, as far as it asks for so much. Its value
    /// date counts, not the day on which it is applied.
    pub async fn apply_receipt(
        &self,
        actor: &Actor,
        id: ReceiptId,
        number: OrderNumber,
    ) -> Result<Applied, ServiceError> {
        for _ in 0..16 {
            let (user, found) = self.unallocated(actor, id).await?;
            let order = self.load_order(number).await?;
            if order.record.is_own(user.record.id) {
                return Err(ServiceError::OwnOrder);
            }
            let mut batch = self.batch(actor);
            batch.expect(&user);
            let (mut receipt, mut taking) = (found.record.clone(), order.record.clone());
            self.allocate(&mut batch, actor, &order, &mut receipt, &mut taking)
                .await?;
            batch.put(&receipt, Expect::Version(found.version))?;
            let subjects = vec![Subject::Receipt(id), Subject::Order(taking.id)];
            let action = AuditAction::ReceiptApplied;
            if receipt.account != taking.account {
                Self::audit(&mut batch, actor, receipt.account, action, subjects.clone());
            }
            Self::audit(&mut batch, actor, taking.account, action, subjects);
            match self.store.commit(batch).await.map_err(ServiceError::from) {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "applying again"),
                Err(error) => return Err(error),
                Ok(_) => {
                    let taken = found.record.rest().minor - receipt.rest().minor;
                    return Ok(Applied {
                        taken: Money::new(taken, receipt.amount.currency),
                        receipt: self.receipt_view(receipt).await?,
                        order: self.view(taking).await?,
                    });
                }
            }
        }
        Err(ServiceError::Interrupted)
    }

    /// Marks what is left of a receipt as sent back to the payer; the answer is how much that was.
    pub async fn return_rest(
        &self,
        actor: &Actor,
        back: ReturnRest,
    ) -> Result<(Money, ReceiptView), ServiceError> {
        for _ in 0..16 {
            let (user, found) = self.unallocated(actor, back.receipt).await?;
            super::value_date(back.value_date, self.today())?;
            let received = found.record.value_date;
            if back.value_date < received {
                return Err(NotBooked::ReturnedBeforeReceived { received }.into());
            }
            let mut batch = self.batch(actor);
            batch.expect(&user);
            let mut receipt = found.record.clone();
            let rest = receipt.rest();
            receipt.send_back_rest(back.value_date);
            batch.put(&receipt, Expect::Version(found.version))?;
            let subjects = vec![Subject::Receipt(receipt.id)];
            let action = AuditAction::ReceiptReturned;
            Self::audit(&mut batch, actor, receipt.account, action, subjects);
            match self.store.commit(batch).await.map_err(ServiceError::from) {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "returning again"),
                Err(error) => return Err(error),
                Ok(_) => return Ok((rest, self.receipt_view(receipt).await?)),
            }
        }
        Err(ServiceError::Interrupted)
    }

    /// A receipt of which something is left, for who may decide about it: not for whoever placed the order that it was
    /// sent for.
    async fn unallocated(
        &self,
        actor: &Actor,
        id: ReceiptId,
    ) -> Result<(Stored<User>, Stored<Receipt>), ServiceError> {
        let user = self.permitted_staff(actor, Permission::BookMoney).await?;
        let receipt = self.store.get::<Receipt>(id.to_bytes()).await?;
        let receipt = receipt.ok_or_else(|| ServiceError::not_found(Thing::Receipt, id.to_string()))?;
        let sent_for = claim::order_number(receipt.record.sent_for);
        let sent_for = self.store.held_by::<Order>(sent_for).await?;
        if sent_for.is_some_and(|order| order.record.is_own(user.record.id)) {
            return Err(ServiceError::OwnOrder);
        }
        if receipt.record.rest().minor <= 0 {
            return Err(NotBooked::NothingLeft.into());
        }
        Ok((user, receipt))
    }
}
