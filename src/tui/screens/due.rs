//! **Due**: what has to be done in all accounts of who acts, soonest first; the first page of whoever has several.
//!
//! The rows are a list like any other. Figures stand above it; the months to come below it, where the list is short and
//! the screen high. Choosing a row does the thing: it opens the row's account, and above this page the wizard, the order
//! or the request. Back from there the list is as it was left.
//!
//! What changes anywhere on the desk may be a row. So it is read anew after changes, but one reading at a time, and with a
//! pause behind each: however much happens, and always once more after the last of it.

use crate::domain::ids::AccountId;
use crate::domain::payment::TokenizedCard;
use crate::services::due::{DueKind, DueOrder, DueRow};
use crate::tui::action::{Action, Hint};
use crate::tui::layer::{Context, Destination, KEYS_QUIET, Lead, Navigation, Screen, ScreenEvent, Step};
use crate::tui::layout;
use crate::tui::list::{List, ListLabels, ListRow};
use crate::tui::page::{Block, Command, Framed, Hears, Id, Page, PageLayer, PageScreen, Table, is_roomy};
use crate::tui::places::Place;
use crate::tui::term::event::Key;

use super::chooser::{AccountChooser, PersonChooser};
use super::order::OrderScreen;
use super::requests::form::RequestFormScreen;
use super::requests::thread::Thread;
use super::wizard::WizardScreen;
use asks::{CardKept, CardOf, CountDue, Counted, CountedDue};

pub mod asks;
mod words;

#[cfg(test)]
mod tests;

