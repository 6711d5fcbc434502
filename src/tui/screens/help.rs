//! Help: every action of the screen below with its keys, out of the one table.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::tui::action::{Action, Hint, key_name};
use crate::tui::session::{Desk, Go, Screen, ScreenEvent, Step};
use crate::tui::widgets::scroll::wrap;
use crate::tui::widgets::{Scroll, ScrollArea};

/// The help of the screen below.
#[derive(Debug)]
pub struct Help {
    hints: Vec<Hint>,
    scroll: Scroll,
}

impl Help {
    /// Help on these actions.
    pub const fn new(hints: Vec<Hint>) -> Self {
        Self {
            hints,
            scroll: Scroll::START,
        }
    }

    fn lines<'a>(&self, desk: &Desk, width: u16) -> Vec<Line<'a>> {
        let mut lines = vec![Line::styled(desk.i18n.t("help-of"), desk.theme.accent)];
        for action in Action::ALL {
            let Some(hint) = self.hints.iter().find(|hint| hint.action == action) else {
                continue;
            };
            let keys: Vec<String> = action.keys().iter().map(|key| key_name(*key)).collect();
            let keys = format!("  {:<18}", keys.join(", "));
            lines.push(Line::from(vec![
                Span::styled(keys, desk.theme.key),
                Span::raw(desk.i18n.t(hint.label_key())),
            ]));
        }
        lines.push(Line::default());
        let text = desk.i18n.t("help-anywhere");
        lines.extend(wrap(&text, width).into_iter().map(Line::from));
        lines
    }

    fn room(desk: &Desk) -> (u16, u16) {
        (
            ScrollArea::text_width(desk.size.width.saturating_sub(2)),
            desk.size.height.saturating_sub(4),
        )
    }
}

impl Screen for Help {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        let (width, height) = Self::room(desk);
        let total = self.lines(desk, width).len();
        match event {
            ScreenEvent::Action(Action::Close) => return Step::go(Go::Back),
            ScreenEvent::Action(Action::Down) => self.scroll.down(1, total, height),
            ScreenEvent::Action(Action::Up) => self.scroll.up(1, total, height),
            ScreenEvent::Action(Action::PageDown) => self.scroll.down(height, total, height),
            ScreenEvent::Action(Action::PageUp) => self.scroll.up(height, total, height),
            _ => {}
        }
        Step::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, desk: &Desk) {
        let lines = self.lines(desk, ScrollArea::text_width(area.width));
        frame.render_widget(ScrollArea::new(&lines, self.scroll, &desk.theme), area);
    }

    fn title(&self, desk: &Desk) -> String {
        desk.i18n.t("title-help")
    }

    fn actions(&self, _desk: &Desk) -> Vec<Hint> {
        let mut actions = vec![Hint::shown(Action::Close)];
        actions.extend([Action::Up, Action::Down, Action::PageUp, Action::PageDown].map(Hint::hidden));
        actions
    }
}
