//! The payment network of a store, as the use cases treat it: a network of its own, attempts that it does not know,
//! charges that no order counts, and cards that are kept once they have paid. On a real store, with the sandbox bank.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "payments/books.rs"]
mod books;
#[path = "payments/by_hand.rs"]
mod by_hand;
#[path = "payments/cards.rs"]
mod cards;
#[path = "support/chance.rs"]
mod chance;
#[path = "support/desk.rs"]
mod desk;
#[path = "payments/equation.rs"]
mod equation;
#[path = "payments/forgetful.rs"]
mod forgetful;
#[path = "payments/given_back.rs"]
mod given_back;
#[path = "payments/network.rs"]
mod network;
#[path = "payments/orphans.rs"]
mod orphans;
#[path = "payments/random.rs"]
mod random;
#[path = "payments/rated_anew.rs"]
mod rated_anew;
