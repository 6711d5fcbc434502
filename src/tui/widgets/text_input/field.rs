//! How a line of text being typed looks.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;
use unicode_segmentation::UnicodeSegmentation;

use super::super::cells::{columns, fitting, shortened};
use super::TextInput;
use crate::tui::theme::Theme;

/// One row that shows a [`TextInput`]: with the keys, what is around the cursor; without them, its beginning, which is
/// what tells one text from another. A sign stands where it was cut; it is not one of those of a choice.
pub struct TextField<'a> {
    input: &'a TextInput,
    theme: &'a Theme,
    placeholder: &'a str,
    focused: bool,
}

impl<'a> TextField<'a> {
    /// A field that does not take the keys.
    pub const fn new(input: &'a TextInput, theme: &'a Theme) -> Self {
        Self {
            input,
            theme,
            placeholder: "",
            focused: false,
        }
    }

    /// The field that takes the keys; set the frame's cursor to [`Self::cursor`].
    #[must_use]
    pub const fn focused(mut self) -> Self {
        self.focused = true;
        self
    }

    /// An example to show while the field is empty.
    #[must_use]
    pub const fn placeholder(mut self, placeholder: &'a str) -> Self {
        self.placeholder = placeholder;
        self
    }

    /// Where the cursor stands when the field is drawn in `area`; right behind it, when the text just fits.
    pub fn cursor(&self, area: Rect) -> Position {
        let column = columns(self.input.before_cursor()) - self.scrolled(area.width);
        Position::new(area.x + column.min(area.width), area.y)
    }

    /// How many columns are out of sight to the left.
    ///
    /// It follows from the cursor and goes in half widths, so that typing at the end of a long line does not send the
    /// whole field for each character.
    fn scrolled(&self, width: u16) -> u16 {
        if !self.focused || columns(self.input.text()) <= width {
            return 0;
        }
        let cursor = columns(self.input.before_cursor());
        let half = (width / 2).max(1);
        let beyond = cursor.saturating_add(1).saturating_sub(width);
        (beyond.div_ceil(half) * half).min(cursor)
    }
}

impl Widget for TextField<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = Rect {
            height: area.height.min(1),
            ..area
        }
        .intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        let (theme, cut) = (self.theme, self.theme.symbols.ellipsis);
        let style = if self.focused {
            theme.field_focused
        } else {
            theme.field
        };
        if self.input.is_empty() {
            let text = shortened(self.placeholder, area.width, cut);
            buffer.set_style(area, style);
            buffer.set_string(area.x, area.y, text, theme.placeholder);
            return;
        }
        let scrolled = self.scrolled(area.width);
        let visible = behind(self.input.text(), scrolled);
        let text = fitting(&visible, area.width);
        buffer.set_string(area.x, area.y, text, Style::new());
        if scrolled > 0 {
            buffer.set_string(area.x, area.y, cut, Style::new());
        }
        // The last column belongs to the cursor when it stands at the end, so a sign there hides no text.
        if columns(&visible) > area.width {
            let last = area.right() - 1;
            buffer.set_string(last, area.y, cut, Style::new());
        }
        buffer.set_style(area, style);
    }
}

/// What is left of a text without its first columns; half of a wide character is a blank.
fn behind(text: &str, mut scrolled: u16) -> String {
    let mut visible = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        let width = columns(grapheme);
        if scrolled == 0 {
            visible.push_str(grapheme);
        } else if width > scrolled {
            visible.push(' ');
            scrolled = 0;
        } else {
            scrolled -= width;
        }
    }
    visible
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &TextInput, width: u16, row: &str, cursor: u16) {
        let theme = Theme::plain();
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        let field = TextField::new(input, &theme).focused();
        assert_eq!(field.cursor(area).x, cursor);
        field.render(area, &mut buffer);
        let mut expected = Buffer::with_lines([row]);
        expected.set_style(area, theme.field_focused);
        assert_eq!(buffer, expected);
    }

    #[test]
    fn the_cursor_is_always_in_sight() {
        let mut input = TextInput::with_text(100, "abcdefghijkl");
        check(&input, 20, "abcdefghijkl        ", 12);
        check(&input, 8, "…jkl    ", 4);
        input.left();
        input.left();
        check(&input, 8, "…fghijkl", 6);
        input.home();
        check(&input, 8, "abcdefg…", 0);
        check(&input, 1, "…", 0);
    }

    #[test]
    fn a_text_that_just_fits_is_whole_and_the_cursor_stands_behind_it() {
        let mut input = TextInput::with_text(100, "abcdefgh");
        check(&input, 8, "abcdefgh", 8);
        input.left();
        check(&input, 8, "abcdefgh", 7);
        input.end();
        input.insert('i').unwrap();
        check(&input, 8, "…fghi   ", 5);
    }

    #[test]
    fn a_field_without_the_keys_shows_the_beginning_of_its_text_and_not_the_tail() {
        let check = |text: &str, theme: Theme, row: &str| {
            let mut input = TextInput::with_text(100, text);
            for _ in 0..2 {
                let area = Rect::new(0, 0, 15, 1);
                let mut buffer = Buffer::empty(area);
                TextField::new(&input, &theme).render(area, &mut buffer);
                let mut expected = Buffer::with_lines([row]);
                expected.set_style(area, theme.field);
                assert_eq!(buffer, expected);
                input.home();
            }
        };
        check("21250 Hawthorne Boulevard", Theme::plain(), "21250 Hawthorn…");
        check(
            "21250 Hawthorne Boulevard",
            Theme::plain().ascii(),
            "21250 Hawthorn~",
        );
        check("21250 Hawthorne", Theme::plain(), "21250 Hawthorne");
        check("Łódź", Theme::plain(), "Łódź           ");
    }

    #[test]
    fn wide_characters_are_not_cut() {
        let mut input = TextInput::with_text(100, "漢字漢字");
        check(&input, 10, "漢字漢字  ", 8);
        check(&input, 5, "… 字 ", 4);
        input.home();
        check(&input, 5, "漢字…", 0);
    }

    #[test]
    fn an_empty_field_shows_its_example() {
        let theme = Theme::plain();
        let area = Rect::new(0, 0, 6, 1);
        let mut buffer = Buffer::empty(area);
        let input = TextInput::new(10);
        TextField::new(&input, &theme)
            .placeholder("Warsaw")
            .render(area, &mut buffer);
        let mut expected = Buffer::with_lines(["Warsaw"]);
        expected.set_style(area, theme.placeholder);
        assert_eq!(buffer, expected);
    }

    #[test]
    fn no_size_is_too_small() {
        let input = TextInput::with_text(100, "漢字漢字");
        let theme = Theme::plain();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        for area in [
            Rect::new(0, 0, 0, 0),
            Rect::new(0, 0, 1, 1),
            Rect::new(2, 0, 9, 9),
        ] {
            let field = TextField::new(&input, &theme);
            field.cursor(area);
            field.render(area, &mut buffer);
        }
    }
}
