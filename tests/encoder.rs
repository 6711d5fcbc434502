//! Frames through the encoder into independent terminal emulators: they must show what was drawn, for no more bytes
//! than drawing the screen anew.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on shall stop"
)]

#[path = "encoder/rig.rs"]
mod rig;

use offerdesk::tui::term::backend::LARGEST;
use offerdesk::tui::term::caps::{Caps, ColorDepth};
use offerdesk::tui::term::modes::{ENTER, LEAVE};
use offerdesk::tui::term::screen::{FrameBytes, FrameWriter};
use proptest::prelude::*;
use ratatui::Frame;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style, Stylize};
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Paragraph, Widget};
use rig::{Rig, emulator};

const TRUE: Caps = Caps {
    color: ColorDepth::True,
    ascii: false,
    dumb: false,
};

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
    let mut screen = FrameWriter::new(Counting::default(), Size::new(80, 24), TRUE).unwrap();
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
    let mut screen = FrameWriter::new(Vec::new(), Size::new(20, 1), caps).unwrap();
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
    let mut screen = FrameWriter::new(Vec::new(), Size::new(6, 3), caps).unwrap();
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
    let mut screen = FrameWriter::new(Failing(Vec::new(), true), Size::new(10, 2), TRUE).unwrap();
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
        let mut screen = FrameWriter::new(Vec::new(), given, TRUE).unwrap();
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
