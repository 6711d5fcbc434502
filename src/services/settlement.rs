//! What the bank's answer does to an order: each outcome is one batch, and each may be tried again safely.
//!
//! The task that placed the order and the reconciler share this room; `live` keeps them apart, and the
//! versions of the store would stop whoever comes second.

use crate::domain::audit::{AuditAction, Subject};
use crate::domain::draft::Draft;
use crate::domain::ids::OrderId;
use crate::domain::order::{Order, OrderState, Payment, Purpose};
use crate::domain::payment::DeclineReason;
use crate::domain::subscription::Subscription;
use crate::payments::gateway::{Confirmation, PaymentReference};
use crate::store::record::{Batch, Expect, Stored};
use crate::store::records::{claim, draft_id};

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Thing};

/// How an attempt to charge ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// The money moved.
    Charged,
    /// The bank said no.
    Declined(DeclineReason),
    /// Nothing moved, and nothing will.
    Voided,
    /// Nobody knows yet.
    Unknown,
    /// The money went back.
    Refunded,
    /// The bank refused to give it back.
    RefundRefused,
}

impl Services {
    /// Asks the bank for the money of an order that was just committed as charging.
    ///
    /// From then on the order is there, and the card may be charged: where the answer can't be saved, as on a full disk,
    /// the order is given back as it stands, and the reconciler finds out what became of it.
    pub(crate) async fn charge(
        &self,
        actor: &Actor,
        order: Stored<Order>,
    ) -> Result<Stored<Order>, ServiceError> {
        let Some(attempt) = order.record.attempt() else {
            return Ok(order);
        };
        let (reference, token) = (
            PaymentReference(attempt.reference.clone()),
            attempt.card.token.clone(),
        );
        let answer = self.gateway()?.confirm(reference, token);
        let outcome = match tokio::time::timeout(self.dependencies.timeouts.confirm, answer).await {
            Ok(Ok(Confirmation::Charged)) => Outcome::Charged,
            Ok(Ok(Confirmation::Declined(reason))) => Outcome::Declined(reason),
            Ok(Err(_)) | Err(_) => Outcome::Unknown,
        };
        let id = order.record.id;
        match self.settle(actor, id, outcome).await {
            Err(error) => {
                tracing::error!(%error, order = %order.record.number, "what the bank answered can't be saved yet");
                let now = self.store.get::<Order>(id.to_bytes()).await;
                Ok(now.ok().flatten().unwrap_or(order))
            }
            settled => settled,
        }
    }

