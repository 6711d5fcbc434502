//! Help: every action of the screen below with its keys, out of the one table.

use ratatui::text::{Line, Span};

use crate::domain::message::Arg;
use crate::tui::action::{Action, Hint, key_name};
use crate::tui::layer::Desk;
use crate::tui::plain;
use crate::tui::widgets::scroll::wrap;

use super::page::{Reader, Text};

/// The help of the screen below.
pub type Help = Reader<Keys>;

/// What can be done there.
#[derive(Debug)]
pub struct Keys(Vec<Hint>);

impl Help {
    /// Help on these actions.
    pub const fn new(hints: Vec<Hint>) -> Self {
        Self::of(Keys(hints))
    }
}

impl Text for Keys {
    fn title(&self, desk: &Desk) -> String {
        desk.i18n.t("title-help")
    }

    fn lines(&self, desk: &Desk, width: u16) -> Vec<Line<'static>> {
        let mut lines = vec![Line::styled(desk.i18n.t("help-of"), desk.theme.accent)];
        for action in Action::ALL {
            let Some(hint) = self.0.iter().find(|hint| hint.action == action) else {
                continue;
            };
            let keys: Vec<String> = desk
                .keymap
                .keys(action)
                .iter()
                .map(|key| key_name(*key))
                .collect();
            let keys = format!("  {:<16}  ", keys.join(", "));
            lines.push(Line::from(vec![
                Span::styled(keys, desk.theme.key),
                Span::raw(desk.i18n.t(hint.label_key())),
            ]));
        }
        lines.push(Line::default());
        if self.0.iter().any(|hint| hint.action == Action::Copy) {
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
            "help-anywhere",
        ];
        let mut lines: Vec<String> = general.iter().map(|key| desk.i18n.t(key)).collect();
        let said = self
            .0
            .iter()
            .filter(|hint| hint.in_footer && hint.action.is_said() && hint.action != Action::Activate);
        let mut words: Vec<String> = said.map(|hint| desk.i18n.t(hint.label_key())).collect();
        words.dedup();
        let words = [("words", Arg::Text(words.join(", ")))];
        lines.push(desk.i18n.tr("plain-help-here", &words));
        plain::Page::saying(lines)
    }
}
