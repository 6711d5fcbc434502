//! Fields of a table as data files have them: required or not, in a range, a day, a list of tables.
//!
//! What is wrong goes to the caller's list, and the reader goes on, so that all of it is told at once. A field that
//! cannot be used is `None`, as a missing one is: nothing is made of a file in which anything is wrong.

use std::fmt::Display;
use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::{FileTable, Value, joined};
use crate::config::kind::ValueKind;
use crate::config::mistake::{Mistake, Problem, Refusal, nearest};
use crate::domain::date::Day;
use crate::domain::message::Coded;
use crate::domain::text::clean_line;

/// Limit of names, patterns and sources, UTF-8 bytes.
const LINE_LIMIT: usize = 1_000;
/// Limit of long texts, UTF-8 bytes.
const TEXT_LIMIT: usize = 50_000;

/// What was read of a value, with its place.
#[derive(Clone, Debug)]
pub struct Placed<'t, T> {
    place: Value<'t>,
    /// The value.
    pub value: T,
}

impl<'t> FileTable<'t> {
    /// A mistake that the table as a whole is.
    pub fn mistake(&self, problem: Problem) -> Mistake {
        self.file.mistake(&self.key, self.start, problem)
    }

    /// A field that must be there. One that is there under a mistyped name was told as that.
    pub fn required(&self, field: &str, mistakes: &mut Vec<Mistake>) -> Option<Value<'t>> {
        let found = self.get(field);
        if found.is_none() && !self.has_slip_of(field, mistakes) {
            mistakes.push(self.missing(field));
        }
        found
    }

    /// Whether a list has nothing, or is not there. One that is there under a mistyped name was told as that.
    pub fn is_without(&self, field: &str, mistakes: &[Mistake]) -> bool {
        match self.get(field) {
            Some(value) => value.as_list().is_some_and(|items| items.is_empty()),
            None => !self.has_slip_of(field, mistakes),
        }
    }

    /// A rule of whoever reads the file refuses a field, or that it is missing.
    pub fn refused(&self, field: &str, refusal: &(impl Coded + Display)) -> Mistake {
        let start = self.get(field).map_or(self.start, |value| value.start);
        let problem = Problem::Refused(Refusal::of(refusal));
        self.file.mistake(&joined(&self.key, field), start, problem)
    }

    /// A form's verdict on a field, told where the field stands: behind these keys, and in the entry of that place where a
    /// list lies on the way. Nothing where a mistake tells already why there is no value.
    pub fn verdict(
        &self,
        keys: &[&str],
        entry: usize,
        verdict: Refusal,
        mistakes: &[Mistake],
    ) -> Option<Mistake> {
        let (first, rest) = keys.split_first()?;
        let here = |start: usize| {
            let key = joined(&self.key, &keys.join("."));
            self.file.mistake(&key, start, Problem::Field(verdict.clone()))
        };
        let Some(value) = self.get(first) else {
            return (!self.has_slip_of(first, mistakes)).then(|| here(self.start));
        };
        let within = match value.as_list() {
            _ if rest.is_empty() => return Some(here(value.start)),
            Some(entries) => match entries.into_iter().nth(entry) {
                Some(entry) => entry,
                None => return Some(here(value.start)),
            },
            None => value,
        };
        // What is no table was told as that.
        let within = within.table(&mut Vec::new())?;
        within.verdict(rest, entry, verdict, mistakes)
    }

    /// A field that is not there.
    pub fn missing(&self, field: &str) -> Mistake {
        let key = joined(&self.key, field);
        self.file.mistake(&key, self.start, Problem::MissingKey)
    }

    fn has_slip_of(&self, field: &str, mistakes: &[Mistake]) -> bool {
        let mut keys = self
            .fields
            .keys()
            .map(|key| (key.get_ref().as_ref(), key.span().start));
        keys.any(|(found, start)| {
            let place = self.file.mistake("", start, Problem::MissingKey);
            nearest(found, [field]).is_some()
                && mistakes.iter().any(|told| {
                    (told.line, told.column) == (place.line, place.column)
                        && told.file == place.file
                        && matches!(told.problem, Problem::UnknownKey { .. })
                })
        })
    }

    /// One line of text that is not empty.
    pub fn line(&self, field: &str, mistakes: &mut Vec<Mistake>) -> Option<Placed<'t, String>> {
        self.required(field, mistakes)?.clean_line(mistakes)
    }

    /// The same, where the field may be missing.
    pub fn optional_line(&self, field: &str, mistakes: &mut Vec<Mistake>) -> Option<Placed<'t, String>> {
        self.get(field)?.clean_line(mistakes)
    }

    /// Several lines of text.
    pub fn lines(&self, field: &str, mistakes: &mut Vec<Mistake>) -> Option<String> {
        let value = self.required(field, mistakes)?;
        let text = value.text(mistakes)?;
        let lines: Result<Vec<String>, _> = text.lines().map(|line| clean_line(line, TEXT_LIMIT)).collect();
        match lines {
            Ok(lines) if text.len() <= TEXT_LIMIT => {
                let clean = lines.join("\n").trim().to_owned();
                value.unless_empty(clean, mistakes)
            }
            _ => {
                mistakes.push(value.mistake(Problem::NotClean { limit: TEXT_LIMIT }));
                None
            }
        }
    }

    /// True or false.
    pub fn boolean(&self, field: &str, mistakes: &mut Vec<Mistake>) -> Option<bool> {
        self.required(field, mistakes)?.boolean(mistakes)
    }

    /// True or false, where the field may be missing.
    pub fn optional_boolean(&self, field: &str, mistakes: &mut Vec<Mistake>) -> Option<bool> {
        self.get(field)?.boolean(mistakes)
    }

    /// A whole number within a range.
    pub fn number(
        &self,
        field: &str,
        range: RangeInclusive<i32>,
        mistakes: &mut Vec<Mistake>,
    ) -> Option<i32> {
        self.required(field, mistakes)?.number(range, mistakes)
    }

    /// The same, where the field may be missing.
    pub fn optional_number(
        &self,
        field: &str,
        range: RangeInclusive<i32>,
        mistakes: &mut Vec<Mistake>,
    ) -> Option<i32> {
        self.get(field)?.number(range, mistakes)
    }

    /// A calendar day, without a time.
    pub fn day(&self, field: &str, mistakes: &mut Vec<Mistake>) -> Option<Placed<'t, Day>> {
        self.required(field, mistakes)?.day(mistakes)
    }

    /// A table.
    pub fn table(&self, field: &str, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        self.required(field, mistakes)?.table(mistakes)
    }

    /// A table, where the field may be missing.
    pub fn optional_table(&self, field: &str, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        self.get(field)?.table(mistakes)
    }

    /// A list of tables; none where the field is missing.
    pub fn tables(&self, field: &str, mistakes: &mut Vec<Mistake>) -> Vec<Self> {
        let Some(value) = self.get(field) else {
            return Vec::new();
        };
        let Some(items) = value.as_list() else {
            mistakes.push(value.wrong_kind(ValueKind::Array));
            return Vec::new();
        };
        items.iter().filter_map(|item| item.table(mistakes)).collect()
    }

    /// A list of tables that has to have one.
    pub fn some_tables(&self, field: &str, mistakes: &mut Vec<Mistake>) -> Vec<Self> {
        if self.is_without(field, mistakes) {
            mistakes.push(match self.get(field) {
                Some(empty) => empty.mistake(Problem::NoEntries),
                None => self.missing(field),
            });
        }
        self.tables(field, mistakes)
    }
}

