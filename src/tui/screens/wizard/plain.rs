//! The wizard line by line: each step says what it is about, and asks for its fields or its choice.

use crate::domain::order::OrderState;
use crate::domain::review::{Review, ReviewPart};
use crate::services::orders::OrderView;
use crate::tui::layer::Desk;
use crate::tui::plain::{Page, Row, Wait, explained, labeled};
use crate::tui::screens::summary;

use super::{Stage, Wizard, notices, view};

/// The page of the step that is shown.
pub(super) fn page(wizard: &Wizard, desk: &Desk) -> Page {
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
    let (Some(review), Some(_)) = (&wizard.review, &wizard.start) else {
        return Page::loading(desk);
    };
    let mut lines = Vec::new();
    if !wizard.changed.is_empty() {
        lines.push(desk.i18n.t("wizard-changed"));
    }
    lines.extend(review_lines(wizard, review, desk));
    lines.extend(errors(wizard, desk));
    Page::saying(lines).and_form(&wizard.last, desk)
}

fn review_lines(wizard: &Wizard, review: &Review, desk: &Desk) -> Vec<String> {
    let i18n = &desk.i18n;
    // What changed under the buyer's eyes is told by a word.
    let marked = |part: ReviewPart, line: String| {
        if wizard.changed.contains(&part) {
            let line = ("line", crate::domain::message::Arg::Text(line));
            i18n.tr("plain-changed", &[line])
        } else {
            line
        }
    };
    let offer = wizard.names.in_language(i18n.locale().tag());
    let term = labeled(desk, "label-term", &view::term(review, desk));
    let mut lines = vec![
        labeled(desk, "label-offer", offer),
        marked(ReviewPart::Term, term),
    ];
    let money = summary::said(desk, &summary::quote_rows(desk, &review.quote));
    let parts = [ReviewPart::Price, ReviewPart::Tax, ReviewPart::Tax];
    lines.extend(
        money
            .into_iter()
            .zip(parts)
            .map(|(line, part)| marked(part, line)),
    );
    lines.push(labeled(desk, "label-payment", &view::payment(wizard, desk)));
    let bill_to = summary::bill_to_text(desk, &review.bill_to);
    lines.push(marked(
        ReviewPart::BillTo,
        labeled(desk, "label-bill-to", &bill_to),
    ));
    if review.bill_to_pending {
        lines.push(i18n.t("vetting-pending-note"));
    }
    let withdraws = view::withdraws_text(review, desk);
    lines.extend(withdraws.map(|text| marked(ReviewPart::Withdraws, text)));
    lines.push(view::buy_text(wizard, desk, review));
    lines
}

fn outcome(wizard: &Wizard, desk: &Desk) -> Page {
    let Some(order) = &wizard.order else {
        return Page::loading(desk);
    };
    Page::saying(outcome_lines(wizard, order, desk))
}

fn outcome_lines(wizard: &Wizard, order: &OrderView, desk: &Desk) -> Vec<String> {
    let i18n = &desk.i18n;
    let number = || labeled(desk, "label-order-number", &order.order.number.to_string());
    let mut lines = Vec::new();
    match order.order.state {
        OrderState::Paid { expires } => {
            lines.push(format!("{}.", i18n.t("title-confirmed")));
            lines.extend(view::confirmed_texts(wizard, order, desk, expires));
            lines.extend(summary::said(desk, &summary::order_rows(order, desk)));
        }
        OrderState::AwaitingPayment => {
            lines.push(format!("{}.", i18n.t("title-order-placed")));
            lines.extend(summary::state_said(order, desk));
            if let Some(how) = &order.instructions {
                lines.extend(summary::instructions_said(order, how, desk));
                lines.push(i18n.t("wizard-transfer-reference-keep"));
            }
        }
        OrderState::Declined(_) => {
            lines.extend(summary::state_said(order, desk));
            lines.push(i18n.t("wizard-declined-note"));
            lines.push(number());
        }
        _ => {
            lines.extend(summary::state_said(order, desk));
            if wizard.is_waiting_for_the_bank() {
                lines.push(i18n.t("wizard-asking-bank-note"));
            }
            lines.push(number());
        }
    }
    lines
}
