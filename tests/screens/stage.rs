//! A session whose outside is the test: for states that real services pass too quickly, or that they come to only
//! by a mishap. What it is told are answers of real services, with the one thing changed that the state is about.

use std::sync::{Arc, Mutex};

use offerdesk::i18n::{I18n, Locale};
use offerdesk::services::context::Actor;
use offerdesk::tui::ask::Answer;
use offerdesk::tui::desk::DeskOptions;
use offerdesk::tui::effect::Event;
use offerdesk::tui::layer::Screen;
use offerdesk::tui::session::Session;
use offerdesk::tui::term::caps::{Caps, TerminalOverrides};
use offerdesk::tui::term::event::{Input, Key};
use offerdesk::tui::term::screen::FrameWriter as Surface;
use offerdesk::tui::theme::directory;
use ratatui::layout::Size;

use crate::album::{LARGE, SMALL, USUAL, WIDE, drawn, hold};
use crate::pilot::fixture::Fixture;
use crate::pilot::keys::keys_of;
use crate::pilot::seat::worn;
use crate::pilot::terminal::{Sink, Terminal};

/// The session and its terminal.
pub struct Stage {
    session: Session,
    surface: Surface<Sink>,
    terminal: Arc<Mutex<Terminal>>,
}

impl Stage {
    /// A session of somebody of the demo store; it begins with the tiles, or with a screen.
    pub async fn new(
        fixture: &Fixture,
        person: &str,
        locale: Locale,
        first: Option<Box<dyn Screen>>,
    ) -> Self {
        Self::looking(
            fixture,
            person,
            locale,
            first,
            (directory::DEFAULT, Caps::default()),
        )
        .await
    }

    /// The same in a theme, on a terminal that can show so much.
    pub async fn looking(
        fixture: &Fixture,
        person: &str,
        locale: Locale,
        first: Option<Box<dyn Screen>>,
        (theme, caps): (&str, Caps),
    ) -> Self {
        let actor = who(fixture, person).await;
        let options = DeskOptions {
            services: fixture.services.clone(),
            actor,
            account: None,
            at_account: true,
            i18n: I18n::new(locale),
            demo: true,
            theme_selection: worn(theme),
            overrides: TerminalOverrides::default(),
            keymap: std::sync::Arc::default(),
        };
        let desk = options.context(caps, USUAL);
        let (session, _) = match first {
            Some(first) => Session::starting_with(desk, first),
            None => Session::new(desk),
        };
        let terminal = Arc::new(Mutex::new(Terminal::new(USUAL)));
        let surface = Surface::new(Sink(Arc::clone(&terminal)), USUAL, caps).unwrap();
        Self {
            session,
            surface,
            terminal,
        }
    }

    /// Gives an answer of one of its types to a layer; the session's first screen is layer 0.
    pub fn answer<T: Send + 'static>(&mut self, layer: u64, answer: T) -> &mut Self {
        let answer = Answer::of(answer);
        self.session.update(Event::Answer { layer, answer });
        self
    }

    /// Presses keys.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys_of(keys) {
            self.session.update(Event::Input(Input::Key(key)));
        }
        self
    }

    /// Types values into the fields of a form, one after the other.
    pub fn fill(&mut self, values: &[&str]) -> &mut Self {
        for value in values {
            for c in value.chars() {
                self.session.update(Event::Input(Input::Key(Key::char(c))));
            }
            self.press("Tab");
        }
        self
    }

    /// Changes the terminal's size.
    pub fn resize(&mut self, size: Size) -> &mut Self {
        self.terminal.lock().unwrap().resize(size);
        self.surface.resize(size).unwrap();
        self.session.update(Event::Input(Input::Resize(size)));
        self
    }

    /// Compares what is shown with the picture that was accepted.
    pub fn keep(&mut self, name: &str) -> &mut Self {
        let session = &self.session;
        self.surface.draw(|frame| session.view(frame)).unwrap();
        let terminal = self.terminal.lock().unwrap();
        hold(
            name,
            &drawn(&terminal.text(), &terminal.style_map(), terminal.cursor()),
        );
        drop(terminal);
        self
    }

    /// At every size.
    pub fn keep_all(&mut self, name: &str) -> &mut Self {
        self.keep(name);
        for size in [SMALL, LARGE, WIDE] {
            self.resize(size);
            self.keep(&format!("{name}-{}x{}", size.width, size.height));
        }
        self.resize(USUAL)
    }
}

/// Who acts.
pub async fn who(fixture: &Fixture, person: &str) -> Actor {
    Actor::demo(fixture.services.person_by_email(person).await.unwrap().id)
}

/// What is added to a picture's name in a language.
pub fn named(name: &str, locale: Locale) -> String {
    match locale {
        Locale::EnUs => name.to_owned(),
        Locale::PlPl => format!("{name}-pl"),
    }
}
