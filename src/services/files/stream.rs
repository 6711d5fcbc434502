//! A file that is written bit by bit, under a path that a local person typed: under its name when it is whole and
//! durable, and not before.

use std::fs::{File, Metadata};
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use rustix::fs::AtFlags;

use super::{
    LocalFileError, create, io_error, is_unfinished_name, names_a_folder, open_folder, put_in_place,
    refuse_kind, shown, sync_folder, unfinished_name,
};

/// A file that nobody has locked may have been made a moment ago, by somebody who is about to lock it.
const STILL_NEW: Duration = Duration::from_mins(1);

/// Writes a file. What is there already is refused, unless it may be replaced and is a file; what was there stays until
/// the new one is whole.
pub fn write_stream<T, E: From<LocalFileError>>(
    path: &Path,
    replace: bool,
    fill: impl FnOnce(&mut dyn Write) -> Result<T, E>,
) -> Result<T, E> {
    refuse_present(path, replace)?;
    let (Some(parent), Some(target)) = (path.parent(), path.file_name()) else {
        return Err(LocalFileError::Folder(shown(path)).into());
    };
    if names_a_folder(path) {
        return Err(LocalFileError::NoFolder(shown(path)).into());
    }
    let folder = open_folder(parent)?;
    clear_abandoned(parent);
    let unfinished = unfinished_name()?;
    let failed = |error: io::Error| E::from(io_error(path, &error));
    let written = create(&folder, &unfinished)
        .map_err(failed)
        .and_then(|mut file| {
            // Says that somebody is at work on it; without locks on that disk it is only cleared away later.
            let _unlocked = file.try_lock();
            let done = fill(&mut file)?;
            file.sync_all().map_err(failed)?;
            Ok(done)
        })
        .and_then(|done| {
            let put = if replace {
                rustix::fs::renameat(&folder, &unfinished, &folder, target)
            } else {
                put_in_place(&folder, &unfinished, target)
            };
            put.map_err(|error| failed(error.into()))?;
            Ok(done)
        });
    if written.is_err() {
        // Best effort: it has a name of ours, and nobody takes it for the file.
        let _ = rustix::fs::unlinkat(&folder, &unfinished, AtFlags::empty());
        return written;
    }
    sync_folder(&folder).map_err(failed)?;
    written
}

/// Removes what writers left that were killed: nobody has it locked, and it is no longer new. Best effort.
fn clear_abandoned(folder: &Path) {
    let folder = if folder == Path::new("") {
        Path::new(".")
    } else {
        folder
    };
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if !is_unfinished_name(&entry.file_name()) {
            continue;
        }
        let is_old = |metadata: Metadata| {
            let age = metadata.modified().ok().and_then(|at| at.elapsed().ok());
            metadata.is_file() && age.is_some_and(|age| age > STILL_NEW)
        };
        let path = entry.path();
        if entry.metadata().is_ok_and(is_old) && File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// What went wrong with such a file, in the words for a path.
pub fn stream_error(path: &Path, error: &io::Error) -> LocalFileError {
    io_error(path, error)
}

/// Opens what a local person named, to read it from its beginning to its end. It may be a pipe.
pub fn open_stream(path: &Path) -> Result<File, LocalFileError> {
    let file = File::open(path).map_err(|error| io_error(path, &error))?;
    let metadata = file.metadata().map_err(|error| io_error(path, &error))?;
    if metadata.is_dir() {
        return Err(LocalFileError::Folder(shown(path)));
    }
    Ok(file)
}

fn refuse_present(path: &Path, replace: bool) -> Result<(), LocalFileError> {
    match std::fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(io_error(path, &error)),
        Ok(metadata) if metadata.is_dir() => Err(LocalFileError::Folder(shown(path))),
        // Not a device, not what a link leads to.
        Ok(metadata) if replace => refuse_kind(path, metadata.file_type()),
        Ok(_) => Err(LocalFileError::AlreadyThere(shown(path))),
    }
}
