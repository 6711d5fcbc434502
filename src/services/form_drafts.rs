//! Drafts of forms: kept while somebody types, so that a dropped line loses nothing. A field that holds a card number is
//! left out, so that no number is ever at rest.

use crate::domain::form_draft::{FormDraft, FormSubject};
use crate::domain::ids::{AccountId, RequestId};
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
        let id = form_draft_id(user.id, account, subject);
        if let Some(left) = self.store.get::<FormDraft>(id).await? {
            let sent = self
                .store
                .get::<SupportRequest>(left.record.intent.to_bytes())
                .await?;
            // A draft that became a request is over, however it came to stay behind.
            if sent.is_none() {
                return Ok((left.record, true));
            }
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

    /// The note that a person left unfinished in a request; empty when there is none.
    pub async fn note_draft(&self, actor: &Actor, id: RequestId) -> Result<FormDraft, ServiceError> {
        let (user, request, _) = self.readable(actor, id).await?;
        let (user, mut request) = (user.record, request.record);
        self.read_texts(&mut request).await?;
        let subject = FormSubject::Note(id);
        let (mut draft, _) = self.form_draft(&user, request.account, subject).await?;
        // A note has no id of its own. One that was on its way here while it was sent says what its author wrote last.
        let mut own = request.notes.iter().rev().filter(|note| note.by == Some(user.id));
        let last = own.find_map(|note| note.text.as_ref());
        let is_sent = |text: &str| last.is_some() && Body::parse(text).ok().as_ref() == last;
        if draft.fields.iter().any(|(_, text)| is_sent(text)) {
            draft.fields.clear();
        }
        Ok(draft)
    }

    /// Keeps a draft, for who may send what becomes of it. It belongs to the acting person whatever it says. Once its
    /// intent was sent, it is kept no more.
    pub async fn save_form_draft(&self, actor: &Actor, draft: FormDraft) -> Result<(), ServiceError> {
        let user = match draft.subject {
            FormSubject::NewRequest | FormSubject::Cancel(_) => {
                self.permitted(actor, Permission::RequestSupport, draft.account)
                    .await?
            }
            FormSubject::Note(id) => {
                let (user, _, standing) = self.readable(actor, id).await?;
                Self::speaking(&user.record, standing, Permission::AnswerRequests)?;
                user
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
        let intent = RecordRef {
            kind: SupportRequest::KIND,
            id: draft.intent.to_bytes().to_vec(),
        };
        // A save that was on its way while the form was sent must not bring the draft back: only the store can tell
        // which of the two came first.
        if self
            .store
            .get::<SupportRequest>(intent.id.clone())
            .await?
            .is_some()
        {
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
