//! One of many by name: arrows go through them, letters jump to what they are the code or another whole name of, or else
//! to the next name that begins with what was typed, or else to the one that it matches best. Marks and case do not
//! count.
//!
//! A value that is not among the options is kept as one of them: opening a form never changes what it shows.

use crate::domain::card_number::{CardNumberInText, holds_card_number};
use crate::domain::message::Arg;
use crate::domain::text::is_hostile;
use crate::services::fuzzy::{Query, folded};
use crate::tui::term::event::{Key, KeyCode};

use super::{Refusal, paste_too_long};

/// Longest text that is looked for, bytes: longer than any name.
const LONGEST: usize = 200;

/// Options as (value, name), and the chosen one.
#[derive(Debug)]
pub(super) struct ListField {
    options: Vec<(String, String)>,
    /// What else the option of a value is called, folded as what is typed is.
    others: Vec<(String, String)>,
    chosen: usize,
    /// Letters typed so far, without marks and case.
    typed: String,
    /// Of the last whole answer: the options that it fits, when it fits several.
    matches: Vec<usize>,
}

/// What came of a whole answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ListMatch {
    /// It is chosen now.
    One,
    /// It fits several, and none is chosen yet.
    Several,
    /// It fits none.
    None,
}

/// What is said of an answer that no option is called. A card number is never said again.
pub(super) fn no_such_name(text: &str) -> Refusal {
    if holds_card_number(text) {
        return Refusal::of(&CardNumberInText);
    }
    let name: String = text.chars().filter(|c| !is_hostile(*c)).collect();
    Refusal {
        code: "no-such-name",
        args: vec![("name", Arg::Text(name))],
    }
}

impl ListField {
    pub(super) fn new(options: Vec<(String, String)>, value: &str) -> Self {
        let mut list = Self {
            options,
            others: Vec::new(),
            chosen: 0,
            typed: String::new(),
            matches: Vec::new(),
        };
        list.choose(value);
        list
    }

    /// What else options are called, as (value, name).
    pub(super) fn called(&mut self, others: impl IntoIterator<Item = (String, String)>) {
        let folded = |(value, name): (String, String)| (value, folded(&name));
        self.others.extend(others.into_iter().map(folded));
    }

    pub(super) fn value(&self) -> &str {
        self.options.get(self.chosen).map_or("", |(value, _)| value)
    }

    pub(super) fn name(&self) -> &str {
        self.options.get(self.chosen).map_or("", |(_, name)| name)
    }

    pub(super) fn choose(&mut self, value: &str) {
        let place = self.options.iter().position(|(option, _)| option == value);
        self.chosen = place.unwrap_or_else(|| {
            self.options.push((value.to_owned(), value.to_owned()));
            self.options.len() - 1
        });
        self.settle();
    }

    /// Other names for the options. What is chosen stays, and so does a value that is not among them.
    pub(super) fn rename(&mut self, options: Vec<(String, String)>) {
        let chosen = self.value().to_owned();
        self.options = options;
        self.choose(&chosen);
    }

    /// The next letter begins a new name.
    pub(super) fn settle(&mut self) {
        self.typed.clear();
        self.matches.clear();
    }

    /// The options that the last whole answer fits, when there are several.
    pub(super) fn matches(&self) -> &[usize] {
        &self.matches
    }

    /// The options to read out: those that an answer fits, or all of them when there are few.
    pub(super) fn few(&self, few: usize) -> Vec<(&str, &str)> {
        let all: Vec<usize> = (0..self.options.len())
            .filter(|_| self.options.len() <= few)
            .collect();
        let places = if self.matches.is_empty() {
            &all
        } else {
            &self.matches
        };
        let options = places.iter().filter_map(|place| self.options.get(*place));
        options
            .map(|(value, name)| (value.as_str(), name.as_str()))
            .collect()
    }

    /// Chooses by a value, a name, or a part of a name that fits only one.
    pub(super) fn find(&mut self, answer: &str) -> ListMatch {
        self.settle();
        let wanted = answer.to_lowercase();
        let fits = |fits: &dyn Fn(&str, &str) -> bool| -> Vec<usize> {
            let options = self.options.iter().enumerate();
            options
                .filter(|(_, (value, name))| fits(&value.to_lowercase(), &name.to_lowercase()))
                .map(|(place, _)| place)
                .collect()
        };
        let mut found = fits(&|value, name| value == wanted || name == wanted);
        if found.is_empty() {
            found.extend(self.known_as(&folded(answer)));
        }
        if found.is_empty() && !wanted.is_empty() {
            found = fits(&|_, name| name.starts_with(&wanted));
        }
        if found.is_empty() && !wanted.is_empty() {
            found = fits(&|_, name| name.contains(&wanted));
        }
        match found.as_slice() {
            [] => ListMatch::None,
            [only] => {
                self.chosen = *only;
                ListMatch::One
            }
            _ => {
                self.matches = found;
                ListMatch::Several
            }
        }
    }

