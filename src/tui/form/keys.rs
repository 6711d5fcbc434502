//! The keys of a line of text while it is typed. No keymap gives them to an action, so that they work in every field.

use crate::tui::term::event::{Key, KeyCode};
use crate::tui::widgets::{SecretInput, TextInput};

use super::{Refusal, too_long};

/// A key that edits, and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Editing {
    /// The key.
    pub key: Key,
    /// Key of what it does, for the help.
    pub label: &'static str,
    edit: fn(&mut TextInput),
}

/// The keys that edit a line of text, beside those that are written on a keyboard for it.
pub const EDITING: [Editing; 2] = [
    Editing {
        key: Key::ctrl('w'),
        label: "help-delete-word",
        edit: TextInput::delete_word,
    },
    Editing {
        key: Key::ctrl('k'),
        label: "help-delete-to-end",
        edit: TextInput::delete_to_end,
    },
];

/// Whether the text changed.
pub(in crate::tui) fn text_key(input: &mut TextInput, key: Key) -> Result<bool, Refusal> {
    let word = key.mods.ctrl || key.mods.alt;
    if let Some(editing) = EDITING.iter().find(|editing| editing.key == key) {
        (editing.edit)(input);
        return Ok(true);
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

pub(super) fn secret_key(input: &mut SecretInput, key: Key) -> Result<bool, Refusal> {
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
