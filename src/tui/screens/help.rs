//! Help: every action of the screen below with its keys, out of the one table.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::domain::message::Arg;
use crate::tui::action::{Action, Hint, key_name};
use crate::tui::canvas::Canvas;
use crate::tui::layer::{Desk, Go, Screen, ScreenEvent, Step};
use crate::tui::plain;
use crate::tui::widgets::scroll::wrap;

use super::page::Page;

/// The help of the screen below.
#[derive(Debug)]
pub struct Help {
    hints: Vec<Hint>,
    page: Page,
}

impl Help {
    /// Help on these actions.
    pub const fn new(hints: Vec<Hint>) -> Self {
        Self {
            hints,
            page: Page::new(),
        }
    }

    fn lines<'a>(&self, desk: &Desk, width: u16) -> Vec<Line<'a>> {
        let mut lines = vec![Line::styled(desk.i18n.t("help-of"), desk.theme.accent)];
        for action in Action::ALL {
            let Some(hint) = self.hints.iter().find(|hint| hint.action == action) else {
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
        if self.hints.iter().any(|hint| hint.action == Action::Copy) {
            let text = desk.i18n.t("help-copy");
            lines.extend(wrap(&text, width).into_iter().map(Line::from));
            lines.push(Line::default());
        }
        let text = desk.i18n.t("help-anywhere");
        lines.extend(wrap(&text, width).into_iter().map(Line::from));
        lines
    }
}

impl Screen for Help {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Action(Action::Close | Action::Activate) => Step::go(Go::Back),
            ScreenEvent::Action(action) => {
                let total = self.lines(desk, Page::width(desk)).len();
                self.page.act(action, total, desk);
                Step::none()
            }
            _ => Step::none(),
        }
    }

    fn wheel(&mut self, notches: i16, desk: &Desk) -> Step {
        let total = self.lines(desk, Page::width(desk)).len();
        self.page.wheel(notches, total, desk);
        Step::none()
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        self.page
            .view(&self.lines(desk, Page::width(desk)), canvas, area, desk);
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
            .hints
            .iter()
            .filter(|hint| hint.in_footer && hint.action.is_said() && hint.action != Action::Activate);
        let mut words: Vec<String> = said.map(|hint| desk.i18n.t(hint.label_key())).collect();
        words.dedup();
        let words = [("words", Arg::Text(words.join(", ")))];
        lines.push(desk.i18n.tr("plain-help-here", &words));
        plain::Page::saying(lines)
    }

    fn title(&self, desk: &Desk) -> String {
        desk.i18n.t("title-help")
    }

    fn actions(&self, _desk: &Desk) -> Vec<Hint> {
        Page::actions()
    }
}
