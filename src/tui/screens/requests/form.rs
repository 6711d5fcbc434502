//! "New request": the form that sends a support request, at once for a cancellation or by hand step by step.
//!
//! Back never validates and never loses input: what was typed is kept as a draft on leaving a field, after two quiet
//! seconds and on leaving the screen. Whether a subscription can be cancelled and what applies to the money comes with
//! the form from the services, and is asked for again when the day or an order changes.

mod asks;
mod beside;
mod fields;
mod screen;
#[cfg(test)]
mod tests;

use crate::domain::attachment::{Attachment, MOST_ATTACHMENTS};
use crate::domain::form_draft::FormDraft;
use crate::domain::ids::{AccountId, RequestId};
use crate::domain::offer::OfferId;
use crate::domain::request::RequestError;
use crate::services::error::ServiceError;
use crate::services::requests::{RequestField, RequestForm, RequestRefusal, RequestView};
use crate::tui::ask::Answer;
use crate::tui::form::{Form, Refusal};
use crate::tui::layer::{Context, Navigation, Step};
use crate::tui::page::PageLayer;
use crate::tui::screens::asks::{MadeId, NewId};
use crate::tui::screens::drafts::{self, DraftAsk};
use crate::tui::screens::keeping::Keeping;
use crate::tui::screens::notice::Message;

use super::asks::{KeepFile, KeptFile};
use super::path_prompt::PathPrompt;
use super::problems::Problems;
use asks::{FormAnswer, FormAsk};

/// The screen of a new request.
pub(in crate::tui) type RequestFormScreen = PageLayer<Writing>;

/// A new request of an account, being written.
#[derive(Debug)]
pub(in crate::tui) struct Writing {
    account: AccountId,
    /// The offer whose subscription is to be cancelled, where that is what the form was opened for.
    cancels: Option<OfferId>,
    stage: FormStage,
    /// What the form began with, and what applies now.
    start: Option<Box<RequestForm>>,
    form: Form,
    files: Vec<Attachment>,
    /// The path of a file is asked for.
    prompt: Option<PathPrompt>,
    notice: Option<Message>,
    /// The request is on its way.
    sending: bool,
    /// It is being asked whether to throw the draft away.
    discarding: bool,
    keeping: Keeping,
}

/// Where the screen stands.
#[derive(Debug)]
enum FormStage {
    /// Being opened.
    Opening,
    /// Closed with a reason.
    Closed(ServiceError),
    /// The steps that lead to the form by hand.
    Problems(Problems),
    /// The form.
    Form,
    /// What was sent.
    Sent(Box<RequestView>),
}

impl RequestFormScreen {
    /// A request that asks to cancel what the account holds of an offer: everything that is known is filled in.
    pub(in crate::tui) fn cancel(account: AccountId, offer: OfferId) -> Self {
        Self::of(Writing::new(account, Some(offer)))
    }

    /// A request by hand: where to, then which type of problem, then the form.
    pub(in crate::tui) fn by_hand(account: AccountId) -> Self {
        Self::of(Writing::new(account, None))
    }
}

impl Writing {
    fn new(account: AccountId, cancels: Option<OfferId>) -> Self {
        Self {
            account,
            cancels,
            stage: FormStage::Opening,
            start: None,
            form: Form::new(Vec::new(), "button-submit"),
            files: Vec::new(),
            prompt: None,
            notice: None,
            sending: false,
            discarding: false,
            keeping: Keeping::new(),
        }
    }

    fn load(&self) -> Step {
        Step::ask(FormAsk::Open(self.account, self.cancels.clone()))
    }

    fn answered(&mut self, answer: Answer, context: &Context) -> Step {
        let answer = match answer.take() {
            Ok(answer) => return self.own_answered(answer, context),
            Err(answer) => answer,
        };
        let answer = match answer.take() {
            Ok(KeptFile(kept)) => return self.attached(kept, context),
            Err(answer) => answer,
        };
        let answer = match answer.take() {
            Ok(MadeId(id)) => {
                if let (Ok(id), Some(start)) = (id, &mut self.start) {
                    start.draft.intent = RequestId::new(id);
                }
                return Step::none();
            }
            Err(answer) => answer,
        };
        if !self.sending {
            self.notice = drafts::not_kept(answer).or(self.notice.take());
        }
        Step::none()
    }

