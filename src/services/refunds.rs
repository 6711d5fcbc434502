//! Money that goes back: what applies when a subscription is cancelled, and transfers that Finance returns.
//!
//! The money of a card goes back by the reconciler. That of a transfer goes back when Finance has sent it: until then
//! the order is refunding, and stands in Finance's list.

use crate::domain::audit::{AuditAction, Subject};
use crate::domain::date::Day;
use crate::domain::form_draft::{FormDraft, FormSubject};
use crate::domain::ids::OrderId;
use crate::domain::order::{Order, OrderNumber, OrderState};
use crate::domain::receipt::Receipt;
use crate::domain::refund::Verdict;
use crate::domain::request::Cancellation;
use crate::domain::subscription::Subscription;
use crate::domain::user::Permission;
use crate::store::record::Expect;
use crate::store::records::{form_draft_id, index};

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Thing};
use super::lines::{Lines, Listing, Place};
use super::orders::OrderView;
use super::receipts::value_date;
use super::requests::RefundView;

/// Money that was sent back, as Finance says it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MoneyBack {
    /// The order whose transfer it was.
    pub number: OrderNumber,
    /// The day on which the bank sent it.
    pub value_date: Day,
}

impl Services {
    /// What applies to the money of a subscription's current term when its cancellation is asked for on a day.
    pub(crate) async fn verdict(&self, held: &Subscription, asked: Day) -> Result<Verdict, ServiceError> {
        let paid = self.paying_order(held).await?;
        Ok(Verdict::of(
            held,
            paid.as_ref().map(|(order, day)| (order, *day)),
            asked,
        ))
    }

    /// The verdict on a cancellation, by the day of its request.
    pub(crate) async fn verdict_of(&self, asked: &Cancellation) -> Result<Option<Verdict>, ServiceError> {
        let held = self
            .store
            .get::<Subscription>(asked.subscription.to_bytes())
            .await?;
        match held {
            Some(held) => self.verdict(&held.record, asked.asked).await.map(Some),
            None => Ok(None),
        }
    }

    /// The order that paid the current term, and the day on which it was paid: that of a transfer is its value date
    /// (source: product rules, "Money is recorded as a receipt").
    pub(crate) async fn paying_order(
        &self,
        held: &Subscription,
    ) -> Result<Option<(Order, Day)>, ServiceError> {
        let Some(id) = held.terms.last().and_then(|term| term.order) else {
            return Ok(None);
        };
        let Some(order) = self.store.get::<Order>(id.to_bytes()).await? else {
            return Ok(None);
        };
        let order = order.record;
        let paid = order.completed_on().unwrap_or_else(|| order.since.day());
        Ok(Some((order, paid)))
    }

    /// How far the money of an order is on its way back.
    pub(crate) async fn refund_view(&self, order: OrderId) -> Result<Option<RefundView>, ServiceError> {
        let order = self.store.get::<Order>(order.to_bytes()).await?;
        Ok(order.map(|order| RefundView {
            order: order.record.number.to_string(),
            total: order.record.quote.total,
            is_back: order.record.state == OrderState::Refunded,
            is_refused: order.record.state == OrderState::RefundRefused,
        }))
    }

    /// The orders whose transfer Finance has to return, the longest waiting first.
    pub async fn money_to_return(
        &self,
        actor: &Actor,
        place: impl Into<Place> + Send,
        limit: usize,
    ) -> Result<Lines<OrderView>, ServiceError> {
        let listing = self.orders_to_return(actor).await?;
        self.order_lines(&listing, place.into(), limit).await
    }

    /// The list of the orders whose transfer is to be returned, for who may read about money.
    pub(super) async fn orders_to_return(&self, actor: &Actor) -> Result<Listing, ServiceError> {
        let user = self.acting(actor).await?.record;
        user.may_as_staff(Permission::ReadMoney)?;
        Ok(Listing::ascending(index::ORDERS_TO_RETURN, Vec::new()))
    }

    /// Marks the transfer of an order as sent back: its receipts are returned and the order refunded, in one batch.
    pub async fn return_money(&self, actor: &Actor, back: MoneyBack) -> Result<OrderView, ServiceError> {
        for _ in 0..16 {
            let user = self.permitted_staff(actor, Permission::BookMoney).await?;
            let order = self.load_order(back.number).await?;
            // As with money that comes in: who places an order does not touch its money.
            if order.record.is_own(user.record.id) {
                return Err(ServiceError::OwnOrder);
            }
            value_date(back.value_date, self.today())?;
            if !order.record.is_to_return() {
                return Err(ServiceError::NotToReturn);
            }
            let decided = order.record.since.day();
            if back.value_date < decided {
                return Err(ServiceError::ReturnedTooEarly { decided });
            }
            let mut batch = self.batch(actor);
            batch.expect(&user);
            let mut subjects = vec![Subject::Order(order.record.id)];
            for received in order.record.received() {
                let id = received.receipt;
                let found = self.store.get::<Receipt>(id.to_bytes()).await?;
                let found = found.ok_or_else(|| ServiceError::not_found(Thing::Receipt, id.to_string()))?;
                let mut returned = found.record;
                returned.send_back_of(order.record.id, back.value_date);
                batch.put(&returned, Expect::Version(found.version))?;
                subjects.push(Subject::Receipt(id));
            }
            let account = order.record.account;
            // What was sent ends its draft.
            let draft = form_draft_id(user.record.id, account, FormSubject::Return(order.record.id));
            batch.delete::<FormDraft>(draft, Expect::Any);
            Self::audit(&mut batch, actor, account, AuditAction::ReceiptReturned, subjects);
            let mut refunded = order.record.clone();
            refunded.refunded(batch.at)?;
            let step = self.commit_step(actor, batch, &order, refunded, AuditAction::OrderRefunded);
            match step.await {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "returning again"),
                Err(error) => return Err(error),
                Ok(order) => return self.view(order.record).await,
            }
        }
        Err(ServiceError::Interrupted)
    }
}
