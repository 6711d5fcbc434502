//! Where text goes: the one place of the commands that writes. Results on standard output, everything else on
//! standard error.

pub mod shapes;
pub mod text;

use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;

use crate::domain::text::is_hostile;
use crate::i18n::{I18n, unbound};
use crate::services::maintenance::Notice;

/// Standard output and standard error of a command, and its language.
pub struct Output {
    out: Box<dyn Write + Send>,
    err: Box<dyn Write + Send>,
    /// Whether results and errors are JSON.
    pub json: bool,
    /// The language.
    pub i18n: I18n,
}

impl Output {
    /// The process's own streams.
    pub fn standard(i18n: I18n, json: bool) -> Self {
        Self {
            out: Box::new(io::stdout()),
            err: Box::new(io::stderr()),
            json,
            i18n,
        }
    }

    /// One line of a result.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", safe(text))
    }

    /// One line for the person at the terminal.
    pub fn note(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.err, "{}", safe(text))
    }

    /// Tells the person at the terminal what the opening of a store notices, whenever it does.
    pub fn notices(&self) -> Arc<dyn Fn(Notice) + Send + Sync> {
        let made = safe(&self.i18n.t("cli-index-is-made"));
        let healing = safe(&self.i18n.t("cli-store-is-healed"));
        Arc::new(move |notice| {
            let text = match notice {
                Notice::IndexIsMade => &made,
                Notice::Healing => &healing,
            };
            // Nobody has to hear it.
            let _ = writeln!(io::stderr(), "{text}");
        })
    }

    /// A question, without a line end.
    pub fn ask(&mut self, text: &str) -> io::Result<()> {
        write!(self.err, "{}", safe(text))?;
        self.err.flush()
    }

    /// A result as JSON.
    pub fn json(&mut self, shape: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut self.out, shape)?;
        writeln!(self.out)
    }

    /// An error as JSON.
    pub fn json_note(&mut self, shape: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut self.err, shape)?;
        writeln!(self.err)
    }

    /// Text of ours, with its own line ends.
    pub fn raw(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }

    /// The bytes of a file, and nothing else. Not to a terminal, which somebody else's bytes could steer.
    pub fn bytes(&mut self, content: &[u8]) -> io::Result<()> {
        self.out.write_all(content)?;
        self.out.flush()
    }

    /// Text of ours for the person at the terminal, with its own line ends.
    pub fn raw_note(&mut self, text: &str) -> io::Result<()> {
        self.err.write_all(text.as_bytes())
    }

    /// Hands everything over.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()?;
        self.err.flush()
    }
}

/// A text may come from an argument, a file or another program: nothing in it may steer the terminal. Its blanks are
/// ordinary ones, so that whoever looks for a date or an amount in what was printed finds it.
fn safe(text: &str) -> String {
    unbound(text)
        .chars()
        .map(|c| if is_hostile(c) { '\u{fffd}' } else { c })
        .collect()
}
