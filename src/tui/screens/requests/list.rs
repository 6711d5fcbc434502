//! **Partner Center requests**: the requests of the open account, or Support's queue, in three lists: Open, Closed, All.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::domain::ids::AccountId;
use crate::services::requests::{RequestFilter, RequestLine, RequestList, RequestScope, RequestView};
use crate::services::watch::What;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::{Canvas, Target};
use crate::tui::layer::{Desk, Go, Screen, ScreenEvent, Step, Typing};
use crate::tui::layout;
use crate::tui::list::{Heard, List, Looks, Row, Words};
use crate::tui::page::Mark;
use crate::tui::places::Place;
use crate::tui::plain::{self, Means, Page};
use crate::tui::widgets::cells::columns;

use super::asks::{FoundRequest, RequestById};
use super::form::RequestFormScreen;
use super::thread::Thread;
use super::words;

/// Rows of the lists' names, with a blank one below.
const TABS: u16 = 2;
/// Row of the sentence that there is no request, below the row for a new one.
const EMPTY: u16 = 3;
/// Quiet milliseconds after which the request under the caret is read, for the right side of a wide screen.
const QUIET: u64 = 120;
/// Tokens of this screen's own pauses: the list counts its own from zero.
const PREVIEW: u64 = 1 << 62;

/// A list of requests.
#[derive(Debug)]
pub struct Requests {
    scope: RequestScope,
    filter: RequestFilter,
    list: List<RequestLine>,
    /// The request under the caret, read for a wide screen.
    preview: Option<Box<RequestView>>,
    /// Counts moves of the caret: a pause that is over reads only when none followed it.
    moves: u64,
}

impl Row for RequestLine {
    fn id(&self) -> u128 {
        self.id.bits()
    }
}

impl Requests {
    /// The requests of an account, not loaded yet.
    pub fn of_account(account: AccountId) -> Self {
        Self::of(RequestScope::Account(account))
    }

    /// Support's queue, not loaded yet.
    pub fn queue() -> Self {
        Self::of(RequestScope::Queue)
    }

    fn of(scope: RequestScope) -> Self {
        let filter = RequestFilter::default();
        Self {
            scope,
            filter,
            list: listing(scope, filter),
            preview: None,
            moves: 0,
        }
    }

    const fn is_queue(&self) -> bool {
        matches!(self.scope, RequestScope::Queue)
    }

    /// Goes to the list on the left or on the right.
    fn turn(&mut self, by: isize, desk: &Desk) -> Step {
        let all = RequestFilter::ALL;
        let place = all.iter().position(|filter| *filter == self.filter).unwrap_or(0);
        let next = (place + all.len()).saturating_add_signed(by) % all.len();
        self.filter = all.get(next).copied().unwrap_or_default();
        self.list = listing(self.scope, self.filter);
        self.preview = None;
        self.list.refresh(desk)
    }

    /// What an event means to the list; the caret may have moved.
    fn in_list(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        let before = self.list.chosen().map(Row::id);
        let step = match self.list.hear(event, desk) {
            Heard::Done(step) => *step,
            Heard::Back => return Step::go(Go::Back),
            Heard::Chosen => {
                return self
                    .list
                    .chosen()
                    .map_or_else(Step::none, |line| Step::open(Thread::new(line.id)));
            }
            Heard::ChosenHead => return self.new_request(),
            Heard::Unknown => Step::none(),
        };
        let now = self.list.chosen().map(Row::id);
        if now == before && self.preview.is_some() {
            return step;
        }
        self.read_soon(step, desk)
    }

    /// Reads the request under the caret once the keys are quiet, where there is room to show it.
    fn read_soon(&mut self, step: Step, desk: &Desk) -> Step {
        if desk.plain || !layout::is_divided(desk.size.width) || self.list.chosen().is_none() {
            return step;
        }
        self.moves += 1;
        step.and_pause(PREVIEW + self.moves, QUIET)
    }

