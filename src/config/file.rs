//! Files that people write, such as themes and the catalog: read with the place of every value at hand, and every
//! mistake told at once, by file, line and key. [`fields`] has the readers of fields that must be there, of numbers in a
//! range, of days and of lists of tables.
//!
//! Such a file is hostile until it was read: its size is bounded, only a regular file is read (a pipe would wait for
//! ever), what it nests is bounded by the parser, and a key that nobody knows is refused, with the nearest one that
//! there is. Reading by hand, rather than through `serde`, keeps the mistakes typed, so that they are told in the
//! operator's language.

use std::fmt::Display;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::card_number::place_of_card_number;
use crate::domain::message::Coded;
use crate::regular;

use super::kind::ValueKind;
use super::mistake::{FileRole, Mistake, Problem, Refusal, nearest};

pub mod fields;

/// As many mistakes as anybody reads at once.
const MISTAKES_TOLD: usize = 40;

/// A file that was loaded but not yet read.
#[derive(Clone, Debug)]
pub struct File {
    role: FileRole,
    name: String,
    text: String,
}

/// A table of a file. What is wrong in it is noted in a list that the caller brings.
#[derive(Clone, Debug)]
pub struct FileTable<'t> {
    file: &'t File,
    key: String,
    start: usize,
    fields: &'t DeTable<'t>,
}

/// A value with its key and its place.
#[derive(Clone, Debug)]
pub struct Value<'t> {
    file: &'t File,
    key: String,
    start: usize,
    content: &'t DeValue<'t>,
}

