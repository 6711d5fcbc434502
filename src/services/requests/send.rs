//! Sending a request: once per intent, with the next number of its series, and for a cancellation with its claim.

use crate::domain::address::{Email, Name, Phone};
use crate::domain::attachment::{Attachment, MOST_ATTACHMENTS};
use crate::domain::audit::{AuditAction, Subject as Audited};
use crate::domain::form_draft::{FormDraft, FormSubject};
use crate::domain::ids::{AccountId, RequestId};
use crate::domain::message::{Coded, FieldError};
use crate::domain::offer::OfferId;
use crate::domain::order::OrderNumber;
use crate::domain::request::{
    About, Cancellation, Contact, RequestError, RequestNumber, RequestState, Severity, SupportRequest,
};
use crate::domain::subscription::Subscription;
use crate::domain::text::Body;
use crate::domain::user::{Permission, User};
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::{ServiceError, Thing, Unavailable};
use crate::services::ids::subscription_id;
use crate::store::record::{Expect, Put, Stored};
use crate::store::records::{REQUEST_SERIES, form_draft_id};

use super::{RequestView, Standing, put_texts};

/// A request as somebody filled it in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewRequest {
    /// The intent: sending it again is the same request.
    pub intent: RequestId,
    /// Account that asks.
    pub account: AccountId,
    /// Type of problem, by its id.
    pub problem: String,
    /// How urgent it is.
    pub severity: Severity,
    /// What it is about.
    pub about: Subject,
    /// Whether the subscription that it is about is to be cancelled.
    pub cancel: bool,
    /// One line.
    pub title: String,
    /// The whole of it.
    pub description: String,
    /// Contact name.
    pub name: String,
    /// Contact email.
    pub email: String,
    /// Contact phone number, possibly empty.
    pub phone: String,
    /// Files, kept already.
    pub attachments: Vec<Attachment>,
}

/// What a request is to be about.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Subject {
    /// The account in general.
    #[default]
    Account,
    /// What the account holds of an offer.
    Offer(OfferId),
    /// An order of the account.
    Order(OrderNumber),
}

/// The fields of a request.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RequestField {
    /// Type of problem.
    Problem,
    /// What it is about.
    About,
    /// One line.
    Title,
    /// The whole of it.
    Description,
    /// Contact name.
    Name,
    /// Contact email.
    Email,
    /// Contact phone number.
    Phone,
    /// Files.
    Attachments,
}

impl RequestField {
    /// How forms and commands call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::About => "about",
            Self::Title => "title",
            Self::Description => "description",
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Attachments => "attachments",
        }
    }

    /// Key of its label in `assets/locales`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Problem => "label-request-problem",
            Self::About => "label-request-about",
            Self::Title => "label-request-title",
            Self::Description => "label-request-description",
            Self::Name => "label-request-contact-name",
            Self::Email => "label-request-contact-email",
            Self::Phone => "label-request-contact-phone",
            Self::Attachments => "label-request-attachments",
        }
    }
}

/// Why a request was not sent.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RequestRefusal {
    /// Fields that are wrong, all of them.
    #[error("{} fields are wrong", .0.len())]
    Fields(Vec<FieldError<RequestField>>),
    /// Anything else.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// A text of several lines.
pub(super) fn body(text: &str, field: &'static str) -> Result<Body, ServiceError> {
    Body::parse(text).map_err(|error| ServiceError::field(field, &error))
}

/// The same, possibly empty.
pub(super) fn optional_body(text: &str, field: &'static str) -> Result<Option<Body>, ServiceError> {
    if text.trim().is_empty() {
        Ok(None)
    } else {
        body(text, field).map(Some)
    }
}

/// What was filled in, as values.
struct Checked {
    title: Name,
    description: Body,
    contact: Contact,
}

