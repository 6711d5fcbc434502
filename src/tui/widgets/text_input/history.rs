//! What a line of text was before, for undo and redo.

use std::collections::VecDeque;

/// The most changes that can be taken back.
const LIMIT: usize = 100;

/// Former and later states of one line.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    former: VecDeque<HistoryState>,
    later: Vec<HistoryState>,
    /// The kind of change that goes on; changes of one kind in a row are taken back together.
    running: Option<Edit>,
}

/// Kinds of change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Edit {
    /// Characters of a word, one after the other.
    Typing,
    /// Characters deleted, one after the other.
    Deleting,
    /// Anything that is taken back by itself.
    Other,
}

#[derive(Clone, Debug)]
struct HistoryState {
    text: String,
    cursor: usize,
}

impl History {
    /// Notes what the line is before a change.
    pub(super) fn remember(&mut self, edit: Edit, text: &str, cursor: usize) {
        self.later.clear();
        let goes_on = edit != Edit::Other && self.running == Some(edit);
        self.running = Some(edit);
        if goes_on {
            return;
        }
        if self.former.len() == LIMIT {
            self.former.pop_front();
        }
        self.former.push_back(HistoryState {
            text: text.to_owned(),
            cursor,
        });
    }

    /// Ends a row of changes: the next one is taken back by itself.
    pub(super) const fn pause(&mut self) {
        self.running = None;
    }

    /// Goes back one change.
    pub(super) fn undo(&mut self, text: &mut String, cursor: &mut usize) -> bool {
        let Some(state) = self.former.pop_back() else {
            return false;
        };
        self.later.push(state.replace(text, cursor));
        self.running = None;
        true
    }

    /// Goes forward one change.
    pub(super) fn redo(&mut self, text: &mut String, cursor: &mut usize) -> bool {
        let Some(state) = self.later.pop() else {
            return false;
        };
        self.former.push_back(state.replace(text, cursor));
        self.running = None;
        true
    }
}

impl HistoryState {
    /// Puts this state in place and returns the one that was there.
    fn replace(self, text: &mut String, cursor: &mut usize) -> Self {
        Self {
            text: std::mem::replace(text, self.text),
            cursor: std::mem::replace(cursor, self.cursor),
        }
    }
}
