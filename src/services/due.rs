//! Due: what has to be done in the accounts in which somebody holds a role, soonest first.
//!
//! | step | file |
//! |---|---|
//! | read the two indexes of what is to be done, at most [`MOST`] rows | `gathered` |
//! | say what each entry is today, and sort | `sorted` |
//! | load what a row of the table shows, for the rows that are asked for | `rows` |
//! | count renewals by month | `months` |
//! | give them as a list, with a filter | `lines` |
//! | say a row in words | `words` |
//!
//! Nothing is decided here that the tiles decide: whether something can be done, and what it costs, is what the tile of
//! the offer says (`services::offers`); where a window stands is the domain's. docs/due.md tells which row stands where,
//! and why.

mod gathered;
mod lines;
mod months;
mod rows;
mod sorted;
mod words;

use std::cmp::Reverse;

use crate::domain::date::Day;
use crate::domain::ids::{AccountId, OrderId, RequestId};
use crate::domain::money::Money;
use crate::domain::offer::{Names, OfferId, Quote};
use crate::domain::order::OrderNumber;
use crate::domain::partner::MpnId;
use crate::domain::request::RequestNumber;
use crate::domain::user::{Permission, User};

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Unavailable};
use super::fuzzy::folded;
use super::offers::CancellationMark;
use super::waiting::Count;

use gathered::Reach;

pub use months::{DueMonths, MONTHS, MonthCount, NextOpening};

/// So many rows there are at most; where there may be more, that is said.
pub const MOST: usize = 1_000;
/// Windows that open within so many days are on Due already.
pub const SOON_DAYS: i32 = 30;

/// Which part of Due is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DueWanted {
    /// Only this account; all of them without it.
    pub account: Option<AccountId>,
    /// Only what has its last day within so many days, today being the first.
    pub within: Option<u16>,
    /// So many rows are passed over.
    pub skip: usize,
    /// At most so many rows are loaded.
    pub limit: usize,
}

impl Default for DueWanted {
    fn default() -> Self {
        Self {
            account: None,
            within: None,
            skip: 0,
            limit: MOST,
        }
    }
}

/// What has to be done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Due {
    /// The day for which it holds.
    pub today: Day,
    /// Accounts in which the person holds a role.
    pub accounts: usize,
    /// The rows that were asked for, soonest first.
    pub rows: Vec<DueRow>,
    /// How many rows there are, those that were not asked for among them; at most [`MOST`].
    pub count: usize,
    /// Whether there may be more than [`MOST`].
    pub more: bool,
    /// How many of each sort there are.
    pub figures: DueFigures,
}

/// How many rows of each sort there are. Each row is in one of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DueFigures {
    /// Renewal windows and transfers whose last day is today.
    pub last_day: Count,
    /// Renewal windows that are open longer.
    pub renewal_open: Count,
    /// Transfers that are awaited longer.
    pub money_awaited: Count,
    /// Requests that need an answer.
    pub attention: Count,
    /// Orders on which nothing was charged, and that may be tried again.
    pub called_off: Count,
    /// What the person left unfinished.
    pub drafts: Count,
    /// Renewal windows that open soon.
    pub opening_soon: Count,
}

/// What a row is about, and so what Enter does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DueKind {
    /// A renewal window is open: renew the offer.
    Renew,
    /// A transfer is awaited: look at the order.
    Pay,
    /// Support asked for something: answer the request.
    Answer,
    /// Nothing was charged: try the order's offer again.
    Retry,
    /// A wizard was left: go on with the offer.
    Resume,
    /// A new request was left: go on with it.
    FinishRequest,
    /// A renewal window opens soon: look at the offer.
    Opens,
}

/// One row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DueRow {
    /// What it is about.
    pub kind: DueKind,
    /// Account.
    pub account: AccountId,
    /// Company.
    pub company: String,
    /// MPN ID.
    pub mpn_id: MpnId,
    /// The offer, where it is about one.
    pub offer: Option<OfferId>,
    /// Its short name; of a request its title.
    pub names: Names,
    /// The whole name of the offer.
    pub offer_names: Names,
    /// The last day of the window, or the due day of a transfer.
    pub last_day: Option<Day>,
    /// The first day of a window.
    pub first_day: Option<Day>,
    /// When the subscription expired, or expires.
    pub expired: Option<Day>,
    /// Days until the last day, today among them: 1 on the last day. Only of what can be done by now.
    pub days_left: Option<i32>,
    /// Days until the window opens: 1 if it is tomorrow.
    pub opens_in: Option<i32>,
    /// Whether these are the last days.
    pub is_urgent: bool,
    /// What is to be paid, where that is known: with tax, and of a transfer what is missing.
    pub total: Option<Money>,
    /// What that is made of, where it is bought today.
    pub quote: Option<Quote>,
    /// The order that is to be paid, or on which nothing was charged.
    pub order: Option<(OrderId, OrderNumber)>,
    /// The request that is to be answered.
    pub request: Option<(RequestId, RequestNumber)>,
    /// The request that asks to cancel the subscription.
    pub cancellation: Option<CancellationMark>,
    /// Whether the person left a draft with which the main action goes on.
    pub has_draft: bool,
    /// Why it can't be done by this person today.
    pub closed: Option<Unavailable>,
}

