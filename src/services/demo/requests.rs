//! The sample support requests: past ones with their threads, taken step by step as the domain allows them, and
//! cancellations that are asked for and decided through the use cases.

use serde::Deserialize;

use crate::domain::address::{Email, Name, Phone};
use crate::domain::audit::{AuditAction, AuditEntry, Chain, Subject};
use crate::domain::date::{Day, Timestamp};
use crate::domain::ids::{AccountId, OrderId, ReceiptId, RequestId, UserId};
use crate::domain::offer::OfferId;
use crate::domain::order::OrderState;
use crate::domain::request::{
    About, Closing, Contact, RequestNumber, RequestState, Severity, Side, SupportRequest,
};
use crate::domain::text::Body;
use crate::domain::user::User;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::ids::subscription_id;
use crate::services::receipts::MoneyIn;
use crate::services::requests::{Decide, NewRequest, RequestRefusal, RequestView, put_texts};
use crate::store::record::{Batch, Expect, Put};
use crate::store::records::REQUEST_SERIES;

use super::{Accounts, TransferData, account_id, bits, broken, read, valid};

const FILE: &str = "requests.toml";

/// Ids of what is made on the way begin here.
const FIRST_ID: u128 = 2_000;

/// Counted numbers of orders go on from here, so that whoever opens the demo and counts as well meets none of them.
const FIRST_COUNT: u64 = 1_000_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Requests {
    request: Vec<RequestData>,
    cancellation: Vec<CancellationData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestData {
    mpn_id: String,
    by: String,
    days_ago: i32,
    problem: String,
    severity: String,
    /// What it is about, if not the account in general.
    offer: Option<String>,
    title: String,
    description: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    step: Vec<StepData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepData {
    days_ago: i32,
    by: String,
    does: Step,
    #[serde(default)]
    text: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Step {
    /// Writes, for whichever side.
    Reply,
    /// Asks the company for something.
    Ask,
    Take,
    Close,
    Withdraw,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CancellationData {
    mpn_id: String,
    offer: String,
    by: String,
    severity: String,
    title: String,
    description: String,
    bought: Option<BoughtData>,
    decision: Option<DecisionData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BoughtData {
    contact_name: String,
    contact_phone: String,
    contact_email: String,
    booked_by: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionData {
    by: String,
    refund: bool,
    text: String,
}

impl Requests {
    pub(super) fn read() -> Result<Self, ServiceError> {
        read(FILE, include_str!("../../../assets/demo/requests.toml"))
    }
}

/// Puts the requests of the past into the first batch.
pub(super) fn record_past(
    batch: &mut Batch,
    data: &Requests,
    accounts: &Accounts,
    people: &[User],
) -> Result<(), ServiceError> {
    let today = batch.day;
    let mut opened = None;
    for (place, data) in data.request.iter().enumerate() {
        let (request, entries) = past(place, data, accounts, people, today)?;
        // Numbers are given in the order of sending.
        if opened.is_some_and(|before| before >= request.opened) {
            return Err(broken(FILE, format!("{:?} is not the newest", data.title)));
        }
        opened = Some(request.opened);
        for (at, by, action) in entries {
            let entry = AuditEntry {
                at,
                actor: Some(by),
                origin: Actor::demo(by).origin,
                action,
                subjects: vec![Subject::Request(request.id)],
            };
            batch.audit(Chain::Account(request.account), entry);
        }
        put_texts(batch, &request)?;
        let make = move |place: u64| {
            let numbered = SupportRequest {
                number: RequestNumber::in_series(place),
                ..request.clone()
            };
            Ok(vec![Put::of(&numbered, Expect::Absent)?])
        };
        batch.numbered.push((REQUEST_SERIES.to_owned(), Box::new(make)));
    }
    Ok(())
}

type Entry = (Timestamp, UserId, AuditAction);

fn past(
    place: usize,
    data: &RequestData,
    accounts: &Accounts,
    people: &[User],
    today: Day,
) -> Result<(SupportRequest, Vec<Entry>), ServiceError> {
    let account = account_of(&data.mpn_id, accounts)?;
    let by = person(&data.by, people)?;
    let opened = moment(today, data.days_ago, 0)?;
    let about = match &data.offer {
        None => About::Account,
        Some(offer) => {
            let offer = valid(FILE, OfferId::parse(offer))?;
            About::Subscription(subscription_id(account, &offer), offer)
        }
    };
    let phone = Some(&data.phone).filter(|phone| !phone.is_empty());
    let mut request = SupportRequest {
        id: RequestId::new(1 + bits(place)),
        number: RequestNumber::in_series(0),
        account,
        requested_by: by.id,
        opened,
        problem: data.problem.clone(),
        severity: severity(&data.severity)?,
        about,
        cancellation: None,
        title: valid(FILE, Name::parse(&data.title))?,
        description: valid(FILE, Body::parse(&data.description))?,
        contact: Contact {
            name: by.name.clone(),
            email: by.email.clone(),
            phone: phone.map(|phone| valid(FILE, Phone::parse(phone))).transpose()?,
        },
        state: RequestState::Open,
        since: opened,
        taken_by: None,
        attachments: Vec::new(),
        note_count: 0,
        notes: Vec::new(),
    };
    let mut entries = vec![(opened, by.id, AuditAction::RequestOpened)];
    let mut last = opened;
    for (place, step) in data.step.iter().enumerate() {
        let at = moment(today, step.days_ago, 1 + place)?;
        if at <= last {
            return Err(broken(FILE, format!("{:?} goes back in time", data.title)));
        }
        last = at;
        let by = person(&step.by, people)?;
        entries.push((at, by.id, take_step(&mut request, step, by, at)?));
    }
    Ok((request, entries))
}

fn take_step(
    request: &mut SupportRequest,
    step: &StepData,
    by: &User,
    at: Timestamp,
) -> Result<AuditAction, ServiceError> {
    let words = || valid(FILE, Body::parse(&step.text));
    let is_of_company = by.grants.iter().any(|grant| grant.account == request.account);
    let (taken, action) = match (step.does, is_of_company) {
        (Step::Reply, true) => (request.reply(by.id, words()?, at), AuditAction::RequestReplied),
        (Step::Reply, false) => (
            request.answer(by.id, words()?, false, at),
            AuditAction::RequestReplied,
        ),
        (Step::Ask, false) => (
            request.answer(by.id, words()?, true, at),
            AuditAction::RequestAsked,
        ),
        (Step::Take, false) => (request.take(by.id, at), AuditAction::RequestTaken),
        (Step::Close, false) => (
            request.close(Some(by.id), Side::Support, Closing::Support, Some(words()?), at),
            AuditAction::RequestClosed,
        ),
        (Step::Withdraw, true) => (
            request.close(Some(by.id), Side::Company, Closing::Withdrawn, Some(words()?), at),
            AuditAction::RequestWithdrawn,
        ),
        _ => return Err(broken(FILE, format!("{} cannot do that", step.by))),
    };
    valid(FILE, taken)?;
    Ok(action)
}

/// A moment in the morning of a past day; later steps of one day come later.
fn moment(today: Day, days_ago: i32, place: usize) -> Result<Timestamp, ServiceError> {
    const MINUTE: i64 = 60_000;
    if days_ago < 1 {
        return Err(broken(FILE, "only the past is recorded"));
    }
    let minutes = 8 * 60 + 12 + 37 * i64::try_from(place).unwrap_or_default();
    Ok(Timestamp(
        Timestamp::start_of(today.plus(-days_ago)).0 + minutes * MINUTE,
    ))
}

fn severity(name: &str) -> Result<Severity, ServiceError> {
    Severity::named(name).ok_or_else(|| broken(FILE, format!("no severity {name}")))
}

fn account_of(mpn_id: &str, accounts: &Accounts) -> Result<AccountId, ServiceError> {
    let place = (accounts.account.iter()).position(|account| account.mpn_id == mpn_id);
    place
        .map(account_id)
        .ok_or_else(|| broken(FILE, format!("no account {mpn_id}")))
}

fn person<'p>(email: &str, people: &'p [User]) -> Result<&'p User, ServiceError> {
    let found = people.iter().find(|person| person.email.as_str() == email);
    found.ok_or_else(|| broken(FILE, format!("nobody is {email}")))
}

impl Services {
    /// Asks for the cancellations of the data, and decides those that are decided.
    pub(super) async fn cancel_demo_subscriptions(
        &self,
        data: &Requests,
        accounts: &Accounts,
    ) -> Result<(), ServiceError> {
        self.dependencies.ids.go_on_from(FIRST_COUNT);
        for (place, data) in data.cancellation.iter().enumerate() {
            let account = account_of(&data.mpn_id, accounts)?;
            let id = FIRST_ID + bits(place);
            if let Some(bought) = &data.bought {
                self.buy_by_transfer(account, id, &data.offer, &data.by, bought)
                    .await?;
            }
            let sent = self.ask_to_cancel(account, RequestId::new(id), data).await?;
            if let Some(decision) = &data.decision {
                let decide = Decide {
                    request: sent.request.id,
                    seen: sent.version,
                    refund: decision.refund,
                    unused: true,
                    text: decision.text.clone(),
                };
                let actor = Actor::demo(self.person_by_email(&decision.by).await?.id);
                self.decide_request(&actor, &decide).await?;
            }
        }
        Ok(())
    }

    async fn buy_by_transfer(
        &self,
        account: AccountId,
        id: u128,
        offer: &str,
        by: &str,
        bought: &BoughtData,
    ) -> Result<(), ServiceError> {
        let transfer = TransferData {
            offer: offer.to_owned(),
            by: by.to_owned(),
            contact_name: bought.contact_name.clone(),
            contact_phone: bought.contact_phone.clone(),
            contact_email: bought.contact_email.clone(),
        };
        let order = self
            .order_by_transfer(account, OrderId::new(id), &transfer)
            .await?;
        let money = MoneyIn {
            id: ReceiptId::new(id),
            number: order.order.number,
            amount: order.order.quote.total,
            value_date: self.today(),
            payer_reference: String::new(),
            bank_reference: String::new(),
            is_other_money: false,
        };
        let clerk = Actor::demo(self.person_by_email(&bought.booked_by).await?.id);
        let booked = self.book_money(&clerk, &money).await?;
        match booked.order.order.state {
            OrderState::Paid { .. } => Ok(()),
            state => Err(broken(FILE, format!("the order is {state:?}"))),
        }
    }

    async fn ask_to_cancel(
        &self,
        account: AccountId,
        intent: RequestId,
        data: &CancellationData,
    ) -> Result<RequestView, ServiceError> {
        let person = self.person_by_email(&data.by).await?;
        let problem = self.catalog().cancelling().map(|problem| problem.id.clone());
        let email: &Email = &person.email;
        let new = NewRequest {
            intent,
            account,
            problem: problem.ok_or_else(|| broken(FILE, "no problem takes cancellations"))?,
            severity: severity(&data.severity)?,
            about: crate::services::requests::Subject::Offer(valid(FILE, OfferId::parse(&data.offer))?),
            cancel: true,
            title: data.title.clone(),
            description: data.description.clone(),
            name: person.name.to_string(),
            email: email.as_str().to_owned(),
            phone: String::new(),
            attachments: Vec::new(),
        };
        match self.send_request(&Actor::demo(person.id), &new).await {
            Ok(sent) => Ok(sent),
            Err(RequestRefusal::Service(error)) => Err(error),
            Err(RequestRefusal::Fields(errors)) => Err(broken(FILE, format!("{errors:?}"))),
        }
    }
}
