//! Due in words: a row of the table, what stands beside it, the figures above and the months below.

use crate::domain::message::Arg;
use crate::services::due::{Due, DueFigures, DueMonths, DueRow, MOST};
use crate::tui::layer::Context;
use crate::tui::list::{Column, ListWords};
use crate::tui::page::blocks::facts::{Fact, Facts};
use crate::tui::page::blocks::marks::Marks;
use crate::tui::page::blocks::words::{Heading, Text};
use crate::tui::page::{Block, Framed, Mark, Signal};

/// Columns of the longest bar of a month.
const BAR: usize = 24;

/// The columns.
pub(super) const COLUMNS: &[Column] = &[
    Column::new("due-column-left", 15).of_words(&[
        "due-urgent-last-day",
        "due-attention",
        "due-not-charged",
        "due-draft",
    ]),
    Column::new("label-company", 16).growing(),
    Column::new("due-column-what", 22).growing(),
    Column::new("due-column-until", 7).leaving(2),
    Column::new("label-total", 12).at_right().leaving(1),
];

/// A row.
pub(super) fn row(due: &DueRow, context: &Context) -> ListWords {
    let i18n = &context.i18n;
    let left = due.left(i18n);
    let left = if due.is_urgent {
        // The sign is for who doesn't see the color.
        let sign = if context.plain { "" } else { "! " };
        Mark::new(Signal::Bad, format!("{sign}{left}"))
    } else if due.opens_in.is_some() || (due.days_left.is_none() && due.has_draft) {
        Mark::plain(left)
    } else {
        Mark::new(Signal::Warn, left)
    };
    let until = due.last_day.map(|day| i18n.day_month_short(day));
    let total = due.total.map(|total| i18n.money(total));
    let words = ListWords::new(
        vec![
            left,
            Mark::plain(due.company.clone()),
            Mark::plain(due.what(i18n)),
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

/// What stands beside the table.
pub(super) fn beside(due: &DueRow, context: &Context) -> Framed {
    let i18n = &context.i18n;
    let first_day = due.first_day.map(|day| ("due-first-day", i18n.day(day)));
    let last_day = due.last_day.map(|day| ("due-last-day-of-it", i18n.day(day)));
    let facts = [("due-column-left", due.left(i18n))]
        .into_iter()
        .chain(first_day)
        .chain(last_day)
        .chain(due.total.map(|total| ("label-total", i18n.money(total))))
        .chain([("label-mpn-id", due.mpn_id.to_string())]);
    let mut blocks = vec![
        Block::Heading(Heading::new(due.what(i18n))),
        Block::Facts(Facts::labeled(facts, context)),
    ];
    let notes = due.notes(i18n).into_iter();
    blocks.extend(notes.map(|note| Block::Text(Text::plain(note))));
    Framed::new(due.company.clone(), blocks)
}

/// How many rows of each sort there are: of those that there are some.
pub(super) fn figures(figures: DueFigures, context: &Context) -> Option<Block> {
    let all = [
        (Signal::Bad, "due-figure-last-day", figures.last_day),
        (Signal::Warn, "due-figure-renewal", figures.renewal_open),
        (Signal::Warn, "due-figure-money", figures.money_awaited),
        (Signal::Warn, "due-figure-attention", figures.attention),
        (Signal::Warn, "due-figure-not-charged", figures.called_off),
        (Signal::None, "due-figure-drafts", figures.drafts),
        (Signal::None, "due-figure-opening", figures.opening_soon),
    ];
    let marks: Vec<Mark> = all
        .into_iter()
        .filter_map(|(signal, label, count)| {
            let label = context.i18n.t(label);
            Some(Mark::new(signal, format!("{label}: {}", count.shown()?)))
        })
        .collect();
    (!marks.is_empty()).then_some(Block::Marks(Marks { marks, filled: true }))
}

/// That these are not all rows.
pub(super) fn more(due: &Due, context: &Context) -> Option<Block> {
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let told = || context.i18n.tr("due-more", &[("count", Arg::Count(most))]);
    due.more.then(|| Block::Text(Text::plain(told())))
}

/// How many renewals end in each of the next months.
pub(super) fn months(counted: &DueMonths, context: &Context) -> Vec<Block> {
    let symbols = context.theme.symbols;
    let most = counted.months.iter().map(|month| month.count).max();
    let Some(most) = most.filter(|most| *most > 0) else {
        return Vec::new();
    };
    let facts = counted.months.iter().map(|month| {
        let count = context
            .i18n
            .number(i64::try_from(month.count).unwrap_or(i64::MAX));
        let full = (month.count * BAR).div_ceil(most);
        let (bar, rest) = (symbols.bar_full.repeat(full), symbols.bar_rest.repeat(BAR - full));
        Fact::new(
            context.i18n.month_short(month.first),
            format!("{bar}{rest}  {count}"),
        )
    });
    let facts = Facts {
        facts: facts.collect(),
        at_right: false,
    };
    let heading = Heading::new(context.i18n.t("due-months"));
    vec![Block::Heading(heading), Block::Facts(facts)]
}
