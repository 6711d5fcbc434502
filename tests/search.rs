//! Lists of any length, and finding in them: on a real store with a few thousand accounts.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

#[path = "search/auditing.rs"]
mod auditing;
#[path = "search/counting.rs"]
mod counting;
#[path = "support/desk.rs"]
mod desk;
#[path = "search/due.rs"]
mod due;
#[path = "support/engine.rs"]
mod engine;
#[path = "search/finding.rs"]
mod finding;
#[path = "search/paging.rs"]
mod paging;

use offerdesk::domain::audit::Chain;
use offerdesk::domain::ids::AccountId;
use offerdesk::domain::partner::Account;
use offerdesk::store::record::{Batch, Expect};

use desk::{Desk, account, american, recorded};

/// Names that the companies of a crowd are made of.
const FIRST: [&str; 12] = [
    "Aurora",
    "Bałtyk",
    "Cedar",
    "Dębica",
    "Elbląg",
    "Fjord",
    "Gęślą",
    "Harbor",
    "Inowrocław",
    "Jaźń",
    "Kraków",
    "Łódź",
];
const SECOND: [&str; 5] = ["Systems", "Software", "Logistics", "Usługi", "Consulting"];

/// The company of the n-th account of a crowd.
fn company(number: u128) -> String {
    let first = FIRST[usize::try_from(number % 12).unwrap()];
    let second = SECOND[usize::try_from(number % 5).unwrap()];
    format!("{first} {second} {number}")
}

/// The n-th account of a crowd.
fn member(number: u128) -> Account {
    account(AccountId::new(number), &company(number), &american())
}

/// Adds accounts, many at a time.
async fn add(desk: &Desk, numbers: impl Iterator<Item = u128>) {
    let accounts: Vec<Account> = numbers.map(member).collect();
    for some in accounts.chunks(250) {
        let mut batch = Batch::new(desk.clock.now(), None);
        for account in some {
            batch.put(account, Expect::Absent).unwrap();
        }
        let entry = recorded(&batch);
        batch.audit(Chain::System, entry);
        desk.store.commit(batch).await.unwrap();
    }
}

/// A desk with so many accounts besides the usual two.
async fn crowd(count: u128) -> Desk {
    let desk = Desk::on("2026-07-03").await;
    add(&desk, 1_000..1_000 + count).await;
    desk
}
