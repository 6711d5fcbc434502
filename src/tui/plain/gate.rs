//! A gate between the lines that were typed and the pages that were said.
//!
//! A line is an answer to the page that was said last. Out of a pipe all lines come at once, and on a terminal one may
//! type ahead: the gate closes behind each line, and the printer opens it when the next page was said. Nothing else
//! waits behind it: signals have their own way.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use futures_util::Stream;

use crate::tui::term::event::Input;

/// The gate, held by both sides.
#[derive(Clone, Debug, Default)]
pub struct Gate(Arc<Mutex<GateState>>);

#[derive(Debug, Default)]
struct GateState {
    is_open: bool,
    waiting: Option<Waker>,
}

/// Lines behind a gate.
#[derive(Debug)]
pub struct Gated<S> {
    lines: S,
    gate: Gate,
}

impl Gate {
    /// Lets one line in.
    pub fn open(&self) {
        let mut state = self.lock();
        state.is_open = true;
        let waiting = state.waiting.take();
        drop(state);
        if let Some(waker) = waiting {
            waker.wake();
        }
    }

    /// Lets no line in for now.
    pub fn close(&self) {
        self.lock().is_open = false;
    }

    /// Whether the next line is let in.
    pub fn is_open(&self) -> bool {
        self.lock().is_open
    }

    fn lock(&self) -> MutexGuard<'_, GateState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S> Gated<S> {
    /// Puts lines behind a gate, which is closed at first.
    pub const fn new(lines: S, gate: Gate) -> Self {
        Self { lines, gate }
    }
}

impl<S: Stream<Item = Input> + Unpin> Stream for Gated<S> {
    type Item = Input;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Input>> {
        let mut state = self.gate.lock();
        if !state.is_open {
            state.waiting = Some(context.waker().clone());
            return Poll::Pending;
        }
        drop(state);
        let polled = Pin::new(&mut self.lines).poll_next(context);
        if polled.is_ready() {
            self.gate.close();
        }
        polled
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{FutureExt, StreamExt, stream};

    use super::*;
    use crate::tui::term::event::Paste;

    #[test]
    fn each_opening_lets_one_line_in() {
        let lines = ["1", "2"].map(|line| Input::Line(Paste::new(line.to_owned())));
        let gate = Gate::default();
        let mut gated = Gated::new(stream::iter(lines.clone()), gate.clone());
        assert_eq!(gated.next().now_or_never(), None);
        for line in lines {
            gate.open();
            assert_eq!(gated.next().now_or_never(), Some(Some(line)));
            assert_eq!(gated.next().now_or_never(), None);
        }
        gate.open();
        gate.close();
        assert_eq!(gated.next().now_or_never(), None);
        gate.open();
        assert_eq!(gated.next().now_or_never(), Some(None));
    }
}
