//! Keys by name, as a person would write them down.

use offerdesk::tui::term::event::{Key, KeyCode};

/// The keys of a line of names: `"Down Enter C-s ?"`.
pub fn keys_of(names: &str) -> Vec<Key> {
    names.split_whitespace().map(key_of).collect()
}

fn key_of(name: &str) -> Key {
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Backspace" => KeyCode::Backspace,
        "Delete" => KeyCode::Delete,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "F1" => KeyCode::F(1),
        "Space" => KeyCode::Char(' '),
        _ => return letter(name),
    };
    Key::plain(code)
}

fn letter(name: &str) -> Key {
    let (make, letter): (fn(char) -> Key, &str) = match name.split_once('-') {
        Some(("C", letter)) => (Key::ctrl, letter),
        Some(("A", letter)) => (Key::alt, letter),
        _ => (Key::char, name),
    };
    let mut letters = letter.chars();
    match (letters.next(), letters.next()) {
        (Some(only), None) => make(only),
        _ => panic!("no key is called {name:?}"),
    }
}
