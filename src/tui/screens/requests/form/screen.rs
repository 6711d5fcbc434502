//! The form as a screen: what it does with each event, and which actions are possible.

use ratatui::layout::Rect;

use crate::domain::message::Arg;
use crate::services::requests::Subject;
use crate::services::watch::What;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::form::Outcome;
use crate::tui::layer::{Copyable, Desk, Screen, ScreenEvent, Step, Typing};
use crate::tui::plain;
use crate::tui::screens::notice;
use crate::tui::screens::page::Page;
use crate::tui::screens::requests::asks::KeepFile;
use crate::tui::screens::requests::path_prompt::Asked;
use crate::tui::screens::requests::sent;

use super::{RequestFormScreen, Stage, fields, view};

impl RequestFormScreen {
    /// Takes an event while the path of a file is asked for.
    fn ask_path(&mut self, event: &ScreenEvent<'_>) -> Step {
        match self.prompt.as_mut().map(|prompt| prompt.take(event)) {
            Some(Asked::Path(path)) => Step::ask(KeepFile(self.account, path)),
            Some(Asked::Back) => {
                self.prompt = None;
                Step::none()
            }
            Some(Asked::Nothing) | None => Step::none(),
        }
    }

    fn typed(&mut self, event: &ScreenEvent<'_>, desk: &Desk) -> Step {
        if self.sending || self.discarding {
            return Step::none();
        }
        match (&mut self.stage, &self.start, event) {
            (Stage::Problems(problems), Some(start), ScreenEvent::Pointed(place)) => {
                let led = problems.point(*place, start);
                self.led(led, desk)
            }
            (Stage::Form, ..) => {
                let outcome = self.form.take(event).unwrap_or(Outcome::Nothing);
                self.after(outcome, desk)
            }
            _ => Step::none(),
        }
    }

    /// The form has the keys.
    const fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Form) && !self.sending && !self.discarding
    }

    fn form_actions(&self) -> Vec<Hint> {
        let mut actions = self.form.actions();
        if self.is_on_files() {
            actions.retain(|hint| hint.action != Action::Activate);
            actions.insert(0, Hint::labeled(Action::Activate, "action-attach"));
        }
        let back = if self.leaves_a_draft() && !self.goes_to_the_steps() {
            Hint::labeled(Action::Back, "request-back-draft-kept")
        } else {
            Hint::shown(Action::Back)
        };
        actions.push(back);
        actions.push(Hint::shown(Action::Attach));
        if !self.files.is_empty() {
            actions.push(Hint::shown(Action::Detach));
        }
        actions.push(Hint::shown(Action::Discard));
        actions
    }
}

impl Screen for RequestFormScreen {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Shown if self.start.is_none() => self.load(),
            ScreenEvent::NewDay if self.is_open() => self.load(),
            ScreenEvent::Changed(changed)
                if self.is_open()
                    && changed.concerns(self.account)
                    && matches!(changed.what, What::Order(_) | What::Request(_) | What::Everything) =>
            {
                self.load()
            }
            ScreenEvent::Answer(answer) => self.answered(answer, desk),
            ScreenEvent::Pause(edits) if edits == self.edits => self.save_if_unsaved(),
            ScreenEvent::Leaving => self.save_if_unsaved(),
            event if self.prompt.is_some() => self.ask_path(&event),
            ScreenEvent::Action(action) => self.act(action, desk),
            event => self.typed(&event, desk),
        }
    }

    fn wheel(&mut self, notches: i16, desk: &Desk) -> Step {
        if self.discarding || self.sending || self.prompt.is_some() {
            return Step::none();
        }
        match &mut self.stage {
            Stage::Problems(problems) => problems.wheel(notches),
            Stage::Sent(view) => {
                let total = sent::lines(view, desk, Page::width(desk)).len();
                self.page.wheel(notches, total, desk);
            }
            // Line by line from field to field; within a text the arrows stay in it as long as it has rows.
            Stage::Form if notches > 0 => return self.act(Action::Down, desk),
            Stage::Form => return self.act(Action::Up, desk),
            Stage::Opening | Stage::Closed(_) => {}
        }
        Step::none()
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        view::view(self, canvas, area, desk);
    }

    fn plain(&self, desk: &Desk) -> plain::Page {
        super::plain::page(self, desk)
    }

    fn title(&self, desk: &Desk) -> String {
        let Some((offer, start)) = self.cancels.as_ref().zip(self.start.as_ref()) else {
            return desk.i18n.t("title-new-request");
        };
        let about = Subject::Offer(offer.clone());
        let option = start.subjects.iter().find(|option| option.subject == about);
        option.map_or_else(
            || desk.i18n.t("title-new-request"),
            |option| {
                let offer = Arg::Text(fields::in_language(option, desk));
                desk.i18n.tr("request-cancel-title", &[("offer", offer)])
            },
        )
    }

    fn copyable(&self, desk: &Desk) -> Vec<Copyable> {
        match &self.stage {
            Stage::Sent(view) => sent::copyable(view, desk).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn actions(&self, desk: &Desk) -> Vec<Hint> {
        if self.discarding {
            return notice::leaving_actions();
        }
        if let Some(prompt) = &self.prompt {
            return prompt.actions();
        }
        match &self.stage {
            _ if self.sending => Vec::new(),
            Stage::Opening | Stage::Closed(_) => vec![Hint::shown(Action::Back)],
            Stage::Problems(problems) => problems.actions(),
            Stage::Form => self.form_actions(),
            Stage::Sent(view) => {
                let total = sent::lines(view, desk, Page::width(desk)).len();
                Page::actions_for(total, desk)
            }
        }
    }

    fn typing(&self, _desk: &Desk) -> Typing {
        match &self.prompt {
            Some(prompt) => prompt.typing(),
            None if self.is_open() => self.form.typing(),
            None => Typing::Nothing,
        }
    }

    /// The names in the lists, and the texts that the form began with, are those of the language in which it was
    /// opened.
    fn settles(&self, preference: Action) -> bool {
        preference == Action::Language && matches!(self.stage, Stage::Form | Stage::Problems(_))
    }
}
