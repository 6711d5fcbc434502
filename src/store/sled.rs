//! The embedded engine: a commit log, a sled tree behind it, one writer thread, one sync for all the batches that wait.
//!
//! | question | file |
//! |---|---|
//! | how is a store opened, created, refused? | `open`, `folder`, `lock`, `seal`; `convert` for older ones |
//! | what lies where? | `layout` (keys), `codec` and `values`; `block` and `tree` |
//! | when is a batch refused, what does it write? | `shape`, `plan` |
//! | when is it durable, who is told? | `writer`, `commits` (the log), `shared` |
//! | when does it reach the tree? | `settling`; until then `content` holds it |
//! | how is it read and checked? | `read`, `check` |
//!
//! What must hold:
//! - Nothing is answered before the sync that makes it durable, refusals among them.
//! - A commit never blocks a thread of the runtime: it waits for a place in the queue and for its answer.
//! - After a failed write, flush or sync nothing is committed or read; reopening is the only way back.
//! - sled's `transaction`, `generate_id` and subscribers are not used: they block or skip.

mod block;
mod check;
mod codec;
mod commits;
mod content;
mod convert;
mod folder;
mod layout;
mod lock;
mod open;
mod plan;
mod quiet;
mod read;
mod seal;
mod settling;
mod shape;
mod shared;
mod tree;
mod values;
mod writer;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{broadcast, mpsc, oneshot};

use crate::domain::audit::Chain;

use super::check::{CheckReport, Inspector};
use super::error::StoreError;
use super::record::{
    Audited, Batch, BoxFuture, Change, Claim, Committed, Engine, Envelope, Found, RecordRef, Scan,
};

pub use open::{OpenOptions, StoreKind};
pub use writer::LogSync;

use seal::Facts;
use shared::Shared;
use writer::{Answer, Job};

/// How long dropping the last handle waits for the writer. A sync that hangs must not hang the program's end.
const FAREWELL: Duration = Duration::from_secs(10);

/// A store that is open in this process. Dropping it closes it; [`SledEngine::close`] also says whether that worked.
#[derive(Debug)]
pub struct SledEngine {
    shared: Arc<Shared>,
    queue: Option<mpsc::Sender<Job>>,
    /// Disconnected when the writer has ended.
    finished: Mutex<std::sync::mpsc::Receiver<()>>,
    facts: Facts,
}

impl SledEngine {
    /// Opens the store in a folder, or creates one. Blocks for as long as the log takes to be read.
    pub fn open(path: impl AsRef<Path>, options: OpenOptions) -> Result<Arc<Self>, StoreError> {
        open::open(path.as_ref(), options)
    }

    /// Whether this is a store of sample data.
    pub const fn is_demo(&self) -> bool {
        self.facts.demo
    }

    /// The identity that the store got when it was created.
    pub const fn store_id(&self) -> [u8; 16] {
        self.facts.store
    }

    /// Why the engine has stopped, if it has.
    pub fn stopped(&self) -> Option<&str> {
        self.shared.reason()
    }

    /// Checks everything that is stored. Commits wait meanwhile.
    pub async fn check(&self, inspect: Inspector) -> Result<CheckReport, StoreError> {
        self.ask(|answer| Job::Check(inspect, answer)).await
    }

    /// Finishes the commits before it, syncs and closes. Everything after it is refused.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.ask(Job::Close).await
    }

    fn new(
        shared: Arc<Shared>,
        queue: mpsc::Sender<Job>,
        finished: std::sync::mpsc::Receiver<()>,
        facts: Facts,
    ) -> Self {
        Self {
            shared,
            queue: Some(queue),
            finished: Mutex::new(finished),
            facts,
        }
    }

    async fn ask<T>(&self, job: impl FnOnce(Answer<T>) -> Job) -> Result<T, StoreError> {
        if self.shared.reason().is_some() {
            return Err(self.shared.stopped());
        }
        let (answer, answered) = oneshot::channel();
        let queue = self.queue.as_ref().ok_or_else(|| self.shared.stopped())?;
        queue.send(job(answer)).await.map_err(|_| self.shared.stopped())?;
        answered.await.unwrap_or_else(|_| Err(self.shared.stopped()))
    }
}

impl Engine for SledEngine {
    fn get(&self, record: RecordRef) -> BoxFuture<'_, Result<Option<Envelope>, StoreError>> {
        Box::pin(async move { self.shared.read(|content| read::get(content, &record)) })
    }

    fn scan(&self, scan: Scan) -> BoxFuture<'_, Result<Vec<Found>, StoreError>> {
        Box::pin(async move { self.shared.read(|content| read::scan(content, &scan)) })
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

    fn audit(
        &self,
        chain: Chain,
        after: u64,
        limit: usize,
    ) -> BoxFuture<'_, Result<Vec<Audited>, StoreError>> {
        Box::pin(async move {
            self.shared
                .read(|content| read::audit(content, chain, after, limit))
        })
    }

    fn changes(&self) -> broadcast::Receiver<Change> {
        self.shared.listen()
    }
}

impl Drop for SledEngine {
    fn drop(&mut self) {
        drop(self.queue.take());
        let finished = self.finished.get_mut().unwrap_or_else(PoisonError::into_inner);
        if finished.recv_timeout(FAREWELL) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
            tracing::warn!("the store's writer did not end in time");
        }
    }
}
