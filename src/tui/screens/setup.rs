//! The set-up of a new store: seller, first account, first Global admin, on three short pages.
//!
//! Going on asks for this page to be right; going back asks for nothing and keeps everything. The last page sends
//! all three at once, and whatever is refused is told at its field, on the first page that has one.

pub mod asks;
mod pages;

use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::domain::country::CountryBook;
use crate::domain::message::Arg;
use crate::services::context::Actor;
use crate::services::setup::SetupErrors;
use crate::tui::action::{Action, Hint};
use crate::tui::ask::Answer;
use crate::tui::canvas::Canvas;
use crate::tui::form::{Form, FormView, Outcome};
use crate::tui::layer::{Desk, Go, Screen, ScreenEvent, Step, Tell, Typing};
use crate::tui::plain::Page;
use crate::tui::widgets::Stepper;

use super::asks::{Countries, CountryRules};
use super::notice::{self, Notice};
use super::summary;
use super::tiles::Tiles;
use asks::{SetupAnswer, SetupAsk, SetupDone, SetupRefusal};
use pages::{LAST, Pages, STEPS};

/// The set-up of the store that the session runs on. It is meant to be the session's first screen.
#[derive(Debug)]
pub struct Setup {
    /// Where the store is, as people read it.
    path: String,
    /// Login name of the person at this terminal.
    os_user: String,
    countries: Option<Box<CountryBook>>,
    pages: Option<Pages>,
    page: usize,
    notice: Option<Notice>,
    sending: bool,
    leaving: bool,
    done: Option<SetupDone>,
}

impl Setup {
    /// The set-up of an empty store at `path`, by somebody whose login name is `os_user`.
    pub fn new(path: impl Into<String>, os_user: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            os_user: os_user.into(),
            countries: None,
            pages: None,
            page: 0,
            notice: None,
            sending: false,
            leaving: false,
            done: None,
        }
    }

    fn answered(&mut self, answer: Answer, desk: &Desk) -> Step {
        let answer = match answer.take() {
            Ok(CountryRules(countries)) => {
                if self.pages.is_none() {
                    self.pages = Some(Pages::new(&self.os_user, &countries, desk));
                }
                self.countries = Some(countries);
                return Step::none();
            }
            Err(answer) => answer,
        };
        if let Ok(SetupAnswer(answer)) = answer.take() {
            self.sending = false;
            self.notice = None;
            match answer {
                Ok(done) => {
                    self.leaving = false;
                    self.done = Some(done);
                }
                Err(SetupRefusal::Fields(errors)) => self.refuse(errors),
                Err(SetupRefusal::Service(error)) => self.notice = Some(Notice::of(&error)),
            }
        }
        Step::none()
    }

    fn act(&mut self, action: Action, desk: &Desk) -> Step {
        if let Some(done) = &self.done {
            return match action {
                Action::Activate => leave(done.actor.as_ref(), desk),
                _ => Step::none(),
            };
        }
        if self.leaving {
            match action {
                Action::Discard => return Step::go(Go::Quit),
                Action::Back | Action::Activate => self.leaving = false,
                _ => {}
            }
            return Step::none();
        }
        if action == Action::Back {
            return self.back();
        }
        if action == Action::Quit {
            self.leaving = true;
            return Step::none();
        }
        let (Some(pages), Some(countries)) = (&mut self.pages, &self.countries) else {
            return Step::none();
        };
        if self.sending {
            return Step::none();
        }
        let outcome = pages.typed(self.page, countries, desk, |form| form.act(action));
        self.after(outcome)
    }

    fn after(&mut self, outcome: Outcome) -> Step {
        match outcome {
            Outcome::Submit => return self.go_on(),
            Outcome::Edited => self.notice = None,
            _ => {}
        }
        Step::none()
    }

    fn back(&mut self) -> Step {
        self.notice = None;
        if let Some(before) = self.page.checked_sub(1) {
            self.page = before;
        } else if self.pages.as_ref().is_some_and(Pages::is_changed) {
            self.leaving = true;
        } else {
            return Step::go(Go::Quit);
        }
        Step::none()
    }

    /// To the next page when this one is right; from the last one, everything is sent.
    fn go_on(&mut self) -> Step {
        let (Some(pages), Some(countries)) = (&mut self.pages, &self.countries) else {
            return Step::none();
        };
        pages.clear_errors();
        let form = pages.input();
        let errors = form.check(countries).err().unwrap_or_default();
        if self.page < LAST {
            if pages.refuse_on(self.page, errors) {
                self.page += 1;
            }
            return Step::none();
        }
        if !errors.is_empty() {
            self.refuse(errors);
            return Step::none();
        }
        self.sending = true;
        self.notice = Some(Notice::Told("word-saving", Vec::new()));
        let os_user = self.os_user.clone();
        Step::ask(SetupAsk { form, os_user })
    }

    /// Puts every refusal at its field, and opens the first page that has one.
    fn refuse(&mut self, errors: SetupErrors) {
        if let Some(pages) = &mut self.pages {
            self.page = pages.refuse(errors).unwrap_or(self.page);
        }
    }

    /// Takes what the form is for.
    fn typed(&mut self, event: &ScreenEvent<'_>, desk: &Desk) -> Step {
        let (Some(pages), Some(countries)) = (&mut self.pages, &self.countries) else {
            return Step::none();
        };
        if self.sending || self.leaving || self.done.is_some() {
            return Step::none();
        }
        let outcome = pages.typed(self.page, countries, desk, |form| {
            form.take(event).unwrap_or(Outcome::Nothing)
        });
        self.after(outcome)
    }

    fn form(&self) -> Option<&Form> {
        self.pages.as_ref().and_then(|pages| pages.form(self.page))
    }

    /// Which of the pages this is.
    fn position(&self, desk: &Desk) -> String {
        let count = |number: usize| Arg::Count(i64::try_from(number).unwrap_or(i64::MAX));
        let args = [("step", count(self.page + 1)), ("steps", count(STEPS.len()))];
        let position = desk.i18n.tr("step-position", &args);
        let name = STEPS.get(self.page).map(|step| desk.i18n.t(step));
        format!("{position}: {}", name.unwrap_or_default())
    }

    fn welcome(&self, desk: &Desk) -> String {
        let path = [("path", Arg::Text(self.path.clone()))];
        desk.i18n.tr("setup-welcome", &path)
    }

    fn steps(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        let names = STEPS.map(|step| desk.i18n.t(step));
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let short = self.position(desk);
        canvas.render_widget(Stepper::new(&names, self.page, &short, &desk.theme), area);
    }

    /// That it is done, and what is next.
    fn done_words(&self, done: &SetupDone, desk: &Desk) -> [String; 2] {
        let path = [("path", Arg::Text(self.path.clone()))];
        let text = desk.i18n.tr("setup-done", &path);
        let next = if done.actor.is_some() {
            desk.i18n.t("setup-next")
        } else {
            let user = self.pages.as_ref().map(|pages| pages.input().admin.os_user);
            let user = Arg::Text(user.unwrap_or_default().trim().to_owned());
            desk.i18n.tr("setup-next-other", &[("user", user)])
        };
        [text, next]
    }

    fn draw_done(&self, done: &SetupDone, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        let [text, next] = self.done_words(done, desk);
        let mut lines = super::signaled(desk.theme.symbols.check, &text, area.width, desk.theme.success);
        lines.extend(summary::paragraph(&next, area.width, desk.theme.text));
        canvas.render_widget(Paragraph::new(lines), area);
    }
}

