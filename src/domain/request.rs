//! A support request: what a company asks, the thread that follows, and for a cancellation the decision.
//!
//! ```text
//! Open ─ Support asks ─► Attention needed ─ the company replies ─► Open
//! Open, Attention needed ─ closed by Support, withdrawn by the company, or overtaken by a renewal ─► Closed
//! Closed ─ reopened within 30 days ─► Open
//! ```
//!
//! Every change is a dated note with its author, and notes only append. A request that asks to cancel a subscription
//! holds the subscription's one claim until it is decided or closed (source: "Cancel your subscription", "Check the
//! status of a support request"; states and severities: the service-request resource of the same documentation).

mod number;
mod thread;

use serde::{Deserialize, Serialize};

use super::address::{Email, Name, Phone};
use super::attachment::{Attachment, MOST_ATTACHMENTS};
use super::date::{Day, Timestamp};
use super::ids::{AccountId, OrderId, RequestId, SubscriptionId, UserId};
use super::message::{Arg, Coded};
use super::offer::OfferId;
use super::order::OrderNumber;
use super::text::Body;

pub use number::{NotARequestNumber, RequestNumber};
pub use thread::{Event, MOST_NOTES, Note, RequestNote, Side};

/// Days after closing within which a request can be reopened (source: product rules, "Support request").
pub const REOPEN_DAYS: i32 = 30;

/// A support request as it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SupportRequest {
    /// The intent: made when the form opened, so that sending it twice is one request.
    pub id: RequestId,
    /// The number that people use.
    pub number: RequestNumber,
    /// Account that asks.
    pub account: AccountId,
    /// Who asked.
    pub requested_by: UserId,
    /// When.
    pub opened: Timestamp,
    /// Type of problem, by its id in the catalog.
    pub problem: String,
    /// How urgent it is.
    pub severity: Severity,
    /// What it is about.
    pub about: About,
    /// What it asks to cancel, if it does.
    pub cancellation: Option<Cancellation>,
    /// One line.
    pub title: Name,
    /// The whole of it. Like the notes it is kept beside the record, and read only where the thread is shown.
    #[serde(skip)]
    pub description: Body,
    /// Who can be asked.
    pub contact: Contact,
    /// Where it stands.
    pub state: RequestState,
    /// When it came to stand there.
    pub since: Timestamp,
    /// Who of Support works on it.
    pub taken_by: Option<UserId>,
    /// The files, in the order in which they were attached.
    pub attachments: Vec<Attachment>,
    /// How many notes there are.
    pub note_count: usize,
    /// What happened since, oldest first: the whole thread where it was read, else only what is new.
    #[serde(skip)]
    pub notes: Vec<Note>,
}

/// How urgent a request is; the most urgent one sorts first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Severity {
    /// Work stands still.
    Critical,
    /// Work is hindered.
    Moderate,
    /// A question, a wish.
    Minimal,
}

/// What a request is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum About {
    /// The account in general.
    Account,
    /// A subscription.
    Subscription(SubscriptionId, OfferId),
    /// An order.
    Order(OrderId, OrderNumber),
}

/// Who can be asked about a request; the phone number may be missing.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Contact {
    /// Name.
    pub name: Name,
    /// Email.
    pub email: Email,
    /// Phone number.
    pub phone: Option<Phone>,
}

/// That a request asks to cancel the subscription that it is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cancellation {
    /// The subscription.
    pub subscription: SubscriptionId,
    /// The day that the refund is judged by: that of the request, or of its reopening after it was withdrawn.
    pub asked: Day,
    /// What Support decided.
    pub decision: Option<Decision>,
}

/// A decision to cancel.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Decision {
    /// When.
    pub at: Timestamp,
    /// Who decided.
    pub by: UserId,
    /// The order whose money goes back, if it does.
    pub refund: Option<OrderId>,
    /// The subscription's first day without benefits; `None` where a refunded renewal gave the former term back.
    pub ends: Option<Day>,
}

/// Where a request stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum RequestState {
    /// Support waits for the company.
    AttentionNeeded,
    /// The company waits for Support.
    Open,
    /// Over, and how it came to be.
    Closed(Closing),
}

/// How a request was closed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Closing {
    /// Nothing is left to do: by Support, or by the company once it was decided.
    Support,
    /// By the company, before it was decided.
    Withdrawn,
    /// The subscription that was to be cancelled is being renewed.
    Renewed,
}

