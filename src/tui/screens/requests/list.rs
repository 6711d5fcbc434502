//! **Partner Center requests**: the requests of the open account, or Support's queue, in three lists: Open, Closed, All.

use crate::domain::ids::AccountId;
use crate::services::requests::{RequestFilter, RequestLine, RequestList, RequestScope, RequestView};
use crate::services::watch::What;
use crate::tui::action::{Action, Hint};
use crate::tui::layer::{Context, KEYS_QUIET, Lead, ScreenEvent, Step};
use crate::tui::layout;
use crate::tui::list::{List, ListButton, ListLabels, ListRow};
use crate::tui::page::blocks::tabs::Tab;
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{Block, Command, Framed, Hears, Id, Page, PageLayer, PageScreen, Table};
use crate::tui::places::Place;

use super::asks::{FoundRequest, HasUnfinished, RequestById, UnfinishedRequest};
use super::form::RequestFormScreen;
use super::thread::Thread;
use super::words;

/// Tokens of this screen's own pauses: the list counts its own from zero.
const PREVIEW: u64 = 1 << 62;

/// The screen of the lists of requests.
pub type Requests = PageLayer<Inbox>;

/// Requests in three lists, one of which is shown.
#[derive(Debug)]
pub struct Inbox {
    scope: RequestScope,
    filter: RequestFilter,
    list: List<RequestLine>,
    /// The request under the caret, read for a wide screen.
    preview: Option<Box<RequestView>>,
    /// What the caret was on when that was thought of last.
    seen: Option<u128>,
    /// Whether a new request was left unfinished.
    has_draft: bool,
    /// Counts moves of the caret: a pause that is over reads only when none followed it.
    moves: u64,
}

impl ListRow for RequestLine {
    fn id(&self) -> u128 {
        self.id.bits()
    }
}

impl Requests {
    /// The requests of an account, not loaded yet.
    pub fn of_account(account: AccountId) -> Self {
        Self::of(Inbox::of(RequestScope::Account(account)))
    }

    /// Support's queue, not loaded yet.
    pub fn queue() -> Self {
        Self::of(Inbox::of(RequestScope::Queue))
    }
}

impl Inbox {
    fn of(scope: RequestScope) -> Self {
        let filter = RequestFilter::default();
        Self {
            scope,
            filter,
            list: listing(scope, filter),
            preview: None,
            seen: None,
            has_draft: false,
            moves: 0,
        }
    }

    const fn is_queue(&self) -> bool {
        matches!(self.scope, RequestScope::Queue)
    }

    /// Goes to the list on the left or on the right.
    fn turn(&mut self, by: isize, context: &Context) -> Step {
        let all = RequestFilter::ALL;
        let place = all.iter().position(|filter| *filter == self.filter).unwrap_or(0);
        let next = (place + all.len()).saturating_add_signed(by) % all.len();
        self.filter = all.get(next).copied().unwrap_or_default();
        self.list = listing(self.scope, self.filter);
        self.preview = None;
        self.list.refresh(context)
    }

    /// What the list is told; the caret may have moved.
    fn in_list(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        let step = self.list.tell(event, context);
        step.and(self.moved(context))
    }

    /// Reads the request under the caret once the keys are quiet, where there is room to show it.
    fn read_soon(&mut self, step: Step, context: &Context) -> Step {
        if context.plain || !layout::is_divided(context.size.width) || self.list.chosen().is_none() {
            return step;
        }
        self.moves += 1;
        step.and_pause(PREVIEW + self.moves, KEYS_QUIET)
    }

    fn new_request(&self) -> Step {
        match self.scope {
            RequestScope::Account(account) => Step::open(RequestFormScreen::by_hand(account)),
            RequestScope::Queue => Step::none(),
        }
    }

    /// The lists, and what leads to the others: while something is typed, nothing.
    fn tabs(&self, context: &Context) -> Vec<Tab> {
        let tabs = RequestFilter::ALL.into_iter().map(|filter| Tab {
            label: context.i18n.t(filter.key()),
            is_shown: filter == self.filter,
            leads: self.toward(filter).filter(|_| !self.list.is_typing()),
        });
        tabs.collect()
    }

    /// The request under the caret, as far as it is read.
    fn beside(&self, context: &Context) -> Option<Framed> {
        let chosen = self.list.chosen()?.id;
        let read = self.preview.as_deref().filter(|view| view.request.id == chosen);
        let title = read.map(|view| words::title(view, context)).unwrap_or_default();
        let blocks = read.map(|view| words::whole(view, context)).unwrap_or_default();
        Some(Framed::new(title, blocks))
    }

