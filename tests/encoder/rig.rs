//! A screen, the emulators that its frames go to, and whether they show what was drawn.
//!
//! Several emulators, because terminals differ where it hurts. `vt100` puts marks on the letter before them, as most
//! terminals do; `avt` gives each a column of its own, and knows blinking and crossed-out text. Both erase with the
//! background of the pen; a third one, `vt100` again, erases with its own.

use offerdesk::tui::term::modes::{ENTER, FRAME_BEGINS, FRAME_ENDS};
use offerdesk::tui::term::screen::{FrameBytes, FrameWriter};
use ratatui::Frame;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier};

use crate::TRUE;

/// A screen, the emulator that its frames go to, and what was drawn last.
pub struct Rig {
    pub screen: FrameWriter<Vec<u8>>,
    pub emulator: vt100::Parser,
    simple: avt::Terminal,
    /// Erases with its own background, whatever the pen has.
    pub flat: vt100::Parser,
    drawn: Buffer,
    cursor: Option<Position>,
}

impl Rig {
    pub fn new(width: u16, height: u16) -> Self {
        let size = Size::new(width, height);
        let mut emulator = emulator(height, width);
        let mut simple = avt::Terminal::new(width.into(), height.into()).unwrap();
        let mut flat = self::emulator(height, width);
        for before in [
            ENTER,
            b"leftovers of whoever was here before \x1b[41m\x1b[3;3Hred",
        ] {
            emulator.process(before);
            simple.feed(std::str::from_utf8(before).unwrap());
            flat.process(&erasing_flat(before));
        }
        Self {
            screen: FrameWriter::new(Vec::new(), size, TRUE).unwrap(),
            emulator,
            simple,
            flat,
            drawn: Buffer::empty(Rect::from((Position::ORIGIN, size))),
            cursor: None,
        }
    }

    pub fn draw(&mut self, view: impl FnOnce(&mut Frame) -> Option<Position>) -> FrameBytes {
        let (mut drawn, mut cursor) = (None, None);
        let bytes = self
            .screen
            .draw(|frame| {
                cursor = view(frame);
                if let Some(position) = cursor {
                    frame.set_cursor_position(position);
                }
                drawn = Some(frame.buffer_mut().clone());
            })
            .unwrap();
        self.drawn = drawn.unwrap();
        self.cursor = cursor;
        let sent = std::mem::take(self.screen.sink_mut());
        assert_eq!(FrameBytes(sent.len()), bytes);
        if !sent.is_empty() {
            assert!(sent.starts_with(FRAME_BEGINS) && sent.ends_with(FRAME_ENDS));
        }
        self.emulator.process(&sent);
        self.simple.feed(std::str::from_utf8(&sent).unwrap());
        self.flat.process(&erasing_flat(&sent));
        bytes
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        for emulator in [&mut self.emulator, &mut self.flat] {
            emulator
                .screen_mut()
                .set_size(height.try_into().unwrap(), width.try_into().unwrap());
        }
        self.simple.resize(width.into(), height.into());
        self.screen.resize(Size::new(width, height)).unwrap();
    }

    pub fn assert_shows_what_was_drawn(&self) {
        let Rect { width, height, .. } = self.drawn.area;
        for y in 0..height {
            let mut x = 0;
            while x < width {
                let wanted = &self.drawn[(x, y)];
                let step = wanted.cell_width().max(1);
                let covered = x + 1..x + step;
                let whole = covered.end <= width
                    && covered
                        .clone()
                        .all(|column| self.drawn[(column, y)].symbol() == " ");
                let step = if whole { step } else { 1 };
                let text = if whole { wanted.symbol() } else { " " };
                self.assert_shows((x, y), step, &sent_for(text, step, width - x), wanted);
                x += step;
            }
        }
        let shown = self.emulator.screen();
        assert_eq!(shown.hide_cursor(), self.cursor.is_none());
        assert_eq!(self.simple.cursor().visible, self.cursor.is_some());
        if let Some(Position { x, y }) = self.cursor {
            assert_eq!(shown.cursor_position(), (y, x), "cursor");
            let simple = self.simple.cursor();
            assert_eq!((simple.row, simple.col), (y.into(), x.into()), "cursor");
        }
    }

    /// All emulators show a text in `columns` columns, and in the style of a cell.
    fn assert_shows(&self, (x, y): (u16, u16), columns: u16, text: &str, style: &Cell) {
        for screen in [self.emulator.screen(), self.flat.screen()] {
            let cells = || (x..x + columns).map(|column| screen.cell(y, column).unwrap());
            let shown: String = cells()
                .filter(|cell| !cell.is_wide_continuation())
                .map(|cell| if cell.has_contents() { cell.contents() } else { " " })
                .collect();
            assert_eq!(shown.trim_end(), text.trim_end(), "symbol at {x},{y}");
            for cell in cells().filter(|cell| !cell.is_wide_continuation()) {
                let blank = !cell.has_contents() || cell.contents() == " ";
                assert_eq!(
                    look_of_shown(cell),
                    look_of(style, blank),
                    "style of {text:?} at {x},{y}"
                );
            }
        }
        let row = self.simple.screen().line(y.into()).unwrap().cells();
        let simple = &row[usize::from(x)];
        assert_eq!(Some(simple.char()), text.chars().next(), "symbol at {x},{y}");
        let blank = simple.char() == ' ';
        assert_eq!(
            look_of_simple(simple),
            look_of_all(style, blank),
            "style of {text:?} at {x},{y}"
        );
    }
}

