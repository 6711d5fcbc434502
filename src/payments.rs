//!
//! - [`gateway`]: what the desk asks of a payment network.
//! - [`card`]: card numbers and security codes in zeroized memory.

pub mod card;
pub mod gateway;
