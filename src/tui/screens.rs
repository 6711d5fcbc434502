//! The screens: each a noun with its own state.

mod address;
pub mod asks;
pub mod chooser;
pub mod copies;
mod drafts;
pub mod finance;
mod give_up;
pub mod help;
mod keeping;
mod notice;
pub mod order;
pub mod palette;
pub mod profile;
pub mod requests;
pub mod returns;
pub mod setup;
mod summary;
pub mod terms;
#[cfg(test)]
pub(super) mod testing;
pub mod themes;
pub mod tiles;
pub mod wizard;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::domain::message::{Arg, Coded};
use crate::domain::partner::MpnId;
use crate::tui::canvas::Canvas;

use super::action::Action;
use super::layer::Desk;
use super::widgets::scroll::wrap;

/// The actions of every room, in the order in which the help lists them.
pub(in crate::tui) const ACTIONS: &[&[Action]] = &[
    super::action::ACTIONS,
    wizard::ACTIONS,
    tiles::ACTIONS,
    finance::ACTIONS,
    profile::ACTIONS,
    give_up::ACTIONS,
    requests::ACTIONS,
    super::places::ACTIONS,
    super::session::ACTIONS,
];

/// Shows an error instead of a screen's content: what happened, and what to do.
pub(super) fn explain(canvas: &mut Canvas<'_>, area: Rect, desk: &Desk, error: &dyn Coded) {
    canvas.render_widget(Paragraph::new(explained(desk, area.width, error)), area);
}

/// An error in lines: what happened, and what to do.
fn explained<'a>(desk: &Desk, width: u16, error: &dyn Coded) -> Vec<Line<'a>> {
    let explained = desk.i18n.explain(error);
    let sign = desk.theme.symbols.cross;
    let sentence = signaled(sign, &explained.sentence, width, desk.theme.error);
    let hint = explained.hint.into_iter().flat_map(|hint| wrap(&hint, width));
    sentence.into_iter().chain(hint.map(Line::from)).collect()
}

/// A paragraph behind a sign that signals what it is about: the sign has the signal's style, the words are plain.
fn signaled<'a>(sign: &str, text: &str, width: u16, signal: Style) -> Vec<Line<'a>> {
    let mut lines = wrap(&format!("{sign} {text}"), width).into_iter();
    let first = lines.next().unwrap_or_default();
    let first = match first.strip_prefix(sign) {
        Some(words) => Line::from_iter([Span::styled(sign.to_owned(), signal), Span::raw(words.to_owned())]),
        None => Line::styled(first, signal),
    };
    std::iter::once(first).chain(lines.map(Line::from)).collect()
}

/// An MPN ID with the word for it.
fn mpn(desk: &Desk, mpn_id: &MpnId) -> String {
    desk.i18n
        .tr("account-mpn", &[("id", Arg::Text(mpn_id.to_string()))])
}
