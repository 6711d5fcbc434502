//! Standard output as a sink of frames.

use std::io::{self, Write};
use std::os::fd::BorrowedFd;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::stdio;

use super::super::guard::{self, Standing};

/// Writes to the operator's terminal as long as a guard holds it.
///
/// Not `std::io::Stdout`, which would cut a frame at its buffer's size and gives up on `EAGAIN`.
#[derive(Debug)]
pub struct LocalOutput;

impl Write for LocalOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match guard::standing() {
            Standing::Taken => write_fully(stdio::stdout(), bytes)?,
            Standing::Suspended => {}
            // After a panic elsewhere: a frame would scribble over the message.
            Standing::GivenBack => {
                return Err(io::Error::new(
                    io::ErrorKind::NotConnected,
                    "the terminal was given back",
                ));
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes everything, however small the portions that the terminal takes.
pub(in super::super) fn write_fully(output: BorrowedFd<'_>, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(output, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Somebody made the terminal non-blocking, as other programs on it may: wait for room.
            Err(Errno::AGAIN) => match poll(&mut [PollFd::new(&output, PollFlags::OUT)], None) {
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            },
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::os::fd::AsFd;

    #[test]
    fn a_full_non_blocking_pipe_gets_everything_in_the_end() {
        let (mut reader, writer) = io::pipe().unwrap();
        rustix::io::ioctl_fionbio(&writer, true).unwrap();
        let bytes: Vec<u8> = (0..1_000_000_u32).map(|index| index.to_le_bytes()[0]).collect();
        let expected = bytes.clone();
        let writing = std::thread::spawn(move || write_fully(writer.as_fd(), &bytes));
        let mut read = Vec::new();
        reader.read_to_end(&mut read).unwrap();
        writing.join().unwrap().unwrap();
        assert!(read == expected, "{} bytes came through", read.len());
    }

    #[test]
    fn no_frame_is_written_on_a_terminal_that_is_not_ours() {
        let error = LocalOutput.write(b"x").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotConnected);
    }
}
