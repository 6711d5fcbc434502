//! A terminal's screen as a picture that stands for itself: one SVG without fonts, scripts or links.
//!
//! The viewer's monospace font may be wider or narrower than the cells; so each run of text is told its length, each
//! wide or unusual character stands in a run of its own, and what frames and blocks are made of is drawn as lines
//! and boxes. Borders then have no gaps, and columns stay straight with any font.

use std::fmt::Write as _;
use std::num::NonZero;

use vt100::{Cell, Color, Screen};

/// Width of a cell.
const WIDE: usize = 9;
/// Height of a cell.
const HIGH: usize = 19;
/// From the top of a cell to the line that letters stand on.
const BASE: usize = 14;
/// Around the screen.
const MARGIN: usize = 14;
/// The bar above it, as windows have one.
const BAR: usize = 30;

const BACKGROUND: Rgb = (0x16, 0x18, 0x1d);
const FOREGROUND: Rgb = (0xd7, 0xda, 0xe0);

/// The 16 colors of old, in shades that can be told apart on the dark background; white can be read on the blue.
const PALETTE: [Rgb; 16] = [
    (0x3a, 0x3f, 0x4b),
    (0xf0, 0x71, 0x78),
    (0x8f, 0xc9, 0x72),
    (0xe8, 0xc0, 0x6a),
    (0x2b, 0x6b, 0xd1),
    (0xc9, 0x90, 0xe8),
    (0x5c, 0xc8, 0xd7),
    (0xd7, 0xda, 0xe0),
    (0x7d, 0x85, 0x90),
    (0xff, 0x8f, 0x94),
    (0xa9, 0xe0, 0x8b),
    (0xff, 0xd8, 0x85),
    (0x8f, 0xc1, 0xff),
    (0xdd, 0xae, 0xf7),
    (0x7f, 0xe0, 0xee),
    (0xff, 0xff, 0xff),
];

type Rgb = (u8, u8, u8);

/// How a cell looks.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    ink: Rgb,
    /// Nothing where the window's own background shows.
    paper: Option<Rgb>,
    bold: bool,
    italic: bool,
    underline: bool,
}

/// A piece of a line, in pixels: from where to where, and across which position.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stroke {
    ink: Rgb,
    heavy: bool,
    upright: bool,
    across: usize,
    from: usize,
    to: usize,
}

/// Draws the screen. The title says what is to be seen, for those who do not see it.
pub fn drawn(screen: &Screen, title: &str) -> String {
    framed(screen.size(), title, &contents(screen))
}

/// A window around what is drawn.
pub fn framed((rows, columns): (NonZero<u16>, NonZero<u16>), title: &str, contents: &str) -> String {
    let (rows, columns) = (rows.get(), columns.get());
    let width = usize::from(columns) * WIDE + 2 * MARGIN;
    let height = usize::from(rows) * HIGH + 2 * MARGIN + BAR;
    let mut svg = String::new();
    let title = escaped(title);
    writeln!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label="{title}">"#
    )
    .unwrap();
    writeln!(svg, "<title>{title}</title>").unwrap();
    writeln!(
        svg,
        r##"<rect x="0.5" y="0.5" width="{}" height="{}" rx="8" fill="{}" stroke="#3a3f4b"/>"##,
        width - 1,
        height - 1,
        hex(BACKGROUND)
    )
    .unwrap();
    for (place, color) in [(20, "#f07178"), (38, "#e8c06a"), (56, "#8fc972")] {
        writeln!(svg, r#"<circle cx="{place}" cy="18" r="5.5" fill="{color}"/>"#).unwrap();
    }
    svg.push_str(contents);
    svg.push_str("</svg>\n");
    svg
}

/// What a screen shows, without a window around it.
pub fn contents(screen: &Screen) -> String {
    let (rows, columns) = screen.size();
    let mut svg = String::new();
    svg.push_str(
        "<g font-family=\"ui-monospace,SFMono-Regular,Menlo,'DejaVu Sans Mono','Liberation Mono',Consolas,monospace\" \
         font-size=\"15\" xml:space=\"preserve\">\n",
    );
    let mut strokes = Vec::new();
    for row in 0..rows.get() {
        draw_row(screen, row, columns.get(), &mut svg, &mut strokes);
    }
    svg.push_str("</g>\n");
    for stroke in joined(strokes) {
        draw_stroke(stroke, &mut svg);
    }
    svg
}

