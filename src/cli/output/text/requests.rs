//! Requests as text for people. What others wrote stands behind a bar, line by line, and is broken before the edge of
//! a usual terminal: nothing that somebody writes looks like a line of ours.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::domain::address::Phone;
use crate::domain::date::Timestamp;
use crate::domain::message::Arg;
use crate::domain::refund::{NotRefundable, Verdict};
use crate::domain::request::{About, Event, Side};
use crate::i18n::I18n;
use crate::services::requests::{Access, DecisionView, NoteView, RequestLine, RequestView};
use crate::tui::widgets::scroll::wrap;

use super::table;

/// Columns that nothing goes beyond.
const WIDTH: u16 = 78;
/// What stands before each line that somebody wrote.
const BAR: &str = "  | ";
/// Columns of a title in a list. The whole of it is in `requests show`.
const TITLE: usize = 50;

/// A list of requests.
pub fn list(i18n: &I18n, requests: &[RequestLine]) -> Vec<String> {
    let columns = [
        "cli-request-number",
        "cli-column-state",
        "label-request-severity",
        "cli-request-sent-on",
        "label-company",
        "cli-request-taken-by",
        "label-request-title",
    ];
    let mut rows = vec![columns.iter().map(|key| i18n.t(key)).collect::<Vec<_>>()];
    rows.extend(requests.iter().map(|request| {
        vec![
            request.number.to_string(),
            i18n.t(request.state.key()),
            i18n.t(request.severity.key()),
            i18n.day(request.opened.day()),
            cut(&request.company, TITLE),
            request
                .taken_by
                .as_deref()
                .map_or_else(|| "–".to_owned(), |by| cut(by, TITLE)),
            cut(&request.title, TITLE),
        ]
    }));
    table(&rows)
}

/// The beginning of a text, with a sign where it was cut.
fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        if kept.width() + grapheme.width() >= columns {
            break;
        }
        kept.push_str(grapheme);
    }
    format!("{kept}…")
}

/// A request with all that is known about it.
pub fn request(i18n: &I18n, view: &RequestView) -> Vec<String> {
    let request = &view.request;
    let number = ("number", Arg::Text(request.number.to_string()));
    let mut lines = vec![i18n.tr("title-request", &[number])];
    lines.extend(hanging(i18n, &facts(i18n, view)));
    lines.push(String::new());
    lines.push(format!("{}:", i18n.t("label-request-description")));
    lines.extend(quoted(request.description.as_str()));
    if !request.attachments.is_empty() {
        lines.push(String::new());
        lines.push(format!("{}:", i18n.t("label-request-attachments")));
        lines.extend(attachments(i18n, view));
    }
    if !view.notes.is_empty() {
        lines.push(String::new());
        lines.push(i18n.t("cli-request-thread"));
        lines.extend(view.notes.iter().flat_map(|entry| note(i18n, view, entry)));
    }
    lines.extend(next(i18n, view));
    lines
}

/// What a command did to a request, where the request stands now, and what is possible next.
pub fn outcome(i18n: &I18n, view: &RequestView, done: String) -> Vec<String> {
    let mut lines = vec![done];
    let mut facts = vec![("label-state", i18n.t(view.request.state.key()))];
    facts.extend(money(i18n, view));
    lines.extend(hanging(i18n, &facts));
    lines.extend(next(i18n, view));
    lines
}

fn facts(i18n: &I18n, view: &RequestView) -> Vec<(&'static str, String)> {
    let language = i18n.locale().tag();
    let request = &view.request;
    let sent = [
        ("day", Arg::Text(moment(i18n, request.opened))),
        ("by", Arg::Text(view.requested_by.clone())),
    ];
    let about = match (&request.about, &view.offer) {
        (About::Account, _) => i18n.t("cli-request-about-account"),
        (About::Subscription(_, offer), None) => offer.as_str().to_owned(),
        (About::Subscription(..), Some(names)) => names.in_language(language).to_owned(),
        (About::Order(_, number), _) => i18n.tr("cli-order", &[("number", Arg::Text(number.to_string()))]),
    };
    let contact = &request.contact;
    let phone = contact.phone.as_ref().map(Phone::as_str);
    let contact = [Some(contact.name.as_str()), Some(contact.email.as_str()), phone];
    let mut facts = vec![
        ("label-request-title", request.title.to_string()),
        ("label-state", i18n.t(request.state.key())),
        ("label-company", view.company.clone()),
        ("label-mpn-id", view.mpn_id.to_string()),
        (
            "label-request-problem",
            view.problem.in_language(language).to_owned(),
        ),
        ("label-request-severity", i18n.t(request.severity.key())),
        ("label-request-about", about),
        ("cli-request-sent-on", i18n.tr("cli-request-by", &sent)),
        (
            "cli-request-contact",
            contact.into_iter().flatten().collect::<Vec<_>>().join(", "),
        ),
        ("cli-request-taken-by", view.taken_by.clone().unwrap_or_default()),
    ];
    facts.extend(money(i18n, view));
    facts
}

