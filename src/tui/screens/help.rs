//! Help: every action of the screen below with the keys that do it there, out of the one table, by what it is about. While text is typed
//! there, a key that would be typed is none of them, and the keys that edit the text are told as well.

use crate::domain::message::Arg;
use crate::tui::action::{Action, Hint, key_name};
use crate::tui::form::{EDITING, WIPING};
use crate::tui::layer::{Context, Navigation, Step, Typing};
use crate::tui::page::blocks::Block;
use crate::tui::page::blocks::keys::Keys;
use crate::tui::page::blocks::words::{Heading, Text};
use crate::tui::page::{Command, Id, Page, PageLayer, PageScreen};
use crate::tui::places::Place;
use crate::tui::screens::palette::is_move;
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

/// What a row of the help is about; each stands below a heading of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum HelpGroup {
    /// What can be done on the screen.
    Here,
    /// Where one can go.
    Screens,
    /// How one moves.
    Moves,
    /// How a text is edited.
    Text,
    /// What is possible on every screen.
    Everywhere,
}

/// A row: keys that work, and what they do.
#[derive(Debug)]
struct HelpRow {
    group: HelpGroup,
    keys: Vec<Key>,
    label: String,
}

impl HelpGroup {
    /// All, in the order in which they stand.
    const ALL: [Self; 5] = [
        Self::Here,
        Self::Screens,
        Self::Moves,
        Self::Text,
        Self::Everywhere,
    ];

    /// Key of its heading.
    const fn key(self) -> &'static str {
        match self {
            Self::Here => "help-of",
            Self::Screens => "palette-places",
            Self::Moves => "palette-moves",
            Self::Text => "help-text",
            Self::Everywhere => "help-everywhere",
        }
    }

    fn of(action: Action) -> Self {
        let leads = [
            Action::SWITCH_ACCOUNT,
            Action::SWITCH_PERSON,
            Action::BOOK_MONEY,
            Action::MONEY_TO_RETURN,
        ];
        let everywhere = [
            Action::LANGUAGE,
            Action::THEME,
            Action::PALETTE,
            Action::HELP,
            Action::SUSPEND,
            Action::REDRAW,
            Action::QUIT,
        ];
        if is_move(action) {
            Self::Moves
        } else if matches!(action, Action::UNDO | Action::REDO) {
            Self::Text
        } else if Place::of_action(action).is_some() || leads.contains(&action) {
            Self::Screens
        } else if everywhere.contains(&action) {
            Self::Everywhere
        } else {
            Self::Here
        }
    }
}

impl HelpActions {
    /// Every row; what several actions do alike stands once. The keys of the text stand with those that take it back.
    fn rows(&self, context: &Context) -> Vec<HelpRow> {
        let mut rows: Vec<HelpRow> = Vec::new();
        let editing = |keys, label| HelpRow {
            group: HelpGroup::Text,
            keys,
            label: context.i18n.t(label),
        };
        match self.typing {
            Typing::Text => rows.extend(EDITING.map(|edit| editing(vec![edit.key], edit.label))),
            Typing::Digits => rows.push(editing(WIPING.to_vec(), "help-wipe")),
            Typing::Nothing | Typing::Name => {}
        }
        for action in Action::all() {
            let Some(hint) = self.hints.iter().find(|hint| hint.action == action) else {
                continue;
            };
            let keys = context.keymap.keys(action).iter().copied();
            let keys: Vec<Key> = keys
                .filter(|key| !self.typing.is_on() || !key.is_text())
                .collect();
            let (label, group) = (context.i18n.t(hint.label_key()), HelpGroup::of(action));
            match rows.iter_mut().find(|row| row.label == label) {
                Some(row) => {
                    row.keys.extend(keys);
                    // A place is one whatever else leads there.
                    if group == HelpGroup::Screens {
                        row.group = group;
                    }
                }
                None if keys.is_empty() => {}
                None => rows.push(HelpRow { group, keys, label }),
            }
        }
        rows
    }

    /// The rows of a group, each as it is written.
    fn written(group: HelpGroup, rows: &[HelpRow]) -> Keys {
        let rows = rows.iter().filter(|row| row.group == group).map(|row| {
            let mut keys = row.keys.clone();
            keys.dedup();
            let keys: Vec<String> = keys.into_iter().map(key_name).collect();
            (keys.join(", "), row.label.clone())
        });
        Keys(rows.collect())
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
        let rows = self.rows(context);
        let groups = HelpGroup::ALL.map(|group| (group, Self::written(group, &rows)));
        let groups = groups.into_iter().filter(|(_, Keys(keys))| !keys.is_empty());
        let mut page = groups.fold(page, |page, (group, keys)| {
            page.with(Block::Heading(Heading::new(context.i18n.t(group.key()))))
                .with(Block::Keys(keys))
        });
        if self.hints.iter().any(|hint| hint.action == Action::COPY) {
            page = page.with(text(context.i18n.t("help-copy")));
        }
        page.with(text(context.i18n.t("help-anywhere")))
    }

    fn is_help(&self) -> bool {
        true
    }

    fn run(&mut self, _action: Action, _item: Option<&Id>, _context: &Context) -> Step {
        Step::go(Navigation::Back)
    }
}