fn draw_row(screen: &Screen, row: u16, columns: u16, svg: &mut String, strokes: &mut Vec<Stroke>) {
    let look = |column: u16| {
        let cursor = !screen.hide_cursor() && screen.cursor_position() == (row, column);
        look_of(screen.cell(row, column).unwrap(), cursor)
    };
    let mut column = 0;
    while column < columns {
        let here = look(column);
        let mut end = column + 1;
        while end < columns && look(end).paper == here.paper {
            end += 1;
        }
        if let Some(paper) = here.paper {
            let (x, y) = corner(row, column);
            let width = usize::from(end - column) * WIDE;
            let paper = hex(paper);
            writeln!(
                svg,
                r#"<rect x="{x}" y="{y}" width="{width}" height="{HIGH}" fill="{paper}"/>"#
            )
            .unwrap();
        }
        column = end;
    }
    let mut run = Run::default();
    for column in 0..columns {
        let cell = screen.cell(row, column).unwrap();
        let (text, look) = (cell.contents(), look(column));
        let (x, y) = corner(row, column);
        if look.underline {
            strokes.push(Stroke {
                ink: look.ink,
                heavy: false,
                upright: false,
                across: 2 * (y + HIGH - 2),
                from: 2 * x,
                to: 2 * (x + WIDE),
            });
        }
        if cell.is_wide_continuation() {
            continue;
        }
        let mut chars = text.chars();
        let only = chars.next().filter(|_| chars.next().is_none());
        if let Some(arms) = only.and_then(arms_of) {
            run.end();
            strokes.extend(strokes_of(arms, (x, y), (look.ink, matches!(text, "━" | "┃"))));
        } else if only == Some('█') {
            run.end();
            let ink = hex(look.ink);
            writeln!(
                svg,
                r#"<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" fill="{ink}"/>"#
            )
            .unwrap();
        } else if stands_alone(cell) {
            run.end();
            run.add((x, y + BASE), look, text, if cell.is_wide() { 2 } else { 1 });
            run.end();
        } else {
            run.add((x, y + BASE), look, if text.is_empty() { " " } else { text }, 1);
        }
    }
    run.end();
    svg.push_str(&run.out);
}

/// Characters that some fonts have in another width than letters, or take from another font.
fn stands_alone(cell: &Cell) -> bool {
    let beyond_letters = |c: char| c >= '\u{2000}' && !matches!(c, '…' | '–' | '—' | '’');
    cell.is_wide() || cell.contents().chars().any(beyond_letters)
}

/// Text of one look that is being collected, and what was written of it.
#[derive(Default)]
struct Run {
    out: String,
    at: (usize, usize),
    look: Option<Look>,
    text: String,
    columns: usize,
}

impl Run {
    fn add(&mut self, at: (usize, usize), look: Look, text: &str, columns: usize) {
        let letters = |look: Look| (look.ink, look.bold, look.italic);
        let is_blank = text == " ";
        let goes_on = match self.look {
            // A single blank belongs to the words around it, whatever its own ink.
            Some(mine) => letters(mine) == letters(look) || is_blank,
            None => !is_blank,
        };
        if !goes_on || (is_blank && self.text.ends_with(' ')) {
            self.end();
        }
        if self.look.is_none() {
            if is_blank {
                return;
            }
            self.at = at;
            self.look = Some(look);
        }
        self.text.push_str(text);
        self.columns += columns;
    }

    fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        let shown = text.trim_end_matches(' ');
        let length = (std::mem::take(&mut self.columns) - (text.len() - shown.len())) * WIDE;
        let Some(look) = self.look.take() else {
            return;
        };
        let ((x, y), ink, shown) = (self.at, hex(look.ink), escaped(shown));
        let bold = if look.bold { r#" font-weight="700""# } else { "" };
        let italic = if look.italic {
            r#" font-style="italic""#
        } else {
            ""
        };
        writeln!(
            self.out,
            r#"<text x="{x}" y="{y}" textLength="{length}" lengthAdjust="spacingAndGlyphs" fill="{ink}"{bold}{italic}>{shown}</text>"#
        )
        .unwrap();
    }
}

/// The corner at the top left of a cell.
fn corner(row: u16, column: u16) -> (usize, usize) {
    (
        MARGIN + usize::from(column) * WIDE,
        MARGIN + BAR + usize::from(row) * HIGH,
    )
}

fn look_of(cell: &Cell, is_under_cursor: bool) -> Look {
    let (ink, paper) = (rgb(cell.fgcolor()), rgb(cell.bgcolor()));
    let (mut ink, mut paper) = (ink.unwrap_or(FOREGROUND), paper);
    if cell.dim() {
        ink = between(ink, paper.unwrap_or(BACKGROUND));
    }
    if cell.inverse() != is_under_cursor {
        (ink, paper) = (paper.unwrap_or(BACKGROUND), Some(ink));
    }
    Look {
        ink,
        paper,
        bold: cell.bold(),
        italic: cell.italic(),
        underline: cell.underline(),
    }
}

