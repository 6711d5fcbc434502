//! How the tiles look: a box each, as high as what it has to say. In one column neighbors share a border, so that three
//! of them fit into 24 rows; a wide screen has several columns, and beside them what there is to know of the selected
//! one. That one is marked by a caret and its title, never by color alone. Where not all of them are in sight, the last
//! column is for the signs that say so: a sign on a border would leave the box open.

mod beside;
pub(super) mod words;

use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Paragraph};

use crate::services::offers::OffersPage;
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Target};
use crate::tui::kept::{Kept, Tone};
use crate::tui::layer::Desk;
use crate::tui::layout;
use crate::tui::theme::Theme;
use crate::tui::widgets::cells;

use super::Tiles;

pub(super) use self::words::hint_key;

/// A tile has at least so many columns where several stand side by side.
const TILE_WIDTH: u16 = 72;

/// Columns for the signs that there is more, with a blank before them.
const SIGNS: u16 = 2;

/// The page in words, kept from key to key.
pub(super) type Words = Kept<Told, Laid>;

/// What the words of the page follow from: everything, so that they cannot be of another page, language, theme, day
/// or size.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Told {
    page: Arc<OffersPage>,
    tone: Tone,
    width: u16,
    height: u16,
}

/// The rows of the page, and the columns that they take.
#[derive(Debug)]
pub(super) struct Laid {
    rows: Vec<Row>,
    width: u16,
}

/// A row of the page.
#[derive(Debug)]
pub(super) enum Row {
    /// A heading or a note.
    Words(Line<'static>),
    /// Tiles side by side.
    Tiles {
        boxes: Vec<TileBox>,
        /// Whether a tile stands right below: then its upper border is this one's lower one.
        is_followed: bool,
    },
}

/// One tile of a row.
#[derive(Debug)]
pub(super) struct TileBox {
    /// Its place in the order shown.
    place: usize,
    /// Its name, with blanks that keep the border away.
    title: Span<'static>,
    /// The same behind a caret.
    chosen: Span<'static>,
    lines: Vec<Line<'static>>,
    /// Columns of the button that its last line is; 0 for none.
    button: u16,
}

impl TileBox {
    /// A click selects the tile; a click on its button does what it says.
    fn targets(&self, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.target(area, Target::Row(self.place));
        // Below the border and the other lines, behind the border and a blank.
        let above = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        let y = area.y.saturating_add(above);
        let button = Rect::new(area.x + 2, y, self.button, 1).intersection(area);
        if !button.is_empty() {
            canvas.target(button, Target::Button(self.place));
        }
    }
}

impl Row {
    fn height(&self) -> u16 {
        let Self::Tiles { boxes, is_followed } = self else {
            return 1;
        };
        let lines = boxes.iter().map(|tile| tile.lines.len()).max().unwrap_or(0);
        let borders = if *is_followed { 1 } else { 2 };
        u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(borders)
    }

    fn holds(&self, place: usize) -> bool {
        matches!(self, Self::Tiles { boxes, .. } if boxes.iter().any(|tile| tile.place == place))
    }
}

/// Draws the page.
pub(super) fn view(tiles: &Tiles, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
    if let Some(error) = &tiles.error {
        crate::tui::screens::explain(canvas, area, desk, error);
        return;
    }
    let Some(page) = &tiles.page else {
        let key = if tiles.is_loading() {
            "word-loading"
        } else {
            "offers-no-account"
        };
        canvas.render_widget(Paragraph::new(desk.i18n.t(key)), area);
        return;
    };
    let (area, right) = layout::sides(area);
    if let (Some(right), Some(tile)) = (right, tiles.current()) {
        beside::view(tile, canvas, right, desk);
    }
    let told = Told {
        page: Arc::clone(page),
        tone: Tone::of(desk),
        width: area.width,
        height: area.height,
    };
    let laid = tiles.words.of(told, laid);
    let rows = &laid.rows;
    let first = first_row(rows, tiles.selected, area.height);
    let mut y = area.y;
    let mut is_below_tile = false;
    for row in rows.iter().skip(first) {
        let height = row.height().min(area.bottom().saturating_sub(y));
        if height == 0 {
            break;
        }
        let place = Rect {
            y,
            height,
            width: laid.width,
            ..area
        };
        match row {
            Row::Words(line) => canvas.render_widget(line, place),
            Row::Tiles { boxes, is_followed } => {
                // A tile that does not fit stays open at its end: what is cut must not look whole.
                let is_open = *is_followed || height < row.height();
                for (tile, column) in boxes.iter().zip(columns_of(place, columns(area.width))) {
                    let here = tile.place == tiles.selected;
                    tile.targets(canvas, column);
                    draw(canvas, column, tile, (here, is_below_tile, is_open), desk);
                }
            }
        }
        is_below_tile = matches!(
            row,
            Row::Tiles {
                is_followed: true,
                ..
            }
        );
        y += height;
    }
    let below = height(rows.get(first..).unwrap_or_default());
    let mut sign = |y: u16, sign: &'static str, action: Action| {
        let place = Rect::new(area.right().saturating_sub(1), y, 1, 1).intersection(area);
        canvas.target(place, Target::Action(action));
        canvas.render_widget(Span::styled(sign, desk.theme.key), place);
    };
    if first > 0 {
        sign(area.y, desk.theme.symbols.more_above, Action::Up);
    }
    if below > u32::from(area.height) {
        let bottom = area.bottom().saturating_sub(1);
        sign(bottom, desk.theme.symbols.more_below, Action::Down);
    }
}

