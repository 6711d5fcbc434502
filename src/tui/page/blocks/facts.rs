//! Labeled values, the values below each other.

use ratatui::text::{Line, Span};

use crate::domain::message::Arg;
use crate::tui::layer::Context;
use crate::tui::page::pen::Pen;
use crate::tui::page::rows::{Row, Rows};
use crate::tui::widgets::cells;
use crate::tui::widgets::scroll::wrap;

/// Widest column of labels.
const LABELS: u16 = 26;
/// Blanks between a label and its value.
const GAP: u16 = 2;

/// The values.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// From above.
    pub facts: Vec<Fact>,
    /// Whether the values stand at the right end, as amounts do.
    pub at_right: bool,
}

/// One of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// The value, in lines.
    pub value: String,
    /// The same in fewer and fewer words, for where the value has no room in one row.
    pub briefs: Vec<String>,
    /// Another version of the value, such as what it was before; it stands below, or behind a value at the right end.
    pub other: Option<String>,
    /// Whether it is what decides.
    pub is_strong: bool,
    /// Whether it changed under the reader's eyes.
    pub is_changed: bool,
}

impl Fact {
    /// A value.
    pub const fn new(label: String, value: String) -> Self {
        Self {
            label,
            value,
            briefs: Vec::new(),
            other: None,
            is_strong: false,
            is_changed: false,
        }
    }

    /// With the same in fewer words; what is told last has the fewest.
    #[must_use]
    pub fn briefly(mut self, brief: String) -> Self {
        self.briefs.push(brief);
        self
    }

    /// With another version of the value, which says what it is.
    #[must_use]
    pub fn beside(mut self, other: String) -> Self {
        self.other = Some(other);
        self
    }

    /// The value that decides.
    #[must_use]
    pub const fn strong(mut self) -> Self {
        self.is_strong = true;
        self
    }

    /// A value that changed under the reader's eyes.
    #[must_use]
    pub const fn changed(mut self, is_changed: bool) -> Self {
        self.is_changed = is_changed;
        self
    }
}

impl Fact {
    /// The value in as many words as have room in one row, marked by a sign as well where it changed, and its other
    /// version where that has a row of its own.
    fn versions(&self, room: u16, joins: bool) -> (String, Option<&String>) {
        let marked = |value: &String| {
            if self.is_changed {
                format!("! {value}")
            } else {
                value.clone()
            }
        };
        let mut wordings: Vec<String> = std::iter::once(&self.value)
            .chain(&self.briefs)
            .map(marked)
            .collect();
        let fits = |text: &String| cells::columns(text) <= room;
        if let Some(other) = self.other.as_ref().filter(|_| joins) {
            let joined = wordings.iter().map(|value| format!("{value}, {other}"));
            if let Some(both) = joined.into_iter().find(fits) {
                return (both, None);
            }
        }
        let whole = wordings
            .iter()
            .position(fits)
            .unwrap_or(wordings.len().saturating_sub(1));
        (wordings.swap_remove(whole), self.other.as_ref())
    }
}

impl Facts {
    /// Values with the keys of their labels, the values below each other.
    pub fn labeled(rows: impl IntoIterator<Item = (&'static str, String)>, context: &Context) -> Self {
        let facts = rows.into_iter();
        let facts = facts.map(|(label, value)| Fact::new(context.i18n.t(label), value));
        Self {
            facts: facts.collect(),
            at_right: false,
        }
    }

    /// Columns of the widest label.
    pub(in crate::tui::page) fn widest(&self) -> u16 {
        let labels = self.facts.iter().map(|fact| cells::columns(&fact.label));
        labels.max().unwrap_or(0)
    }

    pub(super) fn paint(&self, pen: Pen<'_>) -> Rows {
        let labels = self.widest().max(pen.labels).min(LABELS).min(pen.width / 2);
        let mut rows = Rows::default();
        for fact in &self.facts {
            let style = match fact.is_strong {
                _ if fact.is_changed => pen.theme.warning,
                true => pen.theme.title,
                false => pen.theme.text,
            };
            // A value at the right end has all the room that its own label leaves.
            let own = cells::columns(&fact.label);
            let labels = if self.at_right { own.min(LABELS) } else { labels };
            let room = pen.width.saturating_sub(labels).saturating_sub(GAP).max(1);
            let labels_in_rows = wrap(&fact.label, labels);
            let (value, others) = fact.versions(room, self.at_right);
            let others = others.iter().flat_map(|other| wrap(other, room));
            let others = others.map(|line| (line, pen.theme.warning));
            let values = wrap(&value, room).into_iter().map(|line| (line, style));
            let values: Vec<_> = values.chain(others).collect();
            for place in 0..labels_in_rows.len().max(values.len()) {
                let label = labels_in_rows.get(place).cloned().unwrap_or_default();
                let (value, style) = values.get(place).cloned().unwrap_or_default();
                let mut missing = labels.saturating_sub(cells::columns(&label)).saturating_add(GAP);
                if self.at_right {
                    missing = missing.saturating_add(room.saturating_sub(cells::columns(&value)));
                }
                let blanks = " ".repeat(usize::from(missing));
                rows.push(Line::from(vec![
                    Span::styled(label, pen.theme.faint),
                    Span::raw(blanks),
                    Span::styled(value, style),
                ]));
            }
        }
        if rows.0.is_empty() {
            rows.push(Row::default());
        }
        rows
    }

    pub(super) fn say(&self, context: &Context) -> Vec<String> {
        let said = self.facts.iter().map(|fact| {
            let versions = std::iter::once(&fact.value).chain(&fact.other);
            let value: Vec<String> = versions.map(|value| value.replace('\n', ", ")).collect();
            let args = [
                ("label", Arg::Text(fact.label.clone())),
                ("value", Arg::Text(value.join(", "))),
            ];
            let said = context.i18n.tr("plain-value", &args);
            if fact.is_changed {
                context.i18n.tr("plain-changed", &[("line", Arg::Text(said))])
            } else {
                said
            }
        });
        said.collect()
    }
}
