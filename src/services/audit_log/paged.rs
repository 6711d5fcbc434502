//! The audit log as a list: the newest entries first, page by page and both ways.
//!
//! A place in the list is a position that stays: of an account the entry's sequence in its chain, of all accounts its
//! number among all entries. So no entry is met twice or missed, whatever is written meanwhile, and a page takes a few
//! reads however many accounts and entries there are.

use crate::domain::audit::Chain;
use crate::domain::ids::AccountId;
use crate::domain::user::Permission;
use crate::i18n::I18n;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::fuzzy::{Best, Query};
use crate::services::lines::{BEFORE, Cursor, Lines, Matches, Place};
use crate::services::orders::LookupCache;
use crate::services::search::{ListFilter, MATCHES};
use crate::store::record::{AuditScan, Audited};

use super::{AuditLine, PORTION};

/// Which entries are listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AuditOf {
    /// Those of all chains.
    All,
    /// What was done to this account.
    Account(AccountId),
    /// What was done to no account: set-up, people, seller, catalog, payment network.
    NoAccount,
}

impl AuditOf {
    /// The chain, if it is one.
    const fn chain(self) -> Option<Chain> {
        match self {
            Self::All => None,
            Self::Account(account) => Some(Chain::Account(account)),
            Self::NoAccount => Some(Chain::System),
        }
    }
}

/// An entry, its chain, and its position in the list.
pub(super) struct Entry {
    pub chain: Chain,
    pub audited: Audited,
    pub position: u64,
}

impl Services {
    /// Entries of the audit log, the newest first.
    pub async fn audit_lines(
        &self,
        actor: &Actor,
        of: AuditOf,
        place: impl Into<Place> + Send,
        limit: usize,
    ) -> Result<Lines<AuditLine>, ServiceError> {
        self.permitted_staff(actor, Permission::ReadAudit).await?;
        let page = match place.into() {
            Place::Start => self.older(of, None, limit).await?,
            Place::After(cursor) => self.older(of, position(&cursor), limit).await?,
            Place::End => self.newer(of, None, limit).await?,
            Place::Before(cursor) => self.newer(of, position(&cursor), limit).await?,
            Place::At(cursor) => self.around(of, position(&cursor), 0, limit).await?,
            Place::Around(cursor) => self.around(of, position(&cursor), BEFORE, limit).await?,
            Place::Of(id) => {
                let position = self.position_of(of, u64::try_from(id).ok()).await?;
                self.around(of, position, BEFORE, limit).await?
            }
        };
        let mut cache = LookupCache::default();
        let mut lines = Vec::with_capacity(page.lines.len());
        for Entry { chain, audited, .. } in page.lines {
            lines.push(self.audit_line(&mut cache, chain, audited).await?);
        }
        Ok(Lines {
            lines,
            places: page.places,
            previous: page.previous,
            next: page.next,
        })
    }

    /// Entries that match by person, company, what was done to what, day, or how they came in; the newest first.
    pub async fn find_audit_lines(
        &self,
        actor: &Actor,
        of: AuditOf,
        filter: &ListFilter,
    ) -> Result<Matches<AuditLine>, ServiceError> {
        self.permitted_staff(actor, Permission::ReadAudit).await?;
        let Some(query) = Query::parse(&filter.text) else {
            return Ok(Matches::none());
        };
        let mut best = Best::new(MATCHES);
        let mut cache = LookupCache::default();
        let mut position = None;
        loop {
            let entries = self.before(of, position, PORTION).await?;
            let Some(last) = entries.last() else {
                return Ok(best.into());
            };
            position = Some(last.position);
            for entry in entries {
                let place = cursor(entry.position);
                let line = self.audit_line(&mut cache, entry.chain, entry.audited).await?;
                let texts = line.texts(&filter.i18n);
                let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                if query.score(&texts).is_some() {
                    best.take_next(|| (line, place));
                }
            }
            tokio::task::yield_now().await;
        }
    }

    /// The position of the entry with a number.
    async fn position_of(&self, of: AuditOf, number: Option<u64>) -> Result<Option<u64>, ServiceError> {
        let Some(chain) = of.chain() else {
            return Ok(number);
        };
        let Some(before) = number.and_then(|number| number.checked_sub(1)) else {
            return Ok(None);
        };
        let found = self.behind(AuditOf::All, Some(before), 1).await?;
        let found = found.into_iter().find(|entry| entry.chain == chain);
        Ok(found.map(|entry| entry.audited.sequence))
    }

