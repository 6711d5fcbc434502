//! How many renewals end in each of the months to come, counted in the indexes without a record; and which window opens
//! next.

use crate::domain::date::Day;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::store::record::Kind;

use super::MOST;
use super::gathered::Reach;

/// So many months are counted, from the next one on.
pub const MONTHS: usize = 8;

/// Renewals by month.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DueMonths {
    /// The day for which it holds.
    pub today: Day,
    /// The next [`MONTHS`] months.
    pub months: Vec<MonthCount>,
    /// Whether there may be more: no more than [`MOST`] are counted.
    pub more: bool,
}

/// How many renewal windows end in a month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MonthCount {
    /// Its first day.
    pub first: Day,
    /// How many.
    pub count: usize,
}

/// The renewal window that opens next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NextOpening {
    /// Its first day.
    pub day: Day,
    /// Company.
    pub company: String,
}

impl Services {
    /// How many renewals end in each of the next months, in the accounts in which the person holds a role.
    pub async fn due_months(&self, actor: &Actor) -> Result<DueMonths, ServiceError> {
        let user = self.acting(actor).await?.record;
        let today = self.today();
        let reach = Reach {
            today,
            opens_by: Day::LAST,
            ends_by: last_of(today),
        };
        let gathered = self.gathered(&user, &user.accounts(), reach).await?;
        let renewals = gathered
            .entries
            .iter()
            .filter(|entry| entry.record.kind == Kind::Subscription);
        let mut last_days: Vec<Day> = renewals.map(|entry| entry.last).collect();
        last_days.sort_unstable();
        let more = gathered.more || last_days.len() > MOST;
        last_days.truncate(MOST);
        Ok(DueMonths {
            today,
            months: months(&last_days, today),
            more,
        })
    }

    /// The renewal window that opens next in the accounts in which the person holds a role.
    pub async fn next_opening(&self, actor: &Actor) -> Result<Option<NextOpening>, ServiceError> {
        let user = self.acting(actor).await?.record;
        let today = self.today();
        let reach = Reach {
            today,
            opens_by: Day::LAST,
            ends_by: Day::LAST,
        };
        let gathered = self.gathered(&user, &user.accounts(), reach).await?;
        let renewals = gathered
            .entries
            .iter()
            .filter(|entry| entry.record.kind == Kind::Subscription && entry.first > today);
        let Some(next) = renewals.min_by_key(|entry| (entry.first, entry.account)) else {
            return Ok(None);
        };
        let account = self.load_account(next.account).await?.record;
        Ok(Some(NextOpening {
            day: next.first,
            company: account.profile.company.to_string(),
        }))
    }
}

/// The last day that is counted.
fn last_of(today: Day) -> Day {
    (0..=MONTHS).fold(today, |day, _| next_month(day)).plus(-1)
}

fn months(last_days: &[Day], today: Day) -> Vec<MonthCount> {
    let starts = std::iter::successors(Some(next_month(today)), |first| Some(next_month(*first)));
    let months = starts.take(MONTHS).map(|first| {
        let next = next_month(first);
        let count = last_days.iter().filter(|day| (first..next).contains(day)).count();
        MonthCount { first, count }
    });
    months.collect()
}

/// The first day of the month after that of a day.
fn next_month(day: Day) -> Day {
    let (year, month, _) = day.ymd();
    let (year, month) = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    // After the last month that there is, nothing comes.
    Day::from_ymd(year, month, 1).unwrap_or_else(|_| day.plus(31))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn months_are_counted_from_the_next_one_on_over_the_end_of_a_year_and_a_leap_day() {
        let last_days = [
            "2027-11-30",
            "2027-12-01",
            "2027-12-31",
            "2028-02-29",
            "2028-07-31",
            "2028-08-01",
        ]
        .map(day);
        assert_eq!(last_of(day("2027-11-27")), day("2028-07-31"));
        let counted = months(&last_days, day("2027-11-27"));
        let counted: Vec<_> = counted
            .iter()
            .map(|month| (month.first.to_string(), month.count))
            .collect();
        assert_eq!(
            counted,
            [
                ("2027-12-01".to_owned(), 2),
                ("2028-01-01".to_owned(), 0),
                ("2028-02-01".to_owned(), 1),
                ("2028-03-01".to_owned(), 0),
                ("2028-04-01".to_owned(), 0),
                ("2028-05-01".to_owned(), 0),
                ("2028-06-01".to_owned(), 0),
                ("2028-07-01".to_owned(), 1),
            ]
        );
    }
}
