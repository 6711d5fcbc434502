//! Finding in lists of any length, and going to an order or an account by what was typed.
//!
//! A search streams over the index, which holds the names, and loads only the records that it gives back. It keeps the
//! best so far and nothing else, and lets other tasks run after every few entries; whoever drops its future ends it.
//! What a person may not see is never found, and never said to be there.

use crate::domain::ids::AccountId;
use crate::domain::order::{Order, OrderNumber};
use crate::domain::partner::Account;
use crate::domain::user::User;
use crate::store::record::Record;
use crate::store::records::claim;

use super::Services;
use super::context::Actor;
use super::error::ServiceError;
use super::fuzzy::{Best, Query};
use super::lines::{Listing, Matches, Place};
use super::orders::{Around, OrderView};
use super::people::{AccountLine, accounts_by_name, people_by_name};

/// How many matches a search gives back: more than anybody reads through.
pub const MATCHES: usize = 50;
/// Entries of an index that are looked at before other tasks have their turn: well under a millisecond.
const ENTRIES: usize = 500;
/// Orders that are loaded before other tasks have their turn.
const ORDERS: usize = 50;
/// How many accounts go-to finds by the beginning of an MPN ID.
const BY_MPN_ID: usize = 10;

/// What to look for in a list of orders.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrderFilter {
    /// What was typed.
    pub text: String,
    /// The word for each state, by its key, in the language of who reads the list.
    pub states: Vec<(&'static str, String)>,
}

/// Something to go to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Hit {
    /// An order, by its number.
    Order(Box<OrderView>),
    /// An account, by its MPN ID or its company.
    Account(AccountLine),
}

impl OrderView {
    /// Key of the word for its state, as lists show it.
    pub const fn state_key(&self) -> &'static str {
        if self.expired {
            "order-state-expired"
        } else {
            self.order.state.key()
        }
    }
}

impl Services {
    /// The accounts that a person may see whose company or MPN ID matches.
    pub async fn find_accounts(
        &self,
        actor: &Actor,
        text: &str,
    ) -> Result<Matches<AccountLine>, ServiceError> {
        let user = self.acting(actor).await?.record;
        let Some(query) = Query::parse(text) else {
            return Ok(Matches::none());
        };
        if user.staff.is_empty() {
            let mut best = Best::new(MATCHES);
            for line in self.own_accounts(&user).await? {
                if let Some(score) = query.score(&[&line.company, line.mpn_id.as_str()]) {
                    best.take(score, line.company.len(), || line);
                }
            }
            return Ok(Matches {
                count: best.count(),
                places: Vec::new(),
                lines: best.into_items(),
            });
        }
        // Whoever types digits means an MPN ID first, but companies have digits in their names too.
        let mut lines = self.accounts_by_mpn_id(text, MATCHES).await?;
        let found = self.by_name::<Account>(&accounts_by_name(), query).await?;
        if lines.is_empty() {
            return Ok(Matches {
                lines: found.lines.iter().map(AccountLine::of).collect(),
                places: found.places,
                count: found.count,
            });
        }
        let mut count = found.count + lines.len();
        for account in found.lines {
            if lines.iter().any(|line| line.id == account.id) {
                count -= 1;
            } else if lines.len() < MATCHES {
                lines.push(AccountLine::of(&account));
            }
        }
        Ok(Matches {
            lines,
            places: Vec::new(),
            count,
        })
    }

    /// The people of a demo store whose name matches.
    pub async fn find_people(&self, text: &str) -> Result<Matches<User>, ServiceError> {
        self.demo_only()?;
        match Query::parse(text) {
            Some(query) => self.by_name(&people_by_name(), query).await,
            None => Ok(Matches::none()),
        }
    }

    /// The orders of an account that match by number, company, MPN ID, person or state.
    pub async fn find_orders(
        &self,
        actor: &Actor,
        account: AccountId,
        filter: &OrderFilter,
    ) -> Result<Matches<OrderView>, ServiceError> {
        let listing = self.orders_of(actor, account).await?;
        self.matching_orders(&listing, filter).await
    }

    /// The orders awaiting payment that match by number, company, MPN ID, person or state.
    pub async fn find_awaiting_payment(
        &self,
        actor: &Actor,
        filter: &OrderFilter,
    ) -> Result<Matches<OrderView>, ServiceError> {
        let listing = self.orders_awaiting(actor).await?;
        self.matching_orders(&listing, filter).await
    }

