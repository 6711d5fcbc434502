//! Support's decision on a cancellation: one batch with the request, the subscription and the order whose money goes
//! back. What applies to the money was told when the request was sent, and is told again here.

use crate::domain::audit::{AuditAction, Subject};
use crate::domain::date::Day;
use crate::domain::form_draft::NoteKind;
use crate::domain::ids::RequestId;
use crate::domain::order::Order;
use crate::domain::refund::Verdict;
use crate::domain::request::{Decision, Side, SupportRequest};
use crate::domain::subscription::Subscription;
use crate::domain::user::{Permission, User};
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::{ServiceError, Thing, Unavailable};
use crate::store::record::{Expect, Stored};

use super::RequestView;
use super::put_changed;
use super::send::optional_body;
use super::thread::{NOTE, note_is_sent};

/// A decision to cancel, as Support gives it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decide {
    /// The request.
    pub request: RequestId,
    /// The version that was seen: a decision on anything else is refused.
    pub seen: u64,
    /// Whether the money goes back.
    pub refund: bool,
    /// That no benefit was used and no product key viewed: a refund needs this word.
    pub unused: bool,
    /// A note that goes with it, possibly empty.
    pub text: String,
}

impl Services {
    /// Cancels the subscription that a request asks about. The request stays open until Support closes it.
    pub async fn decide_request(&self, actor: &Actor, decide: &Decide) -> Result<RequestView, ServiceError> {
        for _ in 0..16 {
            let (user, request, standing) = self.readable(actor, decide.request).await?;
            if Self::speaking(&user.record, standing, Permission::WorkRequests)? != Side::Support {
                return Err(Unavailable::OwnRequest.into());
            }
            if request.version != decide.seen {
                return Err(self.changed_since(&request).await?);
            }
            match Box::pin(self.decide_once(actor, &user, &request, decide)).await {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "deciding again"),
                Err(error) => {
                    // What was read after the request may be what somebody else's decision made of it: that it was
                    // changed tells more.
                    let (_, now, _) = self.readable(actor, decide.request).await?;
                    if now.version != decide.seen {
                        return Err(self.changed_since(&now).await?);
                    }
                    return Err(error);
                }
                Ok(refunds_a_card) => {
                    if refunds_a_card {
                        self.dependencies.unsettled.notify_one();
                    }
                    return self.request_by_id(actor, decide.request).await;
                }
            }
        }
        Err(ServiceError::Interrupted)
    }

    /// The answer is whether the network has to be asked for a refund.
    async fn decide_once(
        &self,
        actor: &Actor,
        user: &Stored<User>,
        request: &Stored<SupportRequest>,
        decide: &Decide,
    ) -> Result<bool, ServiceError> {
        let text = optional_body(&decide.text, NOTE)?;
        let mut decided = request.record.clone();
        // Asked first: that it was decided tells more than what the decision did to the subscription.
        let asked = request.record.to_decide().map_err(Unavailable::from)?;
        let held = self
            .store
            .get::<Subscription>(asked.subscription.to_bytes())
            .await?;
        let held =
            held.ok_or_else(|| ServiceError::not_found(Thing::Request, request.record.number.to_string()))?;
        let (account, offer) = (held.record.account, held.record.offer.clone());
        if let Some(closed) = self.order_in_the_way(account, &offer).await? {
            return Err(closed.into());
        }
        let mut batch = self.batch(actor);
        let today = batch.at.day();
        let mut subscription = held.record.clone();
        let refunded = if decide.refund {
            let order = self.order_to_refund(&held.record, asked.asked).await?;
            if !decide.unused {
                return Err(ServiceError::NotAffirmed);
            }
            Some(order)
        } else {
            None
        };
        let ends = match &refunded {
            Some(order) => {
                let ends = subscription
                    .take_back(&order.record, today)
                    .map_err(Unavailable::from)?;
                if ends.is_none() {
                    self.step_back(&mut batch, &mut subscription).await?;
                }
                ends
            }
            None => Some(subscription.cancel(today).map_err(Unavailable::from)?),
        };
        let decision = Decision {
            at: batch.at,
            by: user.record.id,
            refund: refunded.as_ref().map(|order| order.record.id),
            ends,
        };
        let has_text = text.is_some();
        decided.decide(decision, text).map_err(Unavailable::from)?;
        batch.expect(user);
        put_changed(&mut batch, &decided, request.version, request.record.notes.len())?;
        note_is_sent(&mut batch, user.record.id, &decided, NoteKind::Decision, has_text);
        batch.put(&subscription, Expect::Version(held.version))?;
        let about = vec![
            Subject::Request(decided.id),
            Subject::Subscription(subscription.id),
        ];
        for action in [AuditAction::RequestDecided, AuditAction::SubscriptionCancelled] {
            Self::audit(&mut batch, actor, account, action, about.clone());
        }
        let mut refunds_a_card = false;
        if let Some(order) = refunded {
            let mut refunding = order.record.clone();
            refunding.begin_refund(batch.at)?;
            batch.put(&refunding, Expect::Version(order.version))?;
            let subjects = vec![
                Subject::Order(refunding.id),
                Subject::Subscription(subscription.id),
            ];
            Self::audit(&mut batch, actor, account, AuditAction::RefundBegun, subjects);
            refunds_a_card = !refunding.is_to_return();
        }
        self.store.commit(batch).await?;
        Ok(refunds_a_card)
    }

    /// The order whose money can go back when a subscription is cancelled that was asked for on a day.
    async fn order_to_refund(&self, held: &Subscription, asked: Day) -> Result<Stored<Order>, ServiceError> {
        let refundable = match self.verdict(held, asked).await? {
            Verdict::Refundable(refundable) => refundable,
            Verdict::NotRefundable(why) => return Err(why.into()),
        };
        let order = self.store.get::<Order>(refundable.order.to_bytes()).await?;
        order.ok_or_else(|| ServiceError::not_found(Thing::Order, refundable.number.to_string()))
    }
}
