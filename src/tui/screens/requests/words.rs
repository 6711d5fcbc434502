//! A request in blocks: what it is, what applies to the money, and what happened since. The screen and the side of a
//! wide list share them.

use crate::domain::attachment::Attachment;
use crate::domain::form_draft::NoteKind;
use crate::domain::message::{Arg, Coded};
use crate::domain::refund::Verdict;
use crate::domain::request::{About, Event, RequestState, Severity, Side};
use crate::services::requests::{DecisionView, NoteView, RequestLine, RequestView};
use crate::tui::layer::Context;
use crate::tui::list::{Column, ListWords};
use crate::tui::page::blocks::facts::Facts;
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::blocks::thread::Post;
use crate::tui::page::blocks::words::{Headline, Text};
use crate::tui::page::{Block, Mark, Signal};

/// So much of a title is read at a glance.
const TITLE: u16 = 34;
/// Keys of the words for the severity.
const SEVERITIES: &[&str] = &["severity-critical", "severity-moderate", "severity-minimal"];

/// The columns of the requests of a company.
pub(super) const COLUMNS: &[Column] = &[
    Column::new("column-number", 6),
    Column::new("column-title", 22).wishing(TITLE),
    Column::new("column-state", 16),
    Column::new("column-age", 12).leaving(1),
    Column::new("column-severity", 12).of_words(SEVERITIES).leaving(3),
    Column::new("column-asks", 18)
        .of_words(&["column-asks-cancellation"])
        .leaving(4),
    Column::new("column-requested-by", 18).leaving(2),
];

/// The columns of the requests of all companies. They stand by severity, so that one is always there.
pub(super) const QUEUE_COLUMNS: &[Column] = &[
    Column::new("column-number", 6).leaving(1),
    Column::new("column-title", 22).wishing(TITLE),
    Column::new("column-state", 16),
    Column::new("column-age", 12).leaving(2),
    Column::new("column-severity", 12).of_words(SEVERITIES),
    Column::new("column-asks", 18)
        .of_words(&["column-asks-cancellation"])
        .leaving(5),
    Column::new("column-company", 22).growing().leaving(3),
    Column::new("column-taken-by", 18).leaving(4),
];

/// A request in those columns.
pub(super) fn line(line: &RequestLine, of_queue: bool, context: &Context) -> ListWords {
    let i18n = &context.i18n;
    let severity = match line.severity {
        Severity::Critical => Mark::new(Signal::Bad, i18n.t(line.severity.key())),
        other => Mark::plain(i18n.t(other.key())),
    };
    let asks = line.cancels.then(|| i18n.t("column-asks-cancellation"));
    let mut cells = vec![
        Mark::plain(line.number.to_string()),
        Mark::plain(line.title.clone()),
        standing(line.state, context),
        Mark::plain(i18n.tr("request-age", &[("count", Arg::Count(line.age_days.into()))])),
        severity,
        Mark::plain(asks.unwrap_or_default()),
    ];
    if of_queue {
        cells.push(Mark::plain(line.company.clone()));
        cells.push(Mark::plain(match (&line.taken_by, line.state.is_closed()) {
            (_, true) => String::new(),
            (Some(name), false) => name.clone(),
            (None, false) => i18n.t("request-not-taken"),
        }));
    } else {
        cells.push(Mark::plain(line.requested_by.clone()));
    }
    ListWords::new(cells, 3)
}

/// The title of a request's screen.
pub(super) fn title(view: &RequestView, context: &Context) -> String {
    let number = Arg::Text(view.request.number.to_string());
    context.i18n.tr("title-request", &[("number", number)])
}

/// Where a request stands, in a word or two.
fn standing(state: RequestState, context: &Context) -> Mark {
    let signal = match state {
        RequestState::AttentionNeeded => Signal::Warn,
        RequestState::Open | RequestState::Closed(_) => Signal::None,
    };
    Mark::new(signal, context.i18n.t(state.key()))
}

/// What applies to the money of a cancellation.
pub(super) fn verdict(verdict: &Verdict, context: &Context) -> Block {
    let (signal, text) = match verdict {
        Verdict::Refundable(refundable) => {
            let args = [
                ("money", Arg::Money(refundable.total)),
                ("paid", Arg::Day(refundable.paid)),
                ("until", Arg::Day(refundable.until)),
            ];
            (Signal::Good, context.i18n.tr("refund-verdict-refundable", &args))
        }
        Verdict::NotRefundable(why) => {
            let code = why.code();
            let reason = code.strip_prefix("refund-").unwrap_or(code);
            let reason = context.i18n.tr(&format!("refund-reason-{reason}"), &why.args());
            let args = [("reason", Arg::Text(reason))];
            (
                Signal::Warn,
                context.i18n.tr("refund-verdict-not-refundable", &args),
            )
        }
    };
    Block::Notice(Notice::new(signal, text))
}

