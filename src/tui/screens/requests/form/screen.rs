//! The form as a page: what there is to see at each stage, and what it does with each event.

use crate::domain::message::Arg;
use crate::services::requests::{RequestView, Subject};
use crate::services::watch::What;
use crate::tui::action::{Action, Hint};
use crate::tui::form::{Form, Outcome};
use crate::tui::layer::{Desk, Go, ScreenEvent, Step};
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::{Block, Command, Framed, Id, Narrow, Page, PageScreen, Question, Wait};
use crate::tui::screens::requests::problems::{self, Problems};
use crate::tui::screens::requests::sent;

use super::{Stage, Writing, beside, fields};

impl Writing {
    /// The form has the keys.
    const fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Form) && !self.sending && !self.discarding
    }

    fn title(&self, desk: &Desk) -> String {
        let of_offer = self.cancels.as_ref().zip(self.start.as_ref());
        let option = of_offer.and_then(|(offer, start)| {
            let about = Subject::Offer(offer.clone());
            start.subjects.iter().find(|option| option.subject == about)
        });
        option.map_or_else(
            || desk.i18n.t("title-new-request"),
            |option| {
                let offer = Arg::Text(fields::in_language(option, desk));
                desk.i18n.tr("request-cancel-title", &[("offer", offer)])
            },
        )
    }

    /// The form, with what applies before it is sent.
    fn page_of_form(&self, desk: &Desk) -> Page {
        let applies = beside::blocks(self, desk);
        let foot = self.notice.iter().map(|notice| notice.block(desk));
        Page {
            about: "form".to_owned(),
            foot: foot.collect(),
            aside: Some(Framed {
                title: desk.i18n.t("request-what-applies"),
                blocks: applies.clone(),
                is_changed: false,
            }),
            narrow: Narrow::Below(applies),
            question: self
                .discarding
                .then(|| Question::discarding("discard-title", "request-discard-question", desk)),
            commands: self.commands(),
            wait: self.sending.then_some(Wait::Quiet("request-sending")),
            ..Page::new(self.title(desk))
        }
        .headed(problems::path(desk), desk)
    }

    fn commands(&self) -> Vec<Command> {
        if self.sending {
            return Vec::new();
        }
        let mut hints = Vec::new();
        if self.is_on_files() {
            hints.push(Hint::labeled(Action::ACTIVATE, "action-attach"));
        }
        hints.push(if self.leaves_a_draft() && !self.goes_to_the_steps() {
            Hint::labeled(Action::BACK, "request-back-draft-kept")
        } else {
            Hint::shown(Action::BACK)
        });
        hints.push(Hint::shown(Action::ATTACH));
        if !self.files.is_empty() {
            hints.push(Hint::shown(Action::DETACH));
        }
        hints.push(Hint::shown(Action::DISCARD));
        hints.into_iter().map(Command::open).collect()
    }

    fn page_of_sent(&self, view: &RequestView, desk: &Desk) -> Page {
        Page {
            about: "sent".to_owned(),
            blocks: sent::blocks(view, desk),
            commands: Command::closing(),
            copyable: sent::copyable(view, desk).into_iter().collect(),
            ..Page::new(self.title(desk))
        }
    }
}

impl PageScreen for Writing {
    fn page(&self, desk: &Desk) -> Page {
        let back = || vec![Command::open(Hint::shown(Action::BACK))];
        match (&self.stage, &self.start, &self.prompt) {
            (Stage::Closed(error), ..) => Page {
                commands: back(),
                ..Page::new(self.title(desk))
            }
            .with(Block::Notice(Notice::error(error, desk))),
            (Stage::Form, Some(_), Some(prompt)) => prompt.page(self.title(desk), desk),
            (Stage::Form, Some(_), None) => self.page_of_form(desk),
            (Stage::Problems(problems), Some(start), _) => problems.page(start, self.title(desk), desk),
            (Stage::Sent(view), ..) => self.page_of_sent(view, desk),
            _ => Page {
                commands: back(),
                wait: Some(Wait::Quiet("word-loading")),
                ..Page::new(self.title(desk))
            },
        }
    }

    fn run(&mut self, action: Action, item: Option<&Id>, desk: &Desk) -> Step {
        if self.discarding {
            self.discarding = false;
            return match action {
                Action::DISCARD => self.discard(),
                _ => Step::none(),
            };
        }
        if self.prompt.is_some() {
            if action == Action::BACK {
                self.prompt = None;
                return Step::none();
            }
            return self.give_path();
        }
        if self.sending {
            return Step::none();
        }
        match (&mut self.stage, action) {
            (Stage::Sent(_), _) => Step::go(Go::Back),
            (_, Action::BACK) => self.back(desk),
            (Stage::Problems(problems @ Problems::Report), _) => {
                *problems = Problems::Type {
                    chosen: String::new(),
                };
                Step::none()
            }
            (Stage::Problems(_), _) => item.map_or_else(Step::none, |item| self.choose(item.as_str())),
            (Stage::Form, Action::DISCARD) => {
                self.discarding = true;
                Step::none()
            }
            (Stage::Form, Action::DETACH) => self.detach(desk),
            (Stage::Form, _) => self.attach(),
            (Stage::Opening | Stage::Closed(_), _) => Step::none(),
        }
    }

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
            _ => Step::none(),
        }
    }

    fn form(&self) -> Option<&Form> {
        match (&self.stage, &self.start, &self.prompt) {
            (Stage::Form, Some(_), Some(prompt)) => Some(prompt.form()),
            (Stage::Form, Some(_), None) => Some(&self.form),
            _ => None,
        }
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        if self.sending {
            return None;
        }
        match (&self.stage, &mut self.prompt) {
            (Stage::Form, Some(prompt)) => prompt.form_mut(),
            (Stage::Form, None) => Some(&mut self.form),
            _ => None,
        }
    }

    fn after(&mut self, outcome: Outcome, desk: &Desk) -> Step {
        if self.prompt.is_some() {
            return match outcome {
                Outcome::Submit => self.give_path(),
                _ => Step::none(),
            };
        }
        match outcome {
            Outcome::Nothing => Step::none(),
            Outcome::Left => self.save_if_unsaved(),
            Outcome::Submit => self.submit(),
            Outcome::Edited => self.edited(desk),
        }
    }

    /// The names in the lists, and the texts that the form began with, are those of the language in which it was
    /// opened.
    fn settles(&self, preference: Action) -> bool {
        preference == Action::LANGUAGE && matches!(self.stage, Stage::Form | Stage::Problems(_))
    }
}
