//! ratatui's backend for any terminal that bytes can be sent to: our own, one behind a connection, a test.
//!
//! ratatui's own backends ask the process's terminal for its size, obey a process-wide color setting and flush
//! several times a frame. This one is told its size, has its own [`Caps`], and sends a frame as one write, or
//! nothing when nothing changed.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::caps::Caps;
use super::encoder::Encoder;
use super::modes::{FRAME_BEGINS, FRAME_ENDS};

/// The largest terminal that is drawn for; a larger one keeps its rest empty.
pub const LARGEST: Size = Size::new(500, 200);

/// A backend over a sink that takes each frame in one `write_all`.
#[derive(Debug)]
pub struct AnsiBackend<W> {
    sink: W,
    size: Size,
    encoder: Encoder,
    cursor: Position,
    cursor_shown: bool,
    /// The bytes of a frame; kept, so that no frame asks for memory.
    frame: Vec<u8>,
    last_frame: usize,
    total: u64,
}

impl<W: Write> AnsiBackend<W> {
    /// A backend for a terminal of which nothing is known but its size and what it can show.
    pub fn new(sink: W, size: Size, caps: Caps) -> Self {
        let size = sensible(size);
        Self {
            sink,
            size,
            encoder: Encoder::new(size, caps),
            cursor: Position::ORIGIN,
            cursor_shown: false,
            frame: Vec::new(),
            last_frame: 0,
            total: 0,
        }
    }

    /// Changes the size; the next frame is drawn anew.
    pub fn set_size(&mut self, size: Size) {
        self.size = sensible(size);
        self.encoder.resize(self.size);
    }

    /// Where the cursor is, if it is shown.
    pub fn cursor_shown(&self) -> Option<Position> {
        self.cursor_shown.then_some(self.cursor)
    }

    /// How many bytes the last frame took.
    pub const fn last_frame(&self) -> usize {
        self.last_frame
    }

    /// How many bytes all frames took.
    pub const fn total(&self) -> u64 {
        self.total
    }

    /// Where the frames go.
    pub const fn sink(&self) -> &W {
        &self.sink
    }

    /// Where the frames go. Whatever is written here besides frames is unknown to the next one.
    pub const fn sink_mut(&mut self) -> &mut W {
        &mut self.sink
    }
}

impl<W: Write> Backend for AnsiBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.encoder.begin();
        for (x, y, cell) in content {
            self.encoder.put(x, y, cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor_shown = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor_shown = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        self.cursor = Position {
            x: position.x.min(self.size.width - 1),
            y: position.y.min(self.size.height - 1),
        };
        Ok(())
    }

    /// Draws the next frame anew.
    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        let Size { width, height } = self.size;
        let Position { x, y } = self.cursor;
        match clear_type {
            ClearType::All => {
                self.encoder.clear();
                self.encoder.forget();
            }
            ClearType::AfterCursor => {
                self.encoder.erase(y, x, width);
                for row in y + 1..height {
                    self.encoder.erase(row, 0, width);
                }
            }
            ClearType::BeforeCursor => {
                for row in 0..y {
                    self.encoder.erase(row, 0, width);
                }
                self.encoder.erase(y, 0, x + 1);
            }
            ClearType::CurrentLine => self.encoder.erase(y, 0, width),
            ClearType::UntilNewLine => self.encoder.erase(y, x, width),
        }
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::ZERO,
        })
    }

    /// Sends the frame.
    fn flush(&mut self) -> io::Result<()> {
        self.encoder.set_cursor(self.cursor_shown.then_some(self.cursor));
        self.frame.clear();
        self.frame.extend_from_slice(FRAME_BEGINS);
        self.encoder.encode(&mut self.frame);
        self.last_frame = 0;
        if self.frame.len() == FRAME_BEGINS.len() {
            return Ok(());
        }
        self.frame.extend_from_slice(FRAME_ENDS);
        let sent = self.sink.write_all(&self.frame).and_then(|()| self.sink.flush());
        if sent.is_err() {
            // Nobody knows how much of it arrived.
            self.encoder.forget();
            return sent;
        }
        self.last_frame = self.frame.len();
        self.total += u64::try_from(self.frame.len()).unwrap_or(0);
        Ok(())
    }
}

/// A size that can be drawn for. A terminal that does not know its size says zero, and is taken for the usual one.
fn sensible(size: Size) -> Size {
    if size.width == 0 || size.height == 0 {
        Size::new(80, 24)
    } else {
        Size::new(size.width.min(LARGEST.width), size.height.min(LARGEST.height))
    }
}