    /// Entries behind a position, the oldest first.
    async fn behind(&self, of: AuditOf, from: Option<u64>, limit: usize) -> Result<Vec<Entry>, ServiceError> {
        self.listed(of, from, limit, false).await
    }

    /// Entries before a position, the newest first; the newest of all, if none is given.
    pub(super) async fn before(
        &self,
        of: AuditOf,
        from: Option<u64>,
        limit: usize,
    ) -> Result<Vec<Entry>, ServiceError> {
        self.listed(of, from, limit, true).await
    }

    async fn listed(
        &self,
        of: AuditOf,
        from: Option<u64>,
        limit: usize,
        descending: bool,
    ) -> Result<Vec<Entry>, ServiceError> {
        let chain = of.chain();
        let scan = AuditScan {
            chain,
            from,
            descending,
            limit,
        };
        let found = self.store.engine().audit_log(scan).await?.into_iter();
        let listed = found.map(|(of, audited)| Entry {
            chain: of,
            position: chain.map_or(audited.number, |_| audited.sequence),
            audited,
        });
        Ok(listed.collect())
    }

    /// Entries that are older than a position, the newest first.
    async fn older(
        &self,
        of: AuditOf,
        than: Option<u64>,
        limit: usize,
    ) -> Result<Lines<Entry>, ServiceError> {
        let mut found = self.before(of, than, limit.saturating_add(1)).await?;
        let has_more = found.len() > limit;
        found.truncate(limit);
        let places = places(&found);
        let first = places.first().cloned();
        Ok(Lines {
            previous: than.map(|than| first.unwrap_or_else(|| cursor(than))),
            next: places.last().cloned().filter(|_| has_more),
            places,
            lines: found,
        })
    }

    /// Entries that are newer than a position, the newest first.
    async fn newer(
        &self,
        of: AuditOf,
        than: Option<u64>,
        limit: usize,
    ) -> Result<Lines<Entry>, ServiceError> {
        let mut found = self.behind(of, than, limit.saturating_add(1)).await?;
        let has_more = found.len() > limit;
        found.truncate(limit);
        found.reverse();
        let places = places(&found);
        let last = places.last().cloned();
        Ok(Lines {
            previous: places.first().cloned().filter(|_| has_more),
            next: than.map(|than| last.unwrap_or_else(|| cursor(than))),
            places,
            lines: found,
        })
    }

    /// So many entries that are newer than a position, the one that has it, and those that follow.
    async fn around(
        &self,
        of: AuditOf,
        position: Option<u64>,
        before: usize,
        limit: usize,
    ) -> Result<Lines<Entry>, ServiceError> {
        let Some(position) = position else {
            return self.older(of, None, limit).await;
        };
        let above = self.behind(of, Some(position), before + 1).await?;
        let start = above.get(before).map(|entry| entry.position);
        self.older(of, start, limit).await
    }
}

impl AuditLine {
    /// What it is found by.
    fn texts(&self, i18n: &I18n) -> Vec<String> {
        let actor = self.actor.clone().unwrap_or_else(|| i18n.t("audit-desk"));
        let texts = [
            actor,
            i18n.t(&format!("audit-did-{}", self.action.code())),
            self.company.clone().unwrap_or_default(),
            self.mpn_id.as_ref().map(ToString::to_string).unwrap_or_default(),
            i18n.moment(self.at),
            self.at.day().to_string(),
        ];
        let subjects = self.subjects.iter();
        let subjects =
            subjects.map(|of| format!("{} {}", i18n.t(&format!("audit-subject-{}", of.kind)), of.name));
        texts.into_iter().chain(subjects).collect()
    }
}

/// The place of a position in the list.
fn cursor(position: u64) -> Cursor {
    Cursor(position.to_be_bytes().to_vec())
}

/// The position at a place.
fn position(cursor: &Cursor) -> Option<u64> {
    let bytes = <[u8; 8]>::try_from(cursor.0.as_slice()).ok()?;
    Some(u64::from_be_bytes(bytes))
}

fn places(found: &[Entry]) -> Vec<Cursor> {
    found.iter().map(|entry| cursor(entry.position)).collect()
}
