//! The audit log as the Auditor reads it: the newest entries first, of one account or of all, with the names of what
//! they only refer to.
//!
//! Each account has a chain of its own, and so has everything else. Entries of several chains are put in order by when
//! they were made; no more of them are held at a time than are asked for.
//!
//! | file | what it is |
//! |---|---|
//! | `paged` | the log as a list that is read page by page, both ways |

mod paged;

use std::collections::BTreeMap;

use crate::domain::audit::{AuditAction, AuditEntry, Chain, Origin, Subject};
use crate::domain::date::{Day, Timestamp};
use crate::domain::ids::{AccountId, OrderId, UserId};
use crate::domain::order::Order;
use crate::domain::partner::Account;
use crate::domain::request::SupportRequest;
use crate::domain::user::{Permission, User};
use crate::store::record::{Audited, Record};
use crate::store::records::claim;

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Thing};
use super::lines::Place;
use super::people::accounts_by_name;

pub use paged::AuditOf;

/// Entries that are read before other tasks have their turn.
const PORTION: usize = 500;

/// Which entries.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AuditFilter {
    /// Of the chain of this account.
    pub account: Option<AccountId>,
    /// About this order.
    pub order: Option<OrderId>,
    /// Made by this person.
    pub actor: Option<UserId>,
    /// Of this day or later.
    pub since: Option<Day>,
    /// Of this day or earlier.
    pub until: Option<Day>,
}

/// An entry as people see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuditLine {
    /// Its number among all entries, in the order in which they were written.
    pub number: u64,
    /// When it was made.
    pub at: Timestamp,
    /// Name of who made it; `None` for the desk itself.
    pub actor: Option<String>,
    /// How they came in.
    pub origin: Origin,
    /// What was done.
    pub action: AuditAction,
    /// Company of the account whose chain it is of.
    pub company: Option<String>,
    /// What it was done to.
    pub subjects: Vec<AuditSubject>,
}

/// Something that an entry is about, as people see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuditSubject {
    /// The kind of thing.
    pub kind: &'static str,
    /// Its number or name; its id where people have none for it.
    pub name: String,
    /// Whether that is its id.
    pub is_id: bool,
}

/// When an entry was made, and where it stands: newer ones are larger.
type EntryOrder = (Timestamp, Chain, u64);

impl Services {
    /// The newest entries that a filter lets through, at most so many; whether there are more.
    pub async fn audit_entries(
        &self,
        actor: &Actor,
        filter: &AuditFilter,
        limit: usize,
    ) -> Result<(Vec<AuditLine>, bool), ServiceError> {
        self.permitted_staff(actor, Permission::ReadAudit).await?;
        let mut newest = BTreeMap::new();
        let mut has_more = false;
        for chain in self.chains(filter).await? {
            has_more |= self.newest_of(chain, filter, limit, &mut newest).await?;
        }
        let mut lines = Vec::with_capacity(newest.len());
        for ((_, chain, _), entry) in newest.into_iter().rev() {
            lines.push(self.audit_line(chain, entry).await?);
        }
        Ok((lines, has_more))
    }

    /// A person by email address, for who may read the audit log.
    pub async fn audited_person(&self, actor: &Actor, email: &str) -> Result<UserId, ServiceError> {
        self.permitted_staff(actor, Permission::ReadAudit).await?;
        let user = self.store.held_by::<User>(claim::email(email.trim())).await?;
        let user = user.ok_or_else(|| ServiceError::not_found(Thing::Person, email))?;
        Ok(user.record.id)
    }

    /// The chains in which entries can be that a filter lets through.
    async fn chains(&self, filter: &AuditFilter) -> Result<Vec<Chain>, ServiceError> {
        if let Some(account) = filter.account {
            return Ok(vec![Chain::Account(account)]);
        }
        if let Some(order) = filter.order {
            let order = self.store.get::<Order>(order.to_bytes()).await?;
            return Ok(order
                .map(|order| Chain::Account(order.record.account))
                .into_iter()
                .collect());
        }
        let mut chains = vec![Chain::System];
        let mut place = Place::Start;
        loop {
            let page = self.lines::<Account>(&accounts_by_name(), place, PORTION).await?;
            chains.extend(page.lines.iter().map(|account| Chain::Account(account.id)));
            match page.next {
                Some(next) => place = Place::After(next),
                None => return Ok(chains),
            }
        }
    }

