//! Who may what: every use case is tried as a person of every role, and what was seen is what the rules say and what
//! `docs/roles.md` tells people.
//!
//! | file | what it holds |
//! |---|---|
//! | `people` | the people who try it, one column each |
//! | `world` | what there must be so that something can be tried |
//! | `seen` | what somebody saw: done, or refused, and who was named instead |
//! | `looking`, `buying`, `money`, `asking_support`, `store` | what was expected, by hand, from the rules; and how it is tried |
//! | `own` | what depends on whose it is |
//! | `document` | the table in `docs/roles.md` |
//! | `complete` | no use case is left out |
//! | `commands` | the commands that need no person |

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
#[path = "rights/asking_support.rs"]
mod asking_support;
#[path = "rights/buying.rs"]
mod buying;
#[path = "rights/commands.rs"]
mod commands;
#[path = "rights/complete.rs"]
mod complete;
#[path = "support/desk.rs"]
mod desk;
#[path = "rights/document.rs"]
mod document;
#[path = "payments/forgetful.rs"]
mod forgetful;
#[path = "rights/looking.rs"]
mod looking;
#[path = "rights/money.rs"]
mod money;
#[path = "rights/own.rs"]
mod own;
#[path = "rights/people.rs"]
mod people;
#[path = "rights/seen.rs"]
mod seen;
#[path = "rights/store.rs"]
mod store;
#[path = "support/cli.rs"]
mod support;
#[path = "rights/table.rs"]
mod table;
#[path = "support/threads.rs"]
mod threads;
#[path = "rights/world.rs"]
mod world;
