//! Finding in lists of any length, and going to an order or an account by what was typed.
//!
//! A search streams over the index, which holds the names, and loads only the records that it gives back. It keeps the
//! best so far and nothing else, and lets other tasks run after every few entries; whoever drops its future ends it.
//! What a person may not see is never found, and never said to be there.

use crate::domain::ids::AccountId;
use crate::domain::order::{NumberPart, Order, OrderNumber};
use crate::domain::partner::Account;
use crate::domain::user::User;
use crate::i18n::I18n;
use crate::store::record::Record;
use crate::store::records::{PENDING, claim};

use super::Services;
use super::context::Actor;
use super::error::ServiceError;
use super::fuzzy::{Best, PART, Query};
use super::lines::{Cursor, Lines, Listing, Matches, Place};
use super::orders::{LookupCache, OrderView};
use super::people::{AccountLine, accounts_by_name, people_by_name};

/// How many matches a search gives back: more than anybody reads through.
pub const MATCHES: usize = 50;
/// Entries of an index that are looked at before other tasks have their turn: well under a millisecond.
const ENTRIES: usize = 500;
/// Records that are loaded before other tasks have their turn.
pub(super) const RECORDS: usize = 50;
/// How many accounts go-to finds by the beginning of an MPN ID.
const TO_GO_TO: usize = 10;
/// How many orders it finds by a part of their number.
const ORDERS_TO_GO_TO: usize = 5;
/// Order numbers that are looked at before other tasks have their turn.
const NUMBERS: usize = 1_000;

/// What to look for in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListFilter {
    /// What was typed.
    pub text: String,
    /// The voice of who reads the list: what is shown of a record in its words is found by them.
    pub i18n: I18n,
}

/// Something to go to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Hit {
    /// An order, by its number.
    Order(Box<OrderView>),
    /// An account, by its MPN ID or its company.
    Account(AccountLine),
}

impl Services {
    /// The accounts that a person may see whose company, MPN ID, city, country or state of the profile matches.
    pub async fn find_accounts(
        &self,
        actor: &Actor,
        filter: &ListFilter,
    ) -> Result<Matches<AccountLine>, ServiceError> {
        let pending = filter.i18n.t("account-profile-pending");
        self.matching_accounts(actor, &filter.text, MATCHES, &pending)
            .await
    }

    /// The same with at most so many of them by the first digits of their MPN ID.
    async fn matching_accounts(
        &self,
        actor: &Actor,
        text: &str,
        by_mpn_id: usize,
        pending: &str,
    ) -> Result<Matches<AccountLine>, ServiceError> {
        let user = self.acting(actor).await?.record;
        let Some(query) = Query::parse(text) else {
            return Ok(Matches::none());
        };
        if user.staff.is_empty() {
            let mut best = Best::new(MATCHES);
            for line in self.own_accounts(&user).await? {
                let state = if line.profile_pending { pending } else { "" };
                let texts = [&line.company, line.mpn_id.as_str(), &line.city, state];
                if let Some(score) = query.score(&texts) {
                    best.take(score, line.company.len(), || line);
                }
            }
            return Ok(Matches {
                count: best.count(),
                places: Vec::new(),
                lines: best.into_items(),
                may_be_more: false,
            });
        }
        // Whoever types digits means an MPN ID first, but companies have digits in their names too. One more than is
        // shown tells whether there are more; all of them are not counted.
        let mut ids = self.accounts_by_mpn_id(text, by_mpn_id + 1).await?;
        // What was found by its MPN ID is not found, and counted, once more by its name.
        let found = self
            .by_name::<Account>(&accounts_by_name(), query, &ids, pending)
            .await?;
        if ids.is_empty() {
            return Ok(Matches {
                lines: found.lines.iter().map(AccountLine::of).collect(),
                places: found.places,
                count: found.count,
                may_be_more: false,
            });
        }
        let count = ids.len() + found.count;
        let may_be_more = ids.len() > by_mpn_id;
        ids.truncate(by_mpn_id);
        let mut lines = Vec::new();
        for id in ids {
            if let Some(account) = self.store.get::<Account>(id).await? {
                lines.push(AccountLine::of(&account.record));
            }
        }
        lines.extend(found.lines.iter().map(AccountLine::of));
        lines.truncate(MATCHES);
        Ok(Matches {
            lines,
            places: Vec::new(),
            count,
            may_be_more,
        })
    }

