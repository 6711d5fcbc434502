//! The set-up of a new store: seller, first account, first Global admin, on three short pages.
//!
//! Going on asks for this page to be right; going back asks for nothing and keeps everything. The last page sends
//! all three at once, and whatever is refused is told at its field, on the first page that has one.

pub mod asks;
mod pages;

use crate::domain::country::CountryBook;
use crate::domain::message::Arg;
use crate::services::context::Actor;
use crate::services::setup::SetupErrors;
use crate::tui::action::{Action, Hint};
use crate::tui::ask::Answer;
use crate::tui::form::{Form, Outcome};
use crate::tui::layer::{Context, ContextChange, Navigation, ScreenEvent, Step};
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{Block, Command, Id, Page, PageLayer, PageScreen, Question, Signal, Steps, Wait};

use super::asks::{Countries, FoundCountries};
use super::notice::{self, Message};
use super::tiles::Tiles;
use asks::{SetupAnswer, SetupAsk, SetupDone, SetupRefusal};
use pages::{LAST, Pages, STEPS};

/// The set-up of the store that the session runs on. It is meant to be the session's first screen.
pub type Setup = PageLayer<SettingUp>;

/// What was entered so far, and what came of it.
#[derive(Debug)]
pub struct SettingUp {
    /// Where the store is, as people read it.
    path: String,
    /// Login name of the person at this terminal.
    os_user: String,
    countries: Option<Box<CountryBook>>,
    pages: Option<Pages>,
    page: usize,
    notice: Option<Message>,
    sending: bool,
    leaving: bool,
    done: Option<SetupDone>,
}

impl Setup {
    /// The set-up of an empty store at `path`, by somebody whose login name is `os_user`.
    pub fn new(path: impl Into<String>, os_user: impl Into<String>) -> Self {
        Self::of(SettingUp {
            path: path.into(),
            os_user: os_user.into(),
            countries: None,
            pages: None,
            page: 0,
            notice: None,
            sending: false,
            leaving: false,
            done: None,
        })
    }
}

