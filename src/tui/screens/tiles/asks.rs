//! What the tiles ask for: the first account, the offers of one, and what waits for the staff.

use crate::domain::ids::AccountId;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::offers::OffersPage;
use crate::services::waiting::StaffWaiting;
use crate::tui::ask::{Ask, Manner};

/// What the tiles ask for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TilesAsk {
    /// The first account that the acting person may see.
    FirstAccount,
    /// The offers of an account.
    Offers(AccountId),
}

/// What came of it.
#[derive(Clone, PartialEq, Debug)]
pub enum TilesAnswer {
    /// To `FirstAccount`.
    FirstAccount(Result<Option<AccountId>, ServiceError>),
    /// To `Offers`.
    Offers(Result<Box<OffersPage>, ServiceError>),
}

impl Ask for TilesAsk {
    type Answer = TilesAnswer;

    async fn run(self, services: &Services, actor: &Actor) -> TilesAnswer {
        match self {
            Self::FirstAccount => {
                let first = services.accounts(actor, None, 1).await;
                TilesAnswer::FirstAccount(first.map(|accounts| accounts.lines.first().map(|line| line.id)))
            }
            Self::Offers(account) => {
                TilesAnswer::Offers(services.offers_page(actor, account).await.map(Box::new))
            }
        }
    }

    /// A tile tells whether there is a draft.
    fn manner(&self) -> Manner {
        match self {
            Self::FirstAccount => Manner::USUAL,
            Self::Offers(_) => Manner::USUAL.after_drafts(),
        }
    }
}

/// What waits for who acts, as one of the staff.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WaitingAsk;

/// So much waits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WaitingAnswer(pub Result<StaffWaiting, ServiceError>);

impl Ask for WaitingAsk {
    type Answer = WaitingAnswer;

    async fn run(self, services: &Services, actor: &Actor) -> WaitingAnswer {
        WaitingAnswer(services.waiting_for_staff(actor).await)
    }
}
