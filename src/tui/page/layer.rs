//! A page as a layer of the session: focus, scrolling and clicks, once for all screens that are a state and a page.
//!
//! The page is made anew after the screen took an event, and when language, day or access changed; moving the focus,
//! scrolling and another size don't make it anew.

use std::cell::RefCell;
use std::sync::Arc;

use ratatui::layout::{Rect, Size};
use ratatui::text::Span;

use super::layout::{self, Laid};
use super::{Command, Id, Item, Page, PageScreen, blocks};
use crate::domain::date::Day;
use crate::domain::ids::AccountId;
use crate::i18n::Locale;
use crate::services::context::Actor;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::{Canvas, Target};
use crate::tui::chrome;
use crate::tui::layer::{ClosedHint, Copyable, Desk, Header, Screen, ScreenEvent, Step};
use crate::tui::places::Place;
use crate::tui::plain;
use crate::tui::term::event::Key;
use crate::tui::widgets::Scroll;

/// Columns for the signs that there is more, with a blank before them.
const SIGNS: u16 = 2;

/// A screen that is a state and a page.
#[derive(Debug)]
pub struct PageLayer<S> {
    pub(super) screen: S,
    /// Counts the events that the screen took.
    revision: u64,
    made: RefCell<Option<(Made, Arc<Page>)>>,
    focus: Option<Id>,
    /// What the page was about when the focus was chosen.
    about: String,
    scroll: Scroll,
    /// Whether the focus is to be in sight: not while one scrolls away from it.
    follows: bool,
}

/// What a page was made from.
#[derive(PartialEq, Debug)]
struct Made {
    revision: u64,
    locale: Locale,
    today: Day,
    actor: Actor,
    account: Option<AccountId>,
    header: Arc<Header>,
    plain: bool,
}

/// The row of the title, and the room below it.
fn below_title(page: &Page, area: Rect, desk: &Desk) -> (Rect, Rect) {
    let rows = match (page.shows_title, layout::is_roomy(desk)) {
        (false, _) => 0,
        (true, false) => 1,
        (true, true) => 2,
    };
    let title = Rect {
        height: area.height.min(1),
        ..area
    };
    let rest = Rect {
        y: area.y.saturating_add(rows),
        height: area.height.saturating_sub(rows),
        ..area
    };
    (title, rest)
}

/// The room for the blocks.
fn room(page: &Page, desk: &Desk) -> Size {
    below_title(page, chrome::room(desk.size, true), desk).1.as_size()
}

impl<S: PageScreen> PageLayer<S> {
    /// From its beginning.
    pub const fn of(screen: S) -> Self {
        Self {
            screen,
            revision: 0,
            made: RefCell::new(None),
            focus: None,
            about: String::new(),
            scroll: Scroll::START,
            follows: true,
        }
    }

    /// The screen.
    #[cfg(test)]
    pub const fn screen(&self) -> &S {
        &self.screen
    }

    fn page(&self, desk: &Desk) -> Arc<Page> {
        let from = Made {
            revision: self.revision,
            locale: desk.i18n.locale(),
            today: desk.today,
            actor: desk.actor.clone(),
            account: desk.account,
            header: Arc::clone(&desk.header),
            plain: desk.plain,
        };
        let mut made = self.made.borrow_mut();
        match &*made {
            Some((of, page)) if *of == from => Arc::clone(page),
            _ => {
                let page = Arc::new(self.screen.page(desk));
                *made = Some((from, Arc::clone(&page)));
                page
            }
        }
    }

    /// Place of the item that has the focus: the chosen one while it is there, else the one that the page begins with.
    fn place(&self, page: &Page) -> Option<usize> {
        let items = page.items();
        let find = |id: Option<&Id>| items.iter().position(|item| Some(&item.id) == id);
        let chosen = find(self.focus.as_ref()).filter(|_| self.about == page.about);
        chosen
            .or_else(|| find(page.begin.as_ref()))
            .or(if items.is_empty() { None } else { Some(0) })
    }

