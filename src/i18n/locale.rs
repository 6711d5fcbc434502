//! Which languages there are, and how the environment asks for one.

use std::fmt;

use unic_langid::LanguageIdentifier;

/// A language with its ways of writing money, dates and numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Locale {
    /// American English: also for every language that we do not speak.
    #[default]
    EnUs,
    /// Polish.
    PlPl,
}

impl Locale {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::EnUs, Self::PlPl];

    /// The BCP 47 tag; also the name of the folder under `assets/locales`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::EnUs => "en-US",
            Self::PlPl => "pl-PL",
        }
    }

    /// Reads `pl`, `pl-PL`, `pl_PL.UTF-8` or `C`; `None` for a language that we do not speak.
    pub fn parse(text: &str) -> Option<Self> {
        let name = text.trim().split(['.', '@']).next().unwrap_or_default();
        let language = name.split(['_', '-']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "en" | "c" | "posix" => Some(Self::EnUs),
            "pl" => Some(Self::PlPl),
            _ => None,
        }
    }

    /// The language that the environment asks for. The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set and
    /// not empty decides, as in POSIX; English when it names none that we speak.
    pub fn from_environment(variable: &dyn Fn(&str) -> Option<String>) -> Self {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| variable(name).filter(|value| !value.is_empty()))
            .and_then(|value| Self::parse(&value))
            .unwrap_or_default()
    }

    /// For Fluent's plural rules.
    pub(super) fn language(self) -> LanguageIdentifier {
        self.tag().parse().unwrap_or_default()
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_read_however_it_is_spelled() {
        let check =
            |text: &str, expected: Option<Locale>| assert_eq!(Locale::parse(text), expected, "{text:?}");
        for polish in ["pl", "PL", "pl-PL", "pl_PL", "pl_PL.UTF-8", "pl_PL.utf8@euro"] {
            check(polish, Some(Locale::PlPl));
        }
        for english in ["en", "en_GB.UTF-8", "C", "C.UTF-8", "POSIX", "en-US"] {
            check(english, Some(Locale::EnUs));
        }
        for unknown in ["", "de_DE", "plx", "polish", "."] {
            check(unknown, None);
        }
    }

    #[test]
    fn the_strongest_variable_that_is_set_decides() {
        let check = |variables: &[(&str, &str)], expected: Locale| {
            let find = |name: &str| {
                variables
                    .iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(Locale::from_environment(&find), expected, "{variables:?}");
        };
        check(&[], Locale::EnUs);
        check(&[("LANG", "pl_PL.UTF-8")], Locale::PlPl);
        check(&[("LC_ALL", "C"), ("LANG", "pl_PL.UTF-8")], Locale::EnUs);
        check(&[("LC_ALL", ""), ("LANG", "pl_PL.UTF-8")], Locale::PlPl);
        check(&[("LC_MESSAGES", "pl_PL"), ("LANG", "en_US")], Locale::PlPl);
        check(&[("LC_MESSAGES", "de_DE"), ("LANG", "pl_PL")], Locale::EnUs);
        check(&[("LC_ALL", "en_US"), ("LC_MESSAGES", "pl_PL")], Locale::EnUs);
    }
}
