//! A whole new store under a name: made beside it, and moved there when it is complete. What fails leaves nothing.
//!
//! The folder beside has a random name, so that nothing that lies there is ever cleared away and two that make the same
//! store don't meet before its name: one of them gets it. What one that was killed left is for people to remove.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::store::check::hex;
use crate::store::copies::CopyError;
use crate::store::error::StoreError;

use super::folder;
use super::lock::{LOCK, StoreLock};

/// What is behind the name of the folder in which a store is made; something random follows.
const BESIDE: &str = ".restoring-";

/// Makes a store for a folder that is not there or empty. The work is told where, and has the lock until it opens what it
/// made.
pub fn make<T>(
    path: &Path,
    work: impl FnOnce(&Path, StoreLock) -> Result<T, CopyError>,
) -> Result<T, CopyError> {
    folder::refuse_inside_a_store(path)?;
    refuse_occupied(path)?;
    let beside = beside(path)?;
    let made = above(&beside)
        .filter(|folder| !folder.exists())
        .map(Path::to_owned);
    let made: Vec<PathBuf> = made.collect();
    let begun = folder::create(&beside).and_then(|()| StoreLock::take(&beside));
    let done = begun.map_err(CopyError::from).and_then(|lock| {
        let done = work(&beside, lock).and_then(|done| {
            put_in_place(&beside, path)?;
            Ok(done)
        });
        if done.is_err() {
            // Best effort: its name says what it is.
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
    done.map_err(|error| not_made(path, error))
}

/// What the operating system refused beside, in the words for the place that people named.
fn not_made(path: &Path, error: CopyError) -> CopyError {
    match error {
        CopyError::Store(
            error @ (StoreError::ReadOnly(_)
            | StoreError::NoSpace(_)
            | StoreError::Io(_)
            | StoreError::FileIo(_)),
        ) => CopyError::Store(StoreError::NotMade {
            path: path.display().to_string(),
            what: error.to_string(),
        }),
        error => error,
    }
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
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(|error| StoreError::Io(error.to_string()))?;
    name.push(format!("{BESIDE}{}", hex(&random)));
    Ok(path.with_file_name(name))
}

/// The folders above, the nearest first.
fn above(path: &Path) -> impl Iterator<Item = &Path> {
    let folders = path.ancestors().skip(1);
    folders.filter(|folder| *folder != Path::new(""))
}

/// Gives the store its name, durably.
fn put_in_place(beside: &Path, path: &Path) -> Result<(), StoreError> {
    refuse_occupied(path)?;
    // A lock that nobody holds. It is held until the folder has its place: whoever is creating a store there meanwhile
    // finds it taken, or puts something into the folder, which then keeps its place.
    let held = if path.is_dir() {
        let held = StoreLock::take(path)?;
        std::fs::remove_file(path.join(LOCK)).map_err(|error| folder::io_error(path, &error))?;
        Some(held)
    } else {
        None
    };
    std::fs::rename(beside, path).map_err(|error| match error.kind() {
        io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            StoreError::NotEmpty(path.display().to_string())
        }
        _ => folder::io_error(path, &error),
    })?;
    drop(held);
    let parent = above(path).next().unwrap_or_else(|| Path::new("."));
    File::open(parent)
        .and_then(|parent| parent.sync_all())
        .map_err(|error| {
            StoreError::Io(format!(
                "{} is complete, its name may not last: {error}",
                path.display()
            ))
        })
}
