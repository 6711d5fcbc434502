//! Support requests: what a company asks, the thread, Support's queue and the decision on a cancellation.
//!
//! | file | what it does |
//! |---|---|
//! | `view` | a request as people see it, and what each of them can do about it |
//! | `lists` | the lists of a company, a person and Support |
//! | `form` | what the form "New request" begins with |
//! | `send` | sending a request |
//! | `thread` | replying, taking, closing, reopening, files |
//! | `texts` | the texts, which are records of their own |
//! | `decision` | cancelling a subscription, with or without a refund |
//!
//! Whoever holds a role in a company is on the company's side in its requests, whatever else they are: nobody of
//! Support works on a request of their own company.

mod decision;
mod form;
mod lists;
mod send;
mod texts;
mod thread;
mod view;

use crate::domain::ids::RequestId;
use crate::domain::request::{RequestNumber, Side, SupportRequest};
use crate::domain::user::{Permission, User};
use crate::store::record::Stored;
use crate::store::records::claim;

pub use decision::Decide;
pub use form::{CancelOption, RequestForm, SubjectOption};
pub use lists::{RequestFilter, RequestList, RequestScope};
pub use send::{NewRequest, RequestField, RequestRefusal, Subject};
pub(super) use texts::{put_changed, put_texts};
pub use thread::Reply;
pub use view::{Access, Actions, DecisionView, NoteView, RefundView, RequestLine, RequestView};

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Thing};

/// How somebody stands to a request that they may read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Standing {
    /// They speak for the company that asks.
    Company,
    /// They speak for Support.
    Support,
    /// They only read.
    Reader,
}

impl Standing {
    /// For whom they speak; `None` for who only reads.
    const fn side(self) -> Option<Side> {
        match self {
            Self::Company => Some(Side::Company),
            Self::Support => Some(Side::Support),
            Self::Reader => None,
        }
    }
}

/// How a person stands to a request; `None` when they may not read it.
fn standing(user: &User, request: &SupportRequest) -> Option<Standing> {
    let may = |permission| user.may(permission, request.account).is_ok();
    // Who sent it stays on that side, also after their roles in the company were taken from them.
    let is_of_company =
        request.requested_by == user.id || user.grants.iter().any(|grant| grant.account == request.account);
    if may(Permission::FollowRequests) || (request.requested_by == user.id && may(Permission::RequestSupport))
    {
        Some(Standing::Company)
    } else if may(Permission::WorkRequests) && !is_of_company {
        Some(Standing::Support)
    } else {
        may(Permission::ReadRequests).then_some(Standing::Reader)
    }
}

impl Services {
    /// A request by its number, if the person may read it.
    pub async fn request(&self, actor: &Actor, number: RequestNumber) -> Result<RequestView, ServiceError> {
        let id = self.request_id(number).await?;
        match self.request_by_id(actor, id).await {
            // Told as where there is none: that there is one is not to be found out by asking for it.
            Err(ServiceError::NotFound {
                thing: Thing::Request,
                ..
            }) => Err(ServiceError::not_found(Thing::Request, number.to_string())),
            seen => seen,
        }
    }

    /// A request by its id, if the person may read it.
    pub async fn request_by_id(&self, actor: &Actor, id: RequestId) -> Result<RequestView, ServiceError> {
        let (user, request, standing) = self.readable(actor, id).await?;
        self.request_view(&user.record, request, standing).await
    }

    /// The id of the request of a number. Whether the person may read it is asked when it is used.
    pub async fn request_id(&self, number: RequestNumber) -> Result<RequestId, ServiceError> {
        let found = self
            .store
            .held_by::<SupportRequest>(claim::request_number(number))
            .await?;
        found
            .map(|request| request.record.id)
            .ok_or_else(|| ServiceError::not_found(Thing::Request, number.to_string()))
    }

    /// A request that the acting person may read, and how they stand to it. One that they may not read is not there.
    pub(super) async fn readable(
        &self,
        actor: &Actor,
        id: RequestId,
    ) -> Result<(Stored<User>, Stored<SupportRequest>, Standing), ServiceError> {
        let user = self.acting(actor).await?;
        let request = self.store.get::<SupportRequest>(id.to_bytes()).await?;
        let readable = request.and_then(|request| {
            let standing = standing(&user.record, &request.record)?;
            Some((request, standing))
        });
        match readable {
            Some((request, standing)) => Ok((user, request, standing)),
            None => Err(ServiceError::not_found(Thing::Request, id.to_string())),
        }
    }
}
