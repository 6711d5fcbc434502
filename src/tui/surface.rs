//! What shows a session to its operator. The loop knows this and nothing of terminals: a screen of cells, a channel and
//! a page of plain lines differ behind it.

use std::io::{self, Write};

use ratatui::layout::Size;
use tokio::time::Instant;

use super::session::Session;
use super::term::guard;
use super::term::local::LocalOutput;
use super::term::modes::{self, Passage};
use super::term::screen::FrameWriter;

/// Shows a session.
pub trait Surface {
    /// Shows what the session says now; writes nothing when that is shown already.
    fn show(&mut self, session: &Session) -> io::Result<()>;

    /// When to show the session again although nothing happened.
    fn again(&self) -> Option<Instant> {
        None
    }

    /// Takes the new size; tells the one that is drawn for.
    fn resize(&mut self, size: Size) -> io::Result<Size>;

    /// Puts a text on the clipboard of the operator's own machine.
    fn copy(&mut self, text: &str) -> io::Result<()>;

    /// Asks the terminal whether its background is dark or light, and to tell when that changes; or no more. What it
    /// answers comes with the input, if it answers.
    fn listen(&mut self, _on: bool) -> io::Result<()> {
        Ok(())
    }

    /// Shows everything anew the next time, from an empty screen: something else wrote on the terminal.
    fn redraw(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Gives the terminal back to the shell for a while, where there is a shell.
    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<W: Write> Surface for FrameWriter<W> {
    fn show(&mut self, session: &Session) -> io::Result<()> {
        self.draw(|frame| session.view(frame))?;
        Ok(())
    }

    fn resize(&mut self, size: Size) -> io::Result<Size> {
        Self::resize(self, size)?;
        Ok(self.size())
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.copy_through(text, Passage::Straight)
    }

    fn listen(&mut self, on: bool) -> io::Result<()> {
        let sink = self.sink_mut();
        sink.write_all(modes::ground(on))?;
        sink.flush()
    }

    fn redraw(&mut self) -> io::Result<()> {
        self.repaint()
    }
}

/// The operator's own terminal, which has a shell behind it.
#[derive(Debug)]
pub struct LocalSurface {
    /// Its screen.
    pub screen: FrameWriter<LocalOutput>,
    /// How the clipboard's sequence gets to it.
    pub passage: Passage,
}

impl Surface for LocalSurface {
    fn show(&mut self, session: &Session) -> io::Result<()> {
        self.screen.show(session)
    }

    fn resize(&mut self, size: Size) -> io::Result<Size> {
        Surface::resize(&mut self.screen, size)
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.screen.copy_through(text, self.passage)
    }

    fn listen(&mut self, on: bool) -> io::Result<()> {
        guard::listen(on)
    }

    fn redraw(&mut self) -> io::Result<()> {
        // What wrote on the terminal may have set it otherwise, too.
        guard::renew()?;
        self.screen.repaint()
    }

    fn suspend(&mut self) -> io::Result<()> {
        guard::suspend()
    }
}
