//! The store's folder: whose it is, what lies in it, and what may be done there. Looking changes nothing.

use std::ffi::OsString;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::Path;

use crate::regular;
use crate::store::error::StoreError;
use crate::store::files;

use super::lock::LOCK;
use super::{checkpoint, index, journal, manifest};

/// What the name of a file that is being written ends with; a crash may leave it behind.
pub const UNFINISHED: &str = "unfinished";

/// No number of a commit, a file or a turn is higher: what says so was made by nobody, and counting on from it would
/// overflow.
pub const HIGHEST: u64 = 1 << 62;

/// What a folder is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    /// There is no such folder.
    Absent,
    /// It holds nothing that matters.
    Empty,
    /// It holds a store.
    Store,
    /// It holds a store whose creation was cut short: nothing in it was ever acknowledged.
    Unfinished,
    /// It holds other things.
    Foreign,
}

/// What may be done in a folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FolderAccess {
    /// Reading and writing.
    Write,
    /// Reading: its owner took the right to write away from themselves.
    Read,
}

/// Looks at a folder. Refuses one that others can reach or that is somebody else's, and remains of a store that lack
/// the part which says what they are.
pub fn look(path: &Path) -> Result<(Look, FolderAccess), StoreError> {
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok((Look::Absent, FolderAccess::Write));
        }
        Err(error) => return Err(io_error(path, &error)),
    };
    if !metadata.is_dir() {
        return Ok((Look::Foreign, FolderAccess::Write));
    }
    let ours = metadata.uid() == rustix::process::geteuid().as_raw();
    if !ours {
        return Err(StoreError::OfAnotherUser {
            path: path.display().to_string(),
            uid: metadata.uid(),
        });
    }
    let names = names(path)?;
    let has = |name: &str| names.iter().any(|found| found == name);
    let look = if has(manifest::MANIFEST) {
        Look::Store
    } else if has(manifest::UNFINISHED) {
        Look::Unfinished
    } else if names
        .iter()
        .any(|name| generation(&name.to_string_lossy()).is_some())
    {
        return Err(StoreError::Damaged(format!("{} is missing", manifest::MANIFEST)));
    } else if names.iter().all(|name| name == LOCK) {
        Look::Empty
    } else {
        Look::Foreign
    };
    if look != Look::Foreign {
        // In an empty one there is nothing to see yet.
        if metadata.mode() & 0o077 != 0 && look != Look::Empty {
            return Err(StoreError::Exposed(path.display().to_string()));
        }
        files::refuse_strange(path)?;
    }
    Ok((look, access(path, &metadata)))
}

/// The owner's write bits count even for the superuser, who could write regardless: somebody took them away.
fn access(path: &Path, folder: &std::fs::Metadata) -> FolderAccess {
    let manifest = std::fs::metadata(path.join(manifest::MANIFEST));
    let modes = [Some(folder.mode()), manifest.ok().map(|manifest| manifest.mode())];
    let is_closed = modes.into_iter().flatten().any(|mode| mode & 0o200 == 0);
    // A file system that is mounted for reading only says so when it is asked to write.
    let is_writable = || rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok();
    if is_closed || !is_writable() {
        FolderAccess::Read
    } else {
        FolderAccess::Write
    }
}

/// Which part of a store a name stands for, and of which generation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// A segment of the journal.
    Journal(u64),
    /// A checkpoint.
    Checkpoint(u64),
    /// The index of a checkpoint.
    Index(u64),
    /// What was being written when a process ended.
    Unfinished,
}

/// Reads the name of a part.
pub fn generation(name: &str) -> Option<Part> {
    let number = |prefix: &str| {
        let digits = name.strip_prefix(prefix)?;
        // As we write it: no sign, no zero in front.
        digits
            .parse::<u64>()
            .ok()
            .filter(|number| *number <= HIGHEST && number.to_string() == digits)
    };
    let is_unfinished = [journal::NAME, checkpoint::NAME]
        .iter()
        .any(|prefix| name.strip_prefix(prefix) == Some(UNFINISHED));
    (number(journal::NAME).map(Part::Journal))
        .or_else(|| number(checkpoint::NAME).map(Part::Checkpoint))
        .or_else(|| number(index::NAME).map(Part::Index))
        .or_else(|| is_unfinished.then_some(Part::Unfinished))
}

/// The parts of a store that lie in its folder.
pub fn parts(path: &Path) -> Result<Vec<Part>, StoreError> {
    let names = names(path)?;
    let mut parts: Vec<Part> = names
        .iter()
        .filter_map(|name| generation(&name.to_string_lossy()))
        .collect();
    parts.sort_unstable();
    Ok(parts)
}

