//! The way to a screen that is no place: the action that opens it, for whom it is there, and the screen. Each screen says
//! its own beside itself, and `super::DOORS` lists them all: the palette reads it, and line by line the tiles do.

use crate::tui::action::Action;
use crate::tui::layer::{Context, Destination, Navigation, Screen, Step};

use super::DOORS;

/// The way to a screen.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui) struct Door {
    /// The action that opens it; its label is the screen's title.
    pub action: Action,
    /// Whether it is there for who acts.
    pub is_there: fn(&Context) -> bool,
    /// The screen; `None` where what it is about is not open.
    pub screen: fn(&Context) -> Option<Box<dyn Screen>>,
}

impl Door {
    /// How one goes there from wherever one is.
    pub(super) fn journey(&self, context: &Context) -> Option<Destination> {
        let screen = (self.screen)(context)?;
        Some(Destination {
            account: None,
            screen: Some(screen),
        })
    }
}

/// Opens the screen of an action; nothing where it leads to none.
pub(super) fn open(action: Action, context: &Context) -> Step {
    let door = DOORS.iter().find(|door| door.action == action);
    let screen = door.and_then(|door| (door.screen)(context));
    screen.map_or_else(Step::none, |screen| Step::go(Navigation::Open(screen)))
}

/// No two screens have one action.
impl PartialEq for Door {
    fn eq(&self, other: &Self) -> bool {
        self.action == other.action
    }
}

impl Eq for Door {}