    /// Adds the entries of a chain to the newest ones; whether some were left out.
    async fn newest_of(
        &self,
        chain: Chain,
        filter: &AuditFilter,
        limit: usize,
        newest: &mut BTreeMap<EntryOrder, Audited>,
    ) -> Result<bool, ServiceError> {
        let (mut after, mut has_more) = (0, false);
        loop {
            let entries = self.store.engine().audit(chain, after, PORTION).await?;
            let Some(last) = entries.last() else {
                return Ok(has_more);
            };
            after = last.sequence;
            for audited in entries {
                if filter.lets_through(&audited.entry) {
                    newest.insert((audited.entry.at, chain, audited.sequence), audited);
                }
                if newest.len() > limit {
                    newest.pop_first();
                    has_more = true;
                }
            }
            tokio::task::yield_now().await;
        }
    }

    async fn audit_line(&self, chain: Chain, audited: Audited) -> Result<AuditLine, ServiceError> {
        let Audited { number, entry, .. } = audited;
        let company = match chain {
            Chain::System => None,
            Chain::Account(account) => {
                self.named::<Account>(account.to_bytes(), |account| account.profile.company.to_string())
                    .await?
            }
        };
        let mut subjects = Vec::with_capacity(entry.subjects.len());
        for subject in &entry.subjects {
            subjects.push(self.audit_subject(subject).await?);
        }
        Ok(AuditLine {
            number,
            at: entry.at,
            actor: match entry.actor {
                Some(person) => Some(self.name_of(person).await?),
                None => None,
            },
            origin: entry.origin,
            action: entry.action,
            company,
            subjects,
        })
    }

    /// A record by the number or the name by which people know it; by its id where they have none for it.
    async fn audit_subject(&self, subject: &Subject) -> Result<AuditSubject, ServiceError> {
        let (named, id) = match subject {
            Subject::Account(id) => {
                let named = self.named::<Account>(id.to_bytes(), |account| account.mpn_id.to_string());
                (named.await?, id.to_string())
            }
            Subject::User(id) => (Some(self.name_of(*id).await?), id.to_string()),
            Subject::Order(id) => {
                let named = self.named::<Order>(id.to_bytes(), |order| order.number.to_string());
                (named.await?, id.to_string())
            }
            Subject::Request(id) => {
                let named = self.named::<SupportRequest>(id.to_bytes(), |request| request.number.to_string());
                (named.await?, id.to_string())
            }
            Subject::Subscription(id) => (None, id.to_string()),
            Subject::SavedCard(id) => (None, id.to_string()),
            Subject::Receipt(id) => (None, id.to_string()),
            Subject::Network(id) => (None, id.to_string()),
            Subject::Orphan(id) => (None, id.to_string()),
        };
        Ok(AuditSubject {
            kind: subject.code(),
            is_id: named.is_none(),
            name: named.unwrap_or(id),
        })
    }

    async fn named<R: Record>(
        &self,
        id: [u8; 16],
        name: impl Fn(&R) -> String + Send,
    ) -> Result<Option<String>, ServiceError> {
        let found = self.store.get::<R>(id).await?;
        Ok(found.map(|found| name(&found.record)))
    }
}

impl AuditFilter {
    fn lets_through(&self, entry: &AuditEntry) -> bool {
        let day = entry.at.day();
        self.actor.is_none_or(|actor| entry.actor == Some(actor))
            && self
                .order
                .is_none_or(|order| entry.subjects.contains(&Subject::Order(order)))
            && self.since.is_none_or(|since| day >= since)
            && self.until.is_none_or(|until| day <= until)
    }
}
