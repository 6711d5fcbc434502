//! A card becomes a token: the only moment in which a card number passes through the desk. And the cards that an account
//! keeps: only what has paid, each once, known again by the network's fingerprint.

use crate::domain::audit::{AuditAction, Subject};
use crate::domain::ids::{AccountId, NetworkId, SavedCardId};
use crate::domain::order::{Course, Order, OrderState};
use crate::domain::payment::{SavedCard, TokenizedCard};
use crate::domain::user::Permission;
use crate::payments::card::CardData;
use crate::payments::gateway::{Gateway, GatewayError};
use crate::store::record::{Batch, BoxFuture, Expect};
use crate::store::records::{index, saved_card_id};

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Thing, Unavailable};
use super::lines::{Lines, Listing, Matches, Place};
use super::payments::PaymentRefusal;
use super::search::{ListFilter, RECORDS, sift};

/// A kept card as people see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedCardView {
    /// The card.
    pub saved: SavedCard,
    /// Name of who kept it.
    pub saved_by: String,
    /// Whether it is over.
    pub expired: bool,
    /// Whether another payment network gave its token, so that it cannot be charged here.
    pub of_other_network: bool,
}

impl SavedCardView {
    /// Whether it may be charged.
    pub const fn is_usable(&self) -> bool {
        !self.expired && !self.of_other_network
    }

    /// Key of the word for its state.
    pub const fn state_key(&self) -> &'static str {
        match (self.expired, self.of_other_network) {
            (true, _) => "card-state-expired",
            (false, true) => "card-state-other-network",
            (false, false) => "card-state-usable",
        }
    }
}

impl Services {
    /// Exchanges a card for a token. Nothing is stored and nothing is charged; the card is wiped afterwards.
    pub async fn tokenize(
        &self,
        actor: &Actor,
        account: AccountId,
        card: CardData,
    ) -> Result<TokenizedCard, ServiceError> {
        self.permitted(actor, Permission::PlaceOrder, account).await?;
        if !card.expiry.is_valid_on(self.today()) {
            return Err(ServiceError::CardExpired);
        }
        // No number goes to a network that may not charge it.
        self.network_of_store().await?;
        self.ask(self.gateway()?.tokenize(card)).await
    }

    /// Puts the card of an order that was just paid into the batch, if its buyer wished to keep it. Of the same card the
    /// later expiry counts.
    pub(crate) async fn keep_card(
        &self,
        batch: &mut Batch,
        actor: &Actor,
        order: &Order,
    ) -> Result<(), ServiceError> {
        let paid = matches!(order.state, OrderState::Paid { .. });
        let Some(attempt) = order.attempt().filter(|attempt| {
            paid && attempt.keeps_card && matches!(attempt.course, Course::Usual | Course::Unknown(_))
        }) else {
            return Ok(());
        };
        let id = saved_card_id(order.account, attempt.network, &attempt.card.fingerprint);
        let before = self.store.get::<SavedCard>(id.to_bytes()).await?;
        let kept = before.as_ref().map(|before| &before.record.card);
        let newer = kept.filter(|kept| kept.expiry > attempt.card.expiry);
        let saved = SavedCard {
            id,
            account: order.account,
            saved_by: order.placed_by,
            saved_at: batch.at,
            network: attempt.network,
            card: newer.unwrap_or(&attempt.card).clone(),
        };
        let expects = (before.as_ref()).map_or(Expect::Absent, |before| Expect::Version(before.version));
        batch.put(&saved, expects)?;
        let subjects = vec![Subject::SavedCard(id), Subject::Order(order.id)];
        Self::audit(batch, actor, order.account, AuditAction::CardSaved, subjects);
        Ok(())
    }

    /// The cards that an account keeps, newest first; expired ones among them.
    pub async fn saved_cards(
        &self,
        actor: &Actor,
        account: AccountId,
        place: impl Into<Place> + Send,
        limit: usize,
    ) -> Result<Lines<SavedCardView>, ServiceError> {
        self.permitted(actor, Permission::ViewAccount, account).await?;
        let network = self.network_of_cards().await?;
        let listing = Listing::descending(index::CARDS_BY_ACCOUNT, account.to_bytes().to_vec());
        let mut page = self.lines::<SavedCard>(&listing, place.into(), limit).await?;
        let (cards, today) = (std::mem::take(&mut page.lines), self.today());
        let mut views = Vec::with_capacity(cards.len());
        for saved in cards {
            views.push(SavedCardView {
                saved_by: self.name_of(saved.saved_by).await?,
                expired: !saved.card.expiry.is_valid_on(today),
                of_other_network: network.is_some_and(|network| network != saved.network),
                saved,
            });
        }
        Ok(page.with(views))
    }

