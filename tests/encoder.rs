//! Frames through the encoder into independent terminal emulators: they must show what was drawn, for no more bytes
//! than drawing the screen anew.
//!
//! Several, because terminals differ where it hurts. `vt100` puts marks on the letter before them, as most terminals
//! do; `avt` gives each a column of its own, and knows blinking and crossed-out text. Both erase with the background
//! of the pen; a third one, `vt100` again, erases with its own.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on shall stop"
)]

use offerdesk::tui::term::backend::LARGEST;
use offerdesk::tui::term::caps::{Caps, ColorDepth};
use offerdesk::tui::term::modes::{ENTER, FRAME_BEGINS, FRAME_ENDS, LEAVE};
use offerdesk::tui::term::screen::{FrameBytes, Screen};
use proptest::prelude::*;
use ratatui::Frame;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style, Stylize};
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Paragraph, Widget};

const TRUE: Caps = Caps {
    color: ColorDepth::True,
    ascii: false,
    dumb: false,
};

/// A screen, the emulator that its frames go to, and what was drawn last.
struct Rig {
    screen: Screen<Vec<u8>>,
    emulator: vt100::Parser,
    simple: avt::Terminal,
    /// Erases with its own background, whatever the pen has.
    flat: vt100::Parser,
    drawn: Buffer,
    cursor: Option<Position>,
}

