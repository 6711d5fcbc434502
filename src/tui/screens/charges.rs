//! "Charges without an order": what the payment network charged and no order of the store counts, and what is decided
//! about it: the money goes back to the card, was sent back in another way, or pays an order.

mod asks;
mod errands;

use crate::domain::network::OrphanState;
use crate::services::payments::OrphanView;
use crate::services::waiting::Part;
use crate::tui::action::{Action, Hint};
use crate::tui::layer::{Context, Copyable, Step};
use crate::tui::list::{Column, ListRow, ListWords};
use crate::tui::page::blocks::facts::Facts;
use crate::tui::page::{Block, Command, Mark, Signal};
use crate::tui::places::Place;
use crate::tui::term::event::Key;

use super::doors::Door;
use super::errand::ErrandScreen;
use super::register::{Entry, RegisterScreen};
use super::summary;
use errands::{Attaching, Refunding, Returning};

/// To charges without an order, and what is decided about one.
impl Action {
    /// The charges that no order counts.
    pub const CHARGES: Self = Self::new("charges", "title-charges", &[Key::char('C')]);
    /// Give the money of a charge back to its card.
    pub const REFUND_CHARGE: Self = Self::new("refund-charge", "action-refund-charge", &[Key::char('f')]);
    /// Mark the money of a charge as sent back in another way.
    pub const RETURN_CHARGE: Self = Self::new("return-charge", "action-return-charge", &[Key::char('r')]);
    /// Let a charge pay an order.
    pub const ATTACH_CHARGE: Self = Self::new("attach-charge", "action-attach-charge", &[Key::char('i')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[
    Action::CHARGES,
    Action::REFUND_CHARGE,
    Action::RETURN_CHARGE,
    Action::ATTACH_CHARGE,
];

/// To them.
pub(super) const DOOR: Door = Door {
    action: Action::CHARGES,
    is_there: |context| context.header.has(Part::Charges),
    screen: |_| Some(Box::new(Charges::new())),
};

/// The screen of charges without an order.
pub type Charges = RegisterScreen<OrphanView>;

/// Which charges.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChargesOf {
    /// Those about which something is still to be done.
    Open,
    /// All that ever were.
    All,
}

impl Charges {
    /// What is to be decided first, not loaded yet.
    pub fn new() -> Self {
        Self::listing(ChargesOf::Open, [ChargesOf::All])
    }
}

impl Default for Charges {
    fn default() -> Self {
        Self::new()
    }
}

impl ListRow for OrphanView {
    fn id(&self) -> u128 {
        self.orphan.id.bits()
    }
}

impl Entry for OrphanView {
    const COLUMNS: &'static [Column] = &[
        Column::new("cli-column-found", 13),
        Column::new("cli-column-amount", 14).at_right(),
        Column::new("column-state", 24).growing(),
        Column::new("cli-column-asked-for", 12).leaving(1),
        Column::new("payment-method-card", 30).growing().leaving(2),
        Column::new("cli-column-reference", 20).leaving(3),
    ];
    const PLACE: Option<Place> = Some(Place::Money);

    fn title(context: &Context) -> String {
        Place::Money.title_of("title-charges", context)
    }

    fn list_key(list: ChargesOf) -> &'static str {
        match list {
            ChargesOf::Open => "charges-open",
            ChargesOf::All => "charges-all",
        }
    }

    fn empty_key(list: ChargesOf) -> &'static str {
        match list {
            ChargesOf::Open => "cli-orphans-none",
            ChargesOf::All => "charges-none",
        }
    }

    fn words(&self, context: &Context) -> ListWords {
        let (i18n, orphan) = (&context.i18n, &self.orphan);
        let order = self.attached_to.or(self.asked_for);
        let order = order.map(|number| number.to_string());
        let cells = vec![
            Mark::plain(i18n.day_short(orphan.found.day())),
            Mark::plain(i18n.money(orphan.amount)),
            state(self, context),
            Mark::plain(order.unwrap_or_default()),
            Mark::plain(summary::card_name(context, &orphan.card)),
            Mark::plain(orphan.reference.clone()),
        ];
        ListWords::new(cells, 3)
    }

    fn heading(&self, context: &Context) -> String {
        let amount = context.i18n.money(self.orphan.amount);
        format!("{amount} · {}", summary::card_name(context, &self.orphan.card))
    }

    fn told(&self, context: &Context) -> Vec<Block> {
        let (i18n, orphan) = (&context.i18n, &self.orphan);
        let number = |number: Option<crate::domain::order::OrderNumber>| {
            number.map(|number| number.to_string()).unwrap_or_default()
        };
        let facts = [
            ("column-state", state(self, context).text),
            ("charge-since", i18n.moment(orphan.since)),
            ("cli-column-found", i18n.moment(orphan.found)),
            ("charge-asked-for", number(self.asked_for)),
            ("charge-pays", number(self.attached_to)),
            ("cli-column-reference", orphan.reference.clone()),
        ];
        let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
        vec![Block::Facts(Facts::labeled(facts, context))]
    }

    fn commands(&self, context: &Context) -> Vec<Command> {
        if !self.orphan.is_undecided() {
            return Vec::new();
        }
        // As long as nobody asked the bank, the money goes back to the card that it came from.
        let is_refused = self.orphan.state == OrphanState::RefundRefused;
        let back = is_refused.then_some(Action::RETURN_CHARGE);
        let actions = [Action::REFUND_CHARGE, Action::ATTACH_CHARGE]
            .into_iter()
            .chain(back);
        actions
            .map(|action| Command::of_part(Part::Money, Hint::shown(action), context))
            .collect()
    }

    fn act(&self, action: Action, context: &Context) -> Step {
        let charge = self.clone();
        match action {
            Action::REFUND_CHARGE => Step::open(ErrandScreen::new(Refunding(charge), context)),
            Action::RETURN_CHARGE => Step::open(ErrandScreen::new(Returning(charge), context)),
            Action::ATTACH_CHARGE => Step::open(ErrandScreen::new(Attaching(charge), context)),
            _ => Step::none(),
        }
    }

    fn copyable(&self, context: &Context) -> Vec<Copyable> {
        let reference = Copyable::new(&context.i18n, "cli-column-reference", &self.orphan.reference);
        reference.into_iter().collect()
    }
}

/// What became of it; what somebody has to decide stands out.
fn state(view: &OrphanView, context: &Context) -> Mark {
    let signal = match view.orphan.state {
        OrphanState::Open => Signal::Warn,
        OrphanState::RefundRefused => Signal::Bad,
        OrphanState::Refunding(_) | OrphanState::Refunded | OrphanState::Attached(_) => Signal::None,
    };
    Mark::new(signal, context.i18n.t(view.orphan.state.key()))
}
