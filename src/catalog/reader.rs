//! Walks the tables of a TOML file with the place of every value at hand.
//!
//! Reading by hand, rather than through `serde`, keeps a mistake typed: serde would only give an English sentence.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{CatalogError, Problem};
use super::kind::Kind;
use crate::domain::date::Day;
use crate::domain::text::clean_line;

/// A file that was loaded but not yet read.
#[derive(Clone, Copy)]
pub(super) struct File<'t> {
    name: &'t str,
    text: &'t str,
}

/// A table of a file.
#[derive(Clone, Copy)]
pub(super) struct Table<'t> {
    file: File<'t>,
    fields: &'t DeTable<'t>,
    start: usize,
}

/// A value with its place.
#[derive(Clone, Copy)]
pub(super) struct Placed<'t, T> {
    file: File<'t>,
    start: usize,
    /// The value.
    pub value: T,
}

/// Limit of names, patterns and sources, UTF-8 bytes.
const LINE_LIMIT: usize = 1_000;
/// Limit of the purchase terms, UTF-8 bytes.
const TEXT_LIMIT: usize = 50_000;

type Read<T> = Result<T, CatalogError>;

impl<'t> File<'t> {
    /// A file of a name with its text.
    pub(super) const fn new(name: &'t str, text: &'t str) -> Self {
        Self { name, text }
    }

    /// Parses the whole file.
    pub(super) fn parse(self) -> Read<DeTable<'t>> {
        DeTable::parse(self.text)
            .map(Spanned::into_inner)
            .map_err(|error| self.syntax_error(&error))
    }

    /// The table that the whole file is.
    pub(super) const fn root(self, fields: &'t DeTable<'t>) -> Table<'t> {
        Table {
            file: self,
            fields,
            start: 0,
        }
    }

    /// A parser that stumbles over a date such as February 30 is told as the wrong day that it is.
    fn syntax_error(self, error: &toml::de::Error) -> CatalogError {
        let Range { start, end } = error.span().unwrap_or_default();
        let found = self.text.get(start..end).unwrap_or_default();
        let date_like = |c: char| c.is_ascii_digit() || c == '-';
        let is_date = found.len() == 10 && found.chars().all(date_like) && found.matches('-').count() == 2;
        self.error(
            start,
            if is_date {
                Problem::NotADay {
                    found: found.to_owned(),
                }
            } else {
                Problem::Syntax {
                    what: error.message().to_owned(),
                }
            },
        )
    }

    fn error(self, start: usize, problem: Problem) -> CatalogError {
        let before = self.text.get(..start).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        CatalogError {
            file: self.name.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            problem,
        }
    }
}

