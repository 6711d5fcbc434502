//! Due in words: a row of the table, what stands beside it, the figures above and the outlook below.

use std::collections::BTreeMap;

use crate::domain::date::Day;
use crate::domain::message::Arg;
use crate::domain::offer::TaxTreatment;
use crate::domain::payment::TokenizedCard;
use crate::services::due::{Due, DueFigures, DueKind, DueMonths, DueOrder, DueRow, MOST, NextOpening};
use crate::tui::layer::Context;
use crate::tui::list::{Column, ListWords};
use crate::tui::page::blocks::bars::{Bar, Bars};
use crate::tui::page::blocks::beside::Side;
use crate::tui::page::blocks::calendar::{self, Calendar};
use crate::tui::page::blocks::facts::{Fact, Facts};
use crate::tui::page::blocks::figures::{Figure, Figures};
use crate::tui::page::blocks::words::{Heading, Text};
use crate::tui::page::{Block, Command, Framed, Mark, Signal};
use crate::tui::screens::{mpn, summary};

/// Columns of the months.
const MONTHS: u16 = 28;

/// The columns. Numbers of orders and requests have room in the smallest terminal.
pub(super) const COLUMNS: &[Column] = &[
    Column::new("due-column-left", 15).of_words(&[
        "due-urgent-last-day",
        "due-attention",
        "due-not-charged",
        "due-draft",
    ]),
    Column::new("label-company", 12).growing_to(28),
    Column::new("due-column-what", 18).growing_to(34),
    Column::new("due-column-until", 7).leaving(2),
    Column::new("label-total", 13).at_right().leaving(1),
];

/// Key of the title: in which order the rows stand, if not soonest first.
pub(super) const fn title(order: DueOrder) -> &'static str {
    match order {
        DueOrder::Day => "title-due",
        DueOrder::Company => "title-due-by-company",
        DueOrder::Total => "title-due-by-total",
    }
}

/// A row.
pub(super) fn row(due: &DueRow, context: &Context) -> ListWords {
    let i18n = &context.i18n;
    let left = due.left(i18n);
    let left = match signal(due) {
        // The sign is for who doesn't see the color.
        Signal::Bad if !context.plain => format!("! {left}"),
        _ => left,
    };
    let what = if context.plain {
        due.what(i18n)
    } else {
        due.what_briefly(i18n)
    };
    let until = due.last_day.map(|day| i18n.day_month_short(day));
    let total = due.total.map(|total| i18n.money(total));
    let words = ListWords::new(
        vec![
            Mark::new(signal(due), left),
            Mark::plain(due.company.clone()),
            Mark::plain(what),
            Mark::plain(until.unwrap_or_default()),
            Mark::plain(total.unwrap_or_default()),
        ],
        3,
    );
    match due.refusal(i18n) {
        Some(why) => words.closed(why),
        None => words,
    }
}

/// How much it matters today.
const fn signal(due: &DueRow) -> Signal {
    if due.is_urgent {
        Signal::Bad
    } else if due.opens_in.is_some() || (due.days_left.is_none() && due.has_draft) {
        Signal::None
    } else {
        Signal::Warn
    }
}

/// What stands beside the table: what it is about, what it costs, and what Enter does.
pub(super) fn beside(
    due: &DueRow,
    card: Option<&TokenizedCard>,
    command: Option<Command>,
    context: &Context,
) -> Framed {
    let i18n = &context.i18n;
    let is_renewal = matches!(due.kind, DueKind::Renew | DueKind::Opens);
    let name = if is_renewal {
        due.offer_names.in_language(i18n.locale().tag()).to_owned()
    } else {
        due.what(i18n)
    };
    let fact = |label: &str, value: String| Fact::new(i18n.t(label), value);
    let day = |label: &str, day: Day| fact(label, i18n.day(day));
    let mut facts = Vec::new();
    facts.extend(due.expired.map(|expired| {
        let is_over = expired < context.today;
        day(if is_over { "due-expired" } else { "due-expires" }, expired)
    }));
    let opens = due.first_day.filter(|_| due.opens_in.is_some());
    facts.extend(opens.map(|first| day("due-first-day", first)));
    facts.extend(due.last_day.map(|last| match due.days_left {
        Some(1) => fact("due-last-day-of-it", i18n.t("due-until-today")),
        _ => day("due-last-day-of-it", last),
    }));
    facts.extend(due.total.map(|total| fact("label-total", i18n.money(total))));
    if let Some(quote) = &due.quote {
        let [_, tax, _] = summary::quote_facts(context, quote);
        match quote.treatment {
            TaxTreatment::Rate(_) => facts.push(Fact {
                label: i18n.t("due-includes-tax"),
                ..tax
            }),
            TaxTreatment::ReverseCharge | TaxTreatment::Exempt => facts.push(tax),
            TaxTreatment::Untaxed => {}
        }
    }
    facts.extend(card.map(|card| {
        fact(
            "due-card-kept",
            format!("{} {}", card.brand.name(), card.last_four),
        )
    }));
    let mut blocks = vec![
        Block::Text(Text::strong(name)),
        Block::Text(Text::faint(mpn(context, &due.mpn_id))),
        Block::Facts(Facts {
            facts,
            at_right: false,
        }),
    ];
    let notes = due.notes(i18n).into_iter();
    blocks.extend(notes.map(|note| Block::Text(Text::plain(note))));
    Framed {
        command,
        ..Framed::new(due.company.clone(), blocks)
    }
}

