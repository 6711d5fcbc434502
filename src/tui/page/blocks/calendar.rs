//! A month as a calendar: its weeks below each other, from Monday on. Days on which something is are filled, and have a
//! sign behind them where signs are plain ASCII.

use ratatui::text::{Line, Span};

use crate::domain::date::Day;
use crate::tui::page::Signal;
use crate::tui::page::pen::Pen;
use crate::tui::page::rows::{Row, Rows};

/// Columns of a calendar.
pub const WIDTH: u16 = 21;
/// How many days of its week lie before a Sunday.
const SUNDAY: usize = 6;

/// The month.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    /// Its name and year.
    pub title: String,
    /// The days of the week in two letters each, a blank between them.
    pub weekdays: String,
    /// A day of it.
    pub of: Day,
    /// The day of today; what lies before it is over.
    pub today: Day,
    /// On which days something is, and what that signals.
    pub marks: Vec<(Day, Signal)>,
}

impl Calendar {
    fn signal(&self, day: Day) -> Option<Signal> {
        let mark = self.marks.iter().find(|(marked, _)| *marked == day);
        mark.map(|(_, signal)| *signal)
    }

    pub(super) fn paint(&self, pen: Pen<'_>) -> Rows {
        let theme = pen.theme;
        let mut rows = Rows::default();
        rows.push(Row::styled(self.title.clone(), theme.accent));
        rows.push(Row::styled(self.weekdays.clone(), theme.faint));
        let mut week = Line::default();
        for day in self.of.days_of_month() {
            if week.spans.is_empty() {
                week.push_span(Span::raw(" ".repeat(3 * day.weekday())));
            }
            let signal = self.signal(day);
            let style = match signal {
                Some(signal) => theme.filled(signal),
                None if day < self.today => theme.faint,
                None if day == self.today => theme.title,
                None => theme.text,
            };
            let behind = if signal.is_some() {
                theme.symbols.marked
            } else {
                " "
            };
            week.push_span(Span::styled(format!("{:2}", day.ymd().2), style));
            week.push_span(Span::raw(behind));
            if day.weekday() == SUNDAY {
                rows.push(std::mem::take(&mut week));
            }
        }
        if !week.spans.is_empty() {
            rows.push(week);
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::i18n::Locale;
    use crate::tui::page::{Block, lines};
    use crate::tui::screens::testing::fresh_context;

    fn shown(first: &str, marked: &[&str]) -> Vec<String> {
        let mut context = fresh_context(Locale::EnUs, 80, 24);
        context.theme.symbols = crate::tui::theme::Symbols::ASCII;
        let day = |text: &str| text.parse::<Day>().unwrap();
        let calendar = Block::Calendar(Calendar {
            title: "A month".to_owned(),
            weekdays: "Mo Tu We Th Fr Sa Su".to_owned(),
            of: day(first),
            today: day(first),
            marks: marked.iter().map(|text| (day(text), Signal::Warn)).collect(),
        });
        let lines = lines(&[calendar], WIDTH, &context);
        lines
            .iter()
            .map(|line| line.to_string().trim_end().to_owned())
            .collect()
    }

    #[test]
    fn a_month_begins_on_its_weekday_and_ends_with_its_last_day() {
        let december = shown("2026-12-01", &["2026-12-04", "2026-12-31"]);
        assert_eq!(
            december,
            [
                "A month",
                "Mo Tu We Th Fr Sa Su",
                "    1  2  3  4* 5  6",
                " 7  8  9 10 11 12 13",
                "14 15 16 17 18 19 20",
                "21 22 23 24 25 26 27",
                "28 29 30 31*",
            ]
        );
        // One that fills four weeks, and a leap day.
        assert_eq!(shown("2027-02-01", &[]).len(), 6);
        assert_eq!(shown("2028-02-01", &[]).last().map(String::as_str), Some("28 29"));
    }
}