    /// The people of a demo store whose name matches.
    pub async fn find_people(&self, text: &str) -> Result<Matches<User>, ServiceError> {
        self.demo_only()?;
        match Query::parse(text) {
            Some(query) => self.by_name(&people_by_name(), query, &[], "").await,
            None => Ok(Matches::none()),
        }
    }

    /// The orders of an account that match by number, company, MPN ID, person, state, day, amount or offer.
    pub async fn find_orders(
        &self,
        actor: &Actor,
        account: AccountId,
        filter: &ListFilter,
    ) -> Result<Matches<OrderView>, ServiceError> {
        let listing = self.orders_of(actor, account).await?;
        self.matching_orders(&listing, filter).await
    }

    /// The orders awaiting payment that match by number, company, MPN ID, person, state, day, amount or offer.
    pub async fn find_awaiting_payment(
        &self,
        actor: &Actor,
        filter: &ListFilter,
    ) -> Result<Matches<OrderView>, ServiceError> {
        let listing = self.orders_awaiting(actor).await?;
        self.matching_orders(&listing, filter).await
    }

    /// The orders whose transfer is to be returned that match in the same ways.
    pub async fn find_money_to_return(
        &self,
        actor: &Actor,
        filter: &ListFilter,
    ) -> Result<Matches<OrderView>, ServiceError> {
        let listing = self.orders_to_return(actor).await?;
        self.matching_orders(&listing, filter).await
    }

