//! The start of a session to its first useful frame, in this process: the tiles of an account, and beside them what is due
//! in all accounts of the same person, which are read on the way there.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::{Duration, Instant};

use offerdesk::tui::desk::DeskOptions;
use offerdesk::tui::runtime;
use offerdesk::tui::session::Session;
use offerdesk::tui::surface::Surface;
use offerdesk::tui::term::caps::Caps;
use offerdesk::tui::term::event::Input;
use offerdesk::tui::term::screen::FrameWriter;
use ratatui::layout::Size;
use tokio::sync::mpsc;

use crate::error::{Measured, failed};
use crate::figures::Sample;

/// The words without which the frame is of no use.
const TILES: [&str; 1] = ["Purchased offers"];
const DUE: [&str; 2] = ["Renew Action Pack", "To renew"];

/// Times of so many sessions that begin with the tiles, and with what is due; and how many times longer the latter take.
pub async fn rows(runs: usize, options: impl Fn(bool) -> DeskOptions) -> Measured<Vec<Vec<String>>> {
    let (mut tiles, mut due) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        tiles.push(first_frame(options(true), &TILES).await?);
        due.push(first_frame(options(false), &DUE).await?);
    }
    let [tiles, due] = [tiles, due].map(Sample::of);
    let ratio = due.median().as_secs_f64() / tiles.median().as_secs_f64();
    let row = |what: &str, sample: &Sample, ratio: f64| {
        vec![
            what.to_owned(),
            sample.millis(),
            format!("{ratio:.2}"),
            sample.len().to_string(),
        ]
    };
    Ok(vec![
        row("tiles of an account", &tiles, 1.0),
        row("what is due in seven accounts", &due, ratio),
    ])
}

async fn first_frame(options: DeskOptions, words: &[&'static str]) -> Measured<Duration> {
    let (size, caps) = (Size::new(80, 24), Caps::default());
    let services = options.services.clone();
    let (keyboard, inputs) = mpsc::unbounded_channel();
    let inputs = Box::pin(futures_util::stream::unfold(inputs, |mut inputs| async move {
        inputs.recv().await.map(|input: Input| (input, inputs))
    }));
    let sent = Sent::default();
    let began = Instant::now();
    let mut surface = Until {
        screen: FrameWriter::new(sent.clone(), size, caps)?,
        sent,
        words: words.to_vec(),
        keyboard,
        began,
        took: None,
    };
    let session = Session::new(options.context(caps, size));
    runtime::run(session, inputs, &mut surface, &services).await?;
    match surface.took {
        Some(took) => Ok(took),
        None => failed(format!("{words:?} were never shown")),
    }
}

/// Bytes for a terminal.
#[derive(Clone, Default)]
struct Sent(Rc<RefCell<Vec<u8>>>);

impl Write for Sent {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A screen that ends the session once all words were sent to it.
struct Until {
    screen: FrameWriter<Sent>,
    sent: Sent,
    words: Vec<&'static str>,
    keyboard: mpsc::UnboundedSender<Input>,
    began: Instant,
    took: Option<Duration>,
}

impl Surface for Until {
    fn show(&mut self, session: &Session) -> io::Result<()> {
        self.screen.draw(|frame| session.view(frame))?;
        let sent = String::from_utf8_lossy(&self.sent.0.borrow()).into_owned();
        self.words.retain(|word| !sent.contains(word));
        if self.words.is_empty() && self.took.is_none() {
            self.took = Some(self.began.elapsed());
            // A session that ended hears nothing any more.
            let _ended = self.keyboard.send(Input::Hangup);
        }
        Ok(())
    }

    fn resize(&mut self, size: Size) -> io::Result<Size> {
        Surface::resize(&mut self.screen, size)
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.screen.copy(text)
    }
}
