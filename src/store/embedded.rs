//! The embedded engine: a journal, a checkpoint, one writer thread, one sync for all the batches that wait.
//!
//! Journal and checkpoints are the truth. The index, in sled, only tells where in the checkpoint a row lies, and is made
//! anew whenever it does not agree.
//!
//! | question | file |
//! |---|---|
//! | how is a store opened, created, refused? | `open`, `judge`, `folder`, `lock`, `manifest` |
//! | what lies where? | `layout` (keys), `codec` and `values`; `rows` and `block` |
//! | when is a batch refused, what does it write? | `validate`, `plan` |
//! | when is it durable, who is told? | `writer`, `journal`, `shared` |
//! | how does the journal stay short? | `checkpointer`, `checkpoint` |
//! | how is it read? | `read`; `content` and `base` say where, `index` finds the block |
//! | how is it checked? | `check` (rows), `parts` (files), `audit` |
//! | what if records got other index entries since? | `reindex` |
//! | how is it copied? | `backup`, `restore`, `archive`, `beside` |
//! | what can be had of a damaged one? | `salvage` |
//!
//! What must hold:
//! - Nothing is answered before the sync that makes it durable, refusals among them.
//! - A commit never blocks a thread of the runtime: it waits for a place in the queue and for its answer.
//! - After a failed write or sync nothing is committed or read; reopening is the only way back.
//! - Nothing is changed before all of it was judged, and nothing that sled says is believed without a proof.

mod archive;
mod audit;
mod backup;
mod base;
mod beside;
mod block;
mod check;
mod checkpoint;
mod checkpointer;
mod codec;
mod content;
mod folder;
mod index;
mod journal;
mod judge;
mod layout;
mod lock;
mod manifest;
mod open;
mod panic_guard;
mod parts;
mod plan;
mod read;
mod reindex;
mod restore;
mod rows;
mod salvage;
mod shared;
mod validate;
mod values;
mod writer;

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{broadcast, mpsc, oneshot};

use crate::domain::audit::Chain;
use crate::domain::date::Timestamp;

use super::check::{CheckReport, Inspector};
use super::copies::{BackupFacts, CopyError, Restored, Salvaged, Takes};
use super::error::StoreError;
use super::opening::OpenOptions;
use super::record::{
    AuditHead, AuditScan, Audited, Batch, BoxFuture, Change, Claim, Committed, Cursor, Engine, Envelope,
    Found, RecordRef, Scan, StoreFacts,
};

use manifest::Identity;
use shared::Shared;
use writer::{Acknowledgment, Job};

/// How long dropping the last handle waits for the writer. A sync that hangs must not hang the program's end.
const FAREWELL: Duration = Duration::from_secs(10);

/// A store that is open in this process. Dropping it closes it; [`EmbeddedEngine::close`] also says whether that worked.
#[derive(Debug)]
pub struct EmbeddedEngine {
    shared: Arc<Shared>,
    queue: Option<mpsc::Sender<Job>>,
    /// Disconnected when the writer has ended.
    finished: Mutex<std::sync::mpsc::Receiver<()>>,
    identity: Identity,
}

impl EmbeddedEngine {
    /// Opens the store in a folder, or creates one. Blocks for as long as checkpoint and journal take to be read.
    pub fn open(path: &Path, options: &OpenOptions) -> Result<Arc<Self>, StoreError> {
        open::open(path, options).map(Arc::new)
    }

    /// Copies the store in a folder, which may be open elsewhere. Blocks.
    pub fn backup(
        path: &Path,
        to: &mut dyn io::Write,
        at: Timestamp,
        names_file: backup::NamesFile,
    ) -> Result<BackupFacts, CopyError> {
        backup::Backup::prepare(path, names_file)?.write(to, at)
    }

    /// Lays a backup down in a folder. Blocks.
    pub fn restore(
        path: &Path,
        from: &mut dyn io::Read,
        takes: Takes,
        options: &OpenOptions,
        inspect: Inspector,
    ) -> Result<Restored, CopyError> {
        restore::restore(path, from, takes, options, inspect)
    }

    /// Makes a new store of what is left of one. Blocks.
    pub fn salvage(
        from: &Path,
        into: &Path,
        options: &OpenOptions,
        at: Timestamp,
        inspect: Inspector,
    ) -> Result<Salvaged, CopyError> {
        salvage::salvage(from, into, options, at, inspect)
    }

    fn new(
        shared: Arc<Shared>,
        queue: mpsc::Sender<Job>,
        finished: std::sync::mpsc::Receiver<()>,
        identity: Identity,
    ) -> Self {
        Self {
            shared,
            queue: Some(queue),
            finished: Mutex::new(finished),
            identity,
        }
    }

