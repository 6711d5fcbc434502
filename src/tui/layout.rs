//! How a wide screen is divided: to the left what is worked on, to the right what it is about.
//!
//! On 80 columns there is no right side; what stands there is never the only place where something is told.

use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::canvas::Canvas;
use super::layer::Desk;

/// From this width on there is a right side.
const DIVIDED: u16 = 110;
/// Widest right side: longer lines are hard to read.
const WIDEST: u16 = 84;
/// Blank columns between the sides.
const GAP: u16 = 3;

/// Whether a screen of that many columns has a right side.
pub const fn is_divided(columns: u16) -> bool {
    columns.saturating_sub(2) >= DIVIDED
}

/// The left side of an area, and the right one where there is room for it.
pub fn sides(area: Rect) -> (Rect, Option<Rect>) {
    if area.width < DIVIDED {
        return (area, None);
    }
    let width = (area.width / 5 * 2).min(WIDEST);
    let left = Rect {
        width: area.width - width - GAP,
        ..area
    };
    let right = Rect {
        x: area.right() - width,
        width,
        ..area
    };
    (left, Some(right))
}

/// Width of the left side on a screen of that many columns.
pub fn left_width(columns: u16) -> u16 {
    let area = Rect::new(0, 0, columns.saturating_sub(2), 1);
    sides(area).0.width
}

/// Draws lines on the right side, below a heading.
pub fn aside(canvas: &mut Canvas<'_>, area: Rect, desk: &Desk, heading: &str, lines: Vec<Line<'_>>) {
    let mut text = vec![
        Line::styled(heading.to_owned(), desk.theme.accent),
        Line::default(),
    ];
    text.extend(lines);
    canvas.render_widget(Paragraph::new(text), area);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_area_has_two_sides_that_do_not_touch() {
        let check = |width, expected: Option<(u16, u16, u16)>| {
            let (left, right) = sides(Rect::new(1, 3, width, 20));
            assert_eq!(
                right.map(|right| (left.width, right.x, right.width)),
                expected,
                "{width}"
            );
            assert!(right.is_none_or(|right| left.right() < right.x && right.right() == 1 + width));
        };
        check(109, None);
        check(118, Some((69, 73, 46)));
        check(248, Some((161, 165, 84)));
        assert_eq!(left_width(80), 78);
        assert_eq!(left_width(120), 69);
    }
}
