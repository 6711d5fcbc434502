//! Files of the machine that the desk runs on, at paths that a local person typed: read to be attached, and written to
//! save an attachment. Both wait for the disk; call them where that may be waited for.
//!
//! A path is whatever somebody typed, and what lies there can change while it is looked at. So what was opened is
//! judged, not what was seen before; nothing that could hang is read; and nothing is ever overwritten.
//! A served session has no path of the machine, and must not come here.

mod stream;

use std::ffi::{OsStr, OsString};
use std::fs::{File, FileType, Metadata};
use std::io::{self, Read, Write};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Mode, OFlags, RenameFlags};
use rustix::io::Errno;

use crate::config;
use crate::domain::attachment::{ATTACHMENT_LIMIT, AttachmentError, FileName};
use crate::domain::message::{Arg, Coded};
use crate::domain::text::is_hostile;

pub use stream::{open_stream, stream_error, write_stream};

/// Why a file of this machine is not read or written. The texts are paths, safe to show.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LocalFileError {
    /// There is nothing there.
    #[error("nothing at {0}")]
    Missing(String),
    /// It leads elsewhere.
    #[error("{0} is a symbolic link")]
    SymbolicLink(String),
    /// It is a folder.
    #[error("{0} is a folder")]
    Folder(String),
    /// It is a device.
    #[error("{0} is a device")]
    Device(String),
    /// It is a pipe (FIFO).
    #[error("{0} is a pipe")]
    Pipe(String),
    /// It is a socket.
    #[error("{0} is a socket")]
    Socket(String),
    /// The operating system does not let this person.
    #[error("no permission for {0}")]
    NoPermission(String),
    /// It was changed or removed while it was read.
    #[error("{0} changed while it was read")]
    Changed(String),
    /// Its name is not UTF-8.
    #[error("the name {0} is not UTF-8")]
    NotUtf8(String),
    /// `~` stands for a folder that neither the environment nor the name service names.
    #[error("there is no home folder")]
    NoHome,
    /// There is something there already.
    #[error("something is at {0} already")]
    AlreadyThere(String),
    /// The folder to save into does not exist.
    #[error("no folder {0}")]
    NoFolder(String),
    /// There is no room on the disk.
    #[error("no space left at {0}")]
    NoSpace(String),
    /// The operating system refused something else.
    #[error("{0}")]
    Io(String),
    /// The file cannot be attached.
    #[error(transparent)]
    Attachment(#[from] AttachmentError),
}

/// Reads a file that is to be attached: its name, and its content of at most [`ATTACHMENT_LIMIT`] bytes, which is yet
/// to be judged.
pub fn read_attachment(path: &Path) -> Result<(String, Vec<u8>), LocalFileError> {
    read(&expand(path, home())?)
}

/// Saves an attachment under a path, or under its own name in a folder; gives where it was saved. It is durable then,
/// and readable by its owner alone.
pub fn write_saved(path: &Path, name: &FileName, content: &[u8]) -> Result<PathBuf, LocalFileError> {
    write(expand(path, home())?, name, content)
}

fn home() -> Option<OsString> {
    config::home_folder(&|name| std::env::var(name).ok()).map(PathBuf::into_os_string)
}

/// `~` and what begins with `~/` are in the home folder.
fn expand(path: &Path, home: Option<OsString>) -> Result<PathBuf, LocalFileError> {
    let Ok(inside) = path.strip_prefix("~") else {
        return Ok(path.to_owned());
    };
    let home = home.map(PathBuf::from).filter(|home| home.is_absolute());
    let mut expanded = home.ok_or(LocalFileError::NoHome)?;
    if inside != Path::new("") {
        expanded.push(inside);
    }
    if names_a_folder(path) {
        expanded.push("");
    }
    Ok(expanded)
}

/// Whether a path ends in a slash, which only a folder may.
fn names_a_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

