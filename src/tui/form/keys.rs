//! The keys of a line of text while it is typed. No keymap gives them to an action, so that they work in every field of text;
//! in a field of digits that are not shown, where nobody sees a cursor or a word, those that delete a word or to the
//! beginning of the line wipe all of them.

use crate::tui::term::event::{Key, KeyCode};
use crate::tui::widgets::{SecretInput, TextInput};

use super::{Refusal, too_long};

/// A key that edits or moves, and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Editing {
    /// The key.
    pub key: Key,
    /// Key of what it does, for the help.
    pub label: &'static str,
    does: fn(&mut TextInput),
    /// Whether it changes the text, and does not only move in it.
    changes: bool,
}

/// The keys of a line of text as a shell has them, beside those that are written on a keyboard for it.
pub const EDITING: [Editing; 8] = [
    Editing::moving(Key::ctrl('a'), "help-line-start", TextInput::line_start),
    Editing::moving(Key::ctrl('e'), "help-line-end", TextInput::line_end),
    Editing::moving(Key::alt('b'), "help-word-left", TextInput::word_left),
    Editing::moving(Key::alt('f'), "help-word-right", TextInput::word_right),
    Editing::changing(Key::ctrl('w'), "help-delete-word", TextInput::delete_word),
    Editing::changing(
        Key::alt('d'),
        "help-delete-word-right",
        TextInput::delete_word_right,
    ),
    Editing::changing(Key::ctrl('u'), "help-delete-to-start", TextInput::delete_to_start),
    Editing::changing(Key::ctrl('k'), "help-delete-to-end", TextInput::delete_to_end),
];

impl Editing {
    const fn moving(key: Key, label: &'static str, does: fn(&mut TextInput)) -> Self {
        Self {
            key,
            label,
            does,
            changes: false,
        }
    }

    const fn changing(key: Key, label: &'static str, does: fn(&mut TextInput)) -> Self {
        Self {
            key,
            label,
            does,
            changes: true,
        }
    }
}

/// What a key does to a line of text, also when it is held with the key for capital letters: a shell takes both alike.
pub(in crate::tui) fn editing(key: Key) -> Option<&'static Editing> {
    let typed = match key.code {
        KeyCode::Char(c) if key.mods.alt => Key {
            code: KeyCode::Char(c.to_ascii_lowercase()),
            ..key
        },
        _ => key,
    };
    EDITING.iter().find(|editing| editing.key == typed)
}

/// Whether the text changed.
pub(in crate::tui) fn text_key(input: &mut TextInput, key: Key) -> Result<bool, Refusal> {
    let word = key.mods.ctrl || key.mods.alt;
    if let Some(editing) = editing(key) {
        (editing.does)(input);
        return Ok(editing.changes);
    }
    match key.code {
        KeyCode::Char(c) if !word => return input.insert(c).map(|()| true).map_err(|_| too_long()),
        KeyCode::Backspace => input.backspace(),
        KeyCode::Delete => input.delete_right(),
        _ => {
            moves(input, key.code, word);
            return Ok(false);
        }
    }
    Ok(true)
}

/// Moves within a text, by words or by characters.
fn moves(input: &mut TextInput, code: KeyCode, word: bool) {
    match code {
        KeyCode::Left if word => input.word_left(),
        KeyCode::Right if word => input.word_right(),
        KeyCode::Left => input.left(),
        KeyCode::Right => input.right(),
        KeyCode::Home => input.home(),
        KeyCode::End => input.end(),
        _ => {}
    }
}

/// The keys that wipe a field of digits; the first one is told in the help.
pub(in crate::tui) const WIPING: [Key; 2] = [Key::ctrl('u'), Key::ctrl('w')];

pub(super) fn secret_key(input: &mut SecretInput, key: Key) -> Result<bool, Refusal> {
    if WIPING.contains(&key) {
        let was_there = !input.is_empty();
        input.clear();
        return Ok(was_there);
    }
    match key.code {
        KeyCode::Char(c) if !key.mods.ctrl && !key.mods.alt => input
            .insert(c)
            .map(|()| true)
            .map_err(|error| Refusal::of(&error)),
        KeyCode::Backspace => Ok({
            input.backspace();
            true
        }),
        _ => Ok(false),
    }
}
