//! How each language writes money, days, numbers, rates and lists.
//!
//! Digits and their separators are written here; month names, the order of a date and the words of a list are
//! sentences (`common.ftl`). Blanks inside an amount or a date are no-break spaces (U+00A0), so that it is never torn
//! apart at the end of a line. They are for who breaks lines: whatever leaves the desk goes through [`unbound`].

use fluent_bundle::{FluentArgs, FluentValue};

use super::I18n;
use super::locale::Locale;
use crate::domain::date::{Day, Timestamp};
use crate::domain::message::Arg;
use crate::domain::money::{BasisPoints, CurrencyCode, Money};

const NO_BREAK_SPACE: char = '\u{a0}';
const NARROW_NO_BREAK_SPACE: char = '\u{202f}';

/// A text with ordinary blanks: for programs, for the clipboard, and for whoever looks for what was printed.
pub fn unbound(text: &str) -> String {
    text.replace([NO_BREAK_SPACE, NARROW_NO_BREAK_SPACE], " ")
}

impl I18n {
    /// The digits of an amount as a bank's form takes them: without currency and without groups.
    pub fn amount(&self, money: Money) -> String {
        let (whole, fraction) = money.split();
        if fraction.is_empty() {
            return whole.to_string();
        }
        format!("{whole}{}{fraction}", decimal_mark(self.locale()))
    }

    /// `$475.00`, `PLN 1,234.00`; in Polish `475,00 USD`, `1 234,00 zł`.
    pub fn money(&self, money: Money) -> String {
        let locale = self.locale();
        let (whole, fraction) = money.split();
        let mut amount = group(locale, &whole.to_string());
        if !fraction.is_empty() {
            amount.push(decimal_mark(locale));
            amount.push_str(&fraction);
        }
        let sign = if money.minor < 0 { "-" } else { "" };
        let code = money.currency.code();
        match (locale, symbol(locale, money.currency)) {
            (Locale::EnUs, Some(symbol)) => format!("{sign}{symbol}{amount}"),
            (Locale::EnUs, None) => format!("{sign}{code}{NO_BREAK_SPACE}{amount}"),
            (Locale::PlPl, symbol) => format!("{sign}{amount}{NO_BREAK_SPACE}{}", symbol.unwrap_or(code)),
        }
    }

    /// `June 22, 2026`, `22 czerwca 2026`: always with the year.
    pub fn day(&self, day: Day) -> String {
        self.date("date-long", "", day)
    }

    /// `Jun 22, 2026`, `22 cze 2026`: always with the year.
    pub fn day_short(&self, day: Day) -> String {
        self.date("date-short", "-short", day)
    }

    /// `June 22`, `22 czerwca`: only where the year is said nearby.
    pub fn day_month(&self, day: Day) -> String {
        self.date("date-month", "", day)
    }

    /// `Jun 22`, `22 cze`: only where the year is plain, as in the line that tells today's date.
    pub fn day_month_short(&self, day: Day) -> String {
        self.date("date-month", "-short", day)
    }

    /// A month in a word, such as `Dec`.
    pub fn month_short(&self, day: Day) -> String {
        let (_, month, _) = day.ymd();
        self.t(&format!("month-{month:02}-short"))
    }

    /// A month with its year, such as `June 2026` or `Czerwiec 2026`.
    pub fn month_year(&self, day: Day) -> String {
        self.date("date-month-year", "-alone", day)
    }

    /// `June 22, 2026, 16:02 UTC`, `22 czerwca 2026, 16:02 UTC`.
    pub fn moment(&self, at: Timestamp) -> String {
        self.moment_in("date-moment", self.day(at.day()), at)
    }

    /// `Jun 22, 2026, 16:02`, `22 cze 2026, 16:02`: where it is said nearby that it is UTC.
    pub fn moment_short(&self, at: Timestamp) -> String {
        self.moment_in("date-moment-short", self.day_short(at.day()), at)
    }

    fn moment_in(&self, key: &str, day: String, at: Timestamp) -> String {
        let minutes = at.0.div_euclid(60_000).rem_euclid(24 * 60);
        let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let args = [("day", Arg::Text(day)), ("time", Arg::Text(time))];
        self.tr(key, &args)
    }

    /// `1,234`, `1 234`.
    pub fn number(&self, number: i64) -> String {
        decimal(self.locale(), &number.to_string())
    }

    /// `23%`, `7.5%`, `7,5%`.
    pub fn percent(&self, rate: BasisPoints) -> String {
        let exact = format!("{}.{:02}", rate.0 / 100, rate.0 % 100);
        let short = exact.trim_end_matches('0').trim_end_matches('.');
        format!("{}%", decimal(self.locale(), short))
    }

    /// `A, B and C`, `A, B i C`.
    pub fn list(&self, items: &[String]) -> String {
        self.join("list-and", items)
    }

    /// `A, B or C`, `A, B lub C`.
    pub fn list_or(&self, items: &[String]) -> String {
        self.join("list-or", items)
    }

    fn join(&self, key: &str, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [head @ .., last] => self.tr(
                key,
                &[
                    ("head", Arg::Text(head.join(", "))),
                    ("last", Arg::Text(last.clone())),
                ],
            ),
        }
    }

    fn date(&self, key: &str, month_form: &str, day: Day) -> String {
        let (year, month, day) = day.ymd();
        let mut values = FluentArgs::with_capacity(3);
        values.set("day", day.to_string());
        values.set("month", self.t(&format!("month-{month:02}{month_form}")));
        values.set("year", year.to_string());
        self.say(key, &values).unwrap_or_else(|| key.to_owned())
    }
}