    fn own_answered(&mut self, answer: FormAnswer, context: &Context) -> Step {
        match answer {
            FormAnswer::Opened(Ok(start)) if self.start.is_none() => self.opened(start, context),
            // What applies by now; the form stays what it is.
            FormAnswer::Opened(Ok(newer)) => {
                if let Some(start) = &mut self.start {
                    start.subjects = newer.subjects;
                    fields::follow(&mut self.form, start, self.cancels.as_ref(), context);
                }
            }
            FormAnswer::Opened(Err(error)) if self.start.is_none() => self.stage = FormStage::Closed(error),
            FormAnswer::Opened(Err(error)) if !self.sending => self.notice = Some(Message::of(&error)),
            FormAnswer::Opened(Err(_)) => {}
            FormAnswer::Sent(sent) => return self.sent(sent),
        }
        Step::none()
    }

    fn opened(&mut self, start: Box<RequestForm>, context: &Context) {
        self.form = fields::form(&start, self.cancels.as_ref(), context);
        if context.plain && (start.resumed || self.cancels.is_some()) {
            // Line by line, what is there is read first, and only what is wrong is typed anew.
            self.form.focus_on_button();
        }
        self.files.clone_from(&start.draft.attachments);
        if start.resumed {
            self.notice = Some(drafts::restored(&start.draft));
        }
        // Who comes back to a draft has been through the steps.
        self.stage = if start.resumed || self.cancels.is_some() {
            FormStage::Form
        } else {
            FormStage::Problems(Problems::Report)
        };
        self.start = Some(start);
    }

    fn sent(&mut self, sent: Result<Box<RequestView>, RequestRefusal>) -> Step {
        self.sending = false;
        let mut next = Step::none();
        self.notice = match sent {
            Ok(view) => {
                self.stage = FormStage::Sent(view);
                None
            }
            Err(RequestRefusal::Fields(errors)) => fields::refuse(&mut self.form, errors),
            Err(RequestRefusal::Service(error)) => {
                // The same form was sent from another session, with other words: these become a request of their own.
                if matches!(error, ServiceError::RequestChanged { .. }) {
                    next = Step::ask(NewId);
                }
                Some(Message::of(&error))
            }
        };
        next
    }

    /// A file was looked at. Where its question was left meanwhile, nobody waits for it any more.
    fn attached(&mut self, kept: Result<Attachment, ServiceError>, context: &Context) -> Step {
        match (kept, &mut self.prompt) {
            (Ok(file), Some(_)) => {
                self.prompt = None;
                self.files.push(file);
                self.files_changed(context)
            }
            (Err(error), Some(prompt)) => {
                prompt.refuse(&error);
                Step::none()
            }
            (_, None) => Step::none(),
        }
    }

    /// The draft names them, so that they are still attached when the form is opened again.
    fn files_changed(&mut self, context: &Context) -> Step {
        self.notice = None;
        // It is kept at once.
        let _pause = self.keeping.edited();
        fields::show_files(&mut self.form, &self.files, context);
        self.save()
    }

    /// Asks for the path of a file.
    fn attach(&mut self) -> Step {
        let place = RequestField::Attachments.name();
        self.form.focus_on(place);
        if self.files.len() >= MOST_ATTACHMENTS {
            let limit = MOST_ATTACHMENTS;
            let error = RequestError::TooManyFiles { limit };
            self.form.refuse(place, Refusal::of(&error));
        } else {
            self.prompt = Some(PathPrompt::new());
        }
        Step::none()
    }

    fn detach(&mut self, context: &Context) -> Step {
        if self.files.pop().is_none() {
            return Step::none();
        }
        self.form.clear_error(RequestField::Attachments.name());
        self.files_changed(context)
    }

