//! Makes checkpoints beside the writer, so that the journal stays short and commits go on meanwhile.
//!
//! One is made of the checkpoint before and the frozen layer, and counts only when it was read back from the disk with
//! the same tally as the journal has at that commit. Then what is older than the checkpoint before goes: should one of
//! the two turn out to be damaged, the other one and the journal since give the same store.
//!
//! One that fails removes what it made, deletes nothing else and stops nothing; it is tried again later.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use crate::store::error::StoreError;
use crate::store::opening::SyncFile;

use super::base::Base;
use super::checkpoint::{self, Checkpoint, CheckpointWriter, Header};
use super::content::{Content, Layer};
use super::folder::{self, Part};
use super::index::{self, Index};
use super::manifest::Identity;
use super::panic_guard;
use super::values::tally;

/// Once the fresh layer has so many times the size at which it is frozen, commits wait for the checkpoint that is being
/// made.
const MOST: usize = 2;

/// The fresh layer may take a part of the checkpoint's size, so that a large one is not made anew all the time.
const PART: u64 = 4;

/// At closing a checkpoint is made of so small a part of what is enough while the desk is open.
const PART_AT_CLOSING: usize = 4;

/// What a checkpoint is made with.
#[derive(Clone)]
pub struct Workshop {
    /// The store's folder.
    pub folder: PathBuf,
    /// Which store.
    pub identity: Identity,
    /// Memory for the pages of an index, bytes.
    pub cache_bytes: u64,
    /// How the file is synced.
    pub sync: SyncFile,
}

/// The checkpoint that is being made, if any is.
pub struct Checkpointer {
    workshop: Workshop,
    thread: Option<JoinHandle<Result<(), StoreError>>>,
    /// What the frozen layer is made into.
    target: Option<Header>,
    /// The fresh layer is frozen from this size on, bytes, or from a part of the checkpoint's.
    enough: usize,
    /// One that failed is tried again from this size of the fresh layer on.
    again: Option<usize>,
    /// Ends the work early.
    cancelled: Arc<AtomicBool>,
}

impl Checkpointer {
    /// Nothing yet.
    pub fn new(workshop: Workshop, enough: usize) -> Self {
        Self {
            workshop,
            thread: None,
            target: None,
            enough,
            again: None,
            cancelled: Arc::default(),
        }
    }

    /// Whether the fresh layer shall be frozen now. Waits when it must not grow further.
    pub fn is_due(&mut self, content: &Arc<Content>) -> bool {
        let fresh = content.fresh_bytes();
        let enough = self.enough(content);
        if fresh < enough {
            return false;
        }
        let is_working = self.thread.as_ref().is_some_and(|thread| !thread.is_finished());
        if is_working && fresh < enough.saturating_mul(MOST) {
            return false;
        }
        if self.thread.is_some() && self.wait().is_err() {
            // The journal keeps everything; memory grows until one succeeds.
            self.again = Some(fresh.saturating_add(enough));
        }
        if content.frozen().is_none() {
            return true;
        }
        if self.again.is_none_or(|again| fresh >= again) {
            self.begin_again(content);
        }
        false
    }

    /// Tries the one that failed again.
    pub fn begin_again(&mut self, content: &Arc<Content>) {
        if let Some(target) = self.target {
            self.begin(content, target);
        }
    }

    /// Whether there is so much in the journal that closing should make a checkpoint of it, so that the next opening
    /// need not read it: nobody waits for the desk any more.
    pub fn is_due_at_closing(&self, content: &Content) -> bool {
        content.frozen().is_none() && content.fresh_bytes() >= self.enough / PART_AT_CLOSING
    }

    /// Begins to make a checkpoint of the frozen layer.
    pub fn begin(&mut self, content: &Arc<Content>, target: Header) {
        let Some(layer) = content.frozen() else {
            return;
        };
        self.target = Some(target);
        self.again = None;
        let (content, workshop) = (Arc::clone(content), self.workshop.clone());
        let cancelled = Arc::clone(&self.cancelled);
        let work = move || {
            let before = content.base();
            let made = panic_guard::catch(|| make(&workshop, &before, &layer, target, &cancelled))
                .unwrap_or_else(|panic| Err(StoreError::Io(panic)));
            drop(layer);
            match made {
                Ok(base) => {
                    if let Some(index) = before.index() {
                        index.remove_when_dropped(index::path(&workshop.folder, before.generation()));
                    }
                    content.replace(base);
                    let kept = before.generation();
                    folder::remove(&workshop.folder, |part| match part {
                        Part::Journal(number) => number < kept,
                        Part::Checkpoint(number) => number != kept && number != target.generation,
                        // The one before goes with its last reader.
                        Part::Index(number) => number != kept && number != target.generation,
                        Part::Unfinished => false,
                    });
                    Ok(())
                }
                Err(error) => {
                    tracing::error!("no checkpoint could be made: {error}");
                    Err(error)
                }
            }
        };
        let thread = std::thread::Builder::new()
            .name("store-checkpoint".to_owned())
            .spawn(work);
        match thread {
            Ok(thread) => self.thread = Some(thread),
            Err(error) => tracing::error!("no checkpoint could be made: {error}"),
        }
    }

