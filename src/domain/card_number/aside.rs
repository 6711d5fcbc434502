//! Numbers that are known to be none of a card: phone numbers behind `+` and a calling code, IBANs, VAT IDs behind the
//! letters of their country, our own order numbers, hashes and ids, Brazilian company numbers as they are printed, and dates.
//!
//! What is set aside reads as letters from then on, so that nothing on either side is joined over it.

use super::groups::Sign;
use super::issuer;
use crate::domain::bank::is_iban;
use crate::domain::partner::MpnId;

/// Most digits of a phone number (ITU-T E.164), and fewest with the calling code.
const PHONE: std::ops::RangeInclusive<usize> = 7..=15;
/// Fewest signs of a hash or an id.
const HASH: usize = 32;
/// Digits of a VAT ID, and the letters in front of those that are digits from there on.
const VAT_ID: std::ops::RangeInclusive<usize> = 8..=12;
const VAT_PREFIXES: &str =
    "AT BE BG CY CZ DE DK EE EL ES FI FR GB GR HR HU IE IT LT LU LV MT NL NO PL PT RO SE SI SK XI";
/// Calling codes of two digits (ITU-T E.164); those of one digit are 1 and 7.
const TWO: &str = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 \
                   81 82 84 86 90 91 92 93 94 95 98";
/// Calling codes of three digits.
const THREE: &str = "211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 \
                     239 240 241 242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258 260 261 262 \
                     263 264 265 266 267 268 269 290 291 297 298 299 350 351 352 353 354 355 356 357 358 359 370 \
                     371 372 373 374 375 376 377 378 379 380 381 382 383 385 386 387 389 420 421 423 500 501 502 \
                     503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 599 670 672 673 674 675 676 \
                     677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 800 808 850 852 853 855 856 870 \
                     878 880 881 882 883 886 888 960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 \
                     977 979 992 993 994 995 996 998";

/// Turns into letters what is no card's.
pub fn set_aside(signs: &mut [Sign]) {
    let mut place = 0;
    let mut is_inside_word = false;
    while let Some(sign) = signs.get(place) {
        let rest = signs.get(place..).unwrap_or_default();
        let length = if is_inside_word {
            None
        } else {
            length_of_other(rest)
        };
        let length = length.unwrap_or(0);
        // What follows a number without a sign between them is no number of its own.
        is_inside_word = match length {
            0 => sign.c.is_alphanumeric(),
            _ => signs
                .get(place + length)
                .is_some_and(|next| next.c.is_alphanumeric()),
        };
        for sign in signs.iter_mut().skip(place).take(length) {
            sign.c = 'x';
        }
        place += length.max(1);
    }
}

/// How many signs a number takes at the beginning that is no card's.
fn length_of_other(signs: &[Sign]) -> Option<usize> {
    let first = signs.first()?.c;
    match first {
        '+' => phone(signs),
        '0'..='9' => polish_account(signs)
            .or_else(|| hash(signs))
            .or_else(|| shaped(signs, "99.999.999/9999-99").filter(|_| is_brazilian(signs)))
            // Written without signs, the number of its branch is a small one.
            .or_else(|| shaped(signs, "99999999009999").filter(|_| is_brazilian(signs)))
            .or_else(|| date(signs)),
        first if first.is_ascii_alphabetic() => iban(signs)
            .or_else(|| order(signs))
            .or_else(|| hash(signs))
            .or_else(|| vat_id(signs)),
        _ => None,
    }
}

/// A phone number. Of more digits than one has, only what stands before a card that was typed right behind it, or the
/// first group: what follows may be anything.
fn phone(signs: &[Sign]) -> Option<usize> {
    let (mut digits, mut end, mut first_group, mut others) = (String::new(), 0, None, 0);
    let mut places = Vec::new();
    for (place, sign) in signs.iter().enumerate().skip(1) {
        match sign.c {
            '0'..='9' => {
                digits.push(sign.c);
                places.push(place);
                (end, others) = (place + 1, 0);
            }
            ' ' | '-' | '.' | '(' | ')' | '/' if others < 3 => {
                first_group = first_group.or((end > 0).then_some((end, digits.len())));
                others += 1;
            }
            _ => break,
        }
    }
    let code = |length: usize| digits.get(..length).unwrap_or("-");
    let is_called = matches!(code(1), "1" | "7")
        || TWO.split(' ').any(|two| two == code(2))
        || THREE.split_whitespace().any(|three| three == code(3));
    let (first_end, first_length) = first_group.unwrap_or((end, digits.len()));
    match digits.len() {
        _ if !is_called => None,
        count if PHONE.contains(&count) => Some(end),
        count if first_length > *PHONE.end() => {
            let card = card_at_the_end(&digits)?;
            places.get(count - card).copied()
        }
        count if count > *PHONE.end() => {
            // A card that was pasted right behind it in its groups begins within the first group.
            let begin = card_behind(&digits, |begin| PHONE.contains(&begin) && begin < first_length);
            begin
                .and_then(|begin| places.get(begin).copied())
                .or(Some(first_end))
        }
        _ => None,
    }
}