    /// Keeps the draft, unless there is nothing to keep any more.
    fn save(&mut self) -> Step {
        self.keeping.settle();
        let (Some(start), FormStage::Form | FormStage::Problems(_)) = (&self.start, &self.stage) else {
            return Step::none();
        };
        Step::ask(DraftAsk::Keep(Box::new(FormDraft {
            fields: fields::kept(&self.form),
            attachments: self.files.clone(),
            ..start.draft.clone()
        })))
    }

    fn save_if_unsaved(&mut self) -> Step {
        if self.keeping.is_due() {
            self.save()
        } else {
            Step::none()
        }
    }

    /// Whether leaving leaves a draft behind.
    fn leaves_a_draft(&self) -> bool {
        self.keeping.has_edits() || self.start.as_ref().is_some_and(|start| start.resumed)
    }

    /// Leaves the screen; what was typed is kept, and it is said.
    fn leave(&mut self, context: &Context) -> Step {
        let step = Step {
            go: Some(Navigation::Back),
            ..self.save_if_unsaved()
        };
        if self.leaves_a_draft() {
            step.and_say(context.i18n.t("request-draft-kept"))
        } else {
            step
        }
    }

    /// Whether one came to the form by the steps, and goes back there.
    fn goes_to_the_steps(&self) -> bool {
        self.cancels.is_none() && self.start.as_ref().is_some_and(|start| !start.resumed)
    }

    /// One step back: to the type of problem, where that is where one came from.
    fn back(&mut self, context: &Context) -> Step {
        let goes_to_the_steps = self.goes_to_the_steps();
        match &mut self.stage {
            FormStage::Form if goes_to_the_steps => {
                let chosen = self.form.text("problem").to_owned();
                self.stage = FormStage::Problems(Problems::Type { chosen });
                self.notice = None;
                self.save_if_unsaved()
            }
            FormStage::Problems(problems @ Problems::Type { .. }) => {
                *problems = Problems::Report;
                Step::none()
            }
            FormStage::Form | FormStage::Problems(Problems::Report) => self.leave(context),
            FormStage::Opening | FormStage::Closed(_) | FormStage::Sent(_) => Step::go(Navigation::Back),
        }
    }

    /// The type of problem was chosen: to the form.
    fn choose(&mut self, problem: &str) -> Step {
        self.form.set_text("problem", problem);
        // It was chosen a moment ago.
        if self.form.focused() == Some("problem") {
            self.form.focus_on("severity");
        }
        self.stage = FormStage::Form;
        Step::none()
    }

    /// Throws the draft away.
    fn discard(&mut self) -> Step {
        self.keeping.settle();
        let subject = self.start.as_ref().map(|start| start.draft.subject);
        let discard = subject.map(|subject| DraftAsk::Discard(self.account, subject).into());
        Step {
            go: Some(Navigation::Back),
            requests: discard.into_iter().collect(),
            ..Step::none()
        }
    }

    /// What was typed as a path is given.
    fn give_path(&mut self) -> Step {
        let path = self.prompt.as_mut().and_then(PathPrompt::give);
        path.map_or_else(Step::none, |path| Step::ask(KeepFile(self.account, path)))
    }

    fn is_on_files(&self) -> bool {
        self.form.focused() == Some(RequestField::Attachments.name())
    }

    fn edited(&mut self, context: &Context) -> Step {
        // What is asked follows from what the request is about, and from nothing else.
        if let Some(start) = self
            .start
            .as_ref()
            .filter(|_| self.form.focused() == Some("about"))
        {
            fields::follow(&mut self.form, start, self.cancels.as_ref(), context);
        }
        self.notice = None;
        self.keeping.edited()
    }

    fn submit(&mut self) -> Step {
        let Some(start) = &self.start else {
            return Step::none();
        };
        self.form.clear_errors();
        let request = fields::request(&self.form, start, self.account, &self.files);
        self.sending = true;
        // It stays a draft until it was sent; should it not be, there is something to keep.
        self.keeping.again();
        self.notice = None;
        Step::ask(FormAsk::Send(Box::new(request)))
    }
}