impl<'t> Value<'t> {
    /// One line of text that is not empty.
    fn clean_line(self, mistakes: &mut Vec<Mistake>) -> Option<Placed<'t, String>> {
        let text = self.text(mistakes)?;
        let Ok(clean) = clean_line(text, LINE_LIMIT) else {
            mistakes.push(self.mistake(Problem::NotClean { limit: LINE_LIMIT }));
            return None;
        };
        let value = self.unless_empty(clean, mistakes)?;
        Some(Placed { place: self, value })
    }

    fn unless_empty(&self, text: String, mistakes: &mut Vec<Mistake>) -> Option<String> {
        if text.is_empty() {
            mistakes.push(self.mistake(Problem::Empty));
            return None;
        }
        Some(text)
    }

    /// A whole number within a range.
    fn number(&self, range: RangeInclusive<i32>, mistakes: &mut Vec<Mistake>) -> Option<i32> {
        let DeValue::Integer(integer) = self.content else {
            mistakes.push(self.wrong_kind(ValueKind::Integer));
            return None;
        };
        let number = i32::from_str_radix(integer.as_str(), integer.radix()).ok();
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            mistakes.push(self.out_of_range(&range));
        }
        number
    }

    /// A number outside its range.
    pub fn out_of_range(&self, range: &RangeInclusive<i32>) -> Mistake {
        self.mistake(Problem::OutOfRange {
            found: self.written(),
            first: *range.start(),
            last: *range.end(),
        })
    }

    /// A calendar day. One in quotation marks is meant as a day, and told as one that is not written so.
    fn day(self, mistakes: &mut Vec<Mistake>) -> Option<Placed<'t, Day>> {
        let is_date = match self.content {
            DeValue::Datetime(_) => true,
            DeValue::String(_) => false,
            _ => {
                mistakes.push(self.wrong_kind(ValueKind::Day));
                return None;
            }
        };
        let found = self.written();
        match found.parse() {
            Ok(value) if is_date => Some(Placed { place: self, value }),
            _ => {
                mistakes.push(self.mistake(Problem::NotADay { found }));
                None
            }
        }
    }
}