    fn commands(&self, context: &Context) -> Vec<Command> {
        if self.list.is_typing() {
            return Vec::new();
        }
        let choose = if self.list.is_on_button() {
            Hint::labeled(Action::ACTIVATE, "title-new-request")
        } else {
            Hint::shown(Action::ACTIVATE)
        };
        let mut hints = vec![choose];
        // Line by line the row for it is enough.
        if !self.is_queue() && !context.plain {
            hints.push(Hint::shown(Action::NEW_REQUEST));
        }
        hints.push(Hint::labeled(Action::RIGHT, self.toward_label()));
        hints.push(Hint::hidden_as(Action::LEFT, "requests-former-list"));
        hints.into_iter().map(Command::open).collect()
    }

    /// Which action leads from the list that is shown to another one.
    fn toward(&self, filter: RequestFilter) -> Option<Action> {
        let place = |wanted| RequestFilter::ALL.iter().position(|filter| *filter == wanted);
        let step =
            (place(filter)? + RequestFilter::ALL.len() - place(self.filter)?) % RequestFilter::ALL.len();
        match step {
            0 => None,
            1 => Some(Action::RIGHT),
            _ => Some(Action::LEFT),
        }
    }

    /// Key of the sentence for a list without requests.
    const fn empty(&self) -> &'static str {
        match (self.is_queue(), self.filter) {
            (true, RequestFilter::Open) => "requests-none-waiting",
            (_, RequestFilter::Open) => "requests-none-open",
            (_, RequestFilter::Closed) => "requests-none-closed",
            (_, RequestFilter::All) => "requests-none",
        }
    }

    fn labels(&self) -> ListLabels {
        ListLabels {
            columns: if self.is_queue() {
                words::QUEUE_COLUMNS
            } else {
                words::COLUMNS
            },
            empty: self.empty(),
            no_match: "list-no-match",
            more: None,
            button: (!self.is_queue()).then_some(ListButton {
                label: if self.has_draft {
                    "request-new-draft"
                } else {
                    "title-new-request"
                },
                action: Some(Action::NEW_REQUEST),
            }),
        }
    }
}

fn listing(scope: RequestScope, filter: RequestFilter) -> List<RequestLine> {
    let list = List::new(RequestList { scope, filter });
    match scope {
        RequestScope::Account(_) => list.with_button(),
        RequestScope::Queue => list,
    }
}

impl PageScreen for Inbox {
    fn page(&self, context: &Context) -> Page {
        let i18n = &context.i18n;
        let title = match self.scope {
            RequestScope::Queue => i18n.t("title-request-queue"),
            RequestScope::Account(_) => Place::Support.title_of("title-partner-center-requests", context),
        };
        // The button for a new request stands there even when no request does.
        let is_empty = self.is_without_lines() && !self.is_queue();
        let said = || format!("{} {}", i18n.t(self.empty()), i18n.t("requests-next-step"));
        let empty = is_empty.then(|| Block::Text(Text::faint(said())));
        let page = Page {
            step: Some(i18n.t(self.filter.key())),
            aside: self.beside(context),
            commands: self.commands(context),
            ..Page::new(title)
        };
        let page = page.with(Block::Tabs(self.tabs(context)));
        empty.into_iter().fold(page, Page::with)
    }

