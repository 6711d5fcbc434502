//! The audit log as a list: the newest entries first, page by page and both ways.
//!
//! Every entry has a number, in the order in which all of them were written. Each chain is in that order, so that a page
//! of several chains is put together from a few entries of each, and a place in the list is a number: whatever is written
//! meanwhile, no entry is met twice or missed. That costs some reads a chain, so that no more than [`MOST_CHAINS`] are
//! put together; a search reads one chain after the other, however many there are.

use crate::domain::audit::Chain;
use crate::domain::ids::AccountId;
use crate::domain::user::Permission;
use crate::i18n::I18n;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::{ServiceError, Unavailable};
use crate::services::fuzzy::{Best, Query};
use crate::services::lines::{BEFORE, Cursor, Lines, Listing, Matches, Place};
use crate::services::people::accounts_by_name;
use crate::services::search::{ListFilter, MATCHES};
use crate::store::record::Audited;

use super::{AuditFilter, AuditLine, PORTION};

/// Chains of which a page is put together at most: a page still takes a few milliseconds.
const MOST_CHAINS: usize = 200;
/// Entries of a chain that are read at a time for a page.
const FEW: u64 = 16;

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

/// A chain from where a page goes on in it.
struct Strand {
    chain: Chain,
    /// How many of its entries lie before that.
    below: u64,
    /// How many it has.
    length: u64,
    /// Those that were read and not taken, the next one last.
    read: Vec<Audited>,
}

/// Which way a page goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Newer,
    Older,
}

