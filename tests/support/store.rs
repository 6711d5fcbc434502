//! A small typed world for tests of an engine: a shared record, a private one, and a store in a temporary folder.

#![allow(dead_code)] // Each test binary uses another part of it.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use offerdesk::domain::audit::{AuditAction, AuditEntry, Chain, Origin, Subject};
use offerdesk::domain::date::{Day, Timestamp};
use offerdesk::domain::ids::{AccountId, OrderId, UserId};
use offerdesk::store::check::{self, CheckReport, TypedView};
use offerdesk::store::error::{LockHolder, StoreError};
use offerdesk::store::opening::{OpenOptions, StoreKind};
use offerdesk::store::record::{
    Batch, Claim, Committed, Engine, Envelope, Expect, IndexEntry, Kind, Record, RecordRef,
};

pub const REAL: StoreKind = StoreKind { demo: false };
pub const DEMO: StoreKind = StoreKind { demo: true };
pub const TODAY: &str = "2026-06-22";

/// A shared record with everything that a record can say of itself.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Note {
    pub id: u64,
    pub account: Option<u64>,
    pub text: String,
    pub entries: Vec<(u8, Vec<u8>)>,
    pub claims: Vec<String>,
    pub refers_to: Vec<u64>,
}

/// A private record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Scratch {
    pub id: u64,
    pub text: String,
}

impl Note {
    pub fn new(id: u64, text: &str) -> Self {
        Self {
            id,
            text: text.to_owned(),
            ..Self::default()
        }
    }

    pub fn entry(mut self, index: u8, key: impl Into<Vec<u8>>) -> Self {
        self.entries.push((index, key.into()));
        self
    }

    pub fn claim(mut self, claim: &str) -> Self {
        self.claims.push(claim.to_owned());
        self
    }
}

impl Record for Note {
    const KIND: Kind = Kind::Order;
    const SCHEMA: u8 = 1;

    fn id(&self) -> Vec<u8> {
        id(self.id)
    }

    fn account(&self) -> Option<AccountId> {
        self.account.map(|account| AccountId::new(account.into()))
    }

    fn index(&self) -> Vec<IndexEntry> {
        let entry = |(index, key): &(u8, Vec<u8>)| IndexEntry {
            index: *index,
            key: key.clone(),
        };
        self.entries.iter().map(entry).collect()
    }

    fn claims(&self) -> Vec<Claim> {
        self.claims.iter().cloned().map(Claim).collect()
    }

    fn references(&self) -> Vec<RecordRef> {
        self.refers_to.iter().map(|id| note(*id)).collect()
    }
}

impl Record for Scratch {
    const KIND: Kind = Kind::Draft;
    const SCHEMA: u8 = 1;

    fn id(&self) -> Vec<u8> {
        id(self.id)
    }
}

/// What the typed records of this world say of themselves.
pub fn inspect(kind: Kind, envelope: &Envelope) -> Result<TypedView, StoreError> {
    match kind {
        Kind::Order => check::view_of::<Note>(envelope),
        Kind::Draft => check::view_of::<Scratch>(envelope),
        other => Err(StoreError::Damaged(format!("no {other:?} in this world"))),
    }
}

pub fn id(number: u64) -> Vec<u8> {
    number.to_be_bytes().to_vec()
}

pub fn note(number: u64) -> RecordRef {
    RecordRef {
        kind: Kind::Order,
        id: id(number),
    }
}

/// The person who wrote a record, as an envelope keeps it.
pub const fn user(number: u128) -> UserId {
    UserId::new(number)
}

/// An empty batch of a day.
pub fn batch_on(day: &str) -> Batch {
    let day: Day = day.parse().unwrap();
    Batch::new(Timestamp::start_of(day), Some(user(1)))
}

/// An empty batch with its audit entry on the system chain.
pub fn audited() -> Batch {
    audited_on(TODAY)
}

pub fn audited_on(day: &str) -> Batch {
    let mut batch = batch_on(day);
    let entry = entry(&batch);
    batch.audit(Chain::System, entry);
    batch
}

pub fn entry(batch: &Batch) -> AuditEntry {
    AuditEntry {
        at: batch.at,
        actor: batch.by,
        origin: Origin::Desk,
        action: AuditAction::OrderPlaced,
        subjects: vec![Subject::Order(OrderId::new(7))],
    }
}

/// An audited batch that writes one note.
pub fn putting(note: &Note, expects: Expect) -> Batch {
    let mut batch = audited();
    batch.put(note, expects).unwrap();
    batch
}

/// A folder with a store in it.
pub struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    pub fn create(&self) -> Arc<dyn Engine> {
        self.open(|options| options.creating(REAL)).unwrap()
    }

    pub fn reopen(&self) -> Result<Arc<dyn Engine>, StoreError> {
        self.open(|options| options)
    }

    pub fn open(
        &self,
        change: impl FnOnce(OpenOptions) -> OpenOptions,
    ) -> Result<Arc<dyn Engine>, StoreError> {
        offerdesk::store::open(&self.path(), &change(options()))
    }

    /// Every file below the store's folder but the lock, with its content.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        collect(&self.path(), &mut files);
        files.retain(|(path, _)| !path.ends_with("store.lock"));
        files.sort();
        files
    }
}

pub fn collect(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let content = std::fs::read(&path).unwrap();
            files.push((path, content));
        }
    }
}

pub fn options() -> OpenOptions {
    OpenOptions::new(LockHolder {
        pid: std::process::id(),
        os_user: "tester".to_owned(),
        command: "offerdesk test".to_owned(),
        since: "2026-06-22T09:00:00Z".to_owned(),
        stays: true,
    })
}

pub fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Writes a note that must not exist yet.
pub async fn add(engine: &Arc<dyn Engine>, note: &Note) -> Committed {
    engine.commit(putting(note, Expect::Absent)).await.unwrap()
}

/// Checks the store and insists that everything fits.
pub async fn clean(engine: &Arc<dyn Engine>) -> CheckReport {
    let report = engine.check(inspect).await.unwrap();
    assert_eq!(report.problems, [], "the check found problems");
    report
}

/// Waits for a child process and ends it when it takes too long.
pub fn wait(child: &mut std::process::Child, patience: std::time::Duration) -> std::process::ExitStatus {
    let deadline = std::time::Instant::now() + patience;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if std::time::Instant::now() > deadline {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("a child process did not end in {patience:?}");
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}
