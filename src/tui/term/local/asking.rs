//! Single questions on the operator's terminal, for commands: the answer is a line, and one that is secret is not shown
//! while it is typed.
//!
//! Signals are heard at once, not when the line ends: Ctrl-C leaves, Ctrl-Z goes to the shell with a terminal that shows
//! what is typed, and `fg` comes back to the question.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::Stream;

use super::lines::{Echo, TypedLines};
use super::signals::{Endings, Signals};
use crate::tui::term::event::{Input, Paste};

/// Asks on standard input. From its beginning on, signals end the process only where somebody listens.
pub struct Asking {
    signals: Signals,
    lines: TypedLines,
    echo: Echo,
}

/// What came of a question.
#[derive(Debug)]
pub enum TypedAnswer {
    /// A line, without what could steer a terminal; empty at the end of the input.
    Line(Paste),
    /// A line that is longer than anything that is asked for; nothing of it is left.
    TooLong,
    /// A signal asks to end.
    Ended,
}

/// Whether an answer is seen while it is typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    /// It is.
    Yes,
    /// It is a secret.
    No,
}

impl Asking {
    /// Takes standard input. Must be called inside a tokio runtime.
    pub fn begin() -> io::Result<Self> {
        Ok(Self {
            signals: Signals::new()?,
            lines: TypedLines::start()?,
            echo: Echo::default(),
        })
    }

    /// Asks: `say` says the question, and says it again after the shell was asked for.
    pub async fn ask(
        &mut self,
        shown: Shown,
        mut say: impl FnMut() -> io::Result<()>,
    ) -> io::Result<TypedAnswer> {
        let _showing_again = ShowingAgain(self.echo.clone());
        if shown == Shown::No {
            // Before the question, so that no one is faster than the hiding.
            self.echo.hide()?;
        }
        say()?;
        poll_fn(|context| self.poll_answer(context, &mut say)).await
    }

    fn poll_answer(
        &mut self,
        context: &mut Context<'_>,
        say: &mut impl FnMut() -> io::Result<()>,
    ) -> Poll<io::Result<TypedAnswer>> {
        if self.signals.poll_end(context).is_some() {
            return Poll::Ready(Ok(TypedAnswer::Ended));
        }
        while self.signals.poll_stop(context) {
            self.echo.suspend();
        }
        let mut is_back = false;
        while self.signals.poll_resume(context) {
            is_back = true;
        }
        if is_back {
            self.echo.resume();
            if let Err(error) = say() {
                return Poll::Ready(Err(error));
            }
        }
        Pin::new(&mut self.lines).poll_next(context).map(|input| {
            Ok(match input {
                Some(Input::Line(line)) => TypedAnswer::Line(line),
                Some(_) => TypedAnswer::TooLong,
                None => TypedAnswer::Line(Paste::default()),
            })
        })
    }

    /// Nothing is asked any more: standard input is somebody else's again, and signals are still heard.
    pub fn over(self) -> Endings {
        Endings::of(self.signals)
    }
}

/// Shows what is typed again, also when a question is given up in the middle.
struct ShowingAgain(Echo);

impl Drop for ShowingAgain {
    fn drop(&mut self) {
        // A terminal that is gone has nothing to be restored.
        let _gone = self.0.show();
    }
}