    fn new_request(&self) -> Step {
        match self.scope {
            RequestScope::Account(account) => Step::open(RequestFormScreen::by_hand(account)),
            RequestScope::Queue => Step::none(),
        }
    }

    /// The names of the lists, the one that is shown marked by more than its style.
    fn tabs(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        let theme = &desk.theme;
        let mut x = area.x;
        for filter in RequestFilter::ALL {
            let is_shown = filter == self.filter;
            let name = desk.i18n.t(filter.key());
            let text = if is_shown {
                format!("[ {name} ]")
            } else {
                format!("  {name}  ")
            };
            let style = if is_shown { theme.selected } else { theme.faint };
            let place = Rect::new(x, area.y, columns(&text), 1).intersection(area);
            if let Some(action) = self.toward(filter).filter(|_| !self.list.is_typing()) {
                canvas.target(place, Target::Action(action));
            }
            canvas.render_widget(Paragraph::new(Line::from(Span::styled(text, style))), place);
            x = place.right().saturating_add(1);
        }
    }

    /// Which action leads from the list that is shown to another one.
    fn toward(&self, filter: RequestFilter) -> Option<Action> {
        let place = |wanted| RequestFilter::ALL.iter().position(|filter| *filter == wanted);
        let step =
            (place(filter)? + RequestFilter::ALL.len() - place(self.filter)?) % RequestFilter::ALL.len();
        match step {
            0 => None,
            1 => Some(Action::Right),
            _ => Some(Action::Left),
        }
    }

    fn looks(&self, desk: &Desk) -> Looks {
        let empty = match (self.is_queue(), self.filter) {
            (true, RequestFilter::Open) => "requests-none-waiting",
            (_, RequestFilter::Open) => "requests-none-open",
            (_, RequestFilter::Closed) => "requests-none-closed",
            (_, RequestFilter::All) => "requests-none",
        };
        Looks {
            columns: if self.is_queue() {
                words::QUEUE_COLUMNS
            } else {
                words::COLUMNS
            },
            empty,
            head: (!self.is_queue())
                .then(|| Words::new(vec![Mark::plain(desk.i18n.t("title-new-request"))], 1)),
        }
    }

    fn words(&self, line: &RequestLine, desk: &Desk) -> Words {
        words::line(line, self.is_queue(), desk)
    }
}

fn listing(scope: RequestScope, filter: RequestFilter) -> List<RequestLine> {
    let list = List::new(RequestList { scope, filter });
    match scope {
        RequestScope::Account(_) => list.with_head(),
        RequestScope::Queue => list,
    }
}

