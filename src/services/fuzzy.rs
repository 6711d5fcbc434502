//! Finding by a few letters: what was typed matches where it stands in one piece, and after that where its letters stand
//! scattered in this order, and scores by how close together and how near to the beginnings of words they do. One or two
//! letters are in nearly every text in some way, so they match in one piece only; so does what has digits in it.
//!
//! Marks and case do not count, as an operator expects who types `baltyk` for "Bałtyk" and `gesla` for "Gęślą".
//! Every word that was typed must be found in one of the texts, each in whichever it fits best.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::fmt;

use nucleo_matcher::{Config, Matcher, Utf32Str};
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Longest text that is searched for, UTF-8 bytes; the rest of it is not looked at.
const LIMIT: usize = 200;
/// What stands in one piece comes before everything that does not: more than any score.
const WHOLE: u32 = 1 << 20;
/// Fewest letters that may stand scattered.
const SCATTERED: usize = 3;
/// What stands between the parts of a line of an index.
pub const PART: char = '\u{1}';

/// What is searched for. Its scratch memory is kept for the next text, so that matching allocates nothing.
pub struct Query {
    words: Vec<Folded>,
    scratch: RefCell<Scratch>,
}

/// A text without marks and case.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Folded {
    letters: Vec<char>,
}

struct Scratch {
    matcher: Matcher,
    text: Folded,
    /// For each folded letter, which character of the text it comes from.
    origins: Vec<usize>,
    indices: Vec<u32>,
}

impl Folded {
    fn refill(&mut self, text: &str) {
        self.letters.clear();
        for c in text.chars() {
            fold(c, |letter| self.letters.push(letter));
        }
    }

    /// Where a word stands in one piece, and how well: best at the beginning, then where a word begins, and better where
    /// one ends.
    fn whole(&self, word: &Self) -> Option<(usize, u32)> {
        let found = self
            .letters
            .windows(word.letters.len().max(1))
            .enumerate()
            .filter(|(_, piece)| *piece == word.letters);
        found
            .map(|(from, _)| {
                let before = from.checked_sub(1).and_then(|before| self.letters.get(before));
                let score = match before {
                    None => 3,
                    Some(before) if !before.is_alphanumeric() => 2,
                    Some(_) => 1,
                };
                let after = self.letters.get(from + word.letters.len());
                let ends = after.is_none_or(|after| !after.is_alphanumeric());
                (from, score * 2 + u32::from(ends))
            })
            .min_by_key(|(from, score)| (Reverse(*score), *from))
    }

    fn as_text(&self) -> Utf32Str<'_> {
        Utf32Str::Unicode(&self.letters)
    }
}