    /// [`Engine::check`], for whoever may wait.
    fn check_now(&self, inspect: Inspector) -> Result<CheckReport, StoreError> {
        self.ask_now(|answer| Job::Check(inspect, answer))
    }

    /// [`Engine::close`], for whoever may wait.
    fn close_now(&self) -> Result<(), StoreError> {
        self.ask_now(Job::Close)
    }

    fn ask_now<T>(&self, job: impl FnOnce(Acknowledgment<T>) -> Job) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let queue = self.queue.as_ref().ok_or_else(|| self.shared.stopped())?;
        queue
            .blocking_send(job(answer))
            .map_err(|_| self.shared.stopped())?;
        answered
            .blocking_recv()
            .unwrap_or_else(|_| Err(self.shared.stopped()))
    }

    async fn ask<T>(&self, job: impl FnOnce(Acknowledgment<T>) -> Job) -> Result<T, StoreError> {
        if self.shared.reason().is_some() {
            return Err(self.shared.stopped());
        }
        let (answer, answered) = oneshot::channel();
        let queue = self.queue.as_ref().ok_or_else(|| self.shared.stopped())?;
        queue.send(job(answer)).await.map_err(|_| self.shared.stopped())?;
        answered.await.unwrap_or_else(|_| Err(self.shared.stopped()))
    }
}

impl Engine for EmbeddedEngine {
    fn get(&self, record: RecordRef) -> BoxFuture<'_, Result<Option<Envelope>, StoreError>> {
        Box::pin(async move { self.shared.read(|content| read::get(content, &record)) })
    }

    fn scan(&self, scan: Scan) -> BoxFuture<'_, Result<Vec<Found>, StoreError>> {
        Box::pin(async move { self.shared.read(|content| read::scan(content, &scan)) })
    }

    fn place(&self, index: u8, key: &[u8]) -> Cursor {
        read::place(index, key)
    }

    fn holder(&self, claim: Claim) -> BoxFuture<'_, Result<Option<RecordRef>, StoreError>> {
        Box::pin(async move { self.shared.read(|content| read::holder(content, &claim)) })
    }

    fn holders(
        &self,
        start: Claim,
        limit: usize,
    ) -> BoxFuture<'_, Result<Vec<(Claim, RecordRef)>, StoreError>> {
        Box::pin(async move { self.shared.read(|content| read::holders(content, &start, limit)) })
    }

    fn commit(&self, batch: Batch) -> BoxFuture<'_, Result<Committed, StoreError>> {
        Box::pin(self.ask(|answer| Job::Commit(batch, answer)))
    }

    fn audit_log(&self, scan: AuditScan) -> BoxFuture<'_, Result<Vec<(Chain, Audited)>, StoreError>> {
        Box::pin(async move {
            self.shared.read(|content| {
                let order = self.shared.loose_order(content, scan)?;
                read::audit_log(content, scan, order.as_deref())
            })
        })
    }

    fn changes(&self) -> broadcast::Receiver<Change> {
        self.shared.listen()
    }

    fn facts(&self) -> StoreFacts {
        let state = self.shared.state();
        StoreFacts {
            store: self.identity.store,
            demo: self.identity.demo,
            last_commit: state.last_commit,
            last_day: state.last_day.filter(|_| !self.identity.demo),
            changed_on: state.last_day,
        }
    }

    fn audit_head(&self) -> Result<AuditHead, StoreError> {
        self.shared.read(|_| {
            let state = self.shared.state();
            Ok(AuditHead {
                entries: state.audited,
                hash: state.audit,
            })
        })
    }

    fn audit_hash(&self, entries: u64) -> BoxFuture<'_, Result<Option<[u8; 32]>, StoreError>> {
        // Of a snapshot: it takes long, and nobody waits for it.
        Box::pin(async move {
            self.shared
                .read(|content| audit::hash_of_first(&content.snapshot(), entries))
        })
    }

    fn check(&self, inspect: Inspector) -> BoxFuture<'_, Result<CheckReport, StoreError>> {
        Box::pin(self.ask(move |answer| Job::Check(inspect, answer)))
    }

    fn reindex(&self, inspect: Inspector, last: RecordRef) -> BoxFuture<'_, Result<u64, StoreError>> {
        Box::pin(self.ask(move |answer| Job::Reindex(inspect, last, answer)))
    }

    fn rebuild(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(self.ask(Job::Rebuild))
    }

    fn stopped(&self) -> Option<String> {
        self.shared.reason().map(str::to_owned)
    }

    fn close(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(self.ask(Job::Close))
    }
}

impl Drop for EmbeddedEngine {
    fn drop(&mut self) {
        drop(self.queue.take());
        let finished = self.finished.get_mut().unwrap_or_else(PoisonError::into_inner);
        if finished.recv_timeout(FAREWELL) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
            tracing::warn!("the store's writer did not end in time");
        }
    }
}
