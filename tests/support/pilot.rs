//! A pilot for whole walks: it presses keys in the real loop, on real services over a real demo store, and reads what
//! an independent terminal emulator shows.
//!
//! Nothing here sleeps for time: a key is waited for until its frame is drawn, an answer until its text is on the
//! screen, and "nothing more happens" until no task of the desk is alive any more. Everything runs on one thread, so
//! that the clock of the runtime may be stopped and moved.

#![allow(dead_code)] // Each test binary uses another part of it.

#[path = "pilot/keys.rs"]
pub mod keys;
#[path = "pilot/office.rs"]
pub mod office;
#[path = "pilot/terminal.rs"]
pub mod terminal;

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use futures_util::Stream;
use offerdesk::config::file::File;
use offerdesk::i18n::{I18n, Locale};
use offerdesk::services::Services;
use offerdesk::services::context::Actor;
use offerdesk::tui::canvas::{Target, Targets};
use offerdesk::tui::desk::DeskOptions;
use offerdesk::tui::keymap::Keymap;
use offerdesk::tui::runtime;
use offerdesk::tui::session::Session;
use offerdesk::tui::surface::Surface;
use offerdesk::tui::term::caps::{Caps, ColorDepth, Wishes};
use offerdesk::tui::term::event::{Input, Key, Mods, Mouse, MouseButton, MouseKind, Paste};
use offerdesk::tui::term::screen::Screen;
use offerdesk::tui::theme::looks::{Look, Looks};
use offerdesk::tui::theme::shelf;
use ratatui::layout::{Rect, Size};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use keys::keys_of;
use office::{Office, Standing};
use terminal::Terminal;

/// Longer than anything here may take.
pub const LIMIT: Duration = Duration::from_mins(1);

/// The first person of the demo: Global admin of every company.
pub const DANA: &str = "dana.whitfield@example.com";
/// MPN partner admin of Aurora and Brücke.
pub const INGRID: &str = "ingrid.koehler@example.de";
/// Admin agent of Aurora and Harbor Point.
pub const TOM: &str = "tom.okafor@example.com";
/// Finance.
pub const FIONA: &str = "fiona.grant@seller.example";

/// The auditor.
pub const AOIFE: &str = "aoife.byrne@seller.example";

/// A session that is being driven.
pub struct Pilot {
    office: Office,
    keys: Option<mpsc::UnboundedSender<Input>>,
    gauge: Arc<Gauge>,
    terminal: Arc<Mutex<Terminal>>,
    targets: Arc<Mutex<Targets>>,
    /// Terminals of other depths that show the same.
    beside: Vec<Arc<Mutex<Terminal>>>,
    session: Option<JoinHandle<()>>,
    standing: Option<Standing>,
}

/// How a session is begun.
#[derive(Clone, Copy)]
pub struct Seat {
    /// Email address of who acts.
    pub person: &'static str,
    /// Language.
    pub locale: Locale,
    /// The text of a keymap file.
    pub keymap: &'static str,
    /// What the terminal can show.
    pub caps: Caps,
    /// Its size.
    pub size: Size,
    /// A built-in theme.
    pub theme: &'static str,
    /// Depths of color of further terminals that show the same session.
    pub beside: &'static [ColorDepth],
}

/// Several terminals that show one session: what is typed and copied is told to the first one.
struct Wall(Vec<Screen<terminal::Sink>>);

impl Surface for Wall {
    fn show(&mut self, session: &Session) -> std::io::Result<()> {
        self.0.iter_mut().try_for_each(|screen| screen.show(session))
    }

    fn resize(&mut self, size: Size) -> std::io::Result<Size> {
        self.0.iter_mut().try_for_each(|screen| screen.resize(size))?;
        Ok(self.0[0].size())
    }

    fn copy(&mut self, text: &str) -> std::io::Result<()> {
        self.0[0].copy(text)
    }
}

