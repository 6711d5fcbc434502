//! **Due**: what has to be done in all accounts of who acts, soonest first; the first page of whoever has several.
//!
//! The rows are a list like any other. Figures stand above it; the months to come below it, where the list is short and
//! the screen high. Choosing a row does the thing: it goes to the row's account, and there opens the wizard, the order or
//! the request.

use crate::domain::ids::AccountId;
use crate::services::due::{Due, DueKind, DueMonths, DueRow};
use crate::tui::action::{Action, Hint};
use crate::tui::layer::{Context, Destination, Navigation, Screen, ScreenEvent, Step};
use crate::tui::list::{List, ListLabels, ListRow};
use crate::tui::page::{Block, Command, Hears, Id, Page, PageLayer, PageScreen, Table, is_roomy};
use crate::tui::places::Place;

use super::chooser::{AccountChooser, PersonChooser};
use super::order::OrderScreen;
use super::requests::form::RequestFormScreen;
use super::requests::thread::Thread;
use super::wizard::WizardScreen;
use asks::{CountDue, CountedDue};

pub mod asks;
mod words;

/// Below a table of fewer rows there is room for the months.
const FEW: usize = 10;

/// The screen of what is due.
pub type DueScreen = PageLayer<Board>;

/// What is known of it.
#[derive(Debug)]
pub struct Board {
    list: List<DueRow>,
    /// Figures and months; none before they were counted.
    counted: Option<Box<(Due, DueMonths)>>,
    /// Whether it is being counted, and whether something changed meanwhile.
    counting: Option<Stale>,
}

/// Whether something changed while it was being counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Stale(bool);

impl ListRow for DueRow {
    fn id(&self) -> u128 {
        Self::id(self)
    }
}

impl DueScreen {
    /// Not loaded yet.
    pub const fn new() -> Self {
        Self::of(Board {
            list: List::new(()),
            counted: None,
            counting: None,
        })
    }
}

impl Default for DueScreen {
    fn default() -> Self {
        Self::new()
    }
}

impl Board {
    /// Counts anew, once at a time.
    fn count(&mut self) -> Step {
        if let Some(counting) = &mut self.counting {
            *counting = Stale(true);
            return Step::none();
        }
        self.counting = Some(Stale(false));
        Step::ask(CountDue)
    }

    fn reload(&mut self, context: &Context) -> Step {
        self.list.refresh(context).and(self.count())
    }

    fn counted(&mut self, CountedDue(counted): CountedDue) -> Step {
        let stale = self.counting.take() == Some(Stale(true));
        // What could not be counted the list tells, too.
        self.counted = counted.ok();
        if stale { self.count() } else { Step::none() }
    }

    /// Does what a row is about.
    fn choose(row: &DueRow, context: &Context) -> Step {
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
        let account = Some(row.account).filter(|account| Some(*account) != context.account);
        Step::go(Navigation::Travel(Box::new(Destination { account, screen })))
    }

    fn commands(&self, context: &Context) -> Vec<Command> {
        if self.list.is_typing() {
            return Vec::new();
        }
        let choose = match self.list.chosen().map(|row| row.kind) {
            Some(DueKind::Renew) => "button-renew-subscription",
            Some(DueKind::Opens) => "action-switch-account",
            _ => "action-open",
        };
        let mut hints = vec![
            Hint::labeled(Action::ACTIVATE, choose),
            Hint::shown(Action::SWITCH_ACCOUNT),
        ];
        if context.demo {
            hints.push(Hint::shown(Action::SWITCH_PERSON));
        }
        hints.into_iter().map(Command::open).collect()
    }

    /// The months to come, where the table leaves room for them.
    fn months(&self, context: &Context) -> Vec<Block> {
        let is_short = self.list.count().is_some_and(|(count, _)| count < FEW);
        let counted = self.counted.as_ref();
        // They are an outlook: where every line is read aloud, the rows come without them.
        match counted.filter(|_| is_short && is_roomy(context) && !context.plain) {
            Some(counted) => words::months(&counted.1, context),
            None => Vec::new(),
        }
    }
}

impl PageScreen for Board {
    fn page(&self, context: &Context) -> Page {
        let counted = self.counted.as_ref().map(|counted| &counted.0);
        let figures = counted.and_then(|due| words::figures(due.figures, context));
        let more = counted.and_then(|due| words::more(due, context));
        let page = Page {
            aside: self.list.chosen().map(|row| words::beside(row, context)),
            commands: self.commands(context),
            foot: self.months(context),
            ..Page::new(context.i18n.t("title-due"))
        };
        figures.into_iter().chain(more).fold(page, Page::with)
    }

    fn run(&mut self, action: Action, _item: Option<&Id>, context: &Context) -> Step {
        match action {
            Action::SWITCH_ACCOUNT => Step::open(AccountChooser::new()),
            Action::SWITCH_PERSON => Step::open(PersonChooser::new()),
            _ => {
                let chosen = self.list.chosen();
                chosen.map_or_else(Step::none, |row| Self::choose(row, context))
            }
        }
    }

    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        match event {
            ScreenEvent::Shown | ScreenEvent::NewDay => self.reload(context),
            ScreenEvent::Changed(_) => self.reload(context),
            ScreenEvent::Answer(answer) => match answer.take() {
                Ok(counted) => self.counted(counted),
                Err(answer) => self.list.tell(ScreenEvent::Answer(answer), context),
            },
            event => self.list.tell(event, context),
        }
    }

    fn table<'a>(&'a self, context: &'a Context) -> Option<Box<dyn Table + 'a>> {
        let no_account = self
            .counted
            .as_ref()
            .is_some_and(|counted| counted.0.accounts == 0);
        let labels = ListLabels {
            columns: words::COLUMNS,
            empty: if no_account {
                "due-no-account"
            } else {
                "due-nothing-soon"
            },
            button: None,
        };
        Some(self.list.shown(labels, move |row| words::row(row, context)))
    }

    fn table_mut(&mut self) -> Option<&mut dyn Hears> {
        Some(&mut self.list)
    }

    fn place(&self) -> Option<Place> {
        Some(Place::Due)
    }

    /// It is of all accounts.
    fn is_of_account(&self, _context: &Context) -> bool {
        false
    }

    /// From here the places of an account are those of the row's.
    fn leads_to(&self) -> Option<AccountId> {
        self.list.chosen().map(|row| row.account)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use crate::services::due::DueFigures;
    use crate::tui::screens::testing::fresh_context;

    #[test]
    fn where_there_are_more_rows_than_are_listed_it_says_so() {
        let context = fresh_context(Locale::EnUs, 80, 24);
        let today = context.today;
        let blocks = |more| {
            let due = Due {
                today,
                accounts: 300,
                rows: Vec::new(),
                count: 1_000,
                more,
                figures: DueFigures::default(),
            };
            let months = DueMonths {
                today,
                months: Vec::new(),
                days: Vec::new(),
                more,
            };
            let board = Board {
                list: List::new(()),
                counted: Some(Box::new((due, months))),
                counting: None,
            };
            format!("{:?}", board.page(&context).blocks)
        };
        assert!(blocks(true).contains("1,000"), "{}", blocks(true));
        assert_eq!(blocks(false), "[]");
    }
}
