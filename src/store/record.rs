//! The store contract: what a record is, how it is found, and how it changes. Engines implement [`Engine`];
//! everybody else uses the typed [`Store`](super::Store) in front of it.
//!
//! - A record is one serde value under (kind, id) with a version. It names its own index entries, its unique
//!   claims and the records that it refers to; the envelope keeps all three, so that an engine can keep indexes
//!   and claims in step without knowing any record type.
//! - Every change is one [`Batch`], applied whole or not at all, and acknowledged only when it is durable.
//! - A version is the number of the commit that wrote the record: store-wide, growing by one, never used twice.
//! - A batch with several faults is refused for the first of them: its day, its form, what it relies on, its claims, its
//!   size.
//!
//! `tests/store_contract.rs` holds engines to it.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::audit::{AuditEntry, Chain};
use crate::domain::date::{Day, Timestamp};
use crate::domain::ids::{AccountId, UserId};

use super::check::{CheckReport, Inspector};
use super::error::StoreError;

pub use futures_util::future::BoxFuture;

/// Kinds of records. The number is the first byte of every key on disk: never renumber, never reuse.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, serde::Deserialize)]
#[repr(u8)]
pub enum Kind {
    /// Partner account with its legal profile.
    Account = 1,
    /// Person with roles.
    User = 2,
    /// Subscription with its terms.
    Subscription = 3,
    /// Order with its attempts.
    Order = 4,
    /// Saved card.
    SavedCard = 5,
    /// Money received by transfer.
    Receipt = 6,
    /// Unfinished wizard of one user; carries no audit entry and publishes nothing.
    Draft = 7,
    /// Setting of the desk or of one user; carries no audit entry and publishes nothing.
    Setting = 8,
    /// Support request with its thread.
    Request = 9,
    /// Unfinished form of one user; carries no audit entry and publishes nothing.
    FormDraft = 10,
    /// Note of a support request.
    RequestNote = 11,
    /// The payment network that the store belongs to.
    Network = 14,
    /// Charge of the network that no order counts.
    Orphan = 15,
    /// How far the network's charges were compared with the orders; carries no audit entry and publishes nothing.
    ChargesSeen = 16,
    /// Part of the catalog in force.
    CatalogPart = 20,
}

impl Kind {
    /// Every kind, in the order of their numbers.
    pub const ALL: [Self; 15] = [
        Self::Account,
        Self::User,
        Self::Subscription,
        Self::Order,
        Self::SavedCard,
        Self::Receipt,
        Self::Draft,
        Self::Setting,
        Self::Request,
        Self::FormDraft,
        Self::RequestNote,
        Self::Network,
        Self::Orphan,
        Self::ChargesSeen,
        Self::CatalogPart,
    ];

    /// The byte on disk.
    pub const fn byte(self) -> u8 {
        self as u8
    }

    /// The kind of a byte on disk.
    pub fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.byte() == byte)
    }

    /// Drafts and settings are private to their owner: no audit entry, no published change.
    pub const fn is_private(self) -> bool {
        matches!(
            self,
            Self::Draft | Self::Setting | Self::FormDraft | Self::ChargesSeen
        )
    }

    /// Whether it only spares work that was done already: what is saved of a damaged store goes without, because what
    /// the work was done on may be gone.
    pub const fn is_progress(self) -> bool {
        matches!(self, Self::ChargesSeen)
    }
}

/// Which record: kind and id (1 to 64 bytes).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, serde::Deserialize)]
pub struct RecordRef {
    /// Kind.
    pub kind: Kind,
    /// Id bytes, unique within the kind.
    pub id: Vec<u8>,
}

/// An entry under which a record can be found: an index number and an order-preserving key (see [`super::key`]).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, serde::Deserialize)]
pub struct IndexEntry {
    /// Index number on disk: see `store::records`.
    pub index: u8,
    /// Sort key; entries with equal keys sort by record id.
    pub key: Vec<u8>,
}

/// A unique key: held by one record, or the batch is refused. Words joined by `/`, such as `open-order/<id>/gold`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, serde::Deserialize)]
pub struct Claim(pub String);

