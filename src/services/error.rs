//! What a use case can refuse or suffer: typed, with a stable code, a hint in `assets/locales`, and an exit code.

mod kind;

use crate::catalog::CatalogError;
use crate::domain::attachment::AttachmentError;
use crate::domain::card_number::masked;
use crate::domain::date::{Day, NotADay};
use crate::domain::ids::NetworkId;
use crate::domain::message::{Arg, Coded};
use crate::domain::money::MoneyError;
use crate::domain::offer::OfferError;
use crate::domain::order::{IllegalStep, MOST_ATTEMPTS, NotAnOrderNumber};
use crate::domain::partner::VettingError;
use crate::domain::receipt::Unallocated;
use crate::domain::refund::NotRefundable;
use crate::domain::request::{NotARequestNumber, RequestError};
use crate::domain::review::{Review, ReviewPart};
use crate::domain::subscription::{NotCancellable, NotRenewable};
use crate::domain::user::{AnyRole, Denied};
use crate::payments::gateway::GatewayError;
use crate::payments::sandbox::LedgerError;
use crate::store::error::StoreError;

use super::files::LocalFileError;
use super::orders::NotChangeable;
use super::payments::PaymentRefusal;
use super::receipts::NotBooked;

pub use kind::ErrorKind;

/// Why an action is closed now: says why, from when it opens where that is known, and who could do it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unavailable {
    /// Outside the renewal window.
    #[error(transparent)]
    Window(#[from] NotRenewable),
    /// The person's roles do not allow it.
    #[error("needs one of {needs:?}")]
    Role {
        /// Roles that allow it.
        needs: Vec<AnyRole>,
        /// Names of people of the account who could.
        who: Vec<String>,
    },
    /// An order waits for its bank transfer.
    #[error("order {number} waits for payment")]
    AwaitingPayment {
        /// Order number.
        number: String,
        /// Who placed it.
        by: String,
        /// When.
        on: Day,
        /// Last value date that pays it.
        due: Day,
    },
    /// A card payment is being settled.
    #[error("order {number} is being settled")]
    Settling {
        /// Order number.
        number: String,
        /// Who placed it.
        by: String,
        /// When.
        on: Day,
    },
    /// While the review was on the screen, another order paid for the term.
    #[error("order {number} has paid for it already")]
    AlreadyPaid {
        /// Order number.
        number: String,
        /// Who placed it.
        by: String,
        /// When.
        on: Day,
        /// Last day of the term that it paid.
        expires: Day,
    },
    /// The level's requirements are not recorded on the account.
    #[error("requirements are not met")]
    Requirements,
    /// Not sold in the account's country.
    #[error(transparent)]
    NotSold(#[from] OfferError),
    /// It is held already, and its term is not over.
    #[error("held already")]
    Held,
    /// No card processor is connected.
    #[error("no card processor is connected")]
    NoCardProcessor,
    /// The network that is connected is not the one that the store belongs to.
    #[error("the store belongs to the network {ours}, and {connected} is connected")]
    OtherNetwork {
        /// The store's.
        ours: NetworkId,
        /// The other one.
        connected: NetworkId,
    },
    /// A sandbox moves no money, and this store is a real one.
    #[error("a sandbox for a real store")]
    SandboxOnRealStore,
    /// Transfers to the bank account are awaited.
    #[error("{count} transfers in {currency} are awaited")]
    AccountAwaited {
        /// The account's currency.
        currency: String,
        /// How many orders await one.
        count: usize,
        /// The number of one of them.
        order: String,
    },
    /// It is for whoever the store's folder belongs to.
    #[error("needs the owner of the store's folder")]
    Owner,
    /// The seller has no bank account in the currency.
    #[error("no bank account for {currency}")]
    NoBankAccount {
        /// ISO 4217 code.
        currency: String,
    },
    /// The subscription cannot be cancelled.
    #[error(transparent)]
    Cancel(#[from] NotCancellable),
    /// The account does not hold the offer.
    #[error("not held")]
    NotHeld,
    /// Somebody asked to cancel the subscription already.
    #[error("request {number} asks for it already")]
    CancellationOpen {
        /// Number of the request.
        number: String,
        /// Who sent it.
        by: String,
        /// When.
        on: Day,
    },
    /// The request does not allow it where it stands.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// Nobody works on a request of their own company.
    #[error("a request of one's own company")]
    OwnRequest,
    /// An order cannot be paid in another way.
    #[error(transparent)]
    Change(NotChangeable),
}

impl Coded for Unavailable {
    fn code(&self) -> &'static str {
        match self {
            Self::Window(window) => window.code(),
            Self::Role { who, .. } if who.is_empty() => "closed-role",
            Self::Role { .. } => "closed-role-who",
            Self::AwaitingPayment { .. } => "closed-awaiting-payment",
            Self::Settling { .. } => "closed-settling",
            Self::AlreadyPaid { .. } => "closed-already-paid",
            Self::Requirements => "closed-requirements",
            Self::NotSold(offer) => offer.code(),
            Self::Held => "closed-held",
            Self::NoCardProcessor => "closed-no-card-processor",
            Self::OtherNetwork { .. } => "closed-other-network",
            Self::SandboxOnRealStore => "closed-sandbox-on-real-store",
            Self::Owner => "closed-owner",
            Self::NoBankAccount { .. } => "closed-no-bank-account",
            Self::AccountAwaited { .. } => "closed-account-awaited",
            Self::Cancel(cancel) => cancel.code(),
            Self::NotHeld => "closed-not-held",
            Self::CancellationOpen { .. } => "closed-cancellation-open",
            Self::Request(request) => request.code(),
            Self::OwnRequest => "closed-own-request",
            Self::Change(NotChangeable::SameMethod) => "closed-same-method",
            Self::Change(NotChangeable::DueDayOver { .. }) => "closed-due-day-over",
            Self::Change(NotChangeable::Overtaken { .. }) => "closed-overtaken",
            Self::Change(change @ NotChangeable::OtherTotal { .. }) => change.code(),
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let text = |text: &String| Arg::Text(text.clone());
        match self {
            Self::Window(window) => window.args(),
            Self::Role { needs, who } => vec![
                (
                    "roles",
                    Arg::Keys(needs.iter().map(|role| role.key().to_owned()).collect()),
                ),
                ("who", Arg::Text(who.join(", "))),
            ],
            Self::AwaitingPayment { number, by, on, due } => {
                vec![
                    ("number", text(number)),
                    ("by", text(by)),
                    ("on", Arg::Day(*on)),
                    ("due", Arg::Day(*due)),
                ]
            }
            Self::Settling { number, by, on } => {
                vec![("number", text(number)), ("by", text(by)), ("on", Arg::Day(*on))]
            }
            Self::AlreadyPaid {
                number,
                by,
                on,
                expires,
            } => vec![
                ("number", text(number)),
                ("by", text(by)),
                ("on", Arg::Day(*on)),
                ("expires", Arg::Day(*expires)),
            ],
            Self::NotSold(offer) => offer.args(),
            Self::OtherNetwork { ours, connected } => vec![
                ("ours", Arg::Text(ours.to_string())),
                ("connected", Arg::Text(connected.to_string())),
            ],
            Self::NoBankAccount { currency } => vec![("currency", text(currency))],
            Self::AccountAwaited {
                currency,
                count,
                order,
            } => vec![
                ("currency", text(currency)),
                ("count", Arg::Count(i64::try_from(*count).unwrap_or(i64::MAX))),
                ("order", text(order)),
            ],
            Self::Cancel(cancel) => cancel.args(),
            Self::CancellationOpen { number, by, on } => {
                vec![("number", text(number)), ("by", text(by)), ("on", Arg::Day(*on))]
            }
            Self::Request(request) => request.args(),
            Self::Change(change) => change.args(),
            Self::NotHeld
            | Self::OwnRequest
            | Self::Requirements
            | Self::Held
            | Self::NoCardProcessor
            | Self::SandboxOnRealStore
            | Self::Owner => Vec::new(),
        }
    }
}

/// What kind of thing was not found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Thing {
    /// A person, by operating-system user, email or id.
    Person,
    /// A partner account.
    Account,
    /// An offer of the catalog.
    Offer,
    /// An order.
    Order,
    /// Money that came in.
    Receipt,
    /// A saved card.
    SavedCard,
    /// A charge that no order counts.
    Charge,
    /// The seller.
    Seller,
    /// A support request.
    Request,
    /// A file of a support request.
    Attachment,
    /// A type of problem of the catalog.
    ProblemType,
}

impl Thing {
    /// Key of its name in `assets/locales`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Person => "thing-person",
            Self::Account => "thing-account",
            Self::Offer => "thing-offer",
            Self::Order => "thing-order",
            Self::Receipt => "thing-receipt",
            Self::SavedCard => "thing-saved-card",
            Self::Charge => "thing-charge",
            Self::Seller => "thing-seller",
            Self::Request => "thing-request",
            Self::Attachment => "thing-attachment",
            Self::ProblemType => "thing-problem-type",
        }
    }
}

