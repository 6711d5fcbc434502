//! The good moment: what was done stands in a frame with a check mark, what it brought in rows of their own, and the
//! buttons of what can be done next. What was done and brought less than was meant has another sign.

use ratatui::text::{Line, Span};

use super::buttons::Buttons;
use super::facts::Facts;
use crate::tui::layer::Context;
use crate::tui::page::pen::{Fit, Pen};
use crate::tui::page::rows::{FRAME, Frame, Row, Rows};
use crate::tui::widgets::cells;

/// Widest frame.
const WIDEST: u16 = 66;

/// What was done.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Done {
    /// Whether it brought less than was meant.
    pub warns: bool,
    /// What was done.
    pub title: String,
    /// What it brought, up to what decides.
    pub about: String,
    /// What decides, in a row of its own, such as the day on which the new term ends.
    pub large: String,
    /// What else there is to say, a row each.
    pub notes: Vec<String>,
    /// What there is to know of it.
    pub facts: Facts,
    /// What can be done next.
    pub buttons: Buttons,
}

impl Done {
    pub(super) fn paint(&self, pen: Pen<'_>) -> Rows {
        let theme = pen.theme;
        let width = pen.width.min(WIDEST);
        let inside = width.saturating_sub(2 * FRAME);
        let (sign, style) = if self.warns {
            ("!", theme.warning)
        } else {
            (theme.symbols.check, theme.success)
        };
        let title = format!("{sign}  {}", self.title);
        let before = inside.saturating_sub(cells::columns(&title)) / 2;
        let mut rows = Rows::default();
        if pen.fit == Fit::Roomy {
            rows.push(Row::default());
        }
        rows.push(Line::from(vec![
            Span::raw(" ".repeat(usize::from(before))),
            Span::styled(title, style.patch(theme.title)),
        ]));
        rows.blank();
        rows.extend(Rows::text(&self.about, inside, theme.text));
        rows.extend(Rows::text(&self.large, inside, theme.title));
        for note in &self.notes {
            rows.extend(Rows::text(note, inside, theme.text));
        }
        let says_more = !(self.about.is_empty() && self.large.is_empty() && self.notes.is_empty());
        if !self.facts.facts.is_empty() {
            if pen.fit == Fit::Roomy && says_more {
                rows.blank();
            }
            // In its frame they have a column of labels of their own.
            rows.extend(self.facts.paint(pen.narrower(inside).labeling(&[])));
        }
        let buttons = self.buttons.paint(pen.narrower(inside));
        if buttons.height() > 0 {
            if pen.fit == Fit::Roomy {
                rows.blank();
            }
            rows.extend(buttons);
        }
        let frame = Frame {
            symbols: &theme.symbols,
            style,
            title: Vec::new(),
            badge: None,
        };
        frame.around(rows, width)
    }

    pub(super) fn say(&self, context: &Context) -> Vec<String> {
        let mut said = vec![format!("{}.", self.title.trim_end_matches('.'))];
        if self.about.is_empty() {
            said.extend(Some(self.large.clone()).filter(|large| !large.is_empty()));
        } else {
            said.push(format!("{} {}.", self.about, self.large));
        }
        said.extend(self.notes.iter().cloned());
        said.extend(self.facts.say(context));
        said
    }
}
