//! Brings every unfinished order to an end: after a crash, after silence of the bank, and when money must go back.
//!
//! It asks the network where an attempt stands; what is not charged is voided. It never charges. Orders on which a
//! task of this process is at work are left to it.

use std::time::Duration;

use crate::domain::date::Timestamp;
use crate::domain::ids::OrderId;
use crate::domain::order::{DECLINED_KEPT_HOURS, Order, OrderState};
use crate::payments::gateway::{AttemptStatus, Gateway, GatewayError, PaymentReference};
use crate::store::error::StoreError;
use crate::store::record::{Cursor, Scan};
use crate::store::records::index;

use super::Services;
use super::context::Actor;
use super::error::ServiceError;
use super::settlement::Outcome;
use super::store_day::Standing;

/// What one run of the reconciler did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Reconciled {
    /// Orders brought to an end.
    pub settled: usize,
    /// Orders that the network could not tell about yet.
    pub left: usize,
    /// Declined or voided orders that were cancelled because nobody came back to them.
    pub cancelled: usize,
}

/// How far one order was brought.
enum Progress {
    /// To its end.
    Settled,
    /// The network could not tell.
    Left,
    /// A task of this process is at work on it, or has settled it.
    Elsewhere,
}

impl Services {
    /// Runs until it is dropped: at start, whenever an order is left unsettled, and again after a pause while the
    /// network cannot tell. Idle otherwise, but for one housekeeping run an hour.
    pub async fn reconcile_forever(&self) {
        let mut pause = self.parts.patience.retry;
        loop {
            let left = match Box::pin(self.reconcile()).await {
                Ok(done) => done.left,
                Err(error) => {
                    tracing::warn!(%error, "the reconciler was refused");
                    1
                }
            };
            let wait = if left > 0 { pause } else { Duration::from_hours(1) };
            pause = if left > 0 {
                (pause * 2).min(self.parts.patience.retry * 60)
            } else {
                self.parts.patience.retry
            };
            tokio::select! {
                () = self.parts.unsettled.notified() => pause = self.parts.patience.retry,
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// One run over every order that is charging, unknown or refunding, and over those that nobody came back to.
    pub async fn reconcile(&self) -> Result<Reconciled, ServiceError> {
        let mut done = Reconciled::default();
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
                match Box::pin(self.reconcile_order(order.record.id)).await {
                    Ok(Progress::Settled) => done.settled += 1,
                    Ok(Progress::Left) => done.left += 1,
                    Ok(Progress::Elsewhere) => {}
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
    async fn reconcile_order(&self, id: OrderId) -> Result<Progress, ServiceError> {
        let Some(_turn) = self.parts.live.try_take(id) else {
            return Ok(Progress::Elsewhere);
        };
        let Some(order) = self.store.get::<Order>(id.to_bytes()).await? else {
            return Ok(Progress::Elsewhere);
        };
        let order = order.record;
        if !(order.state.is_settling() || order.state == OrderState::Refunding) {
            return Ok(Progress::Elsewhere);
        }
        let Ok(gateway) = self.gateway() else {
            return Ok(Progress::Left);
        };
        let Some(attempt) = order.attempt() else {
            return Ok(Progress::Left);
        };
        let reference = PaymentReference(attempt.reference.clone());
        let outcome = match order.state {
            OrderState::Refunding => match self.ask(gateway.refund(reference)).await {
                Ok(AttemptStatus::Refunded) => Outcome::Refunded,
                // A plain no: asking again is of no use, and somebody has to know.
                Err(ServiceError::Gateway(GatewayError::Refused(AttemptStatus::Charged))) => {
                    Outcome::RefundRefused
                }
                Ok(_) | Err(_) => return Ok(Progress::Left),
            },
            _ => match self.find_out(gateway, reference).await {
                Some(outcome) => outcome,
                None => return Ok(Progress::Left),
            },
        };
        let settled = self.settle(&Actor::desk(), order.id, outcome).await?;
        Ok(match settled.record.state {
            OrderState::Refunding => Progress::Left,
            _ => Progress::Settled,
        })
    }

    async fn find_out(&self, gateway: &dyn Gateway, reference: PaymentReference) -> Option<Outcome> {
        let status = match self.ask(gateway.lookup(reference.clone())).await.ok()? {
            AttemptStatus::Prepared => self.ask(gateway.void(reference)).await.ok()?,
            known => known,
        };
        match status {
            AttemptStatus::Prepared => None,
            AttemptStatus::Charged => Some(Outcome::Charged),
            AttemptStatus::Declined(reason) => Some(Outcome::Declined(reason)),
            // Refunded without our asking: no money is kept, so for the order nothing was charged.
            AttemptStatus::Voided | AttemptStatus::Refunded => Some(Outcome::Voided),
        }
    }

    async fn cancel_forgotten(&self) -> Result<usize, ServiceError> {
        let deadline = Timestamp(self.now().0 - DECLINED_KEPT_HOURS * 3_600_000);
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
                if order.record.since > deadline {
                    continue;
                }
                let Some(_turn) = self.parts.live.try_take(order.record.id) else {
                    continue;
                };
                // One order that cannot be cancelled must not hold up the others.
                match self.cancel_forgotten_order(order.record.id, deadline).await {
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
    async fn cancel_forgotten_order(&self, id: OrderId, deadline: Timestamp) -> Result<bool, ServiceError> {
        match self.store.get::<Order>(id.to_bytes()).await? {
            Some(order) if order.record.state.may_retry() && order.record.since <= deadline => {
                self.cancel_retryable(&Actor::desk(), id).await?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }
}