/// In which order rows are listed. In any but the first one all of them are loaded, as for a filter; there are at most
/// [`MOST`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum DueOrder {
    /// Soonest first.
    #[default]
    Day,
    /// By company; of one company soonest first.
    Company,
    /// The largest total first, one currency behind the other; then what costs nothing.
    Total,
}

impl DueOrder {
    /// The next one of all, and after the last one the first.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Day => Self::Company,
            Self::Company => Self::Total,
            Self::Total => Self::Day,
        }
    }

    /// Puts rows that stand soonest first in this order.
    fn sort(self, rows: &mut [DueRow]) {
        match self {
            Self::Day => {}
            Self::Company => rows.sort_by_cached_key(|row| folded(&row.company)),
            Self::Total => rows.sort_by_cached_key(|row| {
                let total = row
                    .total
                    .map(|total| (total.currency.code(), Reverse(total.minor)));
                (total.is_none(), total)
            }),
        }
    }
}

/// What was found, before a record of it was loaded.
struct Found {
    user: User,
    /// Accounts in which they hold a role.
    held: usize,
    sorted: sorted::Sorted,
    today: Day,
}

impl DueKind {
    /// All kinds, in the order in which their rows come.
    pub const ALL: [Self; 7] = [
        Self::Renew,
        Self::Pay,
        Self::Answer,
        Self::Retry,
        Self::Resume,
        Self::FinishRequest,
        Self::Opens,
    ];

    /// Key of what is to be done, with `$offer`, `$order` or `$request`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Renew | Self::Opens => "due-renew",
            Self::Pay => "due-pay",
            Self::Answer => "due-answer",
            Self::Retry => "due-retry",
            Self::Resume => "due-resume",
            Self::FinishRequest => "due-finish-request",
        }
    }

    /// Key of the same in as few words as a column of a table has room for.
    pub const fn brief_key(self) -> &'static str {
        match self {
            Self::Renew | Self::Opens => "due-renew",
            Self::Pay => "due-pay-brief",
            Self::Answer => "due-answer-brief",
            Self::Retry => "due-retry-brief",
            Self::Resume => "due-resume-brief",
            Self::FinishRequest => "due-finish-request-brief",
        }
    }

    /// Its word for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Renew => "renew",
            Self::Pay => "pay",
            Self::Answer => "answer",
            Self::Retry => "retry",
            Self::Resume => "resume",
            Self::FinishRequest => "finish-request",
            Self::Opens => "opens",
        }
    }
}

impl Services {
    /// What has to be done in the accounts in which the person holds a role, as far as the indexes tell. Nobody else's
    /// accounts are in it: staff have their queues.
    async fn sorted_due(&self, actor: &Actor, wanted: DueWanted) -> Result<Found, ServiceError> {
        let user = self.acting(actor).await?.record;
        let mut accounts = user.accounts();
        let held = accounts.len();
        if let Some(account) = wanted.account {
            user.may(Permission::ViewAccount, account)?;
            accounts.retain(|held| *held == account);
        }
        let today = self.today();
        let reach = Reach {
            today,
            opens_by: today.plus(SOON_DAYS),
            ends_by: Day::LAST,
        };
        let gathered = self.gathered(&user, &accounts, reach).await?;
        let drafts = self.drafts_left(&user, &accounts).await?;
        let mut sorted = sorted::Sorted::of(gathered, drafts, today);
        if let Some(days) = wanted.within {
            sorted.keep_within(days, today);
        }
        Ok(Found {
            user,
            held,
            sorted,
            today,
        })
    }

    /// What has to be done in the accounts in which the person holds a role.
    pub async fn due(&self, actor: &Actor, wanted: DueWanted) -> Result<Due, ServiceError> {
        let Found {
            user,
            held,
            sorted,
            today,
        } = self.sorted_due(actor, wanted).await?;
        let (count, more, figures) = (sorted.items.len(), sorted.more, sorted.figures(today));
        let wanted = sorted.items.into_iter().skip(wanted.skip).take(wanted.limit);
        Ok(Due {
            today,
            accounts: held,
            rows: self.due_rows(&user, wanted, today).await?,
            count,
            more,
            figures,
        })
    }
}
