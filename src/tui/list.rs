//! A list of any length, as every screen that lists something has it: a window over pages, a caret that stays on its
//! record, and a filter.
//!
//! | part | what it is |
//! |---|---|
//! | `window` | the rows in memory |
//! | `asks` | what is asked for, and how a list is read |
//! | `loading` | asking for lines, and what becomes of the answers |
//! | `filter`, `filtering` | the line in which one types a few letters, and what it does |
//! | `plain` | the same line by line |
//! | `shown` | the list as the table of a page |
//! | `table` | which columns there is room for |
//! | `view` | the rows in sight, and what there is to say about the rest |
//!
//! Moving goes to any length: rows that come near are asked for ahead, and key presses that outrun them are made up
//! for when they come. What is asked for carries a ticket, so that an answer to an older question is dropped.

mod asks;
mod filter;
mod filtering;
mod loading;
mod plain;
mod shown;
mod table;
mod view;
mod window;

use std::cell::Cell;

use crate::services::error::ServiceError;
use crate::services::lines::Cursor;

use super::action::{Action, Hint};
use super::layer::{Context, ScreenEvent, Step};

use filter::Filter;
use window::Window;

pub use asks::{ListAnswer, ListAsk, ListPart, Listed, Wanted};
pub use table::Column;
pub use view::{ListButton, ListLabels, ListWords};

/// How many lines are asked for at once: more than any terminal shows.
const PAGE: usize = 100;
/// Lines are asked for when so many are left.
const AHEAD: usize = 50;
/// Rows that header and footer take.
const CHROME_ROWS: u16 = 4;
/// Rows of the headings.
const HEADING: u16 = 1;
/// So many lines are said at once.
const SAID: usize = 20;

/// A record that is a line of a list.
pub trait ListRow: Listed {
    /// Its id, by which the caret stays on it.
    fn id(&self) -> u128;
}

/// A list and where one is in it.
#[derive(Debug)]
pub struct List<R: ListRow> {
    source: R::Of,
    window: Option<Window<R>>,
    /// The row that the caret is on; one above the first is the button.
    caret: isize,
    /// The row at the top of what is in sight.
    top: isize,
    /// Whether there is a button above all lines.
    has_button: bool,
    /// The rows for lines, as it was drawn last; none before that. Whoever turns a page means what they saw.
    drawn: Cell<u16>,
    /// The record that the caret is to stand on at first.
    first: Option<u128>,
    /// Moves that outran the lines.
    owed: isize,
    error: Option<ServiceError>,
    filter: Option<Filter>,
    /// Counts what was typed: a pause that is over looks for it only when nothing followed.
    typed: u64,
    ticket: u64,
    asked: Option<(u64, Aim)>,
    /// Something changed while lines were on their way: what they bring may be old.
    stale: bool,
}

/// What lines were asked for, and so what becomes of them.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Aim {
    /// To show for the first time, or from the first line on.
    Start,
    /// From the last line up.
    End,
    /// What is shown, as it is now.
    Fresh,
    /// The lines above.
    Above,
    /// The lines below.
    Below,
    /// What matches the filter.
    Matches(String),
    /// The list without the filter, around the record that the caret was on.
    Unfiltered(Option<Cursor>),
}

/// What an event meant to a list.
#[derive(Debug)]
pub enum ListOutcome {
    /// It was the list's own.
    Done(Box<Step>),
    /// What the caret is on was chosen: a record, or the button above all lines.
    Chosen,
    /// To leave.
    Back,
    /// Not an event of the list.
    Unknown,
}

impl<R: ListRow> List<R> {
    /// Not loaded yet.
    pub const fn new(source: R::Of) -> Self {
        Self {
            source,
            window: None,
            caret: 0,
            top: 0,
            has_button: false,
            drawn: Cell::new(0),
            first: None,
            owed: 0,
            error: None,
            filter: None,
            typed: 0,
            ticket: 0,
            asked: None,
            stale: false,
        }
    }

    /// With a button above all lines.
    #[must_use]
    pub const fn with_button(mut self) -> Self {
        self.has_button = true;
        self
    }

    /// The record that the caret is on.
    pub fn chosen(&self) -> Option<&R> {
        let window = self.window.as_ref()?;
        window.get(usize::try_from(self.caret).ok()?)
    }

    /// Whether the caret is on the button above all lines.
    pub fn is_on_button(&self) -> bool {
        self.has_button_now() && self.caret < 0
    }

    /// Whether there is something to choose.
    pub fn is_ready(&self) -> bool {
        self.error.is_none() && self.window.is_some()
    }

