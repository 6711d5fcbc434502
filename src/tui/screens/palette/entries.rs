//! What there is to choose in the palette.

use crate::domain::ids::AccountId;
use crate::domain::message::Arg;
use crate::domain::order::OrderNumber;
use crate::services::fuzzy::Query;
use crate::services::search::Hit;
use crate::tui::action::{Action, Hint, key_name};
use crate::tui::layer::{ClosedHint, Desk, Go, Journey, Step};
use crate::tui::page::blocks::list::{Beside, ListItem};
use crate::tui::page::{Command, Id, Item};
use crate::tui::places::Place;
use crate::tui::screens::chooser::{AccountChooser, PersonChooser};
use crate::tui::screens::order::OrderScreen;
use crate::tui::screens::returns::Returns;

/// One row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    pub group: Group,
    /// What it is, in the session's language.
    pub label: String,
    /// Its key, or a word about it; where it is closed, why.
    pub note: String,
    what: What,
}

/// Under which heading a row stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Group {
    /// What can be done on the screen below.
    Here,
    /// Screens.
    Places,
    /// How one moves on the screen below: only for who looks for the key.
    Moves,
    /// Orders and accounts that were found.
    Found,
}

/// What choosing a row does.
#[derive(Clone, PartialEq, Eq, Debug)]
enum What {
    Act(Action),
    Closed,
    Place(Place),
    Accounts,
    People,
    Returns,
    Account(AccountId),
    Order(crate::domain::ids::OrderId),
}

impl Group {
    /// Key of its heading.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Here => "palette-here",
            Self::Places => "palette-places",
            Self::Moves => "palette-moves",
            Self::Found => "palette-found",
        }
    }
}

impl Entry {
    /// Tells it from the others.
    pub(super) fn id(&self) -> Id {
        Id::of(format_args!("{:?} {} {}", self.group, self.label, self.note))
    }

    /// It as something to choose, with what matches of it.
    pub(super) fn item(&self, query: Option<&Query>) -> ListItem {
        let label = match self.group {
            Group::Here | Group::Moves => "action-do",
            Group::Places | Group::Found => "action-palette",
        };
        let hint = Hint::labeled(Action::ACTIVATE, label);
        let command = match self.what {
            What::Closed => Command::unavailable(hint, self.note.clone()),
            _ => Command::open(hint),
        };
        let marks = query.map(|query| query.marks(&[&self.label, &self.note]));
        let mut marks = marks.unwrap_or_default().into_iter();
        let mut matched = || marks.next().unwrap_or_default();
        ListItem {
            beside: Some(Beside {
                is_key: matches!(self.what, What::Act(_)),
                matched: [matched(), matched()],
            }),
            ..ListItem::new(
                Item::new(self.id(), vec![command]),
                self.label.clone(),
                self.note.clone(),
            )
        }
    }

    pub(super) fn of_hit(hit: Hit, desk: &Desk) -> Self {
        match hit {
            Hit::Order(order) => {
                let number: OrderNumber = order.order.number;
                let args = [("number", Arg::Text(number.to_string()))];
                Self {
                    group: Group::Found,
                    label: format!("{} · {}", desk.i18n.tr("title-order", &args), order.company),
                    note: desk.i18n.t(order.state_key()),
                    what: What::Order(order.order.id),
                }
            }
            Hit::Account(line) => Self {
                group: Group::Found,
                label: line.company.clone(),
                note: crate::tui::screens::mpn(desk, &line.mpn_id),
                what: What::Account(line.id),
            },
        }
    }

    /// Does what the row says; a closed one does nothing.
    pub(super) fn run(&self, desk: &Desk) -> Step {
        let journey = match &self.what {
            What::Closed => return Step::none(),
            What::Act(action) => return Step::go(Go::Act(*action)),
            What::Place(place) => match place.journey(desk) {
                Some(journey) => journey,
                None => return Step::none(),
            },
            What::Account(account) => Journey::to_account(*account),
            What::Accounts => Journey::to(AccountChooser::new()),
            What::People => Journey::to(PersonChooser::new()),
            What::Returns => Journey::to(Returns::new()),
            What::Order(order) => Journey::to(OrderScreen::new(*order)),
        };
        Step::go(Go::Travel(Box::new(journey)))
    }
}

