//! What an action is, and those that any screen may have. A screen declares its own beside itself, as constants, and
//! `super::screens::ACTIONS` lists every room's: footer, help, palette and keymap read them, so they cannot drift apart.

use super::term::event::{Key, KeyCode};

/// Something that can be done with a key. Screens say which ones are possible now.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Action {
    name: &'static str,
    label: &'static str,
    keys: &'static [Key],
    is_said: bool,
}

impl std::fmt::Debug for Action {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// An action that is possible now, as the footer and the help show it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hint {
    /// The action.
    pub action: Action,
    /// Key of its label, where the screen has a better word than the table.
    pub label: Option<&'static str>,
    /// Whether the footer shows it; the help shows all.
    pub in_footer: bool,
}

impl Hint {
    /// A hint that the footer shows.
    pub const fn shown(action: Action) -> Self {
        Self {
            action,
            label: None,
            in_footer: true,
        }
    }

    /// A hint that only the help shows.
    pub const fn hidden(action: Action) -> Self {
        Self {
            action,
            label: None,
            in_footer: false,
        }
    }

    /// A hint that only the help shows, with a label of the screen's own.
    pub const fn hidden_as(action: Action, label: &'static str) -> Self {
        Self {
            action,
            label: Some(label),
            in_footer: false,
        }
    }

    /// A hint with a label of the screen's own.
    pub const fn labeled(action: Action, label: &'static str) -> Self {
        Self {
            action,
            label: Some(label),
            in_footer: true,
        }
    }

    /// Key of the label in `assets/locales`.
    pub fn label_key(&self) -> &'static str {
        self.label.unwrap_or_else(|| self.action.label_key())
    }
}

impl Action {
    /// An action with its name, the key of its label in `assets/locales`, and its keys unless the operator's keymap says
    /// otherwise; the first one is shown. The name is what people write into their files: changing it breaks them.
    pub const fn new(name: &'static str, label: &'static str, keys: &'static [Key]) -> Self {
        Self {
            name,
            label,
            keys,
            is_said: true,
        }
    }

    /// The same, which plain mode doesn't offer: what only moves about, and what needs a terminal's own ways.
    #[must_use]
    pub const fn unsaid(mut self) -> Self {
        self.is_said = false;
        self
    }

    /// Every action, in the order in which the help lists them.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        super::screens::ACTIONS
            .iter()
            .flat_map(|room| room.iter().copied())
    }

    /// What it is called in a file, such as `switch-account`.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Its keys unless the operator's keymap says otherwise; the first one is shown.
    pub const fn default_keys(self) -> &'static [Key] {
        self.keys
    }

    /// Whether plain mode offers it.
    pub const fn is_said(self) -> bool {
        self.is_said
    }

    /// Key of its label in `assets/locales`.
    pub const fn label_key(self) -> &'static str {
        self.label
    }
}

