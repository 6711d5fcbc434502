//! The purchase terms, to be read before they are accepted.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::offer::Names;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::layer::{Copyable, Desk, Go, Screen, ScreenEvent, Step};
use crate::tui::plain;
use crate::tui::widgets::scroll::wrap;

use super::page::Page;

/// The terms, scrolled.
#[derive(Debug)]
pub struct Terms {
    text: Names,
    page: Page,
}

impl Terms {
    /// From the beginning.
    pub const fn new(text: Names) -> Self {
        Self {
            text,
            page: Page::new(),
        }
    }

    fn lines<'a>(&self, desk: &Desk, width: u16) -> Vec<Line<'a>> {
        let text = self.text.in_language(desk.i18n.locale().tag());
        wrap(text, width).into_iter().map(Line::from).collect()
    }
}

impl Screen for Terms {
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

    fn plain(&self, desk: &Desk) -> plain::Page {
        let text = self.text.in_language(desk.i18n.locale().tag());
        plain::Page::saying(text.lines().map(str::to_owned))
    }

    fn title(&self, desk: &Desk) -> String {
        desk.i18n.t("title-terms")
    }

    fn copyable(&self, desk: &Desk) -> Vec<Copyable> {
        let text = self.text.in_language(desk.i18n.locale().tag());
        Copyable::new(&desk.i18n, "title-terms", text)
            .into_iter()
            .collect()
    }

    fn actions(&self, _desk: &Desk) -> Vec<Hint> {
        Page::actions()
    }
}
