//! What waits for somebody, place by place, as far as a glance counts it.
//!
//! What waits in an account follows from its tiles, which are loaded anyway, and from one stretch of an index; what waits
//! for the staff from one stretch each. Nothing is counted to its end: [`MOST`] says enough.

use crate::domain::ids::AccountId;
use crate::domain::order::OrderState;
use crate::domain::partner::{Account, Vetting};
use crate::domain::request::{RequestState, SupportRequest};
use crate::domain::subscription::State;
use crate::domain::user::{Denied, Permission, User};
use crate::store::key::KeyBuilder;
use crate::store::records::{index, requests_for_the_company};

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Unavailable};
use super::lines::Listing;
use super::offers::{MainAction, Tile};

/// So many are told by their number; of more, only that they are more (source: how the desk looks, "Where am I").
pub const MOST: usize = 99;

/// How many things wait somewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Count {
    number: usize,
    /// Whether there may be more than were counted.
    is_more: bool,
}

/// What waits for somebody in an account, and as one of the staff. What they have no part in has no count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Waiting {
    /// Subscriptions that they may renew today.
    pub offers: Count,
    /// Orders that are neither paid nor over: a transfer is awaited, or nothing was charged.
    pub orders: Count,
    /// Support requests that need an answer of the company.
    pub support: Count,
    /// A change of the legal profile that they may decide on.
    pub company: Count,
    /// What waits in all accounts.
    pub staff: StaffWaiting,
}

/// What waits for somebody of the staff, whatever account is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct StaffWaiting {
    /// Support requests that are Support's turn, and that nobody else took.
    pub queue: Count,
    /// Transfers that are to be returned.
    pub money: Count,
}

/// What somebody may have a part in, or none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The requests of all accounts.
    Queue,
    /// An account at all.
    Account,
    /// The requests of an account.
    Support,
    /// The money that is awaited.
    Money,
    /// What came in, to read about it.
    Receipts,
    /// Charges that no order counts and payments without a result, to read about them.
    Charges,
    /// Buying for the account, with its saved cards.
    Buying,
    /// The audit log.
    Audit,
}

impl Part {
    /// All of them.
    const ALL: [Self; 8] = [
        Self::Queue,
        Self::Account,
        Self::Support,
        Self::Money,
        Self::Receipts,
        Self::Charges,
        Self::Buying,
        Self::Audit,
    ];

    const fn permission(self) -> Permission {
        match self {
            Self::Queue => Permission::ReadRequests,
            Self::Account => Permission::ViewAccount,
            Self::Support => Permission::RequestSupport,
            Self::Money => Permission::BookMoney,
            Self::Receipts => Permission::ReadMoney,
            Self::Charges => Permission::ReadPayments,
            Self::Buying => Permission::PlaceOrder,
            Self::Audit => Permission::ReadAudit,
        }
    }

    /// What somebody has a part in while an account is open.
    pub(super) fn of(user: &User, account: AccountId) -> Vec<Self> {
        let all = Self::ALL.into_iter();
        all.filter(|part| user.may(part.permission(), account).is_ok())
            .collect()
    }

    /// Why it is closed to somebody who has no part in it: which roles have.
    pub fn closed(self) -> Unavailable {
        Unavailable::Role {
            needs: self.permission().roles().to_vec(),
            who: Vec::new(),
        }
    }

    /// What somebody is told who has no part in it: which roles have.
    pub fn refused(self) -> Denied {
        Denied::Role {
            needs: self.permission().roles().to_vec(),
        }
    }
}

impl Count {
    /// So many, and whether there may be more.
    pub fn new(number: usize, is_more: bool) -> Self {
        Self {
            number: number.min(MOST),
            is_more: is_more || number > MOST,
        }
    }

    /// The number.
    pub const fn number(self) -> usize {
        self.number
    }

    /// Whether there may be more.
    pub const fn is_more(self) -> bool {
        self.is_more
    }

    /// As it is shown, such as `3` or `99+`; `None` where nothing waits.
    pub fn shown(self) -> Option<String> {
        let more = if self.is_more { "+" } else { "" };
        (self.number > 0).then(|| format!("{}{more}", self.number))
    }
}