    /// The cards that an account keeps that match by brand, last four digits, expiry, state, day or person.
    pub async fn find_saved_cards(
        &self,
        actor: &Actor,
        account: AccountId,
        filter: &ListFilter,
    ) -> Result<Matches<SavedCardView>, ServiceError> {
        let page = |from| self.saved_cards(actor, account, from, RECORDS);
        sift(filter, page, |view| {
            let (card, i18n) = (&view.saved.card, &filter.i18n);
            vec![
                card.brand.name().to_owned(),
                card.last_four.clone(),
                card.expiry.to_string(),
                i18n.t(view.state_key()),
                i18n.day(view.saved.saved_at.day()),
                view.saved_by.clone(),
            ]
        })
        .await
    }

    /// All cards of an account that may be charged, newest first.
    pub async fn usable_cards(
        &self,
        actor: &Actor,
        account: AccountId,
    ) -> Result<Vec<SavedCard>, ServiceError> {
        let (mut cards, mut after) = (Vec::new(), None);
        loop {
            let page = self.saved_cards(actor, account, after, 100).await?;
            let usable = page.lines.into_iter().filter(SavedCardView::is_usable);
            cards.extend(usable.map(|view| view.saved));
            after = page.next;
            if after.is_none() {
                return Ok(cards);
            }
        }
    }

    /// The card that an account would be charged by, if it keeps one: the newest that may be. Where so many newer ones may
    /// not, none is told.
    pub async fn card_kept(
        &self,
        actor: &Actor,
        account: AccountId,
    ) -> Result<Option<SavedCard>, ServiceError> {
        const LOOKED_AT: usize = 10;
        let page = self.saved_cards(actor, account, None, LOOKED_AT).await?;
        let mut usable = page.lines.into_iter().filter(SavedCardView::is_usable);
        Ok(usable.next().map(|view| view.saved))
    }

    /// Removes a card that an account keeps. What it paid stays paid.
    pub async fn remove_card(
        &self,
        actor: &Actor,
        account: AccountId,
        id: SavedCardId,
    ) -> Result<SavedCard, ServiceError> {
        let user = self.permitted(actor, Permission::PlaceOrder, account).await?;
        let saved = self.store.get::<SavedCard>(id.to_bytes()).await?;
        let saved = saved.filter(|saved| saved.record.account == account);
        let saved = saved.ok_or_else(|| ServiceError::not_found(Thing::SavedCard, id.to_string()))?;
        self.commit(actor, |batch| {
            batch.delete::<SavedCard>(id.to_bytes().to_vec(), Expect::Version(saved.version));
            batch.expect(&user);
            let subjects = vec![Subject::SavedCard(id)];
            Self::audit(batch, actor, account, AuditAction::CardRemoved, subjects);
            Ok(())
        })
        .await?;
        Ok(saved.record)
    }

    /// Refuses a card whose token another network gave.
    pub(crate) async fn takes_card(&self, saved: &SavedCard) -> Result<(), ServiceError> {
        match self.network_of_cards().await? {
            Some(network) if network != saved.network => Err(PaymentRefusal::CardOfOtherNetwork.into()),
            _ => Ok(()),
        }
    }

    /// The network whose cards may be charged, as far as it is known without asking.
    async fn network_of_cards(&self) -> Result<Option<NetworkId>, ServiceError> {
        Ok(self.kept_network().await?.map(|kept| kept.record.network.id))
    }

    pub(crate) fn gateway(&self) -> Result<&dyn Gateway, ServiceError> {
        self.dependencies
            .gateway
            .as_deref()
            .ok_or_else(|| Unavailable::NoCardProcessor.into())
    }

    /// Waits for an answer of the network other than to `confirm`, within [`super::Timeouts::other`]. None of these
    /// requests takes money, so an answer that does not come is told as what it is for people: nothing was charged.
    pub(crate) async fn ask<T>(
        &self,
        answer: BoxFuture<'_, Result<T, GatewayError>>,
    ) -> Result<T, ServiceError> {
        match tokio::time::timeout(self.dependencies.timeouts.other, answer).await {
            Ok(Err(GatewayError::NoAnswer)) | Err(_) => Err(GatewayError::Unreachable.into()),
            Ok(answer) => Ok(answer?),
        }
    }
}