    /// Waits until nothing is being made, and says how the last one ended.
    pub fn wait(&mut self) -> Result<(), StoreError> {
        match self.thread.take().map(JoinHandle::join) {
            None => Ok(()),
            Some(Ok(made)) => made,
            Some(Err(_)) => Err(StoreError::Io("the checkpoint".to_owned())),
        }
    }

    /// Ends the work early: what was made of it goes.
    pub fn cancel(&mut self) {
        self.cancelled.store(true, Ordering::SeqCst);
        let _ = self.wait();
    }

    fn enough(&self, content: &Content) -> usize {
        let base = content.base();
        let bytes = base.checkpoint().and_then(|file| file.file().metadata().ok());
        let part = bytes.map_or(0, |bytes| bytes.len() / PART);
        self.enough.max(usize::try_from(part).unwrap_or(usize::MAX))
    }
}

/// Makes the checkpoint of a base and the layer over it.
pub fn make(
    workshop: &Workshop,
    before: &Base,
    layer: &Layer,
    target: Header,
    cancelled: &AtomicBool,
) -> Result<Base, StoreError> {
    let path = checkpoint::path(&workshop.folder, target.generation);
    let unfinished = workshop
        .folder
        .join(format!("{}{}", checkpoint::NAME, folder::UNFINISHED));
    let made = write(workshop, &unfinished, before, layer, target, cancelled)
        .and_then(|()| finish(workshop, &unfinished, &path, target.generation));
    if made.is_err() {
        // Best effort: the next opening clears away what stays.
        let _ = std::fs::remove_file(&unfinished);
        folder::clear(&index::path(&workshop.folder, target.generation));
    }
    made
}

fn write(
    workshop: &Workshop,
    unfinished: &Path,
    before: &Base,
    layer: &Layer,
    target: Header,
    cancelled: &AtomicBool,
) -> Result<(), StoreError> {
    let mut writer = CheckpointWriter::create(unfinished, &target, workshop.sync.clone())?;
    let mut total: u128 = 0;
    let mut push = |key: &[u8], value: &[u8]| {
        if cancelled.load(Ordering::Relaxed) {
            return Err(StoreError::Io("the store was closed".to_owned()));
        }
        total = total.wrapping_add(tally(key, value));
        writer.push(key, value)
    };
    let mut changed = layer.rows().iter().peekable();
    let mut rows = before.checkpoint().map(Checkpoint::rows);
    let mut next = || rows.as_mut().map_or(Ok(None), checkpoint::Rows::next);
    let mut kept = next()?;
    loop {
        let is_kept_first = match (&kept, changed.peek()) {
            (None, None) => break,
            (Some((key, _)), Some((changed, _))) => key < *changed,
            (kept, _) => kept.is_some(),
        };
        if is_kept_first {
            if let Some((key, value)) = &kept {
                push(key, value)?;
            }
            kept = next()?;
        } else if let Some((key, value)) = changed.next() {
            if kept.as_ref().is_some_and(|(kept, _)| kept == key) {
                kept = next()?;
            }
            if let Some(value) = value {
                push(key, value)?;
            }
        }
    }
    if total != target.state.tally {
        return Err(StoreError::Damaged(format!(
            "the rows of checkpoint {} do not add up",
            target.generation
        )));
    }
    writer.finish()
}

/// Reads a checkpoint back from the disk, makes its index, and gives it its name.
fn finish(workshop: &Workshop, unfinished: &Path, path: &Path, generation: u64) -> Result<Base, StoreError> {
    let checkpoint = Checkpoint::open(unfinished, &workshop.identity, generation)?;
    folder::forget(checkpoint.file()).map_err(|error| folder::io_error(unfinished, &error))?;
    let index = index::path(&workshop.folder, generation);
    // Nothing should be there; sled would go on with what is.
    folder::clear(&index);
    let (index, _) = Index::build(&index, &checkpoint, workshop.cache_bytes)?;
    std::fs::rename(unfinished, path)
        .and_then(|()| folder::sync(&workshop.folder))
        .map_err(|error| folder::io_error(path, &error))?;
    Ok(Base::new(checkpoint, index))
}
