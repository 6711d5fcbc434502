//! How support requests and the drafts of forms are kept.

use super::{claim, due, entry, index, refer};
use crate::domain::form_draft::{FormDraft, FormSubject};
use crate::domain::ids::{AccountId, RequestId, UserId};
use crate::domain::request::{About, RequestNote, RequestState, SupportRequest};
use crate::store::key::KeyBuilder;
use crate::store::record::{Claim, IndexEntry, Kind, Record, RecordRef};

/// The part of a key that tells closed requests from others: a prefix of what a list reads.
pub const fn class(is_closed: bool) -> u8 {
    if is_closed { 0 } else { 1 }
}

/// Where requests stand whose state is attention needed, behind those of lower ranks of their class.
const ATTENTION: u8 = 2;

/// The key of a list of requests down to those that need an answer of the company: a prefix of what a list reads.
pub fn for_the_company(list: KeyBuilder) -> KeyBuilder {
    list.byte(class(false)).byte(ATTENTION)
}

/// The series of the numbers of requests.
pub const REQUEST_SERIES: &str = "request";

impl Record for SupportRequest {
    const KIND: Kind = Kind::Request;
    const SCHEMA: u8 = 1;

    fn id(&self) -> Vec<u8> {
        self.id.to_bytes().to_vec()
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.account)
    }

    fn numbered(&self) -> Option<(&'static str, u64)> {
        Some((REQUEST_SERIES, self.number.place()))
    }

    fn index(&self) -> Vec<IndexEntry> {
        let is_closed = self.state.is_closed();
        // Read backwards: attention needed comes first, then what is open, the newest first.
        let rank = match self.state {
            RequestState::AttentionNeeded => ATTENTION,
            RequestState::Open => 1,
            RequestState::Closed(_) => 0,
        };
        let ranked = |key: KeyBuilder| key.byte(class(is_closed)).byte(rank).instant(self.since);
        let account = || KeyBuilder::new().id(self.account.to_bytes());
        let severity = self.severity as u8;
        let waiting = if is_closed {
            let since = KeyBuilder::new().instant(self.since);
            entry(index::REQUESTS_CLOSED, since)
        } else {
            let urgent = KeyBuilder::new().byte(severity).instant(self.opened);
            entry(index::REQUESTS_QUEUE, urgent)
        };
        let mut entries = vec![
            entry(index::REQUESTS_BY_ACCOUNT, ranked(account())),
            entry(
                index::REQUESTS_BY_PERSON,
                ranked(account().id(self.requested_by.to_bytes())),
            ),
            waiting,
            entry(index::REQUESTS_ALL, KeyBuilder::new().instant(self.opened)),
        ];
        let mut hashes: Vec<[u8; 32]> = self.attachments.iter().map(|file| file.hash.to_bytes()).collect();
        hashes.sort_unstable();
        hashes.dedup();
        entries.extend(hashes.into_iter().map(|hash| IndexEntry {
            index: index::REQUESTS_BY_FILE,
            key: hash.to_vec(),
        }));
        entries.extend(due::of_request(self));
        entries
    }

    fn claims(&self) -> Vec<Claim> {
        let open = self.open_cancellation();
        let open = open.map(|asked| claim::cancellation(asked.subscription));
        std::iter::once(claim::request_number(self.number))
            .chain(open)
            .collect()
    }

    fn references(&self) -> Vec<RecordRef> {
        let mut references = vec![
            refer(Kind::Account, self.account.to_bytes()),
            refer(Kind::User, self.requested_by.to_bytes()),
        ];
        match &self.about {
            About::Account => {}
            About::Subscription(id, _) => references.push(refer(Kind::Subscription, id.to_bytes())),
            About::Order(id, _) => references.push(refer(Kind::Order, id.to_bytes())),
        }
        references.extend(self.taken_by.map(|by| refer(Kind::User, by.to_bytes())));
        if let Some(asked) = &self.cancellation {
            references.push(refer(Kind::Subscription, asked.subscription.to_bytes()));
            let refund = asked.decision.as_ref().and_then(|decision| decision.refund);
            references.extend(refund.map(|order| refer(Kind::Order, order.to_bytes())));
        }
        references
    }
}

/// Id of a note of a request, by its place in the thread: 16 + 4 bytes.
pub fn request_note_id(request: RequestId, place: u32) -> Vec<u8> {
    [request.to_bytes().as_slice(), &place.to_be_bytes()].concat()
}

