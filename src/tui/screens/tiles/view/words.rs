//! What a tile says: state and dates, what hangs over it, price, action.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::domain::message::Arg;
use crate::domain::offer::{Quote, TaxTreatment};
use crate::domain::order::OrderState;
use crate::domain::subscription::State;
use crate::services::error::Closed;
use crate::services::offers::{Held, MainAction, OpenOrder, Tile};
use crate::tui::kept::Tone;
use crate::tui::widgets::scroll::wrap;

/// The lines of a tile: state and dates, what hangs over it, price, action.
pub(in crate::tui::screens::tiles) fn lines(tile: &Tile, tone: &Tone, width: u16) -> Vec<Line<'static>> {
    let mut lines = state_lines(tile, tone, width);
    let order = tile.order.as_ref().and_then(|order| order_text(order, tone));
    let (cancellation, late) = (cancellation_text(tile, tone), late_text(tile, tone));
    let draft = draft_text(tile, tone);
    lines.extend(
        order
            .iter()
            .chain(&cancellation)
            .chain(&late)
            .chain(&draft)
            .flat_map(|text| wrapped(text, width, tone.theme.warning)),
    );
    lines.extend(price_lines(tile, tone, width));
    lines.extend(action_lines(tile, tone, width));
    lines
}

/// Key of the word for where it stands.
pub(super) const fn state_key(tile: &Tile) -> &'static str {
    match tile.held {
        None => "state-available",
        Some(Held { ends: Some(_), .. }) => "state-ending",
        Some(held) => match held.state {
            State::Active => "state-active",
            State::RenewalWindow => "state-renewal-window",
            State::Lapsed => "state-lapsed",
            State::Cancelled => "state-cancelled",
        },
    }
}

/// That a transfer may come too late, where it may and could be chosen; of one that is awaited, until when it keeps
/// the right to renew.
pub(in crate::tui::screens::tiles) fn late_text(tile: &Tile, tone: &Tone) -> Option<String> {
    if tile.action == MainAction::ShowOrder {
        let until = tile.order.as_ref()?.keeps_right_until()?;
        return Some(tone.i18n.tr("marker-right-kept", &[("day", Arg::Day(until))]));
    }
    let may_be_late = |held: &Held| held.transfer_may_be_late && tile.closed.is_none();
    let held = tile.held.filter(may_be_late)?;
    let args = [("day", Arg::Day(held.window.closes))];
    Some(tone.i18n.tr("wizard-transfer-late", &args))
}

/// That its cancellation was requested, and is not decided.
pub(in crate::tui::screens::tiles) fn cancellation_text(tile: &Tile, tone: &Tone) -> Option<String> {
    let number = Arg::Text(tile.cancellation?.number.to_string());
    Some(
        tone.i18n
            .tr("marker-cancellation-requested", &[("number", number)]),
    )
}

/// That a draft waits, which the main action goes on with.
pub(in crate::tui::screens::tiles) fn draft_text(tile: &Tile, tone: &Tone) -> Option<String> {
    tile.has_draft.then(|| tone.i18n.t("marker-draft"))
}

fn state_lines(tile: &Tile, tone: &Tone, width: u16) -> Vec<Line<'static>> {
    let (texts, style) = state_texts(tile, tone);
    joined(&texts, width, style)
}

/// The state and its dates; the style is that of the state, which is the first text.
pub(in crate::tui::screens::tiles) fn state_texts(tile: &Tile, tone: &Tone) -> (Vec<String>, Style) {
    let (i18n, theme) = (&tone.i18n, &tone.theme);
    let Some(held) = tile.held else {
        // The price stands beside it: three tiles shall fit into 24 rows.
        let mut texts = vec![i18n.t("state-available")];
        texts.extend(tile.price.as_ref().map(|quote| price(quote, tone)));
        return (texts, theme.title);
    };
    let day = |key: &str, day| i18n.tr(key, &[("day", Arg::Day(day))]);
    if let Some(last) = held.ends {
        // It was canceled and goes on through its term: nothing about renewing it applies any more.
        return (
            vec![i18n.t("state-ending"), day("offer-ends", last)],
            theme.warning,
        );
    }
    let days = |count: i32| i18n.tr("days-left", &[("count", Arg::Count(i64::from(count)))]);
    let (state, style, texts): (&str, Style, Vec<String>) = match held.state {
        State::Active => {
            let texts = match held.days_of_term {
                0 => vec![day("offer-expires-today", held.expires)],
                left => vec![days(left), day("offer-expires", held.expires)],
            };
            ("state-active", theme.success, texts)
        }
        State::RenewalWindow => {
            let left = match held.days_to_renew {
                1 => i18n.t("offer-last-day"),
                left => days(left),
            };
            let closes = day("offer-renewal-closes", held.window.closes);
            (
                "state-renewal-window",
                theme.warning,
                vec![left, closes, day("offer-expired", held.expires)],
            )
        }
        State::Lapsed => {
            let since = day("offer-lapsed-on", held.benefits_off);
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

/// Texts with dots between them, each whole in one line if a line has room for it; the first one in a style of its
/// own.
fn joined(texts: &[String], width: u16, first: Style) -> Vec<Line<'static>> {
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
            _ => lines.extend(
                wrap(text, width)
                    .into_iter()
                    .map(|line| Line::from(vec![Span::raw(" "), Span::styled(line, style)])),
            ),
        }
    }
    lines
}

