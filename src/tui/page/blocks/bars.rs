//! Numbers as bars below each other, the longest as long as there is room.

use ratatui::text::{Line, Span};

use crate::tui::page::pen::Pen;
use crate::tui::page::rows::Rows;
use crate::tui::widgets::cells;

/// Blanks beside a bar.
const GAP: usize = 2;
/// Columns of the longest bar.
const LONGEST: usize = 24;

/// The bars, from above.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bars(pub Vec<Bar>);

/// One of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bar {
    /// What is counted.
    pub label: String,
    /// How much there is of it.
    pub count: usize,
    /// The same in words.
    pub said: String,
}

impl Bars {
    pub(super) fn paint(&self, pen: Pen<'_>) -> Rows {
        let widest = |text: fn(&Bar) -> &String| {
            let widths = self.0.iter().map(|bar| cells::columns(text(bar)));
            usize::from(widths.max().unwrap_or(0))
        };
        let (labels, numbers) = (widest(|bar| &bar.label), widest(|bar| &bar.said));
        let room = usize::from(pen.width).saturating_sub(labels + numbers + 2 * GAP);
        let longest = room.min(LONGEST);
        let most = self.0.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
        let symbols = &pen.theme.symbols;
        let rows = self.0.iter().map(|bar| {
            // Whatever there is of it is seen.
            let full = (bar.count * longest).div_ceil(most);
            let before = labels + GAP - usize::from(cells::columns(&bar.label));
            let behind = GAP + numbers - usize::from(cells::columns(&bar.said));
            Line::from(vec![
                Span::styled(bar.label.clone(), pen.theme.faint),
                Span::raw(" ".repeat(before)),
                Span::styled(symbols.bar_full.repeat(full), pen.theme.accent),
                Span::styled(symbols.bar_rest.repeat(longest - full), pen.theme.border),
                Span::raw(" ".repeat(behind)),
                Span::styled(bar.said.clone(), pen.theme.text),
            ])
        });
        Rows(rows.map(Into::into).collect())
    }
}
