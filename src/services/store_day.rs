//! Whether the store takes today, and the way on when it does not although today is right: somebody says so, once, and
//! the audit log keeps it.

use crate::domain::audit::{AuditAction, AuditEntry, Chain, Origin};
use crate::domain::date::Day;
use crate::domain::user::Denied;
use crate::store::day;
use crate::store::error::StoreError;

use super::Services;
use super::context::Actor;
use super::error::ServiceError;

/// The day of the store, and the one that the clock tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StoreDay {
    /// Day of the last change; `None` before the first one and in a store of sample data, which takes any day.
    pub last: Option<Day>,
    /// Today.
    pub today: Day,
}

/// How today stands to the day of the store's last change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// The store takes today.
    Agrees,
    /// Today lies more days after the last change than the store takes by itself.
    RanAhead,
    /// Today lies before the last change.
    WentBack,
}

impl StoreDay {
    /// So many days after the last change the store takes by itself.
    pub const MOST_DAYS_AHEAD: i32 = day::MOST_DAYS_AHEAD;

    /// How today stands to the last change.
    pub fn standing(self) -> Standing {
        match self.judged() {
            Err(StoreError::ClockWentBack { .. }) => Standing::WentBack,
            Err(StoreError::ClockRanAhead { .. }) => Standing::RanAhead,
            _ => Standing::Agrees,
        }
    }

    /// What a change is refused with.
    pub fn refusal(self) -> Option<ServiceError> {
        self.judged().err().map(ServiceError::from)
    }

    fn judged(self) -> Result<(), StoreError> {
        self.last.map_or(Ok(()), |last| day::judge(last, self.today))
    }
}

impl Services {
    /// Whether the store takes today. Changes nothing.
    pub fn store_day(&self) -> StoreDay {
        StoreDay {
            last: self.store.last_day(),
            today: self.today(),
        }
    }

    /// How today stands to the last change of a store of sample data, where the store would refuse it if it were a real
    /// one: what is refused today may be open on the day that somebody works on. `None` anywhere else.
    pub fn day_left_behind(&self) -> Option<StoreDay> {
        let found = StoreDay {
            last: self.store.changed_on(),
            today: self.today(),
        };
        let is_left = self.store.last_day().is_none() && found.standing() != Standing::Agrees;
        is_left.then_some(found)
    }

    /// Takes today as right although the store does not, and goes on from it, even when that is earlier. The answer is
    /// how it stood before; where the store takes today anyway, nothing is written. For whoever is at the
    /// computer that keeps the store: who could open its folder may say which day it is.
    pub async fn accept_today(&self, actor: &Actor) -> Result<StoreDay, ServiceError> {
        match (&actor.origin, actor.user) {
            (Origin::Local { .. } | Origin::Desk, None) => {}
            (Origin::Local { .. } | Origin::Desk, Some(_)) => drop(self.acting(actor).await?),
            (Origin::Demo, _) => return Err(Denied::Owner.into()),
        }
        let mut batch = self.batch(actor);
        let found = StoreDay {
            last: self.store.last_day(),
            today: batch.day,
        };
        if found.standing() == Standing::Agrees {
            return Ok(found);
        }
        batch.accepts_day = true;
        let entry = AuditEntry {
            at: batch.at,
            actor: actor.user,
            origin: actor.origin.clone(),
            action: AuditAction::DayAccepted,
            subjects: Vec::new(),
        };
        batch.audit(Chain::System, entry);
        self.store.commit(batch).await?;
        Ok(found)
    }
}
