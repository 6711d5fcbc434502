//! Drafts of forms: kept while somebody types, so that a dropped line loses nothing. A field that holds a card number is
//! left out, so that no number is ever at rest.

use crate::domain::form_draft::{FormDraft, FormSubject, NoteKind};
use crate::domain::ids::{AccountId, RequestId};
use crate::domain::receipt::Receipt;
use crate::domain::request::SupportRequest;
use crate::domain::text::Body;
use crate::domain::user::{Permission, User};
use crate::store::record::{Expect, Record, RecordRef};
use crate::store::records::form_draft_id;

use super::Services;
use super::context::Actor;
use super::error::ServiceError;

impl Services {
    /// The draft that a person left of a form, or an empty one with a new intent; whether it was left.
    pub(crate) async fn form_draft(
        &self,
        user: &User,
        account: AccountId,
        subject: FormSubject,
    ) -> Result<(FormDraft, bool), ServiceError> {
        if let Some(left) = self.left_draft(user, account, subject).await? {
            return Ok((left, true));
        }
        let draft = FormDraft {
            user: user.id,
            account,
            subject,
            intent: RequestId::new(self.new_id()?),
            fields: Vec::new(),
            attachments: Vec::new(),
            updated: self.now(),
        };
        Ok((draft, false))
    }

    /// The draft that a person left of a form. One that became what it was for is over, however it came to stay behind.
    pub(crate) async fn left_draft(
        &self,
        user: &User,
        account: AccountId,
        subject: FormSubject,
    ) -> Result<Option<FormDraft>, ServiceError> {
        let id = form_draft_id(user.id, account, subject);
        let left = self.store.get::<FormDraft>(id).await?.map(|left| left.record);
        Ok(match left {
            Some(left) if !self.is_sent(&left).await? => Some(left),
            _ => None,
        })
    }

    /// The note that a person left unfinished in a request; empty when there is none.
    pub async fn note_draft(
        &self,
        actor: &Actor,
        id: RequestId,
        kind: NoteKind,
    ) -> Result<FormDraft, ServiceError> {
        let (user, request, _) = self.readable(actor, id).await?;
        let (user, mut request) = (user.record, request.record);
        self.read_texts(&mut request).await?;
        let (mut draft, _) = self.form_draft(&user, request.account, kind.of(id)).await?;
        if is_written(&user, &request, &draft) {
            draft.fields.clear();
        }
        Ok(draft)
    }

    /// Which notes a person left unfinished in a request whose texts are read.
    pub(super) async fn unfinished_notes(
        &self,
        user: &User,
        request: &SupportRequest,
    ) -> Result<Vec<NoteKind>, ServiceError> {
        let mut kinds = Vec::new();
        for kind in NoteKind::ALL {
            let left = self
                .left_draft(user, request.account, kind.of(request.id))
                .await?;
            let is_unfinished = |draft: &FormDraft| {
                let mut texts = draft.fields.iter().map(|(_, text)| text);
                texts.any(|text| !text.trim().is_empty()) && !is_written(user, request, draft)
            };
            kinds.extend(left.filter(is_unfinished).map(|_| kind));
        }
        Ok(kinds)
    }

    /// Whether a person left a new request of an account unfinished.
    pub async fn has_unfinished_request(
        &self,
        actor: &Actor,
        account: AccountId,
    ) -> Result<bool, ServiceError> {
        let user = self.permitted(actor, Permission::RequestSupport, account).await?;
        let left = self
            .left_draft(&user.record, account, FormSubject::NewRequest)
            .await?;
        Ok(left.is_some())
    }

    /// What a person left unfinished of money that came in or goes back; empty, with a new intent, when there is nothing.
    pub async fn money_draft(
        &self,
        actor: &Actor,
        account: AccountId,
        subject: FormSubject,
    ) -> Result<FormDraft, ServiceError> {
        let user = self.permitted_staff(actor, Permission::BookMoney).await?.record;
        Ok(self.form_draft(&user, account, subject).await?.0)
    }

