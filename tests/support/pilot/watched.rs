//! The two ends of a session that is watched: a keyboard that tells when the loop looks at it, and terminals that tell
//! where a click means something in what they show.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use futures_util::Stream;
use futures_util::task::noop_waker_ref;
use offerdesk::tui::canvas::{Target, Targets};
use offerdesk::tui::keymap::Keymap;
use offerdesk::tui::session::Session;
use offerdesk::tui::surface::Surface;
use offerdesk::tui::term::caps::Caps;
use offerdesk::tui::term::event::Input;
use offerdesk::tui::term::screen::FrameWriter;
use ratatui::layout::Size;
use tokio::sync::mpsc;

use super::seat::Seat;
use super::terminal::{Sink, Terminal};

/// Several terminals that show one session: what is typed and copied is told to the first one.
pub(super) struct Wall(Vec<FrameWriter<Sink>>);

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
pub(super) fn wall(seat: Seat) -> (Wall, Vec<Arc<Mutex<Terminal>>>) {
    let depths = std::iter::once(seat.caps.color).chain(seat.beside.iter().copied());
    let screens = depths.map(|color| {
        let terminal = Arc::new(Mutex::new(Terminal::new(seat.size)));
        let caps = Caps { color, ..seat.caps };
        let screen = FrameWriter::new(Sink(Arc::clone(&terminal)), seat.size, caps).unwrap();
        (screen, terminal)
    });
    let (screens, terminals) = screens.unzip();
    (Wall(screens), terminals)
}

/// What the loop is doing, seen from the keyboard's side.
#[derive(Default)]
pub(super) struct Gauge {
    /// Inputs that the loop took.
    pub(super) taken: AtomicUsize,
    /// Whether a frame was drawn since something happened.
    pub(super) is_drawn: AtomicBool,
    /// Whether it waits for the next thing to happen since then.
    pub(super) rests: AtomicBool,
    /// How often the session's task ran at all.
    pub(super) polls: AtomicUsize,
}

/// The session's screen; it notes where a click means something in the frame that is shown.
pub(super) struct Watched {
    pub(super) screen: Wall,
    pub(super) targets: Arc<Mutex<Targets>>,
    pub(super) keymap: Arc<Keymap>,
    pub(super) gauge: Arc<Gauge>,
}

impl Surface for Watched {
    fn show(&mut self, session: &Session) -> io::Result<()> {
        let targets = session.targets();
        let actions = session.actions();
        for (area, target) in targets.iter() {
            let is_covered = targets.at(area.as_position()) != Some(*target);
            if let (Target::Action(action), false) = (target, is_covered) {
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
        self.gauge.is_drawn.store(true, Ordering::SeqCst);
        self.screen.show(session)
    }

    fn resize(&mut self, size: Size) -> io::Result<Size> {
        Surface::resize(&mut self.screen, size)
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.screen.copy(text)
    }
}

pub(super) struct Keyboard {
    pub(super) inputs: mpsc::UnboundedReceiver<Input>,
    pub(super) gauge: Arc<Gauge>,
}

impl Stream for Keyboard {
    type Item = Input;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Input>> {
        let polled = self.inputs.poll_recv(context);
        let gauge = &self.gauge;
        if polled.is_ready() {
            gauge.taken.fetch_add(1, Ordering::SeqCst);
        }
        // Between two frames the loop looks for more without waiting for it.
        let waits = polled.is_pending() && !context.waker().will_wake(noop_waker_ref());
        if !waits {
            gauge.is_drawn.store(false, Ordering::SeqCst);
        }
        let rests = waits && gauge.is_drawn.load(Ordering::SeqCst);
        gauge.rests.store(rests, Ordering::SeqCst);
        polled
    }
}
