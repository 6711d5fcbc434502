//! Text from the outside, made safe: normalized, trimmed, bounded, and free of characters that could move the
//! cursor, reorder a line or hide.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::card_number::{CardNumberInText, holds_card_number};
use super::message::{Arg, Coded};
use super::numeral::renders_blank;

/// Why a text was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TextError {
    /// Nothing that can be seen.
    #[error("empty")]
    Empty,
    /// More UTF-8 bytes than allowed.
    #[error("longer than {limit} bytes")]
    TooLong {
        /// Limit, UTF-8 bytes.
        limit: usize,
    },
    /// A control character, a line break or an invisible direction mark.
    #[error("control character")]
    Control,
    /// A card number, which no text may hold.
    #[error(transparent)]
    CardNumber(#[from] CardNumberInText),
}

impl Coded for TextError {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "text-empty",
            Self::TooLong { .. } => "text-too-long",
            Self::Control => "text-control",
            Self::CardNumber(error) => error.code(),
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::TooLong { limit } => vec![("limit", Arg::Count(i64::try_from(*limit).unwrap_or(i64::MAX)))],
            _ => Vec::new(),
        }
    }
}

/// Limit of names and address lines, UTF-8 bytes (source: product rules).
pub const NAME_LIMIT: usize = 200;

/// A name of a person, a company or a street: 1 to 200 UTF-8 bytes, NFC, one line, nothing invisible.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Name(String);

impl Name {
    /// Normalizes, trims and checks.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        clean_line(text, NAME_LIMIT).and_then(|clean| {
            if clean.is_empty() {
                Err(TextError::Empty)
            } else {
                Ok(Self(clean))
            }
        })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Limit of a description and of a note, UTF-8 bytes (source: product rules).
pub const BODY_LIMIT: usize = 4_000;

/// A text of several lines: 1 to 4,000 UTF-8 bytes, NFC, line feeds as its only control characters, nothing invisible.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Body(String);

impl Body {
    /// Normalizes, trims and checks.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        clean_lines(text, BODY_LIMIT).and_then(|clean| {
            if clean.is_empty() {
                Err(TextError::Empty)
            } else {
                Ok(Self(clean))
            }
        })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text of several lines, possibly empty: NFC, trimmed, breaks of any kind as line feeds, tabs as blanks, no blanks
/// at the end of a line, at most `limit` UTF-8 bytes, no card number. What leaves the paper white is empty.
pub fn clean_lines(text: &str, limit: usize) -> Result<String, TextError> {
    let text = text.trim();
    // As for a single line: checked before anything is copied.
    if text.len() > limit.saturating_mul(3) {
        return Err(TextError::TooLong { limit });
    }
    refuse_card_number(text)?;
    let broken = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n");
    let lines = broken
        .split('\n')
        .map(|line| line.replace('\t', " ").trim_end().to_owned());
    let clean: String = lines.collect::<Vec<_>>().join("\n").nfc().collect();
    if clean.chars().any(|c| c != '\n' && is_hostile(c)) {
        return Err(TextError::Control);
    }
    bounded(clean, limit)
}

/// One line of text, possibly empty: NFC, trimmed, at most `limit` UTF-8 bytes, no card number. What leaves the paper
/// white is empty.
pub fn clean_line(text: &str, limit: usize) -> Result<String, TextError> {
    // Checked before normalizing, so that ten megabytes cost nothing; NFC never grows a text more than threefold.
    if text.trim().len() > limit.saturating_mul(3) {
        return Err(TextError::TooLong { limit });
    }
    refuse_card_number(text)?;
    let clean: String = text.trim().nfc().collect();
    if clean.chars().any(is_hostile) {
        return Err(TextError::Control);
    }
    bounded(clean, limit)
}

fn refuse_card_number(text: &str) -> Result<(), TextError> {
    if holds_card_number(text) {
        Err(CardNumberInText.into())
    } else {
        Ok(())
    }
}

fn bounded(clean: String, limit: usize) -> Result<String, TextError> {
    match clean {
        clean if renders_blank(&clean) => Ok(String::new()),
        clean if clean.len() > limit => Err(TextError::TooLong { limit }),
        clean => Ok(clean),
    }
}

