//! How each domain type is kept: its kind, its schema, the indexes that find it, and the keys that it claims.

mod catalog;
pub mod claim;
pub mod due;
mod payments;
mod people;
mod requests;

use crate::domain::attachment::FileHash;
use crate::domain::catalog_copy::CatalogPart;
use crate::domain::date::Day;
use crate::domain::draft::Draft;
use crate::domain::form_draft::FormDraft;
use crate::domain::ids::{AccountId, OrderId, SubscriptionId, UserId};
use crate::domain::network::{Orphan, PaymentNetwork};
use crate::domain::offer::OfferId;
use crate::domain::order::{Order, OrderNumber, OrderState, Purpose, USUAL_DUE_DAYS};
use crate::domain::partner::{Account, MpnId, Vetting};
use crate::domain::payment::SavedCard;
use crate::domain::receipt::{Receipt, Went};
use crate::domain::request::{RequestNote, SupportRequest};
use crate::domain::seller::Seller;
use crate::domain::subscription::{Subscription, Term, WindowDays};
use crate::domain::user::{Preferences, User};

pub use catalog::catalog_part_id;
pub use payments::{CHARGES_SEEN_ID, ChargesSeen, NETWORK_ID, orphan_id, saved_card_id};
pub use people::preferences_id;
pub use requests::for_the_company as requests_for_the_company;
pub use requests::{REQUEST_SERIES, class as request_class, form_draft_id, request_note_id};

use super::check::{TypedView, view_of};
use super::error::StoreError;
use super::key::KeyBuilder;
use super::record::{Claim, Envelope, IndexEntry, Kind, Record, RecordRef};

/// Index numbers on disk: never renumber, never reuse.
pub mod index {
    /// Accounts by company name, lowercase.
    pub const ACCOUNTS_BY_NAME: u8 = 1;
    /// People by name, lowercase.
    pub const USERS_BY_NAME: u8 = 2;
    /// People by account in which they hold a role.
    pub const USERS_BY_ACCOUNT: u8 = 3;
    /// Subscriptions by account.
    pub const SUBSCRIPTIONS_BY_ACCOUNT: u8 = 4;
    /// Subscriptions by expiry.
    pub const SUBSCRIPTIONS_BY_EXPIRY: u8 = 5;
    /// Orders by account, oldest first.
    pub const ORDERS_BY_ACCOUNT: u8 = 6;
    /// Orders that the reconciler must bring to an end: charging, unknown, refunding.
    pub const ORDERS_UNSETTLED: u8 = 7;
    /// Orders that wait for a transfer, by due day.
    pub const ORDERS_AWAITING_PAYMENT: u8 = 8;
    /// Orders declined or voided, which housekeeping cancels in time.
    pub const ORDERS_RETRYABLE: u8 = 9;
    /// Saved cards by account, oldest first; read backwards.
    pub const CARDS_BY_ACCOUNT: u8 = 10;
    /// Receipts of which something is unallocated, by value date.
    pub const RECEIPTS_UNALLOCATED: u8 = 11;
    /// Orders paid by transfer whose money Finance has to return, by the day of the decision.
    pub const ORDERS_TO_RETURN: u8 = 12;
    /// Requests by account: what is not closed behind what is, attention needed last, older ones first; read backwards.
    pub const REQUESTS_BY_ACCOUNT: u8 = 13;
    /// The same by account and by who sent them.
    pub const REQUESTS_BY_PERSON: u8 = 14;
    /// Requests that are not closed, by severity and age.
    pub const REQUESTS_QUEUE: u8 = 15;
    /// Requests that are closed, by when they were.
    pub const REQUESTS_CLOSED: u8 = 16;
    /// All requests, by age.
    pub const REQUESTS_ALL: u8 = 17;
    /// Requests by the hash of a file that they name.
    pub const REQUESTS_BY_FILE: u8 = 18;
    /// Paid orders whose VAT ID turned out not to count, by the day on which that was known.
    pub const ORDERS_TO_CORRECT: u8 = 40;
    /// Charges that no order counts, by when they were found; read backwards.
    pub const ORPHANS: u8 = 30;
    /// Those of them about which something is still to be done.
    pub const ORPHANS_OPEN: u8 = 31;
    /// All receipts, by the day on which they were booked.
    pub const RECEIPTS_BY_DAY: u8 = 24;
    /// What is to be done, by account: see `store::records::due`.
    pub const DUE_BY_ACCOUNT: u8 = 41;
    /// The same over all accounts, by class and last day.
    pub const DUE_BY_DAY: u8 = 42;
    /// What a person left unfinished, oldest first; read backwards.
    pub const DRAFTS_BY_PERSON: u8 = 43;
    /// Which indexes the records of a store have, told by the seller's record: see [`super::INDEXES`].
    pub const INDEXES: u8 = 44;
}

