//! The difference between two screens, as the fewest bytes that we know to say it with.
//!
//! The encoder remembers what the terminal shows, which style it writes with and where its cursor is, so a frame
//! says only what is new: runs of changed cells, style deltas, the shortest moves, and one erasure instead of a
//! row of blanks. Rows that moved together are moved by the terminal, and whenever drawing the whole screen anew would
//! be shorter, that is what it does.
//!
//! Terminals differ in what color they erase with: some take the background of the pen, some their own. So nothing is
//! erased, and no row comes in, while the pen has a background; blanks that have one are written.

pub(in crate::tui) mod color;
mod grid;
mod movement;
mod pen;
mod scroll;
mod symbol;

use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use self::grid::{Glyph, Grid};
use self::movement::{Spot, counted, path};
use self::pen::CellPen;
use self::scroll::Scroll;
use self::symbol::Symbol;
use super::caps::Caps;

/// Turns cells into bytes, frame by frame.
#[derive(Debug)]
pub struct Encoder {
    caps: Caps,
    /// What the terminal shows.
    shown: Grid,
    /// What it shall show.
    wanted: Grid,
    /// The rows in which the two may differ.
    touched: Vec<bool>,
    brush: Brush,
    /// Where the cursor shall be shown; hidden otherwise.
    cursor: Option<Position>,
    /// Whether the terminal shows its cursor, if that is known.
    cursor_shown: Option<bool>,
    /// What the terminal shows is unknown: begin with an empty screen.
    unknown: bool,
    /// The last symbol drawn in this frame: the columns that it covers, and its row.
    last_drawn: Option<(std::ops::Range<u16>, u16)>,
    /// Another way to draw a frame, while it is weighed.
    other: Vec<u8>,
    /// What the terminal would show once rows have moved.
    moved: Grid,
}

/// What the terminal will do with the next byte.
#[derive(Clone, Copy, Debug)]
struct Brush {
    pen: Option<CellPen>,
    spot: Spot,
}

