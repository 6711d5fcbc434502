//! Everything that two records can say against each other, by what it is about.

use crate::domain::ids::ReceiptId;
use crate::domain::message::{Arg, Coded};
use crate::domain::offer::OfferId;
use crate::domain::order::OrderNumber;
use crate::domain::request::RequestNumber;

/// Records that contradict each other, named as people name them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Mismatch {
    /// A request and an order.
    Between(RequestNumber, OrderNumber, PairFault),
    /// A request, and what belongs to it.
    Request(RequestNumber, RequestFault),
    /// A request, and the note at this place of its thread.
    Note(RequestNumber, u32, NoteFault),
    /// An order, and its subscription or its money.
    Order(OrderNumber, OrderFault),
    /// What an account, named by its MPN ID, holds of an offer.
    Held(String, OfferId, HeldFault),
    /// Money that came in.
    Receipt(ReceiptId, ReceiptFault),
}

/// A request and an order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PairFault {
    /// A decision gave money back, and the order neither gives nor gave it back.
    NotRefunded,
    /// Two decisions gave the same money back.
    RefundedTwice,
    /// A decision gave the money of another subscription back.
    OtherRefund,
    /// The order began to give its money back before the decision that says so.
    RefundDates,
    /// Money went back that was asked for too late.
    RefundLate,
    /// A decision ended what its refund gives back, or gave back what it ended.
    RefundedOtherTerm,
    /// A cancellation is asked for while an order is settled or waits for its money.
    UnderWay,
}

/// A request, and what belongs to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RequestFault {
    /// It asks to cancel what its company does not hold, or another subscription than it is about.
    OtherCancellation,
    /// It is about an order or a subscription of somebody else, or names it wrongly.
    OtherSubject,
    /// It asks to cancel a subscription that was cancelled.
    CancelledAlready,
    /// Its decision gives no day on which the subscription ends, or one before the decision.
    DecisionDates,
    /// Its decision is not the one in its notes.
    OtherDecision,
    /// Who sent it decided it.
    OwnDecision,
    /// The day by which its refund is judged is not the one of its notes.
    OtherDay,
    /// Another person works on it than its notes say.
    OtherTaker,
    /// Its notes lead elsewhere than where it stands.
    OtherState,
}

/// A note of a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoteFault {
    /// It is missing.
    Missing,
    /// It lies behind the last one.
    Surplus,
    /// It is not what belongs there: the description is first and nowhere else, and all are the company's.
    Misplaced,
    /// It cannot follow the ones before it.
    OutOfTurn,
}

/// An order, and its subscription or its money.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OrderFault {
    /// Its total is not price and tax.
    Total,
    /// Its way of payment does not lead to where it stands.
    Impossible,
    /// Its dates do not follow each other.
    Dates,
    /// It is not due 30 days after it was placed.
    Due,
    /// It renews a term outside of its window.
    OutsideWindow,
    /// A charge counts for it that counts for another one, or twice.
    SameCharge,
    /// A charge says that it was attached to it, and the order knows nothing of it.
    OtherCharge,
    /// It belongs to another account or offer than its subscription.
    OtherSubscription,
    /// It is paid, and its subscription has no term for it.
    NotActivated,
    /// Its subscription has more than one term for it.
    ActivatedTwice,
    /// It has a term, and was not paid.
    ActivatedUnpaid,
    /// The term that it paid has other dates than it says, or than its purpose gives.
    OtherTerm,
    /// Its money goes back, and its term was not taken back.
    TermKept,
    /// Its money goes back for a first term, which is not there.
    TermGone,
    /// A term of another subscription says that it was paid by it.
    StrangeTerm,
    /// Its transfer goes back, and no request says why.
    RefundUndecided,
    /// It was paid by transfer and has no receipt, or one that is another order's.
    OtherReceipt,
    /// Its transfer went back, and its receipt does not say so.
    ReceiptNotReturned,
    /// Its receipt went back, and the order does not say so.
    NotRefunded,
    /// It has all its money, and is not paid.
    NotPaid,
    /// Its receipts are of another amount or currency.
    ReceiptAmount,
    /// The dates of its receipt contradict its own.
    ReceiptDates,
    /// Its receipt belongs to another account.
    ReceiptAccount,
    /// Who placed it booked its money.
    OwnReceipt,
    /// A receipt says that it went to it, and the order knows nothing of it.
    ReceiptUnknown,
}

/// A subscription and its terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeldFault {
    /// It does not end with its last term.
    OtherEnd,
    /// Its terms are not in order.
    TermsOutOfOrder,
    /// A term began before the former one was over.
    TermsOverlap,
    /// It is cancelled, and no decision says so.
    NobodyCancelled,
    /// A decision cancelled it, and it is not cancelled.
    NotCancelled,
}

