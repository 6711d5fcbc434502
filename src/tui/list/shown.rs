//! A list as the table of a page: with its columns and the words of its rows.

use ratatui::layout::Rect;

use crate::tui::action::Hint;
use crate::tui::canvas::Canvas;
use crate::tui::layer::{Context, ScreenEvent};
use crate::tui::page::{Hears, Table};
use crate::tui::plain;

use super::{List, ListLabels, ListOutcome, ListRow, ListWords};

/// The list, and how its rows are told.
struct Shown<'a, R: ListRow, W> {
    list: &'a List<R>,
    labels: ListLabels,
    words: W,
}

impl<R: ListRow> List<R> {
    /// The list with its columns and the words of its rows.
    pub fn shown<'a>(
        &'a self,
        labels: ListLabels,
        words: impl Fn(&R) -> ListWords + 'a,
    ) -> Box<dyn Table + 'a> {
        Box::new(Shown {
            list: self,
            labels,
            words,
        })
    }
}

impl<R: ListRow, W: Fn(&R) -> ListWords> Table for Shown<'_, R, W> {
    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, context: &Context) {
        self.list.view(canvas, area, context, &self.labels, &self.words);
    }

    fn plain(&self, context: &Context) -> plain::SpokenPage {
        self.list.plain(context, &self.labels, &self.words)
    }

    fn is_typing(&self) -> bool {
        self.list.is_typing()
    }

    fn has_choice(&self) -> bool {
        self.list.chosen().is_some() || self.list.is_on_button()
    }

    fn rows(&self) -> Option<usize> {
        self.list.all().map(Iterator::count)
    }

    fn actions(&self) -> Vec<Hint> {
        self.list.actions()
    }
}

impl<R: ListRow> Hears for List<R> {
    fn handle(&mut self, event: ScreenEvent<'_>, context: &Context) -> ListOutcome {
        Self::handle(self, event, context)
    }
}
