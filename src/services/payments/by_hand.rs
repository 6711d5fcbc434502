//! Settling by hand what the network does not know: Finance says whether the money moved, and how they know.
//!
//! The network is asked once more before it counts. Should it charge the attempt later all the same, that charge is one
//! that no order counts.

use crate::domain::audit::{AuditAction, Subject};
use crate::domain::ids::NetworkId;
use crate::domain::order::{ByHand, Order, OrderNumber};
use crate::domain::text::Body;
use crate::domain::user::Permission;
use crate::payments::gateway::{GatewayError, PaymentReference};
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::lines::{Lines, Listing, Matches, Place};
use crate::services::orders::OrderView;
use crate::services::search::{ListFilter, RECORDS, sift};
use crate::store::record::Expect;
use crate::store::records::{CHARGES_SEEN_ID, ChargesSeen, index};

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

/// A card payment without a result, as people see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unsettled {
    /// Its order.
    pub view: OrderView,
    /// Why the acting person can't settle it by hand now, whatever their role.
    pub closed: Option<PaymentRefusal>,
}

impl Services {
    /// The card payments without a result, the one that waits longest first, and those whose money the network is to give
    /// back. For Finance and Auditor.
    pub async fn unsettled_payments(
        &self,
        actor: &Actor,
        place: impl Into<Place> + Send,
        limit: usize,
    ) -> Result<Lines<Unsettled>, ServiceError> {
        self.permitted_staff(actor, Permission::ReadPayments).await?;
        let listing = Listing::ascending(index::ORDERS_UNSETTLED, Vec::new());
        let mut page = self.lines::<Order>(&listing, place.into(), limit).await?;
        let mut views = Vec::with_capacity(page.lines.len());
        let network = self.connected_now().await;
        for order in std::mem::take(&mut page.lines) {
            let view = self.view(order).await?;
            let closed = self.not_by_hand(&view, actor, network);
            views.push(Unsettled { view, closed });
        }
        Ok(page.with(views))
    }

    /// Those of them that match by number, company, person, state, day or amount.
    pub async fn find_unsettled_payments(
        &self,
        actor: &Actor,
        filter: &ListFilter,
    ) -> Result<Matches<Unsettled>, ServiceError> {
        let page = |from| self.unsettled_payments(actor, from, RECORDS);
        sift(filter, page, |Unsettled { view, .. }| {
            let i18n = &filter.i18n;
            vec![
                view.order.number.to_string(),
                view.company.clone(),
                view.placed_by.clone(),
                i18n.t(view.state_key()),
                i18n.day(view.order.placed_at.day()),
                i18n.money(view.order.quote.total),
            ]
        })
        .await
    }

    /// Why a payment can't be settled by hand now, as far as it is known without asking the network.
    fn not_by_hand(
        &self,
        view: &OrderView,
        actor: &Actor,
        network: Option<NetworkId>,
    ) -> Option<PaymentRefusal> {
        if view.is_own(actor.user) {
            return Some(PaymentRefusal::OwnOrder);
        }
        if !view.order.state.is_settling() {
            let number = view.order.number;
            return Some(PaymentRefusal::NotSettling { number });
        }
        let attempt = view.order.attempt();
        if attempt.is_some_and(|attempt| network.is_some_and(|connected| connected != attempt.network)) {
            return Some(PaymentRefusal::OtherNetwork);
        }
        match view.order.minutes_to_settle(self.now()) {
            None => Some(PaymentRefusal::Known),
            Some(0) => None,
            Some(minutes) => Some(PaymentRefusal::TooEarly { minutes }),
        }
    }

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