impl Query {
    /// A query for what was typed; `None` when nothing was that can be found.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut end = typed.len().min(LIMIT);
        while !typed.is_char_boundary(end) {
            end -= 1;
        }
        let words: Vec<Folded> = typed
            .get(..end)
            .unwrap_or_default()
            .split_whitespace()
            .map(|word| {
                let mut folded = Folded::default();
                folded.refill(word);
                folded
            })
            .filter(|word| !word.letters.is_empty())
            .collect();
        if words.is_empty() {
            return None;
        }
        let mut config = Config::DEFAULT;
        // Both sides are folded already.
        config.normalize = false;
        config.ignore_case = false;
        config.prefer_prefix = true;
        let scratch = Scratch {
            matcher: Matcher::new(config),
            text: Folded::default(),
            origins: Vec::new(),
            indices: Vec::new(),
        };
        Some(Self {
            words,
            scratch: RefCell::new(scratch),
        })
    }

    /// How well the texts match together; `None` when a word is found in none of them.
    pub fn score(&self, texts: &[&str]) -> Option<u32> {
        let scratch = &mut *self.scratch.borrow_mut();
        if let [text] = texts {
            // The usual case in a long list: the text is folded once for all words.
            scratch.text.refill(text);
            return self
                .words
                .iter()
                .map(|word| scratch.score(word))
                .try_fold(0, |sum, score| Some(sum + score?));
        }
        let mut sum = 0;
        for word in &self.words {
            let best = texts.iter().filter_map(|text| {
                scratch.text.refill(text);
                scratch.score(word)
            });
            sum += best.max()?;
        }
        Some(sum)
    }

    /// How well a line of an index matches, whose parts stand behind each other with [`PART`] between them: a word
    /// stands in one piece in any of them, or scattered in the first.
    pub fn score_line(&self, line: &str) -> Option<u32> {
        let scratch = &mut *self.scratch.borrow_mut();
        scratch.text.refill(line);
        let first = scratch.text.letters.iter().position(|letter| *letter == PART);
        let whole = scratch.text.letters.len();
        let words = self.words.iter();
        words
            .map(|word| scratch.score_within(word, first.unwrap_or(whole)))
            .try_fold(0, |sum, score| Some(sum + score?))
    }

    /// How well a text matches when every word that was typed must stand in one piece, or be made of beginnings of
    /// words: for short lists, in which something must be meant.
    pub fn close_score(&self, text: &str) -> Option<u32> {
        let scratch = &mut *self.scratch.borrow_mut();
        scratch.text.refill(text);
        let words = self.words.iter();
        words
            .map(|word| scratch.close_score(word))
            .try_fold(0, |sum, score| Some(sum + score?))
    }

    /// Which characters of each text matched, in order: every word where it fits best.
    pub fn marks(&self, texts: &[&str]) -> Vec<Vec<usize>> {
        let scratch = &mut *self.scratch.borrow_mut();
        let mut marks: Vec<Vec<usize>> = vec![Vec::new(); texts.len()];
        for word in &self.words {
            let mut best: Option<(u32, usize)> = None;
            for (place, text) in texts.iter().enumerate() {
                scratch.text.refill(text);
                if let Some(score) = scratch.score(word)
                    && best.is_none_or(|(highest, _)| score > highest)
                {
                    best = Some((score, place));
                }
            }
            if let Some((_, place)) = best
                && let (Some(text), Some(marks)) = (texts.get(place), marks.get_mut(place))
            {
                marks.extend(scratch.marked(word, text));
            }
        }
        for marks in &mut marks {
            marks.sort_unstable();
            marks.dedup();
        }
        marks
    }
}

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query")
            .field("words", &self.words)
            .finish_non_exhaustive()
    }
}

impl Scratch {
    /// How well a word matches the text that was folded last.
    fn score(&mut self, word: &Folded) -> Option<u32> {
        self.score_within(word, self.text.letters.len())
    }

    /// The same, scattered only in so many of its first letters.
    fn score_within(&mut self, word: &Folded, letters: usize) -> Option<u32> {
        if let Some((_, score)) = self.text.whole(word) {
            return Some(WHOLE + score);
        }
        let first = self.text.letters.get(..letters).unwrap_or_default();
        // Digits that stand apart are another number.
        let is_number = word.letters.iter().any(char::is_ascii_digit);
        if word.letters.len() < SCATTERED || is_number {
            return None;
        }
        self.matcher
            .fuzzy_match(Utf32Str::Unicode(first), word.as_text())
            .map(u32::from)
    }

    /// The score of a word in the text that was folded last, if it stands there in one piece or in beginnings of words.
    fn close_score(&mut self, word: &Folded) -> Option<u32> {
        self.indices.clear();
        let score = self
            .matcher
            .fuzzy_indices(self.text.as_text(), word.as_text(), &mut self.indices)?;
        let letters = &self.text.letters;
        let at = |index: u32| letters.get(usize::try_from(index).ok()?).copied();
        let begins_a_word = |index: u32| {
            let before = index.checked_sub(1).and_then(at);
            before.is_none_or(|before| !before.is_alphanumeric())
        };
        let mut former = None;
        let (mut pieces, mut beginnings) = (0_usize, 0_usize);
        for index in &self.indices {
            let goes_on = former.is_some_and(|former: u32| former + 1 == *index);
            if !goes_on {
                pieces += 1;
                beginnings += usize::from(begins_a_word(*index));
            }
            former = Some(*index);
        }
        (pieces == 1 || beginnings == pieces).then(|| u32::from(score))
    }