    /// Keeps a draft, for who may send what becomes of it. It belongs to the acting person whatever it says. Once its
    /// intent was sent, it is kept no more.
    pub async fn save_form_draft(&self, actor: &Actor, draft: FormDraft) -> Result<(), ServiceError> {
        let user = match draft.subject {
            FormSubject::NewRequest | FormSubject::Cancel(_) => {
                self.permitted(actor, Permission::RequestSupport, draft.account)
                    .await?
            }
            FormSubject::Note(id)
            | FormSubject::Closing(id)
            | FormSubject::Reopening(id)
            | FormSubject::Decision(id) => {
                let (user, _, standing) = self.readable(actor, id).await?;
                Self::speaking(&user.record, standing, Permission::AnswerRequests)?;
                user
            }
            FormSubject::Profile => {
                let user = self.acting(actor).await?;
                // Who changes it, or who decides on a change.
                if user
                    .record
                    .may(Permission::AuthorizeLegalProfile, draft.account)
                    .is_err()
                {
                    user.record.may(Permission::EditLegalProfile, draft.account)?;
                }
                user
            }
            FormSubject::Receipt(_) | FormSubject::Return(_) => {
                self.permitted_staff(actor, Permission::BookMoney).await?
            }
        };
        let user = user.record.id;
        if !draft.fits() {
            return Err(ServiceError::DraftTooLong);
        }
        let draft = FormDraft {
            user,
            updated: self.now(),
            ..draft.without_card_numbers()
        };
        let intent = sent_as(&draft);
        // A save that was on its way while the form was sent must not bring the draft back: only the store can tell
        // which of the two came first.
        if self.is_sent(&draft).await? {
            return Ok(());
        }
        let saved = self
            .commit(actor, |batch| {
                batch.expects.push((intent.clone(), Expect::Absent));
                Ok(batch.put(&draft, Expect::Any)?)
            })
            .await;
        match saved {
            // It was sent in between.
            Err(error) if self.may_try_again(&error) => Ok(()),
            saved => saved.map(|_| ()),
        }
    }

    /// Whether what a draft was for was sent.
    async fn is_sent(&self, draft: &FormDraft) -> Result<bool, ServiceError> {
        let id = draft.intent.to_bytes();
        Ok(match draft.subject {
            FormSubject::Receipt(_) => self.store.get::<Receipt>(id).await?.is_some(),
            _ => self.store.get::<SupportRequest>(id).await?.is_some(),
        })
    }

    /// Throws a draft away.
    pub async fn discard_form_draft(
        &self,
        actor: &Actor,
        account: AccountId,
        subject: FormSubject,
    ) -> Result<(), ServiceError> {
        let user = self.acting(actor).await?.record.id;
        let id = form_draft_id(user, account, subject);
        self.commit(actor, |batch| {
            batch.delete::<FormDraft>(id.clone(), Expect::Any);
            Ok(())
        })
        .await?;
        Ok(())
    }
}

/// Whether a draft says what its author wrote last in a request whose texts are read: a note has no id of its own, and
/// one that was on its way here while it was sent comes back like that.
fn is_written(user: &User, request: &SupportRequest, draft: &FormDraft) -> bool {
    let mut own = request.notes.iter().rev().filter(|note| note.by == Some(user.id));
    let last = own.find_map(|note| note.text.as_ref());
    let is_last = |text: &str| last.is_some() && Body::parse(text).ok().as_ref() == last;
    draft.fields.iter().any(|(_, text)| is_last(text))
}

/// The record that a draft becomes.
fn sent_as(draft: &FormDraft) -> RecordRef {
    RecordRef {
        kind: match draft.subject {
            FormSubject::Receipt(_) => Receipt::KIND,
            _ => SupportRequest::KIND,
        },
        id: draft.intent.to_bytes().to_vec(),
    }
}
