//! Headings, headlines and texts.

use ratatui::text::{Line, Span};

use super::Said;
use crate::tui::page::Mark;
use crate::tui::page::pen::{Fit, Pen};
use crate::tui::page::rows::{Row, Rows};
use crate::tui::widgets::cells;

/// A heading, with a word about what follows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// The heading.
    pub text: String,
    /// The word.
    pub note: Option<String>,
}

/// What something is, with where it stands as a badge at the right end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Headline {
    /// What it is; shortened where there is no room for it.
    pub text: String,
    /// Where it stands.
    pub badge: Mark,
}

/// A text, broken where the page ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    /// The text.
    pub text: String,
    /// How much it weighs.
    pub weight: Weight,
}

/// How much a text weighs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    /// One may skip it.
    Faint,
    /// One should read it.
    Plain,
    /// It decides.
    Strong,
}

impl Heading {
    /// A heading alone.
    pub const fn new(text: String) -> Self {
        Self { text, note: None }
    }

    pub(super) fn paint(&self, pen: Pen<'_>) -> Rows {
        let mut rows = Rows::default();
        if pen.fit == Fit::Shortest {
            // What the heading says must be plain from what stands below it.
            if let Some(note) = &self.note {
                rows.extend(Rows::text(note, pen.width, pen.theme.faint));
            }
            return rows;
        }
        let heading = cells::shortened(&self.text, pen.width, pen.theme.symbols.ellipsis);
        let used = cells::columns(&heading).saturating_add(2);
        let heading = Span::styled(heading, pen.theme.accent);
        match &self.note {
            None => rows.push(Line::from(heading)),
            Some(note) if used.saturating_add(cells::columns(note)) <= pen.width => {
                let note = Span::styled(note.clone(), pen.theme.faint);
                rows.push(Line::from(vec![heading, Span::raw("  "), note]));
            }
            Some(note) => {
                rows.push(Line::from(heading));
                rows.extend(Rows::text(note, pen.width, pen.theme.faint));
            }
        }
        rows
    }

    pub(super) fn say(&self) -> Said {
        let heading = match &self.note {
            Some(note) => format!("{}. {note}", self.text),
            None => format!("{}:", self.text),
        };
        Said {
            heading: Some(heading),
            ..Said::default()
        }
    }
}

impl Headline {
    pub(super) fn paint(&self, pen: Pen<'_>) -> Rows {
        let badge = pen.theme.badge_of(self.badge.signal, &self.badge.text);
        let column = pen.width.saturating_sub(cells::columns(&badge.content));
        let room = column.saturating_sub(2);
        let text = cells::shortened(&self.text, room, pen.theme.symbols.ellipsis);
        Rows::beside(vec![
            (0, Rows(vec![Row::styled(text, pen.theme.title)])),
            (column, Rows(vec![Line::from(badge).into()])),
        ])
    }

    /// Where it stands is what one came to hear.
    pub(super) fn say(&self) -> Vec<String> {
        vec![format!("{}.", self.badge.text), self.text.clone()]
    }
}

impl Text {
    /// A text that one should read.
    pub const fn plain(text: String) -> Self {
        Self {
            text,
            weight: Weight::Plain,
        }
    }

    /// A text that one may skip.
    pub const fn faint(text: String) -> Self {
        Self {
            text,
            weight: Weight::Faint,
        }
    }

    /// A text that decides.
    pub const fn strong(text: String) -> Self {
        Self {
            text,
            weight: Weight::Strong,
        }
    }

    pub(super) fn paint(&self, pen: Pen<'_>) -> Rows {
        let style = match self.weight {
            Weight::Faint => pen.theme.faint,
            Weight::Plain => pen.theme.text,
            Weight::Strong => pen.theme.title,
        };
        let mut rows = Rows::text(&self.text, pen.width, style);
        if rows.0.is_empty() {
            rows.push(Row::default());
        }
        rows
    }

    pub(super) fn say(&self) -> Vec<String> {
        self.text.lines().map(str::to_owned).collect()
    }
}
