//! The notes of a request: who did what, when, and what they wrote.

use serde::{Deserialize, Serialize};

use crate::domain::attachment::FileName;
use crate::domain::date::{Day, Timestamp};
use crate::domain::ids::{AccountId, RequestId, UserId};
use crate::domain::text::Body;

use super::{Closing, RequestState};

/// Most notes of one request: whoever needs more opens another one (source: none; a record that grew for ever would
/// be too large to show and to keep one day). Closing and deciding are possible beyond.
pub const MOST_NOTES: usize = 200;

/// A note as it is kept: a record of its own, so that a thread may grow and a list reads no text. Place 0 is the
/// description.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RequestNote {
    /// The request.
    pub request: RequestId,
    /// Its account.
    pub account: AccountId,
    /// Place in the thread, from 0.
    pub place: u32,
    /// What it says.
    pub note: Note,
}

/// One thing that happened to a request.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Note {
    /// When.
    pub at: Timestamp,
    /// Who; `None` for the desk itself.
    pub by: Option<UserId>,
    /// For whom they spoke.
    pub side: Side,
    /// What happened.
    pub event: Event,
    /// What was written.
    pub text: Option<Body>,
}

/// For whom somebody speaks in a request.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Side {
    /// For the company that asks.
    Company,
    /// For Support.
    Support,
}

/// What happened to a request.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    /// The request was sent; the text is its description.
    Opened,
    /// Somebody wrote.
    Replied,
    /// Support asked for something.
    Asked,
    /// Somebody of Support works on it from now on.
    Taken,
    /// A file was attached.
    Attached(FileName),
    /// Support decided on the cancellation.
    Decided {
        /// Whether money goes back.
        refund: bool,
        /// The subscription's first day without benefits.
        ends: Option<Day>,
    },
    /// Support closed it.
    Closed,
    /// The company withdrew it.
    Withdrawn,
    /// A renewal of the subscription was ordered.
    Renewed,
    /// It was opened again.
    Reopened,
}

impl RequestState {
    /// Where an event leads; `None` where it cannot happen. What a request does step by step, as a table: the check of a
    /// store reads a thread by it.
    pub const fn after(self, side: Side, event: &Event) -> Option<Self> {
        Some(match (self, event, side) {
            (Self::Closed(_), Event::Reopened, _) => Self::Open,
            (Self::Closed(_), _, _) | (_, Event::Reopened, _) => return None,
            (_, Event::Replied, Side::Company) | (_, Event::Decided { .. }, Side::Support) => Self::Open,
            (_, Event::Asked, Side::Support) => Self::AttentionNeeded,
            (state, Event::Replied | Event::Taken, Side::Support) | (state, Event::Attached(_), _) => state,
            (_, Event::Closed, _) => Self::Closed(Closing::Support),
            (_, Event::Withdrawn, Side::Company) => Self::Closed(Closing::Withdrawn),
            (_, Event::Renewed, Side::Company) => Self::Closed(Closing::Renewed),
            _ => return None,
        })
    }
}
