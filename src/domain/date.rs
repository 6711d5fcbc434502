//! Calendar days in UTC, and instants for the audit log.
//!
//! Every business date is a [`Day`]: renewal windows, due days and value dates know no hours
//! (source: product rules, "Dates are calendar days in UTC"). Nothing here reads a clock.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::message::Coded;

/// A calendar day in UTC, between 1900-01-01 and 9999-12-31. Arithmetic stops at those ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(i32);

/// An instant: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// A text that is no calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a calendar day")]
pub struct NotADay;

impl Coded for NotADay {
    fn code(&self) -> &'static str {
        "not-a-day"
    }
}

/// Day numbers count from 1970-01-01; chrono counts from 0001-01-01.
const EPOCH_FROM_CE: i32 = 719_163;
const FIRST: i32 = -25_567;
const LAST: i32 = 2_932_896;

impl Day {
    /// 9999-12-31.
    pub const LAST: Self = Self(LAST);

    /// 1970-01-01.
    pub const EPOCH: Self = Self(0);

    /// The day of a calendar date; refused outside 1900 to 9999 or when there is no such date.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Result<Self, NotADay> {
        let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(NotADay)?;
        let number = date
            .num_days_from_ce()
            .checked_sub(EPOCH_FROM_CE)
            .ok_or(NotADay)?;
        if (FIRST..=LAST).contains(&number) {
            Ok(Self(number))
        } else {
            Err(NotADay)
        }
    }

    /// The day that lies `days` after (or before) 1970-01-01, held to the supported range.
    pub fn from_epoch_days(days: i64) -> Self {
        Self(i32::try_from(days.clamp(i64::from(FIRST), i64::from(LAST))).unwrap_or(LAST))
    }

    /// Days since 1970-01-01.
    pub const fn epoch_days(self) -> i32 {
        self.0
    }

    /// The day this many days later; negative goes back.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self::from_epoch_days(i64::from(self.0) + i64::from(days))
    }

    /// How many days `later` lies after this one; negative when it lies before.
    pub const fn days_until(self, later: Self) -> i32 {
        later.0 - self.0
    }

    /// The days of its month, from the first one.
    pub fn days_of_month(self) -> impl Iterator<Item = Self> {
        let (_, month, day) = self.ymd();
        let first = self.plus(1 - i32::try_from(day).unwrap_or(1));
        let days = (0..31).map(move |days| first.plus(days));
        days.take_while(move |day| day.ymd().1 == month)
    }

    /// How many days of its week lie before it: 0 on a Monday.
    pub fn weekday(self) -> usize {
        // The epoch began on a Thursday.
        usize::try_from((self.0 + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// Year, month (1-12) and day of the month (1-31).
    pub fn ymd(self) -> (i32, u32, u32) {
        let date = NaiveDate::from_num_days_from_ce_opt(self.0 + EPOCH_FROM_CE).unwrap_or(NaiveDate::MIN);
        (date.year(), date.month(), date.day())
    }
}

impl fmt::Display for Day {
    /// ISO 8601, `2026-06-22`: for commands, files and logs. The screens use `i18n`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = NotADay;

    /// Exactly `YYYY-MM-DD`.
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let mut parts = text.split('-');
        let mut part = |width: usize| -> Result<u32, NotADay> {
            let part = parts.next().ok_or(NotADay)?;
            let digits = part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
            if digits {
                part.parse().map_err(|_| NotADay)
            } else {
                Err(NotADay)
            }
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return Err(NotADay);
        }
        Self::from_ymd(i32::try_from(year).map_err(|_| NotADay)?, month, day)
    }
}

impl Timestamp {
    /// The UTC day that this instant falls on.
    pub fn day(self) -> Day {
        Day::from_epoch_days(self.0.div_euclid(86_400_000))
    }

    /// The first instant of a day.
    pub fn start_of(day: Day) -> Self {
        Self(i64::from(day.epoch_days()) * 86_400_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(i32, u32, u32)>) {
        assert_eq!(text.parse::<Day>().ok().map(Day::ymd), expected, "{text}");
    }

    #[test]
    fn a_month_has_its_days_and_a_week_begins_on_monday() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let check = |text: &str, first: usize, days: usize| {
            let month: Vec<Day> = day(text).days_of_month().collect();
            assert_eq!((month[0].weekday(), month.len()), (first, days), "{text}");
            assert!(month.contains(&day(text)), "{text}");
        };
        check("2026-06-22", 0, 30);
        check("2026-12-31", 1, 31);
        check("2027-02-01", 0, 28);
        check("2028-02-29", 1, 29);
    }

    #[test]
    fn only_exact_iso_dates_are_days() {
        check("2026-06-22", Some((2026, 6, 22)));
        check("2024-02-29", Some((2024, 2, 29)));
        for wrong in [
            "2023-02-29",
            "2026-6-22",
            "26-06-22",
            "2026-13-01",
            "2026-06-22-1",
            "+026-06-22",
            "",
            "1899-12-31",
        ] {
            check(wrong, None);
        }
    }

    #[test]
    fn the_ends_of_the_range_are_days_and_arithmetic_stops_there() {
        check("1900-01-01", Some((1900, 1, 1)));
        check("9999-12-31", Some((9999, 12, 31)));
        let last = Day::from_ymd(9999, 12, 31).unwrap();
        assert_eq!(last.plus(1), last);
    }

    #[test]
    fn an_instant_falls_on_its_utc_day() {
        let day: Day = "1970-01-02".parse().unwrap();
        assert_eq!(Timestamp(86_400_000).day(), day);
        assert_eq!(Timestamp(86_399_999).day().plus(1), day);
        assert_eq!(Timestamp(-1).day().to_string(), "1969-12-31");
    }
}