/// The symbol that readers of a language know without doubt; other currencies are written with their code.
pub(super) fn symbol(locale: Locale, currency: CurrencyCode) -> Option<&'static str> {
    match (locale, currency) {
        (Locale::EnUs, CurrencyCode::USD) => Some("$"),
        (Locale::EnUs, CurrencyCode::EUR) => Some("€"),
        (Locale::EnUs, CurrencyCode::GBP) => Some("£"),
        (Locale::PlPl, CurrencyCode::PLN) => Some("zł"),
        _ => None,
    }
}

pub(super) const fn decimal_mark(locale: Locale) -> char {
    match locale {
        Locale::EnUs => '.',
        Locale::PlPl => ',',
    }
}

const fn group_mark(locale: Locale) -> char {
    match locale {
        Locale::EnUs => ',',
        Locale::PlPl => NO_BREAK_SPACE,
    }
}

/// A number inside a sentence.
pub(super) fn fluent_number(locale: Locale, value: &FluentValue) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(decimal(locale, &number.as_string())),
        _ => None,
    }
}

/// A plain decimal such as `-1234.5` with the locale's marks.
fn decimal(locale: Locale, plain: &str) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = format!("{sign}{}", group(locale, whole));
    if !fraction.is_empty() {
        text.push(decimal_mark(locale));
        text.push_str(fraction);
    }
    text
}

fn group(locale: Locale, digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 * 2);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(group_mark(locale));
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(say: impl Fn(&I18n) -> String) -> [String; 2] {
        Locale::ALL.map(|locale| say(&I18n::new(locale)))
    }

    #[test]
    fn money_is_written_as_the_readers_write_it() {
        let check = |minor, currency, expected: [&str; 2]| {
            assert_eq!(both(|i18n| i18n.money(Money::new(minor, currency))), expected);
        };
        check(47_500, CurrencyCode::USD, ["$475.00", "475,00\u{a0}USD"]);
        check(
            123_400,
            CurrencyCode::PLN,
            ["PLN\u{a0}1,234.00", "1\u{a0}234,00\u{a0}zł"],
        );
        check(
            123_456_789,
            CurrencyCode::EUR,
            ["€1,234,567.89", "1\u{a0}234\u{a0}567,89\u{a0}EUR"],
        );
        check(-5, CurrencyCode::GBP, ["-£0.05", "-0,05\u{a0}GBP"]);
        check(
            1_000,
            CurrencyCode::JPY,
            ["JPY\u{a0}1,000", "1\u{a0}000\u{a0}JPY"],
        );
        check(
            i64::MIN,
            CurrencyCode::USD,
            [
                "-$92,233,720,368,547,758.08",
                "-92\u{a0}233\u{a0}720\u{a0}368\u{a0}547\u{a0}758,08\u{a0}USD",
            ],
        );
    }

    #[test]
    fn days_carry_their_year_and_polish_months_their_genitive() {
        let day = "2026-06-22".parse().unwrap();
        let check = |say: fn(&I18n, Day) -> String, day, expected: [&str; 2]| {
            assert_eq!(both(|i18n| unbound(&say(i18n, day))), expected);
        };
        check(I18n::day, day, ["June 22, 2026", "22 czerwca 2026"]);
        check(I18n::day_short, day, ["Jun 22, 2026", "22 cze 2026"]);
        check(I18n::day_month, day, ["June 22", "22 czerwca"]);
        let first = "2027-10-01".parse().unwrap();
        check(I18n::day, first, ["October 1, 2027", "1 października 2027"]);
    }

    #[test]
    fn a_date_was_torn_apart_at_the_end_of_a_line() {
        let day = "2026-06-28".parse().unwrap();
        for say in [I18n::day, I18n::day_short, I18n::day_month] {
            for date in both(|i18n| say(i18n, day)) {
                assert!(!date.contains(' ') && date.contains(NO_BREAK_SPACE), "{date:?}");
            }
        }
    }

    #[test]
    fn numbers_and_rates_take_the_marks_of_the_locale() {
        assert_eq!(both(|i18n| i18n.number(999)), ["999", "999"]);
        assert_eq!(
            both(|i18n| i18n.number(-1_000_000)),
            ["-1,000,000", "-1\u{a0}000\u{a0}000"]
        );
        assert_eq!(both(|i18n| i18n.percent(BasisPoints(2_300))), ["23%", "23%"]);
        assert_eq!(both(|i18n| i18n.percent(BasisPoints(750))), ["7.5%", "7,5%"]);
        assert_eq!(both(|i18n| i18n.percent(BasisPoints(10_000))), ["100%", "100%"]);
        assert_eq!(both(|i18n| i18n.percent(BasisPoints(5))), ["0.05%", "0,05%"]);
        assert_eq!(both(|i18n| i18n.percent(BasisPoints(0))), ["0%", "0%"]);
    }

    #[test]
    fn lists_end_in_a_word() {
        let items: Vec<String> = ["A", "B", "C"].map(str::to_owned).to_vec();
        assert_eq!(both(|i18n| i18n.list(&items)), ["A, B and C", "A, B i C"]);
        assert_eq!(both(|i18n| i18n.list_or(&items)), ["A, B or C", "A, B lub C"]);
        assert_eq!(both(|i18n| i18n.list(&items[..2])), ["A and B", "A i B"]);
        assert_eq!(both(|i18n| i18n.list(&items[..1])), ["A", "A"]);
        assert_eq!(both(|i18n| i18n.list(&[])), ["", ""]);
    }
}
