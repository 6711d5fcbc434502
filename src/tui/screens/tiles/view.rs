//! How the tiles look: a box each, as high as what it has to say; neighbors share a border, so that three of them fit
//! into 24 rows. The selected one is marked by a caret and its title, never by color alone.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Paragraph};
use unicode_width::UnicodeWidthStr;

use crate::domain::message::Arg;
use crate::domain::offer::{Quote, TaxTreatment};
use crate::domain::order::OrderState;
use crate::domain::subscription::{State, TERM_DAYS};
use crate::services::error::Closed;
use crate::services::offers::{Held, MainAction, OpenOrder, Tile};
use crate::tui::canvas::Canvas;
use crate::tui::layer::Desk;
use crate::tui::widgets::scroll::wrap;

use super::Tiles;

/// One thing of the page, with its height.
struct Item<'a> {
    lines: Vec<Line<'a>>,
    /// The tile's place in the order shown; `None` for a heading.
    tile: Option<usize>,
    title: String,
    /// Whether a tile stands right below: then its upper border is this one's lower one.
    is_followed: bool,
}

impl Item<'_> {
    fn height(&self) -> u16 {
        let lines = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        match (self.tile, self.is_followed) {
            (None, _) => lines,
            (Some(_), true) => lines.saturating_add(1),
            (Some(_), false) => lines.saturating_add(2),
        }
    }
}

/// Draws the page.
pub(super) fn view(tiles: &Tiles, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
    if let Some(error) = &tiles.error {
        crate::tui::screens::explain(canvas, area, desk, error);
        return;
    }
    if tiles.page.is_none() {
        let key = if tiles.loading {
            "word-loading"
        } else {
            "offers-no-account"
        };
        canvas.render_widget(Paragraph::new(desk.i18n.t(key)), area);
        return;
    }
    let items = items(tiles, desk, area.width);
    let first = first_item(&items, tiles.selected, area.height);
    let mut y = area.y;
    let mut is_below_tile = false;
    for item in items.iter().skip(first) {
        let height = item.height().min(area.bottom().saturating_sub(y));
        if height == 0 {
            break;
        }
        draw(
            canvas,
            Rect { y, height, ..area },
            item,
            (item.tile == Some(tiles.selected), is_below_tile),
            desk,
        );
        is_below_tile = item.is_followed;
        y += height;
    }
    let total: u32 = items.iter().map(|item| u32::from(item.height())).sum();
    let above: u32 = items
        .iter()
        .take(first)
        .map(|item| u32::from(item.height()))
        .sum();
    let mut sign = |y: u16, sign: &'static str| {
        let place = Rect::new(area.right().saturating_sub(1), y, 1, 1);
        canvas.render_widget(Span::styled(sign, desk.theme.key), place.intersection(area));
    };
    if first > 0 {
        sign(area.y, desk.theme.symbols.more_above);
    }
    if total.saturating_sub(above) > u32::from(area.height) {
        sign(area.bottom().saturating_sub(1), desk.theme.symbols.more_below);
    }
}

