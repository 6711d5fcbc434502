//! The keys that work here, in one row.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::cells::columns;
use crate::tui::theme::Theme;

/// Hints of a key and what it does, the most important first. Those that do not fit are left out from the right,
/// each whole.
pub struct Footer<'a> {
    hints: &'a [(&'a str, &'a str)],
    theme: &'a Theme,
}

const GAP: u16 = 2;

impl<'a> Footer<'a> {
    /// Hints as (key, what it does).
    pub const fn new(hints: &'a [(&'a str, &'a str)], theme: &'a Theme) -> Self {
        Self { hints, theme }
    }
}

impl Footer<'_> {
    /// Where each hint stands that fits, in their order.
    pub fn places(&self, area: Rect) -> impl Iterator<Item = Rect> {
        let mut x = area.x;
        self.hints.iter().map_while(move |(key, label)| {
            let width = columns(key).saturating_add(1).saturating_add(columns(label));
            let place = Rect::new(x, area.y, width, 1);
            x = place.right().saturating_add(GAP);
            (area.height > 0 && place.right() <= area.right()).then_some(place)
        })
    }
}

impl Widget for Footer<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        for ((key, label), place) in self.hints.iter().zip(self.places(area)) {
            buffer.set_string(place.x, place.y, key, self.theme.key);
            buffer.set_string(place.x + columns(key) + 1, place.y, label, self.theme.faint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(width: u16, expected: &str) {
        let theme = Theme::plain();
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        let hints = [("Enter", "open"), ("?", "help"), ("q", "quit")];
        Footer::new(&hints, &theme).render(area, &mut buffer);
        let row: String = (0..width).map(|x| buffer[(x, 0)].symbol()).collect();
        assert_eq!(row.trim_end(), expected);
    }

    #[test]
    fn hints_are_left_out_whole_and_from_the_right() {
        check(30, "Enter open  ? help  q quit");
        check(26, "Enter open  ? help  q quit");
        check(25, "Enter open  ? help");
        check(17, "Enter open");
        check(9, "");
    }
}