/// The terminals of a seat, its own first.
fn wall(seat: Seat) -> (Wall, Vec<Arc<Mutex<Terminal>>>) {
    let depths = std::iter::once(seat.caps.color).chain(seat.beside.iter().copied());
    let screens = depths.map(|color| {
        let terminal = Arc::new(Mutex::new(Terminal::new(seat.size)));
        let caps = Caps { color, ..seat.caps };
        let screen = Screen::new(terminal::Sink(Arc::clone(&terminal)), seat.size, caps).unwrap();
        (screen, terminal)
    });
    let (screens, terminals) = screens.unzip();
    (Wall(screens), terminals)
}

/// What the loop is doing, seen from the keyboard's side.
#[derive(Default)]
struct Gauge {
    /// Inputs that the loop took.
    taken: AtomicUsize,
    /// How often in a row it found none. The second time comes after the frame was drawn.
    found_none: AtomicUsize,
    /// How often the session's task ran at all.
    polls: AtomicUsize,
}

/// The session's screen; it notes where a click means something in the frame that is shown.
struct Watched {
    screen: Wall,
    targets: Arc<Mutex<Targets>>,
    keymap: Arc<Keymap>,
}

impl Surface for Watched {
    fn show(&mut self, session: &Session) -> io::Result<()> {
        let targets = session.targets();
        let actions = session.actions();
        for (_, target) in targets.iter() {
            if let Target::Action(action) = target {
                let is_possible = actions.iter().any(|hint| hint.action == *action);
                assert!(is_possible, "{action:?} is shown, and is not possible");
            }
        }
        *self.targets.lock().unwrap() = targets;
        // Keymap files are checked as if actions that share a key by default were never possible at the same time.
        let mut taken = std::collections::HashMap::new();
        for hint in actions {
            for key in self.keymap.keys(hint.action) {
                let former = taken.insert(*key, hint.action).unwrap_or(hint.action);
                assert_eq!(former, hint.action, "{key:?} means two things");
            }
        }
        self.screen.show(session)
    }

    fn resize(&mut self, size: Size) -> io::Result<Size> {
        Surface::resize(&mut self.screen, size)
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.screen.copy(text)
    }
}

struct Keyboard {
    inputs: mpsc::UnboundedReceiver<Input>,
    gauge: Arc<Gauge>,
}

impl Stream for Keyboard {
    type Item = Input;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Input>> {
        let polled = self.inputs.poll_recv(context);
        if polled.is_ready() {
            self.gauge.taken.fetch_add(1, Ordering::SeqCst);
            self.gauge.found_none.store(0, Ordering::SeqCst);
        } else {
            self.gauge.found_none.fetch_add(1, Ordering::SeqCst);
        }
        polled
    }
}

impl Default for Seat {
    fn default() -> Self {
        Self {
            person: DANA,
            locale: Locale::EnUs,
            keymap: "",
            caps: Caps::default(),
            size: Size::new(80, 24),
            theme: shelf::DEFAULT,
            beside: &[],
        }
    }
}

/// What the session of a seat begins with.
pub async fn options(services: &Services, seat: Seat) -> DeskOptions {
    let user = services.person_by_email(seat.person).await.unwrap();
    DeskOptions {
        services: services.clone(),
        actor: Actor::demo(user.id),
        account: None,
        i18n: I18n::new(seat.locale),
        demo: true,
        looks: worn(seat.theme),
        wishes: Wishes::default(),
        keymap: Arc::new(Keymap::read(&File::new("keymap.toml", seat.keymap)).unwrap()),
    }
}

/// The looks of a session on which a person chose a built-in theme.
pub fn worn(theme: &str) -> Looks {
    Looks {
        shown: Look {
            name: theme.to_owned(),
            theme: shelf::built_in(theme).unwrap(),
            ascii: false,
        },
        ..Looks::default()
    }
}

impl Pilot {
    /// Dana at the tiles of Aurora on June 22, 2026, 80x24 with 16 colors, in English.
    pub async fn demo() -> Self {
        Office::demo().seat(Seat::default()).await
    }

