//! The purchase terms, to be read before they are accepted.

use crate::domain::offer::Names;
use crate::tui::action::Action;
use crate::tui::layer::{Context, Copyable, Navigation, Step};
use crate::tui::page::blocks::Block;
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{Command, Id, Page, PageLayer, PageScreen};

/// The terms, scrolled.
pub type Terms = PageLayer<Wording>;

/// Their text in each language.
#[derive(Debug)]
pub struct Wording(Names);

impl Terms {
    /// From the beginning.
    pub const fn new(text: Names) -> Self {
        Self::of(Wording(text))
    }
}

impl PageScreen for Wording {
    fn page(&self, context: &Context) -> Page {
        let text = self.0.in_language(context.i18n.locale().tag());
        let copyable = Copyable::new(&context.i18n, "title-terms", text);
        Page {
            commands: Command::closing(),
            copyable: copyable.into_iter().collect(),
            ..Page::new(context.i18n.t("title-terms"))
        }
        .with(Block::Text(Text::plain(text.to_owned())))
    }

    fn run(&mut self, _action: Action, _item: Option<&Id>, _context: &Context) -> Step {
        Step::go(Navigation::Back)
    }
}
