//! Tiles: a frame each, as many side by side as have room. What decides comes first: the badge stands filled at the
//! right of the title, the amount at the right below it, and a bar shows where today is between two dates.

use ratatui::text::{Line, Span};

use crate::domain::message::Arg;
use crate::tui::canvas::Target;
use crate::tui::layer::Context;
use crate::tui::page::pen::{Fit, Pen};
use crate::tui::page::rows::{FRAME, Frame, Row, Rows};
use crate::tui::page::{Command, Item, Mark, Page, Signal};
use crate::tui::plain;
use crate::tui::theme::Theme;
use crate::tui::widgets::cells;

/// A tile has so many columns at least where several stand side by side.
const TILE: u16 = 52;
/// Columns between tiles.
const GAP: u16 = 2;
/// Rows of a tile's frame.
const BORDERS: usize = 2;

/// One tile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tile {
    /// What can be done; the first commands are its buttons.
    pub item: Item,
    /// So many of them.
    pub buttons: usize,
    /// Its name.
    pub title: String,
    /// What it is called where the name has no room.
    pub brief: String,
    /// What decides, in a word or two.
    pub badge: Option<Mark>,
    /// Where it stands.
    pub lead: Option<Mark>,
    /// What it costs, the amount first, and a word about it.
    pub amount: Option<(String, String)>,
    /// Key of what the amount is, where it is no price: line by line that stands in place of the word about it.
    pub amount_label: Option<&'static str>,
    /// Where today is.
    pub bar: Option<Bar>,
    /// What else there is to know, the most important first.
    pub notes: Vec<Mark>,
    /// Why the button can't be used, in a few words, for where the tile is short.
    pub closed: Option<String>,
}

/// Where today is between two dates.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bar {
    /// What it signals.
    pub signal: Signal,
    /// The part that is over, per mille.
    pub passed: u16,
    /// Its first and its last date.
    pub ends: (String, String),
    /// The same as a sentence.
    pub said: String,
}

/// How many tiles stand side by side: no more than there are.
fn columns(width: u16, tiles: usize) -> u16 {
    let fit = width.saturating_add(GAP) / (TILE + GAP);
    fit.min(u16::try_from(tiles).unwrap_or(u16::MAX)).max(1)
}

/// Draws them. A page with several groups has the same columns in each.
pub(super) fn paint(tiles: &[Tile], pen: Pen<'_>) -> Rows {
    let columns = columns(pen.width, pen.tiles);
    let width = (pen.width - GAP * (columns - 1)) / columns;
    let mut rows = Rows::default();
    for band in tiles.chunks(usize::from(columns)) {
        let pen = pen.narrower(width);
        if pen.measures {
            let height = band.iter().map(|tile| tile.height(pen)).max();
            rows.fill_to(rows.0.len() + height.unwrap_or(0) + BORDERS);
        } else {
            let forms = band.iter().map(|tile| pen.form(&tile.item)).collect();
            rows.extend(pen.painted.band(forms, width, || side_by_side(band, pen)));
        }
    }
    rows
}

/// Tiles side by side, each as high as the highest.
fn side_by_side(band: &[Tile], pen: Pen<'_>) -> Rows {
    let inner: Vec<Rows> = band.iter().map(|tile| tile.inner(pen)).collect();
    let height = inner.iter().map(|rows| rows.0.len()).max().unwrap_or(0);
    let places = (0..).step_by(usize::from(pen.width + GAP));
    let framed = places
        .zip(band.iter().zip(inner))
        .map(|(column, (tile, mut inner))| {
            inner.fill_to(height);
            (column, tile.framed(inner, pen))
        });
    Rows::beside(framed.collect()).in_cells()
}

impl Tile {
    fn button(&self) -> Option<&Command> {
        self.item.commands.first()
    }

    /// How many rows are inside of its frame.
    fn height(&self, pen: Pen<'_>) -> usize {
        let form = pen.form(&self.item);
        pen.painted.height(form, pen.width, || self.inner(pen).0.len())
    }

