//! The cells of a terminal, as it shows them or as it shall.

use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::Size;

use super::super::caps::Caps;
use super::pen::Pen;
use crate::domain::text::is_hostile;

/// One cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Glyph {
    pub(super) symbol: Symbol,
    pub(super) pen: Pen,
}

/// What stands in a cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Symbol {
    /// A character of the given width, 1 or 2.
    Char(char, u16),
    /// A character with marks, or an emoji of several characters, of the given width.
    Cluster(Box<str>, u16),
    /// The right part of a wide character.
    Continuation,
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
        pen: Pen::PLAIN,
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

impl Symbol {
    /// Columns.
    pub(super) const fn width(&self) -> u16 {
        match self {
            Self::Char(_, width) | Self::Cluster(_, width) => *width,
            Self::Continuation => 0,
        }
    }

    /// Appends the characters.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Char(c, _) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Self::Cluster(text, _) => out.extend_from_slice(text.as_bytes()),
            Self::Continuation => {}
        }
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
    ///
    /// Symbols that could move the cursor, reorder the line or hide are shown as `?`: whatever reached the cell,
    /// the terminal gets text.
    pub(super) fn draw(&mut self, x: u16, y: u16, cell: &Cell, caps: Caps) {
        let pen = Pen::of(cell, caps.color);
        let text = cell.symbol();
        let width = if text.chars().any(is_hostile) {
            0
        } else {
            cell.cell_width()
        };
        let fits = x + width <= self.width;
        let mut chars = text.chars();
        let symbol = match (chars.next(), chars.next()) {
            _ if width == 0 => Symbol::Char(if text.is_empty() { ' ' } else { '?' }, 1),
            _ if !fits => Symbol::Char(' ', 1),
            (Some(c), None) => Symbol::Char(if caps.ascii { ascii_of(c) } else { c }, width),
            _ => Symbol::Cluster(text.into(), width),
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
        '\u{a0}' => ' ',
        '○' => 'o',
        '█' | '▓' | '▒' | '░' => '#',
        '…' => '.',
        other => other,
    }
}
