//! What a step of the wizard has to say above its form: what went wrong, why nothing was charged, and that a draft is
//! shown.

use ratatui::text::Line;

use crate::domain::message::Arg;
use crate::tui::layer::Desk;
use crate::tui::screens::{explained, summary};

use super::{Stage, Wizard};

/// What stands above a step: what went wrong, why nothing was charged, and that a draft of an earlier session is shown,
/// until it is changed.
pub(super) fn notices<'a>(wizard: &Wizard, desk: &Desk, width: u16) -> Vec<Line<'a>> {
    let mut lines = error_lines(wizard, desk, width);
    if let Some(text) = refusal_text(wizard, desk) {
        let text = format!("{} {text}", desk.theme.symbols.cross);
        lines.extend(summary::paragraph(&text, width, desk.theme.error));
        lines.push(Line::default());
    }
    if let Some(text) = draft_text(wizard, desk) {
        lines.extend(summary::paragraph(&text, width, desk.theme.warning));
        lines.push(Line::default());
    }
    lines
}

/// Why nothing was charged, in sight while the card is corrected or another method is chosen.
pub(super) fn refusal_text(wizard: &Wizard, desk: &Desk) -> Option<String> {
    let state = wizard.refused()?;
    matches!(wizard.stage, Stage::Method | Stage::Card)
        .then(|| summary::not_charged(state, desk))
        .flatten()
}

/// That a draft of an earlier session is shown, until it is changed.
pub(super) fn draft_text(wizard: &Wizard, desk: &Desk) -> Option<String> {
    let start = wizard.start.as_ref()?;
    if !start.resumed || wizard.edits > 0 {
        return None;
    }
    let day = Arg::Day(start.draft.updated.day());
    Some(desk.i18n.tr("wizard-draft-found", &[("day", day)]))
}

pub(super) fn error_lines<'a>(wizard: &Wizard, desk: &Desk, width: u16) -> Vec<Line<'a>> {
    wizard
        .error
        .as_ref()
        .map(|error| explained(desk, width, error))
        .unwrap_or_default()
}
