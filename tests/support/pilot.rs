//! A pilot for whole walks: it presses keys in the real loop, on real services over a real demo store, and reads what
//! an independent terminal emulator shows.
//!
//! Nothing here sleeps for time: a key is waited for until its frame is drawn, an answer until its text is on the
//! screen, and "nothing more happens" until no task of the desk is alive any more. Everything runs on one thread, so
//! that the clock of the runtime may be stopped and moved.
//!
//! | part | what it is |
//! |---|---|
//! | `seat`, `fixture` | who sits where, and what is behind the session |
//! | `money` | what happened to money before |
//! | `input`, `keys` | what a pilot does |
//! | `assertions`, `terminal` | what a pilot sees |
//! | `watched` | the ends of the session, which tell when it stands still |

#![allow(dead_code)] // Each test binary uses another part of it.

#[path = "pilot/asking.rs"]
pub mod asking;
#[path = "pilot/assertions.rs"]
mod assertions;
#[path = "pilot/fixture.rs"]
pub mod fixture;
#[path = "pilot/input.rs"]
mod input;
#[path = "pilot/keys.rs"]
pub mod keys;
#[path = "pilot/money.rs"]
mod money;
#[path = "pilot/seat.rs"]
pub mod seat;
#[path = "pilot/terminal.rs"]
pub mod terminal;
#[path = "pilot/watched.rs"]
mod watched;

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use offerdesk::tui::canvas::Targets;
use offerdesk::tui::runtime;
use offerdesk::tui::session::Session;
use offerdesk::tui::term::event::Input;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use fixture::{Fixture, Standing};
use terminal::Terminal;
use watched::{Gauge, Keyboard, Watched, wall};

pub use seat::Seat;
use seat::options;

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
    fixture: Fixture,
    keys: Option<mpsc::UnboundedSender<Input>>,
    gauge: Arc<Gauge>,
    terminal: Arc<Mutex<Terminal>>,
    targets: Arc<Mutex<Targets>>,
    /// Terminals of other depths that show the same.
    beside: Vec<Arc<Mutex<Terminal>>>,
    session: Option<JoinHandle<()>>,
    standing: Option<Standing>,
}

impl Pilot {
    /// Dana at the tiles of Aurora on June 22, 2026, 80x24 with 16 colors, in English.
    pub async fn demo() -> Self {
        Fixture::demo().seat(Seat::default()).await
    }

    /// Begins a session and waits for its tiles.
    pub(crate) async fn begin(fixture: &Fixture, seat: Seat) -> Self {
        let pilot = Self::begin_blank(fixture, seat).await;
        // Support begins with its queue and Finance with the money that is awaited, which are of all accounts.
        let first_pages = [
            " MPN ",
            "Request queue",
            "Kolejka zgłoszeń",
            "Record a payment",
            "Zaksięguj wpłatę",
        ];
        pilot
            .until("the first page is shown", || {
                first_pages.iter().any(|text| pilot.shows(text))
            })
            .await;
        pilot
    }

    /// Begins a session, and waits for nothing.
    pub(crate) async fn begin_blank(fixture: &Fixture, seat: Seat) -> Self {
        let options = options(&fixture.services, seat).await;
        let (keys, inputs) = mpsc::unbounded_channel();
        let gauge = Arc::new(Gauge::default());
        let keyboard = Keyboard {
            inputs,
            gauge: Arc::clone(&gauge),
        };
        let (screen, mut terminals) = wall(seat);
        let keymap = Arc::clone(&options.keymap);
        let session = Session::new(options.context(seat.caps, seat.size));
        let targets = Arc::new(Mutex::new(Targets::default()));
        let mut surface = Watched {
            screen,
            targets: Arc::clone(&targets),
            keymap,
            gauge: Arc::clone(&gauge),
        };
        let services = fixture.services.clone();
        let counted = Arc::clone(&gauge);
        let standing = Standing::tasks(fixture::TASKS_OF_A_SESSION);
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
            fixture: fixture.clone(),
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
    pub const fn fixture(&self) -> &Fixture {
        &self.fixture
    }

    /// Somebody else at the same store.
    pub async fn beside(&self, person: &'static str) -> Self {
        let seat = Seat {
            person,
            ..Seat::default()
        };
        self.fixture.seat(seat).await
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
        self.fixture.settle().await;
    }

    /// The same after something was typed: the pause after which a draft is kept is let pass first.
    pub async fn settle_after_edits(&self) {
        self.pass(Duration::from_secs(2)).await;
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
        self.fixture.set_clock(instant);
    }

    /// The terminal goes away; waits until the session has ended.
    pub async fn hang_up(mut self) -> Fixture {
        drop(self.keys.take());
        self.ended().await;
        self.fixture.clone()
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
            fixture::let_others_work().await;
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