/// The attached file that an index entry is about, if it is about one.
pub fn named_file(entry: &IndexEntry) -> Option<FileHash> {
    let hash: [u8; 32] = entry.key.as_slice().try_into().ok()?;
    (entry.index == index::REQUESTS_BY_FILE).then(|| FileHash::from_bytes(hash))
}

/// Raised with every index that records of older builds lack: they are then written anew at the next opening.
pub const INDEXES: u8 = 1;

/// The gapless series that there are.
pub const SERIES: &[&str] = &[REQUEST_SERIES];

/// Reads what a typed record says of itself: the [`Inspector`](super::check::Inspector) of every store of the desk.
pub fn inspect(kind: Kind, envelope: &Envelope) -> Result<TypedView, StoreError> {
    match kind {
        Kind::Account => view_of::<Account>(envelope),
        Kind::User => view_of::<User>(envelope),
        Kind::Subscription => view_of::<Subscription>(envelope),
        Kind::Order => view_of::<Order>(envelope),
        Kind::SavedCard => view_of::<SavedCard>(envelope),
        Kind::Receipt => view_of::<Receipt>(envelope),
        Kind::Draft => view_of::<Draft>(envelope),
        Kind::Request => view_of::<SupportRequest>(envelope),
        Kind::FormDraft => view_of::<FormDraft>(envelope),
        Kind::RequestNote => view_of::<RequestNote>(envelope),
        Kind::CatalogPart => view_of::<CatalogPart>(envelope),
        Kind::Network => view_of::<PaymentNetwork>(envelope),
        Kind::Orphan => view_of::<Orphan>(envelope),
        Kind::ChargesSeen => view_of::<ChargesSeen>(envelope),
        // Two types share the kind, and an envelope does not hold its id. A seller never reads as preferences: after
        // the length of its name comes a letter, where preferences have a flag of 0 or 1. Should one ever be taken
        // for the other, the check finds that its id is not its own.
        Kind::Setting => view_of::<Preferences>(envelope).or_else(|_| view_of::<Seller>(envelope)),
    }
}

fn entry(index: u8, key: KeyBuilder) -> IndexEntry {
    IndexEntry {
        index,
        key: key.build(),
    }
}

fn refer(kind: Kind, id: [u8; 16]) -> RecordRef {
    RecordRef {
        kind,
        id: id.to_vec(),
    }
}

/// Most bytes of the line of an account in its index: a key holds 512.
const LINE_LIMIT: usize = 500;
/// What the line ends in where the profile waits for verification.
pub const PENDING: &str = "\u{2}";

impl Record for Account {
    const KIND: Kind = Kind::Account;
    const SCHEMA: u8 = 1;

