//! One of many by name. A list is closed until somebody opens it, by typing or by its key: [`open`] finds entries by
//! letters then, and nothing is chosen before it is said so. A whole answer, pasted or given line by line, chooses at
//! once.
//!
//! A value that is not among the options is kept as one of them: opening a form never changes what it shows.

mod open;

use crate::domain::card_number::{CardNumberInText, holds_card_number};
use crate::domain::message::Arg;
use crate::domain::text::is_hostile;
use crate::services::fuzzy::folded;
use crate::tui::action::Action;
use crate::tui::term::event::{Key, KeyCode};

use super::{Refusal, paste_too_long};

pub(super) use open::{Open, PAGE};

/// Longest text that is looked for, bytes: longer than any name.
const LONGEST: usize = 200;

/// Options as (value, name), and the chosen one.
#[derive(Debug)]
pub(super) struct ListField {
    options: Vec<(String, String)>,
    /// What else the option of a value is called, folded as what is typed is.
    others: Vec<(String, String)>,
    chosen: usize,
    /// What is seen of it while it is open.
    open: Option<Open>,
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
            open: None,
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
        self.name_of(self.chosen)
    }

    /// The name of the option in a place.
    pub(super) fn name_of(&self, place: usize) -> &str {
        self.options.get(place).map_or("", |(_, name)| name)
    }

    /// All names, in their order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.options.iter().map(|(_, name)| name.as_str())
    }

    pub(super) fn choose(&mut self, value: &str) {
        let place = self.options.iter().position(|(option, _)| option == value);
        self.chosen = place.unwrap_or_else(|| {
            self.options.push((value.to_owned(), value.to_owned()));
            self.options.len() - 1
        });
        self.close();
    }

    /// Other names for the options. What is chosen stays, and so does a value that is not among them.
    pub(super) fn rename(&mut self, options: Vec<(String, String)>) {
        let chosen = self.value().to_owned();
        self.options = options;
        self.choose(&chosen);
    }

    /// Closes it without a change, and forgets the last answer.
    pub(super) fn close(&mut self) {
        self.open = None;
        self.matches.clear();
    }

    /// What is seen of it while it is open.
    pub(super) const fn opened(&self) -> Option<&Open> {
        self.open.as_ref()
    }

    /// Opens it, with the mark on what is chosen; an open one stays as it is.
    pub(super) fn open(&mut self) {
        if self.open.is_none() {
            self.open = Some(Open::new(self.options.len(), self.chosen));
        }
    }

    /// Chooses the marked entry, and closes; whether another one is chosen now.
    pub(super) fn take_marked(&mut self) -> bool {
        let marked = self.open.as_ref().and_then(Open::marked);
        self.take(marked)
    }

    /// Closes where one goes on with the form: the marked entry is chosen, unless something that no entry goes on with was
    /// typed. Whether another one is chosen now.
    pub(super) fn go_on(&mut self) -> bool {
        if self.open.as_ref().is_some_and(Open::has_slipped) {
            self.close();
            return false;
        }
        self.take_marked()
    }

    /// Chooses the entry in a place among those that an open list shows.
    pub(super) fn take_shown(&mut self, place: usize) -> bool {
        let shown = self.open.as_ref().and_then(|open| open.shown().get(place));
        self.take(shown.copied())
    }

    fn take(&mut self, option: Option<usize>) -> bool {
        let before = self.chosen;
        self.chosen = option.unwrap_or(before);
        self.close();
        before != self.chosen
    }

    /// Moves the mark of an open list; `false` where the action is none that does.
    pub(super) fn mark(&mut self, action: Action) -> bool {
        self.open.as_mut().is_some_and(|open| open.mark(action))
    }

    /// Takes a key. Nothing is chosen by it: a letter opens the list and looks for an entry, and so does the blank, which
    /// in an open list is text.
    pub(super) fn key(&mut self, key: Key) {
        let (held, typed) = (key.mods.ctrl || key.mods.alt, key.code);
        if let KeyCode::Char(' ') = typed
            && self.open.is_none()
            && !held
        {
            return self.open();
        }
        if let KeyCode::Char(c) = typed
            && !held
        {
            self.open();
            return self.look_for(|text| text.push(c));
        }
        match typed {
            KeyCode::Backspace => self.look_for(|text| {
                text.pop();
            }),
            KeyCode::Char('u') if key.mods.ctrl => self.look_for(String::clear),
            _ => {}
        }
    }

    /// Looks for what is typed once it was changed. What no entry goes on with is left out, and it is said.
    fn look_for(&mut self, change: impl FnOnce(&mut String)) {
        let Some(mut open) = self.open.take() else {
            return;
        };
        let mut text = open.typed().to_owned();
        change(&mut text);
        if text.trim().is_empty() {
            open = Open::new(self.options.len(), self.chosen);
        } else if text != open.typed() {
            let found = open::found(&text, &self.options, &self.others);
            if found.is_empty() || text.len() > LONGEST {
                open.refuse(no_such_name(&text));
            } else {
                open.show(text, found);
            }
        }
        self.open = Some(open);
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
        self.close();
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

    /// Chooses what a pasted text names: of several the first one. What names none changes nothing; an open list stays
    /// open then, and says so itself.
    pub(super) fn paste(&mut self, text: &str) -> Result<bool, Refusal> {
        let text = text.trim();
        let mut open = self.open.take();
        let before = self.chosen;
        let refusal = if text.len() > LONGEST {
            paste_too_long(LONGEST)
        } else {
            match self.find(text) {
                ListMatch::One => return Ok(before != self.chosen),
                ListMatch::Several => {
                    let first = self.matches.first().copied();
                    return Ok(self.take(first));
                }
                ListMatch::None => no_such_name(text),
            }
        };
        let Some(mut was_open) = open.take() else {
            return Err(refusal);
        };
        was_open.refuse(refusal);
        self.open = Some(was_open);
        Ok(false)
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
}

#[cfg(test)]
mod tests;
