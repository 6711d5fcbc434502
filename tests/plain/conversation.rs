//! A conversation with the desk in plain mode: lines in, lines out, written down as both sides said them.
//!
//! The loop, the services and the store are real. An answer is given when the question was said, as somebody does who
//! listens; nothing sleeps for time.

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use futures_util::{StreamExt, stream};
use offerdesk::i18n::{I18n, Locale};
use offerdesk::services::context::Actor;
use offerdesk::tui::desk::DeskOptions;
use offerdesk::tui::layer::{Context, Screen};
use offerdesk::tui::plain::gate::{Gate, Gated};
use offerdesk::tui::plain::printer::{Printer, PrinterVoice};
use offerdesk::tui::runtime;
use offerdesk::tui::session::Session;
use offerdesk::tui::term::caps::{Caps, TerminalOverrides};
use offerdesk::tui::term::event::{Input, Paste};
use offerdesk::tui::theme::selection::ThemeSelection;
use ratatui::layout::Size;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::pilot::fixture::{self, Fixture, Standing};
use crate::pilot::{DANA, LIMIT};

/// Somebody who talks to the desk.
pub struct Conversation {
    fixture: Fixture,
    lines: Option<mpsc::UnboundedSender<Input>>,
    gate: Gate,
    /// Lines that were typed, and how many of them the desk took.
    sent: usize,
    taken: Arc<AtomicUsize>,
    heard: Arc<Mutex<Heard>>,
    session: JoinHandle<()>,
    standing: Option<Standing>,
}

/// What a conversation begins with.
pub enum First {
    /// The tiles of an account, though there are several.
    Tiles,
    /// What the desk itself begins with.
    Work,
    Screen(Box<dyn Screen>),
}

/// Everything that was said.
#[derive(Default)]
struct Heard {
    text: String,
    /// Whether what is typed is hidden now.
    is_hidden: bool,
}

/// The desk's voice.
struct Ear(Arc<Mutex<Heard>>);

impl Write for Ear {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(
            text.is_empty() || text.ends_with('\n'),
            "{text:?} ends in the middle of a line"
        );
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
        self.0.lock().unwrap().text.push_str(text);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl PrinterVoice for Ear {
    fn hide(&mut self, hidden: bool) -> io::Result<()> {
        self.0.lock().unwrap().is_hidden = hidden;
        Ok(())
    }
}

impl Conversation {
    /// Dana in English.
    pub async fn demo() -> Self {
        Self::begin(&Fixture::demo(), DANA, Locale::EnUs).await
    }

    /// Somebody of the demo store; what is said first is waited for.
    pub async fn begin(fixture: &Fixture, person: &str, locale: Locale) -> Self {
        let user = fixture.services.person_by_email(person).await.unwrap();
        Self::open(fixture, Actor::demo(user.id), locale, true, First::Tiles).await
    }

    /// The same, of what is due in all accounts.
    pub async fn at_due(fixture: &Fixture, person: &str, locale: Locale) -> Self {
        let user = fixture.services.person_by_email(person).await.unwrap();
        Self::open(fixture, Actor::demo(user.id), locale, true, First::Work).await
    }

    /// Somebody on any screen.
    pub async fn open(fixture: &Fixture, actor: Actor, locale: Locale, demo: bool, first: First) -> Self {
        let options = DeskOptions {
            services: fixture.services.clone(),
            actor,
            account: None,
            at_account: matches!(first, First::Tiles),
            i18n: I18n::new(locale),
            demo,
            keymap: Arc::default(),
            theme_selection: ThemeSelection::default(),
            overrides: TerminalOverrides::default(),
        };
        let desk = Context {
            plain: true,
            ..options.context(Caps::default(), Size::new(80, 44))
        };
        let session = match first {
            First::Screen(first) => Session::starting_with(desk, first),
            First::Tiles | First::Work => Session::new(desk),
        };
        let (lines, typed) = mpsc::unbounded_channel();
        let taken = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&taken);
        let typed = stream::unfold(typed, |mut typed| async move {
            let line = typed.recv().await?;
            Some((line, typed))
        })
        .inspect(move |_| {
            counted.fetch_add(1, Ordering::SeqCst);
        });
        let gate = Gate::default();
        let heard = Arc::new(Mutex::new(Heard::default()));
        let mut printer = Printer::new(Ear(Arc::clone(&heard)), gate.clone(), false);
        let inputs = Gated::new(typed.boxed(), gate.clone());
        let services = fixture.services.clone();
        let standing = Standing::tasks(fixture::TASKS_OF_A_SESSION);
        let session = tokio::spawn(async move {
            runtime::run(session, inputs, &mut printer, &services)
                .await
                .unwrap();
        });
        let talk = Self {
            fixture: fixture.clone(),
            lines: Some(lines),
            gate,
            sent: 0,
            taken,
            heard,
            session,
            standing: Some(standing),
        };
        talk.until("the first page was said", || talk.gate.is_open())
            .await;
        talk
    }

