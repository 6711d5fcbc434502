//! What readers, the writer and the handle of the engine have in common.

use std::sync::{OnceLock, PoisonError, RwLock};

use tokio::sync::broadcast;

use crate::store::error::StoreError;
use crate::store::record::Change;

use super::quiet;

/// The reason of an engine that was closed on purpose.
pub const CLOSED: &str = "closed";

/// So many changes wait for a slow listener before it has to reload.
const BACKLOG: usize = 4_096;

/// The tree while it is open, the reason once it is not, and the listeners.
#[derive(Debug)]
pub struct Shared {
    tree: RwLock<Option<sled::Db>>,
    reason: OnceLock<String>,
    changes: broadcast::Sender<Change>,
}

impl Shared {
    /// Shares an open tree.
    pub fn new(tree: sled::Db) -> Self {
        Self {
            tree: RwLock::new(Some(tree)),
            reason: OnceLock::new(),
            changes: broadcast::Sender::new(BACKLOG),
        }
    }

    /// Runs a read, unless the engine has stopped. An error of input or output, or a panic, stops it.
    pub fn read<T>(&self, work: impl FnOnce(&sled::Db) -> Result<T, StoreError>) -> Result<T, StoreError> {
        if self.reason.get().is_some() {
            return Err(self.stopped());
        }
        let guard = self.tree.read().unwrap_or_else(PoisonError::into_inner);
        let tree = guard.as_ref().ok_or_else(|| self.stopped())?;
        match quiet::catch(|| work(tree)) {
            Ok(Err(StoreError::Stopped(reason))) => {
                let _ = self.stop(&reason);
                Err(self.stopped())
            }
            Ok(result) => result,
            Err(panic) => {
                let _ = self.stop(&panic);
                Err(StoreError::Damaged(panic))
            }
        }
    }

    /// The tree, for the writer.
    pub fn tree(&self) -> Result<sled::Db, StoreError> {
        if self.reason.get().is_some() {
            return Err(self.stopped());
        }
        let guard = self.tree.read().unwrap_or_else(PoisonError::into_inner);
        guard.clone().ok_or_else(|| self.stopped())
    }

    /// Takes the tree away from the readers.
    pub fn take_tree(&self) -> Option<sled::Db> {
        self.tree.write().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Ends the engine; the first reason stays, and is the error when there was one before.
    pub fn stop(&self, reason: &str) -> Result<(), String> {
        let mut first = false;
        let kept = self.reason.get_or_init(|| {
            first = true;
            reason.to_owned()
        });
        if first { Ok(()) } else { Err(kept.clone()) }
    }

    /// The answer of an engine that has stopped.
    pub fn stopped(&self) -> StoreError {
        StoreError::Stopped(self.reason.get().cloned().unwrap_or_else(|| CLOSED.to_owned()))
    }

    /// The reason why the engine stopped, if it has.
    pub fn reason(&self) -> Option<&str> {
        self.reason.get().map(String::as_str)
    }

    /// Tells the listeners.
    pub fn publish(&self, change: Change) {
        // Nobody listening is no error.
        let _ = self.changes.send(change);
    }

    /// A new listener.
    pub fn listen(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }
}