    fn id(&self) -> Vec<u8> {
        self.id.to_bytes().to_vec()
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.id)
    }

    fn index(&self) -> Vec<IndexEntry> {
        // What a list shows of an account stands in the key, so that it is found without loading it. The company
        // comes first, and what follows sorts before every letter.
        let address = &self.profile.address;
        let pending = if matches!(self.vetting, Vetting::Pending { .. }) {
            PENDING
        } else {
            ""
        };
        let mut line = format!(
            "{}\u{1}{}\u{1}{}, {}\u{1}{pending}",
            self.profile.company, self.mpn_id, address.city, address.country
        )
        .to_lowercase();
        let fits = (0..=LINE_LIMIT).rev().find(|end| line.is_char_boundary(*end));
        line.truncate(fits.unwrap_or(0));
        vec![entry(index::ACCOUNTS_BY_NAME, KeyBuilder::new().text(&line))]
    }

    fn claims(&self) -> Vec<Claim> {
        vec![claim::mpn_id(&self.mpn_id)]
    }
}

impl Record for Subscription {
    const KIND: Kind = Kind::Subscription;
    const SCHEMA: u8 = 2;

    fn id(&self) -> Vec<u8> {
        self.id.to_bytes().to_vec()
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.account)
    }

    fn index(&self) -> Vec<IndexEntry> {
        let by_account = KeyBuilder::new()
            .id(self.account.to_bytes())
            .text(self.offer.as_str());
        let mut entries = vec![
            entry(index::SUBSCRIPTIONS_BY_ACCOUNT, by_account),
            entry(
                index::SUBSCRIPTIONS_BY_EXPIRY,
                KeyBuilder::new().day(self.expires),
            ),
        ];
        entries.extend(due::of_subscription(self));
        entries
    }

    fn claims(&self) -> Vec<Claim> {
        vec![claim::subscription(self.account, &self.offer)]
    }

    fn references(&self) -> Vec<RecordRef> {
        let orders = self.terms.iter().filter_map(|term| term.order);
        std::iter::once(refer(Kind::Account, self.account.to_bytes()))
            .chain(orders.map(|order| refer(Kind::Order, order.to_bytes())))
            .collect()
    }

    fn migrate(schema: u8, payload: &[u8]) -> Option<Self> {
        let old: SubscriptionWithoutWindows = (schema == 1).then(|| postcard::from_bytes(payload).ok())??;
        let terms = old.terms.into_iter().map(|(activated, expires, order)| Term {
            activated,
            expires,
            order,
            window: WindowDays::USUAL,
        });
        Some(Self {
            id: old.id,
            account: old.account,
            offer: old.offer,
            expires: old.expires,
            terms: terms.collect(),
            cancelled: old.cancelled,
        })
    }
}

/// A subscription before its terms kept when they may be renewed.
#[derive(serde::Deserialize)]
#[cfg_attr(test, derive(serde::Serialize))]
struct SubscriptionWithoutWindows {
    id: SubscriptionId,
    account: AccountId,
    offer: OfferId,
    expires: Day,
    terms: Vec<(Day, Day, Option<OrderId>)>,
    cancelled: Option<Day>,
}

impl Record for Order {
    const KIND: Kind = Kind::Order;
    const SCHEMA: u8 = 2;