/// Every place, every action of the screen below, the ones that are named in its footer first, and how one moves.
/// While text is typed there, no key is named that would be typed.
pub(super) fn all(
    hints: &[Hint],
    closed: Vec<ClosedHint>,
    (travels, typing): (bool, bool),
    desk: &Desk,
) -> Vec<Entry> {
    let i18n = &desk.i18n;
    let mut entries: Vec<Entry> = Vec::new();
    let (moves, others): (Vec<&Hint>, Vec<&Hint>) = hints.iter().partition(|hint| is_move(hint.action));
    let (named, others): (Vec<&Hint>, Vec<&Hint>) = others.into_iter().partition(|hint| hint.in_footer);
    for hint in named {
        add_action(&mut entries, Group::Here, (hint, typing), desk);
    }
    entries.extend(closed.into_iter().map(|closed| Entry {
        group: Group::Here,
        label: i18n.t(closed.label),
        note: closed.why,
        what: What::Closed,
    }));
    for hint in others {
        add_action(&mut entries, Group::Here, (hint, typing), desk);
    }
    if travels {
        let mut add = |key: &str, what| {
            let label = i18n.t(key);
            // A screen that has a key here stands once, among the screens, and as what its key does: so it opens
            // over this one.
            let here = entries.iter().position(|entry| entry.label == label);
            let entry = here.map(|here| entries.remove(here)).unwrap_or(Entry {
                group: Group::Places,
                label,
                note: String::new(),
                what,
            });
            entries.push(Entry {
                group: Group::Places,
                ..entry
            });
        };
        let places = Place::ALL.into_iter().filter(|place| place.is_there(desk));
        for place in places {
            add(place.action().label_key(), What::Place(place));
        }
        add("title-accounts", What::Accounts);
        if desk.header.books_money {
            add("title-money-to-return", What::Returns);
        }
        if desk.demo {
            add("title-people", What::People);
        }
    }
    for hint in moves {
        add_action(&mut entries, Group::Moves, (hint, typing), desk);
    }
    // Whoever has typed nothing yet mostly wants to go somewhere.
    entries.sort_by_key(|entry| entry.group != Group::Places);
    entries
}

/// Whether an action only moves about on its screen.
fn is_move(action: Action) -> bool {
    matches!(
        action,
        Action::UP
            | Action::DOWN
            | Action::LEFT
            | Action::RIGHT
            | Action::NEXT_FIELD
            | Action::PREVIOUS_FIELD
            | Action::PAGE_UP
            | Action::PAGE_DOWN
            | Action::FIRST
            | Action::LAST
    )
}

fn add_action(entries: &mut Vec<Entry>, group: Group, (hint, typing): (&Hint, bool), desk: &Desk) {
    let label = desk.i18n.t(hint.label_key());
    // Two keys for one thing: the first one is enough.
    if entries.iter().any(|entry| entry.label == label) {
        return;
    }
    let key = desk.keymap.key_shown(hint.action, typing);
    entries.push(Entry {
        group,
        label,
        note: key.map(key_name).unwrap_or_default(),
        what: What::Act(hint.action),
    });
}

/// What matches closely, the best of each group first. Letters that stand far apart match nothing here: whoever types
/// the name of a company must not find an action under the caret.
pub(super) fn matching(all: &[Entry], query: Option<&Query>) -> Vec<Entry> {
    let Some(query) = query else {
        // Nobody chooses "Down" there; who looks for its key types it.
        let moves = |entry: &&Entry| entry.group == Group::Moves;
        return all.iter().filter(|entry| !moves(entry)).cloned().collect();
    };
    let mut matching: Vec<(u32, &Entry)> = all
        .iter()
        .filter_map(|entry| Some((query.close_score(&entry.label)?, entry)))
        .collect();
    let order = |group| match group {
        Group::Here => 0,
        Group::Places => 1,
        Group::Moves => 2,
        Group::Found => 3,
    };
    matching.sort_by_key(|(score, entry)| (order(entry.group), std::cmp::Reverse(*score)));
    matching.into_iter().map(|(_, entry)| entry.clone()).collect()
}
