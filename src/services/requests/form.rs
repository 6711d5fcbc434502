//! What the form "New request" begins with: everything that is known is filled in.

use crate::domain::form_draft::{FormDraft, FormSubject};
use crate::domain::ids::AccountId;
use crate::domain::offer::{Names, OfferId, ProblemType};
use crate::domain::order::{Order, OrderNumber};
use crate::domain::refund::Verdict;
use crate::domain::request::{Contact, SupportRequest};
use crate::domain::subscription::Subscription;
use crate::domain::user::{Denied, Permission, User};
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::{ServiceError, Unavailable};
use crate::services::ids::subscription_id;
use crate::store::record::{Scan, Stored};
use crate::store::records::{claim, index};

use super::{Access, Subject};

/// How many orders a request can be about, the newest ones: older ones are named by their number.
const ORDERS: usize = 10;

/// How many requests are looked through for the phone number of the last one.
const RECENT: usize = 20;

/// What the form begins with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RequestForm {
    /// The draft that was left, or an empty one with its intent.
    pub draft: FormDraft,
    /// Whether it was left.
    pub resumed: bool,
    /// Types of problems.
    pub problems: Vec<ProblemType>,
    /// Id of the one that cancellations go to.
    pub cancelling: String,
    /// What the request can be about, besides the account in general.
    pub subjects: Vec<SubjectOption>,
    /// Name of the acting person.
    pub name: String,
    /// Their email.
    pub email: String,
    /// The phone number of their last request, possibly empty.
    pub phone: String,
}

/// Something that a request can be about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SubjectOption {
    /// What.
    pub subject: Subject,
    /// Name of the offer.
    pub offer: Names,
    /// The order that pays or paid it.
    pub order: Option<OrderNumber>,
    /// For a subscription: whether it can be cancelled, and what applies to the money.
    pub cancel: Option<CancelOption>,
}

/// Cancelling a subscription.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CancelOption {
    /// Whether it can be asked for.
    pub access: Access,
    /// What applies to the money if it is asked for today.
    pub verdict: Verdict,
}

impl Services {
    /// The form for a new request: by hand, or to cancel what the account holds of an offer.
    pub async fn request_form(
        &self,
        actor: &Actor,
        account: AccountId,
        cancel: Option<&OfferId>,
    ) -> Result<RequestForm, ServiceError> {
        let user = self
            .permitted(actor, Permission::RequestSupport, account)
            .await?
            .record;
        if let Some(offer) = cancel {
            let held = self.held(account, offer).await?;
            let held = held.ok_or(Unavailable::NotHeld)?;
            if let Some(closed) = self.cancel_closed(&user, &held.record).await? {
                return Err(closed.into());
            }
        }
        let subject = cancel.map_or(FormSubject::NewRequest, |offer| {
            FormSubject::Cancel(subscription_id(account, offer))
        });
        let (draft, resumed) = self.form_draft(&user, account, subject).await?;
        let last = self.last_request(account, &user).await?;
        Ok(RequestForm {
            draft,
            resumed,
            problems: self.catalog().problems.clone(),
            cancelling: self
                .catalog()
                .cancelling()
                .map(|problem| problem.id.clone())
                .unwrap_or_default(),
            subjects: self.subjects(&user, account).await?,
            phone: last
                .and_then(|contact| contact.phone)
                .map(|phone| phone.as_str().to_owned())
                .unwrap_or_default(),
            name: user.name.to_string(),
            email: user.email.as_str().to_owned(),
        })
    }

    /// The subscriptions of an account, then its newest orders.
    async fn subjects(&self, user: &User, account: AccountId) -> Result<Vec<SubjectOption>, ServiceError> {
        let mut subjects = Vec::new();
        for offer in &self.catalog().offers {
            if let Some(held) = self.held(account, &offer.id).await? {
                subjects.push(SubjectOption {
                    subject: Subject::Offer(offer.id.clone()),
                    offer: offer.names.clone(),
                    order: self
                        .paying_order(&held.record)
                        .await?
                        .map(|(order, _)| order.number),
                    cancel: Some(self.cancel_option(user, &held.record).await?),
                });
            }
        }
        let scan = Scan {
            index: index::ORDERS_BY_ACCOUNT,
            prefix: account.to_bytes().to_vec(),
            after: None,
            limit: ORDERS,
            descending: true,
        };
        let orders = self.store.page::<Order>(scan).await?;
        subjects.extend(orders.items.into_iter().map(|order| SubjectOption {
            subject: Subject::Order(order.record.number),
            offer: self.offer_names(&order.record.offer),
            order: Some(order.record.number),
            cancel: None,
        }));
        Ok(subjects)
    }

    async fn cancel_option(&self, user: &User, held: &Subscription) -> Result<CancelOption, ServiceError> {
        let access = match self.cancel_closed(user, held).await? {
            None => Access::Open,
            Some(closed) => Access::Closed(Box::new(closed)),
        };
        Ok(CancelOption {
            access,
            verdict: self.verdict(held, self.today()).await?,
        })
    }

    /// The contact of the last request of a person in an account.
    async fn last_request(&self, account: AccountId, user: &User) -> Result<Option<Contact>, ServiceError> {
        let scan = Scan {
            index: index::REQUESTS_BY_PERSON,
            prefix: [account.to_bytes(), user.id.to_bytes()].concat(),
            after: None,
            limit: RECENT,
            descending: true,
        };
        let page = self.store.page::<SupportRequest>(scan).await?;
        // The index begins with what is open, whenever it was sent.
        let last = page.items.into_iter().max_by_key(|request| request.record.opened);
        Ok(last.map(|request| request.record.contact))
    }

    /// What an account holds of an offer.
    pub(crate) async fn held(
        &self,
        account: AccountId,
        offer: &OfferId,
    ) -> Result<Option<Stored<Subscription>>, ServiceError> {
        Ok(self.store.held_by(claim::subscription(account, offer)).await?)
    }

    /// The request that asks to cancel a subscription and is not decided.
    pub(crate) async fn open_cancellation(
        &self,
        held: &Subscription,
    ) -> Result<Option<Stored<SupportRequest>>, ServiceError> {
        Ok(self.store.held_by(claim::cancellation(held.id)).await?)
    }

    /// Why cancelling a subscription cannot be asked for, if so. The one decision that tiles, form and sending share.
    pub(crate) async fn cancel_closed(
        &self,
        user: &User,
        held: &Subscription,
    ) -> Result<Option<Unavailable>, ServiceError> {
        if let Err(why) = held.cancellable(self.today()) {
            return Ok(Some(why.into()));
        }
        if let Some(request) = self.open_cancellation(held).await? {
            return Ok(Some(Unavailable::CancellationOpen {
                number: request.record.number.to_string(),
                by: self.name_of(request.record.requested_by).await?,
                on: request.record.opened.day(),
            }));
        }
        match user.may(Permission::RequestSupport, held.account) {
            Err(Denied::Role { needs }) => {
                let who = self.who_may(Permission::RequestSupport, held.account).await?;
                return Ok(Some(Unavailable::Role { needs, who }));
            }
            Err(denied) => return Err(denied.into()),
            Ok(()) => {}
        }
        self.order_in_the_way(held.account, &held.offer).await
    }
}