/// Shorter frames are not worth looking for rows that moved.
const MOVING_FROM: usize = 120;
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
            touched: vec![false; usize::from(size.height)],
            brush: Brush {
                pen: None,
                spot: Spot::Unknown,
            },
            cursor: None,
            cursor_shown: None,
            unknown: true,
            last_drawn: None,
            other: Vec::new(),
            moved: Grid::blank(size),
        }
    }

    /// Changes the size; everything is drawn anew.
    pub fn resize(&mut self, size: Size) {
        self.shown = Grid::blank(size);
        self.wanted = Grid::blank(size);
        self.moved = Grid::blank(size);
        self.touched = vec![false; usize::from(size.height)];
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
        self.touched.fill(true);
        self.wanted.clear();
    }

    /// Makes the cells of a row blanks, from column `start` up to but not including `end`.
    pub fn erase(&mut self, y: u16, start: u16, end: u16) {
        self.touch(y);
        self.wanted.erase(y, start, end);
    }

    /// Puts a cell.
    pub fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        // ratatui sends a blank for the second column of some emoji right behind them; it is covered already.
        let covered = |(columns, row): &(std::ops::Range<u16>, u16)| *row == y && columns.contains(&x);
        if cell.symbol() == " " && self.last_drawn.as_ref().is_some_and(covered) {
            return;
        }
        self.touch(y);
        self.wanted.draw(x, y, cell, self.caps);
        let width = self.wanted.glyph(x, y).map_or(1, |glyph| glyph.symbol.width());
        self.last_drawn = Some((x + 1..x + width, y));
    }

    /// Shows the cursor at a position, or hides it.
    pub fn set_cursor(&mut self, cursor: Option<Position>) {
        self.cursor = cursor;
    }

    /// Appends the bytes that make the terminal show what it shall; none when it does. The terminal is taken to get
    /// them.
    pub fn encode(&mut self, out: &mut Vec<u8>) {
        self.brush = self.paint(out);
        let show = self.cursor.is_some();
        if self.cursor_shown != Some(show) {
            out.extend_from_slice(if show { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.cursor_shown = Some(show);
        }
        for (y, touched) in (0..).zip(&mut self.touched) {
            if std::mem::take(touched) {
                self.shown.copy_row(y, &self.wanted, y);
            }
        }
        self.unknown = false;
    }

    fn touch(&mut self, y: u16) {
        if let Some(touched) = self.touched.get_mut(usize::from(y)) {
            *touched = true;
        }
    }

    /// The cells and the cursor's place: what changed, or everything when that is shorter.
    fn paint(&mut self, out: &mut Vec<u8>) -> Brush {
        if self.unknown {
            return self.paint_anew(out);
        }
        let start = out.len();
        let mut painter = Painter::new(&self.wanted, self.brush, out);
        for (y, touched) in (0..).zip(&self.touched) {
            if *touched {
                painter.row(y, Some(self.shown.row(y)));
            }
        }
        let mut brush = painter.finish(self.cursor);
        let mut other = std::mem::take(&mut self.other);
        if out.len() - start > MOVING_FROM
            && let Some(scroll) = Scroll::between(&self.shown, &self.wanted, &self.touched)
        {
            scroll.apply(&self.shown, &mut self.moved);
            let moved = self.paint_moved(scroll, &mut other);
            brush = shorter(out, start, &mut other, (brush, moved));
        }
        // No screen is drawn with fewer bytes than the symbols on it, so mostly there is nothing to compare.
        if self.has_fewer_symbols_than(out.len() - start) {
            let anew = self.paint_anew(&mut other);
            brush = shorter(out, start, &mut other, (brush, anew));
        }
        self.other = other;
        brush
    }

    /// What differs once the terminal has moved rows.
    fn paint_moved(&self, scroll: Scroll, out: &mut Vec<u8>) -> Brush {
        let mut painter = Painter::new(&self.wanted, self.brush, out);
        painter.select(CellPen::PLAIN);
        scroll.write(painter.out);
        painter.brush.spot = Spot::Unknown;
        for y in 0..self.wanted.height() {
            painter.row(y, Some(self.moved.row(y)));
        }
        painter.finish(self.cursor)
    }

    fn paint_anew(&self, out: &mut Vec<u8>) -> Brush {
        let mut painter = Painter::new(&self.wanted, self.brush, out);
        painter.select(CellPen::PLAIN);
        painter.out.extend_from_slice(b"\x1b[2J");
        for y in 0..self.wanted.height() {
            painter.row(y, None);
        }
        painter.finish(self.cursor)
    }

    fn has_fewer_symbols_than(&self, count: usize) -> bool {
        let symbols = (0..self.wanted.height())
            .flat_map(|y| self.wanted.row(y))
            .filter(|glyph| !glyph.is_erased() && glyph.symbol.width() > 0);
        symbols.take(count).count() < count
    }
}

/// Keeps the shorter one of two ways to draw a frame, of which one stands at the end of `out`, and empties the other;
/// gives the brush that it leaves.
fn shorter(out: &mut Vec<u8>, start: usize, other: &mut Vec<u8>, (brush, of_other): (Brush, Brush)) -> Brush {
    let is_shorter = other.len() < out.len() - start;
    if is_shorter {
        out.truncate(start);
        out.extend_from_slice(other);
    }
    other.clear();
    if is_shorter { of_other } else { brush }
}

/// Writes one frame.
struct Painter<'a> {
    wanted: &'a Grid,
    out: &'a mut Vec<u8>,
    brush: Brush,
}

impl<'a> Painter<'a> {
    const fn new(wanted: &'a Grid, brush: Brush, out: &'a mut Vec<u8>) -> Self {
        Self { wanted, out, brush }
    }

    fn finish(mut self, cursor: Option<Position>) -> Brush {
        if let Some(Position { x, y }) = cursor {
            self.move_to(x, y);
        }
        self.brush
    }

    fn move_to(&mut self, x: u16, y: u16) {
        path(self.brush.spot, x, y, self.out);
        self.brush.spot = Spot::At(x, y);
    }

