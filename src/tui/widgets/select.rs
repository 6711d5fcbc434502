//! Choosing one of several: which row the caret is on, and how the rows look.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::cells::shortened;
use crate::tui::canvas::{Canvas, Target};
use crate::tui::theme::Theme;

/// Which of several rows the caret is on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Choice {
    index: usize,
    count: usize,
}

impl Choice {
    /// The first of `count` rows.
    pub const fn new(count: usize) -> Self {
        Self { index: 0, count }
    }

    /// The row that the caret is on; `None` when there is none.
    pub fn index(&self) -> Option<usize> {
        (self.count > 0).then_some(self.index)
    }

    /// Moves the caret to a row, or to the last one.
    pub fn select(&mut self, index: usize) {
        self.index = index.min(self.count.saturating_sub(1));
    }

    /// Takes a new number of rows; the caret stays where it can.
    pub fn resize(&mut self, count: usize) {
        self.count = count;
        self.select(self.index);
    }

    /// One row down; from the last to the first.
    pub const fn next(&mut self) {
        self.index = if self.index + 1 < self.count {
            self.index + 1
        } else {
            0
        };
    }

    /// One row up; from the first to the last.
    pub const fn previous(&mut self) {
        self.index = match self.index.checked_sub(1) {
            Some(above) => above,
            None => self.count.saturating_sub(1),
        };
    }

    /// As the wheel does: one row a notch, down or (negative) up, and not round: a wheel that is turned too far stops
    /// at the end.
    pub fn wheel(&mut self, notches: i16) {
        self.select(self.index.saturating_add_signed(notches.into()));
    }

    /// To the first row.
    pub fn first(&mut self) {
        self.select(0);
    }

    /// To the last row.
    pub fn last(&mut self) {
        self.select(usize::MAX);
    }
}

/// One row of a [`SelectList`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SelectItem<'a> {
    /// What it is.
    pub label: &'a str,
    /// A word about it in the next row; empty for none. Where a row is closed, why.
    pub detail: &'a str,
    /// Whether it cannot be chosen now.
    pub closed: bool,
}

impl<'a> SelectItem<'a> {
    /// A row that can be chosen.
    pub const fn new(label: &'a str) -> Self {
        Self {
            label,
            detail: "",
            closed: false,
        }
    }

    /// With a word about it.
    #[must_use]
    pub const fn detail(mut self, detail: &'a str) -> Self {
        self.detail = detail;
        self
    }

    /// A row that cannot be chosen, and why.
    #[must_use]
    pub const fn closed(mut self, why: &'a str) -> Self {
        self.detail = why;
        self.closed = true;
        self
    }

    fn height(&self) -> u16 {
        if self.detail.is_empty() { 1 } else { 2 }
    }
}

/// Rows of which one is chosen; scrolled so that the caret is in sight.
pub struct SelectList<'a> {
    items: &'a [SelectItem<'a>],
    caret: Option<usize>,
    buttons: bool,
    chosen: Option<usize>,
    theme: &'a Theme,
}

