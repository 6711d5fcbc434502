//! The digits of a text in groups, and what stands between them.

use std::ops::Range;

use crate::domain::numeral;

/// Most signs between two groups of digits that are still one number.
const GAP: usize = 3;

/// A character as what it stands for, and the bytes of the text that it comes from.
#[derive(Clone, Debug)]
pub struct Sign {
    pub c: char,
    pub place: Range<usize>,
}

/// Digits that stand together.
#[derive(Clone, Debug)]
pub struct Group {
    /// Which of all digits.
    pub digits: Range<usize>,
    /// The bytes of the text from the first digit to the last.
    pub place: Range<usize>,
    /// How it is joined to the group before; `None` when it is not.
    pub joint: Option<Joint>,
}

/// What stands between two groups of one number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Joint {
    /// One sign.
    Tight(char),
    /// Up to three, or a line break.
    Loose,
    /// One letter: no sign of a number, unless it stands between all the groups of one.
    Letter(char),
}

impl Sign {
    /// The signs of a text, without those that nobody sees.
    pub fn all(text: &str) -> Vec<Self> {
        let mut signs = Vec::with_capacity(text.len());
        for (start, c) in text.char_indices() {
            let place = start..start + c.len_utf8();
            numeral::plain(c, |c| {
                signs.push(Self {
                    c,
                    place: place.clone(),
                });
            });
        }
        signs
    }
}

impl Group {
    /// How many digits it has.
    pub fn len(&self) -> usize {
        self.digits.len()
    }
}

/// The groups, and the digits of all of them.
pub fn groups(signs: &[Sign]) -> (Vec<Group>, Vec<u8>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut digits = Vec::with_capacity(signs.len());
    let mut gap = Gap::default();
    for sign in signs {
        let Some(digit) = sign.c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()) else {
            gap.take(sign.c);
            continue;
        };
        let place = digits.len();
        digits.push(digit);
        match groups.last_mut() {
            Some(group) if gap.is_none() => {
                group.digits.end = place + 1;
                group.place.end = sign.place.end;
            }
            last => {
                let joint = last.and_then(|_| gap.joint());
                groups.push(Group {
                    digits: place..place + 1,
                    place: sign.place.clone(),
                    joint,
                });
            }
        }
        gap = Gap::default();
    }
    (groups, digits)
}

/// What stands between two groups of digits.
#[derive(Default)]
struct Gap {
    /// Signs; blanks in a row are one.
    signs: usize,
    /// The last one.
    last: Option<char>,
    breaks_line: bool,
    /// Whether a sign is none that people write within a number.
    is_foreign: bool,
}

impl Gap {
    fn take(&mut self, c: char) {
        let c = if c.is_whitespace() {
            self.breaks_line |= c != ' ' && c != '\t';
            ' '
        } else {
            c
        };
        self.signs += usize::from(self.last != Some(' ') || c != ' ');
        self.last = Some(c);
        self.is_foreign |= !is_joint(c);
    }

    const fn is_none(&self) -> bool {
        self.signs == 0
    }

    fn joint(&self) -> Option<Joint> {
        match (self.signs, self.last) {
            (1, Some(c)) if c.is_alphabetic() => Some(Joint::Letter(c.to_ascii_lowercase())),
            _ if self.is_foreign || self.signs > GAP => None,
            (1, Some(c)) if !self.breaks_line => Some(Joint::Tight(c)),
            _ => Some(Joint::Loose),
        }
    }
}

/// Signs that people write between the groups of a number. A dot in the middle and an ellipsis are those of a mask.
const fn is_joint(c: char) -> bool {
    matches!(
        c,
        ' ' | '-'
            | '.'
            | ','
            | ';'
            | ':'
            | '/'
            | '\\'
            | '_'
            | '|'
            | '*'
            | '~'
            | '\''
            | '’'
            | '"'
            | '('
            | ')'
            | '['
            | ']'
            | '+'
            | '='
            | '<'
            | '>'
            | '&'
            | '#'
            | '!'
            | '?'
            | '^'
            | '`'
            | '{'
            | '}'
            | '、'
            | '。'
    )
}