    /// The characters of the text that the letters of a word are found in.
    fn marked(&mut self, word: &Folded, text: &str) -> Vec<usize> {
        self.text.letters.clear();
        self.origins.clear();
        for (place, c) in text.chars().enumerate() {
            fold(c, |letter| {
                self.text.letters.push(letter);
                self.origins.push(place);
            });
        }
        self.indices.clear();
        if let Some((from, _)) = self.text.whole(word) {
            let places = from..from + word.letters.len();
            self.indices
                .extend(places.filter_map(|place| u32::try_from(place).ok()));
        } else {
            self.matcher
                .fuzzy_indices(self.text.as_text(), word.as_text(), &mut self.indices);
        }
        let origins = self.indices.iter().filter_map(|index| {
            let index = usize::try_from(*index).ok()?;
            self.origins.get(index).copied()
        });
        origins.collect()
    }
}

/// A text without marks and case: what it is compared by when somebody types its beginning.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold(c, |letter| folded.push(letter));
    }
    folded
}

/// The letters that a character stands for in a search: lowercase, without marks. Full-width letters are letters.
fn fold(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        push(c.to_ascii_lowercase());
        return;
    }
    decompose_compatible(c, |part| {
        if !is_combining_mark(part) {
            for lower in part.to_lowercase() {
                spell(lower, &mut push);
            }
        }
    });
}

/// Letters that are no letter with a mark to Unicode, but are to those who type.
fn spell(c: char, push: &mut impl FnMut(char)) {
    match c {
        'ł' => push('l'),
        'đ' | 'ð' => push('d'),
        'ø' => push('o'),
        'ħ' => push('h'),
        'ı' => push('i'),
        'ŧ' => push('t'),
        'ß' => ['s', 's'].into_iter().for_each(push),
        'æ' => ['a', 'e'].into_iter().for_each(push),
        'œ' => ['o', 'e'].into_iter().for_each(push),
        'þ' => ['t', 'h'].into_iter().for_each(push),
        // What lowercasing of İ leaves behind.
        '\u{307}' => {}
        other => push(other),
    }
}

/// How one of many ranks: by score, then the shorter text, then the one met first.
type Rank = (Reverse<u32>, usize, usize);

/// The best of many; memory for those only.
#[derive(Debug)]
pub struct Best<T> {
    limit: usize,
    count: usize,
    kept: Vec<(Rank, T)>,
}

impl<T> Best<T> {
    /// None so far; at most `limit` are kept.
    pub const fn new(limit: usize) -> Self {
        Self {
            limit,
            count: 0,
            kept: Vec::new(),
        }
    }

    /// Takes one with its score and the length of its text; it is made only if it is among the best.
    pub fn take(&mut self, score: u32, length: usize, item: impl FnOnce() -> T) {
        let rank = (Reverse(score), length, self.count);
        self.count += 1;
        if self.kept.len() == self.limit {
            if self.kept.last().is_none_or(|(last, _)| *last < rank) {
                return;
            }
            self.kept.pop();
        }
        let place = self.kept.partition_point(|(kept, _)| *kept < rank);
        self.kept.insert(place, (rank, item()));
    }

    /// Takes an item of a list that has an order of its own, in which all of them stay.
    pub fn take_next(&mut self, item: impl FnOnce() -> T) {
        self.take(0, 0, item);
    }

    /// How many were taken, also those that are not kept.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The best ones first.
    pub fn into_items(self) -> Vec<T> {
        self.kept.into_iter().map(|(_, item)| item).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, text: &str) -> bool {
        Query::parse(typed).unwrap().score(&[text]).is_some()
    }

    #[test]
    fn marks_and_case_do_not_count() {
        for (typed, text) in [
            ("baltyk", "Bałtyk"),
            ("BAŁTYK", "bałtyk"),
            ("gesla", "Zażółć Gęślą Jaźń"),
            ("zazolc", "Zażółć"),
            ("zażółć", "ZAZOLC"),
            ("zaz\u{307}o\u{301}\u{142}c\u{301}", "Zażółć"),
            ("strasse", "Hauptstraße"),
            ("orsted", "Ørsted"),
            ("aeroskobing", "Ærøskøbing"),
            ("istanbul", "İstanbul"),
            ("acme", "ＡＣＭＥ株式会社"),
            ("株式", "株式会社テスト"),
            ("テスト", "株式会社テスト"),
        ] {
            assert!(finds(typed, text), "{typed} in {text}");
        }
        for (typed, text) in [("baltyk", "Bałty"), ("東京", "京東"), ("kb", "abk")] {
            assert!(!finds(typed, text), "{typed} in {text}");
        }
    }

