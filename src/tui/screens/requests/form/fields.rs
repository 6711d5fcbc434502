//! The fields of a new request: what they begin with, which of them are there, and what they come to as a request and
//! as a draft.

use crate::domain::attachment::Attachment;
use crate::domain::ids::AccountId;
use crate::domain::message::{Arg, FieldError};
use crate::domain::offer::OfferId;
use crate::domain::request::Severity;
use crate::domain::text::{BODY_LIMIT, NAME_LIMIT};
use crate::services::requests::{
    CancelOption, NewRequest, RequestField, RequestForm, Subject, SubjectOption,
};
use crate::tui::action::Action;
use crate::tui::form::{Field, Form, Refusal};
use crate::tui::layer::Context;
use crate::tui::screens::notice::Message;

/// The fields that a draft keeps.
const KEPT: [&str; 8] = [
    "problem",
    "severity",
    "about",
    "title",
    "description",
    "name",
    "email",
    "phone",
];
/// Whether to cancel, which is not always asked.
const CANCEL: &str = "cancel";
/// How a draft keeps that it was ticked.
const YES: &str = "yes";
const NO: &str = "no";
/// The longest address and phone number that can be typed, bytes.
const EMAIL_LIMIT: usize = 254;
const PHONE_LIMIT: usize = 64;
/// How a subject is called in the list; of offers and orders, before what it is.
const ACCOUNT: &str = "account";
const OFFER: &str = "offer ";
const ORDER: &str = "order ";

/// The form as it is opened: with the draft that was left, or with everything that is known.
pub(super) fn form(start: &RequestForm, cancels: Option<&OfferId>, context: &Context) -> Form {
    let value = |name: &str, known: &str| {
        let left = start.draft.fields.iter().find(|(field, _)| field == name);
        left.map_or(known, |(_, text)| text).to_owned()
    };
    let offer = cancels.and_then(|offer| {
        let about = Subject::Offer(offer.clone());
        let option = start.subjects.iter().find(|option| option.subject == about)?;
        Some(Arg::Text(in_language(option, context)))
    });
    let known = |key: &str| {
        let offer = offer.clone()?;
        Some(context.i18n.tr(key, &[("offer", offer)]))
    };
    let title = known("request-cancel-title").unwrap_or_default();
    // Who has more to say goes on in a line of its own.
    let description = known("request-cancel-description").map(|text| format!("{text}\n"));
    let description = description.unwrap_or_default();
    let first = start.problems.first().map_or("", |problem| &problem.id);
    let problem = if cancels.is_some() {
        &start.cancelling
    } else {
        first
    };
    let about = cancels.map_or(Subject::Account, |offer| Subject::Offer(offer.clone()));
    let about = id(&about);
    let field = |field: RequestField| (field.name(), field.label());
    let line = |of: RequestField, limit: usize, known: &str| {
        let (name, label) = field(of);
        Field::text(name, label, limit, &value(name, known))
    };
    let list = |of: RequestField, options: Vec<(String, String)>, known: &str| {
        let (name, label) = field(of);
        Field::list(name, label, options, &value(name, known))
    };
    let severities = Severity::ALL.map(|severity| (severity.name().to_owned(), severity.key().to_owned()));
    let severity = value("severity", Severity::Moderate.name());
    let (description_name, description_label) = field(RequestField::Description);
    let (files_name, files_label) = field(RequestField::Attachments);
    let fields = vec![
        list(RequestField::Problem, problems(start, context), problem),
        Field::pick(
            "severity",
            "label-request-severity",
            severities.to_vec(),
            &severity,
        ),
        list(RequestField::About, subjects(start, context), &about),
        line(RequestField::Title, NAME_LIMIT, &title),
        Field::area(
            description_name,
            description_label,
            BODY_LIMIT,
            &value(description_name, &description),
        ),
        line(RequestField::Name, NAME_LIMIT, &start.name),
        line(RequestField::Email, EMAIL_LIMIT, &start.email),
        line(RequestField::Phone, PHONE_LIMIT, &start.phone).optional(),
        Field::shown(files_name, files_label, "", Action::ATTACH).note("file-path-note"),
    ];
    let mut form = Form::new(fields, "button-submit");
    follow(&mut form, start, cancels, context);
    show_files(&mut form, &start.draft.attachments, context);
    if cancels.is_some() {
        // Everything else is known.
        form.focus_on("description");
    }
    form
}

fn problems(start: &RequestForm, context: &Context) -> Vec<(String, String)> {
    let tag = context.i18n.locale().tag();
    let problems = start.problems.iter();
    problems
        .map(|problem| (problem.id.clone(), problem.names.in_language(tag).to_owned()))
        .collect()
}

fn subjects(start: &RequestForm, context: &Context) -> Vec<(String, String)> {
    let account = (id(&Subject::Account), context.i18n.t("request-about-account"));
    let options = start.subjects.iter().map(|option| {
        let offer = in_language(option, context);
        let name = match &option.subject {
            Subject::Order(number) => {
                let args = [
                    ("order", Arg::Text(number.to_string())),
                    ("offer", Arg::Text(offer)),
                ];
                context.i18n.tr("request-about-order-of", &args)
            }
            Subject::Offer(_) | Subject::Account => offer,
        };
        (id(&option.subject), name)
    });
    std::iter::once(account).chain(options).collect()
}

