//! A box in the middle, on top of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Padding, Widget};

use crate::tui::theme::Theme;

/// A titled box of a wanted inner size, centered, and smaller where the screen is.
pub struct Dialog<'a> {
    title: &'a str,
    width: u16,
    height: u16,
    theme: &'a Theme,
}

/// Columns that border and padding take.
const FRAME_COLUMNS: u16 = 4;
/// Rows that the border takes.
const FRAME_ROWS: u16 = 2;

impl<'a> Dialog<'a> {
    /// A box for content of that many columns and rows.
    pub const fn new(title: &'a str, width: u16, height: u16, theme: &'a Theme) -> Self {
        Self {
            title,
            width,
            height,
            theme,
        }
    }

    /// Where the box is on a screen.
    pub fn area(&self, screen: Rect) -> Rect {
        let width = self.width.saturating_add(FRAME_COLUMNS).min(screen.width);
        let height = self.height.saturating_add(FRAME_ROWS).min(screen.height);
        Rect {
            x: screen.x + (screen.width - width) / 2,
            y: screen.y + (screen.height - height) / 2,
            width,
            height,
        }
    }

    /// Where its content goes.
    pub fn inner(&self, screen: Rect) -> Rect {
        self.block().inner(self.area(screen))
    }

    fn block(&self) -> Block<'a> {
        let title = if self.title.is_empty() {
            Line::default()
        } else {
            Line::styled(format!(" {} ", self.title), self.theme.title)
        };
        Block::bordered()
            .border_set(self.theme.symbols.border)
            .border_style(self.theme.border_focused)
            .padding(Padding::horizontal(1))
            .title_top(title)
    }
}

impl Widget for &Dialog<'_> {
    /// Draws the empty box; `screen` is what to center it on.
    fn render(self, screen: Rect, buffer: &mut Buffer) {
        let area = self.area(screen).intersection(buffer.area);
        Clear.render(area, buffer);
        self.block().render(area, buffer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_box_stands_in_the_middle_and_covers_what_is_behind() {
        let theme = Theme::plain().ascii();
        let screen = Rect::new(0, 0, 14, 5);
        let mut buffer = Buffer::with_lines(vec!["~".repeat(14); 5]);
        let dialog = Dialog::new("Quit?", 6, 1, &theme);
        (&dialog).render(screen, &mut buffer);
        assert_eq!(dialog.inner(screen), Rect::new(4, 2, 6, 1));
        let rows: Vec<String> = (0..5)
            .map(|y| (0..14).map(|x| buffer[(x, y)].symbol()).collect())
            .collect();
        assert_eq!(
            rows,
            [
                "~~~~~~~~~~~~~~",
                "~~+ Quit? -+~~",
                "~~|        |~~",
                "~~+--------+~~",
                "~~~~~~~~~~~~~~",
            ]
        );
    }

    #[test]
    fn a_screen_of_one_cell_is_no_reason_to_fail() {
        let theme = Theme::plain();
        let screen = Rect::new(0, 0, 1, 1);
        let mut buffer = Buffer::empty(screen);
        let dialog = Dialog::new("Quit?", u16::MAX, u16::MAX, &theme);
        (&dialog).render(screen, &mut buffer);
        assert!(dialog.inner(screen).is_empty());
    }
}