/// An entry and its chain.
type Found = (Chain, Audited);

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
        let chains = self.chains_of(of).await?;
        let page = match place.into() {
            Place::Start => self.older(&chains, None, limit).await?,
            Place::After(cursor) => self.older(&chains, number(&cursor), limit).await?,
            Place::End => self.newer(&chains, None, limit).await?,
            Place::Before(cursor) => self.newer(&chains, number(&cursor), limit).await?,
            Place::At(cursor) => self.around(&chains, number(&cursor), 0, limit).await?,
            Place::Around(cursor) => self.around(&chains, number(&cursor), BEFORE, limit).await?,
            Place::Of(id) => {
                let number = u64::try_from(id).ok();
                self.around(&chains, number, BEFORE, limit).await?
            }
        };
        let mut lines = Vec::with_capacity(page.lines.len());
        for (chain, audited) in page.lines {
            lines.push(self.audit_line(chain, audited).await?);
        }
        Ok(Lines {
            lines,
            places: page.places,
            previous: page.previous,
            next: page.next,
        })
    }

    /// Entries that match by person, company, what was done to what, day, or how they came in; the newest of them first.
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
        for chain in self.chains_to_search(of).await? {
            let mut after = 0;
            loop {
                let entries = self.store.engine().audit(chain, after, PORTION).await?;
                let Some(last) = entries.last() else { break };
                after = last.sequence;
                for audited in entries {
                    let newer_first = usize::MAX.saturating_sub(usize::try_from(audited.number).unwrap_or(0));
                    let line = self.audit_line(chain, audited).await?;
                    let texts = line.texts(&filter.i18n);
                    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                    if let Some(score) = query.score(&texts) {
                        let place = cursor(line.number);
                        best.take(score, newer_first, || (line, place));
                    }
                }
                tokio::task::yield_now().await;
            }
        }
        Ok(best.into())
    }

    /// The chains that a list is put together from.
    async fn chains_of(&self, of: AuditOf) -> Result<Vec<Chain>, ServiceError> {
        match of {
            AuditOf::Account(account) => Ok(vec![Chain::Account(account)]),
            AuditOf::NoAccount => Ok(vec![Chain::System]),
            AuditOf::All => {
                let accounts: Listing = accounts_by_name();
                let scan = accounts.after(None, MOST_CHAINS + 1);
                let found = self.store.entries(scan).await?;
                if found.len() > MOST_CHAINS {
                    return Err(Unavailable::AuditOfSoMany { most: MOST_CHAINS }.into());
                }
                let ids = found
                    .iter()
                    .filter_map(|found| <[u8; 16]>::try_from(found.record.id.as_slice()).ok());
                let accounts = ids.map(|id| Chain::Account(AccountId::new(u128::from_be_bytes(id))));
                Ok(std::iter::once(Chain::System).chain(accounts).collect())
            }
        }
    }

    /// The chains that a search reads one after the other.
    async fn chains_to_search(&self, of: AuditOf) -> Result<Vec<Chain>, ServiceError> {
        match of {
            AuditOf::Account(_) | AuditOf::NoAccount => self.chains_of(of).await,
            AuditOf::All => self.chains(&AuditFilter::default()).await,
        }
    }

    /// Entries that are older than a number, the newest first.
    async fn older(
        &self,
        chains: &[Chain],
        than: Option<u64>,
        limit: usize,
    ) -> Result<Lines<Found>, ServiceError> {
        let (found, has_more) = self.gather(chains, than, Way::Older, limit).await?;
        let places = places(&found);
        let first = places.first().cloned();
        Ok(Lines {
            previous: than.map(|than| first.unwrap_or_else(|| cursor(than))),
            next: places.last().cloned().filter(|_| has_more),
            places,
            lines: found,
        })
    }

    /// Entries that are newer than a number, the newest first.
    async fn newer(
        &self,
        chains: &[Chain],
        than: Option<u64>,
        limit: usize,
    ) -> Result<Lines<Found>, ServiceError> {
        let (mut found, has_more) = self.gather(chains, than, Way::Newer, limit).await?;
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

    /// So many entries that are newer than a number, the one that has it, and those that follow.
    async fn around(
        &self,
        chains: &[Chain],
        number: Option<u64>,
        before: usize,
        limit: usize,
    ) -> Result<Lines<Found>, ServiceError> {
        let (above, _) = self.gather(chains, number, Way::Newer, before + 1).await?;
        let start = above.get(before).map(|(_, audited)| audited.number);
        self.older(chains, start, limit).await
    }

    /// The next entries beyond a number, or from the end of the log, the nearest one first; whether there are more.
    async fn gather(
        &self,
        chains: &[Chain],
        from: Option<u64>,
        way: Way,
        limit: usize,
    ) -> Result<(Vec<Found>, bool), ServiceError> {
        let mut strands = Vec::with_capacity(chains.len());
        for chain in chains {
            strands.push(self.strand(*chain, from, way).await?);
        }
        let mut found = Vec::new();
        loop {
            for strand in &mut strands {
                self.read_on(strand, way).await?;
            }
            let next = strands.iter_mut().filter(|strand| !strand.read.is_empty());
            let number = |strand: &Strand| strand.read.last().map(|audited| audited.number);
            let next = match way {
                Way::Older => next.max_by_key(|strand| number(strand)),
                Way::Newer => next.min_by_key(|strand| number(strand)),
            };
            let Some(strand) = next else {
                return Ok((found, false));
            };
            if found.len() == limit {
                return Ok((found, true));
            }
            let chain = strand.chain;
            found.extend(strand.read.pop().map(|audited| (chain, audited)));
        }
    }

    /// A chain from where a page begins in it: its entries are in the order of their numbers.
    async fn strand(&self, chain: Chain, from: Option<u64>, way: Way) -> Result<Strand, ServiceError> {
        let length = self.store.engine().audit_length(chain).await?;
        let below = match (from, way) {
            (None, Way::Older) => length,
            (None, Way::Newer) => 0,
            // The entry with the number itself is on neither side.
            (Some(number), Way::Older) => self.entries_below(chain, number, length).await?,
            (Some(number), Way::Newer) => {
                let number = number.saturating_add(1);
                self.entries_below(chain, number, length).await?
            }
        };
        Ok(Strand {
            chain,
            below,
            length,
            read: Vec::new(),
        })
    }

    /// How many entries of a chain have a lower number.
    async fn entries_below(&self, chain: Chain, number: u64, length: u64) -> Result<u64, ServiceError> {
        let (mut low, mut high) = (0, length);
        while low < high {
            let middle = low + (high - low) / 2;
            let entries = self.store.engine().audit(chain, middle, 1).await?;
            if entries.first().is_some_and(|audited| audited.number < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    /// Reads a few more entries of a chain when all that were read are taken.
    async fn read_on(&self, strand: &mut Strand, way: Way) -> Result<(), ServiceError> {
        if !strand.read.is_empty() {
            return Ok(());
        }
        let (after, count) = match way {
            Way::Older => {
                let after = strand.below.saturating_sub(FEW);
                (after, strand.below - after)
            }
            Way::Newer => (strand.below, FEW.min(strand.length.saturating_sub(strand.below))),
        };
        if count == 0 {
            return Ok(());
        }
        let limit = usize::try_from(count).unwrap_or(usize::MAX);
        let mut entries = self.store.engine().audit(strand.chain, after, limit).await?;
        match way {
            Way::Older => strand.below = after,
            Way::Newer => {
                strand.below = after + count;
                entries.reverse();
            }
        }
        strand.read = entries;
        Ok(())
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
            i18n.moment(self.at),
            self.at.day().to_string(),
        ];
        let subjects = self.subjects.iter();
        let subjects =
            subjects.map(|of| format!("{} {}", i18n.t(&format!("audit-subject-{}", of.kind)), of.name));
        texts.into_iter().chain(subjects).collect()
    }
}

/// The place of an entry in the list.
fn cursor(number: u64) -> Cursor {
    Cursor(number.to_be_bytes().to_vec())
}

/// The number at a place; one of another list is none.
fn number(cursor: &Cursor) -> Option<u64> {
    let bytes = <[u8; 8]>::try_from(cursor.0.as_slice()).ok()?;
    Some(u64::from_be_bytes(bytes))
}

fn places(found: &[Found]) -> Vec<Cursor> {
    found.iter().map(|(_, audited)| cursor(audited.number)).collect()
}
