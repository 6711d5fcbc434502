//! Brings every unfinished order to an end: after a crash, after silence of the bank, and when money must go back.
//!
//! It asks the network where an attempt stands; what is not charged is voided. It never charges. Orders on which a
//! task of this process is at work are left to it, and orders of another network than the one that is connected are left
//! alone: that network knows nothing of them, which says nothing about their money.

use std::time::Duration;

use crate::domain::date::Timestamp;
use crate::domain::ids::{NetworkId, OrderId};
use crate::domain::network::Network;
use crate::domain::order::{Course, Order, OrderState};
use crate::payments::gateway::{AttemptStatus, Gateway, GatewayError, PaymentReference};
use crate::store::error::StoreError;
use crate::store::record::{Cursor, Scan};
use crate::store::records::index;

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Unavailable};
use super::settlement::Outcome;
use super::store_day::Standing;

/// What one run of the reconciler did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Reconciled {
    /// Orders brought to an end.
    pub settled: usize,
    /// Orders and refunds that the network could not tell about yet.
    pub left: usize,
    /// Orders of another network than the one that is connected.
    pub foreign: usize,
    /// Charges that no order counts, found by this run.
    pub orphans: usize,
    /// Declined or voided orders that were cancelled because nobody came back to them.
    pub cancelled: usize,
}

/// How far one order was brought.
enum Reached {
    /// To its end.
    Settled,
    /// The network could not tell.
    Left,
    /// Another network would have to be asked.
    Foreign,
    /// A task of this process is at work on it, or has settled it.
    Elsewhere,
}

/// What the network said about an attempt.
enum NetworkAnswer {
    /// How it ended.
    Outcome(Outcome),
    /// That it knows it, and no more.
    Known,
    /// That it does not know it.
    Unknown,
    /// Nothing.
    Nothing,
}