impl File {
    /// A file of a name with its text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::of(FileRole::SETTING, name, text)
    }

    /// The same of a file of any role.
    pub fn of(role: FileRole, name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            role,
            name: name.into(),
            text: text.into(),
        }
    }

    /// Loads a file of settings, if it is one and not too large.
    pub fn load(path: &Path) -> Result<Self, Box<Mistake>> {
        Self::load_of(FileRole::SETTING, path)
    }

    /// The same of a file of any role.
    pub fn load_of(role: FileRole, path: &Path) -> Result<Self, Box<Mistake>> {
        let name = path.display().to_string();
        let told = |problem: Problem| Box::new(Self::of(role, name.as_str(), "").mistake("", 0, problem));
        match regular::open(fs::OpenOptions::new().read(true), path) {
            Ok(opened) => Self::read_from(role, name, opened),
            Err(error) => Err(told(problem_of(&error))),
        }
    }

    /// Reads what is opened already, such as the standard input: all of it, or nothing.
    pub fn read_from(role: FileRole, name: impl Into<String>, from: impl Read) -> Result<Self, Box<Mistake>> {
        let limit = role.size_limit;
        let empty = Self::of(role, name, "");
        let told = |problem: Problem| Box::new(empty.mistake("", 0, problem));
        let mut bytes = Vec::new();
        let read = from.take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| told(problem_of(&error)))?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
            return Err(told(Problem::TooLarge { limit }));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let readable = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes().get(..readable).unwrap_or_default());
            let read = Self::of(role, empty.name.as_str(), text);
            Box::new(read.mistake("", readable, Problem::NotUtf8))
        })?;
        // Some editors put a mark in front that says nothing: UTF-8 has one order of bytes.
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        Ok(Self { text, ..empty })
    }

    /// Its name, as it is told to people.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A card number in it, which belongs in no such file: nothing of it is used or repeated.
    pub fn card_number(&self) -> Option<Mistake> {
        let start = place_of_card_number(&self.text)?;
        Some(self.mistake("", start, Problem::CardNumber))
    }

    /// Reads a file that holds no card number, as [`Self::read_known`] does.
    pub fn read<T>(
        &self,
        read: impl FnOnce(&FileTable<'_>, &mut Vec<Mistake>) -> T,
    ) -> (Option<T>, Vec<Mistake>) {
        match self.card_number() {
            Some(mistake) => (None, vec![mistake]),
            None => self.read_known(read),
        }
    }

    /// Parses the file and hands its table over; gives what was made of it, and everything that is wrong in it. Of a
    /// file that is no TOML nothing is made: what it seems to say would be told twice, and the second time wrongly.
    pub fn read_known<T>(
        &self,
        read: impl FnOnce(&FileTable<'_>, &mut Vec<Mistake>) -> T,
    ) -> (Option<T>, Vec<Mistake>) {
        let (fields, errors) = DeTable::parse_recoverable(&self.text);
        let mut mistakes: Vec<Mistake> = errors.iter().map(|error| self.syntax(error)).collect();
        let fields = fields.into_inner();
        let table = FileTable {
            file: self,
            key: String::new(),
            start: 0,
            fields: &fields,
        };
        let made = mistakes.is_empty().then(|| read(&table, &mut mistakes));
        (made, told_in_order(mistakes))
    }

    /// A parser that stumbles over a date such as February 30 is told as the wrong day that it is.
    fn syntax(&self, error: &toml::de::Error) -> Mistake {
        let span = error.span().unwrap_or_default();
        let start = span.start;
        let found = self.text.get(span).unwrap_or_default();
        let date_like = |c: char| c.is_ascii_digit() || c == '-';
        if found.len() == 10 && found.chars().all(date_like) && found.matches('-').count() == 2 {
            let found = found.to_owned();
            return self.mistake(self.key_before(start), start, Problem::NotADay { found });
        }
        let what = error.message().to_owned();
        self.mistake("", start, Problem::Syntax { what })
    }

    /// The key that a value belongs to, where the parser does not say.
    fn key_before(&self, start: usize) -> &str {
        let before = self.text.get(..start).unwrap_or_default().trim_end();
        let before = before.strip_suffix('=').unwrap_or_default().trim_end();
        let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let key_start = before.rfind(|c| !is_sign(c)).map_or(0, |at| at + 1);
        before.get(key_start..).unwrap_or_default()
    }

    fn mistake(&self, key: &str, start: usize, problem: Problem) -> Mistake {
        let before = self.text.get(..start).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Mistake {
            role: self.role,
            file: self.name.clone(),
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            key: key.to_owned(),
            problem,
        }
    }
}

impl<'t> FileTable<'t> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<Value<'t>> {
        self.fields.get(key).map(|value| self.value(key, value))
    }

    /// All keys with their values.
    pub fn entries(&self) -> Vec<(&'t str, Value<'t>)> {
        let entries = self.fields.iter();
        entries
            .map(|(key, value)| (key.get_ref().as_ref(), self.value(key.get_ref(), value)))
            .collect()
    }

    /// Refuses every key other than these.
    pub fn only(&self, known: &[&'static str], mistakes: &mut Vec<Mistake>) {
        self.only_names(known, mistakes);
    }

    /// The same for names that are made up while the program runs.
    pub fn only_names(&self, known: &[impl AsRef<str>], mistakes: &mut Vec<Mistake>) {
        let names = || known.iter().map(AsRef::as_ref);
        for key in self.fields.keys() {
            let found = key.get_ref().as_ref();
            if !names().any(|known| known == found) {
                let problem = Problem::UnknownKey {
                    found: found.to_owned(),
                    nearest: nearest(found, names()),
                    expected: names().map(str::to_owned).collect(),
                };
                mistakes.push(
                    self.file
                        .mistake(&joined(&self.key, found), key.span().start, problem),
                );
            }
        }
    }

    fn value(&self, key: &str, value: &'t Spanned<DeValue<'t>>) -> Value<'t> {
        Value {
            file: self.file,
            key: joined(&self.key, key),
            start: value.span().start,
            content: value.get_ref(),
        }
    }
}

