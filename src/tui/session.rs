//! The session: one operator's screen as a pure state machine. Events in, effects out, a view of the state.
//!
//! Screens are a stack of layers; the top one has the keys. A screen opens and closes layers by returning a
//! [`Step`](super::layer::Step), never by holding the stack. No I/O, no clock, no await in here.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::date::Day;
use crate::i18n::Locale;
use crate::services::context::Actor;

use super::action::{Action, Hint};
use super::ask::Request;
use super::canvas::{Canvas, Target, Targets};
use super::chrome;
use super::effect::{Effect, Event};
use super::layer::{Context, ContextChange, Copyable, Destination, Screen, ScreenEvent, Typing};
use super::places::Place;
use super::preferences::Preference;
use super::screens::copies::{self, Copies};
use super::screens::help::Help;
use super::screens::palette::Palette;
use super::screens::themes::Themes;
use super::screens::tiles::Tiles;
use super::term::event::{Input, Key, Mouse, MouseButton, MouseKind};

mod actions;
mod plain;
mod stack;
mod unseen;

pub(in crate::tui) use actions::ACTIONS;

/// One operator's session.
#[derive(Debug)]
pub struct Session {
    context: Context,
    layers: Vec<(u64, Box<dyn Screen>)>,
    next_layer: u64,
    /// A sentence that stands in the last row until the next key.
    said: Option<String>,
    /// Header and footer in words.
    words: chrome::Words,
    /// The actions that are possible after the last event. Working them out may take as long as a frame's words: what
    /// can be copied is one of them.
    possible: Vec<Hint>,
    /// Where somebody is going who is asked first whether to throw something away.
    journey: Option<Destination>,
    ended: bool,
    /// Whether the terminal was asked to tell what its background is.
    listens: bool,
    /// Layers that were opened and do not show yet what they are for.
    opening: Vec<u64>,
    /// What the top layer asks that has to be seen before a key answers it.
    asked: Option<(u64, String)>,
    /// Where the conversation stands, while the session is said line by line.
    talk: plain::Talk,
}

impl Session {
    /// A session that begins with the tiles; give its first effects to the runtime.
    pub fn new(context: Context) -> (Self, Vec<Effect>) {
        Self::starting_with(context, Box::new(Tiles::new()))
    }

    /// A session that begins with another screen.
    pub fn starting_with(context: Context, first: Box<dyn Screen>) -> (Self, Vec<Effect>) {
        let mut session = Self {
            context,
            layers: Vec::new(),
            next_layer: 0,
            said: None,
            words: chrome::Words::default(),
            possible: Vec::new(),
            journey: None,
            ended: false,
            listens: false,
            opening: Vec::new(),
            asked: None,
            talk: plain::Talk::default(),
        };
        let mut effects = Vec::new();
        session.open(first, &mut effects);
        session.listen(&mut effects);
        session.possible = session.actions();
        (session, effects)
    }

    /// Who acts now: the runtime runs requests for them.
    pub const fn actor(&self) -> &Actor {
        &self.context.actor
    }

    /// The day that the session shows.
    pub const fn today(&self) -> Day {
        self.context.today
    }

    /// Whether the top layer was opened and does not show yet what it is for: keys have to wait for it.
    pub fn is_opening(&self) -> bool {
        let top = self.layers.last();
        top.is_some_and(|(id, _)| self.opening.contains(id))
    }

