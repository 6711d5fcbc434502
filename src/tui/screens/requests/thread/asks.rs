//! What is asked for in a request: a change of it, and to save one of its files.

use crate::domain::attachment::Attachment;
use crate::domain::ids::RequestId;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::requests::{Decide, Reply, RequestView};
use crate::tui::ask::{Ask, Manner};

/// What is asked for in a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ThreadAsk {
    /// Change it.
    Change(RequestId, Box<RequestChange>),
    /// Save a file of it, by its place from 1, under a path that was typed.
    SaveFile(RequestId, usize, String),
}

/// A change of a support request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RequestChange {
    /// Write in it.
    Reply(Reply),
    /// Take it, or take it over.
    Take,
    /// Close or withdraw the version that was seen, with a note.
    Close(u64, String),
    /// Reopen the version that was seen, with a note.
    Reopen(u64, String),
    /// Cancel the subscription.
    Decide(Decide),
    /// Add a file that was kept.
    Attach(Attachment),
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ThreadAnswer {
    /// To `Change`.
    Changed(Result<Box<RequestView>, ServiceError>),
    /// To `SaveFile`: where the file lies now.
    FileSaved(Result<String, ServiceError>),
}

impl Ask for ThreadAsk {
    type Answer = ThreadAnswer;

    async fn run(self, services: &Services, actor: &Actor) -> ThreadAnswer {
        match self {
            Self::Change(id, change) => {
                ThreadAnswer::Changed(change.run(services, actor, id).await.map(Box::new))
            }
            Self::SaveFile(id, place, path) => {
                ThreadAnswer::FileSaved(services.save_attachment(actor, id, place, &path).await)
            }
        }
    }

    fn manner(&self) -> Manner {
        match self {
            Self::Change(..) => Manner::USUAL.after_drafts().outliving_the_session(),
            Self::SaveFile(..) => Manner::USUAL.outliving_the_session(),
        }
    }
}

impl RequestChange {
    async fn run(
        &self,
        services: &Services,
        actor: &Actor,
        id: RequestId,
    ) -> Result<RequestView, ServiceError> {
        match self {
            Self::Reply(reply) => services.reply_to_request(actor, reply).await,
            Self::Take => services.take_request(actor, id).await,
            Self::Close(seen, text) => services.close_request(actor, id, *seen, text).await,
            Self::Reopen(seen, text) => services.reopen_request(actor, id, *seen, text).await,
            Self::Decide(decide) => services.decide_request(actor, decide).await,
            Self::Attach(file) => services.attach_to_request(actor, id, file).await,
        }
    }
}
