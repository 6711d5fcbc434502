//! Who acts, and from where: given to every use case, decided once when a session begins.

use crate::domain::audit::Origin;
use crate::domain::ids::UserId;

/// The acting person, or the desk itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actor {
    /// The person; `None` is the desk itself (set-up, reconciler), or the owner of the store's folder.
    pub user: Option<UserId>,
    /// How they came in.
    pub origin: Origin,
}

impl Actor {
    /// A person of a demo store.
    pub const fn demo(user: UserId) -> Self {
        Self {
            user: Some(user),
            origin: Origin::Demo,
        }
    }

    /// A person on this machine.
    pub const fn local(user: UserId, os_user: String) -> Self {
        Self {
            user: Some(user),
            origin: Origin::Local { os_user },
        }
    }

    /// Whoever owns the store's folder, for what needs no person's record: nobody else can open it.
    pub const fn owner(os_user: String) -> Self {
        Self {
            user: None,
            origin: Origin::Local { os_user },
        }
    }

    /// The same as whoever owns the store's folder, which everybody is who opened it at this machine; others stay who
    /// they are.
    #[must_use]
    pub fn as_owner(&self) -> Self {
        match &self.origin {
            Origin::Local { os_user } => Self::owner(os_user.clone()),
            Origin::Demo | Origin::Desk => self.clone(),
        }
    }

    /// The desk itself.
    pub const fn desk() -> Self {
        Self {
            user: None,
            origin: Origin::Desk,
        }
    }
}