/// A typed record.
pub trait Record: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its kind.
    const KIND: Kind;
    /// Version of its serialized shape. Raise it with every change of a field, and extend [`Record::migrate`].
    const SCHEMA: u8;

    /// Its id, unique within the kind.
    fn id(&self) -> Vec<u8>;

    /// The account whose audit chain and listeners a change of it belongs to.
    fn account(&self) -> Option<AccountId> {
        None
    }

    /// The entries under which lists find it.
    fn index(&self) -> Vec<IndexEntry> {
        Vec::new()
    }

    /// The unique keys that it holds while it has this content.
    fn claims(&self) -> Vec<Claim> {
        Vec::new()
    }

    /// The records that it refers to and that must exist (verified by `store check`).
    fn references(&self) -> Vec<RecordRef> {
        Vec::new()
    }

    /// The number that it got from a gapless series, and the name of that.
    fn numbered(&self) -> Option<(&'static str, u64)> {
        None
    }

    /// Reads the payload of an older schema. `None`: this build does not know that schema.
    fn migrate(_schema: u8, _payload: &[u8]) -> Option<Self> {
        None
    }
}

/// A record as it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stored<R> {
    /// The record.
    pub record: R,
    /// Number of the commit that wrote it.
    pub version: u64,
    /// Who wrote it; `None` for the desk itself.
    pub by: Option<UserId>,
    /// When it was written.
    pub at: Timestamp,
}

/// What an engine keeps for one record. `payload` is the postcard form of the typed record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, serde::Deserialize)]
pub struct Envelope {
    /// [`Record::SCHEMA`] of the payload.
    pub schema: u8,
    /// Number of the commit that wrote it.
    pub version: u64,
    /// Who wrote it.
    pub by: Option<UserId>,
    /// When it was written.
    pub at: Timestamp,
    /// Account of the record.
    pub account: Option<AccountId>,
    /// Index entries that it is stored under.
    pub entries: Vec<IndexEntry>,
    /// Claims that it holds.
    pub claims: Vec<Claim>,
    /// The serialized record.
    pub payload: Vec<u8>,
}

/// What must be true of a record for a batch to be applied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expect {
    /// It does not exist.
    Absent,
    /// It exists with this version.
    Version(u64),
    /// Nothing is asked: the last writer wins (drafts and settings only).
    Any,
}

/// One record to write.
#[derive(Clone, Debug)]
pub struct Put {
    /// Which.
    pub record: RecordRef,
    /// What must be there now.
    pub expects: Expect,
    /// [`Record::SCHEMA`].
    pub schema: u8,
    /// Account of the record.
    pub account: Option<AccountId>,
    /// Its index entries.
    pub entries: Vec<IndexEntry>,
    /// Its claims.
    pub claims: Vec<Claim>,
    /// Its serialized form.
    pub payload: Vec<u8>,
}

/// Records made from the next number of a gapless series. Pure: it may run more than once.
pub type Numbered = Box<dyn Fn(u64) -> Result<Vec<Put>, StoreError> + Send>;

/// One change: applied whole or not at all.
pub struct Batch {
    /// The business day of the change. A change of something shared is refused on a day that [`super::day::judge`]
    /// does not take, and the store's day is this one from then on.
    pub day: Day,
    /// The day is right although it would be refused: the store goes on from it, even if that is earlier. Has to be
    /// audited.
    pub accepts_day: bool,
    /// When the change was asked for.
    pub at: Timestamp,
    /// Who asks; kept with every record written.
    pub by: Option<UserId>,
    /// Records to write.
    pub puts: Vec<Put>,
    /// Records to remove, each with what must be there.
    pub deletes: Vec<(RecordRef, Expect)>,
    /// Records read and relied on but not written.
    pub expects: Vec<(RecordRef, Expect)>,
    /// Puts that need the next number of a series.
    pub numbered: Vec<(String, Numbered)>,
    /// Audit entries, each with its chain; never empty unless only private kinds change or nothing does.
    pub audit: Vec<(Chain, AuditEntry)>,
}

