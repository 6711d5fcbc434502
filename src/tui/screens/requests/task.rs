//! What is done in a request: a short form for each, with what one has to know above it.

use crate::domain::date::Day;
use crate::domain::form_draft::{FormDraft, NoteKind};
use crate::domain::message::Arg;
use crate::domain::refund::Verdict;
use crate::domain::request::Side;
use crate::domain::text::{BODY_LIMIT, Body};
use crate::services::error::ServiceError;
use crate::services::requests::{Decide, Reply, RequestView};
use crate::tui::ask::Request;
use crate::tui::form::{Field, Form, Refusal};
use crate::tui::layer::Context;
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{Block, Question};
use crate::tui::screens::notice::Message;

use super::thread::asks::{RequestChange, ThreadAsk};
use super::words;

/// Longest path that can be typed, bytes.
const PATH: usize = 400;

/// What a form of the thread is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TaskKind {
    /// Write.
    Reply,
    /// Close, or withdraw.
    Close,
    /// Open again.
    Reopen,
    /// Decide on the cancellation.
    Decide,
    /// Save a file.
    Save,
}

/// Something that is being done in a request.
#[derive(Debug)]
pub(super) struct Task {
    pub(super) kind: TaskKind,
    pub(super) form: Form,
    /// The version that was read when the form opened, or when somebody else's change was read.
    pub(super) seen: u64,
    /// The draft that the text is kept in.
    pub(super) draft: Option<Box<FormDraft>>,
    side: Side,
    /// Key of the word for closing it.
    close: &'static str,
}

impl Task {
    pub(super) fn new(kind: TaskKind, view: &RequestView, context: &Context) -> Self {
        let side = view.side.unwrap_or(Side::Company);
        let note = |label| Field::area("text", label, BODY_LIMIT, "");
        let (fields, button) = match (kind, side) {
            (TaskKind::Reply, Side::Company) => (vec![note("label-reply")], "button-submit"),
            (TaskKind::Reply, Side::Support) => {
                let ask = Field::check("ask", "label-request-ask", false).note("request-ask-note");
                (vec![note("label-reply"), ask], "button-submit")
            }
            (TaskKind::Close, _) => (vec![note("field-note").optional()], view.close_key()),
            (TaskKind::Reopen, _) => (vec![note("field-note").optional()], "action-reopen"),
            (TaskKind::Decide, _) => (
                decision_fields(view, note("field-note").optional()),
                "action-decide",
            ),
            (TaskKind::Save, _) => (save_fields(view, context), "action-save-file"),
        };
        let mut task = Self {
            kind,
            form: Form::new(fields, button),
            seen: view.version,
            draft: None,
            side,
            close: view.close_key(),
        };
        task.follow();
        task
    }

    /// What follows from what is chosen: the button names the decision once there is one.
    pub(super) fn follow(&mut self) {
        if self.kind == TaskKind::Decide {
            self.form.name_button(self.decision());
        }
    }

