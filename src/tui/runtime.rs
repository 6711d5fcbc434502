//! The loop: the same one for a local terminal, an SSH channel and a test, which differ only in where input comes
//! from and where bytes go.
//!
//! It draws only when something happened, and once for everything that had happened by then. While nothing
//! happens it sleeps: no tick, no wake-up, no byte.

use std::collections::HashMap;
use std::io;
use std::time::Duration;

use futures_util::{FutureExt, Stream, StreamExt};
use tokio::sync::{mpsc, oneshot};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::Instant;

use crate::services::Services;
use crate::services::context::Actor;
use crate::services::watch::Changes;

use super::ask::{DraftOrder, Request};
use super::effect::{Effect, Event};
use super::session::Session;
use super::surface::Surface;
use super::term::event::Input;

/// How long a session that ends waits for what is being saved or bought. What is not done by then is finished by
/// the reconciler at the next start.
const FAREWELL: Duration = Duration::from_secs(10);

/// How long keys wait for the screen that they were typed for. Whoever wants to leave must not wait for a store that
/// does not answer.
const OPENING: Duration = Duration::from_secs(1);

/// Runs a session until it ends: by its own choice, or because the input ended.
pub async fn run(
    (mut session, first): (Session, Vec<Effect>),
    inputs: impl Stream<Item = Input> + Unpin,
    surface: &mut impl Surface,
    services: &Services,
) -> io::Result<()> {
    let mut outside = Outside::new(services.clone());
    let quit = outside.run(&session, first, surface)?;
    let ran = if quit {
        Ok(())
    } else {
        serve(&mut session, inputs, surface, &mut outside).await
    };
    if ran.is_err() {
        // The terminal took no more bytes: what was typed is kept as after any other hang-up.
        let effects = session.update(Event::Input(Input::Hangup));
        let _broken = outside.run(&session, effects, surface);
    }
    outside.farewell().await;
    ran
}

/// Takes events in and draws, until the session wants to end or the terminal takes no more bytes.
async fn serve(
    session: &mut Session,
    mut inputs: impl Stream<Item = Input> + Unpin,
    surface: &mut impl Surface,
    outside: &mut Outside,
) -> io::Result<()> {
    let services = outside.services.clone();
    let mut changes = services.changes();
    let mut ahead = TypedAhead::default();
    loop {
        surface.show(session)?;
        let today = session.today();
        let held = ahead.held(session);
        let event = tokio::select! {
            biased;
            input = inputs.next(), if held.is_none() => Event::Input(input.unwrap_or(Input::Hangup)),
            Some(event) = outside.events.recv() => event,
            change = changes.next() => change.map_or(Event::Input(Input::Hangup), Event::Changed),
            day = services.clock().another_day_than(today) => Event::NewDay(day),
            () = at(surface.again()) => continue,
            () = at(held), if held.is_some() => continue,
        };
        // Whether something happened that the operator has not seen yet.
        let mut is_unseen = !matches!(event, Event::Input(_));
        if take(session, event, &mut inputs, surface, outside).await? {
            return Ok(());
        }
        // Everything that is there already is taken in before the next frame.
        loop {
            let input = match ahead.held(session) {
                None => inputs.next().now_or_never(),
                Some(_) => None,
            };
            let event = match input {
                Some(input) => {
                    let input = input.unwrap_or(Input::Hangup);
                    // A click means what is shown, and a key must not agree to what came in unseen, such as a
                    // review with another price.
                    if is_unseen || matches!(input, Input::Mouse(_)) {
                        surface.show(session)?;
                        is_unseen = false;
                    }
                    Event::Input(input)
                }
                None => match outside.at_once(&mut changes, is_unseen).await {
                    Some(event) => {
                        is_unseen = true;
                        event
                    }
                    None => break,
                },
            };
            if take(session, event, &mut inputs, surface, outside).await? {
                return Ok(());
            }
        }
    }
}

/// Keys that were typed before the screen was there that they are for: they are kept in order. A key that came to a
/// screen without content would be lost, and the one behind it would mean something else than was thought.
#[derive(Default)]
struct TypedAhead {
    since: Option<Instant>,
}

impl TypedAhead {
    /// Until when keys have to wait, if they do.
    fn held(&mut self, session: &Session) -> Option<Instant> {
        if !session.is_opening() {
            self.since = None;
            return None;
        }
        let now = Instant::now();
        let until = *self.since.get_or_insert(now) + OPENING;
        (until > now).then_some(until)
    }
}

/// Waits until an instant; for ever without one.
async fn at(instant: Option<Instant>) {
    match instant {
        Some(instant) => tokio::time::sleep_until(instant).await,
        None => std::future::pending().await,
    }
}

