//! What the indexes say is to be done. No record is loaded here but those of drafts.
//!
//! Up to [`MERGED`] accounts are read one by one: each stretch holds a handful of entries, and nobody else's are met.
//! For more accounts than that the index over all accounts is read from today on, and entries of others are passed over.
//! Where the desk has many more accounts than the person, that would go through most of the index for a few rows: once
//! it has cost as much as reading the accounts one by one would, they are. So reads are bounded by the person's own
//! accounts, however large the desk is, and nothing is missed.

use std::collections::HashSet;

use crate::domain::date::Day;
use crate::domain::draft::Draft;
use crate::domain::form_draft::FormSubject;
use crate::domain::ids::{AccountId, SubscriptionId};
use crate::domain::offer::OfferId;
use crate::domain::order::Order;
use crate::domain::user::{Permission, User};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::ids::subscription_id;
use crate::services::lines::Listing;
use crate::store::record::{Kind, Scan};
use crate::store::records::due::{DueClass, DueEntry, from_day, of_class};
use crate::store::records::{claim, index};

use super::MOST;

/// So many accounts are read one by one, whatever the desk's size.
pub(super) const MERGED: usize = 200;
/// Entries that are read before other tasks have their turn.
const PORTION: usize = 500;
/// Entries of the index over all accounts that cost about as much as the stretch of one account.
const WORTH: usize = 16;
/// So many drafts are looked at, the newest ones: nobody leaves more.
const DRAFTS: usize = 20;

/// How far ahead is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Reach {
    pub today: Day,
    /// What can be done only after this day is left out.
    pub opens_by: Day,
    /// What has its last day after this one is left out.
    pub ends_by: Day,
}

/// What there is to do, as far as the indexes tell.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub entries: Vec<DueEntry>,
    /// Whether there may be more.
    pub more: bool,
}

/// Something that a person left unfinished.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Left {
    pub account: AccountId,
    /// The wizard of an offer, and the subscription that it is about; a new request otherwise.
    pub wizard: Option<(OfferId, SubscriptionId)>,
}

impl Reach {
    fn holds(self, entry: &DueEntry) -> bool {
        (self.today..=self.ends_by).contains(&entry.last) && entry.first <= self.opens_by
    }
}

impl Services {
    /// What is to be done in these accounts, for who may do it.
    pub(super) async fn gathered(
        &self,
        user: &User,
        accounts: &[AccountId],
        reach: Reach,
    ) -> Result<Gathered, ServiceError> {
        if accounts.len() > MERGED
            && let Some(gathered) = self.gathered_by_day(user, accounts, reach).await?
        {
            return Ok(gathered);
        }
        let mut gathered = Gathered::default();
        for (place, account) in accounts.iter().enumerate() {
            let listing = Listing::ascending(index::DUE_BY_ACCOUNT, account.to_bytes().to_vec());
            let found = self.store.entries(listing.after(None, MOST + 1)).await?;
            gathered.more |= found.len() > MOST;
            let entries = found.into_iter().filter_map(DueEntry::by_account);
            gathered
                .entries
                .extend(entries.filter(|entry| is_for(user, entry, reach)));
            if place % MERGED == MERGED - 1 {
                tokio::task::yield_now().await;
            }
        }
        Ok(gathered)
    }

