//! The session line by line: its page in words with numbers, and what an answer does.
//!
//! An answer becomes the events that keys and clicks are, so that no screen knows more of it than how to take a whole
//! field ([`ScreenEvent::Reply`]).

use crate::domain::message::Arg;
use crate::tui::action::{Action, Hint};
use crate::tui::ask::{Answer as Response, Request};
use crate::tui::chrome;
use crate::tui::effect::Effect;
use crate::tui::layer::ScreenEvent;
use crate::tui::plain::answer::{self, LineMeaning};
use crate::tui::plain::prompt_page::{Lesson, PromptAbout, PromptChoice, PromptItem, PromptPage};
use crate::tui::plain::{AnswerKind, Means, SpokenPage, SpokenQuestion, SpokenRow, Wait};
use crate::tui::term::event::Paste;

use super::Session;

/// More fields than any form has.
const MOST_FIELDS: usize = 100;

/// What the conversation stands at, beside what the screens know.
#[derive(Debug, Default)]
pub(super) struct Talk {
    /// Lines so far.
    turn: u64,
    repeats: u64,
    /// What can be done is listed, in place of the question.
    listing: bool,
    /// Lines of a text are typed one after the other: nobody has to hear again what they just typed.
    writing: bool,
    /// Layers whose requests are under way, one each.
    asking: Vec<u64>,
    /// Single fields are asked anew, in this layer and at this step: then all of them are looked over again.
    mending: Option<(u64, Option<String>)>,
}

impl Session {
    /// What there is to say now.
    pub fn prompt_page(&self) -> PromptPage {
        let page = self.page();
        let i18n = &self.context.i18n;
        let items = self.items(&page);
        let question = page.question.as_ref().filter(|_| !self.talk.listing);
        let is_typed = question.is_some_and(|question| is_typed(question, &page.rows));
        let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
        let mut notes: Vec<String> = question
            .map(|question| question.notes.clone())
            .unwrap_or_default();
        let asked = question.map(|question| {
            let label = ("label", Arg::Text(question.label.clone()));
            let now = question.now.clone().map(|now| ("now", Arg::Text(now)));
            match (question.kind, now) {
                (AnswerKind::Lines, Some(_)) if self.talk.writing => i18n.t("plain-ask-next-line"),
                (AnswerKind::Lines, Some(now)) => i18n.tr("plain-ask-lines-now", &[label, now]),
                (AnswerKind::Lines, None) => i18n.tr("plain-ask-lines", &[label]),
                (_, Some(now)) => i18n.tr("plain-ask-now", &[label, now]),
                (_, None) => i18n.tr("plain-ask", &[label]),
            }
        });
        let choose = i18n.tr("plain-choose", &[("count", Arg::Count(count))]);
        let prompt = match asked {
            Some(asked) if is_typed => asked,
            Some(asked) => {
                notes.push(asked);
                choose
            }
            None => match items.as_slice() {
                [only] if is_back(only) => i18n.t("plain-only-back"),
                _ => choose,
            },
        };
        let (about, lesson) = match question.filter(|_| is_typed).map(|question| question.kind) {
            None | Some(AnswerKind::Search) => (PromptAbout::Choosing, "plain-lesson-choosing"),
            Some(AnswerKind::Lines) => (PromptAbout::Writing, "plain-lesson-writing"),
            Some(_) => (PromptAbout::Answering, "plain-lesson-answering"),
        };
        let loading = self.is_asking().then_some(Wait::Quiet("word-loading"));
        let wait = page.wait.or(loading);
        PromptPage {
            frame: self.frame(),
            title: self
                .layers
                .last()
                .map(|(_, screen)| screen.title(&self.context))
                .unwrap_or_default(),
            step: page.step,
            said: self.said.clone(),
            lines: page.lines,
            items,
            error: question.and_then(|question| question.error.clone()),
            notes,
            prompt,
            kind: question.map(|question| question.kind),
            late: match wait {
                Some(Wait::Quiet(key)) => i18n.t(key),
                Some(Wait::Told) | None => String::new(),
            },
            wait,
            lesson: Lesson {
                about,
                text: i18n.t(lesson),
            },
            turn: self.talk.turn,
            repeats: self.talk.repeats,
            news: i18n.t("plain-news"),
        }
    }

