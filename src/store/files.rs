//! Files that people attached, beside the engine's own: each in `files/`, named by the hash of its content.
//!
//! A file is durable before a record names it, and is removed only when no record names it any more. In between stands
//! the person who attached it and has not sent the request yet; so a file stays a while without a name ([`UNNAMED`]),
//! counted from when it was last kept or renewed, by the desk's own clock.
//!
//! What must hold:
//! - What is seen under a hash is whole: it is written and synced under another name first.
//! - Nothing is removed between [`Files::renew`] and the commit that names it: whoever commits holds a [`Held`].
//! - One `Files` (and its clones) for each open store: they take turns, and the store's lock keeps other processes out.

use std::fs::{DirBuilder, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rustix::fs::{AtFlags, CWD, Mode, OFlags};
use rustix::io::Errno;
use tokio::sync::{OwnedRwLockReadGuard, RwLock};

use crate::domain::attachment::{ATTACHMENT_LIMIT, FileHash};
use crate::domain::date::Timestamp;

use super::check::RecordProblem;
use super::error::StoreError;

/// The folder of the files inside the store's folder.
pub const FOLDER: &str = "files";

/// What is being written is called so; a crash may leave it behind.
const UNFINISHED: &str = "unfinished";

/// So long a file stays that no record names (source: product rules).
pub const UNNAMED: Duration = Duration::from_hours(7 * 24);

/// The files of an open store. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    store: PathBuf,
    /// Held by whoever changes the folder; whether the folder's own name is durable.
    changing: Mutex<bool>,
    /// Shared by those who are about to name a file; a sweep has it alone.
    sweeping: Arc<RwLock<()>>,
}

/// While there is one of these, no file is removed. Held from [`Files::renew`] until the commit that names the file.
#[derive(Debug)]
pub struct Held {
    _shared: OwnedRwLockReadGuard<()>,
}

impl Files {
    /// The files of the store in a folder. Nothing is made before the first file is kept.
    pub fn in_folder(store: &Path) -> Self {
        Self(Arc::new(Inner {
            store: store.to_owned(),
            changing: Mutex::new(false),
            sweeping: Arc::default(),
        }))
    }

    /// Keeps a file; it is durable when this answers. One that is there already is renewed, and one that is damaged is
    /// written anew.
    pub async fn keep(&self, content: Vec<u8>, at: Timestamp) -> Result<FileHash, StoreError> {
        self.at_the_disk(move |files| files.keep(&content, at)).await
    }

    /// The content of a file.
    pub async fn read(&self, hash: FileHash) -> Result<Vec<u8>, StoreError> {
        self.at_the_disk(move |files| Ok(files.folder_of(hash)?.verified(hash)?.1))
            .await
    }

    /// Keeps files from being removed, for as long as the answer is held.
    pub async fn hold(&self) -> Held {
        Held {
            _shared: Arc::clone(&self.0.sweeping).read_owned().await,
        }
    }

    /// Makes sure that a file is there and whole, and counts the time that it may stay unnamed from now on.
    pub async fn renew(&self, _: &Held, hash: FileHash, at: Timestamp) -> Result<(), StoreError> {
        self.at_the_disk(move |files| {
            let _turn = files.turn();
            let folder = files.folder_of(hash)?;
            let (file, _) = folder.verified(hash)?;
            folder.renew(&file, at)
        })
        .await
    }

    /// Removes the files that stayed unnamed for too long, and what a crash left of one that was being written; says
    /// how many files that were. Whether a record names a file is asked while nobody can come to name it.
    pub async fn sweep<N>(
        &self,
        now: Timestamp,
        is_named: impl Fn(FileHash) -> N,
    ) -> Result<usize, StoreError>
    where
        N: Future<Output = Result<bool, StoreError>>,
    {
        let _alone = self.0.sweeping.write().await;
        let before = system_time(now).checked_sub(UNNAMED).unwrap_or(UNIX_EPOCH);
        let old = self.at_the_disk(move |files| files.older_than(before)).await?;
        let mut removed = 0;
        for hash in old {
            if !is_named(hash).await? {
                removed += usize::from(self.at_the_disk(move |files| files.remove(hash, before)).await?);
            }
        }
        Ok(removed)
    }

    /// The hashes of the files that are there, in order.
    pub async fn names(&self) -> Result<Vec<FileHash>, StoreError> {
        self.at_the_disk(Inner::names).await
    }

    /// Reads every file; those whose content is not what their name says are problems.
    pub async fn check(&self) -> Result<Vec<RecordProblem>, StoreError> {
        self.at_the_disk(|files| {
            let names = files.names()?.into_iter();
            let damaged = names.filter(|hash| {
                let read = files.folder_of(*hash).and_then(|folder| folder.verified(*hash));
                // One that is gone was swept meanwhile. One that the disk does not give is as lost as a damaged one.
                !matches!(read, Ok(_) | Err(StoreError::FileMissing(_)))
            });
            Ok(damaged.map(RecordProblem::DamagedFile).collect())
        })
        .await
    }