    /// Commits an outcome. An order that is settled already is given back as it is.
    pub(crate) async fn settle(
        &self,
        actor: &Actor,
        id: OrderId,
        outcome: Outcome,
    ) -> Result<Stored<Order>, ServiceError> {
        for _ in 0..16 {
            let order = self.store.get::<Order>(id.to_bytes()).await?;
            let order = order.ok_or_else(|| ServiceError::not_found(Thing::Order, id.to_string()))?;
            match self.settle_once(actor, order, outcome).await {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "settling again"),
                other => return other,
            }
        }
        Err(ServiceError::Interrupted)
    }

    async fn settle_once(
        &self,
        actor: &Actor,
        order: Stored<Order>,
        outcome: Outcome,
    ) -> Result<Stored<Order>, ServiceError> {
        let state = order.record.state;
        let due_now = match outcome {
            Outcome::Refunded | Outcome::RefundRefused => state == OrderState::Refunding,
            Outcome::Unknown => state == OrderState::Charging,
            _ => state.is_settling(),
        };
        if !due_now {
            return Ok(order);
        }
        let mut batch = self.batch(actor);
        let mut settled = order.record.clone();
        let action = match outcome {
            Outcome::Charged => {
                let action = self.activate_or_refund(&mut batch, &mut settled).await?;
                self.keep_card(&mut batch, actor, &settled).await?;
                action
            }
            Outcome::Declined(reason) => {
                settled.decline(reason, batch.at)?;
                self.ask_for_what_is_due(&mut settled).await?;
                AuditAction::OrderDeclined
            }
            Outcome::Voided => {
                settled.void(batch.at)?;
                self.ask_for_what_is_due(&mut settled).await?;
                AuditAction::OrderVoided
            }
            Outcome::Unknown => {
                settled.mark_unknown(batch.at)?;
                AuditAction::OrderUnknown
            }
            Outcome::Refunded => {
                settled.refunded(batch.at)?;
                AuditAction::OrderRefunded
            }
            Outcome::RefundRefused => {
                settled.refund_refused(batch.at)?;
                AuditAction::RefundRefused
            }
        };
        let stored = self.commit_step(actor, batch, &order, settled, action).await?;
        if matches!(stored.record.state, OrderState::Unknown | OrderState::Refunding) {
            self.dependencies.unsettled.notify_one();
        }
        Ok(stored)
    }

    /// One batch: the order's step, its audit entry, and whatever the caller put in before.
    pub(crate) async fn commit_step(
        &self,
        actor: &Actor,
        mut batch: Batch,
        before: &Stored<Order>,
        after: Order,
        action: AuditAction,
    ) -> Result<Stored<Order>, ServiceError> {
        batch.put(&after, Expect::Version(before.version))?;
        let subjects = subjects_of(&after);
        Self::audit(&mut batch, actor, after.account, action, subjects);
        let at = batch.at;
        let committed = self.store.commit(batch).await?;
        Ok(Stored {
            record: after,
            version: committed.number,
            by: actor.user,
            at,
        })
    }

    /// Money came in for an order that was being charged: the term is activated, or the money goes back when that is
    /// no longer allowed.
    pub(crate) async fn activate_or_refund(
        &self,
        batch: &mut Batch,
        order: &mut Order,
    ) -> Result<AuditAction, ServiceError> {
        if self.activate(batch, order).await? {
            Ok(AuditAction::OrderPaid)
        } else {
            order.begin_refund(batch.at)?;
            Ok(AuditAction::RefundBegun)
        }
    }

    /// Puts the term that the order pays into the batch and marks the order paid; `false` when the subscription is no
    /// longer as it was when the order was placed.
    pub(crate) async fn activate(&self, batch: &mut Batch, order: &mut Order) -> Result<bool, ServiceError> {
        let today = batch.at.day();
        let id = order.purpose.subscription();
        let claimed = claim::subscription(order.account, &order.offer);
        let held = self.store.held_by::<Subscription>(claimed).await?;
        if held.as_ref().is_some_and(|held| held.record.id != id) {
            return Ok(false);
        }
        let activated = match (order.purpose, held) {
            (Purpose::Renew { from, .. }, Some(mut held)) => held
                .record
                .renew(from, today, order.id, order.window)
                .then_some((held.record, Expect::Version(held.version))),
            (Purpose::Renew { .. }, None) => None,
            (Purpose::Subscribe { .. }, Some(mut held)) => held
                .record
                .restart(today, order.id, order.window)
                .then_some((held.record, Expect::Version(held.version))),
            (Purpose::Subscribe { .. }, None) => {
                let offer = order.offer.clone();
                Some((
                    Subscription::activated(id, order.account, offer, today, Some(order.id), order.window),
                    Expect::Absent,
                ))
            }
        };
        let Some((subscription, expects)) = activated else {
            return Ok(false);
        };
        order.pay(subscription.expires, batch.at)?;
        batch.put(&subscription, expects)?;
        if let Payment::Card { .. } = order.payment {
            // It was kept for when the card would not have been charged.
            let draft = draft_id(order.placed_by, order.account, &order.offer);
            batch.delete::<Draft>(draft, Expect::Any);
        }
        Ok(true)
    }

    /// The network gave the money of an order back, and nobody here decided it: it ends where a decided refund ends.
    pub(crate) async fn take_over_refund(&self, order: Stored<Order>) -> Result<(), ServiceError> {
        let actor = Actor::desk();
        let mut batch = self.batch(&actor);
        let mut refunded = order.record.clone();
        if matches!(refunded.state, OrderState::Paid { .. }) {
            refunded.begin_refund(batch.at)?;
            self.end_unpaid_term(&mut batch, &refunded).await?;
        }
        refunded.refunded(batch.at)?;
        self.commit_step(&actor, batch, &order, refunded, AuditAction::OrderRefunded)
            .await?;
        tracing::warn!(order = %order.record.number, "the network gave money back that nobody here decided about");
        Ok(())
    }

    async fn end_unpaid_term(&self, batch: &mut Batch, order: &Order) -> Result<(), ServiceError> {
        let id = order.purpose.subscription();
        let Some(held) = self.store.get::<Subscription>(id.to_bytes()).await? else {
            return Ok(());
        };
        let mut subscription = held.record.clone();
        if !subscription.end_unpaid(order, batch.at.day()) {
            // That another term stands upon it, or that it is over, must still hold when this is committed.
            batch.expect(&held);
            return Ok(());
        }
        self.step_back(batch, &mut subscription).await?;
        batch.put(&subscription, Expect::Version(held.version))?;
        let action = AuditAction::SubscriptionCancelled;
        Self::audit(batch, &Actor::desk(), order.account, action, subjects_of(order));
        self.give_up_what_followed(batch, order, &subscription).await
    }

    /// A renewal was taken back: a term before it, whose own money had gone back while the renewal stood upon it, does
    /// not count again.
    pub(crate) async fn step_back(
        &self,
        batch: &mut Batch,
        subscription: &mut Subscription,
    ) -> Result<(), ServiceError> {
        while let Some(id) = subscription.terms.last().and_then(|term| term.order) {
            let Some(former) = self.store.get::<Order>(id.to_bytes()).await? else {
                break;
            };
            // The bank may give its money back at this moment.
            batch.expect(&former);
            if !subscription.step_back(&former.record) {
                break;
            }
        }
        Ok(())
    }

    /// A term that ended has no next one: the order for that, which is not paid yet, is given up, so that nobody sends
    /// money that can pay nothing. One that is being charged ends by itself, with a refund.
    async fn give_up_what_followed(
        &self,
        batch: &mut Batch,
        ended: &Order,
        left: &Subscription,
    ) -> Result<(), ServiceError> {
        let claimed = claim::open_order(ended.account, &ended.offer);
        let Some(open) = self.store.held_by::<Order>(claimed).await? else {
            return Ok(());
        };
        let renews = matches!(open.record.purpose, Purpose::Renew { from, .. } if from == left.expires);
        let continues = renews && left.cancelled.is_none();
        if open.record.id != ended.id && !open.record.state.is_settling() && !continues {
            self.put_given_up(batch, &Actor::desk(), &open).await?;
        }
        Ok(())
    }

    /// Notes whether the network knows the attempt that is being settled or given back.
    pub(crate) async fn note_unknown(
        &self,
        order: &Stored<Order>,
        is_unknown: bool,
    ) -> Result<(), ServiceError> {
        if order.record.unknown_since().is_some() == is_unknown {
            return Ok(());
        }
        let actor = Actor::desk();
        let batch = self.batch(&actor);
        let mut noted = order.record.clone();
        noted.note_unknown(is_unknown.then_some(batch.at));
        if noted == order.record {
            return Ok(());
        }
        let action = if is_unknown {
            AuditAction::AttemptUnknown
        } else {
            AuditAction::AttemptKnown
        };
        self.commit_step(&actor, batch, order, noted, action).await?;
        Ok(())
    }

    /// Cancels an order on which nothing was charged and that may be tried again; others are left as they are.
    pub(crate) async fn cancel_retryable(&self, actor: &Actor, id: OrderId) -> Result<(), ServiceError> {
        for _ in 0..16 {
            let Some(order) = self.store.get::<Order>(id.to_bytes()).await? else {
                return Ok(());
            };
            if !order.record.state.may_retry() {
                return Ok(());
            }
            let batch = self.batch(actor);
            let mut cancelled = order.record.clone();
            cancelled.cancel(batch.at)?;
            let step = self.commit_step(actor, batch, &order, cancelled, AuditAction::OrderCancelled);
            match step.await {
                // Another order may have made this one give way, which is as good.
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "cancelling again"),
                answer => return answer.map(|_| ()),
            }
        }
        Err(ServiceError::Interrupted)
    }
}

/// The records that an entry about an order names, and the network that was asked.
pub(super) fn subjects_of(order: &Order) -> Vec<Subject> {
    let network = order.attempt().map(|attempt| Subject::Network(attempt.network));
    [
        Subject::Order(order.id),
        Subject::Subscription(order.purpose.subscription()),
    ]
    .into_iter()
    .chain(network)
    .collect()
}
