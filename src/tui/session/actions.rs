//! What is possible on every screen, because the session does it itself.

use crate::domain::message::Arg;
use crate::tui::action::Action;
use crate::tui::layer::{Context, Destination, Lead};
use crate::tui::places::Place;
use crate::tui::term::event::{Key, KeyCode};

use super::Session;

/// The session's own actions, possible everywhere.
impl Action {
    /// The other language.
    pub const LANGUAGE: Self = Self::new("language", "action-language", &[Key::char('L')]);
    /// How the screen looks.
    pub const THEME: Self = Self::new("theme", "action-theme", &[Key::char('T')]).unsaid();
    /// Every action, every place to go to, in one list.
    pub const PALETTE: Self = Self::new("palette", "action-palette", &[Key::ctrl('p')]).unsaid();
    /// Help.
    pub const HELP: Self = Self::new(
        "help",
        "action-help",
        &[Key::char('?'), Key::plain(KeyCode::F(1))],
    );
    /// Draw everything anew, after something else wrote on the terminal.
    pub const REDRAW: Self = Self::new("redraw", "action-redraw", &[Key::ctrl('l')]).unsaid();
    /// Back to the shell for a while.
    pub const SUSPEND: Self = Self::new("suspend", "action-suspend", &[Key::ctrl('z')]).unsaid();
    /// Leave offerdesk.
    pub const QUIT: Self = Self::new("quit", "action-quit", &[Key::char('q'), Key::ctrl('c')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[
    Action::LANGUAGE,
    Action::THEME,
    Action::PALETTE,
    Action::HELP,
    Action::SUSPEND,
    Action::QUIT,
    Action::REDRAW,
];

impl Session {
    /// The places that one may go to from here by their numbers.
    pub(super) fn places_to_go(&self) -> impl Iterator<Item = Place> {
        let top = self.layers.last().filter(|(_, screen)| !screen.is_within_place());
        let here = top.and_then(|(_, screen)| screen.place());
        let leads_on = self.leads_on();
        let places = Place::ALL.into_iter().filter(move |_| leads_on);
        places.filter(move |place| {
            Some(*place) != here && place.is_there(&self.context) && self.is_led_to(*place)
        })
    }

    /// How one goes to a place from here: to that of the account that is chosen here, if one is.
    pub(super) fn journey_to(&self, place: Place) -> Option<Destination> {
        let account = match self.lead() {
            Lead::To(account) if place.is_of_account() => Some(account),
            Lead::Nowhere if place.is_of_account() => return None,
            _ => None,
        };
        let context = Context {
            account: account.or(self.context.account),
            ..self.context.clone()
        };
        let journey = place.journey(&context)?;
        let account = account.filter(|account| Some(*account) != self.context.account);
        Some(Destination { account, ..journey })
    }

    fn lead(&self) -> Lead {
        let top = self.layers.last();
        top.map_or(Lead::Open, |(_, screen)| screen.leads_to())
    }

    /// Whether it is known whose place that is.
    fn is_led_to(&self, place: Place) -> bool {
        !place.is_of_account() || self.lead() != Lead::Nowhere
    }

    /// Whether one may go to places from here.
    fn leads_on(&self) -> bool {
        let top = self.layers.last().map(|(_, screen)| screen);
        let leads_on = top.is_some_and(|screen| screen.leads_on() && !screen.typing(&self.context).is_on());
        leads_on && !self.context.plain && self.has_places()
    }

    /// Why a number leads nowhere that is the key of a place for others.
    pub(super) fn no_place(&self, key: Key) -> Option<String> {
        let leads_to = |place: Place| self.context.keymap.keys(place.action()).contains(&key);
        if self.place().is_some_and(leads_to) {
            return None;
        }
        let place = Place::of_key(key, &self.context.keymap).filter(|_| self.leads_on())?;
        if place.is_there(&self.context) && !self.is_led_to(place) {
            return Some(self.context.i18n.t("place-of-nothing"));
        }
        let why = place.unavailable(&self.context)?;
        let label = ("label", Arg::Key(place.action().label_key().to_owned()));
        let args = [label, ("value", Arg::Text(why))];
        Some(self.context.i18n.tr("plain-value", &args))
    }
}
