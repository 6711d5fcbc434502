//! What the tiles say: of each offer where it stands, the date that matters, the price, and what can be done.

use crate::domain::date::Day;
use crate::domain::message::Arg;
use crate::domain::offer::{Quote, TaxTreatment};
use crate::domain::order::OrderState;
use crate::domain::subscription::{NotRenewable, State};
use crate::i18n::I18n;
use crate::services::error::Unavailable;
use crate::services::offers::{Held, MainAction, OffersPage, OpenOrder, Progress, Tile};
use crate::services::requests::Access;
use crate::tui::action::{Action, Hint};
use crate::tui::layer::{Context, Copyable};
use crate::tui::page::blocks::words::{Heading, Text};
use crate::tui::page::{self, Bar, Block, Command, Id, Item, Mark, Page, Signal};
use crate::tui::places::Place;
use crate::tui::screens::order;

/// The page of an account.
pub(super) fn of(offers: &OffersPage, context: &Context) -> Page {
    let i18n = &context.i18n;
    let (purchased, available): (Vec<&Tile>, Vec<&Tile>) =
        offers.tiles.iter().partition(|tile| tile.is_purchased());
    let tiles = |tiles: &[&Tile]| Block::Tiles(tiles.iter().map(|tile| tile_of(tile, i18n)).collect());
    let faint = |key: &str| Block::Text(Text::faint(i18n.t(key)));
    let mut page = Page {
        about: offers.account.to_string(),
        begin: offers.most_urgent().map(|offer| Id::of(offer.as_str())),
        copyable: [
            Copyable::new(i18n, "label-mpn-id", &offers.mpn_id.to_string()),
            Copyable::new(i18n, "label-company", &offers.company),
        ]
        .into_iter()
        .flatten()
        .collect(),
        ..super::Offers::titled(context)
    }
    .with_all(waiting(context))
    .with(Block::Heading(Heading {
        text: i18n.t("title-purchased-offers"),
        note: Some(i18n.t("offers-no-automatic-renewal")),
    }));
    page = page.with(if purchased.is_empty() {
        faint("offers-none-purchased")
    } else {
        tiles(&purchased)
    });
    page = page.with(Block::Heading(Heading::new(i18n.t("title-offers-available"))));
    page.with(if available.is_empty() {
        faint("offers-none-available")
    } else {
        tiles(&available)
    })
}

/// What waits at the places, line by line, where there is no line of places.
fn waiting(context: &Context) -> Option<Block> {
    let i18n = &context.i18n;
    let places = Place::ALL.into_iter().filter(|place| place.is_there(context));
    let waiting = places.filter_map(|place| {
        let count = place.waiting(&context.header).shown()?;
        Some(format!("{} {count}", i18n.t(place.label_key())))
    });
    let waiting: Vec<String> = waiting.collect();
    let said = ("places", Arg::Text(waiting.join(", ")));
    let is_said = context.plain && !waiting.is_empty();
    is_said.then(|| Block::Text(Text::plain(i18n.tr("plain-waiting", &[said]))))
}

fn tile_of(tile: &Tile, i18n: &I18n) -> page::Tile {
    let order = tile.order.as_ref();
    let mut marks = state(tile, i18n);
    if let Some(badge) = order.and_then(|order| order_badge(order, i18n)) {
        // What was to stand there is still told; the deadline never hides behind an order.
        marks.lead = marks.lead.or(marks.badge);
        marks.badge = Some(badge);
    }
    let mut notes: Vec<Mark> = Vec::new();
    notes.extend(order.and_then(|order| order_note(order, i18n)));
    notes.extend(cancellation(tile, &mut marks, i18n));
    notes.extend(late(tile, i18n));
    // The main action goes on with it.
    notes.extend(tile.has_draft.then(|| Mark::plain(i18n.t("marker-draft"))));
    notes.extend(marks.notes.into_iter().map(Mark::plain));
    let (buttons, cancel) = commands(tile, i18n);
    page::Tile {
        buttons: buttons.len(),
        item: Item::new(
            Id::of(tile.offer.as_str()),
            buttons.into_iter().chain(cancel).collect(),
        ),
        title: tile.names.in_language(i18n.locale().tag()).to_owned(),
        brief: tile.short_names.in_language(i18n.locale().tag()).to_owned(),
        badge: marks.badge,
        lead: marks.lead,
        amount: match order.filter(|order| order.is_awaited()) {
            Some(order) => Some((i18n.money(order.missing), i18n.t("offer-due"))),
            None => tile.price.as_ref().map(|quote| price(quote, i18n)),
        },
        amount_label: order
            .filter(|order| order.is_awaited())
            .map(|_| "label-amount-due"),
        bar: marks.bar,
        notes,
        closed: closed_in_short(tile, i18n),
    }
}

