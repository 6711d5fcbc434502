//! The cells of a terminal, as it shows them or as it shall.

use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::Size;

use super::super::caps::Caps;
use super::pen::CellPen;
use super::symbol::Symbol;

/// One cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Glyph {
    pub(super) symbol: Symbol,
    pub(super) pen: CellPen,
}

/// The cells of a whole terminal, row by row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Grid {
    width: u16,
    height: u16,
    glyphs: Vec<Glyph>,
}

impl Glyph {
    /// A blank in the terminal's own style.
    pub(super) const BLANK: Self = Self {
        symbol: Symbol::Char(' ', 1),
        pen: CellPen::PLAIN,
    };

    /// Whether both look the same.
    pub(super) fn looks_like(&self, other: &Self) -> bool {
        self == other || (self.is_blank() && other.is_blank() && self.pen.blanks_like(other.pen))
    }

    /// Whether nothing but the background stands here.
    pub(super) const fn is_blank(&self) -> bool {
        matches!(self.symbol, Symbol::Char(' ', _))
    }

    /// Whether erasing the cell gives what it shows.
    pub(super) fn is_erased(&self) -> bool {
        self.is_blank() && self.pen.erases()
    }
}

impl Grid {
    /// Nothing but blanks.
    pub(super) fn blank(size: Size) -> Self {
        let count = usize::from(size.width) * usize::from(size.height);
        Self {
            width: size.width,
            height: size.height,
            glyphs: vec![Glyph::BLANK; count],
        }
    }

    /// Columns.
    pub(super) const fn width(&self) -> u16 {
        self.width
    }

    /// Rows.
    pub(super) const fn height(&self) -> u16 {
        self.height
    }

    /// The cells of a row.
    pub(super) fn row(&self, y: u16) -> &[Glyph] {
        let start = usize::from(y) * usize::from(self.width);
        self.glyphs
            .get(start..start + usize::from(self.width))
            .unwrap_or_default()
    }

    /// The cell at a position.
    pub(super) fn glyph(&self, x: u16, y: u16) -> Option<&Glyph> {
        self.row(y).get(usize::from(x))
    }

    /// Makes a row the same as a row of another grid of the same size.
    pub(super) fn copy_row(&mut self, y: u16, from: &Self, source: u16) {
        let start = usize::from(y) * usize::from(self.width);
        let end = start + usize::from(self.width);
        let from = from.row(source);
        if let Some(row) = self
            .glyphs
            .get_mut(start..end)
            .filter(|row| row.len() == from.len())
        {
            row.clone_from_slice(from);
        }
    }

    /// Makes every cell a blank.
    pub(super) fn clear(&mut self) {
        self.glyphs.fill(Glyph::BLANK);
    }

    /// Erases cells of a row, from `start` up to but not including `end`.
    pub(super) fn erase(&mut self, y: u16, start: u16, end: u16) {
        for x in start..end.min(self.width) {
            self.put(x, y, Glyph::BLANK);
        }
    }

    /// Puts what a cell of ratatui shows.
    pub(super) fn draw(&mut self, x: u16, y: u16, cell: &Cell, caps: Caps) {
        let pen = CellPen::of(cell, caps.color);
        let room = self.width.saturating_sub(x);
        let symbol = match Symbol::of(cell.symbol(), cell.cell_width(), room) {
            Symbol::Char(c, width) if caps.ascii => Symbol::Char(ascii_of(c), width),
            symbol => symbol,
        };
        self.put(x, y, Glyph { symbol, pen });
    }

    /// Puts a symbol with its continuation; a wide symbol that loses one of its halves leaves blanks.
    fn put(&mut self, x: u16, y: u16, glyph: Glyph) {
        if x >= self.width || y >= self.height {
            return;
        }
        let (width, pen) = (glyph.symbol.width(), glyph.pen);
        for column in x..(x + width).min(self.width) {
            self.break_up(column, y);
        }
        self.set(x, y, glyph);
        for column in x + 1..(x + width).min(self.width) {
            self.set(
                column,
                y,
                Glyph {
                    symbol: Symbol::Continuation,
                    pen,
                },
            );
        }
    }

    /// Turns the wide symbol that covers a cell into blanks.
    fn break_up(&mut self, x: u16, y: u16) {
        let mut head = x;
        while head > 0 && self.is_continuation(head, y) {
            head -= 1;
        }
        let Some(width) = self.glyph(head, y).map(|glyph| glyph.symbol.width()) else {
            return;
        };
        if width > 1 {
            for column in head..head + width {
                if let Some(pen) = self.glyph(column, y).map(|glyph| glyph.pen) {
                    self.set(column, y, Glyph { pen, ..Glyph::BLANK });
                }
            }
        }
    }

    fn is_continuation(&self, x: u16, y: u16) -> bool {
        self.glyph(x, y)
            .is_some_and(|glyph| glyph.symbol == Symbol::Continuation)
    }

    fn set(&mut self, x: u16, y: u16, glyph: Glyph) {
        let index = usize::from(y) * usize::from(self.width) + usize::from(x);
        if let Some(slot) = self.glyphs.get_mut(index) {
            *slot = glyph;
        }
    }
}

/// The nearest ASCII sign for what borders and marks are drawn with; other characters stay.
const fn ascii_of(c: char) -> char {
    match c {
        '─' | '━' | '═' | '╌' | '┄' | '–' | '—' => '-',
        '│' | '┃' | '║' | '┆' | '╎' => '|',
        '\u{2500}'..='\u{257f}' => '+',
        '▸' | '▶' | '›' | '→' | '❯' => '>',
        '◂' | '◀' | '‹' | '←' => '<',
        '▲' | '↑' => '^',
        '▼' | '↓' => 'v',
        '●' | '•' | '◉' | '·' | '✓' | '✔' => '*',
        '○' => 'o',
        '█' | '▓' | '▒' | '░' => '#',
        '…' => '.',
        other => other,
    }
}