/// How many of these digits, but not all, are a card's, or may become one: no phone number has so many.
fn card_at_the_end(digits: &str) -> Option<usize> {
    let digits: Vec<u8> = digits.bytes().map(|digit| digit - b'0').collect();
    let tails = || {
        let lengths = super::UNFINISHED.rev().filter(|length| *length < digits.len());
        lengths.filter_map(|length| Some((length, digits.get(digits.len() - length..)?)))
    };
    let whole = tails().find(|(_, tail)| issuer::is_card(tail));
    let begun = || tails().find(|(_, tail)| issuer::brand(tail).is_some());
    whole.or_else(begun).map(|(length, _)| length)
}

/// From which of these digits on the others are a card's, where so many before them make sense.
fn card_behind(digits: &str, before: impl Fn(usize) -> bool) -> Option<usize> {
    let digits: Vec<u8> = digits.bytes().map(|digit| digit - b'0').collect();
    (0..digits.len()).find(|begin| before(*begin) && digits.get(*begin..).is_some_and(issuer::is_card))
}

/// How many signs a valid IBAN at the beginning takes (ISO 13616: two letters, two check digits, 11 to 30 signs), with
/// the blanks between its groups.
fn iban(signs: &[Sign]) -> Option<usize> {
    let is = |place: usize, fits: fn(&char) -> bool| signs.get(place).is_some_and(|sign| fits(&sign.c));
    if !(is(1, char::is_ascii_alphabetic) && is(2, char::is_ascii_digit) && is(3, char::is_ascii_digit)) {
        return None;
    }
    let mut iban = String::with_capacity(34);
    let mut longest = None;
    for (place, sign) in signs.iter().enumerate() {
        match sign.c {
            ' ' | '-' => continue,
            c if c.is_ascii_alphanumeric() && iban.len() < 34 => iban.push(c.to_ascii_uppercase()),
            _ => break,
        }
        let ends = signs.get(place + 1).is_none_or(|next| !next.c.is_alphanumeric());
        if ends && iban.len() >= 15 && is_iban(&iban) {
            longest = Some(place + 1);
        }
    }
    longest
}

/// The same for a Polish account number: 26 digits, which are an IBAN with the country before them. It is written in two
/// digits and six groups of four, or fewer and longer ones; between others an expiry, a code and a card add up to it.
fn polish_account(signs: &[Sign]) -> Option<usize> {
    let mut iban = String::with_capacity(28);
    iban.push_str("PL");
    for (place, sign) in signs.iter().enumerate() {
        match sign.c {
            ' ' | '-' if iban.len().is_multiple_of(4) => continue,
            c if c.is_ascii_digit() => iban.push(c),
            _ => return None,
        }
        if iban.len() == 28 {
            let ends = signs.get(place + 1).is_none_or(|next| !next.c.is_ascii_digit());
            return (ends && is_iban(&iban)).then_some(place + 1);
        }
    }
    None
}

/// One of our order numbers, such as `OD-XXXX-XXXX`. A payment reference has an MPN ID behind it: one that ends in a card
/// number, which was typed right behind it, is set aside without that.
fn order(signs: &[Sign]) -> Option<usize> {
    let is_front = |place: usize, letter: char| {
        signs
            .get(place)
            .is_some_and(|sign| sign.c.eq_ignore_ascii_case(&letter))
    };
    if !(is_front(0, 'O') && is_front(1, 'D')) {
        return None;
    }
    let mut number = String::with_capacity(16);
    for (place, sign) in signs.iter().enumerate().take(12) {
        number.push(sign.c);
        let ends = signs.get(place + 1).is_none_or(|next| !next.c.is_alphanumeric());
        if ends && number.parse::<crate::domain::order::OrderNumber>().is_ok() {
            let end = place + 1;
            return Some(end + mpn_id_before_card(signs.get(end..).unwrap_or_default()));
        }
    }
    None
}

