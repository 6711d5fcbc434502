//! Text that may be longer than the screen, on the screens that are no pages yet: how it scrolls and closes.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::layer::Desk;
use crate::tui::widgets::{Scroll, ScrollArea};

/// Rows that header and footer take.
const CHROME_ROWS: u16 = 4;

/// Where the page is scrolled to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    scroll: Scroll,
}

impl Page {
    /// At its beginning.
    pub(super) const fn new() -> Self {
        Self {
            scroll: Scroll::START,
        }
    }

    /// Columns that its text has.
    pub(super) const fn width(desk: &Desk) -> u16 {
        ScrollArea::text_width(desk.size.width.saturating_sub(2))
    }

    /// Scrolls through so many lines.
    pub(super) fn act(&mut self, action: Action, total: usize, desk: &Desk) {
        let height = desk.size.height.saturating_sub(CHROME_ROWS);
        match action {
            Action::Down => self.scroll.down(1, total, height),
            Action::Up => self.scroll.up(1, total, height),
            Action::PageDown => self.scroll.down(height, total, height),
            Action::PageUp => self.scroll.up(height, total, height),
            _ => {}
        }
    }

    /// Scrolls as the wheel does.
    pub(super) fn wheel(&mut self, notches: i16, total: usize, desk: &Desk) {
        let height = desk.size.height.saturating_sub(CHROME_ROWS);
        self.scroll.wheel(notches, total, height);
    }

    /// Goes to its end.
    pub(super) const fn go_to_end(&mut self) {
        self.scroll.to_end();
    }

    /// Draws the lines from where it is scrolled to.
    pub(super) fn view(self, lines: &[Line<'_>], canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        ScrollArea::new(lines, self.scroll, &desk.theme).view(canvas, area);
    }

    /// Closing and scrolling; paging is named in the footer where not everything is in sight.
    pub(super) fn actions_for(total: usize, desk: &Desk) -> Vec<Hint> {
        let mut actions = Self::actions();
        if total > usize::from(desk.size.height.saturating_sub(CHROME_ROWS)) {
            actions.retain(|hint| hint.action != Action::PageDown);
            actions.push(Hint::labeled(Action::PageDown, "action-more"));
        }
        actions
    }

    /// Closing, by Enter too, and scrolling.
    pub(super) fn actions() -> Vec<Hint> {
        let close = Hint {
            in_footer: false,
            ..Hint::labeled(Action::Activate, "action-close")
        };
        let mut actions = vec![Hint::shown(Action::Close), close];
        actions.extend([Action::Up, Action::Down, Action::PageUp, Action::PageDown].map(Hint::hidden));
        actions
    }
}
