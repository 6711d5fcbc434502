//! The keys that work here, in one row.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::cells::columns;
use crate::tui::theme::Theme;

/// A key and what it does.
#[derive(Clone, Copy, Debug)]
pub struct KeyHint<'a> {
    /// The key.
    pub key: &'a str,
    /// What it does.
    pub label: &'a str,
    /// When it is its turn to find room: those of a lower rank come first, and of one rank those in front.
    pub rank: u8,
}

/// Hints in their order. One that finds no room is left out whole, and the ones behind it stay if they find some: a
/// long word must not cost the next step its place.
pub struct Footer<'a> {
    hints: &'a [KeyHint<'a>],
    theme: &'a Theme,
}

const GAP: u16 = 2;

impl KeyHint<'_> {
    /// With a blank between them.
    fn width(&self) -> u16 {
        columns(self.key)
            .saturating_add(1)
            .saturating_add(columns(self.label))
    }
}

impl<'a> Footer<'a> {
    /// Some hints.
    pub const fn new(hints: &'a [KeyHint<'a>], theme: &'a Theme) -> Self {
        Self { hints, theme }
    }

    /// The hints that find room, each with where it stands, in their order.
    pub fn places(&self, area: Rect) -> Vec<(usize, Rect)> {
        let mut turns: Vec<(usize, &KeyHint)> = self.hints.iter().enumerate().collect();
        turns.sort_by_key(|(_, hint)| hint.rank);
        // One gap more than there are between hints.
        let mut room = area.width.saturating_add(GAP);
        turns.retain(|(_, hint)| {
            let rest = room.checked_sub(hint.width().saturating_add(GAP));
            room = rest.unwrap_or(room);
            rest.is_some() && area.height > 0
        });
        turns.sort_by_key(|(place, _)| *place);
        let mut x = area.x;
        let places = turns.into_iter().map(|(place, hint)| {
            let here = Rect::new(x, area.y, hint.width(), 1);
            x = here.right().saturating_add(GAP);
            (place, here)
        });
        places.collect()
    }
}

impl Widget for Footer<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        for (hint, place) in self.places(area) {
            let Some(hint) = self.hints.get(hint) else {
                continue;
            };
            buffer.set_string(place.x, place.y, hint.key, self.theme.key);
            let x = place.x + columns(hint.key) + 1;
            buffer.set_string(x, place.y, hint.label, self.theme.faint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(hints: &[(&str, &str, u8)], width: u16, expected: &str) {
        let theme = Theme::plain();
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        let hints: Vec<KeyHint> = hints
            .iter()
            .map(|&(key, label, rank)| KeyHint { key, label, rank })
            .collect();
        Footer::new(&hints, &theme).render(area, &mut buffer);
        let row: String = (0..width).map(|x| buffer[(x, 0)].symbol()).collect();
        assert_eq!(row.trim_end(), expected);
    }

    #[test]
    fn hints_are_left_out_whole_and_those_behind_them_stay() {
        let hints = [
            ("Enter", "open", 0),
            ("?", "help", 0),
            ("q", "quit", 0),
            ("x", "y", 0),
        ];
        check(&hints, 31, "Enter open  ? help  q quit  x y");
        check(&hints, 30, "Enter open  ? help  q quit");
        check(&hints, 25, "Enter open  ? help  x y");
        check(&hints, 17, "Enter open  x y");
        check(&hints, 9, "? help");
        check(&hints, 2, "");
    }

    #[test]
    fn what_matters_most_finds_room_first_and_keeps_its_place() {
        let hints = [
            ("Enter", "Następne pole", 3),
            ("Ctrl-S", "Odrzuć zmianę", 0),
            ("Esc", "Wstecz", 1),
            ("F1", "Pomoc", 1),
            ("Ctrl-P", "Idź do", 3),
        ];
        check(
            &hints,
            79,
            "Enter Następne pole  Ctrl-S Odrzuć zmianę  Esc Wstecz  F1 Pomoc  Ctrl-P Idź do",
        );
        check(
            &hints,
            58,
            "Ctrl-S Odrzuć zmianę  Esc Wstecz  F1 Pomoc  Ctrl-P Idź do",
        );
        check(&hints, 40, "Ctrl-S Odrzuć zmianę  Esc Wstecz");
        check(&hints, 12, "Esc Wstecz");
        check(&hints, 0, "");
    }
}