    /// The same out of the index over all accounts; `None` once that is not worth it.
    async fn gathered_by_day(
        &self,
        user: &User,
        accounts: &[AccountId],
        reach: Reach,
    ) -> Result<Option<Gathered>, ServiceError> {
        let own: HashSet<AccountId> = accounts.iter().copied().collect();
        let mut gathered = Gathered::default();
        let mut worth = accounts.len() * WORTH;
        for class in DueClass::ALL {
            let from = match class {
                DueClass::Dated => from_day(class, reach.today),
                _ => of_class(class).build(),
            };
            let mut after = Some(self.store.place(index::DUE_BY_DAY, &from));
            let mut kept = 0;
            while let Some(place) = after.take() {
                let listing = Listing::ascending(index::DUE_BY_DAY, of_class(class).build());
                let scan: Scan = listing.after(Some(place), PORTION);
                let found = self.store.entries(scan).await?;
                if found.len() == PORTION {
                    after = found.last().map(|last| last.cursor.clone());
                }
                let read: Vec<DueEntry> = found.into_iter().filter_map(DueEntry::by_day).collect();
                let is_beyond = |last: &DueEntry| class == DueClass::Dated && last.last > reach.ends_by;
                if read.last().is_some_and(is_beyond) {
                    after = None;
                }
                let mut others = read.len();
                for entry in read.into_iter().filter(|entry| own.contains(&entry.account)) {
                    others -= 1;
                    if is_for(user, &entry, reach) {
                        kept += 1;
                        gathered.entries.push(entry);
                    }
                }
                if kept > MOST {
                    gathered.more = true;
                    after = None;
                }
                // What is their own would be read either way.
                match worth.checked_sub(others) {
                    Some(left) => worth = left,
                    None => return Ok(None),
                }
                tokio::task::yield_now().await;
            }
        }
        Ok(Some(gathered))
    }

    /// What the person left unfinished in these accounts, the newest first.
    pub(super) async fn drafts_left(
        &self,
        user: &User,
        accounts: &[AccountId],
    ) -> Result<Vec<Left>, ServiceError> {
        let listing = Listing::descending(index::DRAFTS_BY_PERSON, user.id.to_bytes().to_vec());
        let found = self.store.entries(listing.after(None, DRAFTS)).await?;
        let mut left = Vec::new();
        for record in found.into_iter().map(|found| found.record) {
            if record.kind == Kind::Draft {
                let draft = self.store.get::<Draft>(record.id).await?;
                if let Some(draft) = draft.map(|draft| draft.record)
                    && accounts.contains(&draft.account)
                    && self.goes_on(user, &draft).await?
                {
                    let held = self.held(draft.account, &draft.offer).await?;
                    let id = held.map_or_else(
                        || subscription_id(draft.account, &draft.offer),
                        |held| held.record.id,
                    );
                    left.push(Left {
                        account: draft.account,
                        wizard: Some((draft.offer, id)),
                    });
                }
            } else if let Some(account) = accounts.iter().find(|account| is_of(&record.id, **account))
                && user.may(Permission::RequestSupport, *account).is_ok()
            {
                let draft = self.left_draft(user, *account, FormSubject::NewRequest).await?;
                left.extend(draft.map(|_| Left {
                    account: *account,
                    wizard: None,
                }));
            }
        }
        Ok(left)
    }

    /// Whether the tile of the offer goes on with a draft.
    async fn goes_on(&self, user: &User, draft: &Draft) -> Result<bool, ServiceError> {
        let is_sold = self.catalog().offer(&draft.offer).is_ok();
        if !is_sold || !self.has_draft(user.id, draft.account, &draft.offer).await? {
            return Ok(false);
        }
        let account = self.load_account(draft.account).await?;
        let offer_state = self.offer_state(&draft.offer, account).await?;
        Ok(self.closed(user, &offer_state).await?.is_none())
    }

    /// The order that is open for an offer.
    pub(super) async fn order_for(
        &self,
        account: AccountId,
        offer: &OfferId,
    ) -> Result<Option<Order>, ServiceError> {
        let order = self.store.held_by(claim::open_order(account, offer)).await?;
        Ok(order.map(|order| order.record))
    }
}

/// Whether an entry is for the person: what is over is nobody's, and a request is its sender's and of who follows all.
fn is_for(user: &User, entry: &DueEntry, reach: Reach) -> bool {
    let may = |permission| user.may(permission, entry.account).is_ok();
    match entry.class {
        DueClass::Dated => reach.holds(entry) && may(Permission::ViewAccount),
        DueClass::Answer => {
            may(Permission::FollowRequests)
                || (may(Permission::RequestSupport) && entry.requested_by() == Some(user.id))
        }
        DueClass::CalledOff | DueClass::Settling => may(Permission::ViewAccount),
    }
}

/// Whether the id of a form's draft, which begins with the person, goes on with that account.
fn is_of(id: &[u8], account: AccountId) -> bool {
    id.get(16..32) == Some(account.to_bytes().as_slice())
}