/// Money that came in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReceiptFault {
    /// It was booked before it came in, is no amount, or its parts are not what came in.
    Booking,
}

impl Coded for Mismatch {
    fn code(&self) -> &'static str {
        match self {
            Self::Between(_, _, fault) => fault.code(),
            Self::Request(_, fault) => fault.code(),
            Self::Note(_, _, fault) => fault.code(),
            Self::Order(_, fault) => fault.code(),
            Self::Held(_, _, fault) => fault.code(),
            Self::Receipt(_, fault) => fault.code(),
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let request = |number: &RequestNumber| ("request", Arg::Text(number.to_string()));
        let order = |number: &OrderNumber| ("order", Arg::Text(number.to_string()));
        match self {
            Self::Between(asked, paid, _) => vec![request(asked), order(paid)],
            Self::Request(asked, _) => vec![request(asked)],
            Self::Note(asked, place, _) => vec![request(asked), ("place", Arg::Text(place.to_string()))],
            Self::Order(paid, _) => vec![order(paid)],
            Self::Held(account, offer, _) => vec![
                ("account", Arg::Text(account.clone())),
                ("offer", Arg::Text(offer.as_str().to_owned())),
            ],
            Self::Receipt(receipt, _) => vec![("receipt", Arg::Text(receipt.to_string()))],
        }
    }
}

impl PairFault {
    const fn code(self) -> &'static str {
        match self {
            Self::NotRefunded => "check-not-refunded",
            Self::RefundedTwice => "check-refunded-twice",
            Self::OtherRefund => "check-other-refund",
            Self::RefundDates => "check-refund-dates",
            Self::RefundLate => "check-refund-late",
            Self::RefundedOtherTerm => "check-refunded-other-term",
            Self::UnderWay => "check-cancellation-under-way",
        }
    }
}

impl RequestFault {
    const fn code(self) -> &'static str {
        match self {
            Self::OtherCancellation => "check-other-cancellation",
            Self::OtherSubject => "check-other-subject",
            Self::CancelledAlready => "check-cancelled-already",
            Self::DecisionDates => "check-decision-dates",
            Self::OtherDecision => "check-other-decision",
            Self::OwnDecision => "check-own-decision",
            Self::OtherDay => "check-other-day",
            Self::OtherTaker => "check-other-taker",
            Self::OtherState => "check-other-state",
        }
    }
}

impl NoteFault {
    const fn code(self) -> &'static str {
        match self {
            Self::Missing => "check-note-missing",
            Self::Surplus => "check-note-surplus",
            Self::Misplaced => "check-note-misplaced",
            Self::OutOfTurn => "check-note-out-of-turn",
        }
    }
}

impl OrderFault {
    const fn code(self) -> &'static str {
        match self {
            Self::Total => "check-order-total",
            Self::Impossible => "check-order-impossible",
            Self::Dates => "check-order-dates",
            Self::Due => "check-order-due",
            Self::OutsideWindow => "check-order-window",
            Self::SameCharge => "check-same-charge",
            Self::OtherCharge => "check-other-charge",
            Self::OtherSubscription => "check-other-subscription",
            Self::NotActivated => "check-not-activated",
            Self::ActivatedTwice => "check-activated-twice",
            Self::ActivatedUnpaid => "check-activated-unpaid",
            Self::OtherTerm => "check-other-term",
            Self::TermKept => "check-term-kept",
            Self::TermGone => "check-term-gone",
            Self::StrangeTerm => "check-strange-term",
            Self::RefundUndecided => "check-refund-undecided",
            Self::OtherReceipt => "check-other-receipt",
            Self::ReceiptNotReturned => "check-receipt-not-returned",
            Self::NotRefunded => "check-order-not-refunded",
            Self::NotPaid => "check-order-not-paid",
            Self::ReceiptAmount => "check-receipt-amount",
            Self::ReceiptDates => "check-receipt-dates",
            Self::ReceiptAccount => "check-receipt-account",
            Self::OwnReceipt => "check-own-receipt",
            Self::ReceiptUnknown => "check-receipt-unknown",
        }
    }
}

impl HeldFault {
    const fn code(self) -> &'static str {
        match self {
            Self::OtherEnd => "check-other-end",
            Self::TermsOutOfOrder => "check-terms-out-of-order",
            Self::TermsOverlap => "check-terms-overlap",
            Self::NobodyCancelled => "check-nobody-cancelled",
            Self::NotCancelled => "check-not-cancelled",
        }
    }
}

impl ReceiptFault {
    const fn code(self) -> &'static str {
        match self {
            Self::Booking => "check-receipt-booking",
        }
    }
}