/// Where it stands, in a sentence that says whose turn it is.
pub(super) fn turn(view: &RequestView, context: &Context) -> String {
    let key = match (view.request.state, view.side) {
        (RequestState::AttentionNeeded, Some(Side::Company)) => "request-turn-yours",
        (RequestState::AttentionNeeded, _) => "request-turn-company",
        (RequestState::Open, Some(Side::Company)) if view.decision.is_some() => "request-turn-decided",
        (RequestState::Open, Some(Side::Support)) if view.decision.is_some() => "request-turn-close",
        (RequestState::Open, Some(Side::Company)) => "request-turn-support",
        (RequestState::Open, _) => "request-turn-open",
        (RequestState::Closed(_), _) => {
            let day = view.request.reopens_until();
            let args = [("day", Arg::Day(day.unwrap_or(context.today)))];
            let key = if view.can.reopen.is_open() {
                "request-turn-closed-until"
            } else {
                "request-turn-closed"
            };
            return context.i18n.tr(key, &args);
        }
    };
    context.i18n.t(key)
}

/// Labeled values of a request.
pub(super) fn rows(view: &RequestView, context: &Context) -> Vec<(&'static str, String)> {
    let (i18n, request) = (&context.i18n, &view.request);
    let language = i18n.locale().tag();
    let about = match &request.about {
        About::Account => i18n.t("request-about-account"),
        About::Subscription(_, offer) => view.offer.as_ref().map_or_else(
            || offer.as_str().to_owned(),
            |names| names.in_language(language).to_owned(),
        ),
        About::Order(_, number) => i18n.tr(
            "request-about-order",
            &[("number", Arg::Text(number.to_string()))],
        ),
    };
    let contact = [
        Some(request.contact.name.to_string()),
        Some(request.contact.email.as_str().to_owned()),
        request
            .contact
            .phone
            .as_ref()
            .map(|phone| phone.as_str().to_owned()),
    ];
    let contact: Vec<String> = contact.into_iter().flatten().collect();
    let mut rows = vec![
        (
            "label-request-problem",
            view.problem.in_language(language).to_owned(),
        ),
        ("label-request-severity", i18n.t(request.severity.key())),
        ("label-request-about", about),
        ("label-company", view.company.clone()),
        ("label-request-contact", contact.join(" · ")),
    ];
    if let Some(name) = &view.taken_by {
        rows.push(("label-request-taken-by", name.clone()));
    }
    let files = request.attachments.iter().zip(1..);
    let files: Vec<String> = files
        .map(|(file, place)| attachment(place, file, context))
        .collect();
    if !files.is_empty() {
        rows.push(("label-request-attachments", files.join("\n")));
    }
    rows
}

/// The company of a request, and what it is about.
pub(super) fn whose_and_what(view: &RequestView, context: &Context) -> (String, String) {
    let mut rows = rows(view, context);
    let mut take = |label| {
        let place = rows.iter().position(|(of, _)| *of == label);
        place.map(|place| rows.swap_remove(place).1).unwrap_or_default()
    };
    (take("label-company"), take("label-request-about"))
}

