//! `store.lock`: one process at a time, and a name for the one that has it.
//!
//! It holds, as JSON, who has the store open, so that the refusal can tell. The file stays when the store is closed;
//! only its content goes. Whoever only reads a folder that nobody may write shares it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use crate::regular;
use crate::store::error::{LockHolder, StoreError};

use super::folder;

/// Name of the file in the store's folder.
pub const LOCK: &str = "store.lock";

/// The lock, held until it is dropped.
#[derive(Debug)]
pub struct StoreLock {
    file: File,
}

impl StoreLock {
    /// Shares the lock of a folder that may only be read. A copy of a store may have no such file, and needs none.
    pub fn share(folder: &Path) -> Result<Option<Self>, StoreError> {
        let path = folder.join(LOCK);
        let mut file = match folder::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unusable(&path, &error)),
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(Some(Self { file })),
            Err(TryLockError::WouldBlock) => Err(holder(&mut file)),
            Err(TryLockError::Error(error)) => Err(folder::io_error(&path, &error)),
        }
    }

    /// Takes the lock or says who has it. Writes nothing into an existing file yet: the store may still be refused.
    pub fn take(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(LOCK);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        // What a link leads to is somebody else's, and would be written.
        let file = regular::open_itself(options.mode(0o600), &path);
        let mut file = file.map_err(|error| unusable(&path, &error))?;
        match file.try_lock() {
            // Between opening and locking, a restored store may have taken the place of the folder.
            Ok(()) if !is_at(&file, &path) => Err(StoreError::Locked(LockHolder::default())),
            Ok(()) => Ok(Self { file }),
            Err(TryLockError::WouldBlock) => Err(holder(&mut file)),
            Err(TryLockError::Error(error)) => Err(folder::io_error(&path, &error)),
        }
    }

    /// Whether it still keeps others out of a folder: whoever removes or replaces its file lets another process in.
    pub fn keeps_out(&self, folder: &Path) -> bool {
        is_at(&self.file, &folder.join(LOCK))
    }

    /// Says who holds it, where there is room for that: on a full disk the store can still be read, and whoever is
    /// refused learns no name.
    pub fn sign(&mut self, holder: &LockHolder) {
        if let Err(error) = self.write(holder) {
            tracing::warn!("the lock is not signed: {error}");
        }
    }

    fn write(&mut self, holder: &LockHolder) -> std::io::Result<()> {
        let content = serde_json::to_vec(holder)?;
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(&content)
    }
}

impl Drop for StoreLock {
    fn drop(&mut self) {
        // Best effort: a name that stays behind misleads nobody, because the lock itself is gone.
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}

/// Why the file cannot be opened. One that is no file is nobody's damage: it holds nothing that is needed.
fn unusable(path: &Path, error: &std::io::Error) -> StoreError {
    if regular::refused(error).is_some() {
        StoreError::Io(format!("{}: {error}", path.display()))
    } else {
        folder::io_error(path, error)
    }
}

/// Whether a path still leads to an open file.
fn is_at(file: &File, path: &Path) -> bool {
    match (file.metadata(), std::fs::symlink_metadata(path)) {
        (Ok(open), Ok(there)) => (open.dev(), open.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// Who has the store open. A holder that is just writing its name is still a holder.
fn holder(file: &mut File) -> StoreError {
    let mut content = String::new();
    let _ = file.read_to_string(&mut content);
    StoreError::Locked(serde_json::from_str(&content).unwrap_or_default())
}