/// Where an offer stands.
#[derive(Debug, Default)]
struct TileMarks {
    badge: Option<Mark>,
    lead: Option<Mark>,
    bar: Option<Bar>,
    notes: Vec<String>,
}

fn state(tile: &Tile, i18n: &I18n) -> TileMarks {
    let Some(held) = tile.held else {
        return TileMarks::default();
    };
    let day = |key: &str, day: Day| i18n.tr(key, &[("day", Arg::Day(day))]);
    let days = |count: i32| i18n.tr("days-left", &[("count", Arg::Count(i64::from(count)))]);
    let bar = |signal, said| held.progress.map(|progress| bar(signal, progress, said, i18n));
    if let Some(last) = held.ends {
        // It was canceled and goes on through its term: nothing about renewing it applies any more.
        return TileMarks {
            badge: Some(Mark::new(Signal::Warn, i18n.t("state-ending"))),
            lead: Some(Mark::plain(day("offer-ends", last))),
            ..TileMarks::default()
        };
    }
    match held.state {
        State::Active => {
            let expires = day("offer-expires", held.expires);
            let args = [
                ("first", Arg::Day(held.window.opens)),
                ("last", Arg::Day(held.window.closes)),
            ];
            let active = Mark::new(Signal::Good, i18n.t("state-active"));
            let (badge, lead) = match held.days_of_term {
                0 => (Mark::new(Signal::Warn, i18n.t("offer-expires-today")), active),
                left => (active, Mark::new(Signal::Good, days(left))),
            };
            TileMarks {
                badge: Some(badge),
                lead: Some(lead),
                bar: bar(Signal::Good, expires),
                notes: vec![i18n.tr("offer-renewal-dates", &args)],
            }
        }
        State::RenewalWindow => {
            let signal = if held.is_urgent { Signal::Bad } else { Signal::Warn };
            let left = match held.days_to_renew {
                1 => i18n.t("offer-last-day"),
                left => days(left),
            };
            TileMarks {
                badge: Some(Mark::new(signal, left)),
                lead: Some(Mark::new(signal, i18n.t("state-renewal-window"))),
                bar: bar(
                    signal,
                    format!(
                        "{}. {}",
                        day("offer-expired", held.expires),
                        day("offer-renewal-closes", held.window.closes)
                    ),
                ),
                notes: vec![
                    // Why they end before the transfer is due.
                    if is_awaited(tile) {
                        day("offer-benefits-until-paid", held.benefits_end)
                    } else {
                        day("offer-benefits-stay", held.benefits_end)
                    },
                    day("offer-next-expiration", held.next_expiry),
                ],
            }
        }
        State::Lapsed => TileMarks {
            badge: Some(Mark::new(Signal::Bad, i18n.t("state-lapsed"))),
            lead: Some(Mark::new(Signal::Bad, day("offer-lapsed-on", held.benefits_off))),
            ..TileMarks::default()
        },
        State::Cancelled => TileMarks {
            badge: Some(Mark::new(Signal::Bad, i18n.t("state-cancelled"))),
            lead: Some(Mark::plain(i18n.t("offer-benefits-off"))),
            ..TileMarks::default()
        },
    }
}

fn bar(signal: Signal, progress: Progress, said: String, i18n: &I18n) -> Bar {
    Bar {
        signal,
        passed: progress.passed,
        ends: (i18n.day_short(progress.from), i18n.day_short(progress.to)),
        said,
    }
}

fn order_badge(order: &OpenOrder, i18n: &I18n) -> Option<Mark> {
    (order.is_awaited() || order.state.is_settling())
        .then(|| Mark::new(Signal::Warn, i18n.t(order.state_key())))
}

/// The order that hangs over it.
fn order_note(order: &OpenOrder, i18n: &I18n) -> Option<Mark> {
    let number = Arg::Text(order.number.to_string());
    let (signal, key, day) = match (order.state, order.due) {
        (OrderState::AwaitingPayment, Some(due)) if order.expired => {
            (Signal::Bad, "marker-payment-overdue", Some(due))
        }
        (OrderState::AwaitingPayment, Some(due)) => {
            let keeps_right = order.keeps_right_until().is_some();
            let key = if keeps_right {
                "marker-awaiting-payment-keeps"
            } else {
                "marker-awaiting-payment-until"
            };
            (Signal::None, key, Some(due))
        }
        (state, _) if state.is_settling() => (Signal::None, "marker-settling", None),
        (state, _) if state.may_retry() => (Signal::Warn, "marker-not-charged", None),
        _ => return None,
    };
    let mut args = vec![("order", number)];
    args.extend(day.map(|day| ("day", Arg::Day(day))));
    Some(Mark::new(signal, i18n.tr(key, &args)))
}

