//! Placing an order: once per intent, durable before it is acknowledged, and before any money moves.
//!
//! Sequence for a card: `prepare` at the network (no money moves) → one batch {order with the attempt's reference,
//! draft deleted, audit} → `confirm` → one batch {paid, term activated, audit}. Whatever happens in between, the
//! order tells the reconciler how to go on.

mod begun;
mod changed;
mod changing;
mod given_up;
mod view;

use crate::domain::audit::{AuditAction, Subject};
use crate::domain::date::Day;
use crate::domain::draft::Draft;
use crate::domain::ids::{AccountId, OrderId, SavedCardId, UserId};
use crate::domain::offer::{Names, OfferId};
use crate::domain::order::{Order, OrderNumber, OrderState, Purpose};
use crate::domain::partner::MpnId;
use crate::domain::payment::{TokenizedCard, TransferContact};
use crate::domain::request::{Closing, Side, SupportRequest};
use crate::domain::review::Review;
use crate::domain::seller::Seller;
use crate::domain::subscription::NotRenewable;
use crate::domain::subscription::Subscription;
use crate::domain::user::{Denied, Permission, User};
use crate::store::record::{Batch, Expect, Record, RecordRef, Stored};
use crate::store::records::{claim, draft_id, index};

pub use changed::{ChangeMethod, MethodChange, NotChangeable};
pub use changing::ChangeStart;
pub use view::{Instructions, OrderView};
pub(super) use view::{LookupCache, state_key};

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Thing, Unavailable};
use super::lines::{Lines, Listing, Place};
use super::offers::OfferState;
use super::people::hidden;
use super::requests::Access;
use super::requests::put_changed;
use super::settlement::subjects_of;

/// Everything that Buy says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlaceOrder {
    /// The intent: placing it again is the same order.
    pub intent: OrderId,
    /// Account.
    pub account: AccountId,
    /// Offer.
    pub offer: OfferId,
    /// How it is paid.
    pub payment: PayWith,
    /// Whether a card that was typed is to be kept for later, once it has paid.
    pub keep_card: bool,
    /// The buyer's own purchase-order number.
    pub purchase_order: String,
    /// The review that was on the screen.
    pub seen: Review,
    /// Whether the purchase terms were accepted.
    pub accepted_terms: bool,
}

/// How an order is to be paid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PayWith {
    /// A card that was just typed.
    Card(TokenizedCard),
    /// A saved card.
    SavedCard(SavedCardId),
    /// A bank transfer.
    Transfer(TransferContact),
}

impl Services {
    /// Places an order, or gives back the one that this intent already became. Answers when the outcome of a card
    /// payment is known or handed to the reconciler. Dropping the answer does not stop the work.
    pub async fn place_order(&self, actor: &Actor, request: PlaceOrder) -> Result<OrderView, ServiceError> {
        let (services, actor) = (self.clone(), actor.clone());
        let work = tokio::spawn(async move {
            // A second Buy with the same intent waits here for the first one, and then finds its order.
            let turn = services.dependencies.in_flight.take(request.intent).await;
            let placed = Box::pin(services.place_and_charge(&actor, &request)).await;
            drop(turn);
            // The bank may have charged, and from here on no task is on the order any more.
            let is_settled = matches!(&placed, Ok(order) if !order.record.state.is_settling());
            if !is_settled {
                services.dependencies.unsettled.notify_one();
            }
            services.view(placed?.record).await
        });
        work.await.map_err(|_| ServiceError::Interrupted)?
    }

    async fn place_and_charge(
        &self,
        actor: &Actor,
        request: &PlaceOrder,
    ) -> Result<Stored<Order>, ServiceError> {
        let order = Box::pin(self.place_or_find(actor, request)).await?;
        match order.record.state {
            OrderState::Charging => Box::pin(self.charge(actor, order)).await,
            _ => Ok(order),
        }
    }

