//! A page of text that may be longer than the screen: help, terms and orders share how it scrolls and closes.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::layer::{Copyable, Desk, Go, Screen, ScreenEvent, Step};
use crate::tui::plain;
use crate::tui::widgets::{Scroll, ScrollArea};

/// Rows that header and footer take.
const CHROME_ROWS: u16 = 4;

/// A text with a title, and nothing to do but to read it.
pub trait Text: std::fmt::Debug + Send {
    /// Its title.
    fn title(&self, desk: &Desk) -> String;

    /// Its lines, broken for so many columns.
    fn lines(&self, desk: &Desk, width: u16) -> Vec<Line<'static>>;

    /// The same in plain mode.
    fn plain(&self, desk: &Desk) -> plain::Page;

    /// What of it can be copied.
    fn copyable(&self, _desk: &Desk) -> Vec<Copyable> {
        Vec::new()
    }

    /// Whether it is the help.
    fn is_help(&self) -> bool {
        false
    }
}

/// The screen of a text.
#[derive(Debug)]
pub struct Reader<T> {
    text: T,
    page: Page,
}

impl<T: Text> Reader<T> {
    /// From its beginning.
    pub(super) const fn of(text: T) -> Self {
        Self {
            text,
            page: Page::new(),
        }
    }

    fn lines(&self, desk: &Desk) -> Vec<Line<'static>> {
        self.text.lines(desk, Page::width(desk))
    }
}

impl<T: Text> Screen for Reader<T> {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Action(Action::Close | Action::Activate) => Step::go(Go::Back),
            ScreenEvent::Action(action) => {
                let total = self.lines(desk).len();
                self.page.act(action, total, desk);
                Step::none()
            }
            _ => Step::none(),
        }
    }

    fn wheel(&mut self, notches: i16, desk: &Desk) -> Step {
        let total = self.lines(desk).len();
        self.page.wheel(notches, total, desk);
        Step::none()
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        self.page.view(&self.lines(desk), canvas, area, desk);
    }

    fn plain(&self, desk: &Desk) -> plain::Page {
        self.text.plain(desk)
    }

    fn title(&self, desk: &Desk) -> String {
        self.text.title(desk)
    }

    fn copyable(&self, desk: &Desk) -> Vec<Copyable> {
        self.text.copyable(desk)
    }

    fn actions(&self, _desk: &Desk) -> Vec<Hint> {
        Page::actions()
    }

    fn is_help(&self) -> bool {
        self.text.is_help()
    }
}

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
