//! Settling by hand what the network does not know: Finance says whether the money moved, and how they know.
//!
//! The network is asked once more before it counts. Should it charge the attempt later all the same, that charge is one
//! that no order counts.

use crate::domain::audit::{AuditAction, Subject};
use crate::domain::order::{ByHand, OrderNumber};
use crate::domain::text::Body;
use crate::domain::user::Permission;
use crate::payments::gateway::{GatewayError, PaymentReference};
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::orders::OrderView;
use crate::store::record::Expect;
use crate::store::records::{CHARGES_SEEN_ID, ChargesSeen};

use super::PaymentRefusal;

/// What Finance found out about an order that is being settled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettledByHand {
    /// The order.
    pub number: OrderNumber,
    /// Whether its money moved.
    pub charged: bool,
    /// How they know.
    pub note: String,
}

impl Services {
    /// Settles an order whose attempt its network has not known for an hour.
    pub async fn settle_by_hand(
        &self,
        actor: &Actor,
        found: &SettledByHand,
    ) -> Result<OrderView, ServiceError> {
        // Asked before the order is looked for: whether one exists is only for those to know who may settle it.
        self.permitted_staff(actor, Permission::BookMoney).await?;
        let note =
            Body::parse(&found.note).map_err(|error| ServiceError::field("field-settle-note", &error))?;
        let id = self.load_order(found.number).await?.record.id;
        // Neither the task that placed it nor the reconciler decides meanwhile.
        let _turn = self.dependencies.in_flight.take(id).await;
        for _ in 0..16 {
            let user = self.permitted_staff(actor, Permission::BookMoney).await?;
            let order = self.load_order(found.number).await?;
            if order.record.is_own(user.record.id) {
                return Err(PaymentRefusal::OwnOrder.into());
            }
            let not_settling = || PaymentRefusal::NotSettling { number: found.number };
            if !order.record.state.is_settling() {
                return Err(not_settling().into());
            }
            let Some(attempt) = order.record.attempt() else {
                return Err(not_settling().into());
            };
            let (network, _) = self.network_of_store().await?;
            if network.id != attempt.network {
                return Err(PaymentRefusal::OtherNetwork.into());
            }
            let reference = PaymentReference(attempt.reference.clone());
            match self.ask(self.gateway()?.lookup(reference)).await {
                Err(ServiceError::Gateway(GatewayError::Unknown)) => {}
                Err(error) => return Err(error),
                Ok(_) => {
                    self.dependencies.unsettled.notify_one();
                    return Err(PaymentRefusal::Known.into());
                }
            }
            let mut batch = self.batch(actor);
            batch.expect(&user);
            match order.record.minutes_to_settle(batch.at) {
                None => return Err(PaymentRefusal::Known.into()),
                Some(0) => {}
                Some(minutes) => return Err(PaymentRefusal::TooEarly { minutes }.into()),
            }
            let mut settled = order.record.clone();
            settled.settle_by_hand(ByHand {
                by: user.record.id,
                at: batch.at,
                charged: found.charged,
                note: note.clone(),
            })?;
            let action = if found.charged {
                self.activate_or_refund(&mut batch, &mut settled).await?
            } else {
                settled.void(batch.at)?;
                self.ask_for_what_is_due(&mut settled).await?;
                // Should the network know a charge of it after all, it is found again wherever it stands in the list.
                batch.delete::<ChargesSeen>(CHARGES_SEEN_ID.to_vec(), Expect::Any);
                AuditAction::OrderVoided
            };
            let subjects = vec![Subject::Order(settled.id), Subject::Network(network.id)];
            Self::audit(
                &mut batch,
                actor,
                settled.account,
                AuditAction::AttemptSettled,
                subjects,
            );
            let step = self.commit_step(actor, batch, &order, settled, action);
            match step.await {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "settling again"),
                Err(error) => return Err(error),
                Ok(order) => {
                    self.dependencies.unsettled.notify_one();
                    return self.view(order.record).await;
                }
            }
        }
        Err(ServiceError::Interrupted)
    }
}
