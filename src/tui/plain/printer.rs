//! The surface of plain mode: says what is new of a page, and lets the next answer in.
//!
//! A page is said whole when it is another one or when it is asked for again; otherwise only what is new in it, and
//! the question. What somebody else changed meanwhile is said with a word in front, never the whole page. Every line
//! ends with a line feed; no escape sequence, no carriage return, no wrapping.

use std::io::{self, Write};
use std::time::Duration;

use ratatui::layout::Size;
use tokio::time::Instant;

use crate::tui::action::Action;
use crate::tui::session::Session;
use crate::tui::surface::Surface;

use super::gate::Gate;
use super::prompt_page::{PromptAbout, PromptChoice, PromptItem, PromptPage};
use super::{AnswerKind, Wait, aloud};

/// How long something may be on its way before that is worth a word.
const PATIENCE: Duration = Duration::from_secs(1);

/// Where lines are said.
pub trait PrinterVoice: Write {
    /// Keeps what is typed from being seen from now on, where typing can be seen, or ends that.
    fn hide(&mut self, _hidden: bool) -> io::Result<()> {
        Ok(())
    }
}

/// Says a session line by line.
#[derive(Debug)]
pub struct Printer<V> {
    voice: V,
    gate: Gate,
    /// Whether somebody may interrupt while something is on its way. A file or a pipe never means to.
    interrupts: bool,
    last: Option<PromptPage>,
    taught: Vec<PromptAbout>,
    /// What the last answer brought, on the same page: a reason why it was refused, for one.
    told: Vec<String>,
    /// What could be chosen when that was read out last.
    menu: Vec<PromptItem>,
    /// Since when the page is awaited, unless that was said already.
    awaited: Awaited,
    /// Something else was written behind the question, which is said again.
    is_interrupted: bool,
}

#[derive(Clone, Copy, Debug)]
enum Awaited {
    Nothing,
    Since(Instant),
    Told,
}

impl<V: PrinterVoice> Printer<V> {
    /// Says everything to a voice, and opens a gate for each answer.
    pub const fn new(voice: V, gate: Gate, interrupts: bool) -> Self {
        Self {
            voice,
            gate,
            interrupts,
            last: None,
            taught: Vec::new(),
            told: Vec::new(),
            menu: Vec::new(),
            awaited: Awaited::Nothing,
            is_interrupted: false,
        }
    }

    fn say(&mut self, lines: &[String]) -> io::Result<()> {
        let mut text = String::new();
        for line in lines {
            let line = aloud(line);
            if !line.is_empty() {
                text.push_str(&line);
                text.push('\n');
            }
        }
        self.voice.write_all(text.as_bytes())?;
        self.voice.flush()
    }

    /// Says nothing about what takes a moment only.
    fn wait(&mut self, sentence: &str) -> io::Result<()> {
        match self.awaited {
            Awaited::Nothing => self.awaited = Awaited::Since(Instant::now()),
            Awaited::Since(since) if since.elapsed() >= PATIENCE => {
                self.awaited = Awaited::Told;
                return self.say(&[sentence.to_owned()]);
            }
            Awaited::Since(_) | Awaited::Told => {}
        }
        Ok(())
    }

    /// What has to be said of a page.
    fn news(&mut self, prompt_page: &PromptPage) -> Vec<String> {
        let blank = PromptPage::default();
        let last = self.last.as_ref().unwrap_or(&blank);
        let again = self.last.is_none() || prompt_page.repeats != last.repeats;
        let whole = again || (&prompt_page.title, &prompt_page.step) != (&last.title, &last.step);
        let own = whole || prompt_page.turn != last.turn || last.wait.is_some();
        let mut lines = Vec::new();
        if again || prompt_page.frame != last.frame {
            lines.push(prompt_page.frame.clone());
        }
        if again || prompt_page.title != last.title {
            lines.push(prompt_page.title.clone());
        }
        if whole {
            lines.extend(prompt_page.step.clone());
        }
        if prompt_page.turn != last.turn || prompt_page.said != last.said {
            lines.extend(prompt_page.said.clone());
        }
        let is_new = |line: &&String| whole || !last.lines.contains(line);
        let mut told: Vec<String> = prompt_page.lines.iter().filter(is_new).cloned().collect();
        // What was refused a second time, for the same reason.
        if own && !whole && is_where_it_was(prompt_page, last) {
            told.clone_from(&self.told);
        }
        // An answer that was refused leaves one at the same question: far from it by now, one hears it again.
        let is_refused = !whole
            && own
            && prompt_page.kind.is_some()
            && prompt_page.notes == last.notes
            && !told.is_empty();
        let again = again || is_refused;
        if own {
            self.told = if whole { Vec::new() } else { told.clone() };
        }
        lines.extend(told);
        let before_items = lines.len();
        // While every number stands for what it stood for when they were read out, only what is not as it was is said.
        let is_known = !whole && !is_refused && same_choices(&self.menu, &prompt_page.items);
        if is_known {
            lines.extend(changed(&prompt_page.items, &self.menu));
        } else if !is_only_back(&prompt_page.items) {
            lines.extend(all(&prompt_page.items));
        }
        if !own && !lines.is_empty() {
            lines.insert(0, prompt_page.news.clone());
        }
        if !own
            && lines.is_empty()
            && (&prompt_page.error, &prompt_page.prompt) == (&last.error, &last.prompt)
        {
            return lines;
        }
        let has_news = lines.len();
        lines.extend(prompt_page.error.clone());
        lines.extend(
            prompt_page
                .notes
                .iter()
                .filter(|note| again || !last.notes.contains(note))
                .cloned(),
        );
        let question = lines.split_off(has_news);
        // A choice is asked for before what can be chosen is read out, a text after everything.
        let items = if prompt_page.kind.is_some() && !prompt_page.items.is_empty() {
            lines.split_off(before_items.min(lines.len()))
        } else {
            Vec::new()
        };
        lines.extend(question);
        lines.extend(items);
        if prompt_page.wait.is_some() {
            return lines;
        }
        if !self.taught.contains(&prompt_page.lesson.about) {
            self.taught.push(prompt_page.lesson.about);
            lines.push(prompt_page.lesson.text.clone());
        }
        lines.push(prompt_page.prompt.clone());
        lines
    }
}

