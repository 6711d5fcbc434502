//! The places: where one can go from anywhere that is a place itself. One table feeds the line of places, the palette
//! and the session; their keys are actions' keys (`super::action`), numbers that are fixed, so that fingers learn them.
//! What somebody may not use, or what isn't there yet, leaves a gap.

use super::action::Action;
use super::layer::{Desk, Journey, Screen};
use super::screens::chooser::Orders;
use super::screens::finance::Finance;
use super::screens::profile::Profile;
use super::screens::requests::Requests;

/// One of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// The requests of all accounts.
    Queue,
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
    pub const ALL: [Self; 6] = [
        Self::Queue,
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
            Self::Queue => Action::PlaceQueue,
            Self::Offers => Action::PlaceOffers,
            Self::Orders => Action::PlaceOrders,
            Self::Support => Action::PlaceSupport,
            Self::Company => Action::PlaceCompany,
            Self::Money => Action::PlaceMoney,
        }
    }

    /// The place that an action goes to.
    pub fn of_action(action: Action) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.action() == action)
    }

    /// Whether it is there for who acts.
    pub fn is_there(self, desk: &Desk) -> bool {
        match self {
            Self::Queue => desk.header.reads_requests,
            Self::Offers => true,
            Self::Orders | Self::Company => desk.account.is_some(),
            Self::Support => desk.account.is_some() && desk.header.requests_support,
            Self::Money => desk.header.books_money,
        }
    }

    /// How one goes there.
    pub fn journey(self, desk: &Desk) -> Option<Journey> {
        fn to(screen: impl Screen + 'static) -> Journey {
            Journey::to(screen)
        }
        if !self.is_there(desk) {
            return None;
        }
        Some(match self {
            Self::Queue => to(Requests::queue()),
            Self::Offers => Journey::home(),
            Self::Orders => to(Orders::new(desk.account?)),
            Self::Support => to(Requests::of_account(desk.account?)),
            Self::Company => to(Profile::new(desk.account?)),
            Self::Money => to(Finance::new()),
        })
    }
}