    /// What is inside of its frame.
    fn inner(&self, pen: Pen<'_>) -> Rows {
        let pen = pen.narrower(pen.width.saturating_sub(2 * FRAME));
        let is_short = pen.is_shrunk(&self.item);
        let mut rows = Rows::default();
        // What has nothing else to lead with leads with its button.
        let button = self.button();
        let leads_with_button =
            self.lead.is_none() && button.is_some_and(|button| button.unavailable.is_none());
        let lead = match &self.lead {
            Some(lead) => Row::styled(lead.text.clone(), pen.signal(lead.signal)),
            None if is_short && !leads_with_button => self.closed_row(pen),
            None => button
                .filter(|_| leads_with_button)
                .map_or_else(Row::default, |button| self.button_row(button, pen)),
        };
        rows.extend(self.beside_amount(lead, pen, is_short));
        if is_short {
            return rows;
        }
        if let Some(bar) = &self.bar {
            if pen.fit < Fit::Short {
                rows.push(bar.line(pen));
                rows.push(bar.dates(pen));
            } else {
                rows.push(bar.between_dates(pen));
            }
        }
        rows.extend(self.notes(pen));
        let mut last = Row::default();
        if let Some(button) = button.filter(|_| !leads_with_button) {
            match &button.unavailable {
                None => last = self.button_row(button, pen),
                Some(why) => {
                    let text = format!("{} · {}", pen.i18n.t(button.hint.label_key()), why.brief);
                    rows.extend(Rows::text(&text, pen.width, pen.theme.faint));
                }
            }
        }
        rows.extend(self.other_buttons(last, pen));
        rows
    }

    /// Why a short tile can't be used, as far as there is room beside the amount.
    fn closed_row(&self, pen: Pen<'_>) -> Row {
        let Some((button, why)) = self.button().zip(self.closed.as_ref()) else {
            return Row::default();
        };
        let text = format!("{} · {why}", pen.i18n.t(button.hint.label_key()));
        let amount = self
            .amount
            .as_ref()
            .map_or(0, |(amount, _)| cells::columns(amount));
        let room = pen.width.saturating_sub(amount).saturating_sub(2);
        let text = cells::shortened(&text, room, pen.theme.symbols.ellipsis);
        Row::styled(text, pen.theme.faint)
    }

    /// The lead with the amount at the right end; a word about the amount stays where there is room.
    fn beside_amount(&self, lead: Row, pen: Pen<'_>, is_short: bool) -> Rows {
        let Some((amount, about)) = &self.amount else {
            return Rows(vec![lead]);
        };
        let about = if about.is_empty() {
            String::new()
        } else {
            format!(" {about}")
        };
        let room = pen.width.saturating_sub(lead.width()).saturating_sub(2);
        let at_right = |strong: &str, faint: &str| {
            let width = cells::columns(strong).saturating_add(cells::columns(faint));
            let price = Line::from(vec![
                Span::styled(strong.to_owned(), pen.theme.title),
                Span::styled(faint.to_owned(), pen.theme.faint),
            ]);
            (pen.width.saturating_sub(width), Rows(vec![price.into()]))
        };
        let fits = |text: &str| cells::columns(text) <= room;
        if fits(&format!("{amount}{about}")) {
            return Rows::beside(vec![(0, Rows(vec![lead])), at_right(amount, &about)]);
        }
        let mut rows = if fits(amount) {
            Rows::beside(vec![(0, Rows(vec![lead])), at_right(amount, "")])
        } else {
            let mut rows = Rows(vec![lead]);
            rows.extend(Rows::beside(vec![at_right(amount, "")]));
            rows
        };
        if !is_short && !about.is_empty() {
            rows.extend(Rows::beside(vec![at_right("", about.trim_start())]));
        }
        rows
    }

    /// The notes, each whole in a row with the one before where a row has room for both.
    fn notes(&self, pen: Pen<'_>) -> Rows {
        let mut rows = Rows::default();
        for note in &self.notes {
            let style = pen.signal(note.signal);
            let text = Span::styled(note.text.clone(), style);
            let joint = Span::styled(" · ", pen.theme.faint);
            let wanted = cells::columns(&note.text).saturating_add(3);
            match rows.0.last_mut() {
                Some(row) if row.width().saturating_add(wanted) <= pen.width => {
                    row.line.push_span(joint);
                    row.line.push_span(text);
                }
                _ => rows.extend(Rows::text(&note.text, pen.width, style)),
            }
        }
        rows
    }

    fn button_row(&self, button: &Command, pen: Pen<'_>) -> Row {
        let has_focus = pen.has_focus(&self.item);
        let button = pen.button(button, has_focus);
        let width = cells::columns(&button.content);
        let mut row = Row::from(Line::from(button));
        row.spots
            .push((0..width, Target::Button(pen.place_of(&self.item.id))));
        row.cursor = has_focus.then_some(0);
        row
    }

    /// What else can be done about the tile that has the focus, behind its main button where that is the last row: a click
    /// on one means that tile.
    fn other_buttons(&self, mut row: Row, pen: Pen<'_>) -> Rows {
        let mut rows = Rows::default();
        let others = self.item.commands.iter().take(self.buttons).skip(1);
        for other in others.filter(|_| pen.has_focus(&self.item)) {
            let button = pen.button(other, false);
            let width = cells::columns(&button.content);
            if row.width() > 0 && row.width().saturating_add(width) > pen.width {
                rows.push(std::mem::take(&mut row));
            }
            let column = row.width();
            row.line.push_span(button);
            let place = column..column.saturating_add(width);
            row.spots.push((place, Target::Action(other.hint.action)));
        }
        if row.width() > 0 {
            rows.push(row);
        }
        rows
    }

