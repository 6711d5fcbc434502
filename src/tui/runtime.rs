//! The loop: the same one for a local terminal, an SSH channel and a test, which differ only in where input comes
//! from and where bytes go.
//!
//! It draws only when something happened, and once for everything that had happened by then. While nothing
//! happens it sleeps: no tick, no wake-up, no byte.

use std::io::{self, Write};
use std::time::Duration;

use futures_util::{FutureExt, Stream, StreamExt};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::services::Services;
use crate::services::context::Actor;
use crate::services::watch::Changed;

use super::effect::{Effect, Event, Request};
use super::perform::perform;
use super::session::Session;
use super::term::event::Input;
use super::term::screen::Screen;

/// How long a session that ends waits for what is being saved or bought. What is not done by then is finished by
/// the reconciler at the next start.
const FAREWELL: Duration = Duration::from_secs(10);

/// Runs a session until it ends: by its own choice, or because the input ended.
pub async fn run<W: Write>(
    (mut session, first): (Session, Vec<Effect>),
    mut inputs: impl Stream<Item = Input> + Unpin,
    screen: &mut Screen<W>,
    services: &Services,
) -> io::Result<()> {
    let mut changes = services.changes();
    let mut outside = Outside::new(services.clone());
    let mut quit = outside.run(&session, first);
    while !quit {
        screen.draw(|frame| session.view(frame))?;
        let today = session.today();
        let event = tokio::select! {
            biased;
            input = inputs.next() => Event::Input(input.unwrap_or(Input::Hangup)),
            Some(event) = outside.events.recv() => event,
            change = changes.recv() => match change {
                Ok(change) => Event::Changed(Changed::from(&change)),
                Err(RecvError::Lagged(_)) => Event::Changed(Changed::everything()),
                Err(RecvError::Closed) => Event::Input(Input::Hangup),
            },
            day = services.clock().day_after(today) => Event::NewDay(day),
        };
        quit = handle(&mut session, event, screen, &mut outside)?;
        // Everything that is there already is taken in before the next frame.
        while !quit {
            let event = match inputs.next().now_or_never() {
                Some(input) => Event::Input(input.unwrap_or(Input::Hangup)),
                None => match outside.events.try_recv() {
                    Ok(event) => event,
                    Err(_) => break,
                },
            };
            quit = handle(&mut session, event, screen, &mut outside)?;
        }
    }
    outside.farewell().await;
    Ok(())
}

fn handle<W: Write>(
    session: &mut Session,
    event: Event,
    screen: &mut Screen<W>,
    outside: &mut Outside,
) -> io::Result<bool> {
    let event = match event {
        Event::Input(Input::Resize(size)) => {
            screen.resize(size)?;
            Event::Input(Input::Resize(screen.size()))
        }
        other => other,
    };
    let effects = session.update(event);
    Ok(outside.run(session, effects))
}

/// Runs effects, and brings their answers back as events.
struct Outside {
    services: Services,
    events: mpsc::Receiver<Event>,
    answers: mpsc::Sender<Event>,
    /// Drafts are kept one after the other, in the order in which they were typed: an older one must not win.
    drafts: mpsc::UnboundedSender<(u64, Actor, Request)>,
    to_finish: JoinSet<()>,
    passing: JoinSet<()>,
}

impl Outside {
    fn new(services: Services) -> Self {
        let (answers, events) = mpsc::channel(64);
        let (drafts, queue) = mpsc::unbounded_channel();
        let mut to_finish = JoinSet::new();
        to_finish.spawn(keep_drafts(queue, services.clone(), answers.clone()));
        Self {
            services,
            events,
            answers,
            drafts,
            to_finish,
            passing: JoinSet::new(),
        }
    }

    /// Whether the session wants to end.
    fn run(&mut self, session: &Session, effects: Vec<Effect>) -> bool {
        let mut quit = false;
        while self.passing.try_join_next().is_some() {}
        while self.to_finish.try_join_next().is_some() {}
        for effect in effects {
            match effect {
                Effect::Do { layer, request } => self.ask(session, layer, request),
                Effect::Pause { layer, token, millis } => {
                    let answers = self.answers.clone();
                    self.passing.spawn(async move {
                        tokio::time::sleep(Duration::from_millis(millis)).await;
                        // A closed channel means that the session ended: nobody waits for this any more.
                        let _ended = answers.send(Event::Pause { layer, token }).await;
                    });
                }
                Effect::Quit => quit = true,
            }
        }
        quit
    }

    fn ask(&mut self, session: &Session, layer: u64, request: Request) {
        let (services, actor, answers) = (
            self.services.clone(),
            session.actor().clone(),
            self.answers.clone(),
        );
        if matches!(request, Request::SaveDraft(_) | Request::DiscardDraft(..)) {
            // The queue ends with the session only.
            let _ended = self.drafts.send((layer, actor, request));
            return;
        }
        let tasks = if request.outlives_the_session() {
            &mut self.to_finish
        } else {
            &mut self.passing
        };
        tasks.spawn(async move {
            let answer = Box::pin(perform(&services, &actor, request)).await;
            let _ended = answers.send(Event::Answer { layer, answer }).await;
        });
    }

    /// Waits for what must not be lost sight of.
    async fn farewell(mut self) {
        drop(self.drafts);
        drop(self.events); // nobody reads answers any more, and their senders must not wait for it
        let finished = async { while self.to_finish.join_next().await.is_some() {} };
        if tokio::time::timeout(FAREWELL, finished).await.is_err() {
            tracing::warn!("the session ended before everything it asked for was done");
        }
    }
}

/// Keeps drafts in their order until the session ends and none is left.
async fn keep_drafts(
    mut queue: mpsc::UnboundedReceiver<(u64, Actor, Request)>,
    services: Services,
    answers: mpsc::Sender<Event>,
) {
    while let Some((layer, actor, request)) = queue.recv().await {
        let answer = Box::pin(perform(&services, &actor, request)).await;
        // A closed channel means that the session ended; what is left is kept all the same.
        let _ended = answers.send(Event::Answer { layer, answer }).await;
    }
}
