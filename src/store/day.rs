//! Which days a real store takes. A clock that is wrong must not decide what is due, what has lapsed and what is paid:
//! a day before the last change's is refused, and so is one that lies so far behind it that the clock is more likely
//! to be wrong than nobody to have worked. Engines ask here, and so does whoever wants to know before.
//!
//! The way on is a batch that says that its day is right ([`Batch::accepts_day`](super::record::Batch::accepts_day)).

use crate::domain::date::Day;

use super::error::StoreError;

/// So many days after the last change the store still takes a day by itself.
pub const MOST_DAYS_AHEAD: i32 = 60;

/// Whether a store whose last change is of one day takes a change of another.
pub fn judge(last: Day, today: Day) -> Result<(), StoreError> {
    match last.days_until(today) {
        ..0 => Err(StoreError::ClockWentBack { last, today }),
        0..=MOST_DAYS_AHEAD => Ok(()),
        _ => Err(StoreError::ClockRanAhead { last, today }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_taken_from_the_last_change_until_sixty_days_after_it() {
        let last: Day = "2026-06-22".parse().unwrap();
        let check = |days: i32| judge(last, last.plus(days));
        for taken in [0, 1, 59, 60] {
            assert_eq!(check(taken), Ok(()), "{taken}");
        }
        for refused in [61, 3_650] {
            let today = last.plus(refused);
            assert_eq!(check(refused), Err(StoreError::ClockRanAhead { last, today }));
        }
        for refused in [-1, -3_650] {
            let today = last.plus(refused);
            assert_eq!(check(refused), Err(StoreError::ClockWentBack { last, today }));
        }
    }
}
