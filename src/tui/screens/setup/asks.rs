//! What the set-up of a new store asks for.

use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::setup::{SetupErrors, SetupForm};
use crate::tui::ask::{Ask, Manner};

/// To set a new store up.
#[derive(Clone, Debug)]
pub struct SetupAsk {
    /// What was typed.
    pub form: SetupForm,
    /// Login name of the person at this terminal.
    pub os_user: String,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetupAnswer(pub Result<SetupDone, SetupRefusal>);

/// A store that was set up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetupDone {
    /// Whom the person at this terminal acts as from now on; `None` when the set-up names another login name.
    pub actor: Option<Actor>,
}

/// Why a store was not set up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SetupRefusal {
    /// Fields that are wrong, all of them.
    Fields(SetupErrors),
    /// Anything else.
    Service(ServiceError),
}

impl From<ServiceError> for SetupRefusal {
    fn from(error: ServiceError) -> Self {
        Self::Service(error)
    }
}

impl Ask for SetupAsk {
    type Answer = SetupAnswer;

    async fn run(self, services: &Services, actor: &Actor) -> SetupAnswer {
        SetupAnswer(set_up(services, actor, &self).await)
    }

    fn manner(&self) -> Manner {
        Manner::USUAL.outliving_the_session()
    }
}

/// Sets the store up, and finds out whom the person at this terminal acts as from now on.
async fn set_up(services: &Services, actor: &Actor, ask: &SetupAsk) -> Result<SetupDone, SetupRefusal> {
    let new = ask
        .form
        .check(services.countries())
        .map_err(SetupRefusal::Fields)?;
    services.set_up(actor, &new).await?;
    // Whatever may be wrong with looking the person up: the store is set up.
    let actor = services.local_actor(&ask.os_user).await.ok();
    Ok(SetupDone { actor })
}
