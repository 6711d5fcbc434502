//! The wizard as a screen: what it does with each event, and which actions are possible at each step.

use ratatui::layout::Rect;

use crate::domain::message::Arg;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::effect::Request;
use crate::tui::form::{Form, Outcome};
use crate::tui::layer::{Copyable, Desk, Screen, ScreenEvent, Step, Typing};
use crate::tui::plain::Page;

use super::{Stage, Wizard, plain, view};
use crate::tui::screens::{address, notice, summary};

impl Wizard {
    fn take(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Shown if self.stage == Stage::Opening => {
                Step::ask(Request::OpenWizard(self.account, self.offer.clone()))
            }
            ScreenEvent::Shown | ScreenEvent::NewDay if self.stage == Stage::Review => self.ask_review(),
            ScreenEvent::Changed(changed) => match (self.stage, &self.order) {
                (Stage::Review, _) if changed.concerns(self.account) => self.ask_review(),
                (Stage::Outcome, Some(order)) if changed.concerns_order(order.order.id) => {
                    Step::ask(Request::Order(order.order.id))
                }
                _ => Step::none(),
            },
            ScreenEvent::Answer(answer) => self.answered(answer, desk),
            ScreenEvent::OtherLanguage => {
                if let Some(start) = &self.start {
                    self.card
                        .rename("country", address::options(&start.countries, desk));
                }
                Step::none()
            }
            ScreenEvent::Pause(edits) if edits == self.edits => self.save_if_unsaved(),
            ScreenEvent::Leaving => self.save_if_unsaved(),
            ScreenEvent::Action(action) => self.act(action, desk),
            ScreenEvent::Pointed(place) if self.stage == Stage::Method && !self.discarding => {
                if self.methods.index() == Some(place) {
                    return self.act(Action::Activate, desk);
                }
                self.methods.select(place);
                Step::none()
            }
            event => {
                let outcome = self.form().and_then(|form| form.take(&event));
                self.after(outcome.unwrap_or(Outcome::Nothing))
            }
        }
    }
}

impl Screen for Wizard {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        let was_accepted = self.last.is_checked("accept");
        let step = self.take(event, desk);
        // Who accepts the terms goes on to Buy, however they did; line by line the conversation leads on itself.
        let is_accepted = self.last.is_checked("accept") && !was_accepted;
        if is_accepted && self.stage == Stage::Review && !desk.plain {
            self.last.focus_on_button();
        }
        step
    }

    fn wheel(&mut self, notches: i16, desk: &Desk) -> Step {
        match self.stage {
            Stage::Method if !self.discarding => self.methods.wheel(notches),
            Stage::Review | Stage::Outcome => {
                let (total, height) = view::scrolled(self, desk);
                self.scroll.wheel(notches, total, height);
            }
            Stage::Card | Stage::Transfer if notches > 0 => return self.act(Action::Down, desk),
            Stage::Card | Stage::Transfer => return self.act(Action::Up, desk),
            _ => {}
        }
        Step::none()
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        view::view(self, canvas, area, desk);
        if self.discarding {
            notice::ask(canvas, area, desk, "discard-title", "discard-question");
        }
    }

    fn plain(&self, desk: &Desk) -> Page {
        if self.discarding {
            return notice::question_said(desk, "discard-title", "discard-question");
        }
        plain::of(self, desk)
    }

    fn title(&self, desk: &Desk) -> String {
        let renews = self.review.as_ref().is_none_or(|review| view::is_renewal(review));
        let offer = self.names.in_language(desk.i18n.locale().tag()).to_owned();
        let key = if renews { "title-renew" } else { "title-subscribe" };
        desk.i18n.tr(key, &[("offer", Arg::Text(offer))])
    }

    fn copyable(&self, desk: &Desk) -> Vec<Copyable> {
        match (&self.order, self.stage) {
            (Some(order), Stage::Outcome) => summary::copyable(order, desk),
            _ => Vec::new(),
        }
    }

    fn actions(&self, desk: &Desk) -> Vec<Hint> {
        if self.discarding {
            return notice::leaving_actions();
        }
        let mut actions = match self.stage {
            Stage::Opening => vec![Hint::shown(Action::Back)],
            Stage::Method => {
                let mut actions = Vec::new();
                if !self.chosen_is_closed() {
                    actions.push(Hint::labeled(Action::Activate, "action-select"));
                }
                actions.extend([
                    Hint::hidden(Action::Up),
                    Hint::hidden(Action::Down),
                    Hint::hidden_as(Action::NextField, "action-down"),
                    Hint::hidden_as(Action::PreviousField, "action-up"),
                ]);
                actions.extend([Action::Back, Action::Discard].map(Hint::shown));
                return actions;
            }
            Stage::Card | Stage::Transfer => self.form_shown().map(|form| form.actions()).unwrap_or_default(),
            Stage::Review => {
                let mut actions = vec![
                    Hint::shown(Action::Buy),
                    Hint::shown(Action::Update),
                    Hint::shown(Action::Terms),
                ];
                actions.extend(self.form_shown().map(|form| form.actions()).unwrap_or_default());
                actions.retain(|hint| hint.action != Action::Submit);
                actions.extend(view::paging(self, desk));
                // Until the terms are accepted, reading and accepting them are the next steps: their keys must not be
                // those that find no room.
                let is_accepted = self.last.is_checked("accept");
                actions.sort_by_key(|hint| match hint.action {
                    Action::Buy if is_accepted => 0,
                    Action::Toggle => 1,
                    Action::PageDown => 2,
                    Action::Terms => 3,
                    Action::Buy => 4,
                    _ => 5,
                });
                actions
            }
            Stage::Outcome if self.may_retry() => {
                return vec![
                    Hint::labeled(Action::Activate, "button-retry"),
                    Hint::shown(Action::Close),
                ];
            }
            // Not by Enter: who presses it once too often on Buy would lose sight of the payment.
            Stage::Asking => return vec![Hint::shown(Action::Close)],
            Stage::Outcome | Stage::Closed => {
                let close = Hint {
                    in_footer: false,
                    ..Hint::labeled(Action::Activate, "action-close")
                };
                let mut actions = vec![Hint::shown(Action::Close), close];
                actions.extend(view::paging(self, desk));
                return actions;
            }
        };
        if !actions.iter().any(|hint| hint.action == Action::Back) {
            actions.push(Hint::shown(Action::Back));
        }
        actions
    }

    fn typing(&self, _desk: &Desk) -> Typing {
        self.form_shown().map_or(Typing::Nothing, Form::typing)
    }
}
