//! Text measured in columns.

use ratatui::style::{Modifier, Style};
use ratatui::text::Span;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that a text takes. Most is ASCII, where each sign takes one, and is asked for with every key.
pub(in crate::tui) fn columns(text: &str) -> u16 {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    let columns = if is_plain { text.len() } else { text.width() };
    u16::try_from(columns).unwrap_or(u16::MAX)
}

/// The beginning of a text that fits into `width` columns, never cutting a visible character in two.
pub(in crate::tui) fn fitting(text: &str, width: u16) -> &str {
    let mut used = 0_u16;
    for (start, grapheme) in text.grapheme_indices(true) {
        used = used.saturating_add(columns(grapheme));
        if used > width {
            return text.get(..start).unwrap_or_default();
        }
    }
    text
}

/// The text, or as much of it as fits with a sign that it was cut.
pub(in crate::tui) fn shortened(text: &str, width: u16, ellipsis: &str) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let kept = fitting(text, width.saturating_sub(columns(ellipsis)));
    format!("{kept}{}", fitting(ellipsis, width))
}

/// A text whose characters in these places are underlined: never by color alone.
pub(in crate::tui) fn underlined(text: &str, style: Style, matched: &[usize]) -> Vec<Span<'static>> {
    if matched.is_empty() {
        return vec![Span::styled(text.to_owned(), style)];
    }
    let mut character = 0;
    let spans = text.graphemes(true).map(|grapheme| {
        let next = character + grapheme.chars().count();
        let matches = matched.iter().any(|place| (character..next).contains(place));
        character = next;
        let style = if matches {
            style.add_modifier(Modifier::UNDERLINED)
        } else {
            style
        };
        Span::styled(grapheme.to_owned(), style)
    });
    spans.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_between_visible_characters() {
        assert_eq!(shortened("Złoto", 5, "…"), "Złoto");
        assert_eq!(shortened("Złoto", 4, "…"), "Zło…");
        assert_eq!(shortened("漢字", 3, "…"), "漢…");
        assert_eq!(shortened("e\u{301}e\u{301}", 1, "…"), "…");
        assert_eq!(shortened("abc", 0, "…"), "");
        assert_eq!(fitting("漢字", 3), "漢");
    }
}