/// The desk of the person at this terminal, or the end where the set-up named somebody else.
fn leave(actor: Option<&Actor>, desk: &Desk) -> Step {
    match actor {
        Some(actor) => {
            // Who is new here has chosen no theme yet.
            let look = Box::new(desk.looks.shown.clone());
            Step::go(Go::Become(Box::new(Tiles::new()))).and_tell(Tell::Actor(actor.clone(), look))
        }
        None => Step::go(Go::Quit),
    }
}

impl Screen for Setup {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Shown if self.countries.is_none() => Step::ask(Countries),
            ScreenEvent::Answer(answer) => self.answered(answer, desk),
            ScreenEvent::Action(action) => self.act(action, desk),
            event => self.typed(&event, desk),
        }
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        if let Some(done) = &self.done {
            return self.draw_done(done, canvas, area, desk);
        }
        let [steps, _, body] =
            Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Min(1)]).areas(area);
        self.steps(canvas, steps, desk);
        let room = notice::view(self.notice.as_ref(), canvas, body, desk);
        let Some(form) = self.form() else {
            return canvas.render_widget(Paragraph::new(desk.i18n.t("word-loading")), room);
        };
        let mut above = Vec::new();
        if self.page == 0 {
            above = summary::paragraph(
                &self.welcome(desk),
                FormView::text_width(room.width),
                desk.theme.text,
            );
            above.push(Line::default());
        }
        let view = FormView::new(form).above(above);
        let view = if self.leaving { view.covered() } else { view };
        view.draw(canvas, room, desk);
        if self.leaving {
            notice::ask_to_leave(canvas, area, desk);
        }
    }

    fn plain(&self, desk: &Desk) -> Page {
        if let Some(done) = &self.done {
            return Page::saying(self.done_words(done, desk));
        }
        if self.leaving {
            return notice::leaving_said(desk);
        }
        let Some(form) = self.form() else {
            return Page::loading(desk);
        };
        if self.sending {
            return Page::waiting(desk, "word-saving");
        }
        let mut lines = Vec::new();
        if self.page == 0 {
            lines.push(self.welcome(desk));
        }
        lines.extend(self.notice.iter().flat_map(|notice| notice.said(desk)));
        Page {
            step: Some(self.position(desk)),
            ..Page::saying(lines).and_form(form, desk)
        }
    }

    fn title(&self, desk: &Desk) -> String {
        desk.i18n.t("title-setup")
    }

    fn actions(&self, _desk: &Desk) -> Vec<Hint> {
        if let Some(done) = &self.done {
            let label = if done.actor.is_some() {
                "setup-open-desk"
            } else {
                "action-quit"
            };
            return vec![Hint::labeled(Action::Activate, label)];
        }
        if self.leaving {
            return notice::leaving_actions();
        }
        let mut actions = self.form().map(|form| form.actions()).unwrap_or_default();
        actions.push(if self.page == 0 {
            Hint::labeled(Action::Back, "action-quit")
        } else {
            Hint::shown(Action::Back)
        });
        actions
    }

    fn asks_before_quitting(&self) -> bool {
        !self.leaving && self.done.is_none() && self.pages.as_ref().is_some_and(Pages::is_changed)
    }

    fn typing(&self, _desk: &Desk) -> Typing {
        let form = self.form().filter(|_| !self.leaving && self.done.is_none());
        form.map_or(Typing::Nothing, Form::typing)
    }
}

#[cfg(test)]
mod tests;