/// Whether an answer changed nothing, and nothing was said about that.
fn is_where_it_was(prompt_page: &PromptPage, last: &PromptPage) -> bool {
    prompt_page.said.is_none()
        && (&prompt_page.lines, &prompt_page.items, &prompt_page.notes)
            == (&last.lines, &last.items, &last.notes)
        && (&prompt_page.kind, &prompt_page.error, &prompt_page.prompt)
            == (&last.kind, &last.error, &last.prompt)
}

/// Whether every number stands for the same thing.
fn same_choices(some: &[PromptItem], others: &[PromptItem]) -> bool {
    let pairs = some.iter().zip(others);
    some.len() == others.len()
        && pairs
            .into_iter()
            .all(|(one, other)| (one.choice, &one.means) == (other.choice, &other.means))
}

/// Whether one can only go back from here; the question says that better than a number.
fn is_only_back(items: &[PromptItem]) -> bool {
    let back = [Action::BACK, Action::CLOSE].map(PromptChoice::Action);
    matches!(items, [only] if back.contains(&only.choice))
}

fn all(items: &[PromptItem]) -> Vec<String> {
    let mut lines = Vec::new();
    for (place, item) in items.iter().enumerate() {
        lines.extend(item.heading.clone());
        lines.extend(numbered(place, item));
    }
    lines
}

/// The items that are not as they were.
fn changed(items: &[PromptItem], before: &[PromptItem]) -> Vec<String> {
    let pairs = items.iter().zip(before).enumerate();
    pairs
        .filter(|(_, (item, before))| item != before)
        .flat_map(|(place, (item, _))| numbered(place, item))
        .collect()
}

fn numbered(place: usize, item: &PromptItem) -> Vec<String> {
    let mut lines = vec![format!("{}. {}", place + 1, item.text)];
    lines.extend(item.details.iter().cloned());
    lines
}

impl<V: PrinterVoice> Surface for Printer<V> {
    fn show(&mut self, session: &Session) -> io::Result<()> {
        let prompt_page = session.prompt_page();
        if matches!(prompt_page.wait, Some(Wait::Quiet(_))) {
            return self.wait(&prompt_page.late);
        }
        self.awaited = Awaited::Nothing;
        let is_interrupted = std::mem::take(&mut self.is_interrupted);
        if self.last.as_ref() != Some(&prompt_page) {
            // Before the question, so that no one is faster than the hiding.
            self.voice.hide(prompt_page.kind == Some(AnswerKind::Secret))?;
            let lines = self.news(&prompt_page);
            self.say(&lines)?;
            if !prompt_page.items.is_empty() {
                self.menu.clone_from(&prompt_page.items);
            }
        } else if is_interrupted && prompt_page.wait.is_none() {
            self.say(std::slice::from_ref(&prompt_page.prompt))?;
        }
        if prompt_page.wait.is_none() || self.interrupts {
            self.gate.open();
        } else {
            self.gate.close();
        }
        self.last = Some(prompt_page);
        Ok(())
    }

    fn again(&self) -> Option<Instant> {
        match self.awaited {
            Awaited::Since(since) => Some(since + PATIENCE),
            Awaited::Nothing | Awaited::Told => None,
        }
    }

    fn resize(&mut self, size: Size) -> io::Result<Size> {
        self.is_interrupted = true;
        Ok(size)
    }

    fn copy(&mut self, _text: &str) -> io::Result<()> {
        // There is no clipboard without escape sequences, and no page offers to copy.
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use crate::tui::layer::Context;
    use crate::tui::screens::testing::fresh_context;

    impl PrinterVoice for Vec<u8> {}

    #[tokio::test(start_paused = true)]
    async fn what_takes_a_moment_is_worth_no_word_and_what_takes_long_is_worth_one() {
        let context = Context {
            plain: true,
            ..fresh_context(Locale::EnUs, 80, 24)
        };
        let (session, _never_answered) = Session::new(context);
        let gate = Gate::default();
        let mut printer = Printer::new(Vec::new(), gate.clone(), true);
        printer.show(&session).unwrap();
        assert_eq!(printer.voice, b"");
        let again = printer.again().unwrap();
        assert_eq!(again - Instant::now(), PATIENCE);
        tokio::time::advance(PATIENCE).await;
        printer.show(&session).unwrap();
        printer.show(&session).unwrap();
        assert_eq!(printer.voice, b"Loading.\n");
        assert_eq!(printer.again(), None);
        assert!(!gate.is_open(), "there is nothing to answer yet");
    }
}
