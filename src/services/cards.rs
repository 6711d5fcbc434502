//! A card becomes a token: the only moment in which a card number passes through the desk.

use crate::domain::audit::{AuditAction, Subject};
use crate::domain::ids::{AccountId, SavedCardId};
use crate::domain::payment::{SavedCard, TokenizedCard};
use crate::domain::user::Permission;
use crate::payments::card::CardData;
use crate::payments::gateway::{Gateway, GatewayError};
use crate::store::record::{BoxFuture, Expect};

use super::Services;
use super::context::Actor;
use super::error::{Closed, ServiceError};

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
        let gateway = self.gateway()?;
        self.ask(gateway.tokenize(card)).await
    }

    /// Keeps a card for an account. The same card (brand, last four, expiry, token) is kept once.
    pub async fn save_card(
        &self,
        actor: &Actor,
        account: AccountId,
        card: TokenizedCard,
    ) -> Result<SavedCard, ServiceError> {
        let user = self.permitted(actor, Permission::PlaceOrder, account).await?;
        if let Some(kept) = self
            .saved_cards(actor, account)
            .await?
            .into_iter()
            .find(|kept| kept.card == card)
        {
            return Ok(kept);
        }
        let id = SavedCardId::new(self.new_id()?);
        let saved = SavedCard {
            id,
            account,
            saved_by: user.record.id,
            card,
        };
        self.commit(actor, |batch| {
            batch.put(&saved, Expect::Absent)?;
            batch.expect(&user);
            let subjects = vec![Subject::Account(account), Subject::SavedCard(id)];
            Self::audit(batch, actor, account, AuditAction::CardSaved, subjects);
            Ok(())
        })
        .await?;
        Ok(saved)
    }

    pub(crate) fn gateway(&self) -> Result<&dyn Gateway, ServiceError> {
        self.parts
            .gateway
            .as_deref()
            .ok_or_else(|| Closed::NoCardProcessor.into())
    }

    /// Waits for an answer of the network other than to `confirm`, within [`super::Patience::other`].
    pub(crate) async fn ask<T>(
        &self,
        answer: BoxFuture<'_, Result<T, GatewayError>>,
    ) -> Result<T, ServiceError> {
        match tokio::time::timeout(self.parts.patience.other, answer).await {
            Ok(answer) => Ok(answer?),
            Err(_) => Err(GatewayError::NoAnswer.into()),
        }
    }
}