impl Waiting {
    /// What waits on the tiles of an account, for who sees them.
    pub(super) fn on(tiles: &[Tile], account: &Account, user: &User) -> Self {
        let may = |permission| user.may(permission, account.id).is_ok();
        let count =
            |is_it: fn(&Tile) -> bool| Count::new(tiles.iter().filter(|tile| is_it(tile)).count(), false);
        let orders = may(Permission::PlaceOrder) || may(Permission::BookMoney);
        let decides =
            may(Permission::AuthorizeLegalProfile) && matches!(account.vetting, Vetting::Pending { .. });
        Self {
            offers: count(is_to_renew),
            orders: if orders {
                count(is_to_pay)
            } else {
                Count::default()
            },
            company: Count::new(usize::from(decides), false),
            ..Self::default()
        }
    }
}

/// Whether it may be renewed today.
fn is_to_renew(tile: &Tile) -> bool {
    let is_open = tile.held.is_some_and(|held| held.state == State::RenewalWindow);
    is_open && tile.action == MainAction::Renew && tile.closed.is_none()
}

/// Whether its order waits to be paid, or to be tried again.
fn is_to_pay(tile: &Tile) -> bool {
    let state = tile.order.as_ref().map(|order| order.state);
    state.is_some_and(|state| state == OrderState::AwaitingPayment || state.may_retry())
}

impl Services {
    /// What waits for somebody of the staff; nothing for others.
    pub async fn waiting_for_staff(&self, actor: &Actor) -> Result<StaffWaiting, ServiceError> {
        let user = self.acting(actor).await?.record;
        self.staff_waiting(&user).await
    }

    /// The same for a person whose record is there.
    pub(super) async fn staff_waiting(&self, user: &User) -> Result<StaffWaiting, ServiceError> {
        let may = |permission| user.may_as_staff(permission).is_ok();
        let queue = if may(Permission::WorkRequests) {
            self.requests_waiting_for(user).await?
        } else {
            Count::default()
        };
        let money = if may(Permission::BookMoney) {
            let returns = Listing::ascending(index::ORDERS_TO_RETURN, Vec::new());
            self.count(&returns).await?
        } else {
            Count::default()
        };
        Ok(StaffWaiting { queue, money })
    }

    /// The requests of an account that need an answer of the company: of all of them for who follows all, of their own
    /// for others.
    pub(super) async fn requests_to_answer(
        &self,
        user: &User,
        account: AccountId,
    ) -> Result<Count, ServiceError> {
        let may = |permission| user.may(permission, account).is_ok();
        if !may(Permission::RequestSupport) {
            return Ok(Count::default());
        }
        let key = KeyBuilder::new().id(account.to_bytes());
        let (index, key) = if may(Permission::FollowRequests) {
            (index::REQUESTS_BY_ACCOUNT, key)
        } else {
            (index::REQUESTS_BY_PERSON, key.id(user.id.to_bytes()))
        };
        let prefix = requests_for_the_company(key).build();
        self.count(&Listing::ascending(index, prefix)).await
    }

    /// The most urgent requests that are Support's turn and that nobody else took.
    async fn requests_waiting_for(&self, user: &User) -> Result<Count, ServiceError> {
        let queue = Listing::ascending(index::REQUESTS_QUEUE, Vec::new());
        let page = self
            .store
            .page::<SupportRequest>(queue.after(None, MOST + 1))
            .await?;
        let waits = |request: &SupportRequest| {
            request.state == RequestState::Open && request.taken_by.is_none_or(|by| by == user.id)
        };
        let waiting = page.items.iter().filter(|request| waits(&request.record));
        Ok(Count::new(waiting.count(), page.next.is_some()))
    }

    /// How many records a list has, without loading one.
    async fn count(&self, listing: &Listing) -> Result<Count, ServiceError> {
        let entries = self.store.entries(listing.after(None, MOST + 1)).await?;
        Ok(Count::new(entries.len(), false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_a_number_up_to_99_and_nothing_where_nothing_waits() {
        let check = |number, is_more, expected: Option<&str>| {
            let shown = Count::new(number, is_more).shown();
            assert_eq!(shown.as_deref(), expected);
        };
        check(0, false, None);
        check(1, false, Some("1"));
        check(99, false, Some("99"));
        check(100, false, Some("99+"));
        check(62, true, Some("62+"));
        // Of what lies behind nobody knows whether it waits.
        check(0, true, None);
    }
}
