//! Support requests, cancellations and refunds, as the use cases do them: on a real store, with the sandbox bank.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

#[path = "requests/asking.rs"]
mod asking;
#[path = "requests/cancelling.rs"]
mod cancelling;
#[path = "support/chance.rs"]
mod chance;
#[path = "requests/check.rs"]
mod check;
#[path = "requests/check_held.rs"]
mod check_held;
#[path = "requests/check_orders.rs"]
mod check_orders;
#[path = "requests/check_size.rs"]
mod check_size;
#[path = "requests/crowd.rs"]
mod crowd;
#[path = "support/decided.rs"]
mod decided;
#[path = "support/desk.rs"]
mod desk;
#[path = "requests/drafts.rs"]
mod drafts;
#[path = "support/engine.rs"]
mod engine;
#[path = "requests/invariants.rs"]
mod invariants;
#[path = "requests/people.rs"]
mod people;
#[path = "requests/random.rs"]
mod random;
#[path = "requests/refunds.rs"]
mod refunds;
#[path = "requests/refusals.rs"]
mod refusals;
#[path = "requests/texts.rs"]
mod texts;
#[path = "support/threads.rs"]
mod threads;
