//! Keys and what they do, in as many columns as there is room for.

use ratatui::text::{Line, Span};

use crate::domain::message::Arg;
use crate::tui::layer::Context;
use crate::tui::page::pen::Pen;
use crate::tui::page::rows::{Row, Rows};
use crate::tui::widgets::cells;

/// Columns for the keys.
const KEYS: u16 = 16;
/// Blanks between the columns.
const GAP: u16 = 2;

/// The rows: keys as they are written, and a label.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Keys(pub Vec<(String, String)>);

impl Keys {
    pub(super) fn paint(&self, pen: Pen<'_>) -> Rows {
        let label = self.0.iter().map(|(_, label)| cells::columns(label)).max();
        let keys = self.0.iter().map(|(keys, _)| cells::columns(keys)).max();
        let keys = keys.unwrap_or(0).max(KEYS);
        let column = label.unwrap_or(0).saturating_add(keys).saturating_add(2 * GAP);
        let columns = usize::from(pen.width.saturating_add(GAP) / column.saturating_add(GAP)).clamp(1, 3);
        let height = self.0.len().div_ceil(columns).max(1);
        let parts = self.0.chunks(height).zip(0_u16..).map(|(rows, place)| {
            let rows = rows.iter().map(|(written, label)| {
                let blanks = keys.saturating_sub(cells::columns(written)).saturating_add(GAP);
                Row::from(Line::from(vec![
                    Span::styled(written.clone(), pen.theme.key),
                    Span::raw(" ".repeat(usize::from(blanks))),
                    Span::styled(label.clone(), pen.theme.text),
                ]))
            });
            (place.saturating_mul(column + GAP), Rows(rows.collect()))
        });
        Rows::beside(parts.collect())
    }

    pub(super) fn say(&self, context: &Context) -> Vec<String> {
        let said = self.0.iter().map(|(keys, label)| {
            let args = [
                ("label", Arg::Text(label.clone())),
                ("value", Arg::Text(keys.clone())),
            ];
            context.i18n.tr("plain-value", &args)
        });
        said.collect()
    }
}
