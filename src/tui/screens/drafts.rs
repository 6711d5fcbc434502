//! The drafts of forms: what was typed is kept, thrown away, and found again by whoever opens the form later.

use crate::domain::form_draft::{FormDraft, FormSubject, NoteKind};
use crate::domain::ids::{AccountId, RequestId};
use crate::domain::message::Arg;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::tui::ask::{Answer, Ask, Manner};

use super::notice::Message;

/// Something about the draft of a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DraftAsk {
    /// Keep it.
    Keep(Box<FormDraft>),
    /// Throw it away.
    Discard(AccountId, FormSubject),
    /// The note of a kind that was left unfinished in a request.
    Note(RequestId, NoteKind),
    /// What was left unfinished of money that came in or goes back.
    Money(AccountId, FormSubject),
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DraftAnswer {
    /// To `Keep` and `Discard`.
    Kept(Result<(), ServiceError>),
    /// To `Note` and `Money`.
    Left(Result<Box<FormDraft>, ServiceError>),
}

/// That a draft was found again.
pub(super) fn restored(draft: &FormDraft) -> Message {
    let day = Arg::Day(draft.updated.day());
    Message::Told("request-draft-restored", vec![("day", day)])
}

/// What to say where a draft could not be kept: it is kept on the side, and again after the next word.
pub(super) fn not_kept(answer: Answer) -> Option<Message> {
    match answer.take() {
        Ok(DraftAnswer::Kept(Err(error))) => Some(Message::of(&error)),
        _ => None,
    }
}

impl Ask for DraftAsk {
    type Answer = DraftAnswer;

    async fn run(self, services: &Services, actor: &Actor) -> DraftAnswer {
        match self {
            Self::Keep(draft) => DraftAnswer::Kept(services.save_form_draft(actor, *draft).await),
            Self::Discard(account, subject) => {
                DraftAnswer::Kept(services.discard_form_draft(actor, account, subject).await)
            }
            Self::Note(request, kind) => {
                let draft = services.note_draft(actor, request, kind).await;
                DraftAnswer::Left(draft.map(Box::new))
            }
            Self::Money(account, subject) => {
                let draft = services.money_draft(actor, account, subject).await;
                DraftAnswer::Left(draft.map(Box::new))
            }
        }
    }

    fn manner(&self) -> Manner {
        match self {
            Self::Keep(_) | Self::Discard(..) => Manner::OF_DRAFTS,
            Self::Note(..) | Self::Money(..) => Manner::USUAL.after_drafts().filling_a_form(),
        }
    }
}