impl Services {
    /// Runs until it is dropped: at start, whenever an order is left unsettled, and again after a pause while the
    /// network cannot tell. Idle otherwise, but for one housekeeping run an hour.
    pub async fn reconcile_forever(&self) {
        let mut pause = self.dependencies.timeouts.retry;
        loop {
            let left = match Box::pin(self.reconcile()).await {
                Ok(done) => done.left + done.foreign,
                Err(error) => {
                    tracing::warn!(%error, "the reconciler was refused");
                    1
                }
            };
            let wait = if left > 0 { pause } else { Duration::from_hours(1) };
            pause = if left > 0 {
                (pause * 2).min(self.dependencies.timeouts.retry * 60)
            } else {
                self.dependencies.timeouts.retry
            };
            tokio::select! {
                () = self.dependencies.unsettled.notified() => pause = self.dependencies.timeouts.retry,
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// One run over every order that is charging, unknown or refunding, and over those that nobody came back to.
    pub async fn reconcile(&self) -> Result<Reconciled, ServiceError> {
        let mut done = Reconciled::default();
        // Without an answer, no order of a card can be settled in this run.
        let network = self.network_of_store().await.map(|(network, _)| network);
        let connected = connected_for_orders(&network);
        let mut after: Option<Cursor> = None;
        loop {
            let scan = Scan {
                index: index::ORDERS_UNSETTLED,
                prefix: Vec::new(),
                after,
                limit: 100,
                descending: false,
            };
            let page = self.store.page::<Order>(scan).await?;
            for order in page.items {
                match Box::pin(self.reconcile_order(order.record.id, connected)).await {
                    Ok(Reached::Settled) => done.settled += 1,
                    Ok(Reached::Left) => done.left += 1,
                    Ok(Reached::Foreign) => {
                        tracing::warn!(order = %order.record.number, "an order of another payment network was left alone");
                        done.foreign += 1;
                    }
                    Ok(Reached::Elsewhere) => {}
                    Err(error @ ServiceError::Store(StoreError::Stopped(_))) => return Err(error),
                    // One order that cannot be settled must not keep the others from it.
                    Err(error) => {
                        tracing::warn!(%error, order = %order.record.number, "an order was left unsettled");
                        done.left += 1;
                    }
                }
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        if let Ok(network) = network {
            done.left += self.refund_orphans(network).await?;
            match Box::pin(self.find_orphans(network)).await {
                Ok(found) => done.orphans = found,
                Err(error @ ServiceError::Store(StoreError::Stopped(_))) => return Err(error),
                // It is asked again with the next run.
                Err(error) => tracing::info!(%error, "the network's charges were not compared"),
            }
        }
        done.cancelled = self.cancel_forgotten().await?;
        // A clock that is wrong makes files look old that somebody has just kept.
        let is_day_right = self.store_day().standing() == Standing::Agrees;
        // What is left of files is no reason to leave money unsettled.
        if is_day_right && let Err(error) = self.sweep_files().await {
            tracing::warn!(%error, "files were not swept");
        }
        Ok(done)
    }

    /// Brings one order to an end. It is read under its turn: since the page was read it may have been settled, and
    /// even be at another attempt, for which the answer about the former one means nothing.
    async fn reconcile_order(
        &self,
        id: OrderId,
        connected: Option<NetworkId>,
    ) -> Result<Reached, ServiceError> {
        let Some(_turn) = self.dependencies.in_flight.try_take(id) else {
            return Ok(Reached::Elsewhere);
        };
        let Some(order) = self.store.get::<Order>(id.to_bytes()).await? else {
            return Ok(Reached::Elsewhere);
        };
        let stored = order;
        let order = &stored.record;
        if !(order.state.is_settling() || order.state == OrderState::Refunding) {
            return Ok(Reached::Elsewhere);
        }
        let (Ok(gateway), Some(connected), Some(attempt)) = (self.gateway(), connected, order.attempt())
        else {
            return Ok(Reached::Left);
        };
        if attempt.network != connected {
            let ours = self.kept_network().await?;
            let is_replaced = ours.is_some_and(|ours| ours.record.network.id == connected);
            if order.state == OrderState::Refunding && is_replaced {
                // The store went over to another network after the charge: Finance returns the money in another way.
                self.settle(&Actor::desk(), order.id, Outcome::RefundRefused)
                    .await?;
                return Ok(Reached::Settled);
            }
            return Ok(Reached::Foreign);
        }
        let reference = PaymentReference(attempt.reference.clone());
        let outcome = match order.state {
            OrderState::Refunding => match self.ask(gateway.refund(reference)).await {
                Ok(AttemptStatus::Refunded)
                | Err(ServiceError::Gateway(GatewayError::Refused(AttemptStatus::Refunded))) => {
                    Outcome::Refunded
                }
                // A plain no, be it that the bank keeps the money or that the network never had it, as after settling
                // by hand: asking again is of no use, and somebody has to know.
                Err(ServiceError::Gateway(GatewayError::Refused(_))) => Outcome::RefundRefused,
                // The network has lost it for good, or never had it: Finance returns the money in another way.
                Err(ServiceError::Gateway(GatewayError::Unknown))
                    if matches!(attempt.course, Course::ByHand(_))
                        || order.is_unknown_for_long(self.now()) =>
                {
                    Outcome::RefundRefused
                }
                Err(ServiceError::Gateway(GatewayError::Unknown)) => {
                    self.note_unknown(&stored, true).await?;
                    return Ok(Reached::Left);
                }
                Ok(_) | Err(_) => return Ok(Reached::Left),
            },
            _ => match self.find_out(gateway, reference).await {
                NetworkAnswer::Outcome(outcome) => outcome,
                NetworkAnswer::Nothing => return Ok(Reached::Left),
                // Only somebody can tell now; see `services::payments`.
                NetworkAnswer::Unknown => {
                    self.note_unknown(&stored, true).await?;
                    return Ok(Reached::Left);
                }
                NetworkAnswer::Known => {
                    self.note_unknown(&stored, false).await?;
                    return Ok(Reached::Left);
                }
            },
        };
        let settled = self.settle(&Actor::desk(), order.id, outcome).await?;
        Ok(match settled.record.state {
            OrderState::Refunding => Reached::Left,
            _ => Reached::Settled,
        })
    }

    async fn find_out(&self, gateway: &dyn Gateway, reference: PaymentReference) -> NetworkAnswer {
        let status = match self.ask(gateway.lookup(reference.clone())).await {
            Err(ServiceError::Gateway(GatewayError::Unknown)) => return NetworkAnswer::Unknown,
            Err(_) => return NetworkAnswer::Nothing,
            Ok(AttemptStatus::Prepared) => match self.ask(gateway.void(reference)).await {
                Ok(status) => status,
                Err(_) => return NetworkAnswer::Known,
            },
            Ok(known) => known,
        };
        match status {
            AttemptStatus::Prepared => NetworkAnswer::Known,
            AttemptStatus::Charged => NetworkAnswer::Outcome(Outcome::Charged),
            AttemptStatus::Declined(reason) => NetworkAnswer::Outcome(Outcome::Declined(reason)),
            // Refunded without our asking: no money is kept, so for the order nothing was charged.
            AttemptStatus::Voided | AttemptStatus::Refunded => NetworkAnswer::Outcome(Outcome::Voided),
        }
    }

    async fn cancel_forgotten(&self) -> Result<usize, ServiceError> {
        let now = self.now();
        let mut cancelled = 0;
        let mut after: Option<Cursor> = None;
        loop {
            let scan = Scan {
                index: index::ORDERS_RETRYABLE,
                prefix: Vec::new(),
                after,
                limit: 100,
                descending: false,
            };
            let page = self.store.page::<Order>(scan).await?;
            for order in page.items {
                if !order.record.is_forgotten(now) {
                    continue;
                }
                let Some(_turn) = self.dependencies.in_flight.try_take(order.record.id) else {
                    continue;
                };
                // One order that cannot be cancelled must not hold up the others.
                match self.cancel_forgotten_order(order.record.id, now).await {
                    Ok(is_cancelled) => cancelled += usize::from(is_cancelled),
                    Err(error) => tracing::warn!(%error, "a forgotten order was not cancelled"),
                }
            }
            after = page.next;
            if after.is_none() {
                return Ok(cancelled);
            }
        }
    }

    /// Whether the order was cancelled: not when somebody tried it again since the page was read.
    async fn cancel_forgotten_order(&self, id: OrderId, now: Timestamp) -> Result<bool, ServiceError> {
        match self.store.get::<Order>(id.to_bytes()).await? {
            Some(order) if order.record.is_forgotten(now) => {
                self.cancel_retryable(&Actor::desk(), id).await?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }
}

/// The network that orders may be asked about. One that is not the store's is not asked about anything: it is enough
/// to know which one it is, so that orders of another one are told apart.
const fn connected_for_orders(network: &Result<Network, ServiceError>) -> Option<NetworkId> {
    match network {
        Ok(network) => Some(network.id),
        Err(ServiceError::Closed(Unavailable::OtherNetwork { connected, .. })) => Some(*connected),
        Err(_) => None,
    }
}
