//! Names of keys and actions as people write them into a file: `ctrl-p`, `alt-x`, `f1`, `switch-account`.
//!
//! A key that no terminal sends is refused here, with the one that arrives in its place: `ctrl-i` is the same byte as
//! Tab, and a keymap that says otherwise would only seem to work.

use crate::tui::term::event::{Key, KeyCode, Mods};

/// Why a text names no key that can be pressed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum NotAKey {
    /// There is no key of that name.
    Unknown,
    /// Terminals do not send it, or send it as another one.
    NeverSent(Option<String>),
}

/// Keys that are no characters, by their names; the first name of a key is the one that is printed.
const NAMED: [(&str, KeyCode); 28] = [
    ("enter", KeyCode::Enter),
    ("return", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("escape", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backtab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("del", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("ins", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pgup", KeyCode::PageUp),
    ("pageup", KeyCode::PageUp),
    ("page-up", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("pgdown", KeyCode::PageDown),
    ("pagedown", KeyCode::PageDown),
    ("page-down", KeyCode::PageDown),
    ("space", KeyCode::Char(' ')),
    ("minus", KeyCode::Char('-')),
    ("plus", KeyCode::Char('+')),
    ("slash", KeyCode::Char('/')),
];

/// The last function key that terminals send.
const LAST_FUNCTION: u8 = 20;

/// How a key is written into a file; `read_key` reads it back.
pub fn written(key: Key) -> String {
    let Key { code, mods } = match key.code {
        KeyCode::BackTab => Key {
            code: KeyCode::Tab,
            mods: Mods {
                shift: true,
                ..key.mods
            },
        },
        _ => key,
    };
    let name = match code {
        KeyCode::Char(c) if c != ' ' => c.to_string(),
        KeyCode::F(number) => format!("f{number}"),
        code => NAMED
            .iter()
            .find(|(_, named)| *named == code)
            .map_or_else(String::new, |(name, _)| (*name).to_owned()),
    };
    let held = [(mods.ctrl, "ctrl-"), (mods.alt, "alt-"), (mods.shift, "shift-")];
    let held = held.into_iter().filter(|(is, _)| *is).map(|(_, word)| word);
    held.collect::<String>() + &name
}

/// The names of keys among which a mistyped one is looked for.
pub(super) fn known_names() -> impl Iterator<Item = &'static str> {
    NAMED.iter().map(|(name, _)| *name)
}

/// The key of a name.
pub(super) fn read_key(text: &str) -> Result<Key, NotAKey> {
    let (mods, name) = held(text.trim());
    let mut characters = name.chars();
    let code = match (characters.next(), characters.next()) {
        (Some(c), None) => KeyCode::Char(c),
        _ => named(name).ok_or(NotAKey::Unknown)?,
    };
    as_sent(Key { code, mods })
}

/// What is held, and the rest of the name.
fn held(text: &str) -> (Mods, &str) {
    let (mut mods, mut rest) = (Mods::NONE, text);
    while let Some((word, after)) = rest.split_once(['-', '+']) {
        if after.is_empty() {
            break;
        }
        match word.to_ascii_lowercase().as_str() {
            "ctrl" | "control" => mods.ctrl = true,
            "alt" | "meta" | "option" => mods.alt = true,
            "shift" => mods.shift = true,
            _ => break,
        }
        rest = after;
    }
    (mods, rest)
}

fn named(name: &str) -> Option<KeyCode> {
    let name = name.to_lowercase();
    let number = name.strip_prefix('f').and_then(|number| number.parse().ok());
    match number {
        Some(number @ 1..=LAST_FUNCTION) => Some(KeyCode::F(number)),
        _ => NAMED
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, code)| *code),
    }
}

/// The key as it arrives when it is pressed.
fn as_sent(key: Key) -> Result<Key, NotAKey> {
    let Mods { shift, alt, ctrl } = key.mods;
    let instead = |key: &str| Err(NotAKey::NeverSent(Some(key.to_owned())));
    match key.code {
        KeyCode::Char(c) if shift && c.is_alphabetic() && !ctrl => {
            let upper = Key {
                code: c.to_uppercase().next().map_or(key.code, KeyCode::Char),
                mods: Mods {
                    shift: false,
                    ..key.mods
                },
            };
            instead(&written(upper))
        }
        KeyCode::Char(c) if ctrl => match c.to_ascii_lowercase() {
            c if shift => instead(&written(Key::ctrl(c.to_ascii_lowercase()))),
            'i' => instead("tab"),
            'm' | 'j' => instead("enter"),
            '[' | '3' => instead("esc"),
            'h' | '?' | '8' => instead("backspace"),
            '@' | '2' => instead("ctrl-space"),
            // The key that people press for it.
            '/' => Ok(Key {
                code: KeyCode::Char('_'),
                mods: key.mods,
            }),
            c @ ('a'..='z' | ' ' | '\\' | ']' | '^' | '_') => Ok(Key {
                code: KeyCode::Char(c),
                mods: key.mods,
            }),
            _ => Err(NotAKey::NeverSent(None)),
        },
        KeyCode::Char(_) if shift => Err(NotAKey::NeverSent(None)),
        // They look like the beginning of what other keys send.
        KeyCode::Char('[' | ']' | 'O' | 'P' | 'X' | '^' | '_') if alt => Err(NotAKey::NeverSent(None)),
        KeyCode::Char(c) if c.is_control() => Err(NotAKey::Unknown),
        KeyCode::Tab | KeyCode::BackTab if ctrl || alt => Err(NotAKey::NeverSent(None)),
        KeyCode::Tab if shift => Ok(Key::plain(KeyCode::BackTab)),
        KeyCode::BackTab => Ok(Key::plain(KeyCode::BackTab)),
        KeyCode::Enter | KeyCode::Backspace if ctrl || shift => instead(&written(Key {
            mods: Mods { alt, ..Mods::NONE },
            ..key
        })),
        KeyCode::Esc if ctrl || shift || alt => instead("esc"),
        _ => Ok(key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::action::Action;

    #[test]
    fn keys_are_read_as_people_write_them() {
        let check = |text: &str, expected: Key| assert_eq!(read_key(text), Ok(expected), "{text}");
        check("ctrl-p", Key::ctrl('p'));
        check("Ctrl-P", Key::ctrl('p'));
        check("control+p", Key::ctrl('p'));
        check("alt-x", Key::alt('x'));
        check("P", Key::char('P'));
        check("?", Key::char('?'));
        check("-", Key::char('-'));
        check("alt--", Key::alt('-'));
        check("space", Key::char(' '));
        check("ctrl-space", Key::ctrl(' '));
        check("ctrl-/", Key::ctrl('_'));
        check("F12", Key::plain(KeyCode::F(12)));
        check("f", Key::char('f'));
        check("shift-tab", Key::plain(KeyCode::BackTab));
        check("PgDn", Key::plain(KeyCode::PageDown));
        check("page-down", Key::plain(KeyCode::PageDown));
        check("ł", Key::char('ł'));
        check(
            "ctrl-shift-left",
            Key {
                code: KeyCode::Left,
                mods: Mods {
                    ctrl: true,
                    shift: true,
                    alt: false,
                },
            },
        );
    }

    #[test]
    fn what_terminals_send_as_another_key_is_refused_with_that_key() {
        let check = |text: &str, instead: Option<&str>| {
            let expected = NotAKey::NeverSent(instead.map(str::to_owned));
            assert_eq!(read_key(text), Err(expected), "{text}");
        };
        check("ctrl-i", Some("tab"));
        check("ctrl-m", Some("enter"));
        check("ctrl-[", Some("esc"));
        check("ctrl-h", Some("backspace"));
        check("ctrl-shift-p", Some("ctrl-p"));
        check("shift-p", Some("P"));
        check("alt-shift-x", Some("alt-X"));
        check("ctrl-enter", Some("enter"));
        check("shift-esc", Some("esc"));
        check("ctrl-1", None);
        check("ctrl-tab", None);
        check("alt-[", None);
        for nonsense in [
            "",
            "ctrl-",
            "hyper-x",
            "f0",
            "f21",
            "enterr",
            "ctrl-alt-",
            "\u{7}",
        ] {
            assert_eq!(read_key(nonsense), Err(NotAKey::Unknown), "{nonsense:?}");
        }
    }

    #[test]
    fn every_key_of_the_table_is_read_back_as_it_is_written() {
        for action in Action::all() {
            for key in action.default_keys() {
                assert_eq!(read_key(&written(*key)), Ok(*key), "{action:?}");
            }
        }
        for number in 1..=LAST_FUNCTION {
            let key = Key::plain(KeyCode::F(number));
            assert_eq!(read_key(&written(key)), Ok(key));
        }
        for (name, code) in NAMED {
            assert_eq!(read_key(&written(Key::plain(code))), read_key(name), "{name}");
        }
    }

    #[test]
    fn every_action_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<String> =
            Action::all().map(|action| action.name().to_owned()).collect();
        assert_eq!(names.len(), Action::all().count());
        assert_eq!(Action::SWITCH_ACCOUNT.name(), "switch-account");
        assert_eq!(Action::BUY.name(), "buy");
    }
}