    /// Writes every cell of a row that differs from what is shown; nothing is shown on an empty screen.
    fn row(&mut self, y: u16, shown: Option<&[Glyph]>) {
        let wanted = self.wanted.row(y);
        let differs = |x: &u16| {
            let index = usize::from(*x);
            let shown = shown.map_or(Some(&Glyph::BLANK), |shown| shown.get(index));
            match (wanted.get(index), shown) {
                (Some(wanted), Some(shown)) => !wanted.looks_like(shown),
                _ => false,
            }
        };
        let width = self.wanted.width();
        let Some(mut last) = (0..width).rev().find(differs) else {
            return;
        };
        let mut x = 0;
        // Up to here the cells may be spoiled by a symbol before them.
        let mut spoiled = 0;
        while let Some(next) = (x..=last).find(|x| *x < spoiled || differs(x)) {
            x = next;
            let blanks = blanks_from(wanted, x);
            let behind = x + blanks;
            let span = behind.min(last + 1) - x;
            if behind == width && span > 3 {
                self.prepare_to_erase(x, y);
                self.out.extend_from_slice(b"\x1b[K");
                return;
            }
            if span
                >= if behind > last {
                    ERASE_LAST_FROM
                } else {
                    ERASE_FROM
                }
            {
                self.prepare_to_erase(x, y);
                counted(span, b'X', self.out);
                x += span;
                continue;
            }
            let Some(glyph) = wanted.get(usize::from(x)) else {
                return;
            };
            self.glyph(x, y, glyph);
            x += glyph.symbol.width().max(1);
            spoiled = spoiled.max(x + glyph.symbol.spoils());
            last = last.max(spoiled.saturating_sub(1)).min(width - 1);
        }
    }

    fn prepare_to_erase(&mut self, x: u16, y: u16) {
        self.go(x, y);
        if !self.brush.pen.is_some_and(CellPen::erases) {
            self.select(CellPen::PLAIN);
        }
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
        let (width, is_doubtful) = (glyph.symbol.width(), glyph.symbol.is_doubtful());
        if is_doubtful && width > 1 {
            // A terminal that gives it fewer columns must not show what was there before.
            self.make_blank(x, y, width);
        }
        glyph.symbol.write(self.out);
        let end = x + width;
        self.brush.spot = match end {
            _ if is_doubtful => Spot::Unknown,
            _ if end >= self.wanted.width() => Spot::PastEnd(y),
            _ => Spot::At(end, y),
        };
    }

    /// Makes columns blank with the pen at hand, and comes back to the first of them.
    fn make_blank(&mut self, x: u16, y: u16, width: u16) {
        if self.brush.pen.is_some_and(CellPen::erases) {
            counted(width, b'X', self.out);
        } else {
            self.out.extend(std::iter::repeat_n(b' ', usize::from(width)));
            path(Spot::Unknown, x, y, self.out);
        }
    }

    fn select(&mut self, pen: CellPen) {
        pen.select(self.brush.pen, self.out);
        self.brush.pen = Some(pen);
    }

    /// Moves the cursor, by writing the cells on the way again where that is shorter.
    fn go(&mut self, x: u16, y: u16) {
        let (from, start) = (self.brush.spot, self.out.len());
        self.move_to(x, y);
        if let Spot::At(column, row) = from
            && row == y
            && column < x
            && usize::from(x - column) <= self.out.len() - start
            && let Some(way) = self.wanted.row(y).get(usize::from(column)..usize::from(x))
            && way
                .iter()
                .all(|glyph| matches!(glyph.symbol, Symbol::Char(c, 1) if c.is_ascii()) && self.suits(glyph))
        {
            self.out.truncate(start);
            for glyph in way {
                glyph.symbol.write(self.out);
            }
        }
    }
}

/// How many cells from `theme::directory` on show nothing that an erasure would not leave.
fn blanks_from(row: &[Glyph], x: u16) -> u16 {
    let count = row
        .iter()
        .skip(usize::from(x))
        .take_while(|glyph| glyph.is_erased())
        .count();
    u16::try_from(count).unwrap_or(0)
}
