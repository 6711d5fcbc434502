//! Keys and what they do, in as many columns as there is room for. The columns follow from the room alone, so that those of
//! one group stand below those of another.

use ratatui::text::{Line, Span};

use crate::domain::message::Arg;
use crate::tui::layer::Context;
use crate::tui::page::pen::Pen;
use crate::tui::page::rows::{Row, Rows};
use crate::tui::widgets::cells;
use crate::tui::widgets::scroll::wrap;

/// Columns for the keys, with blanks behind them.
const KEYS: u16 = 17;
/// Fewest columns for a label, where others stand beside it.
const LABEL: u16 = 20;
/// Most columns of keys with their labels.
const WIDEST: u16 = 44;
/// So many of them stand side by side at most.
const MOST: u16 = 3;
/// Blanks between them.
const GAP: u16 = 2;

/// The rows: keys as they are written, and a label.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Keys(pub Vec<(String, String)>);

impl Keys {
    pub(super) fn paint(&self, pen: Pen<'_>) -> Rows {
        let fits = pen.width.saturating_add(GAP) / (KEYS + LABEL + GAP);
        let columns = fits.clamp(1, MOST);
        let width = (pen.width.saturating_sub(GAP * (columns - 1)) / columns).min(WIDEST);
        let height = self.0.len().div_ceil(usize::from(columns)).max(1);
        let parts = self.0.chunks(height).zip(0_u16..).map(|(rows, place)| {
            let rows = rows.iter().flat_map(|row| row_of(row, width, pen));
            (place * (width + GAP), Rows(rows.collect()))
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

/// The keys with their label behind them; what has no room there stands below.
fn row_of((written, label): &(String, String), width: u16, pen: Pen<'_>) -> Vec<Row> {
    let is_long = cells::columns(written) + GAP > KEYS;
    let label = wrap(label, width.saturating_sub(KEYS));
    let keys = std::iter::once(written.as_str()).chain(std::iter::repeat(""));
    let labels = std::iter::repeat_n("", usize::from(is_long)).chain(label.iter().map(String::as_str));
    let rows = keys.zip(labels).map(|(keys, label)| {
        let blanks = KEYS.saturating_sub(cells::columns(keys));
        Row::from(Line::from(vec![
            Span::styled(keys.to_owned(), pen.theme.key),
            Span::raw(" ".repeat(usize::from(blanks))),
            Span::styled(label.to_owned(), pen.theme.text),
        ]))
    });
    rows.collect()
}