impl SettingUp {
    fn answered(&mut self, answer: Answer, context: &Context) -> Step {
        let answer = match answer.take() {
            Ok(FoundCountries(countries)) => {
                if self.pages.is_none() {
                    self.pages = Some(Pages::new(&self.os_user, &countries, context));
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
                Err(SetupRefusal::Service(error)) => self.notice = Some(Message::of(&error)),
            }
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
            return Step::go(Navigation::Quit);
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
        self.notice = None;
        let os_user = self.os_user.clone();
        Step::ask(SetupAsk { form, os_user })
    }

    /// Puts every refusal at its field, and opens the first page that has one.
    fn refuse(&mut self, errors: SetupErrors) {
        if let Some(pages) = &mut self.pages {
            self.page = pages.refuse(errors).unwrap_or(self.page);
        }
    }

    /// Which of the pages this is.
    fn position(&self, context: &Context) -> String {
        let count = |number: usize| Arg::Count(i64::try_from(number).unwrap_or(i64::MAX));
        let args = [("step", count(self.page + 1)), ("steps", count(STEPS.len()))];
        let position = context.i18n.tr("step-position", &args);
        let name = STEPS.get(self.page).map(|step| context.i18n.t(step));
        format!("{position}: {}", name.unwrap_or_default())
    }

    fn welcome(&self, context: &Context) -> String {
        let path = [("path", Arg::Text(self.path.clone()))];
        context.i18n.tr("setup-welcome", &path)
    }

    fn steps(&self, context: &Context) -> Steps {
        Steps {
            labels: STEPS.map(|step| context.i18n.t(step)).to_vec(),
            current: self.page,
            open: None,
            said: self.position(context),
        }
    }

    /// That it is done, and what is next.
    fn done(&self, done: &SetupDone, context: &Context) -> Page {
        let path = [("path", Arg::Text(self.path.clone()))];
        let text = context.i18n.tr("setup-done", &path);
        let next = if done.actor.is_some() {
            context.i18n.t("setup-next")
        } else {
            let user = self.pages.as_ref().map(|pages| pages.input().admin.os_user);
            let user = Arg::Text(user.unwrap_or_default().trim().to_owned());
            context.i18n.tr("setup-next-other", &[("user", user)])
        };
        let (label, about) = match done.actor {
            Some(_) => ("setup-open-desk", "done"),
            None => ("action-quit", "done-other"),
        };
        Page {
            about: about.to_owned(),
            commands: vec![Command::open(Hint::labeled(Action::ACTIVATE, label))],
            ..Page::new(context.i18n.t("title-setup"))
        }
        .with(Block::Notice(Notice::new(Signal::Good, text)))
        .with(Block::Text(Text::plain(next)))
    }
}

/// The desk of the person at this terminal, or the end where the set-up named somebody else.
fn leave(actor: Option<&Actor>, context: &Context) -> Step {
    match actor {
        Some(actor) => {
            // Who is new here has chosen no theme yet.
            let look = Box::new(context.theme_selection.shown.clone());
            Step::go(Navigation::Become(Box::new(Tiles::new())))
                .and_tell(ContextChange::Actor(actor.clone(), look))
        }
        None => Step::go(Navigation::Quit),
    }
}

impl PageScreen for SettingUp {
    fn page(&self, context: &Context) -> Page {
        if let Some(done) = &self.done {
            return self.done(done, context);
        }
        let loading = self.pages.is_none().then_some(Wait::Quiet("word-loading"));
        let sending = (loading.is_none() && self.sending).then_some("word-saving");
        let (foot, wait) = notice::foot(self.notice.as_ref(), sending, context);
        let is_first = self.page == 0;
        let back = if is_first {
            Hint::labeled(Action::BACK, "action-quit")
        } else {
            Hint::shown(Action::BACK)
        };
        let welcome = (is_first && self.pages.is_some()).then(|| Text::plain(self.welcome(context)));
        Page {
            about: self.page.to_string(),
            steps: Some(self.steps(context)),
            blocks: welcome.map(Block::Text).into_iter().collect(),
            foot,
            question: self.leaving.then(|| Question::leaving(context)),
            commands: vec![Command::open(back)],
            wait: wait.or(loading),
            ..Page::new(context.i18n.t("title-setup"))
        }
    }

    fn run(&mut self, action: Action, _item: Option<&Id>, context: &Context) -> Step {
        match (action, &self.done) {
            (_, Some(done)) => leave(done.actor.as_ref(), context),
            (Action::DISCARD, None) => Step::go(Navigation::Quit),
            _ if self.leaving => {
                self.leaving = false;
                Step::none()
            }
            (Action::QUIT, None) => {
                self.leaving = true;
                Step::none()
            }
            (_, None) => self.back(),
        }
    }

    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        match event {
            ScreenEvent::Shown if self.countries.is_none() => Step::ask(Countries),
            ScreenEvent::Answer(answer) => self.answered(answer, context),
            _ => Step::none(),
        }
    }

    fn form(&self) -> Option<&Form> {
        let pages = self.pages.as_ref().filter(|_| self.done.is_none());
        pages.and_then(|pages| pages.form(self.page))
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        let is_open = self.done.is_none() && !self.sending;
        let pages = self.pages.as_mut().filter(|_| is_open);
        pages.and_then(|pages| pages.form_mut(self.page))
    }

    fn after(&mut self, outcome: Outcome, context: &Context) -> Step {
        match outcome {
            Outcome::Submit => return self.go_on(),
            Outcome::Edited => {
                self.notice = None;
                if let (Some(pages), Some(countries)) = (&mut self.pages, &self.countries) {
                    pages.follow(self.page, countries, context);
                }
            }
            Outcome::Left | Outcome::Nothing => {}
        }
        Step::none()
    }

    fn asks_before_quitting(&self) -> bool {
        !self.leaving && self.done.is_none() && self.pages.as_ref().is_some_and(Pages::is_changed)
    }
}

#[cfg(test)]
mod tests;
