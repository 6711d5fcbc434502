//! Help: every action of the screen below with the keys that do it there, out of the one table. While text is typed
//! there, a key that would be typed is none of them, and the keys that edit the text are told as well.

use ratatui::text::{Line, Span};

use crate::domain::message::Arg;
use crate::tui::action::{Action, Hint, key_name};
use crate::tui::form::{EDITING, WIPING};
use crate::tui::layer::{Desk, Screen};
use crate::tui::plain;
use crate::tui::term::event::Key;
use crate::tui::widgets::scroll::wrap;

use super::page::{Reader, Text};

/// The help of the screen below.
pub type Help = Reader<Keys>;

/// What can be done there.
#[derive(Debug)]
pub struct Keys {
    hints: Vec<Hint>,
    /// Whether text is being typed.
    typing: bool,
    /// Whether it is a line of text, in which one can edit.
    editing: bool,
    /// Whether it is digits that are not shown.
    secret: bool,
}

impl Help {
    /// Help on these actions of a screen.
    pub fn new(hints: Vec<Hint>, screen: Option<&dyn Screen>) -> Self {
        let is = |what: fn(&dyn Screen) -> bool| screen.is_some_and(what);
        Self::of(Keys {
            hints,
            typing: is(|screen| screen.is_typing()),
            editing: is(|screen| screen.is_editing()),
            secret: is(|screen| screen.is_secret()),
        })
    }
}

impl Keys {
    /// Every row: the keys that work, and what they do. The keys of the text stand with those that take it back.
    fn rows(&self, desk: &Desk) -> Vec<(Vec<Key>, String)> {
        let mut rows = Vec::new();
        for action in Action::ALL {
            if action == Action::Undo && self.editing {
                rows.extend(EDITING.map(|editing| (vec![editing.key], desk.i18n.t(editing.label))));
            }
            if action == Action::Undo && self.secret {
                rows.push((WIPING.to_vec(), desk.i18n.t("help-wipe")));
            }
            let hint = self.hints.iter().find(|hint| hint.action == action);
            let keys = desk.keymap.keys(action).iter().copied();
            let keys: Vec<Key> = keys.filter(|key| !self.typing || !key.is_text()).collect();
            rows.extend(
                hint.filter(|_| !keys.is_empty())
                    .map(|hint| (keys, desk.i18n.t(hint.label_key()))),
            );
        }
        rows
    }
}

impl Text for Keys {
    fn title(&self, desk: &Desk) -> String {
        desk.i18n.t("title-help")
    }

    fn is_help(&self) -> bool {
        true
    }

    fn lines(&self, desk: &Desk, width: u16) -> Vec<Line<'static>> {
        let mut lines = vec![Line::styled(desk.i18n.t("help-of"), desk.theme.accent)];
        for (keys, label) in self.rows(desk) {
            let keys: Vec<String> = keys.into_iter().map(key_name).collect();
            let keys = format!("  {:<16}  ", keys.join(", "));
            lines.push(Line::from(vec![
                Span::styled(keys, desk.theme.key),
                Span::raw(label),
            ]));
        }
        lines.push(Line::default());
        if self.hints.iter().any(|hint| hint.action == Action::Copy) {
            let text = desk.i18n.t("help-copy");
            lines.extend(wrap(&text, width).into_iter().map(Line::from));
            lines.push(Line::default());
        }
        let text = desk.i18n.t("help-anywhere");
        lines.extend(wrap(&text, width).into_iter().map(Line::from));
        lines
    }

    /// There are no keys line by line; what is typed instead is told.
    fn plain(&self, desk: &Desk) -> plain::Page {
        let general = [
            "plain-help-numbers",
            "plain-help-words",
            "plain-help-back",
            "plain-help-fields",
            "plain-help-lines",
            "help-anywhere",
        ];
        let mut lines: Vec<String> = general.iter().map(|key| desk.i18n.t(key)).collect();
        let said = self
            .hints
            .iter()
            .filter(|hint| hint.in_footer && hint.action.is_said() && hint.action != Action::Activate);
        let mut words: Vec<String> = said.map(|hint| desk.i18n.t(hint.label_key())).collect();
        words.dedup();
        let words = [("words", Arg::Text(words.join(", ")))];
        lines.push(desk.i18n.tr("plain-help-here", &words));
        plain::Page::saying(lines)
    }
}
