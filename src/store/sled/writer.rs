//! The one thread that changes the store.
//!
//! It drains the waiting batches, plans them as a group, and then does one write and one sync of the commit log for
//! all of them. Only after the sync does anybody see what was written or get an answer, the refused ones too:
//! "somebody has it already" is a claim about something that must be durable.
//!
//! A failed write or sync ends the engine. What the log holds is unknown from then on, and only a fresh opening can
//! tell.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};

use crate::store::check::{CheckReport, Inspector};
use crate::store::error::StoreError;
use crate::store::record::{Batch, Committed};

use super::check;
use super::commits::CommitLog;
use super::content::Content;
use super::lock::StoreLock;
use super::plan::Group;
use super::quiet;
use super::seal::Seal;
use super::settling::Settling;
use super::shared::{CLOSED, Shared};
use super::values::Meta;

/// Syncs the commit log; a test puts one here that blocks or fails.
pub type LogSync = Arc<dyn Fn(&File) -> io::Result<()> + Send + Sync>;

/// At most so many batches share a sync.
const GROUP: usize = 512;
/// And so many bytes of records, about: a frame of the log must not become endless.
const GROUP_BYTES: usize = 4 << 20;
/// How long closing waits for the threads of the engine below to let go of the log.
const RELEASE: Duration = Duration::from_secs(5);

/// Where an answer goes.
pub type Answer<T> = oneshot::Sender<Result<T, StoreError>>;

/// What the writer is asked to do, in order.
pub enum Job {
    /// Apply a batch.
    Commit(Batch, Answer<Committed>),
    /// Check everything, between two groups, so that nothing moves meanwhile.
    Check(Inspector, Answer<CheckReport>),
    /// Finish what is before it, and close the store.
    Close(Answer<()>),
}

/// The writer and everything that it alone may touch.
pub struct Writer {
    /// Waiting jobs.
    pub queue: mpsc::Receiver<Job>,
    /// What the readers see.
    pub shared: Arc<Shared>,
    /// The store's own record, as stored.
    pub meta: Meta,
    /// The store's folder.
    pub folder: PathBuf,
    /// Where a commit becomes durable.
    pub log: CommitLog,
    /// Where it goes from there.
    pub settling: Settling,
    /// The seal.
    pub seal: Seal,
    /// Held until everything else is closed.
    pub lock: StoreLock,
}

impl Writer {
    /// Works until the store is closed or the last handle of it is gone.
    pub fn run(mut self) {
        let mut closing = None;
        while closing.is_none() {
            let Some(first) = self.queue.blocking_recv() else {
                break;
            };
            let mut next = Some(first);
            let mut group = Vec::new();
            let mut bytes = 0;
            while let Some(Job::Commit(batch, answer)) = next {
                bytes += batch.puts.iter().map(|put| put.payload.len()).sum::<usize>();
                group.push((batch, answer));
                next = if group.len() < GROUP && bytes < GROUP_BYTES {
                    self.queue.try_recv().ok()
                } else {
                    None
                };
            }
            if !group.is_empty() {
                self.commit(group);
            }
            match next {
                Some(Job::Check(inspect, answer)) => {
                    let settled = self.settle();
                    if let Err(error) = &settled {
                        self.shared.fail(error);
                    }
                    let report = settled.and_then(|()| {
                        self.shared
                            .read(|content| check::check(content, &self.folder, inspect))
                    });
                    let _ = answer.send(report);
                }
                Some(Job::Close(answer)) => closing = Some(answer),
                Some(Job::Commit(..)) | None => {}
            }
        }
        let closed = self.close();
        if let Some(answer) = closing {
            let _ = answer.send(closed);
        }
    }

    /// Commits a group and answers each of its batches. An answer that nobody waits for any more is no error.
    fn commit(&mut self, group: Vec<(Batch, Answer<Committed>)>) {
        let (batches, answers): (Vec<_>, Vec<_>) = group.into_iter().unzip();
        let outcome =
            quiet::catch(|| self.persist(batches)).unwrap_or_else(|panic| Err(StoreError::Stopped(panic)));
        match outcome {
            Ok(results) => {
                for (answer, result) in answers.into_iter().zip(results) {
                    let _ = answer.send(result);
                }
            }
            Err(error) => {
                self.shared.fail(&error);
                for answer in answers {
                    let _ = answer.send(Err(self.shared.stopped()));
                }
            }
        }
    }

