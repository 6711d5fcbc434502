//! The palette: everything that one can do on the screen below, every screen that one can go to, and the order or
//! the accounts that what was typed names.
//!
//! | part | what it is |
//! |---|---|
//! | `asks` | looking for orders and accounts |
//! | `entries` | what there is to choose, and what of it matches |
//! | `view` | how it looks over the screen below |
//!
//! An action is done as if its key had been pressed on the screen below, which is untouched until then. Going
//! somewhere leaves the screens above the tiles as quitting would: drafts are kept, and what would be lost is asked
//! about.

mod asks;
mod entries;
mod view;

use ratatui::layout::Rect;

use crate::services::error::ServiceError;
use crate::services::fuzzy::Query;
use crate::services::search::Hit;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::form::{paste_too_long, text_key};
use crate::tui::layer::{ClosedHint, Desk, Go, Screen, ScreenEvent, Step, Typing};
use crate::tui::plain::{Page, Row};
use crate::tui::widgets::TextInput;

use asks::{PaletteAnswer, PaletteAsk};
use entries::{Entry, Group};

/// Longest text, UTF-8 bytes.
const LIMIT: usize = 200;
/// Quiet milliseconds after which orders and accounts are looked for.
const QUIET: u64 = 120;

/// The palette over a screen.
#[derive(Debug)]
pub struct Palette {
    input: TextInput,
    /// Everything that is there without looking for it.
    all: Vec<Entry>,
    /// What matches, in the order in which it is shown.
    shown: Vec<Entry>,
    query: Option<Query>,
    caret: usize,
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
        desk: &Desk,
    ) -> Self {
        let all = entries::all(hints, closed, (travels, typing), desk);
        Self {
            input: TextInput::new(LIMIT),
            shown: entries::matching(&all, None),
            all,
            query: None,
            caret: 0,
            typed: 0,
            looking: false,
            eager: false,
            travels,
            error: None,
        }
    }

    fn edited(&mut self) -> Step {
        self.query = Query::parse(self.input.text());
        self.shown = entries::matching(&self.all, self.query.as_ref());
        self.caret = 0;
        self.eager = false;
        self.error = None;
        self.typed += 1;
        self.looking = self.query.is_some() && self.travels;
        if self.looking {
            Step::none().and_pause(self.typed, QUIET)
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

    fn found(&mut self, hits: Result<Vec<Hit>, ServiceError>, desk: &Desk) -> Step {
        self.looking = false;
        match hits {
            // What was found comes behind what is there: the caret stays on what one saw when pressing Enter.
            Ok(hits) => self
                .shown
                .extend(hits.into_iter().map(|hit| Entry::of_hit(hit, desk))),
            Err(error) => self.error = Some(error),
        }
        if std::mem::take(&mut self.eager) {
            self.run(desk)
        } else {
            Step::none()
        }
    }

    fn run(&mut self, desk: &Desk) -> Step {
        if let Some(entry) = self.shown.get(self.caret) {
            entry.run(desk)
        } else {
            self.eager = self.looking;
            Step::none()
        }
    }

    fn go(&mut self, by: isize) {
        let last = self.shown.len().saturating_sub(1);
        self.caret = self.caret.saturating_add_signed(by).min(last);
    }
}

impl Screen for Palette {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Key(key) if text_key(&mut self.input, key).unwrap_or(false) => {
                return self.edited();
            }
            ScreenEvent::Paste(paste) if self.input.paste(paste.as_str()).is_ok() => {
                return self.edited();
            }
            ScreenEvent::Paste(_) | ScreenEvent::PasteTooLarge => {
                let refusal = paste_too_long(LIMIT);
                let explained = desk.i18n.explain_code(refusal.code, &refusal.args);
                return Step::none().and_say(explained.sentence);
            }
            ScreenEvent::Pause(typed) if typed == self.typed => return self.find(),
            ScreenEvent::Answer(answer) => match answer.take::<PaletteAnswer>() {
                Ok(found) if found.ticket == self.typed => return self.found(found.hits, desk),
                _ => {}
            },
            ScreenEvent::Pointed(place) if place == self.caret => return self.run(desk),
            ScreenEvent::Pointed(place) => self.caret = place.min(self.shown.len().saturating_sub(1)),
            ScreenEvent::Action(action) => match action {
                Action::Close => return Step::go(Go::Back),
                Action::Activate => return self.run(desk),
                Action::Up | Action::PreviousField => self.go(-1),
                Action::Down | Action::NextField => self.go(1),
                Action::PageUp => self.go(-view::PAGE),
                Action::PageDown => self.go(view::PAGE),
                Action::First => self.caret = 0,
                Action::Last => self.go(isize::MAX),
                _ => {}
            },
            _ => {}
        }
        Step::none()
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        view::view(self, canvas, area, desk);
    }

    /// Plain mode does not offer it: there every page lists what can be done.
    fn plain(&self, desk: &Desk) -> Page {
        if let Some(error) = &self.error {
            return Page::explaining(desk, error);
        }
        let entries = self.shown.iter().enumerate();
        Page {
            rows: entries
                .map(|(place, entry)| Row::new(place, entry.label.clone()).detail(entry.note.clone()))
                .collect(),
            selected: Some(self.caret),
            ..Page::default()
        }
    }

    fn title(&self, desk: &Desk) -> String {
        desk.i18n.t("title-palette")
    }

    fn actions(&self, _desk: &Desk) -> Vec<Hint> {
        let label = match self.shown.get(self.caret).map(|entry| entry.group) {
            Some(Group::Here | Group::Moves) => "action-do",
            _ => "action-palette",
        };
        let mut actions = Vec::new();
        if self.looking || !self.shown.is_empty() {
            actions.push(Hint::labeled(Action::Activate, label));
        }
        actions.push(Hint::shown(Action::Close));
        let moves = [Action::Up, Action::Down, Action::PageUp, Action::PageDown];
        actions.extend(moves.map(Hint::hidden));
        actions.extend([
            Hint::hidden_as(Action::NextField, "action-down"),
            Hint::hidden_as(Action::PreviousField, "action-up"),
        ]);
        actions
    }

    fn typing(&self, _desk: &Desk) -> Typing {
        Typing::Text
    }

    fn is_overlay(&self) -> bool {
        true
    }
}
