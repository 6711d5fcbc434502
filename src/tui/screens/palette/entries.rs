//! What there is to choose in the palette.

use crate::domain::ids::AccountId;
use crate::domain::message::Arg;
use crate::domain::order::OrderNumber;
use crate::services::fuzzy::Query;
use crate::services::search::Hit;
use crate::tui::action::{Action, Hint, key_name};
use crate::tui::layer::{ClosedHint, Context, Destination, Navigation, Step};
use crate::tui::page::blocks::list::{Beside, ListItem};
use crate::tui::page::{Command, Id, Item};
use crate::tui::places::Place;
use crate::tui::screens::DOORS;
use crate::tui::screens::doors::Door;
use crate::tui::screens::order::OrderScreen;

/// One row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct PaletteEntry {
    pub group: EntryGroup,
    /// What it is, in the session's language.
    pub label: String,
    /// Its key, or a word about it; where it is closed, why.
    pub note: String,
    what: EntryTarget,
}

/// Under which heading a row stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum EntryGroup {
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
enum EntryTarget {
    Act(Action),
    Closed,
    Place(Place),
    Door(Door),
    Account(AccountId),
    Order(crate::domain::ids::OrderId, crate::domain::ids::AccountId),
}

impl EntryGroup {
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

impl PaletteEntry {
    /// Tells it from the others.
    pub(super) fn id(&self) -> Id {
        Id::of(format_args!("{} {} {}", self.group.key(), self.label, self.note))
    }

    /// It as something to choose, with what matches of it.
    pub(super) fn item(&self, query: Option<&Query>) -> ListItem {
        let label = match self.group {
            EntryGroup::Here | EntryGroup::Moves => "action-do",
            EntryGroup::Places | EntryGroup::Found => "action-palette",
        };
        let hint = Hint::labeled(Action::ACTIVATE, label);
        let command = match self.what {
            EntryTarget::Closed => Command::unavailable(hint, self.note.clone()),
            _ => Command::open(hint),
        };
        let marks = query.map(|query| query.marks(&[&self.label, &self.note]));
        let mut marks = marks.unwrap_or_default().into_iter();
        let mut matched = || marks.next().unwrap_or_default();
        ListItem {
            beside: Some(Beside {
                is_key: matches!(self.what, EntryTarget::Act(_)),
                matched: [matched(), matched()],
            }),
            ..ListItem::new(
                Item::new(self.id(), vec![command]),
                self.label.clone(),
                self.note.clone(),
            )
        }
    }

    pub(super) fn of_hit(hit: Hit, context: &Context) -> Self {
        match hit {
            Hit::Order(order) => {
                let number: OrderNumber = order.order.number;
                let args = [("number", Arg::Text(number.to_string()))];
                Self {
                    group: EntryGroup::Found,
                    label: format!("{} · {}", context.i18n.tr("title-order", &args), order.company),
                    note: context.i18n.t(order.state_key()),
                    what: EntryTarget::Order(order.order.id, order.order.account),
                }
            }
            Hit::Account(line) => Self {
                group: EntryGroup::Found,
                label: line.company.clone(),
                note: crate::tui::screens::mpn(context, &line.mpn_id),
                what: EntryTarget::Account(line.id),
            },
        }
    }