impl<'t, T> Placed<'t, T> {
    /// Where it stands.
    pub const fn place(&self) -> &Value<'t> {
        &self.place
    }

    /// A mistake at this place.
    pub fn mistake(&self, problem: Problem) -> Mistake {
        self.place.mistake(problem)
    }

    /// A rule of whoever reads the file refuses the value.
    pub fn refused(&self, refusal: &(impl Coded + Display)) -> Mistake {
        self.place.refused(refusal)
    }
}

impl<T: ToString> Placed<'_, T> {
    /// The same was there before.
    pub fn duplicate(&self) -> Mistake {
        self.mistake(Problem::Duplicate {
            found: self.value.to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::File;

    fn mistakes(text: &str) -> Vec<String> {
        let file = File::new("a.toml", text);
        let (_, mistakes) = file.read(|root, mistakes| {
            root.only(&["title", "entry"], mistakes);
            root.lines("title", mistakes);
            let mut names: Vec<String> = Vec::new();
            for entry in root.some_tables("entry", mistakes) {
                entry.only(&["name", "amount", "from", "open", "limits"], mistakes);
                if let Some(name) = entry.line("name", mistakes) {
                    if names.contains(&name.value) {
                        mistakes.push(name.duplicate());
                    }
                    names.push(name.value);
                }
                entry.number("amount", 1..=10, mistakes);
                entry.day("from", mistakes);
                entry.optional_boolean("open", mistakes);
                entry.optional_table("limits", mistakes);
            }
        });
        mistakes.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_mistake_of_every_entry_is_told_at_once() {
        assert_eq!(
            mistakes(
                r#"title = ""
[[entry]]
name = "a"
amount = 11
from = 2026-01-01
[[entry]]
name = "a"
amout = 3
from = "2026-01-01"
open = "yes"
[[entry]]
limits = 3
[[entry]]
name = 4
amount = 5
from = 7
"#
            ),
            [
                "a.toml:1:9: title: empty",
                "a.toml:4:10: entry.amount: 11, expected 1 to 10",
                "a.toml:7:8: entry.name: a is there twice",
                "a.toml:8:1: entry.amout: unknown key; did you mean amount?",
                "a.toml:9:8: entry.from: 2026-01-01 is not a day",
                "a.toml:10:8: entry.open: expected Boolean, found Text",
                "a.toml:11:1: entry.name: missing",
                "a.toml:11:1: entry.amount: missing",
                "a.toml:11:1: entry.from: missing",
                "a.toml:12:10: entry.limits: expected Table, found Integer",
                "a.toml:14:8: entry.name: expected Text, found Integer",
                "a.toml:16:8: entry.from: expected Day, found Integer",
            ]
        );
    }

    #[test]
    fn a_slip_in_one_entry_hides_nothing_that_another_one_lacks() {
        assert_eq!(
            mistakes(
                "title = \"x\"\n[[entry]]\nname = \"a\"\namout = 3\nfrom = 2026-01-01\n\
                 [[entry]]\nname = \"b\"\nfrom = 2026-01-01\n"
            ),
            [
                "a.toml:4:1: entry.amout: unknown key; did you mean amount?",
                "a.toml:6:1: entry.amount: missing",
            ]
        );
    }

    #[test]
    fn a_list_that_has_to_have_something_is_missing_when_it_has_nothing() {
        assert_eq!(mistakes("title = \"x\"\n"), ["a.toml:1:1: entry: missing"]);
        assert_eq!(
            mistakes("title = \"x\"\nentry = []\n"),
            ["a.toml:2:9: entry: no entries"]
        );
        assert_eq!(
            mistakes("title = \"x\"\nentry = 1\n"),
            ["a.toml:2:9: entry: expected Array, found Integer"]
        );
        assert_eq!(
            mistakes("title = \"x\"\nenty = 1\n"),
            ["a.toml:2:1: enty: unknown key; did you mean entry?"]
        );
    }

    #[test]
    fn a_day_that_the_calendar_does_not_have_is_told_as_a_day() {
        assert_eq!(
            mistakes("title = \"x\"\n[[entry]]\nfrom = 2026-02-30\n"),
            ["a.toml:3:8: from: 2026-02-30 is not a day"]
        );
    }
}
