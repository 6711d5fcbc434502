//! What a person sets for themselves, and keeping it: asked by the session and by the screens in which one chooses.

use crate::domain::ids::AccountId;
use crate::domain::user::Appearance;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;

use super::ask::{Ask, Manner};

/// Something to keep that the acting person set for themselves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Preference {
    /// The language, by its tag, and the account that was open then.
    Language(&'static str, Option<AccountId>),
    /// The account that is open. In which language somebody happens to work was not chosen by that.
    Account(AccountId),
    /// How the screen looks.
    Appearance(Appearance),
}

/// Whether a preference was kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PreferenceKept(pub Result<(), ServiceError>);

impl Ask for Preference {
    type Answer = PreferenceKept;

    async fn run(self, services: &Services, actor: &Actor) -> PreferenceKept {
        let kept = services.change_preferences(actor, |preferences| match &self {
            Self::Language(language, account) => {
                preferences.language = Some((*language).to_owned());
                preferences.account = *account;
            }
            Self::Account(account) => preferences.account = Some(*account),
            Self::Appearance(appearance) => preferences.appearance = appearance.clone(),
        });
        PreferenceKept(kept.await)
    }

    fn manner(&self) -> Manner {
        Manner::USUAL.outliving_the_session()
    }
}
