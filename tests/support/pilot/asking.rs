//! Support requests that a test begins with: sent and answered through the use cases, as their people would.

use offerdesk::domain::ids::{AccountId, RequestId};
use offerdesk::domain::offer::OfferId;
use offerdesk::domain::request::Severity;
use offerdesk::services::context::Actor;
use offerdesk::services::requests::{NewRequest, Reply, RequestView, Subject};

use super::fixture::Fixture;

/// Support.
pub const SOFIA: &str = "sofia.lindqvist@seller.example";
/// Support, too.
pub const SAM: &str = "sam.ortega@seller.example";

/// A request about the account in general, or to cancel what it holds of an offer.
#[derive(Clone, Copy)]
pub struct Ask {
    pub person: &'static str,
    pub account: u128,
    pub cancel: Option<&'static str>,
    pub severity: Severity,
    pub title: &'static str,
    pub text: &'static str,
}

impl Default for Ask {
    fn default() -> Self {
        Self {
            person: super::DANA,
            account: 1,
            cancel: None,
            severity: Severity::Moderate,
            title: "Invoice shows an old address",
            text: "The invoice of May still shows our former street.\n\nCan you issue it anew?",
        }
    }
}

impl Fixture {
    /// Somebody who acts.
    pub async fn actor(&self, person: &str) -> Actor {
        Actor::demo(self.services.person_by_email(person).await.unwrap().id)
    }

    /// Sends a request.
    pub async fn ask(&self, ask: Ask) -> RequestView {
        let actor = self.actor(ask.person).await;
        let problem = if ask.cancel.is_some() {
            "billing"
        } else {
            "partner-center"
        };
        let new = NewRequest {
            intent: RequestId::new(self.services.new_id().unwrap()),
            account: AccountId::new(ask.account),
            problem: problem.to_owned(),
            severity: ask.severity,
            about: ask.cancel.map_or(Subject::Account, |offer| {
                Subject::Offer(OfferId::parse(offer).unwrap())
            }),
            cancel: ask.cancel.is_some(),
            title: ask.title.to_owned(),
            description: ask.text.to_owned(),
            name: "Dana Whitfield".to_owned(),
            email: "dana.whitfield@example.com".to_owned(),
            phone: "+1 425 555 0100".to_owned(),
            attachments: Vec::new(),
        };
        self.services.send_request(&actor, &new).await.unwrap()
    }

    /// Writes in a request.
    pub async fn reply(&self, person: &str, request: RequestId, text: &str, asks: bool) -> RequestView {
        let actor = self.actor(person).await;
        let seen = self
            .services
            .request_by_id(&actor, request)
            .await
            .unwrap()
            .version;
        let reply = Reply {
            request,
            seen,
            text: text.to_owned(),
            asks_for_attention: asks,
        };
        self.services.reply_to_request(&actor, &reply).await.unwrap()
    }

    /// Takes a request.
    pub async fn take(&self, person: &str, request: RequestId) -> RequestView {
        let actor = self.actor(person).await;
        self.services.take_request(&actor, request).await.unwrap()
    }
}
