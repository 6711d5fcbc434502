//! How the blocks of a page stand on a screen: below each other, with a blank row between sections where there is room.
//! Where there is not, things give way in the order of [`Fit`]; what still doesn't fit is scrolled to.

use ratatui::layout::{Rect, Size};
use ratatui::text::Line;

use super::blocks::Block;
use super::pen::{Fit, Painted, Pen};
use super::rows::Rows;
use super::{Id, Page};
use crate::tui::canvas::Target;
use crate::tui::layer::Context;

/// From so many rows of the terminal on, sections have a blank row between them.
const ROOMY: u16 = 30;
/// Widest text that is comfortable to read.
const TEXT: u16 = 100;

/// A page in rows.
#[derive(Debug)]
pub(super) struct Laid {
    pub rows: Rows,
    /// Where each item stands.
    pub items: Vec<Rect>,
    /// Whether the room has all of them.
    pub fits: bool,
}

/// Whether sections have a blank row between them.
pub(in crate::tui) const fn is_roomy(context: &Context) -> bool {
    context.size.height >= ROOMY
}

/// Lays a page out for a room.
pub(super) fn lay(page: &Page, focus: Option<&Id>, room: Size, painted: &Painted, context: &Context) -> Laid {
    let items = page.items();
    let tiles = page.blocks.iter().map(|block| match block {
        Block::Tiles(tiles) => tiles.len(),
        _ => 0,
    });
    let tiles = tiles.max().unwrap_or(0);
    // Tiles keep together where the screen is low; of what is read, sections stand apart wherever they fit.
    let begin = if !page.is_picker && (is_roomy(context) || tiles == 0) {
        Fit::Roomy
    } else {
        Fit::Tight
    };
    let stacked = |(fit, shrunk), measures| {
        let pen = Pen {
            i18n: &context.i18n,
            theme: &context.theme,
            width: room.width,
            fit,
            items: &items,
            focus,
            shrunk,
            tiles,
            labels: 0,
            measures,
            painted,
        };
        stack(&page.blocks, pen)
    };
    // What stands at the end gives way first: the most urgent tile and its neighbors stay as they are.
    let count = items.len();
    let fits = Fit::ALL.into_iter().filter(|fit| *fit >= begin);
    let fits: Vec<(Fit, usize)> = fits
        .flat_map(|fit| match fit {
            Fit::Roomy | Fit::Tight => vec![(fit, 0)],
            Fit::Short if tiles == 0 => Vec::new(),
            Fit::Short => (0..=count).map(|shrunk| (fit, shrunk)).collect(),
            // Without tiles a page scrolls, and keeps its headings.
            Fit::Shortest if tiles == 0 => Vec::new(),
            Fit::Shortest => vec![(fit, count)],
        })
        .collect();
    let is_too_high = |rows: &Rows| rows.height() > room.height;
    let fitting = if let [only] = fits.as_slice() {
        *only
    } else {
        // Each is at most as high as the one before it, so that a few of them have to be tried.
        let fitting = fits.partition_point(|fit| is_too_high(&stacked(*fit, true)));
        *fits.get(fitting).or(fits.last()).unwrap_or(&(begin, 0))
    };
    let rows = stacked(fitting, false);
    let places = (0..items.len()).map(|item| place_of(item, &rows)).collect();
    Laid {
        fits: !is_too_high(&rows),
        items: places,
        rows,
    }
}

/// Blocks without items in lines: as many as there are, however high.
pub(in crate::tui) fn lines(blocks: &[Block], width: u16, context: &Context) -> Vec<Line<'static>> {
    let rows = rows(blocks, width, context).0.into_iter();
    rows.map(|row| row.line).collect()
}

/// The same with what a click in them means.
pub(super) fn rows(blocks: &[Block], width: u16, context: &Context) -> Rows {
    let pen = Pen {
        i18n: &context.i18n,
        theme: &context.theme,
        width,
        fit: if is_roomy(context) { Fit::Roomy } else { Fit::Tight },
        items: &[],
        focus: None,
        shrunk: 0,
        tiles: 0,
        labels: 0,
        measures: false,
        painted: &Painted::default(),
    };
    stack(blocks, pen)
}

fn stack(blocks: &[Block], pen: Pen<'_>) -> Rows {
    let mut rows = Rows::default();
    let pen = pen.labeling(blocks);
    let mut before: Option<&Block> = None;
    for block in blocks {
        if pen.fit == Fit::Roomy && before.is_some_and(|before| begins_section(before, block)) {
            rows.blank();
        }
        before = Some(block);
        let is_text = matches!(block, Block::Text(_) | Block::Notice(_) | Block::Thread(_));
        let pen = if is_text {
            pen.narrower(pen.width.min(TEXT))
        } else {
            pen
        };
        rows.extend(block.paint(pen));
    }
    rows
}

/// Whether there is a break between two blocks. Texts that follow each other are paragraphs of one, and a heading
/// belongs to what is read below it.
const fn begins_section(before: &Block, after: &Block) -> bool {
    !matches!(
        (before, after),
        (Block::Text(_) | Block::Headline(_), Block::Text(_))
            | (
                Block::Heading(_),
                Block::Text(_) | Block::Facts(_) | Block::Marks(_) | Block::Keys(_)
            )
            | (Block::Marks(_), Block::Marks(_))
    )
}

/// Where an item stands: all that a click on it means it.
fn place_of(item: usize, rows: &Rows) -> Rect {
    let mut place: Option<Rect> = None;
    for (row, y) in rows.0.iter().zip(0_u16..) {
        for (columns, target) in &row.spots {
            if *target == Target::Row(item) || *target == Target::Button(item) {
                let here = Rect::new(columns.start, y, columns.end.saturating_sub(columns.start), 1);
                place = Some(place.map_or(here, |place| place.union(here)));
            }
        }
    }
    place.unwrap_or_default()
}

/// The nearest item above or below one: the next row of items, and in it the one that stands most nearly there.
pub(super) fn across(items: &[Rect], from: usize, is_down: bool) -> Option<usize> {
    let here = items.get(from)?;
    let center = here.x.saturating_add(here.width / 2);
    let beyond = |place: &Rect| {
        if is_down {
            place.y >= here.bottom()
        } else {
            place.bottom() <= here.y
        }
    };
    let away = |place: &Rect| {
        let rows = if is_down {
            place.y - here.bottom()
        } else {
            here.y - place.bottom()
        };
        let columns = place.x.saturating_add(place.width / 2).abs_diff(center);
        (rows, columns)
    };
    let candidates = items.iter().enumerate().filter(|(_, place)| beyond(place));
    candidates
        .min_by_key(|(_, place)| away(place))
        .map(|(item, _)| item)
}

/// The item that stands a screen further down or up, as nearly as one does.
pub(super) fn a_page_on(items: &[Rect], from: usize, room: u16, is_down: bool) -> Option<usize> {
    let here = items.get(from)?;
    let wanted = if is_down {
        here.y.saturating_add(room)
    } else {
        here.y.saturating_sub(room)
    };
    let away = |place: &Rect| (place.y.abs_diff(wanted), place.x.abs_diff(here.x));
    let nearest = items.iter().enumerate().min_by_key(|(_, place)| away(place));
    nearest.map(|(item, _)| item)
}
