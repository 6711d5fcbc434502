//! How an order begins: by card with its first attempt, by transfer with its due day. And how it is tried again, with
//! another card: always as a step of the order that is there, so that what was given up meanwhile stays given up.

use crate::domain::date::Day;
use crate::domain::ids::{AccountId, OrderId, UserId};
use crate::domain::money::Money;
use crate::domain::order::{Attempt, IllegalStep, Order, OrderState, Payment};
use crate::domain::payment::{SavedCard, TokenizedCard};
use crate::domain::review::Review;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::{ServiceError, Thing, Unavailable};
use crate::services::payments::Wanted;
use crate::store::record::Batch;

use super::{PayWith, PlaceOrder};

/// How an order is to be paid, and what it asks for.
pub(super) struct Way<'request> {
    /// The order.
    pub order: OrderId,
    /// Who buys.
    pub account: AccountId,
    /// How much.
    pub total: Money,
    /// By transfer: until when.
    pub due: Day,
    /// By what.
    pub payment: &'request PayWith,
    /// Whether a card that was typed is kept once it has paid.
    pub keep_card: bool,
}

impl Services {
    /// The order of an intent that is placed for the first time.
    pub(super) async fn first_order(
        &self,
        actor: &Actor,
        batch: &mut Batch,
        buyer: UserId,
        request: &PlaceOrder,
        review: Review,
    ) -> Result<Order, ServiceError> {
        let now = batch.at;
        let way = Way {
            order: request.intent,
            account: request.account,
            total: review.quote.total,
            due: review.due(),
            payment: &request.payment,
            keep_card: request.keep_card,
        };
        let payment = self.payment_of(actor, batch, &way).await?;
        Ok(Order {
            id: request.intent,
            number: self.free_number().await?,
            account: request.account,
            offer: request.offer.clone(),
            purpose: review.purpose,
            placed_by: buyer,
            placed_at: now,
            follows: None,
            quote: review.quote,
            bill_to: review.bill_to,
            terms_version: review.terms_version,
            catalog: self.catalog_hash(),
            state: OrderState::first(&payment),
            payment,
            since: now,
            rerated: None,
            window: review.window,
            due_days: review.due_days,
        })
    }

    /// A way of payment as an order begins with it.
    pub(super) async fn payment_of(
        &self,
        actor: &Actor,
        batch: &mut Batch,
        way: &Way<'_>,
    ) -> Result<Payment, ServiceError> {
        if let PayWith::Transfer(contact) = way.payment {
            let currency = way.total.currency;
            if self.seller().await?.bank_account(currency).is_none() {
                return Err(Unavailable::NoBankAccount {
                    currency: currency.code().to_owned(),
                }
                .into());
            }
            return Ok(Payment::Transfer {
                contact: contact.clone(),
                due: way.due,
                received: Vec::new(),
            });
        }
        let attempts = vec![self.attempt(actor, batch, way, &[]).await?];
        Ok(Payment::Card { attempts })
    }

    /// The same order once more, at what the review says now.
    pub(super) async fn tried_again(
        &self,
        actor: &Actor,
        batch: &mut Batch,
        earlier: &Order,
        request: &PlaceOrder,
        review: Review,
    ) -> Result<Order, ServiceError> {
        let Payment::Card { attempts } = &earlier.payment else {
            let (from, to) = (earlier.state, OrderState::Charging.key());
            return Err(IllegalStep { from, to }.into());
        };
        if matches!(request.payment, PayWith::Transfer(_)) {
            // A charge was tried under this intent: another way of payment is another order.
            let (from, to) = (earlier.state, OrderState::AwaitingPayment.key());
            return Err(IllegalStep { from, to }.into());
        }
        let way = Way {
            order: earlier.id,
            account: earlier.account,
            total: review.quote.total,
            due: earlier.kept_until(),
            payment: &request.payment,
            keep_card: request.keep_card,
        };
        let attempt = self.attempt(actor, batch, &way, attempts).await?;
        let mut order = Order {
            purpose: review.purpose,
            quote: review.quote,
            bill_to: review.bill_to,
            terms_version: review.terms_version,
            catalog: self.catalog_hash(),
            rerated: None,
            window: review.window,
            ..earlier.clone()
        };
        order.retry(attempt)?;
        Ok(order)
    }

    /// An attempt that the network has prepared: no money moves yet.
    pub(super) async fn attempt(
        &self,
        actor: &Actor,
        batch: &mut Batch,
        way: &Way<'_>,
        so_far: &[Attempt],
    ) -> Result<Attempt, ServiceError> {
        let wanted = Wanted {
            order: way.order,
            so_far,
            total: way.total,
            card: self.card_to_charge(way.payment, way.account).await?,
            keeps_card: way.keep_card && matches!(way.payment, PayWith::Card(_)),
        };
        self.prepare_attempt(actor, batch, wanted).await
    }

    async fn card_to_charge(
        &self,
        payment: &PayWith,
        account: AccountId,
    ) -> Result<TokenizedCard, ServiceError> {
        let card = match payment {
            PayWith::Card(card) => card.clone(),
            PayWith::SavedCard(id) => {
                let saved = self.store.get::<SavedCard>(id.to_bytes()).await?;
                let saved = saved.filter(|saved| saved.record.account == account);
                let saved = saved
                    .ok_or_else(|| ServiceError::not_found(Thing::SavedCard, id.to_string()))?
                    .record;
                self.takes_card(&saved).await?;
                saved.card
            }
            PayWith::Transfer(_) => return Err(ServiceError::Interrupted),
        };
        if card.expiry.is_valid_on(self.today()) {
            Ok(card)
        } else {
            Err(ServiceError::CardExpired)
        }
    }
}
