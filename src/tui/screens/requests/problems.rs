//! The steps that lead to a new request by hand, as the source has them: **Report problems with Partner Center** with
//! **New request**, then the **Type of problem**.

use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::services::requests::RequestForm;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::kept::Tone;
use crate::tui::layer::Desk;
use crate::tui::plain::{Page, Row};
use crate::tui::screens::summary;
use crate::tui::widgets::{Choice, SelectItem, SelectList};

/// A step, and what is chosen there.
#[derive(Debug)]
pub(super) struct Problems {
    step: Step,
    choice: Choice,
}

/// Which step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    Report,
    Problem,
}

/// Where a choice leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Led {
    /// It stays here.
    Here,
    /// To the form, with this type of problem.
    Form(String),
    /// Out of the first step.
    Out,
}

impl Problems {
    /// At the first step.
    pub(super) const fn new() -> Self {
        Self {
            step: Step::Report,
            choice: Choice::new(1),
        }
    }

    /// At the type of problem that was chosen before.
    pub(super) fn at(problem: &str, start: &RequestForm) -> Self {
        let mut choice = Choice::new(start.problems.len());
        let place = start.problems.iter().position(|other| other.id == problem);
        choice.select(place.unwrap_or_default());
        Self {
            step: Step::Problem,
            choice,
        }
    }

    /// Takes an action.
    pub(super) fn act(&mut self, action: Action, start: &RequestForm) -> Led {
        match (action, self.step) {
            (Action::Up | Action::PreviousField, _) => self.choice.previous(),
            (Action::Down | Action::NextField, _) => self.choice.next(),
            (Action::First, _) => self.choice.first(),
            (Action::Last, _) => self.choice.last(),
            (Action::Activate | Action::NewRequest, Step::Report) => {
                self.step = Step::Problem;
                self.choice = Choice::new(start.problems.len());
            }
            (Action::Activate, Step::Problem) => {
                let chosen = self.choice.index().and_then(|place| start.problems.get(place));
                return chosen.map_or(Led::Here, |problem| Led::Form(problem.id.clone()));
            }
            (Action::Back, Step::Report) => return Led::Out,
            (Action::Back, Step::Problem) => *self = Self::new(),
            _ => {}
        }
        Led::Here
    }

    /// Takes a place that was pointed at: what is chosen already is opened.
    pub(super) fn point(&mut self, place: usize, start: &RequestForm) -> Led {
        if self.choice.index() == Some(place) {
            return self.act(Action::Activate, start);
        }
        self.choice.select(place);
        Led::Here
    }

    pub(super) fn wheel(&mut self, notches: i16) {
        self.choice.wheel(notches);
    }

    /// What can be chosen, as label and a word about it.
    fn words(&self, start: &RequestForm, desk: &Desk) -> Vec<(String, String)> {
        let tag = desk.i18n.locale().tag();
        match self.step {
            Step::Report => vec![(desk.i18n.t("title-new-request"), desk.i18n.t("request-new-note"))],
            Step::Problem => {
                let problems = start.problems.iter();
                let words = problems.map(|problem| {
                    // Where to go with a cancellation is not to be guessed from the name.
                    let note = if problem.cancels {
                        desk.i18n.t("request-problem-cancels")
                    } else {
                        String::new()
                    };
                    (problem.names.in_language(tag).to_owned(), note)
                });
                words.collect()
            }
        }
    }

    /// The way so far.
    fn heading(&self, desk: &Desk) -> String {
        match self.step {
            Step::Report => desk.i18n.t("title-report-problems"),
            Step::Problem => path(&Tone::of(desk)),
        }
    }

    const fn question(&self) -> &'static str {
        match self.step {
            Step::Report => "request-report-note",
            Step::Problem => "request-choose-problem",
        }
    }

    pub(super) fn view(&self, start: &RequestForm, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        let mut lines = vec![
            Line::styled(self.heading(desk), desk.theme.title),
            Line::default(),
        ];
        let question = desk.i18n.t(self.question());
        lines.extend(summary::paragraph(&question, area.width, desk.theme.text));
        lines.push(Line::default());
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let [above, list] = Layout::vertical([Constraint::Length(rows), Constraint::Min(1)]).areas(area);
        canvas.render_widget(Paragraph::new(lines), above);
        let words = self.words(start, desk);
        let items: Vec<SelectItem> = words
            .iter()
            .map(|(label, note)| match note.as_str() {
                "" => SelectItem::new(label),
                note => SelectItem::new(label).detail(note),
            })
            .collect();
        SelectList::new(&items, self.choice.index(), &desk.theme).view(canvas, list);
    }

    pub(super) fn plain(&self, start: &RequestForm, desk: &Desk) -> Page {
        let words = self.words(start, desk).into_iter().enumerate();
        let rows = words.map(|(place, (label, note))| Row::new(place, label).detail(note));
        Page {
            step: Some(self.heading(desk)),
            rows: rows.collect(),
            selected: self.choice.index(),
            ..Page::saying([desk.i18n.t(self.question())])
        }
    }

    pub(super) fn actions(&self) -> Vec<Hint> {
        let mut actions = vec![Hint::labeled(Action::Activate, "action-select")];
        if self.step == Step::Report {
            actions.push(Hint {
                in_footer: false,
                ..Hint::shown(Action::NewRequest)
            });
        }
        actions.push(Hint::shown(Action::Back));
        actions.extend([Action::Up, Action::Down, Action::First, Action::Last].map(Hint::hidden));
        actions.extend([
            Hint::hidden_as(Action::NextField, "action-down"),
            Hint::hidden_as(Action::PreviousField, "action-up"),
        ]);
        actions
    }
}

/// The way to a new request.
pub(super) fn path(tone: &Tone) -> String {
    let steps = ["title-report-problems", "title-new-request"].map(|key| tone.i18n.t(key));
    steps.join(&format!(" {} ", tone.theme.symbols.more_right))
}