/// That its cancellation was requested, and is not decided: that stands in the badge, unless a deadline does.
fn cancellation(tile: &Tile, marks: &mut TileMarks, i18n: &I18n) -> Option<Mark> {
    let number = [("number", Arg::Text(tile.cancellation?.number.to_string()))];
    let is_calm = |badge: &Mark| badge.signal == Signal::Good;
    if !marks.badge.as_ref().is_some_and(is_calm) {
        let text = i18n.tr("marker-cancellation-requested", &number);
        return Some(Mark::new(Signal::Warn, text));
    }
    marks.badge = Some(Mark::new(Signal::Warn, i18n.t("state-cancellation-requested")));
    marks.lead = marks.lead.take().map(|lead| Mark::plain(lead.text));
    Some(Mark::plain(i18n.tr("marker-request-undecided", &number)))
}

/// Of a transfer that is awaited, what it blocks; otherwise that one may come too late, where it may and could be chosen.
fn late(tile: &Tile, i18n: &I18n) -> Option<Mark> {
    let may_be_late = |held: &Held| held.transfer_may_be_late && tile.closed.is_none();
    if is_awaited(tile) {
        Some(Mark::plain(i18n.t("marker-blocks")))
    } else {
        let held = tile.held.filter(may_be_late);
        held.map(|_| Mark::plain(i18n.t("offer-transfer-late")))
    }
}

/// Whether a transfer for it is awaited.
fn is_awaited(tile: &Tile) -> bool {
    tile.order.as_ref().is_some_and(OpenOrder::is_awaited)
}

/// The amount, and what is said behind it.
fn price(quote: &Quote, i18n: &I18n) -> (String, String) {
    let about = match quote.treatment {
        TaxTreatment::Rate(_) => "offer-a-year-plus-tax",
        _ => "offer-a-year",
    };
    (i18n.money(quote.net), i18n.t(about))
}

/// The main action, with what can be done about the order that is open; and canceling where something is held.
fn commands(tile: &Tile, i18n: &I18n) -> (Vec<Command>, Option<Command>) {
    let main = Hint::labeled(Action::ACTIVATE, button_key(tile.action));
    let main = match unavailable(tile, i18n) {
        None => Command::open(main),
        Some(why) => {
            let brief = brief(tile, i18n);
            let main = Command::unavailable(main, why);
            match brief {
                Some(brief) => main.briefly(brief),
                None => main,
            }
        }
    };
    let mut buttons = vec![main];
    // What isn't possible, and why, stands on the order's own page.
    if let Some(order) = &tile.order {
        if order.change == Access::Open {
            buttons.push(Command::open(order::change(order.state)));
        }
        // While it is awaited: its key is that of canceling the subscription, which it blocks.
        if order.give_up == Access::Open && order.is_awaited() {
            buttons.push(Command::open(Hint::shown(Action::GIVE_UP_ORDER)));
        }
    }
    let cancel = Hint::shown(Action::CANCEL_SUBSCRIPTION);
    (buttons, order::command(cancel, &tile.cancel, i18n))
}

/// Why the main action is not available, and who could do it.
fn unavailable(tile: &Tile, i18n: &I18n) -> Option<String> {
    let closed = tile.closed.as_ref()?;
    let explained = i18n.explain(closed);
    // The dates stand in the tile already; who could do it stands nowhere else.
    let hint = explained
        .hint
        .filter(|_| matches!(closed, Unavailable::Role { .. }));
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

/// The same in so few words that they stand in a tile that is short.
fn closed_in_short(tile: &Tile, i18n: &I18n) -> Option<String> {
    match tile.closed.as_ref()? {
        Unavailable::Role { .. } => Some(i18n.t("offer-closed-role")),
        Unavailable::Requirements => Some(i18n.t("offer-closed-requirements")),
        _ => None,
    }
}

/// The same in a word or two, where the tile tells the rest.
fn brief(tile: &Tile, i18n: &I18n) -> Option<String> {
    match tile.closed {
        Some(Unavailable::Window(NotRenewable::TooEarly { opens, .. })) if tile.who_could.is_empty() => {
            Some(i18n.tr("offer-opens", &[("day", Arg::Day(opens))]))
        }
        _ => None,
    }
}

/// Key of the main action's label.
const fn button_key(action: MainAction) -> &'static str {
    match action {
        MainAction::Renew => "button-renew-subscription",
        MainAction::Subscribe => "button-subscribe",
        MainAction::ShowOrder => "button-show-order",
    }
}
