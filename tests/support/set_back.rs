//! Opening a store again, and setting it back to an earlier copy, while the bank goes on: what restoring a backup does.

use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::{Desk, store_in};

impl Desk {
    /// Closes the store and opens it again, as after a restart.
    pub async fn reopened(self) -> Self {
        let (folder, clock, setup) = (self.folder.clone(), self.clock.clone(), self.setup.clone());
        // It may have stopped before; closing it is what matters.
        let _ = self.engine.close().await;
        drop(self);
        Self::open(folder, clock, setup)
    }

    /// Copies the store as it is, to be put back later: what a backup is.
    pub fn copied(&self, name: &str) -> PathBuf {
        let to = self.folder.path().join(name);
        copy(&store_in(self.folder.path()), &to);
        to
    }

    /// Puts an earlier copy of the store in its place and opens that; the bank goes on from where it is.
    pub async fn set_back(self, copied: &Path) -> Self {
        let (folder, clock, setup) = (self.folder.clone(), self.clock.clone(), self.setup.clone());
        let _ = self.engine.close().await;
        drop(self);
        let store = store_in(folder.path());
        std::fs::remove_dir_all(&store).unwrap();
        copy(copied, &store);
        Self::open(folder, clock, setup)
    }
}

/// Copies a folder and all that is in it, closed to others as a store has to be.
fn copy(from: &Path, to: &Path) {
    std::fs::DirBuilder::new().mode(0o700).create(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), &to).unwrap();
        }
    }
}