impl Screen for Requests {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Changed(changed) if matches!(changed.what, What::Request(_) | What::Everything) => {
                let step = self.list.refresh(desk);
                self.read_soon(step, desk)
            }
            ScreenEvent::Answer(answer) => match answer.take() {
                Ok(FoundRequest(read)) => {
                    let chosen = self.list.chosen().map(|line| line.id);
                    // What cannot be read any more is not shown; the list says why when it is opened.
                    self.preview = read.ok().filter(|view| Some(view.request.id) == chosen);
                    Step::none()
                }
                Err(answer) => self.in_list(ScreenEvent::Answer(answer), desk),
            },
            ScreenEvent::Pause(token) if token >= PREVIEW => {
                let line = self.list.chosen().filter(|_| token == PREVIEW + self.moves);
                line.map_or_else(Step::none, |line| Step::ask(RequestById(line.id)))
            }
            ScreenEvent::Action(Action::Right) => self.turn(1, desk),
            ScreenEvent::Action(Action::Left) => self.turn(-1, desk),
            ScreenEvent::Action(Action::NewRequest) => self.new_request(),
            event => self.in_list(event, desk),
        }
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        let (mut left, right) = layout::sides(area);
        let chosen = self.list.chosen().map(|line| line.id);
        match (
            right,
            self.preview
                .as_ref()
                .filter(|view| Some(view.request.id) == chosen),
        ) {
            (Some(right), Some(view)) => {
                let heading = words::title(view, desk);
                let mut lines = words::head(view, desk, right.width);
                lines.extend(words::lines(view, desk, right.width));
                layout::aside(canvas, right, desk, &heading, lines);
            }
            (Some(_), None) if chosen.is_none() => left = area,
            _ => {}
        }
        self.tabs(canvas, left, desk);
        let room = Rect {
            y: left.y.saturating_add(TABS),
            height: left.height.saturating_sub(TABS),
            ..left
        };
        self.list.view(canvas, room, desk, &self.looks(desk), |line| {
            self.words(line, desk)
        });
        // The row for a new request stands there even when no other does.
        if self.is_without_lines() && !self.is_queue() && room.height > EMPTY {
            let below = Rect {
                y: room.y + EMPTY,
                height: 1,
                ..room
            };
            let empty = Line::styled(desk.i18n.t(self.looks(desk).empty), desk.theme.faint);
            canvas.render_widget(Paragraph::new(empty), below);
        }
    }

    fn plain(&self, desk: &Desk) -> Page {
        let page = self
            .list
            .plain(desk, &self.looks(desk), |line| self.words(line, desk));
        let mut page = Page {
            step: Some(desk.i18n.t(self.filter.key())),
            ..page
        };
        if self.is_without_lines() && !self.is_queue() {
            page.lines.push(desk.i18n.t(self.looks(desk).empty));
        }
        // There are no tabs to go along line by line: the other lists are rows.
        if page.question.is_none() && page.wait.is_none() {
            page.rows
                .extend(RequestFilter::ALL.into_iter().filter_map(|filter| {
                    Some(plain::Row {
                        means: Means::Act(self.toward(filter)?),
                        ..plain::Row::new(0, desk.i18n.t(filter.key()))
                    })
                }));
        }
        page
    }

    fn title(&self, desk: &Desk) -> String {
        if self.is_queue() {
            return desk.i18n.t("title-request-queue");
        }
        let i18n = &desk.i18n;
        format!(
            "{} › {}",
            i18n.t("title-support"),
            i18n.t("title-partner-center-requests")
        )
    }

    fn actions(&self, desk: &Desk) -> Vec<Hint> {
        let mut actions = Vec::new();
        let typing = self.list.is_typing();
        if self.list.is_on_head() && !typing {
            actions.push(Hint::labeled(Action::Activate, "title-new-request"));
        } else if self.list.chosen().is_some() && !typing {
            actions.push(Hint::shown(Action::Activate));
        }
        // Line by line the row for it is enough.
        if !self.is_queue() && !typing && !desk.plain {
            actions.push(Hint::shown(Action::NewRequest));
        }
        if !typing {
            let next = self.toward_label();
            actions.push(Hint::labeled(Action::Right, next));
            actions.push(Hint::hidden_as(Action::Left, "requests-former-list"));
        }
        actions.extend(self.list.actions());
        actions
    }

    fn place(&self) -> Option<Place> {
        Some(match self.scope {
            RequestScope::Account(_) => Place::Support,
            RequestScope::Queue => Place::Queue,
        })
    }

    fn typing(&self, _desk: &Desk) -> Typing {
        self.list.typing()
    }

    /// The queue is of all accounts.
    fn is_of_account(&self, _desk: &Desk) -> bool {
        !self.is_queue()
    }
}

impl Requests {
    /// Whether it is known that the list has no request.
    fn is_without_lines(&self) -> bool {
        self.list.is_ready() && self.list.count().is_some_and(|(count, _)| count == 0)
    }

    /// Key of the name of the list on the right.
    fn toward_label(&self) -> &'static str {
        let next = RequestFilter::ALL
            .into_iter()
            .find(|filter| self.toward(*filter) == Some(Action::Right));
        next.unwrap_or_default().key()
    }
}