    /// Takes a line that was typed.
    pub(super) fn line(&mut self, line: &Paste, effects: &mut Vec<Effect>) {
        let prompt_page = self.prompt_page();
        let was_listing = self.talk.listing;
        let question = self.page().question;
        self.talk.turn += 1;
        self.talk.listing = false;
        self.talk.writing = false;
        self.said = None;
        let answer = answer::of(line.as_str(), prompt_page.kind, &prompt_page.items);
        let is_written = question
            .as_ref()
            .filter(|_| prompt_page.kind == Some(AnswerKind::Lines));
        if let Some(text) = is_written.and_then(|question| self.rewritten(&question.written, &answer, line)) {
            self.talk.writing = true;
            return self.tell_top(ScreenEvent::Reply(&text), effects);
        }
        match answer {
            LineMeaning::Nothing if was_listing => {}
            LineMeaning::Nothing if prompt_page.kind == Some(AnswerKind::Search) => {
                self.reply(&Paste::default(), effects);
            }
            LineMeaning::Nothing if question.is_some() => self.go_on(effects),
            LineMeaning::Nothing => self.talk.repeats += 1,
            LineMeaning::Menu => {
                self.talk.repeats += 1;
                self.talk.listing = question.is_some_and(|question| question.kind != AnswerKind::Choice);
            }
            // Who asks for help in the help hears it again.
            LineMeaning::Help if self.is_helping().is_some() => self.talk.repeats += 1,
            LineMeaning::Help => self.act(Action::HELP, effects),
            LineMeaning::Quit => self.act(Action::QUIT, effects),
            LineMeaning::Back => self.answer_back(effects),
            LineMeaning::Before if self.is_possible(Action::PREVIOUS_FIELD) => {
                self.act(Action::PREVIOUS_FIELD, effects);
            }
            LineMeaning::Before => self.answer_back(effects),
            LineMeaning::Empty => self.reply(&Paste::default(), effects),
            LineMeaning::Text => self.reply(line, effects),
            LineMeaning::Item(place) => self.choose(&prompt_page, place, effects),
            LineMeaning::Several(places) => {
                let labels = places.iter().filter_map(|place| prompt_page.items.get(*place));
                let labels: Vec<String> = labels.map(|item| item.label.clone()).collect();
                let args = [("names", Arg::Text(self.context.i18n.list_or(&labels)))];
                self.said = Some(self.context.i18n.tr("plain-several", &args));
                self.talk.listing = was_listing;
            }
            LineMeaning::Unknown => {
                self.said = Some(self.context.i18n.t("plain-unknown"));
                self.talk.listing = was_listing;
            }
        }
    }

    /// What a line makes of a text of several lines: it grows by the line, or loses its last one, or everything. `None`
    /// for a line that is about something else. Only an empty line leads on from the text.
    fn rewritten(&mut self, written: &str, answer: &LineMeaning, line: &Paste) -> Option<Paste> {
        // Of what was typed on a screen, empty lines at the end are no lines.
        let written = written.trim_end();
        let text = match answer {
            LineMeaning::Text if written.is_empty() => line.as_str().to_owned(),
            LineMeaning::Text => format!("{written}\n{}", line.as_str()),
            LineMeaning::Empty => String::new(),
            LineMeaning::Before if !written.is_empty() => {
                let (kept, last) = written.rsplit_once('\n').unwrap_or(("", written));
                let last = ("line", Arg::Text(last.to_owned()));
                self.said = Some(self.context.i18n.tr("plain-line-taken-back", &[last]));
                kept.to_owned()
            }
            _ => return None,
        };
        Some(Paste::new(text))
    }

    /// Says why a line was not taken.
    pub(super) fn line_refused(&mut self, why: &str) {
        self.talk.turn += 1;
        self.said = Some(self.context.i18n.t(why));
    }

    /// Remembers what a layer asked for: what it shows is not what it will show. Drafts are kept on the side.
    pub(super) fn asks(&mut self, layer: u64, requests: &[Request]) {
        for request in requests {
            let manner = request.manner();
            // One that takes the place of a former one takes its answer, too.
            let is_there = manner.replaces_the_former && self.talk.asking.contains(&layer);
            if !manner.is_of_drafts() && !is_there {
                self.talk.asking.push(layer);
            }
        }
    }

