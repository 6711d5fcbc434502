//! A list that is short and comes whole, such as the themes. Lists that may be long are a [`List`](crate::tui::list::List).

use ratatui::layout::Rect;
use ratatui::widgets::Paragraph;

use crate::services::error::ServiceError;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::layer::Desk;
use crate::tui::plain::{self, Page};
use crate::tui::widgets::{Choice, SelectItem, SelectList};

/// Lines that are being loaded, or were, and the chosen one.
#[derive(Debug)]
pub(super) struct ShortList<T> {
    pub lines: Option<Vec<T>>,
    pub choice: Choice,
    pub error: Option<ServiceError>,
}

impl<T> ShortList<T> {
    pub(super) const fn new() -> Self {
        Self {
            lines: None,
            choice: Choice::new(0),
            error: None,
        }
    }

    pub(super) fn take(&mut self, lines: Result<Vec<T>, ServiceError>) {
        match lines {
            Ok(lines) => {
                self.choice.resize(lines.len());
                self.lines = Some(lines);
                self.error = None;
            }
            Err(error) => self.error = Some(error),
        }
    }

    pub(super) fn chosen(&self) -> Option<&T> {
        self.lines.as_ref()?.get(self.choice.index()?)
    }

    /// Whether the action moved the choice.
    pub(super) fn act(&mut self, action: Action) -> bool {
        match action {
            Action::Up | Action::PreviousField => self.choice.previous(),
            Action::Down | Action::NextField => self.choice.next(),
            Action::First => self.choice.first(),
            Action::Last => self.choice.last(),
            _ => return false,
        }
        true
    }

    /// Rows that it takes: two for each line, one for a word about there being none. An error takes what it needs.
    pub(super) fn height(&self) -> u16 {
        let rows = self.lines.as_ref().map_or(1, |lines| 2 * lines.len().max(1));
        match &self.error {
            Some(_) => u16::MAX,
            None => u16::try_from(rows).unwrap_or(u16::MAX),
        }
    }

    pub(super) fn moves() -> [Hint; 6] {
        [
            Hint::hidden(Action::Up),
            Hint::hidden(Action::Down),
            Hint::hidden_as(Action::PreviousField, "action-up"),
            Hint::hidden_as(Action::NextField, "action-down"),
            Hint::hidden(Action::First),
            Hint::hidden(Action::Last),
        ]
    }

    /// The lines in words, each as label and detail; or why there are none.
    pub(super) fn plain(&self, desk: &Desk, empty: &str, words: impl Fn(&T) -> (String, String)) -> Page {
        if let Some(error) = &self.error {
            return Page::explaining(desk, error);
        }
        let Some(lines) = &self.lines else {
            return Page::loading(desk);
        };
        if lines.is_empty() {
            return Page::saying([desk.i18n.t(empty)]);
        }
        let rows = lines.iter().enumerate().map(|(place, line)| {
            let (label, detail) = words(line);
            plain::Row::new(place, label).detail(detail)
        });
        Page {
            rows: rows.collect(),
            selected: self.choice.index(),
            ..Page::default()
        }
    }

    /// Draws the lines, each as label and detail; or why there are none.
    pub(super) fn view(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        desk: &Desk,
        empty: &str,
        words: impl Fn(&T) -> (String, String),
    ) {
        if let Some(error) = &self.error {
            super::explain(canvas, area, desk, error);
            return;
        }
        let Some(lines) = &self.lines else {
            canvas.render_widget(Paragraph::new(desk.i18n.t("word-loading")), area);
            return;
        };
        if lines.is_empty() {
            canvas.render_widget(Paragraph::new(desk.i18n.t(empty)), area);
            return;
        }
        let words: Vec<(String, String)> = lines.iter().map(words).collect();
        let items: Vec<SelectItem> = words
            .iter()
            .map(|(label, detail)| SelectItem::new(label).detail(detail))
            .collect();
        SelectList::new(&items, self.choice.index(), &desk.theme).view(canvas, area);
    }
}
