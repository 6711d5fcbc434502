//! What happens in the thread of a request: writing, taking, closing, reopening, files.
//!
//! Whoever writes says which version of the request they saw. When somebody else was faster, nothing is sent, and the
//! newcomer reads what is new first ([`ServiceError::RequestChanged`]).

use crate::domain::attachment::Attachment;
use crate::domain::audit::{AuditAction, Subject};
use crate::domain::form_draft::{FormDraft, NoteKind};
use crate::domain::ids::{RequestId, UserId};
use crate::domain::request::{Closing, Side, SupportRequest};
use crate::domain::subscription::Subscription;
use crate::domain::user::{Permission, User};
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::{ServiceError, Thing, Unavailable};
use crate::store::record::{Batch, Expect, Stored};
use crate::store::records::form_draft_id;

use super::put_changed;
use super::send::{body, optional_body};
use super::{RequestView, Standing};

/// Key of the name of what is written in a thread.
pub(super) const NOTE: &str = "field-note";

/// Something to write in a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reply {
    /// The request.
    pub request: RequestId,
    /// The version that was seen.
    pub seen: u64,
    /// What is written.
    pub text: String,
    /// Whether Support asks the company for something.
    pub asks_for_attention: bool,
}

impl Services {
    /// Writes in a request.
    pub async fn reply_to_request(&self, actor: &Actor, reply: &Reply) -> Result<RequestView, ServiceError> {
        let text = body(&reply.text, NOTE)?;
        let permission = if reply.asks_for_attention {
            Permission::WorkRequests
        } else {
            Permission::AnswerRequests
        };
        self.change_request(
            actor,
            reply.request,
            permission,
            Some(reply.seen),
            |user, request, side, batch| {
                let (by, at) = (user.record.id, batch.at);
                let action = match side {
                    // Asking for attention is Support's: whoever speaks for the company only replies.
                    Side::Company if reply.asks_for_attention => return Err(Unavailable::OwnRequest.into()),
                    Side::Company => {
                        request.reply(by, text.clone(), at).map_err(Unavailable::from)?;
                        AuditAction::RequestReplied
                    }
                    Side::Support => {
                        request
                            .answer(by, text.clone(), reply.asks_for_attention, at)
                            .map_err(Unavailable::from)?;
                        if reply.asks_for_attention {
                            AuditAction::RequestAsked
                        } else {
                            AuditAction::RequestReplied
                        }
                    }
                };
                note_is_sent(batch, by, request, NoteKind::Reply, true);
                Ok(action)
            },
        )
        .await
    }

    /// Takes a request, or takes it over: it is this person's to work on.
    pub async fn take_request(&self, actor: &Actor, id: RequestId) -> Result<RequestView, ServiceError> {
        self.change_request(
            actor,
            id,
            Permission::WorkRequests,
            None,
            |user, request, side, batch| {
                if side != Side::Support {
                    return Err(Unavailable::OwnRequest.into());
                }
                request
                    .take(user.record.id, batch.at)
                    .map_err(Unavailable::from)?;
                Ok(AuditAction::RequestTaken)
            },
        )
        .await
    }

    /// Closes a request; whoever speaks for the company withdraws it. A note may go with it.
    pub async fn close_request(
        &self,
        actor: &Actor,
        id: RequestId,
        seen: u64,
        text: &str,
    ) -> Result<RequestView, ServiceError> {
        let text = optional_body(text, NOTE)?;
        self.change_request(
            actor,
            id,
            Permission::AnswerRequests,
            Some(seen),
            |user, request, side, batch| {
                let is_decided = request
                    .cancellation
                    .as_ref()
                    .is_some_and(|asked| asked.decision.is_some());
                let (closing, action) = match side {
                    Side::Company if !is_decided => (Closing::Withdrawn, AuditAction::RequestWithdrawn),
                    Side::Company | Side::Support => (Closing::Support, AuditAction::RequestClosed),
                };
                let by = Some(user.record.id);
                request
                    .close(by, side, closing, text.clone(), batch.at)
                    .map_err(Unavailable::from)?;
                note_is_sent(batch, user.record.id, request, NoteKind::Closing, text.is_some());
                Ok(action)
            },
        )
        .await
    }

