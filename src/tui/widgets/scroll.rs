//! More lines than fit: which one is at the top, and signs where there are more.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::cells::{columns, fitting};
use crate::tui::canvas::{Canvas, Target};
use crate::tui::theme::Theme;

/// Lines of a notch of the wheel.
const WHEEL_LINES: u16 = 3;

/// Which line is at the top. It may be beyond what can be shown after a resize; drawing sets that right.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Scroll {
    top: u16,
}

impl Scroll {
    /// At the first line.
    pub const START: Self = Self { top: 0 };

    /// Moves the text up by `rows`; `height` is that of the area, `total` the number of lines.
    pub fn down(&mut self, rows: u16, total: usize, height: u16) {
        self.top = self.top(total, height).saturating_add(rows);
        self.top = self.top(total, height);
    }

    /// Moves the text down by `rows`.
    pub fn up(&mut self, rows: u16, total: usize, height: u16) {
        self.top = self.top(total, height).saturating_sub(rows);
    }

    /// As the wheel does: three lines a notch, down or (negative) up.
    pub fn wheel(&mut self, notches: i16, total: usize, height: u16) {
        let rows = notches.unsigned_abs().saturating_mul(WHEEL_LINES);
        if notches > 0 {
            self.down(rows, total, height);
        } else {
            self.up(rows, total, height);
        }
    }

    /// To the last line.
    pub const fn to_end(&mut self) {
        self.top = u16::MAX;
    }

    /// Moves as little as needed to bring a line in sight.
    pub fn show(&mut self, line: u16, total: usize, height: u16) {
        let top = self.top(total, height);
        let lowest = line.saturating_add(1).saturating_sub(height);
        self.top = top.clamp(lowest, line.max(lowest));
    }

    /// The line at the top, for so many lines in so many rows.
    pub fn top(&self, total: usize, height: u16) -> u16 {
        let hidden = total.saturating_sub(height.into());
        self.top.min(u16::try_from(hidden).unwrap_or(u16::MAX))
    }
}

/// The signs that there is more above and below, in the last column of an area; a click on one means its target.
pub(in crate::tui) fn more_signs(
    canvas: &mut Canvas<'_>,
    area: Rect,
    above: Option<Target>,
    below: Option<Target>,
    theme: &Theme,
) {
    if area.is_empty() {
        return;
    }
    let symbols = &theme.symbols;
    let signs = [
        (above, area.y, symbols.more_above),
        (below, area.bottom() - 1, symbols.more_below),
    ];
    for (target, y, sign) in signs {
        if let Some(target) = target {
            let place = Rect::new(area.right() - 1, y, 1, 1).intersection(canvas.area());
            canvas.target(place, target);
            canvas.render_widget(Span::styled(sign, theme.key), place);
        }
    }
}

/// Breaks a text into lines of at most `width` columns, between words where it can. Its own line breaks stay, and
/// so do blanks that forbid a break.
pub fn wrap(text: &str, width: u16) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        // Most texts are short and of one line: they are as they will be.
        if columns(paragraph) <= width && is_plain(paragraph) {
            lines.push(paragraph.to_owned());
            continue;
        }
        let mut line = String::new();
        // Not at blanks that forbid a break: money is written with them.
        let words = paragraph.split(|c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}'));
        let mut used = 0_u16;
        for word in words.filter(|word| !word.is_empty()) {
            let wide = columns(word);
            if !line.is_empty() && used.saturating_add(1).saturating_add(wide) > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if !line.is_empty() {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used = used.saturating_add(wide);
            while used > width {
                let head = match fitting(&line, width) {
                    // A wide character in a single column: it cannot be shown whole, but must not hang us.
                    "" => break,
                    head => head.to_owned(),
                };
                line = line.split_off(head.len());
                used = columns(&line);
                lines.push(head);
            }
        }
        lines.push(line);
    }
    lines
}

/// Whether a text has no blanks but single ones between words.
fn is_plain(text: &str) -> bool {
    let is_blank = |c: char| c.is_whitespace() && !matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    text.trim() == text && !text.contains("  ") && !text.contains(is_blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_at_the_top_never_leaves_less_than_a_screen_and_moves_no_further_than_it_has_to() {
        let mut scroll = Scroll::default();
        assert_eq!((scroll.top(4, 4), scroll.top(4, 2)), (0, 0));
        scroll.down(1, 4, 2);
        assert_eq!(scroll.top(4, 2), 1);
        scroll.down(9, 4, 2);
        assert_eq!(scroll.top(4, 2), 2);
        scroll.up(1, 4, 2);
        assert_eq!(scroll.top(4, 2), 1);
        scroll.to_end();
        assert_eq!((scroll.top(4, 2), scroll.top(4, 3)), (2, 1));
        scroll = Scroll::START;
        scroll.show(2, 4, 2);
        assert_eq!(scroll.top(4, 2), 1);
        scroll.show(0, 4, 2);
        assert_eq!(scroll.top(4, 2), 0);
    }

    #[test]
    fn a_notch_of_the_wheel_is_three_lines_and_never_leaves_the_text() {
        let mut scroll = Scroll::START;
        for (notches, top) in [(1, 3), (1, 6), (-1, 3), (9, 8), (-9, 0)] {
            scroll.wheel(notches, 10, 2);
            assert_eq!(scroll.top(10, 2), top, "{notches}");
        }
    }

    #[test]
    fn texts_break_between_words_and_only_there_where_they_can() {
        assert_eq!(
            wrap("the card is charged now", 11),
            ["the card is", "charged now"]
        );
        assert_eq!(wrap("a\n\nb", 11), ["a", "", "b"]);
        assert_eq!(wrap(" a   b ", 11), ["a b"]);
        let money = "owes 1\u{a0}670,00\u{a0}USD now";
        assert_eq!(wrap(money, 16), ["owes", "1\u{a0}670,00\u{a0}USD now"]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("漢字漢", 4), ["漢字", "漢"]);
        assert_eq!(wrap("漢", 1), ["漢"]);
        assert_eq!(wrap("x", 0), ["x"]);
        assert!(wrap("", 5).is_empty());
    }
}
