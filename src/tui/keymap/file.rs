//! A keymap file: reads it, says everything that is wrong with it, and prints a keymap as such a file.
//!
//! A file says for an action which keys it has; all other actions keep theirs. Nothing is taken from another action
//! silently: one key for two things is a mistake, whichever of them the file did not name.

use std::collections::BTreeMap;

use crate::config::file::{File, FileTable, Value};
use crate::config::mistake::{Mistake, Problem, nearest};
use crate::i18n::I18n;
use crate::tui::action::{Action, key_name};
use crate::tui::form::editing;
use crate::tui::term::event::{Key, KeyCode};

use super::Keymap;
use super::names::{NotAKey, known_names, read_key, written};
use super::refusal::KeyRefusal;

/// Actions without which nobody gets around, or out. In the palette and in a filter text is being typed, so each keeps
/// a key that is no text.
const NEEDED: [Action; 7] = [
    Action::ACTIVATE,
    Action::UP,
    Action::DOWN,
    Action::BACK,
    Action::CLOSE,
    Action::HELP,
    Action::QUIT,
];
/// More keys for one action are a mistake.
const MOST_KEYS: usize = 8;

/// The lines in which a file names a key of an action.
type Lines = BTreeMap<String, usize>;

impl Keymap {
    /// The keymap that a file makes of the default one; or everything that is wrong with it.
    pub fn read(file: &File) -> Result<Self, Vec<Mistake>> {
        let (keymap, mistakes) = file.read(|table, mistakes| {
            table.only(&["keys"], mistakes);
            let keys = table.get("keys").and_then(|keys| keys.table(mistakes));
            keys.map_or_else(Self::default, |keys| from_table(&keys, mistakes))
        });
        keymap.filter(|_| mistakes.is_empty()).ok_or(mistakes)
    }

    /// The keymap as a file, with what each action does in the words of a language.
    pub fn to_file(&self, i18n: &I18n) -> String {
        let mut text = format!("# {}\n\n[keys]\n", i18n.t("keymap-file-heading"));
        for action in Action::all() {
            let keys: Vec<String> = self
                .keys(action)
                .iter()
                .map(|key| format!("\"{}\"", escaped(&written(*key))))
                .collect();
            let label = i18n.t(action.label_key());
            text.push_str(&format_line(action.name(), &keys.join(", "), &label));
        }
        text
    }
}

/// A text between the quotation marks of TOML; the names of keys hold no control characters.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

fn format_line(name: &str, keys: &str, label: &str) -> String {
    let entry = format!("{name} = [{keys}]");
    format!("{entry:<40} # {label}\n")
}

fn from_table(table: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> Keymap {
    let names: Vec<&str> = Action::all().map(Action::name).collect();
    table.only_names(&names, mistakes);
    let mut keymap = Keymap::default();
    let mut written_in: BTreeMap<String, Lines> = BTreeMap::new();
    let mut named = Vec::new();
    for (name, value) in table.entries() {
        let Some(action) = Action::all().find(|action| action.name() == name) else {
            continue;
        };
        let before = mistakes.len();
        let keys = keys_of(action, &value, mistakes);
        for (key, item) in &keys {
            written_in
                .entry(name.to_owned())
                .or_default()
                .insert(written(*key), item.line());
        }
        // Of a list in which something is wrong already it is not said as well that something is missing.
        if before == mistakes.len() {
            mistakes.extend(missing(action, &keys).map(|refusal| value.refused(&refusal)));
        }
        keymap.set(action, keys.iter().map(|(key, _)| *key).collect());
        named.extend(keys.into_iter().map(|(key, item)| (action, key, item)));
    }
    for (action, key, item) in named {
        let refusal = taken(action, key, &keymap, &written_in, item.line());
        mistakes.extend(refusal.map(|refusal| item.refused(&refusal)));
    }
    keymap
}

/// The keys that a value names, each with its place; what names none is a mistake.
fn keys_of<'t>(action: Action, value: &Value<'t>, mistakes: &mut Vec<Mistake>) -> Vec<(Key, Value<'t>)> {
    let Some(items) = value.as_list().filter(|items| items.len() <= MOST_KEYS) else {
        mistakes.push(value.unfit("keymap-wants-keys", []));
        return Vec::new();
    };
    let mut keys = Vec::new();
    for item in items {
        let Some(text) = item.text(mistakes) else { continue };
        match read_key(text) {
            Ok(key) if edits(key) && !action.default_keys().contains(&key) => {
                let found = key_name(key);
                mistakes.push(item.refused(&KeyRefusal::Edits { found }));
            }
            Ok(key) => keys.push((key, item)),
            Err(NotAKey::NeverSent(instead)) => {
                let found = text.to_owned();
                mistakes.push(item.refused(&KeyRefusal::NeverSent { found, instead }));
            }
            Err(NotAKey::Unknown) => {
                let problem = Problem::Unfit {
                    found: text.to_owned(),
                    nearest: nearest(text, known_names()),
                    expected: "keymap-wants-key",
                };
                mistakes.push(item.mistake(problem));
            }
        }
    }
    keys
}

