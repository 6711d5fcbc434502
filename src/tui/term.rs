//! The terminal: bytes in, events out; cells in, bytes out; and the promise to put it back as it was.
//!
//! ```text
//! keyboard ─► local::LocalInput ─► input::Decoder ─► event::Input ─► (the session)
//! (the session) ─► screen::Screen ─► backend::AnsiBackend ─► encoder ─► local::LocalOutput ─► terminal
//! ```
//!
//! Which do I use?
//!
//! | I want | take |
//! |---|---|
//! | the operator's own terminal | [`local::open`] |
//! | a terminal at the other end of a connection, or a test | [`input::Decoder`] and [`screen::FrameWriter`] over any `Write` |
//! | to know what a terminal can show | [`caps::Caps::detect`] |
//!
//! Two rules hold in here. What is typed or pasted may be a card number, so every buffer that it passes is wiped
//! as soon as it was used: this is why neither crossterm's event stream nor another crate's parser reads the
//! keyboard. And a frame is one write of only what changed, for lines where every byte is felt.

pub mod backend;
pub mod caps;
pub mod encoder;
pub mod event;
pub mod guard;
pub mod input;
pub mod local;
pub mod modes;
pub mod screen;