    /// Which of the files that records name are not there.
    pub async fn check_named(
        &self,
        hashes: impl IntoIterator<Item = FileHash>,
    ) -> Result<Vec<RecordProblem>, StoreError> {
        let there = self.names().await?;
        let missing = hashes
            .into_iter()
            .filter(|hash| there.binary_search(hash).is_err());
        Ok(missing.map(RecordProblem::MissingFile).collect())
    }

    /// [`Files::names`], for whoever may wait for the disk.
    pub fn names_now(&self) -> Result<Vec<FileHash>, StoreError> {
        self.0.names()
    }

    /// [`Files::read`], for whoever may wait for the disk.
    pub fn read_now(&self, hash: FileHash) -> Result<Vec<u8>, StoreError> {
        Ok(self.0.folder_of(hash)?.verified(hash)?.1)
    }

    /// [`Files::keep`], for whoever may wait for the disk.
    pub fn keep_now(&self, content: &[u8], at: Timestamp) -> Result<FileHash, StoreError> {
        self.0.keep(content, at)
    }

    /// Works in a thread that may wait for the disk; a caller that goes away does not stop it.
    async fn at_the_disk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let files = Arc::clone(&self.0);
        let answer = tokio::task::spawn_blocking(move || work(&files));
        answer
            .await
            .unwrap_or_else(|error| Err(StoreError::FileIo(error.to_string())))
    }
}

impl Inner {
    fn turn(&self) -> std::sync::MutexGuard<'_, bool> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, content: &[u8], at: Timestamp) -> Result<FileHash, StoreError> {
        if content.len() > ATTACHMENT_LIMIT {
            return Err(StoreError::TooLarge {
                size: content.len(),
                limit: ATTACHMENT_LIMIT,
            });
        }
        let hash = FileHash::of(content);
        let mut is_durable = self.turn();
        let folder = if let Some(folder) = self.folder()? {
            folder
        } else {
            self.make_folder()?
        };
        // Also for a folder that was there: whoever made it may have been killed before it was synced.
        if !*is_durable {
            let synced = File::open(&self.store).and_then(|store| store.sync_all());
            synced.map_err(|error| io_error(&self.store, &error))?;
            *is_durable = true;
        }
        match folder.verified(hash) {
            Ok((file, _)) => folder.renew(&file, at)?,
            Err(_) => folder.write(hash, content, at)?,
        }
        Ok(hash)
    }

    fn path(&self) -> PathBuf {
        self.store.join(FOLDER)
    }

    /// The folder, if it was made.
    fn folder(&self) -> Result<Option<Folder>, StoreError> {
        let path = self.path();
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let handle = match rustix::fs::openat(CWD, &path, flags, Mode::empty()) {
            Ok(handle) => File::from(handle),
            Err(Errno::NOENT) => return Ok(None),
            Err(Errno::LOOP | Errno::NOTDIR) => {
                return Err(StoreError::Damaged(format!("{FOLDER} is no folder")));
            }
            Err(error) => return Err(io_error(&path, &error.into())),
        };
        Ok(Some(Folder { handle, path }))
    }

    /// The folder in which a file should be.
    fn folder_of(&self, hash: FileHash) -> Result<Folder, StoreError> {
        self.folder()?.ok_or(StoreError::FileMissing(hash))
    }

    fn make_folder(&self) -> Result<Folder, StoreError> {
        let path = self.path();
        let made = DirBuilder::new().mode(0o700).create(&path);
        made.map_err(|error| io_error(&path, &error))?;
        self.folder()?
            .ok_or_else(|| StoreError::FileIo(format!("{} has vanished", path.display())))
    }

    fn names(&self) -> Result<Vec<FileHash>, StoreError> {
        let Some(folder) = self.folder()? else {
            return Ok(Vec::new());
        };
        let listed = std::fs::read_dir(&folder.path).and_then(|entries| {
            let names = entries.map(|entry| entry.map(|entry| entry.file_name()));
            names.collect::<io::Result<Vec<_>>>()
        });
        let listed = listed.map_err(|error| folder.error(&error))?;
        let mut names: Vec<FileHash> = listed
            .iter()
            .filter_map(|name| name.to_str()?.parse().ok())
            .collect();
        names.sort_unstable();
        Ok(names)
    }

    /// Clears away what a crash left, and finds the files that were neither kept nor renewed since then.
    fn older_than(&self, before: SystemTime) -> Result<Vec<FileHash>, StoreError> {
        let _turn = self.turn();
        let Some(folder) = self.folder()? else {
            return Ok(Vec::new());
        };
        folder.remove(UNFINISHED)?;
        let mut names = self.names()?;
        names.retain(|hash| folder.is_older(*hash, before));
        Ok(names)
    }

    /// Removes a file, unless somebody kept it again meanwhile.
    fn remove(&self, hash: FileHash, before: SystemTime) -> Result<bool, StoreError> {
        let _turn = self.turn();
        let folder = self.folder_of(hash)?;
        let is_older = folder.is_older(hash, before);
        if is_older {
            folder.remove(&hash.to_string())?;
        }
        Ok(is_older)
    }
}

