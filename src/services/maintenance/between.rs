//! Holds records against each other: what one says of money, of a term or of a cancellation, the others must say too.
//! The engine's own check cannot: it knows no types.
//!
//! | file | what is held against what |
//! |---|---|
//! | `mismatch` | everything that can be found, with its code |
//! | `requests` | a request against its notes, its subscription, and the order whose money it gave back |
//! | `orders` | an order against itself, its receipts, and the term that it paid |
//! | `subscriptions` | a subscription's terms against each other, their orders, and the decisions about it |
//! | `receipts` | money that came in against itself and the orders that it says it went to |
//! | `orphans` | a charge that no order counted against the order that it says it pays by now |
//!
//! A rule is here when every use case keeps it. Where two records contradict each other, one of them tells it: what is
//! found is listed once. Dates are compared by their days: the store holds commits to the order of days, and a clock
//! may be set back within one. A reference to no record is told by the check of the store itself.

mod mismatch;
mod orders;
mod orphans;
mod receipts;
mod requests;
mod subscriptions;

use std::collections::{HashMap, HashSet};

use crate::domain::date::Day;
use crate::domain::ids::{OrderId, SubscriptionId};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::store::Store;
use crate::store::check::CheckReport;
use crate::store::error::StoreError;
use crate::store::record::{Claim, Cursor, Record, Scan};

pub use mismatch::{HeldFault, Mismatch, NoteFault, OrderFault, PairFault, ReceiptFault, RequestFault};

/// Records that are read before other tasks have their turn.
const PORTION: usize = 200;

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    /// As much of it as a report lists.
    pub listed: Vec<Mismatch>,
    /// How much more there is.
    pub more: u64,
}

/// A check that is under way. Of what it has read it keeps ids and days only.
struct Holding<'s> {
    store: &'s Store,
    found: Found,
    /// The decisions about each subscription that was to be cancelled.
    decided: HashMap<SubscriptionId, Vec<Decided>>,
    /// The orders whose money a decision gave back, and its day.
    refunded: HashMap<OrderId, Day>,
    /// Digests of the references of all charges.
    charges: HashSet<[u8; 16]>,
    /// Records that were read since other tasks had their turn.
    read: usize,
}

/// A decision to cancel, as far as it concerns the subscription.
#[derive(Clone, Copy)]
struct Decided {
    on: Day,
    refund: Option<OrderId>,
    ends: Option<Day>,
}

/// How far an index was read.
struct Pages {
    index: u8,
    after: Option<Cursor>,
    is_over: bool,
}

impl Pages {
    const fn of(index: u8) -> Self {
        Self {
            index,
            after: None,
            is_over: false,
        }
    }
}

impl Services {
    /// Everything that records say of each other and that does not fit; of very much, the beginning. They are read one
    /// after the other: what is changed meanwhile may be told as a contradiction.
    pub async fn mismatches(&self) -> Result<Vec<Mismatch>, ServiceError> {
        Ok(Box::pin(self.held_together()).await?.listed)
    }

    pub(super) async fn held_together(&self) -> Result<Found, ServiceError> {
        let mut holding = Holding {
            store: &self.store,
            found: Found::default(),
            decided: HashMap::new(),
            refunded: HashMap::new(),
            charges: HashSet::new(),
            read: 0,
        };
        // Requests come first: they tell what was decided about everything else.
        Box::pin(holding.hold_requests()).await?;
        Box::pin(holding.hold_orders()).await?;
        Box::pin(holding.hold_subscriptions()).await?;
        Box::pin(holding.hold_receipts()).await?;
        Box::pin(holding.hold_orphans()).await?;
        Ok(holding.found)
    }
}

impl Found {
    fn add(&mut self, mismatch: Mismatch) {
        if self.listed.len() < CheckReport::MOST {
            self.listed.push(mismatch);
        } else {
            self.more = self.more.saturating_add(1);
        }
    }
}

impl Holding<'_> {
    fn tell(&mut self, is_wrong: bool, mismatch: Mismatch) {
        if is_wrong {
            self.found.add(mismatch);
        }
    }

    /// The next records of an index; `None` at its end.
    async fn next<R: Record>(&mut self, pages: &mut Pages) -> Result<Option<Vec<R>>, ServiceError> {
        if pages.is_over {
            return Ok(None);
        }
        let scan = Scan {
            index: pages.index,
            prefix: Vec::new(),
            after: pages.after.take(),
            limit: PORTION,
            descending: false,
        };
        let page = self.store.page::<R>(scan).await?;
        self.others_turn(page.items.len()).await;
        pages.is_over = page.next.is_none();
        pages.after = page.next;
        Ok(Some(page.items.into_iter().map(|item| item.record).collect()))
    }

    async fn get<R: Record>(&mut self, id: impl Into<Vec<u8>> + Send) -> Result<Option<R>, ServiceError> {
        self.others_turn(1).await;
        let found = self.store.get::<R>(id).await?;
        Ok(found.map(|found| found.record))
    }

    async fn held_by<R: Record>(&mut self, claim: Claim) -> Result<Option<R>, ServiceError> {
        self.others_turn(1).await;
        match self.store.held_by::<R>(claim).await {
            Ok(found) => Ok(found.map(|found| found.record)),
            // A claim that leads astray is told by the check of the store itself.
            Err(StoreError::Damaged(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn others_turn(&mut self, read: usize) {
        self.read += read;
        if self.read >= PORTION {
            self.read = 0;
            tokio::task::yield_now().await;
        }
    }
}
