//! Settles what was committed in the tree, behind the back of the writer.

use std::fs::File;
use std::sync::Arc;
use std::thread::JoinHandle;

use crate::store::error::StoreError;

use super::content::{Content, Layer};
use super::quiet;
use super::shared::Shared;
use super::writer::LogSync;

/// Once the fresh layer has so many times the size at which it is turned over, commits wait until the layer before it
/// is settled.
const MOST: usize = 2;

/// What is being settled.
pub struct Settling {
    shared: Arc<Shared>,
    /// The file of the tree below.
    file: Arc<File>,
    sync: LogSync,
    thread: Option<JoinHandle<Result<(), StoreError>>>,
    /// The fresh layer is turned over from this size on, bytes.
    enough: usize,
}

impl Settling {
    /// Nothing yet; a layer that was found at the opening begins to settle.
    pub fn new(
        shared: Arc<Shared>,
        (file, sync): (File, LogSync),
        content: &Arc<Content>,
        enough: usize,
    ) -> Result<Self, StoreError> {
        let mut settling = Self {
            shared,
            file: Arc::new(file),
            sync,
            thread: None,
            enough,
        };
        if let Some(layer) = content.settling() {
            settling.begin(content, layer)?;
        }
        Ok(settling)
    }

    /// Whether the fresh layer shall be turned over now. Waits when it must not grow further.
    pub fn is_due(&mut self, content: &Content) -> Result<bool, StoreError> {
        let fresh = content.fresh_bytes();
        if fresh < self.enough {
            return Ok(false);
        }
        let busy = self.thread.as_ref().is_some_and(|thread| !thread.is_finished());
        if busy && fresh < self.enough.saturating_mul(MOST) {
            return Ok(false);
        }
        self.wait()?;
        Ok(true)
    }

    /// Begins to settle a layer that was turned over. Only when nothing is settling.
    pub fn begin(&mut self, content: &Arc<Content>, layer: Arc<Layer>) -> Result<(), StoreError> {
        let content = Arc::clone(content);
        let (file, sync) = (Arc::clone(&self.file), Arc::clone(&self.sync));
        let shared = Arc::clone(&self.shared);
        let work = move || {
            let settled = quiet::catch(|| content.tree().settle(layer.rows(), || sync(&file)))
                .unwrap_or_else(|panic| Err(StoreError::Stopped(panic)));
            match &settled {
                Ok(()) => content.settled(),
                Err(error) => shared.fail(error),
            }
            settled
        };
        let thread = std::thread::Builder::new()
            .name("store-settling".to_owned())
            .spawn(work);
        self.thread = Some(thread.map_err(|error| StoreError::Stopped(error.to_string()))?);
        Ok(())
    }

    /// Waits until nothing is settling.
    pub fn wait(&mut self) -> Result<(), StoreError> {
        match self.thread.take().map(JoinHandle::join) {
            None => Ok(()),
            Some(Ok(settled)) => settled,
            Some(Err(_)) => Err(self.shared.stopped()),
        }
    }

    /// The file of the tree below, for who closes it.
    pub fn into_file(self) -> Arc<File> {
        self.file
    }
}
