//! The places: where one can go from anywhere that is a place itself. One table feeds the line of places, the palette
//! and the session; their keys are actions' keys (`super::action`), numbers that are fixed, so that fingers learn them.
//! What somebody may not use, or what isn't there yet, leaves a gap.

use crate::services::offers::FirstWork;
use crate::services::waiting::{Count, Part};

use super::action::Action;
use super::keymap::Keymap;
use super::layer::{Context, Destination, Header, Screen};
use super::screens::chooser::Orders;
use super::screens::due::DueScreen;
use super::screens::finance::Finance;
use super::screens::profile::Profile;
use super::screens::requests::Requests;
use super::term::event::Key;

/// To the places.
impl Action {
    /// To the requests of all accounts.
    pub const PLACE_QUEUE: Self = Self::new("place-queue", "title-request-queue", &[Key::char('1')]);
    /// To what is due in all accounts.
    pub const PLACE_DUE: Self = Self::new("place-due", "title-due", &[Key::char('1')]);
    /// To the tiles.
    pub const PLACE_OFFERS: Self = Self::new("place-offers", "title-membership-offers", &[Key::char('2')]);
    /// To the orders of the account.
    pub const PLACE_ORDERS: Self = Self::new("place-orders", "title-orders", &[Key::char('3')]);
    /// To the requests of the account.
    pub const PLACE_SUPPORT: Self = Self::new("place-support", "title-support", &[Key::char('5')]);
    /// To the Legal profile.
    pub const PLACE_COMPANY: Self = Self::new("place-company", "title-legal-profile", &[Key::char('7')]);
    /// To the money that is awaited.
    pub const PLACE_MONEY: Self = Self::new("place-money", "title-book-receipt", &[Key::char('9')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[
    Action::PLACE_QUEUE,
    Action::PLACE_DUE,
    Action::PLACE_OFFERS,
    Action::PLACE_ORDERS,
    Action::PLACE_SUPPORT,
    Action::PLACE_COMPANY,
    Action::PLACE_MONEY,
];

/// One of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// The requests of all accounts.
    Queue,
    /// What is due in all accounts.
    Due,
    /// The tiles.
    Offers,
    /// The orders of the account.
    Orders,
    /// The requests of the account.
    Support,
    /// The Legal profile.
    Company,
    /// Money that is awaited.
    Money,
}

impl Place {
    /// All, in the order of their numbers.
    pub const ALL: [Self; 7] = [
        Self::Queue,
        Self::Due,
        Self::Offers,
        Self::Orders,
        Self::Support,
        Self::Company,
        Self::Money,
    ];

    /// Key of its word in the line of places.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Queue => "place-queue",
            Self::Due => "title-due",
            Self::Offers => "place-offers",
            Self::Orders => "title-orders",
            Self::Support => "title-support",
            Self::Company => "place-company",
            Self::Money => "place-money",
        }
    }

    /// The action that goes there.
    pub const fn action(self) -> Action {
        match self {
            Self::Queue => Action::PLACE_QUEUE,
            Self::Due => Action::PLACE_DUE,
            Self::Offers => Action::PLACE_OFFERS,
            Self::Orders => Action::PLACE_ORDERS,
            Self::Support => Action::PLACE_SUPPORT,
            Self::Company => Action::PLACE_COMPANY,
            Self::Money => Action::PLACE_MONEY,
        }
    }

    /// The title of a page of it that isn't called as the place is.
    pub fn title_of(self, page: &str, context: &Context) -> String {
        let (place, page) = (context.i18n.t(self.label_key()), context.i18n.t(page));
        format!("{place} › {page}")
    }

    /// The place that an action goes to.
    pub fn of_action(action: Action) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.action() == action)
    }

    /// Whether it is there for who acts.
    pub fn is_there(self, context: &Context) -> bool {
        match self {
            Self::Queue => context.header.has(Part::Queue),
            // The queue has the same number.
            Self::Due => {
                context.header.begins_with == Some(FirstWork::Due) && !context.header.has(Part::Queue)
            }
            Self::Offers => true,
            Self::Orders | Self::Company => context.account.is_some(),
            Self::Support => context.account.is_some() && context.header.has(Part::Support),
            Self::Money => context.header.has(Part::Money),
        }
    }

    /// Whether it is of one account.
    pub const fn is_of_account(self) -> bool {
        matches!(self, Self::Offers | Self::Orders | Self::Support | Self::Company)
    }

    /// How much waits there.
    pub fn waiting(self, header: &Header) -> Count {
        let waiting = header.waiting;
        match self {
            Self::Queue => waiting.staff.queue,
            // It tells its figures itself.
            Self::Due => Count::default(),
            Self::Offers => waiting.offers,
            Self::Orders => waiting.orders,
            Self::Support => waiting.support,
            Self::Company => waiting.company,
            Self::Money => waiting.staff.money,
        }
    }

    /// The place that a key goes to.
    pub fn of_key(key: Key, keymap: &Keymap) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|place| keymap.keys(place.action()).contains(&key))
    }

    /// Why it isn't there for who acts, once it is known who that is.
    pub fn unavailable(self, context: &Context) -> Option<String> {
        if self.is_there(context) || context.header.person.is_empty() {
            return None;
        }
        let part = match self {
            Self::Queue | Self::Due => Part::Queue,
            Self::Support => Part::Support,
            Self::Money => Part::Money,
            Self::Offers | Self::Orders | Self::Company => Part::Account,
        };
        Some(context.i18n.explain(&part.refused()).sentence)
    }

    /// The first page of somebody's work.
    pub fn first_page(work: FirstWork) -> Box<dyn Screen> {
        match work {
            FirstWork::Queue => Box::new(Requests::queue()),
            FirstWork::Money => Box::new(Finance::new()),
            FirstWork::Due => Box::new(DueScreen::new()),
        }
    }

    /// How one goes there.
    pub fn journey(self, context: &Context) -> Option<Destination> {
        fn to(screen: impl Screen + 'static) -> Destination {
            Destination::to(screen)
        }
        if !self.is_there(context) {
            return None;
        }
        Some(match self {
            Self::Queue => to(Requests::queue()),
            Self::Due => to(DueScreen::new()),
            Self::Offers => Destination::home(),
            Self::Orders => to(Orders::new(context.account?)),
            Self::Support => to(Requests::of_account(context.account?)),
            Self::Company => to(Profile::new(context.account?)),
            Self::Money => to(Finance::new()),
        })
    }
}
