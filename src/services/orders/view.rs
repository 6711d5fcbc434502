//! An order as people see it: with the names that its record only refers to, and what is left to do.
//!
//! To people an overdue transfer is a state of its own, which the record does not have: it becomes so by the day alone.

use std::collections::HashMap;

use crate::domain::date::Day;
use crate::domain::ids::{AccountId, UserId};
use crate::domain::offer::Names;
use crate::domain::order::{Order, OrderState};
use crate::domain::partner::MpnId;
use crate::domain::seller::{BankAccount, Seller};
use crate::services::requests::Access;

/// Key of the word for a transfer that is overdue.
const EXPIRED: &str = "order-state-expired";

/// An order as people see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrderView {
    /// The order.
    pub order: Order,
    /// Name of what was ordered; its id where the catalog no longer has it.
    pub offer: Names,
    /// Name of who placed it.
    pub placed_by: String,
    /// Company of the account.
    pub company: String,
    /// What to do to pay it, while it waits for a transfer.
    pub instructions: Option<Instructions>,
    /// Whether a transfer is overdue.
    pub expired: bool,
    /// Whether the acting person may give it up; hidden in lists.
    pub give_up: Access,
    /// Whether they may pay it in another way; hidden in lists.
    pub change: Access,
}

/// What a bank transfer needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Instructions {
    /// Name of the seller.
    pub seller: String,
    /// Where the money goes.
    pub bank_account: BankAccount,
    /// What to write into the reference field.
    pub reference: String,
    /// Last value date that pays the order.
    pub due: Day,
}

impl OrderView {
    /// Whether that person placed it, so that its money is somebody else's to touch.
    pub fn is_own(&self, person: Option<UserId>) -> bool {
        person.is_some_and(|person| self.order.is_own(person))
    }

    /// Key of the word for its state, as lists show it.
    pub const fn state_key(&self) -> &'static str {
        state_key(self.order.state, self.expired)
    }
}

/// Key of the word for a state, of which a transfer that is overdue is one.
pub(in crate::services) const fn state_key(state: OrderState, expired: bool) -> &'static str {
    if expired { EXPIRED } else { state.key() }
}

/// What the orders of a list have in common.
#[derive(Debug, Default)]
pub(in crate::services) struct LookupCache {
    pub(super) seller: Option<Seller>,
    pub(super) buyers: HashMap<AccountId, (String, MpnId)>,
    pub(super) people: HashMap<UserId, String>,
}

impl LookupCache {
    /// A long list has more accounts and people than are to be remembered.
    pub(super) fn make_room(&mut self) {
        const ENOUGH: usize = 1_000;
        if self.buyers.len() >= ENOUGH {
            self.buyers.clear();
        }
        if self.people.len() >= ENOUGH {
            self.people.clear();
        }
    }
}