/// The rows of some of the page.
fn height(rows: &[Row]) -> u32 {
    rows.iter().map(|row| u32::from(row.height())).sum()
}

/// How many tiles stand side by side in that width.
fn columns(width: u16) -> usize {
    usize::from((width / TILE_WIDTH).max(1))
}

/// So many columns of a row of tiles, with a blank one between them.
fn columns_of(row: Rect, count: usize) -> impl Iterator<Item = Rect> {
    let count = u16::try_from(count).unwrap_or(1);
    let width = (row.width + 1) / count;
    (0..count).map(move |column| Rect {
        x: row.x + column * width,
        width: width - 1,
        ..row
    })
}

/// Where a movement leads from the selected tile: along the rows, and to the nearest tile of the next row.
pub(super) fn moved(tiles: &Tiles, action: Action, desk: &Desk) -> usize {
    let columns = columns(layout::left_width(desk.size.width));
    let shown = tiles.shown();
    let purchased = shown.iter().filter(|tile| tile.is_purchased()).count();
    let all: Vec<usize> = (0..shown.len()).collect();
    let (held, offered) = all.split_at(purchased);
    let rows: Vec<&[usize]> = held.chunks(columns).chain(offered.chunks(columns)).collect();
    let last = shown.len().saturating_sub(1);
    let here = rows.iter().position(|row| row.contains(&tiles.selected));
    let in_row = |row: Option<usize>| {
        let column = here
            .and_then(|here| rows.get(here)?.iter().position(|place| *place == tiles.selected))
            .unwrap_or(0);
        let row = rows.get(row?)?;
        row.get(column.min(row.len().saturating_sub(1))).copied()
    };
    let to = match action {
        Action::Up => in_row(here.and_then(|here| here.checked_sub(1))),
        Action::Down => in_row(here.map(|here| here + 1)),
        Action::Left | Action::PreviousField => tiles.selected.checked_sub(1),
        Action::Right | Action::NextField => Some(tiles.selected + 1),
        Action::First => Some(0),
        Action::Last => Some(last),
        _ => None,
    };
    to.unwrap_or(tiles.selected).min(last)
}

/// The first row to draw so that the selected tile is whole; headings right above it come along.
fn first_row(rows: &[Row], selected: usize, room: u16) -> usize {
    let Some(tile) = rows.iter().position(|row| row.holds(selected)) else {
        return 0;
    };
    // Nothing can be selected below the last tile, so what stands there comes into sight with it.
    let below = rows.get(tile + 1..).unwrap_or_default();
    let is_last = below.iter().all(|row| matches!(row, Row::Words(_)));
    let place = if is_last { rows.len() - 1 } else { tile };
    let mut first = 0;
    while first < tile && height(rows.get(first..=place).unwrap_or_default()) > u32::from(room) {
        first += 1;
    }
    first
}