/// A step that a request does not allow where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RequestError {
    /// It is closed: nothing but reopening is possible.
    #[error("the request is closed")]
    Closed,
    /// It is not closed, so it cannot be reopened.
    #[error("the request is not closed")]
    NotClosed,
    /// It was closed too long ago to be reopened.
    #[error("it could be reopened until {until}")]
    TooLateToReopen {
        /// The last day on which that was possible.
        until: Day,
    },
    /// The company withdrew what it had asked for, so that only the company can ask once more.
    #[error("only the company can reopen what it withdrew")]
    CompanyReopens,
    /// It asks for no cancellation.
    #[error("there is nothing to decide")]
    NothingToDecide,
    /// It was decided before.
    #[error("it was decided on {on}")]
    Decided {
        /// When.
        on: Day,
    },
    /// The person works on it already.
    #[error("taken by the same person already")]
    TakenAlready,
    /// It has as many notes as it can.
    #[error("a request has at most {limit} notes")]
    Full {
        /// How many.
        limit: usize,
    },
    /// It has as many files as it can.
    #[error("a request has at most {limit} files")]
    TooManyFiles {
        /// How many.
        limit: usize,
    },
}

impl Severity {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 3] = [Self::Critical, Self::Moderate, Self::Minimal];

    /// Stable name, as commands take it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Moderate => "moderate",
            Self::Minimal => "minimal",
        }
    }

    /// The severity of a stable name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.name() == name)
    }

    /// Key of its name in `assets/locales`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Critical => "severity-critical",
            Self::Moderate => "severity-moderate",
            Self::Minimal => "severity-minimal",
        }
    }
}

impl RequestState {
    /// The keys of all states.
    pub const KEYS: [&'static str; 5] = [
        "request-state-attention-needed",
        "request-state-open",
        "request-state-closed",
        "request-state-withdrawn",
        "request-state-renewed",
    ];

    /// Key of its name in `assets/locales`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::AttentionNeeded => "request-state-attention-needed",
            Self::Open => "request-state-open",
            Self::Closed(Closing::Support) => "request-state-closed",
            Self::Closed(Closing::Withdrawn) => "request-state-withdrawn",
            Self::Closed(Closing::Renewed) => "request-state-renewed",
        }
    }

    /// Whether it is over.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Closed(_))
    }
}

impl SupportRequest {
    /// The cancellation that is asked for and not decided, while the request is not closed: it holds the claim.
    pub fn open_cancellation(&self) -> Option<&Cancellation> {
        self.cancellation
            .as_ref()
            .filter(|asked| asked.decision.is_none() && !self.state.is_closed())
    }

    /// The last day on which it can be reopened, if it is closed.
    pub fn reopens_until(&self) -> Option<Day> {
        self.state.is_closed().then(|| self.since.day().plus(REOPEN_DAYS))
    }

    /// Whether it asked for a cancellation that the company took back: only the company can ask for it once more.
    pub fn is_the_companys_to_reopen(&self) -> bool {
        let asks = self
            .cancellation
            .as_ref()
            .is_some_and(|asked| asked.decision.is_none());
        asks && matches!(
            self.state,
            RequestState::Closed(Closing::Withdrawn | Closing::Renewed)
        )
    }

    /// The company replies: Support has to act.
    pub fn reply(&mut self, by: UserId, text: Body, at: Timestamp) -> Result<(), RequestError> {
        self.goes_on()?;
        self.note(Some(by), Side::Company, Event::Replied, Some(text), at)?;
        if self.state == RequestState::AttentionNeeded {
            self.step(RequestState::Open, at);
        }
        Ok(())
    }

    /// Support writes; where it asks for attention, the company has to act.
    pub fn answer(
        &mut self,
        by: UserId,
        text: Body,
        asks_for_attention: bool,
        at: Timestamp,
    ) -> Result<(), RequestError> {
        self.goes_on()?;
        let event = if asks_for_attention {
            Event::Asked
        } else {
            Event::Replied
        };
        self.note(Some(by), Side::Support, event, Some(text), at)?;
        if asks_for_attention && self.state == RequestState::Open {
            self.step(RequestState::AttentionNeeded, at);
        }
        Ok(())
    }

    /// Somebody of Support takes it, or takes it over.
    pub fn take(&mut self, by: UserId, at: Timestamp) -> Result<(), RequestError> {
        self.goes_on()?;
        if self.taken_by == Some(by) {
            return Err(RequestError::TakenAlready);
        }
        self.note(Some(by), Side::Support, Event::Taken, None, at)?;
        self.taken_by = Some(by);
        Ok(())
    }

    /// Closes it: by Support, withdrawn by the company, or overtaken by a renewal.
    pub fn close(
        &mut self,
        by: Option<UserId>,
        side: Side,
        closing: Closing,
        text: Option<Body>,
        at: Timestamp,
    ) -> Result<(), RequestError> {
        if self.state.is_closed() {
            return Err(RequestError::Closed);
        }
        let event = match closing {
            Closing::Support => Event::Closed,
            Closing::Withdrawn => Event::Withdrawn,
            Closing::Renewed => Event::Renewed,
        };
        // A request that is full can still be closed.
        self.push(by, side, event, text, at);
        self.step(RequestState::Closed(closing), at);
        Ok(())
    }