/// Whether a text field needs the key for editing.
fn edits(key: Key) -> bool {
    match key.code {
        KeyCode::Left | KeyCode::Right | KeyCode::Home | KeyCode::End => !key.mods.shift,
        KeyCode::Backspace | KeyCode::Delete => true,
        _ => editing(key).is_some(),
    }
}

/// What an action lacks with these keys.
fn missing(action: Action, keys: &[(Key, Value<'_>)]) -> Option<KeyRefusal> {
    let action_name = action.name();
    if keys.is_empty() && NEEDED.contains(&action) {
        Some(KeyRefusal::Missing {
            action: action_name.to_owned(),
        })
    } else if keys.iter().all(|(key, _)| key.is_text()) && NEEDED.contains(&action) {
        Some(KeyRefusal::MissingWhileTyping {
            action: action_name.to_owned(),
        })
    } else {
        None
    }
}

/// Another action that has the key already. Two that share a key in the default table are never possible at the same
/// time. Of two mistakes about one key, only the later one in the file is told.
fn taken(
    action: Action,
    key: Key,
    keymap: &Keymap,
    written_in: &BTreeMap<String, Lines>,
    line: usize,
) -> Option<KeyRefusal> {
    let others = Action::all().filter(|other| {
        *other != action && keymap.keys(*other).contains(&key) && !never_meet(action, *other)
    });
    others.into_iter().find_map(|other| {
        let name = other.name();
        let found = key_name(key);
        match written_in.get(name) {
            None => Some(KeyRefusal::Taken {
                found,
                action: name.to_owned(),
            }),
            Some(lines) => {
                let other = *lines.get(&written(key))?;
                let is_later = (other, &name) < (line, &action.name());
                is_later.then_some(KeyRefusal::TakenInFile {
                    found,
                    action: name.to_owned(),
                    line: other,
                })
            }
        }
    })
}

/// Whether two actions are never possible on the same screen, as the default table says by giving both the same key.
pub(super) fn never_meet(one: Action, other: Action) -> bool {
    one.default_keys()
        .iter()
        .any(|key| other.default_keys().contains(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    fn read(text: &str) -> Result<Keymap, Vec<String>> {
        let read = Keymap::read(&File::new("keymap.toml", text));
        read.map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_file_changes_what_it_names_and_nothing_else() {
        let keymap = read("[keys]\nbuy = [\"f5\"]\nclose = [\"esc\", \"z\"]\norders = []\n").unwrap();
        assert_eq!(keymap.keys(Action::BUY), [Key::plain(KeyCode::F(5))]);
        assert_eq!(keymap.keys(Action::ORDERS), []);
        assert_eq!(
            keymap.keys(Action::CLOSE),
            [Key::plain(KeyCode::Esc), Key::char('z')]
        );
        assert_eq!(keymap.keys(Action::SUBMIT), Action::SUBMIT.default_keys());
        assert_eq!(read(""), Ok(Keymap::default()));
    }

    #[test]
    fn keys_may_be_swapped_between_actions() {
        let keymap = read("[keys]\nlanguage = [\"a\"]\nswitch-account = [\"L\"]\n").unwrap();
        assert_eq!(keymap.keys(Action::LANGUAGE), [Key::char('a')]);
    }

    #[test]
    fn every_mistake_is_told_with_its_line_its_key_and_the_other_line() {
        let told = read(
            "[keys]\n\
             orders = [\"f5\"]\n\
             profile = [\"z\", \"F5\"]\n\
             terms = [\"ctrl-b\"]\n\
             submit = [\"ctrl-m\"]\n\
             buy = [\"ctrl-w\"]\n\
             lanugage = [\"x\"]\n\
             theme = \"t\"\n\
             copy = [\"ctrl-pp\"]\n\
             quit = []\n\
             back = [\"b\"]\n",
        )
        .unwrap_err();
        assert_eq!(
            told,
            [
                "keymap.toml:3:17: keys.profile: F5 is orders in line 2",
                "keymap.toml:5:11: keys.submit: ctrl-m is never sent; terminals send enter",
                "keymap.toml:6:8: keys.buy: Ctrl-W edits text",
                "keymap.toml:7:1: keys.lanugage: unknown key; did you mean language?",
                "keymap.toml:8:9: keys.theme: t does not fit, expected keymap-wants-keys",
                "keymap.toml:9:9: keys.copy: ctrl-pp does not fit, expected keymap-wants-key",
                "keymap.toml:10:8: keys.quit: quit needs a key",
                "keymap.toml:11:8: keys.back: back needs a key that is no text",
            ]
        );
        let told = read("[keys]\nprofile = [\"b\"]\n").unwrap_err();
        assert_eq!(
            told,
            ["keymap.toml:2:12: keys.profile: B is buy by default".replace("B ", "b ")]
        );
    }

    /// `alt-B` was taken, shown as Alt-B, and then the word to the left of the cursor had no key left with Caps Lock on.
    #[test]
    fn a_key_that_edits_text_is_refused_with_a_capital_letter_too() {
        for key in ["alt-b", "alt-B", "Alt-F", "alt-D", "ctrl-U", "ctrl-a"] {
            let told = read(&format!("[keys]\nbuy = [\"{key}\"]\n")).unwrap_err();
            let [told] = told.as_slice() else {
                panic!("{key}: {told:?}")
            };
            assert!(told.ends_with("edits text"), "{told}");
        }
        assert!(read("[keys]\nbuy = [\"alt-G\"]\n").is_ok());
    }

    #[test]
    fn a_printed_keymap_is_read_as_the_same_one_in_every_language() {
        let own = read("[keys]\nbuy = [\"f5\", \"alt-g\"]\nundo = [\"alt-z\"]\nhelp = [\"f2\", \"\\\"\"]\n")
            .unwrap();
        for keymap in [Keymap::default(), own] {
            for locale in Locale::ALL {
                let file = keymap.to_file(&I18n::new(locale));
                assert_eq!(read(&file), Ok(keymap.clone()), "{file}");
            }
        }
    }

    /// With `close = ["z"]` nobody could leave the palette, in which letters are text.
    #[test]
    fn the_palette_can_always_be_moved_in_and_left() {
        for action in ["close", "up", "down"] {
            let told = read(&format!("[keys]\n{action} = [\"z\"]\n")).unwrap_err();
            assert_eq!(told.len(), 1, "{told:?}");
        }
    }

    #[test]
    fn a_hostile_file_is_told_and_does_nothing_else() {
        let many = format!("[keys]\nbuy = [{}]\n", "\"x\", ".repeat(9_000));
        assert_eq!(read(&many).unwrap_err().len(), 1);
        for text in [
            "[[keys]]\n",
            "keys = 3\n",
            "[keys]\nbuy = [[\"x\"]]\n",
            "[keys]\nbuy = [1]\n",
        ] {
            assert_eq!(read(text).unwrap_err().len(), 1, "{text}");
        }
        let long = format!("[keys]\nbuy = [\"{}\"]\n", "x".repeat(50_000));
        assert_eq!(read(&long).unwrap_err().len(), 1);
    }

    #[test]
    fn what_is_needed_has_its_keys_by_default_and_only_what_never_meets_shares_one() {
        let defaults = |action: Action| action.default_keys().to_vec();
        for action in NEEDED {
            assert!(defaults(action).iter().any(|key| !key.is_text()), "{action:?}");
        }
        for one in Action::all() {
            for other in Action::all() {
                // What is done on other screens, or in another state of the same one.
                let pairs = [
                    [Action::BACK, Action::CLOSE],
                    // A question has nothing beside its answers.
                    [Action::AUTHORIZE, Action::CONFIRM],
                    [Action::CANCEL_SUBSCRIPTION, Action::CLOSE_REQUEST],
                    [Action::CANCEL_SUBSCRIPTION, Action::GIVE_UP_ORDER],
                    [Action::CLOSE_REQUEST, Action::GIVE_UP_ORDER],
                    [Action::NEW_REQUEST, Action::REJECT],
                    [Action::NEW_ORDER, Action::NEW_REQUEST],
                    [Action::NEW_ORDER, Action::REJECT],
                    [Action::TAKE, Action::TERMS],
                    // Whoever reads the queue has it in the place of Due.
                    [Action::PLACE_DUE, Action::PLACE_QUEUE],
                    [Action::REOPEN, Action::ORDERS],
                    [Action::SAVE_FILE, Action::SORT],
                    [Action::SAVE_FILE, Action::SUPPORT],
                    [Action::SORT, Action::SUPPORT],
                    // A record has its own, and is neither a tile nor a request.
                    [Action::REMOVE_CARD, Action::CANCEL_SUBSCRIPTION],
                    [Action::REMOVE_CARD, Action::CLOSE_REQUEST],
                    [Action::REMOVE_CARD, Action::GIVE_UP_ORDER],
                    [Action::RETURN_REST, Action::REPLY],
                    [Action::RETURN_CHARGE, Action::REPLY],
                    [Action::RETURN_CHARGE, Action::RETURN_REST],
                    [Action::REFUND_CHARGE, Action::ATTACH],
                    [Action::ATTACH_CHARGE, Action::APPLY_RECEIPT],
                ];
                let known = pairs
                    .iter()
                    .any(|pair| pair.contains(&one) && pair.contains(&other));
                assert_eq!(never_meet(one, other), one == other || known, "{one:?} {other:?}");
            }
        }
    }
}