impl<'t> Table<'t> {
    /// Refuses fields other than these; to be called first, so that a slip is not told as a missing field.
    pub(super) fn only(&self, known: &[&'static str]) -> Read<()> {
        let unknown = self
            .fields
            .keys()
            .filter(|key| !known.contains(&key.get_ref().as_ref()))
            .min_by_key(|key| key.span().start);
        match unknown {
            None => Ok(()),
            Some(key) => Err(self.file.error(
                key.span().start,
                Problem::UnknownField {
                    found: key.get_ref().to_string(),
                    expected: known.to_vec(),
                },
            )),
        }
    }

    /// A mistake that the table as a whole is.
    pub(super) fn error(&self, problem: Problem) -> CatalogError {
        self.file.error(self.start, problem)
    }

    /// One line of text that is not empty.
    pub(super) fn line(&self, field: &'static str) -> Read<Placed<'t, String>> {
        self.optional_line(field)?
            .ok_or_else(|| self.error(Problem::MissingField { field }))
    }

    /// The same, where the field may be missing.
    pub(super) fn optional_line(&self, field: &'static str) -> Read<Option<Placed<'t, String>>> {
        let Some(text) = self.string(field)? else {
            return Ok(None);
        };
        let clean = clean_line(text.value, LINE_LIMIT).map_err(|_| {
            text.error(Problem::NotClean {
                field,
                limit: LINE_LIMIT,
            })
        })?;
        if clean.is_empty() {
            return Err(text.error(Problem::Empty { field }));
        }
        Ok(Some(text.with(clean)))
    }

    /// A text as it stands, possibly of blanks only.
    pub(super) fn exact(&self, field: &'static str) -> Read<Option<Placed<'t, &'t str>>> {
        self.string(field)
    }

    /// Several lines of text.
    pub(super) fn lines(&self, field: &'static str) -> Read<Placed<'t, String>> {
        let text = self
            .string(field)?
            .ok_or_else(|| self.error(Problem::MissingField { field }))?;
        let not_clean = || {
            text.error(Problem::NotClean {
                field,
                limit: TEXT_LIMIT,
            })
        };
        if text.value.len() > TEXT_LIMIT {
            return Err(not_clean());
        }
        let lines: Result<Vec<String>, _> = text
            .value
            .lines()
            .map(|line| clean_line(line, TEXT_LIMIT))
            .collect();
        let clean = lines.map_err(|_| not_clean())?.join("\n");
        if clean.trim().is_empty() {
            return Err(text.error(Problem::Empty { field }));
        }
        Ok(text.with(clean.trim().to_owned()))
    }

    /// True or false.
    pub(super) fn boolean(&self, field: &'static str) -> Read<bool> {
        self.optional_boolean(field)?
            .ok_or_else(|| self.error(Problem::MissingField { field }))
    }

    /// True or false, where the field may be missing.
    pub(super) fn optional_boolean(&self, field: &'static str) -> Read<Option<bool>> {
        self.value(field)
            .map(|value| match value.value {
                DeValue::Boolean(yes) => Ok(*yes),
                other => Err(value.wrong_type(field, other, Kind::Boolean)),
            })
            .transpose()
    }

    /// A whole number within a range, where the field may be missing.
    pub(super) fn optional_number(&self, field: &'static str, range: (i32, i32)) -> Read<Option<i32>> {
        let Some(value) = self.value(field) else {
            return Ok(None);
        };
        let DeValue::Integer(integer) = value.value else {
            return Err(value.wrong_type(field, value.value, Kind::Integer));
        };
        let (first, last) = range;
        i32::from_str_radix(integer.as_str(), integer.radix())
            .ok()
            .filter(|number| (first..=last).contains(number))
            .map(Some)
            .ok_or_else(|| {
                value.error(Problem::NumberRange {
                    field,
                    found: integer.to_string(),
                    first,
                    last,
                })
            })
    }

    /// A calendar day, without a time.
    pub(super) fn day(&self, field: &'static str) -> Read<Placed<'t, Day>> {
        let value = self
            .value(field)
            .ok_or_else(|| self.error(Problem::MissingField { field }))?;
        let found = match value.value {
            DeValue::Datetime(date) => date.to_string(),
            // A day in quotation marks is meant as a day, and told as one.
            DeValue::String(text) => text.to_string(),
            other => return Err(value.wrong_type(field, other, Kind::Day)),
        };
        let is_date = matches!(value.value, DeValue::Datetime(_));
        match found.parse() {
            Ok(day) if is_date => Ok(value.with(day)),
            _ => Err(value.error(Problem::NotADay { found })),
        }
    }

    /// A table.
    pub(super) fn table(&self, field: &'static str) -> Read<Self> {
        self.optional_table(field)?
            .ok_or_else(|| self.error(Problem::MissingField { field }))
    }

    /// A table, where the field may be missing.
    pub(super) fn optional_table(&self, field: &'static str) -> Read<Option<Self>> {
        self.value(field).map(|value| value.as_table(field)).transpose()
    }

    /// A list of tables; none where the field is missing.
    pub(super) fn tables(&self, field: &'static str) -> Read<Vec<Self>> {
        let Some(value) = self.value(field) else {
            return Ok(Vec::new());
        };
        let DeValue::Array(items) = value.value else {
            return Err(value.wrong_type(field, value.value, Kind::Array));
        };
        items
            .iter()
            .map(|item| self.placed(item).as_table(field))
            .collect()
    }

    fn string(&self, field: &'static str) -> Read<Option<Placed<'t, &'t str>>> {
        self.value(field)
            .map(|value| match value.value {
                DeValue::String(text) => Ok(value.with(text.as_ref())),
                other => Err(value.wrong_type(field, other, Kind::Text)),
            })
            .transpose()
    }

    fn value(&self, field: &str) -> Option<Placed<'t, &'t DeValue<'t>>> {
        self.fields.get(field).map(|value| self.placed(value))
    }

    fn placed(&self, value: &'t Spanned<DeValue<'t>>) -> Placed<'t, &'t DeValue<'t>> {
        Placed {
            file: self.file,
            start: value.span().start,
            value: value.get_ref(),
        }
    }
}

impl<'t, T> Placed<'t, T> {
    /// A mistake at this place.
    pub(super) fn error(&self, problem: Problem) -> CatalogError {
        self.file.error(self.start, problem)
    }

    fn with<U>(&self, value: U) -> Placed<'t, U> {
        Placed {
            file: self.file,
            start: self.start,
            value,
        }
    }
}

impl Placed<'_, String> {
    /// The same name was there before.
    pub(super) fn duplicate(&self) -> CatalogError {
        self.error(Problem::Duplicate {
            found: self.value.clone(),
        })
    }
}

impl<'t> Placed<'t, &'t DeValue<'t>> {
    fn as_table(&self, field: &'static str) -> Read<Table<'t>> {
        match self.value {
            DeValue::Table(fields) => Ok(Table {
                file: self.file,
                fields,
                start: self.start,
            }),
            other => Err(self.wrong_type(field, other, Kind::Table)),
        }
    }

    fn wrong_type(&self, field: &'static str, found: &DeValue, expected: Kind) -> CatalogError {
        let found = Kind::of(found);
        self.error(Problem::WrongType {
            field,
            found,
            expected,
        })
    }
}
