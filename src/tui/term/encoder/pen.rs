//! The style that the terminal writes with, and the shortest way from one style to the next.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::super::caps::ColorDepth;
use super::color::{bring_down, number_of};
use super::movement::number;

/// A style as the terminal holds it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct CellPen {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

/// Modifiers that show on a blank cell.
const SHOWN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT);

/// What switches each modifier on and off. Bold and dim share what switches them off.
const SWITCHES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl CellPen {
    /// The terminal's own style.
    pub(super) const PLAIN: Self = Self {
        foreground: Color::Reset,
        background: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// The style of a cell, with the colors that the terminal has.
    pub(super) fn of(cell: &Cell, depth: ColorDepth) -> Self {
        Self {
            foreground: bring_down(cell.fg, depth),
            background: bring_down(cell.bg, depth),
            modifier: cell.modifier,
        }
    }

    /// Whether a blank in this style looks the same as one in the other style.
    pub(super) fn blanks_like(self, other: Self) -> bool {
        let shown = self.modifier & SHOWN_ON_BLANK;
        self.background == other.background
            && shown == other.modifier & SHOWN_ON_BLANK
            && (shown.is_empty() || self.foreground == other.foreground)
    }

    /// Whether erasing gives the same blank as writing one in this style.
    pub(super) fn erases(self) -> bool {
        self.blanks_like(Self::PLAIN)
    }

    /// Appends what turns `from` into this style; `None` when nobody knows what the terminal holds.
    pub(super) fn select(self, from: Option<Self>, out: &mut Vec<u8>) {
        if from == Some(self) {
            return;
        }
        out.extend_from_slice(b"\x1b[");
        let start = out.len();
        self.codes_from_plain(out);
        if let Some(from) = from {
            // Of two equally short ways, the one without a reset.
            let middle = out.len();
            self.codes_from(from, &mut Codes::after(out));
            if out.len() - middle <= middle - start {
                out.drain(start..middle);
            } else {
                out.truncate(middle);
            }
        }
        out.push(b'm');
    }

    /// Reset, then everything that is set. The reset is an empty code; a bare `ESC [ m` resets.
    fn codes_from_plain(self, out: &mut Vec<u8>) {
        if self != Self::PLAIN {
            out.push(b';');
            self.codes_from(Self::PLAIN, &mut Codes::after(out));
        }
    }

    fn codes_from(self, from: Self, codes: &mut Codes<'_>) {
        let mut lit = from.modifier;
        for (modifier, _, off) in SWITCHES {
            if lit.contains(modifier) && !self.modifier.contains(modifier) {
                codes.add(off);
                for (other, _, shared) in SWITCHES {
                    if shared == off {
                        lit.remove(other);
                    }
                }
            }
        }
        for (modifier, on, _) in SWITCHES {
            if self.modifier.contains(modifier) && !lit.contains(modifier) {
                codes.add(on);
            }
        }
        if self.foreground != from.foreground {
            codes.color(self.foreground, 30);
        }
        if self.background != from.background {
            codes.color(self.background, 40);
        }
    }
}

/// Codes joined by semicolons.
struct Codes<'a> {
    out: &'a mut Vec<u8>,
    are_first: bool,
}

impl<'a> Codes<'a> {
    /// Codes behind whatever is there.
    const fn after(out: &'a mut Vec<u8>) -> Self {
        Self { out, are_first: true }
    }

    fn add(&mut self, code: u8) {
        if !self.are_first {
            self.out.push(b';');
        }
        self.are_first = false;
        number(code.into(), self.out);
    }

    /// `base` is 30 for the foreground and 40 for the background.
    fn color(&mut self, color: Color, base: u8) {
        match color {
            Color::Rgb(red, green, blue) => {
                for code in [base + 8, 2, red, green, blue] {
                    self.add(code);
                }
            }
            Color::Indexed(index) => {
                for code in [base + 8, 5, index] {
                    self.add(code);
                }
            }
            named => match number_of(named) {
                Some(number @ 0..=7) => self.add(base + number),
                Some(number) => self.add(base + 52 + number),
                None => self.add(base + 9),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pen(foreground: Color, background: Color, modifier: Modifier) -> CellPen {
        CellPen {
            foreground,
            background,
            modifier,
        }
    }

    fn check(from: Option<CellPen>, to: CellPen, expected: &str) {
        let mut out = Vec::new();
        to.select(from, &mut out);
        assert_eq!(out.escape_ascii().to_string(), expected.replace("ESC", r"\x1b"));
    }

    #[test]
    fn only_what_differs_is_said() {
        let bold_red = pen(Color::Red, Color::Reset, Modifier::BOLD);
        check(Some(CellPen::PLAIN), CellPen::PLAIN, "");
        check(None, CellPen::PLAIN, "ESC[m");
        check(None, bold_red, "ESC[;1;31m");
        check(Some(CellPen::PLAIN), bold_red, "ESC[1;31m");
        check(Some(bold_red), CellPen::PLAIN, "ESC[m");
        check(
            Some(bold_red),
            pen(Color::Red, Color::Reset, Modifier::empty()),
            "ESC[22m",
        );
        check(
            Some(bold_red),
            pen(Color::LightBlue, Color::Reset, Modifier::BOLD),
            "ESC[94m",
        );
        check(
            Some(pen(Color::Reset, Color::Reset, Modifier::BOLD | Modifier::DIM)),
            pen(Color::Reset, Color::White, Modifier::DIM),
            "ESC[;2;107m",
        );
        check(
            Some(CellPen::PLAIN),
            pen(Color::Rgb(1, 2, 3), Color::Indexed(100), Modifier::empty()),
            "ESC[38;2;1;2;3;48;5;100m",
        );
    }

    #[test]
    fn a_blank_shows_its_background_and_little_else() {
        let red = pen(Color::Red, Color::Reset, Modifier::BOLD);
        assert!(red.erases());
        assert!(!pen(Color::Red, Color::Red, Modifier::empty()).erases());
        let reversed = |color| pen(color, Color::Reset, Modifier::REVERSED);
        assert!(!reversed(Color::Reset).erases());
        assert!(!reversed(Color::Red).blanks_like(reversed(Color::Blue)));
    }
}
