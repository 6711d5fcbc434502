//! A program on a pseudo-terminal of its own, and the times at which its bytes came out.
//!
//! The same end is used for every program that is measured: a key is written in one call, and the time of the last
//! byte is the time at which the read that brought it returned. [`QUIET`] without a byte ends a frame.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::error::{Measured, failed};
use crate::program;

/// Longer than anything here may take.
const LIMIT: Duration = Duration::from_secs(20);
/// So long without a byte, and what came was the whole frame.
const QUIET: Duration = Duration::from_millis(4);
/// Ends each frame of the desk.
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

/// A program on a terminal of its own, 80x24.
pub struct Terminal {
    child: Child,
    master: File,
    began: Instant,
    seen: Vec<u8>,
}

/// What a key set off.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// From the write of the key to the read of the last byte.
    pub time: Duration,
    /// How many bytes.
    pub bytes: usize,
}

impl Terminal {
    /// Starts the desk. Nothing stands between: the clock runs from the start of the process.
    pub fn desk(arguments: &[&str]) -> Measured<Self> {
        let mut command = Command::new(program::desk()?);
        command.args(arguments);
        Self::start(command)
    }

    /// Starts another program, which gets the terminal as its controlling one: `less` reads its keys from there.
    pub fn other(program: &Path, arguments: &[&str]) -> Measured<Self> {
        let mut command = program::me(program::TAKE_TERMINAL)?;
        command.arg(program).args(arguments);
        Self::start(command)
    }

    /// Starts this program in another of its roles.
    pub fn role(role: &str, arguments: &[&str]) -> Measured<Self> {
        let mut command = program::me(role)?;
        command.args(arguments);
        Self::start(command)
    }

    fn start(mut command: Command) -> Measured<Self> {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
        grantpt(&master)?;
        unlockpt(&master)?;
        let name = ptsname(&master, Vec::new())?.into_string()?;
        let no_tty = rustix::fs::OFlags::NOCTTY.bits().cast_signed();
        let slave = OpenOptions::new()
            .read(true)
            .write(true)
            .custom_flags(no_tty)
            .open(name)?;
        let slave = OwnedFd::from(slave);
        tcsetwinsize(
            &slave,
            Winsize {
                ws_row: 24,
                ws_col: 80,
                ws_xpixel: 0,
                ws_ypixel: 0,
            },
        )?;
        command
            .env("TERM", "xterm-256color")
            .env("LANG", "C.UTF-8")
            .env_remove("NO_COLOR")
            .env_remove("LC_ALL")
            .env_remove("COLORTERM")
            .env_remove("LESS")
            .stdin(Stdio::from(slave.try_clone()?))
            .stdout(Stdio::from(slave.try_clone()?))
            .stderr(Stdio::from(slave));
        let began = Instant::now();
        let child = command.spawn()?;
        drop(command); // it holds the terminal's other end
        Ok(Self {
            child,
            master: File::from(master),
            began,
            seen: Vec::new(),
        })
    }

    /// The process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits for the frame of the desk that shows a text; answers how long after the start its last byte came.
    pub fn first_frame_with(&mut self, text: &str) -> Measured<Duration> {
        loop {
            if let Some(at) = find(&self.seen, text.as_bytes())
                && find(self.seen.get(at..).unwrap_or_default(), FRAME_ENDS).is_some()
            {
                return Ok(self.began.elapsed());
            }
            if self.read(LIMIT)? == 0 {
                return failed(format!(
                    "{text:?} was never shown:\n{}",
                    String::from_utf8_lossy(&self.seen)
                ));
            }
        }
    }

    /// Waits until a text is shown, and then until nothing more comes.
    pub fn wait_for(&mut self, text: &str) -> Measured<()> {
        while find(&self.seen, text.as_bytes()).is_none() {
            if self.read(LIMIT)? == 0 {
                return failed(format!(
                    "{text:?} was never shown:\n{}",
                    String::from_utf8_lossy(&self.seen)
                ));
            }
        }
        self.settle(Duration::from_millis(50))
    }

    /// Reads until nothing came for a while. Some programs draw on every tick of a timer: it gives up on those.
    pub fn settle(&mut self, quiet: Duration) -> Measured<()> {
        let deadline = Instant::now() + 4 * quiet;
        while self.read(quiet)? > 0 && Instant::now() < deadline {}
        Ok(())
    }

    /// Forgets what was shown so far.
    pub fn forget(&mut self) {
        self.seen.clear();
    }

    /// Sends keys without waiting for anything.
    pub fn send(&mut self, keys: &[u8]) -> Measured<()> {
        Ok(self.master.write_all(keys)?)
    }

    /// Presses a key and takes the time until the last byte that it set off; `None` when nothing came.
    pub fn press(&mut self, key: &[u8]) -> Measured<Option<Answer>> {
        self.forget();
        let pressed = Instant::now();
        self.master.write_all(key)?;
        let (mut last, mut bytes, mut patience) = (None, 0, Duration::from_millis(500));
        loop {
            let read = self.read(patience)?;
            if read == 0 {
                return Ok(last.map(|time| Answer { time, bytes }));
            }
            last = Some(pressed.elapsed());
            bytes += read;
            patience = QUIET;
        }
    }

    /// Waits until the program has ended; what it still says is read meanwhile.
    pub fn ended(&mut self) -> Measured<ExitStatus> {
        let deadline = Instant::now() + LIMIT;
        loop {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            if Instant::now() > deadline {
                return failed("the program does not end");
            }
            self.read(Duration::from_millis(2))?;
        }
    }

    /// Reads once; 0 when nothing came in time, or nothing will come any more.
    fn read(&mut self, patience: Duration) -> Measured<usize> {
        let mut portion = [0; 16_384];
        let mut ready = [PollFd::new(&self.master, PollFlags::IN)];
        let patience = Timespec::try_from(patience)?;
        if poll(&mut ready, Some(&patience))? == 0 {
            return Ok(0);
        }
        // An error is how a terminal says that nobody is at the other end any more.
        let length = self.master.read(&mut portion).unwrap_or(0);
        self.seen
            .extend_from_slice(portion.get(..length).unwrap_or_default());
        Ok(length)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended before.
        let _ended = self.child.kill();
        let _waited = self.child.wait();
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