/// Removes the parts that `is_gone` names; best effort: what stays is removed another time.
pub fn remove(path: &Path, is_gone: impl Fn(Part) -> bool) {
    for part in parts(path).unwrap_or_default() {
        if is_gone(part) {
            let removed = match part {
                Part::Journal(number) => std::fs::remove_file(journal::path(path, number)),
                Part::Checkpoint(number) => std::fs::remove_file(checkpoint::path(path, number)),
                Part::Index(number) => std::fs::remove_dir_all(index::path(path, number)),
                Part::Unfinished => [journal::NAME, checkpoint::NAME].iter().try_for_each(|name| {
                    match std::fs::remove_file(path.join(format!("{name}{UNFINISHED}"))) {
                        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                        _ => Ok(()),
                    }
                }),
            };
            if let Err(error) = removed {
                tracing::warn!("{part:?} stays behind: {error}");
            }
        }
    }
}

/// Removes whatever lies where an index goes; best effort.
pub fn clear(place: &Path) {
    let removed = match std::fs::symlink_metadata(place) {
        Ok(metadata) if metadata.is_dir() => std::fs::remove_dir_all(place),
        Ok(_) => std::fs::remove_file(place),
        Err(_) => return,
    };
    if let Err(error) = removed {
        tracing::warn!("{} stays behind: {error}", place.display());
    }
}

/// Opens a file of the store to be read.
pub fn open(path: &Path) -> io::Result<File> {
    regular::open(OpenOptions::new().read(true), path)
}

/// Everything in a file.
pub fn read_all(mut file: &File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Makes durable what a process wrote that may have crashed, and has the system read it from the disk again. A failed
/// sync leaves pages in the system's memory that look as if they were on the disk; whoever believes them tells people
/// of commits that a power failure takes away.
pub fn settle(file: &File) -> io::Result<()> {
    file.sync_all()?;
    forget(file)
}

/// Refuses a place inside of a store, whose folder is its own alone.
pub fn refuse_inside_a_store(path: &Path) -> Result<(), StoreError> {
    let path = std::path::absolute(path).map_err(|error| io_error(path, &error))?;
    let store = path
        .ancestors()
        .skip(1)
        .find(|folder| folder.join(manifest::MANIFEST).exists());
    store.map_or(Ok(()), |store| {
        Err(StoreError::NotEmpty(store.display().to_string()))
    })
}

/// Refuses a folder that others can reach: what is made in it would be theirs to read.
pub fn refuse_exposed(path: &Path) -> Result<(), StoreError> {
    let metadata = std::fs::metadata(path).map_err(|error| io_error(path, &error))?;
    if metadata.mode() & 0o077 != 0 {
        return Err(StoreError::Exposed(path.display().to_string()));
    }
    Ok(())
}

/// Makes the folder, readable by its owner alone.
pub fn create(path: &Path) -> Result<(), StoreError> {
    let here = |folder| {
        if folder == Path::new("") {
            Path::new(".")
        } else {
            folder
        }
    };
    let above = || path.ancestors().skip(1).map(here);
    let made = above().take_while(|folder| !folder.exists()).count();
    if let Some(parent) = above().next() {
        let made = DirBuilder::new().recursive(true).mode(0o700).create(parent);
        made.map_err(|error| io_error(parent, &error))?;
    }
    match DirBuilder::new().mode(0o700).create(path) {
        // Somebody else is creating the same store; the lock decides.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        made => made.map_err(|error| io_error(path, &error))?,
    }
    // The names of the folders must outlast a power failure as well as what is in them.
    for folder in above().take(made + 1) {
        sync(folder).map_err(|error| io_error(folder, &error))?;
    }
    Ok(())
}

/// Has the system let go of what it holds of a file in memory.
#[cfg(not(target_vendor = "apple"))]
pub fn forget(file: &File) -> io::Result<()> {
    Ok(rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed)?)
}

/// This system knows no such call.
#[cfg(target_vendor = "apple")]
pub fn forget(_: &File) -> io::Result<()> {
    Ok(())
}

/// Makes names that were added or removed in the folder durable.
pub fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// What a refusal of the operating system means for a path.
pub fn io_error(path: &Path, error: &io::Error) -> StoreError {
    // The path may be that of the folder.
    if let Some(name) = regular::refused(error) {
        return StoreError::Damaged(format!("{name} is not a regular file"));
    }
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly(path.display().to_string())
        }
        _ if is_no_space(error) => StoreError::NoSpace(path.display().to_string()),
        _ => StoreError::Io(format!("{}: {error}", path.display())),
    }
}

/// Whether there is no room for what was to be written.
pub fn is_no_space(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
    )
}

/// The names of everything in the folder.
pub fn names(path: &Path) -> Result<Vec<OsString>, StoreError> {
    let listed = std::fs::read_dir(path).and_then(|entries| {
        entries
            .map(|entry| entry.map(|entry| entry.file_name()))
            .collect::<io::Result<Vec<_>>>()
    });
    listed.map_err(|error| io_error(path, &error))
}
