//! What the Legal profile asks for.

use crate::domain::ids::AccountId;
use crate::domain::profile::LegalProfileInput;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::profiles::{ProfilePage, ProfileRefusal};
use crate::tui::ask::{Ask, Manner};

/// What the Legal profile of an account asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProfileAsk {
    /// The profile.
    Load(AccountId),
    /// Change the one that was seen at a version.
    Change(AccountId, u64, Box<LegalProfileInput>),
    /// Verify the pending change that was seen at a version.
    Authorize(AccountId, u64),
    /// Reject the pending change that was seen at a version, with a reason.
    Reject(AccountId, u64, String),
}

/// What came of it.
#[derive(Debug)]
pub enum ProfileAnswer {
    /// To `Load`.
    Loaded(Result<Box<ProfilePage>, ServiceError>),
    /// To `Change`.
    Changed(Result<Box<ProfilePage>, ProfileRefusal>),
    /// To `Authorize` and `Reject`.
    Decided(Result<Box<ProfilePage>, ServiceError>),
}

impl Ask for ProfileAsk {
    type Answer = ProfileAnswer;

    async fn run(self, services: &Services, actor: &Actor) -> ProfileAnswer {
        match self {
            Self::Load(account) => {
                ProfileAnswer::Loaded(services.legal_profile(actor, account).await.map(Box::new))
            }
            Self::Change(account, version, input) => {
                let changed = services.change_profile(actor, account, version, &input).await;
                ProfileAnswer::Changed(changed.map(Box::new))
            }
            Self::Authorize(account, version) => {
                let decided = services.authorize_profile(actor, account, version).await;
                ProfileAnswer::Decided(decided.map(Box::new))
            }
            Self::Reject(account, version, reason) => {
                let decided = services.reject_profile(actor, account, version, &reason).await;
                ProfileAnswer::Decided(decided.map(Box::new))
            }
        }
    }

    fn manner(&self) -> Manner {
        match self {
            Self::Load(_) => Manner::USUAL.after_drafts(),
            Self::Change(..) | Self::Authorize(..) | Self::Reject(..) => {
                Manner::USUAL.after_drafts().outliving_the_session()
            }
        }
    }
}
