//! The palette: everything that one can do on the screen below, every screen that one can go to, and the order or
//! the accounts that what was typed names.
//!
//! | part | what it is |
//! |---|---|
//! | `asks` | looking for orders and accounts |
//! | `entries` | what there is to choose, and what of it matches |
//!
//! An action is done as if its key had been pressed on the screen below, which is untouched until then. Going
//! somewhere leaves the screens above the tiles as quitting would: drafts are kept, and what would be lost is asked
//! about.

mod asks;
mod entries;

use crate::domain::message::Arg;
use crate::domain::order::NumberPart;
use crate::services::error::ServiceError;
use crate::services::fuzzy::Query;
use crate::services::search::Hit;
use crate::tui::action::{Action, Hint};
use crate::tui::layer::{ClosedHint, Context, KEYS_QUIET, Navigation, ScreenEvent, Step};
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::blocks::words::{Heading, Text};
use crate::tui::page::{Block, Command, Id, Page, PageLayer, PageScreen};
use crate::tui::widgets::TextInput;

use asks::{PaletteAnswer, PaletteAsk};
use entries::PaletteEntry;
pub(in crate::tui::screens) use entries::is_move;

/// Longest text, UTF-8 bytes.
const LIMIT: usize = 200;

/// The palette over a screen.
pub type Palette = PageLayer<Everything>;

/// Everything that one can do and go to, and what was typed.
#[derive(Debug)]
pub struct Everything {
    input: TextInput,
    /// Everything that is there without looking for it.
    all: Vec<PaletteEntry>,
    /// What matches, in the order in which it is shown.
    shown: Vec<PaletteEntry>,
    query: Option<Query>,
    /// Counts what was typed, and is the ticket of what is looked for.
    typed: u64,
    /// Whether orders and accounts are being looked for.
    looking: bool,
    /// Enter was pressed before anything was found: the first thing found is gone to.
    eager: bool,
    /// Whether one may go elsewhere from here at all.
    travels: bool,
    error: Option<ServiceError>,
}

impl Palette {
    /// Over a screen with these actions and these closed ones: whether one may go elsewhere from there, and whether
    /// text is being typed there.
    pub fn new(
        hints: &[Hint],
        closed: Vec<ClosedHint>,
        (travels, typing): (bool, bool),
        context: &Context,
    ) -> Self {
        let all = entries::all(hints, closed, (travels, typing), context);
        Self::of(Everything {
            input: TextInput::new(LIMIT),
            shown: entries::matching(&all, None),
            all,
            query: None,
            typed: 0,
            looking: false,
            eager: false,
            travels,
            error: None,
        })
    }
}

impl Everything {
    fn edited(&mut self) -> Step {
        self.query = Query::parse(self.input.text());
        self.shown = entries::matching(&self.all, self.query.as_ref());
        self.eager = false;
        self.error = None;
        self.typed += 1;
        self.looking = self.query.is_some() && self.travels;
        if self.looking {
            Step::none().and_pause(self.typed, KEYS_QUIET)
        } else {
            Step::none()
        }
    }

    fn find(&self) -> Step {
        Step::ask(PaletteAsk {
            ticket: self.typed,
            text: self.input.text().trim().to_owned(),
        })
    }

    fn found(&mut self, hits: Result<Vec<Hit>, ServiceError>, context: &Context) -> Step {
        self.looking = false;
        match hits {
            // What was found comes behind what is there: the caret stays on what one saw when pressing Enter.
            Ok(hits) => self
                .shown
                .extend(hits.into_iter().map(|hit| PaletteEntry::of_hit(hit, context))),
            Err(error) => self.error = Some(error),
        }
        if std::mem::take(&mut self.eager) {
            self.choose(0, context)
        } else {
            Step::none()
        }
    }

    fn choose(&mut self, place: usize, context: &Context) -> Step {
        if let Some(entry) = self.shown.get(place) {
            return entry.run(context);
        }
        self.eager = self.looking;
        Step::none()
    }

    /// What there is to choose, each group below its heading.
    fn blocks(&self, context: &Context) -> Vec<Block> {
        let mut blocks = Vec::new();
        for group in self.shown.chunk_by(|one, other| one.group == other.group) {
            let Some(first) = group.first() else { continue };
            blocks.push(Block::Heading(Heading::new(context.i18n.t(first.group.key()))));
            let query = self.query.as_ref();
            blocks.push(Block::List(group.iter().map(|entry| entry.item(query)).collect()));
        }
        blocks
    }

