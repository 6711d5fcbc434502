//! What "Saved cards" asks for.

use crate::domain::ids::{AccountId, SavedCardId};
use crate::domain::message::Arg;
use crate::services::Services;
use crate::services::cards::SavedCardView;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::lines::{Lines, Matches, Place};
use crate::services::search::ListFilter;
use crate::tui::ask::{Ask, Manner};
use crate::tui::list::Listed;
use crate::tui::screens::errand::Ended;

/// The cards of an account.
impl Listed for SavedCardView {
    type Of = AccountId;

    async fn page(
        account: AccountId,
        place: Place,
        limit: usize,
        services: &Services,
        actor: &Actor,
    ) -> Result<Lines<Self>, ServiceError> {
        services.saved_cards(actor, account, place, limit).await
    }

    async fn matches(
        account: AccountId,
        filter: &ListFilter,
        services: &Services,
        actor: &Actor,
    ) -> Result<Matches<Self>, ServiceError> {
        services.find_saved_cards(actor, account, filter).await
    }
}

/// To remove a card of an account.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RemoveCard(pub AccountId, pub SavedCardId);

impl Ask for RemoveCard {
    type Answer = Ended;

    async fn run(self, services: &Services, actor: &Actor) -> Ended {
        let Self(account, card) = self;
        let removed = services.remove_card(actor, account, card).await;
        Ended(removed.map(|saved| {
            let card = &saved.card;
            let args = vec![
                ("brand", Arg::Text(card.brand.name().to_owned())),
                ("digits", Arg::Text(card.last_four.clone())),
            ];
            ("card-removed", args)
        }))
    }

    fn manner(&self) -> Manner {
        Manner::USUAL.outliving_the_session()
    }
}
