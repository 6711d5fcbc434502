//! Which themes there are: the ones that are built in, and files of people's own.
//!
//! The built-in ones are theme files like all others, so that they show what a file can say. Their names are taken:
//! whoever asks for `dark` gets the dark theme that the manual speaks of. A file of one's own inherits from them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::config::file::{File, told_in_order};
use crate::config::mistake::{Mistake, nearest};
use crate::domain::message::{Arg, Coded};
use crate::tui::term::event::Ground;

use super::Theme;
use super::theme_file::ThemeFile;

/// The theme of whoever chose none.
pub const DEFAULT: &str = "default";
/// The theme without any color, which needs no file.
pub const NO_COLOR: &str = "no-color";
/// The light theme or the dark one, as the terminal's background is; the default one until that is known.
pub const AUTO: &str = "auto";
/// The built-in themes, in the order in which they are offered.
pub const BUILT_IN: [&str; 6] = [DEFAULT, "light", "dark", "high-contrast", NO_COLOR, AUTO];

/// How many generations of themes may inherit from each other.
const GENERATIONS: usize = 8;
/// How many files of a folder are offered.
const OFFERED: usize = 200;
/// The longest name of a theme, characters.
const NAME_LIMIT: usize = 40;

/// Where themes lie.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ThemeDirectory {
    folder: Option<PathBuf>,
}

/// Why there is no such theme.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ThemeError {
    /// No theme of that name.
    #[error("no theme {name}, there are {known:?}")]
    Unknown {
        /// The name.
        name: String,
        /// The known one that was probably meant.
        nearest: Option<String>,
        /// The names that there are.
        known: Vec<String>,
    },
    /// Its file, or one that it inherits from, is wrong; all mistakes.
    #[error("{} mistakes", .0.len())]
    Mistakes(Vec<Mistake>),
}

/// A theme that one may choose; where its file is wrong, what is wrong with it.
pub type Offered = (String, Result<Theme, ThemeError>);

impl ThemeDirectory {
    /// The built-in themes, and the files of a folder.
    pub const fn new(folder: Option<PathBuf>) -> Self {
        Self { folder }
    }

    /// A theme as the command line names it: a name, or a file, which has a `/` in it or ends in `.toml`.
    pub fn named_or_file(&self, wanted: &str) -> Result<Theme, ThemeError> {
        let path = Path::new(wanted);
        let is_file = wanted.contains('/') || path.extension().is_some_and(|end| end == "toml");
        if is_file {
            self.file(path)
        } else {
            self.named(wanted)
        }
    }

    /// A theme by its name.
    pub fn named(&self, name: &str) -> Result<Theme, ThemeError> {
        if BUILT_IN.contains(&name) {
            return built_in(name);
        }
        let path = self.path(name).ok_or_else(|| self.unknown(name))?;
        self.file(&path)
    }

    /// The theme of a file.
    pub fn file(&self, path: &Path) -> Result<Theme, ThemeError> {
        let file = File::load(path).map_err(|mistake| ThemeError::Mistakes(vec![*mistake]))?;
        self.theme(&file).map_err(ThemeError::Mistakes)
    }

    /// Whether a theme is found here by its name.
    pub fn has(&self, name: &str) -> bool {
        BUILT_IN.contains(&name) || self.path(name).is_some()
    }

    /// Every theme that one may choose: the built-in ones, then the files by name.
    pub fn offered(&self) -> Vec<Offered> {
        let built_in = BUILT_IN.map(|name| (name.to_owned(), built_in(name)));
        let own = self.names().into_iter().map(|name| {
            let theme = self.named(&name);
            (name, theme)
        });
        built_in.into_iter().chain(own).collect()
    }

