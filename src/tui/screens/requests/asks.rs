//! What the screens of support requests ask for in the same way: their lists, a request by its id, a file by its path.

use crate::domain::attachment::Attachment;
use crate::domain::ids::{AccountId, RequestId};
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::lines::{Lines, Matches, Place};
use crate::services::requests::{RequestLine, RequestList, RequestView};
use crate::services::search::ListFilter;
use crate::tui::ask::{Ask, Manner};
use crate::tui::list::Listed;

impl Listed for RequestLine {
    type Of = RequestList;

    async fn page(
        list: RequestList,
        place: Place,
        limit: usize,
        services: &Services,
        actor: &Actor,
    ) -> Result<Lines<Self>, ServiceError> {
        services.requests(actor, list, place, limit).await
    }

    async fn matches(
        list: RequestList,
        filter: &ListFilter,
        services: &Services,
        actor: &Actor,
    ) -> Result<Matches<Self>, ServiceError> {
        services.find_requests(actor, list, filter).await
    }
}

/// A support request by its id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RequestById(pub RequestId);

/// The support request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundRequest(pub Result<Box<RequestView>, ServiceError>);

impl Ask for RequestById {
    type Answer = FoundRequest;

    async fn run(self, services: &Services, actor: &Actor) -> FoundRequest {
        FoundRequest(services.request_by_id(actor, self.0).await.map(Box::new))
    }
}

/// Whether a new request of an account was left unfinished.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UnfinishedRequest(pub AccountId);

/// Whether it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HasUnfinished(pub bool);

impl Ask for UnfinishedRequest {
    type Answer = HasUnfinished;

    /// For who may send none there is none.
    async fn run(self, services: &Services, actor: &Actor) -> HasUnfinished {
        let has_one = services.has_unfinished_request(actor, self.0).await;
        HasUnfinished(has_one.unwrap_or(false))
    }

    fn manner(&self) -> Manner {
        Manner::USUAL.after_drafts()
    }
}

/// To keep the file of a path that was typed, for a request of an account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeepFile(pub AccountId, pub String);

/// The file that was kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptFile(pub Result<Attachment, ServiceError>);

impl Ask for KeepFile {
    type Answer = KeptFile;

    async fn run(self, services: &Services, actor: &Actor) -> KeptFile {
        KeptFile(services.keep_local_file(actor, self.0, &self.1).await)
    }
}
