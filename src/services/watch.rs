//! What changed, as a face may know it: which record of which account, never its content.

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

use crate::domain::ids::{AccountId, OrderId, RequestId};
use crate::store::record::{Change, Kind};

/// A record that changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Changed {
    /// Account of the record.
    pub account: Option<AccountId>,
    /// What it was.
    pub what: What,
}

/// What changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// This order.
    Order(OrderId),
    /// This support request.
    Request(RequestId),
    /// An account: its legal profile, most of all.
    Account,
    /// A person.
    Person,
    /// Something else that a tile, a profile or a list may show.
    Other,
    /// Nobody knows: changes came faster than they were read. Reload.
    Everything,
}

/// Changes, one after the other.
#[derive(Debug)]
pub struct Changes(pub(super) Receiver<Change>);

impl Changes {
    /// The next one; `None` when there will be none any more.
    pub async fn next(&mut self) -> Option<Changed> {
        match self.0.recv().await {
            Ok(change) => Some(Changed::from(&change)),
            Err(RecvError::Lagged(_)) => Some(Changed::everything()),
            Err(RecvError::Closed) => None,
        }
    }

    /// The next one, if it is there already.
    pub fn at_once(&mut self) -> Option<Changed> {
        match self.0.try_recv() {
            Ok(change) => Some(Changed::from(&change)),
            Err(TryRecvError::Lagged(_)) => Some(Changed::everything()),
            Err(TryRecvError::Empty | TryRecvError::Closed) => None,
        }
    }
}

impl From<&Change> for Changed {
    fn from(change: &Change) -> Self {
        let id = <[u8; 16]>::try_from(change.record.id.as_slice()).map(u128::from_be_bytes);
        let what = match (change.record.kind, id) {
            (Kind::Order, Ok(bits)) => What::Order(OrderId::new(bits)),
            (Kind::Request, Ok(bits)) => What::Request(RequestId::new(bits)),
            (Kind::Account, _) => What::Account,
            (Kind::User, _) => What::Person,
            _ => What::Other,
        };
        Self {
            account: change.account,
            what,
        }
    }
}

impl Changed {
    /// Changes were missed.
    pub const fn everything() -> Self {
        Self {
            account: None,
            what: What::Everything,
        }
    }

    /// Whether a screen that shows this account is concerned.
    pub fn concerns(&self, account: AccountId) -> bool {
        self.what == What::Everything || self.account.is_none_or(|changed| changed == account)
    }

    /// Whether a screen that shows this order is concerned.
    pub fn concerns_order(&self, order: OrderId) -> bool {
        matches!(self.what, What::Everything) || self.what == What::Order(order)
    }

    /// Whether a screen that shows this request is concerned.
    pub fn concerns_request(&self, request: RequestId) -> bool {
        matches!(self.what, What::Everything) || self.what == What::Request(request)
    }
}
