//! What the form for a new request asks for.

use crate::domain::ids::AccountId;
use crate::domain::offer::OfferId;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::requests::{NewRequest, RequestForm, RequestRefusal, RequestView};
use crate::tui::ask::{Ask, Manner};

/// What the form for a new request asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FormAsk {
    /// What it begins with, by hand or to cancel what is held of an offer.
    Open(AccountId, Option<OfferId>),
    /// Send the request.
    Send(Box<NewRequest>),
}

/// What came of it.
#[derive(Debug)]
pub enum FormAnswer {
    /// To `Open`.
    Opened(Result<Box<RequestForm>, ServiceError>),
    /// To `Send`.
    Sent(Result<Box<RequestView>, RequestRefusal>),
}

impl Ask for FormAsk {
    type Answer = FormAnswer;

    async fn run(self, services: &Services, actor: &Actor) -> FormAnswer {
        match self {
            Self::Open(account, cancels) => {
                let form = services.request_form(actor, account, cancels.as_ref()).await;
                FormAnswer::Opened(form.map(Box::new))
            }
            Self::Send(new) => FormAnswer::Sent(services.send_request(actor, &new).await.map(Box::new)),
        }
    }

    fn manner(&self) -> Manner {
        match self {
            Self::Open(..) => Manner::USUAL.after_drafts(),
            Self::Send(_) => Manner::USUAL.after_drafts().outliving_the_session(),
        }
    }
}