    /// Where one can go by what was typed: the order of exactly this number, then accounts by their MPN ID, then
    /// accounts by their company, at most `limit`.
    pub async fn find(&self, actor: &Actor, text: &str, limit: usize) -> Result<Vec<Hit>, ServiceError> {
        let mut hits = Vec::new();
        if let Ok(number) = text.parse::<OrderNumber>() {
            match self.order(actor, number).await {
                Ok(order) => hits.push(Hit::Order(Box::new(order))),
                Err(ServiceError::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        let accounts = self.find_accounts(actor, text).await?.lines;
        hits.extend(accounts.into_iter().map(Hit::Account));
        hits.truncate(limit);
        Ok(hits)
    }

    /// The accounts whose MPN ID begins with these digits, for who may see all of them.
    async fn accounts_by_mpn_id(&self, text: &str, limit: usize) -> Result<Vec<AccountLine>, ServiceError> {
        let digits = text.trim();
        if digits.is_empty() || digits.len() > 9 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Vec::new());
        }
        let mut lines = Vec::new();
        let start = claim::mpn_ids_from(digits);
        for id in self.store.holders::<Account>(start, limit.min(BY_MPN_ID)).await? {
            if let Some(account) = self.store.get::<Account>(id).await? {
                lines.push(AccountLine::of(&account.record));
            }
        }
        Ok(lines)
    }

    /// The records of an index whose key is a name that matches. Only the best ones are loaded.
    async fn by_name<R: Record>(&self, listing: &Listing, query: Query) -> Result<Matches<R>, ServiceError> {
        let mut best = Best::new(MATCHES);
        let mut after = None;
        loop {
            let entries = self.store.entries(listing.after(after, ENTRIES)).await?;
            let is_last = entries.len() < ENTRIES;
            after = entries.last().map(|last| last.cursor.clone());
            for entry in entries {
                if let Ok(name) = std::str::from_utf8(&entry.key)
                    && let Some(score) = query.score(&[name])
                {
                    best.take(score, name.len(), || (entry.record.id, entry.cursor));
                }
            }
            if is_last {
                break;
            }
            tokio::task::yield_now().await;
        }
        let count = best.count();
        let (mut lines, mut places) = (Vec::new(), Vec::new());
        for (id, place) in best.into_items() {
            if let Some(stored) = self.store.get::<R>(id).await? {
                lines.push(stored.record);
                places.push(place);
            }
        }
        Ok(Matches { lines, places, count })
    }

    async fn matching_orders(
        &self,
        listing: &Listing,
        filter: &OrderFilter,
    ) -> Result<Matches<OrderView>, ServiceError> {
        let Some(query) = Query::parse(&filter.text) else {
            return Ok(Matches::none());
        };
        let mut best = Best::new(MATCHES);
        let mut around = Around::default();
        let mut place = Place::Start;
        loop {
            let page = self.lines::<Order>(listing, place, ORDERS).await?;
            for (order, place) in page.lines.into_iter().zip(page.places) {
                let (_, mpn_id) = self.buyer(&mut around, order.account).await?;
                let view = self.view_with(&mut around, order).await?;
                let number = view.order.number.to_string();
                let state = filter.state(&view);
                let texts = [
                    number.as_str(),
                    &view.company,
                    mpn_id.as_str(),
                    &view.placed_by,
                    state,
                ];
                if let Some(score) = query.score(&texts) {
                    best.take(score, 0, || (view, place));
                }
            }
            match page.next {
                Some(next) => place = Place::After(next),
                None => break,
            }
            tokio::task::yield_now().await;
        }
        let count = best.count();
        let (lines, places) = best.into_items().into_iter().unzip();
        Ok(Matches { lines, places, count })
    }
}

impl OrderFilter {
    fn state(&self, view: &OrderView) -> &str {
        let key = view.state_key();
        let word = self.states.iter().find(|(state, _)| *state == key);
        word.map_or("", |(_, word)| word)
    }
}

impl<T> Matches<T> {
    /// Nothing matches.
    pub const fn none() -> Self {
        Self {
            lines: Vec::new(),
            places: Vec::new(),
            count: 0,
        }
    }
}