    /// Where one can go by what was typed: the order of this number or with this part in its number, then accounts by
    /// their MPN ID, then accounts by their company, at most `limit`.
    pub async fn find(&self, actor: &Actor, text: &str, limit: usize) -> Result<Vec<Hit>, ServiceError> {
        let mut hits = Vec::new();
        if let Ok(number) = text.parse::<OrderNumber>() {
            match self.order(actor, number).await {
                Ok(order) => hits.push(Hit::Order(Box::new(order))),
                Err(ServiceError::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        let accounts = self.matching_accounts(actor, text, TO_GO_TO, "").await?.lines;
        // A word is a company's rather than a part of a number, where there is one, and so is a whole MPN ID.
        let is_whole = |line: &AccountLine| line.mpn_id.as_str() == text.trim();
        let may_be_a_number = text.contains(|c: char| c.is_ascii_digit()) && !accounts.iter().any(is_whole);
        let mut orders = Vec::new();
        if let Some(part) = NumberPart::parse(text)
            && hits.is_empty()
            && (may_be_a_number || accounts.is_empty())
        {
            let found = self.orders_with(actor, &part).await?;
            orders.extend(found.into_iter().map(|order| Hit::Order(Box::new(order))));
            if part.is_mixed() {
                hits.append(&mut orders);
            }
        }
        // Digits alone are an MPN ID's first; orders that have them come behind, and have room.
        let room = limit.saturating_sub(hits.len() + orders.len());
        hits.extend(accounts.into_iter().take(room).map(Hit::Account));
        hits.append(&mut orders);
        hits.truncate(limit);
        Ok(hits)
    }

    /// Orders that a person may see with a part in their number. Numbers are read from their claims, in portions: where
    /// too many begin alike, those of each further sign are looked at by themselves.
    async fn orders_with(&self, actor: &Actor, part: &NumberPart) -> Result<Vec<OrderView>, ServiceError> {
        let mut found = Vec::new();
        let mut beginnings = vec![String::new()];
        while let Some(beginning) = beginnings.pop() {
            let start = claim::order_numbers_from(&beginning);
            let holders = self.store.engine().holders(start, NUMBERS + 1).await?;
            if holders.len() > NUMBERS {
                let further = OrderNumber::signs().rev();
                beginnings.extend(further.map(|sign| format!("{beginning}{sign}")));
            } else {
                let numbers = holders
                    .iter()
                    .filter_map(|(claim, _)| claim::order_number_of(claim));
                for number in numbers.filter(|number| part.is_in(*number)) {
                    match self.order(actor, number).await {
                        Ok(order) => found.push(order),
                        Err(ServiceError::NotFound { .. }) => {}
                        Err(error) => return Err(error),
                    }
                    if found.len() == ORDERS_TO_GO_TO {
                        return Ok(found);
                    }
                }
            }
            tokio::task::yield_now().await;
        }
        Ok(found)
    }

    /// The accounts whose MPN ID begins with these digits, for who may see all of them.
    async fn accounts_by_mpn_id(&self, text: &str, limit: usize) -> Result<Vec<Vec<u8>>, ServiceError> {
        let digits = text.trim();
        if digits.is_empty() || digits.len() > 9 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Vec::new());
        }
        let start = claim::mpn_ids_from(digits);
        Ok(self.store.holders::<Account>(start, limit).await?)
    }

    /// The records of an index whose key is a name that matches, but for those that were found already. Only the best
    /// ones are loaded.
    async fn by_name<R: Record>(
        &self,
        listing: &Listing,
        query: Query,
        found: &[Vec<u8>],
        pending: &str,
    ) -> Result<Matches<R>, ServiceError> {
        let mut best = Best::new(MATCHES);
        let mut after = None;
        loop {
            let entries = self.store.entries(listing.after(after, ENTRIES)).await?;
            let is_last = entries.len() < ENTRIES;
            after = entries.last().map(|last| last.cursor.clone());
            for entry in entries {
                let Ok(line) = std::str::from_utf8(&entry.key) else {
                    continue;
                };
                let with_state = line.strip_suffix(PENDING).map(|line| format!("{line}{pending}"));
                let name = line.split(PART).next().unwrap_or(line);
                if let Some(score) = query.score_line(with_state.as_deref().unwrap_or(line))
                    && !found.contains(&entry.record.id)
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
        Ok(Matches {
            lines,
            places,
            count,
            may_be_more: false,
        })
    }

    async fn matching_orders(
        &self,
        listing: &Listing,
        filter: &ListFilter,
    ) -> Result<Matches<OrderView>, ServiceError> {
        let Some(query) = Query::parse(&filter.text) else {
            return Ok(Matches::none());
        };
        let mut best = Best::new(MATCHES);
        let mut cache = LookupCache::default();
        let mut place = Place::Start;
        loop {
            let page = self.lines::<Order>(listing, place, RECORDS).await?;
            for (order, place) in page.lines.into_iter().zip(page.places) {
                let (_, mpn_id) = self.buyer(&mut cache, order.account).await?;
                let view = self.view_with(&mut cache, order).await?;
                let number = view.order.number.to_string();
                let spelled = number.replace('-', "");
                let state = filter.i18n.t(view.state_key());
                let day = filter.i18n.day(view.order.placed_at.day());
                let total = filter.i18n.money(view.order.quote.total);
                let texts = [
                    number.as_str(),
                    &spelled,
                    &view.company,
                    mpn_id.as_str(),
                    &view.placed_by,
                    &state,
                    &day,
                    &total,
                    &view.offer.en,
                    &view.offer.pl,
                ];
                if query.score(&texts).is_some() {
                    best.take_next(|| (view, place));
                }
            }
            match page.next {
                Some(next) => place = Place::After(next),
                None => break,
            }
            tokio::task::yield_now().await;
        }
        Ok(best.into())
    }
}

/// The first of what matches of a list that is read page by page, by the texts of a line, in the list's order.
pub(super) async fn sift<T, F>(
    filter: &ListFilter,
    page: impl Fn(Place) -> F + Send,
    texts: impl Fn(&T) -> Vec<String> + Send,
) -> Result<Matches<T>, ServiceError>
where
    T: Send,
    F: Future<Output = Result<Lines<T>, ServiceError>> + Send,
{
    let Some(query) = Query::parse(&filter.text) else {
        return Ok(Matches::none());
    };
    let mut best = Best::new(MATCHES);
    let mut place = Some(Place::Start);
    while let Some(from) = place {
        let read = page(from).await?;
        for (line, place) in read.lines.into_iter().zip(read.places) {
            let texts = texts(&line);
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            if query.score(&texts).is_some() {
                best.take_next(|| (line, place));
            }
        }
        place = read.next.map(Place::After);
        tokio::task::yield_now().await;
    }
    Ok(best.into())
}

impl<T> From<Best<(T, Cursor)>> for Matches<T> {
    /// The best of all lines, each with its place.
    fn from(best: Best<(T, Cursor)>) -> Self {
        let count = best.count();
        let (lines, places) = best.into_items().into_iter().unzip();
        Self {
            lines,
            places,
            count,
            may_be_more: false,
        }
    }
}

impl<T> Matches<T> {
    /// Nothing matches.
    pub const fn none() -> Self {
        Self {
            lines: Vec::new(),
            places: Vec::new(),
            count: 0,
            may_be_more: false,
        }
    }
}