/// Characters that no single line of text needs and that can deceive its reader: controls, line separators,
/// bidirectional overrides and isolates, tag characters, and zero-width ones other than the joiners that names
/// in Persian or Hindi and emoji are spelled with.
pub fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{061c}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, TextError>) {
        assert_eq!(
            Name::parse(text).as_ref().map(Name::as_str).map_err(|e| *e),
            expected,
            "{text:?}"
        );
    }

    #[test]
    fn names_of_the_whole_world_are_names() {
        check("  Zażółć Gęślą Jaźń ", Ok("Zażółć Gęślą Jaźń"));
        check("Zaz\u{307}o\u{301}\u{142}c\u{301}", Ok("Zażółć"));
        check("株式会社テスト", Ok("株式会社テスト"));
        check("شركة", Ok("شركة"));
        check("Café 🧾 GmbH", Ok("Café 🧾 GmbH"));
    }

    #[test]
    fn what_could_deceive_is_refused() {
        for wrong in [
            "a\u{1b}[2Jb",
            "a\nb",
            "abc\u{202e}def",
            "a\u{200b}b",
            "a\0b",
            "a\u{9b}b",
        ] {
            check(wrong, Err(TextError::Control));
        }
    }

    #[test]
    fn a_text_of_several_lines_keeps_its_breaks_and_nothing_else_that_moves() {
        let check = |text: &str, expected: Result<&str, TextError>| {
            let parsed = Body::parse(text);
            assert_eq!(
                parsed.as_ref().map(Body::as_str).map_err(|error| *error),
                expected,
                "{text:?}"
            );
        };
        check(
            " Please cancel. \r\n\r\n\tThank you\u{2028}Dana\r",
            Ok("Please cancel.\n\n Thank you\nDana"),
        );
        check("\n \n", Err(TextError::Empty));
        for wrong in [
            "a\u{1b}[2Jb",
            "a\u{202e}b",
            "a\u{200b}b",
            "a\0b",
            "a\u{9b}b",
            "a\u{7}b",
            "a\u{b}b",
        ] {
            check(wrong, Err(TextError::Control));
        }
        check(&"ą".repeat(2_000), Ok(&"ą".repeat(2_000)));
        check(&"ą".repeat(2_001), Err(TextError::TooLong { limit: 4_000 }));
        check(&"x\n".repeat(5_000_000), Err(TextError::TooLong { limit: 4_000 }));
    }

    /// Seen: a company that was called by U+3164 alone, by U+00AD, by U+2800.
    #[test]
    fn a_company_whose_name_nobody_can_see_has_none() {
        for blank in [
            "\u{3164}",
            "\u{ad}",
            "\u{2800}",
            "\u{115f}\u{1160}",
            "\u{ffa0}",
            "\u{34f}",
            "\u{fe0f}",
            "\u{e0100}",
            "\u{3164} \u{a0}\u{2800}",
            "\u{301}",
        ] {
            check(blank, Err(TextError::Empty));
            assert_eq!(Body::parse(&format!("\n{blank}\n")), Err(TextError::Empty));
        }
        check("\u{e0041}", Err(TextError::Control));
        check("ㅤ한국", Ok("ㅤ한국"));
        check("क्‍ष", Ok("क्‍ष"));
    }

    /// Seen: a card number as the name on the card, as a purchase order and as a contact.
    #[test]
    fn a_card_number_is_no_text() {
        let refused = TextError::CardNumber(CardNumberInText);
        check("4242 4242 4242 4242", Err(refused));
        check("Ana 4242,4242,4242,4242", Err(refused));
        check("\u{202e}4242424242424242", Err(refused));
        assert_eq!(Body::parse("It was\n4242424242424242."), Err(refused));
        assert_eq!(clean_line("4242-4242-4242-4242", 60), Err(refused));
        check("4242 4242 4242 4241", Ok("4242 4242 4242 4241"));
    }

    #[test]
    fn limits_count_bytes_and_huge_texts_are_refused_at_once() {
        check("", Err(TextError::Empty));
        check("   ", Err(TextError::Empty));
        check(&"ą".repeat(100), Ok(&"ą".repeat(100)));
        check(&"ą".repeat(101), Err(TextError::TooLong { limit: 200 }));
        check(&"x".repeat(10_000_000), Err(TextError::TooLong { limit: 200 }));
    }
}
