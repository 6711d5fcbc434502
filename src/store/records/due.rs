//! What is to be done in an account, as two indexes hold it: by account, and by day over all accounts.
//!
//! An entry says everything that sorts and classifies a row of Due, so that no record is loaded for that: a year of
//! subscriptions in a thousand accounts is a few thousand entries, and a screen shows forty of them. Whether a window is
//! open, or a transfer overdue, is not in it: that depends on the day on which it is read.
//!
//! | part | bytes |
//! |---|---|
//! | account (by account: in front; by day: behind the days) | 16 |
//! | class | 1 |
//! | last day: of the renewal window, or the due day; where none counts, the day since when it waits | 4 |
//! | first day: of the renewal window; elsewhere the last day again | 4 |
//! | subject: the subscription of an order, who sent a request | 16 |
//!
//! Entries from before an index was there are made at the next opening (`services::maintenance`).

use crate::domain::date::Day;
use crate::domain::draft::Draft;
use crate::domain::form_draft::{FormDraft, FormSubject};
use crate::domain::ids::{AccountId, SubscriptionId, UserId};
use crate::domain::order::{Order, OrderState};
use crate::domain::request::{RequestState, SupportRequest};
use crate::domain::subscription::Subscription;
use crate::store::key::{KeyBuilder, day_of};
use crate::store::record::{Found, IndexEntry, Kind, RecordRef};

use super::{entry, index};

/// What sort of thing is to be done. The number is a byte of keys on disk: never renumber, never reuse.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum DueClass {
    /// Something with a last day: a subscription that may be renewed, or an order that waits for a transfer.
    Dated = 0,
    /// A request that needs an answer of the company.
    Answer = 1,
    /// An order on which nothing was charged, and that may be tried again.
    CalledOff = 2,
    /// An order of which the bank has not told yet whether it is paid: nothing is to be done, nor may be.
    Settling = 3,
}

impl DueClass {
    /// All classes, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Dated, Self::Answer, Self::CalledOff, Self::Settling];

    const fn byte(self) -> u8 {
        self as u8
    }
}

/// An entry of either index.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DueEntry {
    /// Account.
    pub account: AccountId,
    /// What sort of thing.
    pub class: DueClass,
    /// The last day; where none counts, the day since when it waits.
    pub last: Day,
    /// The first day of a renewal window; elsewhere the last day again.
    pub first: Day,
    /// The subscription of an order, or who sent a request.
    subject: u128,
    /// The record.
    pub record: RecordRef,
}

impl DueEntry {
    /// Reads an entry of the index by account.
    pub fn by_account(found: Found) -> Option<Self> {
        let (account, rest) = found.key.split_first_chunk::<16>()?;
        let (class, rest) = rest.split_first()?;
        let (last, rest) = rest.split_first_chunk::<4>()?;
        let (first, subject) = rest.split_first_chunk::<4>()?;
        Self::of(*account, *class, (*last, *first), subject, found.record)
    }

    /// Reads an entry of the index by day.
    pub fn by_day(found: Found) -> Option<Self> {
        let (class, rest) = found.key.split_first()?;
        let (last, rest) = rest.split_first_chunk::<4>()?;
        let (first, rest) = rest.split_first_chunk::<4>()?;
        let (account, subject) = rest.split_first_chunk::<16>()?;
        Self::of(*account, *class, (*last, *first), subject, found.record)
    }

    fn of(
        account: [u8; 16],
        class: u8,
        (last, first): ([u8; 4], [u8; 4]),
        subject: &[u8],
        record: RecordRef,
    ) -> Option<Self> {
        Some(Self {
            account: AccountId::new(u128::from_be_bytes(account)),
            class: DueClass::ALL.into_iter().find(|known| known.byte() == class)?,
            last: day_of(last),
            first: day_of(first),
            subject: u128::from_be_bytes(subject.try_into().ok()?),
            record,
        })
    }

    /// The subscription that it is about: its own id, or what its order is for.
    pub fn subscription(&self) -> Option<SubscriptionId> {
        matches!(self.record.kind, Kind::Subscription | Kind::Order)
            .then(|| SubscriptionId::new(self.subject))
    }

    /// Who sent the request.
    pub fn requested_by(&self) -> Option<UserId> {
        (self.record.kind == Kind::Request).then(|| UserId::new(self.subject))
    }
}

/// What the index by day starts with where a class begins, from a day on.
pub fn from_day(class: DueClass, day: Day) -> Vec<u8> {
    of_class(class).day(day).build()
}

/// What the keys of a class start with in the index by day.
pub fn of_class(class: DueClass) -> KeyBuilder {
    KeyBuilder::new().byte(class.byte())
}

fn entries(
    account: AccountId,
    class: DueClass,
    (first, last): (Day, Day),
    subject: [u8; 16],
) -> [IndexEntry; 2] {
    let days = |key: KeyBuilder| key.day(last).day(first);
    let by_account = days(KeyBuilder::new().id(account.to_bytes()).byte(class.byte()));
    let by_day = days(of_class(class)).id(account.to_bytes());
    [
        entry(index::DUE_BY_ACCOUNT, by_account.id(subject)),
        entry(index::DUE_BY_DAY, by_day.id(subject)),
    ]
}

