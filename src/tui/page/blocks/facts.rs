//! Labeled values, the values below each other.

use std::borrow::Cow;

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
    /// The same in fewer words, for where the value has no room in one row.
    pub brief: Option<String>,
    /// Another version of the value, such as what it was before; it stands below.
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
            brief: None,
            other: None,
            is_strong: false,
            is_changed: false,
        }
    }

    /// With the same in fewer words.
    #[must_use]
    pub fn briefly(mut self, brief: String) -> Self {
        self.brief = Some(brief);
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

    pub(super) fn paint(&self, pen: Pen<'_>) -> Rows {
        let widest = self.facts.iter().map(|fact| cells::columns(&fact.label)).max();
        let labels = widest.unwrap_or(0).min(LABELS).min(pen.width / 2);
        let room = pen.width.saturating_sub(labels).saturating_sub(GAP).max(1);
        let mut rows = Rows::default();
        for fact in &self.facts {
            let style = match fact.is_strong {
                _ if fact.is_changed => pen.theme.warning,
                true => pen.theme.title,
                false => pen.theme.text,
            };
            let labels_in_rows = wrap(&fact.label, labels);
            let has_room = cells::columns(&fact.value) <= room;
            let brief = fact.brief.as_ref().filter(|_| !has_room);
            let value = brief.unwrap_or(&fact.value);
            // What changed is told by a sign as well.
            let text = if fact.is_changed {
                Cow::Owned(format!("! {value}"))
            } else {
                Cow::Borrowed(value)
            };
            let others = fact.other.iter().flat_map(|other| wrap(other, room));
            let others = others.map(|line| (line, pen.theme.warning));
            let values = wrap(&text, room).into_iter().map(|line| (line, style));
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