    /// How many lines the list has, and whether that is all of them; `None` while they are not known.
    pub fn count(&self) -> Option<(usize, bool)> {
        let window = self.window.as_ref().filter(|window| window.matches().is_none())?;
        let is_all = window.above().is_none() && window.below().is_none();
        Some((window.len(), is_all))
    }

    /// All rows of the list; none while not all of them are known, or some of them are looked for.
    pub fn all(&self) -> Option<impl Iterator<Item = &R>> {
        let is_all = self.filter.is_none() && self.count().is_some_and(|(_, is_all)| is_all);
        self.window.as_ref().filter(|_| is_all).map(Window::rows)
    }

    /// Whether only what matches is shown.
    pub const fn is_filtered(&self) -> bool {
        self.filter.is_some()
    }

    /// Whether plain characters are text.
    pub fn is_typing(&self) -> bool {
        self.filter.as_ref().is_some_and(|filter| filter.is_open)
    }

    /// Loads the list, with the caret on a record.
    pub fn open_at(&mut self, id: Option<u128>, context: &Context) -> Step {
        if self.window.is_none() {
            self.first = id;
        }
        self.refresh(context)
    }

    /// Shows an error instead of the lines.
    pub fn refuse(&mut self, error: ServiceError) {
        self.error = Some(error);
    }

    /// Loads again what is shown.
    pub fn refresh(&mut self, context: &Context) -> Step {
        if self.asked.is_some() {
            self.stale = true;
            return Step::none();
        }
        let matches = self
            .window
            .as_ref()
            .is_some_and(|window| window.matches().is_some());
        let aim = match (&self.window, self.filter.as_mut().filter(|_| matches)) {
            (None, _) => Aim::Start,
            (Some(_), Some(filter)) => filter.look_for().map_or(Aim::Fresh, Aim::Matches),
            (Some(_), None) => Aim::Fresh,
        };
        self.ask(aim, context)
    }

    /// What an event means. Changes and the screen's own events are left to the screen.
    pub fn handle(&mut self, event: ScreenEvent<'_>, context: &Context) -> ListOutcome {
        let step = match event {
            ScreenEvent::Shown | ScreenEvent::NewDay => self.refresh(context),
            ScreenEvent::Answer(answer) => match answer.take() {
                Ok(answer) => self.answered(answer, context),
                Err(_) => return ListOutcome::Unknown,
            },
            ScreenEvent::Pause(token) if token == self.typed => self.search(context),
            ScreenEvent::Key(key) if self.is_typing() => self.typed_so(|filter| filter.key(key)),
            ScreenEvent::Paste(paste) if self.is_typing() => self.pasted(paste, context),
            ScreenEvent::PasteTooLarge if self.is_typing() => Self::pasted_too_much(context),
            ScreenEvent::Reply(reply) if self.is_typing() => {
                // A filter that is too long leaves the former one, which finds something.
                if let Some(filter) = &mut self.filter {
                    let taken = filter.input.set(reply.as_str().trim()).is_ok();
                    filter.is_new |= taken;
                }
                self.keep_filter(context)
            }
            ScreenEvent::Pointed(place) => return self.point(place, context),
            // What is a button does at once what it is for.
            ScreenEvent::Pressed(place) => {
                self.caret = self.reached(place);
                return ListOutcome::Chosen;
            }
            ScreenEvent::Action(action) => return self.act(action, context),
            _ => return ListOutcome::Unknown,
        };
        ListOutcome::Done(Box::new(step))
    }

    /// Takes what is told to the screen of the list, if it is the list's.
    pub fn tell(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        match self.handle(event, context) {
            ListOutcome::Done(step) => *step,
            _ => Step::none(),
        }
    }

    /// The actions of a list: choosing is the screen's own.
    pub fn actions(&self) -> Vec<Hint> {
        let mut actions = Vec::new();
        match &self.filter {
            Some(filter) => {
                if filter.is_open {
                    actions.push(Hint::labeled(Action::ACTIVATE, "action-keep-filter"));
                }
                actions.push(Hint::labeled(Action::BACK, "action-clear-filter"));
            }
            None => actions.push(Hint::shown(Action::BACK)),
        }
        let has_lines = self.window.as_ref().is_some_and(|window| window.len() > 0);
        // What can't be listed may be found all the same.
        let may_find = has_lines || self.filter.is_some() || self.error.is_some();
        if !self.is_typing() && may_find {
            actions.push(Hint::shown(Action::FILTER));
        }
        let moves = [
            Action::UP,
            Action::DOWN,
            Action::PAGE_UP,
            Action::PAGE_DOWN,
            Action::FIRST,
            Action::LAST,
        ];
        actions.extend(moves.map(Hint::hidden));
        actions.extend([
            Hint::hidden_as(Action::NEXT_FIELD, "action-down"),
            Hint::hidden_as(Action::PREVIOUS_FIELD, "action-up"),
        ]);
        actions
    }

