//! What there is to know of the selected tile, where the screen is wide enough to say it beside the tiles.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::message::Arg;
use crate::services::offers::Tile;
use crate::tui::canvas::Canvas;
use crate::tui::layer::Desk;
use crate::tui::layout;
use crate::tui::screens::summary;

use super::words;

/// Draws it.
pub(super) fn view(tile: &Tile, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
    let name = tile.names.in_language(desk.i18n.locale().tag());
    layout::aside(canvas, area, desk, name, lines(tile, desk, area.width));
}

fn lines<'a>(tile: &Tile, desk: &Desk, width: u16) -> Vec<Line<'a>> {
    let (i18n, theme) = (&desk.i18n, &desk.theme);
    let mut lines = Vec::new();
    let mut row =
        |label: &str, value: &str| lines.extend(summary::row(desk, width, label, value, theme.text));
    row("label-state", &i18n.t(words::state_key(tile)));
    if let Some(held) = tile.held {
        if let Some(last) = held.term_ends() {
            row("label-term-ends", &i18n.day(last));
        }
        let dates = [
            ("first", Arg::Day(held.window.opens)),
            ("last", Arg::Day(held.window.closes)),
        ];
        let goes_on = held.ends.is_none() && held.term_ends().is_some();
        if goes_on {
            row("label-renewal-window", &i18n.tr("offer-window-dates", &dates));
        }
        if !tile.is_purchased() {
            row("label-benefits", &i18n.t("offer-benefits-off"));
        } else if goes_on {
            row("label-benefits", &i18n.tr("offer-benefits-through", &dates));
            let next = i18n.day(held.next_expiry);
            row("label-after-renewal", &next);
        }
    }
    if let Some(quote) = &tile.price {
        lines.push(Line::default());
        lines.extend(summary::quote(
            desk,
            width,
            quote,
            [theme.text, theme.text, theme.title],
        ));
    }
    if let Some(order) = &tile.order {
        lines.push(Line::default());
        let mut row =
            |label: &str, value: &str| lines.extend(summary::row(desk, width, label, value, theme.text));
        row("label-order-number", &order.number);
        row("label-order-state", &i18n.t(order.state_key()));
        row(
            "label-placed-by",
            &format!("{}, {}", order.by, i18n.day(order.on)),
        );
        if let Some(due) = order.due {
            row("label-due-date", &i18n.day(due));
        }
    }
    lines
}
