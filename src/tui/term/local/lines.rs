//! Standard input as lines and standard output as a voice, for plain mode: a terminal, a file or a pipe.
//!
//! The terminal stays as it is, with its own editing of lines; only while a secret is asked for it does not show what
//! is typed.

use std::io::{self, Write};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use futures_util::Stream;
use rustix::stdio;
use rustix::termios::{self, LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

use super::reader::{Reader, Received};
use super::signals::{self, Signals};
use super::write_fully;
use crate::tui::plain::SIZE;
use crate::tui::plain::gate::{Gate, Gated};
use crate::tui::plain::printer::PrinterVoice;
use crate::tui::term::event::Input;
use crate::tui::term::input::Lines;

/// Takes standard input and standard output. Must be called inside a tokio runtime.
///
/// The voice gives the terminal back as it was when it is dropped.
pub fn open_lines(gate: Gate) -> io::Result<(LineInput, LocalVoice)> {
    let echo = Echo::default();
    let input = LineInput {
        signals: Signals::new()?,
        lines: Gated::new(TypedLines::start()?, gate),
        echo: echo.clone(),
    };
    Ok((input, LocalVoice(echo)))
}

/// Whether somebody sits at standard input, rather than a file or a pipe.
pub fn is_typed_on() -> bool {
    termios::isatty(stdio::stdin())
}

/// What is typed, line by line, and what the operating system tells.
pub struct LineInput {
    signals: Signals,
    lines: Gated<TypedLines>,
    echo: Echo,
}

/// What is typed, line by line.
pub(super) struct TypedLines {
    reader: Reader,
    lines: Lines,
    has_ended: bool,
}

/// Standard output, and whether the terminal shows what is typed.
#[derive(Debug)]
pub struct LocalVoice(Echo);

impl TypedLines {
    /// Starts reading standard input. Must be called inside a tokio runtime.
    pub(super) fn start() -> io::Result<Self> {
        Ok(Self {
            reader: Reader::start()?,
            lines: Lines::new(),
            has_ended: false,
        })
    }
}

/// What the terminal was set to, while it does not show what is typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Echo(Arc<Mutex<Option<Termios>>>);

impl Stream for LineInput {
    type Item = Input;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Input>> {
        let this = &mut *self;
        // A signal comes at once, whatever is on its way.
        if this.signals.poll_end(context).is_some() {
            return Poll::Ready(Some(Input::Hangup));
        }
        while this.signals.poll_stop(context) {
            this.echo.suspend();
        }
        if this.signals.poll_resume(context) {
            this.echo.resume();
            // What the shell wrote stands behind the question: it is said again.
            return Poll::Ready(Some(Input::Resize(SIZE)));
        }
        Pin::new(&mut this.lines).poll_next(context)
    }
}

impl Stream for TypedLines {
    type Item = Input;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Input>> {
        let this = &mut *self;
        loop {
            if let Some(line) = this.lines.pop() {
                return Poll::Ready(Some(line));
            }
            if this.has_ended {
                return Poll::Ready(None);
            }
            match this.reader.poll(context, |bytes| this.lines.feed(bytes)) {
                Received::Bytes => {}
                Received::Nothing => return Poll::Pending,
                Received::End => {
                    this.lines.end();
                    this.has_ended = true;
                }
            }
        }
    }
}

impl Write for LocalVoice {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        write_fully(stdio::stdout(), bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl PrinterVoice for LocalVoice {
    fn hide(&mut self, hidden: bool) -> io::Result<()> {
        if hidden { self.0.hide() } else { self.0.show() }
    }
}

impl Drop for LocalVoice {
    fn drop(&mut self) {
        // A terminal that is gone has nothing to be restored.
        let _gone = self.0.show();
    }
}

impl Echo {
    pub(super) fn hide(&self) -> io::Result<()> {
        let mut before = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if before.is_some() || !is_typed_on() {
            return Ok(());
        }
        let settings = tcgetattr(stdio::stdin())?;
        // What was typed before the question is thrown away: it was shown, and it is no answer to it.
        tcsetattr(stdio::stdin(), OptionalActions::Flush, &hidden(&settings))?;
        *before = Some(settings);
        Ok(())
    }

    pub(super) fn show(&self) -> io::Result<()> {
        let mut before = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(settings) = before.take() {
            tcsetattr(stdio::stdin(), OptionalActions::Now, &settings)?;
        }
        Ok(())
    }

    /// Stops the process with a terminal that shows what is typed.
    pub(super) fn suspend(&self) {
        let before = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(settings) = &before {
            let _gone = tcsetattr(stdio::stdin(), OptionalActions::Now, settings);
        }
        let _refused = signals::stop();
    }

    /// Hides again what was hidden before the process was stopped.
    ///
    /// What the terminal is set to now is not asked for: a process goes on without having been asked to stop, too, and
    /// then it hides already.
    pub(super) fn resume(&self) {
        let before = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(settings) = &*before {
            let _gone = tcsetattr(stdio::stdin(), OptionalActions::Now, &hidden(settings));
        }
    }
}

/// The same settings, with which the terminal does not show what is typed.
fn hidden(settings: &Termios) -> Termios {
    let mut hidden = settings.clone();
    hidden.local_modes.remove(LocalModes::ECHO);
    // The end of the line is shown, so that what is said next begins in a line of its own.
    hidden.local_modes.insert(LocalModes::ECHONL | LocalModes::ICANON);
    hidden
}