    fn act(&mut self, action: Action, context: &Context) -> ListOutcome {
        let page = signed(self.rows_in_sight(context));
        let step = match action {
            Action::BACK if self.filter.is_some() => self.clear_filter(context),
            Action::BACK => return ListOutcome::Back,
            Action::ACTIVATE if self.is_typing() => self.keep_filter(context),
            Action::ACTIVATE => return ListOutcome::Chosen,
            Action::FILTER => {
                self.filter.get_or_insert_with(Filter::new).is_open = true;
                self.follow(context);
                Step::none()
            }
            Action::UP | Action::PREVIOUS_FIELD => self.go(-1, context),
            Action::DOWN | Action::NEXT_FIELD => self.go(1, context),
            Action::PAGE_UP => self.go(-page, context),
            Action::PAGE_DOWN => self.go(page, context),
            Action::FIRST => self.first_line(context),
            Action::LAST => self.last_line(context),
            _ => return ListOutcome::Unknown,
        };
        ListOutcome::Done(Box::new(step))
    }

    /// Something in sight was pointed at, by its place among all rows.
    fn point(&mut self, place: usize, context: &Context) -> ListOutcome {
        let row = self.reached(place);
        if row != self.caret {
            self.owed = 0;
            self.caret = row;
            return ListOutcome::Done(Box::new(self.ask_ahead(context)));
        }
        ListOutcome::Chosen
    }

    /// The row that is reached with a place among all of them.
    fn reached(&self, place: usize) -> isize {
        let row = signed(place) + self.lowest();
        row.clamp(self.lowest(), self.highest())
    }

    /// The button is there only where the first line is in memory.
    fn has_button_now(&self) -> bool {
        let window = self.window.as_ref();
        self.has_button && window.is_some_and(|window| window.above().is_none() && window.matches().is_none())
    }

    fn lowest(&self) -> isize {
        if self.has_button_now() { -1 } else { 0 }
    }

    fn highest(&self) -> isize {
        let len = self.window.as_ref().map_or(0, Window::len);
        (signed(len) - 1).max(self.lowest())
    }

    /// Moves the caret; what the lines in memory do not allow is owed until more come.
    fn go(&mut self, by: isize, context: &Context) -> Step {
        // Turning back is meant for what is seen, not for what was owed.
        if (by < 0) != (self.owed < 0) {
            self.owed = 0;
        }
        self.step_by(by);
        self.follow(context);
        self.ask_ahead(context)
    }

    fn step_by(&mut self, by: isize) {
        let wanted = self.caret.saturating_add(self.owed).saturating_add(by);
        let reached = wanted.clamp(self.lowest(), self.highest());
        let beyond = wanted - reached;
        let goes_on = self.window.as_ref().is_some_and(|window| {
            beyond > 0 && window.below().is_some() || beyond < 0 && window.above().is_some()
        });
        self.owed = if goes_on { beyond } else { 0 };
        self.caret = reached;
    }

    fn first_line(&mut self, context: &Context) -> Step {
        self.owed = 0;
        if self
            .window
            .as_ref()
            .is_some_and(|window| window.above().is_some())
        {
            return self.ask(Aim::Start, context);
        }
        self.caret = self.lowest();
        self.follow(context);
        Step::none()
    }

    fn last_line(&mut self, context: &Context) -> Step {
        self.owed = 0;
        if self
            .window
            .as_ref()
            .is_some_and(|window| window.below().is_some())
        {
            return self.ask(Aim::End, context);
        }
        self.caret = self.highest();
        self.follow(context);
        Step::none()
    }

    /// Scrolls as little as needed to keep the caret in sight.
    fn follow(&mut self, context: &Context) {
        let rows = signed(self.rows_in_sight(context));
        self.top = self.top.clamp(self.caret - rows + 1, self.caret);
    }

    fn rows_in_sight(&self, context: &Context) -> usize {
        if context.plain {
            return SAID;
        }
        let filter = u16::from(self.filter.is_some());
        let rows = match self.drawn.get() {
            0 => context.size.height.saturating_sub(CHROME_ROWS + HEADING + filter),
            rows => rows,
        };
        usize::from(rows).max(1)
    }
}

/// A place as a number that one can go below.
fn signed(number: usize) -> isize {
    isize::try_from(number).unwrap_or(isize::MAX)
}

#[cfg(test)]
mod tests;