    /// The names of the files in the folder that are names of themes.
    fn names(&self) -> Vec<String> {
        let entries = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok());
        let names = entries.into_iter().flatten().filter_map(|entry| {
            let name = entry.ok()?.file_name().into_string().ok()?;
            let name = name.strip_suffix(".toml")?;
            (is_name(name) && !BUILT_IN.contains(&name)).then(|| name.to_owned())
        });
        let mut names: Vec<String> = names.collect();
        names.sort_unstable();
        names.truncate(OFFERED);
        names
    }

    /// The file of a name, if there is one.
    fn path(&self, name: &str) -> Option<PathBuf> {
        let path = self.folder.as_ref()?.join(format!("{name}.toml"));
        (is_name(name) && path.exists()).then_some(path)
    }

    fn known(&self) -> Vec<String> {
        let built_in = BUILT_IN.into_iter().map(str::to_owned);
        built_in.chain(self.names()).collect()
    }

    fn unknown(&self, name: &str) -> ThemeError {
        let known = self.known();
        ThemeError::Unknown {
            name: name.to_owned(),
            nearest: nearest(name, known.iter().map(String::as_str)),
            known,
        }
    }

    /// Reads a file and what it inherits from, and puts all of it on.
    fn theme(&self, file: &File) -> Result<Theme, Vec<Mistake>> {
        let (sheet, mut mistakes) = ThemeFile::read(file);
        let mut sheets: Vec<ThemeFile> = sheet.into_iter().collect();
        let mut is_whole = true;
        let mut names = Vec::new();
        while let Some((name, mistake)) = sheets.last().and_then(ThemeFile::inherits) {
            if name == NO_COLOR {
                break;
            }
            let parent = match built_in_file(name) {
                Some(file) => Ok(file),
                None => self
                    .path(name)
                    .ok_or_else(|| self.no_parent(mistake, name))
                    .and_then(|path| File::load(&path)),
            };
            // A theme that inherits from itself goes on for ever.
            let goes_on = names.iter().any(|known| known == name) || names.len() >= GENERATIONS;
            let parent = match parent {
                Ok(_) if goes_on => Err(Box::new(mistake.clone())),
                parent => parent,
            };
            names.push(name.to_owned());
            let read = match parent {
                Ok(file) => ThemeFile::read(&file),
                Err(mistake) => (None, vec![*mistake]),
            };
            mistakes.extend(read.1);
            is_whole = read.0.is_some();
            match read.0 {
                Some(sheet) => sheets.push(sheet),
                None => break,
            }
        }
        sheets.reverse();
        let theme = ThemeFile::put_on(&sheets);
        match theme {
            Ok(theme) if mistakes.is_empty() => return Ok(theme),
            // Without a parent nobody knows which names of colors it would have brought.
            Err(unknown) if is_whole => mistakes.extend(unknown),
            _ => {}
        }
        Err(told_in_order(mistakes))
    }

    fn no_parent(&self, mistake: &Mistake, name: &str) -> Box<Mistake> {
        let mut mistake = Box::new(mistake.clone());
        if let crate::config::mistake::Problem::Unfit { nearest: found, .. } = &mut mistake.problem {
            *found = nearest(name, self.known().iter().map(String::as_str));
        }
        mistake
    }
}

/// A built-in theme. A test holds that all of them can be read.
pub fn built_in(name: &str) -> Result<Theme, ThemeError> {
    let directory = ThemeDirectory::default();
    match built_in_file(name) {
        Some(file) => directory.theme(&file).map_err(ThemeError::Mistakes),
        None if name == NO_COLOR => Ok(Theme::plain()),
        None if name == AUTO => built_in(DEFAULT),
        None => Err(directory.unknown(name)),
    }
}

/// What [`AUTO`] is on a background.
pub fn on_ground(ground: Ground) -> Theme {
    let name = match ground {
        Ground::Dark => "dark",
        Ground::Light => "light",
    };
    built_in(name).unwrap_or_default()
}

fn built_in_file(name: &str) -> Option<File> {
    macro_rules! built_in {
        ($name:literal) => {
            include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/assets/themes/",
                $name,
                ".toml"
            ))
        };
    }
    let text = match name {
        DEFAULT => built_in!("default"),
        "light" => built_in!("light"),
        "dark" => built_in!("dark"),
        "high-contrast" => built_in!("high-contrast"),
        _ => return None,
    };
    Some(File::new(format!("{name}.toml"), text))
}

/// Whether it can be the name of a theme: such a name is no path, and can be shown as it is.
fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    !name.is_empty() && name.len() <= NAME_LIMIT && name.chars().all(fits)
}

