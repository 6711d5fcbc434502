//! The difference between two screens, as the fewest bytes that we know to say it with.
//!
//! The encoder remembers what the terminal shows, which style it writes with and where its cursor is, so a frame
//! says only what is new: runs of changed cells, style deltas, the shortest moves, and one erasure instead of a
//! row of blanks. Whenever drawing the whole screen anew would be shorter, that is what it does.

pub(in crate::tui) mod color;
mod grid;
mod movement;
mod pen;

use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use self::grid::{Glyph, Grid, Symbol};
use self::movement::{Spot, counted, path};
use self::pen::Pen;
use super::caps::Caps;

/// Turns cells into bytes, frame by frame.
#[derive(Debug)]
pub struct Encoder {
    caps: Caps,
    /// What the terminal shows.
    shown: Grid,
    /// What it shall show.
    wanted: Grid,
    brush: Brush,
    /// Where the cursor shall be shown; hidden otherwise.
    cursor: Option<Position>,
    /// Whether the terminal shows its cursor, if that is known.
    cursor_shown: Option<bool>,
    /// What the terminal shows is unknown: begin with an empty screen.
    unknown: bool,
    /// The last symbol drawn in this frame: the columns that it covers, and its row.
    last_drawn: Option<(std::ops::Range<u16>, u16)>,
}

/// What the terminal will do with the next byte.
#[derive(Clone, Copy, Debug)]
struct Brush {
    pen: Option<Pen>,
    spot: Spot,
}

/// Erasing a part of a row is worth it only for more blanks than its own bytes and those of the move behind them.
const ERASE_FROM: u16 = 10;
/// The same where nothing is drawn behind them.
const ERASE_LAST_FROM: u16 = 6;

impl Encoder {
    /// An encoder for a terminal of which nothing is known but its size.
    pub fn new(size: Size, caps: Caps) -> Self {
        Self {
            caps,
            shown: Grid::blank(size),
            wanted: Grid::blank(size),
            brush: Brush {
                pen: None,
                spot: Spot::Unknown,
            },
            cursor: None,
            cursor_shown: None,
            unknown: true,
            last_drawn: None,
        }
    }

    /// Changes the size; everything is drawn anew.
    pub fn resize(&mut self, size: Size) {
        self.shown = Grid::blank(size);
        self.wanted = Grid::blank(size);
        self.forget();
    }

    /// Says that the terminal may show anything: everything is drawn anew.
    pub fn forget(&mut self) {
        self.brush = Brush {
            pen: None,
            spot: Spot::Unknown,
        };
        self.cursor_shown = None;
        self.unknown = true;
    }

    /// Begins a frame.
    pub fn begin(&mut self) {
        self.last_drawn = None;
    }

    /// Makes every cell a blank.
    pub fn clear(&mut self) {
        self.wanted.clear();
    }

    /// Makes the cells of a row blanks, from column `start` up to but not including `end`.
    pub fn erase(&mut self, y: u16, start: u16, end: u16) {
        self.wanted.erase(y, start, end);
    }

    /// Puts a cell.
    pub fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        // ratatui sends a blank for the second column of some emoji right behind them; it is covered already.
        let covered = |(columns, row): &(std::ops::Range<u16>, u16)| *row == y && columns.contains(&x);
        if cell.symbol() == " " && self.last_drawn.as_ref().is_some_and(covered) {
            return;
        }
        self.wanted.draw(x, y, cell, self.caps);
        let width = self.wanted.glyph(x, y).map_or(1, |glyph| glyph.symbol.width());
        self.last_drawn = Some((x + 1..x + width, y));
    }

    /// Shows the cursor at a position, or hides it.
    pub fn set_cursor(&mut self, cursor: Option<Position>) {
        self.cursor = cursor;
    }

    /// The bytes that make the terminal show what it shall; empty when it does. The terminal is taken to get them.
    pub fn encode(&mut self) -> Vec<u8> {
        let (mut bytes, brush) = self.paint();
        self.brush = brush;
        let show = self.cursor.is_some();
        if self.cursor_shown != Some(show) {
            bytes.extend_from_slice(if show { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.cursor_shown = Some(show);
        }
        self.shown.clone_from(&self.wanted);
        self.unknown = false;
        bytes
    }

    /// The cells and the cursor's place: what changed, or everything when that is shorter.
    fn paint(&self) -> (Vec<u8>, Brush) {
        let anew = || {
            let mut painter = Painter::new(&self.wanted, self.brush);
            painter.select(Pen::PLAIN);
            painter.out.extend_from_slice(b"\x1b[2J");
            painter.changes(&Grid::blank(Size::new(self.wanted.width(), self.wanted.height())));
            painter.finish(self.cursor)
        };
        if self.unknown {
            return anew();
        }
        let mut painter = Painter::new(&self.wanted, self.brush);
        painter.changes(&self.shown);
        let changes = painter.finish(self.cursor);
        // No screen is drawn with fewer bytes than the symbols on it, so mostly there is nothing to compare.
        if changes.0.len() <= self.symbols_at_least() {
            return changes;
        }
        let anew = anew();
        if anew.0.len() < changes.0.len() {
            anew
        } else {
            changes
        }
    }

    fn symbols_at_least(&self) -> usize {
        (0..self.wanted.height())
            .flat_map(|y| self.wanted.row(y))
            .filter(|glyph| !glyph.is_blank() && glyph.symbol.width() > 0)
            .count()
    }
}

/// Writes one frame.
struct Painter<'a> {
    wanted: &'a Grid,
    out: Vec<u8>,
    brush: Brush,
}

