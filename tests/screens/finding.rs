//! The filter of lists, and the palette over other screens.

use std::time::Duration;

use crate::album::{go, in_polish, picture, pictures};
use crate::pilot::{DANA, FIONA, Pilot};
use crate::review::by_transfer;

/// Longer than the pause after which what was typed is looked for.
const PAUSE: Duration = Duration::from_millis(200);

/// Types, and waits for what is found.
async fn look_for(pilot: &mut Pilot, text: &str) {
    pilot.type_text(text).await;
    pilot.pass(PAUSE).await;
}

#[tokio::test]
async fn a_filter_was_just_opened() {
    picture("filter-open", DANA, async |pilot| {
        go(pilot, "a /").await;
    })
    .await;
}

#[tokio::test]
async fn accounts_that_match_a_filter() {
    async fn filter(pilot: &mut Pilot) {
        go(pilot, "a /").await;
        look_for(pilot, "gesla").await;
    }
    pictures("filter-accounts", DANA, filter).await;
}

#[tokio::test]
async fn a_filter_that_is_kept() {
    picture("filter-kept", DANA, async |pilot| {
        go(pilot, "w /").await;
        look_for(pilot, "in").await;
        go(pilot, "Enter Down").await;
    })
    .await;
}

#[tokio::test]
async fn a_filter_that_nothing_matches() {
    async fn walk(pilot: &mut Pilot) {
        go(pilot, "a /").await;
        look_for(pilot, "qqq").await;
    }
    picture("filter-no-match", DANA, walk).await;
    in_polish("filter-no-match", DANA, walk).await;
}

#[tokio::test]
async fn orders_that_match_a_filter() {
    async fn walk(pilot: &mut Pilot) {
        go(pilot, "m /").await;
        look_for(pilot, "od").await;
    }
    picture("filter-money", FIONA, walk).await;
    in_polish("filter-money", FIONA, walk).await;
}

#[tokio::test]
async fn the_palette_over_the_tiles() {
    async fn palette(pilot: &mut Pilot) {
        go(pilot, "C-p").await;
    }
    pictures("palette", DANA, palette).await;
}

#[tokio::test]
async fn the_palette_over_a_tile_whose_action_is_closed() {
    async fn walk(pilot: &mut Pilot) {
        go(pilot, "Esc C-p").await;
    }
    picture("palette-closed", FIONA, walk).await;
    in_polish("palette-closed", FIONA, walk).await;
}

#[tokio::test]
async fn actions_and_screens_that_match_in_the_palette() {
    async fn walk(pilot: &mut Pilot) {
        go(pilot, "C-p").await;
        look_for(pilot, "or").await;
    }
    picture("palette-match", DANA, walk).await;
    in_polish("palette-match", DANA, walk).await;
}

#[tokio::test]
async fn accounts_that_are_found_in_the_palette() {
    async fn walk(pilot: &mut Pilot) {
        go(pilot, "C-p").await;
        look_for(pilot, "gesla").await;
    }
    picture("palette-found", DANA, walk).await;
    in_polish("palette-found", DANA, walk).await;
}

#[tokio::test]
async fn nothing_is_found_in_the_palette() {
    async fn walk(pilot: &mut Pilot) {
        go(pilot, "C-p").await;
        look_for(pilot, "zzzqqq").await;
    }
    picture("palette-no-match", DANA, walk).await;
    in_polish("palette-no-match", DANA, walk).await;
}

#[tokio::test]
async fn the_palette_over_the_review() {
    async fn walk(pilot: &mut Pilot) {
        by_transfer(pilot).await;
        go(pilot, "C-p").await;
    }
    picture("palette-review", DANA, walk).await;
    in_polish("palette-review", DANA, walk).await;
}