impl Record for RequestNote {
    const KIND: Kind = Kind::RequestNote;
    const SCHEMA: u8 = 1;

    fn id(&self) -> Vec<u8> {
        request_note_id(self.request, self.place)
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.account)
    }

    fn references(&self) -> Vec<RecordRef> {
        let by = self.note.by.map(|by| refer(Kind::User, by.to_bytes()));
        std::iter::once(refer(Kind::Request, self.request.to_bytes()))
            .chain(by)
            .collect()
    }
}

/// Id of the draft of one form of one person: 16 + 16 + 1 + at most 16 bytes.
pub fn form_draft_id(user: UserId, account: AccountId, subject: FormSubject) -> Vec<u8> {
    let key = KeyBuilder::new().id(user.to_bytes()).id(account.to_bytes());
    match subject {
        FormSubject::NewRequest => key.byte(0),
        FormSubject::Cancel(subscription) => key.byte(1).id(subscription.to_bytes()),
        FormSubject::Note(request) => key.byte(2).id(request.to_bytes()),
        FormSubject::Profile => key.byte(3),
        FormSubject::Receipt(None) => key.byte(4),
        FormSubject::Receipt(Some(order)) => key.byte(5).id(order.to_bytes()),
        FormSubject::Return(order) => key.byte(6).id(order.to_bytes()),
        FormSubject::Closing(request) => key.byte(7).id(request.to_bytes()),
        FormSubject::Reopening(request) => key.byte(8).id(request.to_bytes()),
        FormSubject::Decision(request) => key.byte(9).id(request.to_bytes()),
    }
    .build()
}

impl Record for FormDraft {
    const KIND: Kind = Kind::FormDraft;
    const SCHEMA: u8 = 1;