impl<'t> Value<'t> {
    /// A table.
    pub fn table(&self, mistakes: &mut Vec<Mistake>) -> Option<FileTable<'t>> {
        if let DeValue::Table(fields) = self.content {
            return Some(FileTable {
                file: self.file,
                key: self.key.clone(),
                start: self.start,
                fields,
            });
        }
        mistakes.push(self.wrong_kind(ValueKind::Table));
        None
    }

    /// A text as it stands.
    pub fn text(&self, mistakes: &mut Vec<Mistake>) -> Option<&'t str> {
        let text = self.as_text();
        if text.is_none() {
            mistakes.push(self.wrong_kind(ValueKind::Text));
        }
        text
    }

    /// True or false.
    pub fn boolean(&self, mistakes: &mut Vec<Mistake>) -> Option<bool> {
        if let DeValue::Boolean(yes) = self.content {
            return Some(*yes);
        }
        mistakes.push(self.wrong_kind(ValueKind::Boolean));
        None
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&'t str> {
        match self.content {
            DeValue::String(text) => Some(text.as_ref()),
            _ => None,
        }
    }

    /// The whole number, if it is one that fits.
    pub fn as_byte(&self) -> Option<u8> {
        match self.content {
            DeValue::Integer(number) => u8::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        }
    }

    /// The values of the list, if it is one.
    pub fn as_list(&self) -> Option<Vec<Self>> {
        let DeValue::Array(items) = self.content else {
            return None;
        };
        let placed = |item: &'t Spanned<DeValue<'t>>| Self {
            file: self.file,
            key: self.key.clone(),
            start: item.span().start,
            content: item.get_ref(),
        };
        Some(items.iter().map(placed).collect())
    }

    /// What is written there, for a mistake.
    pub fn written(&self) -> String {
        match self.content {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.to_string(),
            DeValue::Boolean(yes) => yes.to_string(),
            DeValue::Datetime(day) => day.to_string(),
            DeValue::Array(_) => "[…]".to_owned(),
            DeValue::Table(_) => "{…}".to_owned(),
        }
    }

    /// Its line, from 1.
    pub fn line(&self) -> usize {
        let before = self.file.text.get(..self.start).unwrap_or_default();
        before.matches('\n').count() + 1
    }

    /// A mistake at this place.
    pub fn mistake(&self, problem: Problem) -> Mistake {
        self.file.mistake(&self.key, self.start, problem)
    }

    /// A rule of whoever reads the file refuses the value.
    pub fn refused(&self, refusal: &(impl Coded + Display)) -> Mistake {
        self.mistake(Problem::Refused(Refusal::of(refusal)))
    }

    /// The value is none of what belongs here: the key, in `assets/locales`, of what does, and the names among which
    /// the nearest one is looked for.
    pub fn unfit<'n>(&self, expected: &'static str, names: impl IntoIterator<Item = &'n str>) -> Mistake {
        let found = self.written();
        self.mistake(Problem::Unfit {
            nearest: nearest(&found, names),
            found,
            expected,
        })
    }

    fn wrong_kind(&self, expected: ValueKind) -> Mistake {
        let found = ValueKind::of(self.content);
        self.mistake(Problem::WrongKind { found, expected })
    }
}

/// Why a file was not opened or read.
fn problem_of(error: &io::Error) -> Problem {
    match error.kind() {
        _ if regular::refused(error).is_some() => Problem::NotAFile,
        io::ErrorKind::IsADirectory => Problem::NotAFile,
        io::ErrorKind::NotFound => Problem::Missing,
        io::ErrorKind::PermissionDenied => Problem::NoPermission,
        _ => Problem::Unreadable {
            what: error.to_string(),
        },
    }
}

/// Mistakes file by file, each in its order, one at a place and key, and not more than anybody reads.
pub fn told_in_order(mut mistakes: Vec<Mistake>) -> Vec<Mistake> {
    let mut files: Vec<String> = Vec::new();
    for mistake in &mistakes {
        if !files.contains(&mistake.file) {
            files.push(mistake.file.clone());
        }
    }
    let place = |mistake: &Mistake| {
        let file = files.iter().position(|file| *file == mistake.file);
        (file, mistake.line, mistake.column)
    };
    mistakes.sort_by_key(place);
    mistakes.dedup_by(|one, other| place(one) == place(other) && one.key == other.key);
    mistakes.truncate(MISTAKES_TOLD);
    mistakes
}

