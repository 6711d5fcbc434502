//! A card number or security code being typed: digits in wiped memory, shown as a mask.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::cells::{columns, fitting};
use crate::domain::message::{Arg, Coded};
use crate::domain::numeral;
use crate::payments::card::SecretDigits;
use crate::tui::theme::Theme;

/// Digits being typed. They stay in one place of the heap, so that moving a form about leaves no copy behind.
#[derive(Debug)]
pub struct SecretInput {
    digits: Box<SecretDigits>,
    limit: usize,
}

/// Why something was not taken. The field may be a number or a security code, so this names neither.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DigitsError {
    /// Something other than digits, blanks and hyphens.
    #[error("not digits")]
    NotDigits,
    /// A letter that is typed for a digit.
    #[error("{letter} for {digit}")]
    LookAlike {
        /// As typed.
        letter: char,
        /// The digit that it looks like.
        digit: char,
    },
    /// More digits than the field takes.
    #[error("more than {limit} digits")]
    TooMany {
        /// How many it takes.
        limit: usize,
    },
}

impl Coded for DigitsError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotDigits => "digits-only",
            Self::LookAlike { .. } => "digits-look-alike",
            Self::TooMany { .. } => "digits-too-many",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::NotDigits => Vec::new(),
            Self::LookAlike { letter, digit } => vec![
                ("letter", Arg::Text(letter.to_string())),
                ("digit", Arg::Text(digit.to_string())),
            ],
            Self::TooMany { limit } => {
                vec![("limit", Arg::Count(i64::try_from(*limit).unwrap_or(i64::MAX)))]
            }
        }
    }
}

impl SecretInput {
    /// An empty field of at most `limit` digits; 19 is the most that fits.
    pub fn new(limit: usize) -> Self {
        Self {
            digits: Box::default(),
            limit,
        }
    }

    /// Types a digit. Blanks and hyphens, as cards have them, are ignored, and so is what nobody sees.
    pub fn insert(&mut self, c: char) -> Result<(), DigitsError> {
        let mut done = Ok(());
        numeral::plain(c, |part| {
            let taken = match part {
                ' ' | '-' => Ok(()),
                '0'..='9' if self.digits.len() < self.limit && self.digits.push(part) => Ok(()),
                '0'..='9' => Err(self.full()),
                _ => Err(not_a_digit(part)),
            };
            done = done.and(taken);
        });
        done
    }

    /// Pastes digits, with blanks and hyphens between them. What is no number, or too long, changes nothing.
    pub fn paste(&mut self, text: &str) -> Result<(), DigitsError> {
        let mut count = self.digits.len();
        for c in text.chars() {
            let mut wrong = None;
            numeral::plain(c, |part| match part {
                ' ' | '-' | '\n' | '\t' => {}
                '0'..='9' => count += 1,
                _ => wrong = Some(not_a_digit(part)),
            });
            if let Some(error) = wrong {
                return Err(error);
            }
        }
        if count > self.limit {
            return Err(self.full());
        }
        for c in text.chars().filter(|c| !matches!(c, '\n' | '\t')) {
            self.insert(c)?;
        }
        Ok(())
    }

    const fn full(&self) -> DigitsError {
        DigitsError::TooMany { limit: self.limit }
    }

    /// Deletes the last digit.
    pub fn backspace(&mut self) {
        self.digits.pop();
    }

    /// Wipes everything.
    pub fn clear(&mut self) {
        *self.digits = SecretDigits::default();
    }

    /// The most digits that it takes.
    pub const fn limit(&self) -> usize {
        self.limit
    }

    /// What was typed. A copy of it is the copier's to wipe.
    pub fn digits(&self) -> &SecretDigits {
        &self.digits
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.digits.is_empty()
    }

    /// A sign for each digit, in groups of four.
    pub fn mask(&self, sign: &str) -> String {
        let mut mask = String::new();
        for index in 0..self.digits.len() {
            if index > 0 && index % 4 == 0 {
                mask.push(' ');
            }
            mask.push_str(sign);
        }
        mask
    }
}

fn not_a_digit(c: char) -> DigitsError {
    let digit = numeral::look_alike(c);
    digit.map_or(DigitsError::NotDigits, |digit| DigitsError::LookAlike {
        letter: c,
        digit,
    })
}

/// One row that shows a [`SecretInput`] as the mask that the caller gives; it never sees a digit.
pub struct SecretField<'a> {
    mask: &'a str,
    placeholder: &'a str,
    theme: &'a Theme,
    style: Style,
}

impl<'a> SecretField<'a> {
    /// A field that does not take the keys.
    pub const fn new(mask: &'a str, theme: &'a Theme) -> Self {
        Self {
            mask,
            placeholder: "",
            theme,
            style: theme.field,
        }
    }

    /// The field that takes the keys; set the frame's cursor to [`Self::cursor`].
    #[must_use]
    pub const fn focused(mut self) -> Self {
        self.style = self.theme.field_focused;
        self
    }

    /// An example to show while the field is empty.
    #[must_use]
    pub const fn placeholder(mut self, placeholder: &'a str) -> Self {
        self.placeholder = placeholder;
        self
    }

    /// Where the cursor stands when the field is drawn in `area`: behind the last digit.
    pub fn cursor(&self, area: Rect) -> Position {
        Position::new(
            area.x + columns(self.mask).min(area.width.saturating_sub(1)),
            area.y,
        )
    }
}

impl Widget for SecretField<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = Rect {
            height: area.height.min(1),
            ..area
        }
        .intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        buffer.set_style(area, self.style);
        let (text, style) = if self.mask.is_empty() {
            (self.placeholder, self.theme.placeholder)
        } else {
            (self.mask, self.style)
        };
        buffer.set_string(area.x, area.y, fitting(text, area.width), style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_taken_and_never_shown() {
        let mut input = SecretInput::new(16);
        input.paste("4111 1111-1111 11\n").unwrap();
        input.insert('1').unwrap();
        assert_eq!(input.insert('x'), Err(DigitsError::NotDigits));
        assert_eq!(
            input.insert('O'),
            Err(DigitsError::LookAlike {
                letter: 'O',
                digit: '0'
            })
        );
        assert_eq!(input.paste("12"), Err(DigitsError::TooMany { limit: 16 }));
        assert_eq!(input.paste("1a"), Err(DigitsError::NotDigits));
        assert_eq!(input.digits().len(), 15);
        input.insert('1').unwrap();
        assert_eq!(input.insert('1'), Err(DigitsError::TooMany { limit: 16 }));
        assert_eq!(input.mask("*"), "**** **** **** ****");
        assert!(!format!("{input:?}").contains('4'));
        input.backspace();
        assert_eq!(input.mask("*"), "**** **** **** ***");
        input.clear();
        assert!(input.is_empty());
        input.backspace();
        assert_eq!(input.mask("*"), "");
    }

    #[test]
    fn the_row_shows_the_mask_and_the_cursor_behind_it() {
        let theme = Theme::plain();
        let area = Rect::new(0, 0, 8, 1);
        let mut buffer = Buffer::empty(area);
        let field = SecretField::new("**** *", &theme).focused();
        assert_eq!(field.cursor(area), Position::new(6, 0));
        field.render(area, &mut buffer);
        let mut expected = Buffer::with_lines(["**** *  "]);
        expected.set_style(area, theme.field_focused);
        assert_eq!(buffer, expected);
    }
}
