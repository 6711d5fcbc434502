//! One request: where it stands, what applies to the money, what was written, and what can be done about it.
//!
//! What is typed is kept as a draft, also when the line drops. When somebody else writes meanwhile, what is new is
//! shown, what was typed stays, and it is sent once more on purpose.

use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::domain::ids::RequestId;
use crate::services::error::{ErrorKind, ServiceError};
use crate::services::requests::{Access, RequestView};
use crate::tui::action::{Action, Hint};
use crate::tui::ask::Answer;
use crate::tui::canvas::Canvas;
use crate::tui::form::{Form, FormView, Outcome};
use crate::tui::layer::{ClosedHint, Copyable, Desk, Go, Screen, ScreenEvent, Step, Typing};
use crate::tui::layout;
use crate::tui::plain;
use crate::tui::screens::drafts::{DraftAnswer, DraftAsk};
use crate::tui::screens::notice::{self, Notice};
use crate::tui::screens::page::Page;
use crate::tui::screens::summary;

use super::asks::{FoundRequest, KeptFile, RequestById};
use super::task::{self, Kind, Task};
use super::words;
use asks::{RequestChange, ThreadAnswer, ThreadAsk};

pub(super) mod asks;

/// Quiet milliseconds after which what was typed is kept.
const QUIET: u64 = 2_000;

/// One request, kept up to date.
#[derive(Debug)]
pub struct Thread {
    id: RequestId,
    view: Option<Box<RequestView>>,
    error: Option<ServiceError>,
    page: Page,
    task: Option<Task>,
    notice: Option<Notice>,
    /// Something is on its way.
    sending: bool,
    /// Whether it is asked if what was typed is to be thrown away.
    leaving: bool,
    unsaved: bool,
    /// Counts edits: a pause that is over saves only when none followed it.
    edits: u64,
}

