//! The form as a page: what there is to see at each stage, and what it does with each event.

use crate::domain::message::Arg;
use crate::services::requests::{RequestView, Subject};
use crate::services::watch::What;
use crate::tui::action::{Action, Hint};
use crate::tui::form::{Form, Outcome};
use crate::tui::layer::{Context, Navigation, ScreenEvent, Step};
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::{Block, Command, Framed, Id, Narrow, Page, PageScreen, Question, Wait};
use crate::tui::screens::notice;
use crate::tui::screens::requests::problems::{self, Problems};
use crate::tui::screens::requests::sent;

use super::{FormStage, Writing, beside, fields};

impl Writing {
    /// The form has the keys.
    const fn is_open(&self) -> bool {
        matches!(self.stage, FormStage::Form) && !self.sending && !self.discarding
    }

    fn title(&self, context: &Context) -> String {
        let of_offer = self.cancels.as_ref().zip(self.start.as_ref());
        let option = of_offer.and_then(|(offer, start)| {
            let about = Subject::Offer(offer.clone());
            start.subjects.iter().find(|option| option.subject == about)
        });
        option.map_or_else(
            || context.i18n.t("title-new-request"),
            |option| {
                let offer = Arg::Text(fields::in_language(option, context));
                context.i18n.tr("request-cancel-title", &[("offer", offer)])
            },
        )
    }

    /// The form, with what applies before it is sent.
    fn page_of_form(&self, context: &Context) -> Page {
        let applies = beside::blocks(self, context);
        let sending = self.sending.then_some("request-sending");
        let (foot, wait) = notice::foot(self.notice.as_ref(), sending, context);
        Page {
            about: "form".to_owned(),
            foot,
            aside: Some(Framed::new(
                context.i18n.t("request-what-applies"),
                applies.clone(),
            )),
            narrow: Narrow::Below(applies),
            question: self
                .discarding
                .then(|| Question::discarding("discard-title", "request-discard-question", context)),
            commands: self.commands(),
            wait,
            ..Page::new(problems::path(context))
        }
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

    fn page_of_sent(&self, view: &RequestView, context: &Context) -> Page {
        Page {
            about: "sent".to_owned(),
            blocks: sent::blocks(view, context),
            commands: Command::closing(),
            copyable: sent::copyable(view, context).into_iter().collect(),
            ..Page::new(self.title(context))
        }
    }
}

impl PageScreen for Writing {
    fn page(&self, context: &Context) -> Page {
        let back = || vec![Command::open(Hint::shown(Action::BACK))];
        match (&self.stage, &self.start, &self.prompt) {
            (FormStage::Closed(error), ..) => Page {
                commands: back(),
                ..Page::new(self.title(context))
            }
            .with(Block::Notice(Notice::error(error, context))),
            (FormStage::Form, Some(_), Some(prompt)) => prompt.page(self.title(context), context),
            (FormStage::Form, Some(_), None) => self.page_of_form(context),
            (FormStage::Problems(problems), Some(start), _) => problems.page(start, context),
            (FormStage::Sent(view), ..) => self.page_of_sent(view, context),
            _ => Page {
                commands: back(),
                wait: Some(Wait::Quiet("word-loading")),
                ..Page::new(self.title(context))
            },
        }
    }

    fn run(&mut self, action: Action, item: Option<&Id>, context: &Context) -> Step {
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
            (FormStage::Sent(_), _) => Step::go(Navigation::Back),
            (_, Action::BACK) => self.back(context),
            (FormStage::Problems(problems @ Problems::Report), _) => {
                *problems = Problems::Type {
                    chosen: String::new(),
                };
                Step::none()
            }
            (FormStage::Problems(_), _) => item.map_or_else(Step::none, |item| self.choose(item.as_str())),
            (FormStage::Form, Action::DISCARD) => {
                self.discarding = true;
                Step::none()
            }
            (FormStage::Form, Action::DETACH) => self.detach(context),
            (FormStage::Form, _) => self.attach(),
            (FormStage::Opening | FormStage::Closed(_), _) => Step::none(),
        }
    }

    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
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
            ScreenEvent::Answer(answer) => self.answered(answer, context),
            ScreenEvent::Pause(edits) if self.keeping.is_quiet_since(edits) => self.save_if_unsaved(),
            ScreenEvent::Leaving => self.save_if_unsaved(),
            _ => Step::none(),
        }
    }

    fn form(&self) -> Option<&Form> {
        match (&self.stage, &self.start, &self.prompt) {
            (FormStage::Form, Some(_), Some(prompt)) => Some(prompt.form()),
            (FormStage::Form, Some(_), None) => Some(&self.form),
            _ => None,
        }
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        if self.sending {
            return None;
        }
        match (&self.stage, &mut self.prompt) {
            (FormStage::Form, Some(prompt)) => prompt.form_mut(),
            (FormStage::Form, None) => Some(&mut self.form),
            _ => None,
        }
    }

    fn after(&mut self, outcome: Outcome, context: &Context) -> Step {
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
            Outcome::Edited => self.edited(context),
        }
    }

    fn is_sending(&self) -> bool {
        self.sending
    }

    /// The names in the lists, and the texts that the form began with, are those of the language in which it was
    /// opened.
    fn settles(&self, preference: Action) -> bool {
        preference == Action::LANGUAGE && matches!(self.stage, FormStage::Form | FormStage::Problems(_))
    }
}
