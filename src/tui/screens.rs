//! The screens: each a noun with its own state.

mod address;
pub mod chooser;
pub mod copies;
pub mod finance;
pub mod help;
mod notice;
pub mod order;
mod page;
pub mod palette;
pub mod profile;
pub mod requests;
pub mod returns;
pub mod setup;
mod short_list;
mod summary;
pub mod terms;
#[cfg(test)]
pub(super) mod testing;
pub mod themes;
pub mod tiles;
pub mod wizard;

use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::domain::message::{Arg, Coded};
use crate::domain::partner::MpnId;
use crate::tui::canvas::Canvas;

use super::layer::Desk;
use super::widgets::scroll::wrap;

/// Shows an error instead of a screen's content: what happened, and what to do.
pub(super) fn explain(canvas: &mut Canvas<'_>, area: Rect, desk: &Desk, error: &dyn Coded) {
    canvas.render_widget(Paragraph::new(explained(desk, area.width, error)), area);
}

/// An error in lines: what happened, and what to do.
fn explained<'a>(desk: &Desk, width: u16, error: &dyn Coded) -> Vec<Line<'a>> {
    let explained = desk.i18n.explain(error);
    let sign = desk.theme.symbols.cross;
    let sentence = wrap(&format!("{sign} {}", explained.sentence), width).into_iter();
    let hint = explained.hint.into_iter().flat_map(|hint| wrap(&hint, width));
    sentence
        .map(|line| Line::styled(line, desk.theme.error))
        .chain(hint.map(Line::from))
        .collect()
}

/// An MPN ID with the word for it.
fn mpn(desk: &Desk, mpn_id: &MpnId) -> String {
    desk.i18n
        .tr("account-mpn", &[("id", Arg::Text(mpn_id.to_string()))])
}
