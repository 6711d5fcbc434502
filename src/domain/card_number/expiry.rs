//! Card numbers with their expiry, and perhaps their code, in front of them or behind: these digits are joined to the
//! number, and are none of it.

use super::groups::Group;
use super::{is_list_of_two, is_sign, reach};

/// Digits of a security code.
const CODE: std::ops::RangeInclusive<usize> = 3..=4;

/// The groups from one on that could be one number, if an expiry stands right behind them or right before.
pub fn beside<'g>(groups: &'g [Group], first: usize, digits: &[u8]) -> Vec<&'g [Group]> {
    let rest = groups.get(first..).unwrap_or_default();
    let Some(begins) = rest.first() else {
        return Vec::new();
    };
    let is_behind = is_sign(begins.joint) && ends_before(groups, first, digits);
    if is_sign(begins.joint) && !is_behind {
        return Vec::new();
    }
    let count = reach(rest);
    let stops = |place: usize| {
        let behind = rest.get(place..count).unwrap_or_default();
        length(behind, digits).is_some()
            || (is_code(behind) && length(behind.get(1..).unwrap_or_default(), digits).is_some())
    };
    let mut ends: Vec<usize> = (1..count).filter(|place| stops(*place)).collect();
    if is_behind {
        ends.push(count);
    }
    let stretches = ends.into_iter().filter_map(|end| rest.get(..end));
    stretches.filter(|parts| !is_list_of_two(parts)).collect()
}

/// Whether an expiry ends right before a group, with a code between them or not.
fn ends_before(groups: &[Group], first: usize, digits: &[u8]) -> bool {
    (1..=3).any(|back| {
        let Some(before) = first.checked_sub(back).and_then(|start| groups.get(start..first)) else {
            return false;
        };
        match length(before, digits) {
            Some(length) => {
                length == back || (length + 1 == back && is_code(before.get(length..).unwrap_or_default()))
            }
            None => false,
        }
    })
}

fn is_code(groups: &[Group]) -> bool {
    groups.first().is_some_and(|group| CODE.contains(&group.len()))
}

/// How many groups an expiry takes at the beginning: month and year, in one group or two.
fn length(groups: &[Group], digits: &[u8]) -> Option<usize> {
    let value = |group: &Group| {
        let digits = digits.get(group.digits.clone()).unwrap_or_default();
        digits.iter().fold(0_u32, |sum, digit| {
            sum.saturating_mul(10).saturating_add((*digit).into())
        })
    };
    let is_month = |month: u32| (1..=12).contains(&month);
    let is_year = |year: u32, length: usize| match length {
        2 => (20..70).contains(&year),
        4 => (2020..2070).contains(&year),
        _ => false,
    };
    let first = groups.first()?;
    match (first.len(), groups.get(1)) {
        (1 | 2, Some(second)) => {
            (is_month(value(first)) && is_year(value(second), second.len())).then_some(2)
        }
        (4, _) => (is_month(value(first) / 100) && is_year(value(first) % 100, 2)).then_some(1),
        (6, _) => (is_month(value(first) / 10_000) && is_year(value(first) % 10_000, 4)).then_some(1),
        _ => None,
    }
}
