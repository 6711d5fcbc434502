//! The wizard line by line: each step says what it is about, and asks for its fields or its choice.

use crate::tui::layer::Desk;
use crate::tui::page;
use crate::tui::plain::{Page, Row, Wait, explained};

use super::{Stage, Wizard, blocks, notices, view};

/// The page of the step that is shown.
pub(super) fn of(wizard: &Wizard, desk: &Desk) -> Page {
    let page = match wizard.stage {
        Stage::Opening => return Page::loading(desk),
        Stage::Closed => {
            let mut lines = errors(wizard, desk);
            lines.push(desk.i18n.t("wizard-closed-kept"));
            return Page::saying(lines);
        }
        Stage::Method if wizard.busy => return Page::loading(desk),
        Stage::Method => methods(wizard, desk),
        Stage::Card if wizard.busy => return Page::waiting(desk, "wizard-checking-card"),
        Stage::Card => Page::saying(above_card(wizard, desk)).and_form(&wizard.card, desk),
        Stage::Transfer => Page::saying(notices_said(wizard, desk)).and_form(&wizard.transfer, desk),
        Stage::Review => review(wizard, desk),
        Stage::Asking if !wizard.asks_bank() => return Page::waiting(desk, "word-saving"),
        Stage::Asking => Page {
            wait: Some(Wait::Told),
            ..Page::saying(["wizard-asking-bank", "wizard-asking-bank-note"].map(|key| desk.i18n.t(key)))
        },
        Stage::Outcome => outcome(wizard, desk),
    };
    Page {
        step: Some(view::position(wizard, desk)),
        ..page
    }
}

fn errors(wizard: &Wizard, desk: &Desk) -> Vec<String> {
    wizard
        .error
        .as_ref()
        .map(|error| explained(desk, error))
        .unwrap_or_default()
}

/// What went wrong, and that a draft is shown.
fn notices_said(wizard: &Wizard, desk: &Desk) -> Vec<String> {
    let mut lines = errors(wizard, desk);
    lines.extend(notices::refusal_text(wizard, desk));
    lines.extend(notices::draft_text(wizard, desk));
    lines
}

fn methods(wizard: &Wizard, desk: &Desk) -> Page {
    let Some(start) = &wizard.start else {
        return Page::loading(desk);
    };
    let mut lines = notices_said(wizard, desk);
    lines.extend(view::late_text(start, desk));
    let words = view::method_words(start, desk).into_iter();
    let mut rows: Vec<Row> = words
        .enumerate()
        .map(|(place, (label, detail, closed))| {
            let row = Row::new(place, label);
            if closed {
                row.closed(detail)
            } else {
                row.detail(detail)
            }
        })
        .collect();
    if let Some(first) = rows.first_mut() {
        first.heading = Some(format!("{}:", desk.i18n.t("wizard-choose-payment")));
    }
    Page {
        rows,
        selected: wizard.methods.index(),
        ..Page::saying(lines)
    }
}

fn above_card(wizard: &Wizard, desk: &Desk) -> Vec<String> {
    let mut lines = notices_said(wizard, desk);
    if let Some(token) = wizard.draft.as_ref().and_then(|draft| draft.card.as_ref()) {
        lines.push(view::card_ready(token, desk));
    } else if desk.demo {
        lines.push(view::demo_cards(desk));
    }
    lines
}

fn review(wizard: &Wizard, desk: &Desk) -> Page {
    if wizard.review.is_none() || wizard.start.is_none() {
        return Page::loading(desk);
    }
    let mut lines = page::said(&blocks::review(wizard, desk), desk);
    lines.extend(errors(wizard, desk));
    Page::saying(lines).and_form(&wizard.last, desk)
}

fn outcome(wizard: &Wizard, desk: &Desk) -> Page {
    if wizard.order.is_none() {
        return Page::loading(desk);
    }
    Page::saying(page::said(&blocks::outcome(wizard, desk), desk))
}