    /// Plans, writes, syncs and publishes. An error here ends the engine; a refusal of one batch is a result.
    fn persist(&mut self, batches: Vec<Batch>) -> Result<Vec<Result<Committed, StoreError>>, StoreError> {
        let content = self.shared.content()?;
        if self.settling.is_due(&content)? {
            self.turn(&content)?;
        }
        let mut group = Group::new(&content, self.meta.clone());
        let mut results = Vec::with_capacity(batches.len());
        for batch in batches {
            match group.plan(&batch) {
                Err(StoreError::Stopped(reason)) => return Err(StoreError::Stopped(reason)),
                result => results.push(result),
            }
        }
        // With nothing to write there is nothing to wait for: every group before this one is durable.
        if group.is_empty() {
            return Ok(results);
        }
        let (writes, meta, changes) = group.finish()?;
        let numbers = (self.meta.last_commit + 1, meta.last_commit);
        self.log.append(numbers, &writes).map_err(|error| ended(&error))?;
        content.add(writes);
        self.seal.raise(meta.last_commit).map_err(|error| ended(&error))?;
        self.meta = meta;
        for change in changes {
            self.shared.publish(change);
        }
        Ok(results)
    }

    /// Begins a new layer and a new file of the log; what was in the ones before goes into the tree.
    fn turn(&mut self, content: &Arc<Content>) -> Result<(), StoreError> {
        if content.settling().is_some() {
            // Its file would be written anew.
            return Err(StoreError::Stopped("a layer was not settled".to_owned()));
        }
        self.log.turn();
        self.settling.begin(content, content.turn())
    }

    /// Brings everything that was committed into the tree.
    fn settle(&mut self) -> Result<(), StoreError> {
        // Waited for in any case: its thread holds the tree.
        self.settling.wait()?;
        let content = self.shared.content()?;
        if content.fresh_bytes() > 0 {
            self.turn(&content)?;
            self.settling.wait()?;
        }
        if content.settling().is_some() {
            return Err(StoreError::Stopped("a layer was not settled".to_owned()));
        }
        Ok(())
    }

    /// Closes the engine below and, when nothing failed, seals the store. Commits that are still waiting find their
    /// answer gone and report that the store has stopped.
    fn close(mut self) -> Result<(), StoreError> {
        let settled = self.settle();
        let failed = self.shared.stop(CLOSED).err();
        // A panic while dropping is a failed sync of the engine below: the store stays unsealed.
        let dropped = quiet::catch(|| drop(self.shared.take_content()));
        let Self {
            mut log,
            settling,
            mut seal,
            meta,
            lock,
            ..
        } = self;
        let file = settling.into_file();
        let released = wait_until_released(&file);
        let result = match failed.map_or(dropped, Err) {
            Err(reason) => Err(reason),
            Ok(()) => settled.map_err(|error| error.to_string()).and_then(|()| {
                released
                    .and_then(|()| file.sync_all())
                    .and_then(|()| file.metadata())
                    .and_then(|metadata| seal.mark_closed(meta.last_commit, metadata.len()))
                    .and_then(|()| log.clear())
                    .map_err(|error| error.to_string())
            }),
        };
        // A process that was just forked off may still have the handle open; unlocking reaches it, closing does not.
        let _ = file.unlock();
        drop(lock);
        result.map_err(StoreError::Stopped)
    }
}

/// The engine's background threads hold the log, and its lock, for a moment longer than its handles. The length of
/// the log is final only when they are gone.
pub fn wait_until_released(log: &File) -> io::Result<()> {
    let step = Duration::from_millis(2);
    let mut waited = Duration::ZERO;
    loop {
        match log.try_lock() {
            Ok(()) => return Ok(()),
            Err(std::fs::TryLockError::Error(error)) => return Err(error),
            Err(std::fs::TryLockError::WouldBlock) if waited < RELEASE => {
                std::thread::sleep(step);
                waited += step;
            }
            Err(std::fs::TryLockError::WouldBlock) => return Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

fn ended(error: &dyn std::error::Error) -> StoreError {
    StoreError::Stopped(error.to_string())
}
