//! The stack of layers: telling them what happened, doing what a layer's step says, opening layers and closing them.

use std::sync::Arc;

use crate::domain::ids::AccountId;
use crate::i18n::I18n;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::layer::{ContextChange, Destination, Navigation, Screen, ScreenEvent, Step};
use crate::tui::preferences::Preference;

use super::Session;

impl Session {
    /// Leaves every layer but the lowest as quitting leaves it, and arrives elsewhere; where that is a place that lies
    /// below already, only the layers above. Stays where something would be lost and was not asked about yet, or where
    /// an answer is still to come that somebody has to know.
    pub(super) fn travel(&mut self, journey: Destination, effects: &mut Vec<Effect>) {
        let lower = self.lower(&journey);
        let kept = lower.map_or(1, |lower| lower + 1);
        while let Some(id) = self
            .layers
            .last()
            .map(|(id, _)| *id)
            .filter(|_| self.layers.len() > kept)
        {
            if self.layers.last().is_some_and(|(_, screen)| screen.is_sending()) {
                self.said = Some(self.context.i18n.t("still-sending"));
                return;
            }
            if self.asks_before_quitting() {
                self.tell(id, ScreenEvent::Action(Action::QUIT), effects);
                self.journey = Some(journey);
                return;
            }
            self.tell(id, ScreenEvent::Leaving, effects);
            self.layers.retain(|(layer, _)| *layer != id);
        }
        if lower.is_some() {
            return self.tell_top(ScreenEvent::Shown, effects);
        }
        match (journey.account, journey.screen) {
            (Some(account), Some(screen)) => self.visit(account, screen, effects),
            (None, Some(screen)) => self.open(screen, effects),
            (account, None) => {
                if let Some(account) = account {
                    self.open_account(account, effects);
                }
                self.tell_top(ScreenEvent::Shown, effects);
            }
        }
    }

    /// Where the place to which one is going lies below already, as one left it.
    fn lower(&self, journey: &Destination) -> Option<usize> {
        let place = journey
            .screen
            .as_ref()
            .filter(|_| journey.account.is_none())?
            .place()?;
        let (_, below) = self.layers.split_last()?;
        below
            .iter()
            .rposition(|(_, screen)| screen.place() == Some(place) && !screen.is_within_place())
    }

    fn open_account(&mut self, account: AccountId, effects: &mut Vec<Effect>) {
        self.learn(ContextChange::Account(account));
        self.keep(Preference::Account(account), effects);
    }

    /// Opens a screen of an account, and the account with it, if it isn't open.
    fn visit(&mut self, account: AccountId, screen: Box<dyn Screen>, effects: &mut Vec<Effect>) {
        if self.context.account != Some(account) {
            self.open_account(account, effects);
            // The tiles at the bottom bring what the header tells of the account.
            if let Some(id) = self.layers.first().map(|(id, _)| *id) {
                self.tell(id, ScreenEvent::Shown, effects);
            }
        }
        self.open(screen, effects);
    }

    pub(super) fn tell_top(&mut self, event: ScreenEvent<'_>, effects: &mut Vec<Effect>) {
        if let Some(id) = self.layers.last().map(|(id, _)| *id) {
            self.tell(id, event, effects);
        }
    }

    pub(super) fn tell_all<'a>(&mut self, event: impl Fn() -> ScreenEvent<'a>, effects: &mut Vec<Effect>) {
        let ids: Vec<u64> = self.layers.iter().map(|(id, _)| *id).collect();
        for id in ids {
            self.tell(id, event(), effects);
        }
    }

    /// Gives an event to a layer; an answer for a layer that was closed meanwhile is dropped.
    pub(super) fn tell(&mut self, id: u64, event: ScreenEvent<'_>, effects: &mut Vec<Effect>) {
        let Some((_, screen)) = self.layers.iter_mut().find(|(layer, _)| *layer == id) else {
            return;
        };
        let step = screen.update(event, &self.context);
        self.take(id, step, effects);
    }

    pub(super) fn take(&mut self, id: u64, step: Step, effects: &mut Vec<Effect>) {
        let Step {
            requests,
            pauses,
            go,
            tell,
            copy,
            say,
        } = step;
        effects.extend(copy.map(Effect::Copy));
        if say.is_some() {
            self.said = say;
        }
        if let Some(tell) = tell {
            self.learn(tell);
        }
        self.asks(id, &requests);
        // What was typed earlier stands before what is typed now.
        if requests.iter().any(|request| request.manner().fills_a_form) {
            self.opening.push(id);
        }
        effects.extend(
            requests
                .into_iter()
                .map(|request| Effect::Do { layer: id, request }),
        );
        effects.extend(pauses.into_iter().map(|(token, millis)| Effect::Pause {
            layer: id,
            token,
            millis,
        }));
        match go {
            None => {}
            Some(Navigation::Open(screen)) => self.open(screen, effects),
            Some(Navigation::Visit(account, screen)) => self.visit(account, screen, effects),
            Some(Navigation::Become(screen)) => {
                self.layers.retain(|(layer, _)| *layer != id);
                self.open(screen, effects);
            }
            Some(Navigation::Back | Navigation::Home | Navigation::Quit) if self.journey.is_some() => {
                self.layers.retain(|(layer, _)| *layer != id);
                if let Some(journey) = self.journey.take() {
                    self.travel(journey, effects);
                }
            }
            Some(Navigation::Back) if self.layers.len() > 1 => {
                self.layers.retain(|(layer, _)| *layer != id);
                self.tell_top(ScreenEvent::Shown, effects);
            }
            Some(Navigation::Home) if self.layers.len() > 1 => {
                self.layers.truncate(1);
                self.tell_top(ScreenEvent::Shown, effects);
            }
            Some(Navigation::Act(action)) => {
                self.layers.retain(|(layer, _)| *layer != id);
                if self.actions().iter().any(|hint| hint.action == action) {
                    self.act(action, effects);
                }
            }
            Some(Navigation::Travel(journey)) => {
                self.layers.retain(|(layer, _)| *layer != id);
                self.travel(*journey, effects);
            }
            Some(Navigation::Back | Navigation::Home) => {}
            Some(Navigation::Quit) => self.quit(effects),
        }
    }

    pub(super) fn learn(&mut self, tell: ContextChange) {
        match tell {
            ContextChange::Account(account) => self.context.account = Some(account),
            ContextChange::Actor(actor, look) => {
                self.context.wear(*look);
                self.context.actor = actor;
                self.context.account = None;
                self.context.header = Arc::default();
            }
            ContextChange::Header(header) => self.context.header = Arc::new(header),
            ContextChange::Language(locale) => self.context.i18n = I18n::new(locale),
            ContextChange::Theme(look) => self.context.wear(*look),
        }
    }

    pub(super) fn open(&mut self, screen: Box<dyn Screen>, effects: &mut Vec<Effect>) {
        let id = self.next_layer;
        self.next_layer += 1;
        self.layers.push((id, screen));
        self.tell(id, ScreenEvent::Shown, effects);
        if self.asks_for_something(id) {
            self.opening.push(id);
        }
    }
}