    /// Begins a session and waits for its tiles.
    pub(crate) async fn begin(office: &Office, seat: Seat) -> Self {
        let pilot = Self::begin_blank(office, seat).await;
        pilot.wait_for("(MPN ").await;
        pilot
    }

    /// Begins a session, and waits for nothing.
    pub(crate) async fn begin_blank(office: &Office, seat: Seat) -> Self {
        let options = options(&office.services, seat).await;
        let (keys, inputs) = mpsc::unbounded_channel();
        let gauge = Arc::new(Gauge::default());
        let keyboard = Keyboard {
            inputs,
            gauge: Arc::clone(&gauge),
        };
        let (screen, mut terminals) = wall(seat);
        let keymap = Arc::clone(&options.keymap);
        let session = Session::new(options.desk(seat.caps, seat.size));
        let targets = Arc::new(Mutex::new(Targets::default()));
        let mut surface = Watched {
            screen,
            targets: Arc::clone(&targets),
            keymap,
        };
        let services = office.services.clone();
        let counted = Arc::clone(&gauge);
        let standing = Standing::tasks(office::TASKS_OF_A_SESSION);
        let session = tokio::spawn(async move {
            let mut run = Box::pin(runtime::run(session, keyboard, &mut surface, &services));
            let ran = std::future::poll_fn(|context| {
                counted.polls.fetch_add(1, Ordering::SeqCst);
                run.as_mut().poll(context)
            });
            if let Err(error) = ran.await {
                assert_eq!(error.kind(), std::io::ErrorKind::BrokenPipe);
            }
        });
        Self {
            office: office.clone(),
            keys: Some(keys),
            gauge,
            terminal: terminals.remove(0),
            beside: terminals,
            targets,
            session: Some(session),
            standing: Some(standing),
        }
    }

    /// What is behind the session.
    pub const fn office(&self) -> &Office {
        &self.office
    }

    /// Somebody else at the same store.
    pub async fn beside(&self, person: &'static str) -> Self {
        let seat = Seat {
            person,
            ..Seat::default()
        };
        self.office.seat(seat).await
    }