impl Services {
    /// Sends a request, or gives back the one that this intent already became.
    pub async fn send_request(&self, actor: &Actor, new: &NewRequest) -> Result<RequestView, RequestRefusal> {
        for _ in 0..16 {
            let user = self
                .permitted(actor, Permission::RequestSupport, new.account)
                .await?;
            if let Some(sent) = self.sent_before(&user.record, new).await? {
                self.store
                    .commit(self.batch(actor))
                    .await
                    .map_err(ServiceError::from)?;
                return Ok(sent);
            }
            match Box::pin(self.send_once(actor, &user, new)).await {
                Err(RequestRefusal::Service(error)) if self.may_try_again(&error) => {
                    tracing::info!(%error, "sending again");
                }
                other => return other,
            }
        }
        Err(ServiceError::Interrupted.into())
    }

    async fn sent_before(&self, user: &User, new: &NewRequest) -> Result<Option<RequestView>, ServiceError> {
        let Some(sent) = self.store.get::<SupportRequest>(new.intent.to_bytes()).await? else {
            return Ok(None);
        };
        if sent.record.requested_by != user.id || sent.record.account != new.account {
            return Err(ServiceError::not_found(Thing::Request, new.intent.to_string()));
        }
        let sent = self.request_view(user, sent, Standing::Company).await?;
        // The same form was open twice, and sent from elsewhere with other words: these are not lost silently.
        let words = (Name::parse(&new.title).ok(), Body::parse(&new.description).ok());
        let same = (Some(&sent.request.title), Some(&sent.request.description));
        if (words.0.as_ref(), words.1.as_ref()) != same {
            return Err(ServiceError::RequestChanged {
                by: Some(user.name.to_string()),
            });
        }
        Ok(Some(sent))
    }

    async fn send_once(
        &self,
        actor: &Actor,
        user: &Stored<User>,
        new: &NewRequest,
    ) -> Result<RequestView, RequestRefusal> {
        let checked = self.check_request(new)?;
        let (about, subscription) = self.subject(new).await?;
        let mut batch = self.batch(actor);
        batch.expect(user);
        let mut cancellation = None;
        let mut subjects = vec![Audited::Request(new.intent)];
        if new.cancel {
            let held = subscription.ok_or_else(|| refused(RequestField::About, &Unavailable::NotHeld))?;
            if let Some(closed) = self.cancel_closed(&user.record, &held.record).await? {
                return Err(ServiceError::from(closed).into());
            }
            cancellation = Some(Cancellation {
                subscription: held.record.id,
                asked: batch.at.day(),
                decision: None,
            });
            subjects.push(Audited::Subscription(held.record.id));
            // Written unchanged: an order for the subscription that is being placed at this moment relied on it, and
            // has to look again.
            batch
                .put(&held.record, Expect::Version(held.version))
                .map_err(ServiceError::from)?;
        }
        let request = SupportRequest {
            id: new.intent,
            number: RequestNumber::in_series(0),
            account: new.account,
            requested_by: user.record.id,
            opened: batch.at,
            problem: new.problem.clone(),
            severity: new.severity,
            about,
            cancellation,
            title: checked.title,
            description: checked.description,
            contact: checked.contact,
            state: RequestState::Open,
            since: batch.at,
            taken_by: None,
            attachments: new.attachments.clone(),
            note_count: 0,
            notes: Vec::new(),
        };
        put_texts(&mut batch, &request)?;
        // From here until the commit nobody removes the files that it names.
        let _kept = self.hold_files(&new.attachments).await?;
        let make = move |place: u64| {
            let numbered = SupportRequest {
                number: RequestNumber::in_series(place),
                ..request.clone()
            };
            Ok(vec![Put::of(&numbered, Expect::Absent)?])
        };
        batch.numbered.push((REQUEST_SERIES.to_owned(), Box::new(make)));
        for subject in drafts_of(new) {
            let id = form_draft_id(user.record.id, new.account, subject);
            let left = self.store.get::<FormDraft>(id.clone()).await;
            // Another request that is only half written keeps its draft.
            if left
                .map_err(ServiceError::from)?
                .is_none_or(|left| left.record.intent == new.intent)
            {
                batch.delete::<FormDraft>(id, Expect::Any);
            }
        }
        Self::audit(
            &mut batch,
            actor,
            new.account,
            AuditAction::RequestOpened,
            subjects,
        );
        self.store.commit(batch).await.map_err(ServiceError::from)?;
        let sent = self.sent_before(&user.record, new).await?;
        Ok(sent.ok_or(ServiceError::Interrupted)?)
    }

