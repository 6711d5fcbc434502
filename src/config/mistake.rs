//! What can be wrong with a file that somebody wrote: where, at which key, what was found and what was expected.
//!
//! All files share these mistakes and their sentences. What only the readers of some of them know to be wrong, such as a
//! rate above 100 %, is a refusal of their own ([`Refusal`]). The codes by which programs know a mistake are those of the
//! file's role ([`FileRole`]).

use std::fmt;

use super::kind::ValueKind;
use crate::domain::message::{Arg, Coded, FieldError};

/// What a file is written for: how large it may be, and by which codes programs know its mistakes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FileRole {
    /// Most bytes.
    pub size_limit: u64,
    /// Codes that differ from those of the sentences: sentence, code.
    pub codes: &'static [(&'static str, &'static str)],
}

impl FileRole {
    /// What somebody sets for themselves, or fills in. It is small; a larger one is a mistake.
    pub const SETTING: Self = Self {
        size_limit: 64 * 1024,
        codes: &[
            ("setting-missing", "setting-unreadable"),
            ("setting-no-permission", "setting-unreadable"),
            ("setting-not-utf-8", "setting-unreadable"),
        ],
    };
    /// A text that a command sends. It holds more than any text may have; how long one may be, its own field says.
    pub const TEXT: Self = Self {
        size_limit: 64 * 1024,
        codes: &[
            ("setting-unreadable", "unreadable-file"),
            ("setting-missing", "unreadable-file"),
            ("setting-no-permission", "local-file-no-permission"),
            ("setting-not-a-file", "unreadable-file"),
            ("setting-not-utf-8", "unreadable-file"),
        ],
    };
}

/// What whoever reads a file says against a value, in the words of its own room.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    code: &'static str,
    args: Vec<(&'static str, Arg)>,
    /// For logs and tests.
    told: String,
}

impl Refusal {
    /// A form's verdict on a field, whose sentence tells no place.
    pub fn on_field<F>(error: FieldError<F>) -> Self {
        Self {
            told: error.code.to_owned(),
            code: error.code,
            args: error.args,
        }
    }

    /// A refusal whose sentence tells `$file`, `$line` and `$key` as well.
    pub fn of(refusal: &(impl Coded + fmt::Display)) -> Self {
        Self {
            code: refusal.code(),
            args: refusal.args(),
            told: refusal.to_string(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told)
    }
}

/// A mistake in a file. Nothing of the file is used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{file}:{line}:{column}: {key}: {problem}")]
pub struct Mistake {
    /// What the file is for.
    pub role: FileRole,
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The key with those of the tables around it, such as `styles.error.fg`; empty where no key is concerned.
    pub key: String,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong at a place of a file.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Problem {
    /// The file cannot be read.
    #[error("{what}")]
    Unreadable {
        /// What the operating system said.
        what: String,
    },
    /// There is no such file.
    #[error("no such file")]
    Missing,
    /// The operating system does not let it be read.
    #[error("no permission")]
    NoPermission,
    /// A folder, a pipe or a device.
    #[error("not a file")]
    NotAFile,
    /// Not text in UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// The file is too large.
    #[error("over {limit} bytes")]
    TooLarge {
        /// Most bytes.
        limit: u64,
    },
    /// Not TOML.
    #[error("{what}")]
    Syntax {
        /// What the parser said.
        what: String,
    },
    /// A card number, which belongs in no such file.
    #[error("a card number")]
    CardNumber,
    /// A key that does not belong there.
    #[error("unknown key{}", did_you_mean(.nearest.as_ref()))]
    UnknownKey {
        /// Its name.
        found: String,
        /// The known one that was probably meant.
        nearest: Option<String>,
        /// The keys that belong there.
        expected: Vec<String>,
    },
    /// A key that must be there.
    #[error("missing")]
    MissingKey,
    /// A value of another kind.
    #[error("expected {expected:?}, found {found:?}")]
    WrongKind {
        /// Kind of the value.
        found: ValueKind,
        /// Kind that is needed.
        expected: ValueKind,
    },
    /// A text without content.
    #[error("empty")]
    Empty,
    /// A list without entries.
    #[error("no entries")]
    NoEntries,
    /// A text that is too long or holds control characters.
    #[error("not a clean text of at most {limit} bytes")]
    NotClean {
        /// Limit, UTF-8 bytes.
        limit: usize,
    },
    /// A number outside its range.
    #[error("{found}, expected {first} to {last}")]
    OutOfRange {
        /// As written.
        found: String,
        /// Least value.
        first: i32,
        /// Greatest value.
        last: i32,
    },
    /// The same thing twice.
    #[error("{found} is there twice")]
    Duplicate {
        /// What.
        found: String,
    },
    /// A value of the right kind that means nothing there.
    #[error("{found} does not fit, expected {expected}{}", did_you_mean(.nearest.as_ref()))]
    Unfit {
        /// As written.
        found: String,
        /// The one that was probably meant.
        nearest: Option<String>,
        /// Key, in `assets/locales`, of what belongs there.
        expected: &'static str,
    },
    /// Not a calendar day.
    #[error("{found} is not a day")]
    NotADay {
        /// As written.
        found: String,
    },
    /// Whoever reads the file refuses the value.
    #[error("{0}")]
    Refused(Refusal),
    /// The form that the file fills in refuses the value, in words that tell no place.
    #[error("{0}")]
    Field(Refusal),
}

impl Coded for Mistake {
    fn code(&self) -> &'static str {
        if let Problem::Field(refusal) = &self.problem {
            return refusal.code;
        }
        let sentence = self.sentence();
        let own = self.role.codes.iter().find(|(of, _)| *of == sentence);
        own.map_or(sentence, |(_, code)| code)
    }