/// What a use case can refuse or suffer.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ServiceError {
    /// Permission.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Who places an order does not book its money.
    #[error("one's own order")]
    OwnOrder,
    /// Nothing there.
    #[error("{thing:?} {name:?} not found")]
    NotFound {
        /// What kind of thing.
        thing: Thing,
        /// What was looked for.
        name: String,
    },
    /// The action is closed.
    #[error(transparent)]
    Closed(#[from] Unavailable),
    /// What was reviewed is no longer so: the new review is shown, nothing was placed.
    #[error("the review changed: {parts:?}")]
    Changed {
        /// The review as it is now.
        review: Box<Review>,
        /// What differs.
        parts: Vec<ReviewPart>,
    },
    /// The purchase terms were not accepted.
    #[error("the purchase terms were not accepted")]
    TermsNotAccepted,
    /// The order takes no further attempt.
    #[error("order {number} was tried too often")]
    AttemptsExhausted {
        /// Its number.
        number: String,
    },
    /// The card is no longer valid.
    #[error("the card expired")]
    CardExpired,
    /// The money does not pay the order; nothing was booked.
    #[error("the money does not pay the order: {reason:?}")]
    DoesNotPay {
        /// Why.
        reason: Unallocated,
        /// What the order asks for.
        expected: crate::domain::money::Money,
        /// The last value date that pays it.
        due: Option<Day>,
    },
    /// Money that was booked before, or of which nothing is left.
    #[error(transparent)]
    Receipt(#[from] NotBooked),
    /// An order whose way of payment cannot be changed.
    #[error(transparent)]
    Change(#[from] NotChangeable),
    /// A value date in the future.
    #[error("the value date lies in the future")]
    ValueDateInFuture,
    /// The request was changed since it was seen; nothing was sent.
    #[error("the request was changed by somebody else")]
    RequestChanged {
        /// Who changed it, by name; `None` for the desk itself.
        by: Option<String>,
    },
    /// No money of this subscription can go back.
    #[error(transparent)]
    Refund(#[from] NotRefundable),
    /// A refund without the word that no benefit was used.
    #[error("nobody said that no benefit was used")]
    NotAffirmed,
    /// The order is not one whose transfer is to be returned.
    #[error("the order's money is not to be returned")]
    NotToReturn,
    /// A value date before the day on which returning was decided.
    #[error("returned before it was decided on {decided}")]
    ReturnedTooEarly {
        /// The day of the decision.
        decided: Day,
    },
    /// A number that is no request's.
    #[error(transparent)]
    RequestNumber(#[from] NotARequestNumber),
    /// A draft with a field over its limit.
    #[error("a field of the draft is too long")]
    DraftTooLong,
    /// A verdict on a profile.
    #[error(transparent)]
    Vetting(#[from] VettingError),
    /// A field of a command or a form that is no value of its type.
    #[error("field {field}: {code}")]
    Field {
        /// Key of the field's name in `assets/locales`.
        field: &'static str,
        /// Code of the refusal.
        code: &'static str,
        /// Values of the refusal.
        args: Vec<(&'static str, Arg)>,
    },
    /// An order number that is none.
    #[error(transparent)]
    OrderNumber(#[from] NotAnOrderNumber),
    /// A day that is none.
    #[error(transparent)]
    Day(#[from] NotADay),
    /// An amount that is none.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// The payment network.
    #[error(transparent)]
    Gateway(#[from] GatewayError),
    /// A payment cannot be treated so.
    #[error(transparent)]
    Payment(#[from] PaymentRefusal),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A step that the order's state machine does not know: somebody else was faster.
    #[error(transparent)]
    Step(#[from] IllegalStep),
    /// The operating system gave no randomness.
    #[error("no randomness")]
    NoRandomness,
    /// A task of the desk ended unexpectedly; what was acknowledged is kept.
    #[error("a task ended unexpectedly")]
    Interrupted,
    /// `--today` on a real store.
    #[error("the day of a real store cannot be set")]
    TodayOnRealStore,
    /// The store is no demo store, and only a demo store may be used so.
    #[error("{0} is no demo store")]
    NotADemoStore(String),
    /// The store was created, but its set-up was cut short.
    #[error("the store at {0} was not set up")]
    NotSetUp(String),
    /// The store was set up before.
    #[error("the store at {0} is set up already")]
    AlreadySetUp(String),
    /// The built-in sample data: a defect.
    #[error("the sample data in {file} is wrong: {what}")]
    DemoData {
        /// Which file.
        file: &'static str,
        /// What is wrong.
        what: String,
    },
    /// The ledger of the built-in sandbox bank of a demo store.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The catalog that the store keeps.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    /// A file that cannot be attached.
    #[error(transparent)]
    Attachment(#[from] AttachmentError),
    /// A file of this machine.
    #[error(transparent)]
    LocalFile(#[from] LocalFileError),
}

impl ServiceError {
    /// Nothing of that name. It is repeated in sentences and in logs, and somebody may have typed a card number.
    pub fn not_found(thing: Thing, name: impl Into<String>) -> Self {
        Self::NotFound {
            thing,
            name: masked(&name.into()).into_owned(),
        }
    }

    /// A field that was refused.
    pub fn field(field: &'static str, error: &impl Coded) -> Self {
        Self::Field {
            field,
            code: error.code(),
            args: error.args(),
        }
    }
}

impl Coded for ServiceError {
    fn code(&self) -> &'static str {
        match self {
            Self::Denied(error) => error.code(),
            Self::OwnOrder => "own-order",
            Self::NotFound { .. } => "not-found",
            Self::Closed(error) => error.code(),
            Self::Changed { .. } => "review-changed",
            Self::TermsNotAccepted => "terms-not-accepted",
            Self::AttemptsExhausted { .. } => "order-tried-out",
            Self::CardExpired => "card-expired",
            Self::DoesNotPay { reason, .. } => match reason {
                Unallocated::WrongCurrency => "receipt-wrong-currency",
                Unallocated::AfterDueDay => "receipt-after-due-day",
                Unallocated::BeforeOrder => "receipt-before-order",
                Unallocated::NotAwaiting | Unallocated::Surplus | Unallocated::GivenUp => {
                    "receipt-not-awaiting"
                }
            },
            Self::Receipt(error) => error.code(),
            Self::Change(error) => error.code(),
            Self::ValueDateInFuture => "value-date-in-future",
            Self::DraftTooLong => "draft-too-long",
            Self::RequestChanged { by: Some(_) } => "request-changed-by",
            Self::RequestChanged { by: None } => "request-changed",
            Self::Refund(error) => error.code(),
            Self::NotAffirmed => "refund-not-affirmed",
            Self::NotToReturn => "not-to-return",
            Self::ReturnedTooEarly { .. } => "returned-too-early",
            Self::RequestNumber(error) => error.code(),
            Self::Vetting(error) => error.code(),
            Self::Field { code, .. } => code,
            Self::OrderNumber(error) => error.code(),
            Self::Day(error) => error.code(),
            Self::Money(error) => error.code(),
            Self::Gateway(error) => error.code(),
            Self::Payment(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::Step(error) => error.code(),
            Self::NoRandomness => "no-randomness",
            Self::Interrupted => "interrupted",
            Self::TodayOnRealStore => "today-on-real-store",
            Self::NotADemoStore(_) => "not-a-demo-store",
            Self::NotSetUp(_) => "store-not-set-up",
            Self::AlreadySetUp(_) => "store-already-set-up",
            Self::DemoData { .. } => "demo-data",
            Self::Ledger(error) => error.code(),
            Self::Catalog(error) => error.code(),
            Self::Attachment(error) => error.code(),
            Self::LocalFile(error) => error.code(),
        }
    }

    fn sentence(&self) -> &'static str {
        match self {
            Self::Catalog(error) => error.sentence(),
            _ => self.code(),
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Denied(error) => error.args(),
            Self::NotFound { thing, name } => {
                vec![
                    ("thing", Arg::Key(thing.key().to_owned())),
                    ("name", Arg::Text(name.clone())),
                ]
            }
            Self::Closed(error) => error.args(),
            Self::Changed { parts, .. } => {
                vec![(
                    "parts",
                    Arg::Keys(parts.iter().map(|part| part.key().to_owned()).collect()),
                )]
            }
            Self::DoesNotPay { expected, due, .. } => {
                let mut args = vec![("expected", Arg::Money(*expected))];
                args.extend(due.map(|due| ("due", Arg::Day(due))));
                args
            }
            Self::AttemptsExhausted { number } => vec![
                ("number", Arg::Text(number.clone())),
                (
                    "count",
                    Arg::Count(i64::try_from(MOST_ATTEMPTS).unwrap_or(i64::MAX)),
                ),
            ],
            Self::Field { args, .. } => args.clone(),
            Self::RequestChanged { by } => by.iter().map(|by| ("by", Arg::Text(by.clone()))).collect(),
            Self::Receipt(error) => error.args(),
            Self::Change(error) => error.args(),
            Self::Refund(error) => error.args(),
            Self::Payment(error) => error.args(),
            Self::ReturnedTooEarly { decided } => vec![("decided", Arg::Day(*decided))],
            Self::Store(error) => error.args(),
            Self::Step(error) => error.args(),
            Self::NotADemoStore(path) | Self::NotSetUp(path) | Self::AlreadySetUp(path) => {
                vec![("path", Arg::Text(path.clone()))]
            }
            Self::DemoData { file, what } => vec![
                ("file", Arg::Text((*file).to_owned())),
                ("what", Arg::Text(what.clone())),
            ],
            Self::Ledger(error) => error.args(),
            Self::Catalog(error) => error.args(),
            Self::Attachment(error) => error.args(),
            Self::LocalFile(error) => error.args(),
            _ => Vec::new(),
        }
    }
}
