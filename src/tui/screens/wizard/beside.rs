//! What stands beside a step of the wizard on a wide screen: what is being ordered, and beside the review the terms
//! that are accepted with it.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::canvas::Canvas;
use crate::tui::layer::Desk;
use crate::tui::layout;
use crate::tui::screens::summary;
use crate::tui::widgets::scroll::wrap;

use super::view::term;
use super::{Stage, Wizard};

/// Draws it where there is room and something to say; gives the room that is left for the step.
pub(super) fn view(wizard: &Wizard, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) -> Rect {
    if !has_sides(wizard) {
        return area;
    }
    let (left, right) = layout::sides(area);
    let (Some(right), Some(start)) = (right, &wizard.start) else {
        return left;
    };
    if wizard.stage == Stage::Review {
        let terms = start.terms.in_language(desk.i18n.locale().tag());
        let lines = wrap(terms, right.width).into_iter().map(Line::from).collect();
        layout::aside(canvas, right, desk, &desk.i18n.t("title-terms"), lines);
    } else {
        let lines = order(wizard, desk, right.width);
        layout::aside(canvas, right, desk, &desk.i18n.t("title-your-order"), lines);
    }
    left
}

/// Columns that the step has on the screen.
pub(super) fn width(wizard: &Wizard, desk: &Desk) -> u16 {
    if has_sides(wizard) {
        layout::left_width(desk.size.width)
    } else {
        desk.size.width.saturating_sub(2)
    }
}

const fn has_sides(wizard: &Wizard) -> bool {
    matches!(
        wizard.stage,
        Stage::Method | Stage::Card | Stage::Transfer | Stage::Review
    )
}

fn order<'a>(wizard: &Wizard, desk: &Desk, width: u16) -> Vec<Line<'a>> {
    let Some((start, review)) = wizard.start.as_ref().map(|start| {
        let review = wizard.review.as_ref();
        (start, review.map_or(&start.review, |review| review))
    }) else {
        return Vec::new();
    };
    let theme = &desk.theme;
    let offer = start.names.in_language(desk.i18n.locale().tag());
    let mut lines = summary::row(desk, width, "label-offer", offer, theme.text);
    lines.extend(summary::row(
        desk,
        width,
        "label-term",
        &term(review, desk),
        theme.text,
    ));
    lines.extend(summary::quote(
        desk,
        width,
        &review.quote,
        [theme.text, theme.text, theme.title],
    ));
    lines.extend(summary::bill_to(desk, width, &review.bill_to, theme.text));
    lines
}
