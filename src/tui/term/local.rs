//! The operator's own terminal: the keyboard as a stream of events, and standard output as a screen.
//!
//! ```no_run
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use futures_util::StreamExt;
//! use offerdesk::tui::term::{caps::Caps, local::{self, Pointing}};
//!
//! let caps = Caps::detect(&|name| std::env::var(name).ok());
//! let (mut input, mut screen, guard) = local::open(caps, Pointing::Clicks)?;
//! while let Some(event) = input.next().await {
//!     screen.draw(|frame| frame.render_widget(format!("{event:?}"), frame.area()))?;
//! }
//! drop(guard);
//! # Ok(())
//! # }
//! ```
//!
//! Nothing wakes up while nothing happens: the keyboard and signals wake the task that waits for them, and a timer runs
//! only while a sequence is incomplete.

mod asking;
mod lines;
mod output;
mod reader;
mod signals;

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::Stream;
use ratatui::layout::Size;
use rustix::{stdio, termios};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::time::{Instant, Sleep, sleep_until};

use super::caps::Caps;
use super::event::Input;
pub use super::guard::Pointing;
use super::guard::{self, Guard};
use super::input::Decoder;
use super::screen::FrameWriter;
use crate::domain::message::{Arg, Coded};

pub use self::asking::{Asking, Shown, TypedAnswer};
pub use self::lines::{LineInput, LocalVoice, is_typed_on, open_lines};
pub use self::output::LocalOutput;
pub(super) use self::output::write_fully;
use self::reader::{Reader, Received};
pub use self::signals::Endings;
use self::signals::Signals;

/// Why the operator's terminal cannot be taken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TermError {
    /// Standard input is a file, a pipe or closed.
    #[error("standard input is not a terminal")]
    InputIsNoTerminal,
    /// Standard output is a file, a pipe or closed.
    #[error("standard output is not a terminal")]
    OutputIsNoTerminal,
    /// The terminal cannot move its cursor.
    #[error("the terminal cannot show screens")]
    Dumb,
    /// The operating system refused something.
    #[error("the terminal cannot be used: {0}")]
    Io(String),
}

impl Coded for TermError {
    fn code(&self) -> &'static str {
        match self {
            Self::InputIsNoTerminal => "terminal-input-missing",
            Self::OutputIsNoTerminal => "terminal-output-missing",
            Self::Dumb => "terminal-dumb",
            Self::Io(_) => "terminal-io",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Io(what) => vec![("what", Arg::Text(what.clone()))],
            _ => Vec::new(),
        }
    }
}

impl From<io::Error> for TermError {
    fn from(error: io::Error) -> Self {
        Self::Io(error.to_string())
    }
}

/// Takes the operator's terminal. Must be called inside a tokio runtime.
///
/// Drop the guard last; everything before it in the tuple stops working when it is gone.
pub fn open(caps: Caps, mouse: Pointing) -> Result<(LocalInput, FrameWriter<LocalOutput>, Guard), TermError> {
    if !termios::isatty(stdio::stdin()) {
        return Err(TermError::InputIsNoTerminal);
    }
    if !termios::isatty(stdio::stdout()) {
        return Err(TermError::OutputIsNoTerminal);
    }
    if caps.dumb {
        return Err(TermError::Dumb);
    }
    // Signals first: from here on, one that ends the process is an event.
    let signals = ScreenSignals::new()?;
    let guard = Guard::take(mouse)?;
    let reader = Reader::start()?;
    let screen = FrameWriter::new(LocalOutput, size(), caps)?;
    let input = LocalInput {
        reader,
        signals,
        decoder: Decoder::new(),
        timer: None,
        keyboard: Keyboard::Open,
    };
    Ok((input, screen, guard))
}

/// What the keyboard, the window and the operating system tell. After the keyboard's end it says
/// [`Input::Hangup`] and ends.
pub struct LocalInput {
    reader: Reader,
    signals: ScreenSignals,
    decoder: Decoder,
    timer: Option<Pin<Box<Sleep>>>,
    keyboard: Keyboard,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Keyboard {
    Open,
    Ended,
    /// It ended, and the session knows.
    Told,
}

impl Stream for LocalInput {
    type Item = Input;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Input>> {
        let this = &mut *self;
        loop {
            if let Some(input) = this.decoder.pop() {
                return Poll::Ready(Some(input));
            }
            if let Some(input) = this.signals.poll(context) {
                return Poll::Ready(Some(input));
            }
            match this.keyboard {
                Keyboard::Open => {}
                Keyboard::Ended => {
                    this.keyboard = Keyboard::Told;
                    return Poll::Ready(Some(Input::Hangup));
                }
                Keyboard::Told => return Poll::Ready(None),
            }
            let now = Instant::now().into_std();
            match this.reader.poll(context, |bytes| this.decoder.feed(bytes, now)) {
                Received::Bytes => this.timer = this.decoder.deadline().map(alarm),
                Received::Nothing => match this.poll_timer(context) {
                    Poll::Ready(()) => {
                        this.decoder.timeout(now);
                        this.timer = this.decoder.deadline().map(alarm);
                    }
                    Poll::Pending => return Poll::Pending,
                },
                Received::End => {
                    this.decoder.timeout(now);
                    this.keyboard = Keyboard::Ended;
                }
            }
        }
    }
}

impl LocalInput {
    fn poll_timer(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let Some(timer) = &mut self.timer else {
            return Poll::Pending;
        };
        let rung = timer.as_mut().poll(context);
        if rung.is_ready() {
            self.timer = None;
        }
        rung
    }
}

/// The signals that concern a screen.
struct ScreenSignals {
    window: Signal,
    common: Signals,
}

impl ScreenSignals {
    fn new() -> io::Result<Self> {
        Ok(Self {
            window: signal(SignalKind::window_change())?,
            common: Signals::new()?,
        })
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Option<Input> {
        if self.common.poll_end(context).is_some() {
            return Some(Input::Hangup);
        }
        if self.common.poll_stop(context) {
            // What follows it is the signal of going on.
            if guard::suspend().is_err() {
                return Some(Input::Hangup);
            }
        }
        if self.common.poll_resume(context) {
            return Some(guard::take_again().map_or(Input::Hangup, |()| Input::Resize(size())));
        }
        self.window
            .poll_recv(context)
            .is_ready()
            .then(|| Input::Resize(size()))
    }
}

fn alarm(at: std::time::Instant) -> Pin<Box<Sleep>> {
    Box::pin(sleep_until(at.into()))
}

/// The size of the terminal behind standard output; zero when it does not know.
fn size() -> Size {
    termios::tcgetwinsize(stdio::stdout())
        .map(|size| Size::new(size.ws_col, size.ws_row))
        .unwrap_or_default()
}
