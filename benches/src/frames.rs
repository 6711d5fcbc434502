//! What a frame costs without any terminal: bytes, allocations, and the time to draw, compare and encode it.
//!
//! The session runs in the real loop on the demo store; only its surface is ours. Bytes follow from the screens alone
//! and are held by `tests/budget.rs`; here they stand beside the time.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use std::time::{Duration, Instant};

use offerdesk::catalog;
use offerdesk::i18n::{I18n, Locale};
use offerdesk::services::context::Actor;
use offerdesk::services::demo::first_person;
use offerdesk::services::maintenance::{self, Holder, Opening};
use offerdesk::tui::desk::DeskOptions;
use offerdesk::tui::runtime;
use offerdesk::tui::session::Session;
use offerdesk::tui::surface::Surface;
use offerdesk::tui::term::caps::{Caps, TerminalOverrides};
use offerdesk::tui::term::event::Input;
use offerdesk::tui::term::input::Decoder;
use offerdesk::tui::term::screen::FrameWriter;
use offerdesk::tui::theme::selection::ThemeSelection;
use ratatui::layout::Size;
use stats_alloc::Region;
use tokio::sync::mpsc;

use crate::choice::Choice;
use crate::error::Measured;
use crate::figures::Sample;
use crate::first;
use crate::table;

const TODAY: &str = "2026-06-22";

/// One frame.
#[derive(Clone, Copy, Debug)]
struct Frame {
    bytes: usize,
    allocations: usize,
    time: Duration,
}

/// Frames as they come.
type Frames = Rc<RefCell<Vec<Frame>>>;

/// A key and the one that takes it back, on some screen; and what they are called.
struct Pair {
    what: &'static str,
    there: &'static [u8],
    back: &'static [u8],
    /// Named apart, where going back is another frame worth knowing.
    back_is: Option<&'static str>,
}

const ESCAPE: &[u8] = b"\x1b";
const DOWN: &[u8] = b"\x1b[B";
const UP: &[u8] = b"\x1b[A";

const fn pair(what: &'static str, there: &'static [u8], back: &'static [u8]) -> Pair {
    Pair {
        what,
        there,
        back,
        back_is: None,
    }
}

/// What is walked: keys that lead to a screen, then what is measured there.
const WALK: [(&[&[u8]], Pair); 9] = [
    (&[], pair("between tiles", DOWN, UP)),
    (
        &[],
        Pair {
            what: "accounts open",
            there: b"a",
            back: ESCAPE,
            back_is: Some("tiles again"),
        },
    ),
    (&[], pair("help opens", b"?", ESCAPE)),
    (&[], pair("orders open", b"o", ESCAPE)),
    (&[], pair("legal profile opens", b"p", ESCAPE)),
    (&[], pair("wizard opens", b"\r", ESCAPE)),
    (&[b"a"], pair("in the list of accounts", DOWN, UP)),
    (
        // To the name: the number before it takes no letter.
        &[ESCAPE, b"\r", b"\r", b"\t", b"\t", b"\t"],
        pair("typing into the card form", b"x", b"\x7f"),
    ),
    (&[], pair("between fields", b"\t", b"\x1b[Z")),
];

/// Measures and prints.
pub fn measure(choice: &Choice) -> Measured<()> {
    table::heading("A frame: draw, compare, encode");
    let repeats = choice.runs(100, 10);
    // One thread, so that what is allocated meanwhile is the frame's.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let (rows, first) = runtime.block_on(walk(repeats))?;
    table::print(
        &["frame", "bytes", "allocations", "time", "99 of 100", "frames"],
        &rows,
    );
    table::note("Medians on the demo store, 80x24, 16 colors, without a terminal.");
    table::heading("A session: its first useful frame");
    table::print(&["first page", "time", "times the tiles'", "runs"], &first);
    table::note(
        "Median (fastest-slowest) on the demo store in this process, without the start of a program; due is read behind the tiles.",
    );
    Ok(())
}

/// Rows of a table.
type Rows = Vec<Vec<String>>;