/// How many rows of each sort there are: of those that there are some.
pub(super) fn figures(figures: DueFigures, context: &Context) -> Option<Block> {
    let all = [
        (
            Signal::Bad,
            ("due-figure-last-day", "due-figure-last-day-brief"),
            figures.last_day,
        ),
        (
            Signal::Warn,
            ("due-figure-renewal", "due-figure-renewal-brief"),
            figures.renewal_open,
        ),
        (
            Signal::Warn,
            ("due-figure-money", "due-figure-money-brief"),
            figures.money_awaited,
        ),
        (
            Signal::Warn,
            ("due-figure-attention", "due-figure-attention-brief"),
            figures.attention,
        ),
        (
            Signal::Warn,
            ("due-figure-not-charged", "due-figure-not-charged-brief"),
            figures.called_off,
        ),
        (
            Signal::None,
            ("due-figure-drafts", "due-figure-drafts-brief"),
            figures.drafts,
        ),
        (
            Signal::None,
            ("due-figure-opening", "due-figure-opening-brief"),
            figures.opening_soon,
        ),
    ];
    let figures = all.into_iter().filter_map(|(signal, (label, brief), count)| {
        Some(Figure {
            signal,
            count: count.shown()?,
            label: context.i18n.t(label),
            brief: context.i18n.t(brief),
        })
    });
    let figures: Vec<Figure> = figures.collect();
    (!figures.is_empty()).then_some(Block::Figures(Figures(figures)))
}

/// That these are not all rows.
pub(super) fn more(due: &Due, context: &Context) -> Option<Block> {
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let told = || context.i18n.tr("due-more", &[("count", Arg::Count(most))]);
    due.more.then(|| Block::Text(Text::plain(told())))
}

/// Which renewal window opens next.
pub(super) fn next(next: &NextOpening, context: &Context) -> String {
    let args = [
        ("day", Arg::Day(next.day)),
        ("company", Arg::Text(next.company.clone())),
    ];
    context.i18n.tr("due-next-opening", &args)
}

/// How many renewals end in each of the next months, and beside that this month and the next with the last days of the
/// rows.
pub(super) fn outlook<'a>(
    counted: &DueMonths,
    rows: impl Iterator<Item = &'a DueRow>,
    context: &Context,
) -> Vec<Block> {
    let i18n = &context.i18n;
    let is_ahead = counted.months.iter().any(|month| month.count > 0);
    let bars = counted.months.iter().map(|month| Bar {
        label: i18n.month_short(month.first),
        count: month.count,
        said: i18n.number(i64::try_from(month.count).unwrap_or(i64::MAX)),
    });
    let months = is_ahead.then(|| Side {
        width: MONTHS,
        blocks: vec![
            Block::Heading(Heading::new(i18n.t("due-months"))),
            Block::Bars(Bars(bars.collect())),
        ],
    });
    let marks = marks(rows);
    let next = counted.months.first().map(|month| month.first);
    let calendars = std::iter::once(counted.today).chain(next).map(|of| Side {
        width: calendar::WIDTH,
        blocks: vec![Block::Calendar(Calendar {
            title: i18n.month_year(of),
            weekdays: i18n.t("due-weekdays"),
            of,
            today: counted.today,
            marks: marks.clone(),
        })],
    });
    let calendars = calendars.filter(|_| !marks.is_empty());
    let parts: Vec<Side> = months.into_iter().chain(calendars).collect();
    if parts.is_empty() {
        return Vec::new();
    }
    vec![Block::Beside(parts)]
}

/// How many renewals end in each of the next months in which some do, line by line.
pub(super) fn months_said(counted: &DueMonths, context: &Context) -> Option<Block> {
    let i18n = &context.i18n;
    let months = counted.months.iter().filter(|month| month.count > 0);
    let said: Vec<String> = months
        .map(|month| format!("{}: {}", i18n.month_short(month.first), month.count))
        .collect();
    let args = [
        ("label", Arg::Key("due-months".to_owned())),
        ("value", Arg::Text(said.join("; "))),
    ];
    (!said.is_empty()).then(|| Block::Text(Text::plain(i18n.tr("plain-value", &args))))
}

/// The last days of the rows; of one day what matters most.
fn marks<'a>(rows: impl Iterator<Item = &'a DueRow>) -> Vec<(Day, Signal)> {
    let weight = |signal: Signal| match signal {
        Signal::Bad => 2,
        Signal::Warn => 1,
        Signal::None | Signal::Good => 0,
    };
    let mut marks: BTreeMap<Day, Signal> = BTreeMap::new();
    for due in rows {
        let Some(day) = due.last_day else { continue };
        let mark = marks.entry(day).or_insert(Signal::None);
        if weight(signal(due)) > weight(*mark) {
            *mark = signal(due);
        }
    }
    marks.into_iter().collect()
}