/// The open folder: what is done in it is done there, wherever its path leads meanwhile.
struct Folder {
    handle: File,
    path: PathBuf,
}

impl Folder {
    /// A file and its content, if that is what its name says.
    fn verified(&self, hash: FileHash) -> Result<(File, Vec<u8>), StoreError> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = match rustix::fs::openat(&self.handle, hash.to_string(), flags, Mode::empty()) {
            Ok(file) => File::from(file),
            Err(Errno::NOENT) => return Err(StoreError::FileMissing(hash)),
            Err(Errno::LOOP | Errno::NXIO) => return Err(StoreError::FileDamaged(hash)),
            Err(error) => return Err(self.error(&error.into())),
        };
        let metadata = file.metadata().map_err(|error| self.error(&error))?;
        let limit = u64::try_from(ATTACHMENT_LIMIT).unwrap_or(u64::MAX);
        if !metadata.is_file() || metadata.len() > limit {
            return Err(StoreError::FileDamaged(hash));
        }
        let mut content = Vec::new();
        let read = (&file).take(limit + 1).read_to_end(&mut content);
        read.map_err(|error| self.error(&error))?;
        if FileHash::of(&content) == hash {
            Ok((file, content))
        } else {
            Err(StoreError::FileDamaged(hash))
        }
    }

    /// Sets the time from which a file may stay unnamed. Its name is made durable as well: whoever wrote it may have
    /// been killed before.
    fn renew(&self, file: &File, at: Timestamp) -> Result<(), StoreError> {
        let renewed = file
            .set_modified(system_time(at))
            .and_then(|()| file.sync_all())
            .and_then(|()| self.handle.sync_all());
        renewed.map_err(|error| self.error(&error))
    }

    /// Writes a file under another name, and gives it its own when it is durable.
    fn write(&self, hash: FileHash, content: &[u8], at: Timestamp) -> Result<(), StoreError> {
        self.remove(UNFINISHED)?;
        let name = hash.to_string();
        let written = self.write_unfinished(content, at).and_then(|()| {
            rustix::fs::renameat(&self.handle, UNFINISHED, &self.handle, &name)?;
            self.handle.sync_all().inspect_err(|_| {
                // A name that a power failure may take away must not look as if it were kept.
                let _ = rustix::fs::unlinkat(&self.handle, &name, AtFlags::empty());
            })
        });
        written.map_err(|error| {
            // Best effort: a sweep removes what stays behind.
            let _ = self.remove(UNFINISHED);
            self.error(&error)
        })
    }

    fn write_unfinished(&self, content: &[u8], at: Timestamp) -> io::Result<()> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mode = Mode::RUSR | Mode::WUSR;
        let mut file = File::from(rustix::fs::openat(&self.handle, UNFINISHED, flags, mode)?);
        file.write_all(content)?;
        file.set_modified(system_time(at))?;
        file.sync_all()
    }

    fn remove(&self, name: &str) -> Result<(), StoreError> {
        match rustix::fs::unlinkat(&self.handle, name, AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => Ok(()),
            Err(error) => Err(self.error(&error.into())),
        }
    }

    /// Whether a file was last kept or renewed before that instant. What is no file is left for a check to find.
    fn is_older(&self, hash: FileHash, before: SystemTime) -> bool {
        let metadata = std::fs::symlink_metadata(self.path.join(hash.to_string()));
        metadata.is_ok_and(|metadata| {
            metadata.is_file() && metadata.modified().is_ok_and(|modified| modified < before)
        })
    }

    fn error(&self, error: &io::Error) -> StoreError {
        io_error(&self.path, error)
    }
}

/// Refuses a folder of files that is none, or that leads elsewhere; for whoever opens the store.
pub fn refuse_strange(store: &Path) -> Result<(), StoreError> {
    let path = store.join(FOLDER);
    let metadata = match std::fs::symlink_metadata(&path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(io_error(&path, &error)),
    };
    if !metadata.is_dir() {
        return Err(StoreError::Damaged(format!("{FOLDER} is no folder")));
    }
    let ours = metadata.uid() == rustix::process::geteuid().as_raw();
    let of_others = metadata.mode() & 0o077;
    if ours && of_others == 0 {
        Ok(())
    } else {
        Err(StoreError::Exposed(path.display().to_string()))
    }
}

fn io_error(path: &Path, error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly(path.display().to_string())
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            StoreError::NoSpace(path.display().to_string())
        }
        _ => StoreError::FileIo(format!("{}: {error}", path.display())),
    }
}

/// The desk's clock in the file system's terms.
fn system_time(at: Timestamp) -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(u64::try_from(at.0).unwrap_or_default())
}

#[cfg(test)]
mod tests;
