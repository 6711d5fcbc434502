//! The terminal face.
//!
//! - [`term`]: the terminal itself: bytes in, events out; cells in, bytes out; raw mode and its undoing.
//! - [`theme`]: every style and symbol that a screen may use.
//! - [`widgets`]: inputs, lists and boxes that know nothing of the desk.

pub mod term;
pub mod theme;
pub mod widgets;
