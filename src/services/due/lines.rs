//! Due as a list: some rows at a time, and those that match what is typed.
//!
//! Rows are sorted anew each time, so a place is the number of a row in their order. There are at most [`MOST`](super::MOST).

use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::fuzzy::{Best, Query};
use crate::services::ids::subscription_id;
use crate::services::lines::{BEFORE, Cursor, Lines, Matches, Place};
use crate::services::search::{ListFilter, MATCHES};

use super::{DueOrder, DueRow, DueWanted};

impl DueRow {
    /// Tells it from the other rows, for as long as it is about the same thing.
    pub fn id(&self) -> u128 {
        match (&self.request, &self.offer) {
            (Some((request, _)), _) => request.bits(),
            (None, Some(offer)) => subscription_id(self.account, offer).bits(),
            (None, None) => self.account.bits(),
        }
    }
}

impl Services {
    /// A part of what has to be done.
    pub async fn due_lines(
        &self,
        actor: &Actor,
        order: DueOrder,
        place: Place,
        limit: usize,
    ) -> Result<Lines<DueRow>, ServiceError> {
        let found = self.sorted_due(actor, DueWanted::default()).await?;
        let mut count = found.sorted.items.len();
        let mut items = found.sorted.items.into_iter();
        let mut sorted = Vec::new();
        // A row is found only among all of them.
        let reads_all = order != DueOrder::Day || matches!(place, Place::Of(_));
        if reads_all {
            sorted = self.due_rows(&found.user, items.by_ref(), found.today).await?;
            order.sort(&mut sorted);
            count = sorted.len();
        }
        let (skip, limit) = match place {
            Place::Of(id) => {
                let found = sorted.iter().position(|row| row.id() == id);
                (found.unwrap_or(0).saturating_sub(BEFORE), limit)
            }
            Place::Start => (0, limit),
            Place::At(at) => (number(&at), limit),
            Place::After(at) => (number(&at) + 1, limit),
            Place::Before(at) => {
                let end = number(&at);
                (end.saturating_sub(limit), limit.min(end))
            }
            Place::Around(at) => (number(&at).saturating_sub(BEFORE), limit),
            Place::End => (count.saturating_sub(limit), limit),
        };
        let rows = if reads_all {
            sorted.into_iter().skip(skip).take(limit).collect()
        } else {
            let wanted = items.skip(skip).take(limit);
            self.due_rows(&found.user, wanted, found.today).await?
        };
        let end = skip + limit;
        Ok(Lines {
            places: (skip..).map(cursor).take(rows.len()).collect(),
            lines: rows,
            previous: (skip > 0).then(|| cursor(skip)),
            next: (limit > 0 && end < count).then(|| cursor(end - 1)),
        })
    }

    /// What has to be done and matches what was typed, in the reader's language.
    pub async fn find_due(
        &self,
        actor: &Actor,
        order: DueOrder,
        filter: &ListFilter,
    ) -> Result<Matches<DueRow>, ServiceError> {
        let Some(query) = Query::parse(&filter.text) else {
            return Ok(Matches::none());
        };
        let mut due = self.due(actor, DueWanted::default()).await?;
        order.sort(&mut due.rows);
        let mut best = Best::new(MATCHES);
        for (place, row) in due.rows.into_iter().enumerate() {
            let (left, what) = (row.left(&filter.i18n), row.what(&filter.i18n));
            let mpn_id = row.mpn_id.to_string();
            let texts = [row.company.as_str(), &what, &left, &mpn_id];
            if query.score(&texts).is_some() {
                best.take_next(|| (row, cursor(place)));
            }
        }
        Ok(Matches {
            may_be_more: due.more,
            ..best.into()
        })
    }
}

fn cursor(row: usize) -> Cursor {
    Cursor(row.to_be_bytes().to_vec())
}

fn number(place: &Cursor) -> usize {
    place.0.as_slice().try_into().map_or(0, usize::from_be_bytes)
}
