//! Which of several things to copy to the clipboard of the operator's own machine.

use ratatui::layout::Rect;

use crate::domain::message::Arg;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::layer::{Copyable, Desk, Go, Screen, ScreenEvent, Step};
use crate::tui::plain;
use crate::tui::widgets::{Choice, SelectItem, SelectList};

/// Things that can be copied, the most wanted first.
#[derive(Debug)]
pub struct Copies {
    things: Vec<Copyable>,
    choice: Choice,
}

impl Copies {
    /// One of these.
    pub const fn new(things: Vec<Copyable>) -> Self {
        let choice = Choice::new(things.len());
        Self { things, choice }
    }

    fn copy(&self, desk: &Desk) -> Step {
        let Some(thing) = self.choice.index().and_then(|place| self.things.get(place)) else {
            return Step::none();
        };
        Step::go(Go::Back)
            .and_copy(thing.text.clone())
            .and_say(said(thing, desk))
    }
}

/// What was copied, and where it went.
pub fn said(thing: &Copyable, desk: &Desk) -> String {
    let args = [("what", Arg::Text(thing.label.clone()))];
    desk.i18n.tr("copied", &args)
}

impl Screen for Copies {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Action(Action::Back) => return Step::go(Go::Back),
            ScreenEvent::Action(Action::Activate) => return self.copy(desk),
            ScreenEvent::Pointed(place) if self.choice.index() == Some(place) => return self.copy(desk),
            ScreenEvent::Pointed(place) => self.choice.select(place),
            ScreenEvent::Action(Action::Up | Action::PreviousField) => self.choice.previous(),
            ScreenEvent::Action(Action::Down | Action::NextField) => self.choice.next(),
            ScreenEvent::Action(Action::First) => self.choice.first(),
            ScreenEvent::Action(Action::Last) => self.choice.last(),
            _ => {}
        }
        Step::none()
    }

    fn wheel(&mut self, notches: i16, _desk: &Desk) -> Step {
        self.choice.wheel(notches);
        Step::none()
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        let words: Vec<(&str, String)> = self
            .things
            .iter()
            .map(|thing| (thing.label.as_str(), thing.text.replace('\n', " · ")))
            .collect();
        let items: Vec<SelectItem> = words
            .iter()
            .map(|(label, text)| SelectItem::new(label).detail(text))
            .collect();
        SelectList::new(&items, self.choice.index(), &desk.theme).view(canvas, area);
    }

    fn plain(&self, _desk: &Desk) -> plain::Page {
        let things = self.things.iter().enumerate();
        plain::Page {
            rows: things
                .map(|(place, thing)| plain::Row::new(place, thing.label.clone()).detail(thing.text.clone()))
                .collect(),
            selected: self.choice.index(),
            ..plain::Page::default()
        }
    }

    fn title(&self, desk: &Desk) -> String {
        desk.i18n.t("title-copy")
    }

    /// What each thing is called was said in the language of before.
    fn settles(&self, preference: Action) -> bool {
        preference == Action::Language
    }

    fn actions(&self, _desk: &Desk) -> Vec<Hint> {
        let mut actions = vec![
            Hint::labeled(Action::Activate, "action-copy"),
            Hint::shown(Action::Back),
        ];
        actions.extend(
            [
                Action::Up,
                Action::Down,
                Action::First,
                Action::Last,
                Action::NextField,
                Action::PreviousField,
            ]
            .map(Hint::hidden),
        );
        actions
    }
}
