//! A page in words only: what the printer says and what an answer is looked up in. Everything that can be chosen has
//! its number: the rows first, then the actions that are possible now.

use crate::tui::action::Action;

use super::{AnswerKind, Means, Wait};

/// What is said now.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PromptPage {
    /// Program, account, person and day.
    pub frame: String,
    /// Title of the screen.
    pub title: String,
    /// Where one is within the screen.
    pub step: Option<String>,
    /// An answer to what was typed, said once.
    pub said: Option<String>,
    /// What there is to know.
    pub lines: Vec<String>,
    /// What can be chosen; the first one has number 1.
    pub items: Vec<PromptItem>,
    /// What is wrong with the answer that is there.
    pub error: Option<String>,
    /// What helps with the question; where something is to be chosen, the question itself.
    pub notes: Vec<String>,
    /// What is asked for.
    pub prompt: String,
    /// Which answers the question takes; without one, a number of an item does.
    pub kind: Option<AnswerKind>,
    /// Something is on its way.
    pub wait: Option<Wait>,
    /// What is said when that takes long, unless the page says it.
    pub late: String,
    /// What is to be learned here, for those who are here for the first time.
    pub lesson: Lesson,
    /// How many lines were typed so far: what changes without one is somebody else's doing.
    pub turn: u64,
    /// How often it was asked to say everything again.
    pub repeats: u64,
    /// What changes of somebody else's begin with.
    pub news: String,
}

/// Something that can be chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PromptItem {
    /// A heading that begins with it.
    pub heading: Option<String>,
    /// What it is called.
    pub label: String,
    /// How it is said behind its number.
    pub text: String,
    /// What there is to know about it.
    pub details: Vec<String>,
    /// What it stands for.
    pub choice: PromptChoice,
    /// What choosing it means, if it is a row.
    pub means: Option<Means>,
}

/// What an item stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PromptChoice {
    /// The row in that place.
    Row(usize),
    /// An action.
    Action(Action),
}

/// Something to learn, said once in a session.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lesson {
    /// Which one.
    pub about: PromptAbout,
    /// What to know.
    pub text: String,
}

/// What a lesson is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PromptAbout {
    /// Choosing by number.
    #[default]
    Choosing,
    /// Answering questions.
    Answering,
    /// Writing a text of several lines.
    Writing,
}
