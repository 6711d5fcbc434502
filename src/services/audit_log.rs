//! The audit log as the Auditor reads it: the newest entries first, of one account or of all, with the names of what
//! they only refer to.
//!
//! Each account has a chain of its own, and so has everything else. Every entry has a number among those of all chains, in
//! the order in which they were written.
//!
//! | file | what it is |
//! |---|---|
//! | `paged` | the log as a list that is read page by page, both ways |

mod paged;

use crate::domain::audit::{AuditAction, AuditEntry, Chain, Origin, Subject};
use crate::domain::date::{Day, Timestamp};
use crate::domain::ids::{AccountId, OrderId, UserId};
use crate::domain::order::Order;
use crate::domain::partner::{Account, MpnId};
use crate::domain::request::SupportRequest;
use crate::domain::user::{Permission, User};
use crate::store::record::{Audited, Record};
use crate::store::records::claim;

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Thing};
use super::orders::LookupCache;

use paged::Entry;

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
    /// The account whose chain it is of.
    pub account: Option<AccountId>,
    /// Its company.
    pub company: Option<String>,
    /// Its MPN ID.
    pub mpn_id: Option<MpnId>,
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

impl Services {
    /// The newest entries that a filter lets through, at most so many; whether there are more.
    pub async fn audit_entries(
        &self,
        actor: &Actor,
        filter: &AuditFilter,
        limit: usize,
    ) -> Result<(Vec<AuditLine>, bool), ServiceError> {
        self.permitted_staff(actor, Permission::ReadAudit).await?;
        let Some(of) = self.list_of(filter).await? else {
            return Ok((Vec::new(), false));
        };
        let (mut lines, mut cache) = (Vec::new(), LookupCache::default());
        let mut position = None;
        loop {
            let entries = self.before(of, position, PORTION).await?;
            let Some(last) = entries.last() else {
                return Ok((lines, false));
            };
            position = Some(last.position);
            for Entry { chain, audited, .. } in entries {
                if !filter.lets_through(&audited.entry) {
                    continue;
                }
                if lines.len() == limit {
                    return Ok((lines, true));
                }
                lines.push(self.audit_line(&mut cache, chain, audited).await?);
            }
            tokio::task::yield_now().await;
        }
    }

    /// A person by email address, for who may read the audit log.
    pub async fn audited_person(&self, actor: &Actor, email: &str) -> Result<UserId, ServiceError> {
        self.permitted_staff(actor, Permission::ReadAudit).await?;
        let user = self.store.held_by::<User>(claim::email(email.trim())).await?;
        let user = user.ok_or_else(|| ServiceError::not_found(Thing::Person, email))?;
        Ok(user.record.id)
    }

    /// The list in which entries can be that a filter lets through, if there is one.
    async fn list_of(&self, filter: &AuditFilter) -> Result<Option<AuditOf>, ServiceError> {
        if let Some(account) = filter.account {
            return Ok(Some(AuditOf::Account(account)));
        }
        let Some(order) = filter.order else {
            return Ok(Some(AuditOf::All));
        };
        let order = self.store.get::<Order>(order.to_bytes()).await?;
        Ok(order.map(|order| AuditOf::Account(order.record.account)))
    }

    async fn audit_line(
        &self,
        cache: &mut LookupCache,
        chain: Chain,
        audited: Audited,
    ) -> Result<AuditLine, ServiceError> {
        let Audited { number, entry, .. } = audited;
        let account = match chain {
            Chain::System => None,
            Chain::Account(account) => Some(account),
        };
        let (company, mpn_id) = self.company_of(cache, account).await?.unzip();
        let mut subjects = Vec::with_capacity(entry.subjects.len());
        for subject in &entry.subjects {
            subjects.push(self.audit_subject(subject).await?);
        }
        Ok(AuditLine {
            number,
            at: entry.at,
            actor: match entry.actor {
                Some(person) => Some(self.placer(cache, person).await?),
                None => None,
            },
            origin: entry.origin,
            action: entry.action,
            account,
            company,
            mpn_id,
            subjects,
        })
    }

    /// Company and MPN ID of an account, if it is there.
    async fn company_of(
        &self,
        cache: &mut LookupCache,
        account: Option<AccountId>,
    ) -> Result<Option<(String, MpnId)>, ServiceError> {
        let Some(account) = account else {
            return Ok(None);
        };
        match self.buyer(cache, account).await {
            Err(ServiceError::NotFound { .. }) => Ok(None),
            found => found.map(Some),
        }
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
