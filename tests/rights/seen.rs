//! What somebody saw who tried something.

use offerdesk::domain::partner::VettingError;
use offerdesk::domain::user::{AnyRole, Denied};
use offerdesk::services::error::{ServiceError, Unavailable};
use offerdesk::services::payments::PaymentRefusal;
use offerdesk::services::profiles::ProfileRefusal;
use offerdesk::services::requests::RequestRefusal;
use offerdesk::services::seller::SellerRefusal;

/// What was seen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Seen {
    /// It was done.
    May,
    /// It was done for one's own only.
    OwnOnly,
    /// Refused, and these roles were named as those that may.
    No(Vec<AnyRole>),
    /// As if it were not there.
    Hidden,
    /// Refused, because it is one's own.
    NotOwn,
    /// Refused: only whoever the folder belongs to.
    OwnerOnly,
    /// Refused: there is no such person, or no more.
    Out,
}

impl Seen {
    /// The letter by which it is expected.
    pub const fn letter(&self) -> char {
        match self {
            Self::May => 'y',
            Self::OwnOnly => 'w',
            Self::No(_) => 'n',
            Self::Hidden => 'h',
            Self::NotOwn => 'x',
            Self::OwnerOnly => 'o',
            Self::Out => 'd',
        }
    }

    /// Whether something was allowed.
    pub const fn is_allowed(&self) -> bool {
        matches!(self, Self::May | Self::OwnOnly)
    }

    fn of(error: &ServiceError) -> Self {
        match error {
            ServiceError::Denied(Denied::Role { needs })
            | ServiceError::Closed(Unavailable::Role { needs, .. }) => Self::No(needs.clone()),
            ServiceError::Denied(Denied::Owner) => Self::OwnerOnly,
            ServiceError::Denied(Denied::Disabled) => Self::Out,
            ServiceError::NotFound { .. } => Self::Hidden,
            ServiceError::OwnOrder
            | ServiceError::Payment(PaymentRefusal::OwnOrder)
            | ServiceError::Closed(Unavailable::OwnRequest)
            | ServiceError::Vetting(VettingError::OwnChange) => Self::NotOwn,
            // What is allowed must be done here: an error that comes later would hide whether it was allowed.
            other => panic!("neither done nor refused for want of a right: {other:?}"),
        }
    }
}

/// How a use case ended.
pub trait Ended {
    /// What that was for whoever tried it.
    fn seen(self) -> Seen;
}

/// An error of a use case.
pub trait Refusal {
    /// The refusal behind it.
    fn refusal(self) -> ServiceError;
}

impl Refusal for ServiceError {
    fn refusal(self) -> ServiceError {
        self
    }
}

impl Refusal for RequestRefusal {
    fn refusal(self) -> ServiceError {
        match self {
            Self::Service(error) => error,
            Self::Fields(fields) => panic!("{fields:?}"),
        }
    }
}

impl Refusal for ProfileRefusal {
    fn refusal(self) -> ServiceError {
        match self {
            Self::Service(error) => error,
            Self::Fields(fields) => panic!("{fields:?}"),
        }
    }
}

impl Refusal for SellerRefusal {
    fn refusal(self) -> ServiceError {
        match self {
            Self::Service(error) => error,
            Self::Fields(fields) => panic!("{fields:?}"),
        }
    }
}

impl<T, E: Refusal> Ended for Result<T, E> {
    fn seen(self) -> Seen {
        self.shown(|_| Seen::May)
    }
}

/// A use case whose answer says what may be seen: a list leaves out what its reader may not see.
pub trait Shown<T> {
    /// What the answer shows.
    fn shown(self, look: impl FnOnce(T) -> Seen) -> Seen;
}

impl<T, E: Refusal> Shown<T> for Result<T, E> {
    fn shown(self, look: impl FnOnce(T) -> Seen) -> Seen {
        match self {
            Ok(answer) => look(answer),
            Err(error) => Seen::of(&error.refusal()),
        }
    }
}

/// Shown, or not there.
pub const fn there(is_there: bool) -> Seen {
    if is_there { Seen::May } else { Seen::Hidden }
}