/// Takes an event in. Where something is asked then that can't be undone, what is there already was typed before anybody
/// could read that: it is dropped, and what is asked is shown.
async fn take(
    session: &mut Session,
    event: Event,
    mut inputs: impl Stream<Item = Input> + Unpin,
    surface: &mut impl Surface,
    outside: &mut Outside,
) -> io::Result<bool> {
    let mut is_over = handle(session, event, surface, outside)?;
    while !is_over && std::mem::take(&mut outside.forgets) {
        // What came meanwhile is told of, too.
        tokio::task::yield_now().await;
        while !is_over && let Some(input) = inputs.next().now_or_never() {
            let input = input.unwrap_or(Input::Hangup);
            if !session.was_typed_ahead(&input) {
                is_over = handle(session, Event::Input(input), surface, outside)?;
            }
        }
        if !is_over {
            surface.show(session)?;
        }
    }
    Ok(is_over)
}

fn handle(
    session: &mut Session,
    event: Event,
    surface: &mut impl Surface,
    outside: &mut Outside,
) -> io::Result<bool> {
    let event = match event {
        Event::Input(Input::Resize(size)) => Event::Input(Input::Resize(surface.resize(size)?)),
        other => other,
    };
    let effects = session.update(event);
    outside.run(session, effects, surface)
}

/// Runs effects, and brings their answers back as events.
struct Outside {
    services: Services,
    events: mpsc::Receiver<Event>,
    answers: mpsc::Sender<Event>,
    /// Drafts are kept one after the other, in the order in which they were typed: an older one must not win.
    drafts: mpsc::UnboundedSender<Queued>,
    to_finish: JoinSet<()>,
    passing: JoinSet<()>,
    /// What each layer looks for, until it looks for something else.
    searches: HashMap<u64, AbortHandle>,
    /// Something is asked that nobody has seen yet.
    forgets: bool,
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
            searches: HashMap::new(),
            forgets: false,
        }
    }

    /// What came in. Where something did already, also what is there as soon as it is looked for: most of what is asked
    /// for takes microseconds, and one frame shall tell an answer together with the changes that it made. What was typed
    /// is shown without waiting for anything.
    async fn at_once(&mut self, changes: &mut Changes, has_news: bool) -> Option<Event> {
        let here = |events: &mut mpsc::Receiver<Event>, changes: &mut Changes| {
            let event = events.try_recv().ok();
            event.or_else(|| changes.at_once().map(Event::Changed))
        };
        let event = here(&mut self.events, changes);
        if event.is_some() || !has_news || self.passing.is_empty() {
            return event;
        }
        tokio::task::yield_now().await;
        here(&mut self.events, changes)
    }

    /// Whether the session wants to end.
    fn run(
        &mut self,
        session: &Session,
        effects: Vec<Effect>,
        surface: &mut impl Surface,
    ) -> io::Result<bool> {
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
                Effect::Copy(text) => surface.copy(&text)?,
                Effect::Listen(on) => surface.listen(on)?,
                Effect::Redraw => surface.redraw()?,
                Effect::Forget => self.forgets = true,
                Effect::Suspend => surface.suspend()?,
                Effect::Quit => quit = true,
            }
        }
        Ok(quit)
    }

    fn ask(&mut self, session: &Session, layer: u64, request: Request) {
        let (services, actor, answers) = (
            self.services.clone(),
            session.actor().clone(),
            self.answers.clone(),
        );
        let manner = request.manner();
        if manner.is_of_drafts() {
            // The queue ends with the session only.
            let _ended = self.drafts.send(Queued::Draft(layer, actor, request));
            return;
        }
        // A form that is opened again finds what was kept, or thrown away, just before; and what is sent ends its draft
        // after the last one was kept.
        let settled = (manner.turn == DraftOrder::AfterDrafts).then(|| {
            let (done, settled) = oneshot::channel();
            let _ended = self.drafts.send(Queued::Mark(done));
            settled
        });
        if manner.replaces_the_former {
            self.searches.retain(|_, search| !search.is_finished());
            if let Some(former) = self.searches.remove(&layer) {
                former.abort();
            }
        }
        let tasks = if manner.outlives_the_session {
            &mut self.to_finish
        } else {
            &mut self.passing
        };
        let task = tasks.spawn(async move {
            if let Some(settled) = settled {
                let _ended = settled.await;
            }
            let answer = request.run(&services, &actor).await;
            let _ended = answers.send(Event::Answer { layer, answer }).await;
        });
        if manner.replaces_the_former {
            self.searches.insert(layer, task);
        }
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

/// What stands in the queue of the drafts.
enum Queued {
    /// A draft to keep or to throw away: the layer that asks, for whom, and what.
    Draft(u64, Actor, Request),
    /// Somebody waits until everything before this is done.
    Mark(oneshot::Sender<()>),
}

/// Keeps drafts in their order until the session ends and none is left.
async fn keep_drafts(
    mut queue: mpsc::UnboundedReceiver<Queued>,
    services: Services,
    answers: mpsc::Sender<Event>,
) {
    while let Some(queued) = queue.recv().await {
        let (layer, actor, request) = match queued {
            Queued::Draft(layer, actor, request) => (layer, actor, request),
            Queued::Mark(done) => {
                let _nobody_waits = done.send(());
                continue;
            }
        };
        let answer = request.run(&services, &actor).await;
        // A closed channel means that the session ended; what is left is kept all the same.
        let _ended = answers.send(Event::Answer { layer, answer }).await;
    }
}
