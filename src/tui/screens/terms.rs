//! The purchase terms, to be read before they are accepted.

use ratatui::text::Line;

use crate::domain::offer::Names;
use crate::tui::layer::{Copyable, Desk};
use crate::tui::plain;
use crate::tui::widgets::scroll::wrap;

use super::page::{Reader, Text};

/// The terms, scrolled.
pub type Terms = Reader<Wording>;

/// Their text in each language.
#[derive(Debug)]
pub struct Wording(Names);

impl Terms {
    /// From the beginning.
    pub const fn new(text: Names) -> Self {
        Self::of(Wording(text))
    }
}

impl Text for Wording {
    fn title(&self, desk: &Desk) -> String {
        desk.i18n.t("title-terms")
    }

    fn lines(&self, desk: &Desk, width: u16) -> Vec<Line<'static>> {
        let text = self.0.in_language(desk.i18n.locale().tag());
        wrap(text, width).into_iter().map(Line::from).collect()
    }

    fn plain(&self, desk: &Desk) -> plain::Page {
        let text = self.0.in_language(desk.i18n.locale().tag());
        plain::Page::saying(text.lines().map(str::to_owned))
    }

    fn copyable(&self, desk: &Desk) -> Vec<Copyable> {
        let text = self.0.in_language(desk.i18n.locale().tag());
        Copyable::new(&desk.i18n, "title-terms", text)
            .into_iter()
            .collect()
    }
}