    /// Takes an event.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Input(input) => self.input(input, &mut effects),
            Event::Answer { layer, answer } => {
                self.is_answered(layer, &answer);
                let was_wrong = self.asks_for_what_is_wrong();
                self.tell(layer, ScreenEvent::Answer(answer), &mut effects);
                if !was_wrong {
                    self.mend_after_a_refusal();
                }
                if !self.asks_for_something(layer) {
                    self.opening.retain(|opening| *opening != layer);
                }
            }
            Event::Pause { layer, token } => self.tell(layer, ScreenEvent::Pause(token), &mut effects),
            Event::Changed(changed) => {
                self.tell_all(|| ScreenEvent::Changed(changed), &mut effects);
            }
            Event::NewDay(day) => {
                self.context.today = day;
                self.tell_all(|| ScreenEvent::NewDay, &mut effects);
            }
        }
        self.listen(&mut effects);
        self.possible = self.actions();
        self.ask_to_be_seen(&mut effects);
        effects
    }

    /// Asks the terminal about its background as long as the theme follows it.
    fn listen(&mut self, effects: &mut Vec<Effect>) {
        let listens = self.context.listens() && !self.context.plain;
        if std::mem::replace(&mut self.listens, listens) != listens {
            effects.push(Effect::Listen(listens));
        }
    }

    /// Draws the top layer between header and footer.
    pub fn view(&self, frame: &mut Frame) {
        let mut canvas = Canvas::new(frame.buffer_mut());
        self.draw(&mut canvas);
        self.context.theme.paint(canvas.buffer_mut());
        if let Some(cursor) = canvas.cursor() {
            frame.set_cursor_position(cursor);
        }
    }

    /// Whether the open account is what the screen is about: what lies over a screen about many accounts is about them,
    /// too.
    fn is_of_account(&self) -> bool {
        let mut layers = self.layers.iter();
        layers.all(|(_, layer)| layer.is_of_account(&self.context))
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let Some((_, screen)) = self.layers.last() else {
            return;
        };
        let bar = chrome::HeadBar {
            has_places: self.has_places(),
            place: self.place(),
            of_account: self.is_of_account(),
            hints: self.possible.clone(),
            typing: screen.typing(&self.context).is_on(),
            says: self.said.is_some(),
        };
        if let Some(area) = chrome::view(canvas, &self.context, bar, &self.words) {
            screen.view(canvas, area, &self.context);
            if let Some(sentence) = &self.said {
                chrome::say(canvas, sentence, &self.context.theme);
            }
        }
    }

    /// Whether one can go to places.
    fn has_places(&self) -> bool {
        self.layers.first().is_some_and(|(_, screen)| screen.is_home())
    }

    /// The place that one is at, if it is one.
    fn place(&self) -> Option<Place> {
        let layers = self.layers.iter().rev().map(|(_, screen)| screen);
        let mut of_one = layers.take_while(|screen| self.has_places() && !screen.is_elsewhere());
        of_one.find_map(|screen| screen.place())
    }

    /// Where a click means something now.
    pub fn targets(&self) -> Targets {
        let mut unseen = Buffer::empty(Rect::from((Position::ORIGIN, self.context.size)));
        let mut canvas = Canvas::with_targets(&mut unseen);
        self.draw(&mut canvas);
        canvas.into_targets()
    }

    /// The actions that are possible now.
    pub fn actions(&self) -> Vec<Hint> {
        let mut actions = self
            .layers
            .last()
            .map(|(_, screen)| screen.actions(&self.context))
            .unwrap_or_default();
        let is_told = actions.iter().any(|hint| hint.action == Action::COPY);
        if !is_told && self.copyable().next().is_some() {
            // Who fills in a form has other keys to find in the last row.
            let typing = self.typing().is_on();
            actions.push(Hint {
                in_footer: !typing,
                ..Hint::shown(Action::COPY)
            });
        }
        for preference in [Action::LANGUAGE, Action::THEME] {
            let is_there = actions.iter().any(|hint| hint.action == preference);
            if !is_there && self.may_change(preference) {
                actions.push(Hint::hidden(preference));
            }
        }
        actions.extend(self.places_to_go().map(|place| Hint::hidden(place.action())));
        // Its own key closes the help, and none is opened above it.
        match self.is_helping() {
            Some(true) => actions.push(Hint::hidden_as(Action::HELP, "action-close")),
            Some(false) => {}
            None => actions.push(Hint::shown(Action::HELP)),
        }
        if self.context.suspends {
            actions.push(Hint::hidden(Action::SUSPEND));
        }
        actions.push(if self.layers.len() == 1 {
            Hint::shown(Action::QUIT)
        } else {
            Hint::hidden(Action::QUIT)
        });
        if !self.layers.last().is_some_and(|(_, screen)| screen.is_overlay()) {
            actions.push(Hint::shown(Action::PALETTE));
        }
        if !self.context.plain {
            actions.push(Hint::hidden(Action::REDRAW));
        }
        actions
    }

    /// What plain characters are for.
    fn typing(&self) -> Typing {
        let top = self.layers.last();
        top.map_or(Typing::Nothing, |(_, screen)| screen.typing(&self.context))
    }

    /// Whether the help is open, and whether it is on top.
    fn is_helping(&self) -> Option<bool> {
        let open = self.layers.iter().position(|(_, screen)| screen.is_help())?;
        Some(open + 1 == self.layers.len())
    }

    /// Whether a preference can be changed here: wherever there is a person to keep it for, unless a layer forbids it.
    /// In plain mode it is an action of the page that names it, as numbers mean what was read out.
    fn may_change(&self, preference: Action) -> bool {
        let is_at_home = self.layers.first().is_some_and(|(_, screen)| screen.is_home());
        let is_covered = self.layers.last().is_some_and(|(_, screen)| screen.is_overlay());
        let is_settled = self.layers.iter().any(|(_, screen)| screen.settles(preference));
        is_at_home && !is_covered && !is_settled && !self.context.plain
    }

    fn input(&mut self, input: Input, effects: &mut Vec<Effect>) {
        match input {
            Input::Key(key) => self.key(key, effects),
            Input::Line(line) => self.line(&line, effects),
            Input::LineTooLong => self.line_refused("error-paste-too-large"),
            Input::LineNotText => self.line_refused("plain-not-text"),
            Input::Paste(_) | Input::PasteTooLarge if !self.is_shown() => {}
            Input::Paste(paste) => self.tell_top(ScreenEvent::Paste(&paste), effects),
            Input::PasteTooLarge => self.tell_top(ScreenEvent::PasteTooLarge, effects),
            Input::Resize(size) => {
                self.context.size = size;
                self.tell_all(|| ScreenEvent::Resized, effects);
            }
            Input::Hangup => self.quit(effects),
            Input::Mouse(mouse) => self.mouse(mouse, effects),
            Input::Ground(ground) => self.context.learn_ground(ground),
            Input::FocusGained | Input::FocusLost => {}
        }
    }

    /// Whether the screen has room to be shown; plain mode needs none.
    const fn is_shown(&self) -> bool {
        self.context.plain || chrome::fits(self.context.size)
    }

    fn key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let typing = self.typing().is_on();
        let action = self.context.keymap.action_of(key, typing, &self.possible);
        // A key that means nothing here takes away nothing that was said, such as why something can't be done.
        if action.is_some() || typing {
            self.said = None;
        }
        // Nobody buys what they do not see: of a screen that has no room only the ways out are heard.
        let leads_out = matches!(action, Some(Action::QUIT | Action::SUSPEND | Action::REDRAW));
        if !self.is_shown() && !leads_out {
            return;
        }
        match action {
            Some(action) => self.act(action, effects),
            None => match self.no_place(key) {
                Some(why) => self.said = Some(why),
                None => self.tell_top(ScreenEvent::Key(key), effects),
            },
        }
    }

    /// Does what an action means, if it is possible now.
    fn act(&mut self, action: Action, effects: &mut Vec<Effect>) {
        if action != Action::DISCARD {
            self.journey = None;
        }
        match action {
            Action::QUIT if self.asks_before_quitting() => {
                self.tell_top(ScreenEvent::Action(Action::QUIT), effects);
            }
            Action::QUIT => self.quit(effects),
            Action::HELP => match self.is_helping() {
                Some(true) => self.tell_top(ScreenEvent::Action(Action::CLOSE), effects),
                Some(false) => {}
                None => {
                    let help = Help::new(self.actions(), self.typing());
                    self.open(Box::new(help), effects);
                }
            },
            Action::LANGUAGE => self.other_language(effects),
            Action::THEME => self.open(Box::new(Themes::new(&self.context)), effects),
            Action::PALETTE => self.open_palette(effects),
            Action::REDRAW => effects.push(Effect::Redraw),
            Action::SUSPEND => effects.push(Effect::Suspend),
            Action::COPY => self.copy(effects),
            action if Place::of_action(action).is_some() => {
                let journey = Place::of_action(action).and_then(|place| self.journey_to(place));
                if let Some(journey) = journey {
                    self.travel(journey, effects);
                }
            }
            action => self.tell_top(ScreenEvent::Action(action), effects),
        }
    }

    fn mouse(&mut self, mouse: Mouse, effects: &mut Vec<Effect>) {
        let possible = |session: &Self, action| session.actions().iter().any(|hint| hint.action == action);
        let notches = match mouse.kind {
            MouseKind::Press(MouseButton::Left) => {
                let place = Position::new(mouse.column, mouse.row);
                let target = self.targets().at(place);
                // Wherever it goes: what was said stands where the keys are.
                self.said = None;
                let Some(target) = target else { return };
                return match target {
                    Target::Row(place) => self.tell_top(ScreenEvent::Pointed(place), effects),
                    Target::Button(place) => self.tell_top(ScreenEvent::Pressed(place), effects),
                    Target::Field(place) => self.tell_top(ScreenEvent::PointedAtField(place), effects),
                    Target::Option(place) => self.tell_top(ScreenEvent::PointedAtOption(place), effects),
                    Target::Action(action) if possible(self, action) => self.act(action, effects),
                    Target::Action(_) | Target::Nothing => {}
                };
            }
            MouseKind::WheelUp => -1,
            MouseKind::WheelDown => 1,
            MouseKind::Press(_) | MouseKind::Release(_) => return,
        };
        // What is not shown is not moved either.
        if chrome::fits(self.context.size)
            && let Some((id, screen)) = self.layers.last_mut()
        {
            let (id, step) = (*id, screen.wheel(notches, &self.context));
            self.take(id, step, effects);
        }
    }

    fn open_palette(&mut self, effects: &mut Vec<Effect>) {
        let closed = self
            .layers
            .last()
            .map(|(_, screen)| screen.closed(&self.context))
            .unwrap_or_default();
        let mut actions = self.actions();
        actions.retain(|hint| hint.action != Action::PALETTE);
        let travels = self.layers.first().is_some_and(|(_, screen)| screen.is_home());
        let typing = self.typing().is_on();
        let palette = Palette::new(&actions, closed, (travels, typing), &self.context);
        self.open(Box::new(palette), effects);
    }

    fn copyable(&self) -> impl Iterator<Item = Copyable> {
        let top = self.layers.last();
        top.map(|(_, screen)| screen.copyable(&self.context))
            .unwrap_or_default()
            .into_iter()
    }

    /// Copies what there is to copy, or asks which of several things.
    fn copy(&mut self, effects: &mut Vec<Effect>) {
        let mut things: Vec<Copyable> = self.copyable().collect();
        if things.len() > 1 {
            self.open(Box::new(Copies::new(things)), effects);
        } else if let Some(thing) = things.pop() {
            self.said = Some(copies::said(&thing, &self.context));
            effects.push(Effect::Copy(thing.text));
        }
    }

    /// Switches to the other language, and keeps that as the person's choice. Whether it was kept is told to nobody: a
    /// layer of its own may wait for the answer to another preference.
    fn other_language(&mut self, effects: &mut Vec<Effect>) {
        let other = match self.context.i18n.locale() {
            Locale::EnUs => Locale::PlPl,
            Locale::PlPl => Locale::EnUs,
        };
        self.learn(ContextChange::Language(other));
        self.tell_all(|| ScreenEvent::OtherLanguage, effects);
        self.keep(Preference::Language(other.tag(), self.context.account), effects);
    }

    /// Keeps what somebody set, in the name of the lowest layer.
    fn keep(&mut self, preference: Preference, effects: &mut Vec<Effect>) {
        let Some(layer) = self.layers.first().map(|(layer, _)| *layer) else {
            return;
        };
        let request = Request::from(preference);
        self.asks(layer, std::slice::from_ref(&request));
        effects.push(Effect::Do { layer, request });
    }

    fn asks_before_quitting(&self) -> bool {
        self.layers
            .last()
            .is_some_and(|(_, screen)| screen.asks_before_quitting())
    }

    fn quit(&mut self, effects: &mut Vec<Effect>) {
        if !self.ended {
            self.ended = true;
            self.tell_all(|| ScreenEvent::Leaving, effects);
            effects.push(Effect::Quit);
        }
    }
}