    /// Opens it again, within 30 days after it was closed. A cancellation that the company withdrew is asked for
    /// anew, on that day; one that Support closed keeps its day.
    pub fn reopen(
        &mut self,
        by: UserId,
        side: Side,
        text: Option<Body>,
        at: Timestamp,
    ) -> Result<(), RequestError> {
        let RequestState::Closed(closing) = self.state else {
            return Err(RequestError::NotClosed);
        };
        let until = self.since.day().plus(REOPEN_DAYS);
        if at.day() > until {
            return Err(RequestError::TooLateToReopen { until });
        }
        if side == Side::Support && self.is_the_companys_to_reopen() {
            return Err(RequestError::CompanyReopens);
        }
        self.note(Some(by), side, Event::Reopened, text, at)?;
        if closing != Closing::Support
            && let Some(asked) = &mut self.cancellation
            && asked.decision.is_none()
        {
            asked.asked = at.day();
        }
        self.step(RequestState::Open, at);
        Ok(())
    }

    /// The cancellation that can be decided now.
    pub fn to_decide(&self) -> Result<&Cancellation, RequestError> {
        let asked = self.cancellation.as_ref().ok_or(RequestError::NothingToDecide)?;
        match &asked.decision {
            Some(before) => Err(RequestError::Decided { on: before.at.day() }),
            None if self.state.is_closed() => Err(RequestError::Closed),
            None => Ok(asked),
        }
    }

    /// Notes the decision on the cancellation; the request stays open until Support closes it.
    pub fn decide(&mut self, decision: Decision, text: Option<Body>) -> Result<(), RequestError> {
        self.to_decide()?;
        let asked = self.cancellation.as_mut().ok_or(RequestError::NothingToDecide)?;
        let (at, by) = (decision.at, decision.by);
        let event = Event::Decided {
            refund: decision.refund.is_some(),
            ends: decision.ends,
        };
        asked.decision = Some(decision);
        // Like closing, a decision always finds room.
        self.push(Some(by), Side::Support, event, text, at);
        // Whatever was asked before: the company need not answer it any more.
        if self.state == RequestState::AttentionNeeded {
            self.step(RequestState::Open, at);
        }
        Ok(())
    }

    /// Adds a file.
    pub fn attach(
        &mut self,
        by: UserId,
        side: Side,
        file: Attachment,
        at: Timestamp,
    ) -> Result<(), RequestError> {
        self.goes_on()?;
        if self.attachments.len() >= MOST_ATTACHMENTS {
            return Err(RequestError::TooManyFiles {
                limit: MOST_ATTACHMENTS,
            });
        }
        let event = Event::Attached(file.name.clone());
        self.note(Some(by), side, event, None, at)?;
        self.attachments.push(file);
        Ok(())
    }

    const fn goes_on(&self) -> Result<(), RequestError> {
        if self.state.is_closed() {
            Err(RequestError::Closed)
        } else {
            Ok(())
        }
    }

    fn note(
        &mut self,
        by: Option<UserId>,
        side: Side,
        event: Event,
        text: Option<Body>,
        at: Timestamp,
    ) -> Result<(), RequestError> {
        if self.note_count >= MOST_NOTES {
            return Err(RequestError::Full { limit: MOST_NOTES });
        }
        self.push(by, side, event, text, at);
        Ok(())
    }

    fn push(&mut self, by: Option<UserId>, side: Side, event: Event, text: Option<Body>, at: Timestamp) {
        self.notes.push(Note {
            at,
            by,
            side,
            event,
            text,
        });
        self.note_count += 1;
    }

    const fn step(&mut self, to: RequestState, at: Timestamp) {
        self.state = to;
        self.since = at;
    }
}

impl Coded for RequestError {
    fn code(&self) -> &'static str {
        match self {
            Self::Closed => "request-closed",
            Self::NotClosed => "request-not-closed",
            Self::TooLateToReopen { .. } => "request-too-late-to-reopen",
            Self::CompanyReopens => "request-company-reopens",
            Self::NothingToDecide => "request-nothing-to-decide",
            Self::Decided { .. } => "request-decided",
            Self::TakenAlready => "request-taken-already",
            Self::Full { .. } => "request-full",
            Self::TooManyFiles { .. } => "request-too-many-files",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let count = |limit: usize| vec![("limit", Arg::Count(i64::try_from(limit).unwrap_or(i64::MAX)))];
        match self {
            Self::TooLateToReopen { until } => vec![("until", Arg::Day(*until))],
            Self::Decided { on } => vec![("on", Arg::Day(*on))],
            Self::Full { limit } | Self::TooManyFiles { limit } => count(*limit),
            Self::Closed
            | Self::NotClosed
            | Self::CompanyReopens
            | Self::NothingToDecide
            | Self::TakenAlready => Vec::new(),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
