//! What `store clock` says: where the store and the clock stand, and what one can do about it.

use crate::domain::date::Day;
use crate::domain::message::Arg;
use crate::i18n::I18n;
use crate::services::store_day::{Standing, StoreDay};

/// What there is to tell.
pub struct Told {
    /// How it stands now.
    pub found: StoreDay,
    /// Whether today was to be accepted.
    pub asked: bool,
    /// If it was: the day of the last change before that, after which the store did not take today.
    pub accepted: Option<Day>,
    /// Whether today lies, or lay, before the last change.
    pub is_warned: bool,
    /// Whether it is a store of sample data, which takes any day.
    pub is_demo: bool,
}

impl Told {
    /// How it stands, in a sentence.
    pub fn message(&self, i18n: &I18n) -> String {
        let most = i64::from(StoreDay::MOST_DAYS_AHEAD);
        match self.found.standing() {
            Standing::RanAhead => i18n.tr("cli-clock-ran-ahead", &[("days", Arg::Count(most))]),
            Standing::WentBack => i18n.t("cli-clock-went-back"),
            Standing::Agrees if self.accepted.is_some() => i18n.t("cli-clock-accepted"),
            Standing::Agrees if self.is_demo => i18n.t("cli-clock-demo"),
            Standing::Agrees if self.asked => i18n.t("cli-clock-nothing-to-accept"),
            Standing::Agrees => i18n.t("cli-clock-agrees"),
        }
    }

    /// What to do.
    pub fn hint(&self, i18n: &I18n) -> Option<String> {
        match self.found.standing() {
            Standing::RanAhead => Some(i18n.t("cli-clock-ran-ahead-hint")),
            Standing::WentBack => Some(i18n.t("cli-clock-went-back-hint")),
            Standing::Agrees => None,
        }
    }

    /// What going on from an earlier day means.
    pub fn warning(&self, i18n: &I18n) -> Option<String> {
        self.is_warned.then(|| i18n.t("cli-clock-going-back"))
    }

    /// Everything, line by line; the warning of what was accepted has been told before.
    pub fn lines(&self, i18n: &I18n) -> Vec<String> {
        let day = |day| [("day", Arg::Day(day))];
        let last = match (self.accepted, self.found.last) {
            (Some(before), _) => Some(i18n.tr("cli-clock-last-before", &day(before))),
            (None, last) => last.map(|last| i18n.tr("cli-clock-last", &day(last))),
        };
        let today = if self.is_demo {
            i18n.tr("cli-clock-today-demo", &day(self.found.today))
        } else {
            i18n.tr("cli-clock-today", &day(self.found.today))
        };
        let warning = self.warning(i18n).filter(|_| self.accepted.is_none());
        let parts = [
            last,
            Some(today),
            Some(self.message(i18n)),
            self.hint(i18n),
            warning,
        ];
        parts.into_iter().flatten().collect()
    }
}
