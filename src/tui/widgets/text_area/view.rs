//! How several lines of text being typed look: a box that is made row by row, so that a form can scroll within it.

use ratatui::text::{Line, Span};

use super::super::cells::{columns, fitting, shortened};
use super::{TextArea, TextRow, graphemes, rows};
use crate::tui::theme::Theme;

/// A border and a blank before the text; a blank for the cursor, the signs and a border behind it.
const AROUND: u16 = 5;

/// A box that shows a [`TextArea`]: with the keys, what is around the cursor; without them, its beginning.
pub struct AreaBox<'a> {
    theme: &'a Theme,
    placeholder: &'a str,
    focused: bool,
    width: u16,
    height: u16,
}

/// What is in a box, below its upper border.
#[derive(Debug)]
pub struct Content {
    /// The rows with text, and the lower border.
    pub lines: Vec<Line<'static>>,
    /// Column in the box and row of the lines where the cursor stands.
    pub cursor: (u16, u16),
    /// Whether the first row has the sign that there is more above, and the last one with text that there is more below.
    pub more: (bool, bool),
}

impl<'a> AreaBox<'a> {
    /// A box of so many columns with so many rows of text, which does not take the keys.
    pub const fn new(theme: &'a Theme, width: u16, height: u16) -> Self {
        Self {
            theme,
            placeholder: "",
            focused: false,
            width,
            height,
        }
    }

    /// The box that takes the keys, if it does.
    #[must_use]
    pub const fn focused(mut self, focused: bool) -> Self {
        self.focused = focused;
        self
    }

    /// An example to show while there is no text.
    #[must_use]
    pub const fn placeholder(mut self, placeholder: &'a str) -> Self {
        self.placeholder = placeholder;
        self
    }

    /// Columns for text in a box of that width.
    pub const fn text_width(width: u16) -> u16 {
        width.saturating_sub(AROUND)
    }

    /// The upper border.
    pub fn top(&self) -> Line<'static> {
        let border = &self.theme.symbols.border;
        self.edge(border.top_left, border.horizontal_top, border.top_right)
    }

    /// Everything below it.
    pub fn content(&self, area: &TextArea) -> Content {
        let width = Self::text_width(self.width);
        let rows = rows(area.text(), width);
        let (row, column) = area.place(&rows);
        let height = usize::from(self.height.max(1));
        // In the middle, where there is more on both sides: one sees what comes before and after.
        let hidden = rows.len().saturating_sub(height);
        let top = if self.focused {
            row.saturating_sub(height / 2).min(hidden)
        } else {
            0
        };
        let more = (top > 0, top < hidden);
        let symbols = &self.theme.symbols;
        let mut lines: Vec<Line> = (0..height)
            .map(|place| {
                let sign = match place {
                    0 if more.0 => Some(symbols.more_above),
                    place if place + 1 == height && more.1 => Some(symbols.more_below),
                    _ => None,
                };
                let text = rows.get(top + place).map(|row| shown(area.text(), row, width));
                let text = match text {
                    _ if area.text().is_empty() && place == 0 => Span::styled(
                        shortened(self.placeholder, width, symbols.ellipsis),
                        self.theme.placeholder,
                    ),
                    text => Span::styled(text.unwrap_or_default(), self.theme.text),
                };
                self.inside(text, width, sign)
            })
            .collect();
        let border = &symbols.border;
        lines.push(self.edge(border.bottom_left, border.horizontal_bottom, border.bottom_right));
        let below = u16::try_from(row.saturating_sub(top)).unwrap_or(u16::MAX);
        Content {
            lines,
            cursor: (column.min(width).saturating_add(2), below),
            more,
        }
    }

    fn edge(&self, left: &str, line: &str, right: &str) -> Line<'static> {
        let line = line.repeat(self.width.saturating_sub(2).into());
        self.border(format!("{left}{line}{right}")).into()
    }

    /// A row with the sign that there is more; a blank in its place has no style, which may be a line below it.
    fn inside(&self, text: Span<'static>, width: u16, sign: Option<&'static str>) -> Line<'static> {
        let border = &self.theme.symbols.border;
        let used = graphemes(&text.content, 0, text.content.len()).map(columns);
        let rest = width.saturating_sub(used.fold(0, u16::saturating_add));
        Line::from(vec![
            self.border(format!("{} ", border.vertical_left)),
            text,
            Span::raw(" ".repeat(usize::from(rest) + 1)),
            sign.map_or(Span::raw(" "), |sign| Span::styled(sign, self.theme.key)),
            self.border(border.vertical_right.to_owned()),
        ])
    }

    fn border(&self, text: String) -> Span<'static> {
        let style = if self.focused {
            self.theme.border_focused
        } else {
            self.theme.border
        };
        Span::styled(text, style)
    }
}

