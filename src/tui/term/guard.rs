//! The promise to put the operator's terminal back as it was: on the normal way out, on an error, in a panic and
//! on a signal.
//!
//! There is one operator's terminal per process, so what is known about it is process-wide; sessions at the other
//! end of a connection never come here.

use std::io;
use std::os::fd::BorrowedFd;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::process::{Signal, getpid, kill_process};
use rustix::stdio;

use super::local::write_fully;
use super::modes::{self, ASK_GROUND, ENTER, LEAVE, MOUSE_ON, RENEW};

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether it was given back only until the process goes on.
static SUSPENDED: AtomicBool = AtomicBool::new(false);
/// Whether the terminal is asked for clicks whenever it is taken.
static MOUSE: AtomicBool = AtomicBool::new(false);
/// Whether the terminal is asked about its background whenever it is taken.
static LISTENS: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// Holds the operator's terminal; dropping it gives the terminal back.
#[derive(Debug)]
pub struct Guard {
    _private: (),
}

impl Guard {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, and clicks where they are wanted. One guard
    /// at a time.
    pub(super) fn take(mouse: Pointing) -> io::Result<Self> {
        install_hook();
        MOUSE.store(mouse == Pointing::Clicks, Ordering::SeqCst);
        LISTENS.store(false, Ordering::SeqCst);
        enter()?;
        Ok(Self { _private: () })
    }

    /// Gives the terminal back early, for an error that shall be read on the usual screen.
    pub fn restore(self) {
        drop(self);
    }

    /// Gives the terminal back and stops the process, as Ctrl-Z does elsewhere. When the process goes on, the
    /// terminal is taken again and [`super::event::Input::Resize`] asks to draw anew; frames until then are lost.
    pub fn suspend(&self) -> io::Result<()> {
        suspend()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        SUSPENDED.store(false, Ordering::SeqCst);
        leave();
    }
}

/// Whether the terminal is asked for clicks and the wheel. Its own way of marking text needs Shift then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pointing {
    /// Clicks and the wheel; never the mouse's every move.
    Clicks,
    /// Nothing: the terminal keeps its mouse.
    Nothing,
}

/// What becomes of a frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Standing {
    /// The terminal is ours.
    Taken,
    /// It will be ours again, and everything will be drawn anew then.
    Suspended,
    /// It was given back for good.
    GivenBack,
}

/// What becomes of a frame now.
pub(super) fn standing() -> Standing {
    if TAKEN.load(Ordering::SeqCst) {
        Standing::Taken
    } else if SUSPENDED.load(Ordering::SeqCst) {
        Standing::Suspended
    } else {
        Standing::GivenBack
    }
}

/// Stops the process with the terminal given back. It may run on for an instant, so taking the terminal again is
/// left to [`take_again`], which the signal of going on leads to.
pub(in crate::tui) fn suspend() -> io::Result<()> {
    if !TAKEN.load(Ordering::SeqCst) {
        return Ok(());
    }
    SUSPENDED.store(true, Ordering::SeqCst);
    leave();
    // SIGSTOP rather than SIGTSTP, for which the process has a handler of its own.
    Ok(kill_process(getpid(), Signal::STOP)?)
}

/// Takes the terminal again after the process was stopped, by [`suspend`] or by somebody else.
pub(super) fn take_again() -> io::Result<()> {
    match standing() {
        Standing::GivenBack => Ok(()),
        Standing::Suspended => {
            enter()?;
            SUSPENDED.store(false, Ordering::SeqCst);
            Ok(())
        }
        Standing::Taken => {
            // crossterm believes that raw mode is on, but the shell has switched it off meanwhile.
            disable_raw_mode()?;
            enter()
        }
    }
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    write_fully(output(), &[ENTER, mouse(), news()].concat()).inspect_err(|_| leave())
}

/// Asks for the clicks, where they are wanted.
fn mouse() -> &'static [u8] {
    if MOUSE.load(Ordering::SeqCst) {
        MOUSE_ON
    } else {
        &[]
    }
}

/// Asks about the background, where somebody wants to know.
fn news() -> &'static [u8] {
    if LISTENS.load(Ordering::SeqCst) {
        ASK_GROUND
    } else {
        &[]
    }
}

/// Asks about the background now, and whenever the terminal is taken again; or no more.
pub(in crate::tui) fn listen(on: bool) -> io::Result<()> {
    LISTENS.store(on, Ordering::SeqCst);
    match standing() {
        Standing::Taken => write_fully(output(), modes::ground(on)),
        Standing::Suspended | Standing::GivenBack => Ok(()),
    }
}

/// Sets the terminal anew while it is ours, before everything is drawn anew.
pub(in crate::tui) fn renew() -> io::Result<()> {
    match standing() {
        Standing::Taken => write_fully(output(), &[RENEW, mouse(), news()].concat()),
        Standing::Suspended | Standing::GivenBack => Ok(()),
    }
}

/// Gives the terminal back, once. Errors have nowhere to go: the terminal is what they would be shown on.
fn leave() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = write_fully(output(), LEAVE);
        let _ = disable_raw_mode();
    }
}

fn output() -> BorrowedFd<'static> {
    stdio::stdout()
}

/// A panic's message belongs on the usual screen: give the terminal back first, then let the former hook speak.
fn install_hook() {
    HOOK.call_once(|| {
        let former = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            leave();
            former(panic);
        }));
    });
}