    fn id(&self) -> Vec<u8> {
        self.id.to_bytes().to_vec()
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.account)
    }

    fn index(&self) -> Vec<IndexEntry> {
        let mut entries = vec![entry(
            index::ORDERS_BY_ACCOUNT,
            KeyBuilder::new().id(self.account.to_bytes()),
        )];
        let since = KeyBuilder::new().day(self.since.day());
        match self.state {
            // Only Finance can return a transfer: the reconciler has nothing to ask about it.
            _ if self.is_to_return() => entries.push(entry(index::ORDERS_TO_RETURN, since)),
            OrderState::Charging | OrderState::Unknown | OrderState::Refunding => {
                entries.push(entry(index::ORDERS_UNSETTLED, since));
            }
            OrderState::Declined(_) | OrderState::Voided => {
                entries.push(entry(index::ORDERS_RETRYABLE, since));
            }
            OrderState::AwaitingPayment => {
                let due = KeyBuilder::new().day(self.due().unwrap_or_else(|| self.placed_at.day()));
                entries.push(entry(index::ORDERS_AWAITING_PAYMENT, due));
            }
            OrderState::Paid { .. }
            | OrderState::Cancelled
            | OrderState::Refunded
            | OrderState::RefundRefused => {}
        }
        if let Some((_, on)) = self.to_correct() {
            entries.push(entry(index::ORDERS_TO_CORRECT, KeyBuilder::new().day(on)));
        }
        entries.extend(due::of_order(self));
        entries
    }

    fn claims(&self) -> Vec<Claim> {
        let open = self
            .state
            .is_open()
            .then(|| claim::open_order(self.account, &self.offer));
        let charge = self
            .counted()
            .map(|attempt| claim::charge(attempt.network, &attempt.reference));
        std::iter::once(claim::order_number(self.number))
            .chain(open)
            .chain(charge)
            .collect()
    }

    fn references(&self) -> Vec<RecordRef> {
        let mut references = vec![
            refer(Kind::Account, self.account.to_bytes()),
            refer(Kind::User, self.placed_by.to_bytes()),
        ];
        let has_subscription =
            matches!(self.purpose, Purpose::Renew { .. }) || matches!(self.state, OrderState::Paid { .. });
        if has_subscription {
            references.push(refer(Kind::Subscription, self.purpose.subscription().to_bytes()));
        }
        references
    }

    fn migrate(schema: u8, payload: &[u8]) -> Option<Self> {
        // What came later stands at the end: the window and the due days that all orders had before.
        let added = postcard::to_allocvec(&(WindowDays::USUAL, USUAL_DUE_DAYS)).ok()?;
        (schema == 1).then(|| postcard::from_bytes(&[payload, &added].concat()).ok())?
    }
}

impl Record for Receipt {
    const KIND: Kind = Kind::Receipt;
    const SCHEMA: u8 = 1;

    fn id(&self) -> Vec<u8> {
        self.id.to_bytes().to_vec()
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.account)
    }

    fn index(&self) -> Vec<IndexEntry> {
        let booked = KeyBuilder::new().day(self.booked_at.day());
        let mut entries = vec![entry(index::RECEIPTS_BY_DAY, booked)];
        if self.waits.is_some() {
            let value_date = KeyBuilder::new().day(self.value_date);
            entries.push(entry(index::RECEIPTS_UNALLOCATED, value_date));
        }
        entries
    }

    fn claims(&self) -> Vec<Claim> {
        let alike = self.is_first_alike.then(|| claim::money_alike(self));
        let entry = self.entry.as_ref().map(claim::bank_entry);
        alike.into_iter().chain(entry).collect()
    }

    fn references(&self) -> Vec<RecordRef> {
        let orders = self.parts.iter().filter_map(|part| match part.went {
            Went::To(order) => Some(order),
            Went::Back { of, .. } => of,
        });
        [
            refer(Kind::User, self.booked_by.to_bytes()),
            refer(Kind::Account, self.account.to_bytes()),
        ]
        .into_iter()
        .chain(orders.map(|order| refer(Kind::Order, order.to_bytes())))
        .collect()
    }
}

/// Id of the draft of one user for one offer of one account: 16 + 16 + at most 32 bytes.
pub fn draft_id(user: UserId, account: AccountId, offer: &OfferId) -> Vec<u8> {
    let mut id = user.to_bytes().to_vec();
    id.extend_from_slice(&account.to_bytes());
    id.extend_from_slice(offer.as_str().as_bytes());
    id
}

impl Record for Draft {
    const KIND: Kind = Kind::Draft;
    const SCHEMA: u8 = 1;

    fn id(&self) -> Vec<u8> {
        draft_id(self.user, self.account, &self.offer)
    }