    /// Opens a closed request again. One that asks to cancel a subscription needs the subscription's claim again, and
    /// a subscription that can still be cancelled.
    pub async fn reopen_request(
        &self,
        actor: &Actor,
        id: RequestId,
        seen: u64,
        text: &str,
    ) -> Result<RequestView, ServiceError> {
        let text = optional_body(text, NOTE)?;
        for _ in 0..16 {
            let (user, stored, standing) = self.readable(actor, id).await?;
            let side = Self::speaking(&user.record, standing, Permission::AnswerRequests)?;
            if stored.version != seen {
                return Err(self.changed_since(&stored).await?);
            }
            let mut batch = self.batch(actor);
            batch.expect(&user);
            let mut request = stored.record.clone();
            request
                .reopen(user.record.id, side, text.clone(), batch.at)
                .map_err(Unavailable::from)?;
            if request.open_cancellation().is_some() {
                self.ask_again(&mut batch, &user.record, &request).await?;
            }
            note_is_sent(
                &mut batch,
                user.record.id,
                &request,
                NoteKind::Reopening,
                text.is_some(),
            );
            put_changed(&mut batch, &request, stored.version, stored.record.notes.len())?;
            let (account, subjects) = (request.account, vec![Subject::Request(id)]);
            Self::audit(&mut batch, actor, account, AuditAction::RequestReopened, subjects);
            match self.store.commit(batch).await.map_err(ServiceError::from) {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "reopening again"),
                Err(error) => return Err(error),
                Ok(_) => return self.request_by_id(actor, id).await,
            }
        }
        Err(ServiceError::Interrupted)
    }

    /// Asks for a cancellation once more, if that can be asked for; the role was asked already.
    async fn ask_again(
        &self,
        batch: &mut Batch,
        user: &User,
        request: &SupportRequest,
    ) -> Result<(), ServiceError> {
        let missing = || ServiceError::not_found(Thing::Request, request.number.to_string());
        let asked = request.cancellation.as_ref().ok_or_else(missing)?;
        let held = self
            .store
            .get::<Subscription>(asked.subscription.to_bytes())
            .await?;
        let held = held.ok_or_else(missing)?;
        let closed = match self.cancel_closed(user, &held.record).await? {
            // Support reopens for the company; what comes behind the role still counts.
            Some(Unavailable::Role { .. }) => {
                self.order_in_the_way(held.record.account, &held.record.offer)
                    .await?
            }
            closed => closed,
        };
        if let Some(closed) = closed {
            return Err(closed.into());
        }
        // As when it is sent: an order that is being placed has to look again.
        batch.put(&held.record, Expect::Version(held.version))?;
        Ok(())
    }

    /// Adds a file, kept already, to a request.
    pub async fn attach_to_request(
        &self,
        actor: &Actor,
        id: RequestId,
        file: &Attachment,
    ) -> Result<RequestView, ServiceError> {
        self.readable(actor, id).await?;
        let _kept = self.hold_files(std::slice::from_ref(file)).await?;
        self.change_request(
            actor,
            id,
            Permission::AnswerRequests,
            None,
            |user, request, side, batch| {
                request
                    .attach(user.record.id, side, file.clone(), batch.at)
                    .map_err(Unavailable::from)?;
                Ok(AuditAction::RequestAttached)
            },
        )
        .await
    }

    /// A file of a request, for who may read the request. Files count from 1.
    pub async fn attachment(
        &self,
        actor: &Actor,
        id: RequestId,
        place: usize,
    ) -> Result<(Attachment, Vec<u8>), ServiceError> {
        let (_, request, _) = self.readable(actor, id).await?;
        let file = place
            .checked_sub(1)
            .and_then(|index| request.record.attachments.get(index))
            .cloned()
            .ok_or_else(|| ServiceError::not_found(Thing::Attachment, place.to_string()))?;
        let content = self.attached_file(&file).await?;
        Ok((file, content))
    }

    /// Changes a request for whoever speaks in it: read, changed and committed in one go, with an entry in the audit
    /// log. With a version that was seen, somebody else's change in between is told; without, it is tried again.
    /// Whoever only reads is told who has the permission.
    async fn change_request(
        &self,
        actor: &Actor,
        id: RequestId,
        permission: Permission,
        seen: Option<u64>,
        change: impl Fn(&Stored<User>, &mut SupportRequest, Side, &mut Batch) -> Result<AuditAction, ServiceError>
        + Send
        + Sync,
    ) -> Result<RequestView, ServiceError> {
        for _ in 0..16 {
            let (user, stored, standing) = self.readable(actor, id).await?;
            let side = Self::speaking(&user.record, standing, permission)?;
            if seen.is_some_and(|seen| seen != stored.version) {
                return Err(self.changed_since(&stored).await?);
            }
            let mut request = stored.record.clone();
            let mut batch = self.batch(actor);
            batch.expect(&user);
            let action = change(&user, &mut request, side, &mut batch)?;
            put_changed(&mut batch, &request, stored.version, stored.record.notes.len())?;
            let subjects = vec![Subject::Request(id)];
            Self::audit(&mut batch, actor, request.account, action, subjects);
            match self.store.commit(batch).await {
                Ok(_) => return self.request_by_id(actor, id).await,
                Err(error) => {
                    let error = ServiceError::from(error);
                    if !self.may_try_again(&error) {
                        return Err(error);
                    }
                    tracing::info!(%error, "changing a request again");
                }
            }
        }
        Err(ServiceError::Interrupted)
    }

    /// For whom a person speaks; who only reads is told who could do what the permission is for.
    pub(in crate::services) fn speaking(
        user: &User,
        standing: Standing,
        permission: Permission,
    ) -> Result<Side, ServiceError> {
        match standing.side() {
            Some(side) => Ok(side),
            None if user.may_as_staff(Permission::WorkRequests).is_ok() => {
                Err(Unavailable::OwnRequest.into())
            }
            None => {
                let needs = permission.roles().to_vec();
                Err(Unavailable::Role {
                    needs,
                    who: Vec::new(),
                }
                .into())
            }
        }
    }

    /// That a request was changed since it was seen, and by whom.
    pub(super) async fn changed_since(
        &self,
        stored: &Stored<SupportRequest>,
    ) -> Result<ServiceError, ServiceError> {
        let by = match stored.by {
            Some(by) => Some(self.name_of(by).await?),
            None => None,
        };
        Ok(ServiceError::RequestChanged { by })
    }
}

/// What was sent ends its draft. A draft that is not what was sent stays.
pub(super) fn note_is_sent(
    batch: &mut Batch,
    by: UserId,
    request: &SupportRequest,
    kind: NoteKind,
    has_text: bool,
) {
    if has_text {
        let draft = form_draft_id(by, request.account, kind.of(request.id));
        batch.delete::<FormDraft>(draft, Expect::Any);
    }
}
