//! The lists that can be shown in one place, side by side. Which one is shown is told by brackets, not by color alone.

use ratatui::text::Span;

use crate::tui::action::Action;
use crate::tui::canvas::Target;
use crate::tui::page::pen::Pen;
use crate::tui::page::rows::{Row, Rows};
use crate::tui::plain::{self, Means};
use crate::tui::widgets::cells;

/// One of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tab {
    /// What it is called.
    pub label: String,
    /// Whether it is the one that is shown.
    pub is_shown: bool,
    /// What leads there, if it is possible now.
    pub leads: Option<Action>,
}

pub(super) fn paint(tabs: &[Tab], pen: Pen<'_>) -> Rows {
    let mut row = Row::default();
    for tab in tabs {
        let (text, style) = if tab.is_shown {
            (format!("[ {} ]", tab.label), pen.theme.selected)
        } else {
            (format!("  {}  ", tab.label), pen.theme.faint)
        };
        let begin = row.width();
        let end = begin.saturating_add(cells::columns(&text));
        let leads = tab.leads.map(Target::Action);
        row.spots.extend(leads.map(|target| (begin..end, target)));
        row.line.push_span(Span::styled(text, style));
        row.line.push_span(Span::raw(" "));
    }
    Rows(vec![row])
}

/// There is nothing to go along line by line: the other lists are rows.
pub(super) fn say(tabs: &[Tab]) -> Vec<plain::SpokenRow> {
    let rows = tabs.iter().filter_map(|tab| {
        Some(plain::SpokenRow {
            means: Means::Act(tab.leads?),
            ..plain::SpokenRow::new(0, tab.label.clone())
        })
    });
    rows.collect()
}