    fn index(&self) -> Vec<IndexEntry> {
        due::of_draft(self)
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.account)
    }

    fn references(&self) -> Vec<RecordRef> {
        vec![
            refer(Kind::User, self.user.to_bytes()),
            refer(Kind::Account, self.account.to_bytes()),
        ]
    }
}

/// Id of the seller's record: there is one.
pub const SELLER_ID: &[u8] = b"seller";

impl Record for Seller {
    const KIND: Kind = Kind::Setting;
    const SCHEMA: u8 = 1;

    fn id(&self) -> Vec<u8> {
        SELLER_ID.to_vec()
    }

    // A store that was set up has one, so that it can tell what the store as a whole has.
    fn index(&self) -> Vec<IndexEntry> {
        vec![entry(index::INDEXES, KeyBuilder::new().byte(INDEXES))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::address::{Address, Name};
    use crate::domain::date::Timestamp;
    use crate::domain::user::Appearance;
    use crate::store::record::{Expect, Put};

    pub(super) fn envelope_of<R: Record>(record: &R) -> Envelope {
        let put = Put::of(record, Expect::Any).unwrap();
        Envelope {
            schema: put.schema,
            version: 1,
            by: None,
            at: Timestamp(0),
            account: put.account,
            entries: put.entries,
            claims: put.claims,
            payload: put.payload,
        }
    }

    fn id_of<R: Record>(record: &R) -> Vec<u8> {
        inspect(R::KIND, &envelope_of(record)).unwrap().id
    }

    #[test]
    fn a_subscription_from_before_windows_were_data_has_the_usual_one() {
        let (id, account) = (SubscriptionId::new(1), AccountId::new(2));
        let offer = OfferId::parse("gold").unwrap();
        let day = |text: &str| text.parse::<Day>().unwrap();
        let now = Subscription::activated(id, account, offer, day("2025-06-22"), None, WindowDays::USUAL);
        let before = SubscriptionWithoutWindows {
            id,
            account,
            offer: now.offer.clone(),
            expires: now.expires,
            terms: vec![(day("2025-06-22"), now.expires, None)],
            cancelled: None,
        };
        let kept = Envelope {
            schema: 1,
            payload: postcard::to_stdvec(&before).unwrap(),
            ..envelope_of(&now)
        };
        assert_eq!(crate::store::decode::<Subscription>(kept).unwrap().record, now);
    }

    #[test]
    fn an_order_from_before_windows_and_due_days_were_data_has_the_usual_ones() {
        let now = crate::domain::order::tests::by_card(OrderState::AwaitingPayment);
        let added = postcard::to_stdvec(&(WindowDays::USUAL, USUAL_DUE_DAYS)).unwrap();
        let mut payload = envelope_of(&now).payload;
        payload.truncate(payload.len() - added.len());
        let kept = Envelope {
            schema: 1,
            payload,
            ..envelope_of(&now)
        };
        assert_eq!(crate::store::decode::<Order>(kept).unwrap().record, now);
    }

    #[test]
    fn the_two_kinds_of_settings_are_told_apart() {
        for name in ["S", "\u{17c}", &"x".repeat(127), &"x".repeat(200)] {
            let seller = Seller {
                name: Name::parse(name).unwrap(),
                address: Address {
                    line1: "1 Main St".to_owned(),
                    line2: String::new(),
                    city: "Redmond".to_owned(),
                    state: "WA".to_owned(),
                    postal_code: "98052".to_owned(),
                    country: "US".parse().unwrap(),
                },
                vat_id: None,
                bank_accounts: Vec::new(),
            };
            assert_eq!(id_of(&seller), SELLER_ID, "{name}");
        }
        for (user, language) in [(0, None), (u128::MAX, Some("pl-PL".to_owned()))] {
            let user = UserId::new(user);
            let preferences = Preferences {
                user,
                language,
                account: None,
                appearance: Appearance::default(),
            };
            assert_eq!(id_of(&preferences), preferences_id(user));
        }
    }
}
