//! What the wizard asks for: its beginning, its review, its draft, a token for a card, the order.

use crate::domain::draft::Draft;
use crate::domain::ids::{AccountId, OrderId};
use crate::domain::offer::OfferId;
use crate::domain::order::OrderNumber;
use crate::domain::payment::TokenizedCard;
use crate::domain::review::Review;
use crate::payments::card::CardData;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::orders::{ChangeMethod, ChangeStart, OrderView, PlaceOrder};
use crate::services::wizard::WizardStart;
use crate::tui::ask::{Ask, Manner};

/// What the wizard asks for. It cannot be copied, because a card cannot.
#[derive(Debug)]
pub enum WizardAsk {
    /// Open it.
    Open(AccountId, OfferId),
    /// The review as it stands now.
    Review(Box<Draft>),
    /// Keep the draft.
    SaveDraft(Box<Draft>),
    /// Throw the draft away.
    DiscardDraft(AccountId, OfferId),
    /// A card becomes a token.
    Tokenize {
        /// Account that will pay with it.
        account: AccountId,
        /// The card; wiped when the ask is over.
        card: Box<CardData>,
    },
    /// Place the order.
    Place(Box<PlaceOrder>),
    /// Open it for an order that is to be paid in another way.
    OpenChange(OrderNumber),
    /// What that order fixed, as it stands now.
    ReviewChange(OrderNumber),
    /// Pay it in another way.
    Change(Box<ChangeMethod>),
    /// Give up an order on which nothing was charged.
    GiveUp(OrderId),
}

/// What came of it.
#[derive(Debug)]
pub enum WizardAnswer {
    /// To `Open`.
    Opened(Result<Box<WizardStart>, ServiceError>),
    /// To `OpenChange`.
    ChangeOpened(Result<Box<ChangeStart>, ServiceError>),
    /// To `Review`.
    Review(Result<Box<Review>, ServiceError>),
    /// To `ReviewChange`.
    ChangeReview(Result<Box<ChangeStart>, ServiceError>),
    /// To `SaveDraft` and `DiscardDraft`.
    Draft(Result<(), ServiceError>),
    /// To `Tokenize`.
    Tokenized(Result<TokenizedCard, ServiceError>),
    /// To `Place` and `Change`.
    Placed(Result<Box<OrderView>, ServiceError>),
    /// To `GiveUp`.
    GivenUp(Result<(), ServiceError>),
}

impl Ask for WizardAsk {
    type Answer = WizardAnswer;

    async fn run(self, services: &Services, actor: &Actor) -> WizardAnswer {
        match self {
            Self::Open(account, offer) => {
                WizardAnswer::Opened(services.open_wizard(actor, account, &offer).await.map(Box::new))
            }
            Self::Review(draft) => WizardAnswer::Review(services.review(actor, &draft).await.map(Box::new)),
            Self::SaveDraft(draft) => WizardAnswer::Draft(services.save_draft(actor, *draft).await),
            Self::DiscardDraft(account, offer) => {
                WizardAnswer::Draft(services.discard_draft(actor, account, &offer).await)
            }
            Self::Tokenize { account, card } => {
                WizardAnswer::Tokenized(services.tokenize(actor, account, *card).await)
            }
            Self::Place(order) => {
                WizardAnswer::Placed(services.place_order(actor, *order).await.map(Box::new))
            }
            Self::OpenChange(number) => {
                WizardAnswer::ChangeOpened(services.open_method_change(actor, number).await.map(Box::new))
            }
            Self::ReviewChange(number) => {
                WizardAnswer::ChangeReview(services.open_method_change(actor, number).await.map(Box::new))
            }
            Self::Change(change) => {
                WizardAnswer::Placed(services.change_method(actor, *change).await.map(Box::new))
            }
            Self::GiveUp(order) => WizardAnswer::GivenUp(services.give_up_order(actor, order).await),
        }
    }

    fn manner(&self) -> Manner {
        match self {
            Self::Open(..) | Self::OpenChange(_) => Manner::USUAL.after_drafts(),
            Self::SaveDraft(_) | Self::DiscardDraft(..) => Manner::OF_DRAFTS,
            Self::Place(_) | Self::Change(_) | Self::GiveUp(_) => Manner::USUAL.outliving_the_session(),
            Self::Review(_) | Self::ReviewChange(_) | Self::Tokenize { .. } => Manner::USUAL,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::address::Name;
    use crate::domain::payment::CardExpiry;
    use crate::payments::card::SecretDigits;
    use crate::tui::ask::Request;

    #[test]
    fn a_card_on_its_way_shows_neither_its_number_nor_its_code() {
        let card = Box::new(CardData {
            number: SecretDigits::parse("4242 4242 4242 4242").unwrap(),
            code: SecretDigits::parse("737").unwrap(),
            expiry: CardExpiry {
                year: 2030,
                month: 12,
            },
            holder: Name::parse("Zoë Łęcka").unwrap(),
            country: "PL".parse().unwrap(),
            postal_code: "00-950".to_owned(),
        });
        let account = AccountId::new(7);
        let shown = format!("{:?}", Request::from(WizardAsk::Tokenize { account, card }));
        assert!(shown.starts_with("Tokenize"), "{shown}");
        assert!(!shown.contains("4242") && !shown.contains("737"), "{shown}");
    }
}
