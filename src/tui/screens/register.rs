//! Records that one looks at: in one list or several, with the record under the caret beside it on a wide screen, and
//! each by itself, with what can be done about it.
//!
//! A screen of this kind says what there is to say of a record ([`Entry`]); lists, tabs and moving are here, once. A
//! record that leaves its list while it is read leads back to the list.

use crate::domain::ids::AccountId;
use crate::services::watch::{Changed, What};
use crate::tui::action::{Action, Hint};
use crate::tui::layer::{Context, Copyable, Lead, ScreenEvent, Step};
use crate::tui::list::{Column, List, ListLabels, ListRow, ListWords};
use crate::tui::page::blocks::tabs::Tab;
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{Block, Command, Framed, Hears, Id, Page, PageLayer, PageScreen, Table};
use crate::tui::places::Place;

/// A screen of records.
pub type RegisterScreen<R> = PageLayer<Register<R>>;

/// A record that one looks at, and does something about.
pub trait Entry: ListRow {
    /// Its columns.
    const COLUMNS: &'static [Column];
    /// The place that its lists belong to.
    const PLACE: Option<Place> = None;

    /// The title of its lists.
    fn title(context: &Context) -> String;

    /// Key of the name of one of its lists.
    fn list_key(list: Self::Of) -> &'static str;

    /// Key of the sentence for a list without records.
    fn empty_key(list: Self::Of) -> &'static str;

    /// Its words in the list.
    fn words(&self, context: &Context) -> ListWords;

    /// What it is, in a few words.
    fn heading(&self, context: &Context) -> String;

    /// What there is to say of it.
    fn told(&self, context: &Context) -> Vec<Block>;

    /// It as what something is decided about: first what it is.
    fn about(&self, context: &Context) -> Vec<Block> {
        let heading = Block::Text(Text::strong(self.heading(context)));
        std::iter::once(heading).chain(self.told(context)).collect()
    }

    /// What can be done about it, by an action of its own each; and what cannot, with the reason.
    fn commands(&self, _context: &Context) -> Vec<Command> {
        Vec::new()
    }

    /// Does it.
    fn act(&self, _action: Action, _context: &Context) -> Step {
        Step::none()
    }

    /// What can be copied of it, the most wanted first.
    fn copyable(&self, _context: &Context) -> Vec<Copyable> {
        Vec::new()
    }

    /// Whether a change may show in its lists, of which only what matches may be shown.
    fn is_concerned(changed: Changed, _is_filtered: bool) -> bool {
        matches!(changed.what, What::Other | What::Everything)
    }

    /// The account that it is about.
    fn account(&self) -> Option<AccountId> {
        None
    }

    /// Whether its lists are of the account that is open.
    fn is_of_account(_list: Self::Of) -> bool {
        false
    }
}

/// Its lists, one of which is shown.
#[derive(Debug)]
pub struct Register<R: Entry> {
    lists: Vec<R::Of>,
    shown: R::Of,
    list: List<R>,
    /// The record that is read by itself.
    open: Option<u128>,
}

impl<R: Entry> RegisterScreen<R> {
    /// Not loaded yet; the first list is shown, and the others are beside it.
    pub fn listing(first: R::Of, others: impl IntoIterator<Item = R::Of>) -> Self {
        Self::of(Register {
            lists: std::iter::once(first).chain(others).collect(),
            shown: first,
            list: List::new(first),
            open: None,
        })
    }
}

impl<R: Entry> Register<R> {
    /// The record that is read by itself.
    fn opened(&self) -> Option<&R> {
        let chosen = self.list.chosen().filter(|_| self.open.is_some())?;
        (Some(chosen.id()) == self.open).then_some(chosen)
    }

    /// Goes to another of the lists.
    fn show(&mut self, list: R::Of, context: &Context) -> Step {
        self.shown = list;
        self.list = List::new(list);
        self.list.refresh(context)
    }

    /// The list on the left or on the right, and the first one beyond the last.
    fn beside(&self, by: isize) -> R::Of {
        let place = self.lists.iter().position(|list| *list == self.shown);
        let count = self.lists.len().max(1);
        let next = (place.unwrap_or(0) + count).saturating_add_signed(by) % count;
        self.lists.get(next).copied().unwrap_or(self.shown)
    }