/// The first item to draw so that the selected tile is whole; headings right above it come along.
fn first_item(items: &[Item<'_>], selected: usize, room: u16) -> usize {
    let Some(tile) = items.iter().position(|item| item.tile == Some(selected)) else {
        return 0;
    };
    // Nothing can be selected below the last tile, so what stands there comes into sight with it.
    let below = items.get(tile + 1..).unwrap_or_default();
    let is_last = below.iter().all(|item| item.tile.is_none());
    let place = if is_last { items.len() - 1 } else { tile };
    let mut first = 0;
    let height = |from: usize| -> u32 {
        items
            .get(from..=place)
            .unwrap_or_default()
            .iter()
            .map(|item| u32::from(item.height()))
            .sum()
    };
    while first < tile && height(first) > u32::from(room) {
        first += 1;
    }
    first
}

fn draw(
    canvas: &mut Canvas<'_>,
    area: Rect,
    item: &Item<'_>,
    (selected, is_below_tile): (bool, bool),
    desk: &Desk,
) {
    let theme = &desk.theme;
    let text = Paragraph::new(item.lines.clone());
    if item.tile.is_none() {
        canvas.render_widget(text, area);
        return;
    }
    let caret = if selected { theme.symbols.caret } else { " " };
    // The border stays as it is: restyling it would cost hundreds of bytes for each step between tiles.
    let title = if selected { theme.selected } else { theme.title };
    let mut corners = theme.symbols.border;
    if is_below_tile {
        corners.top_left = theme.symbols.tee_left;
        corners.top_right = theme.symbols.tee_right;
    }
    // A tile that does not fit stays open at its end: what is cut must not look whole.
    let sides = if item.is_followed || area.height < item.height() {
        Borders::ALL.difference(Borders::BOTTOM)
    } else {
        Borders::ALL
    };
    let block = Block::new()
        .borders(sides)
        .border_set(corners)
        .border_style(theme.border)
        .title(Line::from(vec![Span::styled(
            format!("{caret}{} ", item.title),
            title,
        )]));
    canvas.render_widget(text.block(block), area);
}

fn items<'a>(tiles: &Tiles, desk: &Desk, width: u16) -> Vec<Item<'a>> {
    let shown = tiles.shown();
    let purchased = shown.iter().filter(|tile| tile.is_purchased()).count();
    let heading = |key: &str| Item {
        lines: vec![Line::styled(desk.i18n.t(key), desk.theme.accent)],
        tile: None,
        title: String::new(),
        is_followed: false,
    };
    let note = |key: &str| Item {
        lines: vec![Line::styled(format!("  {}", desk.i18n.t(key)), desk.theme.faint)],
        tile: None,
        title: String::new(),
        is_followed: false,
    };
    let mut purchased_offers = heading("title-purchased-offers");
    if let Some(line) = purchased_offers.lines.first_mut() {
        let text = format!(" · {}", desk.i18n.t("offers-no-automatic-renewal"));
        line.push_span(Span::styled(text, desk.theme.faint));
    }
    let mut items = vec![purchased_offers];
    if purchased == 0 {
        items.push(note("offers-none-purchased"));
    }
    for (place, tile) in shown.iter().enumerate() {
        if place == purchased {
            items.push(heading("title-offers-available"));
        }
        let title = tile.names.in_language(desk.i18n.locale().tag()).to_owned();
        items.push(Item {
            lines: lines(tile, desk, width.saturating_sub(4)),
            tile: Some(place),
            title,
            is_followed: place + 1 < shown.len() && place + 1 != purchased,
        });
    }
    if purchased == shown.len() {
        items.push(heading("title-offers-available"));
        items.push(note("offers-none-available"));
    }
    items
}

/// The lines of a tile: state and dates, what hangs over it, price, action.
fn lines<'a>(tile: &Tile, desk: &Desk, width: u16) -> Vec<Line<'a>> {
    let mut lines = state_lines(tile, desk, width);
    let order = tile.order.as_ref().and_then(|order| order_text(order, desk));
    lines.extend(order.map(|text| Line::styled(format!(" {text}"), desk.theme.warning)));
    if let Some(text) = late_text(tile, desk) {
        lines.extend(
            wrap(&text, width)
                .into_iter()
                .map(|line| Line::styled(format!(" {line}"), desk.theme.warning)),
        );
    }
    lines.extend(price_lines(tile, desk, width));
    lines.extend(action_lines(tile, desk, width));
    lines
}

/// That a transfer may come too late, where it may.
pub(super) fn late_text(tile: &Tile, desk: &Desk) -> Option<String> {
    let may_be_late = |held: &Held| held.transfer_may_be_late && tile.closed.is_none();
    let held = tile.held.filter(may_be_late)?;
    let args = [("day", Arg::Day(held.window.closes))];
    Some(desk.i18n.tr("wizard-transfer-late", &args))
}

fn state_lines<'a>(tile: &Tile, desk: &Desk, width: u16) -> Vec<Line<'a>> {
    let (texts, style) = state_texts(tile, desk);
    joined(&texts, width, style)
}

/// The state and its dates; the style is the state's, which is the first text.
pub(super) fn state_texts(tile: &Tile, desk: &Desk) -> (Vec<String>, Style) {
    let (i18n, theme) = (&desk.i18n, &desk.theme);
    let Some(held) = tile.held else {
        // The price stands beside it: three tiles shall fit into 24 rows.
        let mut texts = vec![i18n.t("state-available")];
        texts.extend(tile.price.as_ref().map(|quote| price(quote, desk)));
        return (texts, theme.title);
    };
    let day = |key: &str, day| i18n.tr(key, &[("day", Arg::Day(day))]);
    let days = |count: i32| i18n.tr("days-left", &[("count", Arg::Count(i64::from(count)))]);
    let (state, style, texts): (&str, Style, Vec<String>) = match held.state {
        State::Active => {
            let texts = match desk.today.days_until(held.expires) {
                0 => vec![day("offer-expires-today", held.expires)],
                left => vec![days(left), day("offer-expires", held.expires)],
            };
            ("state-active", theme.success, texts)
        }
        State::RenewalWindow => {
            let left = held.window.days_left(desk.today);
            let left = if left == 1 {
                i18n.t("offer-last-day")
            } else {
                days(left)
            };
            let closes = day("offer-renewal-closes", held.window.closes);
            (
                "state-renewal-window",
                theme.warning,
                vec![left, closes, day("offer-expired", held.expires)],
            )
        }
        State::Lapsed => {
            let since = day("offer-lapsed-on", held.window.closes.plus(1));
            (
                "state-lapsed",
                theme.error,
                vec![since, i18n.t("offer-benefits-off")],
            )
        }
        State::Cancelled => ("state-cancelled", theme.error, vec![i18n.t("offer-benefits-off")]),
    };
    ([&[i18n.t(state)], texts.as_slice()].concat(), style)
}

/// Texts with dots between them, each whole in one line; the first one in a style of its own.
fn joined<'a>(texts: &[String], width: u16, first: Style) -> Vec<Line<'a>> {
    let mut lines: Vec<Line> = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        let style = if place == 0 { first } else { Style::new() };
        let room = lines
            .last()
            .map_or(0, |line| usize::from(width).saturating_sub(line.width()));
        match lines.last_mut() {
            Some(line) if text.width() + 3 <= room => {
                line.spans.push(Span::styled(format!(" · {text}"), style));
            }
            _ => lines.push(Line::from(vec![
                Span::raw(" "),
                Span::styled(text.clone(), style),
            ])),
        }
    }
    lines
}

