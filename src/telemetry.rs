//! What is said when something happens that nobody foresaw.
//!
//! A panic report tells where it happened, and nothing of what was being worked on: the message of a panic may
//! repeat a value, and a value may be somebody's name.

use std::fmt;
use std::panic::PanicHookInfo;

use color_eyre::config::{HookBuilder, Theme};
use color_eyre::section::PanicMessage;

/// Installs the reports for panics and unexpected errors. To be called once, first of all.
pub fn install() -> color_eyre::Result<()> {
    HookBuilder::default()
        .theme(Theme::new())
        .display_env_section(false)
        .panic_message(WhereOnly)
        .install()
}

/// A panic message without the panic's own words.
struct WhereOnly;

impl PanicMessage for WhereOnly {
    fn display(&self, panic: &PanicHookInfo<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "offerdesk has stopped because of a defect. What was confirmed is kept."
        )?;
        match panic.location() {
            Some(place) => write!(f, "Report it with this place: {}:{}", place.file(), place.line()),
            None => write!(f, "Report it."),
        }
    }
}
