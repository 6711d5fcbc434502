//! How a session looks, and who decides: the command line, else the person, else nobody. What the terminal can show
//! bounds all of them.

use crate::domain::user::Appearance;
use crate::tui::term::caps::Caps;
use crate::tui::term::event::Ground;

use super::Theme;
use super::directory::{AUTO, DEFAULT, ThemeDirectory, ThemeError, on_ground};

/// A theme with its name, and whether signs and borders are wished in plain ASCII.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Look {
    /// The theme's name; for a file, its path.
    pub name: String,
    /// The theme with everything that it has.
    pub theme: Theme,
    /// Plain ASCII, also where the terminal could show more.
    pub ascii: bool,
}

/// The looks of a session.
#[derive(Clone, Debug, Default)]
pub struct ThemeSelection {
    /// Where themes lie.
    pub directory: ThemeDirectory,
    /// What the command line named: it wins over everybody's own choice, until somebody chooses on the screen.
    pub commanded: Option<Look>,
    /// What is shown.
    pub shown: Look,
    /// What the terminal told of its background, if it did.
    pub ground: Option<Ground>,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            name: DEFAULT.to_owned(),
            theme: Theme::default(),
            ascii: false,
        }
    }
}

impl Look {
    /// The theme as a terminal can show it.
    pub const fn on(&self, caps: Caps) -> Theme {
        let ascii = caps.ascii || self.ascii;
        self.theme.on(Caps { ascii, ..caps })
    }

    /// Whether it follows the terminal's background.
    pub fn is_automatic(&self) -> bool {
        self.name == AUTO
    }

    /// What is kept of it for a person.
    pub fn appearance(&self) -> Appearance {
        Appearance {
            theme: Some(self.name.clone()),
            ascii: self.ascii,
        }
    }
}

impl ThemeSelection {
    /// The looks of a session on which the command line may have named a theme.
    pub fn new(directory: ThemeDirectory, commanded: Option<Look>) -> Self {
        Self {
            shown: commanded.clone().unwrap_or_default(),
            directory,
            commanded,
            ground: None,
        }
    }

    /// A look as it is on this terminal: what is automatic follows the background, as far as that is known.
    #[must_use]
    pub fn settled(&self, look: Look) -> Look {
        match self.ground {
            Some(ground) if look.is_automatic() => Look {
                theme: on_ground(ground),
                ..look
            },
            _ => look,
        }
    }

    /// How it looks for a person who chose this. A theme that is no longer there gives way to the default one; one
    /// whose file is wrong is told.
    pub fn of_person(&self, chosen: &Appearance) -> Result<Look, ThemeError> {
        if let Some(commanded) = &self.commanded {
            return Ok(commanded.clone());
        }
        let name = chosen.theme.as_deref().unwrap_or(DEFAULT);
        let (name, theme) = match self.directory.named(name) {
            Ok(theme) => (name, theme),
            Err(ThemeError::Unknown { .. }) => {
                tracing::warn!("the theme that the person chose is no longer there");
                (DEFAULT, Theme::default())
            }
            Err(error) => return Err(error),
        };
        Ok(Look {
            name: name.to_owned(),
            theme,
            ascii: chosen.ascii,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::term::caps::ColorDepth;
    use crate::tui::theme::directory::built_in;

    fn chosen(theme: Option<&str>) -> Appearance {
        Appearance {
            theme: theme.map(str::to_owned),
            ascii: false,
        }
    }

    #[test]
    fn the_command_line_decides_then_the_person_then_nobody() {
        let named = |name: &str| Look {
            name: name.to_owned(),
            theme: built_in(name).unwrap(),
            ascii: false,
        };
        let check = |commanded: Option<&str>, own: Option<&str>, expected: &str| {
            let selection = ThemeSelection::new(ThemeDirectory::default(), commanded.map(named));
            assert_eq!(
                selection.of_person(&chosen(own)),
                Ok(named(expected)),
                "{commanded:?} {own:?}"
            );
        };
        check(Some("light"), Some("dark"), "light");
        check(None, Some("dark"), "dark");
        check(None, None, "default");
        check(None, Some("was-removed"), "default");
    }

    #[test]
    fn a_theme_of_a_person_whose_file_became_wrong_is_told_and_the_command_line_helps() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("storm.toml"), "[styles]\nkye = {}").unwrap();
        let directory = ThemeDirectory::new(Some(folder.path().to_owned()));
        let selection = ThemeSelection::new(directory.clone(), None);
        let told = selection.of_person(&chosen(Some("storm")));
        assert!(matches!(told, Err(ThemeError::Mistakes(_))), "{told:?}");
        let selection = ThemeSelection::new(directory, Some(Look::default()));
        assert_eq!(selection.of_person(&chosen(Some("storm"))), Ok(Look::default()));
    }

    #[test]
    fn the_theme_follows_the_terminal() {
        let caps = |color, ascii| Caps {
            color,
            ascii,
            dumb: false,
        };
        let dark = Look {
            name: "dark".to_owned(),
            theme: built_in("dark").unwrap(),
            ascii: false,
        };
        assert_eq!(dark.on(caps(ColorDepth::None, false)), Theme::plain());
        assert_eq!(dark.on(caps(ColorDepth::True, false)), dark.theme);
        assert_eq!(dark.on(caps(ColorDepth::Ansi16, true)), dark.theme.ascii());
        let in_ascii = Look { ascii: true, ..dark };
        assert_eq!(in_ascii.on(caps(ColorDepth::None, false)), Theme::plain().ascii());
    }
}