/// The text of a row; what hangs out of it are blanks.
fn shown(text: &str, row: &TextRow, width: u16) -> String {
    let text = text.get(row.start..row.end).unwrap_or_default();
    fitting(text, width).to_owned()
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::widgets::Widget;

    use super::*;

    /// A box of twelve columns with three rows: the cursor's column and row, and what is drawn.
    fn check(area: &TextArea, theme: &Theme, focused: bool, cursor: (u16, u16), expected: [&str; 5]) {
        let shown = AreaBox::new(theme, 12, 3)
            .placeholder("such as this")
            .focused(focused);
        let content = shown.content(area);
        let lines = [shown.top()].into_iter().chain(content.lines);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 5));
        for (y, line) in (0..).zip(lines) {
            line.render(Rect::new(0, y, 12, 1), &mut buffer);
        }
        let rows: Vec<String> = (0..5)
            .map(|y| {
                let mut row = String::new();
                let mut x = 0;
                while x < 12 {
                    row.push_str(buffer[(x, y)].symbol());
                    x += columns(buffer[(x, y)].symbol()).max(1);
                }
                row
            })
            .collect();
        assert_eq!(rows, expected);
        assert_eq!(content.cursor, cursor);
    }

    #[test]
    fn the_cursor_is_always_in_sight_and_signs_say_where_there_is_more() {
        let theme = Theme::plain();
        let mut area = TextArea::new(100, "one\ntwo\nthree\nfour");
        let end = [
            "╭──────────╮",
            "│ two     ▲│",
            "│ three    │",
            "│ four     │",
            "╰──────────╯",
        ];
        check(&area, &theme, true, (6, 2), end);
        let border = |focused| AreaBox::new(&theme, 12, 3).focused(focused).top().spans[0].style;
        assert_eq!(
            (border(true), border(false)),
            (theme.border_focused, theme.border)
        );
        area.go(-1, 7);
        check(&area, &theme, true, (6, 1), end);
        area.go(-1, 7);
        let middle = [
            "╭──────────╮",
            "│ one      │",
            "│ two      │",
            "│ three   ▼│",
            "╰──────────╯",
        ];
        check(&area, &theme, true, (5, 1), middle);
        check(&area, &theme, false, (5, 1), middle);
        area.input().end();
        check(&area, &theme, false, (6, 3), middle);
    }

    #[test]
    fn a_line_stood_in_the_gutter_of_a_text_that_has_no_more_rows() {
        let theme = crate::tui::theme::directory::built_in("high-contrast").unwrap();
        let area = TextArea::new(100, "one");
        let content = AreaBox::new(&theme, 12, 3).focused(true).content(&area);
        let line = ratatui::style::Modifier::UNDERLINED;
        let mut spans = content.lines.iter().flat_map(|line| &line.spans);
        assert!(spans.all(|span| !span.style.add_modifier.contains(line)));
    }

    #[test]
    fn a_full_row_has_its_cursor_behind_it_and_wide_characters_keep_the_border() {
        let area = TextArea::new(100, "漢字漢字\nabcdefg");
        let rows = [
            "+----------+",
            "| 漢字漢   |",
            "| 字       |",
            "| abcdefg  |",
            "+----------+",
        ];
        check(&area, &Theme::plain().ascii(), true, (9, 2), rows);
    }

    #[test]
    fn blanks_hang_out_of_a_row_and_an_empty_box_shows_its_example() {
        let area = TextArea::new(100, "abcdefg     ");
        let rows = [
            "╭──────────╮",
            "│ abcdefg  │",
            "│          │",
            "│          │",
            "╰──────────╯",
        ];
        check(&area, &Theme::plain(), true, (9, 0), rows);
        let area = TextArea::new(100, "");
        let rows = [
            "╭──────────╮",
            "│ such a…  │",
            "│          │",
            "│          │",
            "╰──────────╯",
        ];
        check(&area, &Theme::plain(), true, (2, 0), rows);
    }

    #[test]
    fn no_size_is_too_small() {
        let (theme, area) = (Theme::plain(), TextArea::new(100, "漢字 e\u{301}\n\nabc"));
        for width in 0..7 {
            for height in 0..3 {
                let content = AreaBox::new(&theme, width, height).focused(true).content(&area);
                assert_eq!(content.lines.len(), usize::from(height.max(1)) + 1);
            }
        }
    }
}