    pub const fn fixture(&self) -> &Fixture {
        &self.fixture
    }

    /// Types a line, and waits until the desk asks for the next one. What is hidden is not written down.
    pub async fn say(&mut self, line: &str) -> &mut Self {
        self.type_line(line);
        self.until("the next question was said", || {
            self.taken.load(Ordering::SeqCst) == self.sent && self.gate.is_open()
        })
        .await;
        self
    }

    /// One line after the other.
    pub async fn say_all(&mut self, lines: &[&str]) -> &mut Self {
        for line in lines {
            self.say(line).await;
        }
        self
    }

    /// Types a line, and waits until the session has ended.
    pub async fn say_last(mut self, line: &str) -> String {
        self.type_line(line);
        self.ended().await
    }

    /// Types a line, and waits for nothing.
    pub fn type_line(&mut self, line: &str) {
        let mut heard = self.heard.lock().unwrap();
        let shown = if heard.is_hidden { "(not shown)" } else { line };
        let shown = format!("> {shown}");
        heard.text.push_str(shown.trim_end());
        heard.text.push('\n');
        drop(heard);
        self.sent += 1;
        let lines = self.lines.as_ref().unwrap();
        lines.send(Input::Line(Paste::new(line.to_owned()))).unwrap();
    }

    /// The line drops, or the file is over; gives everything that was said.
    pub async fn hang_up(mut self) -> String {
        drop(self.lines.take());
        self.ended().await
    }

    async fn ended(&mut self) -> String {
        tokio::time::timeout(LIMIT, &mut self.session)
            .await
            .expect("the session ends in time")
            .expect("the session does not panic");
        drop(self.standing.take());
        self.text()
    }

    /// Waits until something was said.
    pub async fn hears(&self, text: &str) {
        self.until(&format!("{text:?} was said"), || self.text().contains(text))
            .await;
    }

    /// Everything that both sides said.
    pub fn text(&self) -> String {
        self.heard.lock().unwrap().text.clone()
    }

    /// The rest of what was said, from the last time that something was.
    pub fn since(&self, text: &str) -> String {
        let all = self.text();
        let place = all
            .rfind(text)
            .unwrap_or_else(|| panic!("{text:?} was never said:\n{all}"));
        all[place..].to_owned()
    }

    /// Number of the choice that is called so, as it was said last.
    pub fn number_of(&self, label: &str) -> String {
        let all = self.text();
        let numbered = |line: &&str| {
            let rest = line
                .split_once(". ")
                .filter(|(number, _)| number.parse::<usize>().is_ok());
            rest.is_some_and(|(_, rest)| rest.starts_with(label))
        };
        let line = all.lines().rfind(numbered);
        let line = line.unwrap_or_else(|| panic!("no choice is called {label:?}:\n{all}"));
        line.split_once('.').unwrap().0.to_owned()
    }

    /// Chooses by what it is called, typing its number.
    pub async fn choose(&mut self, label: &str) -> &mut Self {
        let number = self.number_of(label);
        self.say(&number).await
    }

    /// Waits until nothing is on its way.
    pub async fn settle(&self) {
        self.fixture.settle().await;
    }

    pub async fn until(&self, what: &str, reached: impl Fn() -> bool) {
        let deadline = Instant::now() + LIMIT;
        while !reached() {
            assert!(
                !self.session.is_finished(),
                "the session ended before {what}:\n{}",
                self.text()
            );
            assert!(Instant::now() < deadline, "never came: {what}\n{}", self.text());
            fixture::let_others_work().await;
        }
    }
}
