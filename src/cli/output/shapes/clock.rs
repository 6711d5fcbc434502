//! The shape of `store clock`.

use serde::Serialize;

use crate::i18n::{I18n, unbound};
use crate::services::store_day::Standing;

use super::super::text::clock::Told;
use super::day;

/// `store clock`.
#[derive(Serialize)]
pub struct ClockShape {
    last_day: Option<String>,
    today: String,
    state: &'static str,
    accepted: bool,
    previous_day: Option<String>,
    message: String,
    hint: Option<String>,
    warning: Option<String>,
}

impl ClockShape {
    /// How it stands after the command.
    pub fn of(told: &Told, i18n: &I18n) -> Self {
        let plain = |text: String| unbound(&text);
        Self {
            last_day: told.found.last.map(day),
            today: day(told.found.today),
            state: match told.found.standing() {
                Standing::Agrees => "agrees",
                Standing::RanAhead => "ran-ahead",
                Standing::WentBack => "went-back",
            },
            accepted: told.accepted.is_some(),
            previous_day: told.accepted.map(day),
            message: plain(told.message(i18n)),
            hint: told.hint(i18n).map(plain),
            warning: told.warning(i18n).map(plain),
        }
    }
}
