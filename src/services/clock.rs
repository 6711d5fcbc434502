//! The clock that everything else is given: the system's, shifted for a demo, or one that a test moves by hand.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

use crate::domain::date::{Day, Timestamp};

/// A source of instants. Cheap to clone; clones tell the same time.
#[derive(Clone, Debug)]
pub struct Clock(ClockSource);

#[derive(Clone, Debug)]
enum ClockSource {
    /// The system's clock, plus milliseconds.
    System { shift: i64 },
    /// Stands still until it is moved.
    Manual(Arc<watch::Sender<Timestamp>>),
}

impl Clock {
    /// The system's clock.
    pub const fn system() -> Self {
        Self(ClockSource::System { shift: 0 })
    }

    /// The system's time of day on another day: for a demo store (`--today`).
    pub fn system_on(day: Day) -> Self {
        let days = i64::from(system_now().day().days_until(day));
        Self(ClockSource::System {
            shift: days * 86_400_000,
        })
    }

    /// A clock that stands still until [`Clock::set`].
    pub fn manual(now: Timestamp) -> Self {
        Self(ClockSource::Manual(Arc::new(watch::Sender::new(now))))
    }

    /// Moves a manual clock; the system's cannot be moved.
    pub fn set(&self, now: Timestamp) {
        if let ClockSource::Manual(sender) = &self.0 {
            sender.send_replace(now);
        }
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            ClockSource::System { shift } => Timestamp(system_now().0 + shift),
            ClockSource::Manual(sender) => *sender.borrow(),
        }
    }

    /// Today, UTC.
    pub fn today(&self) -> Day {
        self.now().day()
    }

    /// Waits until it is another day than this one; gives it. An earlier one when the clock was set back. The only
    /// timer of an idle desk.
    pub async fn another_day_than(&self, day: Day) -> Day {
        match &self.0 {
            ClockSource::System { .. } => loop {
                let now = self.now();
                if now.day() != day {
                    return now.day();
                }
                let left = Timestamp::start_of(day.plus(1)).0 - now.0;
                let left = u64::try_from(left).unwrap_or_default();
                // At most an hour at a time: a machine that slept or a clock that was set is noticed.
                tokio::time::sleep(Duration::from_millis(left.min(3_600_000))).await;
            },
            ClockSource::Manual(sender) => {
                let mut receiver = sender.subscribe();
                let begun = receiver
                    .wait_for(|now| now.day() != day)
                    .await
                    .map(|now| now.day());
                match begun {
                    Ok(day) => day,
                    Err(_) => std::future::pending().await,
                }
            }
        }
    }
}

#[allow(clippy::disallowed_methods)] // the one place that reads the system's clock
fn system_now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_next_day_is_announced_when_it_begins() {
        let day: Day = "2026-06-22".parse().unwrap();
        let clock = Clock::manual(Timestamp(Timestamp::start_of(day.plus(1)).0 - 1));
        let waiting = tokio::spawn({
            let clock = clock.clone();
            async move { clock.another_day_than(day).await }
        });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        clock.set(Timestamp::start_of(day.plus(1)));
        assert_eq!(waiting.await.unwrap(), day.plus(1));
    }

    /// A desk that was told a day of the far future would go on showing it until that day was over.
    #[tokio::test]
    async fn a_clock_that_is_set_back_is_noticed() {
        let wrong: Day = "2036-06-22".parse().unwrap();
        let right: Day = "2026-06-22".parse().unwrap();
        let clock = Clock::manual(Timestamp::start_of(wrong));
        clock.set(Timestamp::start_of(right));
        assert_eq!(clock.another_day_than(wrong).await, right);
        let today = Clock::system().today();
        let noticed = Clock::system().another_day_than(today.plus(400)).await;
        assert!(noticed >= today && noticed < today.plus(2));
    }

    #[test]
    fn a_demo_day_keeps_the_time_of_day() {
        let day: Day = "2031-01-31".parse().unwrap();
        assert_eq!(Clock::system_on(day).today(), day);
    }
}
