//! The shapes of `requests`. What people wrote stands in them as it is kept.

use serde::Serialize;

use crate::domain::date::Timestamp;
use crate::domain::offer::ProblemType;
use crate::domain::refund::{NotRefundable, Verdict};
use crate::domain::request::{About, Closing, Event, RequestState, Side};
use crate::i18n::{I18n, unbound};
use crate::services::requests::{Access, Actions, DecisionView, NoteView, RequestLine, RequestView};

use super::super::text::requests as words;
use super::{ClosedShape, MoneyShape, closed_shape, day};

/// `requests list`.
#[derive(Serialize)]
pub struct RequestsShape {
    /// The requests.
    pub requests: Vec<RequestLineShape>,
    /// Whether there are more than were asked for.
    pub more: bool,
}

/// One request of `requests list`.
#[derive(Serialize)]
pub struct RequestLineShape {
    number: u64,
    title: String,
    state: &'static str,
    severity: &'static str,
    opened_on: String,
    age_days: i32,
    cancels: bool,
    company: String,
    requested_by: String,
    taken_by: Option<String>,
}

impl From<&RequestLine> for RequestLineShape {
    fn from(line: &RequestLine) -> Self {
        Self {
            number: line.number.value(),
            title: line.title.clone(),
            state: state_word(line.state),
            severity: line.severity.name(),
            opened_on: day(line.opened.day()),
            age_days: line.age_days,
            cancels: line.cancels,
            company: line.company.clone(),
            requested_by: line.requested_by.clone(),
            taken_by: line.taken_by.clone(),
        }
    }
}

/// Where a request stands, in a word.
const fn state_word(state: RequestState) -> &'static str {
    match state {
        RequestState::AttentionNeeded => "attention-needed",
        RequestState::Open => "open",
        RequestState::Closed(Closing::Support) => "closed",
        RequestState::Closed(Closing::Withdrawn) => "withdrawn",
        RequestState::Closed(Closing::Renewed) => "withdrawn-by-renewal",
    }
}

const fn side_word(side: Side) -> &'static str {
    match side {
        Side::Company => "company",
        Side::Support => "support",
    }
}

/// An instant as RFC 3339 writes it, to the second.
pub(super) fn instant(at: Timestamp) -> String {
    let seconds = at.0.rem_euclid(86_400_000) / 1_000;
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    format!("{}T{hours:02}:{minutes:02}:{:02}Z", at.day(), seconds % 60)
}

/// `requests show`, and what every command prints that changes a request.
#[derive(Serialize)]
pub struct RequestShape {
    number: u64,
    version: u64,
    state: &'static str,
    since: String,
    mpn_id: String,
    company: String,
    problem: ProblemShape,
    severity: &'static str,
    about: AboutShape,
    title: String,
    description: String,
    contact: ContactShape,
    requested_by: String,
    opened: String,
    taken_by: Option<String>,
    cancellation: Option<CancellationShape>,
    attachments: Vec<AttachmentShape>,
    thread: Vec<NoteShape>,
    side: Option<&'static str>,
    actions: ActionsShape,
}

