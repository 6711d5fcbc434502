//! Asking for lines, and what becomes of the answers.

use crate::services::lines::{Cursor, Lines, Place};
use crate::services::search::ListFilter;
use crate::tui::layer::{Context, Step};

use super::window::Window;
use super::{AHEAD, Aim, List, ListAnswer, ListAsk, ListPart, ListRow, PAGE, Wanted, signed};

impl<R: ListRow> List<R> {
    /// Asks for lines that will be in sight soon.
    pub(super) fn ask_ahead(&mut self, context: &Context) -> Step {
        let Some(window) = self.window.as_ref().filter(|_| self.asked.is_none()) else {
            return Step::none();
        };
        let margin = signed(AHEAD.max(2 * self.rows_in_sight(context)));
        if window.below().is_some() && (self.owed > 0 || self.caret + margin >= signed(window.len())) {
            self.ask(Aim::Below, context)
        } else if window.above().is_some() && (self.owed < 0 || self.caret < margin) {
            self.ask(Aim::Above, context)
        } else {
            Step::none()
        }
    }

    pub(super) fn ask(&mut self, aim: Aim, context: &Context) -> Step {
        let shown = self.window.as_ref();
        let page = |place| Wanted::Page(place, PAGE);
        let from = |place: Option<&Cursor>| place.cloned().map_or(Place::Start, Place::At);
        let wanted = match &aim {
            Aim::Start => page(self.first.map_or(Place::Start, Place::Of)),
            Aim::End => page(Place::End),
            Aim::Fresh => {
                let first = shown.filter(|window| window.above().is_some());
                let place = from(first.and_then(|window| window.place(0)));
                Wanted::Page(place, shown.map_or(0, Window::len).max(PAGE))
            }
            Aim::Above => page(
                shown
                    .and_then(Window::above)
                    .cloned()
                    .map_or(Place::Start, Place::Before),
            ),
            Aim::Below => page(shown.and_then(Window::below).cloned().into()),
            Aim::Matches(text) => Wanted::Matches(ListFilter {
                text: text.clone(),
                i18n: context.i18n.clone(),
            }),
            Aim::Unfiltered(place) => page(place.clone().map_or(Place::Start, Place::Around)),
        };
        self.ticket += 1;
        self.asked = Some((self.ticket, aim));
        Step::ask(ListAsk::<R> {
            ticket: self.ticket,
            list: self.source,
            wanted,
        })
    }

    pub(super) fn answered(&mut self, answer: ListAnswer<R>, context: &Context) -> Step {
        let Some((_, aim)) = self.asked.take_if(|(asked, _)| *asked == answer.ticket) else {
            return Step::none();
        };
        match answer.part {
            Ok(part) => {
                self.error = None;
                self.take(aim, part, context);
                self.follow(context);
            }
            Err(error) => self.error = Some(error),
        }
        if std::mem::take(&mut self.stale) {
            self.refresh(context)
        } else if self.error.is_none() {
            self.ask_ahead(context)
        } else {
            Step::none()
        }
    }

    fn take(&mut self, aim: Aim, part: ListPart<R>, context: &Context) {
        match (aim, part, &mut self.window) {
            (Aim::Below, ListPart::Page(lines), Some(window)) => {
                let fallen = signed(window.append(lines));
                self.caret -= fallen;
                self.top -= fallen;
                self.step_by(0);
            }
            (Aim::Above, ListPart::Page(lines), Some(window)) => {
                let added = signed(window.prepend(lines));
                self.caret += added;
                self.top += added;
                self.step_by(0);
            }
            (aim, ListPart::Page(lines), _) => self.show(&aim, lines, context),
            (_, ListPart::Matches(matches), window) => {
                let was = window.as_ref().filter(|window| window.matches().is_some());
                let caret = usize::try_from(self.caret).ok();
                let id = was.and_then(|window| window.get(caret?)).map(ListRow::id);
                let is_same = self.filter.as_ref().is_some_and(|filter| !filter.is_open);
                let matches = Window::of_matches(matches);
                // A new search begins with the best; the same one again stays where it was.
                let place = id
                    .filter(|_| is_same)
                    .and_then(|id| matches.position(|row| row.id() == id));
                self.caret = signed(place.unwrap_or(0));
                self.top = 0;
                self.window = Some(matches);
            }
        }
    }

    /// Shows other lines than before.
    fn show(&mut self, aim: &Aim, lines: Lines<R>, context: &Context) {
        let before = self.chosen().map(ListRow::id);
        let was_on_button = self.is_on_button();
        let offset = self.caret - self.top;
        let is_first_time = self.window.is_none();
        let window = Window::of_lines(lines);
        let place_of = |id: Option<u128>| {
            let place = id.and_then(|id| window.position(|row| row.id() == id));
            place.map(signed)
        };
        let caret = match aim {
            Aim::Start => place_of(self.first.take()),
            Aim::End => Some(signed(window.len()) - 1),
            Aim::Unfiltered(_) => place_of(before),
            _ if was_on_button => Some(-1),
            _ => Some(place_of(before).unwrap_or(self.caret)),
        };
        self.window = Some(window);
        let start = if *aim == Aim::Start && !is_first_time {
            self.lowest()
        } else {
            0
        };
        // An empty list has its button only.
        let start = if self.highest() < 0 { self.lowest() } else { start };
        self.caret = caret.unwrap_or(start).clamp(self.lowest(), self.highest());
        self.top = match aim {
            Aim::Fresh => self.caret - offset,
            // What was looked for stands in the middle.
            _ => self.caret - signed(self.rows_in_sight(context)) / 2,
        };
        self.owed = 0;
    }
}
