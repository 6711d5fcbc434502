//! The purchase terms, to be read before they are accepted.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::offer::Names;
use crate::tui::action::{Action, Hint};
use crate::tui::session::{Desk, Go, Screen, ScreenEvent, Step};
use crate::tui::widgets::scroll::wrap;
use crate::tui::widgets::{Scroll, ScrollArea};

/// The terms, scrolled.
#[derive(Debug)]
pub struct Terms {
    text: Names,
    scroll: Scroll,
}

impl Terms {
    /// From the beginning.
    pub const fn new(text: Names) -> Self {
        Self {
            text,
            scroll: Scroll::START,
        }
    }

    fn lines<'a>(&self, desk: &Desk, width: u16) -> Vec<Line<'a>> {
        let text = self.text.in_language(desk.i18n.locale().tag());
        wrap(text, width).into_iter().map(Line::from).collect()
    }
}

impl Screen for Terms {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        let height = desk.size.height.saturating_sub(4);
        let total = self
            .lines(desk, ScrollArea::text_width(desk.size.width.saturating_sub(2)))
            .len();
        match event {
            ScreenEvent::Action(Action::Close | Action::Activate) => return Step::go(Go::Back),
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
        desk.i18n.t("title-terms")
    }

    fn actions(&self, _desk: &Desk) -> Vec<Hint> {
        let close = Hint {
            in_footer: false,
            ..Hint::labeled(Action::Activate, "action-close")
        };
        let mut actions = vec![Hint::shown(Action::Close), close];
        actions.extend([Action::Up, Action::Down, Action::PageUp, Action::PageDown].map(Hint::hidden));
        actions
    }
}
