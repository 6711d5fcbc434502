//! Events that wait to be popped, in slots that are overwritten when they are.

use super::super::event::{Input, Key};

/// The most events that may wait.
pub const QUEUE_LIMIT: usize = 65_536;

const FIRST_CAPACITY: usize = 256;
const EMPTY: Input = Input::Key(Key::char('\0'));

/// A ring that leaves no copy of a typed character behind, neither when it pops nor when it grows.
pub(super) struct Queue {
    slots: Vec<Input>,
    first: usize,
    waiting: usize,
}

impl Default for Queue {
    fn default() -> Self {
        Self::with_capacity(FIRST_CAPACITY)
    }
}

impl Queue {
    fn with_capacity(capacity: usize) -> Self {
        Self {
            slots: vec![EMPTY; capacity],
            first: 0,
            waiting: 0,
        }
    }

    /// Appends, unless the queue is full.
    pub(super) fn push(&mut self, input: Input) {
        if self.waiting >= QUEUE_LIMIT {
            return;
        }
        if self.waiting == self.slots.len() {
            let mut larger = Self::with_capacity(self.slots.len() * 2);
            while let Some(input) = self.pop() {
                larger.push(input);
            }
            *self = larger;
        }
        let index = (self.first + self.waiting) % self.slots.len();
        if let Some(slot) = self.slots.get_mut(index) {
            *slot = input;
            self.waiting += 1;
        }
    }

    /// Takes the oldest out.
    pub(super) fn pop(&mut self) -> Option<Input> {
        if self.waiting == 0 {
            return None;
        }
        let slot = self.slots.get_mut(self.first)?;
        let input = match &mut *slot {
            // A pasted text moves as it is, without a copy.
            Input::Paste(paste) => Input::Paste(std::mem::take(paste)),
            other => other.clone(),
        };
        slot.wipe();
        self.first = (self.first + 1) % self.slots.len();
        self.waiting -= 1;
        Some(input)
    }

    /// Whether no slot holds a character.
    #[cfg(test)]
    pub(super) fn is_wiped(&self) -> bool {
        use super::super::event::KeyCode;
        self.slots.iter().all(|slot| match slot {
            Input::Key(key) => !matches!(key.code, KeyCode::Char('\u{1}'..)),
            Input::Paste(paste) => paste.is_empty(),
            _ => true,
        })
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        for slot in &mut self.slots {
            slot.wipe();
        }
    }
}
