//! What the audit log says of a change: who did what to which records, from where.
//!
//! An entry names records and never repeats their content, so that a person can be erased without breaking the
//! chain. The writer of the store adds the sequence number and the hash of the entry before it.

pub mod end;

use serde::{Deserialize, Serialize};

use super::date::Timestamp;
use super::ids::{
    AccountId, NetworkId, OrderId, OrphanId, ReceiptId, RequestId, SavedCardId, SubscriptionId, UserId,
};

/// One change, as the audit log keeps it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AuditEntry {
    /// When the change was asked for.
    pub at: Timestamp,
    /// Whose record the actor uses; `None` for the desk itself (set-up, reconciler).
    pub actor: Option<UserId>,
    /// How the actor came in.
    pub origin: Origin,
    /// What was done.
    pub action: AuditAction,
    /// Which records it was done to.
    pub subjects: Vec<Subject>,
}

/// How the acting person (or the desk itself) reached the store.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Origin {
    /// On this machine, trusted because the store's folder could be read; the operating-system user.
    Local {
        /// Login name on this machine.
        os_user: String,
    },
    /// In a demo store, acting as one of its people.
    Demo,
    /// The desk itself: set-up, reconciler, housekeeping.
    Desk,
}

/// The chain that an entry belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Chain {
    /// Everything done to one account's records.
    Account(AccountId),
    /// Everything else: set-up, users, staff roles.
    System,
}

/// A record that an entry is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Subject {
    /// A partner account.
    Account(AccountId),
    /// A person.
    User(UserId),
    /// A subscription.
    Subscription(SubscriptionId),
    /// An order.
    Order(OrderId),
    /// A saved card.
    SavedCard(SavedCardId),
    /// Money received.
    Receipt(ReceiptId),
    /// A support request.
    Request(RequestId),
    /// The payment network that was asked.
    Network(NetworkId),
    /// A charge that no order counted.
    Orphan(OrphanId),
}

/// What was done.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum AuditAction {
    /// The store was created.
    StoreCreated,
    /// A partner account was created.
    AccountCreated,
    /// A person was added.
    UserCreated,
    /// A subscription was recorded (set-up, demo).
    SubscriptionRecorded,
    /// An order was placed; for a card, its first charge attempt began.
    OrderPlaced,
    /// A further charge attempt began on an order.
    AttemptBegun,
    /// The order was paid and its term activated or renewed.
    OrderPaid,
    /// The card was declined.
    OrderDeclined,
    /// The bank gave no answer.
    OrderUnknown,
    /// The attempt was voided: nothing was charged, and nothing will be.
    OrderVoided,
    /// The order was cancelled.
    OrderCancelled,
    /// Money is going back.
    RefundBegun,
    /// Money went back.
    OrderRefunded,
    /// Money received by bank transfer was booked.
    ReceiptBooked,
    /// A card that paid was kept for later.
    CardSaved,
    /// A kept card was removed.
    CardRemoved,
    /// The payment network said that it does not know an attempt.
    AttemptUnknown,
    /// It knows the attempt again.
    AttemptKnown,
    /// Finance settled an attempt by hand that its network did not know.
    AttemptSettled,
    /// A charge was found that no order counts.
    OrphanFound,
    /// Finance decided that the money of such a charge goes back.
    OrphanRefundBegun,
    /// The money of such a charge went back.
    OrphanRefunded,
    /// The bank refused to give it back.
    OrphanRefundRefused,
    /// Such a charge was counted for an order.
    OrphanAttached,
    /// The store began to belong to a payment network, or went over to another one.
    NetworkAdopted,
    /// A change of the legal profile was asked for.
    ProfileChanged,
    /// A change of the legal profile was authorized.
    ProfileAuthorized,
    /// A change of the legal profile was rejected.
    ProfileRejected,
    /// A support request was sent.
    RequestOpened,
    /// Somebody wrote in a support request.
    RequestReplied,
    /// Support asked the company for something.
    RequestAsked,
    /// Somebody of Support took a request, or took it over.
    RequestTaken,
    /// A file was attached to a request.
    RequestAttached,
    /// Support decided on a cancellation.
    RequestDecided,
    /// Support closed a request.
    RequestClosed,
    /// The company withdrew its request, by itself or by ordering a renewal.
    RequestWithdrawn,
    /// A closed request was opened again.
    RequestReopened,
    /// A subscription was cancelled, or went back to its former term.
    SubscriptionCancelled,
    /// Finance returned money that had come in by bank transfer.
    ReceiptReturned,
    /// Finance applied unallocated money to an order.
    ReceiptApplied,
    /// The bank of a card refused a refund.
    RefundRefused,
    /// The day of this entry was said to be right, although the store's last change was of a later day or of one long
    /// before it.
    DayAccepted,
    /// The seller was changed.
    SellerChanged,
    /// Another catalog was taken over.
    CatalogAdopted,
    /// An order was rated anew, because its VAT ID does not count.
    OrderRerated,
}

