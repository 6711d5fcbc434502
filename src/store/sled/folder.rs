//! The store's folder: whose it is, what lies in it, and what may be done there. Looking changes nothing.

use std::ffi::OsString;
use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::Path;

use crate::store::error::StoreError;
use crate::store::files;

use super::commits;
use super::lock::LOCK;
use super::seal::{SEAL, UNFINISHED};
use super::writer::LogSync;

/// sled's log.
pub const LOG: &str = "db";
/// sled's settings of the log.
const SETTINGS: &str = "conf";
/// Where sled would put values that are too large for the log; ours never are.
pub const SPILL: &str = "blobs";

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

/// Looks at a folder. Refuses one that others can reach, one that cannot be written, and remains of a store that
/// lack a part.
pub fn look(path: &Path) -> Result<Look, StoreError> {
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Look::Absent),
        Err(error) => return Err(io_error(path, &error)),
    };
    if !metadata.is_dir() {
        return Err(StoreError::NotEmpty(path.display().to_string()));
    }
    let names = names(path)?;
    let has = |name: &str| names.iter().any(|found| found == name);
    let look = if has(SEAL) {
        for part in [LOG, SETTINGS] {
            if !has(part) {
                return Err(StoreError::Damaged(format!("{part} is missing")));
            }
        }
        Look::Store
    } else if has(UNFINISHED) {
        Look::Unfinished
    } else if has(LOG) && has(SETTINGS) {
        return Err(StoreError::Damaged(format!("{SEAL} is missing")));
    } else if names.iter().all(|name| name == LOCK) {
        Look::Empty
    } else {
        Look::Foreign
    };
    if look != Look::Foreign {
        refuse_exposed(path, &metadata)?;
        refuse_read_only(path, &metadata)?;
        let log = path.join(LOG);
        if let Ok(metadata) = std::fs::metadata(&log) {
            refuse_read_only(&log, &metadata)?;
        }
        files::refuse_strange(path)?;
    }
    Ok(look)
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
        std::fs::create_dir_all(parent).map_err(|error| io_error(parent, &error))?;
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

/// Makes durable what a crashed process wrote, and has the system read it from the disk again. A failed sync leaves
/// pages in the system's memory that look as if they were on the disk; whoever believes them tells people of commits
/// that a power failure takes away.
pub fn settle_crash(path: &Path, sync: &LogSync) -> Result<(), StoreError> {
    for name in [LOG].into_iter().chain(commits::FILES) {
        let file = path.join(name);
        match File::options().read(true).write(true).open(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && name != LOG => {}
            opened => opened
                .and_then(|opened| {
                    sync(&opened)?;
                    forget(&opened)
                })
                .map_err(|error| io_error(&file, &error))?,
        }
    }
    Ok(())
}

/// Has the system let go of what it holds of a file in memory.
#[cfg(not(target_vendor = "apple"))]
fn forget(file: &File) -> io::Result<()> {
    Ok(rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed)?)
}

/// This system knows no such call.
#[cfg(target_vendor = "apple")]
fn forget(_: &File) -> io::Result<()> {
    Ok(())
}

/// Whether the files of the commit log are there.
pub fn has_commit_log(path: &Path) -> bool {
    commits::FILES.iter().all(|name| path.join(name).exists())
}

/// Makes names that were added or removed in the folder durable.
pub fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// The length of the segments of an existing tree's file; sled keeps it in its settings.
pub fn segment(path: &Path) -> Option<usize> {
    let settings = std::fs::read(path.join(SETTINGS)).ok()?;
    let settings = String::from_utf8_lossy(&settings);
    let segment = settings
        .lines()
        .find_map(|line| line.strip_prefix("segment_size: "))?;
    segment.parse().ok()
}

/// Has sled's opening fail once it has its snapshot: what it looks for next is a folder, and finds a file. The answer
/// is whether that could be done.
pub fn stop_after_snapshot(path: &Path) -> io::Result<bool> {
    let spill = path.join(SPILL);
    match std::fs::remove_dir(&spill) {
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => return Ok(false),
        // A file: a crash came before it was taken away again.
        Err(error)
            if !matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Err(error);
        }
        Ok(()) | Err(_) => {}
    }
    File::create(&spill)?;
    Ok(true)
}

/// Takes [`stop_after_snapshot`] back.
pub fn stop_no_more(path: &Path) -> io::Result<()> {
    std::fs::remove_file(path.join(SPILL))
}

/// Removes what a crash in the middle of sled's own opening leaves behind: sled would take the half-written snapshot
/// for the newest one and refuse to open at all. The one before it is removed only after the rename, so nothing is
/// lost. Only under the lock.
pub fn remove_half_written_snapshots(path: &Path) -> Result<(), StoreError> {
    for name in names(path)? {
        let name = name.to_string_lossy();
        if name.starts_with("snap.") && name.ends_with(".generating") {
            let file = path.join(name.as_ref());
            std::fs::remove_file(&file).map_err(|error| io_error(&file, &error))?;
        }
    }
    Ok(())
}

/// Clears away a store whose creation was cut short. Only under the lock.
pub fn clear_unfinished(path: &Path) -> Result<(), StoreError> {
    for name in names(path)? {
        let file = path.join(&name);
        let removed = if name == SPILL {
            std::fs::remove_dir_all(&file)
        } else if is_ours(&name.to_string_lossy()) {
            std::fs::remove_file(&file)
        } else {
            Ok(())
        };
        removed.map_err(|error| io_error(&file, &error))?;
    }
    Ok(())
}

fn is_ours(name: &str) -> bool {
    [LOG, SETTINGS].contains(&name) || commits::FILES.contains(&name) || name.starts_with("snap.")
}

/// What a refusal of the operating system means for a path.
pub fn io_error(path: &Path, error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly(path.display().to_string())
        }
        _ => StoreError::Io(format!("{}: {error}", path.display())),
    }
}

fn names(path: &Path) -> Result<Vec<OsString>, StoreError> {
    let listed = std::fs::read_dir(path).and_then(|entries| {
        entries
            .map(|entry| entry.map(|entry| entry.file_name()))
            .collect::<io::Result<Vec<_>>>()
    });
    listed.map_err(|error| io_error(path, &error))
}

fn refuse_exposed(path: &Path, metadata: &std::fs::Metadata) -> Result<(), StoreError> {
    let ours = metadata.uid() == rustix::process::geteuid().as_raw();
    let of_others = metadata.mode() & 0o077;
    if ours && of_others == 0 {
        Ok(())
    } else {
        Err(StoreError::Exposed(path.display().to_string()))
    }
}

/// The owner's write bit counts even for the superuser, who could write regardless: somebody took it away.
fn refuse_read_only(path: &Path, metadata: &std::fs::Metadata) -> Result<(), StoreError> {
    if metadata.mode() & 0o200 == 0 {
        Err(StoreError::ReadOnly(path.display().to_string()))
    } else {
        Ok(())
    }
}