async fn walk(repeats: usize) -> Measured<(Rows, Rows)> {
    let folder = tempfile::tempdir()?;
    let opening = Opening {
        path: folder.path().join("demo"),
        holder: Holder::default(),
        today: Some(TODAY.parse()?),
        gateway: None,
        catalog: catalog::embedded()?,
        adopts_catalog: false,
        notice: None,
    };
    let opened = maintenance::open_demo(opening).await?;
    let services = opened.services().clone();
    let person = services.person_by_email(&first_person()?).await?;
    let size = Size::new(80, 24);
    let options = |at_account| DeskOptions {
        services: services.clone(),
        actor: Actor::demo(person.id),
        account: None,
        at_account,
        i18n: I18n::new(Locale::EnUs),
        demo: true,
        theme_selection: ThemeSelection::default(),
        overrides: TerminalOverrides::default(),
        keymap: std::sync::Arc::default(),
    };
    let caps = Caps::default();
    let frames: Frames = Rc::default();
    let mut surface = Weighed {
        screen: FrameWriter::new(io::sink(), size, caps)?,
        frames: frames.clone(),
    };
    let (keyboard, inputs) = mpsc::unbounded_channel();
    let session = Session::new(options(true).context(caps, size));
    let inputs = Box::pin(futures_util::stream::unfold(inputs, |mut inputs| async move {
        inputs.recv().await.map(|input: Input| (input, inputs))
    }));
    let hand = press_all(keyboard, frames, repeats);
    let (ran, rows) = tokio::join!(runtime::run(session, inputs, &mut surface, &services), hand);
    ran?;
    let first = first::rows(repeats, options).await?;
    opened.close().await?;
    Ok((rows?, first))
}

/// Presses everything, and tells what each frame took. Dropping the keyboard at its end ends the session.
async fn press_all(
    keyboard: mpsc::UnboundedSender<Input>,
    frames: Frames,
    repeats: usize,
) -> Measured<Vec<Vec<String>>> {
    let mut rows = Vec::new();
    let first = settled(&frames).await;
    rows.extend(row("the first frames of a session", &first));
    for (lead, pair) in WALK {
        for key in lead {
            press(&keyboard, key)?;
            settled(&frames).await;
        }
        let (mut there, mut back) = (Vec::new(), Vec::new());
        for _ in 0..repeats {
            press(&keyboard, pair.there)?;
            there.extend(settled(&frames).await);
            press(&keyboard, pair.back)?;
            back.extend(settled(&frames).await);
        }
        if pair.back_is.is_none() {
            there.append(&mut back);
        }
        rows.extend(row(pair.what, &there));
        rows.extend(pair.back_is.and_then(|what| row(what, &back)));
    }
    Ok(rows)
}

fn press(keyboard: &mpsc::UnboundedSender<Input>, key: &[u8]) -> Measured<()> {
    let mut decoder = Decoder::new();
    let now = Instant::now();
    decoder.feed(key, now);
    decoder.timeout(now); // an Escape alone is a key, too
    while let Some(input) = decoder.pop() {
        keyboard.send(input)?;
    }
    Ok(())
}

/// The frames until none came for a while.
async fn settled(frames: &Frames) -> Vec<Frame> {
    let mut seen = 0;
    loop {
        tokio::time::sleep(Duration::from_millis(10)).await;
        let now = frames.borrow().len();
        if now == seen {
            return frames.take();
        }
        seen = now;
    }
}

fn row(what: &str, frames: &[Frame]) -> Option<Vec<String>> {
    // Frames in which nothing changed cost no byte; they are not what a person waits for.
    let mut shown: Vec<Frame> = frames.iter().copied().filter(|frame| frame.bytes > 0).collect();
    let times = Sample::of(shown.iter().map(|frame| frame.time).collect());
    shown.sort_by_key(|frame| frame.bytes);
    let bytes = shown.get(shown.len() / 2)?.bytes;
    shown.sort_by_key(|frame| frame.allocations);
    let allocations = shown.get(shown.len() / 2)?.allocations;
    Some(vec![
        what.to_owned(),
        bytes.to_string(),
        allocations.to_string(),
        times.median_millis(),
        times.p99_millis(),
        shown.len().to_string(),
    ])
}

/// A screen that notes what each of its frames took.
struct Weighed {
    screen: FrameWriter<io::Sink>,
    frames: Frames,
}

impl Surface for Weighed {
    fn show(&mut self, session: &Session) -> io::Result<()> {
        let region = Region::new(crate::ALLOCATOR);
        let began = Instant::now();
        let drawn = self.screen.draw(|frame| session.view(frame))?;
        let time = began.elapsed();
        let allocations = region.change().allocations + region.change().reallocations;
        self.frames.borrow_mut().push(Frame {
            bytes: drawn.0,
            allocations,
            time,
        });
        Ok(())
    }

    fn resize(&mut self, size: Size) -> io::Result<Size> {
        Surface::resize(&mut self.screen, size)
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.screen.copy(text)
    }
}
