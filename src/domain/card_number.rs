//! Finds card numbers where none belong: in every field, option and file that is not for one.
//!
//! What counts is a run of 14 to 19 digits with the prefix and a length of a brand and the right check digit (source:
//! product rules, "A run of 14 to 19 digits that is a card number"). People group such a number in any way and copy it
//! with signs that look like others, so digits of every script count, and so do groups with blanks, dashes, dots,
//! commas, slashes or line breaks between them, or a card's own groups with the same letter between all of them. What is known to be another number is set aside first (`aside`).
//!
//! This is the one place that knows the rule. The text types (`domain::text`, `domain::address`) refuse what holds a
//! card number, so that no field can forget it; whoever repeats what was typed says [`masked`] instead; drafts keep
//! nothing that [`is_left_out`].

use std::borrow::Cow;
use std::ops::Range;

use zeroize::Zeroize;

use super::message::Coded;

mod aside;
mod expiry;
mod groups;
mod issuer;

use groups::{Group, Joint, Sign, groups};

pub use issuer::{PREFIX, RANGES, lengths, passes_luhn};

/// Fewest and most digits of a card number.
const LENGTHS: std::ops::RangeInclusive<usize> = 14..=19;
/// So many digits of a number that may become a card's are no longer kept while it is typed.
const UNFINISHED: std::ops::RangeInclusive<usize> = 13..=19;
/// Digits of numbers that stand in lists of their own: phone numbers without a calling code, MPN IDs, VAT IDs.
const LISTED: std::ops::RangeInclusive<usize> = 7..=11;

/// How card numbers are grouped on cards, and when they are typed in two halves.
const GROUPINGS: [&[usize]; 7] = [
    &[4, 4, 4, 4],
    &[4, 4, 4, 4, 3],
    &[4, 6, 5],
    &[4, 6, 4],
    &[8, 8],
    &[4, 12],
    &[12, 4],
];

/// A card number where none belongs. Says nothing of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a card number where none belongs")]
pub struct CardNumberInText;

impl Coded for CardNumberInText {
    fn code(&self) -> &'static str {
        "card-number-in-text"
    }
}

/// Whether a text holds a card number.
pub fn holds_card_number(text: &str) -> bool {
    !found(text).is_empty()
}

/// Where the first card number of a text begins, in bytes.
pub fn place_of_card_number(text: &str) -> Option<usize> {
    found(text).first().map(|place| place.start)
}

/// Whether a draft must not keep a text: it holds a card number, or ends in one that is still being typed.
pub fn is_left_out(text: &str) -> bool {
    may_hold_digits(text, *UNFINISHED.start())
        && (holds_card_number(text) || ends_unfinished(text) || was_typed_on(text))
}

/// Whether a run of more digits than a card has begins with a card's: something else was typed right behind it. Such a
/// number may be anything, so it is refused nowhere, but no draft needs it.
fn was_typed_on(text: &str) -> bool {
    let (groups, mut digits) = read(text);
    let was = groups.iter().any(|group| {
        let run = digits.get(group.digits.clone()).unwrap_or_default();
        let begins = |length: usize| run.get(..length).is_some_and(issuer::is_card);
        run.len() > *LENGTHS.end() && LENGTHS.clone().any(begins)
    });
    digits.zeroize();
    was
}

/// A text in which each card number is its last four digits.
pub fn masked(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    // What stands beside a masked number may be one together with what is left of it.
    for _ in 0..4 {
        let found = found(&text);
        if found.is_empty() {
            return text;
        }
        text = Cow::Owned(without(&text, &found));
    }
    Cow::Owned(
        text.chars()
            .map(|c| if c.is_numeric() { '…' } else { c })
            .collect(),
    )
}

fn without(text: &str, found: &[Range<usize>]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut place = 0;
    for range in found {
        kept.push_str(text.get(place..range.start).unwrap_or_default());
        let number = text.get(range.clone()).unwrap_or_default();
        let mut last: Vec<char> = Vec::with_capacity(4);
        let from_end = number.chars().rev().filter_map(super::numeral::digit);
        last.extend(from_end.take(4));
        kept.push('…');
        kept.extend(last.iter().rev());
        place = range.end;
    }
    kept.push_str(text.get(place..).unwrap_or_default());
    kept
}

/// Whether a text may hold so many digits: what most texts are told apart by, without a copy.
fn may_hold_digits(text: &str, count: usize) -> bool {
    let possible = text.chars().filter(|c| c.is_ascii_digit() || !c.is_ascii());
    possible.take(count).count() == count
}

fn read(text: &str) -> (Vec<Group>, Vec<u8>) {
    let mut signs = Sign::all(text);
    aside::set_aside(&mut signs);
    groups(&signs)
}

