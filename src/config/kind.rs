//! The kinds of values in a TOML file, for saying what was found and what is needed.

use toml::de::DeValue;

/// The kinds of values in a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ValueKind {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Number,
    /// True or false.
    Boolean,
    /// A day, a time.
    Day,
    /// A list.
    Array,
    /// A table.
    Table,
}

impl ValueKind {
    /// The kind of a value.
    pub const fn of(value: &DeValue<'_>) -> Self {
        match value {
            DeValue::String(_) => Self::Text,
            DeValue::Integer(_) => Self::Integer,
            DeValue::Float(_) => Self::Number,
            DeValue::Boolean(_) => Self::Boolean,
            DeValue::Datetime(_) => Self::Day,
            DeValue::Array(_) => Self::Array,
            DeValue::Table(_) => Self::Table,
        }
    }

    /// Key of its name in `assets/locales`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Text => "toml-text",
            Self::Integer => "toml-integer",
            Self::Number => "toml-number",
            Self::Boolean => "toml-boolean",
            Self::Day => "toml-day",
            Self::Array => "toml-array",
            Self::Table => "toml-table",
        }
    }
}