impl<'a> SelectList<'a> {
    /// A list with its caret; `None` while the keys go elsewhere.
    pub const fn new(items: &'a [SelectItem<'a>], caret: Option<usize>, theme: &'a Theme) -> Self {
        Self {
            items,
            caret,
            buttons: false,
            chosen: None,
            theme,
        }
    }

    /// With radio buttons, of which one may be on.
    #[must_use]
    pub const fn radio(mut self, chosen: Option<usize>) -> Self {
        self.buttons = true;
        self.chosen = chosen;
        self
    }

    /// How many rows the list needs.
    pub fn height(&self) -> u16 {
        self.items.iter().map(SelectItem::height).sum()
    }

    /// Draws the list, and says where a click means which row.
    pub fn view(self, canvas: &mut Canvas<'_>, area: Rect) {
        for (index, row) in self.rows(area) {
            canvas.target(row, Target::Row(index));
        }
        canvas.render_widget(self, area);
    }

    /// The items that are in sight, each with its place.
    fn rows(&self, area: Rect) -> impl Iterator<Item = (usize, Rect)> {
        let mut y = area.y;
        let items = self.items.iter().enumerate().skip(self.first(area.height));
        items.map_while(move |(index, item)| {
            let height = item.height().min(area.bottom().saturating_sub(y));
            let row = Rect::new(area.x, y, area.width, height);
            y += height;
            (height > 0).then_some((index, row))
        })
    }

    /// The first item to draw, so that the one with the caret is drawn whole.
    fn first(&self, height: u16) -> usize {
        let mut first = self.caret.unwrap_or(0);
        let Some(mut used) = self.items.get(first).map(SelectItem::height) else {
            return 0;
        };
        while let Some(above) = first.checked_sub(1).and_then(|above| self.items.get(above)) {
            used += above.height();
            if used > height {
                break;
            }
            first -= 1;
        }
        first
    }

    fn item(&self, index: usize, item: &SelectItem<'_>, area: Rect, buffer: &mut Buffer) {
        let symbols = &self.theme.symbols;
        let here = self.caret == Some(index);
        let mut prefix = format!("{} ", if here { symbols.caret } else { " " });
        if self.buttons {
            let on = self.chosen == Some(index);
            prefix.push_str(if on { symbols.radio_on } else { symbols.radio_off });
            prefix.push(' ');
        }
        let style = match (here, item.closed) {
            (true, true) => self.theme.selected.patch(self.theme.closed),
            (true, false) => self.theme.selected,
            (false, true) => self.theme.closed,
            (false, false) => self.theme.text,
        };
        let (x, _) = buffer.set_stringn(area.x, area.y, &prefix, area.width.into(), self.theme.text);
        let room = area.right().saturating_sub(x);
        let label = shortened(item.label, room, symbols.ellipsis);
        buffer.set_string(x, area.y, label, style);
        if area.height > 1 {
            let detail = shortened(item.detail, room, symbols.ellipsis);
            buffer.set_string(x, area.y + 1, detail, self.theme.faint);
        }
    }
}

impl Widget for SelectList<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        for (index, row) in self.rows(area) {
            if let Some(item) = self.items.get(index) {
                self.item(index, item, row, buffer);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(list: SelectList<'_>, width: u16, height: u16) -> Vec<String> {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        list.render(area, &mut buffer);
        (0..height)
            .map(|y| {
                let row: String = (0..width).map(|x| buffer[(x, y)].symbol()).collect();
                row.trim_end().to_owned()
            })
            .collect()
    }

    #[test]
    fn the_caret_and_the_button_tell_the_choice_without_color() {
        let theme = Theme::plain();
        let items = [
            SelectItem::new("Credit card").detail("Charged at once"),
            SelectItem::new("Electronic bank transfer").closed("Not in your role"),
        ];
        let list = || SelectList::new(&items, Some(1), &theme).radio(Some(0));
        assert_eq!(list().height(), 4);
        assert_eq!(
            rows(list(), 24, 4),
            [
                "  (•) Credit card",
                "      Charged at once",
                "▸ ( ) Electronic bank t…",
                "      Not in your role",
            ]
        );
        let area = Rect::new(0, 0, 40, 4);
        let mut buffer = Buffer::empty(area);
        list().render(area, &mut buffer);
        assert_eq!(buffer[(6, 0)].style().add_modifier, theme.text.add_modifier);
        assert_ne!(buffer[(6, 2)].style().add_modifier, theme.text.add_modifier);
    }

    #[test]
    fn the_caret_is_in_sight_in_a_list_that_does_not_fit() {
        let theme = Theme::plain();
        let items = ["a", "b", "c", "d"].map(SelectItem::new);
        let list = |caret| SelectList::new(&items, Some(caret), &theme);
        assert_eq!(rows(list(0), 4, 2), ["▸ a", "  b"]);
        assert_eq!(rows(list(3), 4, 2), ["  c", "▸ d"]);
        assert_eq!(rows(SelectList::new(&[], Some(0), &theme), 4, 1), [""]);
        assert_eq!(rows(list(1), 1, 1), ["▸"]);
    }

    #[test]
    fn the_caret_goes_round() {
        let mut choice = Choice::new(3);
        choice.wheel(-1);
        assert_eq!(choice.index(), Some(0), "but not by the wheel");
        choice.previous();
        assert_eq!(choice.index(), Some(2));
        choice.wheel(1);
        assert_eq!(choice.index(), Some(2));
        choice.next();
        assert_eq!(choice.index(), Some(0));
        choice.last();
        choice.resize(2);
        assert_eq!(choice.index(), Some(1));
        choice.resize(0);
        choice.next();
        choice.previous();
        assert_eq!(choice.index(), None);
    }
}