fn read(path: &Path) -> Result<(String, Vec<u8>), LocalFileError> {
    let failed = |error: io::Error| io_error(path, &error);
    // Looked at first, because opening a device can already do something; what counts is what was opened.
    refuse_kind(path, std::fs::symlink_metadata(path).map_err(failed)?.file_type())?;
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = match rustix::fs::openat(CWD, path, flags, Mode::empty()) {
        Ok(file) => File::from(file),
        Err(Errno::LOOP) => return Err(LocalFileError::SymbolicLink(shown(path))),
        Err(Errno::NXIO) => return Err(LocalFileError::Socket(shown(path))),
        Err(error) => return Err(failed(error.into())),
    };
    let content = read_opened(path, &file, || {})?;
    let name = path.file_name().map(OsStr::to_str);
    let name = name
        .flatten()
        .ok_or_else(|| LocalFileError::NotUtf8(shown(path)))?;
    Ok((name.to_owned(), content))
}

/// Reads what was opened; `meanwhile` is for a test that changes it.
fn read_opened(path: &Path, file: &File, meanwhile: impl FnOnce()) -> Result<Vec<u8>, LocalFileError> {
    let failed = |error: io::Error| io_error(path, &error);
    let before = file.metadata().map_err(failed)?;
    refuse_kind(path, before.file_type())?;
    let limit = u64::try_from(ATTACHMENT_LIMIT).unwrap_or(u64::MAX);
    if before.len() > limit {
        return Err(AttachmentError::too_large().into());
    }
    meanwhile();
    let mut content = Vec::new();
    let mut bounded = file.take(limit + 1);
    bounded.read_to_end(&mut content).map_err(failed)?;
    if content.len() > ATTACHMENT_LIMIT {
        return Err(AttachmentError::too_large().into());
    }
    let after = file.metadata().map_err(failed)?;
    let state = |metadata: &Metadata| (metadata.len(), metadata.mtime(), metadata.mtime_nsec());
    let is_whole = u64::try_from(content.len()) == Ok(before.len());
    if is_whole && state(&before) == state(&after) && after.nlink() > 0 {
        Ok(content)
    } else {
        Err(LocalFileError::Changed(shown(path)))
    }
}

fn refuse_kind(path: &Path, kind: FileType) -> Result<(), LocalFileError> {
    let shown = || shown(path);
    if kind.is_file() {
        Ok(())
    } else if kind.is_symlink() {
        Err(LocalFileError::SymbolicLink(shown()))
    } else if kind.is_dir() {
        Err(LocalFileError::Folder(shown()))
    } else if kind.is_fifo() {
        Err(LocalFileError::Pipe(shown()))
    } else if kind.is_socket() {
        Err(LocalFileError::Socket(shown()))
    } else {
        Err(LocalFileError::Device(shown()))
    }
}

fn write(mut path: PathBuf, name: &FileName, content: &[u8]) -> Result<PathBuf, LocalFileError> {
    if path.is_dir() {
        path.push(name.as_str());
    } else if names_a_folder(&path) {
        return Err(LocalFileError::NoFolder(shown(&path)));
    }
    let (Some(parent), Some(target)) = (path.parent(), path.file_name()) else {
        return Err(LocalFileError::Folder(shown(&path)));
    };
    let folder = open_folder(parent)?;
    let unfinished = unfinished_name()?;
    let written = write_unfinished(&folder, &unfinished, content)
        .and_then(|()| Ok(put_in_place(&folder, &unfinished, target)?));
    if let Err(error) = written {
        // Best effort: it has a name of ours, and nobody takes it for the file.
        let _ = rustix::fs::unlinkat(&folder, &unfinished, AtFlags::empty());
        return Err(io_error(&path, &error));
    }
    sync_folder(&folder).map_err(|error| io_error(&path, &error))?;
    Ok(path)
}

/// The folder in which a file is to be; none is the present one.
fn open_folder(parent: &Path) -> Result<File, LocalFileError> {
    let parent = if parent == Path::new("") {
        Path::new(".")
    } else {
        parent
    };
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    match rustix::fs::openat(CWD, parent, flags, Mode::empty()) {
        Ok(folder) => Ok(File::from(folder)),
        Err(Errno::NOENT | Errno::NOTDIR) => Err(LocalFileError::NoFolder(shown(parent))),
        Err(error) => Err(io_error(parent, &error.into())),
    }
}

