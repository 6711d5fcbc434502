//! Brings every unfinished order to an end: after a crash, after silence of the bank, and when money must go back.
//!
//! It asks the network where an attempt stands; what is not charged is voided. It never charges. Orders on which a
//! task of this process is at work are left to it.

use std::time::Duration;

use crate::domain::date::Timestamp;
use crate::domain::order::{DECLINED_KEPT_HOURS, Order, OrderState};
use crate::payments::gateway::{AttemptStatus, Gateway, PaymentReference};
use crate::store::record::{Cursor, Scan};
use crate::store::records::index;

use super::Services;
use super::context::Actor;
use super::error::ServiceError;
use super::settlement::Outcome;

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
                if self.reconcile_order(order.record).await? {
                    done.settled += 1;
                } else {
                    done.left += 1;
                }
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        done.cancelled = self.cancel_forgotten().await?;
        Ok(done)
    }

    /// Whether the order came to an end.
    async fn reconcile_order(&self, order: Order) -> Result<bool, ServiceError> {
        let Some(_turn) = self.parts.live.try_take(order.id) else {
            return Ok(true);
        };
        let Ok(gateway) = self.gateway() else {
            return Ok(false);
        };
        let Some(attempt) = order.attempt() else {
            return Ok(false);
        };
        let reference = PaymentReference(attempt.reference.clone());
        let outcome = match order.state {
            OrderState::Refunding => match self.ask(gateway.refund(reference)).await {
                Ok(AttemptStatus::Refunded) => Outcome::Refunded,
                Ok(_) | Err(_) => return Ok(false),
            },
            _ => match self.find_out(gateway, reference).await {
                Some(outcome) => outcome,
                None => return Ok(false),
            },
        };
        let settled = self.settle(&Actor::desk(), order.id, outcome).await?;
        Ok(!matches!(settled.record.state, OrderState::Refunding))
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
                if let Some(_turn) = self.parts.live.try_take(order.record.id) {
                    self.cancel_retryable(&Actor::desk(), order.record.id).await?;
                    cancelled += 1;
                }
            }
            after = page.next;
            if after.is_none() {
                return Ok(cancelled);
            }
        }
    }
}