/// Where the card numbers of a text are: in order, none within another.
fn found(text: &str) -> Vec<Range<usize>> {
    if !may_hold_digits(text, *LENGTHS.start()) {
        return Vec::new();
    }
    let (groups, mut digits) = read(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    for first in 0..groups.len() {
        let rest = groups.get(first..).unwrap_or_default();
        let mut possible = candidates(rest);
        possible.extend(expiry::beside(&groups, first, &digits));
        for parts in possible {
            if let Some(place) = span_of_card(parts, &digits) {
                match found.last_mut() {
                    Some(last) if place.start < last.end => last.end = last.end.max(place.end),
                    _ => found.push(place),
                }
            }
        }
    }
    digits.zeroize();
    found
}

/// The groups from the first of these on that could be one number, in every way in which people write one: alone, in
/// the groups of a card, with the same sign between all of them, with one sign each, or with up to three. Where
/// more than one sign stands between two numbers of seven to eleven digits, these are two.
fn candidates(groups: &[Group]) -> Vec<&[Group]> {
    let mut possible = Vec::new();
    let mut take = |count: usize| possible.extend(groups.get(..count).filter(|_| count > 0));
    let Some((first, rest)) = groups.split_first() else {
        return possible;
    };
    take(1);
    for lengths in GROUPINGS {
        let parts = groups.get(..lengths.len()).unwrap_or_default();
        let fits = parts
            .iter()
            .zip(lengths)
            .all(|(part, length)| part.len() == *length);
        if fits && are_joined(parts) {
            take(parts.len());
        }
    }
    let reach = |joins: &dyn Fn(Option<Joint>) -> bool| {
        1 + rest.iter().take_while(|group| joins(group.joint)).count()
    };
    let sign = rest.first().and_then(|second| second.joint);
    if let Some(Joint::Tight(_)) = sign
        && first.joint != sign
    {
        take(reach(&|joint| joint == sign));
    }
    let is_tight = |joint: Option<Joint>| matches!(joint, Some(Joint::Tight(_)));
    if !is_tight(first.joint) {
        take(reach(&is_tight));
    }
    if !is_sign(first.joint) {
        let count = reach(&is_sign);
        if !is_list_of_two(groups.get(..count).unwrap_or_default()) {
            take(count);
        }
    }
    possible
}

/// How many groups are joined by signs to the first of these, with it.
fn reach(groups: &[Group]) -> usize {
    1 + groups
        .iter()
        .skip(1)
        .take_while(|group| is_sign(group.joint))
        .count()
}

/// Whether something other than a letter joins a group to the one before.
const fn is_sign(joint: Option<Joint>) -> bool {
    matches!(joint, Some(Joint::Tight(_) | Joint::Loose))
}

/// Whether groups of a card's lengths are one number: with signs between them, or the same letter between all.
fn are_joined(parts: &[Group]) -> bool {
    let mut joints = parts.iter().skip(1).map(|part| part.joint);
    match joints.clone().next() {
        Some(letter @ Some(Joint::Letter(_))) => joints.all(|joint| joint == letter),
        _ => joints.all(is_sign),
    }
}

/// Whether two numbers stand beside each other that are no halves of one.
fn is_list_of_two(groups: &[Group]) -> bool {
    let mut pieces: Vec<usize> = Vec::new();
    for group in groups {
        match (pieces.last_mut(), group.joint) {
            (Some(piece), Some(Joint::Tight(_))) => *piece += group.len(),
            _ => pieces.push(group.len()),
        }
    }
    pieces.len() == 2 && pieces.iter().all(|piece| LISTED.contains(piece))
}

/// Where the digits of these groups stand, if they are those of a card.
fn span_of_card(parts: &[Group], digits: &[u8]) -> Option<Range<usize>> {
    let (first, last) = (parts.first()?, parts.last()?);
    let digits = digits.get(first.digits.start..last.digits.end)?;
    issuer::is_card(digits).then_some(first.place.start..last.place.end)
}

/// Whether the last digits of a text may become a card number, or were to be one.
fn ends_unfinished(text: &str) -> bool {
    let (groups, digits) = read(text);
    let end = groups.last().map_or(0, |last| last.place.end);
    let behind = text.get(end..).unwrap_or_default();
    if behind.chars().filter(|c| c.is_alphanumeric()).count() > 2 {
        return false;
    }
    let mut letter = None;
    for group in groups.iter().rev() {
        let typed = digits.get(group.digits.start..).unwrap_or_default();
        if UNFINISHED.contains(&typed.len()) && issuer::brand(typed).is_some() {
            return true;
        }
        // The same letter may stand between all groups.
        match (group.joint, letter) {
            (None, _) => break,
            (Some(Joint::Letter(c)), Some(other)) if c != other => break,
            (Some(Joint::Letter(c)), _) => letter = Some(c),
            (Some(Joint::Tight(_) | Joint::Loose), Some(_)) => break,
            (Some(Joint::Tight(_) | Joint::Loose), None) => {}
        }
    }
    false
}

#[cfg(test)]
mod tests;