    async fn place_or_find(
        &self,
        actor: &Actor,
        request: &PlaceOrder,
    ) -> Result<Stored<Order>, ServiceError> {
        for _ in 0..16 {
            // Read anew for each try: what changed in between may be the person's own record.
            let user = self
                .permitted(actor, Permission::PlaceOrder, request.account)
                .await?;
            match self.store.get::<Order>(request.intent.to_bytes()).await? {
                None => {}
                Some(order)
                    if order.record.placed_by != user.record.id
                        || order.record.account != request.account
                        || order.record.offer != request.offer =>
                {
                    return Err(ServiceError::not_found(Thing::Order, request.intent.to_string()));
                }
                Some(order) if order.record.state.may_retry() => {}
                Some(order) => {
                    // "Already placed" claims durability too: it goes through the writer's queue.
                    self.store.commit(self.batch(actor)).await?;
                    return Ok(order);
                }
            }
            match Box::pin(self.place_once(actor, &user, request)).await {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "placing again"),
                other => return other,
            }
        }
        Err(ServiceError::Interrupted)
    }

    async fn place_once(
        &self,
        actor: &Actor,
        user: &Stored<User>,
        request: &PlaceOrder,
    ) -> Result<Stored<Order>, ServiceError> {
        // Everything below holds for this instant. If midnight passes meanwhile, the store refuses the batch behind
        // any of the new day, and the next try finds what the new day says.
        let mut batch = self.batch(actor);
        let now = batch.at;
        let earlier = self.store.get::<Order>(request.intent.to_bytes()).await?;
        let offer_state = self
            .offer_state(&request.offer, self.load_account(request.account).await?)
            .await?;
        if let Some(closed) = self.closed(&user.record, &offer_state).await? {
            let paid = self.paid_meanwhile(&closed, &request.seen, &offer_state).await?;
            return Err(paid.unwrap_or(closed).into());
        }
        // After the window the offer is for sale, but whoever pressed Buy for a renewal did not ask for that.
        if let (Purpose::Renew { .. }, Some(held)) = (request.seen.purpose, &offer_state.subscription)
            && let Err(reason) = held.record.renewable(now.day())
        {
            return Err(Unavailable::Window(reason).into());
        }
        let review = self.review_of(&offer_state, &request.purchase_order).await?;
        let parts = review.changed_since(&request.seen);
        if !parts.is_empty() {
            return Err(ServiceError::Changed {
                review: Box::new(review),
                parts,
            });
        }
        if !request.accepted_terms {
            return Err(ServiceError::TermsNotAccepted);
        }
        if let Some(order) = earlier.as_ref().filter(|order| order.record.attempts_exhausted()) {
            let number = order.record.number.to_string();
            return Err(ServiceError::AttemptsExhausted { number });
        }
        let order = match &earlier {
            Some(earlier) => {
                self.tried_again(actor, &mut batch, &earlier.record, request, review)
                    .await?
            }
            None => {
                self.first_order(actor, &mut batch, user.record.id, request, review)
                    .await?
            }
        };
        self.commit_placed(actor, batch, user, &offer_state, earlier, order)
            .await
    }

    /// What to say when the order of somebody else was paid while the review was on the screen: who it was, and when,
    /// rather than that renewing opens next year.
    async fn paid_meanwhile(
        &self,
        closed: &Unavailable,
        seen: &Review,
        offer_state: &OfferState,
    ) -> Result<Option<Unavailable>, ServiceError> {
        let Some(held) = offer_state.subscription.as_ref().map(|held| &held.record) else {
            return Ok(None);
        };
        let moved = match seen.purpose {
            Purpose::Renew { from, .. } => held.expires != from,
            Purpose::Subscribe { .. } => true,
        };
        let paid_by = held.terms.last().and_then(|term| term.order);
        let (Unavailable::Window(NotRenewable::TooEarly { .. }), true, Some(order)) =
            (closed, moved, paid_by)
        else {
            return Ok(None);
        };
        let Some(order) = self.store.get::<Order>(order.to_bytes()).await? else {
            return Ok(None);
        };
        Ok(Some(Unavailable::AlreadyPaid {
            number: order.record.number.to_string(),
            by: self.name_of(order.record.placed_by).await?,
            on: order.record.placed_at.day(),
            expires: held.expires,
        }))
    }

    /// One batch: the order, the order that gives way to it, the draft that became it, and what all of it relied on.
    async fn commit_placed(
        &self,
        actor: &Actor,
        mut batch: Batch,
        user: &Stored<User>,
        offer_state: &OfferState,
        earlier: Option<Stored<Order>>,
        order: Order,
    ) -> Result<Stored<Order>, ServiceError> {
        batch.expect(user);
        batch.expect(&offer_state.account);
        if let Some(held) = &offer_state.subscription {
            // Written unchanged: a request to cancel that is being sent or reopened at this moment relied on there
            // being no order, and has to look again.
            batch.put(&held.record, Expect::Version(held.version))?;
        } else {
            // A first purchase relies on there being none: somebody else's may have been paid meanwhile.
            let id = order.purpose.subscription().to_bytes().to_vec();
            let kind = Subscription::KIND;
            batch.expects.push((RecordRef { kind, id }, Expect::Absent));
        }
        if let Some(other) = offer_state
            .open_order
            .as_ref()
            .filter(|other| other.record.id != order.id)
        {
            self.put_given_up(&mut batch, actor, other).await?;
        }
        // Whoever renews does not want to cancel any more; the review said so.
        let held = offer_state.subscription.as_ref().map(|held| &held.record);
        if let Some(asked) = self.withdrawn_by_order(held).await? {
            let mut withdrawn = asked.record.clone();
            withdrawn
                .close(actor.user, Side::Company, Closing::Renewed, None, batch.at)
                .map_err(Unavailable::from)?;
            put_changed(&mut batch, &withdrawn, asked.version, asked.record.notes.len())?;
            let subjects = vec![Subject::Request(withdrawn.id), Subject::Order(order.id)];
            Self::audit(
                &mut batch,
                actor,
                order.account,
                AuditAction::RequestWithdrawn,
                subjects,
            );
        }
        let (expects, action) = match &earlier {
            Some(earlier) => (Expect::Version(earlier.version), AuditAction::AttemptBegun),
            None => (Expect::Absent, AuditAction::OrderPlaced),
        };
        batch.put(&order, expects)?;
        self.put_away_draft(&mut batch, user.record.id, &order).await?;
        let subjects = subjects_of(&order);
        Self::audit(&mut batch, actor, order.account, action, subjects);
        let at = batch.at;
        let placing = self.dependencies.placing.read().await;
        let committed = self.store.commit(batch).await?;
        drop(placing);
        Ok(Stored {
            record: order,
            version: committed.number,
            by: actor.user,
            at,
        })
    }

    /// What was typed for an order is over once it is placed; where a card is charged, only once that went well.
    async fn put_away_draft(
        &self,
        batch: &mut Batch,
        user: UserId,
        order: &Order,
    ) -> Result<(), ServiceError> {
        let id = draft_id(user, order.account, &order.offer);
        let left = self.store.get::<Draft>(id.clone()).await?;
        let left = left
            .map(|left| left.record)
            .filter(|left| left.intent == order.id);
        match left.filter(|_| order.state == OrderState::Charging) {
            Some(left) => {
                let purchase_order = order.bill_to.purchase_order.clone();
                let kept = Draft {
                    purchase_order,
                    ..left.while_charged()
                };
                batch.put(&kept, Expect::Any)?;
            }
            None => batch.delete::<Draft>(id, Expect::Any),
        }
        Ok(())
    }

    /// The request to cancel a subscription that an order for it withdraws.
    pub(super) async fn withdrawn_by_order(
        &self,
        held: Option<&Subscription>,
    ) -> Result<Option<Stored<SupportRequest>>, ServiceError> {
        match held {
            Some(held) => self.open_cancellation(held).await,
            None => Ok(None),
        }
    }

    /// A number that no order has. The claim in the batch decides; this only makes a collision unlikely.
    async fn free_number(&self) -> Result<OrderNumber, ServiceError> {
        loop {
            let number = self.dependencies.ids.order_number()?;
            if self
                .store
                .held_by::<Order>(claim::order_number(number))
                .await?
                .is_none()
            {
                return Ok(number);
            }
        }
    }

    /// An order by its number, if the person may see it.
    pub async fn order(&self, actor: &Actor, number: OrderNumber) -> Result<OrderView, ServiceError> {
        let order = self.load_order(number).await?.record;
        // Whether an order of somebody else exists is nobody's business.
        let seen = self
            .permitted(actor, Permission::ViewAccount, order.account)
            .await;
        hidden(seen, Thing::Order, &number.to_string())?;
        self.view(order).await
    }

    /// An order by its id (an intent), if the person may see it; `None` while it was not placed.
    pub async fn order_by_id(&self, actor: &Actor, id: OrderId) -> Result<Option<OrderView>, ServiceError> {
        let Some(order) = self.store.get::<Order>(id.to_bytes()).await? else {
            return Ok(None);
        };
        match self
            .permitted(actor, Permission::ViewAccount, order.record.account)
            .await
        {
            Err(ServiceError::Denied(Denied::Role { .. })) => Ok(None),
            Err(error) => Err(error),
            Ok(user) => {
                let give_up = self.may_give_up(&user.record, &order.record).await?;
                let change = self.may_change_method(&user.record, &order.record).await?;
                let view = self.view(order.record).await?;
                Ok(Some(OrderView {
                    give_up,
                    change,
                    ..view
                }))
            }
        }
    }

    /// The orders of an account, newest first.
    pub async fn orders(
        &self,
        actor: &Actor,
        account: AccountId,
        place: impl Into<Place> + Send,
        limit: usize,
    ) -> Result<Lines<OrderView>, ServiceError> {
        let listing = self.orders_of(actor, account).await?;
        self.order_lines(&listing, place.into(), limit).await
    }

    /// The orders that wait for a bank transfer, by due day: Finance's list.
    pub async fn awaiting_payment(
        &self,
        actor: &Actor,
        place: impl Into<Place> + Send,
        limit: usize,
    ) -> Result<Lines<OrderView>, ServiceError> {
        let listing = self.orders_awaiting(actor).await?;
        self.order_lines(&listing, place.into(), limit).await
    }

    /// The list of the orders of an account, for who may see it.
    pub(super) async fn orders_of(&self, actor: &Actor, account: AccountId) -> Result<Listing, ServiceError> {
        self.permitted(actor, Permission::ViewAccount, account).await?;
        let prefix = account.to_bytes().to_vec();
        Ok(Listing::descending(index::ORDERS_BY_ACCOUNT, prefix))
    }

    /// The list of the orders that wait for a bank transfer, for who may read about money.
    pub(super) async fn orders_awaiting(&self, actor: &Actor) -> Result<Listing, ServiceError> {
        let user = self.acting(actor).await?.record;
        user.may_as_staff(Permission::ReadMoney)?;
        Ok(Listing::ascending(index::ORDERS_AWAITING_PAYMENT, Vec::new()))
    }

    pub(super) async fn order_lines(
        &self,
        listing: &Listing,
        place: Place,
        limit: usize,
    ) -> Result<Lines<OrderView>, ServiceError> {
        let mut page = self.lines::<Order>(listing, place, limit).await?;
        let orders = std::mem::take(&mut page.lines);
        let mut cache = LookupCache::default();
        let mut views = Vec::with_capacity(orders.len());
        for order in orders {
            views.push(self.view_with(&mut cache, order).await?);
        }
        Ok(page.with(views))
    }

    /// Gives up an order of one's own on which nothing was charged (the wizard was left after a decline).
    pub async fn give_up_order(&self, actor: &Actor, id: OrderId) -> Result<(), ServiceError> {
        let Some(order) = self.store.get::<Order>(id.to_bytes()).await? else {
            return Ok(());
        };
        let user = self
            .permitted(actor, Permission::PlaceOrder, order.record.account)
            .await?;
        if order.record.placed_by != user.record.id {
            return Err(ServiceError::not_found(Thing::Order, id.to_string()));
        }
        let _turn = self.dependencies.in_flight.take(id).await;
        self.cancel_retryable(actor, id).await
    }

    pub(crate) async fn load_order(&self, number: OrderNumber) -> Result<Stored<Order>, ServiceError> {
        let order = self.store.held_by::<Order>(claim::order_number(number)).await?;
        order.ok_or_else(|| ServiceError::not_found(Thing::Order, number.to_string()))
    }

    pub(crate) async fn view(&self, order: Order) -> Result<OrderView, ServiceError> {
        self.view_with(&mut LookupCache::default(), order).await
    }

    /// An order as people see it, among others: what they share is read once.
    pub(super) async fn view_with(
        &self,
        cache: &mut LookupCache,
        order: Order,
    ) -> Result<OrderView, ServiceError> {
        let (company, mpn_id) = self.buyer(cache, order.account).await?;
        let placed_by = self.placer(cache, order.placed_by).await?;
        let instructions = match (order.state, order.due()) {
            (OrderState::AwaitingPayment, Some(due)) => {
                let seller = match &cache.seller {
                    Some(seller) => seller,
                    None => cache.seller.insert(self.seller().await?),
                };
                instructions(seller, &order, &mpn_id, due)
            }
            _ => None,
        };
        Ok(OrderView {
            offer: self.offer_names(&order.offer),
            placed_by,
            company,
            instructions,
            expired: order.is_expired(self.today()),
            give_up: Access::Hidden,
            change: Access::Hidden,
            order,
        })
    }

    /// Name of an offer; its id where the catalog no longer has it.
    pub(super) fn offer_names(&self, id: &OfferId) -> Names {
        self.catalog().offer(id).map_or_else(
            |_| Names {
                en: id.as_str().to_owned(),
                pl: id.as_str().to_owned(),
            },
            |offer| offer.names.clone(),
        )
    }

    /// The short name of an offer; its id where the catalog no longer has it.
    pub(super) fn short_names(&self, offer: &OfferId) -> Names {
        match self.catalog().offer(offer) {
            Ok(found) => found.short_names().clone(),
            Err(_) => self.offer_names(offer),
        }
    }

    /// Company and MPN ID of an account.
    pub(super) async fn buyer(
        &self,
        cache: &mut LookupCache,
        account: AccountId,
    ) -> Result<(String, MpnId), ServiceError> {
        if let Some(buyer) = cache.buyers.get(&account) {
            return Ok(buyer.clone());
        }
        let record = self.load_account(account).await?.record;
        let buyer = (record.profile.company.to_string(), record.mpn_id);
        cache.make_room();
        cache.buyers.insert(account, buyer.clone());
        Ok(buyer)
    }

    pub(super) async fn placer(
        &self,
        cache: &mut LookupCache,
        person: UserId,
    ) -> Result<String, ServiceError> {
        if let Some(name) = cache.people.get(&person) {
            return Ok(name.clone());
        }
        let name = self.name_of(person).await?;
        cache.make_room();
        cache.people.insert(person, name.clone());
        Ok(name)
    }
}

fn instructions(seller: &Seller, order: &Order, mpn_id: &MpnId, due: Day) -> Option<Instructions> {
    let bank_account = seller.bank_account(order.quote.total.currency)?.clone();
    Some(Instructions {
        seller: seller.name.to_string(),
        bank_account,
        reference: order.transfer_reference(mpn_id),
        due,
    })
}
