//! What readers, the writer and the handle of the engine have in common.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use tokio::sync::broadcast;

use crate::store::error::StoreError;
use crate::store::record::{AuditScan, Change};

use super::audit::{self, LooseOrder};
use super::content::Content;
use super::panic_guard;
use super::values::State;

/// The reason of an engine that was closed on purpose.
pub const CLOSED: &str = "closed";

/// So many changes wait for a slow listener before it has to reload.
const BACKLOG: usize = 4_096;

/// The content while the store is open, the reason once it is not, and the listeners.
#[derive(Debug)]
pub struct Shared {
    content: RwLock<Option<Arc<Content>>>,
    state: Mutex<State>,
    reason: OnceLock<String>,
    changes: broadcast::Sender<Change>,
    /// Whether the order of all audit entries is kept whole; an older build left some out of it.
    is_ordered: AtomicBool,
    /// Where it isn't: the order as it was put together, and up to which entry.
    loose: Mutex<Option<(u64, Arc<LooseOrder>)>>,
}

impl Shared {
    /// Shares the content of an open store.
    pub fn new(content: Arc<Content>, state: State) -> Self {
        let is_ordered = audit::is_ordered(&content, state.audited);
        Self {
            // What can't be read is told by whatever reads it next.
            is_ordered: AtomicBool::new(is_ordered.unwrap_or(true)),
            loose: Mutex::new(None),
            content: RwLock::new(Some(content)),
            state: Mutex::new(state),
            reason: OnceLock::new(),
            changes: broadcast::Sender::new(BACKLOG),
        }
    }

    /// Runs a read, unless the engine has stopped. An error of input or output, or a panic, stops it.
    pub fn read<T>(&self, work: impl FnOnce(&Content) -> Result<T, StoreError>) -> Result<T, StoreError> {
        if self.reason.get().is_some() {
            return Err(self.stopped());
        }
        let guard = self.content.read().unwrap_or_else(PoisonError::into_inner);
        let content = guard.as_ref().ok_or_else(|| self.stopped())?;
        match panic_guard::catch(|| work(content)) {
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

    /// The content, for the writer.
    pub fn content(&self) -> Result<Arc<Content>, StoreError> {
        if self.reason.get().is_some() {
            return Err(self.stopped());
        }
        let guard = self.content.read().unwrap_or_else(PoisonError::into_inner);
        guard.clone().ok_or_else(|| self.stopped())
    }

    /// The store after the last commit that readers see.
    pub fn state(&self) -> State {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says what the store is after a commit.
    pub fn set_state(&self, state: State) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
    }

    /// Whether the order of all audit entries is kept whole.
    pub fn is_ordered(&self) -> bool {
        self.is_ordered.load(Ordering::Acquire)
    }

    /// It is from now on.
    pub fn set_ordered(&self) {
        self.is_ordered.store(true, Ordering::Release);
        *self.loose.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The order of all audit entries, where one is needed and none is kept whole. It is put together once for each end
    /// of the log: in a folder that may only be read, once.
    pub fn loose_order(
        &self,
        content: &Content,
        scan: AuditScan,
    ) -> Result<Option<Arc<LooseOrder>>, StoreError> {
        if scan.chain.is_some() || self.is_ordered() {
            return Ok(None);
        }
        let audited = self.state().audited;
        let mut loose = self.loose.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((end, order)) = loose.as_ref()
            && *end == audited
        {
            return Ok(Some(order.clone()));
        }
        // Of a snapshot: commits go on meanwhile.
        let order = Arc::new(audit::loose_order(&content.snapshot(), 0)?);
        *loose = Some((audited, order.clone()));
        Ok(Some(order))
    }

    /// Takes the content away from the readers.
    pub fn take_content(&self) -> Option<Arc<Content>> {
        self.content
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
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

    /// Ends the engine because of an error; a reason that was there before stays.
    pub fn fail(&self, error: &StoreError) {
        let reason = match error {
            StoreError::Stopped(reason) => reason.clone(),
            other => other.to_string(),
        };
        tracing::error!("the store has stopped: {reason}");
        let _ = self.stop(&reason);
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