/// Two thirds of the first color: what terminals make of dim text.
fn between(ink: Rgb, paper: Rgb) -> Rgb {
    let mix = |ink: u8, paper: u8| u8::try_from((u16::from(ink) * 2 + u16::from(paper)) / 3).unwrap();
    (mix(ink.0, paper.0), mix(ink.1, paper.1), mix(ink.2, paper.2))
}

fn rgb(color: Color) -> Option<Rgb> {
    match color {
        Color::Default => None,
        Color::Rgb(red, green, blue) => Some((red, green, blue)),
        Color::Idx(index @ 0..=15) => Some(PALETTE[usize::from(index)]),
        Color::Idx(index @ 16..=231) => {
            let step = |level: u8| if level == 0 { 0 } else { 55 + level * 40 };
            let cube = index - 16;
            Some((step(cube / 36), step(cube / 6 % 6), step(cube % 6)))
        }
        Color::Idx(index) => {
            let gray = 8 + (index - 232) * 10;
            Some((gray, gray, gray))
        }
    }
}

fn hex((red, green, blue): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Which ways a box-drawing character goes from its middle: left, right, up, down.
fn arms_of(c: char) -> Option<[bool; 4]> {
    const YES: bool = true;
    const NO: bool = false;
    Some(match c {
        '─' | '━' => [YES, YES, NO, NO],
        '│' | '┃' => [NO, NO, YES, YES],
        '┌' | '╭' | '┏' => [NO, YES, NO, YES],
        '┐' | '╮' | '┓' => [YES, NO, NO, YES],
        '└' | '╰' | '┗' => [NO, YES, YES, NO],
        '┘' | '╯' | '┛' => [YES, NO, YES, NO],
        '├' => [NO, YES, YES, YES],
        '┤' => [YES, NO, YES, YES],
        '┬' => [YES, YES, NO, YES],
        '┴' => [YES, YES, YES, NO],
        '┼' => [YES, YES, YES, YES],
        _ => return None,
    })
}

/// The strokes of a box-drawing character, in half pixels, so that lines lie on whole ones.
fn strokes_of(
    [left, right, up, down]: [bool; 4],
    (x, y): (usize, usize),
    (ink, heavy): (Rgb, bool),
) -> Vec<Stroke> {
    let (middle, half) = (2 * x + WIDE, 2 * y + HIGH);
    let stroke = |upright, across, from, to| Stroke {
        ink,
        heavy,
        upright,
        across,
        from,
        to,
    };
    let mut strokes = Vec::new();
    for (is, from, to) in [(left, 2 * x, middle), (right, middle, 2 * (x + WIDE))] {
        if is {
            strokes.push(stroke(false, half, from, to));
        }
    }
    for (is, from, to) in [(up, 2 * y, half), (down, half, 2 * (y + HIGH))] {
        if is {
            strokes.push(stroke(true, middle, from, to));
        }
    }
    strokes
}

/// Strokes that touch become one.
fn joined(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    strokes.sort_unstable();
    let mut joined: Vec<Stroke> = Vec::new();
    for stroke in strokes {
        match joined.last_mut() {
            Some(last)
                if (last.ink, last.heavy, last.upright, last.across)
                    == (stroke.ink, stroke.heavy, stroke.upright, stroke.across)
                    && last.to >= stroke.from =>
            {
                last.to = last.to.max(stroke.to);
            }
            _ => joined.push(stroke),
        }
    }
    joined
}

fn draw_stroke(stroke: Stroke, svg: &mut String) {
    let half = |twice: usize| format!("{}{}", twice / 2, if twice.is_multiple_of(2) { "" } else { ".5" });
    let (across, from, to) = (half(stroke.across), half(stroke.from), half(stroke.to));
    let path = if stroke.upright {
        format!("M{across} {from}V{to}")
    } else {
        format!("M{from} {across}H{to}")
    };
    let ink = hex(stroke.ink);
    let heavy = if stroke.heavy { r#" stroke-width="3""# } else { "" };
    let ends = if stroke.heavy { "butt" } else { "square" };
    writeln!(
        svg,
        r#"<path d="{path}" stroke="{ink}"{heavy} stroke-linecap="{ends}"/>"#
    )
    .unwrap();
}