    /// An answer came for a layer.
    pub(super) fn is_answered(&mut self, layer: u64, answer: &Response) {
        if answer.is_of_drafts() {
            return;
        }
        if let Some(place) = self.talk.asking.iter().position(|asking| *asking == layer) {
            self.talk.asking.remove(place);
        }
    }

    fn is_asking(&self) -> bool {
        let top = self.layers.last();
        top.is_some_and(|(id, _)| self.asks_for_something(*id))
    }

    /// Whether a layer waits for an answer.
    pub(super) fn asks_for_something(&self, layer: u64) -> bool {
        self.talk.asking.contains(&layer)
    }

    fn page(&self) -> SpokenPage {
        let top = self.layers.last();
        top.map(|(_, screen)| screen.plain(&self.context))
            .unwrap_or_default()
    }

    /// Program, account, person and day.
    fn frame(&self) -> String {
        let (i18n, header) = (&self.context.i18n, &self.context.header);
        let product = i18n.t(if self.context.demo {
            "app-name-demo"
        } else {
            "app-name"
        });
        let mut person = vec![header.person.clone()];
        person.extend(header.roles.iter().map(|key| i18n.t(key)));
        person.retain(|part| !part.is_empty());
        let account = if self.is_of_account() {
            header.account()
        } else {
            chrome::all_accounts(header, i18n)
        };
        let parts = [product, account, person.join(", "), i18n.day(self.context.today)];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("{}.", parts.join(". "))
    }

    /// What can be chosen: the rows, then the actions. Nothing while a text is asked for.
    fn items(&self, page: &SpokenPage) -> Vec<PromptItem> {
        let i18n = &self.context.i18n;
        let question = page.question.as_ref();
        let is_typed = question.is_some_and(|question| is_typed(question, &page.rows));
        // While something is on its way there is nothing to choose; b closes what may be closed.
        if page.wait == Some(Wait::Told) || (is_typed && !self.talk.listing) {
            return Vec::new();
        }
        let mut items = Vec::new();
        if !self.talk.listing {
            items.extend(page.rows.iter().enumerate().map(|(place, row)| {
                let mut details = row.details.clone();
                details.extend(row.closed.clone());
                let label = ("label", Arg::Text(row.label.clone()));
                PromptItem {
                    heading: row.heading.clone(),
                    label: row.label.clone(),
                    text: match row.closed {
                        Some(_) => i18n.tr("plain-closed", &[label]),
                        None => row.label.clone(),
                    },
                    details,
                    choice: PromptChoice::Row(place),
                    means: Some(row.means.clone()),
                }
            }));
        }
        items.extend(self.actions_to_number(page).into_iter().map(|hint| {
            let label = i18n.t(hint.label_key());
            PromptItem {
                heading: None,
                text: label.clone(),
                label,
                details: Vec::new(),
                choice: PromptChoice::Action(hint.action),
                means: None,
            }
        }));
        items
    }

    /// The actions that make sense line by line: none that only moves about, and none twice.
    fn actions_to_number(&self, page: &SpokenPage) -> Vec<Hint> {
        let opens_rows = page.rows.iter().any(|row| matches!(row.means, Means::Point(_)));
        let mut hints: Vec<Hint> = Vec::new();
        for hint in self.actions() {
            let is_for_rows = hint.action == Action::ACTIVATE && (opens_rows || page.question.is_some());
            // Help and quitting have signs of their own, which the first page tells.
            let is_everywhere = matches!(hint.action, Action::HELP | Action::QUIT) && self.layers.len() > 1;
            let is_there = hints.iter().any(|other| other.label_key() == hint.label_key());
            if hint.in_footer && hint.action.is_said() && !is_for_rows && !is_everywhere && !is_there {
                hints.push(hint);
            }
        }
        hints
    }

    fn is_possible(&self, action: Action) -> bool {
        self.actions().iter().any(|hint| hint.action == action)
    }

    fn answer_back(&mut self, effects: &mut Vec<Effect>) {
        let back = [Action::BACK, Action::CLOSE];
        match back.into_iter().find(|action| self.is_possible(*action)) {
            Some(action) => self.act(action, effects),
            None => self.said = Some(self.context.i18n.t("plain-first-page")),
        }
        // Who comes back to a form looks it over, and may go back further from there.
        for _ in 0..MOST_FIELDS {
            let question = self.page().question;
            if question.is_none_or(|question| question.kind == AnswerKind::Search)
                || !self.is_possible(Action::NEXT_FIELD)
            {
                break;
            }
            self.act(Action::NEXT_FIELD, effects);
        }
    }