    fn sentence(&self) -> &'static str {
        match &self.problem {
            Problem::Unreadable { .. } => "setting-unreadable",
            Problem::Missing => "setting-missing",
            Problem::NoPermission => "setting-no-permission",
            Problem::NotAFile => "setting-not-a-file",
            Problem::NotUtf8 => "setting-not-utf-8",
            Problem::TooLarge { .. } => "setting-too-large",
            Problem::Syntax { .. } => "setting-syntax",
            Problem::CardNumber => "setting-card-number",
            Problem::UnknownKey { nearest: Some(_), .. } => "setting-unknown-key-near",
            Problem::UnknownKey { .. } => "setting-unknown-key",
            Problem::MissingKey => "setting-missing-key",
            Problem::WrongKind { .. } => "setting-wrong-kind",
            Problem::Empty => "setting-empty",
            Problem::NoEntries => "setting-no-entries",
            Problem::NotClean { .. } => "setting-not-clean",
            Problem::OutOfRange { .. } => "setting-out-of-range",
            Problem::Duplicate { .. } => "setting-duplicate",
            Problem::Unfit { nearest: Some(_), .. } => "setting-unfit-near",
            Problem::Unfit { .. } => "setting-unfit",
            Problem::NotADay { .. } => "setting-not-a-day",
            Problem::Refused(refusal) => refusal.code,
            Problem::Field(_) => "setting-field",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let text = |text: &str| Arg::Text(shortened(text));
        let mut args = vec![
            ("file", Arg::Text(self.file.clone())),
            ("line", Arg::Text(self.line.to_string())),
            ("key", text(&self.key)),
        ];
        match &self.problem {
            Problem::Unreadable { what } | Problem::Syntax { what } => {
                args.push(("what", Arg::Text(what.clone())));
            }
            Problem::Missing
            | Problem::NoPermission
            | Problem::NotAFile
            | Problem::NotUtf8
            | Problem::CardNumber
            | Problem::MissingKey
            | Problem::Empty
            | Problem::NoEntries => {}
            Problem::TooLarge { limit } => {
                args.push(("limit", Arg::Count(i64::try_from(*limit).unwrap_or(i64::MAX))));
            }
            Problem::NotClean { limit } => {
                args.push(("limit", Arg::Count(i64::try_from(*limit).unwrap_or(i64::MAX))));
            }
            Problem::UnknownKey {
                nearest, expected, ..
            } => {
                args.push(("expected", Arg::Text(expected.join(", "))));
                args.extend(nearest.as_deref().map(|nearest| ("nearest", text(nearest))));
            }
            Problem::WrongKind { found, expected } => {
                args.push(("found", Arg::Key(found.key().to_owned())));
                args.push(("expected", Arg::Key(expected.key().to_owned())));
            }
            Problem::OutOfRange { found, first, last } => args.extend([
                ("found", text(found)),
                ("first", Arg::Count(i64::from(*first))),
                ("last", Arg::Count(i64::from(*last))),
            ]),
            Problem::Duplicate { found } | Problem::NotADay { found } => args.push(("found", text(found))),
            Problem::Unfit {
                found,
                nearest,
                expected,
            } => {
                args.push(("found", text(found)));
                args.push(("expected", Arg::Key((*expected).to_owned())));
                args.extend(nearest.as_deref().map(|nearest| ("nearest", text(nearest))));
            }
            Problem::Refused(refusal) => args.extend(refusal.args.iter().cloned()),
            Problem::Field(refusal) => {
                let said = |key: String| Arg::Message(key, refusal.args.clone());
                args.push(("what", said(format!("error-{}", refusal.code))));
                args.push(("hint", said(format!("error-{}-hint", refusal.code))));
            }
        }
        args
    }
}

fn did_you_mean(nearest: Option<&String>) -> String {
    nearest.map_or_else(String::new, |nearest| format!("; did you mean {nearest}?"))
}

/// The longest name that is compared or repeated, characters.
const NAME_LIMIT: usize = 60;

/// A text of somebody else, short enough to be repeated in a sentence.
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(NAME_LIMIT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The known name that a mistyped one probably means: at most a third of its letters differ.
pub fn nearest<'n>(typed: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let typed: Vec<char> = typed.to_lowercase().chars().take(NAME_LIMIT + 1).collect();
    if typed.is_empty() || typed.len() > NAME_LIMIT {
        return None;
    }
    let candidates = known.into_iter().map(|name| (differing(&typed, name), name));
    candidates
        .filter(|(letters, name)| letters * 3 <= name.chars().count().max(typed.len()).max(3))
        .min_by_key(|(letters, _)| *letters)
        .map(|(_, name)| name.to_owned())
}

/// How many letters must be put in, left out or changed, or neighbors swapped, to get from one name to the other.
fn differing(typed: &[char], name: &str) -> usize {
    let name: Vec<char> = name.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=name.len()).collect();
    for (row, &c) in typed.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &d) in name.iter().enumerate() {
            let at = |cells: &[usize], index: usize| cells.get(index).copied().unwrap_or(usize::MAX / 2);
            let changed = at(&last, column) + usize::from(c != d);
            let mut least = changed
                .min(at(&last, column + 1) + 1)
                .min(at(&current, column) + 1);
            let is_swapped =
                column > 0 && row > 0 && typed.get(row - 1) == Some(&d) && name.get(column - 1) == Some(&c);
            if is_swapped {
                least = least.min(at(&before_last, column - 1) + 1);
            }
            current.push(least);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_name_that_was_meant_and_nonsense_finds_none() {
        let known = ["text", "title", "border", "border_focused", "key"];
        let check = |typed: &str, expected: Option<&str>| {
            assert_eq!(nearest(typed, known).as_deref(), expected, "{typed}");
        };
        check("tilte", Some("title"));
        check("Border", Some("border"));
        check("border-focused", Some("border_focused"));
        check("kye", Some("key"));
        check("background", None);
        check("", None);
        check(&"border".repeat(10_000), None);
    }

    #[test]
    fn a_long_key_is_not_repeated_whole() {
        let mistake = Mistake {
            role: FileRole::SETTING,
            file: "a.toml".to_owned(),
            line: 1,
            column: 1,
            key: "k".repeat(5_000),
            problem: Problem::NotAFile,
        };
        let args = mistake.args();
        let key = args.iter().find(|(name, _)| *name == "key");
        assert_eq!(key.unwrap().1, Arg::Text(format!("{}…", "k".repeat(60))));
    }
}
