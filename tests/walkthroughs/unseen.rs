//! What comes in by itself is shown before the next key is taken: a review with another price must not be bought by a
//! key that was on its way.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use futures_util::Stream;
use offerdesk::tui::effect::{Effect, Event};
use offerdesk::tui::runtime;
use offerdesk::tui::session::Session;
use offerdesk::tui::surface::Surface;
use offerdesk::tui::term::event::{Input, Key};
use ratatui::layout::Size;

use crate::pilot::fixture::Fixture;
use crate::pilot::seat::{Seat, options};

type Log = Arc<Mutex<Vec<String>>>;

/// Writes down which day was shown.
struct Watcher(Log);

impl Surface for Watcher {
    fn show(&mut self, session: &Session) -> io::Result<()> {
        self.0.lock().unwrap().push(format!("shows {}", session.today()));
        Ok(())
    }

    fn resize(&mut self, size: Size) -> io::Result<Size> {
        Ok(size)
    }

    fn copy(&mut self, _text: &str) -> io::Result<()> {
        Ok(())
    }
}

/// A key that comes right after the loop began to wait.
struct Late(Log, usize);

impl Stream for Late {
    type Item = Input;

    fn poll_next(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Input>> {
        self.1 += 1;
        match self.1 {
            1 => Poll::Pending,
            2 => {
                self.0.lock().unwrap().push("key".to_owned());
                Poll::Ready(Some(Input::Key(Key::char('j'))))
            }
            _ => Poll::Ready(None),
        }
    }
}

#[tokio::test]
async fn a_key_that_was_on_its_way_never_agrees_to_what_came_in_unseen() {
    let fixture = Fixture::demo();
    let mut desk = options(&fixture.services, Seat::default())
        .await
        .context(offerdesk::tui::term::caps::Caps::default(), Size::new(80, 24));
    // The desk's day is over already when the loop begins.
    desk.today = "2026-06-21".parse().unwrap();
    let (mut session, mut effects) = Session::new(desk);
    // The first page is there: keys need not wait for it.
    while let Some(effect) = effects.pop() {
        if let Effect::Do { layer, request } = effect {
            let answer = request.run(&fixture.services, session.actor()).await;
            effects.extend(session.update(Event::Answer { layer, answer }));
        }
    }
    assert!(!session.is_opening());
    let log = Log::default();
    let late = Late(Arc::clone(&log), 0);
    let mut surface = Watcher(Arc::clone(&log));
    runtime::run((session, Vec::new()), late, &mut surface, &fixture.services)
        .await
        .unwrap();
    let log = log.lock().unwrap();
    let seen: Vec<&str> = log.iter().map(String::as_str).collect();
    // The key is taken from the keyboard; before it reaches the session, the new day is shown.
    assert_eq!(seen[..3], ["shows 2026-06-21", "key", "shows 2026-06-22"]);
    assert_eq!(
        seen.len(),
        3,
        "the session ended without a further frame: {seen:?}"
    );
}
