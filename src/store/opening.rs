//! How a store is opened: what every engine is told.

use std::fs::File;
use std::io;
use std::sync::Arc;

use super::error::LockHolder;

/// Memory for the pages of an index. What is not in there is read from the system's own cache of the file in
/// microseconds.
const CACHE: u64 = 16 << 20;

/// So much is committed before a checkpoint is made, bytes in memory, about. With less of it, checkpoints are made more
/// often; with more, more is read again after a crash.
const LAYER: usize = 32 << 20;

/// Syncs a file; a test puts one here that blocks or fails.
pub type SyncFile = Arc<dyn Fn(&File) -> io::Result<()> + Send + Sync>;

/// Told while a store is opened.
pub type Notify = Arc<dyn Fn(OpeningNotice) + Send + Sync>;

/// What takes long enough at an opening to be told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpeningNotice {
    /// The index is made anew, and that takes a while.
    IndexIsMade,
    /// A file of the store is damaged. Nothing is lost; another one takes its place.
    Healing,
}

/// What kind of store.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StoreKind {
    /// Sample data: the business day may go back.
    pub demo: bool,
}

/// How to open a store.
#[derive(Clone)]
pub struct OpenOptions {
    /// Create a store of this kind when there is none; one of the other kind is then refused.
    pub create: Option<StoreKind>,
    /// Who opens it: others are told.
    pub holder: LockHolder,
    /// Memory for the pages of an index, bytes.
    pub cache_bytes: u64,
    /// So much is committed before a checkpoint is made, bytes in memory, about.
    pub layer_bytes: usize,
    /// How the journal is synced.
    pub sync: SyncFile,
    /// How a checkpoint is synced.
    pub checkpoint_sync: SyncFile,
    /// Told what takes long.
    pub notice: Option<Notify>,
}

impl OpenOptions {
    /// Opens an existing store with the usual memory.
    pub fn new(holder: LockHolder) -> Self {
        Self {
            create: None,
            holder,
            cache_bytes: CACHE,
            layer_bytes: LAYER,
            // The length of the journal is synced with its content; the time of the change need not be.
            sync: Arc::new(File::sync_data),
            checkpoint_sync: Arc::new(File::sync_data),
            notice: None,
        }
    }

    /// Creates the store when there is none.
    #[must_use]
    pub fn creating(self, kind: StoreKind) -> Self {
        Self {
            create: Some(kind),
            ..self
        }
    }
}
