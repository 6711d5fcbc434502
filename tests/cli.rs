//! Holds what a caller of the commands can rely on: what is printed where, in which language, with which exit code.
//!
//! Every test runs the real program in a temporary home. What differs from run to run is redacted in
//! `support/cli.rs`; everything else is in the snapshots, word for word.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "support/cards.rs"]
mod card_numbers;
#[path = "support/chance.rs"]
mod chance;
#[path = "support/old_store.rs"]
mod old_store;
#[path = "support/cli.rs"]
mod support;

#[path = "cli/audit.rs"]
mod audit;
#[path = "cli/buying.rs"]
mod buying;
#[path = "cli/cards.rs"]
mod cards;
#[path = "cli/catalog.rs"]
mod catalog;
#[path = "cli/clock.rs"]
mod clock;
#[path = "cli/copies.rs"]
mod copies;
#[path = "cli/due.rs"]
mod due;
#[path = "cli/environment.rs"]
mod environment;
#[path = "cli/hints.rs"]
mod hints;
#[path = "cli/identity.rs"]
mod identity;
#[path = "cli/keys.rs"]
mod keys;
#[path = "cli/methods.rs"]
mod methods;
#[path = "cli/money.rs"]
mod money;
#[path = "cli/payments.rs"]
mod payments;
#[path = "cli/refusals.rs"]
mod refusals;
#[path = "cli/reports.rs"]
mod reports;
#[path = "cli/request_files.rs"]
mod request_files;
#[path = "cli/request_lists.rs"]
mod request_lists;
#[path = "cli/request_refusals.rs"]
mod request_refusals;
#[path = "cli/requests.rs"]
mod requests;
#[path = "cli/seller.rs"]
mod seller;
#[path = "cli/setup.rs"]
mod setup;
#[path = "cli/stores.rs"]
mod stores;
#[path = "cli/themes.rs"]
mod themes;
#[path = "cli/typed_cards.rs"]
mod typed_cards;