pub(super) fn in_language(option: &SubjectOption, context: &Context) -> String {
    option.offer.in_language(context.i18n.locale().tag()).to_owned()
}

/// How the list calls a subject.
fn id(subject: &Subject) -> String {
    match subject {
        Subject::Account => ACCOUNT.to_owned(),
        Subject::Offer(offer) => format!("{OFFER}{}", offer.as_str()),
        Subject::Order(number) => format!("{ORDER}{number}"),
    }
}

/// The subject that is called so.
fn subject(id: &str) -> Subject {
    let offer = id
        .strip_prefix(OFFER)
        .and_then(|offer| OfferId::parse(offer).ok());
    let order = id.strip_prefix(ORDER).and_then(|order| order.parse().ok());
    offer
        .map(Subject::Offer)
        .or(order.map(Subject::Order))
        .unwrap_or_default()
}

/// What applies to cancelling the subscription that is chosen, if one is.
pub(super) fn cancel_option<'a>(form: &Form, start: &'a RequestForm) -> Option<&'a CancelOption> {
    let offer = form.text("about").strip_prefix(OFFER)?;
    let is_chosen = |about: &Subject| matches!(about, Subject::Offer(other) if other.as_str() == offer);
    let chosen = start.subjects.iter().find(|option| is_chosen(&option.subject))?;
    chosen.cancel.as_ref()
}

/// Whether it is asked to cancel a subscription, and what applies to the money then.
pub(super) fn cancelling<'a>(form: &Form, start: &'a RequestForm) -> Option<&'a CancelOption> {
    cancel_option(form, start).filter(|_| form.is_checked(CANCEL))
}

/// Whether to cancel is asked while a subscription is chosen that can be; where one cannot, the reason stands there.
pub(super) fn follow(form: &mut Form, start: &RequestForm, cancels: Option<&OfferId>, context: &Context) {
    let option = cancel_option(form, start);
    let is_asked = option.is_some_and(|option| option.access.is_open());
    if is_asked && !form.has(CANCEL) {
        let about = subject(form.text("about"));
        let wished = cancels.is_some_and(|offer| about == Subject::Offer(offer.clone()));
        let on = match start.draft.text(CANCEL) {
            // What was left counts for what it was left for only.
            kept @ (YES | NO) if start.draft.text("about") == id(&about) => kept == YES,
            _ => wished,
        };
        form.insert_before("title", Field::check(CANCEL, "label-request-cancel", on));
    } else if !is_asked && form.has(CANCEL) {
        form.remove(CANCEL);
    }
    let why = option.and_then(|option| option.access.closed());
    form.remark("about", why.map(|why| context.i18n.explain(why).sentence));
}

/// Shows the files that are attached.
pub(super) fn show_files(form: &mut Form, files: &[Attachment], context: &Context) {
    let lines: Vec<String> = files
        .iter()
        .map(|file| crate::tui::screens::requests::words::file(file, context))
        .collect();
    let text = if lines.is_empty() {
        context.i18n.t("word-none")
    } else {
        lines.join("\n")
    };
    form.set_text(RequestField::Attachments.name(), &text);
}

/// The text of every field for a draft.
pub(super) fn kept(form: &Form) -> Vec<(String, String)> {
    let texts = KEPT.map(|name| (name.to_owned(), form.text(name).to_owned()));
    let mut fields = texts.to_vec();
    if form.has(CANCEL) {
        let wished = if form.is_checked(CANCEL) { YES } else { NO };
        fields.push((CANCEL.to_owned(), wished.to_owned()));
    }
    fields
}

/// The request as it stands in the form.
pub(super) fn request(
    form: &Form,
    start: &RequestForm,
    account: AccountId,
    files: &[Attachment],
) -> NewRequest {
    let text = |field: RequestField| form.text(field.name()).to_owned();
    NewRequest {
        intent: start.draft.intent,
        account,
        problem: text(RequestField::Problem),
        severity: Severity::named(form.text("severity")).unwrap_or(Severity::Moderate),
        about: subject(form.text("about")),
        cancel: form.is_checked(CANCEL),
        title: text(RequestField::Title),
        description: text(RequestField::Description),
        name: text(RequestField::Name),
        email: text(RequestField::Email),
        phone: text(RequestField::Phone),
        attachments: files.to_vec(),
    }
}

/// Puts each refusal at its field, and the focus on the first; one of a field that is not there is told otherwise.
pub(super) fn refuse(form: &mut Form, errors: Vec<FieldError<RequestField>>) -> Option<Message> {
    let mut homeless = None;
    for FieldError { field, code, args } in errors {
        let refusal = Refusal { code, args };
        if form.has(field.name()) {
            form.refuse(field.name(), refusal);
        } else {
            homeless = homeless.or(Some(Message::Refused(refusal)));
        }
    }
    form.focus_on_error();
    homeless
}
