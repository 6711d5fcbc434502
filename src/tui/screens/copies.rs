//! Which of several things to copy to the clipboard of the operator's own machine.

use crate::domain::message::Arg;
use crate::tui::action::{Action, Hint};
use crate::tui::layer::{Copyable, Desk, Go, Step};
use crate::tui::page::blocks::Block;
use crate::tui::page::blocks::list::ListItem;
use crate::tui::page::{Command, Id, Item, Page, PageLayer, PageScreen};

/// Things that can be copied, to choose from.
pub type Copies = PageLayer<Things>;

/// The things, the most wanted first.
#[derive(Debug)]
pub struct Things(Vec<Copyable>);

impl Copies {
    /// One of these.
    pub const fn new(things: Vec<Copyable>) -> Self {
        Self::of(Things(things))
    }
}

/// What was copied, and where it went.
pub fn said(thing: &Copyable, desk: &Desk) -> String {
    let args = [("what", Arg::Text(thing.label.clone()))];
    desk.i18n.tr("copied", &args)
}

impl PageScreen for Things {
    fn page(&self, desk: &Desk) -> Page {
        let copy = || vec![Command::open(Hint::labeled(Action::ACTIVATE, "action-copy"))];
        let things = self.0.iter().enumerate().map(|(place, thing)| {
            let item = Item::new(Id::of(place), copy());
            ListItem::new(item, thing.label.clone(), thing.text.replace('\n', " · "))
        });
        Page {
            commands: vec![Command::open(Hint::shown(Action::BACK))],
            ..Page::new(desk.i18n.t("title-copy"))
        }
        .with(Block::List(things.collect()))
    }

    fn run(&mut self, action: Action, item: Option<&Id>, desk: &Desk) -> Step {
        let mut things = self.0.iter().enumerate();
        let chosen = things.find(|(place, _)| item == Some(&Id::of(place)));
        match (action, chosen) {
            (Action::ACTIVATE, Some((_, thing))) => Step::go(Go::Back)
                .and_copy(thing.text.clone())
                .and_say(said(thing, desk)),
            _ => Step::go(Go::Back),
        }
    }

    /// What each thing is called was said in the language of before.
    fn settles(&self, preference: Action) -> bool {
        preference == Action::LANGUAGE
    }
}
