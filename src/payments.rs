//! Charging cards: the gateway contract, card numbers while they exist, and the sandbox network.
//!
//! - [`gateway`]: what the desk asks of a payment network.
//! - [`card`]: card numbers and security codes in zeroized memory.
//! - [`sandbox`]: a payment network that moves no money, in this process or in one of its own.

pub mod card;
pub mod gateway;
pub mod sandbox;