impl Batch {
    /// An empty change asked for now by somebody. Committing it empty still waits for everything before it to be
    /// durable: that is how "already placed" is answered.
    pub fn new(at: Timestamp, by: Option<UserId>) -> Self {
        Self {
            day: at.day(),
            accepts_day: false,
            at,
            by,
            puts: Vec::new(),
            deletes: Vec::new(),
            expects: Vec::new(),
            numbered: Vec::new(),
            audit: Vec::new(),
        }
    }

    /// Whether its day counts. What is private to somebody has no business day: a draft is kept whatever the clock
    /// says, and must not decide which day the store takes next. Neither does a batch that only waits.
    pub fn is_dated(&self) -> bool {
        let put = self.puts.iter().map(|put| put.record.kind);
        let removed = self.deletes.iter().map(|(record, _)| record.kind);
        !self.audit.is_empty()
            || !self.numbered.is_empty()
            || put.chain(removed).any(|kind| !kind.is_private())
    }

    /// Writes a record.
    pub fn put<R: Record>(&mut self, record: &R, expects: Expect) -> Result<(), StoreError> {
        self.puts.push(Put::of(record, expects)?);
        Ok(())
    }

    /// Removes a record.
    pub fn delete<R: Record>(&mut self, id: Vec<u8>, expects: Expect) {
        self.deletes.push((RecordRef { kind: R::KIND, id }, expects));
    }

    /// Relies on a record that was read and is not written.
    pub fn expect<R: Record>(&mut self, stored: &Stored<R>) {
        let record = RecordRef {
            kind: R::KIND,
            id: stored.record.id(),
        };
        self.expects.push((record, Expect::Version(stored.version)));
    }

    /// Adds an audit entry to a chain.
    pub fn audit(&mut self, chain: Chain, entry: AuditEntry) {
        self.audit.push((chain, entry));
    }
}

impl Put {
    /// The put of a typed record.
    pub fn of<R: Record>(record: &R, expects: Expect) -> Result<Self, StoreError> {
        let payload = postcard::to_stdvec(record).map_err(|_| StoreError::Unserializable)?;
        Ok(Self {
            record: RecordRef {
                kind: R::KIND,
                id: record.id(),
            },
            expects,
            schema: R::SCHEMA,
            account: record.account(),
            entries: record.index(),
            claims: record.claims(),
            payload,
        })
    }
}

/// A durable commit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Committed {
    /// Its number: the version of every record it wrote.
    pub number: u64,
}

/// A change that happened: enough to know whether a screen is concerned, no content.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// Which record.
    pub record: RecordRef,
    /// Account of the record.
    pub account: Option<AccountId>,
    /// Its version now (the commit's number, also for a delete).
    pub version: u64,
    /// Index entries that it gained.
    pub added: Vec<IndexEntry>,
    /// Index entries that it lost.
    pub removed: Vec<IndexEntry>,
}

/// Where a page of an index scan goes on: the whole stored key of the last entry read. Opaque.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cursor(pub Vec<u8>);

/// Which entries of an index to read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scan {
    /// Index number.
    pub index: u8,
    /// Only keys that start with this.
    pub prefix: Vec<u8>,
    /// Go on after this entry, or after where it was. One of another scan is ignored.
    pub after: Option<Cursor>,
    /// At most this many entries.
    pub limit: usize,
    /// From the highest key down.
    pub descending: bool,
}

/// One entry of an index scan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The record.
    pub record: RecordRef,
    /// The sort key.
    pub key: Vec<u8>,
    /// Where to go on after it.
    pub cursor: Cursor,
}

/// An entry of the audit chain as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Audited {
    /// Position in its chain, from 1.
    pub sequence: u64,
    /// Position among the entries of all chains, from 1: the order in which they were written.
    pub number: u64,
    /// The entry.
    pub entry: AuditEntry,
}

/// Which audit entries are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AuditScan {
    /// The chain; all of them, if none is named.
    pub chain: Option<Chain>,
    /// The position behind which it begins: in a chain an entry's sequence, of all entries its number.
    pub from: Option<u64>,
    /// The newest first.
    pub descending: bool,
    /// At most so many.
    pub limit: usize,
}

