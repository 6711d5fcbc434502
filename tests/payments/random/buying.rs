//! What buyers do: they order, try again, change how they pay, and give up.

use offerdesk::domain::ids::{AccountId, UserId};
use offerdesk::domain::order::{Order, OrderState};
use offerdesk::payments::gateway::DeclineReason;
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::error::ServiceError;
use offerdesk::services::orders::{ChangeMethod, OrderView, PayWith};

use crate::desk::{FAY, actor, offer_id, request, transfer};

use super::world::{ACCOUNTS, BUYERS, OFFERS, World};

const CARDS: [Behavior; 10] = [
    Behavior::Approve,
    Behavior::Approve,
    Behavior::Approve,
    Behavior::Decline(DeclineReason::DoNotHonor),
    Behavior::Decline(DeclineReason::InsufficientFunds),
    Behavior::SilentBefore,
    Behavior::SilentAfter,
    Behavior::RefundSilentAfter,
    Behavior::RefundSilentBefore,
    Behavior::RefundRefused,
];

impl World {
    pub async fn random_order(&mut self) {
        let (who, account) = (*self.chance.one_of(&BUYERS), *self.chance.one_of(&ACCOUNTS));
        let offer = *self.chance.one_of(&OFFERS);
        let payment = self.random_payment().await;
        self.order(who, account, offer, payment).await;
    }

    async fn random_payment(&mut self) -> PayWith {
        if self.chance.below(2) == 0 {
            return transfer();
        }
        let card = *self.chance.one_of(&CARDS);
        self.desk().card_that(card).await
    }

    pub async fn order(
        &mut self,
        who: UserId,
        account: AccountId,
        offer: &str,
        payment: PayWith,
    ) -> Option<OrderView> {
        let services = self.desk().services.clone();
        let opened = services.open_wizard(&actor(who), account, &offer_id(offer)).await;
        let start = match opened {
            Ok(start) => start,
            Err(error) => {
                self.told("order", Err::<(), _>(error));
                return None;
            }
        };
        let payment = match (&payment, start.saved_cards.first()) {
            (PayWith::Card(_), Some(saved)) if self.chance.below(4) == 0 => PayWith::SavedCard(saved.id),
            _ => payment,
        };
        let mut order = request(&start, payment);
        order.keep_card = self.chance.below(2) == 0;
        self.drafts.push((who, order.clone()));
        let placed = services.place_order(&actor(who), order).await;
        self.placed("order", placed)
    }

    /// The same intent once more, as a wizard that was open all the time.
    pub async fn random_again(&mut self) {
        if self.drafts.is_empty() {
            return;
        }
        let (who, order) = self.chance.one_of(&self.drafts.clone()).clone();
        let placed = self.desk().services.place_order(&actor(who), order).await;
        self.placed("order again", placed);
    }

    /// What was ordered last, once more.
    pub async fn again(&mut self) -> Option<OrderView> {
        let (who, order) = self.drafts.last().cloned()?;
        let placed = self.desk().services.place_order(&actor(who), order).await;
        self.placed("order again", placed)
    }

    pub async fn random_change(&mut self) {
        let is_open = |order: &Order| order.state.is_open() && !order.state.is_settling();
        let Some(order) = self.some_order(is_open).await else {
            return;
        };
        let who = *self.chance.one_of(&BUYERS);
        let payment = self.random_payment().await;
        self.change(who, &order, payment).await;
    }

    pub async fn change(&mut self, who: UserId, order: &Order, payment: PayWith) -> Option<OrderView> {
        let services = self.desk().services.clone();
        let begun = services.begin_method_change(&actor(who), order.number).await;
        let (intent, seen) = match begun {
            Ok(begun) => (begun.intent, begun.order.order.quote.total),
            Err(error) => {
                self.told("change", Err::<(), _>(error));
                return None;
            }
        };
        let change = ChangeMethod {
            number: order.number,
            intent,
            seen,
            payment,
            keep_card: false,
        };
        let changed = services.change_method(&actor(who), change).await;
        self.placed("change", changed)
    }

    pub async fn random_give_up(&mut self) {
        let is_open = |order: &Order| order.state.is_open();
        let Some(order) = self.some_order(is_open).await else {
            return;
        };
        let who = *self.chance.one_of(&[BUYERS[0], BUYERS[2], BUYERS[4], FAY]);
        self.give_up(who, &order).await;
    }

    pub async fn give_up(&mut self, who: UserId, order: &Order) -> Option<OrderView> {
        let given_up = self.desk().services.give_up(&actor(who), order.number).await;
        let had_money = !order.received().is_empty();
        let action = if had_money { "give up money" } else { "give up" };
        self.told(action, given_up)
    }

    fn placed(&mut self, action: &'static str, placed: Result<OrderView, ServiceError>) -> Option<OrderView> {
        let Ok(view) = &placed else {
            self.told(action, placed);
            return None;
        };
        self.books.saw(&view.order);
        let is_card = view.order.due().is_none();
        let end = match view.order.state {
            OrderState::Paid { .. } if is_card => "charged",
            OrderState::Paid { .. } => "paid by transfer",
            OrderState::Declined(_) => "declined",
            OrderState::Unknown => "silent",
            OrderState::AwaitingPayment => "awaiting",
            _ => "other",
        };
        self.saw(action, end);
        placed.ok()
    }
}