impl AuditAction {
    /// Stable code, used as `audit-did-<code>` in `assets/locales`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::StoreCreated => "store-created",
            Self::AccountCreated => "account-created",
            Self::UserCreated => "user-created",
            Self::SubscriptionRecorded => "subscription-recorded",
            Self::OrderPlaced => "order-placed",
            Self::AttemptBegun => "attempt-begun",
            Self::OrderPaid => "order-paid",
            Self::OrderDeclined => "order-declined",
            Self::OrderUnknown => "order-unknown",
            Self::OrderVoided => "order-voided",
            Self::OrderCancelled => "order-cancelled",
            Self::RefundBegun => "refund-begun",
            Self::OrderRefunded => "order-refunded",
            Self::ReceiptBooked => "receipt-booked",
            Self::CardSaved => "card-saved",
            Self::ProfileChanged => "profile-changed",
            Self::ProfileAuthorized => "profile-authorized",
            Self::ProfileRejected => "profile-rejected",
            Self::RequestOpened => "request-opened",
            Self::RequestReplied => "request-replied",
            Self::RequestAsked => "request-asked",
            Self::RequestTaken => "request-taken",
            Self::RequestAttached => "request-attached",
            Self::RequestDecided => "request-decided",
            Self::RequestClosed => "request-closed",
            Self::RequestWithdrawn => "request-withdrawn",
            Self::RequestReopened => "request-reopened",
            Self::SubscriptionCancelled => "subscription-cancelled",
            Self::ReceiptReturned => "receipt-returned",
            Self::ReceiptApplied => "receipt-applied",
            Self::RefundRefused => "refund-refused",
            Self::DayAccepted => "day-accepted",
            Self::CardRemoved => "card-removed",
            Self::AttemptUnknown => "attempt-unknown",
            Self::AttemptKnown => "attempt-known",
            Self::AttemptSettled => "attempt-settled",
            Self::OrphanFound => "orphan-found",
            Self::OrphanRefundBegun => "orphan-refund-begun",
            Self::OrphanRefunded => "orphan-refunded",
            Self::OrphanRefundRefused => "orphan-refund-refused",
            Self::OrphanAttached => "orphan-attached",
            Self::NetworkAdopted => "network-adopted",
            Self::SellerChanged => "seller-changed",
            Self::CatalogAdopted => "catalog-adopted",
            Self::OrderRerated => "order-rerated",
        }
    }
}

impl Subject {
    /// Stable code of the kind of thing, used as `audit-subject-<code>` in `assets/locales`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Account(_) => "account",
            Self::User(_) => "user",
            Self::Subscription(_) => "subscription",
            Self::Order(_) => "order",
            Self::SavedCard(_) => "saved-card",
            Self::Receipt(_) => "receipt",
            Self::Request(_) => "request",
            Self::Network(_) => "network",
            Self::Orphan(_) => "orphan",
        }
    }
}
