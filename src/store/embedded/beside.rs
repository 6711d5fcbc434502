//! A whole new store under a name: made beside it, and moved there when it is complete. What fails leaves nothing.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::store::copies::CopyError;
use crate::store::error::StoreError;
use crate::store::files;

use super::folder;
use super::lock::{LOCK, StoreLock};
use super::manifest::MANIFEST;

/// What is behind the name of the folder in which a store is made.
const BESIDE: &str = ".restoring";

/// Makes a store for a folder that is not there or empty. The work is told where, and has the lock until it opens what it
/// made.
pub fn make<T>(
    path: &Path,
    work: impl FnOnce(&Path, StoreLock) -> Result<T, CopyError>,
) -> Result<T, CopyError> {
    refuse_occupied(path)?;
    let beside = beside(path)?;
    let made = above(&beside)
        .filter(|folder| !folder.exists())
        .map(Path::to_owned);
    let made: Vec<PathBuf> = made.collect();
    let done = begin(&beside).map_err(CopyError::from).and_then(|lock| {
        let done = work(&beside, lock).and_then(|done| {
            put_in_place(&beside, path)?;
            Ok(done)
        });
        if done.is_err() {
            // Best effort: the next one clears away what stays.
            let _ = std::fs::remove_dir_all(&beside);
        }
        done
    });
    if done.is_err() {
        // Best effort, and never a folder that somebody else has put something into.
        for folder in made {
            let _ = std::fs::remove_dir(folder);
        }
    }
    done
}

/// Whether something is in the way. A lock alone is what a refused opening leaves.
fn refuse_occupied(path: &Path) -> Result<(), StoreError> {
    let occupied = || StoreError::NotEmpty(path.display().to_string());
    let metadata = match std::fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        metadata => metadata.map_err(|error| folder::io_error(path, &error))?,
    };
    if !metadata.is_dir() {
        return Err(occupied());
    }
    let entries = std::fs::read_dir(path).map_err(|error| folder::io_error(path, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| folder::io_error(path, &error))?;
        if entry.file_name() != LOCK {
            return Err(occupied());
        }
    }
    Ok(())
}

fn beside(path: &Path) -> Result<PathBuf, StoreError> {
    let name = path
        .file_name()
        .ok_or_else(|| StoreError::NotEmpty(path.display().to_string()))?;
    let mut name: OsString = name.to_owned();
    name.push(BESIDE);
    Ok(path.with_file_name(name))
}

/// The folders above, the nearest first.
fn above(path: &Path) -> impl Iterator<Item = &Path> {
    let folders = path.ancestors().skip(1);
    folders.filter(|folder| *folder != Path::new(""))
}

/// Makes the folder beside. What one that was killed left there goes; one that is at work has the lock.
fn begin(beside: &Path) -> Result<StoreLock, StoreError> {
    if std::fs::symlink_metadata(beside).is_ok() {
        refuse_foreign(beside)?;
        let _lock = StoreLock::take(beside)?;
        std::fs::remove_dir_all(beside).map_err(|error| folder::io_error(beside, &error))?;
    }
    folder::create(beside)?;
    StoreLock::take(beside)
}

/// Whether something lies there that no restoring ever put there.
fn refuse_foreign(beside: &Path) -> Result<(), StoreError> {
    let is_folder = std::fs::symlink_metadata(beside).is_ok_and(|metadata| metadata.is_dir());
    let ours = |name: &OsString| {
        let name = name.to_string_lossy();
        [LOCK, MANIFEST, files::FOLDER].contains(&name.as_ref()) || folder::generation(&name).is_some()
    };
    if is_folder && folder::names(beside)?.iter().all(ours) {
        Ok(())
    } else {
        Err(StoreError::NotEmpty(beside.display().to_string()))
    }
}

/// Gives the store its name, durably.
fn put_in_place(beside: &Path, path: &Path) -> Result<(), StoreError> {
    refuse_occupied(path)?;
    if path.is_dir() {
        // A lock that nobody holds; whoever takes it now is creating a store, and the folder is no longer empty then.
        drop(StoreLock::take(path)?);
        let _ = std::fs::remove_file(path.join(LOCK));
    }
    std::fs::rename(beside, path).map_err(|error| match error.kind() {
        io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            StoreError::NotEmpty(path.display().to_string())
        }
        _ => folder::io_error(path, &error),
    })?;
    let parent = above(path).next().unwrap_or_else(|| Path::new("."));
    File::open(parent)
        .and_then(|parent| parent.sync_all())
        .map_err(|error| folder::io_error(parent, &error))
}
