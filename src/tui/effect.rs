//! What a session asks the outside to do, and what comes back. Values only: the session itself does nothing. What a
//! screen asks of the services is a type of its own ([`super::ask`]).

use crate::domain::date::Day;
use crate::services::watch::Changed;

use super::ask::{Answer, Request};
use super::term::event::Input;

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// From the terminal.
    Input(Input),
    /// A request was answered.
    Answer {
        /// The layer that asked.
        layer: u64,
        /// The answer.
        answer: Answer,
    },
    /// A pause asked for is over.
    Pause {
        /// The layer that asked.
        layer: u64,
        /// What it gave along.
        token: u64,
    },
    /// A record changed.
    Changed(Changed),
    /// A new day began.
    NewDay(Day),
}

/// Something to do.
#[derive(Debug)]
pub enum Effect {
    /// Run a use case, and answer.
    Do {
        /// The layer that asks.
        layer: u64,
        /// What is asked.
        request: Request,
    },
    /// Tell when a time without further request is over.
    Pause {
        /// The layer that asks.
        layer: u64,
        /// Given back.
        token: u64,
        /// How long, milliseconds.
        millis: u64,
    },
    /// Put a text on the clipboard of the operator's own machine.
    Copy(String),
    /// Ask the terminal whether its background is dark or light, and to tell when that changes; or no more. Nobody waits
    /// for the answer.
    Listen(bool),
    /// Draw everything anew: the terminal may show something else than was drawn.
    Redraw,
    /// Drop what was typed ahead, which was not meant for what is asked now, and show that.
    Forget,
    /// Give the terminal back to the shell for a while.
    Suspend,
    /// End the session once what is being saved is saved.
    Quit,
}
