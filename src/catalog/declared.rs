//! What one file of a catalog declares for the next one: the countries for the markets, the markets for the prices.
//!
//! An entry with a mistake is declared all the same, so that its mistake is told once, where it is, and not again
//! wherever the entry is named. Of a file with mistakes it is not said what it lacks: one of them may be why.

use crate::domain::address::CountryCode;

/// The entries of a file, whole or not.
pub(super) struct Declared<T> {
    entries: Vec<(CountryCode, Option<T>)>,
    /// Nothing is wrong in the file, so what is not there is missing.
    is_whole: bool,
}

/// What a name stands for.
pub(super) enum Lookup<'d, T> {
    /// The entry.
    Whole(&'d T),
    /// Perhaps something in which a mistake was told.
    Faulty,
    /// Nothing.
    Nothing,
}

impl<T> Declared<T> {
    /// Nothing so far, as of a file that could not be read.
    pub(super) const fn new() -> Self {
        Self {
            entries: Vec::new(),
            is_whole: false,
        }
    }

    /// Adds an entry, if it has a code.
    pub(super) fn add(&mut self, code: Option<CountryCode>, entry: Option<T>) {
        self.entries.extend(code.map(|code| (code, entry)));
    }

    /// After the last entry: whether nothing was wrong in the file.
    pub(super) fn closed(mut self, is_whole: bool) -> Self {
        self.is_whole = is_whole;
        self
    }

    /// Whether a code was there.
    pub(super) fn has(&self, code: CountryCode) -> bool {
        self.entries.iter().any(|(known, _)| *known == code)
    }

    /// What a code stands for.
    pub(super) fn get(&self, code: CountryCode) -> Lookup<'_, T> {
        match self.entries.iter().find(|(known, _)| *known == code) {
            Some((_, Some(entry))) => Lookup::Whole(entry),
            None if self.is_whole => Lookup::Nothing,
            Some((_, None)) | None => Lookup::Faulty,
        }
    }

    /// The codes, in the file's order.
    pub(super) fn codes(&self) -> Vec<String> {
        self.entries.iter().map(|(code, _)| code.to_string()).collect()
    }

    /// The entries in which nothing is wrong.
    pub(super) fn into_whole(self) -> Vec<T> {
        self.entries.into_iter().filter_map(|(_, entry)| entry).collect()
    }
}
