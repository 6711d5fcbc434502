//! What the session draws on: an independent emulator, and a count of the bytes that it was sent.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use ratatui::layout::{Position, Rect, Size};

/// An emulated terminal.
pub struct Terminal {
    parser: vt100::Parser,
    /// Bytes of all frames.
    pub bytes: usize,
    /// The bytes themselves, where somebody wants to read them.
    pub sent: Option<Vec<u8>>,
    /// Number of frames.
    pub frames: usize,
    /// The sequences for the clipboard, whole.
    pub copied: Vec<String>,
    /// Whether it takes no more bytes.
    pub is_broken: bool,
}

/// The session's end of the terminal.
pub struct Sink(pub Arc<Mutex<Terminal>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut terminal = self.0.lock().unwrap();
        if terminal.is_broken {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        terminal.parser.process(bytes);
        if bytes.starts_with(b"\x1b]52;") {
            let sequence = String::from_utf8(bytes.to_vec()).unwrap();
            terminal.copied.push(sequence);
        }
        if let Some(sent) = &mut terminal.sent {
            sent.extend_from_slice(bytes);
        }
        terminal.bytes += bytes.len();
        terminal.frames += 1;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Terminal {
    pub fn new(size: Size) -> Self {
        let (rows, columns) = rows_and_columns(size);
        Self {
            parser: vt100::Parser::new(rows, columns, 0),
            bytes: 0,
            sent: None,
            frames: 0,
            copied: Vec::new(),
            is_broken: false,
        }
    }

    pub fn resize(&mut self, size: Size) {
        let (rows, columns) = rows_and_columns(size);
        self.parser.screen_mut().set_size(rows, columns);
    }

    pub fn emulator(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    pub fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// The text in an area, without blanks around it.
    pub fn text_in(&self, area: Rect) -> String {
        let screen = self.parser.screen();
        let cell = |position: Position| {
            screen
                .cell(position.y, position.x)
                .map_or("", vt100::Cell::contents)
        };
        let text: String = area.positions().map(cell).collect();
        text.trim().to_owned()
    }

    pub fn cursor(&self) -> Option<(u16, u16)> {
        let screen = self.parser.screen();
        let (row, column) = screen.cursor_position();
        (!screen.hide_cursor()).then_some((column, row))
    }

    /// The style of each cell in words, row by row.
    pub fn looks(&self) -> Vec<String> {
        let screen = self.parser.screen();
        let (rows, columns) = screen.size();
        let cells = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
        cells
            .map(|(row, column)| look_on(vt100::Color::Default, screen.cell(row, column).unwrap()))
            .collect()
    }

    /// What is behind most cells: a theme that paints the screen has a color here.
    fn ground(&self) -> vt100::Color {
        let screen = self.parser.screen();
        let (rows, columns) = screen.size();
        let cells = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
        let mut behind: Vec<(vt100::Color, usize)> = Vec::new();
        for (row, column) in cells {
            let color = screen.cell(row, column).unwrap().bgcolor();
            match behind.iter_mut().find(|(known, _)| *known == color) {
                Some((_, count)) => *count += 1,
                None => behind.push((color, 1)),
            }
        }
        let most = behind.into_iter().max_by_key(|(_, count)| *count);
        most.map_or(vt100::Color::Default, |(color, _)| color)
    }

    /// A line for each run of cells of one style that is not the plain one; before them the ground, where it is painted.
    pub fn style_map(&self) -> String {
        let screen = self.parser.screen();
        let (rows, columns) = screen.size();
        let (rows, columns) = (rows.get(), columns.get());
        let ground = self.ground();
        let look = |cell: &vt100::Cell| look_on(ground, cell);
        let is_empty = |cell: &vt100::Cell| is_empty_on(ground, cell);
        let mut map = String::new();
        if ground != vt100::Color::Default {
            writeln!(map, "ground {}", name(ground)).unwrap();
        }
        for row in 0..rows {
            let cell = |column: u16| screen.cell(row, column).unwrap();
            let mut column = 0;
            while column < columns {
                let fills = |next: u16| {
                    let (cell, first) = (cell(next), cell(column));
                    is_mere_fill(cell)
                        && cell.bgcolor() == first.bgcolor()
                        && !is_empty(cell)
                        && !first.inverse()
                };
                // A blank shows nothing of a style but the fill: it belongs to the letters behind it.
                let letters = (column..columns)
                    .find(|next| !fills(*next))
                    .filter(|next| cell(*next).bgcolor() == cell(column).bgcolor() && !cell(*next).inverse());
                let style = look(cell(letters.unwrap_or(column)));
                let start = column;
                let mut end = column + 1;
                // A run goes on over blanks that show nothing of their style.
                let mut next = end;
                while next < columns && (look(cell(next)) == style || is_empty(cell(next)) || fills(next)) {
                    next += 1;
                    if !is_empty(cell(next - 1)) {
                        end = next;
                    }
                }
                if !style.is_empty() {
                    writeln!(map, "row {row}: {start}..{end} {style}").unwrap();
                }
                column = end;
            }
        }
        map
    }
}

fn rows_and_columns(size: Size) -> (std::num::NonZeroU16, std::num::NonZeroU16) {
    (size.height.try_into().unwrap(), size.width.try_into().unwrap())
}

/// Whether a cell shows nothing but the ground.
fn is_empty_on(ground: vt100::Color, cell: &vt100::Cell) -> bool {
    cell.contents().trim().is_empty()
        && !cell.is_wide_continuation()
        && cell.bgcolor() == ground
        && !cell.inverse()
        && !cell.underline()
}

/// Whether a cell is a blank of which only the background is seen.
fn is_mere_fill(cell: &vt100::Cell) -> bool {
    cell.contents().trim().is_empty() && !cell.is_wide_continuation() && !cell.inverse() && !cell.underline()
}

/// A cell's style in words, without what its ground is; nothing for a plain one.
fn look_on(ground: vt100::Color, cell: &vt100::Cell) -> String {
    let mut words = Vec::new();
    if is_empty_on(ground, cell) {
        return String::new();
    }
    let blank = cell.contents().trim().is_empty();
    let shows_letters = !blank || cell.underline() || cell.inverse();
    match cell.fgcolor() {
        color if color != vt100::Color::Default && shows_letters => words.push(name(color)),
        _ => {}
    }
    match cell.bgcolor() {
        color if color == ground => {}
        color => words.push(format!("on-{}", name(color))),
    }
    for (is, word) in [
        (cell.bold() && !blank, "bold"),
        (cell.dim() && !blank, "dim"),
        (cell.italic() && !blank, "italic"),
        (cell.underline(), "underlined"),
        (cell.inverse(), "reversed"),
    ] {
        if is {
            words.push(word.to_owned());
        }
    }
    words.join(" ")
}

fn name(color: vt100::Color) -> String {
    const NAMES: [&str; 8] = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    ];
    match color {
        vt100::Color::Default => "default".to_owned(),
        vt100::Color::Idx(index) if index < 8 => NAMES[usize::from(index)].to_owned(),
        vt100::Color::Idx(index) if index < 16 => format!("bright-{}", NAMES[usize::from(index) - 8]),
        vt100::Color::Idx(index) => format!("color-{index}"),
        vt100::Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
    }
}
