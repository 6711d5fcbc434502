//! Another way of payment for an order that is not paid: one guided action. Another order takes the place of the first
//! one in one batch, and keeps its day of placing, its price and its due day (source: product rules, "Changing the
//! method is one guided action"). A card on which nothing was charged is tried again under the same order.

use crate::domain::date::Day;
use crate::domain::ids::OrderId;
use crate::domain::message::{Arg, Coded};
use crate::domain::money::Money;
use crate::domain::order::{Attempt, IllegalStep, Order, OrderNumber, OrderState, Payment, Purpose};
use crate::domain::partner::MpnId;
use crate::domain::payment::{PaymentMethod, SavedCard};
use crate::domain::subscription::{RenewalWindow, State, Subscription};
use crate::domain::user::Permission;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::{ServiceError, Thing};
use crate::services::offers::OfferState;
use crate::services::people::hidden;
use crate::store::record::Stored;

use super::begun::Way;
use super::{OrderView, PayWith};

/// What is needed to change the way of payment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MethodChange {
    /// The order as it stands.
    pub order: OrderView,
    /// MPN ID of its account.
    pub mpn_id: MpnId,
    /// Cards that may pay.
    pub saved_cards: Vec<SavedCard>,
    /// Last day of the renewal window when a transfer started today may come too late.
    pub transfer_may_be_late: Option<RenewalWindow>,
    /// The intent of the order that will take its place.
    pub intent: OrderId,
}

/// Another way of payment for an order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangeMethod {
    /// The order.
    pub number: OrderNumber,
    /// The intent of the order that takes its place.
    pub intent: OrderId,
    /// The total that was seen: nothing else is charged, or asked for by transfer.
    pub seen: Money,
    /// How it is to be paid.
    pub payment: PayWith,
    /// Whether a card that was typed is to be kept for later, once it has paid.
    pub keep_card: bool,
}

/// Why the way of payment of an order cannot be changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotChangeable {
    /// It is a transfer already.
    #[error("paid by transfer already")]
    SameMethod,
    /// Its due day is over: the price and the right to renew were kept until then.
    #[error("was to be paid until {due}")]
    DueDayOver {
        /// That day.
        due: Day,
    },
    /// Its total is another one by now: a VAT ID was rejected meanwhile.
    #[error("{total} is due by now")]
    OtherTotal {
        /// What is due.
        total: Money,
    },
    /// What it is for was renewed, bought or cancelled in another way meanwhile.
    #[error("what {number} is for can no longer be had")]
    Overtaken {
        /// Number of the order.
        number: OrderNumber,
    },
}

impl Coded for NotChangeable {
    fn code(&self) -> &'static str {
        match self {
            Self::SameMethod => "change-same-method",
            Self::DueDayOver { .. } => "change-due-day-over",
            Self::OtherTotal { .. } => "change-other-total",
            Self::Overtaken { .. } => "change-overtaken",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::DueDayOver { due } => vec![("due", Arg::Day(*due))],
            Self::OtherTotal { total } => vec![("total", Arg::Money(*total))],
            Self::Overtaken { number } => vec![("number", Arg::Text(number.to_string()))],
            Self::SameMethod => Vec::new(),
        }
    }
}

impl Services {
    /// What is needed to change how an order is paid; refused with the reason where it cannot be.
    pub async fn begin_method_change(
        &self,
        actor: &Actor,
        number: OrderNumber,
    ) -> Result<MethodChange, ServiceError> {
        let (offer_state, order) = self.changeable(actor, number).await?;
        let window = offer_state.subscription.as_ref().map(|held| held.record.window());
        let today = self.today();
        Ok(MethodChange {
            transfer_may_be_late: window.filter(|window| window.warns_of_slow_transfer(today)),
            saved_cards: self.usable_cards(actor, order.record.account).await?,
            intent: OrderId::new(self.new_id()?),
            mpn_id: offer_state.account.record.mpn_id.clone(),
            order: self.view(order.record).await?,
        })
    }

    /// Changes how an order is paid. Answers as placing does; dropping the answer does not stop the work.
    pub async fn change_method(
        &self,
        actor: &Actor,
        change: ChangeMethod,
    ) -> Result<OrderView, ServiceError> {
        let (services, actor) = (self.clone(), actor.clone());
        let work = tokio::spawn(async move {
            let first = services.load_order(change.number).await?.record.id;
            let first_turn = services.dependencies.in_flight.take(first).await;
            // The order itself, named as its own successor, would wait for its own turn for ever.
            let turn = if change.intent == first {
                None
            } else {
                Some(services.dependencies.in_flight.take(change.intent).await)
            };
            let placed = Box::pin(services.change_and_charge(&actor, &change)).await;
            drop((turn, first_turn));
            if !matches!(&placed, Ok(order) if !order.record.state.is_settling()) {
                services.dependencies.unsettled.notify_one();
            }
            services.view(placed?.record).await
        });
        work.await.map_err(|_| ServiceError::Interrupted)?
    }

