//! Plain mode: the same sessions said line by line, for screen readers, logs and terminals that cannot move their
//! cursor.
//!
//! It is a second view of the same model: the page of a screen is said as a [`SpokenPage`] from what it is drawn from; the
//! session numbers what can be chosen there ([`prompt_page`]) and finds out what a line of an answer means
//! ([`answer`]); the [`printer`] is the surface: it says what is new, and nothing twice. [`gate`] lets one line in for each page that was
//! said, so that a pipe is answered in step.
//!
//! A page has no layout: a thing a line, nothing padded, wrapped or drawn, and no sign that a voice would stumble over.

use ratatui::layout::Size;

use crate::i18n::unbound;

use super::action::Action;

pub mod answer;
pub mod gate;
pub mod printer;
pub mod prompt_page;

/// No screen is drawn; the size only keeps what is computed for one sensible.
pub const SIZE: Size = Size::new(80, 44);

/// What a screen says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SpokenPage {
    /// Where one is within the screen, such as a step of the wizard.
    pub step: Option<String>,
    /// What there is to know, a thing a line.
    pub lines: Vec<String>,
    /// What can be chosen.
    pub rows: Vec<SpokenRow>,
    /// Place of the row that [`super::layer::ScreenEvent::Pointed`] selected last.
    pub selected: Option<usize>,
    /// The field that is asked for; without one, something is to be chosen.
    pub question: Option<SpokenQuestion>,
    /// Something is on its way, and the page is not what it will be.
    pub wait: Option<Wait>,
}

/// Something that can be chosen by its number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SpokenRow {
    /// A heading that begins with this row.
    pub heading: Option<String>,
    /// What it is.
    pub label: String,
    /// What there is to know about it, a thing a line.
    pub details: Vec<String>,
    /// Why it cannot be chosen now, if it cannot.
    pub closed: Option<String>,
    /// What choosing it means.
    pub means: Means,
}

/// What choosing a row means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Means {
    /// What has that place for [`super::layer::ScreenEvent::Pointed`] is selected and opened.
    Point(usize),
    /// The same is selected, and then an action goes on from there.
    Onward(usize, Action),
    /// An action of the screen that has no row of its own, such as another list.
    Act(Action),
    /// The field in that place of the form is asked anew.
    Field(usize),
    /// It is the answer to the question.
    Answer(String),
}

/// A field of a form that is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SpokenQuestion {
    /// Its label.
    pub label: String,
    /// What there is to know about it.
    pub notes: Vec<String>,
    /// What it holds already; nothing when it is empty.
    pub now: Option<String>,
    /// The same as it was typed, where an answer of several lines grows out of it; empty elsewhere.
    pub written: String,
    /// What is wrong with what it holds.
    pub error: Option<String>,
    /// Which answers it takes.
    pub kind: AnswerKind,
    /// Whether the last answer fits several of the rows: it was taken as none of them yet.
    pub is_open: bool,
}

/// Which answers a question takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AnswerKind {
    /// Any text.
    Text,
    /// Several lines of text, one after the other; an empty one ends them.
    Lines,
    /// Digits that are not to be seen while they are typed.
    Secret,
    /// A name, or a part of one.
    Name,
    /// What a list is to be narrowed to; nothing is the whole list.
    Search,
    /// One of the rows.
    Choice,
}

/// Something is on its way. Until it came a form on the page asks nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wait {
    /// Usually for so short that it is worth no word; the sentence with this key says what takes long.
    Quiet(&'static str),
    /// The page itself says it.
    Told,
}

impl SpokenPage {
    /// A page that says something.
    pub fn saying(lines: impl IntoIterator<Item = String>) -> Self {
        Self {
            lines: lines.into_iter().collect(),
            ..Self::default()
        }
    }

    /// A page that is being loaded.
    pub fn loading() -> Self {
        Self {
            wait: Some(Wait::Quiet("word-loading")),
            ..Self::default()
        }
    }
}

impl SpokenRow {
    /// A row that is selected by its place and opened.
    pub const fn new(place: usize, label: String) -> Self {
        Self {
            heading: None,
            label,
            details: Vec::new(),
            closed: None,
            means: Means::Point(place),
        }
    }

    /// With something to know about it.
    #[must_use]
    pub fn detail(mut self, detail: String) -> Self {
        if !detail.is_empty() {
            self.details.push(detail);
        }
        self
    }

    /// That cannot be chosen now, and why.
    #[must_use]
    pub fn closed(self, why: String) -> Self {
        Self {
            closed: Some(why),
            ..self
        }
    }
}

/// A text as a voice says it: signs that it would stumble over become a pause, and nothing in it steers a terminal.
pub fn aloud(text: &str) -> String {
    let text = unbound(text)
        .replace(" · ", ", ")
        .replace('…', ".")
        .replace('•', "*");
    let lines: Vec<&str> = text
        .split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let mut spoken = lines.join(" ");
    if spoken.contains(crate::domain::text::is_hostile) {
        spoken = spoken.replace(crate::domain::text::is_hostile, "\u{fffd}");
    }
    spoken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_has_no_signs_that_a_voice_stumbles_over() {
        assert_eq!(
            aloud("Aurora · MPN 1234567 · Redmond"),
            "Aurora, MPN 1234567, Redmond"
        );
        assert_eq!(aloud("Asking the bank…"), "Asking the bank.");
        assert_eq!(aloud("475,00\u{a0}USD"), "475,00 USD");
        assert_eq!(aloud("one\n two \n\nthree"), "one two three");
        assert_eq!(aloud("a\u{1b}[2Jb"), "a\u{fffd}[2Jb");
    }
}
