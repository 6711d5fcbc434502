//! The steps that lead to a new request by hand, as the source has them: **Report problems with Partner Center** with
//! **New request**, then the **Type of problem**.

use crate::services::requests::RequestForm;
use crate::tui::action::{Action, Hint};
use crate::tui::layer::Context;
use crate::tui::page::blocks::list::ListItem;
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{Block, Command, Id, Item, Page};

/// Which step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Problems {
    /// That a new request is to be written.
    Report,
    /// Which type of problem.
    Type {
        /// The one that was chosen before; empty for none.
        chosen: String,
    },
}

impl Problems {
    /// What can be chosen there. An item of the second step is called as its type of problem.
    pub(super) fn page(&self, start: &RequestForm, context: &Context) -> Page {
        let (about, begin, title, question) = match self {
            Self::Report => (
                "report".to_owned(),
                None,
                context.i18n.t("title-report-problems"),
                "request-report-note",
            ),
            Self::Type { chosen } => (
                format!("problem {chosen}"),
                Some(Id::of(chosen)),
                path(context),
                "request-choose-problem",
            ),
        };
        // Two keys lead on from the first step.
        let new = Hint {
            in_footer: false,
            ..Hint::shown(Action::NEW_REQUEST)
        };
        let new = (*self == Self::Report).then_some(new);
        let commands = new.into_iter().chain([Hint::shown(Action::BACK)]);
        let page = Page {
            about,
            begin,
            commands: commands.map(Command::open).collect(),
            ..Page::new(title)
        };
        page.with(Block::Text(Text::plain(context.i18n.t(question))))
            .with(Block::List(self.choices(start, context)))
    }

    fn choices(&self, start: &RequestForm, context: &Context) -> Vec<ListItem> {
        let choice = |id: &str, label: String, detail: String| {
            let select = Command::open(Hint::labeled(Action::ACTIVATE, "action-select"));
            ListItem::new(Item::new(Id::of(id), vec![select]), label, detail)
        };
        if *self == Self::Report {
            let (label, note) = (
                context.i18n.t("title-new-request"),
                context.i18n.t("request-new-note"),
            );
            return vec![choice("new", label, note)];
        }
        let tag = context.i18n.locale().tag();
        let problems = start.problems.iter().map(|problem| {
            // Where to go with a cancellation is not to be guessed from the name.
            let note = if problem.cancels {
                context.i18n.t("request-problem-cancels")
            } else {
                String::new()
            };
            choice(&problem.id, problem.names.in_language(tag).to_owned(), note)
        });
        problems.collect()
    }
}

/// The way to a new request.
pub(super) fn path(context: &Context) -> String {
    let steps = ["title-report-problems", "title-new-request"].map(|key| context.i18n.t(key));
    steps.join(&format!(" {} ", context.theme.symbols.more_right))
}
