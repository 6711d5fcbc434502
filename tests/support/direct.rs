//! A session that is driven directly: the real session on the real services, without the loop and without an
//! emulator. What it asks for is done one after the other, when the driver says so; so a run can be repeated, and
//! a step can be measured alone.
//!
//! Between steps an answer may stay away for as long as the driver likes, as it does on a slow disk.

#![allow(dead_code)] // Each test binary uses another part of it.

use std::collections::VecDeque;
use std::io::{self, Write};

use offerdesk::services::Services;
use offerdesk::services::context::Actor;
use offerdesk::services::watch::Changes;
use offerdesk::tui::ask::Request;
use offerdesk::tui::effect::{Effect, Event};
use offerdesk::tui::layer::Context;
use offerdesk::tui::session::Session;
use offerdesk::tui::surface::Surface;
use offerdesk::tui::term::event::{Input, Key};
use offerdesk::tui::term::screen::{FrameBytes, FrameWriter};
use ratatui::layout::Size;

use crate::pilot::{self, Seat};

/// A session, what it asked for, and the terminal that nobody sees.
pub struct Direct {
    pub session: Session,
    screen: FrameWriter<Counting>,
    services: Services,
    asked: VecDeque<(u64, Actor, Request)>,
    pauses: Vec<(u64, u64)>,
    changes: Changes,
    /// Whether the session has ended.
    pub is_over: bool,
}

/// Counts bytes, and forgets them unless somebody wants them.
#[derive(Default, Debug)]
pub struct Counting {
    pub bytes: usize,
    pub kept: Option<Vec<u8>>,
}

impl Write for Counting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes += bytes.len();
        if let Some(kept) = &mut self.kept {
            kept.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Direct {
    /// A session at the demo store.
    pub async fn new(services: &Services, seat: Seat) -> Self {
        let options = pilot::seat::options(services, seat).await;
        let screen = FrameWriter::new(Counting::default(), seat.size, seat.caps).unwrap();
        let desk = Context {
            at_account: true,
            suspends: true,
            ..options.context(seat.caps, screen.size())
        };
        let (session, first) = Session::new(desk);
        let mut direct = Self {
            session,
            screen,
            services: services.clone(),
            asked: VecDeque::new(),
            pauses: Vec::new(),
            changes: services.changes(),
            is_over: false,
        };
        direct.take(first);
        direct
    }

    /// Gives an event; what it asks for waits.
    pub fn give(&mut self, event: Event) {
        let effects = self.session.update(event);
        self.take(effects);
    }

    /// Gives an input.
    pub fn input(&mut self, input: Input) {
        let input = match input {
            Input::Resize(size) => Input::Resize(Surface::resize(&mut self.screen, size).unwrap()),
            input => input,
        };
        self.give(Event::Input(input));
    }

    /// Presses a key.
    pub fn key(&mut self, key: Key) {
        self.input(Input::Key(key));
    }

    /// Draws what the session shows.
    pub fn draw(&mut self) -> FrameBytes {
        let session = &self.session;
        self.screen.draw(|frame| session.view(frame)).unwrap()
    }

    /// Draws, and reads: the row with the caret, everything, and whether text is typed.
    pub fn read(&mut self) -> (String, String, bool) {
        let session = &self.session;
        let (mut marked, mut text) = (String::new(), String::new());
        self.screen
            .draw(|frame| {
                session.view(frame);
                let cells = frame.buffer_mut();
                for row in cells.content.chunks(usize::from(cells.area.width).max(1)) {
                    let line: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
                    let line = line.trim_end();
                    if line.trim_start().starts_with(['▸', '>']) {
                        line.trim_start().clone_into(&mut marked);
                    }
                    text.push_str(line);
                    text.push('\n');
                }
            })
            .unwrap();
        let types = self.screen.terminal_mut().backend_mut().cursor_shown().is_some();
        (marked, text, types)
    }

    /// The bytes of all frames from now on, or since the last time.
    pub fn take_bytes(&mut self) -> Vec<u8> {
        self.screen
            .sink_mut()
            .kept
            .replace(Vec::new())
            .unwrap_or_default()
    }

    pub fn size(&self) -> Size {
        self.screen.size()
    }

    /// Does the first thing that was asked for, and gives its answer; `false` when there is none.
    pub async fn answer_one(&mut self) -> bool {
        let Some((layer, actor, request)) = self.asked.pop_front() else {
            return false;
        };
        let answer = request.run(&self.services, &actor).await;
        self.give(Event::Answer { layer, answer });
        true
    }

    /// Ends the pauses that were asked for.
    pub fn end_pauses(&mut self) {
        for (layer, token) in std::mem::take(&mut self.pauses) {
            self.give(Event::Pause { layer, token });
        }
    }

    /// Tells the session what changed in the store, and which day it is.
    pub fn tell_news(&mut self) {
        while let Some(change) = self.changes.at_once() {
            self.give(Event::Changed(change));
        }
        let today = self.services.clock().today();
        if today > self.session.today() {
            self.give(Event::NewDay(today));
        }
    }

    /// Until nothing is asked for any more: every request is answered, every pause over, every change told.
    pub async fn settle(&mut self) {
        for _ in 0..1_000 {
            self.tell_news();
            if !self.answer_one().await {
                if self.pauses.is_empty() {
                    return;
                }
                self.end_pauses();
            }
        }
        panic!("the session never stops asking");
    }

    fn take(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Do { layer, request } => {
                    let actor = self.session.actor().clone();
                    self.asked.push_back((layer, actor, request));
                }
                Effect::Pause { layer, token, .. } => self.pauses.push((layer, token)),
                Effect::Copy(text) => self.screen.copy(&text).unwrap(),
                Effect::Listen(_) | Effect::Redraw | Effect::Forget | Effect::Suspend => {}
                Effect::Quit => self.is_over = true,
            }
        }
    }
}