    fn run(&mut self, action: Action, _item: Option<&Id>, context: &Context) -> Step {
        match action {
            Action::RIGHT => self.turn(1, context),
            Action::LEFT => self.turn(-1, context),
            Action::NEW_REQUEST => self.new_request(),
            _ if self.list.is_on_button() => self.new_request(),
            _ => {
                let chosen = self.list.chosen();
                chosen.map_or_else(Step::none, |line| Step::open(Thread::new(line.id)))
            }
        }
    }

    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        match event {
            ScreenEvent::Changed(changed) if matches!(changed.what, What::Request(_) | What::Everything) => {
                let step = self.list.refresh(context);
                self.read_soon(step, context)
            }
            ScreenEvent::Answer(answer) if answer.is::<HasUnfinished>() => {
                self.has_draft = matches!(answer.take(), Ok(HasUnfinished(true)));
                Step::none()
            }
            // What was left unfinished above it may be told anew.
            ScreenEvent::Shown => {
                let step = self.in_list(ScreenEvent::Shown, context);
                let step = self.read_soon(step, context);
                match self.scope {
                    RequestScope::Account(account) => step.and_ask(UnfinishedRequest(account)),
                    RequestScope::Queue => step,
                }
            }
            ScreenEvent::Answer(answer) => match answer.take() {
                Ok(FoundRequest(read)) => {
                    let chosen = self.list.chosen().map(|line| line.id);
                    // What cannot be read any more is not shown; the list says why when it is opened.
                    self.preview = read.ok().filter(|view| Some(view.request.id) == chosen);
                    Step::none()
                }
                Err(answer) => self.in_list(ScreenEvent::Answer(answer), context),
            },
            ScreenEvent::Pause(token) if token >= PREVIEW => {
                let line = self.list.chosen().filter(|_| token == PREVIEW + self.moves);
                line.map_or_else(Step::none, |line| Step::ask(RequestById(line.id)))
            }
            // There may be room now for the request under the caret.
            ScreenEvent::Resized if self.preview.is_none() => self.read_soon(Step::none(), context),
            event => self.in_list(event, context),
        }
    }

    fn table<'a>(&'a self, context: &'a Context) -> Option<Box<dyn Table + 'a>> {
        let of_queue = self.is_queue();
        Some(
            self.list
                .shown(self.labels(), move |line| words::line(line, of_queue, context)),
        )
    }

    fn table_mut(&mut self) -> Option<&mut dyn Hears> {
        Some(&mut self.list)
    }

    /// The caret may be on another request.
    fn moved(&mut self, context: &Context) -> Step {
        let chosen = self.list.chosen().map(ListRow::id);
        let is_same = std::mem::replace(&mut self.seen, chosen) == chosen;
        if is_same && self.preview.is_some() {
            return Step::none();
        }
        self.read_soon(Step::none(), context)
    }

    fn place(&self) -> Option<Place> {
        Some(match self.scope {
            RequestScope::Account(_) => Place::Support,
            RequestScope::Queue => Place::Queue,
        })
    }

    /// From the queue the places of an account are those of the row's.
    fn leads_to(&self) -> Lead {
        let chosen = self.list.chosen();
        match self.scope {
            RequestScope::Account(_) => Lead::Open,
            RequestScope::Queue => chosen.map_or(Lead::Nowhere, |line| Lead::To(line.account)),
        }
    }

    /// The queue is of all accounts.
    fn is_of_account(&self, _context: &Context) -> bool {
        !self.is_queue()
    }
}

impl Inbox {
    /// Whether it is known that the list has no request.
    fn is_without_lines(&self) -> bool {
        self.list.is_ready() && self.list.count().is_some_and(|(count, _)| count == 0)
    }

    /// Key of the name of the list on the right.
    fn toward_label(&self) -> &'static str {
        let next = RequestFilter::ALL
            .into_iter()
            .find(|filter| self.toward(*filter) == Some(Action::RIGHT));
        next.unwrap_or_default().key()
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Size;

    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::ids::RequestId;
    use crate::domain::request::{RequestNumber, RequestState, Severity};
    use crate::services::lines::Lines;
    use crate::tui::list::{ListAnswer, ListPart};
    use crate::tui::screens::testing::{ACCOUNT, Stage};

    fn line() -> RequestLine {
        RequestLine {
            id: RequestId::new(5),
            account: ACCOUNT,
            mpn_id: "1234567".parse().unwrap(),
            number: RequestNumber::in_series(5),
            title: "Which day does our Silver term end?".to_owned(),
            state: RequestState::AttentionNeeded,
            severity: Severity::Moderate,
            opened: Timestamp(0),
            age_days: 12,
            cancels: false,
            company: "Contoso".to_owned(),
            requested_by: "Ana".to_owned(),
            taken_by: None,
        }
    }

    fn listing(lines: Vec<RequestLine>) -> Stage<Requests> {
        let (mut stage, _) = Stage::open(Requests::of_account(ACCOUNT), 80, 24);
        stage.answer(ListAnswer {
            ticket: 1,
            part: Ok(ListPart::Page(Lines::whole(lines))),
        });
        stage
    }

    #[test]
    fn a_window_that_became_wide_left_the_side_of_the_list_blank() {
        let mut stage = listing(vec![line()]);
        assert!(stage.tell(ScreenEvent::Resized).pauses.is_empty(), "no room yet");
        stage.context.size = Size::new(120, 40);
        let step = stage.tell(ScreenEvent::Resized);
        let [(token, _)] = step.pauses[..] else {
            panic!("{step:?}");
        };
        let step = stage.tell(ScreenEvent::Pause(token));
        assert_eq!(step.requests[0].get(), Some(&RequestById(RequestId::new(5))));
    }

    #[test]
    fn a_title_was_cut_beside_columns_that_were_half_empty() {
        let stage = listing(vec![line()]);
        stage.shows("Which day does our Silver term en… Attention needed 12 days ago");
    }

    #[test]
    fn a_list_without_requests_says_how_to_send_one() {
        let stage = listing(Vec::new());
        stage.shows("No open requests. To ask Support something, select New request.");
        stage.shows("New request n");
    }
}