/// The order that hangs over it.
pub(super) fn order_text(order: &OpenOrder, desk: &Desk) -> Option<String> {
    let number = Arg::Text(order.number.clone());
    let text = match (order.state, order.due) {
        (OrderState::AwaitingPayment, Some(due)) => {
            let key = if order.expired {
                "marker-payment-overdue"
            } else {
                "marker-awaiting-payment-until"
            };
            desk.i18n.tr(key, &[("day", Arg::Day(due)), ("order", number)])
        }
        (state, _) if state.is_settling() => desk.i18n.tr("marker-settling", &[("order", number)]),
        (state, _) if state.may_retry() => desk.i18n.tr("marker-not-charged", &[("order", number)]),
        _ => return None,
    };
    Some(text)
}

fn price_lines<'a>(tile: &Tile, desk: &Desk, width: u16) -> Vec<Line<'a>> {
    joined(&price_texts(tile, desk), width, Style::new())
}

/// The price of what is held, and the dates that go with it.
pub(super) fn price_texts(tile: &Tile, desk: &Desk) -> Vec<String> {
    let i18n = &desk.i18n;
    let mut texts = Vec::new();
    if tile.held.is_none() {
        return Vec::new();
    }
    texts.extend(tile.price.as_ref().map(|quote| price(quote, desk)));
    match tile.held {
        Some(Held {
            state: State::Active,
            window,
            ..
        }) => {
            let args = [
                ("first", Arg::Day(window.opens)),
                ("last", Arg::Day(window.closes)),
            ];
            texts.push(i18n.tr("offer-renewal-dates", &args));
        }
        Some(Held {
            state: State::RenewalWindow,
            expires,
            ..
        }) => {
            texts.push(i18n.tr(
                "offer-next-expiration",
                &[("day", Arg::Day(expires.plus(TERM_DAYS)))],
            ));
        }
        _ => {}
    }
    texts
}

fn price(quote: &Quote, desk: &Desk) -> String {
    let key = match quote.treatment {
        TaxTreatment::Rate(_) => "offer-price",
        _ => "offer-price-untaxed",
    };
    desk.i18n.tr(key, &[("money", Arg::Money(quote.net))])
}

/// The label of the main action: a button, or dim with the reason why it is closed and from when it opens.
fn action_lines<'a>(tile: &Tile, desk: &Desk, width: u16) -> Vec<Line<'a>> {
    let (i18n, theme) = (&desk.i18n, &desk.theme);
    let label = i18n.t(button_key(tile.action));
    let Some(why) = closed_text(tile, desk) else {
        return vec![Line::from(vec![
            Span::raw(" "),
            Span::styled(format!("[ {label} ]"), theme.text),
        ])];
    };
    wrap(&format!("({label}) {why}"), width)
        .into_iter()
        .map(|line| Line::styled(format!(" {line}"), theme.faint))
        .collect()
}

/// Why the main action is closed, and from when it opens or who could do it.
pub(super) fn closed_text(tile: &Tile, desk: &Desk) -> Option<String> {
    let i18n = &desk.i18n;
    let closed = tile.closed.as_ref()?;
    let explained = i18n.explain(closed);
    // The dates stand in the line above already; who could do it stands nowhere else.
    let hint = explained.hint.filter(|_| matches!(closed, Closed::Role { .. }));
    let hint = hint.map(|hint| format!(" {hint}")).unwrap_or_default();
    let hint = match tile.who_could.as_slice() {
        [] => hint,
        people => {
            let who = Arg::Text(people.join(", "));
            format!(" {}", i18n.tr("offer-who-could", &[("who", who)]))
        }
    };
    Some(format!("{}{hint}", explained.sentence))
}

/// Key of the main action's label.
pub(super) const fn button_key(action: MainAction) -> &'static str {
    match action {
        MainAction::Renew => "button-renew-subscription",
        MainAction::Subscribe => "button-subscribe",
        MainAction::ShowOrder => "button-show-order",
    }
}

/// Key of the main action's word in the footer, where there is little room.
pub(super) const fn hint_key(action: MainAction) -> &'static str {
    match action {
        MainAction::Renew => "action-renew",
        MainAction::Subscribe => "action-subscribe",
        MainAction::ShowOrder => "button-show-order",
    }
}
