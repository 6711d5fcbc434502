//! Support, as people see it: the lists of requests, the thread and what is done in it, the form for a new request with
//! the steps that lead to it, and what was sent.

mod asks;
pub(in crate::tui) mod form;
mod list;
pub(in crate::tui) mod path_prompt;
mod problems;
mod sent;
mod task;
pub mod thread;
mod words;

pub use list::Requests;
pub use thread::Thread;

use crate::services::waiting::Part;
use crate::tui::action::Action;
use crate::tui::layer::{Context, Step};
use crate::tui::term::event::Key;

/// The actions of support requests.
impl Action {
    /// **New request**.
    pub const NEW_REQUEST: Self = Self::new("new-request", "title-new-request", &[Key::char('n')]);
    /// Write in a request.
    pub const REPLY: Self = Self::new("reply", "action-reply", &[Key::char('r')]);
    /// Take a request, or take it over.
    pub const TAKE: Self = Self::new("take", "action-take", &[Key::char('t')]);
    /// Decide on a cancellation.
    pub const DECIDE: Self = Self::new("decide", "action-decide", &[Key::char('d')]);
    /// Close or withdraw a request.
    pub const CLOSE_REQUEST: Self = Self::new("close-request", "action-close-request", &[Key::char('x')]);
    /// Open a closed request again.
    pub const REOPEN: Self = Self::new("reopen", "action-reopen", &[Key::char('o')]);
    /// Add a file.
    pub const ATTACH: Self = Self::new("attach", "action-attach", &[Key::ctrl('o'), Key::char('f')]);
    /// Take the file that was added last away.
    pub const DETACH: Self = Self::new("detach", "action-detach", &[Key::ctrl('x')]);
    /// Save a file of a request.
    pub const SAVE_FILE: Self = Self::new("save-file", "action-save-file", &[Key::char('s')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[
    Action::NEW_REQUEST,
    Action::REPLY,
    Action::TAKE,
    Action::DECIDE,
    Action::CLOSE_REQUEST,
    Action::REOPEN,
    Action::ATTACH,
    Action::DETACH,
    Action::SAVE_FILE,
];

/// Opens **Support**: the requests of the open account for who speaks for it, the queue for who reads all requests.
pub(in crate::tui) fn open_support(context: &Context) -> Step {
    match context.account {
        Some(account) if context.header.has(Part::Support) => Step::open(Requests::of_account(account)),
        _ if context.header.has(Part::Queue) => Step::open(Requests::queue()),
        _ => Step::none(),
    }
}