impl Rig {
    fn new(width: u16, height: u16) -> Self {
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
            screen: Screen::new(Vec::new(), size, TRUE).unwrap(),
            emulator,
            simple,
            flat,
            drawn: Buffer::empty(Rect::from((Position::ORIGIN, size))),
            cursor: None,
        }
    }

    fn draw(&mut self, view: impl FnOnce(&mut Frame) -> Option<Position>) -> FrameBytes {
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

    fn resize(&mut self, width: u16, height: u16) {
        for emulator in [&mut self.emulator, &mut self.flat] {
            emulator
                .screen_mut()
                .set_size(height.try_into().unwrap(), width.try_into().unwrap());
        }
        self.simple.resize(width.into(), height.into());
        self.screen.resize(Size::new(width, height)).unwrap();
    }

    fn assert_shows_what_was_drawn(&self) {
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

fn emulator(height: u16, width: u16) -> vt100::Parser {
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

#[derive(Clone, Debug)]
enum Step {
    Text(u16, u16, String, Style),
    Paint(Rect, Style),
    Wipe(Rect),
    Boxed(Rect),
    /// Every cell without a background gets this one, as themes paint a screen.
    Ground(Color),
    Cursor(Option<Position>),
    Show,
    Resize(u16, u16),
    /// The rows from one to another move up by so many rows, or down.
    Shift(u16, u16, i32),
}

fn colors() -> impl Strategy<Value = Color> {
    prop_oneof![
        3 => Just(Color::Reset),
        3 => proptest::sample::select(vec![Color::Red, Color::Gray, Color::LightCyan]),
        1 => any::<u8>().prop_map(Color::Indexed),
        1 => any::<(u8, u8, u8)>().prop_map(|(red, green, blue)| Color::Rgb(red, green, blue)),
    ]
}

fn styles() -> impl Strategy<Value = Style> {
    // Now and then every modifier, mostly a few.
    let bits = || prop_oneof![Just(0_u16), any::<u16>()];
    (colors(), colors(), bits(), bits()).prop_map(|(fg, bg, one, other)| {
        // The emulators know neither hidden text nor a second speed of blinking.
        let known = Modifier::all() - (Modifier::HIDDEN | Modifier::RAPID_BLINK);
        let mut modifier = Modifier::from_bits_truncate(one & other) & known;
        if modifier.contains(Modifier::BOLD | Modifier::DIM) {
            // They know one or the other only.
            modifier.remove(Modifier::DIM);
        }
        Style::new()
            .fg(fg)
            .bg(bg)
            .remove_modifier(Modifier::all())
            .add_modifier(modifier)
    })
}

/// Letters, marks, wide characters, emoji, borders, and what takes no room at all.
const TEXTS: [&str; 30] = [
    "a",
    "b",
    " ",
    " ",
    " ",
    ".",
    "ż",
    "ł",
    "Ę",
    "é",
    "e\u{301}",
    "c\u{30a}\u{323}",
    "漢",
    "字",
    "コ",
    "ｶﾞ",
    "한",
    "क\u{94d}ष",
    "🧾",
    "👍🏽",
    "👨\u{200d}👩\u{200d}👧",
    "❤\u{fe0f}",
    "🇵🇱",
    "─",
    "│",
    "┌",
    "█",
    "…",
    "\u{200b}",
    "a\u{200d}",
];

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let area = || (0_u16..40, 0_u16..10, 1_u16..40, 1_u16..6).prop_map(|(x, y, w, h)| Rect::new(x, y, w, h));
    let position = (0_u16..40, 0_u16..10).prop_map(Position::from);
    let texts = proptest::collection::vec(proptest::sample::select(&TEXTS[..]), 1..16);
    let step = prop_oneof![
        4 => (0_u16..40, 0_u16..10, texts, styles())
            .prop_map(|(x, y, texts, style)| Step::Text(x, y, texts.concat(), style)),
        1 => (area(), styles()).prop_map(|(area, style)| Step::Paint(area, style)),
        1 => area().prop_map(Step::Wipe),
        1 => area().prop_map(Step::Boxed),
        2 => colors().prop_map(Step::Ground),
        1 => proptest::option::of(position).prop_map(Step::Cursor),
        3 => Just(Step::Show),
        1 => (1_u16..40, 1_u16..10).prop_map(|(width, height)| Step::Resize(width, height)),
        2 => (0_u16..10, 0_u16..10, -5_i32..5).prop_map(|(top, bottom, by)| Step::Shift(top, bottom, by)),
    ];
    proptest::collection::vec(step, 1..40)
}

fn apply(step: &Step, buffer: &mut Buffer) {
    let area = buffer.area;
    match step {
        Step::Text(x, y, text, style) if *x < area.width && *y < area.height => {
            buffer.set_string(*x, *y, text, *style);
        }
        Step::Paint(rect, style) => buffer.set_style(rect.intersection(area), *style),
        Step::Wipe(rect) => Clear.render(rect.intersection(area), buffer),
        Step::Shift(top, bottom, by) => {
            let former = buffer.clone();
            for y in (*top..=*bottom).filter(|y| *y < area.height) {
                let from = i32::from(y) + by;
                let inside = (i32::from(*top)..=i32::from(*bottom)).contains(&from);
                let from = u16::try_from(from)
                    .ok()
                    .filter(|row| *row < area.height && inside);
                for x in 0..area.width {
                    buffer[(x, y)] = from.map_or(Cell::EMPTY, |from| former[(x, from)].clone());
                }
            }
        }
        Step::Ground(color) => {
            for cell in buffer.content.iter_mut().filter(|cell| cell.bg == Color::Reset) {
                cell.bg = *color;
            }
        }
        Step::Boxed(rect) => Block::bordered().render(rect.intersection(area), buffer),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn whatever_is_drawn_is_what_the_terminal_shows(steps in steps()) {
        let mut rig = Rig::new(30, 8);
        let mut canvas = Buffer::empty(Rect::new(0, 0, 30, 8));
        let mut cursor: Option<Position> = None;
        for step in steps.iter().chain([&Step::Show]) {
            match step {
                Step::Resize(width, height) => {
                    rig.resize(*width, *height);
                    canvas = Buffer::empty(Rect::new(0, 0, *width, *height));
                }
                Step::Cursor(position) => cursor = *position,
                Step::Show => {
                    let area = canvas.area;
                    let inside = cursor.filter(|position| area.contains(*position));
                    let view = |frame: &mut Frame| {
                        frame.buffer_mut().clone_from(&canvas);
                        inside
                    };
                    let bytes = rig.draw(view);
                    rig.assert_shows_what_was_drawn();
                    // The same again is nothing, and anew is never cheaper.
                    prop_assert_eq!(rig.draw(view), FrameBytes(0));
                    let mut anew = Rig::new(area.width, area.height);
                    prop_assert!(bytes <= anew.draw(view));
                }
                step => apply(step, &mut canvas),
            }
        }
    }

    #[test]
    fn no_symbol_can_command_the_terminal(text in "[\\PC\u{1b}\u{9b}\u{7}\u{202e}\u{200b}m;\\[0-9]{1,10}") {
        let mut rig = Rig::new(30, 3);
        rig.draw(|frame| {
            // Two characters at least, as ratatui asserts that a lone one is no control.
            frame.buffer_mut()[(0, 0)].set_symbol(&format!("{text}\u{1b}["));
            None
        });
        let screen = rig.emulator.screen();
        prop_assert_eq!(screen.cell(0, 0).map(vt100::Cell::contents), Some("?"));
    }
}

/// A page as the desk has them: tiles, a list, a footer.
fn page(frame: &mut Frame, selected: usize, typed: &str) -> Position {
    let area = frame.area();
    for (index, name) in ["Microsoft Action Pack", "Silver membership", "Gold membership"]
        .iter()
        .enumerate()
    {
        let tile = Rect::new(1, 1 + 6 * u16::try_from(index).unwrap(), 60, 5).intersection(area);
        let marker = if index == selected { "▸ " } else { "  " };
        let mut title = Line::from(format!("{marker}{name}")).bold();
        if index == selected {
            title = title.reversed();
        }
        let lines = vec![
            title,
            Line::from("Expires June 22, 2026 · 12 days left").green(),
            Line::from("USD 475.00 a year, tax not included").dim(),
        ];
        frame.render_widget(Paragraph::new(lines).block(Block::bordered()), tile);
    }
    let field = Rect::new(1, 20, 60, 1).intersection(area);
    frame.render_widget(Paragraph::new(format!("City  {typed}")).underlined(), field);
    let footer = Rect::new(0, 23, 80, 1).intersection(area);
    frame.render_widget(
        Paragraph::new("↑↓ choose  Enter open  ? help  q quit").dim(),
        footer,
    );
    Position::new(7 + u16::try_from(typed.len()).unwrap(), 20)
}

/// A page on a ground of its own, as a theme paints it.
fn painted(frame: &mut Frame, selected: usize) -> Position {
    let position = page(frame, selected, "");
    for cell in &mut frame.buffer_mut().content {
        if cell.bg == Color::Reset {
            cell.bg = Color::Rgb(22, 24, 29);
        }
    }
    position
}

#[test]
fn a_painted_screen_is_never_erased_and_has_no_hole() {
    let mut rig = Rig::new(80, 24);
    for (selected, budget) in [(0, 4_000), (1, 250), (2, 250)] {
        let bytes = rig.draw(|frame| Some(painted(frame, selected)));
        rig.assert_shows_what_was_drawn();
        assert!(bytes <= FrameBytes(budget), "{selected}: {bytes:?}");
    }
    rig.resize(90, 25);
    rig.draw(|frame| Some(painted(frame, 2)));
    rig.assert_shows_what_was_drawn();
    let ground = vt100::Color::Rgb(22, 24, 29);
    for (y, x) in (0..25).flat_map(|y| (0..90).map(move |x| (y, x))) {
        for screen in [rig.emulator.screen(), rig.flat.screen()] {
            assert_eq!(screen.cell(y, x).unwrap().bgcolor(), ground, "{x},{y}");
        }
    }
}

#[test]
fn frames_keep_their_budgets() {
    let mut rig = Rig::new(80, 24);
    let first = rig.draw(|frame| Some(page(frame, 0, "")));
    assert!(first <= FrameBytes(6_000), "{first:?}");
    assert!(
        first <= FrameBytes(2_000),
        "the first paint of this page took {first:?}"
    );
    let typed = rig.draw(|frame| Some(page(frame, 0, "W")));
    assert!(typed <= FrameBytes(30), "a typed character took {typed:?}");
    let moved = rig.draw(|frame| Some(page(frame, 1, "W")));
    rig.assert_shows_what_was_drawn();
    let nothing = rig.draw(|frame| Some(page(frame, 1, "W")));
    assert_eq!(nothing, FrameBytes(0));
    assert!(moved <= FrameBytes(150), "moving between tiles took {moved:?}");
    assert_eq!(
        rig.screen.total_bytes(),
        u64::try_from(first.0 + typed.0 + moved.0).unwrap()
    );
}

#[test]
fn a_frame_is_one_write_and_one_flush() {
    #[derive(Default)]
    struct Counting(usize, usize);
    impl std::io::Write for Counting {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += 1;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            self.1 += 1;
            Ok(())
        }
    }
    let mut screen = Screen::new(Counting::default(), Size::new(80, 24), TRUE).unwrap();
    for _ in 0..3 {
        screen
            .draw(|frame| {
                page(frame, 0, "");
            })
            .unwrap();
    }
    assert_eq!((screen.sink().0, screen.sink().1), (1, 1));
}

#[test]
fn without_color_the_shape_of_the_text_stays() {
    let caps = Caps {
        color: ColorDepth::None,
        ..TRUE
    };
    let mut screen = Screen::new(Vec::new(), Size::new(20, 1), caps).unwrap();
    screen
        .draw(|frame| {
            let line = Line::from(vec!["a".red().on_blue().bold(), "b".reversed(), "c".underlined()]);
            frame.render_widget(line, frame.area());
        })
        .unwrap();
    let sent = String::from_utf8(screen.sink().clone()).unwrap();
    assert!(sent.contains("\u{1b}[1ma\u{1b}[;7mb\u{1b}[;4mc"), "{sent:?}");
    for color in ["3", "4", "9"] {
        assert!(!sent.contains(&format!("\u{1b}[{color}1")), "{sent:?}");
        assert!(!sent.contains(&format!(";{color}4m")), "{sent:?}");
    }
}

#[test]
fn an_ascii_terminal_gets_ascii_borders() {
    let caps = Caps { ascii: true, ..TRUE };
    let mut screen = Screen::new(Vec::new(), Size::new(6, 3), caps).unwrap();
    screen
        .draw(|frame| frame.render_widget(Block::bordered().title("ż…"), frame.area()))
        .unwrap();
    let mut emulator = emulator(3, 6);
    emulator.process(screen.sink());
    assert_eq!(emulator.screen().contents(), "+ż.--+\n|    |\n+----+");
}

#[test]
fn after_a_failed_write_the_next_frame_is_drawn_anew() {
    struct Failing(Vec<u8>, bool);
    impl std::io::Write for Failing {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            if self.1 {
                return Err(std::io::ErrorKind::BrokenPipe.into());
            }
            self.0.extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut screen = Screen::new(Failing(Vec::new(), true), Size::new(10, 2), TRUE).unwrap();
    let view = |frame: &mut Frame| frame.render_widget("hello", frame.area());
    assert!(screen.draw(view).is_err());
    screen.sink_mut().1 = false;
    screen.draw(view).unwrap();
    let mut emulator = emulator(2, 10);
    emulator.process(&screen.sink().0);
    assert_eq!(emulator.screen().contents(), "hello");
}

#[test]
fn every_size_can_be_drawn_for() {
    for (given, expected) in [
        (Size::new(0, 0), Size::new(80, 24)),
        (Size::new(0, 50), Size::new(80, 24)),
        (Size::new(1, 1), Size::new(1, 1)),
        (Size::new(u16::MAX, u16::MAX), LARGEST),
    ] {
        let mut screen = Screen::new(Vec::new(), given, TRUE).unwrap();
        screen
            .draw(|frame| {
                page(frame, 0, "");
            })
            .unwrap();
        assert_eq!(screen.size(), expected);
        screen.resize(given).unwrap();
        assert!(
            screen
                .draw(|frame| frame.render_widget("x", frame.area()))
                .unwrap()
                .0
                > 0
        );
        assert_eq!(screen.size(), expected);
    }
}

#[test]
fn leaving_undoes_whatever_was_switched_on() {
    let mut emulator = emulator(5, 20);
    emulator.process(b"shell");
    emulator.process(ENTER);
    emulator.process(b"\x1b[?1000h\x1b[?1006h\x1b[1;31mdesk");
    assert!(emulator.screen().alternate_screen() && emulator.screen().bracketed_paste());
    emulator.process(LEAVE);
    let screen = emulator.screen();
    assert!(
        !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor() && !screen.bold()
    );
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    assert_eq!(screen.contents(), "shell");
}