/// The actions of Due.
impl Action {
    /// Another order of the rows.
    pub const SORT: Self = Self::new("sort", "action-sort", &[Key::char('s')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[Action::SORT];

/// Below a table of fewer rows there is room for the months.
const FEW: usize = 10;
/// Tokens of this screen's own pauses: the list counts its own from zero.
const CARD: u64 = 1 << 62;
/// The pause behind a reading.
const REST: u64 = 1 << 61;
/// Its milliseconds: so many times a second Due is read anew at most, whatever happens on the desk.
const RESTS: u64 = 250;

/// The screen of what is due.
pub type DueScreen = PageLayer<Board>;

/// What is known of it.
#[derive(Debug)]
pub struct Board {
    order: DueOrder,
    list: List<DueRow>,
    /// Figures and months; none before they were counted.
    counted: Option<Box<Counted>>,
    pace: Pace,
    /// The account of the row under the caret, and the card that it keeps; read for a wide screen.
    card: Option<(AccountId, Option<TokenizedCard>)>,
    /// Counts moves of the caret: a pause that is over reads only when none followed it.
    moves: u64,
    /// Whether what a row is about lies above: that is of one account.
    visited: bool,
}

/// Whether it is being read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Pace {
    /// Not now.
    Idle,
    /// It is; and whether something changed since that began.
    Reading(Stale),
    /// It was a moment ago; and whether something changed since.
    Resting(Stale),
}

/// Whether something changed meanwhile.
type Stale = bool;

impl ListRow for DueRow {
    fn id(&self) -> u128 {
        Self::id(self)
    }
}

impl DueScreen {
    /// Not loaded yet.
    pub const fn new() -> Self {
        Self::of(Board::new())
    }
}

impl Default for DueScreen {
    fn default() -> Self {
        Self::new()
    }
}

impl Board {
    const fn new() -> Self {
        Self {
            order: DueOrder::Day,
            list: List::new(DueOrder::Day),
            counted: None,
            pace: Pace::Idle,
            card: None,
            moves: 0,
            visited: false,
        }
    }

    /// Lists the rows in the next order, with the caret on the same one.
    fn sort(&mut self, context: &Context) -> Step {
        let chosen = self.list.chosen().map(ListRow::id);
        self.order = self.order.next();
        self.list = List::new(self.order);
        self.list.open_at(chosen, context)
    }

    /// Reads it anew, if it isn't being read.
    fn read(&mut self, context: &Context) -> Step {
        if let Pace::Reading(stale) = &mut self.pace {
            *stale = true;
            return Step::none();
        }
        self.pace = Pace::Reading(false);
        let step = self.list.refresh(context).and_ask(CountDue);
        // What is shown of a card stays until it is read again.
        match &self.card {
            Some((account, _)) => step.and_ask(CardOf(*account)),
            None => step,
        }
    }

    /// Something changed: it is read anew, not before the pause is over.
    fn changed(&mut self, context: &Context) -> Step {
        if let Pace::Resting(stale) = &mut self.pace {
            *stale = true;
            return Step::none();
        }
        self.read(context)
    }

    fn counted(&mut self, CountedDue(counted): CountedDue) -> Step {
        // What could not be counted the list tells, too.
        self.counted = counted.ok();
        self.pace = Pace::Resting(self.pace == Pace::Reading(true));
        Step::none().and_pause(REST, RESTS)
    }

    /// The pause is over.
    fn rested(&mut self, context: &Context) -> Step {
        match self.pace {
            Pace::Resting(true) if !self.visited => self.read(context),
            Pace::Resting(_) => {
                self.pace = Pace::Idle;
                Step::none()
            }
            // It was read anew without waiting for the pause.
            Pace::Idle | Pace::Reading(_) => Step::none(),
        }
    }

    /// The account of the row under the caret, where a card may pay for it.
    fn payer(&self) -> Option<AccountId> {
        let row = self.list.chosen()?;
        let pays = matches!(row.kind, DueKind::Renew | DueKind::Retry | DueKind::Resume);
        (pays && row.closed.is_none()).then_some(row.account)
    }

    /// Reads the card for the row under the caret once the keys are quiet, where there is room to show it.
    fn read_card(&mut self, context: &Context) -> Step {
        let known = self.card.as_ref().map(|(account, _)| *account);
        let payer = self.payer().filter(|payer| Some(*payer) != known);
        if payer.is_none() || context.plain || !layout::is_divided(context.size.width) {
            return Step::none();
        }
        self.moves += 1;
        Step::none().and_pause(CARD + self.moves, KEYS_QUIET)
    }

    /// What the list is told; the caret may be on another row.
    fn in_list(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        let step = self.list.tell(event, context);
        step.and(self.read_card(context))
    }

    /// Does what a row is about.
    fn choose(&mut self, context: &Context) -> Step {
        let Some(row) = self.list.chosen() else {
            return Step::none();
        };
        if let Some(why) = row.refusal(&context.i18n) {
            return Step {
                say: Some(why),
                ..Step::none()
            };
        }
        let screen: Option<Box<dyn Screen>> = match row.kind {
            DueKind::Renew | DueKind::Retry | DueKind::Resume => row.offer.clone().map(|offer| {
                let wizard = WizardScreen::new(row.account, offer, row.offer_names.clone());
                Box::new(wizard) as Box<dyn Screen>
            }),
            DueKind::Pay => row
                .order
                .map(|(order, _)| Box::new(OrderScreen::new(order)) as Box<dyn Screen>),
            DueKind::Answer => row
                .request
                .map(|(request, _)| Box::new(Thread::new(request)) as Box<dyn Screen>),
            DueKind::FinishRequest => Some(Box::new(RequestFormScreen::by_hand(row.account))),
            DueKind::Opens => None,
        };
        // Its account is open from then on: nobody pays for one company below the name of another.
        let account = row.account;
        self.visited = screen.is_some();
        Step::go(match screen {
            Some(screen) => Navigation::Visit(account, screen),
            None => Navigation::Travel(Box::new(Destination::to_account(account))),
        })
    }

    fn commands(&self, context: &Context) -> Vec<Command> {
        if self.list.is_typing() {
            return Vec::new();
        }
        let mut commands = vec![Command::open(self.choosing())];
        // What is looked for stands in the order in which it was found.
        if self.list.count().is_some_and(|(count, _)| count > 1) {
            // Where the last row is short, finding a row comes before sorting them.
            let in_footer = context.plain || layout::is_divided(context.size.width);
            commands.push(Command::open(Hint {
                in_footer,
                ..Hint::shown(Action::SORT)
            }));
        }
        commands.push(Command::open(Hint::shown(Action::SWITCH_ACCOUNT)));
        if context.demo {
            commands.push(Command::open(Hint::shown(Action::SWITCH_PERSON)));
        }
        commands
    }

    /// What Enter does.
    fn choosing(&self) -> Hint {
        let label = match self.list.chosen().map(|row| row.kind) {
            Some(DueKind::Renew) => "button-renew-subscription",
            Some(DueKind::Opens) => "due-show-offers",
            _ => "action-open",
        };
        Hint::labeled(Action::ACTIVATE, label)
    }

    /// What is known of the row under the caret.
    fn beside(&self, context: &Context) -> Option<Framed> {
        let row = self.list.chosen()?;
        let card = self
            .card
            .as_ref()
            .filter(|(account, _)| Some(*account) == self.payer());
        let card = card.and_then(|(_, card)| card.as_ref());
        let command = match row.refusal(&context.i18n) {
            Some(why) => Command::unavailable(self.choosing(), why),
            None => Command::open(self.choosing()),
        };
        let command = Some(command).filter(|_| !self.list.is_typing());
        Some(words::beside(row, card, command, context))
    }

    /// The months to come, where the table is short.
    fn outlook(&self, context: &Context) -> Vec<Block> {
        let rows: Option<Vec<&DueRow>> = self.list.all().map(Iterator::collect);
        let rows = rows.filter(|rows| rows.len() < FEW);
        match (rows, &self.counted) {
            (Some(rows), Some(counted)) => words::outlook(&counted.months, rows.into_iter(), context),
            _ => Vec::new(),
        }
    }
}

impl PageScreen for Board {
    fn page(&self, context: &Context) -> Page {
        let due = self.counted.as_ref().map(|counted| &counted.due);
        let figures = due.and_then(|due| words::figures(due.figures, context));
        let more = due.and_then(|due| words::more(due, context));
        // Where there are many rows they stand above all that is below them, what is beside the table among it.
        let (head, above) = if is_roomy(context) {
            (figures, None)
        } else {
            (None, figures)
        };
        let page = Page {
            head: head.into_iter().collect(),
            aside: self.beside(context),
            commands: self.commands(context),
            outlook: self.outlook(context),
            ..Page::new(context.i18n.t(words::title(self.order)))
        };
        let months = self.counted.as_ref().filter(|_| context.plain);
        let months = months.and_then(|counted| words::months_said(&counted.months, context));
        page.with_all(above.into_iter().chain(more).chain(months))
    }

    fn run(&mut self, action: Action, _item: Option<&Id>, context: &Context) -> Step {
        match action {
            Action::SORT => self.sort(context),
            Action::SWITCH_ACCOUNT => Step::open(AccountChooser::new()),
            Action::SWITCH_PERSON => Step::open(PersonChooser::new()),
            _ => self.choose(context),
        }
    }

    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        match event {
            ScreenEvent::Shown => {
                self.visited = false;
                self.read(context)
            }
            // Whoever comes back reads it anew.
            ScreenEvent::NewDay | ScreenEvent::Changed(_) if self.visited => Step::none(),
            ScreenEvent::NewDay => self.read(context),
            ScreenEvent::Changed(_) => self.changed(context),
            ScreenEvent::Pause(REST) => self.rested(context),
            ScreenEvent::Pause(token) if token >= CARD => {
                let payer = self.payer().filter(|_| token == CARD + self.moves);
                payer.map_or_else(Step::none, |account| Step::ask(CardOf(account)))
            }
            // There may be room now for what is known of the row.
            ScreenEvent::Resized => self.read_card(context),
            ScreenEvent::Answer(answer) => match answer.take::<CountedDue>() {
                Ok(counted) => self.counted(counted),
                Err(answer) => match answer.take() {
                    Ok(CardKept(account, card)) => {
                        // The caret may be elsewhere by now.
                        if self.payer() == Some(account) {
                            self.card = Some((account, card));
                        }
                        Step::none()
                    }
                    Err(answer) => self.in_list(ScreenEvent::Answer(answer), context),
                },
            },
            event => self.in_list(event, context),
        }
    }

    fn table<'a>(&'a self, context: &'a Context) -> Option<Box<dyn Table + 'a>> {
        let counted = self.counted.as_ref();
        let next = counted.and_then(|counted| counted.next.as_ref());
        let labels = ListLabels {
            columns: words::COLUMNS,
            empty: match (counted, next) {
                (Some(counted), _) if counted.due.accounts == 0 => "due-no-account",
                (_, Some(_)) => "due-nothing",
                _ => "due-nothing-soon",
            },
            no_match: "list-no-match",
            more: next.map(|next| words::next(next, context)),
            button: None,
        };
        Some(self.list.shown(labels, move |row| words::row(row, context)))
    }

    fn table_mut(&mut self) -> Option<&mut dyn Hears> {
        Some(&mut self.list)
    }

    fn moved(&mut self, context: &Context) -> Step {
        self.read_card(context)
    }

    fn place(&self) -> Option<Place> {
        Some(Place::Due)
    }

    /// It is of all accounts, but what is opened from it is of one.
    fn is_of_account(&self, _context: &Context) -> bool {
        self.visited
    }

    /// From here the places of an account are those of the row's.
    fn leads_to(&self) -> Lead {
        let chosen = self.list.chosen();
        chosen.map_or(Lead::Nowhere, |row| Lead::To(row.account))
    }
}
