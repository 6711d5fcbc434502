//! The terminal face.
//!
//! - [`session`]: one operator's screen as a pure state machine; [`effect`] is what it asks for and is told.
//! - [`ask`]: how a screen asks something of the services, by a type of its own; [`preferences`] is what people set for
//!   themselves, wherever they are.
//! - [`layer`]: what a screen is, what it is told and what it may want.
//! - [`runtime`]: the loop that runs a session on any input and any terminal, and runs what it asks for.
//! - [`desk`]: a session on the operator's own terminal.
//! - [`action`]: the one table of actions; [`keymap`] has their keys; [`chrome`] is the frame around every screen.
//! - [`plain`]: the same sessions line by line, for screen readers and logs.
//! - [`memo`]: words that a view keeps from key to key.
//! - [`canvas`]: what screens draw on, and where a click means something; [`surface`] is what shows a session;
//!   [`layout`] divides wide screens.
//! - [`screens`]: tiles, wizard, forms and lists; [`form`] is what every form is made of, [`list`] every list.
//! - [`term`]: the terminal itself: bytes in, events out; cells in, bytes out; raw mode and its undoing.
//! - [`theme`]: every style and symbol that a screen may use.
//! - [`widgets`]: inputs, lists and boxes that know nothing of the desk.

pub mod action;
pub mod ask;
pub mod canvas;
pub mod chrome;
pub mod desk;
pub mod effect;
pub mod form;
pub mod keymap;
pub mod layer;
pub mod layout;
pub mod list;
pub mod memo;
pub mod page;
pub mod places;
pub mod plain;
pub mod preferences;
pub mod runtime;
pub mod screens;
pub mod session;
pub mod surface;
pub mod term;
pub mod theme;
pub mod widgets;
