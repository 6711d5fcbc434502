//! Renewing, from the wizard to the paid term, as the use cases do it: on a real store, with the sandbox bank.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "renewals/auditing.rs"]
mod auditing;
#[path = "renewals/between.rs"]
mod between;
#[path = "renewals/cards.rs"]
mod cards;
#[path = "renewals/changing.rs"]
mod changing;
#[path = "renewals/clock.rs"]
mod clock;
#[path = "renewals/crowd.rs"]
mod crowd;
#[path = "support/decided.rs"]
mod decided;
#[path = "support/desk.rs"]
mod desk;
#[path = "renewals/drafts.rs"]
mod drafts;
#[path = "renewals/due.rs"]
mod due;
#[path = "support/engine.rs"]
mod engine;
#[path = "renewals/first_purchase.rs"]
mod first_purchase;
#[path = "renewals/midnight.rs"]
mod midnight;
#[path = "renewals/people.rs"]
mod people;
#[path = "renewals/profiles.rs"]
mod profiles;
#[path = "renewals/receipts.rs"]
mod receipts;
#[path = "renewals/settling.rs"]
mod settling;
#[path = "renewals/transfers.rs"]
mod transfers;
#[path = "renewals/windows.rs"]
mod windows;
