//! `due`.

use serde::Serialize;

use crate::i18n::I18n;
use crate::services::due::{Due, DueFigures, DueRow};
use crate::services::waiting::Count;

use super::{ClosedShape, MoneyShape, closed_shape, day};

/// `due`.
#[derive(Serialize)]
pub struct DueShape {
    day: String,
    figures: FiguresShape,
    due: Vec<RowShape>,
    /// Whether there are more than were asked for.
    more: bool,
}

#[derive(Serialize)]
struct FiguresShape {
    last_day: CountShape,
    renewal_open: CountShape,
    money_awaited: CountShape,
    attention: CountShape,
    called_off: CountShape,
    drafts: CountShape,
    opening_soon: CountShape,
}

#[derive(Serialize)]
struct CountShape {
    number: usize,
    more: bool,
}

#[derive(Serialize)]
struct RowShape {
    what: &'static str,
    mpn_id: String,
    company: String,
    offer: Option<String>,
    name: String,
    first_day: Option<String>,
    last_day: Option<String>,
    days_left: Option<i32>,
    opens_in: Option<i32>,
    urgent: bool,
    total: Option<MoneyShape>,
    order: Option<String>,
    request: Option<u64>,
    cancellation: Option<u64>,
    draft: bool,
    closed: Option<ClosedShape>,
}

impl From<Count> for CountShape {
    fn from(count: Count) -> Self {
        Self {
            number: count.number(),
            more: count.is_more(),
        }
    }
}

impl From<DueFigures> for FiguresShape {
    fn from(figures: DueFigures) -> Self {
        Self {
            last_day: figures.last_day.into(),
            renewal_open: figures.renewal_open.into(),
            money_awaited: figures.money_awaited.into(),
            attention: figures.attention.into(),
            called_off: figures.called_off.into(),
            drafts: figures.drafts.into(),
            opening_soon: figures.opening_soon.into(),
        }
    }
}

impl DueShape {
    /// What is due, and whether that is not all.
    pub fn of(due: &Due, more: bool, i18n: &I18n) -> Self {
        Self {
            day: day(due.today),
            figures: due.figures.into(),
            due: due.rows.iter().map(|row| RowShape::of(row, i18n)).collect(),
            more,
        }
    }
}

impl RowShape {
    fn of(row: &DueRow, i18n: &I18n) -> Self {
        let offer = row.offer.as_ref().map(|offer| offer.as_str().to_owned());
        Self {
            what: row.kind.code(),
            mpn_id: row.mpn_id.to_string(),
            company: row.company.clone(),
            offer,
            name: row.names.in_language(i18n.locale().tag()).to_owned(),
            first_day: row.first_day.map(day),
            last_day: row.last_day.map(day),
            days_left: row.days_left,
            opens_in: row.opens_in,
            urgent: row.is_urgent,
            total: row.total.map(Into::into),
            order: row.order.map(|(_, number)| number.to_string()),
            request: row.request.map(|(_, number)| number.value()),
            cancellation: row.cancellation.map(|asked| asked.number.value()),
            draft: row.has_draft,
            closed: row.closed.as_ref().map(|closed| closed_shape(closed, i18n)),
        }
    }
}