    /// Key of what the decision does that is chosen.
    fn decision(&self) -> &'static str {
        match self.form.text("refund") {
            "" => "action-decide",
            REFUND => "request-decide-refund",
            _ => "request-decide-without-refund",
        }
    }

    /// Key of the title of the form.
    pub(super) const fn title(&self) -> &'static str {
        match self.kind {
            TaskKind::Reply => "action-reply",
            TaskKind::Close => self.close,
            TaskKind::Reopen => "action-reopen",
            TaskKind::Decide => "action-decide",
            TaskKind::Save => "action-save-file",
        }
    }

    /// What one has to know before sending.
    pub(super) fn above(&self, view: &RequestView, context: &Context) -> Vec<Block> {
        let is_open = view.request.open_cancellation().is_some();
        let notes: &[&str] = match (self.kind, self.side) {
            (TaskKind::Decide, _) => &["request-decide-note"],
            (TaskKind::Close, Side::Company) if is_open => {
                &["request-withdraw-cancellation-note", "request-close-note"]
            }
            (TaskKind::Close, Side::Support) if is_open => {
                &["request-close-undecided-note", "request-close-note"]
            }
            (TaskKind::Close, _) => &["request-close-note"],
            _ => &[],
        };
        let notes = notes
            .iter()
            .map(|key| Block::Text(Text::plain(context.i18n.t(key))));
        let mut above = Vec::new();
        if self.kind == TaskKind::Decide {
            above.push(words::what_is_canceled(view, context));
            above.extend(
                view.verdict
                    .as_ref()
                    .map(|applies| words::verdict(applies, context)),
            );
        }
        above.extend(notes);
        above
    }

    /// Whether what was read when the form opened is answered: then the newest text stands above.
    pub(super) const fn answers(&self) -> bool {
        matches!(self.kind, TaskKind::Reply)
    }

    /// As which kind of note its text is kept, if it is.
    pub(super) const fn note_kind(&self) -> Option<NoteKind> {
        match self.kind {
            TaskKind::Reply => Some(NoteKind::Reply),
            TaskKind::Close => Some(NoteKind::Closing),
            TaskKind::Reopen => Some(NoteKind::Reopening),
            TaskKind::Decide => Some(NoteKind::Decision),
            TaskKind::Save => None,
        }
    }

    /// Whether anything was typed that leaving would lose.
    pub(super) fn would_lose(&self) -> bool {
        self.draft.is_none() && !self.form.text("text").trim().is_empty()
    }

    /// Says among the notes that are left unfinished whether its own is one of them.
    pub(super) fn leaves_in(&self, drafts: &mut Vec<NoteKind>) {
        let Some(kind) = self.note_kind() else {
            return;
        };
        drafts.retain(|other| *other != kind);
        if self.draft.is_some() && !self.form.text("text").trim().is_empty() {
            drafts.push(kind);
        }
    }

    /// Takes the draft that was left. What was typed before it came stands behind it.
    pub(super) fn resume(&mut self, draft: Box<FormDraft>) {
        if self.draft.is_none() {
            let both = format!("{}{}", draft.text("text"), self.form.text("text"));
            self.form.set_text("text", &both);
        }
        self.draft = Some(draft);
    }

    /// The draft with what is typed now.
    pub(super) fn collected(&self) -> Option<Box<FormDraft>> {
        let mut draft = self.draft.clone()?;
        draft.fields = vec![("text".to_owned(), self.form.text("text").to_owned())];
        Some(draft)
    }

    /// Whether to do what can't be undone, and what that is: whose subscription is canceled and what goes back, or what
    /// withdrawing gives away.
    pub(super) fn question(&self, view: &RequestView, context: &Context) -> Option<Question> {
        let i18n = &context.i18n;
        let (company, offer) = words::whose_and_what(view, context);
        let mut args = vec![("company", Arg::Text(company)), ("offer", Arg::Text(offer))];
        let (title, text, does) = match (self.kind, self.side) {
            (TaskKind::Decide, _) => {
                let refund = view.verdict.as_ref().and_then(Verdict::refundable);
                let refund = refund.filter(|_| self.form.text("refund") == REFUND);
                let text = match refund {
                    Some(refund) => {
                        args.push(("money", Arg::Money(refund.total)));
                        args.push(("order", Arg::Text(refund.number.to_string())));
                        "request-decide-refund-question"
                    }
                    None => "request-decide-question",
                };
                ("request-decide-title", text, self.decision())
            }
            (TaskKind::Close, Side::Company) if view.request.open_cancellation().is_some() => {
                ("request-withdraw-title", "request-withdraw-question", self.close)
            }
            _ => return None,
        };
        Some(Question::confirming(i18n.t(title), i18n.tr(text, &args), does))
    }

    /// What sending asks for; the refusals of fields stand at them when there is nothing to ask.
    pub(super) fn send(&mut self, view: &RequestView) -> Option<Request> {
        self.form.clear_errors();
        let id = view.request.id;
        let text = self.form.text("text").to_owned();
        let needs_text = matches!(self.kind, TaskKind::Reply);
        if (needs_text || !text.trim().is_empty())
            && let Err(error) = Body::parse(&text)
        {
            self.form.refuse("text", Refusal::of(&error));
            self.form.focus_on_error();
            return None;
        }
        // Nobody is asked about what would be refused all the same.
        let refunds = self.kind == TaskKind::Decide && self.form.text("refund") == REFUND;
        if refunds && !self.form.is_checked("unused") {
            self.form
                .refuse("unused", Refusal::of(&ServiceError::NotAffirmed));
            self.form.focus_on_error();
            return None;
        }
        if self.kind == TaskKind::Decide && self.form.text("refund").is_empty() {
            self.form.refuse(
                "refund",
                Refusal {
                    code: "request-not-decided",
                    args: Vec::new(),
                },
            );
            self.form.focus_on_error();
            return None;
        }
        let change = match self.kind {
            TaskKind::Reply => RequestChange::Reply(Reply {
                request: id,
                seen: self.seen,
                text,
                asks_for_attention: self.form.is_checked("ask"),
            }),
            TaskKind::Close => RequestChange::Close(self.seen, text),
            TaskKind::Reopen => RequestChange::Reopen(self.seen, text),
            TaskKind::Decide => RequestChange::Decide(Decide {
                request: id,
                seen: self.seen,
                refund: self.form.text("refund") == REFUND,
                unused: self.form.is_checked("unused"),
                text,
            }),
            TaskKind::Save => {
                let place = self.form.text("file").parse().unwrap_or(1);
                let path = self.form.text("path").trim().to_owned();
                return Some(ThreadAsk::SaveFile(id, place, path).into());
            }
        };
        Some(ThreadAsk::Change(id, Box::new(change)).into())
    }

    /// Puts a refusal where it belongs: at its field, or below the form.
    pub(super) fn refuse(&mut self, error: &ServiceError) -> Option<Message> {
        let field = match (error, self.kind) {
            (ServiceError::Field { .. }, TaskKind::Save) => "path",
            (ServiceError::Field { .. }, _) => "text",
            (ServiceError::NotAffirmed, _) => "unused",
            _ if matches!(self.kind, TaskKind::Save) => "path",
            _ => return Some(Message::of(error)),
        };
        self.form.refuse(field, Refusal::of(error));
        self.form.focus_on_error();
        None
    }
}