/// The entries of a subscription: none once it was cancelled, because no window opens any more.
pub(super) fn of_subscription(held: &Subscription) -> Vec<IndexEntry> {
    if held.cancelled.is_some() {
        return Vec::new();
    }
    let window = held.window();
    let days = (window.opens, window.closes);
    entries(held.account, DueClass::Dated, days, held.id.to_bytes()).to_vec()
}

/// The entries of an order: of one that is open.
pub(super) fn of_order(order: &Order) -> Vec<IndexEntry> {
    let class = match order.state {
        OrderState::AwaitingPayment => DueClass::Dated,
        state if state.may_retry() => DueClass::CalledOff,
        state if state.is_settling() => DueClass::Settling,
        _ => return Vec::new(),
    };
    let day = match class {
        DueClass::Dated => order.due().unwrap_or_else(|| order.placed_at.day()),
        _ => order.since.day(),
    };
    let subscription = order.purpose.subscription();
    entries(order.account, class, (day, day), subscription.to_bytes()).to_vec()
}

/// The entries of a request: of one that needs an answer of the company.
pub(super) fn of_request(request: &SupportRequest) -> Vec<IndexEntry> {
    if request.state != RequestState::AttentionNeeded {
        return Vec::new();
    }
    let since = request.since.day();
    entries(
        request.account,
        DueClass::Answer,
        (since, since),
        request.requested_by.to_bytes(),
    )
    .to_vec()
}

/// The entry of a wizard that was left: once it is said how to pay.
pub(super) fn of_draft(draft: &Draft) -> Vec<IndexEntry> {
    let is_left = draft.method.is_some();
    let key = KeyBuilder::new().id(draft.user.to_bytes()).instant(draft.updated);
    is_left
        .then(|| entry(index::DRAFTS_BY_PERSON, key))
        .into_iter()
        .collect()
}

/// The entry of a form that was left: of a new request.
pub(super) fn of_form_draft(draft: &FormDraft) -> Vec<IndexEntry> {
    let is_left = draft.subject == FormSubject::NewRequest;
    let key = KeyBuilder::new().id(draft.user.to_bytes()).instant(draft.updated);
    is_left
        .then(|| entry(index::DRAFTS_BY_PERSON, key))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::offer::OfferId;
    use crate::domain::order::tests::{by_card, by_transfer};
    use crate::domain::request::Closing;
    use crate::domain::request::tests::request;
    use crate::domain::subscription::WindowDays;
    use crate::store::record::{Cursor, Record};

    fn read<R: Record>(record: &R) -> Vec<DueEntry> {
        let found = record.index().into_iter().filter_map(|entry| {
            let is_by_account = entry.index == index::DUE_BY_ACCOUNT;
            let is_by_day = entry.index == index::DUE_BY_DAY;
            let found = Found {
                record: RecordRef {
                    kind: R::KIND,
                    id: record.id(),
                },
                key: entry.key,
                cursor: Cursor(Vec::new()),
            };
            match (is_by_account, is_by_day) {
                (true, _) => DueEntry::by_account(found),
                (_, true) => DueEntry::by_day(found),
                _ => None,
            }
        });
        found.collect()
    }

    #[test]
    fn both_indexes_say_the_same_of_a_subscription() {
        let (id, account) = (SubscriptionId::new(7), AccountId::new(9));
        let offer = OfferId::parse("gold").unwrap();
        let day = |text: &str| text.parse::<Day>().unwrap();
        let mut held =
            Subscription::activated(id, account, offer, day("2025-06-22"), None, WindowDays::USUAL);
        let entries = read(&held);
        assert_eq!(entries.len(), 2);
        for entry in entries {
            assert_eq!((entry.account, entry.class), (account, DueClass::Dated));
            assert_eq!((entry.first, entry.last), (day("2026-06-23"), day("2026-07-22")));
            assert_eq!((entry.subscription(), entry.requested_by()), (Some(id), None));
        }
        held.cancelled = Some(day("2026-06-23"));
        assert_eq!(read(&held), []);
    }

    #[test]
    fn an_order_has_entries_while_it_is_open() {
        let class = |order: &Order| read(order).first().map(|entry| entry.class);
        assert_eq!(
            class(&by_transfer(OrderState::AwaitingPayment)),
            Some(DueClass::Dated)
        );
        assert_eq!(class(&by_card(OrderState::Voided)), Some(DueClass::CalledOff));
        assert_eq!(class(&by_card(OrderState::Unknown)), Some(DueClass::Settling));
        for over in [OrderState::Cancelled, OrderState::Refunding, OrderState::Refunded] {
            assert_eq!(class(&by_card(over)), None);
        }
    }

    #[test]
    fn a_request_has_entries_while_the_company_is_to_answer() {
        let asked = request(RequestState::AttentionNeeded);
        for entry in read(&asked) {
            assert_eq!(entry.class, DueClass::Answer);
            assert_eq!(entry.requested_by(), Some(asked.requested_by));
        }
        assert_eq!(read(&asked).len(), 2);
        assert_eq!(read(&request(RequestState::Open)), []);
        assert_eq!(read(&request(RequestState::Closed(Closing::Support))), []);
    }
}
