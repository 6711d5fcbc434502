//! The session: one operator's screen as a pure state machine. Events in, effects out, a view of the state.
//!
//! Screens are a stack of layers; the top one has the keys. A screen opens and closes layers by returning a
//! [`Step`], never by holding the stack. No I/O, no clock, no await in here.

use ratatui::Frame;
use ratatui::layout::Size;

use crate::domain::date::Day;
use crate::domain::ids::AccountId;
use crate::i18n::{I18n, Locale};
use crate::services::context::Actor;
use crate::services::watch::Changed;

use super::action::{Action, Hint};
use super::chrome;
use super::effect::{Answer, Effect, Event, Request};
use super::screens::help::Help;
use super::screens::tiles::Tiles;
use super::term::event::{Input, Key, Paste};
use super::theme::Theme;

/// What every screen may know: who acts, for which account, in which language, on which day.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Language.
    pub i18n: I18n,
    /// Styles and symbols.
    pub theme: Theme,
    /// The day.
    pub today: Day,
    /// Who acts.
    pub actor: Actor,
    /// The account that is open.
    pub account: Option<AccountId>,
    /// Company, MPN ID, name and roles for the header, once loaded.
    pub header: Header,
    /// Whether this is a demo store, in which one may act as anybody.
    pub demo: bool,
    /// Size of the terminal.
    pub size: Size,
}

/// The line that always tells where one is and as whom.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Header {
    /// Company and MPN ID.
    pub account: String,
    /// Name.
    pub person: String,
    /// Keys of the names of their roles here.
    pub roles: Vec<String>,
    /// Whether the person is of Finance.
    pub books_money: bool,
}

/// Something that a screen is told.
#[derive(Debug)]
pub enum ScreenEvent<'a> {
    /// It was opened, or uncovered by a layer that closed.
    Shown,
    /// An action of its own was chosen.
    Action(Action),
    /// A key that is no action: text.
    Key(Key),
    /// Pasted text.
    Paste(&'a Paste),
    /// More was pasted than can be taken; nothing was.
    PasteTooLarge,
    /// A request of its own was answered.
    Answer(Answer),
    /// A pause of its own is over.
    Pause(u64),
    /// A record changed.
    Changed(Changed),
    /// A new day began.
    NewDay,
    /// The session ends: keep what was typed.
    Leaving,
}

/// What a screen wants after an event.
#[derive(Debug, Default)]
pub struct Step {
    /// Use cases to run.
    pub requests: Vec<Request>,
    /// Pauses to wait for: token and milliseconds.
    pub pauses: Vec<(u64, u64)>,
    /// What happens to the stack.
    pub go: Option<Go>,
    /// A change of what every screen knows.
    pub tell: Option<Tell>,
}

/// What happens to the stack of layers.
#[derive(Debug)]
pub enum Go {
    /// A layer is opened on top.
    Open(Box<dyn Screen>),
    /// This layer is replaced.
    Become(Box<dyn Screen>),
    /// This layer is closed.
    Back,
    /// Every layer but the lowest is closed.
    Home,
    /// The session ends.
    Quit,
}

/// A change of what every screen knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Tell {
    /// Another account is open.
    Account(AccountId),
    /// Another person acts (demo).
    Actor(Actor),
    /// The header's content.
    Header(Header),
    /// The other language.
    Language(Locale),
}

impl Step {
    /// Nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// One request.
    pub fn ask(request: Request) -> Self {
        Self {
            requests: vec![request],
            ..Self::default()
        }
    }

    /// A move.
    pub fn go(go: Go) -> Self {
        Self {
            go: Some(go),
            ..Self::default()
        }
    }

    /// Opens a layer.
    pub fn open(screen: impl Screen + 'static) -> Self {
        Self::go(Go::Open(Box::new(screen)))
    }

    /// Adds a request.
    #[must_use]
    pub fn and_ask(mut self, request: Request) -> Self {
        self.requests.push(request);
        self
    }

    /// Adds a pause.
    #[must_use]
    pub fn and_pause(mut self, token: u64, millis: u64) -> Self {
        self.pauses.push((token, millis));
        self
    }

    /// Adds something to tell.
    #[must_use]
    pub fn and_tell(mut self, tell: Tell) -> Self {
        self.tell = Some(tell);
        self
    }
}

/// A screen: a noun with its own state.
pub trait Screen: Send + std::fmt::Debug {
    /// Takes an event.
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step;

    /// Draws itself into the room between header and footer.
    fn view(&self, frame: &mut Frame, area: ratatui::layout::Rect, desk: &Desk);

    /// Its title, in the session's language.
    fn title(&self, desk: &Desk) -> String;

    /// The actions that are possible now.
    fn actions(&self, desk: &Desk) -> Vec<Hint>;

    /// Whether a text field has the focus, so that plain characters are text.
    fn is_typing(&self) -> bool {
        false
    }
}

/// One operator's session.
#[derive(Debug)]
pub struct Session {
    desk: Desk,
    layers: Vec<(u64, Box<dyn Screen>)>,
    next_layer: u64,
    ended: bool,
}

impl Session {
    /// A session that begins with the tiles; give its first effects to the runtime.
    pub fn new(desk: Desk) -> (Self, Vec<Effect>) {
        Self::starting_with(desk, Box::new(Tiles::new()))
    }

    /// A session that begins with another screen.
    pub fn starting_with(desk: Desk, first: Box<dyn Screen>) -> (Self, Vec<Effect>) {
        let mut session = Self {
            desk,
            layers: Vec::new(),
            next_layer: 0,
            ended: false,
        };
        let mut effects = Vec::new();
        session.open(first, &mut effects);
        (session, effects)
    }

