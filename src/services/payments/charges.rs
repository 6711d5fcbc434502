//! Compares the network's charges with the orders: keeps those that no order counts, and takes over what was given back
//! although the store knows of no decision; sees to it that the money of those goes back which Finance decided about.
//!
//! A refund without a decision is one that an older backup has forgotten, or the network's own, as after a dispute.
//! It goes on where it was the last time. An order that is still on its way keeps it there, because its charge is decided
//! only with the order: what was passed is decided for good, or is kept.

use crate::domain::audit::{AuditAction, AuditEntry, Chain, Subject};
use crate::domain::network::{Network, Orphan, OrphanState};
use crate::domain::order::Order;
use crate::payments::gateway::{AttemptStatus, Charge, ChargeCursor, GatewayError, PaymentReference};
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::store::record::{Batch, Expect};
use crate::store::records::{CHARGES_SEEN_ID, ChargesSeen, claim, orphan_id};

use super::attempt::intent_of;

/// Most pages of one run: what a network lists beyond them is compared in the next run.
const MOST_PAGES: usize = 1_000;

/// What becomes of a charge whose money the network gave back.
const REFUNDED: (OrphanState, AuditAction) = (OrphanState::Refunded, AuditAction::OrphanRefunded);

/// Whether a charge is decided.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Compared {
    /// It counts for an order, or was kept before.
    Decided,
    /// It is kept now.
    Found,
    /// Its order is on its way, or the network does not say yet whether its money went back.
    OnItsWay,
}