/// What applies to the money of a cancellation, or what was decided and how far the money is.
fn money(i18n: &I18n, view: &RequestView) -> Vec<(&'static str, String)> {
    let verdict = view.verdict.as_ref();
    let mut facts: Vec<(&'static str, String)> = verdict
        .map(|applies| ("cli-request-cancellation", verdict_of(i18n, view, applies)))
        .into_iter()
        .collect();
    facts.extend(view.decision.iter().flat_map(|decision| decided(i18n, decision)));
    facts
}

fn verdict_of(i18n: &I18n, view: &RequestView, applies: &Verdict) -> String {
    let asked = view.request.cancellation.as_ref();
    let asked = asked.map(|asked| i18n.tr("cli-request-asked-on", &[("day", Arg::Day(asked.asked))]));
    let sentences = [asked, Some(verdict(i18n, applies))];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What applies to the money when a subscription is cancelled, in a sentence.
pub fn verdict(i18n: &I18n, verdict: &Verdict) -> String {
    let reason = match verdict {
        Verdict::Refundable(refundable) => {
            let args = [
                ("money", Arg::Money(refundable.total)),
                ("paid", Arg::Day(refundable.paid)),
                ("until", Arg::Day(refundable.until)),
            ];
            return i18n.tr("refund-verdict-refundable", &args);
        }
        Verdict::NotRefundable(NotRefundable::NotPaidHere) => i18n.t("refund-reason-not-paid-here"),
        Verdict::NotRefundable(NotRefundable::TooLate { paid, until }) => {
            let args = [("paid", Arg::Day(*paid)), ("until", Arg::Day(*until))];
            i18n.tr("refund-reason-too-late", &args)
        }
    };
    i18n.tr("refund-verdict-not-refundable", &[("reason", Arg::Text(reason))])
}

fn decided(i18n: &I18n, decision: &DecisionView) -> Vec<(&'static str, String)> {
    let args = [
        ("day", Arg::Day(decision.on)),
        ("by", Arg::Text(decision.by.clone())),
    ];
    let ends = match decision.last_day {
        Some(last) => ("cli-request-last-day", i18n.day(last)),
        None => ("cli-request-term", i18n.t("cli-request-former-term")),
    };
    let refund = decision.refund.as_ref().map_or_else(
        || i18n.t("cli-request-no-refund"),
        |refund| {
            let args = [
                ("money", Arg::Money(refund.total)),
                ("order", Arg::Text(refund.order.clone())),
            ];
            if refund.is_back {
                i18n.tr("cli-request-money-back", &args)
            } else {
                i18n.tr("cli-request-money-on-its-way", &args)
            }
        },
    );
    vec![
        ("cli-request-canceled", i18n.tr("cli-request-by", &args)),
        ends,
        ("cli-request-refund", refund),
    ]
}

fn attachments(i18n: &I18n, view: &RequestView) -> Vec<String> {
    let files = (1..).zip(&view.request.attachments);
    files
        .flat_map(|(place, file): (u32, _)| {
            let size = i18n.tr("cli-request-size", &[("count", Arg::Count(i64::from(file.size)))]);
            let text = format!("{place}. {} · {} · {size}", file.name, i18n.t(file.kind.key()));
            indented(&text, "  ", "     ")
        })
        .collect()
}

fn note(i18n: &I18n, view: &RequestView, note: &NoteView) -> Vec<String> {
    let side = match note.side {
        Side::Company => view.company.clone(),
        Side::Support => i18n.t("request-side-support"),
    };
    let by = match &note.by {
        Some(by) => format!("{by} ({side})"),
        None => i18n.t("app-name"),
    };
    let head = format!("{} · {} · {by}", moment(i18n, note.at), event(i18n, &note.event));
    let mut lines = indented(&head, "", "    ");
    lines.extend(note.text.iter().flat_map(|text| quoted(text)));
    lines
}

fn event(i18n: &I18n, event: &Event) -> String {
    match event {
        Event::Opened | Event::Replied => i18n.t("cli-event-replied"),
        Event::Asked => i18n.t("cli-event-asked"),
        Event::Taken => i18n.t("cli-event-taken"),
        Event::Attached(name) => i18n.tr("cli-event-attached", &[("name", Arg::Text(name.to_string()))]),
        Event::Decided { refund: true, .. } => i18n.t("cli-event-decided-refund"),
        Event::Decided { refund: false, .. } => i18n.t("cli-event-decided"),
        Event::Closed => i18n.t("cli-event-closed"),
        Event::Withdrawn => i18n.t("cli-event-withdrawn"),
        Event::Renewed => i18n.t("cli-event-renewed"),
        Event::Reopened => i18n.t("cli-event-reopened"),
    }
}

/// A day and a time, in UTC.
fn moment(i18n: &I18n, at: Timestamp) -> String {
    let minutes = at.0.rem_euclid(86_400_000) / 60_000;
    let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    i18n.tr(
        "cli-request-moment",
        &[("day", Arg::Day(at.day())), ("time", Arg::Text(time))],
    )
}

/// The commands that are open to the person who reads the request.
fn next(i18n: &I18n, view: &RequestView) -> Vec<String> {
    let (can, number) = (&view.can, view.request.number);
    let (take, close) = (view.take_key(), view.close_key());
    let files = if view.request.attachments.is_empty() {
        Access::Hidden
    } else {
        Access::Open
    };
    let refundable = view.verdict.is_some_and(|verdict| verdict.refundable().is_some());
    let refund = if refundable { &can.decide } else { &Access::Hidden };
    let steps = [
        (&can.take, take, "take {}"),
        (&can.reply, "action-reply", "reply {} --text TEXT"),
        (
            &can.ask,
            "cli-request-ask",
            "reply {} --needs-attention --text TEXT",
        ),
        (
            refund,
            "cli-request-decide-refund",
            "decide {} --refund --no-benefit-used",
        ),
        (&can.decide, "cli-request-decide", "decide {} --no-refund"),
        (&can.attach, "action-attach", "attach {} PATH"),
        (&files, "action-save-file", "save {} FILE_NO --to PATH"),
        (&can.close, close, "close {}"),
        (&can.reopen, "action-reopen", "reopen {}"),
    ];
    let open = steps.iter().filter(|(access, ..)| access.is_open());
    let rows: Vec<Vec<String>> = open
        .map(|(_, key, words)| {
            let command = words.replace("{}", &number.to_string());
            vec![
                format!("  {}:", i18n.t(key)),
                format!("{} requests {command}", crate::i18n::program()),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), i18n.t("cli-request-next")];
    lines.extend(table(&rows));
    lines
}

/// What somebody wrote, behind a bar.
fn quoted(text: &str) -> Vec<String> {
    indented(text, BAR, BAR)
}

/// A text broken into lines, the first of them and the others with something before them.
fn indented(text: &str, first: &str, others: &str) -> Vec<String> {
    let room = WIDTH.saturating_sub(u16::try_from(others.width()).unwrap_or(WIDTH));
    let lines = wrap(text, room).into_iter().enumerate();
    lines
        .map(|(place, line)| {
            let before = if place == 0 { first } else { others };
            format!("{before}{line}").trim_end().to_owned()
        })
        .collect()
}

/// Lines of a label and a value, the value broken under itself; lines without a value are left out.
fn hanging(i18n: &I18n, lines: &[(&str, String)]) -> Vec<String> {
    let told: Vec<(String, &String)> = lines
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| (format!("{}:", i18n.t(key)), value))
        .collect();
    let width = told.iter().map(|(label, _)| label.width()).max().unwrap_or(0) + 2;
    let blank = " ".repeat(width);
    told.iter()
        .flat_map(|(label, value)| {
            let fill = " ".repeat(width.saturating_sub(label.width()));
            indented(value, &format!("{label}{fill}"), &blank)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_wrote_never_begins_a_line_of_its_own() {
        let long = format!("ok\n{}\n\nState: Closed", "State: Closed ".repeat(20));
        let lines = quoted(&long);
        assert!(lines.len() > 5);
        for line in lines {
            assert!(line.starts_with("  |"), "{line}");
            assert!(line.width() <= usize::from(WIDTH), "{line}");
        }
        for line in indented(&"x".repeat(500), "a: ", "   ").iter().skip(1) {
            assert!(
                line.starts_with("   ") && line.width() <= usize::from(WIDTH),
                "{line}"
            );
        }
    }

    #[test]
    fn a_title_is_cut_between_visible_characters() {
        assert_eq!(cut("Złoto", 5), "Złoto");
        assert_eq!(cut("Złoto", 4), "Zło…");
        assert_eq!(cut("漢字漢字", 4), "漢…");
    }
}
