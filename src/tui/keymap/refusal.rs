//! What is wrong with a key of the keyboard, in a keymap file.

use crate::config::mistake::shortened;
use crate::domain::message::{Arg, Coded};

/// What is wrong with a key of the keyboard.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum KeyRefusal {
    /// Another action has it by default.
    #[error("{found} is {action} by default")]
    Taken {
        /// The key.
        found: String,
        /// The other action.
        action: String,
    },
    /// The file gives it to another action too.
    #[error("{found} is {action} in line {line}")]
    TakenInFile {
        /// The key.
        found: String,
        /// The other action.
        action: String,
        /// Its line, from 1.
        line: usize,
    },
    /// No terminal sends it.
    #[error("{found} is never sent{}", .instead.as_ref().map_or(String::new(), |key| format!("; terminals send {key}")))]
    NeverSent {
        /// As written.
        found: String,
        /// The key that arrives when it is pressed, if it is another one.
        instead: Option<String>,
    },
    /// A text field needs it.
    #[error("{found} edits text")]
    Edits {
        /// The key.
        found: String,
    },
    /// An action that nobody can do without has no key left.
    #[error("{action} needs a key")]
    Missing {
        /// The action.
        action: String,
    },
    /// The same while text is being typed, when characters are text.
    #[error("{action} needs a key that is no text")]
    MissingWhileTyping {
        /// The action.
        action: String,
    },
}

impl Coded for KeyRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Taken { .. } => "setting-key-taken",
            Self::TakenInFile { .. } => "setting-key-taken-in-file",
            Self::NeverSent { instead: Some(_), .. } => "setting-key-sent-as",
            Self::NeverSent { .. } => "setting-key-never-sent",
            Self::Edits { .. } => "setting-key-edits",
            Self::Missing { .. } => "setting-key-missing",
            Self::MissingWhileTyping { .. } => "setting-key-missing-typing",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let text = |text: &str| Arg::Text(shortened(text));
        match self {
            Self::Taken { found, action } => vec![("found", text(found)), ("action", text(action))],
            Self::TakenInFile { found, action, line } => vec![
                ("found", text(found)),
                ("action", text(action)),
                ("other", Arg::Text(line.to_string())),
            ],
            Self::NeverSent { found, instead } => {
                let instead = instead.iter().map(|instead| ("instead", text(instead)));
                std::iter::once(("found", text(found))).chain(instead).collect()
            }
            Self::Edits { found } => vec![("found", text(found))],
            Self::Missing { action } | Self::MissingWhileTyping { action } => vec![("action", text(action))],
        }
    }
}
