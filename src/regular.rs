//! Opens what must be a regular file, for every room that reads files at fixed names.
//!
//! Whoever opens or reads a pipe waits for somebody at its other end, and a device such as `/dev/zero` never ends. So a
//! file is opened without waiting, and what was opened is asked what it is, not the path: something else may stand
//! there a moment later. Nothing is read or written before.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::OFlags;
use rustix::io::Errno;

/// Why something was not opened.
#[derive(Debug, thiserror::Error)]
#[error("not a regular file")]
struct NotRegular {
    name: String,
}

/// Opens a regular file, or a link to one.
pub fn open(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    open_with(options, OFlags::empty(), path)
}

/// Opens a regular file that lies at the path itself: no link is followed.
pub fn open_itself(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    open_with(options, OFlags::NOFOLLOW, path)
}

/// The name of what was not opened because it is no regular file; `None` for any other error.
pub fn refused(error: &io::Error) -> Option<&str> {
    let why = error.get_ref()?.downcast_ref::<NotRegular>()?;
    Some(&why.name)
}

fn open_with(options: &mut OpenOptions, flags: OFlags, path: &Path) -> io::Result<File> {
    // A terminal that is opened must not become the program's own.
    let all = flags | OFlags::NONBLOCK | OFlags::NOCTTY;
    let all = i32::try_from(all.bits()).map_err(|_| io::ErrorKind::InvalidInput)?;
    let refusal = || {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = name.to_string_lossy().into_owned();
        io::Error::new(io::ErrorKind::InvalidInput, NotRegular { name })
    };
    match options.custom_flags(all).open(path) {
        Ok(file) if file.metadata()?.is_file() => Ok(file),
        Ok(_) => Err(refusal()),
        Err(error) => Err(match Errno::from_io_error(&error) {
            // A socket, a folder that was to be written, or a link that was not followed.
            Some(Errno::NXIO | Errno::ISDIR) => refusal(),
            Some(Errno::LOOP) if flags.contains(OFlags::NOFOLLOW) => refusal(),
            _ => error,
        }),
    }
}
