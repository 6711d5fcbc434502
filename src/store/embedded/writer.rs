//! The one thread that changes the store.
//!
//! It drains the waiting batches, plans them as a group, and then does one write and one sync of the journal for all of
//! them. Only after the sync does anybody see what was written or get an answer, the refused ones too: "somebody has it
//! already" is a claim about something that must be durable.
//!
//! A failed write or sync ends the engine. What the journal holds is unknown from then on, and only a fresh opening can
//! tell.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use crate::store::check::{CheckReport, Inspector};
use crate::store::error::StoreError;
use crate::store::record::{Batch, Committed, RecordRef};

use super::audit;
use super::check;
use super::checkpoint::Header;
use super::checkpointer::Checkpointer;
use super::content::Content;
use super::journal::{self, Journal};
use super::lock::StoreLock;
use super::manifest::Manifest;
use super::panic_guard;
use super::plan::{Group, Writes};
use super::reindex;
use super::shared::{CLOSED, Shared};
use super::values::State;

/// At most so many batches share a sync.
const GROUP: usize = 512;
/// And so many bytes of records, about: a frame of the journal must not become endless.
const GROUP_BYTES: usize = 4 << 20;
/// Places in the order of all audit entries that are written at once: some hundred kilobytes of the journal.
const PLACES: usize = 10_000;

/// Where an answer goes.
pub type Acknowledgment<T> = oneshot::Sender<Result<T, StoreError>>;

/// What the writer is asked to do, in order.
pub enum Job {
    /// Apply a batch.
    Commit(Batch, Acknowledgment<Committed>),
    /// Check everything, between two groups, so that nothing moves meanwhile.
    Check(Inspector, Acknowledgment<CheckReport>),
    /// Write the index entries anew that records say otherwise by now, the last record's behind all others.
    Reindex(Inspector, RecordRef, Acknowledgment<u64>),
    /// Make a checkpoint of everything, and wait for it.
    Rebuild(Acknowledgment<()>),
    /// Finish what is before it, and close the store.
    Close(Acknowledgment<()>),
}

/// The writer and everything that it alone may touch.
pub struct Writer {
    /// Waiting jobs.
    pub queue: mpsc::Receiver<Job>,
    /// What the readers see.
    pub shared: Arc<Shared>,
    /// The store after the last commit.
    pub state: State,
    /// The store's folder.
    pub folder: PathBuf,
    /// Where it writes; `None` where the folder may only be read.
    pub files: Option<Files>,
    /// Held until everything else is closed.
    pub lock: Option<StoreLock>,
}

/// The files that a writer changes.
pub struct Files {
    /// Where commits become durable.
    pub journal: Journal,
    /// Where they go from there.
    pub checkpointer: Checkpointer,
    /// The floor.
    pub manifest: Manifest,
}

