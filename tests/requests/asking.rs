//! What the tests of requests share: a request as people fill it in, and the way to a decision.

#![allow(dead_code)] // Each test binary uses another part of it.

use std::sync::atomic::{AtomicU64, Ordering};

use offerdesk::domain::ids::{RequestId, UserId};
use offerdesk::domain::request::{Severity, SupportRequest};
use offerdesk::services::error::ServiceError;
use offerdesk::services::requests::{Decide, NewRequest, Reply, RequestRefusal, RequestView, Subject};

use crate::desk::{CONTOSO, Desk, actor, offer_id};
use crate::threads;

/// The subscription that most of these tests are about.
pub const WANTED: &str = "action-pack";

static INTENTS: AtomicU64 = AtomicU64::new(1);

/// A question of Contoso about nothing in particular.
pub fn question() -> NewRequest {
    NewRequest {
        intent: RequestId::new(u128::from(INTENTS.fetch_add(1, Ordering::Relaxed))),
        account: CONTOSO,
        problem: "other".to_owned(),
        severity: Severity::Moderate,
        about: Subject::Account,
        cancel: false,
        title: "A question".to_owned(),
        description: "Where do I find the benefits?".to_owned(),
        name: "Ana Example".to_owned(),
        email: "ana@contoso.example".to_owned(),
        phone: String::new(),
        attachments: Vec::new(),
    }
}

/// A request of Contoso to cancel what it holds of an offer.
pub fn cancellation(offer: &str) -> NewRequest {
    NewRequest {
        problem: "billing".to_owned(),
        about: Subject::Offer(offer_id(offer)),
        cancel: true,
        title: "Please cancel".to_owned(),
        description: "We do not need it any more.".to_owned(),
        ..question()
    }
}

impl Desk {
    /// Sends a request that is in order.
    pub async fn send(&self, who: UserId, new: &NewRequest) -> RequestView {
        self.services.send_request(&actor(who), new).await.unwrap()
    }

    /// Why a request is refused, when no single field is to blame.
    pub async fn refuses(&self, who: UserId, new: &NewRequest) -> ServiceError {
        let before = self.dump().await;
        let refused = self.services.send_request(&actor(who), new).await;
        assert_eq!(self.dump().await, before, "a refusal changes nothing");
        match refused {
            Err(RequestRefusal::Service(error)) => error,
            other => panic!("{other:?}"),
        }
    }

    pub async fn decide(
        &self,
        who: UserId,
        view: &RequestView,
        refund: bool,
    ) -> Result<RequestView, ServiceError> {
        self.services
            .decide_request(&actor(who), &decide(view, refund))
            .await
    }

    pub async fn reply(
        &self,
        who: UserId,
        view: &RequestView,
        text: &str,
    ) -> Result<RequestView, ServiceError> {
        let reply = Reply {
            request: view.request.id,
            seen: view.version,
            text: text.to_owned(),
            asks_for_attention: false,
        };
        self.services.reply_to_request(&actor(who), &reply).await
    }

    pub async fn close(&self, who: UserId, view: &RequestView) -> Result<RequestView, ServiceError> {
        self.services
            .close_request(&actor(who), view.request.id, view.version, "")
            .await
    }

    pub async fn reopen(&self, who: UserId, view: &RequestView) -> Result<RequestView, ServiceError> {
        self.services
            .reopen_request(&actor(who), view.request.id, view.version, "")
            .await
    }

    /// A request as somebody sees it now.
    pub async fn seen(&self, who: UserId, id: RequestId) -> RequestView {
        self.services.request_by_id(&actor(who), id).await.unwrap()
    }

    pub async fn stored(&self, id: RequestId) -> SupportRequest {
        let found = self.store.get::<SupportRequest>(id.to_bytes()).await.unwrap();
        let mut request = found.unwrap().record;
        threads::read(&self.store, &mut request).await;
        request
    }

    /// The end of most of these tests: no two records contradict each other.
    pub async fn agrees(&self) {
        self.checked().await;
    }
}

/// A decision on what is on the screen, with the word that no benefit was used.
pub fn decide(view: &RequestView, refund: bool) -> Decide {
    Decide {
        request: view.request.id,
        seen: view.version,
        refund,
        unused: true,
        text: String::new(),
    }
}

/// A desk of July 3 whose subscription expired on June 22.
pub async fn in_window() -> Desk {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    desk
}
