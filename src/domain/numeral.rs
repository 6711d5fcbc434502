//! Signs that look like others: digits of every script, dashes of every length, and what nobody sees.
//!
//! Who copies a number from a web page, a chat or a letter brings such signs along without knowing. Where a number is
//! read, they count as what they mean; where a text is, what cannot be seen is nothing.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The zeros of the scripts whose ten digits Unicode does not take apart (general category `Nd`, Unicode 14). The other
/// nine digits follow each of them.
const ZEROS: [u32; 58] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
    0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136,
    0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50,
    0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1e140, 0x1e2f0, 0x1e950,
];

/// Latin, Cyrillic and Greek letters that are typed for a digit.
const LOOK_ALIKES: [(&str, char); 5] = [
    ("OoОоΟο", '0'),
    ("IlІ|", '1'),
    ("Zz", '2'),
    ("SsЅѕ", '5'),
    ("B", '8'),
];

/// A character with what it stands for: digits of any script and width as `0` to `9`, dashes of any length as `-`,
/// blanks of any width as a blank, and nothing for what cannot be seen.
pub fn plain(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        push(c);
        return;
    }
    if is_dash(c) {
        push('-');
        return;
    }
    if is_unseen(c) {
        return;
    }
    let mut is_letter_with_mark = false;
    decompose_compatible(c, |part| is_letter_with_mark |= is_combining_mark(part));
    if is_letter_with_mark {
        push(c);
        return;
    }
    decompose_compatible(c, |part| {
        push(match part {
            part if is_dash(part) => '-',
            part if part.is_whitespace() && !matches!(part, '\n' | '\r') => ' ',
            part => western(part),
        });
    });
}

/// The digit that a character alone stands for.
pub fn digit(c: char) -> Option<char> {
    let (mut found, mut count) = (None, 0);
    plain(c, |part| {
        found = part.is_ascii_digit().then_some(part);
        count += 1;
    });
    found.filter(|_| count == 1)
}

/// The digit that a letter is probably meant to be.
pub fn look_alike(letter: char) -> Option<char> {
    let found = LOOK_ALIKES.iter().find(|(letters, _)| letters.contains(letter));
    found.map(|(_, digit)| *digit)
}

fn western(c: char) -> char {
    let after_zero = |zero: &u32| u32::from(c).checked_sub(*zero).filter(|digit| *digit < 10);
    let found = ZEROS.iter().find_map(after_zero);
    found.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)
}

/// A dash of any length, or a minus sign (general category `Pd`, and U+2212).
pub const fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{58a}' | '\u{5be}' | '\u{1400}' | '\u{1806}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{207b}'
                | '\u{2212}'
                | '\u{2e17}'
                | '\u{2e1a}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{2e40}'
                | '\u{2e5d}'
                | '\u{301c}'
                | '\u{3030}'
                | '\u{30a0}'
                | '\u{fe31}'
                | '\u{fe32}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
                | '\u{10ead}'
    )
}

/// A character that takes no room by its nature: soft hyphens, joiners, marks of direction, fillers, variation
/// selectors, tags (the property `Default_Ignorable_Code_Point`).
pub const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character alone leaves the paper white: blanks, controls, what is not seen, marks with no letter to carry
/// them, and the few signs whose picture is empty.
pub fn is_blank(c: char) -> bool {
    // The empty braille cell, the empty note head, the Khitan filler, and the marks around an annotation.
    const EMPTY: [char; 6] = [
        '\u{2800}',
        '\u{1d159}',
        '\u{16fe4}',
        '\u{fff9}',
        '\u{fffa}',
        '\u{fffb}',
    ];
    c.is_whitespace() || c.is_control() || is_unseen(c) || EMPTY.contains(&c) || is_combining_mark(c)
}

/// Whether a text has nothing to be seen.
pub fn renders_blank(text: &str) -> bool {
    text.chars().all(is_blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut found = String::new();
        text.chars().for_each(|c| plain(c, |part| found.push(part)));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn digits_dashes_and_blanks_are_what_they_mean() {
        check("４２٤٢४२𝟜①", "42424241");
        check("4–2—4−2\u{2011}4－2", "4-2-4-2-4-2");
        check("4\u{a0}2\u{2009}4\u{202f}2\u{3000}4", "4 2 4 2 4");
        check("\u{200e}4\u{200b}2\u{ad}4\u{feff}2\u{2060}", "4242");
        check("a+é", "a+é");
    }

    #[test]
    fn a_digit_is_one_of_any_script() {
        for (c, expected) in [
            ('7', Some('7')),
            ('７', Some('7')),
            ('٧', Some('7')),
            ('x', None),
            ('½', None),
        ] {
            assert_eq!(digit(c), expected, "{c}");
        }
    }

    #[test]
    fn letters_are_named_by_the_digit_that_they_look_like() {
        for (letter, expected) in [('O', Some('0')), ('о', Some('0')), ('l', Some('1')), ('x', None)] {
            assert_eq!(look_alike(letter), expected, "{letter}");
        }
    }

    #[test]
    fn what_leaves_the_paper_white_is_blank() {
        let white = [
            "",
            " ",
            "\u{3164}",
            "\u{ad}",
            "\u{2800}",
            "\u{115f}",
            "\u{1160}",
            "\u{ffa0}",
            "\u{34f}",
            "\u{e0041}",
            "\u{fe0f}",
            "\u{e0100}",
            "\u{200d}",
            "\u{3000}",
            "\u{2800}\u{a0}\u{180e}",
            "\u{301}",
            "\u{17b4}",
            "\0",
        ];
        for text in white {
            assert!(renders_blank(text), "{text:?}");
        }
        for text in ["a", ".", "\u{3164}x", "한", "🧾", "e\u{301}", "\u{2801}"] {
            assert!(!renders_blank(text), "{text:?}");
        }
    }
}
