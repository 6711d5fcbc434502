//! Choosing how the screen looks. The theme under the caret is shown at once, on the whole screen; Enter keeps it for
//! the person, Esc goes back to the one from before.

use crate::domain::message::{Arg, Coded};
use crate::services::error::ServiceError;
use crate::tui::action::{Action, Hint};
use crate::tui::ask::Answer;
use crate::tui::layer::{Context, ContextChange, Navigation, ScreenEvent, Step};
use crate::tui::page::blocks::list::ListItem;
use crate::tui::page::blocks::marks::Marks;
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::blocks::words::{Heading, Text};
use crate::tui::page::{
    Block, Command, Framed, Id, Item, Mark, Narrow, Page, PageLayer, PageScreen, Signal, Wait,
};
use crate::tui::preferences::{Preference, PreferenceKept};
use crate::tui::term::caps::ColorDepth;
use crate::tui::theme::directory::{Offered, ThemeError};
use crate::tui::theme::selection::Look;

use asks::{ThemesAnswer, ThemesAsk};

pub mod asks;

/// The list of themes.
pub type Themes = PageLayer<Wardrobe>;

/// The built-in themes: name, key of what it is called, key of a word about it.
const NAMED: [(&str, &str, &str); 6] = [
    ("default", "theme-default", "theme-default-detail"),
    ("light", "theme-light", "theme-light-detail"),
    ("dark", "theme-dark", "theme-dark-detail"),
    (
        "high-contrast",
        "theme-high-contrast",
        "theme-high-contrast-detail",
    ),
    ("no-color", "theme-no-color", "theme-no-color-detail"),
    ("auto", "theme-auto", "theme-auto-detail"),
];

/// The themes, and which one is looked at.
#[derive(Debug)]
pub struct Wardrobe {
    /// Once they are known.
    offered: Option<Vec<Offered>>,
    /// The name of the one under the caret.
    chosen: String,
    former: Look,
    ascii: bool,
    /// Why the choice was not kept, until the next key.
    unsaved: Option<ServiceError>,
}

impl Themes {
    /// Not loaded yet.
    pub fn new(context: &Context) -> Self {
        Self::of(Wardrobe {
            offered: None,
            chosen: context.theme_selection.shown.name.clone(),
            former: context.theme_selection.shown.clone(),
            ascii: context.theme_selection.shown.ascii,
            unsaved: None,
        })
    }
}

impl Wardrobe {
    fn take(&mut self, mut offered: Vec<Offered>) {
        let former = &self.former;
        // A theme of a file that the command line named lies in no directory of themes.
        if !offered.iter().any(|(name, _)| *name == former.name) {
            offered.insert(0, (former.name.clone(), Ok(former.theme)));
        }
        self.offered = Some(offered);
    }

    /// The look under the caret; `None` when its file is wrong.
    fn look(&self) -> Option<Look> {
        let (name, theme) = self.named(&self.chosen)?;
        Some(Look {
            name: name.clone(),
            theme: *theme.as_ref().ok()?,
            ascii: self.ascii,
        })
    }

    fn show(&self) -> Step {
        match self.look() {
            Some(look) => Step::none().and_tell(ContextChange::Theme(Box::new(look))),
            None => Step::none(),
        }
    }

    fn keep(&self, context: &Context) -> Step {
        match self.look() {
            Some(look) if context.theme_selection.directory.has(&look.name) => {
                Step::ask(Preference::Appearance(look.appearance()))
                    .and_tell(ContextChange::Theme(Box::new(look)))
            }
            // What lies in no directory of themes is not found again next time: it is the command line's to name.
            Some(look) => Step::go(Navigation::Back)
                .and_tell(ContextChange::Theme(Box::new(look)))
                .and_say(context.i18n.t("theme-for-now")),
            None => Step::none(),
        }
    }

    fn answered(&mut self, answer: Answer, context: &Context) -> Step {
        let answer = match answer.take() {
            Ok(ThemesAnswer(offered)) => {
                self.take(offered);
                return Step::none();
            }
            Err(answer) => answer,
        };
        match answer.take() {
            Ok(PreferenceKept(Ok(()))) => Step::go(Navigation::Back).and_say(context.i18n.t("theme-kept")),
            Ok(PreferenceKept(Err(error))) => {
                self.unsaved = Some(error);
                Step::none()
            }
            Err(_) => Step::none(),
        }
    }

    /// The theme of that name.
    fn named(&self, name: &str) -> Option<&Offered> {
        self.offered.iter().flatten().find(|(other, _)| other == name)
    }

    /// What is said below the list: that the choice was not kept, a mistake in a file, or that there are no colors.
    fn below(&self, context: &Context) -> Vec<Block> {
        let error = |error: &dyn Coded| vec![Block::Notice(Notice::error(error, context))];
        if let Some(unsaved) = &self.unsaved {
            return error(unsaved);
        }
        match self.named(&self.chosen) {
            Some((_, Err(wrong))) => error(first_mistake(wrong)),
            _ if context.caps.color == ColorDepth::None => {
                vec![Block::Text(Text::plain(context.i18n.t("theme-no-color-here")))]
            }
            _ => Vec::new(),
        }
    }