    async fn change_and_charge(
        &self,
        actor: &Actor,
        change: &ChangeMethod,
    ) -> Result<Stored<Order>, ServiceError> {
        for _ in 0..16 {
            match Box::pin(self.change_once(actor, change)).await {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "changing again"),
                Ok(order) if order.record.state == OrderState::Charging => {
                    return Box::pin(self.charge(actor, order)).await;
                }
                other => return other,
            }
        }
        Err(ServiceError::Interrupted)
    }

    async fn change_once(&self, actor: &Actor, change: &ChangeMethod) -> Result<Stored<Order>, ServiceError> {
        if let Some(placed) = self.store.get::<Order>(change.intent.to_bytes()).await? {
            return self.changed_before(actor, change, placed).await;
        }
        let mut batch = self.batch(actor);
        let now = batch.at;
        let (offer_state, first) = self.changeable(actor, change.number).await?;
        let user = self
            .permitted(actor, Permission::PlaceOrder, first.record.account)
            .await?;
        let method = match &change.payment {
            PayWith::Transfer(_) => PaymentMethod::BankTransfer,
            PayWith::Card(_) | PayWith::SavedCard(_) => PaymentMethod::Card,
        };
        let old = &first.record;
        let total = old.quote.total;
        if total != change.seen {
            return Err(NotChangeable::OtherTotal { total }.into());
        }
        let way = Way {
            order: change.intent,
            account: old.account,
            total,
            due: old.kept_until(),
            payment: &change.payment,
            keep_card: change.keep_card,
        };
        if method == PaymentMethod::Card && old.method() == method {
            if old.attempts_exhausted() {
                return Err(ServiceError::AttemptsExhausted {
                    number: old.number.to_string(),
                });
            }
            let mut again = old.clone();
            let way = Way { order: old.id, ..way };
            again.retry(self.attempt(actor, &mut batch, &way, attempts_of(old)).await?)?;
            return self
                .commit_placed(actor, batch, &user, &offer_state, Some(first), again)
                .await;
        }
        if old.method() == method {
            return Err(NotChangeable::SameMethod.into());
        }
        let payment = self.payment_of(actor, &mut batch, &way).await?;
        let order = Order {
            id: change.intent,
            number: self.free_number().await?,
            placed_by: user.record.id,
            follows: Some(old.id),
            state: OrderState::first(&payment),
            payment,
            since: now,
            ..old.clone()
        };
        self.commit_placed(actor, batch, &user, &offer_state, None, order)
            .await
    }

    /// The order that this change became already. Its durability is claimed too: it goes through the writer's queue.
    async fn changed_before(
        &self,
        actor: &Actor,
        change: &ChangeMethod,
        placed: Stored<Order>,
    ) -> Result<Stored<Order>, ServiceError> {
        let first = self.load_order(change.number).await?.record.id;
        if placed.record.follows != Some(first) || Some(placed.record.placed_by) != actor.user {
            return Err(ServiceError::not_found(Thing::Order, change.intent.to_string()));
        }
        self.store.commit(self.batch(actor)).await?;
        Ok(placed)
    }

    /// An order whose way of payment may be changed now, and what is known around it.
    async fn changeable(
        &self,
        actor: &Actor,
        number: OrderNumber,
    ) -> Result<(OfferState, Stored<Order>), ServiceError> {
        let order = self.load_order(number).await?;
        let account = order.record.account;
        let seen = self.permitted(actor, Permission::ViewAccount, account).await;
        hidden(seen, Thing::Order, &number.to_string())?;
        self.permitted(actor, Permission::PlaceOrder, account).await?;
        if order.record.state.is_settling() {
            return Err(self.settling(&order.record).await?.into());
        }
        if !order.record.state.is_open() {
            let (from, to) = (order.record.state, OrderState::Cancelled.key());
            return Err(IllegalStep { from, to }.into());
        }
        if let Some(reason) = self.due_day_over(&order.record) {
            return Err(reason.into());
        }
        let offer_state = self
            .offer_state(&order.record.offer, self.load_account(account).await?)
            .await?;
        let held = offer_state.subscription.as_ref().map(|held| &held.record);
        match self.unchangeable(&order.record, held) {
            Some(reason) => Err(reason.into()),
            None => Ok((offer_state, order)),
        }
    }

    fn due_day_over(&self, order: &Order) -> Option<NotChangeable> {
        let due = order.kept_until();
        (self.today() > due).then_some(NotChangeable::DueDayOver { due })
    }

    /// Why the way of payment of an open order cannot be changed today, whoever wants to.
    pub(super) fn unchangeable(&self, order: &Order, held: Option<&Subscription>) -> Option<NotChangeable> {
        let overtaken = || !can_still_be_had(order, held, self.today());
        self.due_day_over(order)
            .or_else(|| overtaken().then_some(NotChangeable::Overtaken { number: order.number }))
    }
}

/// Whether what an order is for can still be had: nobody else renewed, bought or cancelled it meanwhile.
fn can_still_be_had(order: &Order, held: Option<&Subscription>, today: Day) -> bool {
    let is_meant = held.is_none_or(|held| held.id == order.purpose.subscription());
    is_meant
        && match (order.purpose, held) {
            (Purpose::Renew { from, .. }, Some(held)) => held.expires == from && held.cancelled.is_none(),
            (Purpose::Renew { .. }, None) => false,
            (Purpose::Subscribe { .. }, held) => {
                held.is_none_or(|held| matches!(held.state(today), State::Lapsed | State::Cancelled))
            }
        }
}

fn attempts_of(order: &Order) -> &[Attempt] {
    match &order.payment {
        Payment::Card { attempts } => attempts,
        Payment::Transfer { .. } => &[],
    }
}
