//! Figures: how many there are of each sort. Where sections stand apart each has a frame, the number over its words;
//! elsewhere all of them stand in one row, and what finds no room there is left out whole, the last ones first, with a
//! sign that there is more.

use ratatui::text::{Line, Span};

use crate::domain::message::Arg;
use crate::tui::layer::Context;
use crate::tui::page::Signal;
use crate::tui::page::pen::{Fit, Pen};
use crate::tui::page::rows::{FRAME, Frame, Row, Rows};
use crate::tui::widgets::cells;

/// Columns of a frame, where its words take no more.
const USUAL: u16 = 22;
/// Columns between frames.
const GAP: u16 = 2;
/// Blanks between figures in a row, the wider first.
const BLANKS: [usize; 2] = [3, 2];

/// The figures, from the left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figures(pub Vec<Figure>);

/// One of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    /// What the number signals.
    pub signal: Signal,
    /// The number.
    pub count: String,
    /// What it counts.
    pub label: String,
    /// The same in fewer words, for where there is little room.
    pub brief: String,
}

impl Figure {
    fn number(&self, pen: Pen<'_>) -> Span<'static> {
        let style = match self.signal {
            Signal::None => pen.theme.accent,
            signal => pen.signal(signal),
        };
        Span::styled(self.count.clone(), style)
    }
}

impl Figures {
    pub(super) fn paint(&self, pen: Pen<'_>) -> Rows {
        let framed = (pen.fit == Fit::Roomy).then(|| self.framed(pen));
        framed.flatten().unwrap_or_else(|| self.in_a_row(pen))
    }

    /// A frame each, all equally wide; none where one of them had no room for its words.
    fn framed(&self, pen: Pen<'_>) -> Option<Rows> {
        let count = u16::try_from(self.0.len()).ok().filter(|count| *count > 0)?;
        let room = pen.width.saturating_sub(GAP * (count - 1)) / count;
        let wordings: [fn(&Figure) -> &String; 2] = [|figure| &figure.label, |figure| &figure.brief];
        let (words, widest) = wordings.into_iter().find_map(|words| {
            let widest = self.0.iter().map(|figure| cells::columns(words(figure))).max()?;
            let widest = widest + 2 * FRAME;
            (widest <= room).then_some((words, widest))
        })?;
        let width = room.min(USUAL).max(widest);
        let mut x = 0;
        let frames = self.0.iter().map(|figure| {
            let mut rows = Rows::default();
            rows.push(Line::from(figure.number(pen)));
            rows.push(Row::styled(words(figure).clone(), pen.theme.faint));
            let frame = Frame {
                symbols: &pen.theme.symbols,
                style: pen.theme.border,
                title: Vec::new(),
                badge: None,
            };
            let column = x;
            x += width + GAP;
            (column, frame.around(rows, width))
        });
        Some(Rows::beside(frames.collect()))
    }

    fn in_a_row(&self, pen: Pen<'_>) -> Rows {
        let more = Span::styled(format!(" {}", pen.theme.symbols.ellipsis), pen.theme.faint);
        let row = |words: fn(&Figure) -> &String, blanks: usize| {
            let (mut line, mut is_whole) = (Line::default(), true);
            let room = usize::from(pen.width);
            for (at, figure) in self.0.iter().enumerate() {
                let number = figure.number(pen);
                let before = if line.spans.is_empty() { 0 } else { blanks };
                let width = line.width()
                    + before
                    + usize::from(cells::columns(words(figure)))
                    + 1
                    + usize::from(cells::columns(&number.content));
                let is_last = at + 1 == self.0.len();
                if width + if is_last { 0 } else { more.width() } > room {
                    is_whole = false;
                    line.push_span(more.clone());
                    break;
                }
                line.push_span(Span::raw(" ".repeat(before)));
                line.push_span(Span::styled(format!("{} ", words(figure)), pen.theme.text));
                line.push_span(number);
            }
            (line, is_whole)
        };
        let [wide, narrow] = BLANKS;
        let tried = [
            row(|figure| &figure.label, wide),
            row(|figure| &figure.brief, wide),
        ];
        let whole = tried.into_iter().find(|(_, is_whole)| *is_whole);
        let (line, _) = whole.unwrap_or_else(|| row(|figure| &figure.brief, narrow));
        Rows(vec![line.into()])
    }

    pub(super) fn say(&self, context: &Context) -> Vec<String> {
        let said = self.0.iter().map(|figure| {
            let args = [
                ("label", Arg::Text(figure.label.clone())),
                ("value", Arg::Text(figure.count.clone())),
            ];
            context.i18n.tr("plain-value", &args)
        });
        said.collect()
    }
}