    /// Whether the colors of the theme under the caret are shown by what they mean.
    fn has_samples(&self, context: &Context) -> bool {
        let is_right = self.named(&self.chosen).is_some_and(|(_, theme)| theme.is_ok());
        is_right && self.unsaved.is_none() && context.caps.color != ColorDepth::None
    }
}

/// The first thing that is wrong with a theme.
fn first_mistake(wrong: &ThemeError) -> &dyn Coded {
    match wrong {
        ThemeError::Mistakes(mistakes) => mistakes.first().map_or(wrong, |mistake| mistake as &dyn Coded),
        ThemeError::Unknown { .. } => wrong,
    }
}

/// A theme in one line and a word about it.
fn words((name, theme): &Offered, context: &Context) -> (String, String) {
    // What people named themselves is shown as they named it.
    let ours = NAMED.iter().find(|(built_in, ..)| built_in == name);
    let label = ours.map_or_else(|| name.clone(), |(_, key, _)| context.i18n.t(key));
    let own = [("name", Arg::Text(name.clone()))];
    let detail = match (theme, ours) {
        (Ok(_), Some((_, _, key))) => context.i18n.t(key),
        (Ok(_), None) => context.i18n.tr("theme-own", &own),
        (Err(_), _) => context.i18n.tr("theme-own-wrong", &own),
    };
    (label, detail)
}

/// The colors by what they mean: as words behind a sign, and as what is filled.
fn samples(context: &Context) -> Vec<Block> {
    let signals = [
        (Signal::Good, "theme-good"),
        (Signal::Warn, "theme-attention"),
        (Signal::Bad, "theme-wrong"),
    ];
    let marks = signals.map(|(signal, key)| Mark::new(signal, context.i18n.t(key)));
    let row = |filled| {
        Block::Marks(Marks {
            marks: marks.to_vec(),
            filled,
        })
    };
    vec![row(false), row(true)]
}

impl PageScreen for Wardrobe {
    fn page(&self, context: &Context) -> Page {
        let keep = || Hint::labeled(Action::ACTIVATE, "action-keep");
        let themes = self.offered.iter().flatten().map(|theme| {
            let (mut label, detail) = words(theme, context);
            let is_current = theme.0 == self.former.name;
            if is_current {
                label = format!("{label} · {}", context.i18n.t("theme-current"));
            }
            let keep = match &theme.1 {
                Ok(_) => Command::open(keep()),
                Err(wrong) => {
                    Command::unavailable(keep(), context.i18n.explain(first_mistake(wrong)).sentence)
                }
            };
            ListItem {
                is_current,
                ..ListItem::new(Item::new(Id::of(&theme.0), vec![keep]), label, detail)
            }
        });
        let mut commands = vec![Command::open(Hint::shown(Action::BACK))];
        // A terminal without other signs leaves no choice.
        if !context.caps.ascii {
            let borders = if self.ascii {
                "action-drawn"
            } else {
                "action-ascii"
            };
            commands.push(Command::open(Hint::labeled(Action::TOGGLE, borders)));
        }
        let list = Block::List(themes.collect());
        let product = context.i18n.t("app-name");
        let samples = if self.has_samples(context) {
            samples(context)
        } else {
            Vec::new()
        };
        let below = samples.first().map(|_| {
            let heading = Block::Heading(Heading::new(product.clone()));
            [vec![heading], samples.clone()].concat()
        });
        Page {
            begin: Some(Id::of(&self.former.name)),
            blocks: self.offered.iter().map(|_| list.clone()).collect(),
            foot: self.below(context),
            aside: Some(Framed::new(product, samples)),
            narrow: Narrow::Below(below.unwrap_or_default()),
            commands,
            wait: self.offered.is_none().then_some(Wait::Quiet("word-loading")),
            ..Page::new(context.i18n.t("title-theme"))
        }
    }

    fn focused(&mut self, item: &Id, _context: &Context) -> Option<Step> {
        self.unsaved = None;
        item.as_str().clone_into(&mut self.chosen);
        Some(self.show())
    }

    fn run(&mut self, action: Action, _item: Option<&Id>, context: &Context) -> Step {
        self.unsaved = None;
        match action {
            Action::TOGGLE => {
                self.ascii = !self.ascii;
                let shown = Look {
                    ascii: self.ascii,
                    ..context.theme_selection.shown.clone()
                };
                Step::none().and_tell(ContextChange::Theme(Box::new(shown)))
            }
            Action::BACK => {
                Step::go(Navigation::Back).and_tell(ContextChange::Theme(Box::new(self.former.clone())))
            }
            _ => self.keep(context),
        }
    }

    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        match event {
            ScreenEvent::Shown if self.offered.is_none() => {
                Step::ask(ThemesAsk(context.theme_selection.directory.clone()))
            }
            ScreenEvent::Answer(answer) => self.answered(answer, context),
            ScreenEvent::Leaving => {
                Step::none().and_tell(ContextChange::Theme(Box::new(self.former.clone())))
            }
            _ => Step::none(),
        }
    }

    fn settles(&self, preference: Action) -> bool {
        preference == Action::THEME
    }

    fn is_elsewhere(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::directory::BUILT_IN;

    #[test]
    fn every_theme_that_is_built_in_has_its_words() {
        assert_eq!(NAMED.map(|(name, ..)| name), BUILT_IN);
    }
}