    /// What was filled in, as values; every field that is wrong is told at once.
    fn check_request(&self, new: &NewRequest) -> Result<Checked, RequestRefusal> {
        let mut errors = Vec::new();
        if self.catalog().problem(&new.problem).is_none() {
            errors.push(FieldError {
                field: RequestField::Problem,
                code: "problem-unknown",
                args: Vec::new(),
            });
        }
        let title = kept(&mut errors, RequestField::Title, Name::parse(&new.title));
        let description = kept(
            &mut errors,
            RequestField::Description,
            Body::parse(&new.description),
        );
        let name = kept(&mut errors, RequestField::Name, Name::parse(&new.name));
        let email = kept(&mut errors, RequestField::Email, Email::parse(&new.email));
        let phone = Some(&new.phone)
            .filter(|phone| !phone.trim().is_empty())
            .and_then(|phone| kept(&mut errors, RequestField::Phone, Phone::parse(phone)));
        if new.attachments.len() > MOST_ATTACHMENTS {
            let error = RequestError::TooManyFiles {
                limit: MOST_ATTACHMENTS,
            };
            errors.push(FieldError::new(RequestField::Attachments, &error));
        }
        match (title, description, name, email) {
            (Some(title), Some(description), Some(name), Some(email)) if errors.is_empty() => Ok(Checked {
                title,
                description,
                contact: Contact { name, email, phone },
            }),
            _ => Err(RequestRefusal::Fields(errors)),
        }
    }

    /// What the request is about, and the subscription if it is about one.
    async fn subject(
        &self,
        new: &NewRequest,
    ) -> Result<(About, Option<Stored<Subscription>>), RequestRefusal> {
        match &new.about {
            Subject::Account => Ok((About::Account, None)),
            Subject::Offer(offer) => {
                let held = self.held(new.account, offer).await?;
                let held = held.ok_or_else(|| refused(RequestField::About, &Unavailable::NotHeld))?;
                let about = About::Subscription(held.record.id, offer.clone());
                Ok((about, Some(held)))
            }
            Subject::Order(number) => {
                let missing = || ServiceError::not_found(Thing::Order, number.to_string());
                let order = self.load_order(*number).await?.record;
                if order.account != new.account {
                    return Err(missing().into());
                }
                Ok((About::Order(order.id, order.number), None))
            }
        }
    }
}

/// The drafts that this request can have been, whichever way its form was opened.
fn drafts_of(new: &NewRequest) -> Vec<FormSubject> {
    let cancels = match &new.about {
        Subject::Offer(offer) => Some(FormSubject::Cancel(subscription_id(new.account, offer))),
        Subject::Account | Subject::Order(_) => None,
    };
    [Some(FormSubject::NewRequest), cancels]
        .into_iter()
        .flatten()
        .collect()
}

fn refused(field: RequestField, error: &impl Coded) -> RequestRefusal {
    RequestRefusal::Fields(vec![FieldError::new(field, error)])
}

/// A value, or its refusal noted at its field.
fn kept<T, E: Coded>(
    errors: &mut Vec<FieldError<RequestField>>,
    field: RequestField,
    parsed: Result<T, E>,
) -> Option<T> {
    parsed
        .map_err(|error| errors.push(FieldError::new(field, &error)))
        .ok()
}
