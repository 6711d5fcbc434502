//! A question that stands in place of a page until it is answered, such as whether to throw away what was typed.
//!
//! Only the keys that it names answer it, and none that was typed before it was shown ([`Screen::must_be_seen`]).
//! Enter is none of them: whoever presses it once too often must not have answered.
//!
//! [`Screen::must_be_seen`]: crate::tui::layer::Screen::must_be_seen

use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::Command;
use crate::tui::action::{Action, Hint, key_name};
use crate::tui::canvas::{Canvas, Target};
use crate::tui::layer::Context;
use crate::tui::plain;
use crate::tui::widgets::Dialog;
use crate::tui::widgets::scroll::wrap;

/// Columns of a question.
const WIDTH: u16 = 48;

/// The question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// What it is about, in a word or two.
    pub title: String,
    /// The question itself.
    pub text: String,
    /// The answers; nothing else is possible until one is given.
    pub answers: Vec<Command>,
}

impl Question {
    fn new(title: String, text: String, others: &[Hint]) -> Self {
        let back = Hint::labeled(Action::BACK, "button-keep-editing");
        let answers = std::iter::once(&back).chain(others).cloned();
        Self {
            title,
            text,
            answers: answers.map(Command::open).collect(),
        }
    }

    /// Whether to throw away what was typed: [`Action::BACK`] keeps it, [`Action::DISCARD`] throws it away.
    pub fn discarding(title: &str, text: &str, context: &Context) -> Self {
        let discard = Hint::labeled(Action::DISCARD, "button-discard");
        Self::new(context.i18n.t(title), context.i18n.t(text), &[discard])
    }

    /// The same about what was typed, isn't sent, and is kept nowhere.
    pub fn leaving(context: &Context) -> Self {
        Self::discarding("unsaved-title", "unsaved-not-kept", context)
    }

    /// What is to become of a draft: [`Action::CONFIRM`] leaves and keeps it.
    pub fn leaving_a_draft(context: &Context) -> Self {
        let others = [
            Hint::labeled(Action::CONFIRM, "button-leave-draft"),
            Hint::labeled(Action::DISCARD, "button-discard"),
        ];
        Self::new(
            context.i18n.t("unsaved-title"),
            context.i18n.t("unsaved-draft"),
            &others,
        )
    }

    /// Whether to do what can't be undone, which [`Action::CONFIRM`] does; the key of what it does is its label.
    pub fn confirming(title: String, text: String, does: &'static str) -> Self {
        Self::new(title, text, &[Hint::labeled(Action::CONFIRM, does)])
    }

    /// With nothing to go on with but what is behind it: the answer that changes nothing leads back.
    #[must_use]
    pub fn leading_back(mut self) -> Self {
        if let Some(first) = self.answers.first_mut() {
            *first = Command::open(Hint::shown(Action::BACK));
        }
        self
    }

    /// Draws it over an area, in which nothing else can be clicked.
    pub(in crate::tui) fn view(&self, canvas: &mut Canvas<'_>, area: Rect, context: &Context) {
        let width = WIDTH.min(area.width.saturating_sub(4));
        let shown = || self.answers.iter().map(|answer| &answer.hint);
        let shown = || shown().filter(|hint| hint.in_footer);
        let mut lines: Vec<Line> = wrap(&self.text, width).into_iter().map(Line::from).collect();
        lines.push(Line::default());
        lines.extend(shown().map(|hint| {
            let key = context.keymap.key_shown(hint.action, false).map(key_name);
            let text = format!(
                "{:<7} {}",
                key.unwrap_or_default(),
                context.i18n.t(hint.label_key())
            );
            Line::styled(text, context.theme.key)
        }));
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let dialog = Dialog::new(&self.title, width, height, &context.theme);
        canvas.render_widget(&dialog, area);
        let inner = dialog.inner(area);
        // Nothing beside the box means anything either, until the question is answered.
        canvas.cover(area);
        let first = lines.len() - shown().count();
        // The first answer changes nothing.
        if let Some(row) = inner.rows().nth(first) {
            canvas.set_cursor_position((row.x, row.y));
        }
        for (hint, row) in shown().zip(inner.rows().skip(first)) {
            canvas.target(row, Target::Action(hint.action));
        }
        canvas.render_widget(Paragraph::new(lines), inner);
    }

    /// The same line by line; the footer's actions are the answers.
    pub(in crate::tui) fn said(&self) -> plain::SpokenPage {
        plain::SpokenPage {
            step: Some(self.title.clone()),
            ..plain::SpokenPage::saying([self.text.clone()])
        }
    }
}