    fn tabs(&self, context: &Context) -> Option<Block> {
        let tabs = self.lists.iter().map(|list| Tab {
            label: context.i18n.t(R::list_key(*list)),
            is_shown: *list == self.shown,
            leads: self.toward(*list).filter(|_| !self.list.is_typing()),
        });
        (self.lists.len() > 1).then(|| Block::Tabs(tabs.collect()))
    }

    /// Which action leads to a list that is not shown.
    fn toward(&self, list: R::Of) -> Option<Action> {
        if list == self.shown {
            None
        } else if list == self.beside(1) {
            Some(Action::RIGHT)
        } else {
            Some(Action::LEFT)
        }
    }

    fn commands(&self, context: &Context) -> Vec<Command> {
        if self.list.is_typing() {
            return Vec::new();
        }
        let mut commands = vec![Command::open(Hint::shown(Action::ACTIVATE))];
        // Line by line it is said first what they are about.
        if let Some(record) = self.list.chosen().filter(|_| !context.plain) {
            commands.extend(record.commands(context));
        }
        if self.lists.len() > 1 {
            let name = |by| R::list_key(self.beside(by));
            commands.push(Command::open(Hint::labeled(Action::RIGHT, name(1))));
            commands.push(Command::open(Hint::hidden_as(Action::LEFT, name(-1))));
        }
        commands
    }

    /// A record by itself.
    fn record(record: &R, context: &Context) -> Page {
        let mut commands = record.commands(context);
        commands.push(Command::open(Hint::shown(Action::CLOSE)));
        Page {
            about: record.id().to_string(),
            ..Page::new(R::title(context))
        }
        .headed(record.heading(context), context)
        .with_buttons(commands)
        .with_all(record.told(context))
    }
}

impl<R: Entry> PageScreen for Register<R> {
    fn page(&self, context: &Context) -> Page {
        let chosen = self.list.chosen();
        let copyable = chosen.map(|record| record.copyable(context)).unwrap_or_default();
        if let Some(record) = self.opened() {
            return Page {
                copyable,
                ..Self::record(record, context)
            };
        }
        let tabs = self.tabs(context);
        let step = tabs.as_ref().map(|_| context.i18n.t(R::list_key(self.shown)));
        let page = Page {
            step,
            aside: chosen.map(|record| Framed::new(record.heading(context), record.told(context))),
            commands: self.commands(context),
            copyable,
            ..Page::new(R::title(context))
        };
        page.with_all(tabs)
    }

    fn run(&mut self, action: Action, _item: Option<&Id>, context: &Context) -> Step {
        if let Some(record) = self.opened() {
            if action != Action::CLOSE {
                return record.act(action, context);
            }
            self.open = None;
            return Step::none();
        }
        match action {
            Action::RIGHT => self.show(self.beside(1), context),
            Action::LEFT => self.show(self.beside(-1), context),
            Action::ACTIVATE => {
                self.open = self.list.chosen().map(ListRow::id);
                Step::none()
            }
            _ => {
                let chosen = self.list.chosen();
                chosen.map_or_else(Step::none, |record| record.act(action, context))
            }
        }
    }

    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        let step = match event {
            ScreenEvent::Changed(changed) if R::is_concerned(changed, self.list.is_filtered()) => {
                self.list.refresh(context)
            }
            event => self.list.tell(event, context),
        };
        if self.opened().is_none() {
            self.open = None;
        }
        step
    }

    fn table<'a>(&'a self, context: &'a Context) -> Option<Box<dyn Table + 'a>> {
        let labels = ListLabels {
            columns: R::COLUMNS,
            empty: R::empty_key(self.shown),
            no_match: "register-no-match",
            more: None,
            button: None,
        };
        let is_list = self.opened().is_none();
        is_list.then(|| self.list.shown(labels, |record| record.words(context)))
    }

    fn table_mut(&mut self) -> Option<&mut dyn Hears> {
        Some(&mut self.list)
    }

    fn place(&self) -> Option<Place> {
        R::PLACE
    }

    fn is_within_place(&self) -> bool {
        true
    }

    fn is_elsewhere(&self) -> bool {
        R::PLACE.is_none()
    }

    fn leads_on(&self) -> bool {
        true
    }

    /// From lists of many accounts, the places of an account are those of the row's.
    fn leads_to(&self) -> Lead {
        if R::is_of_account(self.shown) {
            return Lead::Open;
        }
        let account = self.list.chosen().and_then(Entry::account);
        account.map_or(Lead::Nowhere, Lead::To)
    }

    fn is_of_account(&self, _context: &Context) -> bool {
        R::is_of_account(self.shown)
    }
}