    fn id(&self) -> Vec<u8> {
        form_draft_id(self.user, self.account, self.subject)
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.account).filter(|account| *account != Self::NO_ACCOUNT)
    }

    fn index(&self) -> Vec<IndexEntry> {
        due::of_form_draft(self)
    }

    fn references(&self) -> Vec<RecordRef> {
        let account = Record::account(self).map(|account| refer(Kind::Account, account.to_bytes()));
        std::iter::once(refer(Kind::User, self.user.to_bytes()))
            .chain(account)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::form_draft::NoteKind;
    use crate::domain::ids::{OrderId, RequestId, SubscriptionId};
    use crate::domain::order::OrderNumber;
    use crate::domain::order::tests::{by_card, by_transfer};
    use crate::domain::order::{Order, OrderState};
    use crate::domain::request::tests::request;
    use crate::domain::request::{Closing, Decision, Severity};

    fn key(request: &SupportRequest, index: u8) -> Option<Vec<u8>> {
        let entries = request.index();
        let found = entries.into_iter().find(|entry| entry.index == index);
        found.map(|entry| entry.key)
    }

    fn since(state: RequestState, since: i64) -> SupportRequest {
        SupportRequest {
            since: Timestamp(since),
            ..request(state)
        }
    }

    #[test]
    fn lists_read_backwards_show_attention_needed_first_then_the_newest_and_closed_ones_apart() {
        let closed = RequestState::Closed(Closing::Support);
        let expected = [
            since(closed, 1),
            since(RequestState::Closed(Closing::Withdrawn), 9),
            since(RequestState::Open, 2),
            since(RequestState::Open, 3),
            since(RequestState::AttentionNeeded, 1),
            since(RequestState::AttentionNeeded, 2),
        ];
        for index in [index::REQUESTS_BY_ACCOUNT, index::REQUESTS_BY_PERSON] {
            let keys: Vec<_> = expected
                .iter()
                .map(|request| key(request, index).unwrap())
                .collect();
            assert!(keys.is_sorted(), "{keys:?}");
            for (request, key) in expected.iter().zip(keys) {
                let people = if index == index::REQUESTS_BY_PERSON { 2 } else { 1 };
                assert_eq!(key[16 * people], class(request.state.is_closed()));
            }
        }
    }

    #[test]
    fn supports_queue_has_what_is_not_closed_the_most_urgent_and_oldest_first() {
        let queued = |severity, opened: i64| SupportRequest {
            severity,
            opened: Timestamp(opened),
            ..request(RequestState::AttentionNeeded)
        };
        let expected = [
            queued(Severity::Critical, 8),
            queued(Severity::Critical, 9),
            queued(Severity::Moderate, 1),
            queued(Severity::Minimal, 1),
        ];
        let keys = expected
            .iter()
            .map(|request| key(request, index::REQUESTS_QUEUE).unwrap());
        assert!(keys.is_sorted());
        for closing in [Closing::Support, Closing::Withdrawn, Closing::Renewed] {
            let closed = request(RequestState::Closed(closing));
            assert_eq!(key(&closed, index::REQUESTS_QUEUE), None);
            assert!(key(&closed, index::REQUESTS_CLOSED).is_some());
        }
        assert_eq!(key(&expected[0], index::REQUESTS_CLOSED), None);
        assert!(key(&expected[0], index::REQUESTS_ALL).is_some());
    }

    #[test]
    fn the_claim_of_a_cancellation_is_held_while_it_is_open_only() {
        let claim = claim::cancellation(SubscriptionId::new(5));
        let check = |request: &SupportRequest, held: bool| {
            assert_eq!(request.claims().contains(&claim), held, "{:?}", request.state);
            assert!(request.claims().contains(&claim::request_number(request.number)));
        };
        check(&request(RequestState::Open), true);
        check(&request(RequestState::AttentionNeeded), true);
        check(&request(RequestState::Closed(Closing::Support)), false);
        let mut decided = request(RequestState::Open);
        decided.cancellation.as_mut().unwrap().decision = Some(Decision {
            at: Timestamp(1),
            by: UserId::new(2),
            refund: Some(OrderId::new(7)),
            ends: None,
        });
        check(&decided, false);
        assert!(
            decided
                .references()
                .contains(&refer(Kind::Order, OrderId::new(7).to_bytes()))
        );
        let mut question = request(RequestState::Open);
        question.cancellation = None;
        check(&question, false);
    }

    #[test]
    fn money_on_its_way_back_is_the_reconcilers_for_a_card_and_finances_for_a_transfer() {
        let listed = |order: &Order| -> Vec<u8> { order.index().iter().map(|entry| entry.index).collect() };
        let (own, back) = (index::ORDERS_BY_ACCOUNT, OrderState::Refunding);
        assert_eq!(listed(&by_card(back)), [own, index::ORDERS_UNSETTLED]);
        assert_eq!(listed(&by_transfer(back)), [own, index::ORDERS_TO_RETURN]);
        for order in [by_card(OrderState::Refunded), by_transfer(OrderState::Refunded)] {
            assert_eq!(listed(&order), [own]);
            let number: OrderNumber = order.number;
            let charge = order
                .attempt()
                .map(|attempt| claim::charge(attempt.network, &attempt.reference));
            let claims: Vec<Claim> = std::iter::once(claim::order_number(number))
                .chain(charge)
                .collect();
            assert_eq!(order.claims(), claims);
        }
    }

    #[test]
    fn each_form_of_a_person_has_a_draft_of_its_own() {
        let id = |subject| form_draft_id(UserId::new(1), AccountId::new(2), subject);
        let mut ids = vec![
            id(FormSubject::NewRequest),
            id(FormSubject::Cancel(SubscriptionId::new(3))),
            id(FormSubject::Cancel(SubscriptionId::new(4))),
            id(FormSubject::Note(RequestId::new(3))),
            id(FormSubject::Profile),
            id(FormSubject::Receipt(None)),
            id(FormSubject::Receipt(Some(OrderId::new(3)))),
            id(FormSubject::Return(OrderId::new(3))),
            id(FormSubject::Closing(RequestId::new(3))),
            id(FormSubject::Reopening(RequestId::new(3))),
            id(FormSubject::Decision(RequestId::new(3))),
            form_draft_id(UserId::new(2), AccountId::new(1), FormSubject::NewRequest),
        ];
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 12);
    }

    /// A subject is kept by its place among the others, so that new ones come behind them.
    #[test]
    fn the_draft_of_a_note_that_was_kept_before_its_kind_was_is_read_as_that_of_a_reply() {
        let kept = |place: u8| {
            [
                [place].as_slice(),
                &postcard::to_allocvec(&RequestId::new(3)).unwrap(),
            ]
            .concat()
        };
        let read = |place| postcard::from_bytes::<FormSubject>(&kept(place)).unwrap();
        assert_eq!(read(2), NoteKind::Reply.of(RequestId::new(3)));
        assert_eq!(read(5), FormSubject::Return(OrderId::new(3)));
        assert_eq!(read(6), NoteKind::Closing.of(RequestId::new(3)));
    }
}
