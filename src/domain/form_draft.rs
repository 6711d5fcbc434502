//! An unfinished form of one person: what a dropped line must not lose. The wizard has a draft of its own (`draft`).
//!
//! Texts are kept as they were typed, field by field, but for a field that holds a card number.

use serde::{Deserialize, Serialize};

use super::attachment::Attachment;
use super::card_number::is_left_out;
use super::date::Timestamp;
use super::ids::{AccountId, OrderId, RequestId, SubscriptionId, UserId};

/// Most bytes of all texts and files' names of a form that a draft keeps.
pub const FORM_DRAFT_LIMIT: usize = 5_600;

/// What an attachment takes in a record besides its name, at most: its hash, kind and size, and their lengths.
const ATTACHMENT_BYTES: usize = 48;

/// One unfinished form of one person about one subject.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FormDraft {
    /// Whose.
    pub user: UserId,
    /// Account.
    pub account: AccountId,
    /// Which form, and about what.
    pub subject: FormSubject,
    /// The intent: the id that what is sent will have.
    pub intent: RequestId,
    /// Name and text of each field.
    pub fields: Vec<(String, String)>,
    /// Files that were attached already.
    pub attachments: Vec<Attachment>,
    /// When it was last changed.
    pub updated: Timestamp,
}

/// Which form, and about what: a person has one draft for each.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum FormSubject {
    /// A new support request by hand.
    NewRequest,
    /// A new support request that asks to cancel a subscription.
    Cancel(SubscriptionId),
    /// A reply in a request. Until the kinds of notes had drafts of their own, a note of any kind.
    Note(RequestId),
    /// The legal profile: a change of it, or the reason for rejecting one.
    Profile,
    /// Money that came in for an order, or for one whose number is typed.
    Receipt(Option<OrderId>),
    /// The money of an order that goes back.
    Return(OrderId),
    /// The note with which a request is closed or withdrawn.
    Closing(RequestId),
    /// The note with which a request is reopened.
    Reopening(RequestId),
    /// The note of a decision on a cancellation.
    Decision(RequestId),
}

/// What a note in a request is written for. Each has a draft of its own: what was meant for Support's files must not
/// stand in a reply.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoteKind {
    /// To be read.
    Reply,
    /// To close or withdraw the request.
    Closing,
    /// To open it again.
    Reopening,
    /// To decide on the cancellation.
    Decision,
}

impl NoteKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Reply, Self::Closing, Self::Reopening, Self::Decision];

    /// The subject of its draft.
    pub const fn of(self, request: RequestId) -> FormSubject {
        match self {
            Self::Reply => FormSubject::Note(request),
            Self::Closing => FormSubject::Closing(request),
            Self::Reopening => FormSubject::Reopening(request),
            Self::Decision => FormSubject::Decision(request),
        }
    }
}

impl FormDraft {
    /// The account of a draft that is about none: money for an order whose number is typed.
    pub const NO_ACCOUNT: AccountId = AccountId::new(0);

    /// An empty one. Whose it is and when it was changed is said when it is kept.
    pub const fn new(account: AccountId, subject: FormSubject, intent: RequestId) -> Self {
        Self {
            user: UserId::new(0),
            account,
            subject,
            intent,
            fields: Vec::new(),
            attachments: Vec::new(),
            updated: Timestamp(0),
        }
    }

    /// Whether its texts are within [`FORM_DRAFT_LIMIT`].
    pub fn fits(&self) -> bool {
        let texts = self.fields.iter().map(|(name, text)| name.len() + text.len());
        let files = self
            .attachments
            .iter()
            .map(|file| file.name.as_str().len() + ATTACHMENT_BYTES);
        texts.chain(files).sum::<usize>() <= FORM_DRAFT_LIMIT
    }

    /// The same without the fields that hold a card number or end in one that is being typed: it is never at rest.
    #[must_use]
    pub fn without_card_numbers(mut self) -> Self {
        self.fields.retain(|(_, text)| !is_left_out(text));
        self
    }

    /// The text of a field; empty when it holds none.
    pub fn text(&self, field: &str) -> &str {
        let found = self.fields.iter().find(|(name, _)| name == field);
        found.map_or("", |(_, text)| text)
    }
}
