//! Where text goes: the one place of the commands that writes. Results on standard output, everything else on
//! standard error.

pub mod shapes;
pub mod text;

use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter};

use crate::domain::text::is_hostile;
use crate::i18n::{I18n, unbound};
use crate::services::maintenance::OpeningNotice;

/// What was to be printed could not be written. That is told as such: a command that prints what it did has done it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unwritable(#[from] pub io::Error);

/// Whether something was written.
pub type Written = Result<(), Unwritable>;

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
    pub fn line(&mut self, text: &str) -> Written {
        Ok(writeln!(self.out, "{}", safe(text))?)
    }

    /// One line for the person at the terminal.
    pub fn note(&mut self, text: &str) -> Written {
        Ok(writeln!(self.err, "{}", safe(text))?)
    }

    /// Tells the person at the terminal what the opening of a store notices, whenever it does.
    pub fn notices(&self) -> Arc<dyn Fn(OpeningNotice) + Send + Sync> {
        let made = safe(&self.i18n.t("cli-index-is-made"));
        let healing = safe(&self.i18n.t("cli-store-is-healed"));
        Arc::new(move |notice| {
            let text = match notice {
                OpeningNotice::IndexIsMade => &made,
                OpeningNotice::Healing => &healing,
            };
            // Nobody has to hear it.
            let _ = writeln!(io::stderr(), "{text}");
        })
    }

    /// A question, without a line end.
    pub fn ask(&mut self, text: &str) -> Written {
        write!(self.err, "{}", safe(text))?;
        Ok(self.err.flush()?)
    }

    /// Ends the line of a question that was not answered.
    pub fn end_question(&mut self) -> Written {
        Ok(writeln!(self.err)?)
    }

    /// A result as JSON.
    pub fn json(&mut self, shape: &impl Serialize) -> Written {
        Ok(write_json(&mut self.out, shape)?)
    }

    /// An error as JSON.
    pub fn json_note(&mut self, shape: &impl Serialize) -> Written {
        Ok(write_json(&mut self.err, shape)?)
    }

    /// Text of ours, with its own line ends.
    pub fn raw(&mut self, text: &str) -> Written {
        self.out.write_all(text.as_bytes())?;
        Ok(self.out.flush()?)
    }

    /// The bytes of a file, and nothing else. Not to a terminal, which somebody else's bytes could steer.
    pub fn bytes(&mut self, content: &[u8]) -> Written {
        self.out.write_all(content)?;
        Ok(self.out.flush()?)
    }

    /// Text of ours for the person at the terminal, with its own line ends.
    pub fn raw_note(&mut self, text: &str) -> Written {
        Ok(self.err.write_all(text.as_bytes())?)
    }

    /// Hands everything over.
    pub fn flush(&mut self) -> Written {
        self.out.flush()?;
        Ok(self.err.flush()?)
    }
}

fn write_json(sink: &mut dyn Write, shape: &impl Serialize) -> io::Result<()> {
    let mut writer = serde_json::Serializer::with_formatter(&mut *sink, Escaping::default());
    shape.serialize(&mut writer)?;
    writeln!(sink)
}

/// JSON as people read it, in which nothing steers the terminal that it is printed on: what could is escaped, and is
/// the same text for whoever reads it as JSON.
#[derive(Default)]
struct Escaping(PrettyFormatter<'static>);

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        for part in fragment.split_inclusive(is_hostile) {
            let steers = part.chars().next_back().filter(|c| is_hostile(*c));
            let text = steers.map_or(part, |c| part.strip_suffix(c).unwrap_or(part));
            writer.write_all(text.as_bytes())?;
            if let Some(c) = steers {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

/// A text may come from an argument, a file or another program: nothing in it may steer the terminal. Its blanks are
/// ordinary ones, so that whoever looks for a date or an amount in what was printed finds it.
pub fn safe(text: &str) -> String {
    unbound(text)
        .chars()
        .map(|c| if is_hostile(c) { '\u{fffd}' } else { c })
        .collect()
}