    /// Chooses what a pasted text names: of several the first one, as typing it would. What names none changes nothing.
    pub(super) fn paste(&mut self, text: &str) -> Result<bool, Refusal> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(paste_too_long(LONGEST));
        }
        let before = self.chosen;
        match self.find(text) {
            ListMatch::One => {}
            ListMatch::Several => self.chosen = self.matches.first().copied().unwrap_or(before),
            ListMatch::None => return Err(no_such_name(text)),
        }
        self.settle();
        Ok(before != self.chosen)
    }

    pub(super) fn turn(&mut self, by: isize) {
        self.settle();
        let count = self.options.len().max(1);
        self.chosen = (self.chosen + count).saturating_add_signed(by) % count;
    }

    /// Whether the key chose another option.
    pub(super) fn key(&mut self, key: Key) -> bool {
        let before = self.chosen;
        match key.code {
            KeyCode::Char(' ') if self.typed.is_empty() => self.turn(1),
            KeyCode::Char(c) if !key.mods.ctrl && !key.mods.alt => self.letter(c),
            KeyCode::Home => {
                self.settle();
                self.chosen = 0;
            }
            KeyCode::End => {
                self.settle();
                self.chosen = self.options.len().saturating_sub(1);
            }
            KeyCode::Backspace | KeyCode::Delete => self.settle(),
            _ => {}
        }
        before != self.chosen
    }

    /// Goes on with the name that is being typed, or else to the next name that begins with this letter.
    fn letter(&mut self, c: char) {
        let letter = folded(&c.to_string());
        let longer = format!("{}{letter}", self.typed);
        let found = self
            .known_as(&longer)
            .or_else(|| self.beginning_with(&longer, self.chosen));
        if let Some(place) = found.or_else(|| self.matching(&longer)) {
            self.chosen = place;
            self.typed = longer;
            return;
        }
        if let Some(place) = self.beginning_with(&letter, self.chosen + 1) {
            self.chosen = place;
            self.typed = letter;
        } else if self.typed.is_empty() {
            // It may be the beginning of a later word.
            self.typed = letter;
        }
    }

    /// The option of which this is the value, such as the code of a country, or another name. One letter is neither.
    fn known_as(&self, text: &str) -> Option<usize> {
        if text.chars().count() < 2 {
            return None;
        }
        let other = self.others.iter().find(|(_, name)| name == text);
        self.options
            .iter()
            .position(|(value, _)| folded(value) == text || other.is_some_and(|(called, _)| called == value))
    }

    /// The first option from `start` on, all around, whose name begins so.
    fn beginning_with(&self, text: &str, start: usize) -> Option<usize> {
        let count = self.options.len();
        (0..count).map(|step| (start + step) % count).find(|place| {
            let option = self.options.get(*place);
            option.is_some_and(|(_, name)| folded(name).starts_with(text))
        })
    }

    /// The option with a word that begins so, for more than a letter: one letter goes through the names. From three
    /// letters on the option that matches best; two letters typed one after the other are often two names.
    fn matching(&self, text: &str) -> Option<usize> {
        let letters = text.chars().count();
        let begins = |name: &str| folded(name).split_whitespace().any(|word| word.starts_with(text));
        let by_word = self.options.iter().position(|(_, name)| begins(name));
        if let Some(place) = by_word.filter(|_| letters > 1) {
            return Some(place);
        }
        let mut others = self.others.iter().filter(|_| letters > 1);
        if let Some((value, _)) = others.find(|(_, name)| name.starts_with(text)) {
            return self.options.iter().position(|(option, _)| option == value);
        }
        let query = Query::parse(text).filter(|_| letters > 2)?;
        let scored = self.options.iter().enumerate();
        let scored = scored.filter_map(|(place, (_, name))| {
            // Of equals the first one: names are in the order in which people expect them.
            Some((query.close_score(name)?, std::cmp::Reverse(place)))
        });
        scored.max().map(|(_, std::cmp::Reverse(place))| place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(value: &str) -> ListField {
        let names = ["California", "New Jersey", "New York", "Washington"];
        let options = names.map(|name| (name.to_uppercase(), name.to_owned()));
        ListField::new(options.to_vec(), value)
    }

    fn typed(list: &mut ListField, text: &str) {
        for c in text.chars() {
            list.key(Key::char(c));
        }
    }

    #[test]
    fn letters_find_a_name_and_begin_anew_where_none_goes_on() {
        let mut list = list("CALIFORNIA");
        typed(&mut list, "new y");
        assert_eq!(list.name(), "New York");
        typed(&mut list, "w");
        assert_eq!(list.name(), "Washington");
        typed(&mut list, "x");
        assert_eq!(list.value(), "WASHINGTON");
    }

    #[test]
    fn a_letter_typed_again_goes_to_the_next_name() {
        let mut list = list("CALIFORNIA");
        typed(&mut list, "n");
        assert_eq!(list.name(), "New Jersey");
        typed(&mut list, "n");
        assert_eq!(list.name(), "New York");
    }

    #[test]
    fn a_whole_answer_is_a_code_a_name_or_the_part_of_one_that_fits_only_one() {
        let mut list = list("CALIFORNIA");
        for (answer, found, value) in [
            ("washington", ListMatch::One, "WASHINGTON"),
            ("new y", ListMatch::One, "NEW YORK"),
            ("jersey", ListMatch::One, "NEW JERSEY"),
            ("new", ListMatch::Several, "NEW JERSEY"),
            ("oregon", ListMatch::None, "NEW JERSEY"),
            ("", ListMatch::None, "NEW JERSEY"),
        ] {
            assert_eq!(list.find(answer), found, "{answer}");
            assert_eq!(list.value(), value, "{answer}");
        }
        list.find("new");
        assert_eq!(
            list.few(2),
            [("NEW JERSEY", "New Jersey"), ("NEW YORK", "New York")]
        );
        list.settle();
        assert_eq!(list.few(2), []);
    }

    #[test]
    fn letters_find_a_name_by_any_word_of_it_and_without_its_marks() {
        let mut list = list("CALIFORNIA");
        typed(&mut list, "york");
        assert_eq!(list.name(), "New York");
        list.settle();
        let names = ["Francja", "Łotwa", "Włochy", "Wielka Brytania"];
        let mut countries = ListField::new(
            names.map(|name| (name.to_owned(), name.to_owned())).to_vec(),
            "Francja",
        );
        typed(&mut countries, "lot");
        assert_eq!(countries.name(), "Łotwa");
        countries.settle();
        typed(&mut countries, "brytania");
        assert_eq!(countries.name(), "Wielka Brytania");
        countries.settle();
        typed(&mut countries, "WŁ");
        assert_eq!(countries.name(), "Włochy");
    }

    fn countries() -> ListField {
        let names = [
            ("DE", "Germany"),
            ("NL", "Netherlands"),
            ("UA", "Ukraine"),
            ("GB", "United Kingdom"),
        ];
        let options = names.map(|(code, name)| (code.to_owned(), name.to_owned()));
        let mut list = ListField::new(options.to_vec(), "NL");
        let others = [("GB", "UK"), ("GB", "Great Britain"), ("NL", "Holland")];
        list.called(others.map(|(code, name)| (code.to_owned(), name.to_owned())));
        list
    }

    /// Seen: `gb` chose Germany, because nothing begins so and the first letter had been taken alone.
    #[test]
    fn gb_and_uk_choose_the_united_kingdom() {
        for (letters, value) in [
            ("gb", "GB"),
            ("uk", "GB"),
            ("ukr", "UA"),
            ("great", "GB"),
            ("holl", "NL"),
            ("ger", "DE"),
        ] {
            let mut list = countries();
            typed(&mut list, letters);
            assert_eq!(list.value(), value, "{letters}");
        }
        let mut list = countries();
        assert_eq!((list.find("uk"), list.value()), (ListMatch::One, "GB"));
        assert_eq!((list.find("Great Britain"), list.value()), (ListMatch::One, "GB"));
    }

    #[test]
    fn a_letter_that_matches_nothing_changes_nothing() {
        let mut list = countries();
        for letter in ["x", "ż", "7", "z"] {
            typed(&mut list, letter);
            assert_eq!(list.value(), "NL", "{letter}");
        }
    }

    #[test]
    fn a_value_that_is_not_offered_is_kept() {
        assert_eq!(list("OREGON").value(), "OREGON");
        let mut list = list("");
        assert_eq!(list.value(), "");
        list.turn(1);
        assert_eq!(list.value(), "CALIFORNIA");
        list.turn(-1);
        assert_eq!(list.value(), "");
    }
}
