//! How a wide screen is divided: to the left what is worked on, to the right what it is about.
//!
//! On 80 columns there is no right side; what stands there is never the only place where something is told.

use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, Paragraph};

use super::canvas::Canvas;
use super::layer::Context;
use super::theme::Theme;
use super::widgets::cells::shortened;

/// From this width on there is a right side.
const DIVIDED: u16 = 110;
/// Widest right side: longer lines are hard to read.
const WIDEST: u16 = 84;
/// What stands at the left is told there as on 80 columns, where the screen is wide enough for that.
const LEFT: u16 = 78;
/// Narrowest right side, with its frame.
const NARROWEST: u16 = 34;
/// Blank columns between the sides.
const GAP: u16 = 3;
/// Columns of the frame at each side of the right side.
const FRAME: u16 = 3;

/// Whether a screen of that many columns has a right side.
pub const fn is_divided(columns: u16) -> bool {
    columns.saturating_sub(2) >= DIVIDED
}

/// The left side of an area, and the right one where there is room for it.
pub fn sides(area: Rect) -> (Rect, Option<Rect>) {
    if area.width < DIVIDED {
        return (area, None);
    }
    let beside = area.width.saturating_sub(LEFT + GAP);
    let width = beside.clamp(NARROWEST, (area.width / 5 * 2).clamp(NARROWEST, WIDEST));
    let left = Rect {
        width: area.width - width - GAP,
        ..area
    };
    // Its frame takes three columns at each side and a row above and below.
    let right = Rect {
        x: area.right() - width + FRAME,
        y: area.y + 1,
        width: width - 2 * FRAME,
        height: area.height.saturating_sub(2),
    };
    (left, Some(right))
}

/// Draws lines on the right side, in a frame with a heading.
pub fn aside(
    canvas: &mut Canvas<'_>,
    area: Rect,
    context: &Context,
    heading: &str,
    mut lines: Vec<Line<'_>>,
) {
    let theme = &context.theme;
    if lines.len() > area.height.into() {
        lines.truncate(usize::from(area.height).saturating_sub(1));
        lines.push(Line::styled(theme.symbols.ellipsis, theme.faint));
    }
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height);
    let frame = Rect {
        x: area.x - FRAME,
        y: area.y - 1,
        width: area.width + 2 * FRAME,
        height: height + 2,
    };
    let heading = shortened(heading, area.width, theme.symbols.ellipsis);
    let block = Block::bordered()
        .border_set(theme.symbols.border)
        .border_style(theme.border)
        .title_top(Line::styled(
            format!("{} {heading} ", theme.symbols.border.horizontal_top),
            Theme::above(theme.title),
        ));
    canvas.render_widget(block, frame);
    canvas.render_widget(Paragraph::new(lines), Rect { height, ..area });
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
            assert!(right.is_none_or(|right| left.right() < right.x && right.right() + FRAME == 1 + width));
        };
        check(109, None);
        check(110, Some((73, 80, 28)));
        check(118, Some((78, 85, 31)));
        check(248, Some((161, 168, 78)));
    }
}