/// The value of the choice to send money back.
const REFUND: &str = "refund";

fn decision_fields(view: &RequestView, note: Field) -> Vec<Field> {
    let option = |value: &str, label: &str| (value.to_owned(), label.to_owned());
    let none = option("none", "request-decide-without-refund");
    if !matches!(view.verdict, Some(Verdict::Refundable(_))) {
        // What can't be undone is chosen, never found chosen: a refund is confirmed in a field of its own.
        let options = vec![option("", "word-not-chosen"), none];
        return vec![Field::pick("refund", "label-request-decision", options, ""), note];
    }
    let options = vec![option(REFUND, "request-decide-refund"), none];
    vec![
        Field::pick("refund", "label-request-decision", options, REFUND),
        Field::check("unused", "label-request-unused", false).note("request-unused-note"),
        note,
    ]
}

fn save_fields(view: &RequestView, context: &Context) -> Vec<Field> {
    let files = &view.request.attachments;
    let mut fields = Vec::new();
    if files.len() > 1 {
        let options = files.iter().zip(1_usize..);
        let options =
            options.map(|(file, place)| (place.to_string(), words::attachment(place, file, context)));
        fields.push(Field::list("file", "label-request-file", options.collect(), "1"));
    }
    let name = match files.as_slice() {
        [only] => only.name.to_string(),
        _ => String::new(),
    };
    fields.push(Field::text("path", "label-save-path", PATH, &name).note("save-path-note"));
    fields
}

/// That somebody else changed the request while a form was open.
pub(super) fn changed_notice(view: &RequestView) -> Message {
    let by = view.notes.last().and_then(|note| note.by.clone());
    Message::of(&ServiceError::RequestChanged { by })
}

/// What came of a decision, in a sentence.
pub(super) fn decided_notice(view: &RequestView) -> Option<Message> {
    let decision = view.decision.as_ref()?;
    let key = if decision.refund.is_some() {
        "request-done-decided-refund"
    } else {
        "request-done-decided"
    };
    let day: Day = decision.on;
    Some(Message::Done(key, vec![("on", Arg::Day(day))]))
}