fn draw(
    canvas: &mut Canvas<'_>,
    area: Rect,
    tile: &TileBox,
    (selected, is_below_tile, is_open): (bool, bool, bool),
    desk: &Desk,
) {
    let theme = &desk.theme;
    let mut corners = theme.symbols.border;
    if is_below_tile {
        corners.top_left = theme.symbols.tee_left;
        corners.top_right = theme.symbols.tee_right;
    }
    let sides = if is_open {
        Borders::ALL.difference(Borders::BOTTOM)
    } else {
        Borders::ALL
    };
    let block = Block::new()
        .borders(sides)
        .border_set(corners)
        .border_style(theme.border);
    let inner = block.inner(area);
    canvas.render_widget(block, area);
    // Chosen or not, the name stays where it is; the border stays as well: restyling it would cost hundreds of bytes for
    // each step between tiles.
    let title = |column: u16| Rect::new(area.x + column, area.y, area.width, 1).intersection(area);
    if selected {
        canvas.render_widget(" ", title(1));
        canvas.render_widget(&tile.chosen, title(2));
    } else {
        canvas.render_widget(&tile.title, title(3));
    }
    for (line, row) in tile.lines.iter().zip(inner.rows()) {
        canvas.render_widget(line, row);
    }
}

/// The page in all the width that there is; where not all of it fits, beside the signs that say so.
fn laid(told: &Told) -> Laid {
    let whole = rows(told, told.width);
    if height(&whole) <= u32::from(told.height) {
        return Laid {
            rows: whole,
            width: told.width,
        };
    }
    let width = told.width.saturating_sub(SIGNS);
    Laid {
        rows: rows(told, width),
        width,
    }
}

fn rows(told: &Told, width: u16) -> Vec<Row> {
    let Told { page, tone, .. } = told;
    // As many side by side as the whole width has, which is what the keys go by.
    let (shown, columns) = (super::in_order(page), columns(told.width));
    let purchased = shown.iter().filter(|tile| tile.is_purchased()).count();
    let inner = columns_of(Rect::new(0, 0, width, 1), columns)
        .next()
        .map_or(0, |column| column.width.saturating_sub(4));
    // Beside it there are the corners, two columns for the caret, two blanks and one sign of the border at least.
    let (title, symbols) = (inner.saturating_sub(3), tone.theme.symbols);
    let heading = |key: &str| Line::from(Span::styled(tone.i18n.t(key), tone.theme.accent));
    let note = |key: &str| Row::Words(Line::styled(format!("  {}", tone.i18n.t(key)), tone.theme.faint));
    let group = |from: usize, to: usize| {
        let boxes = |places: &[usize]| -> Vec<TileBox> {
            places
                .iter()
                .filter_map(|place| {
                    let tile = shown.get(*place)?;
                    let lines = words::lines(tile, tone, inner);
                    let name = tile.names.in_language(tone.i18n.locale().tag());
                    let name = cells::shortened(name, title, symbols.ellipsis);
                    let button = lines.last().and_then(|line| line.spans.get(1));
                    let button = button.filter(|_| tile.closed.is_none());
                    Some(TileBox {
                        place: *place,
                        title: Span::styled(format!(" {name} "), Theme::above(tone.theme.title)),
                        chosen: Span::styled(
                            format!("{} {name} ", symbols.caret),
                            Theme::above(tone.theme.selected),
                        ),
                        button: button.map_or(0, |button| cells::columns(&button.content)),
                        lines,
                    })
                })
                .collect()
        };
        let places: Vec<usize> = (from..to).collect();
        let rows: Vec<Row> = places
            .chunks(columns)
            .map(|places| Row::Tiles {
                boxes: boxes(places),
                is_followed: columns == 1 && places.last().is_some_and(|place| place + 1 < to),
            })
            .collect();
        rows
    };
    let mut purchased_offers = heading("title-purchased-offers");
    let text = format!(" · {}", tone.i18n.t("offers-no-automatic-renewal"));
    purchased_offers.push_span(Span::styled(text, tone.theme.faint));
    let mut rows = vec![Row::Words(purchased_offers)];
    if purchased == 0 {
        rows.push(note("offers-none-purchased"));
    }
    rows.extend(group(0, purchased));
    rows.push(Row::Words(heading("title-offers-available")));
    if purchased == shown.len() {
        rows.push(note("offers-none-available"));
    }
    rows.extend(group(purchased, shown.len()));
    rows
}
