//! The signals that concern whoever holds a terminal: screens, lines and single questions alike.
//!
//! Whatever ends a process and can be caught is caught, so that the terminal is given back first. From then on the
//! system's own way with them is gone for this process: whoever took them has to go on listening.

use std::future::poll_fn;
use std::io;
use std::task::{Context, Poll};

use futures_util::FutureExt;
use rustix::process::{Signal as Number, getpid, kill_process};
use tokio::signal::unix::{Signal, SignalKind, signal};

/// What ends a process that does not listen. What a defect of the process itself raises is left out: going on after it
/// is no way.
const ENDS: &[Number] = &[
    Number::TERM,
    Number::HUP,
    Number::INT,
    Number::QUIT,
    Number::USR1,
    Number::USR2,
    Number::ALARM,
    Number::VTALARM,
    Number::PROF,
    Number::XCPU,
    Number::XFSZ,
    Number::IO,
    #[cfg(target_os = "linux")]
    Number::POWER,
    #[cfg(target_os = "linux")]
    Number::STKFLT,
];

/// What the system tells a process on a terminal.
pub(super) struct Signals {
    stop: Signal,
    resume: Signal,
    ends: Vec<(i32, Signal)>,
}

impl Signals {
    /// Begins to listen. Must be called inside a tokio runtime.
    pub(super) fn new() -> io::Result<Self> {
        let ends = ENDS.iter().map(|number| {
            let number = number.as_raw();
            Ok((number, signal(SignalKind::from_raw(number))?))
        });
        Ok(Self {
            stop: signal(SignalKind::from_raw(Number::TSTP.as_raw()))?,
            resume: signal(SignalKind::from_raw(Number::CONT.as_raw()))?,
            ends: ends.collect::<io::Result<_>>()?,
        })
    }

    /// Which signal asks the process to end.
    pub(super) fn poll_end(&mut self, context: &mut Context<'_>) -> Option<i32> {
        let mut ends = self.ends.iter_mut();
        ends.find_map(|(number, signal)| signal.poll_recv(context).is_ready().then_some(*number))
    }

    /// Whether the shell is asked for (Ctrl-Z).
    pub(super) fn poll_stop(&mut self, context: &mut Context<'_>) -> bool {
        self.stop.poll_recv(context).is_ready()
    }

    /// Whether the process goes on after it was stopped.
    pub(super) fn poll_resume(&mut self, context: &mut Context<'_>) -> bool {
        self.resume.poll_recv(context).is_ready()
    }
}

/// Listens for what ends a process, on behalf of work that is to be left in order.
pub struct Endings(Signals);

impl Endings {
    /// Begins to listen: from here on a signal ends nothing by itself. Must be called inside a tokio runtime.
    pub fn begin() -> io::Result<Self> {
        Signals::new().map(Self)
    }

    pub(super) const fn of(signals: Signals) -> Self {
        Self(signals)
    }

    /// Waits for a signal that asks to end; gives its number. Ctrl-Z stops meanwhile, as it does elsewhere.
    pub async fn come(&mut self) -> i32 {
        poll_fn(|context| {
            while self.0.poll_stop(context) {
                let _refused = stop();
            }
            while self.0.poll_resume(context) {}
            self.0.poll_end(context).map_or(Poll::Pending, Poll::Ready)
        })
        .await
    }

    /// Whether one has come already.
    pub async fn have_come(&mut self) -> bool {
        // What the system told while this thread was at work is heard now.
        tokio::task::yield_now().await;
        self.come().now_or_never().is_some()
    }
}

/// Stops the process, as Ctrl-Z does elsewhere.
pub(super) fn stop() -> io::Result<()> {
    // SIGSTOP rather than SIGTSTP, for which the process has a handler of its own.
    Ok(kill_process(getpid(), Number::STOP)?)
}