    fn framed(&self, inner: Rows, pen: Pen<'_>) -> Rows {
        let (theme, has_focus) = (pen.theme, pen.has_focus(&self.item));
        let badge = self.badge.as_ref();
        let badge = badge.map(|badge| theme.badge_of(badge.signal, &badge.text));
        // Beside the title: corners and a sign of the border at each end, the caret, blanks, the badge.
        let taken = badge.as_ref().map_or(0, |badge| cells::columns(&badge.content));
        let room = pen.width.saturating_sub(taken).saturating_sub(9);
        let names = [&self.title, &self.brief];
        let fitting = names.into_iter().find(|name| cells::columns(name) <= room);
        let name = cells::shortened(fitting.unwrap_or(&self.brief), room, theme.symbols.ellipsis);
        let title = if has_focus {
            vec![Span::styled(
                format!(" {} {name} ", theme.symbols.caret),
                Theme::above(theme.accent),
            )]
        } else {
            vec![Span::styled(format!(" {name} "), Theme::above(theme.title))]
        };
        let frame = Frame {
            symbols: &theme.symbols,
            style: if has_focus {
                theme.border_focused
            } else {
                theme.border
            },
            title,
            badge,
        };
        let mut rows = frame.around(inner, pen.width);
        // Without a button that can be pressed, the caret in the title has the cursor.
        let is_marked = rows.0.iter().any(|row| row.cursor.is_some());
        if let Some(title) = rows.0.first_mut().filter(|_| has_focus && !is_marked) {
            title.cursor = Some(FRAME);
        }
        rows.target(pen.width, Target::Row(pen.place_of(&self.item.id)));
        rows
    }
}

impl Bar {
    fn line(&self, pen: Pen<'_>) -> Line<'static> {
        let symbols = &pen.theme.symbols;
        let passed = u32::from(pen.width) * u32::from(self.passed.min(1000)) / 1000;
        let passed = usize::try_from(passed).unwrap_or(usize::MAX);
        let rest = usize::from(pen.width).saturating_sub(passed);
        Line::from(vec![
            Span::styled(symbols.bar_full.repeat(passed), pen.signal(self.signal)),
            Span::styled(symbols.bar_rest.repeat(rest), pen.theme.border),
        ])
    }

    /// The bar between its dates, where a row has to do.
    fn between_dates(&self, pen: Pen<'_>) -> Line<'static> {
        let (from, to) = &self.ends;
        let taken = cells::columns(from)
            .saturating_add(cells::columns(to))
            .saturating_add(2);
        let mut line = self.line(pen.narrower(pen.width.saturating_sub(taken)));
        let date = |text: String| Span::styled(text, pen.theme.faint);
        line.spans.insert(0, date(format!("{from} ")));
        line.push_span(date(format!(" {to}")));
        line
    }

    fn dates(&self, pen: Pen<'_>) -> Line<'static> {
        let (from, to) = &self.ends;
        let between = pen
            .width
            .saturating_sub(cells::columns(from))
            .saturating_sub(cells::columns(to));
        let text = format!("{from}{}{to}", " ".repeat(usize::from(between.max(1))));
        Line::from(Span::styled(text, pen.theme.faint))
    }
}

pub(super) fn say(tiles: &[Tile], context: &Context, page: &Page) -> Vec<plain::SpokenRow> {
    let said = tiles.iter().flat_map(|tile| {
        let state = [&tile.badge, &tile.lead].into_iter().flatten();
        let mut state: Vec<String> = state.map(|mark| mark.text.clone()).collect();
        state.dedup();
        state.extend(tile.bar.as_ref().map(|bar| bar.said.clone()));
        let mut details = vec![sentences(&state)];
        details.extend(
            tile.notes
                .iter()
                .map(|note| sentences(std::slice::from_ref(&note.text))),
        );
        if let Some((amount, about)) = &tile.amount {
            let (label, value) = match tile.amount_label {
                Some(label) => (label, amount.clone()),
                None => ("label-price", format!("{amount} {about}").trim_end().to_owned()),
            };
            let args = [("label", Arg::Key(label.to_owned())), ("value", Arg::Text(value))];
            details.push(sentences(&[context.i18n.tr("plain-value", &args)]));
        }
        details.retain(|detail| !detail.is_empty());
        super::rows_of(&tile.item, &tile.title, details, context, page)
    });
    said.collect()
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