/// Whose subscription a decision cancels, and which.
pub(super) fn what_is_canceled(view: &RequestView, context: &Context) -> Block {
    let named =
        |(label, _): &(&'static str, String)| matches!(*label, "label-company" | "label-request-about");
    Block::Facts(Facts::labeled(
        rows(view, context).into_iter().filter(named),
        context,
    ))
}

/// A file of a request: its name, kind and size.
pub(super) fn file(file: &Attachment, context: &Context) -> String {
    let kind = file.kind.extensions().first().copied().unwrap_or_default();
    let args = [
        ("name", Arg::Text(file.name.to_string())),
        ("kind", Arg::Text(kind.to_uppercase())),
        ("kilobytes", Arg::Count(i64::from(file.size.div_ceil(1_000)))),
    ];
    context.i18n.tr("request-file", &args)
}

/// The same with its place among the files.
pub(super) fn attachment(place: usize, attached: &Attachment, context: &Context) -> String {
    let args = [
        ("place", Arg::Count(i64::try_from(place).unwrap_or(i64::MAX))),
        ("file", Arg::Text(file(attached, context))),
    ];
    context.i18n.tr("request-numbered-file", &args)
}

/// What was decided, and how far the money is.
pub(super) fn decision(decision: &DecisionView, context: &Context) -> Vec<String> {
    let i18n = &context.i18n;
    let (on, by) = (Arg::Day(decision.on), Arg::Text(decision.by.clone()));
    let mut sentences = vec![match decision.last_day {
        None => i18n.tr("request-decided-former-term", &[("on", on), ("by", by)]),
        Some(day) if day >= decision.on => {
            let args = [("on", on), ("by", by), ("day", Arg::Day(day))];
            i18n.tr("request-decided-ends", &args)
        }
        Some(_) => i18n.tr("request-decided-now", &[("on", on), ("by", by)]),
    }];
    sentences.push(match &decision.refund {
        None => i18n.t("request-refund-none"),
        Some(refund) => {
            let args = [
                ("money", Arg::Money(refund.total)),
                ("order", Arg::Text(refund.order.clone())),
            ];
            let key = if refund.is_back {
                "request-refund-back"
            } else if refund.is_refused {
                "request-refund-refused"
            } else {
                "request-refund-under-way"
            };
            i18n.tr(key, &args)
        }
    });
    sentences
}

/// Everything that there is to say of a request, for the side of a list.
pub(super) fn whole(view: &RequestView, context: &Context) -> Vec<Block> {
    let mut blocks = head(view, context);
    blocks.extend(body(view, context));
    blocks
}

/// What stays in sight however far one scrolls: the title with the state at its right, whose turn it is, what was
/// decided, and what one left unfinished.
pub(super) fn head(view: &RequestView, context: &Context) -> Vec<Block> {
    let headline = Headline {
        text: view.request.title.to_string(),
        badge: standing(view.request.state, context),
    };
    let mut blocks = vec![
        Block::Headline(headline),
        Block::Text(Text::faint(turn(view, context))),
    ];
    let decided = view
        .decision
        .iter()
        .flat_map(|decided| decision(decided, context));
    blocks.extend(decided.map(Text::plain).map(Block::Text));
    let drafts = view.drafts.iter().map(|kind| context.i18n.t(draft_key(*kind)));
    blocks.extend(drafts.map(Text::strong).map(Block::Text));
    blocks
}

/// Key of the sentence that a note waits as a draft.
const fn draft_key(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Reply => "request-draft-reply",
        NoteKind::Closing => "request-draft-closing",
        NoteKind::Reopening => "request-draft-reopening",
        NoteKind::Decision => "request-draft-decision",
    }
}

/// What it is, what applies to the money, and what was written.
pub(super) fn body(view: &RequestView, context: &Context) -> Vec<Block> {
    let mut blocks = vec![Block::Facts(Facts::labeled(rows(view, context), context))];
    blocks.extend(view.verdict.as_ref().map(|applies| verdict(applies, context)));
    blocks.push(thread(view, context));
    blocks
}

/// The description and the notes, oldest first.
pub(super) fn thread(view: &RequestView, context: &Context) -> Block {
    let notes = view.notes.iter().map(|note| post(note, context));
    Block::Thread(std::iter::once(first(view, context)).chain(notes).collect())
}

/// The newest text that was written, for who answers it.
pub(super) fn newest(view: &RequestView, context: &Context) -> Block {
    let note = view.notes.iter().rev().find(|note| note.text.is_some());
    Block::Thread(vec![
        note.map_or_else(|| first(view, context), |note| post(note, context)),
    ])
}

/// The description.
fn first(view: &RequestView, context: &Context) -> Post {
    Post {
        by: view.requested_by.clone(),
        about: context.i18n.moment(view.request.opened),
        is_answer: false,
        text: Some(view.request.description.as_str().to_owned()),
    }
}

/// A note: who, for whom, when, and what they did.
fn post(note: &NoteView, context: &Context) -> Post {
    let i18n = &context.i18n;
    let side = match note.side {
        Side::Company => String::new(),
        Side::Support => format!("{} · ", i18n.t("request-side-support")),
    };
    let what = match &note.event {
        Event::Opened | Event::Replied => None,
        Event::Asked => Some(i18n.t("request-event-asked")),
        Event::Taken => Some(i18n.t("request-event-taken")),
        Event::Attached(name) => {
            Some(i18n.tr("request-event-attached", &[("name", Arg::Text(name.to_string()))]))
        }
        Event::Decided { refund: true, .. } => Some(i18n.t("request-event-decided-refund")),
        Event::Decided { refund: false, .. } => Some(i18n.t("request-event-decided")),
        Event::Closed => Some(i18n.t("request-event-closed")),
        Event::Withdrawn => Some(i18n.t("request-event-withdrawn")),
        Event::Renewed => Some(i18n.t("request-event-renewed")),
        Event::Reopened => Some(i18n.t("request-event-reopened")),
    };
    let what = what.map(|what| format!(" · {what}")).unwrap_or_default();
    Post {
        by: note.by.clone().unwrap_or_else(|| i18n.t("app-name")),
        about: format!("{side}{}{what}", i18n.moment(note.at)),
        is_answer: note.side == Side::Support,
        text: note.text.clone(),
    }
}
