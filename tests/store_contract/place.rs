//! Where an engine keeps a store: what the suite has to know of an engine to put it under the contract.

use std::sync::Arc;

use offerdesk::store::error::StoreError;
use offerdesk::store::opening::{OpenOptions, StoreKind};
use offerdesk::store::record::{BoxFuture, Engine};

use crate::model::Memory;
use crate::support::{Home, REAL};

/// A place for one store. What was committed there is there for the next engine that opens it.
pub trait Place: Send + Sync {
    /// Opens the store that is there, or creates one of a kind where there is none. An engine that was opened here
    /// before has been closed.
    fn open(&self, create: Option<StoreKind>) -> BoxFuture<'_, Result<Arc<dyn Engine>, StoreError>>;

    /// Another place of the same engine, with nothing in it.
    fn another(&self) -> Box<dyn Place>;
}

impl dyn Place + '_ {
    /// Creates a real store.
    pub async fn create(&self) -> Arc<dyn Engine> {
        self.open(Some(REAL)).await.unwrap()
    }

    /// Opens the store that is there.
    pub async fn reopen(&self) -> Arc<dyn Engine> {
        self.open(None).await.unwrap()
    }
}

/// A folder, for the embedded engine.
pub struct Folder {
    home: Home,
    layer_bytes: Option<usize>,
}

impl Folder {
    /// With the usual memory.
    pub fn new() -> Self {
        Self {
            home: Home::new(),
            layer_bytes: None,
        }
    }

    /// With so little memory that a few commits make a checkpoint, and nothing that waits for the disk.
    pub fn hasty() -> Self {
        Self {
            layer_bytes: Some(2_000),
            ..Self::new()
        }
    }

    fn options(&self, options: OpenOptions) -> OpenOptions {
        match self.layer_bytes {
            None => options,
            Some(layer_bytes) => OpenOptions {
                layer_bytes,
                sync: Arc::new(|_| Ok(())),
                checkpoint_sync: Arc::new(|_| Ok(())),
                ..options
            },
        }
    }
}

impl Place for Folder {
    fn open(&self, create: Option<StoreKind>) -> BoxFuture<'_, Result<Arc<dyn Engine>, StoreError>> {
        Box::pin(async move {
            self.home.open(|options| {
                let options = self.options(options);
                match create {
                    Some(kind) => options.creating(kind),
                    None => options,
                }
            })
        })
    }

    fn another(&self) -> Box<dyn Place> {
        Box::new(Self {
            home: Home::new(),
            layer_bytes: self.layer_bytes,
        })
    }
}

impl Place for Memory {
    fn open(&self, create: Option<StoreKind>) -> BoxFuture<'_, Result<Arc<dyn Engine>, StoreError>> {
        Box::pin(async move { Self::open(self, create) })
    }

    fn another(&self) -> Box<dyn Place> {
        Box::new(Self::default())
    }
}
