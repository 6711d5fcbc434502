//! Colors brought down to what a terminal has.

use ratatui::style::Color;

use super::super::caps::ColorDepth;

/// The 16 colors of old in their usual (xterm) shades, in the order of their numbers.
pub(in crate::tui) const SHADES: [(u8, u8, u8); 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

/// The same 16 as ratatui names them.
const NAMES: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// The color to use at that depth; the 16 always come back by name.
pub(in crate::tui) fn bring_down(color: Color, depth: ColorDepth) -> Color {
    match (color, depth) {
        (Color::Reset, _) | (_, ColorDepth::None) => Color::Reset,
        (Color::Indexed(index @ 0..=15), _) => named(index),
        (Color::Indexed(index), ColorDepth::Ansi16) => nearest_named(shade_of(index)),
        (Color::Rgb(red, green, blue), ColorDepth::Ansi16) => nearest_named((red, green, blue)),
        (Color::Rgb(red, green, blue), ColorDepth::Ansi256) => nearest_indexed((red, green, blue)),
        (color, _) => color,
    }
}

/// The number of a named color, 0 to 15.
pub(in crate::tui) fn number_of(color: Color) -> Option<u8> {
    let position = NAMES.iter().position(|named| *named == color)?;
    u8::try_from(position).ok()
}

fn named(index: u8) -> Color {
    NAMES.get(usize::from(index)).copied().unwrap_or(Color::Reset)
}

/// The shade of a color of the palette from 16 on: a cube of six steps, then 24 grays.
pub(in crate::tui) fn shade_of(index: u8) -> (u8, u8, u8) {
    if index >= 232 {
        let gray = 8 + (index - 232) * 10;
        return (gray, gray, gray);
    }
    let cube = index.saturating_sub(16);
    let step = |level: u8| if level == 0 { 0 } else { 55 + level * 40 };
    (step(cube / 36), step(cube / 6 % 6), step(cube % 6))
}

fn nearest_named(shade: (u8, u8, u8)) -> Color {
    let nearest = SHADES
        .iter()
        .zip(NAMES)
        .min_by_key(|(candidate, _)| distance(**candidate, shade));
    nearest.map_or(Color::Reset, |(_, name)| name)
}

fn nearest_indexed(shade: (u8, u8, u8)) -> Color {
    let nearest = (16..=255).min_by_key(|index| distance(shade_of(*index), shade));
    nearest.map_or(Color::Reset, Color::Indexed)
}

/// Square of the distance, weighted as eyes do: green counts most, blue least.
fn distance(a: (u8, u8, u8), b: (u8, u8, u8)) -> u32 {
    let square = |x: u8, y: u8| u32::from(x.abs_diff(y)).pow(2);
    3 * square(a.0, b.0) + 4 * square(a.1, b.1) + 2 * square(a.2, b.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(color: Color, depth: ColorDepth, expected: Color) {
        assert_eq!(bring_down(color, depth), expected, "{color:?} {depth:?}");
    }

    #[test]
    fn colors_become_the_nearest_that_the_terminal_has() {
        check(Color::Rgb(250, 10, 10), ColorDepth::True, Color::Rgb(250, 10, 10));
        check(Color::Rgb(255, 0, 0), ColorDepth::Ansi256, Color::Indexed(196));
        check(Color::Rgb(8, 8, 8), ColorDepth::Ansi256, Color::Indexed(232));
        check(Color::Rgb(250, 10, 10), ColorDepth::Ansi16, Color::LightRed);
        check(Color::Rgb(120, 130, 125), ColorDepth::Ansi16, Color::DarkGray);
        check(Color::Indexed(21), ColorDepth::Ansi16, Color::Blue);
        check(Color::Indexed(196), ColorDepth::Ansi256, Color::Indexed(196));
        check(Color::Indexed(9), ColorDepth::True, Color::LightRed);
        check(Color::Yellow, ColorDepth::Ansi16, Color::Yellow);
        check(Color::Yellow, ColorDepth::None, Color::Reset);
        check(Color::Rgb(1, 2, 3), ColorDepth::None, Color::Reset);
    }
}
