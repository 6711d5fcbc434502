//! Rows of styled text, with what a click means in them: what every block becomes, whatever it is.

use std::ops::Range;
use std::sync::Arc;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::tui::canvas::{Canvas, Target};
use crate::tui::theme::Symbols;
use crate::tui::widgets::cells;

/// One row.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub line: Line<'static>,
    /// Columns in which a click means something; what comes later lies above.
    pub spots: Vec<(Range<u16>, Target)>,
    /// Column of the cursor.
    pub cursor: Option<u16>,
    /// The cells that stand for its line, where they are kept: breaking a text into cells is most of what drawing costs.
    cells: Option<Arc<[Cell]>>,
}

/// Rows, from above.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows(pub Vec<Row>);

impl Row {
    /// The columns of its text.
    pub(super) fn width(&self) -> u16 {
        let spans = self.line.spans.iter();
        spans.fold(0, |width, span| {
            width.saturating_add(cells::columns(&span.content))
        })
    }

    /// Blanks up to a column.
    fn fill_to(&mut self, column: u16) {
        let missing = column.saturating_sub(self.width());
        if missing > 0 {
            self.line.push_span(Span::raw(" ".repeat(usize::from(missing))));
        }
    }

    /// Adds what stands in another row, from a column on.
    fn put(&mut self, column: u16, other: Self) {
        self.fill_to(column);
        let moved = |place: u16| place.saturating_add(column);
        self.line.spans.extend(other.line.spans);
        let spots = other.spots.into_iter();
        self.spots
            .extend(spots.map(|(at, target)| (moved(at.start)..moved(at.end), target)));
        self.cursor = self.cursor.or(other.cursor.map(moved));
    }

    /// Draws it.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        for (columns, target) in &self.spots {
            let place = Rect {
                x: area.x.saturating_add(columns.start),
                width: columns.end.saturating_sub(columns.start),
                ..area
            };
            canvas.target(place.intersection(area), *target);
        }
        match &self.cells {
            Some(cells) => canvas.cells(cells, area),
            None => canvas.line(&self.line, area),
        }
        if let Some(column) = self.cursor.filter(|column| *column < area.width) {
            canvas.set_cursor_position((area.x + column, area.y));
        }
    }
}

impl Row {
    /// A text in one style.
    pub(super) fn styled(text: impl Into<std::borrow::Cow<'static, str>>, style: Style) -> Self {
        Line::from(Span::styled(text, style)).into()
    }
}

impl From<Line<'static>> for Row {
    fn from(line: Line<'static>) -> Self {
        Self {
            line,
            ..Self::default()
        }
    }
}

impl Rows {
    pub(super) fn push(&mut self, row: impl Into<Row>) {
        self.0.push(row.into());
    }

    pub(super) fn blank(&mut self) {
        self.0.push(Row::default());
    }

    pub(super) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub(super) fn height(&self) -> u16 {
        u16::try_from(self.0.len()).unwrap_or(u16::MAX)
    }

    /// A text broken between its words.
    pub(super) fn text(text: &str, width: u16, style: Style) -> Self {
        let lines = crate::tui::widgets::scroll::wrap(text, width);
        Self(lines.into_iter().map(|line| Row::styled(line, style)).collect())
    }

    /// Blank rows below, up to a height.
    pub(super) fn fill_to(&mut self, height: usize) {
        while self.0.len() < height {
            self.blank();
        }
    }

    /// The same with cells in place of each line, for rows that are drawn many times and are put beside nothing more.
    #[must_use]
    pub(super) fn in_cells(mut self) -> Self {
        for row in &mut self.0 {
            let area = Rect::new(0, 0, row.width(), 1);
            let mut buffer = Buffer::empty(area);
            Canvas::new(&mut buffer).line(&std::mem::take(&mut row.line), area);
            row.cells = Some(buffer.content.into());
        }
        self
    }

    /// Everything moved to the right.
    #[must_use]
    pub(super) fn indented(self, columns: u16) -> Self {
        let rows = self.0.into_iter().map(|row| {
            let mut moved = Row::default();
            moved.put(columns, row);
            moved
        });
        Self(rows.collect())
    }

    /// Several side by side, each at its column.
    pub(super) fn beside(parts: Vec<(u16, Self)>) -> Self {
        let height = parts.iter().map(|(_, rows)| rows.0.len()).max().unwrap_or(0);
        let mut all = vec![Row::default(); height];
        for (column, part) in parts {
            for (row, more) in all.iter_mut().zip(part.0) {
                row.put(column, more);
            }
        }
        Self(all)
    }

    /// Makes a click anywhere in them mean something, below what they say of their own.
    pub(super) fn target(&mut self, width: u16, target: Target) {
        for row in &mut self.0 {
            row.spots.insert(0, (0..width, target));
        }
    }
}

/// A rounded frame around rows, two blanks beside them.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub symbols: &'a Symbols,
    pub style: Style,
    /// In the upper border, from the left; with its blanks.
    pub title: Vec<Span<'static>>,
    /// In the upper border, at the right end; with its blanks.
    pub badge: Option<Span<'static>>,
}

/// Columns that a frame takes at each side.
pub(super) const FRAME: u16 = 3;

impl Frame<'_> {
    /// The frame with rows in it.
    pub(super) fn around(self, rows: Rows, width: u16) -> Rows {
        let border = self.symbols.border;
        let dash = |count: u16, sign: &str| Span::styled(sign.repeat(usize::from(count)), self.style);
        let mut upper = vec![Span::styled(
            format!("{}{}", border.top_left, border.horizontal_top),
            self.style,
        )];
        upper.extend(self.title);
        let badge = self
            .badge
            .as_ref()
            .map_or(0, |badge| cells::columns(&badge.content));
        let used: u16 = upper.iter().map(|span| cells::columns(&span.content)).sum();
        let rest = width.saturating_sub(used).saturating_sub(badge).saturating_sub(2);
        upper.push(dash(rest, border.horizontal_top));
        upper.extend(self.badge);
        upper.push(Span::styled(
            format!("{}{}", border.horizontal_top, border.top_right),
            self.style,
        ));
        let mut framed = Rows::default();
        framed.push(Line::from(upper));
        for row in rows.0 {
            let mut within = Row::styled(border.vertical_left, self.style);
            within.put(FRAME, row);
            within.fill_to(width.saturating_sub(1));
            within
                .line
                .push_span(Span::styled(border.vertical_right, self.style));
            framed.push(within);
        }
        let lower = border
            .horizontal_bottom
            .repeat(usize::from(width.saturating_sub(2)));
        let lower = format!("{}{lower}{}", border.bottom_left, border.bottom_right);
        framed.push(Row::styled(lower, self.style));
        framed
    }
}
