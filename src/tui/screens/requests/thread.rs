//! One request: where it stands, what applies to the money, what was written, and what can be done about it.
//!
//! What is typed is kept as a draft, also when the line drops. When somebody else writes meanwhile, what is new is
//! shown, what was typed stays, and it is sent once more on purpose.

use crate::domain::ids::RequestId;
use crate::domain::message::Arg;
use crate::services::error::{ErrorKind, ServiceError};
use crate::services::requests::{Access, RequestView};
use crate::tui::action::{Action, Hint};
use crate::tui::ask::Answer;
use crate::tui::form::{Form, Outcome};
use crate::tui::layer::{Context, Copyable, Lead, Navigation, ScreenEvent, Step};
use crate::tui::page::{
    self, Block, Command, Framed, Id, Narrow, Page, PageLayer, PageScreen, Question, Wait,
};
use crate::tui::screens::drafts::{self, DraftAnswer, DraftAsk};
use crate::tui::screens::keeping::Keeping;
use crate::tui::screens::notice::{self, Message};
use crate::tui::screens::order;

use super::asks::{FoundRequest, KeepFile, KeptFile, RequestById};
use super::path_prompt::PathPrompt;
use super::task::{self, Task, TaskKind};
use super::words;
use asks::{RequestChange, ThreadAnswer, ThreadAsk};

pub(super) mod asks;

/// The screen of one request.
pub type Thread = PageLayer<Correspondence>;

/// One request, kept up to date.
#[derive(Debug)]
pub struct Correspondence {
    id: RequestId,
    view: Option<Box<RequestView>>,
    error: Option<ServiceError>,
    task: Option<Task>,
    /// The path of a file to attach is asked for.
    prompt: Option<PathPrompt>,
    notice: Option<Message>,
    /// Something is on its way.
    sending: bool,
    /// Whether it is asked if what was typed is to be thrown away.
    leaving: bool,
    /// Whether it is asked if something is to be done that can't be undone.
    confirming: bool,
    keeping: Keeping,
    /// Counts what was done here: what is new then stands at the end.
    done: u64,
}

impl Thread {
    /// Not loaded yet.
    pub const fn new(id: RequestId) -> Self {
        Self::of(Correspondence {
            id,
            view: None,
            error: None,
            task: None,
            prompt: None,
            notice: None,
            sending: false,
            leaving: false,
            confirming: false,
            keeping: Keeping::new(),
            done: 0,
        })
    }
}

impl Correspondence {
    const fn load(&self) -> RequestById {
        RequestById(self.id)
    }

    fn answered(&mut self, answer: Answer) -> Step {
        let answer = match answer.take() {
            Ok(FoundRequest(read)) => {
                self.read(read);
                return Step::none();
            }
            Err(answer) => answer,
        };
        let answer = match answer.take() {
            Ok(answer) => return self.own_answered(answer),
            Err(answer) => answer,
        };
        let answer = match answer.take() {
            Ok(KeptFile(Ok(file))) => {
                let change = Box::new(RequestChange::Attach(file));
                return Step::ask(ThreadAsk::Change(self.id, change));
            }
            Ok(KeptFile(Err(error))) => return self.refused(&error),
            Err(answer) => answer,
        };
        if let Ok(draft) = answer.take() {
            self.drafted(draft);
        }
        Step::none()
    }

    fn read(&mut self, read: Result<Box<RequestView>, ServiceError>) {
        match read {
            Ok(view) => self.loaded(view),
            // What was there may have been taken away; what is typed stays in sight.
            Err(error) if self.view.is_none() => self.error = Some(error),
            Err(error) => self.notice = Some(Message::of(&error)),
        }
    }

    fn own_answered(&mut self, answer: ThreadAnswer) -> Step {
        match answer {
            ThreadAnswer::Changed(Ok(view)) => self.changed(view),
            ThreadAnswer::Changed(Err(error)) | ThreadAnswer::FileSaved(Err(error)) => self.refused(&error),
            ThreadAnswer::FileSaved(Ok(path)) => {
                self.close();
                let args = vec![("path", Arg::Text(path))];
                self.notice = Some(Message::Done("request-done-saved", args));
                Step::none()
            }
        }
    }

