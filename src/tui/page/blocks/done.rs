//! The good moment: what was done stands in a frame with a check mark, and what it brought in a row of its own.

use ratatui::text::{Line, Span};

use crate::tui::page::pen::{Fit, Pen};
use crate::tui::page::rows::{FRAME, Frame, Row, Rows};
use crate::tui::widgets::cells;

/// Widest frame.
const WIDEST: u16 = 66;

/// What was done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Done {
    /// What was done.
    pub title: String,
    /// What it brought, a row each; the first one decides.
    pub brought: Vec<String>,
}

impl Done {
    pub(super) fn paint(&self, pen: Pen<'_>) -> Rows {
        let theme = pen.theme;
        let width = pen.width.min(WIDEST);
        let inside = width.saturating_sub(2 * FRAME);
        let title = format!("{}  {}", theme.symbols.check, self.title);
        let before = inside.saturating_sub(cells::columns(&title)) / 2;
        let mut rows = Rows::default();
        if pen.fit == Fit::Roomy {
            rows.push(Row::default());
        }
        rows.push(Line::from(vec![
            Span::raw(" ".repeat(usize::from(before))),
            Span::styled(title, theme.success.patch(theme.title)),
        ]));
        rows.blank();
        for (place, line) in self.brought.iter().enumerate() {
            let style = if place == 0 { theme.title } else { theme.text };
            rows.extend(Rows::text(line, inside, style));
        }
        if pen.fit == Fit::Roomy {
            rows.push(Row::default());
        }
        let frame = Frame {
            symbols: &theme.symbols,
            style: theme.success,
            title: Vec::new(),
            badge: None,
        };
        frame.around(rows, width)
    }

    pub(super) fn say(&self) -> Vec<String> {
        let mut said = vec![format!("{}.", self.title.trim_end_matches('.'))];
        said.extend(self.brought.iter().cloned());
        said
    }
}
