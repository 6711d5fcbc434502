//! offerdesk: the renewal desk for partner memberships.
//!
//! The map of the house (rings look inwards only; `ARCHITECTURE.md` tells why):
//!
//! ```text
//! domain                       what the business is; pure
//!   ▲
//! store  payments  i18n        the means: keep records, charge cards, speak English and Polish
//!   ▲
//! services                     what an operator may do: permission, rule, one durable commit
//!   ▲
//! tui  cli                     the faces
//! ```

pub mod catalog;
pub mod cli;
pub mod config;
pub mod domain;
pub mod i18n;
pub mod payments;
pub mod regular;
pub mod services;
pub mod store;
pub mod telemetry;
pub mod tui;
