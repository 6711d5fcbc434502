//! What is possible on every screen, because the session does it itself.

use crate::tui::action::Action;
use crate::tui::term::event::{Key, KeyCode};

/// The session's own actions, possible everywhere.
impl Action {
    /// The other language.
    pub const LANGUAGE: Self = Self::new("language", "action-language", &[Key::char('L')]);
    /// How the screen looks.
    pub const THEME: Self = Self::new("theme", "action-theme", &[Key::char('T')]).unsaid();
    /// Every action, every place to go to, in one list.
    pub const PALETTE: Self = Self::new("palette", "action-palette", &[Key::ctrl('p')]).unsaid();
    /// Help.
    pub const HELP: Self = Self::new(
        "help",
        "action-help",
        &[Key::char('?'), Key::plain(KeyCode::F(1))],
    );
    /// Draw everything anew, after something else wrote on the terminal.
    pub const REDRAW: Self = Self::new("redraw", "action-redraw", &[Key::ctrl('l')]).unsaid();
    /// Back to the shell for a while.
    pub const SUSPEND: Self = Self::new("suspend", "action-suspend", &[Key::ctrl('z')]).unsaid();
    /// Leave offerdesk.
    pub const QUIT: Self = Self::new("quit", "action-quit", &[Key::char('q'), Key::ctrl('c')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[
    Action::LANGUAGE,
    Action::THEME,
    Action::PALETTE,
    Action::HELP,
    Action::SUSPEND,
    Action::QUIT,
    Action::REDRAW,
];