impl Services {
    /// Keeps the charges that no order counts; how many there were.
    pub(crate) async fn find_orphans(&self, network: Network) -> Result<usize, ServiceError> {
        let kept = self.store.get::<ChargesSeen>(CHARGES_SEEN_ID).await?;
        // Another run may pass it meanwhile, or somebody have it begin anew: then this one's place counts for nothing.
        let expects = kept
            .as_ref()
            .map_or(Expect::Absent, |kept| Expect::Version(kept.version));
        let kept = kept.filter(|kept| kept.record.network == network.id);
        let start = kept.map(|kept| ChargeCursor(kept.record.place));
        let (mut after, mut decided, mut is_held) = (start.clone(), start.clone(), false);
        let mut found = 0;
        for _ in 0..MOST_PAGES {
            let asked = after.clone();
            let page = self.ask(self.gateway()?.charges_since(after.clone())).await?;
            for charge in &page.charges {
                let compared = self.compare(network, charge).await?;
                found += usize::from(compared == Compared::Found);
                is_held |= compared == Compared::OnItsWay;
                if !is_held {
                    decided = Some(charge.cursor.clone());
                }
                after = Some(charge.cursor.clone());
            }
            // A page that says that there are more and leads nowhere would be asked for without end.
            if page.is_last || after == asked {
                break;
            }
            tokio::task::yield_now().await;
        }
        if decided != start
            && let Some(ChargeCursor(place)) = decided
        {
            let seen = ChargesSeen {
                network: network.id,
                place,
            };
            let desk = Actor::desk();
            let kept = self.commit(&desk, |batch| Ok(batch.put(&seen, expects)?));
            match kept.await {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "another run was faster"),
                kept => kept.map(|_| ())?,
            }
        }
        Ok(found)
    }

    async fn compare(&self, network: Network, charge: &Charge) -> Result<Compared, ServiceError> {
        let PaymentReference(reference) = &charge.reference;
        let id = orphan_id(network.id, reference);
        for _ in 0..16 {
            let claim = claim::charge(network.id, reference);
            if let Some(order) = self.store.held_by::<Order>(claim).await? {
                if order.record.state.is_settling() {
                    return Ok(Compared::OnItsWay);
                }
                if !charge.is_refunded || !order.record.keeps_money() {
                    return Ok(Compared::Decided);
                }
                if !self.is_back(charge).await? {
                    return Ok(Compared::OnItsWay);
                }
                match self.take_over_refund(order).await {
                    Err(error) if self.may_try_again(&error) => tracing::info!(%error, "comparing again"),
                    Err(error) => return Err(error),
                    Ok(()) => return Ok(Compared::Decided),
                }
                continue;
            }
            let before = self.store.get::<Orphan>(id.to_bytes()).await?;
            let expects = match &before {
                None => Expect::Absent,
                // It had been given to an order that does not count it any more.
                Some(orphan) if orphan.record.attached_to().is_some() => Expect::Version(orphan.version),
                Some(orphan) if charge.is_refunded && orphan.record.is_undecided() => {
                    if !self.is_back(charge).await? {
                        return Ok(Compared::OnItsWay);
                    }
                    match self.end_refund(&orphan.record, REFUNDED).await {
                        Err(error) if self.may_try_again(&error) => tracing::info!(%error, "comparing again"),
                        Err(error) => return Err(error),
                        Ok(true) => return Ok(Compared::Decided),
                        // Somebody decided meanwhile: an order may count it by now.
                        Ok(false) => {}
                    }
                    continue;
                }
                Some(_) => return Ok(Compared::Decided),
            };
            let is_back = charge.is_refunded && self.is_back(charge).await?;
            let mut batch = self.batch(&Actor::desk());
            let orphan = Orphan {
                id,
                network: network.id,
                reference: reference.clone(),
                amount: charge.amount,
                card: charge.card.clone(),
                asked_for: intent_of(&charge.key),
                found: batch.at,
                state: if is_back {
                    OrphanState::Refunded
                } else {
                    OrphanState::Open
                },
                since: batch.at,
            };
            batch.put(&orphan, expects)?;
            audit_orphan(&mut batch, &Actor::desk(), &orphan, AuditAction::OrphanFound);
            match self.store.commit(batch).await.map_err(ServiceError::from) {
                // Its order was placed this moment.
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "comparing again"),
                Err(error) => return Err(error),
                Ok(_) => {
                    tracing::warn!("a charge that no order counts was found");
                    return Ok(Compared::Found);
                }
            }
        }
        Err(ServiceError::Interrupted)
    }

    /// Whether the network says so of the charge itself as well: a slip in the list must end no order, and a charge that
    /// it cannot tell about yet must not keep the others from being compared.
    async fn is_back(&self, charge: &Charge) -> Result<bool, ServiceError> {
        let status = self.ask(self.gateway()?.lookup(charge.reference.clone())).await;
        match &status {
            Ok(AttemptStatus::Refunded) => {}
            Ok(known) => tracing::warn!("the network lists a charge as refunded that it knows as {known:?}"),
            Err(ServiceError::Gateway(_)) => {
                tracing::info!("the network did not say whether a charge went back");
            }
            Err(_) => return status.map(|_| false),
        }
        Ok(status == Ok(AttemptStatus::Refunded))
    }

    /// Asks the network for the refunds that were decided on; how many it could not tell about yet.
    pub(crate) async fn refund_orphans(&self, network: Network) -> Result<usize, ServiceError> {
        let mut left = 0;
        for orphan in self.open_orphans().await? {
            if !matches!(orphan.state, OrphanState::Refunding(_)) || orphan.network != network.id {
                continue;
            }
            let reference = PaymentReference(orphan.reference.clone());
            let ended = match self.ask(self.gateway()?.refund(reference)).await {
                Ok(AttemptStatus::Refunded)
                | Err(ServiceError::Gateway(GatewayError::Refused(AttemptStatus::Refunded))) => REFUNDED,
                // A plain no: asking again is of no use, and somebody has to know.
                Err(ServiceError::Gateway(GatewayError::Refused(_))) => {
                    (OrphanState::RefundRefused, AuditAction::OrphanRefundRefused)
                }
                // The network has lost it for good: Finance returns the money in another way.
                Err(ServiceError::Gateway(GatewayError::Unknown)) if orphan.waits_for_long(self.now()) => {
                    (OrphanState::RefundRefused, AuditAction::OrphanRefundRefused)
                }
                Ok(_) | Err(_) => {
                    left += 1;
                    continue;
                }
            };
            if let Err(error) = self.end_refund(&orphan, ended).await {
                tracing::warn!(%error, "the refund of a charge without an order was left");
                left += 1;
            }
        }
        Ok(left)
    }

    /// Whether it was as it was read, and stands there now.
    async fn end_refund(
        &self,
        orphan: &Orphan,
        (state, action): (OrphanState, AuditAction),
    ) -> Result<bool, ServiceError> {
        let Some(stored) = self.store.get::<Orphan>(orphan.id.to_bytes()).await? else {
            return Ok(false);
        };
        // Somebody decided meanwhile.
        if stored.record.state != orphan.state {
            return Ok(false);
        }
        let ended = |at| stored.record.clone().become_at(state, at);
        self.commit(&Actor::desk(), |batch| {
            let ended = ended(batch.at);
            batch.put(&ended, Expect::Version(stored.version))?;
            audit_orphan(batch, &Actor::desk(), &ended, action);
            Ok(())
        })
        .await?;
        Ok(true)
    }
}

/// An entry about a charge that belongs to no account.
pub(super) fn audit_orphan(batch: &mut Batch, actor: &Actor, orphan: &Orphan, action: AuditAction) {
    let entry = AuditEntry {
        at: batch.at,
        actor: actor.user,
        origin: actor.origin.clone(),
        action,
        subjects: vec![Subject::Orphan(orphan.id), Subject::Network(orphan.network)],
    };
    batch.audit(Chain::System, entry);
}
