//! A subscription that Support cancelled today, written past the use cases: they decide nothing while an order for it
//! is under way, and some tests need just that.

use offerdesk::domain::address::{Email, Name};
use offerdesk::domain::audit::{AuditAction, AuditEntry, Chain, Origin, Subject};
use offerdesk::domain::date::Timestamp;
use offerdesk::domain::ids::{RequestId, UserId};
use offerdesk::domain::request::{
    About, Cancellation, Contact, Decision, Event, Note, RequestNote, RequestNumber, RequestState, Severity,
    Side, SupportRequest,
};
use offerdesk::domain::subscription::Subscription;
use offerdesk::domain::text::Body;
use offerdesk::services::ids::Ids;
use offerdesk::store::Store;
use offerdesk::store::record::{Batch, Expect, Put};

/// Who asks and who decides: there are such people in every store of these tests.
const ASKS: UserId = UserId::new(1);
const DECIDES: UserId = UserId::new(2);

/// Cancels a subscription, and leaves the request that was decided so. It ends today; `false` when it is over already.
pub async fn cancel(store: &Store, now: Timestamp, id: offerdesk::domain::ids::SubscriptionId) -> bool {
    let mut held = store.get::<Subscription>(id.to_bytes()).await.unwrap().unwrap();
    let Ok(ends) = held.record.cancel(now.day()) else {
        return false;
    };
    let decision = Decision {
        at: now,
        by: DECIDES,
        refund: None,
        ends: Some(ends),
    };
    let request = decided(&held.record, now, decision);
    let mut batch = Batch::new(now, None);
    batch.put(&held.record, Expect::Version(held.version)).unwrap();
    for note in notes(&request) {
        batch.put(&note, Expect::Absent).unwrap();
    }
    let entry = AuditEntry {
        at: now,
        actor: None,
        origin: Origin::Desk,
        action: AuditAction::SubscriptionRecorded,
        subjects: vec![Subject::Subscription(id)],
    };
    batch.audit(Chain::Account(request.account), entry);
    let make = move |place: u64| {
        let numbered = SupportRequest {
            number: RequestNumber::in_series(place),
            ..request.clone()
        };
        Ok(vec![Put::of(&numbered, Expect::Absent)?])
    };
    batch.numbered.push(("request".to_owned(), Box::new(make)));
    store.commit(batch).await.unwrap();
    true
}

fn decided(held: &Subscription, now: Timestamp, decision: Decision) -> SupportRequest {
    let mut request = SupportRequest {
        id: RequestId::new(Ids::random().id(now).unwrap()),
        number: RequestNumber::in_series(0),
        account: held.account,
        requested_by: ASKS,
        opened: now,
        problem: "billing".to_owned(),
        severity: Severity::Moderate,
        about: About::Subscription(held.id, held.offer.clone()),
        cancellation: Some(Cancellation {
            subscription: held.id,
            asked: now.day(),
            decision: None,
        }),
        title: Name::parse("Please cancel").unwrap(),
        description: Body::parse("We do not need it any more.").unwrap(),
        contact: Contact {
            name: Name::parse("Ana Example").unwrap(),
            email: Email::parse("ana@contoso.example").unwrap(),
            phone: None,
        },
        state: RequestState::Open,
        since: now,
        taken_by: None,
        attachments: Vec::new(),
        note_count: 0,
        notes: Vec::new(),
    };
    request.decide(decision, None).unwrap();
    request
}

fn notes(request: &SupportRequest) -> Vec<RequestNote> {
    let description = Note {
        at: request.opened,
        by: Some(ASKS),
        side: Side::Company,
        event: Event::Opened,
        text: Some(request.description.clone()),
    };
    std::iter::once(&description)
        .chain(&request.notes)
        .zip(0..)
        .map(|(note, place)| RequestNote {
            request: request.id,
            account: request.account,
            place,
            note: note.clone(),
        })
        .collect()
}