    fn choose(&mut self, prompt_page: &PromptPage, place: usize, effects: &mut Vec<Effect>) {
        let page = self.page();
        match prompt_page.items.get(place).map(|item| item.choice) {
            Some(PromptChoice::Action(Action::BACK | Action::CLOSE)) => self.answer_back(effects),
            Some(PromptChoice::Action(action)) => {
                self.act(action, effects);
                self.mend_after_a_refusal();
            }
            Some(PromptChoice::Row(place)) => {
                if let Some(row) = page.rows.get(place) {
                    self.choose_row(&page, row, effects);
                }
            }
            None => {}
        }
    }

    fn choose_row(&mut self, page: &SpokenPage, row: &SpokenRow, effects: &mut Vec<Effect>) {
        match &row.means {
            _ if row.closed.is_some() => {
                let args = [("label", Arg::Text(row.label.clone()))];
                let closed = self.context.i18n.tr("plain-closed", &args);
                let why = row.closed.clone().unwrap_or_default();
                self.said = Some(format!("{closed}. {why}"));
            }
            Means::Point(place) => self.point_and(page, *place, Action::ACTIVATE, effects),
            Means::Onward(place, action) => self.point_and(page, *place, *action, effects),
            Means::Act(action) => self.act(*action, effects),
            Means::Field(field) => {
                self.talk.mending = self.here();
                self.tell_top(ScreenEvent::PointedAtField(*field), effects);
            }
            Means::Answer(answer) => self.reply(&Paste::new(answer.clone()), effects),
        }
    }

    /// Selects what has a place, and does something from there.
    fn point_and(&mut self, page: &SpokenPage, place: usize, action: Action, effects: &mut Vec<Effect>) {
        if page.selected != Some(place) {
            self.tell_top(ScreenEvent::Pointed(place), effects);
        }
        if self.is_possible(action) {
            self.act(action, effects);
        }
    }

    /// Gives an answer to the field that is asked for, and goes on to the next one when it was taken.
    fn reply(&mut self, answer: &Paste, effects: &mut Vec<Effect>) {
        self.tell_top(ScreenEvent::Reply(answer), effects);
        let refused = |question: &SpokenQuestion| question.error.is_some() || question.is_open;
        // A list that was told what to look for asks nothing more.
        let question = self.page().question;
        if question.is_some_and(|question| !refused(&question)) {
            self.go_on(effects);
        }
    }

    /// To the next field; after a single one that was asked anew, to the next that is wrong or to the end.
    fn go_on(&mut self, effects: &mut Vec<Effect>) {
        let mending = self.talk.mending.is_some() && self.talk.mending == self.here();
        for _ in 0..MOST_FIELDS {
            if !self.is_possible(Action::NEXT_FIELD) {
                break;
            }
            self.act(Action::NEXT_FIELD, effects);
            let question = self.page().question;
            let is_wrong = |question: &SpokenQuestion| question.error.is_some();
            if !mending || question.as_ref().is_none_or(is_wrong) {
                break;
            }
        }
        if self.page().question.is_none() {
            self.talk.mending = None;
        }
    }

    /// What was refused is asked for anew, and nothing else.
    pub(super) fn mend_after_a_refusal(&mut self) {
        if self.asks_for_what_is_wrong() {
            self.talk.mending = self.here();
        }
    }

    /// Whether the field that is asked for was refused.
    pub(super) fn asks_for_what_is_wrong(&self) -> bool {
        let question = self.context.plain.then(|| self.page().question).flatten();
        question.is_some_and(|question| question.error.is_some())
    }

    fn here(&self) -> Option<(u64, Option<String>)> {
        let (id, _) = self.layers.last()?;
        Some((*id, self.page().step))
    }
}

/// Whether it only leads back.
fn is_back(item: &PromptItem) -> bool {
    matches!(item.choice, PromptChoice::Action(Action::BACK | Action::CLOSE))
}

/// Whether the answer is typed rather than chosen.
fn is_typed(question: &SpokenQuestion, rows: &[SpokenRow]) -> bool {
    match question.kind {
        AnswerKind::Text | AnswerKind::Lines | AnswerKind::Secret | AnswerKind::Search => true,
        AnswerKind::Name => rows.is_empty(),
        AnswerKind::Choice => false,
    }
}