    /// Who acts now: the runtime runs requests for them.
    pub const fn actor(&self) -> &Actor {
        &self.desk.actor
    }

    /// The day that the session shows.
    pub const fn today(&self) -> Day {
        self.desk.today
    }

    /// Takes an event.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Input(input) => self.input(input, &mut effects),
            Event::Answer { layer, answer } => self.tell(layer, ScreenEvent::Answer(answer), &mut effects),
            Event::Pause { layer, token } => self.tell(layer, ScreenEvent::Pause(token), &mut effects),
            Event::Changed(changed) => {
                self.tell_all(|| ScreenEvent::Changed(changed), &mut effects);
            }
            Event::NewDay(day) => {
                self.desk.today = day;
                self.tell_all(|| ScreenEvent::NewDay, &mut effects);
            }
        }
        effects
    }

    /// Draws the top layer between header and footer.
    pub fn view(&self, frame: &mut Frame) {
        let Some((_, screen)) = self.layers.last() else {
            return;
        };
        let (title, typing) = (screen.title(&self.desk), screen.is_typing());
        let area = chrome::view(frame, &self.desk, &title, &self.actions(), typing);
        if let Some(area) = area {
            screen.view(frame, area, &self.desk);
        }
    }

    fn actions(&self) -> Vec<Hint> {
        let mut actions = self
            .layers
            .last()
            .map(|(_, screen)| screen.actions(&self.desk))
            .unwrap_or_default();
        actions.push(Hint::shown(Action::Help));
        actions.push(if self.layers.len() == 1 {
            Hint::shown(Action::Quit)
        } else {
            Hint::hidden(Action::Quit)
        });
        actions
    }

    fn input(&mut self, input: Input, effects: &mut Vec<Effect>) {
        match input {
            Input::Key(key) => self.key(key, effects),
            Input::Paste(paste) => self.tell_top(ScreenEvent::Paste(&paste), effects),
            Input::PasteTooLarge => self.tell_top(ScreenEvent::PasteTooLarge, effects),
            Input::Resize(size) => self.desk.size = size,
            Input::Hangup => self.quit(effects),
            Input::Mouse(_) | Input::FocusGained | Input::FocusLost => {}
        }
    }

    fn key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let typing = self.layers.last().is_some_and(|(_, screen)| screen.is_typing());
        match Action::of_key(key, typing, &self.actions()) {
            Some(Action::Quit) => self.quit(effects),
            Some(Action::Help) => {
                let help = Help::new(self.actions());
                self.open(Box::new(help), effects);
            }
            Some(action) => self.tell_top(ScreenEvent::Action(action), effects),
            None => self.tell_top(ScreenEvent::Key(key), effects),
        }
    }

    fn quit(&mut self, effects: &mut Vec<Effect>) {
        if !self.ended {
            self.ended = true;
            self.tell_all(|| ScreenEvent::Leaving, effects);
            effects.push(Effect::Quit);
        }
    }

    fn tell_top(&mut self, event: ScreenEvent<'_>, effects: &mut Vec<Effect>) {
        if let Some(id) = self.layers.last().map(|(id, _)| *id) {
            self.tell(id, event, effects);
        }
    }

    fn tell_all<'a>(&mut self, event: impl Fn() -> ScreenEvent<'a>, effects: &mut Vec<Effect>) {
        let ids: Vec<u64> = self.layers.iter().map(|(id, _)| *id).collect();
        for id in ids {
            self.tell(id, event(), effects);
        }
    }

    /// Gives an event to a layer; an answer for a layer that was closed meanwhile is dropped.
    fn tell(&mut self, id: u64, event: ScreenEvent<'_>, effects: &mut Vec<Effect>) {
        let Some((_, screen)) = self.layers.iter_mut().find(|(layer, _)| *layer == id) else {
            return;
        };
        let step = screen.update(event, &self.desk);
        self.take(id, step, effects);
    }

    fn take(&mut self, id: u64, step: Step, effects: &mut Vec<Effect>) {
        let Step {
            requests,
            pauses,
            go,
            tell,
        } = step;
        if let Some(tell) = tell {
            self.learn(tell);
        }
        effects.extend(
            requests
                .into_iter()
                .map(|request| Effect::Do { layer: id, request }),
        );
        effects.extend(pauses.into_iter().map(|(token, millis)| Effect::Pause {
            layer: id,
            token,
            millis,
        }));
        match go {
            None => {}
            Some(Go::Open(screen)) => self.open(screen, effects),
            Some(Go::Become(screen)) => {
                self.layers.retain(|(layer, _)| *layer != id);
                self.open(screen, effects);
            }
            Some(Go::Back) if self.layers.len() > 1 => {
                self.layers.retain(|(layer, _)| *layer != id);
                self.tell_top(ScreenEvent::Shown, effects);
            }
            Some(Go::Home) if self.layers.len() > 1 => {
                self.layers.truncate(1);
                self.tell_top(ScreenEvent::Shown, effects);
            }
            Some(Go::Back | Go::Home) => {}
            Some(Go::Quit) => self.quit(effects),
        }
    }

    fn learn(&mut self, tell: Tell) {
        match tell {
            Tell::Account(account) => self.desk.account = Some(account),
            Tell::Actor(actor) => {
                self.desk.actor = actor;
                self.desk.account = None;
                self.desk.header = Header::default();
            }
            Tell::Header(header) => self.desk.header = header,
            Tell::Language(locale) => self.desk.i18n = I18n::new(locale),
        }
    }

    fn open(&mut self, screen: Box<dyn Screen>, effects: &mut Vec<Effect>) {
        let id = self.next_layer;
        self.next_layer += 1;
        self.layers.push((id, screen));
        self.tell(id, ScreenEvent::Shown, effects);
    }
}