/// A key behind the keys of the tables around it: `styles.error.fg`.
fn joined(outer: &str, key: &str) -> String {
    if outer.is_empty() {
        key.to_owned()
    } else {
        format!("{outer}.{key}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<String> {
        let file = File::new("a.toml", text);
        let (_, mistakes) = file.read(|table, mistakes| {
            table.only(&["name", "colors"], mistakes);
            if let Some(name) = table.get("name") {
                name.text(mistakes);
            }
            if let Some(colors) = table.get("colors").and_then(|colors| colors.table(mistakes)) {
                for (_, value) in colors.entries() {
                    value.boolean(mistakes);
                }
            }
        });
        mistakes.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_mistake_is_told_at_once_with_its_place_and_key() {
        assert_eq!(
            mistakes("nam = 1\nname = 2\n[colors]\na = true\n  b = \"x\"\n"),
            [
                "a.toml:1:1: nam: unknown key; did you mean name?",
                "a.toml:2:8: name: expected Text, found Integer",
                "a.toml:5:7: colors.b: expected Boolean, found Text",
            ]
        );
        assert_eq!(mistakes("name = \"fine\""), [""; 0]);
    }

    #[test]
    fn a_file_that_is_no_toml_is_told_by_line_and_not_judged_further() {
        let told = mistakes("nam = 1\nname = = 2\n[colors\n");
        assert!(told.len() >= 2, "{told:?}");
        assert!(told[0].starts_with("a.toml:2:"), "{told:?}");
        assert!(told.iter().all(|line| !line.contains("unknown key")), "{told:?}");
    }

    #[test]
    fn a_pipe_that_nobody_writes_into_is_refused_without_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe.toml");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || tell.send(File::load(&pipe).map_err(|mistake| mistake.problem)));
        let loaded = told.recv_timeout(std::time::Duration::from_secs(20)).unwrap();
        assert_eq!(loaded.unwrap_err(), Problem::NotAFile);
    }

    #[test]
    fn a_hostile_file_is_refused_and_neither_waited_for_nor_followed_down() {
        let deep = format!("name = {}{}", "[".repeat(60_000), "]".repeat(60_000));
        assert!(!mistakes(&deep).is_empty());
        assert_eq!(mistakes(&"x1 = 1\n".repeat(9_000)).len(), MISTAKES_TOLD);

        let folder = tempfile::tempdir().unwrap();
        let loaded = |path: &Path| File::load(path).map_err(|mistake| mistake.problem);
        assert_eq!(loaded(folder.path()).unwrap_err(), Problem::NotAFile);
        let large = folder.path().join("large.toml");
        let limit = usize::try_from(FileRole::SETTING.size_limit).unwrap();
        fs::write(&large, "#".repeat(limit + 1)).unwrap();
        assert_eq!(
            loaded(&large).unwrap_err(),
            Problem::TooLarge {
                limit: FileRole::SETTING.size_limit
            }
        );
        fs::write(&large, "#".repeat(limit)).unwrap();
        assert!(loaded(&large).is_ok());
        let missing = folder.path().join("missing.toml");
        assert_eq!(loaded(&missing).unwrap_err(), Problem::Missing);
    }

    #[test]
    fn a_mark_in_front_of_a_text_is_no_part_of_it_and_other_encodings_are_told_by_line() {
        let read = |bytes: &[u8]| File::read_from(FileRole::TEXT, "a.txt", bytes);
        assert_eq!(read(b"\xef\xbb\xbfza\xc5\xbc").unwrap().text(), "zaż");
        let told = read(b"fine\nza\xbf\xf3\xb3\xe6\n").unwrap_err();
        assert_eq!((told.line, told.problem), (2, Problem::NotUtf8));
    }
}