/// A text in one style, broken between its words.
fn wrapped(text: &str, width: u16, style: Style) -> impl Iterator<Item = Line<'static>> + use<> {
    let lines = wrap(text, width).into_iter();
    lines.map(move |line| Line::styled(format!(" {line}"), style))
}

/// The order that hangs over it.
pub(in crate::tui::screens::tiles) fn order_text(order: &OpenOrder, tone: &Tone) -> Option<String> {
    let number = Arg::Text(order.number.clone());
    let text = match (order.state, order.due) {
        (OrderState::AwaitingPayment, Some(due)) => {
            let key = if order.expired {
                "marker-payment-overdue"
            } else {
                "marker-awaiting-payment-until"
            };
            tone.i18n.tr(key, &[("day", Arg::Day(due)), ("order", number)])
        }
        (state, _) if state.is_settling() => tone.i18n.tr("marker-settling", &[("order", number)]),
        (state, _) if state.may_retry() => tone.i18n.tr("marker-not-charged", &[("order", number)]),
        _ => return None,
    };
    Some(text)
}

fn price_lines(tile: &Tile, tone: &Tone, width: u16) -> Vec<Line<'static>> {
    joined(&price_texts(tile, tone), width, Style::new())
}

/// The price of what is held, and the dates that go with it.
pub(in crate::tui::screens::tiles) fn price_texts(tile: &Tile, tone: &Tone) -> Vec<String> {
    let i18n = &tone.i18n;
    let mut texts = Vec::new();
    if tile.held.is_none() {
        return Vec::new();
    }
    texts.extend(tile.price.as_ref().map(|quote| price(quote, tone)));
    match tile.held {
        Some(Held { ends: Some(_), .. }) => {}
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
            next_expiry,
            ..
        }) => {
            texts.push(i18n.tr("offer-next-expiration", &[("day", Arg::Day(next_expiry))]));
        }
        _ => {}
    }
    texts
}

fn price(quote: &Quote, tone: &Tone) -> String {
    let key = match quote.treatment {
        TaxTreatment::Rate(_) => "offer-price",
        _ => "offer-price-untaxed",
    };
    tone.i18n.tr(key, &[("money", Arg::Money(quote.net))])
}

/// The label of the main action: a button, or dim with the reason why it is closed and from when it opens.
fn action_lines(tile: &Tile, tone: &Tone, width: u16) -> Vec<Line<'static>> {
    let (i18n, theme) = (&tone.i18n, &tone.theme);
    let label = i18n.t(button_key(tile.action));
    let Some(why) = closed_text(tile, tone) else {
        return vec![Line::from(vec![
            Span::raw(" "),
            Span::styled(format!("[ {label} ]"), theme.text),
        ])];
    };
    wrapped(&format!("({label}) {why}"), width, theme.faint).collect()
}

/// Why the main action is closed, and who could do it.
pub(in crate::tui::screens::tiles) fn closed_text(tile: &Tile, tone: &Tone) -> Option<String> {
    let i18n = &tone.i18n;
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
pub(in crate::tui::screens) const fn button_key(action: MainAction) -> &'static str {
    match action {
        MainAction::Renew => "button-renew-subscription",
        MainAction::Subscribe => "button-subscribe",
        MainAction::ShowOrder => "button-show-order",
    }
}

/// Key of the main action's word in the footer, where there is little room.
pub(in crate::tui::screens) const fn hint_key(action: MainAction) -> &'static str {
    match action {
        MainAction::Renew => "action-renew",
        MainAction::Subscribe => "action-subscribe",
        MainAction::ShowOrder => "button-show-order",
    }
}