impl Coded for ThemeError {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown { nearest: Some(_), .. } => "theme-unknown-near",
            Self::Unknown { .. } => "theme-unknown",
            Self::Mistakes(_) => "theme-mistakes",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Unknown { name, nearest, known } => {
                let mut args = vec![
                    ("name", Arg::Text(name.chars().take(NAME_LIMIT).collect())),
                    ("known", Arg::Text(known.join(", "))),
                ];
                args.extend(nearest.clone().map(|nearest| ("nearest", Arg::Text(nearest))));
                args
            }
            Self::Mistakes(mistakes) => {
                let count = i64::try_from(mistakes.len()).unwrap_or(i64::MAX);
                vec![("count", Arg::Count(count))]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directory(files: &[(&str, &str)]) -> (tempfile::TempDir, ThemeDirectory) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let directory = ThemeDirectory::new(Some(folder.path().to_owned()));
        (folder, directory)
    }

    fn mistakes(theme: Result<Theme, ThemeError>) -> Vec<String> {
        match theme {
            Err(ThemeError::Mistakes(mistakes)) => {
                mistakes.iter().map(|mistake| mistake.key.clone()).collect()
            }
            other => panic!("no mistakes: {other:?}"),
        }
    }

    #[test]
    fn every_built_in_theme_can_be_read_and_is_another_one() {
        let themes = BUILT_IN.map(|name| built_in(name).unwrap());
        for (index, theme) in themes.iter().enumerate() {
            let is_another = !themes[..index].contains(theme);
            assert!(is_another || BUILT_IN[index] == AUTO, "{}", BUILT_IN[index]);
        }
        assert_eq!(Theme::default(), themes[0]);
        let on_grounds = [Ground::Light, Ground::Dark].map(on_ground);
        assert_eq!(on_grounds, themes[1..3]);
    }

    #[test]
    fn files_of_the_folder_are_offered_after_the_built_in_ones_and_cannot_take_their_names() {
        let (folder, directory) = directory(&[
            ("zebra.toml", "inherits = \"dark\""),
            ("ape.toml", "[styles]\nkey = 3"),
            ("dark.toml", "[styles]\nkey = 3"),
            ("notes.txt", ""),
            ("two words.toml", ""),
        ]);
        let offered = directory.offered();
        let names: Vec<&str> = offered.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names[..6], BUILT_IN);
        assert_eq!(names[6..], ["ape", "zebra"]);
        assert!(offered[6].1.is_err());
        assert_eq!(offered[7].1, built_in("dark"));
        assert_eq!(directory.named("dark"), built_in("dark"));
        let beside = folder.path().join("dark.toml");
        assert_eq!(
            mistakes(directory.named_or_file(beside.to_str().unwrap())),
            ["styles.key"]
        );
    }

    #[test]
    fn a_theme_that_cannot_be_had_is_told_with_what_was_probably_meant() {
        let (_folder, directory) = directory(&[("night.toml", ""), ("lost.toml", "inherits = \"nihgt\"")]);
        for (name, expected) in [("drak", Some("dark")), ("nigth", Some("night")), ("../etc", None)] {
            let error = directory.named(name).unwrap_err();
            let ThemeError::Unknown { nearest, .. } = error else {
                panic!("{error:?}");
            };
            assert_eq!(nearest.as_deref(), expected);
        }
        assert_eq!(mistakes(directory.named("lost")), ["inherits"]);
        assert_eq!(mistakes(directory.named_or_file("/no/such/file")), [""]);
    }

    #[test]
    fn a_theme_that_inherits_from_itself_is_refused() {
        let (_folder, directory) = directory(&[
            ("own.toml", "inherits = \"own\""),
            ("egg.toml", "inherits = \"hen\""),
            ("hen.toml", "inherits = \"egg\""),
            ("grey.toml", "inherits = \"no-color\""),
        ]);
        for name in ["own", "egg", "hen"] {
            assert_eq!(mistakes(directory.named(name)), ["inherits"], "{name}");
        }
        assert_eq!(directory.named("grey"), Ok(Theme::plain()));
    }
}
