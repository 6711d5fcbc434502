//! The tiles line by line: each offer with its action, then its state, its dates and its price as sentences.

use crate::domain::message::Arg;
use crate::services::offers::Tile;
use crate::tui::action::Action;
use crate::tui::kept::Tone;
use crate::tui::layer::Desk;
use crate::tui::plain::{Means, Page, Row};

use super::Tiles;
use super::view::words;

/// The page.
pub(super) fn page(tiles: &Tiles, desk: &Desk) -> Page {
    if let Some(error) = &tiles.error {
        return Page::explaining(desk, error);
    }
    if tiles.page.is_none() {
        return if tiles.is_loading() {
            Page::loading(desk)
        } else {
            Page::saying([desk.i18n.t("offers-no-account")])
        };
    }
    let shown = tiles.shown();
    let purchased = shown.iter().filter(|tile| tile.is_purchased()).count();
    let mut lines = Vec::new();
    if purchased == 0 {
        lines.push(desk.i18n.t("offers-none-purchased"));
    }
    if purchased == shown.len() {
        lines.push(desk.i18n.t("offers-none-available"));
    }
    let tone = Tone::of(desk);
    let rows = shown.into_iter().enumerate().flat_map(|(place, tile)| {
        let tile_row = Row {
            heading: heading(place, purchased, desk),
            ..row(place, tile, &tone)
        };
        [Some(tile_row), cancel_row(place, tile, &tone)]
    });
    Page {
        rows: rows.flatten().collect(),
        selected: Some(tiles.selected),
        ..Page::saying(lines)
    }
}

fn heading(place: usize, purchased: usize, desk: &Desk) -> Option<String> {
    let i18n = &desk.i18n;
    if place == purchased {
        return Some(format!("{}:", i18n.t("title-offers-available")));
    }
    let title = i18n.t("title-purchased-offers");
    (place == 0).then(|| format!("{title}. {}", i18n.t("offers-no-automatic-renewal")))
}

/// Line by line there is no selected tile that a key could be about: each subscription that can be canceled says so.
fn cancel_row(place: usize, tile: &Tile, tone: &Tone) -> Option<Row> {
    tile.cancel.is_open().then(|| Row {
        means: Means::Onward(place, Action::CancelSubscription),
        ..Row::new(place, named(tile, Action::CancelSubscription.label_key(), tone))
    })
}

/// An offer with what can be done about it.
fn named(tile: &Tile, action: &str, tone: &Tone) -> String {
    let i18n = &tone.i18n;
    let name = tile.names.in_language(i18n.locale().tag()).to_owned();
    let args = [("label", Arg::Text(name)), ("value", Arg::Text(i18n.t(action)))];
    i18n.tr("plain-value", &args)
}

fn row(place: usize, tile: &Tile, tone: &Tone) -> Row {
    let row = Row::new(place, named(tile, words::button_key(tile.action), tone))
        .detail(sentences(&words::state_texts(tile, tone).0))
        .detail(
            tile.order
                .as_ref()
                .and_then(|order| words::order_text(order, tone))
                .map(|text| sentences(&[text]))
                .unwrap_or_default(),
        )
        .detail(
            words::cancellation_text(tile, tone)
                .map(|text| sentences(&[text]))
                .unwrap_or_default(),
        )
        .detail(words::late_text(tile, tone).unwrap_or_default())
        .detail(words::draft_text(tile, tone).unwrap_or_default())
        .detail(sentences(&words::price_texts(tile, tone)));
    match words::closed_text(tile, tone) {
        Some(why) => row.closed(why),
        None => row,
    }
}

/// Each of several texts as a sentence of its own.
fn sentences(texts: &[String]) -> String {
    let sentences = texts.iter().map(|text| {
        let mut letters = text.trim_end_matches('.').chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let sentence: String = first.chain(letters).collect();
        format!("{sentence}.")
    });
    sentences.collect::<Vec<_>>().join(" ")
}
