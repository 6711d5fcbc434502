//! An open list: what was typed to find an entry, the entries that it finds, and the marked one.
//!
//! While nothing is typed all of them are shown, in their order. What is typed shows those that it is the code or
//! another name of first, then those whose name begins so, then those of which a word or another name does; only when
//! there are none, those in which its letters stand close together. Marks and case do not count.

use std::cmp::Reverse;

use crate::services::fuzzy::{Query, folded};
use crate::tui::action::Action;

use super::super::Refusal;

/// How far a page goes.
pub(in crate::tui::form) const PAGE: usize = 8;
/// Longest value that is a code, bytes: of a country or a state. A longer one is a name of the program's own.
const CODE: usize = 3;

/// What is seen of an open list.
#[derive(Debug)]
pub(in crate::tui::form) struct Open {
    typed: String,
    /// What no entry goes on with, until the next key.
    refusal: Option<Refusal>,
    /// Whether something was left out of what is typed: then the marked entry is not what was meant, until one says so.
    slipped: bool,
    /// The options that are shown, by their places.
    shown: Vec<usize>,
    /// The place of the marked one among them.
    mark: usize,
}

impl Open {
    /// All options, with the mark on one.
    pub(super) fn new(options: usize, mark: usize) -> Self {
        Self {
            typed: String::new(),
            refusal: None,
            slipped: false,
            shown: (0..options).collect(),
            mark,
        }
    }

    /// What was typed.
    pub(in crate::tui::form) fn typed(&self) -> &str {
        &self.typed
    }

    /// What no entry goes on with, if that was the last thing.
    pub(in crate::tui::form) const fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }

    /// The options that are shown, by their places.
    pub(in crate::tui::form) fn shown(&self) -> &[usize] {
        &self.shown
    }

    /// The place of the mark among what is shown.
    pub(in crate::tui::form) const fn place(&self) -> usize {
        self.mark
    }

    /// The marked option.
    pub(super) fn marked(&self) -> Option<usize> {
        self.shown.get(self.mark).copied()
    }

    /// Says what no entry goes on with; everything else stays.
    pub(super) fn refuse(&mut self, refusal: Refusal) {
        self.refusal = Some(refusal);
        self.slipped = true;
    }

    /// Whether something was left out, and nothing was erased or marked since.
    pub(super) const fn has_slipped(&self) -> bool {
        self.slipped
    }

    /// Shows what a text finds, with the mark on the first.
    pub(super) fn show(&mut self, typed: String, shown: Vec<usize>) {
        *self = Self {
            slipped: self.slipped && typed.len() > self.typed.len(),
            typed,
            refusal: None,
            shown,
            mark: 0,
        };
    }

    /// Moves the mark; `false` where the action is none that does.
    pub(super) fn mark(&mut self, action: Action) -> bool {
        let last = self.shown.len().saturating_sub(1);
        self.mark = match action {
            Action::UP => self.mark.saturating_sub(1),
            Action::DOWN => self.mark + 1,
            Action::PAGE_UP => self.mark.saturating_sub(PAGE),
            Action::PAGE_DOWN => self.mark + PAGE,
            Action::FIRST => 0,
            Action::LAST => last,
            _ => return false,
        }
        .min(last);
        self.refusal = None;
        self.slipped = false;
        true
    }
}

/// The options that a text finds, the best first.
pub(super) fn found(text: &str, options: &[(String, String)], others: &[(String, String)]) -> Vec<usize> {
    let typed = folded(text);
    let found = ranked(&typed, options, others);
    if !found.is_empty() {
        return found;
    }
    // Behind a word that is whole a name may be over.
    let whole = typed.trim_end();
    if whole != typed {
        return ranked(whole, options, others);
    }
    let letters = typed.chars().count();
    // Two letters are in nearly every name in some way.
    let Some(query) = Query::parse(&typed).filter(|_| letters > 2) else {
        return Vec::new();
    };
    let scored = options.iter().enumerate();
    let mut scored: Vec<(Reverse<u32>, usize)> = scored
        .filter_map(|(place, (_, name))| Some((Reverse(query.close_score(name)?), place)))
        .collect();
    scored.sort_unstable();
    scored.into_iter().map(|(_, place)| place).collect()
}

/// Those of which a text is the code or another name, or the beginning of a name or a word.
fn ranked(text: &str, options: &[(String, String)], others: &[(String, String)]) -> Vec<usize> {
    let is_one_letter = text.chars().count() < 2;
    let rank = |value: &str, name: &str| {
        let code = folded(value);
        let others = || others.iter().filter(|(called, _)| called == value);
        let name = folded(name);
        if !is_one_letter && (code == text || others().any(|(_, other)| other == text)) {
            return Some(0);
        }
        if name.starts_with(text) {
            return Some(1);
        }
        if name.split_whitespace().any(|word| word.starts_with(text)) {
            return Some(2);
        }
        let begins = value.len() <= CODE && code.starts_with(text);
        let begins = begins || others().any(|(_, other)| other.starts_with(text));
        begins.then_some(3)
    };
    let options = options.iter().enumerate();
    let mut found: Vec<(u8, usize)> = options
        .filter_map(|(place, (value, name))| Some((rank(value, name)?, place)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, place)| place).collect()
}