    fn focused<'p>(&self, page: &'p Page) -> Option<&'p Item> {
        page.items().get(self.place(page)?).copied()
    }

    fn focus_on(&mut self, place: usize, page: &Page) {
        if let Some(item) = page.items().get(place) {
            self.focus = Some(item.id.clone());
            self.about.clone_from(&page.about);
            self.follows = true;
        }
    }

    /// What can be done about what has the focus, then what can be done anyway.
    fn commands<'p>(&self, page: &'p Page) -> impl Iterator<Item = &'p Command> {
        let item = self.focused(page).into_iter().flat_map(|item| &item.commands);
        item.chain(&page.commands)
    }

    fn laid(&self, page: &Page, room: Size, desk: &Desk) -> (Laid, bool) {
        let focus = self.focused(page).map(|item| &item.id);
        let whole = layout::lay(page, focus, room, desk);
        if whole.rows.height() <= room.height {
            return (whole, true);
        }
        let width = room.width.saturating_sub(SIGNS);
        (layout::lay(page, focus, Size { width, ..room }, desk), false)
    }

    /// The row at the top.
    fn top(&self, laid: &Laid, page: &Page, room: Size) -> u16 {
        let total = laid.rows.0.len();
        let is_same = self.about == page.about;
        let mut scroll = if is_same { self.scroll } else { Scroll::START };
        if let Some(place) = self.place(page).filter(|_| self.follows || !is_same) {
            // What stands above the first item and below the last one can only be reached with them.
            let here = laid.items.get(place).copied().unwrap_or_default();
            let (mut first, mut last) = (here.y, here.bottom().saturating_sub(1));
            if place == 0 {
                first = 0;
            }
            if place + 1 == laid.items.len() {
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

    fn scroll(&mut self, rows: i32, desk: &Desk) {
        let page = self.page(desk);
        let room = room(&page, desk);
        let (laid, _) = self.laid(&page, room, desk);
        let (total, height) = (laid.rows.0.len(), room.height);
        let mut scroll = Scroll::START;
        scroll.down(self.top(&laid, &page, room), total, height);
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

    /// Moves the focus; whether the action is one that does.
    fn moves(&mut self, action: Action, desk: &Desk) -> bool {
        let page = self.page(desk);
        let count = page.items().len();
        let room = room(&page, desk);
        let step = i32::from(room.height.saturating_sub(1).max(1));
        let Some(here) = self.place(&page).filter(|_| count > 1) else {
            match action {
                Action::Up => self.scroll(-1, desk),
                Action::Down => self.scroll(1, desk),
                Action::PageUp => self.scroll(-step, desk),
                Action::PageDown => self.scroll(step, desk),
                Action::First => self.scroll(i32::MIN, desk),
                Action::Last => self.scroll(i32::MAX, desk),
                _ => return false,
            }
            return true;
        };
        let across = |is_down| {
            let (laid, _) = self.laid(&page, room, desk);
            layout::across(&laid.items, here, is_down)
        };
        let to = match action {
            Action::Up => across(false),
            Action::Down => across(true),
            Action::Left | Action::PreviousField => here.checked_sub(1),
            Action::Right | Action::NextField => Some(here + 1),
            Action::First => Some(0),
            Action::Last => Some(count - 1),
            Action::PageUp | Action::PageDown => {
                let (laid, _) = self.laid(&page, room, desk);
                layout::a_page_on(&laid.items, here, room.height, action == Action::PageDown)
            }
            _ => return false,
        };
        if let Some(to) = to.filter(|to| *to < count) {
            self.focus_on(to, &page);
        }
        true
    }

    /// Does a command, or says why it cannot be done.
    fn run(&mut self, action: Action, desk: &Desk) -> Step {
        let page = self.page(desk);
        let of_item = self.focused(&page);
        let is_its = |command: &&Command| command.hint.action == action;
        let its = of_item.and_then(|item| item.commands.iter().find(is_its));
        let Some(command) = its.or_else(|| page.commands.iter().find(is_its)) else {
            return Step::none();
        };
        if let Some(reason) = &command.unavailable {
            return Step::none().and_say(reason.sentence.clone());
        }
        let item = of_item.filter(|_| its.is_some()).map(|item| &item.id);
        self.revision += 1;
        self.screen.run(action, item, desk)
    }

    /// What a key that does nothing now would do, if it were available.
    fn unavailable(&self, key: Key, desk: &Desk) -> Option<Action> {
        let page = self.page(desk);
        let mut commands = self
            .commands(&page)
            .filter(|command| command.unavailable.is_some());
        commands
            .find(|command| desk.keymap.keys(command.hint.action).contains(&key))
            .map(|command| command.hint.action)
    }
}

impl<S: PageScreen> Screen for PageLayer<S> {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Action(action) => {
                let page = self.page(desk);
                let is_command = self.commands(&page).any(|command| command.hint.action == action);
                if is_command || !self.moves(action, desk) {
                    return self.run(action, desk);
                }
                Step::none()
            }
            ScreenEvent::Pointed(place) => {
                let page = self.page(desk);
                if self.place(&page) == Some(place) {
                    return self.run(Action::Activate, desk);
                }
                self.focus_on(place, &page);
                Step::none()
            }
            ScreenEvent::Pressed(place) => {
                let page = self.page(desk);
                self.focus_on(place, &page);
                self.run(Action::Activate, desk)
            }
            ScreenEvent::Key(key) => match self.unavailable(key, desk) {
                Some(action) => self.run(action, desk),
                None => Step::none(),
            },
            event => {
                self.revision += 1;
                self.screen.update(event, desk)
            }
        }
    }

    fn wheel(&mut self, notches: i16, desk: &Desk) -> Step {
        let page = self.page(desk);
        if page.items().len() > 1 {
            let action = if notches > 0 { Action::Down } else { Action::Up };
            self.moves(action, desk);
        } else {
            let room = room(&page, desk);
            let (laid, _) = self.laid(&page, room, desk);
            let mut scroll = Scroll::START;
            scroll.down(self.top(&laid, &page, room), laid.rows.0.len(), room.height);
            scroll.wheel(notches, laid.rows.0.len(), room.height);
            self.keep(scroll, &page);
        }
        Step::none()
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        let page = self.page(desk);
        let (title, area) = below_title(&page, area, desk);
        if page.shows_title {
            canvas.render_widget(Span::styled(page.title.clone(), desk.theme.title), title);
        }
        if let Some(wait) = page.wait.filter(|_| page.blocks.is_empty()) {
            canvas.render_widget(Span::styled(desk.i18n.t(wait), desk.theme.faint), area);
            return;
        }
        let (laid, fits) = self.laid(&page, area.as_size(), desk);
        let top = self.top(&laid, &page, area.as_size());
        for (row, y) in laid.rows.0.iter().skip(top.into()).zip(area.top()..area.bottom()) {
            row.draw(canvas, Rect { y, height: 1, ..area });
        }
        if fits {
            return;
        }
        let mut sign = |y: u16, sign: &'static str, action: Action| {
            let place = Rect::new(area.right().saturating_sub(1), y, 1, 1).intersection(area);
            canvas.target(place, Target::Action(action));
            canvas.render_widget(Span::styled(sign, desk.theme.key), place);
        };
        if top > 0 {
            sign(area.y, desk.theme.symbols.more_above, Action::PageUp);
        }
        if top.saturating_add(area.height) < laid.rows.height() {
            let bottom = area.bottom().saturating_sub(1);
            sign(bottom, desk.theme.symbols.more_below, Action::PageDown);
        }
    }

    fn plain(&self, desk: &Desk) -> plain::Page {
        let page = self.page(desk);
        blocks::say(&page, self.place(&page), desk)
    }

    fn title(&self, desk: &Desk) -> String {
        self.page(desk).title.clone()
    }

    fn titles_itself(&self) -> bool {
        true
    }

    fn actions(&self, desk: &Desk) -> Vec<Hint> {
        let page = self.page(desk);
        let first = self.focused(&page).and_then(|item| item.commands.first());
        let its = self.focused(&page).map_or(0, |item| item.commands.len());
        let open = self.commands(&page).enumerate();
        let open = open.filter(|(_, command)| command.unavailable.is_none());
        let mut actions: Vec<Hint> = open
            .map(|(place, command)| Hint {
                // Line by line each item has a row for what it can do.
                in_footer: command.hint.in_footer && (!desk.plain || place >= its || first == Some(command)),
                ..command.hint.clone()
            })
            .collect();
        let count = page.items().len();
        let fits = count > 1 || self.laid(&page, room(&page, desk), desk).1;
        if count > 1 {
            actions.extend([Action::Up, Action::Down, Action::First, Action::Last].map(Hint::hidden));
            let is_beside = page.blocks.iter().any(blocks::Block::stands_side_by_side);
            if is_beside {
                actions.extend([Action::Left, Action::Right].map(Hint::hidden));
            }
            actions.extend([
                Hint::hidden_as(Action::NextField, "action-down"),
                Hint::hidden_as(Action::PreviousField, "action-up"),
            ]);
        } else {
            actions.extend([Action::Up, Action::Down, Action::First, Action::Last].map(Hint::hidden));
        }
        actions.push(Hint::hidden(Action::PageUp));
        actions.push(if fits {
            Hint::hidden(Action::PageDown)
        } else {
            Hint::labeled(Action::PageDown, "action-more")
        });
        actions
    }

    fn closed(&self, desk: &Desk) -> Vec<ClosedHint> {
        let page = self.page(desk);
        let closed = self.commands(&page).filter_map(|command| {
            Some(ClosedHint {
                label: command.hint.label_key(),
                why: command.unavailable.as_ref()?.sentence.clone(),
            })
        });
        closed.collect()
    }

    fn is_home(&self) -> bool {
        self.screen.is_home()
    }

    fn is_help(&self) -> bool {
        self.screen.is_help()
    }

    fn place(&self) -> Option<Place> {
        self.screen.place()
    }

    fn leads_on(&self) -> bool {
        self.screen.leads_on()
    }

    fn copyable(&self, desk: &Desk) -> Vec<Copyable> {
        self.page(desk).copyable.clone()
    }

    fn is_of_account(&self, desk: &Desk) -> bool {
        self.screen.is_of_account(desk)
    }

    fn settles(&self, preference: Action) -> bool {
        self.screen.settles(preference)
    }
}