impl Thread {
    /// Not loaded yet.
    pub const fn new(id: RequestId) -> Self {
        Self {
            id,
            view: None,
            error: None,
            page: Page::new(),
            task: None,
            notice: None,
            sending: false,
            leaving: false,
            unsaved: false,
            edits: 0,
        }
    }

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
            Err(error) => self.notice = Some(Notice::of(&error)),
        }
    }

    fn own_answered(&mut self, answer: ThreadAnswer) -> Step {
        match answer {
            ThreadAnswer::Changed(Ok(view)) => self.changed(view),
            ThreadAnswer::Changed(Err(error)) | ThreadAnswer::FileSaved(Err(error)) => self.refused(&error),
            ThreadAnswer::FileSaved(Ok(path)) => {
                self.done();
                let args = vec![("path", crate::domain::message::Arg::Text(path))];
                self.notice = Some(Notice::Done("request-done-saved", args));
                Step::none()
            }
        }
    }

    fn drafted(&mut self, draft: DraftAnswer) {
        match draft {
            DraftAnswer::Left(Err(error)) | DraftAnswer::Kept(Err(error)) => {
                self.notice = Some(Notice::of(&error));
            }
            DraftAnswer::Left(Ok(draft)) => {
                if let Some(task) = self.task.as_mut().filter(|task| task.keeps_draft()) {
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
            self.notice = Some(task::changed_notice(&view));
        }
        self.error = None;
        self.view = Some(view);
    }

    /// What was asked for was done.
    fn changed(&mut self, view: Box<RequestView>) -> Step {
        let kind = self.task.as_ref().map(|task| task.kind);
        self.done();
        self.notice = match kind {
            Some(Kind::Decide) => task::decided_notice(&view),
            Some(Kind::Reply) => Some(Notice::Done("request-done-sent", Vec::new())),
            Some(Kind::Close) if view.is_withdrawn() && view.request.cancellation.is_some() => {
                Some(Notice::Done("request-done-withdrawn-cancellation", Vec::new()))
            }
            Some(Kind::Close) if view.is_withdrawn() => {
                Some(Notice::Done("request-done-withdrawn", Vec::new()))
            }
            Some(Kind::Close) => Some(Notice::Done("request-done-closed", Vec::new())),
            Some(Kind::Reopen) => Some(Notice::Done("request-done-reopened", Vec::new())),
            Some(Kind::Attach) => Some(Notice::Done("request-done-attached", Vec::new())),
            None => Some(Notice::Done("request-done-taken", Vec::new())),
            Some(Kind::Save) => None,
        };
        self.view = Some(view);
        // What is new stands at the end.
        self.page.go_to_end();
        Step::none()
    }

    fn done(&mut self) {
        self.task = None;
        self.sending = false;
        self.leaving = false;
        self.unsaved = false;
        self.notice = None;
    }

    /// Says what was refused; after a conflict what is new is shown, and the next sending goes for that.
    fn refused(&mut self, error: &ServiceError) -> Step {
        self.sending = false;
        self.notice = match &mut self.task {
            Some(task) => task.refuse(error),
            None => Some(Notice::of(error)),
        };
        if error.kind() == ErrorKind::Conflict {
            return Step::ask(self.load());
        }
        Step::none()
    }

    fn act(&mut self, action: Action, desk: &Desk) -> Step {
        if self.leaving {
            match action {
                Action::Discard => {
                    self.done();
                }
                Action::Back | Action::Activate => self.leaving = false,
                _ => {}
            }
            return Step::none();
        }
        if self.task.is_some() {
            return self.act_on_task(action);
        }
        let Some(view) = &self.view else {
            return match action {
                Action::Back | Action::Close => Step::go(Go::Back),
                _ => Step::none(),
            };
        };
        if let Some(kind) = kind_of(action, view) {
            return self.open(kind, desk);
        }
        match action {
            Action::Back | Action::Close => Step::go(Go::Back),
            Action::Take if view.can.take.is_open() && !self.sending => {
                self.sending = true;
                self.notice = None;
                Step::ask(ThreadAsk::Change(self.id, Box::new(RequestChange::Take)))
            }
            action => {
                self.page.act(action, self.total(desk), desk);
                Step::none()
            }
        }
    }

    fn open(&mut self, kind: Kind, desk: &Desk) -> Step {
        let Some(view) = &self.view else {
            return Step::none();
        };
        self.notice = None;
        let task = Task::new(kind, view, desk);
        let keeps_draft = task.keeps_draft();
        self.task = Some(task);
        if keeps_draft {
            Step::ask(DraftAsk::Note(self.id))
        } else {
            Step::none()
        }
    }

    fn act_on_task(&mut self, action: Action) -> Step {
        let Some(task) = &mut self.task else {
            return Step::none();
        };
        match action {
            // What is on its way is answered first: otherwise its answer would mean another form.
            Action::Back if self.sending => {}
            Action::Back if task.would_lose() => self.leaving = true,
            Action::Quit => self.leaving = true,
            Action::Back => {
                let step = self.save();
                self.task = None;
                self.notice = None;
                return step;
            }
            _ if self.sending => {}
            action => {
                let outcome = task.act(action);
                return self.after(outcome);
            }
        }
        Step::none()
    }

    /// Goes on after what was done to the form.
    fn after(&mut self, outcome: Outcome) -> Step {
        match outcome {
            Outcome::Submit => self.send(),
            Outcome::Edited => {
                self.unsaved = true;
                self.edits += 1;
                Step::none().and_pause(self.edits, QUIET)
            }
            Outcome::Left => self.save(),
            Outcome::Nothing => Step::none(),
        }
    }

    fn send(&mut self) -> Step {
        let (Some(task), Some(view)) = (&mut self.task, &self.view) else {
            return Step::none();
        };
        match task.send(view) {
            Some(request) => {
                self.sending = true;
                self.notice = Some(Notice::Told("word-saving", Vec::new()));
                Step::ask(request)
            }
            None => Step::none(),
        }
    }

    /// Keeps what was typed.
    fn save(&mut self) -> Step {
        // What is being sent ends its draft.
        if self.sending || !std::mem::take(&mut self.unsaved) {
            return Step::none();
        }
        let draft = self.task.as_ref().and_then(Task::collected);
        draft.map_or_else(Step::none, |draft| Step::ask(DraftAsk::Keep(draft)))
    }

    fn typed(&mut self, event: &ScreenEvent<'_>) -> Step {
        let Some(task) = self.task.as_mut().filter(|_| !self.sending && !self.leaving) else {
            return Step::none();
        };
        let outcome = task.form.take(event).unwrap_or(Outcome::Nothing);
        self.after(outcome)
    }

    /// Columns of the thread: where a form is open on a wide screen, it stands beside it.
    fn width(desk: &Desk) -> u16 {
        Page::width(desk)
    }

    /// Lines that are scrolled through. What stays in sight above and below them is counted as well, because the page
    /// takes the whole height for its own.
    fn total(&self, desk: &Desk) -> usize {
        let lines = |view: &RequestView| words::lines(view, desk, Self::width(desk)).len();
        let area = Rect::new(
            1,
            3,
            desk.size.width.saturating_sub(2),
            desk.size.height.saturating_sub(4),
        );
        let below = notice::rows(self.notice.as_ref(), area, desk);
        let lines = self.view.as_deref().map_or(0, lines);
        lines + usize::from(self.head(desk) + below)
    }

    /// Rows of what stays in sight above the thread.
    fn head(&self, desk: &Desk) -> u16 {
        let rows = |view: &RequestView| words::head(view, desk, Self::width(desk)).len();
        u16::try_from(self.view.as_deref().map_or(0, rows)).unwrap_or(u16::MAX)
    }

    fn draw_task(&self, task: &Task, view: &RequestView, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        let (left, right) = layout::sides(area);
        let room = notice::view(self.notice.as_ref(), canvas, left, desk);
        let width = FormView::text_width(room.width);
        let theme = &desk.theme;
        let mut above = summary::paragraph(&desk.i18n.t(task.title()), width, theme.accent);
        for sentence in task.above(view, desk) {
            above.extend(summary::paragraph(&sentence, width, theme.text));
        }
        above.push(Line::default());
        if right.is_none() && task.answers() {
            above.extend(words::newest(view, desk, width));
        }
        let form = FormView::new(&task.form).above(above);
        let form = if self.leaving { form.covered() } else { form };
        form.draw(canvas, room, desk);
        if let Some(right) = right {
            let lines = words::thread(view, desk, right.width);
            // The newest is what one answers.
            let rows = usize::from(right.height.saturating_sub(2));
            let newest = lines.len().saturating_sub(rows);
            let lines = lines.into_iter().skip(newest).collect();
            layout::aside(canvas, right, desk, view.request.title.as_str(), lines);
        }
        if self.leaving {
            notice::ask_to_leave(canvas, area, desk);
        }
    }

    /// What can be done and what cannot, in the order of the footer.
    fn accesses(view: &RequestView) -> [(Action, &'static str, Access); 6] {
        let can = &view.can;
        let (take, close) = (view.take_key(), view.close_key());
        [
            (Action::Take, take, can.take.clone()),
            (Action::Reply, "action-reply", can.reply.clone()),
            (Action::Decide, "action-decide", can.decide.clone()),
            (Action::CloseRequest, close, can.close.clone()),
            (Action::Reopen, "action-reopen", can.reopen.clone()),
            (Action::Attach, "action-attach", can.attach.clone()),
        ]
    }
}

/// What an action opens, where it is possible.
fn kind_of(action: Action, view: &RequestView) -> Option<Kind> {
    let can = &view.can;
    let (kind, access) = match action {
        Action::Activate | Action::Reply => (Kind::Reply, &can.reply),
        Action::Decide => (Kind::Decide, &can.decide),
        Action::CloseRequest => (Kind::Close, &can.close),
        Action::Reopen => (Kind::Reopen, &can.reopen),
        Action::Attach => (Kind::Attach, &can.attach),
        Action::SaveFile if !view.request.attachments.is_empty() => return Some(Kind::Save),
        _ => return None,
    };
    access.is_open().then_some(kind)
}

impl Screen for Thread {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Shown | ScreenEvent::NewDay => Step::ask(self.load()),
            ScreenEvent::Changed(changed) if !self.sending && self.is_concerned(changed) => {
                Step::ask(self.load())
            }
            ScreenEvent::Answer(answer) => self.answered(answer),
            ScreenEvent::Action(action) => self.act(action, desk),
            ScreenEvent::Pause(token) if token == self.edits => self.save(),
            ScreenEvent::Leaving => self.save(),
            event => self.typed(&event),
        }
    }

    fn wheel(&mut self, notches: i16, desk: &Desk) -> Step {
        if self.task.is_none() {
            self.page.wheel(notches, self.total(desk), desk);
            return Step::none();
        }
        let action = if notches > 0 { Action::Down } else { Action::Up };
        self.act(action, desk)
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        match (&self.error, &self.view, &self.task) {
            (Some(error), ..) => crate::tui::screens::explain(canvas, area, desk, error),
            (None, Some(view), Some(task)) => self.draw_task(task, view, canvas, area, desk),
            (None, Some(view), None) => {
                let room = notice::view(self.notice.as_ref(), canvas, area, desk);
                let head = words::head(view, desk, Self::width(desk));
                canvas.render_widget(Paragraph::new(head), room);
                let rows = self.head(desk);
                let below = Rect {
                    y: room.y.saturating_add(rows),
                    height: room.height.saturating_sub(rows),
                    ..room
                };
                let lines = words::lines(view, desk, Self::width(desk));
                self.page.view(&lines, canvas, below, desk);
            }
            (None, None, _) => canvas.render_widget(Paragraph::new(desk.i18n.t("word-loading")), area),
        }
    }

    fn plain(&self, desk: &Desk) -> plain::Page {
        if self.leaving {
            return notice::leaving_said(desk);
        }
        let mut page = match (&self.error, &self.view, &self.task) {
            (Some(error), ..) => return plain::Page::explaining(desk, error),
            (None, None, _) => return plain::Page::loading(desk),
            (None, Some(_), Some(_)) if self.sending => return plain::Page::waiting(desk, "word-saving"),
            (None, Some(view), Some(task)) => plain::Page {
                step: Some(desk.i18n.t(task.title())),
                ..plain::Page::saying(task.above(view, desk)).and_form(&task.form, desk)
            },
            (None, Some(view), None) => plain::Page::saying(words::said(view, desk)),
        };
        page.lines
            .extend(self.notice.iter().flat_map(|notice| notice.said(desk)));
        page
    }

    fn title(&self, desk: &Desk) -> String {
        match &self.view {
            Some(view) => words::title(view, desk),
            None => desk.i18n.t("title-partner-center-requests"),
        }
    }

    fn copyable(&self, desk: &Desk) -> Vec<Copyable> {
        let Some(view) = self.view.as_ref().filter(|_| !self.leaving) else {
            return Vec::new();
        };
        let number = view.request.number.to_string();
        let email = view.request.contact.email.as_str();
        [
            ("label-request-number", number.as_str()),
            ("label-request-contact-email", email),
        ]
        .into_iter()
        .filter_map(|(label, text)| Copyable::new(&desk.i18n, label, text))
        .collect()
    }

    fn actions(&self, desk: &Desk) -> Vec<Hint> {
        if self.leaving {
            return notice::leaving_actions();
        }
        if let Some(task) = &self.task {
            let mut actions = task.form.actions();
            actions.push(Hint::shown(Action::Back));
            return actions;
        }
        let mut actions = Vec::new();
        if let Some(view) = &self.view {
            for (action, label, access) in Self::accesses(view) {
                if access.is_open() {
                    actions.push(Hint::labeled(action, label));
                }
            }
            if view.can.reply.is_open() {
                actions.push(Hint::hidden_as(Action::Activate, "action-reply"));
            }
            if !view.request.attachments.is_empty() {
                actions.push(Hint::shown(Action::SaveFile));
            }
        }
        actions.push(Hint::shown(Action::Back));
        if self.total(desk) > usize::from(desk.size.height.saturating_sub(4)) {
            actions.push(Hint::labeled(Action::PageDown, "action-more"));
        } else {
            actions.push(Hint::hidden(Action::PageDown));
        }
        actions.extend([Action::Up, Action::Down, Action::PageUp].map(Hint::hidden));
        actions
    }

    fn closed(&self, desk: &Desk) -> Vec<ClosedHint> {
        let Some(view) = self.view.as_ref().filter(|_| self.task.is_none()) else {
            return Vec::new();
        };
        let accesses = Self::accesses(view).into_iter();
        accesses
            .filter_map(|(_, label, access)| {
                let why = desk.i18n.explain(access.closed()?).sentence;
                Some(ClosedHint { label, why })
            })
            .collect()
    }

    fn asks_before_quitting(&self) -> bool {
        !self.leaving && self.task.as_ref().is_some_and(Task::would_lose)
    }

    fn leads_on(&self) -> bool {
        self.form_with_keys().is_none()
    }

    fn typing(&self, _desk: &Desk) -> Typing {
        self.form_with_keys().map_or(Typing::Nothing, Form::typing)
    }

    /// Support reads the requests of every account.
    fn is_of_account(&self, desk: &Desk) -> bool {
        let view = self.view.as_deref();
        view.is_none_or(|view| Some(view.request.account) == desk.account)
    }
}

impl Thread {
    fn form_with_keys(&self) -> Option<&Form> {
        self.task
            .as_ref()
            .filter(|_| !self.leaving)
            .map(|task| &task.form)
    }

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