impl<'a> Painter<'a> {
    const fn new(wanted: &'a Grid, brush: Brush) -> Self {
        Self {
            wanted,
            out: Vec::new(),
            brush,
        }
    }

    fn finish(mut self, cursor: Option<Position>) -> (Vec<u8>, Brush) {
        if let Some(Position { x, y }) = cursor {
            self.out.extend(path(self.brush.spot, x, y));
            self.brush.spot = Spot::At(x, y);
        }
        (self.out, self.brush)
    }

    /// Writes every cell that differs from `shown`.
    fn changes(&mut self, shown: &Grid) {
        for y in 0..self.wanted.height() {
            self.row(y, shown.row(y));
        }
    }

    fn row(&mut self, y: u16, shown: &[Glyph]) {
        let wanted = self.wanted.row(y);
        let differs = |x: &u16| {
            let index = usize::from(*x);
            match (wanted.get(index), shown.get(index)) {
                (Some(wanted), Some(shown)) => !wanted.looks_like(shown),
                _ => false,
            }
        };
        let width = self.wanted.width();
        let Some(last) = (0..width).rev().find(differs) else {
            return;
        };
        let mut x = 0;
        while let Some(next) = (x..=last).find(differs) {
            x = next;
            let blanks = blanks_from(wanted, x);
            let behind = x + blanks;
            let span = behind.min(last + 1) - x;
            if behind == width && span > 3 {
                self.erase_with(x, y, b"\x1b[K");
                return;
            }
            if span
                >= if behind > last {
                    ERASE_LAST_FROM
                } else {
                    ERASE_FROM
                }
            {
                self.erase_with(x, y, &counted(span, b'X'));
                x += span;
                continue;
            }
            let Some(glyph) = wanted.get(usize::from(x)) else {
                return;
            };
            self.glyph(x, y, glyph);
            x += glyph.symbol.width().max(1);
        }
    }

    fn erase_with(&mut self, x: u16, y: u16, erasure: &[u8]) {
        self.go(x, y);
        if !self.brush.pen.is_some_and(Pen::erases) {
            self.select(Pen::PLAIN);
        }
        self.out.extend_from_slice(erasure);
    }

    fn glyph(&mut self, x: u16, y: u16, glyph: &Glyph) {
        if glyph.symbol == Symbol::Continuation {
            return;
        }
        self.go(x, y);
        if !self.suits(glyph) {
            self.select(glyph.pen);
        }
        self.write(x, y, glyph);
    }

    /// Whether the pen at hand draws the glyph as it shall look.
    fn suits(&self, glyph: &Glyph) -> bool {
        self.brush
            .pen
            .is_some_and(|pen| pen == glyph.pen || (glyph.is_blank() && pen.blanks_like(glyph.pen)))
    }

    fn write(&mut self, x: u16, y: u16, glyph: &Glyph) {
        glyph.symbol.write(&mut self.out);
        let end = x + glyph.symbol.width();
        self.brush.spot = match glyph.symbol {
            Symbol::Cluster(..) => Spot::Unknown,
            _ if end >= self.wanted.width() => Spot::PastEnd(y),
            _ => Spot::At(end, y),
        };
    }

    fn select(&mut self, pen: Pen) {
        pen.select(self.brush.pen, &mut self.out);
        self.brush.pen = Some(pen);
    }

    /// Moves the cursor, by writing the cells on the way again where that is shorter.
    fn go(&mut self, x: u16, y: u16) {
        let path = path(self.brush.spot, x, y);
        if let Spot::At(column, row) = self.brush.spot
            && row == y
            && column < x
            && usize::from(x - column) <= path.len()
            && let Some(way) = self.wanted.row(y).get(usize::from(column)..usize::from(x))
            && way
                .iter()
                .all(|glyph| matches!(glyph.symbol, Symbol::Char(c, 1) if c.is_ascii()) && self.suits(glyph))
        {
            for glyph in way {
                glyph.symbol.write(&mut self.out);
            }
        } else {
            self.out.extend(path);
        }
        self.brush.spot = Spot::At(x, y);
    }
}

/// How many cells from `x` on show nothing that an erasure would not leave.
fn blanks_from(row: &[Glyph], x: u16) -> u16 {
    let count = row
        .iter()
        .skip(usize::from(x))
        .take_while(|glyph| glyph.is_erased())
        .count();
    u16::try_from(count).unwrap_or(0)
}