    fn drafted(&mut self, draft: DraftAnswer) {
        match draft {
            DraftAnswer::Left(Err(error)) | DraftAnswer::Kept(Err(error)) => {
                self.notice = Some(Message::of(&error));
            }
            DraftAnswer::Left(Ok(draft)) => {
                let is_its = |task: &&mut Task| {
                    let kind = task.note_kind();
                    kind.is_some_and(|kind| kind.of(self.id) == draft.subject)
                };
                if let Some(task) = self.task.as_mut().filter(is_its) {
                    if !draft.text("text").is_empty() {
                        self.notice = Some(drafts::restored(&draft));
                    }
                    task.resume(draft);
                }
            }
            DraftAnswer::Kept(Ok(())) => {}
        }
    }

    /// Takes the request as it is now. A form that is open keeps what was typed, and says that somebody wrote.
    fn loaded(&mut self, view: Box<RequestView>) {
        if self
            .view
            .as_ref()
            .is_some_and(|before| before.version > view.version)
        {
            return; // Answers may overtake each other.
        }
        // What is new is drawn before the next key is taken: sending after that means it.
        if let Some(task) = self.task.as_mut().filter(|task| task.seen != view.version)
            && !self.sending
        {
            task.seen = view.version;
            // It was asked about the request as it stood before.
            self.confirming = false;
            self.notice = Some(task::changed_notice(&view));
        }
        self.error = None;
        self.view = Some(view);
    }

    /// What was asked for was done.
    fn changed(&mut self, view: Box<RequestView>) -> Step {
        let kind = self.task.as_ref().map(|task| task.kind);
        let attaches = self.prompt.is_some();
        self.close();
        self.notice = match kind {
            _ if attaches => Some(Message::Done("request-done-attached", Vec::new())),
            Some(TaskKind::Decide) => task::decided_notice(&view),
            Some(TaskKind::Reply) => Some(Message::Done("request-done-sent", Vec::new())),
            Some(TaskKind::Close) if view.is_withdrawn() && view.request.cancellation.is_some() => {
                Some(Message::Done("request-done-withdrawn-cancellation", Vec::new()))
            }
            Some(TaskKind::Close) if view.is_withdrawn() => {
                Some(Message::Done("request-done-withdrawn", Vec::new()))
            }
            Some(TaskKind::Close) => Some(Message::Done("request-done-closed", Vec::new())),
            Some(TaskKind::Reopen) => Some(Message::Done("request-done-reopened", Vec::new())),
            None => Some(Message::Done("request-done-taken", Vec::new())),
            Some(TaskKind::Save) => None,
        };
        self.view = Some(view);
        self.done += 1;
        Step::none()
    }

    /// Closes the form.
    fn close(&mut self) {
        self.task = None;
        self.prompt = None;
        self.sending = false;
        self.leaving = false;
        self.confirming = false;
        self.keeping.settle();
        self.notice = None;
    }

    /// Says what was refused; after a conflict what is new is shown, and the next sending goes for that.
    fn refused(&mut self, error: &ServiceError) -> Step {
        self.sending = false;
        self.notice = match (&mut self.prompt, &mut self.task) {
            (Some(prompt), _) => {
                prompt.refuse(error);
                None
            }
            (None, Some(task)) => task.refuse(error),
            (None, None) => Some(Message::of(error)),
        };
        if error.kind() == ErrorKind::Conflict {
            return Step::ask(self.load());
        }
        Step::none()
    }

    fn open(&mut self, kind: TaskKind, context: &Context) -> Step {
        let Some(view) = &self.view else {
            return Step::none();
        };
        self.notice = None;
        let task = Task::new(kind, view, context);
        let kind = task.note_kind();
        self.task = Some(task);
        kind.map_or_else(Step::none, |kind| Step::ask(DraftAsk::Note(self.id, kind)))
    }

