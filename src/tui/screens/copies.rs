//! Which of several things to copy to the clipboard of the operator's own machine.

use crate::domain::message::Arg;
use crate::tui::action::{Action, Hint};
use crate::tui::layer::{Context, Copyable, Navigation, Step};
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
pub fn said(thing: &Copyable, context: &Context) -> String {
    let args = [("what", Arg::Text(thing.label.clone()))];
    context.i18n.tr("copied", &args)
}

impl PageScreen for Things {
    fn page(&self, context: &Context) -> Page {
        let copy = || vec![Command::open(Hint::labeled(Action::ACTIVATE, "action-copy"))];
        let things = self.0.iter().enumerate().map(|(place, thing)| {
            let item = Item::new(Id::of(place), copy());
            ListItem::in_column(item, thing.label.clone(), thing.text.replace('\n', " · "))
        });
        Page {
            commands: vec![Command::open(Hint::shown(Action::BACK))],
            ..Page::new(context.i18n.t("title-copy"))
        }
        .with(Block::List(things.collect()))
    }

    fn run(&mut self, action: Action, item: Option<&Id>, context: &Context) -> Step {
        let mut things = self.0.iter().enumerate();
        let chosen = things.find(|(place, _)| item == Some(&Id::of(place)));
        match (action, chosen) {
            (Action::ACTIVATE, Some((_, thing))) => Step::go(Navigation::Back)
                .and_copy(thing.text.clone())
                .and_say(said(thing, context)),
            _ => Step::go(Navigation::Back),
        }
    }

    /// What each thing is called was said in the language of before.
    fn settles(&self, preference: Action) -> bool {
        preference == Action::LANGUAGE
    }
}
