//! Where somebody sits: who, in what language, at what terminal, with what files of their own.

use std::sync::Arc;

use offerdesk::config::file::File;
use offerdesk::i18n::{I18n, Locale};
use offerdesk::services::Services;
use offerdesk::services::context::Actor;
use offerdesk::tui::desk::DeskOptions;
use offerdesk::tui::keymap::Keymap;
use offerdesk::tui::term::caps::{Caps, ColorDepth, TerminalOverrides};
use offerdesk::tui::theme::directory;
use offerdesk::tui::theme::selection::{Look, ThemeSelection};
use ratatui::layout::Size;

use super::DANA;

/// How a session is begun.
#[derive(Clone, Copy)]
pub struct Seat {
    /// Email address of who acts.
    pub person: &'static str,
    /// Whether it is at the computer of the store, whose folder belongs to who sits there.
    pub is_local: bool,
    /// Language.
    pub locale: Locale,
    /// Whether it begins with the tiles of an account, though there are several.
    pub at_account: bool,
    /// The text of a keymap file.
    pub keymap: &'static str,
    /// What the terminal can show.
    pub caps: Caps,
    /// Its size.
    pub size: Size,
    /// A built-in theme.
    pub theme: &'static str,
    /// Depths of color of further terminals that show the same session.
    pub beside: &'static [ColorDepth],
}

impl Default for Seat {
    fn default() -> Self {
        Self {
            person: DANA,
            is_local: false,
            locale: Locale::EnUs,
            at_account: true,
            keymap: "",
            caps: Caps::default(),
            size: Size::new(80, 24),
            theme: directory::DEFAULT,
            beside: &[],
        }
    }
}

/// What the session of a seat begins with.
pub async fn options(services: &Services, seat: Seat) -> DeskOptions {
    let user = services.person_by_email(seat.person).await.unwrap();
    DeskOptions {
        services: services.clone(),
        actor: if seat.is_local {
            Actor::local(user.id, "dana".to_owned())
        } else {
            Actor::demo(user.id)
        },
        account: None,
        at_account: seat.at_account,
        i18n: I18n::new(seat.locale),
        demo: true,
        theme_selection: worn(seat.theme),
        overrides: TerminalOverrides::default(),
        keymap: Arc::new(Keymap::read(&File::new("keymap.toml", seat.keymap)).unwrap()),
    }
}

/// The looks of a session on which a person chose a built-in theme.
pub fn worn(theme: &str) -> ThemeSelection {
    ThemeSelection {
        shown: Look {
            name: theme.to_owned(),
            theme: directory::built_in(theme).unwrap(),
            ascii: false,
        },
        ..ThemeSelection::default()
    }
}