    /// Leaves the form; what would be lost is asked about.
    fn leave(&mut self, would_lose: bool, action: Action) -> Step {
        // What is on its way is answered first: otherwise its answer would mean another form.
        if self.sending {
            return Step::none();
        }
        if would_lose || action == Action::QUIT {
            self.leaving = true;
            return Step::none();
        }
        let step = self.save();
        if let (Some(task), Some(view)) = (self.task.take(), &mut self.view) {
            task.leaves_in(&mut view.drafts);
        }
        self.notice = None;
        step
    }

    /// What was typed as a path is given. The file is attached once it was read.
    fn give_path(&mut self) -> Step {
        let account = self.view.as_ref().map(|view| view.request.account);
        let path = self.prompt.as_mut().and_then(PathPrompt::give);
        let Some((account, path)) = account.zip(path) else {
            return Step::none();
        };
        self.sending = true;
        Step::ask(KeepFile(account, path))
    }

    /// Sends what was typed. What can't be undone is asked about first.
    fn send(&mut self, is_confirmed: bool, context: &Context) -> Step {
        let (Some(task), Some(view)) = (&mut self.task, &self.view) else {
            return Step::none();
        };
        match task.send(view) {
            Some(_) if !is_confirmed && task.question(view, context).is_some() => {
                self.notice = None;
                self.confirming = true;
                Step::none()
            }
            Some(request) => {
                self.sending = true;
                self.notice = None;
                Step::ask(request)
            }
            None => Step::none(),
        }
    }

    /// Keeps what was typed.
    fn save(&mut self) -> Step {
        // What is being sent ends its draft.
        if self.sending || !self.keeping.is_due() {
            return Step::none();
        }
        self.keeping.settle();
        let draft = self.task.as_ref().and_then(Task::collected);
        draft.map_or_else(Step::none, |draft| Step::ask(DraftAsk::Keep(draft)))
    }

    /// What is being done, and what one has to know for that.
    fn page_of_task(task: &Task, view: &RequestView, context: &Context) -> Page {
        let page = Page {
            about: "task".to_owned(),
            // The newest is what one answers.
            ends: true,
            aside: Some(thread(view, context)),
            narrow: if task.answers() {
                Narrow::Above(vec![words::newest(view, context)])
            } else {
                Narrow::Nothing
            },
            commands: vec![Command::open(Hint::shown(Action::BACK))],
            ..Page::new(words::title(view, context))
        };
        let page = page.headed(context.i18n.t(task.title()), context);
        task.above(view, context).into_iter().fold(page, Page::with)
    }

    fn page_of_request(&self, view: &RequestView, context: &Context) -> Page {
        Page {
            about: self.done.to_string(),
            ends: self.done > 0,
            head: words::head(view, context),
            blocks: words::body(view, context),
            commands: Self::commands(view, context),
            ..Page::new(words::title(view, context))
        }
    }

    fn commands(view: &RequestView, context: &Context) -> Vec<Command> {
        let command = |(action, label, access): (Action, &'static str, Access)| {
            order::command(Hint::labeled(action, label), &access, &context.i18n)
        };
        let mut commands: Vec<Command> = Self::accesses(view).into_iter().filter_map(command).collect();
        let mut more = Vec::new();
        more.extend(next_step(view).map(|(_, label)| Hint::hidden_as(Action::ACTIVATE, label)));
        if !view.request.attachments.is_empty() {
            more.push(Hint::shown(Action::SAVE_FILE));
        }
        more.push(Hint::shown(Action::BACK));
        commands.extend(more.into_iter().map(Command::open));
        commands
    }

    fn copyable(&self, view: &RequestView, context: &Context) -> Vec<Copyable> {
        if self.leaving || self.confirming {
            return Vec::new();
        }
        let number = view.request.number.to_string();
        let email = view.request.contact.email.as_str();
        let things = [
            ("label-request-number", number.as_str()),
            ("label-request-contact-email", email),
        ];
        let things = things.into_iter();
        things
            .filter_map(|(label, text)| Copyable::new(&context.i18n, label, text))
            .collect()
    }