    /// Presses keys, each once the frame after the former one is drawn: `"Down Enter"`, `"C-s"`, `"?"`.
    pub async fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys_of(keys) {
            self.give(Input::Key(key)).await;
        }
        self
    }

    /// Hands keys over at once, faster than the loop can look: nothing of the desk runs before this returns.
    pub fn press_at_once(&self, keys: &str) {
        for key in keys_of(keys) {
            self.send(Input::Key(key));
        }
    }

    /// Types text, key by key.
    pub async fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.give(Input::Key(Key::char(c))).await;
        }
        self
    }

    /// Pastes text.
    pub async fn paste(&mut self, text: &str) -> &mut Self {
        self.give(Input::Paste(Paste::new(text.to_owned()))).await;
        self
    }

    /// Goes to the fields of a form one after the other, and types a value into each; an empty value leaves its
    /// field as it is.
    pub async fn fill(&mut self, values: &[&str]) -> &mut Self {
        for value in values {
            self.type_text(value).await;
            self.press("Tab").await;
        }
        self
    }

    /// Clicks on the first place that shows a text.
    pub async fn click(&mut self, text: &str) -> &mut Self {
        let place = self.place_of(text);
        self.mouse(MouseKind::Press(MouseButton::Left), place).await;
        self.mouse(MouseKind::Release(MouseButton::Left), place).await;
        self
    }

    /// Turns the wheel by so many notches, down or (negative) up.
    pub async fn wheel(&mut self, notches: i16) -> &mut Self {
        let kind = if notches > 0 {
            MouseKind::WheelDown
        } else {
            MouseKind::WheelUp
        };
        for _ in 0..notches.unsigned_abs() {
            self.mouse(kind, (0, 0)).await;
        }
        self
    }

    /// Clicks on a place twice, faster than the loop can look.
    pub fn click_twice_at_once(&self, text: &str) {
        let (column, row) = self.place_of(text);
        for kind in [
            MouseKind::Press,
            MouseKind::Release,
            MouseKind::Press,
            MouseKind::Release,
        ] {
            let mods = Mods::NONE;
            let kind = kind(MouseButton::Left);
            self.send(Input::Mouse(Mouse {
                kind,
                column,
                row,
                mods,
            }));
        }
    }

    /// Where a click means something in the frame that is shown.
    pub fn targets(&self) -> Vec<(Rect, Target)> {
        self.targets.lock().unwrap().iter().copied().collect()
    }

    /// Clicks into an area.
    pub async fn click_into(&mut self, area: Rect) {
        let place = (area.x, area.y);
        self.mouse(MouseKind::Press(MouseButton::Left), place).await;
    }

    /// The text in an area, without blanks around it.
    pub fn text_in(&self, area: Rect) -> String {
        self.terminal.lock().unwrap().text_in(area)
    }

    async fn mouse(&mut self, kind: MouseKind, (column, row): (u16, u16)) {
        self.give(Input::Mouse(Mouse {
            kind,
            column,
            row,
            mods: Mods::NONE,
        }))
        .await;
    }

    /// Column and row of the first place that shows a text.
    pub fn place_of(&self, text: &str) -> (u16, u16) {
        let screen = self.screen();
        let place = screen.lines().enumerate().find_map(|(row, line)| {
            let (before, _) = line.split_once(text)?;
            Some((before.chars().count(), row))
        });
        let (column, row) = place.unwrap_or_else(|| panic!("{text:?} is not shown:\n{screen}"));
        (column.try_into().unwrap(), row.try_into().unwrap())
    }

    /// Changes the terminal's size.
    pub async fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        for terminal in std::iter::once(&self.terminal).chain(&self.beside) {
            terminal.lock().unwrap().resize(Size::new(width, height));
        }
        self.give(Input::Resize(Size::new(width, height))).await;
        self
    }

    /// Gives any input, and waits until the frame after it is drawn.
    pub async fn give(&mut self, input: Input) {
        let before = self.gauge.taken.load(Ordering::SeqCst);
        self.send(input);
        let gauge = Arc::clone(&self.gauge);
        self.until("the input was taken", || {
            gauge.taken.load(Ordering::SeqCst) > before && gauge.found_none.load(Ordering::SeqCst) >= 2
        })
        .await;
    }

    fn send(&self, input: Input) {
        let keys = self.keys.as_ref().expect("the session still runs");
        keys.send(input).expect("the session still runs");
    }

    /// Waits until the screen shows a text; panics with the screen when it does not come. A text that was wrapped
    /// is found as well.
    pub async fn wait_for(&self, text: &str) {
        self.until(&format!("{text:?} is shown"), || self.shows(text))
            .await;
    }

    /// Waits until the screen no longer shows a text.
    pub async fn wait_until_gone(&self, text: &str) {
        self.until(&format!("{text:?} is gone"), || !self.shows(text))
            .await;
    }

    /// Waits until nothing is on its way: no request, no pause, no frame.
    pub async fn settle(&self) {
        self.office.settle().await;
    }

    /// The same after something was typed: the pause after which a draft is kept is let pass first.
    pub async fn settle_after_edits(&self) {
        self.pass(Duration::from_secs(2)).await;
    }

    /// Whether the screen shows a text, wrapped or not.
    pub fn shows(&self, text: &str) -> bool {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let screen = self.screen();
        let inside: String = screen
            .lines()
            .map(|line| line.trim_matches(['│', '|', ' ']))
            .collect::<Vec<_>>()
            .join(" ");
        screen.contains(text) || squeezed(&inside).contains(&squeezed(text))
    }

    /// Insists on a text.
    pub fn sees(&self, text: &str) {
        assert!(self.shows(text), "{text:?} is not shown:\n{}", self.screen());
    }

    /// Insists that a text is not there.
    pub fn sees_no(&self, text: &str) {
        assert!(!self.shows(text), "{text:?} is shown:\n{}", self.screen());
    }

    /// The screen as text, a line a row.
    pub fn screen(&self) -> String {
        self.terminal.lock().unwrap().text()
    }

    /// The row that holds a text.
    pub fn row_of(&self, text: &str) -> String {
        let screen = self.screen();
        let row = screen.lines().find(|row| row.contains(text));
        row.unwrap_or_else(|| panic!("{text:?} is not shown:\n{screen}"))
            .to_owned()
    }

    /// The styles of the screen, a line for each run of cells that are not plain: `row 3: 4..12 yellow bold`.
    pub fn style_map(&self) -> String {
        self.terminal.lock().unwrap().style_map()
    }

    /// The style of each cell, row by row, on each terminal that shows the session.
    pub fn looks(&self) -> Vec<Vec<String>> {
        let terminals = std::iter::once(&self.terminal).chain(&self.beside);
        terminals
            .map(|terminal| terminal.lock().unwrap().looks())
            .collect()
    }

    /// Looks at the emulator itself.
    pub fn with_emulator<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.terminal.lock().unwrap().emulator())
    }

    /// Column and row of the cursor, if it is shown.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        self.terminal.lock().unwrap().cursor()
    }

    /// The sequences for the clipboard so far, whole.
    pub fn copied(&self) -> Vec<String> {
        self.terminal.lock().unwrap().copied.clone()
    }

    /// Bytes of all frames so far.
    pub fn bytes(&self) -> usize {
        self.terminal.lock().unwrap().bytes
    }

    /// Number of frames so far that were not empty.
    pub fn frames(&self) -> usize {
        self.terminal.lock().unwrap().frames
    }

    /// How often the session's task was woken.
    pub fn wake_ups(&self) -> usize {
        self.gauge.polls.load(Ordering::SeqCst)
    }

    /// The bytes that some steps take until the frame after the last key is drawn. Steps that ask for more than
    /// that wait for it themselves.
    pub async fn bytes_of(&mut self, steps: impl AsyncFnOnce(&mut Self)) -> usize {
        let before = self.bytes();
        steps(self).await;
        self.bytes() - before
    }

    /// Lets the runtime's time pass: pauses end, patience runs out. What that sets off is waited for.
    pub async fn pass(&self, time: Duration) {
        self.advance(time).await;
        self.settle().await;
    }

    /// Lets the runtime's time pass.
    pub async fn advance(&self, time: Duration) {
        tokio::time::pause();
        tokio::time::advance(time).await;
        tokio::time::resume();
    }

    /// Moves the desk's clock.
    pub fn set_clock(&self, instant: &str) {
        self.office.set_clock(instant);
    }

    /// The terminal goes away; waits until the session has ended.
    pub async fn hang_up(mut self) -> Office {
        drop(self.keys.take());
        self.ended().await;
        self.office.clone()
    }

    /// From now on the terminal takes no more bytes; keys still come.
    pub fn break_terminal(&self) {
        self.terminal.lock().unwrap().is_broken = true;
    }

    /// Waits until the session has ended, by itself or because the keyboard is gone.
    pub async fn ended(&mut self) {
        let session = self.session.take().expect("it was not waited for before");
        tokio::time::timeout(LIMIT, session)
            .await
            .expect("the session ends in time")
            .expect("the session does not panic");
        drop(self.standing.take());
    }

    async fn until(&self, what: &str, reached: impl Fn() -> bool) {
        let deadline = Instant::now() + LIMIT;
        while !reached() {
            let is_over = self.session.as_ref().is_some_and(JoinHandle::is_finished);
            assert!(!is_over, "the session ended before {what}:\n{}", self.screen());
            assert!(Instant::now() < deadline, "never came: {what}\n{}", self.screen());
            office::let_others_work().await;
        }
    }
}

impl Drop for Pilot {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            session.abort();
        }
    }
}
