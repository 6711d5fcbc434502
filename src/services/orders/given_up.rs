//! Giving an order up: nothing was charged, and the money that it has by transfer is free again in the same batch.

use crate::domain::audit::{AuditAction, Subject};
use crate::domain::order::{Order, OrderNumber, OrderState};
use crate::domain::receipt::Receipt;
use crate::domain::user::{Denied, Permission, User};
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::{ServiceError, Thing, Unavailable};
use crate::services::people::hidden;
use crate::services::requests::Access;
use crate::store::record::{Batch, Expect, Stored};

use super::OrderView;

impl Services {
    /// Gives an order up by its number: one that waits for a transfer, or on which nothing was charged. Whoever may
    /// order for the account may do it; Finance may, once the transfer is overdue, so that money that came in part does
    /// not stay with an order that nobody will complete.
    pub async fn give_up(&self, actor: &Actor, number: OrderNumber) -> Result<OrderView, ServiceError> {
        let id = self.to_be_given_up(actor, number).await?.record.id;
        let _turn = self.dependencies.in_flight.take(id).await;
        for _ in 0..16 {
            let order = self.to_be_given_up(actor, number).await?;
            let mut batch = self.batch(actor);
            let given_up = self.put_given_up(&mut batch, actor, &order).await?;
            match self.store.commit(batch).await.map_err(ServiceError::from) {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "giving up again"),
                Err(error) => return Err(error),
                Ok(_) => return self.view(given_up).await,
            }
        }
        Err(ServiceError::Interrupted)
    }

    /// Whether a person may give an order up as it stands: who may not is told that, whatever else stands in the way.
    pub(in crate::services) async fn may_give_up(
        &self,
        user: &User,
        order: &Order,
    ) -> Result<Access, ServiceError> {
        if !order.state.is_settling() && !order.state.leads_to(OrderState::Cancelled) {
            return Ok(Access::Hidden);
        }
        let permission = self.permission_to_give_up(order);
        match user.may(permission, order.account) {
            Ok(()) if order.state.is_settling() => Ok(Access::Closed(Box::new(self.settling(order).await?))),
            Ok(()) => Ok(Access::Open),
            Err(Denied::Role { needs }) => {
                let who = self.who_may(permission, order.account).await?;
                Ok(Access::Closed(Box::new(Unavailable::Role { needs, who })))
            }
            Err(_) => Ok(Access::Hidden),
        }
    }

    /// Finance may give up what is overdue.
    fn permission_to_give_up(&self, order: &Order) -> Permission {
        if order.is_expired(self.today()) {
            Permission::GiveUpOverdue
        } else {
            Permission::PlaceOrder
        }
    }

    /// The order, if the person may give it up as it stands.
    async fn to_be_given_up(
        &self,
        actor: &Actor,
        number: OrderNumber,
    ) -> Result<Stored<Order>, ServiceError> {
        let user = self.acting(actor).await?.record;
        let order = self.load_order(number).await?;
        let account = order.record.account;
        let seen = user
            .may(Permission::ViewAccount, account)
            .map_err(ServiceError::from);
        hidden(seen, Thing::Order, &number.to_string())?;
        user.may(self.permission_to_give_up(&order.record), account)?;
        if order.record.state.is_settling() {
            return Err(self.settling(&order.record).await?.into());
        }
        Ok(order)
    }

    /// What to say while money may be moving.
    pub(super) async fn settling(&self, order: &Order) -> Result<Unavailable, ServiceError> {
        Ok(Unavailable::Settling {
            number: order.number.to_string(),
            by: self.name_of(order.placed_by).await?,
            on: order.placed_at.day(),
        })
    }

    /// Puts an order that is given up into a batch, and the receipts that it frees.
    pub(in crate::services) async fn put_given_up(
        &self,
        batch: &mut Batch,
        actor: &Actor,
        order: &Stored<Order>,
    ) -> Result<Order, ServiceError> {
        let mut given_up = order.record.clone();
        let freed = given_up.cancel(batch.at)?;
        batch.put(&given_up, Expect::Version(order.version))?;
        let mut subjects = vec![Subject::Order(given_up.id)];
        for id in freed {
            let found = self.store.get::<Receipt>(id.to_bytes()).await?;
            let found = found.ok_or_else(|| ServiceError::not_found(Thing::Receipt, id.to_string()))?;
            let mut receipt = found.record;
            receipt.free(given_up.id);
            batch.put(&receipt, Expect::Version(found.version))?;
            subjects.push(Subject::Receipt(id));
        }
        let action = AuditAction::OrderCancelled;
        Self::audit(batch, actor, given_up.account, action, subjects);
        Ok(given_up)
    }
}