    /// What can be done and what cannot, in the order of the footer.
    fn accesses(view: &RequestView) -> [(Action, &'static str, Access); 6] {
        let can = &view.can;
        let (take, close) = (view.take_key(), view.close_key());
        [
            (Action::TAKE, take, can.take.clone()),
            (Action::REPLY, "action-reply", can.reply.clone()),
            (Action::DECIDE, "action-decide", can.decide.clone()),
            (Action::CLOSE_REQUEST, close, can.close.clone()),
            (Action::REOPEN, "action-reopen", can.reopen.clone()),
            (Action::ATTACH, "action-attach", can.attach.clone()),
        ]
    }
}

/// What was written so far, beside what is being done.
fn thread(view: &RequestView, context: &Context) -> Framed {
    Framed::new(view.request.title.to_string(), vec![words::thread(view, context)])
}

/// What comes next: opening a closed request again, closing one that is decided, else a reply.
fn next_step(view: &RequestView) -> Option<(Action, &'static str)> {
    let can = &view.can;
    if can.reopen.is_open() {
        Some((Action::REOPEN, "action-reopen"))
    } else if view.decision.is_some() && can.close.is_open() {
        Some((Action::CLOSE_REQUEST, view.close_key()))
    } else {
        can.reply.is_open().then_some((Action::REPLY, "action-reply"))
    }
}

/// What an action opens, where it is possible.
fn kind_of(action: Action, view: &RequestView) -> Option<TaskKind> {
    let can = &view.can;
    let action = match next_step(view) {
        Some((next, _)) if action == Action::ACTIVATE => next,
        _ => action,
    };
    let (kind, access) = match action {
        Action::REPLY => (TaskKind::Reply, &can.reply),
        Action::DECIDE => (TaskKind::Decide, &can.decide),
        Action::CLOSE_REQUEST => (TaskKind::Close, &can.close),
        Action::REOPEN => (TaskKind::Reopen, &can.reopen),
        Action::SAVE_FILE if !view.request.attachments.is_empty() => return Some(TaskKind::Save),
        _ => return None,
    };
    access.is_open().then_some(kind)
}

impl PageScreen for Correspondence {
    fn page(&self, context: &Context) -> Page {
        let back = || vec![Command::open(Hint::shown(Action::BACK))];
        let Some(view) = &self.view else {
            let error = self
                .error
                .as_ref()
                .map(|error| Block::Notice(page::blocks::notice::Notice::error(error, context)));
            return Page {
                wait: error.is_none().then_some(Wait::Quiet("word-loading")),
                blocks: error.into_iter().collect(),
                commands: back(),
                ..Page::new(context.i18n.t("title-partner-center-requests"))
            };
        };
        let page = match (&self.prompt, &self.task) {
            (Some(prompt), _) => Page {
                aside: Some(thread(view, context)),
                ..prompt.page(words::title(view, context), context)
            },
            (None, Some(task)) => Self::page_of_task(task, view, context),
            (None, None) => self.page_of_request(view, context),
        };
        let sends = self.sending && self.task.is_some() && self.prompt.is_none();
        let sending = sends.then_some("word-saving");
        let (foot, wait) = notice::foot(self.notice.as_ref(), sending, context);
        Page {
            foot,
            wait: wait.or(page.wait),
            copyable: self.copyable(view, context),
            question: match &self.task {
                _ if self.leaving => Some(Question::leaving(context)),
                Some(task) if self.confirming => task.question(view, context),
                _ => None,
            },
            ..page
        }
    }

