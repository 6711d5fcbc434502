//! What stands beside a step of the wizard on a wide screen: what is being ordered, and beside the review the terms
//! that are accepted with it.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::canvas::Canvas;
use crate::tui::layer::Desk;
use crate::tui::layout;
use crate::tui::page::blocks::facts::{Fact, Facts};
use crate::tui::page::blocks::words::{Heading, Text};
use crate::tui::page::{self, Block};
use crate::tui::screens::summary;
use crate::tui::widgets::scroll::wrap;

use super::view::{term, term_briefly};
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

fn order(wizard: &Wizard, desk: &Desk, width: u16) -> Vec<Line<'static>> {
    let Some((start, review)) = wizard.start.as_ref().map(|start| {
        let review = wizard.review.as_ref();
        (start, review.map_or(&start.review, |review| review))
    }) else {
        return Vec::new();
    };
    let fact = |label: &str, value: String| Fact::new(desk.i18n.t(label), value);
    let offer = start.names.in_language(desk.i18n.locale().tag()).to_owned();
    let [price, tax, total] = summary::quote_rows(desk, &review.quote);
    let facts = vec![
        fact("label-offer", offer),
        fact("label-term", term(review, desk)).briefly(term_briefly(review, desk)),
        fact(price.0, price.1),
        fact(tax.0, tax.1),
        fact(total.0, total.1).strong(),
    ];
    let mut blocks = vec![Block::Facts(Facts {
        facts,
        at_right: true,
    })];
    let bill_to = summary::bill_to_text(desk, &review.bill_to);
    blocks.push(Block::Heading(Heading::new(desk.i18n.t("label-bill-to"))));
    blocks.extend(
        bill_to
            .lines()
            .map(|line| Block::Text(Text::plain(line.to_owned()))),
    );
    page::lines(&blocks, width, desk)
}