    /// What there is to say below: an error, that something is looked for, or that nothing matches.
    fn below(&self, context: &Context) -> Vec<Block> {
        if let Some(error) = &self.error {
            return vec![Block::Notice(Notice::error(error, context))];
        }
        let (i18n, faint) = (&context.i18n, |text| Block::Text(Text::faint(text)));
        if self.looking {
            return vec![faint(i18n.t("palette-looking"))];
        }
        let nothing = self.shown.is_empty().then(|| faint(i18n.t("palette-no-match")));
        let typed = self.input.text().trim().chars().count();
        let is_short = self.travels && (1..NumberPart::FEWEST).contains(&typed);
        let count = i64::try_from(NumberPart::FEWEST).unwrap_or(i64::MAX);
        let short = is_short.then(|| faint(i18n.tr("palette-short", &[("count", Arg::Count(count))])));
        nothing.into_iter().chain(short).collect()
    }
}

impl PageScreen for Everything {
    fn page(&self, context: &Context) -> Page {
        let mut commands = vec![Command::open(Hint::shown(Action::CLOSE))];
        if self.looking && self.shown.is_empty() {
            commands.push(Command::open(Hint::labeled(Action::ACTIVATE, "action-palette")));
        }
        Page {
            about: self.input.text().to_owned(),
            blocks: [self.blocks(context), self.below(context)].concat(),
            commands,
            ..Page::new(context.i18n.t("title-palette"))
        }
    }

    fn run(&mut self, action: Action, item: Option<&Id>, context: &Context) -> Step {
        if action == Action::CLOSE {
            return Step::go(Navigation::Back);
        }
        let place = self.shown.iter().position(|entry| item == Some(&entry.id()));
        self.choose(place.unwrap_or(0), context)
    }

    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        match event {
            ScreenEvent::Pause(typed) if typed == self.typed => self.find(),
            ScreenEvent::Answer(answer) => match answer.take() {
                Ok(PaletteAnswer { ticket, hits }) if ticket == self.typed => self.found(hits, context),
                _ => Step::none(),
            },
            _ => Step::none(),
        }
    }

    fn search(&self) -> Option<(&TextInput, &'static str)> {
        Some((&self.input, "palette-placeholder"))
    }

    fn search_mut(&mut self) -> Option<&mut TextInput> {
        Some(&mut self.input)
    }

    fn searched(&mut self, _context: &Context) -> Step {
        self.edited()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use crate::tui::screens::testing::{Stage, fresh_context};

    fn palette(travels: bool) -> Stage<Palette> {
        let hints: Vec<Hint> = Action::all()
            .take(40)
            .map(Hint::shown)
            .chain([Hint::shown(Action::QUIT)])
            .collect();
        let context = fresh_context(Locale::EnUs, 80, 24);
        let (stage, _) = Stage::open(
            Palette::new(&hints, Vec::new(), (travels, false), &context),
            80,
            24,
        );
        stage
    }

    #[test]
    fn keys_jumped_by_two_columns_when_what_was_typed_left_room_for_all() {
        let mut stage = palette(false);
        let key_of = |stage: &Stage<Palette>| {
            let rows = stage.rows();
            let row = rows.iter().find(|row| row.contains("Copy"));
            let row: Vec<char> = row.unwrap_or_else(|| panic!("{rows:#?}")).chars().collect();
            let at = row.iter().rposition(|c| *c == 'c');
            at.map(|at| (at, rows.join("").contains('▼')))
        };
        let (before, is_more) = key_of(&stage).unwrap();
        assert!(is_more, "{:#?}", stage.rows());
        stage.type_in("copy");
        assert_eq!(key_of(&stage), Some((before, false)), "{:#?}", stage.rows());
    }

    #[test]
    fn nothing_said_that_an_order_is_found_by_three_signs_of_its_number_or_more() {
        let said = "Order numbers are found by 3 or more of their characters.";
        let mut stage = palette(true);
        stage.hides(said);
        for (letter, is_said) in [("9", true), ("K", true), ("D", false)] {
            stage.type_in(letter);
            let typed = stage.screen.screen().typed;
            stage.tell(ScreenEvent::Pause(typed));
            stage.answer(PaletteAnswer {
                ticket: typed,
                hits: Ok(Vec::new()),
            });
            assert_eq!(stage.text().contains(said), is_said, "{:#?}", stage.rows());
        }
    }
}