impl Writer {
    /// Works until the store is closed or the last handle of it is gone.
    pub fn run(mut self) {
        self.complete_order();
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
                    let _ = answer.send(self.check(inspect));
                }
                Some(Job::Reindex(inspect, last, answer)) => {
                    let _ = answer.send(self.reindex(inspect, &last));
                }
                Some(Job::Rebuild(answer)) => {
                    let _ = answer.send(self.rebuild());
                }
                Some(Job::Close(answer)) => closing = Some(answer),
                Some(Job::Commit(..)) | None => {}
            }
        }
        let closed = self.close(closing.is_some());
        if let Some(answer) = closing {
            let _ = answer.send(closed);
        }
    }

    /// Commits a group and answers each of its batches. An answer that nobody waits for any more is no error.
    fn commit(&mut self, group: Vec<(Batch, Acknowledgment<Committed>)>) {
        let (batches, answers): (Vec<_>, Vec<_>) = group.into_iter().unzip();
        let outcome = panic_guard::catch(|| self.persist(batches))
            .unwrap_or_else(|panic| Err(StoreError::Stopped(panic)));
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
        let Some(files) = &mut self.files else {
            let refused = StoreError::ReadOnly(self.folder.display().to_string());
            return Ok(batches.iter().map(|_| Err(refused.clone())).collect());
        };
        if !keeps_out(self.lock.as_ref(), &self.folder) {
            return Err(StoreError::Stopped(LET_IN.to_owned()));
        }
        if files.checkpointer.is_due(&content) {
            let _none_begun = files.begin_checkpoint(&self.folder, &content, self.state)?;
        }
        let mut group = Group::new(
            &content,
            files.manifest.facts().identity.demo,
            self.state,
            self.shared.is_ordered(),
        );
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
        let (writes, state, changes) = group.finish();
        if !self.write(&content, writes, state)? {
            let refused = StoreError::NoSpace(self.folder.display().to_string());
            return Ok(results.iter().map(|_| Err(refused.clone())).collect());
        }
        for change in changes {
            self.shared.publish(change);
        }
        Ok(results)
    }

    /// Makes rows durable, then seen. `false`: the disk is full, and nothing was written.
    fn write(&mut self, content: &Content, writes: Writes, state: State) -> Result<bool, StoreError> {
        let Some(files) = &mut self.files else {
            return Err(StoreError::ReadOnly(self.folder.display().to_string()));
        };
        let first = self.state.last_commit + 1;
        let floor = files.journal.append(first, &writes, &state);
        let Some(floor) = floor.map_err(|error| ended(&error))? else {
            return Ok(false);
        };
        content.add(writes);
        files.manifest.raise(floor).map_err(|error| ended(&error))?;
        self.state = state;
        self.shared.set_state(state);
        Ok(true)
    }

    /// Writes index entries anew. As with a commit, a write that fails ends the engine.
    fn reindex(&mut self, inspect: Inspector, last: &RecordRef) -> Result<u64, StoreError> {
        let written = panic_guard::catch(|| self.write_entries(inspect, last))
            .unwrap_or_else(|panic| Err(StoreError::Stopped(panic)));
        if let Err(error @ StoreError::Stopped(_)) = &written {
            self.shared.fail(error);
            return Err(self.shared.stopped());
        }
        written
    }

    /// Finds what is missing in one snapshot, and writes some at a time: who reads sees none or all of a portion.
    fn write_entries(&mut self, inspect: Inspector, last: &RecordRef) -> Result<u64, StoreError> {
        let content = self.shared.content()?;
        let stale = reindex::stale(&content.snapshot(), inspect, last)?;
        for portion in reindex::portions(&stale, last) {
            self.write_portion(&content, |group| {
                let mut records = portion.iter();
                records.try_for_each(|record| group.reindex(record, inspect))
            })?;
        }
        let and_the_last = stale.len() + 1;
        Ok(u64::try_from(and_the_last).unwrap_or(u64::MAX))
    }

    /// Makes the order of all audit entries whole where an older build wrote the store last, before anything else. Where
    /// that can't be, readers put it together, and the next opening tries again.
    fn complete_order(&mut self) {
        if self.shared.is_ordered() || self.files.is_none() {
            return;
        }
        let completed =
            panic_guard::catch(|| self.write_order()).unwrap_or_else(|panic| Err(StoreError::Stopped(panic)));
        match completed {
            Ok(entries) => tracing::info!(entries, "the order of the audit log was made whole"),
            Err(error @ StoreError::Stopped(_)) => self.shared.fail(&error),
            Err(error) => tracing::warn!(%error, "the order of the audit log lacks entries"),
        }
    }

    fn write_order(&mut self) -> Result<usize, StoreError> {
        let content = self.shared.content()?;
        let missing = audit::unordered(&content.snapshot())?;
        let entries = missing.len();
        let mut missing = missing.into_iter().peekable();
        while missing.peek().is_some() {
            // A handle that is gone waits for nothing any more.
            if self.queue.is_closed() {
                return Ok(entries);
            }
            self.write_portion(&content, |group| {
                let mut portion = missing.by_ref().take(PLACES);
                portion.try_for_each(|(number, entry)| group.reorder(number, &entry))
            })?;
        }
        self.shared.set_ordered();
        Ok(entries)
    }

    fn write_portion(
        &mut self,
        content: &Arc<Content>,
        add: impl FnOnce(&mut Group<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let Some(files) = &mut self.files else {
            return Err(StoreError::ReadOnly(self.folder.display().to_string()));
        };
        if !keeps_out(self.lock.as_ref(), &self.folder) {
            return Err(StoreError::Stopped(LET_IN.to_owned()));
        }
        if files.checkpointer.is_due(content) {
            let _none_begun = files.begin_checkpoint(&self.folder, content, self.state)?;
        }
        let mut group = Group::new(content, files.manifest.facts().identity.demo, self.state, false);
        add(&mut group)?;
        let (writes, state, _) = group.finish();
        if !self.write(content, writes, state)? {
            return Err(StoreError::NoSpace(self.folder.display().to_string()));
        }
        Ok(())
    }

    fn check(&mut self, inspect: Inspector) -> Result<CheckReport, StoreError> {
        // Files come and go while a checkpoint is made. One that fails is tried again later.
        if let Some(files) = &mut self.files {
            let _ = files.checkpointer.wait();
        }
        let content = self.shared.content()?;
        panic_guard::catch(|| {
            check::check(
                &content.snapshot(),
                &self.folder,
                (self.state, self.shared.is_ordered()),
                inspect,
            )
        })
        .unwrap_or_else(|panic| Err(StoreError::Damaged(panic)))
    }

    /// A checkpoint and an index of everything, made anew.
    fn rebuild(&mut self) -> Result<(), StoreError> {
        let content = self.shared.content()?;
        let Some(files) = &mut self.files else {
            return Err(StoreError::ReadOnly(self.folder.display().to_string()));
        };
        if !keeps_out(self.lock.as_ref(), &self.folder) {
            let lost = StoreError::Stopped(LET_IN.to_owned());
            self.shared.fail(&lost);
            return Err(lost);
        }
        let _ = files.checkpointer.wait();
        if content.frozen().is_some() {
            files.checkpointer.begin_again(&content);
            files.checkpointer.wait()?;
        }
        let is_begun =
            content.frozen().is_none() && files.begin_checkpoint(&self.folder, &content, self.state)?;
        files.checkpointer.wait()?;
        if is_begun && content.frozen().is_none() {
            Ok(())
        } else {
            Err(StoreError::NoCheckpoint(self.folder.display().to_string()))
        }
    }

    /// Closes the store. Commits that are still waiting find their answer gone and report that the store has stopped.
    /// A checkpoint that is due is made first, if somebody waits for the end; nothing depends on it.
    fn close(self, is_waited_for: bool) -> Result<(), StoreError> {
        let Self {
            shared,
            state,
            folder,
            files,
            lock,
            ..
        } = self;
        let mut closed = Ok(());
        if let Some(mut files) = files {
            if is_waited_for && shared.reason().is_none() && keeps_out(lock.as_ref(), &folder) {
                closed = shared
                    .content()
                    .and_then(|content| files.finish_checkpoint(&folder, &content, state));
            } else {
                files.checkpointer.cancel();
            }
            let synced = files.manifest.sync().map_err(|error| ended(&error));
            closed = synced.and(closed);
        }
        let failed = shared.stop(CLOSED).err();
        drop(shared.take_content());
        drop(lock);
        match failed {
            Some(reason) => Err(StoreError::Stopped(reason)),
            None => closed,
        }
    }
}

