//! What a session draws on: ratatui's terminal over our backend, and the bytes that each frame took.

use std::io::{self, Write};

use ratatui::Frame;
use ratatui::Terminal;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Rect, Size};

use super::backend::AnsiBackend;
use super::caps::Caps;
use super::modes::{self, Passage};

/// A terminal to draw frames on. The first frame, and the first after a resize, begins with an empty screen.
#[derive(Debug)]
pub struct FrameWriter<W: Write> {
    terminal: Terminal<AnsiBackend<W>>,
    caps: Caps,
}

/// How many bytes a frame took on the wire; none when nothing changed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FrameBytes(pub usize);

impl<W: Write> FrameWriter<W> {
    /// A screen whose frames go to `sink`, each in one `write_all`.
    pub fn new(sink: W, size: Size, caps: Caps) -> io::Result<Self> {
        let terminal = Terminal::new(AnsiBackend::new(sink, size, caps))?;
        Ok(Self { terminal, caps })
    }

    /// Draws a frame.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame)) -> io::Result<FrameBytes> {
        self.terminal.draw(|frame| {
            view(frame);
            settle(frame.buffer_mut());
        })?;
        Ok(FrameBytes(self.terminal.backend().last_frame()))
    }

    /// Takes the terminal's new size. Also when it is the old one: terminals ask for a redraw this way.
    pub fn resize(&mut self, size: Size) -> io::Result<()> {
        self.terminal.backend_mut().set_size(size);
        self.repaint()
    }

    /// Draws the next frame anew, because the terminal may show something else.
    pub fn repaint(&mut self) -> io::Result<()> {
        // Not `Terminal::clear`, which would ask the terminal where its cursor is.
        let area = Rect::from((ratatui::layout::Position::ORIGIN, self.size()));
        self.terminal.resize(area)
    }

    /// Puts a text on the clipboard of the machine that the terminal runs on (OSC 52). Nothing on the screen changes.
    pub fn copy_through(&mut self, text: &str, passage: Passage) -> io::Result<()> {
        let sink = self.sink_mut();
        sink.write_all(&modes::copy(text, passage))?;
        sink.flush()
    }

    /// The size that is drawn for: 1 to 500 columns and 1 to 200 rows.
    pub fn size(&self) -> Size {
        self.terminal.size().unwrap_or_default()
    }

    /// What the terminal can show.
    pub const fn caps(&self) -> Caps {
        self.caps
    }

    /// How many bytes all frames took.
    pub fn total_bytes(&self) -> u64 {
        self.terminal.backend().total()
    }

    /// Where the frames go.
    pub const fn sink(&self) -> &W {
        self.terminal.backend().sink()
    }

    /// Where the frames go. Whatever is written here besides frames is unknown to the next one.
    pub const fn sink_mut(&mut self) -> &mut W {
        self.terminal.backend_mut().sink_mut()
    }

    /// ratatui's terminal, for loops that are written against it. [`Self::draw`] also settles wide characters
    /// that a box was drawn over.
    pub const fn terminal_mut(&mut self) -> &mut Terminal<AnsiBackend<W>> {
        &mut self.terminal
    }
}

/// Makes wide characters whole: one that lost its right half to a box drawn over it, or to the edge, becomes a
/// blank, and a right half takes the style of its left one. ratatui's own diff relies on both.
fn settle(buffer: &mut Buffer) {
    let area = buffer.area;
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let width = buffer.cell((x, y)).map_or(1, width_of);
            let whole = width == 1 || settle_wide(buffer, x, y, width);
            x = x.saturating_add(if whole { width } else { 1 });
        }
    }
}

/// Columns of a cell's text, at least one. A single byte is the usual case, and needs no table.
fn width_of(cell: &Cell) -> u16 {
    match cell.symbol().len() {
        0 | 1 => 1,
        _ => cell.cell_width().max(1),
    }
}

/// Tells whether the character was whole.
fn settle_wide(buffer: &mut Buffer, x: u16, y: u16, width: u16) -> bool {
    let covered = x + 1..x.saturating_add(width);
    let whole = covered.end <= buffer.area.right()
        && covered
            .clone()
            .all(|column| buffer.cell((column, y)).is_some_and(|cell| cell.symbol() == " "));
    let Some(head) = buffer.cell_mut((x, y)) else {
        return whole;
    };
    if !whole {
        head.set_symbol(" ");
        return false;
    }
    let style = head.style();
    for column in covered {
        if let Some(cell) = buffer.cell_mut((column, y)) {
            cell.reset();
            cell.set_style(style);
        }
    }
    true
}