    #[test]
    fn every_word_must_be_found_in_some_text_and_in_any_order() {
        let query = Query::parse(" wilga  1234 ").unwrap();
        assert!(query.score(&["1234567", "Wilga sp. z o.o."]).is_some());
        assert!(query.score(&["Wilga sp. z o.o."]).is_none());
        assert!(query.score(&["7654321", "Wilga sp. z o.o."]).is_none());
        assert!(finds("zoo wilga", "Wilga sp. z o.o."));
    }

    #[test]
    fn letters_that_stand_far_apart_are_no_close_match() {
        let close = |typed: &str, text| Query::parse(typed).unwrap().close_score(text).is_some();
        for typed in ["book", "money", "oney", "bmr", "received", "book rec", "rece bo"] {
            assert!(close(typed, "Book money received"), "{typed}");
        }
        for typed in ["okney", "oed", "bed", "mcv", "kmr"] {
            assert!(!close(typed, "Book money received"), "{typed}");
        }
    }

    /// Seen: `pl` found Harbor Point, and nothing in Poland.
    #[test]
    fn what_stands_in_one_piece_comes_before_scattered_letters() {
        let lines = [
            "Harbor Point\u{1}1000007\u{1}Reno, US",
            "Wilga\u{1}1000003\u{1}Wrocław, PL",
            "Placid Wroughton Oceanic\u{1}1000004\u{1}Reno, US",
        ];
        let found = |typed: &str| {
            let query = Query::parse(typed).unwrap();
            let mut best = Best::new(3);
            for line in lines {
                if let Some(score) = query.score_line(line) {
                    best.take(score, line.len(), || line.split(PART).next().unwrap());
                }
            }
            best.into_items()
        };
        assert_eq!(found("PL"), ["Placid Wroughton Oceanic", "Wilga"]);
        assert_eq!(found("wroc"), ["Wilga", "Placid Wroughton Oceanic"]);
        assert_eq!(found("0000"), found("1000").as_slice());
        assert_eq!(found("wilga wroclaw"), ["Wilga"]);
        assert_eq!(found("reno 1000007"), ["Harbor Point"]);
        // Scattered letters don't reach from one part into the next.
        assert!(found("point10").is_empty());
        assert!(found("wgpl").is_empty());
        assert!(!finds("pl", "Harbor Point Ltd."));
    }

    #[test]
    fn nothing_that_can_be_found_is_no_query() {
        for typed in ["", "  ", "\u{301}"] {
            assert!(Query::parse(typed).is_none(), "{typed:?}");
        }
        assert!(Query::parse(&"ą".repeat(10_000)).is_some());
    }

    #[test]
    fn letters_that_stand_together_at_the_beginning_of_a_word_score_best() {
        let query = Query::parse("bal").unwrap();
        let names = [
            "Cabal Ltd.",
            "Brama Lodzka",
            "Zielony Bałtyk",
            "Bałtyk",
            "Bbbaaalll",
        ];
        let mut best = Best::new(3);
        for name in names {
            if let Some(score) = query.score(&[name]) {
                best.take(score, name.len(), || name);
            }
        }
        assert_eq!(best.count(), 5);
        let items = best.into_items();
        assert_eq!(items.first(), Some(&"Bałtyk"), "{items:?}");
        assert_eq!(items.get(1), Some(&"Zielony Bałtyk"), "{items:?}");
    }

    #[test]
    fn the_best_are_kept_in_their_order() {
        let mut best = Best::new(3);
        for (score, length, name) in [
            (5, 9, "b"),
            (7, 4, "a"),
            (5, 2, "c"),
            (1, 1, "x"),
            (5, 2, "d"),
            (6, 1, "e"),
        ] {
            best.take(score, length, || name);
        }
        assert_eq!(best.count(), 6);
        assert_eq!(best.into_items(), ["a", "e", "c"]);
    }

    #[test]
    fn marked_letters_are_those_of_the_text_as_it_is_written() {
        let query = Query::parse("gesla 22").unwrap();
        assert_eq!(
            query.marks(&["Zażółć Gęślą", "MPN ID 1022"]),
            [vec![7, 8, 9, 10, 11], vec![9, 10]]
        );
        // ß is two letters in a search and one on the screen.
        let query = Query::parse("strasse").unwrap();
        assert_eq!(query.marks(&["Straße"]), [vec![0, 1, 2, 3, 4, 5]]);
    }
}
