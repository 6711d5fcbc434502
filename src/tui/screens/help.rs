//! Help: every action of the screen below with the keys that do it there, out of the one table. While text is typed
//! there, a key that would be typed is none of them, and the keys that edit the text are told as well.

use crate::domain::message::Arg;
use crate::tui::action::{Action, Hint, key_name};
use crate::tui::form::{EDITING, WIPING};
use crate::tui::layer::{Context, Navigation, Step, Typing};
use crate::tui::page::blocks::Block;
use crate::tui::page::blocks::keys::Keys;
use crate::tui::page::blocks::words::{Heading, Text};
use crate::tui::page::{Command, Id, Page, PageLayer, PageScreen};
use crate::tui::term::event::Key;

/// The help of the screen below.
pub type Help = PageLayer<HelpActions>;

/// What can be done there.
#[derive(Debug)]
pub struct HelpActions {
    hints: Vec<Hint>,
    /// What plain characters are for.
    typing: Typing,
}

impl Help {
    /// Help on these actions of a screen.
    pub const fn new(hints: Vec<Hint>, typing: Typing) -> Self {
        Self::of(HelpActions { hints, typing })
    }
}

impl HelpActions {
    /// Every row: the keys that work, and what they do; what several actions do alike stands once. The keys of the text
    /// stand with those that take it back.
    fn rows(&self, context: &Context) -> Vec<(String, String)> {
        let mut rows: Vec<(Vec<Key>, String)> = Vec::new();
        for action in Action::all() {
            if action == Action::UNDO && self.typing == Typing::Text {
                rows.extend(EDITING.map(|editing| (vec![editing.key], context.i18n.t(editing.label))));
            }
            if action == Action::UNDO && self.typing == Typing::Digits {
                rows.push((WIPING.to_vec(), context.i18n.t("help-wipe")));
            }
            let Some(hint) = self.hints.iter().find(|hint| hint.action == action) else {
                continue;
            };
            let keys = context.keymap.keys(action).iter().copied();
            let keys: Vec<Key> = keys
                .filter(|key| !self.typing.is_on() || !key.is_text())
                .collect();
            let label = context.i18n.t(hint.label_key());
            match rows.iter_mut().find(|(_, other)| *other == label) {
                Some((others, _)) => others.extend(keys),
                None if keys.is_empty() => {}
                None => rows.push((keys, label)),
            }
        }
        let rows = rows.into_iter().map(|(mut keys, label)| {
            keys.dedup();
            let keys: Vec<String> = keys.into_iter().map(key_name).collect();
            (keys.join(", "), label)
        });
        rows.collect()
    }

    /// There are no keys line by line; what is typed instead is told.
    fn said(&self, context: &Context) -> Vec<String> {
        let general = [
            "plain-help-numbers",
            "plain-help-words",
            "plain-help-back",
            "plain-help-fields",
            "plain-help-lines",
            "help-anywhere",
        ];
        let mut lines: Vec<String> = general.iter().map(|key| context.i18n.t(key)).collect();
        let said = self
            .hints
            .iter()
            .filter(|hint| hint.in_footer && hint.action.is_said() && hint.action != Action::ACTIVATE);
        let mut words: Vec<String> = said.map(|hint| context.i18n.t(hint.label_key())).collect();
        words.dedup();
        let words = [("words", Arg::Text(words.join(", ")))];
        lines.push(context.i18n.tr("plain-help-here", &words));
        lines
    }
}

impl PageScreen for HelpActions {
    fn page(&self, context: &Context) -> Page {
        let page = Page {
            commands: Command::closing(),
            ..Page::new(context.i18n.t("title-help"))
        };
        let text = |text: String| Block::Text(Text::plain(text));
        if context.plain {
            return self.said(context).into_iter().map(text).fold(page, Page::with);
        }
        let mut page = page
            .with(Block::Heading(Heading::new(context.i18n.t("help-of"))))
            .with(Block::Keys(Keys(self.rows(context))));
        if self.hints.iter().any(|hint| hint.action == Action::COPY) {
            page = page.with(text(context.i18n.t("help-copy")));
        }
        page.with(text(context.i18n.t("help-anywhere")))
    }

    fn is_help(&self) -> bool {
        true
    }

    fn run(&mut self, _action: Action, _item: Option<&Id>, _desk: &Context) -> Step {
        Step::go(Navigation::Back)
    }
}
