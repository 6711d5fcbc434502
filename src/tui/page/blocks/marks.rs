//! Words side by side that signal something, each behind its sign; or filled, as badges are.

use ratatui::text::{Line, Span};

use crate::tui::page::pen::Pen;
use crate::tui::page::rows::Rows;
use crate::tui::page::{Mark, Signal};
use crate::tui::widgets::cells;

/// Blanks between two words.
const GAP: u16 = 3;

/// The words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Marks {
    /// From the left.
    pub marks: Vec<Mark>,
    /// Whether they are filled.
    pub filled: bool,
}

impl Marks {
    pub(super) fn paint(&self, pen: Pen<'_>) -> Rows {
        let mut rows = Rows::default();
        let (mut line, mut used) = (Line::default(), 0_u16);
        for mark in &self.marks {
            let span = if self.filled {
                pen.theme.badge_of(mark.signal, &mark.text)
            } else {
                Span::styled(signed(mark, pen), pen.signal(mark.signal))
            };
            let width = cells::columns(&span.content);
            if used > 0 && used.saturating_add(GAP).saturating_add(width) > pen.width {
                rows.push(std::mem::take(&mut line));
                used = 0;
            }
            if used > 0 {
                line.push_span(Span::raw(" ".repeat(usize::from(GAP))));
                used += GAP;
            }
            used = used.saturating_add(width);
            line.push_span(span);
        }
        rows.push(line);
        rows
    }

    pub(super) fn say(&self) -> Vec<String> {
        self.marks.iter().map(|mark| mark.text.clone()).collect()
    }
}

/// The word behind the sign of its signal.
fn signed(mark: &Mark, pen: Pen<'_>) -> String {
    match mark.signal {
        Signal::Good => format!("{} {}", pen.theme.symbols.check, mark.text),
        Signal::Warn => format!("! {}", mark.text),
        Signal::Bad => format!("{} {}", pen.theme.symbols.cross, mark.text),
        Signal::None => mark.text.clone(),
    }
}