    /// Does what the row says; a closed one does nothing.
    pub(super) fn run(&self, context: &Context) -> Step {
        let journey = match &self.what {
            EntryTarget::Closed => return Step::none(),
            EntryTarget::Act(action) => return Step::go(Navigation::Act(*action)),
            EntryTarget::Place(place) => match place.journey(context) {
                Some(journey) => journey,
                None => return Step::none(),
            },
            EntryTarget::Account(account) => Destination::to_account(*account),
            EntryTarget::Door(door) => match door.journey(context) {
                Some(journey) => journey,
                None => return Step::none(),
            },
            // Its account is open from then on: nobody decides about one company's order below another name.
            EntryTarget::Order(order, account) => Destination {
                account: Some(*account),
                ..Destination::to(OrderScreen::new(*order))
            },
        };
        Step::go(Navigation::Travel(Box::new(journey)))
    }
}

/// Every place, every action of the screen below, the ones that are named in its footer first, and how one moves.
/// While text is typed there, no key is named that would be typed.
pub(super) fn all(
    hints: &[Hint],
    closed: Vec<ClosedHint>,
    (travels, typing): (bool, bool),
    context: &Context,
) -> Vec<PaletteEntry> {
    let i18n = &context.i18n;
    let mut entries: Vec<PaletteEntry> = Vec::new();
    let (moves, others): (Vec<&Hint>, Vec<&Hint>) = hints.iter().partition(|hint| is_move(hint.action));
    let (named, others): (Vec<&Hint>, Vec<&Hint>) = others.into_iter().partition(|hint| hint.in_footer);
    for hint in named {
        add_action(&mut entries, EntryGroup::Here, (hint, typing), context);
    }
    entries.extend(closed.into_iter().map(|closed| PaletteEntry {
        group: EntryGroup::Here,
        label: i18n.t(closed.label),
        note: closed.why,
        what: EntryTarget::Closed,
    }));
    for hint in others {
        add_action(&mut entries, EntryGroup::Here, (hint, typing), context);
    }
    if travels {
        let mut add = |key: &str, what| {
            let label = i18n.t(key);
            // A screen that has a key here stands once, among the screens, and as what its key does: so it opens
            // over this one.
            let here = entries.iter().position(|entry| entry.label == label);
            let entry = here.map(|here| entries.remove(here)).unwrap_or(PaletteEntry {
                group: EntryGroup::Places,
                label,
                note: String::new(),
                what,
            });
            entries.push(PaletteEntry {
                group: EntryGroup::Places,
                ..entry
            });
        };
        let places = Place::ALL.into_iter().filter(|place| place.is_there(context));
        for place in places {
            add(place.action().label_key(), EntryTarget::Place(place));
        }
        for door in DOORS.iter().filter(|door| (door.is_there)(context)) {
            add(door.action.label_key(), EntryTarget::Door(*door));
        }
    }
    for hint in moves {
        add_action(&mut entries, EntryGroup::Moves, (hint, typing), context);
    }
    // Whoever has typed nothing yet mostly wants to go somewhere.
    entries.sort_by_key(|entry| entry.group != EntryGroup::Places);
    entries
}

/// Whether an action only moves about on its screen.
pub(in crate::tui::screens) fn is_move(action: Action) -> bool {
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

fn add_action(
    entries: &mut Vec<PaletteEntry>,
    group: EntryGroup,
    (hint, typing): (&Hint, bool),
    context: &Context,
) {
    let label = context.i18n.t(hint.label_key());
    // Two keys for one thing: the first one is enough.
    if entries.iter().any(|entry| entry.label == label) {
        return;
    }
    let key = context.keymap.key_shown(hint.action, typing);
    entries.push(PaletteEntry {
        group,
        label,
        note: key.map(key_name).unwrap_or_default(),
        what: EntryTarget::Act(hint.action),
    });
}

/// What matches closely, the best of each group first. Letters that stand far apart match nothing here: whoever types
/// the name of a company must not find an action under the caret.
pub(super) fn matching(all: &[PaletteEntry], query: Option<&Query>) -> Vec<PaletteEntry> {
    let Some(query) = query else {
        // Nobody chooses "Down" there; who looks for its key types it.
        let moves = |entry: &&PaletteEntry| entry.group == EntryGroup::Moves;
        return all.iter().filter(|entry| !moves(entry)).cloned().collect();
    };
    let mut matching: Vec<(u32, &PaletteEntry)> = all
        .iter()
        .filter_map(|entry| Some((query.close_score(&entry.label)?, entry)))
        .collect();
    let order = |group| match group {
        EntryGroup::Here => 0,
        EntryGroup::Places => 1,
        EntryGroup::Moves => 2,
        EntryGroup::Found => 3,
    };
    matching.sort_by_key(|(score, entry)| (order(entry.group), std::cmp::Reverse(*score)));
    matching.into_iter().map(|(_, entry)| entry.clone()).collect()
}
