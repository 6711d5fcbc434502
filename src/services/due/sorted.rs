//! What each entry is on a day, and the order of the rows. Pure: days and ids in, rows without their names out.

use std::collections::{HashMap, HashSet};

use crate::domain::date::Day;
use crate::domain::ids::{AccountId, SubscriptionId};
use crate::domain::offer::OfferId;
use crate::domain::subscription::RenewalWindow;
use crate::services::offers::URGENT_DAYS;
use crate::services::waiting::Count;
use crate::store::record::{Kind, RecordRef};
use crate::store::records::due::{DueClass, DueEntry};

use super::gathered::{Gathered, Left};
use super::{DueFigures, DueKind, MOST, SOON_DAYS};

/// A row before anything of it was loaded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Item {
    pub kind: DueKind,
    pub account: AccountId,
    /// The record that it is about; of what was left unfinished none.
    pub record: Option<RecordRef>,
    /// The offer of a wizard that was left.
    pub offer: Option<OfferId>,
    /// What can be done from when to when.
    pub days: Option<RenewalWindow>,
    /// Whether nothing was charged on an order for it.
    pub called_off: bool,
}

/// All rows, in their order.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    pub items: Vec<Item>,
    /// Whether there may be more.
    pub more: bool,
}

impl Item {
    /// Days until the last day, that day included, where it can be done by now.
    pub(super) fn days_left(&self, today: Day) -> Option<i32> {
        let days = self.days.filter(|days| days.contains(today))?;
        Some(days.days_left(today))
    }

    /// Whether these are the last days.
    pub(super) fn is_urgent(&self, today: Day) -> bool {
        self.days_left(today).is_some_and(|days| days <= URGENT_DAYS)
    }

    /// Days until it can be done.
    pub(super) fn opens_in(&self, today: Day) -> Option<i32> {
        let opens = self.days.map(|days| today.days_until(days.opens))?;
        (opens > 0).then_some(opens)
    }
}

impl Sorted {
    pub(super) fn of(gathered: Gathered, left: Vec<Left>, today: Day) -> Self {
        let Gathered { entries, more } = gathered;
        let of_class = |class: DueClass| entries.iter().filter(move |entry| entry.class == class);
        let is_order = |entry: &&DueEntry| entry.record.kind == Kind::Order;
        // An order that waits for its money, or for the bank's answer, takes the place of what it is for.
        let taken: HashSet<SubscriptionId> = (of_class(DueClass::Dated).filter(is_order))
            .chain(of_class(DueClass::Settling))
            .filter_map(DueEntry::subscription)
            .collect();
        let mut called_off: HashMap<SubscriptionId, &DueEntry> = of_class(DueClass::CalledOff)
            .filter_map(|entry| Some((entry.subscription()?, entry)))
            .collect();
        let mut shown: HashSet<SubscriptionId> = HashSet::new();
        let (mut dated, mut opening) = (Vec::new(), Vec::new());
        for entry in of_class(DueClass::Dated) {
            let Some(subscription) = entry.subscription() else {
                continue;
            };
            if entry.record.kind == Kind::Order {
                let placed_or_before = RenewalWindow {
                    opens: today.min(entry.first),
                    ..window(entry)
                };
                dated.push(item(DueKind::Pay, entry, Some(placed_or_before)));
            } else if !taken.contains(&subscription) {
                let window = window(entry);
                if window.contains(today) {
                    // Trying again is renewing, which has a last day.
                    let called_off = called_off.remove(&subscription).is_some();
                    dated.push(Item {
                        called_off,
                        ..item(DueKind::Renew, entry, Some(window))
                    });
                    shown.insert(subscription);
                } else if (1..=SOON_DAYS).contains(&today.days_until(window.opens)) {
                    opening.push(item(DueKind::Opens, entry, Some(window)));
                }
            }
        }
        shown.extend(called_off.keys());
        // Soonest first; of one day the one that opened first, then by account, so that rows stay where they are.
        dated.sort_by_key(|item| (item.days.map(|days| (days.closes, days.opens)), place(item)));
        opening.sort_by_key(|item| (item.days.map(|days| (days.opens, days.closes)), place(item)));
        let mut answers: Vec<&DueEntry> = of_class(DueClass::Answer).collect();
        let mut retries: Vec<&DueEntry> = called_off.into_values().collect();
        for waiting in [&mut answers, &mut retries] {
            waiting.sort_by(|one, other| (one.last, &one.record.id).cmp(&(other.last, &other.record.id)));
        }
        let left = left.into_iter().filter(|left| match &left.wizard {
            Some((_, subscription)) => !shown.contains(subscription) && !taken.contains(subscription),
            None => true,
        });
        let mut items = dated;
        items.extend(
            answers
                .into_iter()
                .map(|entry| item(DueKind::Answer, entry, None)),
        );
        items.extend(retries.into_iter().map(|entry| item(DueKind::Retry, entry, None)));
        items.extend(left.map(unfinished));
        items.extend(opening);
        let more = more || items.len() > MOST;
        items.truncate(MOST);
        Self { items, more }
    }

    /// Keeps what has its last day within so many days, today being the first.
    pub(super) fn keep_within(&mut self, days: u16, today: Day) {
        self.items
            .retain(|item| item.days_left(today).is_some_and(|left| left <= i32::from(days)));
    }

    /// How many rows of each sort there are.
    pub(super) fn figures(&self, today: Day) -> DueFigures {
        let is_last = |item: &&Item| item.days_left(today) == Some(1);
        let count =
            |is_it: &dyn Fn(&&Item) -> bool| Count::new(self.items.iter().filter(is_it).count(), self.more);
        let longer = |kind: DueKind| count(&|item| item.kind == kind && !is_last(item));
        let of = |kinds: &[DueKind]| count(&|item| kinds.contains(&item.kind));
        DueFigures {
            last_day: count(&is_last),
            renewal_open: longer(DueKind::Renew),
            money_awaited: longer(DueKind::Pay),
            attention: of(&[DueKind::Answer]),
            called_off: of(&[DueKind::Retry]),
            drafts: of(&[DueKind::Resume, DueKind::FinishRequest]),
            opening_soon: of(&[DueKind::Opens]),
        }
    }
}

/// The days of an entry, of which the domain says what they mean.
fn window(entry: &DueEntry) -> RenewalWindow {
    RenewalWindow {
        opens: entry.first,
        closes: entry.last,
        transfer_warning: entry.last,
    }
}

fn item(kind: DueKind, entry: &DueEntry, days: Option<RenewalWindow>) -> Item {
    Item {
        kind,
        account: entry.account,
        record: Some(entry.record.clone()),
        offer: None,
        days,
        called_off: false,
    }
}

fn unfinished(left: Left) -> Item {
    let offer = left.wizard.map(|(offer, _)| offer);
    Item {
        kind: match offer {
            Some(_) => DueKind::Resume,
            None => DueKind::FinishRequest,
        },
        account: left.account,
        record: None,
        offer,
        days: None,
        called_off: false,
    }
}

fn place(item: &Item) -> (AccountId, Option<RecordRef>) {
    (item.account, item.record.clone())
}