/// What a store says of itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StoreFacts {
    /// The identity that it got when it was created.
    pub store: [u8; 16],
    /// Whether it holds sample data.
    pub demo: bool,
    /// Number of the last commit.
    pub last_commit: u64,
    /// The day of the last change of something shared, against which the next one is held. `None` before the first
    /// one, and where any day is taken: in a store of sample data.
    pub last_day: Option<Day>,
    /// The same, also of a store of sample data.
    pub changed_on: Option<Day>,
}

/// Where the audit log as a whole ends: what is kept elsewhere proves later that nothing before it was changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AuditHead {
    /// Entries of all chains.
    pub entries: u64,
    /// Hash over all of them, in the order in which they were written. How it is made is each engine's own, and stays.
    pub hash: [u8; 32],
}

/// An engine that keeps the contract. It is opened by [`super::open`].
pub trait Engine: Send + Sync + std::fmt::Debug {
    /// Reads one record.
    fn get(&self, record: RecordRef) -> BoxFuture<'_, Result<Option<Envelope>, StoreError>>;
    /// Reads entries of an index, in key order.
    fn scan(&self, scan: Scan) -> BoxFuture<'_, Result<Vec<Found>, StoreError>>;
    /// Where an entry of an index with this key would stand, before all that have it: a scan of the index may begin there.
    fn place(&self, index: u8, key: &[u8]) -> Cursor;
    /// Who holds a unique key.
    fn holder(&self, claim: Claim) -> BoxFuture<'_, Result<Option<RecordRef>, StoreError>>;
    /// Who holds the unique keys that start with a text, in the order of the keys, at most `limit` of them.
    fn holders(
        &self,
        start: Claim,
        limit: usize,
    ) -> BoxFuture<'_, Result<Vec<(Claim, RecordRef)>, StoreError>>;
    /// Applies a change; answers when it is durable.
    fn commit(&self, batch: Batch) -> BoxFuture<'_, Result<Committed, StoreError>>;
    /// Entries of an audit chain or of all of them, in the order in which they were written.
    fn audit_log(&self, scan: AuditScan) -> BoxFuture<'_, Result<Vec<(Chain, Audited)>, StoreError>>;
    /// Entries of one audit chain behind a sequence, the oldest first.
    fn audit(
        &self,
        chain: Chain,
        after: u64,
        limit: usize,
    ) -> BoxFuture<'_, Result<Vec<Audited>, StoreError>> {
        Box::pin(async move {
            let scan = AuditScan {
                chain: Some(chain),
                from: Some(after),
                descending: false,
                limit,
            };
            let found = self.audit_log(scan).await?;
            Ok(found.into_iter().map(|(_, audited)| audited).collect())
        })
    }
    /// Changes from now on. A receiver that lags must reload what it shows.
    fn changes(&self) -> tokio::sync::broadcast::Receiver<Change>;
    /// What the store says of itself.
    fn facts(&self) -> StoreFacts;
    /// Where the audit log ends.
    fn audit_head(&self) -> Result<AuditHead, StoreError>;
    /// The hash over the first so many audit entries, computed anew from the entries; `None`: there are not so many,
    /// or one of them is missing.
    fn audit_hash(&self, entries: u64) -> BoxFuture<'_, Result<Option<[u8; 32]>, StoreError>>;
    /// Checks everything that is stored. Commits wait meanwhile.
    fn check(&self, inspect: Inspector) -> BoxFuture<'_, Result<CheckReport, StoreError>>;
    /// Writes the index entries anew of every record that says others of itself than are kept: an older build kept them.
    /// `last` is written by itself behind all others, so that its entries prove that theirs are there. Commits wait
    /// meanwhile; how many records were written.
    fn reindex(&self, inspect: Inspector, last: RecordRef) -> BoxFuture<'_, Result<u64, StoreError>>;
    /// Makes anew everything that can be derived, and what is there for safety. Commits wait meanwhile.
    fn rebuild(&self) -> BoxFuture<'_, Result<(), StoreError>>;
    /// Why it has stopped, if it has.
    fn stopped(&self) -> Option<String>;
    /// Finishes the commits before it, and closes. Everything after it is refused.
    fn close(&self) -> BoxFuture<'_, Result<(), StoreError>>;
}