/// The actions that any screen may have.
impl Action {
    /// Do the selected thing.
    pub const ACTIVATE: Self = Self::new("activate", "action-open", &[Key::plain(KeyCode::Enter)]);
    /// Move the selection up.
    pub const UP: Self = Self::new("up", "action-up", &[Key::plain(KeyCode::Up), Key::char('k')]).unsaid();
    /// Move the selection down.
    pub const DOWN: Self = Self::new(
        "down",
        "action-down",
        &[Key::plain(KeyCode::Down), Key::char('j')],
    )
    .unsaid();
    /// Move the selection left.
    pub const LEFT: Self = Self::new(
        "left",
        "action-left",
        &[Key::plain(KeyCode::Left), Key::char('h')],
    )
    .unsaid();
    /// Move the selection right.
    pub const RIGHT: Self = Self::new(
        "right",
        "action-right",
        &[Key::plain(KeyCode::Right), Key::char('l')],
    )
    .unsaid();
    /// To the next field.
    pub const NEXT_FIELD: Self =
        Self::new("next-field", "action-next-field", &[Key::plain(KeyCode::Tab)]).unsaid();
    /// To the previous field.
    pub const PREVIOUS_FIELD: Self = Self::new(
        "previous-field",
        "action-previous-field",
        &[Key::plain(KeyCode::BackTab)],
    )
    .unsaid();
    /// Tick or untick.
    pub const TOGGLE: Self = Self::new("toggle", "action-toggle", &[Key::char(' ')]).unsaid();
    /// One screen up.
    pub const PAGE_UP: Self = Self::new("page-up", "action-page-up", &[Key::plain(KeyCode::PageUp)]).unsaid();
    /// One screen down.
    pub const PAGE_DOWN: Self =
        Self::new("page-down", "action-page-down", &[Key::plain(KeyCode::PageDown)]).unsaid();
    /// To the first.
    pub const FIRST: Self = Self::new(
        "first",
        "action-first",
        &[Key::plain(KeyCode::Home), Key::char('g')],
    )
    .unsaid();
    /// To the last.
    pub const LAST: Self =
        Self::new("last", "action-last", &[Key::plain(KeyCode::End), Key::char('G')]).unsaid();
    /// Narrow a list by a few letters.
    pub const FILTER: Self = Self::new("filter", "action-filter", &[Key::char('/')]);
    /// **Submit** a form.
    pub const SUBMIT: Self = Self::new("submit", "button-submit", &[Key::ctrl('s')]);
    /// **Close**.
    pub const CLOSE: Self = Self::new("close", "action-close", &[Key::plain(KeyCode::Esc)]);
    /// Leave: never validates, never loses input.
    pub const BACK: Self = Self::new("back", "action-back", &[Key::plain(KeyCode::Esc)]);
    /// Throw the draft away.
    pub const DISCARD: Self = Self::new("discard", "action-discard-draft", &[Key::ctrl('d')]);
    /// Do what was asked about. A key of its own, so that no key that leads on does it.
    pub const CONFIRM: Self = Self::new("confirm", "action-confirm", &[Key::char('y')]);
    /// Copy something to the clipboard of the operator's own machine.
    pub const COPY: Self = Self::new("copy", "action-copy", &[Key::char('c'), Key::alt('c')]).unsaid();
    /// Take back the last change of a text field.
    pub const UNDO: Self = Self::new("undo", "action-undo", &[Key::ctrl('_'), Key::alt('u')]);
    /// Make the change again that was taken back.
    pub const REDO: Self = Self::new("redo", "action-redo", &[Key::ctrl('y')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[
    Action::ACTIVATE,
    Action::UP,
    Action::DOWN,
    Action::LEFT,
    Action::RIGHT,
    Action::NEXT_FIELD,
    Action::PREVIOUS_FIELD,
    Action::TOGGLE,
    Action::PAGE_UP,
    Action::PAGE_DOWN,
    Action::FIRST,
    Action::LAST,
    Action::FILTER,
    Action::SUBMIT,
    Action::CLOSE,
    Action::BACK,
    Action::DISCARD,
    Action::CONFIRM,
    Action::COPY,
    Action::UNDO,
    Action::REDO,
];

/// How a key is written on the screen, such as `Enter`, `Ctrl-S`, `?`.
pub fn key_name(key: Key) -> String {
    let name = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(c) if key.mods.ctrl || key.mods.alt => c.to_uppercase().to_string(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::Up => "↑".to_owned(),
        KeyCode::Down => "↓".to_owned(),
        KeyCode::Left => "←".to_owned(),
        KeyCode::Right => "→".to_owned(),
        KeyCode::BackTab => "Shift-Tab".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        KeyCode::F(number) => format!("F{number}"),
        other => format!("{other:?}"),
    };
    let held = [
        (key.mods.ctrl, "Ctrl-"),
        (key.mods.alt, "Alt-"),
        (key.mods.shift, "Shift-"),
    ];
    let held = held.into_iter().filter(|(is, _)| *is).map(|(_, word)| word);
    held.collect::<String>() + &name
}
