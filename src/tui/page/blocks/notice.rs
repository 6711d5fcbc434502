//! Something that one must know: what went wrong and what to do, or what went well.

use ratatui::text::{Line, Span};

use crate::domain::message::{Arg, Coded};
use crate::tui::layer::Context;
use crate::tui::page::Signal;
use crate::tui::page::pen::Pen;
use crate::tui::page::rows::Rows;
use crate::tui::widgets::scroll::wrap;

/// The notice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// What it signals.
    pub signal: Signal,
    /// What happened.
    pub text: String,
    /// What to do.
    pub hint: Option<String>,
    /// Whether it came under the reader's eyes.
    pub is_new: bool,
    /// Whether it tells how something stands: that is no error, even where it is bad.
    pub is_standing: bool,
}

impl Notice {
    /// An error.
    pub fn error(error: &dyn Coded, context: &Context) -> Self {
        let explained = context.i18n.explain(error);
        Self {
            hint: explained.hint,
            ..Self::new(Signal::Bad, explained.sentence)
        }
    }

    /// Something that signals something.
    pub const fn new(signal: Signal, text: String) -> Self {
        Self {
            signal,
            text,
            hint: None,
            is_new: false,
            is_standing: false,
        }
    }

    /// How something stands.
    pub const fn standing(signal: Signal, text: String) -> Self {
        let mut notice = Self::new(signal, text);
        notice.is_standing = true;
        notice
    }

    /// A signal's sign colors itself, never a paragraph.
    pub(super) fn paint(&self, pen: Pen<'_>) -> Rows {
        let sign = match self.signal {
            Signal::Bad => pen.theme.symbols.cross,
            Signal::Good => pen.theme.symbols.check,
            Signal::Warn => "!",
            Signal::None => " ",
        };
        let mut rows = Rows::default();
        for (place, line) in wrap(&self.text, pen.width.saturating_sub(2))
            .into_iter()
            .enumerate()
        {
            let sign = if place == 0 { sign } else { " " };
            rows.push(Line::from(vec![
                Span::styled(format!("{sign} "), pen.signal(self.signal)),
                Span::styled(line, pen.theme.title),
            ]));
        }
        if let Some(hint) = &self.hint {
            let hint = Rows::text(hint, pen.width.saturating_sub(2), pen.theme.text);
            rows.extend(hint.indented(2));
        }
        rows
    }

    /// The same line by line.
    pub(in crate::tui) fn say(&self, context: &Context) -> Vec<String> {
        let said = |key: &str, name| context.i18n.tr(key, &[(name, Arg::Text(self.text.clone()))]);
        let sentence = match self.signal {
            _ if self.is_new => said("plain-changed", "line"),
            Signal::Bad if !self.is_standing => said("plain-error", "sentence"),
            _ => self.text.clone(),
        };
        std::iter::once(sentence).chain(self.hint.clone()).collect()
    }
}