/// How many signs a blank and an MPN ID take between an order number and a card number, in one run or in its groups;
/// none, if that is not what stands there.
fn mpn_id_before_card(signs: &[Sign]) -> usize {
    let Some((_, behind)) = signs.split_first().filter(|(first, _)| first.c == ' ') else {
        return 0;
    };
    let first_length = behind.iter().take_while(|sign| sign.c.is_ascii_digit()).count();
    let is_mpn_id = |begin: usize| MpnId::LENGTHS.contains(&begin) && begin < first_length;
    let mut digits = String::new();
    for (place, sign) in behind.iter().enumerate() {
        match sign.c {
            ' ' | '-' | '.' if place > 0 => continue,
            c if c.is_ascii_digit() => digits.push(c),
            _ => break,
        }
        let ends = behind.get(place + 1).is_none_or(|next| !next.c.is_ascii_digit());
        if let Some(begin) = card_behind(&digits, is_mpn_id).filter(|_| ends) {
            return begin + 1;
        }
    }
    0
}

/// A VAT ID with the letters of its country. It has too few digits for a card, but could be one together with a year
/// behind a comma. Where one sign stands before more digits, it is no VAT ID but a group of a longer number.
fn vat_id(signs: &[Sign]) -> Option<usize> {
    let prefix: String = signs.iter().take(2).map(|sign| sign.c).collect();
    let digits = signs.iter().skip(2).take_while(|sign| sign.c.is_ascii_digit());
    let end = 2 + digits.count();
    let is_digit = |place: usize| signs.get(place).is_some_and(|sign| sign.c.is_ascii_digit());
    let ends = signs.get(end).is_none_or(|next| !next.c.is_alphanumeric()) && !is_digit(end + 1);
    let is_prefix = VAT_PREFIXES
        .split(' ')
        .any(|known| known.eq_ignore_ascii_case(&prefix));
    (is_prefix && ends && VAT_ID.contains(&(end - 2))).then_some(end)
}

/// A hash or an id: many hexadecimal signs in one word, letters among them.
fn hash(signs: &[Sign]) -> Option<usize> {
    let word = signs.iter().take_while(|sign| sign.c.is_alphanumeric());
    let (mut length, mut has_letter, mut is_hash) = (0, false, true);
    for sign in word {
        length += 1;
        has_letter |= sign.c.is_ascii_alphabetic();
        is_hash &= sign.c.is_ascii_hexdigit();
    }
    (is_hash && has_letter && length >= HASH).then_some(length)
}

/// A date as day, month and year, as month, day and year, or the other way round.
fn date(signs: &[Sign]) -> Option<usize> {
    let shapes = [
        ("99.99.9999", [6, 0, 3]),
        ("99/99/9999", [6, 0, 3]),
        ("99-99-9999", [6, 0, 3]),
        ("9999-99-99", [0, 5, 8]),
        ("9999/99/99", [0, 5, 8]),
        ("9999.99.99", [0, 5, 8]),
    ];
    shapes.into_iter().find_map(|(shape, [year, one, other])| {
        let length = shaped(signs, shape)?;
        let value = |from: usize, count: usize| {
            let part = signs.get(from..from + count).unwrap_or_default();
            part.iter()
                .try_fold(0, |sum, sign| Some(sum * 10 + sign.c.to_digit(10)?))
        };
        let (year, one, other) = (value(year, 4)?, value(one, 2)?, value(other, 2)?);
        let (smaller, larger) = (one.min(other), one.max(other));
        let exists = (1900..2100).contains(&year) && (1..=12).contains(&smaller) && larger <= 31;
        exists.then_some(length)
    })
}

/// How many signs a shape takes in which `9` is any digit, if the text has that shape and ends there.
fn shaped(signs: &[Sign], shape: &str) -> Option<usize> {
    let length = shape.len();
    let found = signs.get(..length)?;
    let fits = found
        .iter()
        .zip(shape.chars())
        .all(|(sign, wanted)| match wanted {
            '9' => sign.c.is_ascii_digit(),
            wanted => sign.c == wanted,
        });
    let ends = signs.get(length).is_none_or(|next| !next.c.is_alphanumeric());
    (fits && ends).then_some(length)
}

/// Whether the check digits of a Brazilian company number (CNPJ) are right: 14 digits, as many as the shortest card.
fn is_brazilian(signs: &[Sign]) -> bool {
    let digits: Vec<u32> = signs
        .iter()
        .filter_map(|sign| sign.c.to_digit(10))
        .take(14)
        .collect();
    let holds = |count: usize| {
        let from_end = digits.get(..count).unwrap_or_default().iter().rev();
        let sum: u32 = from_end
            .zip((2..=9).cycle())
            .map(|(digit, weight)| digit * weight)
            .sum();
        let rest = sum % 11;
        digits.get(count) == Some(&if rest < 2 { 0 } else { 11 - rest })
    };
    holds(12) && holds(13)
}