/// Why a store stops that keeps nobody out any more.
const LET_IN: &str = "its folder or store.lock was moved, removed or replaced while it was open";

/// Whether nobody else can have written: what another process committed is not known here, and must not be lost.
fn keeps_out(lock: Option<&StoreLock>, folder: &Path) -> bool {
    lock.is_some_and(|lock| lock.keeps_out(folder))
}

impl Files {
    /// Begins a new segment and a new layer; what was committed before goes into a checkpoint. `false`: nothing was
    /// begun, and the segment of before is as good as ever.
    pub fn begin_checkpoint(
        &mut self,
        folder: &std::path::Path,
        content: &Arc<Content>,
        state: State,
    ) -> Result<bool, StoreError> {
        let generation = self.journal.generation() + 1;
        self.manifest.sync().map_err(|error| ended(&error))?;
        match self.journal.rotate() {
            Ok(mark) => {
                content.freeze();
                let target = Header {
                    identity: self.manifest.facts().identity,
                    generation,
                    mark,
                    state,
                };
                self.checkpointer.begin(content, target);
                Ok(true)
            }
            Err(error) => match std::fs::symlink_metadata(journal::path(folder, generation)) {
                Err(none) if none.kind() == std::io::ErrorKind::NotFound => {
                    tracing::error!("no segment could be begun: {error}");
                    Ok(false)
                }
                // It may be there, and then nothing may follow in the segment of before.
                _ => Err(ended(&error)),
            },
        }
    }

    /// Makes the checkpoint that is due, and waits for the one that is being made.
    fn finish_checkpoint(
        &mut self,
        folder: &std::path::Path,
        content: &Arc<Content>,
        state: State,
    ) -> Result<(), StoreError> {
        let _ = self.checkpointer.wait();
        if content.frozen().is_some() {
            // One that failed before.
            self.checkpointer.begin_again(content);
        } else if self.checkpointer.is_due_at_closing(content) {
            let _none_begun = self.begin_checkpoint(folder, content, state)?;
        }
        self.checkpointer
            .wait()
            .map_err(|error| StoreError::NoCheckpoint(error.to_string()))
    }
}

fn ended(error: &dyn std::error::Error) -> StoreError {
    StoreError::Stopped(error.to_string())
}
