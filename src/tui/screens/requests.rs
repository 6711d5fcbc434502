//! Support, as people see it: the lists of requests, the thread and what is done in it, the form for a new request with
//! the steps that lead to it, and what was sent.

mod asks;
pub(in crate::tui) mod form;
mod list;
pub(in crate::tui) mod path_prompt;
mod problems;
mod sent;
mod task;
mod thread;
mod words;

pub use list::Requests;
pub use thread::Thread;

use crate::tui::layer::{Desk, Step};

/// Opens **Support**: the requests of the open account for who speaks for it, the queue for who reads all requests.
pub(in crate::tui) fn open_support(desk: &Desk) -> Step {
    match desk.account {
        Some(account) if desk.header.requests_support => Step::open(Requests::of_account(account)),
        _ if desk.header.reads_requests => Step::open(Requests::queue()),
        _ => Step::none(),
    }
}