/// What is sent for a text: all of it, but for what terminals count differently.
fn sent_for(text: &str, columns: u16, room: u16) -> String {
    let common = match text {
        "👨\u{200d}👩\u{200d}👧" => "👨",
        "👍🏽" => "👍",
        "❤\u{fe0f}" => "❤",
        "🇵🇱" => "PL",
        text => text,
    };
    // A terminal that gives marks columns of their own would go on in the next row.
    let is_mark = |c: char| matches!(c, '\u{301}' | '\u{30a}' | '\u{323}' | '\u{94d}' | '\u{200d}');
    let marks = common.chars().filter(|c| is_mark(*c)).count();
    let room_for_marks = usize::from(room.saturating_sub(columns)) >= marks;
    common
        .chars()
        .filter(|c| room_for_marks || !is_mark(*c))
        .collect()
}

/// The same bytes for a terminal that erases, and brings rows in, with its own background.
fn erasing_flat(bytes: &[u8]) -> Vec<u8> {
    let mut flat = Vec::new();
    let mut rest = bytes;
    while let Some((first, behind)) = rest.split_first() {
        let parameters = behind
            .iter()
            .skip(1)
            .take_while(|byte| !byte.is_ascii_alphabetic())
            .count();
        let sequence = match (first, behind.first()) {
            (0x1b, Some(b'[')) => rest.get(..parameters + 3),
            _ => None,
        };
        match sequence {
            Some(sequence) if matches!(sequence.last(), Some(b'J' | b'K' | b'L' | b'M' | b'X')) => {
                flat.extend_from_slice(b"\x1b7\x1b[27;49m");
                flat.extend_from_slice(sequence);
                flat.extend_from_slice(b"\x1b8");
            }
            Some(sequence) => flat.extend_from_slice(sequence),
            None => flat.push(*first),
        }
        rest = rest.get(sequence.map_or(1, <[u8]>::len)..).unwrap_or_default();
    }
    flat
}

pub fn emulator(height: u16, width: u16) -> vt100::Parser {
    vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0)
}

/// Foreground, background and modifiers, without what a blank does not show.
type Look = (vt100::Color, vt100::Color, Modifier);

/// What `vt100` knows of a style.
fn look_of(cell: &Cell, blank: bool) -> Look {
    let known = cell.modifier - (Modifier::CROSSED_OUT | Modifier::SLOW_BLINK);
    visible(color_of(cell.fg), color_of(cell.bg), known, blank)
}

fn look_of_all(cell: &Cell, blank: bool) -> Look {
    visible(color_of(cell.fg), color_of(cell.bg), cell.modifier, blank)
}

fn look_of_simple(cell: &avt::Cell) -> Look {
    let pen = cell.pen();
    let mut modifier = Modifier::empty();
    for (set, flag) in [
        (pen.is_bold(), Modifier::BOLD),
        (pen.is_faint(), Modifier::DIM),
        (pen.is_italic(), Modifier::ITALIC),
        (pen.is_underline(), Modifier::UNDERLINED),
        (pen.is_blink(), Modifier::SLOW_BLINK),
        (pen.is_inverse(), Modifier::REVERSED),
        (pen.is_strikethrough(), Modifier::CROSSED_OUT),
    ] {
        modifier.set(flag, set);
    }
    let color = |color| match color {
        None => vt100::Color::Default,
        Some(avt::Color::Indexed(index)) => vt100::Color::Idx(index),
        Some(avt::Color::RGB(avt::Rgb { r, g, b })) => vt100::Color::Rgb(r, g, b),
    };
    visible(
        color(pen.foreground()),
        color(pen.background()),
        modifier,
        cell.char() == ' ',
    )
}

fn look_of_shown(cell: &vt100::Cell) -> Look {
    let mut modifier = Modifier::empty();
    for (set, flag) in [
        (cell.bold(), Modifier::BOLD),
        (cell.dim(), Modifier::DIM),
        (cell.italic(), Modifier::ITALIC),
        (cell.underline(), Modifier::UNDERLINED),
        (cell.inverse(), Modifier::REVERSED),
    ] {
        modifier.set(flag, set);
    }
    let blank = !cell.has_contents() || cell.contents() == " ";
    visible(cell.fgcolor(), cell.bgcolor(), modifier, blank)
}

fn visible(fg: vt100::Color, bg: vt100::Color, modifier: Modifier, blank: bool) -> Look {
    if !blank {
        return (fg, bg, modifier);
    }
    let modifier = modifier & (Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT);
    let fg = if modifier.is_empty() {
        vt100::Color::Default
    } else {
        fg
    };
    (fg, bg, modifier)
}

fn color_of(color: Color) -> vt100::Color {
    match color {
        Color::Red => vt100::Color::Idx(1),
        Color::Green => vt100::Color::Idx(2),
        Color::Gray => vt100::Color::Idx(7),
        Color::LightCyan => vt100::Color::Idx(14),
        Color::Indexed(index) => vt100::Color::Idx(index),
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        Color::Reset => vt100::Color::Default,
        other => unreachable!("{other:?} is drawn nowhere here"),
    }
}