fn sync_folder(folder: &File) -> io::Result<()> {
    match folder.sync_all() {
        // Some network file systems sync no folders.
        Err(error) if error.kind() != io::ErrorKind::InvalidInput => Err(error),
        _ => Ok(()),
    }
}

fn write_unfinished(folder: &File, name: &str, content: &[u8]) -> io::Result<()> {
    let mut file = create(folder, name)?;
    file.write_all(content)?;
    file.sync_all()
}

fn create(folder: &File, name: &str) -> io::Result<File> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mode = Mode::RUSR | Mode::WUSR;
    Ok(File::from(rustix::fs::openat(folder, name, flags, mode)?))
}

/// Gives a file its name, if nothing else has it.
fn put_in_place(folder: &File, from: &str, to: &OsStr) -> Result<(), Errno> {
    match rustix::fs::renameat_with(folder, from, folder, to, RenameFlags::NOREPLACE) {
        // A file system that does not know how; most of those know a second name of a file.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => link_in_place(folder, from, to),
        done => done,
    }
}

fn link_in_place(folder: &File, from: &str, to: &OsStr) -> Result<(), Errno> {
    rustix::fs::linkat(folder, from, folder, to, AtFlags::empty())?;
    rustix::fs::unlinkat(folder, from, AtFlags::empty())
}

/// A hidden name that nobody has.
fn unfinished_name() -> Result<String, LocalFileError> {
    let mut bits = [0; 8];
    getrandom::fill(&mut bits).map_err(|error| LocalFileError::Io(error.to_string()))?;
    Ok(format!(".offerdesk-{:016x}", u64::from_be_bytes(bits)))
}

fn is_unfinished_name(name: &OsStr) -> bool {
    let bits = name.to_str().and_then(|name| name.strip_prefix(".offerdesk-"));
    bits.is_some_and(|bits| bits.len() == 16 && bits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn io_error(path: &Path, error: &io::Error) -> LocalFileError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => LocalFileError::Missing(shown(path)),
        io::ErrorKind::AlreadyExists => LocalFileError::AlreadyThere(shown(path)),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            LocalFileError::NoPermission(shown(path))
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => LocalFileError::NoSpace(shown(path)),
        _ => LocalFileError::Io(format!("{}: {error}", shown(path))),
    }
}

/// A path as it may be shown: a name on a disk can hold anything.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace(is_hostile, "\u{fffd}")
}

impl Coded for LocalFileError {
    fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "local-file-missing",
            Self::SymbolicLink(_) => "local-file-symbolic-link",
            Self::Folder(_) => "local-file-folder",
            Self::Device(_) => "local-file-device",
            Self::Pipe(_) => "local-file-pipe",
            Self::Socket(_) => "local-file-socket",
            Self::NoPermission(_) => "local-file-no-permission",
            Self::Changed(_) => "local-file-changed",
            Self::NotUtf8(_) => "local-file-not-utf-8",
            Self::NoHome => "local-file-no-home",
            Self::AlreadyThere(_) => "local-file-already-there",
            Self::NoFolder(_) => "local-file-no-folder",
            Self::NoSpace(_) => "local-file-no-space",
            Self::Io(_) => "local-file-io",
            Self::Attachment(error) => error.code(),
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Missing(path)
            | Self::SymbolicLink(path)
            | Self::Folder(path)
            | Self::Device(path)
            | Self::Pipe(path)
            | Self::Socket(path)
            | Self::NoPermission(path)
            | Self::Changed(path)
            | Self::NotUtf8(path)
            | Self::AlreadyThere(path)
            | Self::NoFolder(path)
            | Self::NoSpace(path) => vec![("path", Arg::Text(path.clone()))],
            Self::NoHome => Vec::new(),
            Self::Io(what) => vec![("what", Arg::Text(what.clone()))],
            Self::Attachment(error) => error.args(),
        }
    }
}

#[cfg(test)]
mod tests;
