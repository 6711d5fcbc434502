//! Moving the focus of a page and scrolling it. The focus is in sight until one scrolls away from it.

use ratatui::layout::Size;

use super::body::Body;
use super::layer::PageLayer;
use super::layout::{self, Laid};
use super::view::{self, Areas, Pinned};
use super::{Page, PageScreen};
use crate::tui::action::Action;
use crate::tui::layer::{Context, Step};
use crate::tui::widgets::Scroll;

impl<S: PageScreen> PageLayer<S> {
    /// The row at the top.
    pub(super) fn top(&self, laid: &Laid, page: &Page, room: Size) -> u16 {
        let total = laid.rows.0.len();
        let is_same = self.about == page.about;
        let mut scroll = self.scrolled(page);
        if let Some(place) = self.place(page).filter(|_| self.follows || !is_same) {
            // What stands above the first item and below the last one can only be reached with them, unless one scrolls.
            let here = laid.items.get(place).copied().unwrap_or_default();
            let (mut first, mut last) = (here.y, here.bottom().saturating_sub(1));
            let scrolls = page.has_only_buttons();
            if place == 0 {
                first = 0;
            }
            if place + 1 == laid.items.len() && !scrolls {
                last = laid.rows.height().saturating_sub(1);
            }
            scroll.show(last, total, room.height);
            scroll.show(here.y, total, room.height);
            if last.saturating_sub(first) < room.height {
                scroll.show(first, total, room.height);
            }
        }
        scroll.top(total, room.height)
    }

    /// Where one scrolled to: of something else, to where it begins.
    pub(super) fn scrolled(&self, page: &Page) -> Scroll {
        if self.about == page.about {
            return self.scroll;
        }
        let mut scroll = Scroll::START;
        if page.ends {
            scroll.to_end();
        }
        scroll
    }

    /// How many rows there are to scroll through, how many are in sight, and which is at the top.
    pub(super) fn rows(&self, page: &Page, context: &Context) -> (usize, u16, u16) {
        let areas = Areas::on_screen(page, context);
        let area = areas.work;
        match self.body(context) {
            Body::Items => {
                let laid = self.laid(page, area.as_size(), context);
                let top = self.top(&laid, page, area.as_size());
                (laid.rows.0.len(), area.height, top)
            }
            Body::Form(form) => match view::above(page, form, &areas, context).pinned {
                Some(Pinned { total, height }) => (total, height, self.scrolled(page).top(total, height)),
                None => (0, area.height, 0),
            },
            Body::Table(_) => (0, area.height, 0),
        }
    }

    fn scroll(&mut self, rows: i32, context: &Context) {
        let page = self.page(context);
        let (total, height, top) = self.rows(&page, context);
        let mut scroll = Scroll::START;
        scroll.down(top, total, height);
        let distance = u16::try_from(rows.unsigned_abs()).unwrap_or(u16::MAX);
        if rows > 0 {
            scroll.down(distance, total, height);
        } else {
            scroll.up(distance, total, height);
        }
        self.keep(scroll, &page);
    }

    /// Keeps where one scrolled to, away from the focus.
    fn keep(&mut self, scroll: Scroll, page: &Page) {
        if self.about != page.about {
            self.focus = None;
            self.about.clone_from(&page.about);
        }
        self.scroll = scroll;
        self.follows = false;
    }

    /// Moves the focus or scrolls, if the action is one that does.
    pub(super) fn moves(&mut self, action: Action, context: &Context) -> Option<Step> {
        let page = self.page(context);
        let count = page.items().len();
        let room = Areas::on_screen(&page, context).work.as_size();
        let step = i32::from(room.height.saturating_sub(1).max(1));
        let is_beside = matches!(
            action,
            Action::LEFT | Action::RIGHT | Action::NEXT_FIELD | Action::PREVIOUS_FIELD
        );
        let moves = count > 1 && (is_beside || !page.has_only_buttons());
        let Some(here) = self.place(&page).filter(|_| moves) else {
            match action {
                Action::UP => self.scroll(-1, context),
                Action::DOWN => self.scroll(1, context),
                Action::PAGE_UP => self.scroll(-step, context),
                Action::PAGE_DOWN => self.scroll(step, context),
                Action::FIRST => self.scroll(i32::MIN, context),
                Action::LAST => self.scroll(i32::MAX, context),
                _ => return None,
            }
            return Some(Step::none());
        };
        let across = |is_down| {
            let laid = self.laid(&page, room, context);
            layout::across(&laid.items, here, is_down)
        };
        let to = match action {
            Action::UP => across(false),
            Action::DOWN => across(true),
            Action::LEFT | Action::PREVIOUS_FIELD => here.checked_sub(1),
            Action::RIGHT | Action::NEXT_FIELD => Some(here + 1),
            Action::FIRST => Some(0),
            Action::LAST => Some(count - 1),
            Action::PAGE_UP | Action::PAGE_DOWN => {
                let laid = self.laid(&page, room, context);
                layout::a_page_on(&laid.items, here, room.height, action == Action::PAGE_DOWN)
            }
            _ => return None,
        };
        let to = to.filter(|to| *to < count);
        Some(to.map_or_else(Step::none, |to| self.focus_on(to, &page, context)))
    }

    /// The wheel was turned: it moves the choice, or scrolls where there is none.
    pub(super) fn turned(&mut self, notches: i16, context: &Context) -> Step {
        let page = self.page(context);
        if page.question.is_some() {
            return Step::none();
        }
        let (total, height, top) = self.rows(&page, context);
        let moves = match self.body(context) {
            Body::Items => page.items().len() > 1 && !page.has_only_buttons(),
            Body::Form(form) => total == 0 || form.is_open(),
            Body::Table(_) => total == 0,
        };
        if moves {
            let action = if notches > 0 { Action::DOWN } else { Action::UP };
            return self.act(action, context);
        }
        let mut scroll = Scroll::START;
        scroll.down(top, total, height);
        scroll.wheel(notches, total, height);
        self.keep(scroll, &page);
        Step::none()
    }
}