#[derive(Serialize)]
struct ProblemShape {
    id: String,
    name: String,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum AboutShape {
    Account,
    Subscription { offer: String, name: Option<String> },
    Order { order: String },
}

#[derive(Serialize)]
struct ContactShape {
    name: String,
    email: String,
    phone: Option<String>,
}

#[derive(Serialize)]
struct CancellationShape {
    asked_on: String,
    verdict: Option<VerdictShape>,
    decision: Option<DecisionShape>,
}

#[derive(Serialize)]
struct VerdictShape {
    refundable: bool,
    order: Option<String>,
    total: Option<MoneyShape>,
    paid_on: Option<String>,
    until: Option<String>,
    reason: Option<&'static str>,
    message: String,
}

#[derive(Serialize)]
struct DecisionShape {
    on: String,
    by: String,
    refund: Option<RefundShape>,
    last_day: Option<String>,
}

#[derive(Serialize)]
struct RefundShape {
    order: String,
    total: MoneyShape,
    is_back: bool,
}

#[derive(Serialize)]
struct AttachmentShape {
    file: usize,
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    size: u32,
}

#[derive(Serialize)]
struct NoteShape {
    at: String,
    by: Option<String>,
    side: &'static str,
    event: &'static str,
    file: Option<String>,
    refund: Option<bool>,
    ends: Option<String>,
    text: Option<String>,
}

#[derive(Serialize)]
struct ActionsShape {
    reply: AccessShape,
    ask: AccessShape,
    take: AccessShape,
    decide: AccessShape,
    close: AccessShape,
    reopen: AccessShape,
    attach: AccessShape,
}

#[derive(Serialize)]
struct AccessShape {
    access: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<ClosedShape>,
}

impl RequestShape {
    /// A request.
    pub fn of(view: &RequestView, i18n: &I18n) -> Self {
        let language = i18n.locale().tag();
        let request = &view.request;
        let contact = &request.contact;
        Self {
            number: request.number.value(),
            version: view.version,
            state: state_word(request.state),
            since: instant(request.since),
            mpn_id: view.mpn_id.to_string(),
            company: view.company.clone(),
            problem: ProblemShape {
                id: request.problem.clone(),
                name: view.problem.in_language(language).to_owned(),
            },
            severity: request.severity.name(),
            about: match &request.about {
                About::Account => AboutShape::Account,
                About::Subscription(_, offer) => AboutShape::Subscription {
                    offer: offer.as_str().to_owned(),
                    name: view
                        .offer
                        .as_ref()
                        .map(|names| names.in_language(language).to_owned()),
                },
                About::Order(_, number) => AboutShape::Order {
                    order: number.to_string(),
                },
            },
            title: request.title.to_string(),
            description: request.description.to_string(),
            contact: ContactShape {
                name: contact.name.to_string(),
                email: contact.email.as_str().to_owned(),
                phone: contact.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            },
            requested_by: view.requested_by.clone(),
            opened: instant(request.opened),
            taken_by: view.taken_by.clone(),
            cancellation: request.cancellation.as_ref().map(|asked| CancellationShape {
                asked_on: day(asked.asked),
                verdict: view.verdict.as_ref().map(|verdict| verdict_shape(verdict, i18n)),
                decision: view.decision.as_ref().map(DecisionShape::from),
            }),
            attachments: (1..)
                .zip(&request.attachments)
                .map(|(file, attachment)| AttachmentShape {
                    file,
                    name: attachment.name.to_string(),
                    kind: attachment.kind.mime(),
                    size: attachment.size,
                })
                .collect(),
            thread: view.notes.iter().map(NoteShape::from).collect(),
            side: view.side.map(side_word),
            actions: ActionsShape::of(&view.can, i18n),
        }
    }
}

fn verdict_shape(verdict: &Verdict, i18n: &I18n) -> VerdictShape {
    let money = verdict.refundable();
    let (reason, paid, until) = match verdict {
        Verdict::Refundable(refundable) => (None, Some(refundable.paid), Some(refundable.until)),
        Verdict::NotRefundable(NotRefundable::NotPaidHere) => (Some("not-paid-here"), None, None),
        Verdict::NotRefundable(NotRefundable::TooLate { paid, until }) => {
            (Some("too-late"), Some(*paid), Some(*until))
        }
    };
    VerdictShape {
        refundable: money.is_some(),
        order: money.map(|money| money.number.to_string()),
        total: money.map(|money| money.total.into()),
        paid_on: paid.map(day),
        until: until.map(day),
        reason,
        message: unbound(&words::verdict(i18n, verdict)),
    }
}

impl From<&DecisionView> for DecisionShape {
    fn from(decision: &DecisionView) -> Self {
        Self {
            on: day(decision.on),
            by: decision.by.clone(),
            refund: decision.refund.as_ref().map(|refund| RefundShape {
                order: refund.order.clone(),
                total: refund.total.into(),
                is_back: refund.is_back,
            }),
            last_day: decision.last_day.map(day),
        }
    }
}

impl From<&NoteView> for NoteShape {
    fn from(note: &NoteView) -> Self {
        let (file, decided, ends) = match &note.event {
            Event::Attached(name) => (Some(name.to_string()), None, None),
            Event::Decided { refund, ends } => (None, Some(*refund), *ends),
            _ => (None, None, None),
        };
        Self {
            at: instant(note.at),
            by: note.by.clone(),
            side: side_word(note.side),
            event: match note.event {
                Event::Opened => "opened",
                Event::Replied => "replied",
                Event::Asked => "asked",
                Event::Taken => "taken",
                Event::Attached(_) => "attached",
                Event::Decided { .. } => "decided",
                Event::Closed => "closed",
                Event::Withdrawn => "withdrawn",
                Event::Renewed => "withdrawn-by-renewal",
                Event::Reopened => "reopened",
            },
            file,
            refund: decided,
            ends: ends.map(day),
            text: note.text.clone(),
        }
    }
}

impl ActionsShape {
    fn of(can: &Actions, i18n: &I18n) -> Self {
        let shape = |access: &Access| AccessShape {
            access: match access {
                Access::Open => "open",
                Access::Closed(_) => "closed",
                Access::Hidden => "hidden",
            },
            closed: access.closed().map(|closed| closed_shape(closed, i18n)),
        };
        Self {
            reply: shape(&can.reply),
            ask: shape(&can.ask),
            take: shape(&can.take),
            decide: shape(&can.decide),
            close: shape(&can.close),
            reopen: shape(&can.reopen),
            attach: shape(&can.attach),
        }
    }
}

/// `requests problems`.
#[derive(Serialize)]
pub struct ProblemsShape {
    problems: Vec<ProblemShape>,
}

impl ProblemsShape {
    /// Types of problems.
    pub fn of(problems: &[ProblemType], i18n: &I18n) -> Self {
        let language = i18n.locale().tag();
        let problems = problems.iter().map(|problem| ProblemShape {
            id: problem.id.clone(),
            name: problem.names.in_language(language).to_owned(),
        });
        Self {
            problems: problems.collect(),
        }
    }
}

/// `requests save`.
#[derive(Serialize)]
pub struct SavedShape {
    /// Where the file was saved.
    pub saved: String,
}