    fn run(&mut self, action: Action, _item: Option<&Id>, context: &Context) -> Step {
        if self.leaving {
            self.leaving = false;
            if action == Action::DISCARD {
                self.close();
            }
            return Step::none();
        }
        if std::mem::take(&mut self.confirming) && action != Action::QUIT {
            return if action == Action::CONFIRM {
                self.send(true, context)
            } else {
                Step::none()
            };
        }
        if self.prompt.is_some() {
            return match action {
                // What is on its way is answered first.
                _ if self.sending => Step::none(),
                Action::BACK => {
                    self.prompt = None;
                    Step::none()
                }
                _ => self.give_path(),
            };
        }
        if let Some(task) = &self.task {
            let would_lose = task.would_lose();
            return self.leave(would_lose, action);
        }
        // While it is being taken nothing else is begun: the answer would be taken for that one's.
        let kind = self.view.as_ref().and_then(|view| kind_of(action, view));
        if let Some(kind) = kind.filter(|_| !self.sending) {
            return self.open(kind, context);
        }
        let attaches = self.view.as_ref().is_some_and(|view| view.can.attach.is_open());
        match action {
            Action::ATTACH if attaches && !self.sending => {
                self.notice = None;
                self.prompt = Some(PathPrompt::new());
                Step::none()
            }
            Action::TAKE if !self.sending => {
                self.sending = true;
                self.notice = None;
                Step::ask(ThreadAsk::Change(self.id, Box::new(RequestChange::Take)))
            }
            Action::BACK => Step::go(Navigation::Back),
            _ => Step::none(),
        }
    }

    fn update(&mut self, event: ScreenEvent<'_>, _context: &Context) -> Step {
        match event {
            ScreenEvent::Shown | ScreenEvent::NewDay => Step::ask(self.load()),
            ScreenEvent::Changed(changed) if !self.sending && self.is_concerned(changed) => {
                Step::ask(self.load())
            }
            ScreenEvent::Answer(answer) => self.answered(answer),
            ScreenEvent::Pause(edits) if self.keeping.is_quiet_since(edits) => self.save(),
            ScreenEvent::Leaving => self.save(),
            _ => Step::none(),
        }
    }

    fn form(&self) -> Option<&Form> {
        let prompt = self.prompt.as_ref().map(PathPrompt::form);
        prompt.or(self.task.as_ref().map(|task| &task.form))
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        if self.sending {
            return None;
        }
        match (&mut self.prompt, &mut self.task) {
            (Some(prompt), _) => prompt.form_mut(),
            (None, task) => task.as_mut().map(|task| &mut task.form),
        }
    }

    fn after(&mut self, outcome: Outcome, context: &Context) -> Step {
        match outcome {
            Outcome::Submit if self.prompt.is_some() => self.give_path(),
            _ if self.prompt.is_some() => Step::none(),
            Outcome::Submit => self.send(false, context),
            Outcome::Edited => {
                self.task.iter_mut().for_each(Task::follow);
                self.keeping.edited()
            }
            Outcome::Left => self.save(),
            Outcome::Nothing => Step::none(),
        }
    }

    fn is_sending(&self) -> bool {
        self.sending
    }

    fn asks_before_quitting(&self) -> bool {
        !self.leaving && !self.sending && self.task.as_ref().is_some_and(Task::would_lose)
    }

    fn leads_on(&self) -> bool {
        self.task.is_none() && self.prompt.is_none()
    }

    fn leads_to(&self) -> Lead {
        let request = self.view.as_deref();
        request.map_or(Lead::Nowhere, |view| Lead::To(view.request.account))
    }

    /// Support reads the requests of every account.
    fn is_of_account(&self, context: &Context) -> bool {
        let view = self.view.as_deref();
        view.is_none_or(|view| Some(view.request.account) == context.account)
    }
}

impl Correspondence {
    /// A refund that comes to its end is told by its order.
    fn is_concerned(&self, changed: crate::services::watch::Changed) -> bool {
        use crate::services::watch::What;
        let refund = self
            .view
            .as_ref()
            .and_then(|view| view.request.cancellation.as_ref()?.decision.as_ref()?.refund);
        changed.concerns_request(self.id) || refund.is_some_and(|order| changed.what == What::Order(order))
    }
}
