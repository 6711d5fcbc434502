//! What was sent: the request's number in a frame, what happens next, and where it is found.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::message::{Arg, Coded};
use crate::domain::refund::Verdict;
use crate::services::requests::RequestView;
use crate::tui::kept::Tone;
use crate::tui::layer::{Copyable, Desk};
use crate::tui::screens::summary;
use crate::tui::widgets::cells::{columns, shortened};

/// Widest frame, columns.
const WIDEST: u16 = 62;
/// Borders, and the blanks beside what stands between them.
const FRAME: u16 = 6;

/// The whole of it, in lines.
pub(super) fn lines<'a>(view: &RequestView, desk: &Desk, width: u16) -> Vec<Line<'a>> {
    let theme = &desk.theme;
    let mut lines = framed(view, desk, width);
    for text in next_words(view, desk) {
        lines.push(Line::default());
        lines.extend(summary::paragraph(&text, width, theme.text));
    }
    if let Some(verdict) = &view.verdict {
        lines.push(Line::default());
        lines.extend(verdict_lines(verdict, &Tone::of(desk), width));
    }
    lines
}

/// The same in plain mode.
pub(super) fn words(view: &RequestView, desk: &Desk) -> Vec<String> {
    let mut words = vec![
        desk.i18n.t("request-sent"),
        number(view, desk),
        view.request.title.to_string(),
    ];
    words.extend(next_words(view, desk));
    let verdict = view.verdict.as_ref();
    words.extend(verdict.map(|verdict| verdict_words(verdict, &Tone::of(desk)).0));
    words
}

/// The number.
pub(super) fn copyable(view: &RequestView, desk: &Desk) -> Option<Copyable> {
    Copyable::new(
        &desk.i18n,
        "label-request-number",
        &view.request.number.to_string(),
    )
}

/// Number and title between the borders of a box, with a check mark: this is the good moment.
fn framed<'a>(view: &RequestView, desk: &Desk, width: u16) -> Vec<Line<'a>> {
    let (theme, border) = (&desk.theme, desk.theme.symbols.border);
    let inner = width.min(WIDEST).saturating_sub(FRAME);
    let heading = format!(" {} {} ", theme.symbols.check, desk.i18n.t("request-sent-title"));
    let rest = (inner + FRAME - 3).saturating_sub(columns(&heading));
    let top = Line::from(vec![
        Span::styled(
            format!("{}{}", border.top_left, border.horizontal_top),
            theme.success,
        ),
        Span::styled(heading, theme.success),
        Span::styled(
            format!(
                "{}{}",
                border.horizontal_top.repeat(rest.into()),
                border.top_right
            ),
            theme.success,
        ),
    ]);
    let row = |text: String, style: Style| {
        let text = shortened(&text, inner, theme.symbols.ellipsis);
        let gap = " ".repeat(usize::from(inner.saturating_sub(columns(&text))));
        Line::from(vec![
            Span::styled(format!("{}  ", border.vertical_left), theme.success),
            Span::styled(text, style),
            Span::styled(format!("{gap}  {}", border.vertical_right), theme.success),
        ])
    };
    let bottom = Line::styled(
        format!(
            "{}{}{}",
            border.bottom_left,
            border.horizontal_bottom.repeat(usize::from(inner + FRAME - 2)),
            border.bottom_right
        ),
        theme.success,
    );
    vec![
        top,
        row(number(view, desk), theme.title),
        row(view.request.title.to_string(), theme.text),
        bottom,
    ]
}

fn number(view: &RequestView, desk: &Desk) -> String {
    let number = Arg::Text(view.request.number.to_string());
    desk.i18n.tr("title-request", &[("number", number)])
}

/// What happens next, and where the request is found.
fn next_words(view: &RequestView, desk: &Desk) -> [String; 2] {
    let cancels = view.request.open_cancellation().is_some();
    [next_key(cancels), "request-sent-found"].map(|key| desk.i18n.t(key))
}

/// Key of what happens after a request was sent.
pub(super) const fn next_key(cancels: bool) -> &'static str {
    if cancels {
        "request-next-cancel"
    } else {
        "request-next"
    }
}

/// What applies to the money of a cancellation.
pub(super) fn verdict_lines<'a>(verdict: &Verdict, tone: &Tone, width: u16) -> Vec<Line<'a>> {
    let (text, style) = verdict_words(verdict, tone);
    // The verdict itself stands out, and the sentence that explains it does not.
    let end = text.find(':').map_or(0, |colon| colon + 1);
    let lines = summary::paragraph(&text, width, tone.theme.text).into_iter();
    let lines = lines.enumerate().map(|(place, line)| {
        let whole: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
        match whole.split_at_checked(end).filter(|_| place == 0 && end > 0) {
            Some((head, rest)) => Line::from(vec![
                Span::styled(head.to_owned(), style),
                Span::styled(rest.to_owned(), tone.theme.text),
            ]),
            None => line,
        }
    });
    lines.collect()
}

/// The same in words, with the style of the verdict.
pub(super) fn verdict_words(verdict: &Verdict, tone: &Tone) -> (String, Style) {
    match verdict {
        Verdict::Refundable(refundable) => {
            let args = [
                ("money", Arg::Money(refundable.total)),
                ("paid", Arg::Day(refundable.paid)),
                ("until", Arg::Day(refundable.until)),
            ];
            (
                tone.i18n.tr("refund-verdict-refundable", &args),
                tone.theme.success,
            )
        }
        Verdict::NotRefundable(why) => {
            let code = why.code();
            let reason = code.strip_prefix("refund-").unwrap_or(code);
            let reason = tone.i18n.tr(&format!("refund-reason-{reason}"), &why.args());
            let args = [("reason", Arg::Text(reason))];
            (
                tone.i18n.tr("refund-verdict-not-refundable", &args),
                tone.theme.warning,
            )
        }
    }
}
